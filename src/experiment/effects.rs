//! Which levers changed nothing?
//!
//! Each lever that a scenario changes is set back to the base, alone, and the run is repeated: if
//! every number about residents stays the same, the lever had no effect. Hours, places and costs in
//! the books are looked at apart: more of them that nobody uses help nobody. A small city shows most
//! effects at once; where it shows none, the run is repeated at the full scale before anything is
//! said.

use super::compare::Settings;
use super::results::{LeverEffect, NoEffect};
use crate::engine::{Model, Record, Simulation};
use crate::programme::Policy;
use crate::scenario::{Scenario, Timeline};
use crate::vocabulary::{BOROUGHS, Borough, Outcome, OutcomeKind, Term, Unit};

/// Share of the city that is tried first.
const SMALL: f64 = 0.05;

pub(super) fn run(model: &Model, settings: &Settings, scale: f64, policy: &Policy) -> Record {
    let start = policy.at(0).clone();
    let mut simulation = Simulation::new(model, settings.seed, 0, scale, settings.months, start);
    simulation.run_to(settings.months, policy);
    simulation.into_record()
}

pub(super) fn without_effect(
    model: &Model,
    settings: &Settings,
    scenarios: &[Scenario],
) -> Vec<LeverEffect> {
    let base = &scenarios[settings.base];
    let mut found = Vec::new();
    for (number, scenario) in scenarios.iter().enumerate() {
        for lever in &scenario.changed_levers {
            let Some((position, _)) = model.levers.find(lever) else {
                continue;
            };
            let without = scenario
                .policy
                .reverting(position, &base.policy, settings.months);
            if without == scenario.policy {
                continue;
            }
            let found_so = unmoved(model, settings, [&scenario.policy, &without]);
            if let Some(Unmoved { record, booked }) = found_so {
                found.push(LeverEffect {
                    scenario: number,
                    lever: lever.clone(),
                    booked,
                    reason: reason(model, settings, [base, scenario], position, &record),
                });
            }
        }
    }
    found
}

/// Two runs in which the residents live the same lives.
struct Unmoved {
    record: Record,
    /// Do the books differ?
    booked: bool,
}

/// What two policies have in common, if they have, at the largest scale tried.
fn unmoved(model: &Model, settings: &Settings, policies: [&Policy; 2]) -> Option<Unmoved> {
    let same = |scale: f64| {
        let [with, without] = policies.map(|policy| run(model, settings, scale, policy));
        same_lives(&with, &without).then(|| Unmoved {
            booked: with != without,
            record: with,
        })
    };
    let small = same(SMALL.min(settings.scale))?;
    if settings.scale <= SMALL {
        return Some(small);
    }
    same(settings.scale)
}

fn same_lives(one: &Record, other: &Record) -> bool {
    (0..one.len()).all(|month| {
        let lives = Outcome::ALL.iter().filter(|outcome| {
            outcome.kind() != OutcomeKind::Ledger || outcome.unit() == Unit::Persons
        });
        lives
            .copied()
            .all(|outcome| one.cells(month, outcome) == other.cells(month, outcome))
    })
}

/// What kept a lever from moving anything, as far as levers and record show it.
fn reason(
    model: &Model,
    settings: &Settings,
    [base, scenario]: [&Scenario; 2],
    lever: usize,
    record: &Record,
) -> Option<NoEffect> {
    let timeline = Timeline {
        start: Model::START,
        months: settings.months,
    };
    let levers = &model.levers;
    if let Some(lacking) = scenario.lacking(base, lever, levers, &timeline) {
        return Some(NoEffect::Without(lacking.to_vec()));
    }
    let changed: Vec<Borough> = base
        .differences(scenario, levers, &timeline)
        .into_iter()
        .filter(|change| change.lever == lever)
        .flat_map(|change| change.area.boroughs.unwrap_or(Borough::ALL.to_vec()))
        .collect();
    let never = |outcome: &Outcome| {
        (0..record.len()).all(|month| {
            let cells = record.cells(month, *outcome);
            let width = cells.len() / BOROUGHS;
            changed.iter().all(|borough| {
                let own = borough.index() * width..(borough.index() + 1) * width;
                cells[own].iter().all(|&count| count == 0)
            })
        })
    };
    if never(&Outcome::Population) {
        return Some(NoEffect::NoResident);
    }
    let mut outcomes = levers.at(lever).links.outcomes();
    outcomes.find(never).map(NoEffect::Never)
}
