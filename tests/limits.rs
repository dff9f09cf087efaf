//! Levers limited to ages and isolation categories: who is affected, and who is not.

use std::path::Path;

use isolement::engine::{Model, Record, Simulation, cell};
use isolement::evidence::LeverValues;
use isolement::input::render;
use isolement::programme::{Policy, Stage};
use isolement::scenario::{Scenario, Timeline, load_text};
use isolement::vocabulary::{
    Borough, Intervention, Lang, Outcome, OutcomeKind, Profile, RECORDED, RecordedAge, Term,
};

const NO_HOURS: &str = "\"guidance.hours\" = 0\n\"guidance.insured_hours\" = 0\n\
                        \"social_work.hours\" = 0\n\"outreach.hours\" = 0\n";

fn scenario(model: &Model, levers: &str) -> Scenario {
    let timeline = Timeline {
        start: Model::START,
        months: 60,
    };
    let text = format!(
        "schema = 1\n[title]\nnl = \"a\"\nen = \"a\"\n[question]\nnl = \"a\"\nen = \"a\"\n\
         [levers]\n{levers}\n"
    );
    load_text(Path::new("a.toml"), &text, &model.levers, &timeline)
        .unwrap_or_else(|problems| panic!("{}\n{text}", render(&problems, Lang::En, false)))
}

fn run(model: &Model, policy: &Policy, scale: f64, months: u16) -> Record {
    let mut simulation = Simulation::new(model, 21, 0, scale, months, policy.at(0).clone());
    for month in 1..=months {
        simulation.run_to(month, policy);
        assert_eq!(simulation.check(), Ok(()), "month {month}");
    }
    simulation.into_record()
}

/// The record of some levers, given as lines of a file.
fn record(model: &Model, levers: &str, scale: f64, months: u16) -> Record {
    run(model, &scenario(model, levers).policy, scale, months)
}

/// The number of an outcome among those of an age, of all months.
fn of_age(record: &Record, outcome: Outcome, age: RecordedAge) -> u64 {
    assert_ne!(
        outcome.kind(),
        OutcomeKind::Ledger,
        "{outcome:?} has no age"
    );
    let cells = Borough::ALL
        .iter()
        .flat_map(|borough| [0, 1].map(|sex| cell(borough.index(), age, sex)));
    cells
        .flat_map(|cell| (1..record.len()).map(move |month| (month, cell)))
        .map(|(month, cell)| u64::from(record.get(month, outcome, cell)))
        .sum()
}

fn younger() -> impl Iterator<Item = RecordedAge> {
    RecordedAge::ALL
        .into_iter()
        .filter(|age| *age != RecordedAge::From75)
}

fn total(record: &Record, outcome: Outcome) -> u64 {
    (1..record.len()).map(|m| record.total(m, outcome)).sum()
}

#[test]
fn a_limit_to_everybody_is_no_limit() {
    let model = Model::embedded().expect("a model");
    let plain = scenario(
        &model,
        "\"signalling.home_care\" = 3\n\"guidance.hours\" = 9",
    );
    let limited = scenario(
        &model,
        "\"signalling.home_care\" = { value = 3, ages = [\"13-24\", \"25-44\", \"45-64\", \"55+\"] }\n\
         \"guidance.hours\" = [{ value = 9, ages = [\"65+\"] }, { value = 9, ages = [\"13-24\", \
         \"25-44\", \"45-54\", \"55-64\"], categories = [\"threatened\", \"situational\", \
         \"structural\", \"structural_psychiatric\"] }]",
    );
    assert_eq!(plain.policy, limited.policy);
    assert_eq!(plain.sentences, limited.sentences);
    let [one, other] = [&plain, &limited].map(|one| run(&model, &one.policy, 0.02, 12));
    assert!(one == other);
}

