//! Hours and places: what happens without them, with twice as many, and that they always balance.

use isolement::engine::{Model, Simulation};
use isolement::evidence::LeverValues;
use isolement::programme::{Lever, LeverTable, Policy, Stage};
use isolement::vocabulary::{Borough, Outcome, Resource, Term};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const HOURS: [Lever; 7] = [
    Lever::GuidanceHours,
    Lever::GuidanceInsuredHours,
    Lever::SocialWorkHours,
    Lever::MonitoringHours,
    Lever::CarerSupportHours,
    Lever::ActivitiesHours,
    Lever::CoordinationHours,
];
const OTHER_CAPACITY: [Lever; 7] = [
    Lever::OutreachHours,
    Lever::PreventiveVisitsHours,
    Lever::ActivitiesPlaces,
    Lever::TelephonePlaces,
    Lever::SpecialistPlaces,
    Lever::PeerMatchingPairs,
    Lever::VolunteersEnquiries,
];

fn defaults(model: &Model) -> LeverTable {
    LeverTable::defaults(&model.levers).expect("levers")
}

fn without_capacity(model: &Model) -> LeverTable {
    let mut levers = defaults(model);
    for lever in HOURS.into_iter().chain(OTHER_CAPACITY) {
        levers.set_everywhere(lever, 0.0);
    }
    levers
}

fn run(
    model: &Model,
    replicate: u32,
    scale: f64,
    months: u16,
    levers: LeverTable,
) -> Simulation<'_> {
    let policy = Policy::constant(levers.clone());
    let mut simulation = Simulation::new(model, 12, replicate, scale, months, levers);
    simulation.run_to(months, &policy);
    simulation
}

fn sum(simulation: &Simulation<'_>, outcome: Outcome) -> u64 {
    let record = simulation.record();
    (1..record.len())
        .map(|month| record.total(month, outcome))
        .sum()
}

#[test]
fn without_any_capacity_nobody_is_helped_and_everybody_who_was_reported_waits() {
    let model = Model::embedded().expect("a model");
    let simulation = run(&model, 0, 0.1, 36, without_capacity(&model));
    assert_eq!(sum(&simulation, Outcome::HelpStarted), 0);
    assert_eq!(sum(&simulation, Outcome::InHelp), 0);
    assert_eq!(sum(&simulation, Outcome::ProfessionalHours), 0);
    let mut waiting = 0;
    for (_, person) in simulation.city().residents() {
        let stage = Stage::of(person);
        // Nobody has time to make contact, so the wait is for that; who needs no help any more is
        // known and waits for nothing.
        if stage == Stage::Contact {
            waiting += 1;
        } else if stage != Stage::Unseen {
            assert_eq!(stage, Stage::Known, "{person:?}");
        }
    }
    assert!(waiting > 100, "{waiting} wait");
}

#[test]
fn with_hours_for_contact_and_none_for_help_those_who_accept_wait() {
    let model = Model::embedded().expect("a model");
    let mut levers = without_capacity(&model);
    levers.set_everywhere(Lever::OutreachHours, 20.0);
    let simulation = run(&model, 0, 0.1, 36, levers);
    assert_eq!(sum(&simulation, Outcome::HelpStarted), 0);
    let record = simulation.record();
    let waiting = record.total(record.len() - 1, Outcome::Waiting);
    assert!(waiting > 20, "{waiting} wait");
}

/// Person-months of those who were reported and are not helped yet: waiting for contact, and waiting
/// for help after contact.
fn waiting(model: &Model, replicate: u32, levers: &LeverTable) -> [usize; 2] {
    const MONTHS: u16 = 48;
    let policy = Policy::constant(levers.clone());
    let mut simulation = Simulation::new(model, 12, replicate, 0.1, MONTHS, levers.clone());
    let mut waiting = [0; 2];
    for _ in 0..MONTHS {
        simulation.step(&policy);
        for (_, person) in simulation.city().residents() {
            match Stage::of(person) {
                Stage::Contact => waiting[0] += 1,
                Stage::Waiting => waiting[1] += 1,
                _ => {}
            }
        }
    }
    waiting
}

