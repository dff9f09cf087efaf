//! The registry of levers: what a scenario file may set, with default, unit, range and source.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::entry::{in_range, parse, required};
use super::links::{LeverGroup, Links};
use super::{Grade, RegistryError};
use crate::vocabulary::{IsolationCategory, Lang, Term, limiting_categories};

const FILE: &str = "levers.toml";
const EMBEDDED: &str = include_str!("data/levers.toml");

/// What values a lever may take.
#[derive(Clone, Debug, PartialEq)]
pub enum LeverValues {
    /// A number in a range, both ends included.
    Range([f64; 2]),
    /// One of these words; the value is its position.
    Choices(Vec<String>),
}

/// One lever.
#[derive(Clone, Debug, PartialEq)]
pub struct LeverSpec {
    /// Identifier in scenario files, for instance `activities.places`.
    pub id: String,
    /// Value when no scenario sets it: the regular practice before 2007. For a lever with choices,
    /// the position of the default choice.
    pub default: f64,
    /// Unit.
    pub unit: String,
    /// Allowed values.
    pub values: LeverValues,
    /// May a scenario limit it to some boroughs?
    pub by_borough: bool,
    /// May a scenario limit it to some age groups?
    pub by_age: bool,
    /// The isolation categories that a scenario may limit it to; none where it cannot.
    pub by_category: Vec<IsolationCategory>,
    /// Why it takes no other limit, in Dutch and English; for a lever that does not take all.
    pub whole: Option<[String; 2]>,
    /// Dutch name.
    pub nl: String,
    /// English name.
    pub en: String,
    /// What it does, one sentence in Dutch.
    pub help_nl: String,
    /// What it does, one sentence in English.
    pub help_en: String,
    /// Where default and range come from, in English.
    pub source: String,
    /// The same in Dutch, where somebody wrote it.
    pub source_nl: Option<String>,
    /// How sure the default is.
    pub grade: Grade,
    /// What it depends on.
    pub links: Links,
}

impl LeverSpec {
    /// Name in a language.
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }

    /// What it does, in a language.
    pub fn help(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => &self.help_nl,
            Lang::En => &self.help_en,
        }
    }

    /// Where default and range come from, in a language if it was written in it.
    pub fn source(&self, lang: Lang) -> &str {
        match (lang, &self.source_nl) {
            (Lang::Nl, Some(source)) => source,
            _ => &self.source,
        }
    }

    /// May a scenario limit it to some residents?
    pub fn by_group(&self) -> bool {
        self.by_age || !self.by_category.is_empty()
    }

    /// The start of its identifier, which it shares with its group.
    pub fn group(&self) -> &str {
        self.id.split('.').next().unwrap_or(&self.id)
    }

    /// Is it a share, as its unit says?
    pub fn is_share(&self) -> bool {
        self.unit.starts_with("share")
    }

    /// An allowed value that is not the default, for examples: twice as much where that is allowed.
    pub fn another_value(&self) -> f64 {
        match &self.values {
            LeverValues::Choices(choices) => {
                let other = (0..choices.len()).rev().map(|place| place as f64);
                other.into_iter().find(|place| *place != self.default)
            }
            LeverValues::Range([low, high]) => [self.default * 2.0, *low, *high]
                .into_iter()
                .find(|value| (*low..=*high).contains(value) && *value != self.default),
        }
        .unwrap_or(self.default)
    }

    /// Is it a factor on regular practice, and so without a unit of its own?
    pub fn is_factor(&self) -> bool {
        self.unit == "factor"
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lever: Vec<Raw>,
    #[serde(default)]
    group: Vec<LeverGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: String,
    default: Option<toml::Value>,
    unit: Option<String>,
    range: Option<[f64; 2]>,
    choices: Option<Vec<String>>,
    #[serde(default)]
    by_borough: bool,
    #[serde(default)]
    by_age: bool,
    #[serde(default)]
    by_category: Vec<String>,
    whole_nl: Option<String>,
    whole_en: Option<String>,
    nl: Option<String>,
    en: Option<String>,
    help_nl: Option<String>,
    help_en: Option<String>,
    source: Option<String>,
    source_nl: Option<String>,
    grade: Option<Grade>,
    #[serde(default)]
    links: Links,
}

impl Raw {
    fn check(self) -> Result<LeverSpec, RegistryError> {
        let id = self.id;
        let missing = |field| RegistryError::Missing {
            id: id.clone(),
            field,
        };
        let values = match (self.range, self.choices) {
            (Some(range), None) => LeverValues::Range(range),
            (None, Some(choices)) => LeverValues::Choices(choices),
            _ => return Err(missing("range (or choices)")),
        };
        let default = default_value(
            &id,
            self.default.ok_or_else(|| missing("default"))?,
            &values,
        )?;
        Ok(LeverSpec {
            default,
            unit: required(&id, "unit", self.unit)?,
            values,
            by_borough: self.by_borough,
            by_age: self.by_age,
            by_category: categories(&id, &self.by_category)?,
            whole: self.whole_nl.zip(self.whole_en).map(Into::into),
            nl: required(&id, "Dutch name (nl)", self.nl)?,
            en: required(&id, "English name (en)", self.en)?,
            help_nl: required(&id, "Dutch explanation (help_nl)", self.help_nl)?,
            help_en: required(&id, "English explanation (help_en)", self.help_en)?,
            source: required(&id, "source", self.source)?,
            source_nl: self.source_nl,
            grade: self.grade.ok_or_else(|| missing("grade"))?,
            links: self.links,
            id: id.clone(),
        })
    }
}

