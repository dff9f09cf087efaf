//! What the report says of the six pilots, as targets for the model (chapter 4, Schema 3, Appendix VIII).

use serde::Deserialize;

use super::RegistryError;
use super::entry::{parse, required};
use crate::vocabulary::{Borough, CalendarMonth, Label, Lang, Outcome, Term};

const FILE: &str = "pilots.toml";
const EMBEDDED: &str = include_str!("data/pilots.toml");

/// What a target is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetUnit {
    /// Residents, or things that happened to residents.
    Persons,
    /// Hours of work per trajectory.
    Hours,
    /// Percent of what stands in `per`.
    Percent,
}

impl TargetUnit {
    /// What a reader sees.
    pub const fn label(self) -> Label {
        match self {
            Self::Persons => Label::new("aantal", "number"),
            Self::Hours => Label::new("uren", "hours"),
            Self::Percent => Label::new("procent", "percent"),
        }
    }
}

/// Something that the report says of a pilot and that the model can be held against.
#[derive(Clone, Debug, PartialEq)]
pub struct PilotTarget {
    /// The organisation that ran the pilot.
    pub pilot: String,
    /// Its borough; none for the whole city.
    pub borough: Option<Borough>,
    /// First and last month that count.
    pub window: [CalendarMonth; 2],
    /// What is counted: flows are added up over the window, stocks are taken at its end.
    pub outcomes: Vec<Outcome>,
    /// What it is divided by; empty where it is a number by itself.
    pub per: Vec<Outcome>,
    /// Unit of the target.
    pub unit: TargetUnit,
    /// Is it what comes on top of the regular practice, in paired runs?
    pub beyond_regular: bool,
    /// Lowest and highest value that agrees with the report; equal where it gives one number.
    pub range: [f64; 2],
    /// Were levers set such that it is met? Then it is a fit and no test.
    pub fitted: bool,
    /// Where it stands.
    pub source: String,
    /// What a reader should know who compares the two, in Dutch and English; mostly nothing.
    pub note: Option<[String; 2]>,
    nl: String,
    en: String,
}

impl PilotTarget {
    /// What it is about.
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }

    /// All targets, in the order of the report.
    ///
    /// # Errors
    /// When an entry lacks its source, names an unknown outcome, borough or month, or is no range.
    pub fn embedded() -> Result<Vec<Self>, RegistryError> {
        read(EMBEDDED)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    target: Vec<Raw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    pilot: String,
    borough: Option<String>,
    from: String,
    until: String,
    nl: Option<String>,
    en: Option<String>,
    outcomes: Vec<String>,
    #[serde(default)]
    per: Vec<String>,
    unit: TargetUnit,
    #[serde(default)]
    beyond_regular: bool,
    value: Option<f64>,
    range: Option<[f64; 2]>,
    #[serde(default)]
    fitted: bool,
    source: Option<String>,
    note_nl: Option<String>,
    note_en: Option<String>,
}

fn read(text: &str) -> Result<Vec<PilotTarget>, RegistryError> {
    let file: File = parse(FILE, text)?;
    file.target.into_iter().map(Raw::check).collect()
}

impl Raw {
    fn check(self) -> Result<PilotTarget, RegistryError> {
        let id = format!("{}: {}", self.pilot, self.en.as_deref().unwrap_or("?"));
        let refuse = |expected: &str| RegistryError::Shape {
            id: id.clone(),
            expected: expected.to_owned(),
        };
        let range = match (self.value, self.range) {
            (Some(value), None) => [value; 2],
            (None, Some(range)) if range[0] <= range[1] => range,
            _ => return Err(refuse("either a value or a range from low to high")),
        };
        let month = |text: &str| text.parse().map_err(|_| refuse("months such as 2007-02"));
        let window: [CalendarMonth; 2] = [month(&self.from)?, month(&self.until)?];
        if window[0] > window[1] {
            return Err(refuse("a window that ends after its start"));
        }
        let borough = match &self.borough {
            None => None,
            Some(name) => Some(Borough::from_id(name).ok_or_else(|| refuse("a known borough"))?),
        };
        let known = |names: &[String]| -> Result<Vec<Outcome>, RegistryError> {
            let found: Vec<Vec<Outcome>> = names.iter().map(|name| outcomes(name)).collect();
            if found.iter().any(Vec::is_empty) {
                return Err(refuse("known outcomes"));
            }
            Ok(found.concat())
        };
        let (outcomes, per) = (known(&self.outcomes)?, known(&self.per)?);
        if outcomes.is_empty() || per.is_empty() != (self.unit == TargetUnit::Persons) {
            return Err(refuse("outcomes, and 'per' unless its unit is persons"));
        }
        let note = match (self.note_nl, self.note_en) {
            (None, None) => None,
            (Some(nl), Some(en)) => Some([nl, en]),
            _ => return Err(refuse("a note in both languages (note_nl, note_en)")),
        };
        Ok(PilotTarget {
            borough,
            window,
            outcomes,
            per,
            unit: self.unit,
            beyond_regular: self.beyond_regular,
            range,
            fitted: self.fitted,
            source: required(&id, "source", self.source)?,
            note,
            nl: required(&id, "Dutch name (nl)", self.nl)?,
            en: required(&id, "English name (en)", self.en)?,
            pilot: self.pilot,
        })
    }
}

/// The outcome of a name, or those that begin with what stands before a star.
pub(super) fn outcomes(name: &str) -> Vec<Outcome> {
    match name.strip_suffix('*') {
        Some(start) => {
            let all = Outcome::ALL.iter().copied();
            all.filter(|outcome| outcome.id().starts_with(start))
                .collect()
        }
        None => Outcome::from_id(name).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = "[[target]]\npilot = \"A\"\nfrom = \"2007-02\"\nuntil = \"2010-01\"\nnl = \"x\"\nen = \"x\"\noutcomes = [\"reached\"]\nunit = \"persons\"\nvalue = 1\nsource = \"§4\"\n";

    #[test]
    fn the_reach_of_every_pilot_is_that_of_schema_3() {
        let targets = PilotTarget::embedded().expect("targets");
        for line in include_str!("data/tables/schema3_reach_by_pilot.csv")
            .lines()
            .skip(2)
        {
            let fields: Vec<&str> = line.split(',').collect();
            let total: f64 = fields[fields.len() - 1].parse().expect("a number");
            let reach = targets
                .iter()
                .find(|target| target.pilot == fields[0] && target.unit == TargetUnit::Persons)
                .expect("a pilot of Schema 3 has a target");
            assert_eq!(reach.range, [total; 2], "{line}");
            assert_eq!(reach.borough, Borough::from_id(fields[1]), "{line}");
        }
    }

    #[test]
    fn a_target_without_source_or_with_an_unknown_outcome_is_refused() {
        assert_eq!(read(SOUND).map(|targets| targets.len()), Ok(1));
        for (from, to, told) in [
            ("source = \"§4\"", "source = \"\"", "source"),
            ("\"reached\"", "\"reach\"", "outcomes"),
            ("value = 1", "range = [2, 1]", "range"),
            ("2010-01", "2006-01", "window"),
            ("source =", "note_en = \"x\"\nsource =", "both languages"),
        ] {
            let error = read(&SOUND.replace(from, to)).expect_err("refused");
            assert!(error.to_string().contains(told), "{error}");
        }
    }

    #[test]
    fn a_star_stands_for_all_profiles() {
        assert_eq!(outcomes("guided_*").len(), 8);
    }
}
