//! What is known and can be held against a run: targets for calibration and validation (MODEL.md
//! section 8). What the six pilots reached stands apart, see [`PilotTarget`](super::PilotTarget).

use serde::Deserialize;

use super::entry::{parse, required};
use super::{RegistryError, ReportTables};
use crate::vocabulary::{AgeGroup, Borough, Label, Lang, Sex, Term};

const FILE: &str = "targets.toml";
const EMBEDDED: &str = include_str!("data/targets.toml");

/// What is measured in a run. All are in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the labels say what they are")]
pub enum Measure {
    Lonely,
    StronglyLonely,
    NoSupport,
    MuchSupport,
    Isolated,
    Threatened,
    SmallNetwork,
    PoorCompetence,
    CareResilient,
    CareIsolated,
    MobilityLimited,
    SameLoneliness,
    MoreLonely,
    LessLonely,
    StillLonely,
    StillNotLonely,
    NeverLonely,
    AlwaysLonely,
    LonelinessRises,
    LonelinessFalls,
    Widowed,
    NetworkSmaller,
    NetworkLarger,
    VolunteersLeft,
}

impl Measure {
    /// Name, for the measures of Tables 4-9.
    const fn label(self) -> Label {
        match self {
            Self::Lonely => Label::new("eenzaam", "lonely"),
            Self::StronglyLonely => Label::new("sterk eenzaam", "strongly lonely"),
            Self::NoSupport => Label::new("geen steun", "no support"),
            Self::MuchSupport => Label::new("veel steun", "much support"),
            Self::Isolated => Label::new("sociaal geïsoleerd", "socially isolated"),
            _ => Label::new("isolement dreigt", "threatened by isolation"),
        }
    }

    /// Its share in a row of the report's tables, in percent.
    fn of_table(self, tables: &ReportTables, by: By, row: usize) -> Option<f64> {
        let (lonely, support, isolation) = match by {
            By::Age => (
                tables.loneliness_by_age[row],
                tables.support_by_age[row],
                tables.isolation_by_age[row],
            ),
            By::Borough => (
                tables.loneliness_by_borough[row],
                tables.support_by_borough[row],
                tables.isolation_by_borough[row],
            ),
        };
        match self {
            Self::Lonely => Some(lonely[1] + lonely[2]),
            Self::StronglyLonely => Some(lonely[2]),
            Self::NoSupport => Some(support[0]),
            Self::MuchSupport => Some(support[2]),
            Self::Isolated => Some(isolation[0]),
            Self::Threatened => Some(isolation[1]),
            _ => None,
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Lonely => "lonely",
            Self::StronglyLonely => "strongly_lonely",
            Self::NoSupport => "no_support",
            Self::MuchSupport => "much_support",
            Self::Isolated => "isolated",
            _ => "threatened",
        }
    }
}

/// Where the uncertainty of a value comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Uncertainty {
    /// Sampling error of a survey of so many, and rounding to whole percents.
    Survey {
        /// Respondents behind the value.
        respondents: f64,
    },
    /// What the literature finds, read as a 95% interval.
    Literature {
        /// Its ends, in percent.
        range: [f64; 2],
    },
}

/// What a target is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// The parameters are fitted to it: it is no test of the model.
    Fit,
    /// It is kept out of the fit, and tests the model.
    Keep,
    /// It is kept out of the fit, but the standing state is made from it: it says whether the city drifts.
    Input,
}

/// Something known that a run can be held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Identifier, for instance `isolated.75+`.
    pub id: String,
    /// What is measured.
    pub measure: Measure,
    /// First age, and the age before which it ends, in years.
    pub ages: [u32; 2],
    /// Only one sex.
    pub sex: Option<Sex>,
    /// Only one borough.
    pub borough: Option<Borough>,
    /// Years after the standing state at which it is measured, or over which.
    pub years: u16,
    /// Value in percent.
    pub value: f64,
    /// Where its uncertainty comes from.
    pub uncertainty: Uncertainty,
    /// Standard deviation of what the model may be off besides, in percentage points.
    pub discrepancy: f64,
    /// What the discrepancy stands for.
    pub why: String,
    /// Fitted, or kept apart.
    pub purpose: Use,
    /// Where it stands.
    pub source: String,
    nl: String,
    en: String,
}

