//! What helps the one who writes scenarios: templates, descriptions, differences, single edits, the
//! schema for editors and the list of levers.

use std::fs;
use std::path::{Path, PathBuf};

use isolement::evidence::{LeverRegistry, LeverSpec, LeverValues};
use isolement::input::render;
use isolement::scenario::{
    Scenario, Template, Timeline, catalogue, describe, difference, load_each, load_text, schema,
    set, template,
};
use isolement::vocabulary::{Lang, Term};
use serde_json::Value;

const LANGS: [Lang; 2] = [Lang::Nl, Lang::En];

fn registry() -> LeverRegistry {
    LeverRegistry::embedded().expect("the registry is sound")
}

fn timeline() -> Timeline {
    Timeline {
        start: "2007-01".parse().expect("a month"),
        months: 120,
    }
}

fn presets() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir("scenarios")
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    files
}

fn read(path: &Path) -> Scenario {
    load_each(&[path.to_owned()], &registry(), &timeline())
        .unwrap_or_else(|problems| panic!("{}", render(&problems, Lang::En, false)))
        .remove(0)
}

/// A text read as if it stood beside the presets.
fn as_preset(text: &str) -> Scenario {
    load_text(
        Path::new("scenarios/mine.toml"),
        text,
        &registry(),
        &timeline(),
    )
    .unwrap_or_else(|problems| panic!("{}\n{text}", render(&problems, Lang::En, false)))
}

fn template_on(base: Option<&Scenario>, lang: Lang) -> String {
    let template_of = Template {
        title: "Mijn \"eigen\" plan",
        base,
        schema: "../docs/scenario.schema.json",
        lang,
    };
    template(&template_of, &registry())
}

/// An allowed value other than a given one, as it stands in a file.
fn another(spec: &LeverSpec, than: f64) -> String {
    match &spec.values {
        LeverValues::Range([low, high]) => {
            let other = [*high, *low].into_iter().find(|value| *value != than);
            format!("{}", other.expect("a range has two ends"))
        }
        LeverValues::Choices(choices) => {
            let mut others = choices.iter().zip(0..);
            let other = others.find(|(_, place)| f64::from(*place) != than);
            format!("\"{}\"", other.expect("a choice").0)
        }
    }
}

#[test]
fn a_new_scenario_is_sound_and_describes_itself_as_no_change() {
    let bases: Vec<Scenario> = presets().iter().map(|path| read(path)).collect();
    for lang in LANGS {
        for base in bases.iter().map(Some).chain([None]) {
            let scenario = as_preset(&template_on(base, lang));
            assert_eq!(scenario.warnings, []);
            assert_eq!(scenario.changes, []);
            assert_eq!(scenario.title[0], "Mijn \"eigen\" plan");
            let [nl, en] = LANGS.map(|lang| describe(&scenario, &registry(), lang));
            assert!(nl.contains("verandert niets"), "{nl}");
            assert!(en.contains("changes nothing"), "{en}");
        }
    }
}

#[test]
fn each_line_of_a_template_can_be_switched_on_and_one_change_is_one_sentence() {
    let registry = registry();
    for lang in LANGS {
        let whole = template_on(None, lang);
        for spec in registry.iter() {
            let start = format!("# \"{}\" = ", spec.id);
            let at = whole
                .lines()
                .filter(|line| line.starts_with(&start))
                .count();
            assert_eq!(at, 1, "{} stands {at} times in the template", spec.id);
            let text: String = whole
                .lines()
                .map(|line| match line.strip_prefix(&start) {
                    Some(_) => format!("\"{}\" = {}\n", spec.id, another(spec, spec.default)),
                    None => format!("{line}\n"),
                })
                .collect();
            let scenario = as_preset(&text);
            for lang in LANGS {
                assert_eq!(scenario.sentences[lang as usize].len(), 1, "{}", spec.id);
                let text = describe(&scenario, &registry, lang);
                for part in spec.label(lang).split(": ") {
                    assert!(text.to_lowercase().contains(&part.to_lowercase()), "{text}");
                }
                assert!(text.contains(&spec.id), "{text}");
            }
            assert_eq!(scenario.changed_levers, [spec.id.as_str()]);
        }
    }
}

#[test]
fn a_line_switched_on_as_it_stands_changes_nothing() {
    let base = read(Path::new("scenarios/volunteers-first.toml"));
    for spec in registry().iter() {
        let start = format!("# \"{}\"", spec.id);
        let text = template_on(Some(&base), Lang::Nl).replace(&start, &start[2..]);
        let scenario = as_preset(&text);
        assert_eq!(scenario.changes, [], "{}", spec.id);
    }
}

