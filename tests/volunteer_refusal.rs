//! A volunteer never visits a compensator or an outsider (§3.6.3), also when the resident was typed
//! as somebody else.

use isolement::engine::{Model, Simulation};
use isolement::evidence::{Registry, Value};
use isolement::population::Person;
use isolement::programme::{Lever, LeverTable, Policy, Stage};
use isolement::vocabulary::{Borough, Profile, Term};

/// Everybody is typed wrongly, and there are volunteers enough for all.
fn only_volunteers(model: &Model) -> LeverTable {
    let mut table = LeverTable::defaults(&model.levers).expect("levers");
    let levers = [
        (Lever::SignallingCaretakers, 4.0),
        (Lever::SignallingGeneralPractitioners, 4.0),
        (Lever::SignallingNaturalInflow, 4.0),
        (Lever::SignallingHomeCare, 4.0),
        (Lever::OutreachHours, 100.0),
        (Lever::GuidanceHours, 200.0),
        (Lever::ActivitiesPlaces, 0.0),
        (Lever::SocialWorkHours, 0.0),
        (Lever::TelephonePlaces, 0.0),
        (Lever::MonitoringHours, 0.0),
        (Lever::CoordinationHours, 200.0),
        (Lever::VolunteersEnquiries, 100_000.0),
        (Lever::VolunteersSpecialised, 0.5),
    ];
    for (lever, value) in levers {
        for &borough in Borough::ALL {
            table.set(lever as usize, borough, value);
        }
    }
    table
}

#[test]
fn a_compensator_or_outsider_who_is_typed_wrongly_never_gets_a_volunteer() {
    const MONTHS: u16 = 24;
    let registry = Registry::embedded().expect("a registry");
    let registry = registry.with("pathway.typing_accuracy", Value::List(vec![0.0, 0.0]));
    let model = Model::new(registry.expect("a known id")).expect("a model");
    let levers = only_volunteers(&model);
    let policy = Policy::constant(levers.clone());
    let mut simulation = Simulation::new(&model, 21, 0, 0.2, MONTHS, levers);
    let refuses = |person: &Person| {
        // Before the first visit: a volunteer counts as a supporting tie.
        let unvisited = Person {
            visited: false,
            ..*person
        };
        let profile = model.synthesis.cutoffs.profile(&unvisited);
        matches!(profile, Some(Profile::Compensator | Profile::Outsider))
    };
    let (mut visits_begun, mut waiting) = (0, 0);
    for month in 1..=MONTHS {
        let visited: Vec<bool> = {
            let city = simulation.city();
            city.ids().map(|id| city.person(id).visited).collect()
        };
        simulation.step(&policy);
        for (id, person) in simulation.city().residents() {
            let before = visited.get(id.index()).copied().unwrap_or(false);
            if person.visited && !before {
                visits_begun += 1;
                assert!(!refuses(person), "month {month}: {person:?}");
            }
            waiting += usize::from(Stage::of(person) == Stage::Waiting && refuses(person));
        }
    }
    // Otherwise nobody has been tempted.
    assert!(visits_begun > 100, "{visits_begun} visits begun");
    assert!(waiting > 200, "{waiting} months in which one of them waits");
    eprintln!("{visits_begun} visits begun, {waiting} months of waiting by those who refuse");
}
