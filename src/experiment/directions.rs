//! Does each lever of a scenario move what the report says that it moves, and that way?
//!
//! Each lever that a scenario sets is set back to the file on which the scenario builds, alone, and
//! the paired runs with and without it are compared. Where other levers of the scenario hide it (a
//! waiting list without any capacity, say), it is set alone on top of that file instead.

use rayon::prelude::*;

use super::estimate::{Moments, t_quantile};
use super::results::Estimate;
use crate::engine::{CELLS, Model, Record, Simulation};
use crate::evidence::{Direction, LeverValues, Way};
use crate::programme::{LEVERS, Policy};
use crate::vocabulary::{BOROUGHS, Borough, Outcome, OutcomeKind, RECORDED_AGES, Term};

const CELLS_OF_BOROUGH: usize = RECORDED_AGES * 2;

/// How the runs are made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DirectionSettings {
    /// Seed of all draws.
    pub seed: u64,
    /// Replicates.
    pub replicates: u32,
    /// Share of the full city.
    pub scale: f64,
    /// Months of a run.
    pub months: u16,
}

/// A scenario and what it builds on.
pub struct DirectionCase {
    /// Its name.
    pub id: String,
    /// Its levers.
    pub policy: Policy,
    /// The levers of the file on which it builds.
    pub base: Policy,
}

/// Against what a lever was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The scenario with it against the scenario without it.
    WithinScenario,
    /// The base with it against the base without it.
    AloneOnBase,
}

/// A lever in a scenario, an outcome, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct DirectionRow {
    /// The scenario.
    pub scenario: String,
    /// What the report says; `goes` is where it goes with the change that the scenario makes.
    pub direction: Direction,
    /// How it was tried.
    pub setting: Setting,
    /// With the lever less without it: a sum over the run, or the mean of its months for a stock, in
    /// the boroughs where the lever differs.
    pub difference: Estimate,
}

/// What can be said of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The whole interval lies on the expected side of zero.
    AsSaid,
    /// The whole interval lies on the other side.
    Contrary,
    /// Zero lies in the interval.
    Unclear,
}

impl DirectionRow {
    /// Does the interval lie where the report says?
    pub fn verdict(&self) -> Verdict {
        let found = match self.difference {
            Estimate { low, .. } if low > 0.0 => Way::Up,
            Estimate { high, .. } if high < 0.0 => Way::Down,
            _ => return Verdict::Unclear,
        };
        if found == self.direction.goes {
            Verdict::AsSaid
        } else {
            Verdict::Contrary
        }
    }
}

/// Tries every lever that the cases set. `done` is called after each scenario.
pub fn directions(
    model: &Model,
    cases: &[DirectionCase],
    known: &[Direction],
    settings: &DirectionSettings,
    done: &(dyn Fn() + Sync),
) -> Vec<DirectionRow> {
    let mut rows = Vec::new();
    for case in cases {
        rows.extend(of_case(model, case, known, settings));
        done();
    }
    rows
}

/// The rows of one scenario, lever by lever in the order of the registry.
fn of_case(
    model: &Model,
    case: &DirectionCase,
    known: &[Direction],
    settings: &DirectionSettings,
) -> Vec<DirectionRow> {
    let trials: Vec<Trial> = (0..LEVERS)
        .filter_map(|lever| Trial::of(model, case, known, lever, settings.months))
        .collect();
    let within = measure(model, case, &trials, Setting::WithinScenario, settings);
    let hidden: Vec<bool> = within
        .iter()
        .map(|rows| rows.iter().all(|row| row.verdict() != Verdict::AsSaid))
        .collect();
    let again: Vec<Trial> = trials
        .into_iter()
        .zip(&hidden)
        .filter_map(|(trial, &hidden)| hidden.then_some(trial))
        .collect();
    let mut alone = measure(model, case, &again, Setting::AloneOnBase, settings).into_iter();
    let mut rows = Vec::new();
    for (mut own, hidden) in within.into_iter().zip(hidden) {
        if hidden && let Some(alone) = alone.next() {
            own.extend(alone);
        }
        rows.extend(own);
    }
    rows
}

/// A lever that differs between a scenario and its base.
struct Trial {
    lever: usize,
    /// Where it differs.
    boroughs: [bool; BOROUGHS],
    directions: Vec<Direction>,
}

