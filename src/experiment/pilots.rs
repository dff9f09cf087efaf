//! The six pilots of 2007-2010: what the report says of them against what the model makes of them.

use rayon::prelude::*;

use super::estimate::Moments;
use crate::engine::{CELLS, Model, Record, Simulation, cell};
use crate::evidence::{PilotTarget, TargetUnit};
use crate::programme::Policy;
use crate::vocabulary::{CalendarMonth, Outcome, OutcomeKind, RECORDED_AGES, Term, Unit};

const MINUTES_AN_HOUR: f64 = 60.0;
const PERCENT: f64 = 100.0;

/// How the pilots are run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PilotSettings {
    /// Seed of all draws.
    pub seed: u64,
    /// Replicates.
    pub replicates: u32,
    /// Share of the full city; numbers are scaled up to the full city.
    pub scale: f64,
}

/// A target and what the model makes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PilotRow {
    /// What the report says.
    pub target: PilotTarget,
    /// What the model says; none when in no replicate there was anything to divide by.
    pub model: Option<Spread>,
}

/// A number over replicates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Standard deviation; zero with one replicate.
    pub deviation: f64,
    /// Lowest.
    pub least: f64,
    /// Highest.
    pub most: f64,
}

impl PilotRow {
    /// Does what the report says lie within the spread of the replicates?
    pub fn is_met(&self) -> bool {
        let [low, high] = self.target.range;
        self.model
            .is_some_and(|model| model.least <= high && low <= model.most)
    }
}

/// The last month of any window, counted from the start of the run.
pub fn months(targets: &[PilotTarget]) -> u16 {
    let last = targets.iter().map(|target| place(target.window[1])).max();
    u16::try_from(last.unwrap_or(0)).unwrap_or(u16::MAX)
}

/// Runs the pilots and the regular practice on paired replicates. `done` is called after each.
pub fn pilots(
    model: &Model,
    scenario: &Policy,
    regular: &Policy,
    targets: Vec<PilotTarget>,
    settings: &PilotSettings,
    done: &(dyn Fn() + Sync),
) -> Vec<PilotRow> {
    let months = months(&targets);
    let values: Vec<Vec<Option<f64>>> = (0..settings.replicates)
        .into_par_iter()
        .map(|replicate| {
            let records = run(model, [scenario, regular], settings, replicate, months);
            done();
            targets
                .iter()
                .map(|target| value(target, &records, settings.scale))
                .collect()
        })
        .collect();
    let of_target = |place: usize| values.iter().filter_map(move |row| row[place]);
    targets
        .into_iter()
        .enumerate()
        .map(|(place, target)| PilotRow {
            model: spread(of_target(place)),
            target,
        })
        .collect()
}

/// One replicate of both policies, which are the same until they differ.
fn run(
    model: &Model,
    policies: [&Policy; 2],
    settings: &PilotSettings,
    replicate: u32,
    months: u16,
) -> [Record; 2] {
    let [scenario, regular] = policies;
    let levers = regular.at(0).clone();
    let mut start = Simulation::new(
        model,
        settings.seed,
        replicate,
        settings.scale,
        months,
        levers,
    );
    let differ = scenario.first_difference(regular).unwrap_or(months);
    start.run_to(differ.saturating_sub(1).min(months), regular);
    policies.map(|policy| {
        let mut simulation = start.clone();
        simulation.run_to(months, policy);
        simulation.into_record()
    })
}

/// Month of the run; 0 is the standing state before the first.
fn place(month: CalendarMonth) -> usize {
    usize::try_from(month.since(Model::START) + 1).unwrap_or(0)
}

/// What a run says of a target; none when there is nothing to divide by.
fn value(target: &PilotTarget, [own, regular]: &[Record; 2], scale: f64) -> Option<f64> {
    let total = |outcomes: &[Outcome], record: &Record| -> f64 {
        outcomes
            .iter()
            .map(|&outcome| count(record, target, outcome))
            .sum()
    };
    let beyond = |outcomes: &[Outcome]| {
        let here = total(outcomes, own);
        if target.beyond_regular {
            here - total(outcomes, regular)
        } else {
            here
        }
    };
    let number = beyond(&target.outcomes);
    if target.unit == TargetUnit::Persons {
        return Some(number / scale);
    }
    let per = beyond(&target.per);
    let factor = if target.unit == TargetUnit::Percent {
        PERCENT
    } else {
        1.0
    };
    (per > 0.0).then(|| factor * number / per)
}

