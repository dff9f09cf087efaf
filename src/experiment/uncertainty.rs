//! How much of the uncertainty of the headline comes from parameters, and from which.
//!
//! Each draw of the parameters runs all scenarios paired; some draws run them twice, with other
//! chance. By the law of total variance the variance of the paired difference over draws is that of
//! chance within a draw (half the mean squared difference of the two runs) plus that of parameters.
//! Runs are small, so their chance is large; it is taken off, and the chance that is reported is that
//! of the replicates of the comparison itself.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF, StudentsT};

use super::compare::{CompareError, Settings};
use super::measures::Measures;
use super::reduce::{Shape, reduce};
use super::results::{Assumption, Comparison, Estimate, ParameterShare, Period};
use crate::engine::{Model, Simulation};
use crate::evidence::{Grade, Parameter, ParameterDraws};
use crate::scenario::Scenario;
use crate::vocabulary::Lang;

/// How many draws are run, and on how much of the city.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DrawPlan {
    /// Draws.
    pub draws: u32,
    /// The first so many run twice, to know chance.
    pub pairs: u32,
    /// Share of the full city.
    pub scale: f64,
}

impl DrawPlan {
    /// The quick look that each comparison takes.
    pub fn quick(settings: &Settings) -> Self {
        Self {
            draws: 80,
            pairs: 24,
            scale: settings.scale.min(0.05),
        }
    }

    /// Every draw of a file, twice.
    pub fn full(draws: &ParameterDraws, settings: &Settings) -> Self {
        let all = draws.draws.len() as u32;
        Self {
            draws: all,
            pairs: all,
            scale: settings.scale.min(0.2),
        }
    }

    /// Runs that it takes.
    pub fn runs(&self, scenarios: usize) -> u64 {
        u64::from(self.draws + self.pairs) * scenarios as u64
    }
}

/// First replicate of the draws: none of a comparison.
const FIRST: u32 = 1 << 24;
/// Assumptions that are named.
const NAMED: usize = 3;
/// Share that an interval covers.
const COVERAGE: f64 = 0.95;

/// Adds to a comparison what its parameters make uncertain. `done` is called after each run.
///
/// # Errors
/// When stopped.
pub fn add_uncertainty(
    comparison: &mut Comparison,
    model: &Model,
    scenarios: &[Scenario],
    settings: &Settings,
    (draws, plan): (&ParameterDraws, &DrawPlan),
    done: &(dyn Fn() + Sync),
    stop: &AtomicBool,
) -> Result<(), CompareError> {
    let differences = differences(model, scenarios, settings, (draws, plan), done, stop)?;
    for (scenario, of_scenario) in differences.into_iter().enumerate() {
        if scenario == settings.base {
            continue;
        }
        let row = comparison.row(
            Comparison::HEADLINE,
            None,
            Comparison::HEADLINE_AGES,
            Period::Whole,
            scenario,
        );
        let Some(estimate) = row.and_then(|row| row.difference).map(|one| one.estimate) else {
            continue;
        };
        let spread = Spread::of(&of_scenario);
        comparison.uncertainty.push(ParameterShare {
            scenario,
            draws: plan.draws,
            registry: draws.registry == model.registry.digest(),
            chance: (estimate.half_width() / normal()).powi(2),
            parameters: spread.parameters,
            total: spread.interval(of_scenario.len()),
            assumptions: assumptions(model, draws, &of_scenario, &spread),
        });
    }
    Ok(())
}

/// The paired difference of each draw, in one run or two.
type OfDraw = [Option<f64>; 2];

/// By scenario and draw.
fn differences(
    model: &Model,
    scenarios: &[Scenario],
    settings: &Settings,
    (draws, plan): (&ParameterDraws, &DrawPlan),
    done: &(dyn Fn() + Sync),
    stop: &AtomicBool,
) -> Result<Vec<Vec<OfDraw>>, CompareError> {
    let of_draw = |place: u32| -> Option<Vec<OfDraw>> {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        let registry = draws.registry_of(place as usize, &model.registry).ok()?;
        let model = model.changed(registry).ok()?;
        let paired = Paired {
            model: &model,
            scenarios,
            settings,
            scale: plan.scale,
        };
        let once = |run: u32| paired.headline(FIRST + 2 * place + run, done);
        let first = once(0);
        let second = (place < plan.pairs).then(|| once(1));
        let pair = |scenario: usize| {
            let second = second.as_ref().map(|second| second[scenario]);
            [Some(first[scenario]), second]
        };
        Some((0..scenarios.len()).map(pair).collect())
    };
    let made: Vec<Option<Vec<OfDraw>>> = (0..plan.draws).into_par_iter().map(of_draw).collect();
    let mut by_scenario = vec![Vec::with_capacity(made.len()); scenarios.len()];
    for one in made {
        let one = one.ok_or(CompareError::Interrupted)?;
        for (own, pair) in by_scenario.iter_mut().zip(one) {
            own.push(pair);
        }
    }
    Ok(by_scenario)
}