/// Quantile of the normal distribution that bounds 95%.
pub const NORMAL_95: f64 = 1.96;

impl Target {
    /// All targets.
    ///
    /// # Errors
    /// When an entry lacks source or uncertainty, or its measure does not go with it.
    pub fn embedded(tables: &ReportTables) -> Result<Vec<Self>, RegistryError> {
        read(EMBEDDED, tables)
    }

    /// What it is about.
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }

    /// Standard deviation of the value itself, in percentage points.
    pub fn error(&self) -> f64 {
        match self.uncertainty {
            Uncertainty::Survey { respondents } => {
                let share = self.value / 100.0;
                let sampling = 100.0 * (share * (1.0 - share) / respondents).sqrt();
                // Half a percent to either side, evenly.
                sampling.hypot(1.0 / 12.0_f64.sqrt())
            }
            Uncertainty::Literature {
                range: [low, high], ..
            } => (high - low) / (2.0 * NORMAL_95),
        }
    }

    /// Standard deviation with the discrepancy of the model, in percentage points.
    pub fn deviation(&self) -> f64 {
        self.error().hypot(self.discrepancy)
    }

    /// The interval in which a model that fits stands with 95%, in percent.
    pub fn interval(&self) -> [f64; 2] {
        [-1.0, 1.0].map(|side| self.value + side * NORMAL_95 * self.deviation())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum By {
    Age,
    Borough,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    table: Vec<RawTable>,
    #[serde(default)]
    target: Vec<RawTarget>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    measure: Measure,
    by: By,
    year: u16,
    respondents: Vec<f64>,
    discrepancy: f64,
    why: Option<String>,
    r#use: Use,
    source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTarget {
    id: String,
    nl: Option<String>,
    en: Option<String>,
    measure: Measure,
    ages: Option<[u32; 2]>,
    sex: Option<String>,
    year: Option<u16>,
    years: Option<u16>,
    value: f64,
    respondents: Option<f64>,
    range: Option<[f64; 2]>,
    discrepancy: f64,
    why: Option<String>,
    r#use: Use,
    source: Option<String>,
}

/// Everybody.
const ALL_AGES: [u32; 2] = [0, 200];

fn read(text: &str, tables: &ReportTables) -> Result<Vec<Target>, RegistryError> {
    let file: File = parse(FILE, text)?;
    let mut targets = Vec::new();
    for table in &file.table {
        targets.extend(table.rows(tables)?);
    }
    for target in file.target {
        targets.push(target.check()?);
    }
    let mut ids: Vec<&str> = targets.iter().map(|target| target.id.as_str()).collect();
    ids.sort_unstable();
    match ids.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(RegistryError::Duplicate(pair[0].to_owned())),
        None => Ok(targets),
    }
}

impl RawTable {
    fn rows(&self, tables: &ReportTables) -> Result<Vec<Target>, RegistryError> {
        let rows = match self.by {
            By::Age => AgeGroup::ALL.len(),
            By::Borough => Borough::ALL.len(),
        };
        let id = self.measure.id();
        if self.respondents.len() != rows {
            return Err(shape(id, "respondents for each row of the table"));
        }
        (0..rows).map(|row| self.row(tables, row)).collect()
    }

    fn row(&self, tables: &ReportTables, row: usize) -> Result<Target, RegistryError> {
        let (name, ages, borough) = match self.by {
            By::Age => {
                let group = AgeGroup::ALL[row];
                let end = group.next().map_or(ALL_AGES[1], AgeGroup::first_age);
                (group.id(), [group.first_age(), end], None)
            }
            By::Borough => {
                let borough = Borough::ALL[row];
                (borough.id(), ALL_AGES, Some(borough))
            }
        };
        let id = format!("{}.{name}", self.measure.id());
        let value = self
            .measure
            .of_table(tables, self.by, row)
            .ok_or_else(|| shape(&id, "a measure of Tables 4-9"))?;
        let label = self.measure.label();
        Ok(Target {
            nl: format!("{}, {name}", label.nl),
            en: format!("{}, {name}", label.en),
            measure: self.measure,
            ages,
            sex: None,
            borough,
            years: self.year,
            value,
            uncertainty: Uncertainty::Survey {
                respondents: self.respondents[row],
            },
            discrepancy: self.discrepancy,
            why: required(&id, "reason of its discrepancy (why)", self.why.clone())?,
            purpose: self.r#use,
            source: required(&id, "source", self.source.clone())?,
            id,
        })
    }
}

impl RawTarget {
    fn check(self) -> Result<Target, RegistryError> {
        let id = self.id;
        let uncertainty = match (self.respondents, self.range) {
            (Some(respondents), None) if respondents > 0.0 => Uncertainty::Survey { respondents },
            (None, Some(range)) if range[0] < self.value && self.value < range[1] => {
                Uncertainty::Literature { range }
            }
            _ => return Err(shape(&id, "either respondents or a range around its value")),
        };
        let sex = match self.sex.as_deref() {
            None => None,
            Some(name) => Some(Sex::from_id(name).ok_or_else(|| shape(&id, "a known sex"))?),
        };
        Ok(Target {
            measure: self.measure,
            ages: self.ages.unwrap_or(ALL_AGES),
            sex,
            borough: None,
            years: self.years.or(self.year).unwrap_or(WIDOWHOOD_YEARS),
            value: self.value,
            uncertainty,
            discrepancy: self.discrepancy,
            why: required(&id, "reason of its discrepancy (why)", self.why)?,
            purpose: self.r#use,
            source: required(&id, "source", self.source)?,
            nl: required(&id, "Dutch name (nl)", self.nl)?,
            en: required(&id, "English name (en)", self.en)?,
            id,
        })
    }
}

/// Years over which losses of a partner are counted.
const WIDOWHOOD_YEARS: u16 = 5;

fn shape(id: &str, expected: &str) -> RegistryError {
    RegistryError::Shape {
        id: id.to_owned(),
        expected: expected.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables() -> ReportTables {
        ReportTables::embedded().expect("tables")
    }

    fn all() -> Vec<Target> {
        Target::embedded(&tables()).expect("targets")
    }

    fn find(id: &str) -> Target {
        let mut all = all().into_iter();
        all.find(|target| target.id == id).expect("a target")
    }

    #[test]
    fn rows_of_the_tables_are_targets_with_the_error_of_the_survey() {
        let target = find("isolated.75+");
        assert_eq!((target.value, target.ages), (10.0, [75, 200]));
        // A tenth of 504 respondents: 1.34 points, and 0.29 of rounding.
        assert!((target.error() - 1.367).abs() < 0.005, "{}", target.error());
        assert_eq!(target.purpose, Use::Fit);
        assert_eq!(find("isolated.Pernis").purpose, Use::Input);
    }

    #[test]
    fn a_range_of_the_literature_is_an_interval_of_95_percent() {
        let target = find("loneliness.never_10_years");
        assert!((target.error() - 15.0 / 3.92).abs() < 1e-9);
        let [low, high] = target.interval();
        assert!(low < 30.0 && high > 45.0);
    }

    #[test]
    fn some_are_fitted_and_some_are_kept() {
        let count = |purpose| all().iter().filter(|t| t.purpose == purpose).count();
        assert!(count(Use::Fit) > 30 && count(Use::Keep) > 5 && count(Use::Input) == 3 * 13);
    }

    #[test]
    fn a_target_without_source_uncertainty_or_reason_is_refused() {
        const SOUND: &str = "[[target]]\nid = \"a\"\nnl = \"x\"\nen = \"x\"\nmeasure = \"lonely\"\n\
            value = 10\nrespondents = 100\ndiscrepancy = 1\nwhy = \"x\"\nuse = \"fit\"\nsource = \"§2\"\n";
        assert_eq!(read(SOUND, &tables()).map(|targets| targets.len()), Ok(1));
        for (from, to, told) in [
            ("source = \"§2\"", "source = \"\"", "source"),
            ("respondents = 100\n", "", "respondents"),
            ("why = \"x\"", "why = \"\"", "why"),
            ("respondents = 100", "range = [20, 30]", "range"),
        ] {
            let error = read(&SOUND.replace(from, to), &tables()).expect_err("refused");
            assert!(error.to_string().contains(told), "{error}");
        }
    }
}