impl Trial {
    fn of(
        model: &Model,
        case: &DirectionCase,
        known: &[Direction],
        lever: usize,
        months: u16,
    ) -> Option<Self> {
        let mut boroughs = [false; BOROUGHS];
        let (mut raised, mut chosen) = (0.0, None);
        for month in 0..=months {
            for &borough in Borough::ALL {
                let of = |policy: &Policy| policy.at(month).value(lever, borough);
                let (own, base) = (of(&case.policy), of(&case.base));
                if own != base {
                    boroughs[borough.index()] = true;
                    raised += own - base;
                    chosen = Some(own as usize);
                }
            }
        }
        let chosen = chosen?;
        let is_choice = matches!(model.levers.at(lever).values, LeverValues::Choices(_));
        let directions = known
            .iter()
            .filter(|one| one.lever == lever && (!is_choice || one.choice == Some(chosen)))
            .cloned()
            .map(|mut one| {
                if !is_choice && raised < 0.0 {
                    one.goes = one.goes.reversed();
                }
                one
            })
            .collect();
        Some(Self {
            lever,
            boroughs,
            directions,
        })
    }

    /// What is compared: with and without the lever.
    fn policies(&self, case: &DirectionCase, setting: Setting, months: u16) -> [Policy; 2] {
        let (on, off) = (&case.policy, &case.base);
        match setting {
            Setting::WithinScenario => [on.clone(), on.reverting(self.lever, off, months)],
            Setting::AloneOnBase => [off.reverting(self.lever, on, months), off.clone()],
        }
    }

    /// The outcomes of each direction, with less without.
    fn differences(&self, [with, without]: [&Record; 2]) -> Vec<f64> {
        let of = |record: &Record, direction: &Direction| -> f64 {
            let outcomes = direction.outcomes.iter();
            outcomes.map(|&outcome| self.count(record, outcome)).sum()
        };
        let directions = self.directions.iter();
        directions
            .map(|one| of(with, one) - of(without, one))
            .collect()
    }

    fn count(&self, record: &Record, outcome: Outcome) -> f64 {
        let everywhere = outcome.is_of_the_city();
        let counts = |cell: usize| everywhere || self.boroughs[cell / CELLS_OF_BOROUGH];
        let total: u64 = (1..record.len())
            .flat_map(|month| {
                let cells = record.cells(month, outcome).iter().enumerate();
                cells.filter(|(cell, _)| counts(*cell))
            })
            .map(|(_, &number)| u64::from(number))
            .sum();
        if outcome.kind() == OutcomeKind::Stock {
            total as f64 / (record.len() - 1).max(1) as f64
        } else {
            total as f64
        }
    }
}

/// All trials of a case in paired replicates: a list of rows for each trial.
fn measure(
    model: &Model,
    case: &DirectionCase,
    trials: &[Trial],
    setting: Setting,
    settings: &DirectionSettings,
) -> Vec<Vec<DirectionRow>> {
    let shared = match setting {
        Setting::WithinScenario => &case.policy,
        Setting::AloneOnBase => &case.base,
    };
    if trials.is_empty() {
        return Vec::new();
    }
    let found: Vec<Vec<Vec<f64>>> = (0..settings.replicates)
        .into_par_iter()
        .map(|replicate| {
            let start = case.base.at(0).clone();
            let DirectionSettings {
                seed,
                scale,
                months,
                ..
            } = *settings;
            let start = Simulation::new(model, seed, replicate, scale, months, start);
            let run = |policy: &Policy| {
                let mut run = start.clone();
                run.run_to(months, policy);
                run.into_record()
            };
            let common = run(shared);
            let compared = trials.iter().map(|trial| {
                let [with, without] = trial.policies(case, setting, months);
                match setting {
                    Setting::WithinScenario => trial.differences([&common, &run(&without)]),
                    Setting::AloneOnBase => trial.differences([&run(&with), &common]),
                }
            });
            compared.collect()
        })
        .collect();
    let t = t_quantile(settings.replicates);
    let rows = trials.iter().enumerate().map(|(place, trial)| {
        let mut moments = Moments::new(trial.directions.len());
        for replicate in &found {
            moments.add(replicate[place].iter().copied());
        }
        let directions = trial.directions.iter().enumerate();
        directions
            .map(|(cell, direction)| DirectionRow {
                scenario: case.id.clone(),
                direction: direction.clone(),
                setting,
                difference: moments.estimate(cell, t),
            })
            .collect()
    });
    rows.collect()
}

const _: () = assert!(CELLS == BOROUGHS * CELLS_OF_BOROUGH);
