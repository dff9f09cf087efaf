//! The JSON Schema of scenario files, made from the registry: editors complete and check with it.
//!
//! It says what can be said of one file alone. Bases, dates in order and everything about meaning
//! are the work of `isolement validate`.

use serde_json::{Map, Value, json};

use super::settings::MOST_ENTRIES;
use super::words;
use crate::evidence::{LeverRegistry, LeverSpec, LeverValues};
use crate::vocabulary::{AGE_WORDS, Borough, Lang, Term};

/// The schema (draft 7, which TOML editors read), as JSON text.
pub fn schema(levers: &LeverRegistry) -> String {
    let text = |least: u32| {
        json!({
            "type": "object",
            "properties": {
                "nl": { "type": "string", "minLength": least },
                "en": { "type": "string", "minLength": least },
            },
            "additionalProperties": false,
        })
    };
    let required = || {
        let mut text = text(1);
        text["required"] = json!(["nl", "en"]);
        text
    };
    let definitions: Map<String, Value> = levers
        .iter()
        .map(|spec| (spec.id.clone(), lever(spec)))
        .collect();
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Scenario voor isolement / scenario for isolement",
        "type": "object",
        "required": ["schema", "title", "question"],
        "additionalProperties": false,
        "properties": {
            "schema": { "const": 1 },
            "base": {
                "type": "string",
                "pattern": "^[^./\\\\][^/\\\\]*$",
                "description": "Naam van het scenario waarop dit verdergaat, in dezelfde map, zonder .toml\n\nName of the scenario on which this one builds, in the same folder, without .toml",
            },
            "title": required(),
            "question": required(),
            "notes": text(0),
            "levers": groups(levers),
        },
        "definitions": definitions,
    });
    // Maps with string keys always serialise.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// The levers by their whole name and, for dotted names and headings, by group.
fn groups(levers: &LeverRegistry) -> Value {
    let mut properties = Map::new();
    for spec in levers.iter() {
        let reference = json!({ "$ref": format!("#/definitions/{}", spec.id) });
        properties.insert(spec.id.clone(), reference.clone());
        let mut at = &mut properties;
        let mut parts = spec.id.split('.').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                at.insert(part.to_owned(), reference.clone());
                break;
            }
            let group = at.entry(part).or_insert_with(
                || json!({ "type": "object", "additionalProperties": false, "properties": {} }),
            );
            let Some(Value::Object(below)) = group.get_mut("properties") else {
                break;
            };
            at = below;
        }
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn lever(spec: &LeverSpec) -> Value {
    let value = value(spec);
    let mut properties = json!({
        "value": value,
        "unit": { "enum": units(spec) },
        "from": month(),
        "until": month(),
    });
    if spec.by_borough {
        let names: Vec<&str> = Borough::ALL.iter().map(|borough| borough.id()).collect();
        properties["boroughs"] =
            json!({ "type": "array", "items": { "enum": names }, "uniqueItems": true });
    }
    if spec.by_age {
        let words: Vec<&str> = AGE_WORDS.iter().map(|(word, _)| *word).collect();
        properties["ages"] =
            json!({ "type": "array", "items": { "enum": words }, "uniqueItems": true });
    }
    if !spec.by_category.is_empty() {
        let words: Vec<&str> = spec.by_category.iter().map(|one| one.id()).collect();
        properties["categories"] =
            json!({ "type": "array", "items": { "enum": words }, "uniqueItems": true });
    }
    let entry = json!({
        "type": "object",
        "required": ["value"],
        "additionalProperties": false,
        "properties": properties,
    });
    let both = [Lang::Nl, Lang::En].map(|lang| {
        format!(
            "{} ({}). {}",
            words::capital(spec.label(lang)),
            words::unit(spec, lang),
            spec.help(lang)
        )
    });
    json!({
        "description": both.join("\n\n"),
        "default": default(spec),
        "anyOf": [
            value,
            entry,
            { "type": "array", "items": entry, "minItems": 1, "maxItems": MOST_ENTRIES },
        ],
    })
}

fn value(spec: &LeverSpec) -> Value {
    match &spec.values {
        LeverValues::Range([low, high]) => {
            json!({ "type": "number", "minimum": low, "maximum": high })
        }
        LeverValues::Choices(choices) => json!({ "enum": choices }),
    }
}

fn default(spec: &LeverSpec) -> Value {
    match &spec.values {
        LeverValues::Range(_) => json!(spec.default),
        LeverValues::Choices(choices) => json!(choices.get(spec.default as usize)),
    }
}

fn units(spec: &LeverSpec) -> Vec<&str> {
    let mut units = vec![words::unit(spec, Lang::Nl), words::unit(spec, Lang::En)];
    units.dedup();
    units
}

fn month() -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" })
}
