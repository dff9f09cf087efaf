//! What a comparison says: plain data, made by the experiment and read by reports.

use crate::vocabulary::{AgeScope, Borough, CalendarMonth, Outcome};

/// A mean over replicates with a 95% interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Mean over replicates.
    pub mean: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Estimate {
    /// Half the width of the interval.
    pub fn half_width(&self) -> f64 {
        (self.high - self.low) / 2.0
    }

    /// The same estimate in another unit.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let (a, b) = (self.low * factor, self.high * factor);
        Self {
            mean: self.mean * factor,
            low: a.min(b),
            high: a.max(b),
        }
    }
}

/// How an interval was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Student's t over replicates.
    StudentT,
    /// Percentiles of a bootstrap over replicates, where counts are near zero.
    Bootstrap,
    /// No interval: fewer than two replicates, or no spread at all.
    None,
}

/// A paired difference from the base scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Scenario minus base, with its interval.
    pub estimate: Estimate,
    /// How the interval was made.
    pub method: Method,
    /// Correlation between scenario and base over replicates, where both vary.
    pub correlation: Option<f64>,
    /// How many times smaller the variance is than it would be with independent replicates.
    pub variance_reduction: Option<f64>,
    /// Replicates needed for the wanted half-width, where one was asked for.
    pub replicates_needed: Option<u32>,
}

/// The time that a row covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// A calendar year, or as much of it as was simulated.
    Year(u32),
    /// All months of the run.
    Whole,
}

/// One row of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is counted. Stocks are means over the months of the period, flows are sums.
    pub outcome: Outcome,
    /// One borough, or the city.
    pub borough: Option<Borough>,
    /// The ages covered.
    pub ages: AgeScope,
    /// The time covered.
    pub period: Period,
    /// Position in [`Comparison::scenarios`].
    pub scenario: usize,
    /// Level in the outcome's unit.
    pub level: Estimate,
    /// Level as percentage of the residents of the cell, for stocks.
    pub share: Option<Estimate>,
    /// Paired difference in the outcome's unit; none for the base itself.
    pub difference: Option<Difference>,
    /// Paired difference in percentage points, for stocks.
    pub share_difference: Option<Difference>,
}

/// A monthly series for the whole city, for charts.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthlySeries {
    /// What is counted.
    pub outcome: Outcome,
    /// The ages covered.
    pub ages: AgeScope,
    /// Position in [`Comparison::scenarios`].
    pub scenario: usize,
    /// Number at the end of each month (stocks) or during it (flows); place 0 is the start.
    pub level: Vec<Estimate>,
    /// Percentage of residents, for stocks.
    pub share: Option<Vec<Estimate>>,
    /// Paired difference from the base in the outcome's unit; none for the base itself.
    pub difference: Option<Vec<Estimate>>,
}

/// One scenario of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioInfo {
    /// Name of the file without ending.
    pub id: String,
    /// Title in Dutch and English.
    pub title: [String; 2],
    /// Question in Dutch and English.
    pub question: [String; 2],
    /// Notes in Dutch and English.
    pub notes: [String; 2],
    /// Plain sentences on what it changes against its base, in Dutch and English.
    pub changes: [Vec<String>; 2],
    /// What is legal but odd in its files, with file and line, in Dutch and English.
    pub warnings: [Vec<String>; 2],
    /// Text of the scenario file and the files on which it builds, as read: (file name, text).
    pub files: Vec<(String, String)>,
    /// First month (counted from the start of the run) in which it differs from the comparison's
    /// base, if it ever does.
    pub first_difference: Option<u16>,
    /// Digest over the records of all its replicates.
    pub digest: String,
}

/// The check that a scenario with no changed lever is the base, bit for bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NullCheck {
    /// Did the two runs give the same bits?
    pub passed: bool,
    /// How many numbers were compared.
    pub numbers: u64,
}

/// What the pairing achieved for the headline outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairing {
    /// Position in [`Comparison::scenarios`].
    pub scenario: usize,
    /// Correlation over replicates, where both vary.
    pub correlation: Option<f64>,
    /// Variance with independent replicates over variance of the paired difference.
    pub variance_reduction: Option<f64>,
    /// Replicates needed for the wanted half-width, where one was asked for.
    pub replicates_needed: Option<u32>,
}

/// A lever that a scenario changes and that changed nothing for any resident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeverEffect {
    /// Position in [`Comparison::scenarios`].
    pub scenario: usize,
    /// Identifier of the lever.
    pub lever: String,
    /// Did it move hours, places or costs in the books?
    pub booked: bool,
    /// Why, where it can be known.
    pub reason: Option<NoEffect>,
}

/// Why a lever changed nothing for any resident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoEffect {
    /// It needs one of these levers, which are all zero wherever it was changed.
    Without(Vec<String>),
    /// Nobody lives where it was changed: the simulated city is too small.
    NoResident,
    /// This stayed zero where it was changed.
    Never(Outcome),
}

/// What one replicate of a scenario gave more than the base, over the whole run and city.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trade {
    /// Isolated resident-years averted among those of 55 and over.
    pub averted: f64,
    /// Costs in euros, without the time of volunteers.
    pub cost: f64,
    /// Hours of volunteers.
    pub volunteer_hours: f64,
    /// What the hours of volunteers are worth, in euros.
    pub volunteer_value: f64,
}

