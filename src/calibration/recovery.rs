//! Does a calibration find again what a synthetic city was made with?

use super::design::candidate;
use super::fit::{Fit, calibrate};
use super::problem::{Problem, ProblemError};
use super::region::Origin;
use super::stages::{CalibrateError, Progress, Settings};
use super::store::{Store, StoreError};
use crate::engine::Model;
use crate::evidence::{Registry, Uncertainty, draw_registry, is_better_known};
use crate::experiment::{self, DrawPlan, Estimate, mean_differences, uncertain_intervals};
use crate::scenario::Scenario;

/// Share of the accepted draws in whose middle the truth should lie.
const MIDDLE: f64 = 0.9;
/// How far apart the seeds of synthetic cities are: far, for cities of one seed not to be those of the next.
const SEEDS: u64 = 1_000_003;
/// Replicate that is the synthetic city itself.
const CITY: u32 = 900_001;

/// One parameter of a synthetic city.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovered {
    /// Its name.
    pub id: String,
    /// Quantile of the prior with which the city was made.
    pub truth: f64,
    /// Ends of the central 90% of the accepted draws, as quantiles; none when no draw fits.
    pub middle: Option<[f64; 2]>,
    /// Do the draws know more than the prior? Where no draw fits it counts as one that they should know.
    pub identifiable: bool,
}

impl Recovered {
    /// Does the truth lie in the middle?
    pub fn found(&self) -> bool {
        self.middle
            .is_some_and(|[low, high]| (low..=high).contains(&self.truth))
    }
}

/// A synthetic city and what was found again.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// By parameter.
    pub parameters: Vec<Recovered>,
    /// The calibration.
    pub fit: Fit,
}

/// The problem of a synthetic city: the targets are what one run gave at the truth, and the model is not
/// off. Each city has a seed of its own, for its run and for all of its fit: cities that shared their
/// chance would all err to the same side, and a share of them would tell of one city only.
fn synthetic(problem: &Problem, registry: &Registry, number: u32) -> Result<Problem, ProblemError> {
    let mut synthetic = problem.clone();
    synthetic.seed = problem
        .seed
        .wrapping_add(SEEDS.wrapping_mul(u64::from(number) + 1));
    let city = synthetic.run(registry.clone(), CITY)?;
    synthetic.origin = Origin::OneRun;
    for (target, value) in synthetic.targets.iter_mut().zip(city) {
        target.value = value;
        // Its chance is that of any run.
        target.uncertainty = Uncertainty::Literature {
            range: [value, value],
        };
        target.discrepancy = 0.0;
    }
    Ok(synthetic)
}

/// Quantiles with which a city is made.
fn truth(problem: &Problem, active: &[String], number: u32) -> Vec<f64> {
    candidate(problem.seed.wrapping_add(2), number, active.len())
}

fn told<'a>(problem: &Problem, active: &'a [String], truth: &[f64]) -> Vec<(&'a str, f64)> {
    let names = active.iter().map(String::as_str);
    names.zip(problem.coordinates(active, truth)).collect()
}

fn named(settings: &Settings, active: &[String]) -> Settings {
    Settings {
        active: Some(active.to_vec()),
        ..settings.clone()
    }
}

/// Does the interval of a fitted city hold what a scenario truly does there?
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Covered {
    /// The scenario that is compared with the base.
    pub scenario: usize,
    /// The paired difference at the truth, a mean over many replicates; none when no draw fitted.
    pub truth: f64,
    /// Its interval over the draws.
    pub interval: Option<Estimate>,
}

impl Covered {
    /// Does it?
    pub fn holds(&self) -> bool {
        let inside = |interval: Estimate| (interval.low..=interval.high).contains(&self.truth);
        self.interval.is_some_and(inside)
    }
}

