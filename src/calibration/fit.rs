//! A calibration from beginning to end: screening, replicates, waves, and draws that fit.

use super::conflict::{Outside, outside};
use super::emulator::Emulator;
use super::problem::{Problem, ProblemError};
use super::region::Goal;
use super::stages::{CalibrateError, Progress, Settings};
use super::store::Store;
use super::work::{Work, ruled_out};
use crate::evidence::{Draw, ParameterDraws};

/// What one parameter does to the fitted targets, over its range.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The parameter.
    pub id: String,
    /// Position of the target that it moves most.
    pub target: usize,
    /// How far, in standard deviations of that target and of the chance of two runs.
    pub size: f64,
}

/// A finished wave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wave {
    /// Runs in it.
    pub runs: u32,
    /// Share of the prior that is not ruled out after it.
    pub left: f64,
    /// Can any point be found that is not?
    pub found: bool,
}

/// A draw with its run.
#[derive(Clone, Debug, PartialEq)]
pub struct FittedDraw {
    /// Number of the run.
    pub number: u32,
    /// Coordinates of the fitted parameters.
    pub coordinates: Vec<f64>,
    /// All targets in its run.
    pub outputs: Vec<f64>,
}

/// What a calibration gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The fitted parameters.
    pub active: Vec<String>,
    /// What screening said of all parameters, largest first; empty when they were named.
    pub effects: Vec<Effect>,
    /// Variance of each target by chance.
    pub chance: Vec<f64>,
    /// Mean of each target where all parameters stand in the registry.
    pub registry: Vec<f64>,
    /// The waves.
    pub waves: Vec<Wave>,
    /// Fitted targets that cannot be measured in so small a city, by position.
    pub unmeasured: Vec<usize>,
    /// Draws that fit.
    pub draws: Vec<FittedDraw>,
    /// Draws that were run.
    pub tried: u32,
    /// When no point is left: fitted targets that cannot be met together, by position, with their
    /// implausibility at the best point; largest first.
    pub ruled_out: Vec<(usize, f64)>,
    /// When too few draws fit: fitted targets by position, with the share of the draws that they refused;
    /// largest first.
    pub refusing: Vec<(usize, f64)>,
    /// Fitted targets that the draws do not meet on average, and why.
    pub outside: Vec<Outside>,
}

impl Fit {
    /// Mean of a target over the draws.
    pub fn mean(&self, place: usize) -> f64 {
        let outputs = self.draws.iter().map(|draw| draw.outputs[place]);
        outputs.sum::<f64>() / self.draws.len() as f64
    }

    /// The draws as a file that comparisons use.
    pub fn as_draws(&self, problem: &Problem, command: &str) -> ParameterDraws {
        let draw = |draw: &FittedDraw| Draw {
            number: draw.number,
            coordinates: draw.coordinates.clone(),
        };
        ParameterDraws {
            seed: problem.seed,
            registry: problem.registry.digest(),
            command: command.to_owned(),
            fitted: self.active.clone(),
            draws: self.draws.iter().map(draw).collect(),
        }
    }
}

/// Fits. Finished runs are kept in `store`.
///
/// # Errors
/// When the problem is not sound, runs cannot be kept, or the user asks to stop.
pub fn calibrate(
    problem: &Problem,
    settings: &Settings,
    store: &mut Store,
    progress: &Progress<'_>,
) -> Result<Fit, CalibrateError> {
    let mut work = Work {
        problem,
        store,
        progress,
    };
    if let Some(named) = &settings.active {
        enough(settings, named.len())?;
    }
    let (registry, chance) = work.replicates(settings.replicates)?;
    let (active, effects) = match &settings.active {
        Some(named) => (named.clone(), Vec::new()),
        None => work.screen(&chance)?,
    };
    for id in &active {
        // Refuses unknown names before anything runs.
        let named = problem
            .registry
            .get(id)
            .map(crate::evidence::Parameter::coordinate);
        problem
            .registry_of(0, &[(id.as_str(), named.unwrap_or(0.0))])
            .map_err(ProblemError::from)?;
    }
    if active.is_empty() {
        return Err(CalibrateError::NothingToFit);
    }
    enough(settings, active.len())?;
    let goals = goals(problem, &chance);
    let mut unmeasured = problem.fitted();
    unmeasured.retain(|&place| !chance[place].is_finite());
    let mut fit = Fit {
        active,
        effects,
        chance,
        registry,
        waves: Vec::new(),
        unmeasured,
        draws: Vec::new(),
        tried: 0,
        ruled_out: Vec::new(),
        refusing: Vec::new(),
        outside: Vec::new(),
    };
    let (region, whole) = work.waves(settings, &goals, &mut fit)?;
    if fit.waves.last().is_some_and(|wave| wave.found) {
        work.accept(settings, &goals, &region, &mut fit)?;
        if let (Some(whole), false) = (whole, fit.draws.is_empty()) {
            let means = goals.iter().map(|goal| fit.mean(goal.place));
            let means: Vec<f64> = means.collect();
            fit.outside = outside(&whole, &means, &centre(problem, &fit), problem.seed);
        }
    } else {
        fit.ruled_out = ruled_out(problem.seed, &region, &goals, fit.active.len());
    }
    Ok(fit)
}

/// Are there enough runs in a wave for so many parameters?
fn enough(settings: &Settings, dimensions: usize) -> Result<(), CalibrateError> {
    let needed = Emulator::runs_needed(dimensions);
    if settings.wave_runs as usize >= needed {
        return Ok(());
    }
    Err(CalibrateError::TooFewRuns {
        runs: settings.wave_runs,
        dimensions,
        needed,
    })
}

/// Mean quantile of each fitted parameter over the draws.
fn centre(problem: &Problem, fit: &Fit) -> Vec<f64> {
    let n = fit.draws.len() as f64;
    let mean = |(column, id): (usize, &String)| {
        let parameter = problem.registry.get(id)?;
        let draws = fit.draws.iter().map(|draw| draw.coordinates[column]);
        Some(draws.map(|at| parameter.quantile_of(at)).sum::<f64>() / n)
    };
    fit.active.iter().enumerate().filter_map(mean).collect()
}

fn goals(problem: &Problem, chance: &[f64]) -> Vec<Goal> {
    let goal = |place: usize| Goal {
        place,
        value: problem.targets[place].value,
        variance: problem.targets[place].deviation().powi(2),
        chance: chance[place],
    };
    let measured = |place: &usize| chance[*place].is_finite();
    problem
        .fitted()
        .into_iter()
        .filter(measured)
        .map(goal)
        .collect()
}