/// An outcome over the window of a target: flows added up, stocks at the end.
fn count(record: &Record, target: &PilotTarget, outcome: Outcome) -> f64 {
    let [first, last] = target.window.map(place);
    let first = if outcome.kind() == OutcomeKind::Stock {
        last
    } else {
        first
    };
    let cells = match target.borough {
        None => 0..CELLS,
        Some(borough) => {
            let first = cell(borough.index(), crate::vocabulary::RecordedAge::ALL[0], 0);
            first..first + RECORDED_AGES * 2
        }
    };
    let total: u64 = (first..=last)
        .flat_map(|month| &record.cells(month, outcome)[cells.clone()])
        .map(|&number| u64::from(number))
        .sum();
    let minutes = outcome.kind() == OutcomeKind::Ledger && outcome.unit() == Unit::Hours;
    total as f64 / if minutes { MINUTES_AN_HOUR } else { 1.0 }
}

fn spread(values: impl Iterator<Item = f64>) -> Option<Spread> {
    let mut moments = Moments::new(1);
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values {
        moments.add(std::iter::once(value));
        least = least.min(value);
        most = most.max(value);
    }
    (least <= most).then(|| Spread {
        mean: moments.mean(0),
        deviation: moments.variance(0).sqrt(),
        least,
        most,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{Lever, LeverTable};
    use crate::vocabulary::Borough;

    fn rows(scenario: impl Fn(&mut LeverTable)) -> Vec<PilotRow> {
        let model = Model::embedded().expect("a model");
        let defaults = LeverTable::defaults(&model.levers).expect("levers");
        let mut changed = defaults.clone();
        scenario(&mut changed);
        let later = Policy::from_months((0..40).map(|month| {
            if month < 2 {
                defaults.clone()
            } else {
                changed.clone()
            }
        }));
        let settings = PilotSettings {
            seed: 5,
            replicates: 2,
            scale: 0.2,
        };
        let targets = PilotTarget::embedded().expect("targets");
        let regular = Policy::constant(defaults);
        pilots(&model, &later, &regular, targets, &settings, &|| ())
    }

    #[test]
    fn a_scenario_that_changes_nothing_adds_nothing_to_the_regular_practice() {
        let rows = rows(|_| {});
        let added: Vec<&PilotRow> = rows
            .iter()
            .filter(|row| row.target.beyond_regular && row.target.unit == TargetUnit::Persons)
            .collect();
        assert!(!added.is_empty());
        for row in added {
            let model = row.model.expect("a number");
            assert_eq!((model.least, model.most), (0.0, 0.0), "{row:?}");
        }
    }

    #[test]
    fn a_borough_without_hours_reaches_nobody_and_has_no_mean_hours() {
        let rows = rows(|levers| {
            let none = [
                Lever::GuidanceHours,
                Lever::GuidanceInsuredHours,
                Lever::SocialWorkHours,
                Lever::CarerSupportHours,
                Lever::MonitoringHours,
            ];
            for lever in none {
                levers.set(lever as usize, Borough::Delfshaven, 0.0);
            }
        });
        let of_borough = |borough| {
            let here = move |row: &&PilotRow| row.target.borough == Some(borough);
            rows.iter().filter(here)
        };
        for row in of_borough(Borough::Delfshaven) {
            // What had begun in the first month is stopped, not ended.
            let least = row.model.map(|model| model.least);
            match row.target.unit {
                TargetUnit::Persons => assert_eq!(least, Some(0.0), "{row:?}"),
                _ => assert_eq!(least, None, "{row:?}"),
            }
        }
        assert!(of_borough(Borough::Feijenoord).any(|row| row.model.is_some_and(|m| m.most > 0.0)));
    }
}
