//! The steps of a calibration: replicates, screening, waves, and draws that fit.

use rayon::prelude::*;

use super::design::{candidate, latin_hypercube};
use super::emulator::Emulator;
use super::fit::{Effect, Fit, FittedDraw, Wave};
use super::posterior::{likely, spread};
use super::problem::{Problem, ProblemError};
use super::region::{CUT, Goal, Judge, Region};
use super::stages::{Progress, Settings, Stage};
use super::store::{Store, StoreError};

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

/// A point and what a run showed there.
type Run = (Vec<f64>, Vec<f64>);

/// What the steps share.
pub struct Work<'a> {
    pub problem: &'a Problem,
    pub store: &'a mut Store,
    pub progress: &'a Progress<'a>,
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
    pub fn replicates(&mut self, count: u32) -> Result<(Vec<f64>, Vec<f64>), StoreError> {
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
    pub fn screen(&mut self, chance: &[f64]) -> Result<(Vec<String>, Vec<Effect>), StoreError> {
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
    pub fn waves(
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
    pub fn accept(
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
            fit.refusing = most_often
                .map(|(count, goal)| (goal.place, share(count)))
                .collect();
            fit.refusing.sort_by(|a, b| b.1.total_cmp(&a.1));
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
pub fn ruled_out(
    seed: u64,
    region: &Region,
    goals: &[Goal],
    dimensions: usize,
) -> Vec<(usize, f64)> {
    let walks = (0..64u32).into_par_iter();
    let best = walks
        .map(|number| spread(region, seed, number, dimensions))
        .min_by(|a, b| a.1.total_cmp(&b.1));
    let Some((point, _)) = best else {
        return Vec::new();
    };
    let mut beyond: Vec<(usize, f64)> = goals
        .iter()
        .map(|goal| goal.place)
        .zip(region.implausibilities(&point))
        .filter(|(_, size)| *size > CUT)
        .collect();
    beyond.sort_by(|a, b| b.1.total_cmp(&a.1));
    beyond
}
