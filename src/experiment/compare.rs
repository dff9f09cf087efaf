//! Runs scenarios on paired replicates and says how they differ.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::effects;
use super::estimate::{Bootstrap, Moments, Paired, t_quantile};
use super::measures::{Measures, STEPS, marginals, steps, values};
use super::reduce::{Numbers, PLACES, SERIES, Shape, reduce};
use super::results::{
    Comparison, Estimate, MonthlySeries, NullCheck, Pairing, Period, Row, ScenarioInfo,
};
use super::rows::rows;
use crate::engine::{Model, Simulation, branch};
use crate::programme::Policy;
use crate::scenario::Scenario;
use crate::vocabulary::{AGE_SCOPES, Lang, OUTCOMES, Outcome, Term};

/// Replicates of a comparison that is not told how many.
pub const DEFAULT_REPLICATES: u32 = 20;
/// Its seed.
pub const DEFAULT_SEED: u64 = 2007;
/// Its length in years.
pub const DEFAULT_YEARS: u16 = 10;

/// How a comparison is run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Seed of all draws.
    pub seed: u64,
    /// Replicates per scenario.
    pub replicates: u32,
    /// Share of the full city.
    pub scale: f64,
    /// Months to simulate.
    pub months: u16,
    /// Position of the base among the scenarios.
    pub base: usize,
    /// Wanted half-width of the headline difference, in resident-years.
    pub half_width: Option<f64>,
    /// Euros that a resident-year without isolation is worth; that of the registry when none.
    pub worth: Option<f64>,
    /// Also say what one more volunteer and one more hour would bring: two more runs each time.
    pub marginal: bool,
}

impl Settings {
    /// Runs that a comparison of so many scenarios makes.
    pub fn runs(&self, scenarios: usize) -> u64 {
        let each = if self.marginal { 1 + STEPS as u64 } else { 1 };
        u64::from(self.replicates) * scenarios as u64 * each
    }
}

/// Why there is no comparison.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CompareError {
    /// The user asked to stop.
    #[error("stopped before the end; nothing was written")]
    Interrupted,
}

/// What one replicate of one scenario gave.
struct Outcomes {
    numbers: Numbers,
    digest: [u8; 32],
    residents: u64,
    measures: Measures,
    /// The same with one thing more, where that was asked for.
    raised: Vec<Measures>,
}

/// Everything gathered on one scenario.
pub(super) struct Gathered {
    pub cells: Paired,
    pub shares: Paired,
    pub whole: Bootstrap,
    /// One per replicate.
    pub measures: Vec<Measures>,
    /// One per replicate, and in it one per step.
    pub raised: Vec<Vec<Measures>>,
    series: Vec<Paired>,
    series_shares: Vec<Paired>,
    digest: Sha256,
}

/// Compares scenarios. `done` is called after each replicate of each scenario; when `stop` becomes
/// true, no further year of any begins.
///
/// # Errors
/// When stopped.
///
/// # Panics
/// When `settings.base` is no position of `scenarios`.
pub fn compare(
    model: &Model,
    scenarios: &[Scenario],
    settings: &Settings,
    done: &(dyn Fn() + Sync),
    stop: &AtomicBool,
) -> Result<Comparison, CompareError> {
    let shape = Shape {
        months: usize::from(settings.months),
    };
    let mut gathered: Vec<Gathered> = scenarios.iter().map(|_| Gathered::new(shape)).collect();
    let mut residents = 0;
    let paths = paths(model, scenarios, settings);
    // As many replicates at a time as there are threads; added up in the order of replicates.
    let threads = rayon::current_num_threads() as u32;
    for first in (0..settings.replicates).step_by(threads as usize) {
        let last = (first + threads).min(settings.replicates);
        let batch: Vec<Option<Vec<Outcomes>>> = (first..last)
            .into_par_iter()
            .map(|replicate| {
                let replicate = Replicate {
                    number: replicate,
                    shape,
                };
                replicate.of_all(model, &paths, settings, done, stop)
            })
            .collect();
        for (replicate, runs) in (first..last).zip(batch) {
            let runs = runs.ok_or(CompareError::Interrupted)?;
            residents = runs[settings.base].residents;
            let base = &runs[settings.base].numbers;
            for (gathered, run) in gathered.iter_mut().zip(&runs) {
                gathered.add(settings.seed, replicate, run, base, shape);
            }
        }
    }
    let null_check = null_check(model, scenarios, settings);
    let without_effect = effects::without_effect(model, settings, scenarios);
    if stop.load(Ordering::Relaxed) {
        return Err(CompareError::Interrupted);
    }
    let rows = rows(&gathered, settings, shape);
    let pairings = pairings(&rows, settings);
    Ok(Comparison {
        scenarios: scenarios
            .iter()
            .zip(&gathered)
            .map(|(scenario, gathered)| info(scenario, gathered, scenarios, settings))
            .collect(),
        base: settings.base,
        seed: settings.seed,
        replicates: settings.replicates,
        scale: settings.scale,
        residents,
        start: Model::START,
        months: settings.months,
        half_width: settings.half_width,
        monthly: monthly(&gathered, settings, shape),
        rows,
        pairings,
        worth: settings.worth.unwrap_or(model.worth),
        values: values(&gathered, settings),
        marginals: marginals(&gathered, model, settings),
        uncertainty: Vec::new(),
        null_check,
        without_effect,
    })
}

