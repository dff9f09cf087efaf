//! Which levers changed nothing?
//!
//! Each lever that a scenario changes is set back to the base, alone, and the run is repeated: if
//! every number about residents stays the same, the lever had no effect. Hours, places and costs in
//! the books are looked at apart: more of them that nobody uses help nobody. A small city shows most
//! effects at once; where it shows none, the run is repeated at the full scale before anything is
//! said.

use rayon::prelude::*;

use super::compare::Settings;
use super::results::{LeverEffect, NoEffect};
use crate::engine::{Model, Record, Simulation, cell};
use crate::programme::Policy;
use crate::scenario::{Area, Scenario, Timeline};
use crate::vocabulary::{
    BOROUGHS, Borough, Outcome, OutcomeKind, RECORDED, RecordedAge, Term, Unit,
};

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
        let reverted = reverted(model, settings, base, scenario);
        for (lever, Unmoved { record, booked }) in unmoved(model, settings, scenario, reverted) {
            found.push(LeverEffect {
                scenario: number,
                lever: model.levers.at(lever).id.clone(),
                booked,
                reason: reason(model, settings, [base, scenario], lever, &record),
            });
        }
    }
    found
}

/// For each lever that a scenario changes, by position, the policy in which it alone is set back.
fn reverted(
    model: &Model,
    settings: &Settings,
    base: &Scenario,
    scenario: &Scenario,
) -> Vec<(usize, Policy)> {
    let changed = scenario.changed_levers.iter();
    changed
        .filter_map(|lever| {
            let (position, _) = model.levers.find(lever)?;
            let without = scenario
                .policy
                .reverting(position, &base.policy, settings.months);
            (without != scenario.policy).then_some((position, without))
        })
        .collect()
}

/// A run without a lever in which the residents live the same lives as with it.
struct Unmoved {
    record: Record,
    /// Do the books differ?
    booked: bool,
}

/// The levers that change no life, at the largest scale tried.
fn unmoved(
    model: &Model,
    settings: &Settings,
    scenario: &Scenario,
    mut levers: Vec<(usize, Policy)>,
) -> Vec<(usize, Unmoved)> {
    let mut found = Vec::new();
    for scale in [SMALL.min(settings.scale), settings.scale] {
        if levers.is_empty() {
            return Vec::new();
        }
        let with = run(model, settings, scale, &scenario.policy);
        found = levers
            .into_par_iter()
            .filter_map(|(lever, policy)| {
                let record = run_while_the_same(model, settings, scale, &policy, &with)?;
                let booked = record != with;
                Some((lever, policy, Unmoved { record, booked }))
            })
            .collect();
        if settings.scale <= SMALL {
            break;
        }
        levers = found
            .iter()
            .map(|(lever, policy, _)| (*lever, policy.clone()))
            .collect();
    }
    let found = found.into_iter();
    found.map(|(lever, _, unmoved)| (lever, unmoved)).collect()
}

/// The record of a policy, or nothing as soon as a life differs from those in another record.
fn run_while_the_same(
    model: &Model,
    settings: &Settings,
    scale: f64,
    policy: &Policy,
    other: &Record,
) -> Option<Record> {
    let start = policy.at(0).clone();
    let mut simulation = Simulation::new(model, settings.seed, 0, scale, settings.months, start);
    for month in 0..=settings.months {
        simulation.run_to(month, policy);
        if !same_lives(simulation.record(), other, usize::from(month)) {
            return None;
        }
    }
    Some(simulation.into_record())
}

/// Does everything that is counted of residents agree in a month?
fn same_lives(one: &Record, other: &Record, month: usize) -> bool {
    let of_lives = |outcome: &&Outcome| {
        outcome.kind() != OutcomeKind::Ledger || outcome.unit() == Unit::Persons
    };
    let mut lives = Outcome::ALL[..RECORDED].iter().filter(of_lives);
    lives.all(|&outcome| one.cells(month, outcome) == other.cells(month, outcome))
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
    let changed: Vec<Area> = base
        .differences(scenario, levers, &timeline)
        .into_iter()
        .filter(|change| change.lever == lever)
        .map(|change| change.area)
        .collect();
    if !lived_in(record, &changed) {
        return Some(NoEffect::NoResident);
    }
    let never = |outcome: &Outcome| {
        (0..record.len()).all(|month| {
            let cells = record.cells(month, *outcome);
            let width = cells.len() / BOROUGHS;
            let mut boroughs = changed.iter().flat_map(boroughs_of);
            boroughs.all(|borough| {
                let own = borough.index() * width..(borough.index() + 1) * width;
                cells[own].iter().all(|&count| count == 0)
            })
        })
    };
    let mut outcomes = levers.at(lever).links.outcomes();
    outcomes.find(never).map(NoEffect::Never)
}

fn boroughs_of(area: &Area) -> &[Borough] {
    area.boroughs.as_deref().unwrap_or(Borough::ALL)
}

/// Does anybody of the boroughs and ages of some areas ever live there?
fn lived_in(record: &Record, areas: &[Area]) -> bool {
    let lives = |month: usize, borough: Borough, age: RecordedAge| {
        let mut sexes = [0, 1]
            .map(|sex| cell(borough.index(), age, sex))
            .into_iter();
        sexes.any(|cell| record.get(month, Outcome::Population, cell) > 0)
    };
    areas.iter().any(|area| {
        let ages = area.ages.as_deref().unwrap_or(&RecordedAge::ALL);
        let places = boroughs_of(area)
            .iter()
            .flat_map(|&borough| ages.iter().map(move |&age| (borough, age)));
        let mut places = places;
        places.any(|(borough, age)| (0..record.len()).any(|month| lives(month, borough, age)))
    })
}