#[test]
fn every_lever_stands_in_template_schema_and_documentation_with_what_it_is() {
    let registry = registry();
    let [nl, en] = LANGS.map(|lang| words(&template_on(None, lang)));
    let catalogue = catalogue(&registry);
    let schema: Value = serde_json::from_str(&schema(&registry)).expect("JSON");
    for spec in registry.iter() {
        let id = &spec.id;
        for (page, help, source) in [
            (&nl, &spec.help_nl, spec.source(Lang::Nl)),
            (&en, &spec.help_en, spec.source(Lang::En)),
        ] {
            assert!(page.contains(&words(help)), "{id}: {help}");
            assert!(page.contains(&words(source)), "{id}: {source}");
        }
        for text in [&spec.help_nl, &spec.help_en, &spec.source, id] {
            assert!(catalogue.contains(text), "{id}: {text}");
        }
        let definition = &schema["definitions"][id];
        assert!(definition.is_object(), "{id} is not in the schema");
        let about = definition["description"].as_str().expect("a description");
        assert!(about.contains(&spec.help_nl) && about.contains(&spec.help_en));
        assert!(schema["properties"]["levers"]["properties"][id].is_object());
    }
}

/// A text without line breaks and comment signs.
fn words(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| *word != "#");
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn schema_and_documentation_are_those_of_the_registry() {
    for (file, now, command) in [
        ("docs/levers.md", catalogue(&registry()), "levers"),
        ("docs/scenario.schema.json", schema(&registry()), "schema"),
    ] {
        let kept = fs::read_to_string(file).unwrap_or_default();
        assert!(
            kept.replace("\r\n", "\n") == now,
            "{file} is not current; write it with: cargo run -- {command} > {file}"
        );
    }
}

/// The part of JSON Schema that our schema uses; anything else in it fails.
fn accepts(root: &Value, schema: &Value, value: &Value) -> bool {
    let rules = schema.as_object().expect("a schema is an object");
    rules.iter().all(|(rule, wanted)| match rule.as_str() {
        "$schema" | "title" | "description" | "default" | "definitions" => true,
        "$ref" => {
            let id = wanted
                .as_str()
                .expect("text")
                .trim_start_matches("#/definitions/");
            accepts(root, &root["definitions"][id], value)
        }
        "type" => match wanted.as_str().expect("text") {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "number" => value.is_number(),
            other => panic!("type {other}"),
        },
        "const" => value == wanted,
        "enum" => wanted.as_array().expect("a list").contains(value),
        "minimum" => value
            .as_f64()
            .is_none_or(|v| v >= wanted.as_f64().expect("a number")),
        "maximum" => value
            .as_f64()
            .is_none_or(|v| v <= wanted.as_f64().expect("a number")),
        "minLength" => value
            .as_str()
            .is_none_or(|text| text.chars().count() as u64 >= wanted.as_u64().expect("a number")),
        "minItems" => value
            .as_array()
            .is_none_or(|list| list.len() as u64 >= wanted.as_u64().expect("a number")),
        "maxItems" => value
            .as_array()
            .is_none_or(|list| list.len() as u64 <= wanted.as_u64().expect("a number")),
        "uniqueItems" => value.as_array().is_none_or(|list| {
            list.iter()
                .enumerate()
                .all(|(place, item)| !list[..place].contains(item))
        }),
        "items" => value
            .as_array()
            .is_none_or(|list| list.iter().all(|item| accepts(root, wanted, item))),
        "pattern" => value.as_str().is_none_or(|text| matches(wanted, text)),
        "required" => value.as_object().is_none_or(|object| {
            let names = wanted.as_array().expect("a list");
            names
                .iter()
                .all(|name| object.contains_key(name.as_str().expect("text")))
        }),
        "properties" => value.as_object().is_none_or(|object| {
            let below = |(name, rules)| object.get(name).is_none_or(|v| accepts(root, rules, v));
            wanted.as_object().expect("an object").iter().all(below)
        }),
        "additionalProperties" => value.as_object().is_none_or(|object| {
            assert_eq!(wanted, &Value::Bool(false));
            object
                .keys()
                .all(|name| schema["properties"].get(name).is_some())
        }),
        "anyOf" => wanted
            .as_array()
            .expect("a list")
            .iter()
            .any(|one| accepts(root, one, value)),
        other => panic!("this test does not know the rule {other}"),
    })
}

