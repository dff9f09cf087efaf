//! A calibration from beginning to end: screening, replicates, waves, and draws that fit.

use std::sync::atomic::AtomicBool;

use rayon::prelude::*;
use thiserror::Error;

use super::conflict::{Outside, outside};
use super::design::{candidate, latin_hypercube};
use super::emulator::Emulator;
use super::posterior::{likely, spread};
use super::problem::{Problem, ProblemError};
use super::region::{CUT, Goal, Judge, Region};
use super::store::{Store, StoreError};
use crate::evidence::{Draw, ParameterDraws};

/// How much work is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Runs in each wave.
    pub wave_runs: u32,
    /// Waves at most.
    pub waves: u32,
    /// Draws wanted.
    pub draws: u32,
    /// Runs at one point, from which chance is known.
    pub replicates: u32,
    /// Parameters to fit; found by screening when none are named.
    pub active: Option<Vec<String>>,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The same point again and again.
    Replicates,
    /// Each parameter at both ends of its range.
    Screening,
    /// A wave, from 1.
    Wave(u32),
    /// Runs of the draws.
    Acceptance,
}

impl Stage {
    const fn number(self) -> u32 {
        match self {
            Self::Replicates => 0,
            Self::Screening => 1,
            Self::Wave(wave) => 10 + wave,
            Self::Acceptance => 100,
        }
    }

    /// Number that no run of another stage has.
    const fn run(self, number: u32) -> u32 {
        self.number() * 100_000 + number
    }
}

/// Says how far it is.
pub struct Progress<'a> {
    /// A stage of so many runs begins.
    pub begin: &'a (dyn Fn(Stage, u32) + Sync),
    /// A run has ended.
    pub tick: &'a (dyn Fn() + Sync),
    /// Asks to stop.
    pub stop: &'a AtomicBool,
}

/// Why a calibration did not come to its end.
#[derive(Debug, Error)]
pub enum CalibrateError {
    /// The problem is not sound.
    #[error("{0}")]
    Problem(#[from] ProblemError),
    /// Runs cannot be kept, or the user asked to stop.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// There is nothing to fit.
    #[error("no parameter acts on a fitted target")]
    NothingToFit,
    /// The waves are too small.
    #[error(
        "a wave of {runs} runs is too small for {dimensions} parameters; it takes at least {needed}"
    )]
    TooFewRuns {
        /// Runs asked for.
        runs: u32,
        /// Parameters to fit.
        dimensions: usize,
        /// Runs that it takes.
        needed: usize,
    },
}

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
    /// Fitted targets that cannot be met together, by position, with their implausibility at the best
    /// point: those beyond the cut when no point is left, those that most often refuse a draw when too few
    /// were accepted.
    pub conflicts: Vec<(usize, f64)>,
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

/// A parameter is fitted when over its range it moves a fitted target by more than this many standard
/// deviations.
const ACTS: f64 = 0.7;
/// Most parameters that are fitted, those that act most.
const MOST: usize = 30;
/// A further wave is no use when it leaves more than this share of what the one before left.
const STALLED: f64 = 0.8;
/// Points of the prior by which the share that is left is measured.
const MEASURED: u32 = 20_000;
/// Draws are tried at most this many times as often as wanted.
const PATIENCE: u32 = 4;

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
    let needed = Emulator::runs_needed(active.len());
    if active.is_empty() {
        return Err(CalibrateError::NothingToFit);
    }
    if (settings.wave_runs as usize) < needed {
        return Err(CalibrateError::TooFewRuns {
            runs: settings.wave_runs,
            dimensions: active.len(),
            needed,
        });
    }
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
        conflicts: Vec::new(),
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
        fit.conflicts = ruled_out(problem.seed, &region, &goals, fit.active.len());
    }
    Ok(fit)
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

/// A point and what a run showed there.
type Run = (Vec<f64>, Vec<f64>);

/// What the steps share.
struct Work<'a> {
    problem: &'a Problem,
    store: &'a mut Store,
    progress: &'a Progress<'a>,
}