/// The categories of a list, of those that a lever may be limited to.
fn categories(id: &str, words: &[String]) -> Result<Vec<IsolationCategory>, RegistryError> {
    let known = limiting_categories();
    let category = |word: &String| {
        let found = known.iter().copied().find(|known| known.id() == word);
        found.ok_or_else(|| RegistryError::Shape {
            id: id.to_owned(),
            expected: format!("isolation categories in by_category; '{word}' is none"),
        })
    };
    words.iter().map(category).collect()
}

fn default_value(id: &str, value: toml::Value, values: &LeverValues) -> Result<f64, RegistryError> {
    let number = match (value, values) {
        (toml::Value::Float(number), LeverValues::Range(_)) => number,
        (toml::Value::Integer(number), LeverValues::Range(_)) => number as f64,
        (toml::Value::String(word), LeverValues::Choices(choices)) => choices
            .iter()
            .position(|choice| *choice == word)
            .map(|position| position as f64)
            .ok_or_else(|| RegistryError::Shape {
                id: id.to_owned(),
                expected: format!("one of {}", choices.join(", ")),
            })?,
        (_, LeverValues::Range(_)) => {
            return Err(RegistryError::Shape {
                id: id.to_owned(),
                expected: "one number".to_owned(),
            });
        }
        (_, LeverValues::Choices(_)) => {
            return Err(RegistryError::Shape {
                id: id.to_owned(),
                expected: "one word".to_owned(),
            });
        }
    };
    if let LeverValues::Range(range) = *values {
        in_range(id, number, range)?;
    }
    Ok(number)
}

/// All levers, in the order of the file, which is the order of templates and tables.
#[derive(Clone, Debug, PartialEq)]
pub struct LeverRegistry {
    levers: Vec<LeverSpec>,
    position: BTreeMap<String, usize>,
    groups: Vec<LeverGroup>,
}

impl LeverRegistry {
    /// The levers that are compiled in.
    ///
    /// # Errors
    /// When the embedded file is malformed or a lever lacks something that it must say.
    pub fn embedded() -> Result<Self, RegistryError> {
        Self::parse(EMBEDDED)
    }

    /// Reads levers from TOML text.
    ///
    /// # Errors
    /// As [`LeverRegistry::embedded`].
    pub fn parse(text: &str) -> Result<Self, RegistryError> {
        let file: File = parse(FILE, text)?;
        let mut levers: Vec<LeverSpec> = Vec::new();
        let mut position = BTreeMap::new();
        for raw in file.lever {
            let lever = raw.check()?;
            if position.insert(lever.id.clone(), levers.len()).is_some() {
                return Err(RegistryError::Duplicate(lever.id));
            }
            levers.push(lever);
        }
        for lever in &levers {
            lever.links.check(&lever.id, &position)?;
        }
        Ok(Self {
            levers,
            position,
            groups: file.group,
        })
    }

    /// Every lever.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &LeverSpec> {
        self.levers.iter()
    }

    /// The lever at a position.
    ///
    /// # Panics
    /// When there are not so many levers.
    pub fn at(&self, position: usize) -> &LeverSpec {
        &self.levers[position]
    }

    /// The heading under which a lever stands in lists: the name of its group, or the start of its
    /// identifier when the group has no name.
    pub fn heading<'a>(&'a self, lever: &'a LeverSpec, lang: Lang) -> &'a str {
        let mut groups = self.groups.iter();
        let group = groups.find(|group| group.of.iter().any(|start| start == lever.group()));
        group.map_or_else(|| lever.group(), |group| group.label(lang))
    }

    /// Position and specification of a lever.
    pub fn find(&self, id: &str) -> Option<(usize, &LeverSpec)> {
        let &position = self.position.get(id)?;
        Some((position, &self.levers[position]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lever_that_does_not_take_every_limit_says_why_in_both_languages() {
        for spec in LeverRegistry::embedded().expect("a registry").iter() {
            let takes_all = spec.by_borough && spec.by_age && !spec.by_category.is_empty();
            assert_eq!(spec.whole.is_none(), takes_all, "{}", spec.id);
            if let Some([nl, en]) = &spec.whole {
                assert!(nl.len() > 20 && en.len() > 20 && nl != en, "{}", spec.id);
            }
        }
    }
}