#[test]
fn twice_the_hours_never_lengthen_the_waiting_list_in_the_paired_mean() {
    const REPLICATES: u32 = 6;
    let model = Model::embedded().expect("a model");
    let once = defaults(&model);
    let mut twice = once.clone();
    for lever in HOURS {
        for &borough in Borough::ALL {
            twice.set(lever as usize, borough, 2.0 * twice.get(lever, borough));
        }
    }
    let mean = |levers: &LeverTable| {
        let runs = (0..REPLICATES).map(|replicate| waiting(&model, replicate, levers));
        runs.fold([0; 2], |sum, run| [sum[0] + run[0], sum[1] + run[1]])
    };
    let (before, after) = (mean(&once), mean(&twice));
    // The second part alone grows: contact is made sooner, and then those whom no hours can help wait
    // for places and volunteers, of which there are no more than before.
    eprintln!("for contact and for help: {before:?} person-months became {after:?}");
    let all = |[contact, help]: [usize; 2]| contact + help;
    assert!(all(before) > 1000, "{before:?}: there is a list to shorten");
    assert!(all(after) <= all(before), "{before:?} became {after:?}");
}

#[test]
fn hours_places_and_matches_balance_every_month_under_any_levers() {
    const TABLES: u64 = 30;
    const MONTHS: u16 = 18;
    let model = Model::embedded().expect("a model");
    let mut helped = 0;
    for seed in 0..TABLES {
        let mut random = StdRng::seed_from_u64(seed);
        // Capacity comes and goes: another table every half year.
        let mut tables: Vec<LeverTable> = Vec::new();
        for _ in 0..=MONTHS / 6 {
            let table = drawn(&model, &mut random);
            tables.extend(std::iter::repeat_n(table, 6));
        }
        let start = tables[0].clone();
        let policy = Policy::from_months(tables);
        let mut simulation = Simulation::new(&model, seed, 0, 0.02, MONTHS, start);
        for month in 1..=MONTHS {
            simulation.step(&policy);
            assert_eq!(simulation.check(), Ok(()), "levers {seed}, month {month}");
        }
        helped += sum(&simulation, Outcome::HelpStarted);
    }
    assert!(helped > 1000, "{helped} started help");
}

/// Every lever anywhere in its range; a third of the boroughs has nothing of it.
fn drawn(model: &Model, random: &mut StdRng) -> LeverTable {
    let mut table = defaults(model);
    for (position, lever) in model.levers.iter().enumerate() {
        let mut value = || match &lever.values {
            LeverValues::Range([low, high]) => low + (high - low) * random.random::<f64>().powi(3),
            LeverValues::Choices(words) => random.random_range(0..words.len()) as f64,
        };
        let everywhere = value();
        for &borough in Borough::ALL {
            let here = if lever.by_borough {
                value()
            } else {
                everywhere
            };
            table.set(position, borough, here);
        }
    }
    table
}

#[test]
fn a_small_part_of_the_city_does_its_part_of_the_work() {
    let model = Model::embedded().expect("a model");
    let hours = |scale: f64, replicates: u32| -> [f64; 2] {
        let of_replicate = |replicate| {
            let simulation = run(&model, replicate, scale, 48, defaults(&model));
            [Outcome::ProfessionalHours, Outcome::VolunteerHours]
                .map(|outcome| sum(&simulation, outcome) as f64)
        };
        let all: Vec<[f64; 2]> = (0..replicates).map(of_replicate).collect();
        let sum = |kind: usize| all.iter().map(|own| own[kind]).sum::<f64>();
        [0, 1].map(|kind| sum(kind) / scale / f64::from(replicates))
    };
    // A borough of a twentieth has fewer hours than one client takes: without sharing, half are lost. A
    // month of coordination there is hardly more than one new volunteer takes: unless it is carried over,
    // half of the volunteers' hours are lost.
    let (small, large) = (hours(0.05, 8), hours(0.4, 1));
    for (kind, least) in [(0, 0.9), (1, 0.8)] {
        let ratio = small[kind] / large[kind];
        assert!(
            (least..=2.0 - least).contains(&ratio),
            "{small:?} and {large:?}"
        );
    }
}

#[test]
fn where_boroughs_share_their_hours_the_books_balance_in_each() {
    let model = Model::embedded().expect("a model");
    let levers = defaults(&model);
    let policy = Policy::constant(levers.clone());
    let mut simulation = Simulation::new(&model, 12, 0, 0.1, 24, levers);
    let mut shared = 0;
    for _ in 0..24 {
        simulation.step(&policy);
        let ledger = &simulation.programme().ledger;
        for resource in [Resource::Advisers, Resource::SocialWork, Resource::Outreach] {
            for borough in 0..Borough::ALL.len() {
                let account = ledger.borough(resource, borough);
                assert!(
                    account.used <= account.available,
                    "{resource:?}: {account:?}"
                );
                assert_eq!(account.used + account.idle(), account.available);
            }
            let (here, all) = (ledger.borough(resource, 0), ledger.pool(resource, 0));
            shared += u32::from(all.available > here.available);
        }
    }
    assert!(shared > 0, "boroughs of a tenth of the city share");
}
