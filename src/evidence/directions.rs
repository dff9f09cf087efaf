//! What the report says that levers do: which outcomes go up or down.

use serde::Deserialize;

use super::entry::{parse, required};
use super::pilots::outcomes;
use super::{LeverRegistry, LeverValues, RegistryError};
use crate::vocabulary::{Outcome, OutcomeKind, RECORDED, Term};

const FILE: &str = "directions.toml";
const EMBEDDED: &str = include_str!("data/directions.toml");

/// Where an outcome goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// To more.
    Up,
    /// To less.
    Down,
}

impl Way {
    /// The other way.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// What the report says happens when a lever is raised, or set to a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Direction {
    /// Position of the lever in the registry.
    pub lever: usize,
    /// For a lever with choices, the position of the choice.
    pub choice: Option<usize>,
    /// What is counted, added up; all of one kind.
    pub outcomes: Vec<Outcome>,
    /// The outcomes as they are named, with stars.
    pub names: Vec<String>,
    /// Where they go.
    pub goes: Way,
    /// Where the report says so.
    pub source: String,
}

impl Direction {
    /// All directions, in the order of their file.
    ///
    /// # Errors
    /// When one names an unknown lever, choice or outcome, or lacks its source, or when there is none
    /// for a lever or a choice.
    pub fn embedded(levers: &LeverRegistry) -> Result<Vec<Self>, RegistryError> {
        let found = read(EMBEDDED, levers)?;
        for (position, lever) in levers.iter().enumerate() {
            let has = |choice| {
                let mut all = found.iter();
                all.any(|one| one.lever == position && one.choice == choice)
            };
            let complete = match &lever.values {
                LeverValues::Range(_) => has(None),
                LeverValues::Choices(words) => (0..words.len())
                    .filter(|&place| place as f64 != lever.default)
                    .all(|place| has(Some(place))),
            };
            if !complete {
                return Err(shape(&lever.id, "a direction for each lever and choice"));
            }
        }
        Ok(found)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    direction: Vec<Raw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    lever: String,
    choice: Option<String>,
    outcomes: Vec<String>,
    goes: Way,
    source: Option<String>,
}

fn read(text: &str, levers: &LeverRegistry) -> Result<Vec<Direction>, RegistryError> {
    let file: File = parse(FILE, text)?;
    let all = file.direction.into_iter();
    all.map(|raw| raw.check(levers)).collect()
}

impl Raw {
    fn check(self, levers: &LeverRegistry) -> Result<Direction, RegistryError> {
        let id = self.lever.clone();
        let (lever, spec) = levers
            .find(&id)
            .ok_or_else(|| shape(&id, "a known lever"))?;
        let choice = match (&spec.values, &self.choice) {
            (LeverValues::Range(_), None) => None,
            (LeverValues::Choices(words), Some(choice)) => Some(
                words
                    .iter()
                    .position(|word| word == choice)
                    .ok_or_else(|| shape(&id, "one of the choices of the lever"))?,
            ),
            _ => return Err(shape(&id, "a choice for a lever with choices only")),
        };
        let found: Vec<Vec<Outcome>> = self.outcomes.iter().map(|name| outcomes(name)).collect();
        let all = found.concat();
        let counted = |outcome: &Outcome| outcome.index() < RECORDED;
        if found.iter().any(Vec::is_empty) || all.is_empty() || !all.iter().all(counted) {
            return Err(shape(&id, "outcomes that a run counts"));
        }
        let is_stock = |outcome: &Outcome| outcome.kind() == OutcomeKind::Stock;
        if all.iter().any(is_stock) && !all.iter().all(is_stock) {
            return Err(shape(&id, "outcomes that add up in one way"));
        }
        Ok(Direction {
            lever,
            choice,
            outcomes: all,
            names: self.outcomes,
            goes: self.goes,
            source: required(&id, "source", self.source)?,
        })
    }
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

    const SOUND: &str = "[[direction]]\nlever = \"outreach.hours\"\noutcomes = [\"reached\"]\ngoes = \"up\"\nsource = \"§5\"\n";

    #[test]
    fn every_lever_has_a_direction_with_its_source() {
        let levers = LeverRegistry::embedded().expect("levers");
        let directions = Direction::embedded(&levers).expect("directions");
        assert!(directions.len() >= levers.iter().len());
    }

    #[test]
    fn what_names_nothing_is_refused() {
        let levers = LeverRegistry::embedded().expect("levers");
        assert_eq!(read(SOUND, &levers).map(|all| all.len()), Ok(1));
        for (from, to, told) in [
            ("outreach.hours", "outreach.hour", "lever"),
            ("\"reached\"", "\"reach\"", "outcomes"),
            ("\"reached\"", "\"waiting_time\"", "outcomes"),
            ("\"reached\"", "\"reached\", \"waiting\"", "one way"),
            ("\"§5\"", "\"\"", "source"),
            ("goes =", "choice = \"heavy_first\"\ngoes =", "choice"),
        ] {
            let error = read(&SOUND.replace(from, to), &levers).expect_err("refused");
            assert!(error.to_string().contains(told), "{error}");
        }
    }
}
