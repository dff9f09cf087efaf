//! Does the interval of a comparison hold what scenarios truly do in a synthetic city?

use super::fit::calibrate;
use super::problem::{Problem, ProblemError};
use super::stages::{CalibrateError, Progress, Settings, Stage};
use super::store::{RunId, Store, StoreError};
use super::synthetic::{named, surveyed, told, truth};
use crate::engine::Model;
use crate::evidence::draw_registry;
use crate::experiment::{self, DrawPlan, Estimate, mean_differences, uncertain_intervals};
use crate::scenario::Scenario;

/// Where the end of a city is kept.
const END: RunId = RunId {
    stage: Stage::Scenarios.number(),
    number: 0,
};
/// Numbers that are kept of a difference.
const CELLS: usize = 4;

/// Does the interval of a fitted city hold what a scenario truly does there?
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Covered {
    /// The scenario that is compared with the base.
    pub scenario: usize,
    /// The paired difference at the truth, a mean over many replicates.
    pub truth: f64,
    /// Its interval over the draws; none when fewer than two draws fitted.
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
/// it as a real city is fitted, to surveys that err, and compares each scenario with the base there and over
/// the draws, as the quick look of a comparison does. Runs of the fit, and the end, are kept in `store`.
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
    let others = (0..scenarios.len()).filter(|&scenario| scenario != experiment.base);
    if let Some(kept) = store.get(END) {
        return Ok(others.zip(kept.chunks_exact(CELLS)).map(read).collect());
    }
    let truth = truth(problem, active, number);
    let told = told(problem, active, &truth);
    let seed = problem.seed.wrapping_add(3);
    let at_truth =
        draw_registry(&problem.registry, seed, number, &told).map_err(ProblemError::from)?;
    let mut city = surveyed(problem, &at_truth, number, settings.replicates)?;
    city.others_vary = true;
    let fit = calibrate(&city, &named(settings, active), store, progress)?;
    let there = Model::new(at_truth).map_err(ProblemError::from)?;
    let experiment = &experiment::Settings {
        seed: city.seed,
        ..*experiment
    };
    let draws = fit.as_draws(&city, "");
    let plan = DrawPlan::quick(&draws, experiment);
    let interrupted = |_| StoreError::Interrupted;
    let truths = mean_differences(&there, scenarios, experiment, plan.scale, progress.stop)
        .map_err(interrupted)?;
    let intervals = if plan.draws < 2 {
        None
    } else {
        let model = Model::new(problem.registry.clone()).map_err(ProblemError::from)?;
        (progress.begin)(Stage::Scenarios, plan.runs(scenarios.len()) as u32);
        let drawn = (&draws, &plan);
        let (tick, stop) = (progress.tick, progress.stop);
        let all = uncertain_intervals(&model, scenarios, experiment, drawn, tick, stop);
        Some(all.map_err(interrupted)?)
    };
    let of_scenario = |scenario: usize| Covered {
        scenario,
        truth: truths[scenario],
        interval: intervals.as_ref().map(|all| all[scenario]),
    };
    let covered: Vec<Covered> = others.map(of_scenario).collect();
    store.keep(END, covered.iter().flat_map(written).collect())?;
    Ok(covered)
}

fn written(covered: &Covered) -> [f64; CELLS] {
    let none = Estimate {
        mean: f64::NAN,
        low: f64::NAN,
        high: f64::NAN,
    };
    let Estimate { mean, low, high } = covered.interval.unwrap_or(none);
    [covered.truth, mean, low, high]
}

fn read((scenario, kept): (usize, &[f64])) -> Covered {
    let [truth, mean, low, high] = std::array::from_fn(|cell| kept[cell]);
    Covered {
        scenario,
        truth,
        interval: mean.is_finite().then_some(Estimate { mean, low, high }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_a_city_reads_back() {
        let interval = Estimate {
            mean: -2.0,
            low: -4.0,
            high: 1.0,
        };
        for interval in [Some(interval), None] {
            let covered = Covered {
                scenario: 1,
                truth: -3.5,
                interval,
            };
            assert_eq!(read((1, &written(&covered))), covered);
        }
    }
}