impl Work<'_> {
    /// Runs of a stage, each with some parameters told. `others` says whether the rest varies.
    fn runs(
        &mut self,
        stage: Stage,
        count: u32,
        told: &(dyn Fn(u32) -> Vec<(String, f64)> + Sync),
        replicate: &(dyn Fn(u32) -> u32 + Sync),
        others: bool,
    ) -> Result<Vec<Vec<f64>>, StoreError> {
        (self.progress.begin)(stage, count);
        let problem = self.problem;
        let run = |number: u32| {
            let told = told(number);
            let told: Vec<(&str, f64)> = told.iter().map(|(id, at)| (id.as_str(), *at)).collect();
            let registry = if others {
                problem.registry_of(stage.run(number), &told)
            } else {
                problem.registry.clone().at_all(told.iter().copied())
            };
            let outputs = registry
                .map_err(ProblemError::from)
                .and_then(|registry| Ok(problem.run(registry, replicate(number))?));
            // No coordinate in range makes a model that is refused (a test goes over all); what is not
            // a number fits nothing.
            outputs.unwrap_or_else(|_| vec![f64::NAN; problem.targets.len()])
        };
        self.store.stage(
            stage.number(),
            count,
            &run,
            self.progress.tick,
            self.progress.stop,
        )
    }

    /// Means and variances by chance where the registry stands.
    fn replicates(&mut self, count: u32) -> Result<(Vec<f64>, Vec<f64>), StoreError> {
        let stage = Stage::Replicates;
        let runs = self.runs(stage, count, &|_| Vec::new(), &|number| number, false)?;
        let n = f64::from(count);
        let mean = |target: usize| runs.iter().map(|run| run[target]).sum::<f64>() / n;
        let targets = 0..self.problem.targets.len();
        let means: Vec<f64> = targets.clone().map(mean).collect();
        let variance = |target: usize| {
            let squares = runs.iter().map(|run| (run[target] - means[target]).powi(2));
            squares.sum::<f64>() / (n - 1.0)
        };
        let variances = targets.map(variance).collect();
        Ok((means, variances))
    }

    /// Each parameter at both ends of its range, all on the same draws: which act on fitted targets.
    fn screen(&mut self, chance: &[f64]) -> Result<(Vec<String>, Vec<Effect>), StoreError> {
        let ids = self.problem.uncertain();
        let registry = &self.problem.registry;
        let ends: Vec<[f64; 2]> = ids
            .iter()
            .filter_map(|id| registry.get(id))
            .map(|parameter| [0.0, 1.0].map(|end| parameter.quantile(end)))
            .collect();
        let told = |number: u32| {
            let parameter = number as usize / 2;
            vec![(ids[parameter].clone(), ends[parameter][number as usize % 2])]
        };
        let count = 2 * ids.len() as u32;
        let runs = self.runs(Stage::Screening, count, &told, &|_| 0, false)?;
        let fitted = self.problem.fitted();
        let mut effects: Vec<Effect> = ids
            .iter()
            .zip(runs.chunks(2))
            .filter_map(|(id, ends)| {
                let size = |&target: &usize| {
                    let moved = (ends[1][target] - ends[0][target]).abs();
                    // Chance of two runs, as if they were not on the same draws.
                    let deviation = self.problem.targets[target].deviation();
                    (
                        target,
                        moved / (deviation.powi(2) + 2.0 * chance[target]).sqrt(),
                    )
                };
                let largest = fitted.iter().map(size).filter(|(_, size)| size.is_finite());
                let (target, size) = largest.max_by(|a, b| a.1.total_cmp(&b.1))?;
                Some(Effect {
                    id: id.clone(),
                    target,
                    size,
                })
            })
            .collect();
        effects.sort_by(|a, b| b.size.total_cmp(&a.size));
        let acting = effects
            .iter()
            .filter(|effect| effect.size > ACTS)
            .take(MOST);
        Ok((acting.map(|effect| effect.id.clone()).collect(), effects))
    }

    /// The waves, until they leave no less or there is nothing left; and a judge from the runs of all of
    /// them, also where they are ruled out.
    fn waves(
        &mut self,
        settings: &Settings,
        goals: &[Goal],
        fit: &mut Fit,
    ) -> Result<(Region, Option<Judge>), StoreError> {
        let (seed, dimensions) = (self.problem.seed, fit.active.len());
        let mut region = Region::default();
        let mut points = latin_hypercube(seed, settings.wave_runs, dimensions);
        let mut all: Vec<Run> = Vec::new();
        for wave in 1..=settings.waves {
            let outputs = self.fitted_runs(Stage::Wave(wave), &points, &fit.active)?;
            all.extend(points.iter().cloned().zip(outputs));
            // Runs of earlier waves count where they are not ruled out.
            let inside: Vec<&Run> = all
                .iter()
                .filter(|(point, _)| region.holds(point))
                .collect();
            let Some(judge) = self.judge(inside.into_iter(), goals) else {
                break;
            };
            region.add(judge);
            let left = share_left(seed, &region, dimensions);
            points = spread_over(seed, wave, settings.wave_runs, &region, dimensions);
            fit.waves.push(Wave {
                runs: settings.wave_runs,
                left,
                found: !points.is_empty(),
            });
            let before = fit
                .waves
                .len()
                .checked_sub(2)
                .map_or(1.0, |last| fit.waves[last].left);
            if points.is_empty() || (left > STALLED * before && wave > 1) {
                break;
            }
        }
        let whole = self.judge(all.iter(), goals);
        Ok((region, whole))
    }

    fn judge<'r>(&self, runs: impl Iterator<Item = &'r Run>, goals: &[Goal]) -> Option<Judge> {
        let (inputs, outputs): (Vec<&[f64]>, Vec<&[f64]>) = runs
            .map(|(point, outputs)| (point.as_slice(), outputs.as_slice()))
            .unzip();
        let emulator = Emulator::fit(&inputs, &outputs)?;
        Some(Judge::new(emulator, goals.to_vec(), self.problem.origin))
    }

    fn fitted_runs(
        &mut self,
        stage: Stage,
        points: &[Vec<f64>],
        active: &[String],
    ) -> Result<Vec<Vec<f64>>, StoreError> {
        let problem = self.problem;
        let told = |number: u32| {
            let coordinates = problem.coordinates(active, &points[number as usize]);
            active.iter().cloned().zip(coordinates).collect()
        };
        let replicate = |number| stage.run(number);
        self.runs(
            stage,
            points.len() as u32,
            &told,
            &replicate,
            problem.others_vary,
        )
    }

    /// Draws by their likelihood; those whose own run fits too are accepted.
    fn accept(
        &mut self,
        settings: &Settings,
        goals: &[Goal],
        region: &Region,
        fit: &mut Fit,
    ) -> Result<(), StoreError> {
        let (seed, dimensions) = (self.problem.seed, fit.active.len());
        let most = settings.draws * PATIENCE;
        let mut points: Vec<Vec<f64>> = Vec::new();
        let mut refusals = vec![0u32; goals.len()];
        let mut tried = 0;
        while (fit.draws.len() as u32) < settings.draws && tried < most {
            let lacking = settings.draws - fit.draws.len() as u32;
            let next = (tried + lacking + lacking / 4 + 2).min(most);
            let new: Vec<Vec<f64>> = (tried..next)
                .into_par_iter()
                .filter_map(|number| likely(region, seed, number, dimensions))
                .collect();
            let first = points.len();
            points.extend(new);
            let outputs = self.fitted_runs(Stage::Acceptance, &points, &fit.active)?;
            for (place, outputs) in outputs.into_iter().enumerate().skip(first) {
                let misses = goals.iter().enumerate().filter(|(_, goal)| {
                    let size = goal.implausibility_of_run(outputs[goal.place], self.problem.origin);
                    size.is_nan() || size > CUT
                });
                let misses: Vec<usize> = misses.map(|(goal, _)| goal).collect();
                misses.iter().for_each(|&goal| refusals[goal] += 1);
                if misses.is_empty() && (fit.draws.len() as u32) < settings.draws {
                    fit.draws.push(FittedDraw {
                        number: Stage::Acceptance.run(place as u32),
                        coordinates: self.problem.coordinates(&fit.active, &points[place]),
                        outputs,
                    });
                }
            }
            tried = next;
        }
        fit.tried = points.len() as u32;
        if (fit.draws.len() as u32) < settings.draws {
            let most_often = refusals
                .into_iter()
                .zip(goals)
                .filter(|(count, _)| *count > 0);
            let share = |count: u32| f64::from(count) / f64::from(fit.tried.max(1));
            fit.conflicts = most_often
                .map(|(count, goal)| (goal.place, share(count)))
                .collect();
            fit.conflicts.sort_by(|a, b| b.1.total_cmp(&a.1));
        }
        Ok(())
    }
}

