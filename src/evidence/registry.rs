//! The registry of parameters: every number of the model, with unit, range, source and grade.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::entry::{in_range, parse, required};
use super::{Grade, RegistryError};
use crate::vocabulary::{Lang, Term};

const FILE: &str = "parameters.toml";
const EMBEDDED: &str = include_str!("data/parameters.toml");

/// How far shares of one whole may be from adding up to 1: what binary fractions lose.
const WHOLE_SLACK: f64 = 1e-9;

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// One number.
    Number(f64),
    /// A column of numbers; `index` says what the places stand for.
    List(Vec<f64>),
    /// A table of numbers, row by row.
    Table(Vec<Vec<f64>>),
}

/// One entry of the registry.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Identifier, for instance `mortality.rotterdam_factor`.
    pub id: String,
    /// The value that the model uses.
    pub value: Value,
    /// Unit of the value.
    pub unit: String,
    /// What the places of a list or table stand for; empty for a single number.
    pub index: String,
    /// Plausible range of its [coordinate](Parameter::coordinate). For a list or table it bounds a
    /// factor on all its numbers at once.
    pub range: [f64; 2],
    /// Numbers are whole, in steps of so much.
    pub step: Option<f64>,
    /// Each row is shares of one whole.
    pub whole: bool,
    /// Dutch name.
    pub nl: String,
    /// English name.
    pub en: String,
    /// Section of the report, or L-number with its citation, or why it is assumed.
    pub source: String,
    /// How sure.
    pub grade: Grade,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    parameter: Vec<Raw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: String,
    value: Option<Value>,
    unit: Option<String>,
    index: Option<String>,
    range: Option<[f64; 2]>,
    step: Option<f64>,
    #[serde(default)]
    whole: bool,
    nl: Option<String>,
    en: Option<String>,
    source: Option<String>,
    grade: Option<Grade>,
}

impl Raw {
    fn check(self) -> Result<Parameter, RegistryError> {
        let id = self.id;
        let missing = |field| RegistryError::Missing {
            id: id.clone(),
            field,
        };
        let parameter = Parameter {
            value: self.value.ok_or_else(|| missing("value"))?,
            unit: required(&id, "unit", self.unit)?,
            index: self.index.unwrap_or_default(),
            range: self.range.ok_or_else(|| missing("range"))?,
            step: self.step,
            whole: self.whole,
            nl: required(&id, "Dutch name (nl)", self.nl)?,
            en: required(&id, "English name (en)", self.en)?,
            source: required(&id, "source", self.source)?,
            grade: self.grade.ok_or_else(|| missing("grade"))?,
            id: id.clone(),
        };
        parameter.check_range()?;
        parameter.check_wholes()?;
        Ok(parameter)
    }
}

impl Parameter {
    /// Name in a language.
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }

    /// A single number lies in its range; for lists and tables the neutral factor 1 does.
    fn check_range(&self) -> Result<(), RegistryError> {
        let value = match self.value {
            Value::Number(number) => number,
            Value::List(_) | Value::Table(_) => 1.0,
        };
        in_range(&self.id, value, self.range)
    }

    /// Rows that are said to be shares of one whole are.
    fn check_wholes(&self) -> Result<(), RegistryError> {
        let rows = match &self.value {
            Value::List(row) if self.whole => std::slice::from_ref(row),
            Value::Table(rows) if self.whole => rows.as_slice(),
            _ => return Ok(()),
        };
        let adds_up = |row: &Vec<f64>| (row.iter().sum::<f64>() - 1.0).abs() < WHOLE_SLACK;
        if rows.iter().all(adds_up) {
            return Ok(());
        }
        Err(shape(&self.id, "rows of shares that add up to 1"))
    }
}

/// All parameters, by id.
#[derive(Clone, Debug, PartialEq)]
pub struct Registry {
    parameters: BTreeMap<String, Parameter>,
}

impl Registry {
    /// The registry that is compiled in.
    ///
    /// # Errors
    /// When the embedded file is malformed, or an entry lacks unit, range, source or grade.
    pub fn embedded() -> Result<Self, RegistryError> {
        Self::parse(EMBEDDED)
    }

    /// Reads a registry from TOML text.
    ///
    /// # Errors
    /// As [`Registry::embedded`].
    pub fn parse(text: &str) -> Result<Self, RegistryError> {
        let file: File = parse(FILE, text)?;
        let mut parameters = BTreeMap::new();
        for raw in file.parameter {
            let parameter = raw.check()?;
            if let Some(twice) = parameters.insert(parameter.id.clone(), parameter) {
                return Err(RegistryError::Duplicate(twice.id));
            }
        }
        Ok(Self { parameters })
    }

    /// Every parameter, sorted by id.
    pub fn iter(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.values()
    }

