//! Does each lever of a scenario move what the report says that it moves, and that way?
//!
//! Each lever that a scenario sets is set back to the file on which the scenario builds, alone, and
//! the paired runs with and without it are compared. Where other levers of the scenario hide it (a
//! waiting list without any capacity, say), it is set alone on top of that file instead.

use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use super::estimate::{Moments, t_quantile};
use super::results::Estimate;
use crate::engine::{CELLS, Model, Record, Simulation, branch};
use crate::evidence::{Direction, LeverValues, Way};
use crate::programme::{LEVERS, LeverTable, Policy};
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

/// Tries every lever that the cases set, or those of `only`, by position of the registry. `done` is
/// called after each scenario in each replicate.
pub fn directions(
    model: &Model,
    cases: &[DirectionCase],
    known: &[Direction],
    only: Option<&[usize]>,
    settings: &DirectionSettings,
    done: &(dyn Fn() + Sync),
) -> Vec<DirectionRow> {
    let is_asked = |lever: &usize| only.is_none_or(|only| only.contains(lever));
    let plans: Vec<Plan<'_>> = cases
        .iter()
        .map(|case| Plan {
            case,
            trials: (0..LEVERS)
                .filter(is_asked)
                .filter_map(|lever| Trial::of(model, case, known, lever, settings.months))
                .collect(),
        })
        .collect();
    let within = measure(model, &plans, Setting::WithinScenario, settings, done);
    let is_hidden = |rows: &[DirectionRow]| rows.iter().all(|row| row.verdict() != Verdict::AsSaid);
    let hidden: Vec<Plan<'_>> = plans
        .into_iter()
        .zip(&within)
        .map(|(plan, rows)| Plan {
            case: plan.case,
            trials: plan
                .trials
                .into_iter()
                .zip(rows)
                .filter_map(|(trial, rows)| is_hidden(rows).then_some(trial))
                .collect(),
        })
        .collect();
    let alone = measure(model, &hidden, Setting::AloneOnBase, settings, &|| {});
    let mut rows = Vec::new();
    for (within, alone) in within.into_iter().zip(alone) {
        let mut alone = alone.into_iter();
        for own in within {
            let hidden = is_hidden(&own);
            rows.extend(own);
            if hidden {
                rows.extend(alone.next().unwrap_or_default());
            }
        }
    }
    rows
}

/// A scenario and which of its levers are tried, in the order of the registry.
struct Plan<'a> {
    case: &'a DirectionCase,
    trials: Vec<Trial>,
}

impl Plan<'_> {
    /// The run to which all trials are compared, and then one for each.
    fn policies(&self, setting: Setting, months: u16) -> Vec<Policy> {
        let (on, off) = (&self.case.policy, &self.case.base);
        let (common, other) = match setting {
            Setting::WithinScenario => (on, off),
            Setting::AloneOnBase => (off, on),
        };
        let trials = self.trials.iter();
        std::iter::once(common.clone())
            .chain(trials.map(|trial| common.reverting(trial.lever, other, months)))
            .collect()
    }

    /// What each trial counts at the end of the run of a policy of [`Self::policies`].
    fn counts(&self, policy: usize, record: &Record) -> Vec<Vec<f64>> {
        match policy.checked_sub(1) {
            None => self.trials.iter().map(|one| one.counts(record)).collect(),
            Some(trial) => vec![self.trials[trial].counts(record)],
        }
    }

    /// With each lever less without it, in one replicate.
    fn differences(
        &self,
        setting: Setting,
        settings: &DirectionSettings,
        start: Simulation<'_>,
    ) -> Vec<Vec<f64>> {
        let policies = self.policies(setting, settings.months);
        let policies: Vec<&Policy> = policies.iter().collect();
        let end = |policy: usize, run: &Simulation<'_>| self.counts(policy, run.record());
        let never = AtomicBool::new(false);
        let Some(mut common) = branch(start, &policies, settings.months, &never, &end) else {
            return Vec::new();
        };
        let others = common.split_off(1).into_iter().flatten();
        let pairs = common.into_iter().flatten().zip(others);
        pairs
            .map(|(common, other)| {
                let less = |(with, without): (f64, f64)| with - without;
                let pairs = common.into_iter().zip(other);
                match setting {
                    Setting::WithinScenario => pairs.map(less).collect(),
                    Setting::AloneOnBase => {
                        pairs.map(|(common, other)| less((other, common))).collect()
                    }
                }
            })
            .collect()
    }
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

    /// What its directions are about, in a run.
    fn counts(&self, record: &Record) -> Vec<f64> {
        let of = |direction: &Direction| {
            let outcomes = direction.outcomes.iter();
            outcomes.map(|&outcome| self.count(record, outcome)).sum()
        };
        self.directions.iter().map(of).collect()
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

/// All trials of all scenarios in paired replicates: for each scenario a list of rows for each trial.
fn measure(
    model: &Model,
    plans: &[Plan<'_>],
    setting: Setting,
    settings: &DirectionSettings,
    done: &(dyn Fn() + Sync),
) -> Vec<Vec<Vec<DirectionRow>>> {
    let found: Vec<Vec<Vec<Vec<f64>>>> = (0..settings.replicates)
        .into_par_iter()
        .map(|replicate| {
            let mut standing = Standing::new(model, settings, replicate);
            let of_plan = |plan: &Plan<'_>| {
                let differences = if plan.trials.is_empty() {
                    Vec::new()
                } else {
                    let start = standing.at(plan.case.base.at(0));
                    plan.differences(setting, settings, start)
                };
                done();
                differences
            };
            plans.iter().map(of_plan).collect()
        })
        .collect();
    let t = t_quantile(settings.replicates);
    let of_trial = |place: usize, plan: &Plan<'_>, number: usize| -> Vec<DirectionRow> {
        let directions = &plan.trials[number].directions;
        let mut moments = Moments::new(directions.len());
        for replicate in &found {
            moments.add(replicate[place][number].iter().copied());
        }
        let rows = directions.iter().enumerate();
        rows.map(|(cell, direction)| DirectionRow {
            scenario: plan.case.id.clone(),
            direction: direction.clone(),
            setting,
            difference: moments.estimate(cell, t),
        })
        .collect()
    };
    let of_plan = |(place, plan): (usize, &Plan<'_>)| {
        let trials = 0..plan.trials.len();
        trials.map(|number| of_trial(place, plan, number)).collect()
    };
    plans.iter().enumerate().map(of_plan).collect()
}

