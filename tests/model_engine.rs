//! The engine's promises (MODEL.md section 6): the same bits on any number of threads, pairing of
//! scenarios, snapshots that go on, and balances that hold in every month.

use std::sync::atomic::AtomicBool;

use isolement::chance::{Draws, Purpose};
use isolement::engine::{Model, Record, Simulation, branch};
use isolement::evidence::{Registry, Value};
use isolement::programme::{LEVERS, Lever, LeverTable, Policy};
use isolement::vocabulary::{Borough, Outcome, Resource, Term};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

const SEED: u64 = 2007;

fn model() -> Model {
    Model::embedded().expect("a model")
}

fn defaults(model: &Model) -> LeverTable {
    LeverTable::defaults(&model.levers).expect("levers")
}

/// The defaults with some levers set in every borough.
fn levers(model: &Model, values: &[(Lever, f64)]) -> LeverTable {
    let mut table = defaults(model);
    for &(lever, value) in values {
        for &borough in Borough::ALL {
            table.set(lever as usize, borough, value);
        }
    }
    table
}

/// Much of everything: many signals, hours, places and volunteers.
fn generous(model: &Model) -> LeverTable {
    levers(
        model,
        &[
            (Lever::SignallingNaturalInflow, 4.0),
            (Lever::SignallingGeneralPractitioners, 4.0),
            (Lever::SignallingGroupActivities, 4.0),
            (Lever::ActivitiesPlaces, 200.0),
            (Lever::GuidanceHours, 200.0),
            (Lever::CoordinationHours, 50.0),
            (Lever::VolunteersEnquiries, 20000.0),
            (Lever::VolunteersSpecialised, 0.3),
            (Lever::VolunteersAcademy, 0.5),
            (Lever::OutreachHours, 50.0),
            (Lever::SocialWorkHours, 100.0),
            (Lever::MonitoringHours, 20.0),
            (Lever::CarerSupportHours, 20.0),
            (Lever::PreventiveVisitsHours, 20.0),
            (Lever::ActivitiesHours, 200.0),
            (Lever::TelephonePlaces, 10.0),
            (Lever::SpecialistPlaces, 10.0),
            (Lever::PeerMatchingPairs, 2000.0),
            (Lever::SignallingPublicity, 12.0),
        ],
    )
}

fn run(model: &Model, replicate: u32, scale: f64, months: u16, policy: &Policy) -> Record {
    let start = policy.at(0).clone();
    let mut simulation = Simulation::new(model, SEED, replicate, scale, months, start);
    simulation.run_to(months, policy);
    simulation.into_record()
}

/// Numbers of months 0 up to and including `month`.
fn until(record: &Record, month: usize) -> &[u32] {
    let size = record.numbers().len() / record.len();
    &record.numbers()[..size * (month + 1)]
}

#[test]
fn one_two_and_four_threads_give_the_same_bits() {
    let model = model();
    let policy = Policy::constant(generous(&model));
    let on = |threads: usize| -> Vec<Record> {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("a pool").install(|| {
            (0..6)
                .into_par_iter()
                .map(|replicate| run(&model, replicate, 0.05, 12, &policy))
                .collect()
        })
    };
    let one = on(1);
    assert!(one == on(2), "two threads differ from one");
    assert!(one == on(4), "four threads differ from one");
    assert!(one[0] != one[1], "replicates are different runs");
}

#[test]
fn a_policy_with_equal_levers_gives_the_same_bits() {
    let model = model();
    let base = Policy::constant(defaults(&model));
    let null = Policy::from_months((0..24).map(|_| defaults(&model)));
    assert_eq!(base.first_difference(&null), None);
    assert!(run(&model, 0, 0.05, 24, &base) == run(&model, 0, 0.05, 24, &null));
}