/// The two patterns of the schema.
fn matches(pattern: &Value, text: &str) -> bool {
    match pattern.as_str().expect("text") {
        "^[0-9]{4}-(0[1-9]|1[0-2])$" => {
            text.parse::<isolement::vocabulary::CalendarMonth>().is_ok()
        }
        r"^[^./\\][^/\\]*$" => {
            !text.starts_with('.') && !text.is_empty() && !text.contains(['/', '\\'])
        }
        other => panic!("this test does not know the pattern {other}"),
    }
}

fn accepted(schema: &Value, text: &str) -> bool {
    let table: toml::Table = text.parse().expect("TOML");
    let value = serde_json::to_value(table).expect("JSON");
    accepts(schema, schema, &value)
}

#[test]
fn the_schema_takes_what_the_reader_takes_and_refuses_what_it_can_see() {
    let schema: Value = serde_json::from_str(&schema(&registry())).expect("JSON");
    for path in presets() {
        let text = fs::read_to_string(&path).expect("read");
        assert!(accepted(&schema, &text), "{}", path.display());
    }
    for lang in LANGS {
        assert!(accepted(&schema, &template_on(None, lang)));
    }
    let bad = |name: &str| {
        let path = format!("tests/bad_scenarios/{name}.toml");
        fs::read_to_string(path).expect("read")
    };
    for name in [
        "out-of-range",
        "unknown-lever",
        "unknown-borough",
        "not-a-choice",
        "wrong-unit",
        "month-thirteen",
        "title-missing",
        "schema-newer",
        "unknown-key-in-value",
        "boroughs-on-city-lever",
        "limited-by-age",
        "limited-by-category",
        "age-unknown",
        "category-not-of-lever",
        "list-empty",
        "base-in-another-folder",
        "wrong-type-number",
    ] {
        assert!(!accepted(&schema, &bad(name)), "{name}");
    }
    // The same lever in the three forms that TOML has for it.
    let top = "schema = 1\n[title]\nnl = \"a\"\nen = \"a\"\n[question]\nnl = \"a\"\nen = \"a\"\n";
    for levers in [
        "[levers]\n\"guidance.hours\" = 8",
        "[levers]\nguidance.hours = { value = 8, from = \"2010-01\" }",
        "[[levers.guidance.hours]]\nvalue = 8",
    ] {
        assert!(accepted(&schema, &format!("{top}{levers}")), "{levers}");
    }
}

#[test]
fn the_difference_of_two_scenarios_is_what_each_says_of_the_other() {
    let [approach, volunteers] = ["rotterdam-approach", "volunteers-first"]
        .map(|name| read(Path::new(&format!("scenarios/{name}.toml"))));
    let (registry, timeline) = (registry(), timeline());
    let there = approach.differences(&volunteers, &registry, &timeline);
    let back = volunteers.differences(&approach, &registry, &timeline);
    assert!(!there.is_empty() && there.len() == back.len());
    for (there, back) in there.iter().zip(&back) {
        assert_eq!((there.before, there.after), (back.after, back.before));
        assert_eq!(there.area, back.area);
    }
    assert_eq!(approach.differences(&approach, &registry, &timeline), []);
    let same = difference([&approach, &approach], &[], &registry, Lang::Nl);
    assert!(same.starts_with("Geen verschil"), "{same}");
}

#[test]
fn what_a_scenario_changes_is_its_difference_from_its_base() {
    for path in presets() {
        let scenario = read(&path);
        let Some(base) = &scenario.base else {
            continue;
        };
        let base = read(&path.with_file_name(format!("{base}.toml")));
        let difference = base.differences(&scenario, &registry(), &timeline());
        assert_eq!(scenario.changes, difference, "{}", path.display());
    }
}

#[test]
fn each_value_tells_the_file_and_line_from_which_it_comes() {
    let folder = tempfile::tempdir().expect("a folder");
    let top = "[title]\nnl = \"a\"\nen = \"a\"\n[question]\nnl = \"a\"\nen = \"a\"\n[levers]\n";
    let write = |name: &str, head: &str, levers: &str| {
        let path = folder.path().join(name);
        fs::write(&path, format!("schema = 1\n{head}\n{top}{levers}\n")).expect("written");
        path
    };
    let below = write(
        "below.toml",
        "",
        "guidance.hours = 9\nactivities.places = 20",
    );
    let own = write(
        "own.toml",
        "base = \"below\"",
        "guidance.hours = { value = 12, from = \"2010-01\", boroughs = [\"Noord\"] }",
    );
    let scenario = read(&own);
    let registry = registry();
    let of = |id: &str| -> Vec<(f64, Option<(String, usize)>)> {
        let (lever, _) = registry.find(id).expect("a lever");
        let origins = scenario.origins.iter().filter(|one| one.lever == lever);
        origins.map(|one| (one.value, one.place.clone())).collect()
    };
    let place = |path: &Path, line| Some((path.display().to_string(), line));
    assert_eq!(of("activities.places"), [(20.0, place(&below, 11))]);
    assert_eq!(of("volunteers.enquiries"), [(340.0, None)]);
    let mut hours = of("guidance.hours");
    hours.dedup();
    hours.sort_by(|a, b| a.0.total_cmp(&b.0));
    hours.dedup();
    assert_eq!(hours, [(9.0, place(&below, 10)), (12.0, place(&own, 10))]);
}

