//! What a sweep records of a run: outcomes of the whole city over the whole run.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::vocabulary::{AgeScope, Outcome, Term};

/// An outcome and the ages that it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The outcome.
    pub outcome: Outcome,
    /// The ages.
    pub ages: AgeScope,
}

impl Measure {
    /// What is recorded when a sweep file does not say: the headline first.
    pub const DEFAULT: [Self; 6] = [
        Self::of(Outcome::IsolatedYears, AgeScope::From55),
        Self::of(Outcome::IsolatedYears, AgeScope::All),
        Self::of(Outcome::Volunteers, AgeScope::All),
        Self::of(Outcome::HelpStarted, AgeScope::All),
        Self::of(Outcome::ProfessionalHours, AgeScope::All),
        Self::of(Outcome::Cost, AgeScope::All),
    ];

    const fn of(outcome: Outcome, ages: AgeScope) -> Self {
        Self { outcome, ages }
    }

    /// The name in sweep files: `isolated_resident_years:55+`, or the outcome alone for all ages.
    pub fn name(self) -> String {
        match self.ages {
            AgeScope::All => self.outcome.id().to_owned(),
            ages => format!("{}:{}", self.outcome.id(), ages.id()),
        }
    }

    /// The name of its column, which needs no quotes in R, Python or SQL.
    pub fn column(self) -> String {
        let ages = self.ages.id().replace('+', "plus").replace('-', "_");
        match self.ages {
            AgeScope::All => self.outcome.id().to_owned(),
            _ => format!("{}_{ages}", self.outcome.id()),
        }
    }

    /// From a name in a sweep file.
    ///
    /// # Errors
    /// The part that is not known.
    pub fn parse(name: &str) -> Result<Self, Unknown> {
        let (outcome, ages) = name.split_once(':').unwrap_or((name, AgeScope::All.id()));
        let known = Outcome::from_id(outcome).ok_or(Unknown::Outcome)?;
        let scope = AgeScope::ALL.iter().find(|scope| scope.id() == ages);
        let &scope = scope.ok_or(Unknown::Ages)?;
        if scope != AgeScope::All && !known.has_ages() {
            return Err(Unknown::NotByAge);
        }
        Ok(Self::of(known, scope))
    }
}

/// Why a name is no measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// No such outcome.
    Outcome,
    /// No such ages.
    Ages,
    /// The outcome is not counted by age.
    NotByAge,
}

impl Serialize for Measure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}

impl<'de> Deserialize<'de> for Measure {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name).map_err(|_| serde::de::Error::custom(format!("no outcome {name}")))
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_and_columns_are_plain_words() {
        for measure in Measure::DEFAULT {
            assert_eq!(Measure::parse(&measure.name()), Ok(measure));
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
            assert!(measure.column().chars().all(plain), "{}", measure.column());
        }
        assert_eq!(
            Measure::DEFAULT[0].name(),
            "isolated_resident_years:55+".to_owned()
        );
        assert_eq!(Measure::parse("isolated:54"), Err(Unknown::Ages));
        assert_eq!(Measure::parse("cost:55+"), Err(Unknown::NotByAge));
        assert_eq!(Measure::parse("costs"), Err(Unknown::Outcome));
    }
}
