//! Runs scenarios on paired replicates and says how they differ.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::effects;
use super::estimate::{Bootstrap, Moments, Paired, t_quantile};
use super::reduce::{Numbers, PLACES, SERIES, Shape, reduce, year};
use super::results::{
    Comparison, Estimate, MonthlySeries, NullCheck, Pairing, Period, Row, ScenarioInfo,
};
use crate::engine::{Model, Record, Simulation};
use crate::scenario::Scenario;
use crate::vocabulary::{
    AGE_SCOPES, AgeScope, BOROUGHS, Borough, Lang, OUTCOMES, Outcome, OutcomeKind, Term,
};

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
}

/// Everything gathered on one scenario.
struct Gathered {
    cells: Paired,
    shares: Paired,
    whole: Bootstrap,
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
                replicate.of_all(model, scenarios, settings, done, stop)
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
        null_check,
        without_effect,
    })
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
        scenarios: &[Scenario],
        settings: &Settings,
        done: &(dyn Fn() + Sync),
        stop: &AtomicBool,
    ) -> Option<Vec<Outcomes>> {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        let levers = scenarios[settings.base].policy.at(0).clone();
        let start = Simulation::new(
            model,
            settings.seed,
            self.number,
            settings.scale,
            settings.months,
            levers,
        );
        let run = |scenario: &Scenario| {
            let mut simulation = start.clone();
            for period in 0..self.shape.periods() {
                // Who stops a long run should not have to wait for its end.
                if stop.load(Ordering::Relaxed) {
                    return None;
                }
                let last = *self.shape.months_of(period).end();
                simulation.run_to(last as u16, &scenario.policy);
            }
            let record = simulation.into_record();
            done();
            Some(Outcomes {
                numbers: reduce(&record, self.shape),
                digest: digest(&record),
                residents: record.total(0, Outcome::Population),
            })
        };
        scenarios.iter().map(run).collect()
    }
}

fn digest(record: &Record) -> [u8; 32] {
    let mut hash = Sha256::new();
    for number in record.numbers() {
        hash.update(number.to_le_bytes());
    }
    hash.finalize().into()
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
            series: series(),
            series_shares: series(),
            digest: Sha256::new(),
        }
    }

    fn add(&mut self, seed: u64, replicate: u32, run: &Outcomes, base: &Numbers, shape: Shape) {
        self.digest.update(run.digest);
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

fn rows(gathered: &[Gathered], settings: &Settings, shape: Shape) -> Vec<Row> {
    let t = t_quantile(settings.replicates);
    let base = &gathered[settings.base];
    let mut rows = Vec::new();
    for (scenario, own) in gathered.iter().enumerate() {
        for place in 0..PLACES {
            for (ages, &scope) in AgeScope::ALL.iter().enumerate() {
                for &outcome in Outcome::ALL {
                    if outcome.kind() == OutcomeKind::Ledger && scope != AgeScope::All {
                        continue;
                    }
                    for period in 0..shape.periods() {
                        let at = shape.at(place, ages, outcome, period);
                        let whole = period + 1 == shape.periods();
                        let resampled = at / shape.periods();
                        let headline = outcome == Comparison::HEADLINE
                            && scope == Comparison::HEADLINE_AGES
                            && whole
                            && place == BOROUGHS;
                        let other = scenario != settings.base;
                        rows.push(Row {
                            outcome,
                            borough: Borough::ALL.get(place).copied(),
                            ages: scope,
                            period: if whole {
                                Period::Whole
                            } else {
                                Period::Year(year(period))
                            },
                            scenario,
                            level: own.cells.level.level(at, t),
                            share: outcome.has_share().then(|| own.shares.level.level(at, t)),
                            difference: other.then(|| {
                                own.cells.difference(
                                    at,
                                    &base.cells.level,
                                    t,
                                    whole.then_some((&own.whole, resampled)),
                                    settings.half_width.filter(|_| headline),
                                )
                            }),
                            share_difference: (other && outcome.has_share()).then(|| {
                                own.shares.difference(at, &base.shares.level, t, None, None)
                            }),
                        });
                    }
                }
            }
        }
    }
    rows
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
        digest: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}