/// Scenarios that are run paired, in a city of their own size.
#[derive(Clone, Copy)]
pub(super) struct Paired<'a> {
    pub(super) model: &'a Model,
    pub(super) scenarios: &'a [Scenario],
    pub(super) settings: &'a Settings,
    /// Share of the full city in these runs; the settings have that of the comparison.
    pub(super) scale: f64,
}

impl Paired<'_> {
    /// The headline difference of each scenario from the base in one replicate, in the size of the
    /// comparison's city.
    pub(super) fn headline(&self, replicate: u32, done: &(dyn Fn() + Sync)) -> Vec<f64> {
        let settings = self.settings;
        let (months, base) = (settings.months, settings.base);
        let shape = Shape {
            months: usize::from(months),
        };
        let levers = self.scenarios[base].policy.at(0).clone();
        let start = Simulation::new(
            self.model,
            settings.seed,
            replicate,
            self.scale,
            months,
            levers,
        );
        let years = |scenario: &Scenario| {
            let mut simulation = start.clone();
            simulation.run_to(months, &scenario.policy);
            done();
            let numbers = reduce(&simulation.into_record(), shape);
            Measures::of(&numbers, shape).isolated_years() * settings.scale / self.scale
        };
        let years: Vec<f64> = self.scenarios.iter().map(years).collect();
        years.iter().map(|own| own - years[base]).collect()
    }
}

/// The headline difference as a calibration knows it: over draws, with its 95% interval. For tests of
/// coverage.
///
/// # Errors
/// When stopped.
pub fn uncertain_interval(
    model: &Model,
    scenarios: &[Scenario],
    settings: &Settings,
    drawn: (&ParameterDraws, &DrawPlan),
    scenario: usize,
    stop: &AtomicBool,
) -> Result<Estimate, CompareError> {
    let mut all = differences(model, scenarios, settings, drawn, &|| (), stop)?;
    let own = all.swap_remove(scenario);
    Ok(Spread::of(&own).interval(own.len()))
}

/// The mean headline difference of a scenario over replicates that no comparison uses.
pub fn mean_difference(
    model: &Model,
    scenarios: &[Scenario],
    settings: &Settings,
    scenario: usize,
) -> f64 {
    let paired = Paired {
        model,
        scenarios,
        settings,
        scale: settings.scale,
    };
    let once = |replicate: u32| paired.headline(2 * FIRST + replicate, &|| ())[scenario];
    let sum: f64 = (0..settings.replicates)
        .into_par_iter()
        .map(once)
        .collect::<Vec<_>>()
        .iter()
        .sum();
    sum / f64::from(settings.replicates)
}

/// The uncertain parameters that are assumptions.
pub(super) fn assumed(model: &Model) -> impl Iterator<Item = &Parameter> {
    let all = model.registry.iter();
    all.filter(|parameter| parameter.grade == Grade::D && parameter.is_uncertain())
}

pub(super) fn names(parameter: &Parameter) -> [String; 2] {
    [Lang::Nl, Lang::En].map(|lang| parameter.label(lang).to_owned())
}

/// Variances of the difference over draws.
struct Spread {
    mean: f64,
    /// Of one run per draw.
    total: f64,
    /// Of parameters alone; not below zero.
    parameters: f64,
    /// Standard error of the variance of parameters, for normal numbers.
    error: f64,
}

/// Part of its standard error that is added to the variance of parameters in an interval. What is left
/// when chance is taken off is often too small where chance is large: without it, the interval of 80
/// draws and 24 pairs covers 0.88 where parameters move 3 and chance 4, with it 0.96; where chance moves 1
/// or 8, it covers 0.95 and 0.99.
const CAUTION: f64 = 0.5;