    /// A digest over all values and ranges, by which results can be told that were made with others.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for parameter in self.iter() {
            let (value, range) = (&parameter.value, parameter.range);
            hash.update(format!("{}={value:?},{range:?};", parameter.id));
        }
        format!("{:x}", hash.finalize())
    }

    /// The parameter of an id.
    pub fn get(&self, id: &str) -> Option<&Parameter> {
        self.parameters.get(id)
    }

    /// The same registry with one single-number parameter set to another value, for tests and
    /// sweeps; the range is not applied, so that a process can be switched off.
    ///
    /// # Errors
    /// When the id is unknown.
    pub fn with(mut self, id: &str, value: Value) -> Result<Self, RegistryError> {
        let parameter = self
            .parameters
            .get_mut(id)
            .ok_or_else(|| RegistryError::Absent(id.to_owned()))?;
        parameter.value = value;
        Ok(self)
    }
}

/// Hands out values and remembers which ids were asked for, so that an entry which nothing reads
/// is found.
pub struct Reader<'a> {
    registry: &'a Registry,
    asked: RefCell<BTreeSet<&'a str>>,
}

impl<'a> Reader<'a> {
    /// A reader that has not been asked for anything.
    pub fn new(registry: &'a Registry) -> Self {
        Self {
            registry,
            asked: RefCell::default(),
        }
    }

    /// The ids that were asked for so far.
    pub fn asked(&self) -> Vec<String> {
        let asked = self.asked.borrow();
        asked.iter().map(|id| (*id).to_owned()).collect()
    }

    /// Counts ids as asked for: what they say is known from an equal registry.
    pub fn passed_over(&self, ids: &[String]) {
        let mut asked = self.asked.borrow_mut();
        for id in ids {
            if let Some((key, _)) = self.registry.parameters.get_key_value(id) {
                asked.insert(key);
            }
        }
    }

    fn value(&self, id: &str) -> Result<&'a Value, RegistryError> {
        let (key, parameter) = self
            .registry
            .parameters
            .get_key_value(id)
            .ok_or_else(|| RegistryError::Absent(id.to_owned()))?;
        self.asked.borrow_mut().insert(key);
        Ok(&parameter.value)
    }

    /// A single number.
    ///
    /// # Errors
    /// When the id is absent or holds a list.
    pub fn number(&self, id: &str) -> Result<f64, RegistryError> {
        match self.value(id)? {
            Value::Number(number) => Ok(*number),
            _ => Err(shape(id, "one number")),
        }
    }

    /// A number of months: a whole number from 0.
    ///
    /// # Errors
    /// When the id is absent or does not hold a whole number.
    pub fn months(&self, id: &str) -> Result<u16, RegistryError> {
        let number = self.number(id)?;
        if is_months(number) {
            return Ok(number as u16);
        }
        Err(shape(id, "a whole number of months"))
    }

    /// Numbers of months, each a whole number from 0.
    ///
    /// # Errors
    /// When the id is absent, the length differs, or a number is not whole.
    pub fn months_list<const N: usize>(&self, id: &str) -> Result<[u16; N], RegistryError> {
        let list = self.list::<N>(id)?;
        if list.iter().all(|&number| is_months(number)) {
            return Ok(list.map(|number| number as u16));
        }
        Err(shape(id, "whole numbers of months"))
    }

    /// A count: a whole number from 1.
    ///
    /// # Errors
    /// When the id is absent or does not hold such a number.
    pub fn count(&self, id: &str) -> Result<u32, RegistryError> {
        let number = self.number(id)?;
        if number.fract() == 0.0 && (1.0..f64::from(u16::MAX)).contains(&number) {
            return Ok(number as u32);
        }
        Err(shape(id, "a whole number from 1"))
    }

    /// An age in whole years.
    ///
    /// # Errors
    /// When the id is absent or does not hold an age.
    pub fn age(&self, id: &str) -> Result<u32, RegistryError> {
        let number = self.number(id)?;
        if number.fract() == 0.0 && (0.0..=f64::from(u8::MAX)).contains(&number) {
            return Ok(number as u32);
        }
        Err(shape(id, "an age in whole years"))
    }

    /// An age in years at which a five-year band begins.
    ///
    /// # Errors
    /// When the id is absent or the age lies within a band.
    pub fn band_age(&self, id: &str) -> Result<u32, RegistryError> {
        let age = self.number(id)?;
        if begins_band(age) {
            return Ok(age as u32);
        }
        Err(shape(id, "an age in steps of five years"))
    }

    /// Ages in years, each the first of a five-year band.
    ///
    /// # Errors
    /// When the id is absent, the length differs, or an age lies within a band.
    pub fn band_ages<const N: usize>(&self, id: &str) -> Result<[u32; N], RegistryError> {
        let ages = self.list::<N>(id)?;
        if ages.iter().all(|&age| begins_band(age)) {
            return Ok(ages.map(|age| age as u32));
        }
        Err(shape(id, "ages in steps of five years"))
    }

    /// A list of exactly `N` numbers.
    ///
    /// # Errors
    /// When the id is absent or the length differs.
    pub fn list<const N: usize>(&self, id: &str) -> Result<[f64; N], RegistryError> {
        match self.value(id)? {
            Value::List(list) => list.as_slice().try_into().ok(),
            _ => None,
        }
        .ok_or_else(|| shape(id, &format!("a list of {N} numbers")))
    }

    /// A list with a number for each value of a term, in the order of [`Term::ALL`].
    ///
    /// # Errors
    /// When the id is absent or the length differs.
    pub fn per<T: Term, const N: usize>(&self, id: &str) -> Result<[f64; N], RegistryError> {
        debug_assert_eq!(T::ALL.len(), N, "{id}");
        self.list(id)
    }

    /// A table of exactly `R` rows of `C` numbers.
    ///
    /// # Errors
    /// When the id is absent or the shape differs.
    pub fn table<const R: usize, const C: usize>(
        &self,
        id: &str,
    ) -> Result<[[f64; C]; R], RegistryError> {
        let wrong = || shape(id, &format!("a table of {R} rows of {C} numbers"));
        let Value::Table(rows) = self.value(id)? else {
            return Err(wrong());
        };
        if rows.len() != R || rows.iter().any(|row| row.len() != C) {
            return Err(wrong());
        }
        Ok(std::array::from_fn(|r| std::array::from_fn(|c| rows[r][c])))
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// When an entry of the registry was never asked for.
    pub fn finish(self) -> Result<(), RegistryError> {
        let asked = self.asked.into_inner();
        match self
            .registry
            .parameters
            .keys()
            .find(|id| !asked.contains(id.as_str()))
        {
            Some(unread) => Err(RegistryError::Unread(unread.clone())),
            None => Ok(()),
        }
    }
}

