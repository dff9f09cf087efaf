//! Does a calibration find again what a synthetic city was made with?

use super::fit::{Fit, calibrate};
use super::problem::{Problem, ProblemError};
use super::stages::{CalibrateError, Progress, Settings};
use super::store::Store;
use super::synthetic::{named, simulated, told, truth};
use crate::evidence::is_better_known;

/// Share of the accepted draws in whose middle the truth should lie.
const MIDDLE: f64 = 0.9;

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

/// Makes synthetic city number `number` with parameters `active` anywhere in their prior, and fits it,
/// without leave for the model to be off. Runs are kept in `store`.
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
    let mut city = simulated(problem, &at_truth, number)?;
    city.others_vary = false;
    let settings = named(settings, active);
    let fit = calibrate(&city, &settings, store, progress)?;
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