impl Spread {
    fn of(draws: &[OfDraw]) -> Self {
        let firsts: Vec<f64> = draws.iter().filter_map(|one| one[0]).collect();
        let n = firsts.len() as f64;
        let mean = firsts.iter().sum::<f64>() / n;
        let total = firsts.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / (n - 1.0);
        let halves: Vec<f64> = draws
            .iter()
            .filter_map(|one| Some((one[0]? - one[1]?).powi(2) / 2.0))
            .collect();
        let within = halves.iter().sum::<f64>() / halves.len().max(1) as f64;
        Self {
            mean,
            total,
            parameters: (total - within).max(0.0),
            error: (2.0 * total * total / (n - 1.0)
                + 2.0 * within * within / halves.len().max(1) as f64)
                .sqrt(),
        }
    }

    /// In which the difference lies that the city would show on average, given that the parameters are
    /// not known: their spread, and the chance of the mean over draws.
    fn interval(&self, draws: usize) -> Estimate {
        let n = draws as f64;
        let half = t_of(n - 1.0) * (self.parameters + CAUTION * self.error + self.total / n).sqrt();
        Estimate {
            mean: self.mean,
            low: self.mean - half,
            high: self.mean + half,
        }
    }
}

fn t_of(freedom: f64) -> f64 {
    StudentsT::new(0.0, 1.0, freedom.max(1.0))
        .map_or(normal(), |t| t.inverse_cdf(0.5 + COVERAGE / 2.0))
}

/// The same for many draws.
fn normal() -> f64 {
    1.959_964
}

/// The assumptions (grade D) with which the difference goes most over the draws: forward selection of
/// three, each on what the ones before leave.
fn assumptions(
    model: &Model,
    draws: &ParameterDraws,
    of_scenario: &[OfDraw],
    spread: &Spread,
) -> Vec<Assumption> {
    let mut left: Vec<f64> = of_scenario
        .iter()
        .map(|one| {
            let runs = one.iter().flatten();
            runs.clone().sum::<f64>() / runs.count() as f64
        })
        .collect();
    centre(&mut left);
    let whole = squares(&left);
    if whole == 0.0 || spread.parameters == 0.0 {
        return Vec::new();
    }
    let mut columns: Vec<(&Parameter, Vec<f64>)> = assumed(model)
        .map(|parameter| {
            let quantile = |place| parameter.quantile_of(draws.coordinate(place, parameter));
            let mut column: Vec<f64> = (0..left.len()).map(quantile).collect();
            centre(&mut column);
            (parameter, column)
        })
        .collect();
    let mut named = Vec::new();
    while named.len() < NAMED {
        let strength = |column: &[f64]| {
            let size = squares(column);
            if size > 0.0 {
                product(column, &left).powi(2) / size
            } else {
                0.0
            }
        };
        let best = columns
            .iter()
            .enumerate()
            .max_by(|a, b| strength(&a.1.1).total_cmp(&strength(&b.1.1)));
        let Some((place, _)) = best else { break };
        let (parameter, column) = columns.remove(place);
        let size = squares(&column);
        if size == 0.0 {
            break;
        }
        let slope = product(&column, &left) / size;
        let explained = slope * slope * size / whole;
        for (rest, own) in left.iter_mut().zip(&column) {
            *rest -= slope * own;
        }
        for (_, other) in &mut columns {
            let along = product(&column, other) / size;
            for (rest, own) in other.iter_mut().zip(&column) {
                *rest -= along * own;
            }
        }
        named.push(Assumption {
            id: parameter.id.clone(),
            label: names(parameter),
            explained,
            over_range: slope,
        });
    }
    // One that is told apart only once another is taken out may explain more than that one.
    named.sort_by(|a: &Assumption, b| b.explained.total_cmp(&a.explained));
    named
}

