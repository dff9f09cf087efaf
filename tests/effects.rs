//! A comparison names each lever that changed nothing, and says why where that can be known.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use isolement::engine::Model;
use isolement::experiment::{Comparison, NoEffect, Settings, compare};
use isolement::scenario::{Timeline, load};
use isolement::vocabulary::Lang;

/// Compares two scenarios that are given by the lines under their levers.
fn compared(base: &str, other: &str, scale: f64) -> Comparison {
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<PathBuf> = [("a", base), ("b", other)]
        .iter()
        .map(|(name, levers)| {
            let path = folder.path().join(format!("{name}.toml"));
            let text = format!(
                "schema = 1\n[title]\nnl = \"{name}\"\nen = \"{name}\"\n[question]\nnl = \"?\"\n\
                 en = \"?\"\n[levers]\n{levers}\n"
            );
            fs::write(&path, text).expect("written");
            path
        })
        .collect();
    let model = Model::embedded().expect("a model");
    let timeline = Timeline {
        start: Model::START,
        months: 18,
    };
    let settings = Settings {
        seed: 5,
        replicates: 1,
        scale,
        months: timeline.months,
        base: 0,
        half_width: None,
    };
    let scenarios = load(&paths, &model.levers, &timeline).expect("sound");
    compare(
        &model,
        &scenarios,
        &settings,
        &|| {},
        &AtomicBool::new(false),
    )
    .expect("not stopped")
}

#[test]
fn a_lever_without_what_it_needs_is_named_with_the_reason_and_one_that_works_is_not() {
    let comparison = compared(
        "volunteers.starting = 0",
        "volunteers.starting = 0\nvolunteers.leaving = 2\nguidance.hours = 40",
        0.05,
    );
    let found: Vec<(&str, Option<&NoEffect>)> = comparison
        .without_effect
        .iter()
        .map(|effect| (effect.lever.as_str(), effect.reason.as_ref()))
        .collect();
    let reason = NoEffect::Without(vec!["volunteers.starting".to_owned()]);
    assert_eq!(found, [("volunteers.leaving", Some(&reason))]);
    let warned = &comparison.scenarios[1].warnings;
    assert!(warned[1][0].contains("does nothing without"), "{warned:?}");
    let summary = isolement::report::terminal_summary(&comparison, Lang::Nl, 1000);
    assert!(
        summary.contains("Oorzaak: ‘vrijwilligers die beginnen’ is 0"),
        "{summary}"
    );
}

#[test]
fn a_priority_without_a_waiting_list_and_a_place_without_residents_are_told_as_such() {
    let nobody_found = "signalling.natural_inflow = 0\nsignalling.general_practitioners = 0\n\
                        signalling.group_activities = 0";
    let heavy = format!("{nobody_found}\nallocation.priority = \"heavy_first\"");
    let waiting = compared(nobody_found, &heavy, 0.02);
    let reason = waiting.without_effect[0].reason.as_ref();
    assert_eq!(
        reason.map(|reason| format!("{reason:?}")).as_deref(),
        Some("Never(Waiting)")
    );
    let pernis = "guidance.hours = { value = 99, boroughs = [\"Pernis\"] }";
    let small = compared("", pernis, 0.0001);
    assert_eq!(small.without_effect[0].reason, Some(NoEffect::NoResident));
}