/// A scenario's policy, and the same with one thing more.
struct Path<'a> {
    policy: &'a Policy,
    raised: Vec<Policy>,
}

impl Path<'_> {
    fn policies(&self) -> impl Iterator<Item = &Policy> {
        std::iter::once(self.policy).chain(&self.raised)
    }
}

fn paths<'a>(model: &Model, scenarios: &'a [Scenario], settings: &Settings) -> Vec<Path<'a>> {
    let path = |scenario: &'a Scenario| Path {
        policy: &scenario.policy,
        raised: if settings.marginal {
            steps(model)
                .map(|step| step.on(&scenario.policy, settings.months))
                .collect()
        } else {
            Vec::new()
        },
    };
    scenarios.iter().map(path).collect()
}

/// One replicate of all scenarios.
struct Replicate {
    number: u32,
    shape: Shape,
}

impl Replicate {
    /// One standing state, from which each scenario goes its own way; none when stopped.
    fn of_all(
        &self,
        model: &Model,
        paths: &[Path<'_>],
        settings: &Settings,
        done: &(dyn Fn() + Sync),
        stop: &AtomicBool,
    ) -> Option<Vec<Outcomes>> {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        let levers = paths[settings.base].policy.at(0).clone();
        let start = Simulation::new(
            model,
            settings.seed,
            self.number,
            settings.scale,
            settings.months,
            levers,
        );
        let policies: Vec<&Policy> = paths.iter().flat_map(Path::policies).collect();
        let end = |_: usize, run: &Simulation<'_>| {
            done();
            let numbers = reduce(run.record(), self.shape);
            Outcomes {
                digest: run.record().digest(),
                residents: run.record().total(0, Outcome::Population),
                measures: Measures::of(&numbers, self.shape),
                numbers,
                raised: Vec::new(),
            }
        };
        let ends = branch(start, &policies, settings.months, stop, &end)?;
        let mut ends = ends.into_iter();
        let of_path = |path: &Path<'_>| {
            let mut outcomes = ends.next()?;
            let raised = ends.by_ref().take(path.raised.len());
            outcomes.raised = raised.map(|one| one.measures).collect();
            Some(outcomes)
        };
        paths.iter().map(of_path).collect()
    }
}

impl Gathered {
    fn new(shape: Shape) -> Self {
        let whole = PLACES * AGE_SCOPES * OUTCOMES;
        let series = || {
            SERIES
                .iter()
                .map(|_| Paired::new(shape.months + 1))
                .collect()
        };
        Self {
            cells: Paired::new(shape.len()),
            shares: Paired::new(shape.len()),
            whole: Bootstrap::new(whole),
            measures: Vec::new(),
            raised: Vec::new(),
            series: series(),
            series_shares: series(),
            digest: Sha256::new(),
        }
    }

    fn add(&mut self, seed: u64, replicate: u32, run: &Outcomes, base: &Numbers, shape: Shape) {
        self.digest.update(run.digest);
        self.measures.push(run.measures);
        self.raised.push(run.raised.clone());
        let numbers = &run.numbers;
        self.cells.add(&numbers.cells, &base.cells);
        let (own_shares, base_shares) = (shares(numbers, shape), shares(base, shape));
        self.shares.add(&own_shares, &base_shares);
        let whole = shape.periods() - 1;
        let differences = (whole..shape.len())
            .step_by(shape.periods())
            .map(|cell| numbers.cells[cell] - base.cells[cell]);
        self.whole.add(seed, replicate, differences);
        for (place, (own, base)) in numbers.series.iter().zip(&base.series).enumerate() {
            let numbers =
                |series: &[[f64; 2]]| -> Vec<f64> { series.iter().map(|month| month[0]).collect() };
            let percent = |series: &[[f64; 2]]| -> Vec<f64> {
                series
                    .iter()
                    .map(|month| share(month[0], month[1]))
                    .collect()
            };
            self.series[place].add(&numbers(own), &numbers(base));
            self.series_shares[place].add(&percent(own), &percent(base));
        }
    }
}