/// Standing states of a replicate: most scenarios begin alike.
struct Standing<'m> {
    model: &'m Model,
    settings: &'m DirectionSettings,
    replicate: u32,
    made: Vec<(LeverTable, Simulation<'m>)>,
}

impl<'m> Standing<'m> {
    fn new(model: &'m Model, settings: &'m DirectionSettings, replicate: u32) -> Self {
        Self {
            model,
            settings,
            replicate,
            made: Vec::new(),
        }
    }

    /// A run at its start under these levers.
    fn at(&mut self, levers: &LeverTable) -> Simulation<'m> {
        if let Some((_, start)) = self.made.iter().find(|(own, _)| own == levers) {
            return start.clone();
        }
        let DirectionSettings {
            seed,
            scale,
            months,
            ..
        } = *self.settings;
        let own = levers.clone();
        let start = Simulation::new(self.model, seed, self.replicate, scale, months, own);
        self.made.push((levers.clone(), start.clone()));
        start
    }
}

const _: () = assert!(CELLS == BOROUGHS * CELLS_OF_BOROUGH);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::Lever;
    use crate::vocabulary::Intervention;

    const SETTINGS: DirectionSettings = DirectionSettings {
        seed: 5,
        replicates: 2,
        scale: 0.02,
        months: 12,
    };

    /// A scenario that raises two levers, and one that changes nothing.
    fn cases(model: &Model) -> [DirectionCase; 2] {
        let base = Policy::constant(LeverTable::defaults(&model.levers).expect("defaults"));
        let months = SETTINGS.months;
        let raised = base.raising(Lever::SignallingSelfReport, 2.0, months);
        [
            DirectionCase {
                id: "raised".to_owned(),
                policy: raised.raising(Lever::GuidanceHours, 20.0, months),
                base: base.clone(),
            },
            DirectionCase {
                id: "same".to_owned(),
                policy: base.clone(),
                base,
            },
        ]
    }

    fn rows(model: &Model, only: Option<&[usize]>) -> Vec<DirectionRow> {
        let known = Direction::embedded(&model.levers).expect("directions");
        directions(model, &cases(model), &known, only, &SETTINGS, &|| {})
    }

    #[test]
    fn only_levers_that_differ_and_are_asked_for_are_tried() {
        let model = Model::embedded().expect("a model");
        let tried = |only: Option<&[usize]>| -> Vec<usize> {
            let mut levers: Vec<usize> = rows(&model, only)
                .iter()
                .inspect(|row| assert_eq!(row.scenario, "raised"))
                .map(|row| row.direction.lever)
                .collect();
            levers.dedup();
            levers
        };
        let [report, guidance] = [Lever::SignallingSelfReport, Lever::GuidanceHours];
        assert_eq!(tried(None), [report as usize, guidance as usize]);
        assert_eq!(tried(Some(&[guidance as usize])), [guidance as usize]);
        assert!(tried(Some(&[Lever::OutreachHours as usize])).is_empty());
    }

    #[test]
    fn the_difference_is_that_of_runs_with_and_without_the_lever() {
        let model = Model::embedded().expect("a model");
        let [case, _] = cases(&model);
        let lever = Lever::GuidanceHours as usize;
        let without = case.policy.reverting(lever, &case.base, SETTINGS.months);
        let started = |policy: &Policy| -> f64 {
            let of = |replicate| {
                let levers = case.base.at(0).clone();
                let DirectionSettings {
                    seed,
                    scale,
                    months,
                    ..
                } = SETTINGS;
                let mut run = Simulation::new(&model, seed, replicate, scale, months, levers);
                run.run_to(months, policy);
                let months = 1..=usize::from(months);
                let total = |month| {
                    run.record()
                        .total(month, Outcome::started(Intervention::ShortGuidance))
                };
                months.map(total).sum::<u64>() as f64
            };
            (of(0) + of(1)) / 2.0
        };
        let expected = started(&case.policy) - started(&without);
        assert!(expected > 0.0, "{expected}");
        let rows = rows(&model, Some(&[lever]));
        let row = rows
            .iter()
            .find(|row| row.direction.names == ["started_short_guidance"])
            .expect("a row");
        assert_eq!(row.setting, Setting::WithinScenario);
        assert!((row.difference.mean - expected).abs() < 1e-9);
    }
}
