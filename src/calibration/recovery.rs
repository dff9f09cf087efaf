//! Does a calibration find again what a synthetic city was made with?

use super::design::candidate;
use super::fit::{CalibrateError, Fit, Progress, Settings, calibrate};
use super::problem::{Problem, ProblemError};
use super::store::Store;
use crate::evidence::Uncertainty;

/// Share of the accepted draws in whose middle the truth should lie.
const MIDDLE: f64 = 0.9;
/// Standard deviation of a uniform number: of a quantile of which nothing is known.
const UNKNOWN: f64 = 0.288_675;
/// A parameter is identifiable when the draws know its quantile better than this share of it.
const KNOWN: f64 = 0.75;
/// Runs by which the chance of the synthetic city is known.
const REPLICATES: u32 = 12;
/// Replicate that is the synthetic city itself.
const CITY: u32 = 900_001;

/// One parameter of a synthetic city.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovered {
    /// Its name.
    pub id: String,
    /// Quantile of the prior with which the city was made.
    pub truth: f64,
    /// Ends of the central 90% of the accepted draws, as quantiles.
    pub middle: [f64; 2],
    /// Do the draws know more than the prior?
    pub identifiable: bool,
}

impl Recovered {
    /// Does the truth lie in the middle?
    pub fn found(&self) -> bool {
        (self.middle[0]..=self.middle[1]).contains(&self.truth)
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

/// The problem of a synthetic city: the targets are what one run gave at the truth, known as well as
/// chance lets them be, and a model that is not off.
///
/// # Errors
/// When the model refuses the truth.
pub fn synthetic(
    problem: &Problem,
    active: &[String],
    truth: &[f64],
) -> Result<Problem, ProblemError> {
    let told: Vec<(&str, f64)> = active
        .iter()
        .map(String::as_str)
        .zip(problem.coordinates(active, truth))
        .collect();
    let registry = problem.registry.clone().at_all(told)?;
    let city = problem.run(registry.clone(), CITY)?;
    let runs: Result<Vec<Vec<f64>>, _> = (1..=REPLICATES)
        .map(|replicate| problem.run(registry.clone(), CITY + replicate))
        .collect();
    let runs = runs?;
    let mut synthetic = problem.clone();
    synthetic.others_vary = false;
    for (place, target) in synthetic.targets.iter_mut().enumerate() {
        let n = f64::from(REPLICATES);
        let mean = runs.iter().map(|run| run[place]).sum::<f64>() / n;
        let squares = runs.iter().map(|run| (run[place] - mean).powi(2));
        let deviation = (squares.sum::<f64>() / (n - 1.0)).sqrt();
        target.value = city[place];
        // Ends of 95%.
        let half = 1.96 * deviation;
        target.uncertainty = Uncertainty::Literature {
            range: [target.value - half, target.value + half],
        };
        target.discrepancy = 0.0;
    }
    Ok(synthetic)
}

/// Makes synthetic city number `number` with parameters `active` anywhere in their prior, and fits it.
///
/// # Errors
/// As [`calibrate`].
pub fn recover(
    problem: &Problem,
    active: &[String],
    number: u32,
    settings: &Settings,
    progress: &Progress<'_>,
) -> Result<Recovery, CalibrateError> {
    let truth = candidate(problem.seed.wrapping_add(2), number, active.len());
    let synthetic = synthetic(problem, active, &truth)?;
    let settings = Settings {
        active: Some(active.to_vec()),
        ..settings.clone()
    };
    let fit = calibrate(&synthetic, &settings, &mut Store::in_memory(), progress)?;
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
            if quantiles.is_empty() {
                return None;
            }
            quantiles.sort_by(f64::total_cmp);
            let at = |share: f64| {
                let last = quantiles.len() - 1;
                quantiles[(share * last as f64).round() as usize]
            };
            let n = quantiles.len() as f64;
            let mean = quantiles.iter().sum::<f64>() / n;
            let squares: f64 = quantiles.iter().map(|one| (one - mean).powi(2)).sum();
            Some(Recovered {
                id: id.clone(),
                truth,
                middle: [at((1.0 - MIDDLE) / 2.0), at((1.0 + MIDDLE) / 2.0)],
                identifiable: (squares / n).sqrt() < KNOWN * UNKNOWN,
            })
        })
        .collect();
    Ok(Recovery { parameters, fit })
}