fn centre(values: &mut [f64]) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter_mut().for_each(|value| *value -= mean);
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn squares(values: &[f64]) -> f64 {
    product(values, values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Draws, Purpose, uniform};
    use crate::evidence::Draw;

    /// Normal numbers by the sum of twelve uniform ones.
    fn normal_number(key: u64) -> f64 {
        let draws = Draws::new(9, 0);
        let words = (0..3).flat_map(|ordinal| draws.words(key, Purpose(250), ordinal));
        words.map(uniform).sum::<f64>() - 6.0
    }

    #[test]
    fn the_variance_over_draws_splits_into_chance_and_parameters() {
        // Parameters move the difference by 3, chance of one run by 4.
        let draws: Vec<OfDraw> = (0..4000)
            .map(|draw| {
                let own = 10.0 + 3.0 * normal_number(3 * draw);
                [1, 2].map(|run| Some(own + 4.0 * normal_number(3 * draw + run)))
            })
            .collect();
        let spread = Spread::of(&draws);
        // Three standard errors of a variance over 4,000 draws: 3 x 25 x sqrt(2 / 4000).
        assert!(
            (spread.parameters - 9.0).abs() < 2.2,
            "{}",
            spread.parameters
        );
        assert!((spread.total - 25.0).abs() < 1.7, "{}", spread.total);
        assert!((spread.mean - 10.0).abs() < 0.24, "{}", spread.mean);
    }

    #[test]
    fn the_interval_covers_the_truth_about_as_often_as_it_says() {
        // The truth is a draw like the others: parameters move it by 3, chance of a run by 4.
        let mut key = 0;
        let mut next = || {
            key += 1;
            normal_number(key)
        };
        let covered = (0..400).filter(|_| {
            let draws: Vec<OfDraw> = (0..80)
                .map(|draw| {
                    let own = 3.0 * next();
                    let mut run = || Some(own + 4.0 * next());
                    [run(), if draw < 24 { run() } else { None }]
                })
                .collect();
            let truth = 3.0 * next();
            let interval = Spread::of(&draws).interval(draws.len());
            (interval.low..=interval.high).contains(&truth)
        });
        let share = covered.count() as f64 / 400.0;
        assert!((0.90..=0.99).contains(&share), "{share}");
    }

    #[test]
    fn chance_alone_leaves_nothing_to_parameters() {
        let draws: Vec<OfDraw> = (0..50)
            .map(|draw| [0, 1].map(|run| Some(normal_number(2 * draw + run))))
            .collect();
        let spread = Spread::of(&draws);
        assert!(spread.parameters < 0.6, "{}", spread.parameters);
    }

    #[test]
    fn assumptions_stand_in_the_order_of_their_shares() {
        // The difference is the sum of two that nearly cancel out: the one alone says little of it, and
        // the other, once the one is known, the rest.
        let model = Model::embedded().expect("a model");
        let ids = ["guidance.tie_gain", "guidance.problems_solved"];
        let parts = |draw: u32| {
            let words = Draws::new(4, 0).words(u64::from(draw), Purpose(250), 0);
            let [u, v, w, _] = words.map(|word| 2.0 * uniform(word) - 1.0);
            [0.5 + 0.25 * u + 0.2 * v, 0.5 - 0.25 * u + 0.2 * w]
        };
        let draws = ParameterDraws {
            seed: 3,
            registry: model.registry.digest(),
            command: String::new(),
            fitted: ids.map(str::to_owned).to_vec(),
            draws: (0..80)
                .map(|number| Draw {
                    number,
                    coordinates: ids
                        .iter()
                        .zip(parts(number))
                        .map(|(id, at)| model.registry.get(id).expect("known").quantile(at))
                        .collect(),
                })
                .collect(),
        };
        let of_scenario: Vec<OfDraw> = (0..80)
            .map(|draw| [Some(parts(draw).iter().sum()), None])
            .collect();
        let spread = Spread::of(&of_scenario);
        let named = assumptions(&model, &draws, &of_scenario, &spread);
        assert!(named[0].explained > 2.0 * named[1].explained, "{named:?}");
        let found: Vec<&str> = named[..2].iter().map(|one| one.id.as_str()).collect();
        assert!(ids.iter().all(|id| found.contains(id)), "{named:?}");
    }

    #[test]
    fn the_assumption_that_moves_the_difference_is_named_first() {
        let model = Model::embedded().expect("a model");
        let draws = ParameterDraws {
            seed: 3,
            registry: model.registry.digest(),
            command: String::new(),
            fitted: Vec::new(),
            draws: (0..80)
                .map(|number| Draw {
                    number,
                    coordinates: Vec::new(),
                })
                .collect(),
        };
        let parameter = model.registry.get("guidance.tie_gain").expect("known");
        assert_eq!(parameter.grade, Grade::D);
        let of_scenario: Vec<OfDraw> = (0..80)
            .map(|place| {
                let at = parameter.quantile_of(draws.coordinate(place, parameter));
                [Some(100.0 * at + normal_number(place as u64)), None]
            })
            .collect();
        let spread = Spread::of(&of_scenario);
        let named = assumptions(&model, &draws, &of_scenario, &spread);
        assert_eq!(named.len(), NAMED);
        assert_eq!(named[0].id, "guidance.tie_gain");
        assert!(
            named[0].explained > 0.95 && named[1].explained < 0.05,
            "{named:?}"
        );
        assert!((named[0].over_range - 100.0).abs() < 3.0, "{named:?}");
    }
}