#[test]
fn attention_to_an_age_reaches_more_of_that_age_and_leaves_the_others_as_they_were() {
    let model = Model::embedded().expect("a model");
    let base = record(&model, NO_HOURS, 0.1, 18);
    let by_age: Vec<&str> = model
        .levers
        .iter()
        .filter(|spec| spec.by_age && ["signalling", "reporting_point"].contains(&spec.group()))
        .map(|spec| spec.id.as_str())
        .collect();
    assert_eq!(by_age.len(), 12);
    for id in by_age {
        let (_, spec) = model.levers.find(id).expect("a lever");
        let LeverValues::Range([_, most]) = spec.values else {
            panic!("{id} is a number");
        };
        let line = format!("{NO_HOURS}\"{id}\" = {{ value = {most}, ages = [\"75+\"] }}");
        let limited = record(&model, &line, 0.1, 18);
        let lives = || Outcome::ALL[..RECORDED].iter().copied();
        for outcome in lives().filter(|one| one.kind() != OutcomeKind::Ledger) {
            for age in younger() {
                let [with, without] = [&limited, &base].map(|one| of_age(one, outcome, age));
                assert_eq!(with, without, "{id}: {outcome:?} of {age:?}");
            }
        }
        let reached = |record| of_age(record, Outcome::Reached, RecordedAge::From75);
        let (with, without) = (reached(&limited), reached(&base));
        assert!(with > without, "{id}: {with} reached, {without} without");
    }
}

#[test]
fn attention_to_heavy_categories_leaves_the_light_ones_as_they_were_in_the_first_month() {
    let model = Model::embedded().expect("a model");
    let limit = "categories = [\"structural\", \"structural_psychiatric\"]";
    let lines = format!(
        "\"signalling.caretakers\" = {{ value = 4, {limit} }}\n\
         \"signalling.care_networks\" = {{ value = 4, {limit} }}\n\
         \"signalling.publicity\" = {{ value = 12, {limit} }}"
    );
    let [limited, base] = [lines.as_str(), ""].map(|lines| record(&model, lines, 1.0, 1));
    let reached = |record: &Record, heavy: bool| -> Vec<u64> {
        let profiles = Profile::ALL.iter().filter(|one| one.is_heavy() == heavy);
        profiles
            .map(|profile| total(record, Outcome::reached_of(*profile)))
            .collect()
    };
    assert_eq!(reached(&limited, false), reached(&base, false));
    let heavy = |record| reached(record, true).iter().sum::<u64>();
    assert!(heavy(&limited) > heavy(&base));
}

/// Hours or places for those of 75 and over alone: nobody else starts with what they are for.
#[test]
fn hours_and_places_for_an_age_alone_are_used_for_nobody_else() {
    let model = Model::embedded().expect("a model");
    let alone = |id: &str, value: f64| {
        format!("\"{id}\" = [{{ value = 0 }}, {{ value = {value}, ages = [\"75+\"] }}]\n")
    };
    let insured = "\"guidance.insured_hours\" = 0\n";
    let advisers = alone("guidance.hours", 30.0) + insured;
    let cases = [
        (advisers, Outcome::started(Intervention::ShortGuidance)),
        (
            alone("social_work.hours", 30.0),
            Outcome::started(Intervention::PracticalHelp),
        ),
        (
            alone("carer_support.hours", 10.0),
            Outcome::started(Intervention::CarerSupport),
        ),
        (
            alone("activities.places", 60.0),
            Outcome::started(Intervention::GroupActivities),
        ),
        (
            alone("telephone.places", 20.0),
            Outcome::started(Intervention::TelephoneContact),
        ),
        (
            alone("preventive_visits.hours", 10.0),
            Outcome::PreventivelyVisited,
        ),
    ];
    for (levers, outcome) in cases {
        let found = record(&model, &levers, 0.2, 24);
        for age in younger() {
            assert_eq!(of_age(&found, outcome, age), 0, "{outcome:?} of {age:?}");
        }
        let old = of_age(&found, outcome, RecordedAge::From75);
        assert!(old > 0, "{outcome:?}");
    }
}

/// Hours of the outreach team that are left for searching find those for whom they are. In half a year
/// help to some hardly touches the lives of others.
#[test]
fn an_outreach_team_for_an_age_finds_hardly_more_of_others() {
    let model = Model::embedded().expect("a model");
    let [without, with] = ["0", "[{ value = 0 }, { value = 40, ages = [\"75+\"] }]"].map(|hours| {
        let levers = format!("\"outreach.hours\" = {hours}");
        let found = record(&model, &levers, 0.5, 6);
        let reached = |age| of_age(&found, Outcome::Reached, age) as f64;
        (
            reached(RecordedAge::From75),
            younger().map(reached).sum::<f64>(),
        )
    });
    assert!(with.0 > 1.2 * without.0, "{with:?} {without:?}");
    assert!(
        (with.1 / without.1 - 1.0).abs() < 0.02,
        "{with:?} {without:?}"
    );
}