fn share(number: f64, residents: f64) -> f64 {
    if residents > 0.0 {
        100.0 * number / residents
    } else {
        0.0
    }
}

/// Percentages of the residents of each cell.
fn shares(numbers: &Numbers, shape: Shape) -> Vec<f64> {
    let mut shares = vec![0.0; shape.len()];
    for place in 0..PLACES {
        for ages in 0..AGE_SCOPES {
            for period in 0..shape.periods() {
                let residents = numbers.cells[shape.at(place, ages, Outcome::Population, period)];
                for &outcome in Outcome::ALL {
                    if outcome.has_share() {
                        let at = shape.at(place, ages, outcome, period);
                        shares[at] = share(numbers.cells[at], residents);
                    }
                }
            }
        }
    }
    shares
}

fn monthly(gathered: &[Gathered], settings: &Settings, shape: Shape) -> Vec<MonthlySeries> {
    let t = t_quantile(settings.replicates);
    let all = |estimate: &dyn Fn(usize) -> Estimate| -> Vec<Estimate> {
        (0..=shape.months).map(estimate).collect()
    };
    let levels = |moments: &Moments| all(&|month| moments.level(month, t));
    let differences = |moments: &Moments| all(&|month| moments.estimate(month, t));
    let mut series = Vec::new();
    for (scenario, own) in gathered.iter().enumerate() {
        for (place, &(outcome, ages)) in SERIES.iter().enumerate() {
            let paired = &own.series[place];
            series.push(MonthlySeries {
                outcome,
                ages,
                scenario,
                level: levels(&paired.level),
                share: outcome
                    .has_share()
                    .then(|| levels(&own.series_shares[place].level)),
                difference: (scenario != settings.base).then(|| differences(&paired.difference)),
            });
        }
    }
    series
}

fn pairings(rows: &[Row], settings: &Settings) -> Vec<Pairing> {
    rows.iter()
        .filter(|row| {
            row.outcome == Comparison::HEADLINE
                && row.ages == Comparison::HEADLINE_AGES
                && row.period == Period::Whole
                && row.borough.is_none()
                && row.scenario != settings.base
        })
        .filter_map(|row| {
            let difference = row.difference?;
            Some(Pairing {
                scenario: row.scenario,
                correlation: difference.correlation,
                variance_reduction: difference.variance_reduction,
                replicates_needed: difference.replicates_needed,
            })
        })
        .collect()
}

/// Runs the base twice: as it is, and as a scenario that overlays it with nothing.
fn null_check(model: &Model, scenarios: &[Scenario], settings: &Settings) -> NullCheck {
    let base = &scenarios[settings.base].policy;
    let nothing = base.overlaid_with_nothing(settings.months);
    let scale = settings.scale.min(NULL_SCALE);
    let first = effects::run(model, settings, scale, base);
    let second = effects::run(model, settings, scale, &nothing);
    NullCheck {
        passed: first == second,
        numbers: first.numbers().len() as u64,
    }
}

/// Largest share of the city on which the null check runs.
const NULL_SCALE: f64 = 0.25;

fn info(
    scenario: &Scenario,
    gathered: &Gathered,
    scenarios: &[Scenario],
    settings: &Settings,
) -> ScenarioInfo {
    let base = &scenarios[settings.base].policy;
    let digest = gathered.digest.clone().finalize();
    ScenarioInfo {
        id: scenario.id.clone(),
        title: scenario.title.clone(),
        question: scenario.question.clone(),
        notes: scenario.notes.clone(),
        changes: scenario.sentences.clone(),
        warnings: [Lang::Nl, Lang::En]
            .map(|lang| scenario.warnings.iter().map(|one| one.line(lang)).collect()),
        files: scenario.files.clone(),
        first_difference: base.first_difference(&scenario.policy),
        digest: format!("{digest:x}"),
    }
}