/// Policies that change levers in a few months at random, some of them alike for a long time or always.
fn random_policies(model: &Model, draws: &Draws, months: u16) -> Vec<Policy> {
    let choices = [
        defaults(model),
        levers(model, &[(Lever::GuidanceHours, 30.0)]),
        levers(model, &[(Lever::SignallingNaturalInflow, 3.0)]),
    ];
    let word = |policy: u64, ordinal: u32| draws.word(policy, Purpose(0), ordinal) as usize;
    let policy = |number: u64| {
        let from = word(number, 0) % usize::from(months);
        let (early, late) = (word(number, 1) % 2, word(number, 2) % choices.len());
        let of = |month: u16| {
            if usize::from(month) < from {
                early
            } else {
                late
            }
        };
        Policy::from_months((0..=months).map(|month| choices[of(month)].clone()))
    };
    (0..6).map(policy).collect()
}

#[test]
fn branches_of_a_common_past_give_the_bits_of_runs_of_their_own() {
    const MONTHS: u16 = 30;
    let (model, goes_on) = (model(), AtomicBool::new(false));
    let (mut shared, mut differ) = (0, 0);
    for case in 0..8 {
        let policies = random_policies(&model, &Draws::new(case, 0), MONTHS);
        let start = policies[0].at(0).clone();
        let start = Simulation::new(&model, SEED, 0, 0.02, MONTHS, start);
        let alone = policies.iter().map(|policy| {
            let mut run = start.clone();
            run.run_to(MONTHS, policy);
            run.into_record()
        });
        let alone: Vec<Record> = alone.collect();
        let all: Vec<&Policy> = policies.iter().collect();
        let end = |_: usize, run: &Simulation<'_>| run.record().clone();
        let together = branch(start.clone(), &all, MONTHS, &goes_on, &end).expect("all ended");
        assert!(alone == together, "case {case}");
        shared += alone.iter().skip(1).filter(|one| **one == alone[0]).count();
        differ += alone.iter().skip(1).filter(|one| **one != alone[0]).count();
    }
    assert!(shared > 0 && differ > 0, "{shared} alike, {differ} not");
}

#[test]
fn branches_that_are_stopped_give_nothing() {
    let model = model();
    let policy = Policy::constant(defaults(&model));
    let start = Simulation::new(&model, SEED, 0, 0.01, 12, defaults(&model));
    let stopped = branch(start, &[&policy], 12, &AtomicBool::new(true), &|_, _| ());
    assert!(stopped.is_none());
}

#[test]
fn a_model_built_twice_gives_the_same_bits() {
    let (first, second) = (model(), model());
    let policy = Policy::constant(defaults(&first));
    assert!(run(&first, 3, 0.05, 6, &policy) == run(&second, 3, 0.05, 6, &policy));
}

#[test]
fn a_lever_that_starts_in_month_37_changes_nothing_before_it() {
    const FIRST: u16 = 37;
    const MONTHS: u16 = 42;
    let model = model();
    // With enough volunteers that some stop in the last months.
    let running = [
        (Lever::VolunteersEnquiries, 5000.0),
        (Lever::CoordinationHours, 20.0),
    ];
    let standing = levers(&model, &running);
    let base = run(&model, 0, 0.05, MONTHS, &Policy::constant(standing.clone()));
    let changes = [
        (Lever::SignallingNaturalInflow, 4.0),
        (Lever::ActivitiesPlaces, 100.0),
        (Lever::GuidanceHours, 100.0),
        (Lever::VolunteersEnquiries, 10000.0),
        (Lever::VolunteersLeaving, 3.0),
        (Lever::ProgrammeMinimumAge, 75.0),
    ];
    let differing: Vec<bool> = changes
        .par_iter()
        .map(|&change| {
            let table = levers(&model, &[running[0], running[1], change]);
            let later = Policy::from_months((0..=MONTHS).map(|month| {
                if month < FIRST {
                    standing.clone()
                } else {
                    table.clone()
                }
            }));
            let later = run(&model, 0, 0.05, MONTHS, &later);
            let before = usize::from(FIRST) - 1;
            assert!(
                until(&base, before) == until(&later, before),
                "{change:?} works before its time"
            );
            base != later
        })
        .collect();
    assert!(
        differing.iter().all(|&differs| differs),
        "a lever changed nothing: {differing:?} of {changes:?}"
    );
}