#[test]
fn hours_for_monitoring_of_an_age_follow_nobody_else() {
    let model = Model::embedded().expect("a model");
    let lines = "\"monitoring.hours\" = [{ value = 0 }, { value = 20, ages = [\"75+\"] }]";
    let policy = scenario(&model, lines).policy;
    let mut simulation = Simulation::new(&model, 21, 0, 0.2, 48, policy.at(0).clone());
    simulation.run_to(48, &policy);
    assert_eq!(simulation.check(), Ok(()));
    let followed: Vec<RecordedAge> = simulation
        .city()
        .residents()
        .filter(|(_, person)| Stage::of(person) == Stage::Monitoring)
        .map(|(_, person)| person.recorded_age())
        .collect();
    assert!(followed.len() > 3, "{followed:?}");
    assert!(followed.iter().all(|age| *age == RecordedAge::From75));
}

#[test]
fn places_for_a_category_go_to_those_typed_so() {
    let model = Model::embedded().expect("a model");
    let no_others = "\"volunteers.enquiries\" = 0\n\"telephone.places\" = 0\n";
    let joined = |places: &str| {
        let found = record(&model, &format!("{no_others}{places}"), 0.2, 36);
        let of = |profile| total(&found, Outcome::joined_of(profile));
        let light = of(Profile::Active) + of(Profile::Sheltered);
        (light, of(Profile::LeftBehind))
    };
    let hours = "\"activities.hours\" = 60\n\"guidance.hours\" = 40\n";
    let (light, left_behind) = joined(&format!("{hours}\"activities.places\" = 60"));
    assert!(light > 0 && left_behind > 0, "{light} {left_behind}");
    let (light, left_behind) = joined(&format!(
        "{hours}\"activities.places\" = [{{ value = 0 }}, {{ value = 60, categories = \
         [\"threatened\"] }}]"
    ));
    assert!(light > 0 && left_behind == 0, "{light} {left_behind}");
}

/// What is added for some is for them alone: the others together use no more than before.
#[test]
fn hours_that_are_added_for_an_age_are_for_that_age() {
    let model = Model::embedded().expect("a model");
    let insured = "\"guidance.insured_hours\" = 0\n\"guidance.hours\" = ";
    let of = |levers: &str| {
        let found = record(&model, &format!("{insured}{levers}"), 0.2, 36);
        let started = |age| of_age(&found, Outcome::started(Intervention::ShortGuidance), age);
        (
            started(RecordedAge::From75),
            younger().map(started).sum::<u64>(),
        )
    };
    let (old, young) = of("4");
    let (old_added, young_added) = of("[{ value = 4 }, { value = 40, ages = [\"75+\"] }]");
    let (_, young_for_all) = of("40");
    assert!(old_added > 2 * old, "{old_added} {old}");
    // Those of 75 and over no longer need the hours that are for all.
    assert!(young_added >= young / 2, "{young_added} {young}");
    assert!(
        young_added < young_for_all / 2,
        "{young_added} {young_for_all}"
    );
}

#[test]
fn strict_targets_and_case_managers_hold_for_their_age() {
    let model = Model::embedded().expect("a model");
    let strict = record(
        &model,
        "\"outreach.hours\" = 20\n\"intake.strictness\" = { value = 1, ages = [\"75+\"] }",
        0.2,
        48,
    );
    let refused = |age| of_age(&strict, Outcome::NotTakenIn, age);
    assert!(refused(RecordedAge::From75) > 0);
    assert_eq!(younger().map(refused).sum::<u64>(), 0);
    let kept = record(
        &model,
        "\"outreach.hours\" = 20\n\"specialist.places\" = 10\n\"social_work.hours\" = 40\n\
         \"cooperation.case_manager\" = { value = 1, ages = [\"75+\"] }",
        0.5,
        60,
    );
    let lost = |age| of_age(&kept, Outcome::LostFromView, age);
    assert_eq!(lost(RecordedAge::From75), 0);
    assert!(younger().map(lost).sum::<u64>() > 0);
}