/// What a scenario gave for its costs and for the hours of its volunteers.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Position in [`Comparison::scenarios`].
    pub scenario: usize,
    /// One per replicate, in their order.
    pub trades: Vec<Trade>,
}

/// What is added to a scenario to see what one more of it brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// Volunteers.
    Volunteers,
    /// Hours of elderly advisers, a week.
    ProfessionalHours,
}

/// What one more volunteer or professional hour a week would bring to a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Marginal {
    /// Position in [`Comparison::scenarios`].
    pub scenario: usize,
    /// What was added.
    pub means: Means,
    /// Identifier of the lever that was raised.
    pub lever: &'static str,
    /// By how much the lever was raised, in its own unit.
    pub step: f64,
    /// One per replicate: what the step added (volunteers, or hours a week), and the isolated
    /// resident-years a year averted by it among those of 55 and over.
    pub pairs: Vec<[f64; 2]>,
}

/// An assumption (grade D) with which the headline difference goes over the draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// The parameter.
    pub id: String,
    /// Its name in Dutch and English.
    pub label: [String; 2],
    /// Share of the variance over draws that it explains, by linear regression.
    pub explained: f64,
    /// How much the difference changes over its range, in resident-years.
    pub over_range: f64,
    /// Is its share more than the best of as many assumptions would reach by chance (5%)?
    pub told_apart: bool,
}

/// How much of the interval of a scenario's headline difference over draws comes from parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterShare {
    /// Position in [`Comparison::scenarios`].
    pub scenario: usize,
    /// Draws of the parameters that were run.
    pub draws: u32,
    /// Were the draws made with the registry of this program?
    pub registry: bool,
    /// What the variance of the interval has besides: chance of the runs, few draws, and caution.
    pub chance: f64,
    /// Variance that parameters give.
    pub parameters: f64,
    /// Mean over the draws, and the interval with parameters and chance.
    pub total: Estimate,
    /// Share of the draws in which no scenario does better, the base included.
    pub best: f64,
    /// The assumptions that matter most, the first most.
    pub assumptions: Vec<Assumption>,
}

impl ParameterShare {
    /// Share of the variance that comes from parameters, 0 to 1; none when nothing varies.
    pub fn share(&self) -> Option<f64> {
        let whole = self.chance + self.parameters;
        (whole > 0.0).then(|| self.parameters / whole)
    }
}

/// A comparison of scenarios on paired replicates.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The scenarios, in the order in which they were given.
    pub scenarios: Vec<ScenarioInfo>,
    /// Which of them is the base.
    pub base: usize,
    /// Seed of all draws.
    pub seed: u64,
    /// Replicates per scenario.
    pub replicates: u32,
    /// Share of the full city that was simulated; 1 is the full city.
    pub scale: f64,
    /// Residents at the start of one replicate.
    pub residents: u64,
    /// First month of the run.
    pub start: CalendarMonth,
    /// Months simulated.
    pub months: u16,
    /// Half-width asked for, in the headline's unit.
    pub half_width: Option<f64>,
    /// Every outcome by borough, ages and period.
    pub rows: Vec<Row>,
    /// Monthly series of the city.
    pub monthly: Vec<MonthlySeries>,
    /// What the pairing achieved, per scenario other than the base.
    pub pairings: Vec<Pairing>,
    /// Euros that a resident-year without isolation is worth, for the net benefit.
    pub worth: f64,
    /// What each scenario other than the base gave for its costs and hours.
    pub values: Vec<Value>,
    /// What one more volunteer and one more hour would bring, where that was asked for.
    pub marginals: Vec<Marginal>,
    /// What parameters make uncertain in the headline, per scenario other than the base; empty when no
    /// draws were run.
    pub uncertainty: Vec<ParameterShare>,
    /// The null check.
    pub null_check: NullCheck,
    /// Levers that changed nothing.
    pub without_effect: Vec<LeverEffect>,
}

impl Comparison {
    /// Outcome of the headline: isolated resident-years (survey lens).
    pub const HEADLINE: Outcome = Outcome::IsolatedYears;
    /// Ages of the headline: those for whom the programme is meant.
    pub const HEADLINE_AGES: AgeScope = AgeScope::From55;

    /// The row for a cell, if it was recorded.
    pub fn row(
        &self,
        outcome: Outcome,
        borough: Option<Borough>,
        ages: AgeScope,
        period: Period,
        scenario: usize,
    ) -> Option<&Row> {
        self.rows.iter().find(|row| {
            row.scenario == scenario
                && row.outcome == outcome
                && row.borough == borough
                && row.ages == ages
                && row.period == period
        })
    }

    /// The monthly series of a scenario, if it was recorded.
    pub fn series(
        &self,
        outcome: Outcome,
        ages: AgeScope,
        scenario: usize,
    ) -> Option<&MonthlySeries> {
        self.monthly.iter().find(|series| {
            series.scenario == scenario && series.outcome == outcome && series.ages == ages
        })
    }
}
