//! What becomes of people on the pathway: how long help takes in a full borough, matches among
//! participants, and telephone contact afterwards.

use isolement::engine::{Model, Simulation};
use isolement::programme::{Lever, LeverTable, Policy};
use isolement::vocabulary::{Intervention, Outcome};

const MONTHS: u16 = 36;

fn run(set: &[(Lever, f64)]) -> impl Fn(Outcome) -> u64 + use<> {
    let model = Model::embedded().expect("a model");
    let mut levers = LeverTable::defaults(&model.levers).expect("levers");
    for &(lever, value) in set {
        levers.set_everywhere(lever, value);
    }
    let policy = Policy::constant(levers.clone());
    let mut simulation = Simulation::new(&model, 27, 0, 0.1, MONTHS, levers);
    simulation.run_to(MONTHS, &policy);
    let record = simulation.record().clone();
    move |outcome| {
        (1..record.len())
            .map(|month| record.total(month, outcome))
            .sum()
    }
}

/// Only the threatened and situationally isolated are met: nobody makes contact with the others.
const LIGHT_ONLY: [(Lever, f64); 4] = [
    (Lever::OutreachHours, 0.0),
    (Lever::SocialWorkHours, 0.0),
    (Lever::MonitoringHours, 0.0),
    (Lever::CarerSupportHours, 0.0),
];

#[test]
fn where_hours_are_few_people_wait_and_trajectories_still_keep_to_their_plan() {
    // §4.2.4: several ran longer than half a year, not all.
    let sum = run(&[
        (Lever::GuidanceHours, 9.0),
        (Lever::SocialWorkHours, 0.0),
        (Lever::ActivitiesPlaces, 0.0),
        (Lever::VolunteersEnquiries, 0.0),
    ]);
    let (ended, long) = (
        sum(Outcome::TrajectoriesEnded),
        sum(Outcome::TrajectoriesLong),
    );
    eprintln!(
        "{long} of {ended} ran long, {} waited",
        sum(Outcome::Waiting)
    );
    assert!(ended > 20, "{ended} ended");
    assert!(
        2 * long < ended,
        "{long} of {ended} ran longer than planned"
    );
    assert!(sum(Outcome::Waiting) > ended, "there is a waiting list");
}

#[test]
fn participants_are_matched_with_each_other_and_go_on_taking_part() {
    let activities = [
        (Lever::ActivitiesPlaces, 20.0),
        (Lever::ActivitiesHours, 20.0),
        (Lever::CoordinationHours, 10.0),
        (Lever::VolunteersEnquiries, 0.0),
        (Lever::PeerMatchingPairs, 300.0),
    ];
    let levers = [&LIGHT_ONLY[..], &activities].concat();
    let sum = run(&levers);
    let matched = sum(Outcome::started(Intervention::PeerMatch));
    assert!(
        matched > 20 && matched.is_multiple_of(2),
        "{matched} matched"
    );
    // Those matched beside activities did not start a help of their own.
    let apart: u64 = [
        Intervention::GroupActivities,
        Intervention::ShortGuidance,
        Intervention::TelephoneContact,
    ]
    .map(|help| sum(Outcome::started(help)))
    .into_iter()
    .sum();
    let beside = apart + matched - sum(Outcome::HelpStarted);
    eprintln!("{matched} matched, {beside} of them beside activities");
    assert!(2 * beside > matched, "{beside} of {matched}");
}

#[test]
fn some_are_called_when_activities_end() {
    let levers = |places| {
        let activities = [
            (Lever::GuidanceHours, 6.0),
            (Lever::TelephonePlaces, places),
        ];
        [&LIGHT_ONLY[..], &activities].concat()
    };
    let calls = Outcome::started(Intervention::TelephoneContact);
    let called = run(&levers(5.0))(calls);
    // Nobody of the heavy categories was met, so all of them had company before.
    assert!(called > 10, "{called} called");
    assert_eq!(run(&levers(0.0))(calls), 0);
}