#[test]
fn a_value_set_in_a_template_is_the_only_byte_that_differs_and_reads_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.toml");
    let registry = registry();
    for spec in registry.iter() {
        let before = template_on(None, Lang::Nl);
        fs::write(&path, &before).expect("written");
        let value = another(spec, spec.default);
        let after = set(&path, &spec.id, value.trim_matches('"'), &registry)
            .unwrap_or_else(|problems| panic!("{}", render(&problems, Lang::En, false)));
        let differing: Vec<(&str, &str)> = before
            .lines()
            .zip(after.lines())
            .filter(|(before, after)| before != after)
            .collect();
        assert_eq!(before.lines().count(), after.lines().count());
        assert_eq!(differing.len(), 1, "{}", spec.id);
        assert_eq!(differing[0].1, format!("\"{}\" = {value}", spec.id));
        assert_eq!(as_preset(&after).changes.len(), 1, "{}", spec.id);
        // Set back, the scenario changes nothing again.
        fs::write(&path, &after).expect("written");
        let default = match &spec.values {
            LeverValues::Range(_) => format!("{}", spec.default),
            LeverValues::Choices(choices) => choices[spec.default as usize].clone(),
        };
        let back = set(&path, &spec.id, &default, &registry).expect("set");
        assert_eq!(as_preset(&back).changes, [], "{}", spec.id);
    }
}

#[test]
fn a_lever_for_some_residents_is_described_checked_and_set_like_any_other() {
    let (registry, timeline) = (registry(), timeline());
    let schema: Value = serde_json::from_str(&schema(&registry)).expect("JSON");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.toml");
    for spec in registry.iter().filter(|spec| spec.by_group()) {
        let value = another(spec, spec.default);
        let category = spec.by_category.first().map(|category| category.id());
        let categories = category.map(|id| format!(", categories = [\"{id}\"]"));
        let entry = format!(
            "{{ value = {value}, ages = [\"65-74\", \"75+\"]{} }}",
            categories.unwrap_or_default()
        );
        fs::write(&path, template_on(None, Lang::En)).expect("written");
        let text = set(&path, &spec.id, &entry, &registry)
            .unwrap_or_else(|problems| panic!("{}", render(&problems, Lang::En, false)));
        assert!(accepted(&schema, &text), "{}", spec.id);
        let scenario = as_preset(&text);
        let [nl, en] = &scenario.sentences;
        assert_eq!((nl.len(), en.len()), (1, 1), "{}", spec.id);
        let [nl, en] = [&nl[0], &en[0]];
        assert!(
            nl.contains(", alleen voor mensen van 65 jaar en ouder"),
            "{nl}"
        );
        assert!(en.contains(", only for people aged 65 and over"), "{en}");
        assert_eq!(category.is_some(), nl.contains("isolement."), "{nl}");
        // The others keep what they had, from where they had it.
        let (lever, _) = registry.find(&spec.id).expect("a lever");
        let origins = scenario.origins.iter().filter(|one| one.lever == lever);
        let places: Vec<bool> = origins.map(|one| one.place.is_some()).collect();
        assert!(
            places.contains(&true) && places.contains(&false),
            "{}",
            spec.id
        );
        assert_eq!(scenario.differences(&scenario, &registry, &timeline), []);
    }
}

#[test]
fn presets_keep_their_other_lines_when_a_value_is_set() {
    for path in presets() {
        let before = fs::read_to_string(&path).expect("read");
        for (key, value) in [("specialist.places", "7.5"), ("title.en", "Other")] {
            let after = set(&path, key, value, &registry())
                .unwrap_or_else(|problems| panic!("{}", render(&problems, Lang::En, false)));
            let kept = after.lines().filter(|line| before.contains(line)).count();
            assert!(kept + 1 >= before.lines().count(), "{}", path.display());
            assert!(after.contains(value));
            if key == "title.en" {
                assert_eq!(as_preset(&after).title[1], "Other");
            }
        }
    }
}