#[test]
fn a_snapshot_goes_on_with_the_same_bits() {
    let model = model();
    let policy = Policy::constant(generous(&model));
    let start = policy.at(0).clone();
    let mut simulation = Simulation::new(&model, SEED, 1, 0.05, 24, start);
    simulation.run_to(11, &policy);
    let mut snapshot = simulation.clone();
    let other = Policy::constant(defaults(&model));
    let mut branch = simulation.clone();
    branch.run_to(24, &other);
    simulation.run_to(24, &policy);
    snapshot.run_to(24, &policy);
    assert!(simulation.record() == snapshot.record());
    assert!(simulation.events() == snapshot.events());
    assert!(*snapshot.record() == run(&model, 1, 0.05, 24, &policy));
    assert!(
        branch.record() != snapshot.record(),
        "a branch under another policy differs"
    );
    let people = |simulation: &Simulation<'_>| -> Vec<_> {
        let city = simulation.city();
        let all = city
            .ids()
            .map(|id| (*city.person(id), city.ties(id).to_vec()));
        all.collect()
    };
    assert!(people(&simulation) == people(&snapshot));
}

fn balances_every_month(policy: &Policy, model: &Model, scale: f64, months: u16) -> Record {
    let start = policy.at(0).clone();
    let mut simulation = Simulation::new(model, SEED, 2, scale, months, start);
    assert_eq!(simulation.check(), Ok(()), "standing state");
    for month in 1..=months {
        simulation.step(policy);
        assert_eq!(simulation.check(), Ok(()), "month {month}");
    }
    simulation.into_record()
}

#[test]
fn everything_balances_in_every_month_of_regular_practice() {
    let model = model();
    balances_every_month(&Policy::constant(defaults(&model)), &model, 0.05, 12);
}

#[test]
fn everything_balances_in_every_month_of_a_large_programme() {
    let model = model();
    let policy = Policy::constant(generous(&model));
    let record = balances_every_month(&policy, &model, 0.1, 12);
    // Otherwise the check has looked at an empty programme.
    more_than_20(&record, &[Outcome::InHelp, Outcome::Volunteers]);
}

#[test]
fn everything_balances_in_every_month_without_places_and_social_work() {
    let model = model();
    let mut table = generous(&model);
    for &borough in Borough::ALL {
        table.set(Lever::ActivitiesPlaces as usize, borough, 0.0);
        table.set(Lever::SocialWorkHours as usize, borough, 0.0);
    }
    let record = balances_every_month(&Policy::constant(table), &model, 0.1, 12);
    more_than_20(&record, &[Outcome::Volunteers, Outcome::Matches]);
}

fn more_than_20(record: &Record, outcomes: &[Outcome]) {
    for &outcome in outcomes {
        let number = record.total(record.len() - 1, outcome);
        assert!(number > 20, "{outcome:?}: {number}");
    }
}

#[test]
fn everything_balances_while_levers_swing() {
    let model = model();
    let small = levers(
        &model,
        &[
            (Lever::GuidanceHours, 0.0),
            (Lever::ActivitiesPlaces, 0.0),
            (Lever::CoordinationHours, 0.0),
            (Lever::VolunteersEnquiries, 0.0),
            (Lever::VolunteersLeaving, 3.0),
            (Lever::ProgrammeMinimumAge, 75.0),
        ],
    );
    let policy = Policy::from_months((0..16).map(|month| match month / 5 {
        1 => small.clone(),
        _ => generous(&model),
    }));
    balances_every_month(&policy, &model, 0.05, 15);
}