/// Share of the prior that is not ruled out.
fn share_left(seed: u64, region: &Region, dimensions: usize) -> f64 {
    let inside = (0..MEASURED)
        .into_par_iter()
        .filter(|&number| region.holds(&candidate(seed.wrapping_add(1), number, dimensions)))
        .count();
    inside as f64 / f64::from(MEASURED)
}

/// Points for the next wave, spread over what is left.
fn spread_over(
    seed: u64,
    wave: u32,
    runs: u32,
    region: &Region,
    dimensions: usize,
) -> Vec<Vec<f64>> {
    (0..runs)
        .into_par_iter()
        .map(|number| spread(region, seed, Stage::Wave(wave).run(number), dimensions))
        .filter(|(_, worst)| *worst <= CUT)
        .map(|(point, _)| point)
        .collect()
}

/// The targets beyond the cut at the least implausible point that can be found.
fn ruled_out(seed: u64, region: &Region, goals: &[Goal], dimensions: usize) -> Vec<(usize, f64)> {
    let walks = (0..64u32).into_par_iter();
    let best = walks
        .map(|number| spread(region, seed, number, dimensions))
        .min_by(|a, b| a.1.total_cmp(&b.1));
    let (Some((point, _)), Some(judge)) = (best, region.last()) else {
        return Vec::new();
    };
    let mut beyond: Vec<(usize, f64)> = goals
        .iter()
        .map(|goal| goal.place)
        .zip(judge.implausibilities(&point))
        .filter(|(_, size)| *size > CUT)
        .collect();
    beyond.sort_by(|a, b| b.1.total_cmp(&a.1));
    beyond
}