/// Makes synthetic city number `number` with all parameters anywhere in their prior, fits `active` to
/// it as a real city is fitted, and compares each scenario with the base there and over the draws, as the
/// quick look of a comparison does. Runs of the fit are kept in `store`.
///
/// # Errors
/// As [`calibrate`].
pub fn cover(
    problem: &Problem,
    active: &[String],
    (scenarios, experiment): (&[Scenario], &experiment::Settings),
    number: u32,
    settings: &Settings,
    store: &mut Store,
    progress: &Progress<'_>,
) -> Result<Vec<Covered>, CalibrateError> {
    let truth = truth(problem, active, number);
    let told = told(problem, active, &truth);
    let seed = problem.seed.wrapping_add(3);
    let at_truth =
        draw_registry(&problem.registry, seed, number, &told).map_err(ProblemError::from)?;
    let mut synthetic = synthetic(problem, &at_truth, number)?;
    synthetic.others_vary = true;
    // Draws are accepted as those of a real city are, with leave for the model to be off. Against one run
    // without it hardly any would fit whose other parameters stand elsewhere.
    for (target, real) in synthetic.targets.iter_mut().zip(&problem.targets) {
        target.discrepancy = real.discrepancy;
    }
    let settings = named(settings, active);
    let fit = calibrate(&synthetic, &settings, store, progress)?;
    let there = Model::new(at_truth).map_err(ProblemError::from)?;
    let experiment = &experiment::Settings {
        seed: synthetic.seed,
        ..*experiment
    };
    let draws = fit.as_draws(&synthetic, "");
    let plan = DrawPlan::quick(&draws, experiment);
    let truths = mean_differences(&there, scenarios, experiment, plan.scale);
    let intervals = if plan.draws < 2 {
        None
    } else {
        let model = Model::new(problem.registry.clone()).map_err(ProblemError::from)?;
        let drawn = (&draws, &plan);
        let all = uncertain_intervals(&model, scenarios, experiment, drawn, progress.stop)
            .map_err(|_| StoreError::Interrupted)?;
        Some(all)
    };
    let of_scenario = |scenario: usize| Covered {
        scenario,
        truth: truths[scenario],
        interval: intervals.as_ref().map(|all| all[scenario]),
    };
    let others = (0..scenarios.len()).filter(|&scenario| scenario != experiment.base);
    Ok(others.map(of_scenario).collect())
}

/// Makes synthetic city number `number` with parameters `active` anywhere in their prior, and fits it.
/// Runs are kept in `store`.
///
/// # Errors
/// As [`calibrate`].
pub fn recover(
    problem: &Problem,
    active: &[String],
    number: u32,
    settings: &Settings,
    store: &mut Store,
    progress: &Progress<'_>,
) -> Result<Recovery, CalibrateError> {
    let truth = truth(problem, active, number);
    let told = told(problem, active, &truth);
    let at_truth = problem
        .registry
        .clone()
        .at_all(told)
        .map_err(ProblemError::from)?;
    let mut synthetic = synthetic(problem, &at_truth, number)?;
    synthetic.others_vary = false;
    let settings = named(settings, active);
    let fit = calibrate(&synthetic, &settings, store, progress)?;
    let parameters = active
        .iter()
        .enumerate()
        .filter_map(|(column, id)| {
            let parameter = problem.registry.get(id)?;
            // Where whole numbers are drawn, the truth is the middle of its step.
            let truth = parameter.quantile_of(parameter.quantile(truth[column]));
            let mut quantiles: Vec<f64> = fit
                .draws
                .iter()
                .map(|draw| parameter.quantile_of(draw.coordinates[column]))
                .collect();
            quantiles.sort_by(f64::total_cmp);
            let at = |share: f64| {
                let last = quantiles.len() - 1;
                quantiles[(share * last as f64).round() as usize]
            };
            let fits = !quantiles.is_empty();
            Some(Recovered {
                id: id.clone(),
                truth,
                middle: fits.then(|| [at((1.0 - MIDDLE) / 2.0), at((1.0 + MIDDLE) / 2.0)]),
                identifiable: !fits || is_better_known(&quantiles),
            })
        })
        .collect();
    Ok(Recovery { parameters, fit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{ReportTables, Target};

    #[test]
    fn synthetic_cities_do_not_share_their_chance() {
        let tables = ReportTables::embedded().expect("tables");
        let mut targets = Target::embedded(&tables).expect("targets");
        targets.retain(|target| target.id.starts_with("lonely.") && target.borough.is_none());
        targets.iter_mut().for_each(|target| target.years = 1);
        let problem = Problem {
            registry: Registry::embedded().expect("a registry"),
            targets,
            seed: 1,
            scale: 0.005,
            origin: Origin::Surveys,
            others_vary: false,
        };
        let values = |number| -> Vec<f64> {
            let synthetic = synthetic(&problem, &problem.registry, number).expect("a city");
            synthetic
                .targets
                .iter()
                .map(|target| target.value)
                .collect()
        };
        assert_eq!(values(0), values(0));
        assert!(values(0).iter().zip(values(1)).all(|(a, b)| *a != b));
    }
}