#[test]
fn no_more_hours_are_used_than_there_are() {
    let model = model();
    let hours = 12.0;
    let table = levers(
        &model,
        &[
            (Lever::GuidanceHours, hours),
            (Lever::SignallingNaturalInflow, 4.0),
        ],
    );
    let policy = Policy::constant(table);
    let mut simulation = Simulation::new(&model, SEED, 0, 0.1, 12, policy.at(0).clone());
    let mut used = 0;
    for month in 1..=12 {
        simulation.step(&policy);
        let record = simulation.record();
        for &resource in Resource::ALL {
            let there_are = record.total(month, Outcome::available(resource));
            let were_used = record.total(month, Outcome::used(resource));
            assert!(were_used <= there_are, "month {month}, {resource:?}");
            used += were_used;
        }
        let minutes = record.total(month, Outcome::available(Resource::Advisers)) as f64;
        let older = record.census(0.1).older.iter().sum::<u32>();
        let insured = policy.at(0).city(Lever::GuidanceInsuredHours);
        // Newcomers and birthdays of the month may come before the accounts are opened.
        let given = (hours + insured) * 60.0 * f64::from(older) / 1000.0;
        assert!((minutes / given - 1.0).abs() < 0.01, "{minutes} of {given}");
    }
    assert!(used > 0, "hours are used");
}

#[test]
fn newcomers_are_the_same_people_under_every_policy() {
    const MONTHS: u16 = 24;
    let model = model();
    let keys = |table: LeverTable| -> (Vec<u64>, Record) {
        let policy = Policy::constant(table.clone());
        let mut simulation = Simulation::new(&model, SEED, 0, 0.1, MONTHS, table);
        simulation.run_to(MONTHS, &policy);
        let city = simulation.city();
        let keys = city.ids().map(|id| city.person(id).key).collect();
        (keys, simulation.into_record())
    };
    let ((base, base_record), (much, much_record)) =
        rayon::join(|| keys(defaults(&model)), || keys(generous(&model)));
    assert!(base_record != much_record, "the policies do something");
    assert_eq!(base.len(), much.len());
    assert!(base == much, "a position holds somebody else");
    let start = base_record.total(0, Outcome::Population) as usize;
    assert!(base.len() > start + start / 10, "there are newcomers");
    let mut distinct = base.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(
        distinct.len(),
        base.len(),
        "two residents share an identity"
    );
}

#[test]
fn of_68_volunteers_in_three_years_about_28_are_left() {
    const MONTHS: u16 = 36;
    const REPLICATES: u32 = 6;
    const SCALE: f64 = 0.25;
    // Who comes forward is suitable here, so that exactly 68 start.
    let registry = Registry::embedded()
        .and_then(|all| all.with("volunteers.suitable", Value::List(vec![1.0, 1.0])))
        .expect("a registry");
    let model = Model::new(registry).expect("a model");
    // The lever is per year in the full city: four times as many in a quarter of it.
    let table = levers(
        &model,
        &[
            (Lever::VolunteersEnquiries, 68.0 / 3.0 / SCALE),
            (Lever::CoordinationHours, 50.0),
        ],
    );
    let policy = Policy::constant(table);
    let left: Vec<(u64, u64)> = (0..REPLICATES)
        .into_par_iter()
        .map(|replicate| {
            let record = run(&model, replicate, SCALE, MONTHS, &policy);
            let started = (1..record.len()).map(|m| record.total(m, Outcome::VolunteersStarted));
            let left = record.total(usize::from(MONTHS), Outcome::Volunteers);
            (started.sum(), left)
        })
        .collect();
    eprintln!("started, left: {left:?}");
    for &(started, _) in &left {
        // The last may start a month late, and for one nobody willing may be found.
        assert!((66..=68).contains(&started), "{left:?}");
    }
    // Standard deviation 4 in one run, so 1.7 in the mean of six: the margin is above two of it.
    let mean = left.iter().map(|&(_, left)| left as f64).sum::<f64>() / f64::from(REPLICATES);
    assert!((24.0..=32.0).contains(&mean), "{mean} left: {left:?}");
}

#[test]
fn every_lever_has_a_place() {
    assert_eq!(model().levers.iter().count(), LEVERS);
}