/// A whole number of months that a signed word can hold: runs count months so.
fn is_months(number: f64) -> bool {
    number.fract() == 0.0 && (0.0..=f64::from(i16::MAX)).contains(&number)
}

/// Age counts in bands of five years.
fn begins_band(age: f64) -> bool {
    age >= 0.0 && age % 5.0 == 0.0
}

fn shape(id: &str, expected: &str) -> RegistryError {
    RegistryError::Shape {
        id: id.to_owned(),
        expected: expected.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
[[parameter]]
id = "a.b"
value = 0.5
unit = "share"
range = [0.1, 0.9]
nl = "iets"
en = "something"
source = "§1"
grade = "D"
"#;

    #[test]
    fn a_whole_entry_is_taken() {
        let registry = Registry::parse(WHOLE).expect("a registry");
        let reader = Reader::new(&registry);
        assert_eq!(reader.number("a.b"), Ok(0.5));
        assert_eq!(reader.finish(), Ok(()));
    }

    #[test]
    fn an_entry_without_source_unit_range_or_grade_is_refused() {
        for field in ["source", "unit", "range", "grade"] {
            let without: String = WHOLE
                .lines()
                .filter(|line| !line.starts_with(&format!("{field} =")))
                .map(|line| format!("{line}\n"))
                .collect();
            assert!(
                matches!(
                    Registry::parse(&without),
                    Err(RegistryError::Missing { id, field: f }) if id == "a.b" && f == field
                ),
                "{field}"
            );
        }
    }

    #[test]
    fn an_id_that_nothing_reads_and_an_id_that_is_absent_are_refused() {
        let registry = Registry::parse(WHOLE).expect("a registry");
        let reader = Reader::new(&registry);
        assert_eq!(
            reader.number("a.c"),
            Err(RegistryError::Absent("a.c".into()))
        );
        assert_eq!(reader.finish(), Err(RegistryError::Unread("a.b".into())));
    }

    #[test]
    fn months_counts_and_bands_are_whole() {
        let holding = |value: &str| {
            let text = WHOLE
                .replace("value = 0.5", &format!("value = {value}"))
                .replace("[0.1, 0.9]", "[-100, 100]");
            Registry::parse(&text).expect("a registry")
        };
        let refused = |result: Result<u32, RegistryError>| matches!(result, Err(RegistryError::Shape { id, .. }) if id == "a.b");
        for (value, months, count, age, band) in [
            ("15", true, true, true, true),
            ("16", true, true, true, false),
            ("0", true, false, true, true),
            ("0.5", false, false, false, false),
            ("-5", false, false, false, false),
        ] {
            let registry = holding(value);
            let reader = Reader::new(&registry);
            assert_eq!(
                !refused(reader.months("a.b").map(u32::from)),
                months,
                "{value}"
            );
            assert_eq!(!refused(reader.count("a.b")), count, "{value}");
            assert_eq!(!refused(reader.age("a.b")), age, "{value}");
            assert_eq!(!refused(reader.band_age("a.b")), band, "{value}");
        }
    }

    #[test]
    fn a_value_outside_its_range_is_refused() {
        let outside = WHOLE.replace("value = 0.5", "value = 0.95");
        assert!(matches!(
            Registry::parse(&outside),
            Err(RegistryError::OutOfRange { .. })
        ));
    }
}
