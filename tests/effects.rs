//! A comparison names each lever that changed nothing, and says why where that can be known.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use isolement::engine::Model;
use isolement::evidence::LeverRegistry;
use isolement::experiment::{Comparison, NoEffect, Settings, compare};
use isolement::scenario::{Timeline, load};
use isolement::vocabulary::{Lang, Outcome};

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
        worth: None,
        marginal: false,
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
        "volunteers.enquiries = 0",
        "volunteers.enquiries = 0\nvolunteers.leaving = 2\nguidance.hours = 40",
        0.05,
    );
    let found: Vec<(&str, Option<&NoEffect>)> = comparison
        .without_effect
        .iter()
        .map(|effect| (effect.lever.as_str(), effect.reason.as_ref()))
        .collect();
    let reason = NoEffect::Without(vec!["volunteers.enquiries".to_owned()]);
    assert_eq!(found, [("volunteers.leaving", Some(&reason))]);
    let warned = &comparison.scenarios[1].warnings;
    assert!(warned[1][0].contains("does nothing without"), "{warned:?}");
    let summary = isolement::report::terminal_summary(&comparison, Lang::Nl, 1000);
    assert!(
        summary.contains("Oorzaak: ‘mensen die vrijwilliger willen worden’ is 0"),
        "{summary}"
    );
}

#[test]
fn hours_where_nobody_lives_or_comes_into_view_are_told_as_such() {
    let channels = LeverRegistry::embedded().expect("a registry");
    let nobody_found: String = channels
        .iter()
        .filter(|lever| lever.group() == "signalling" && lever.default == 1.0)
        .map(|lever| lever.id.as_str())
        .chain(["outreach.hours", "preventive_visits.hours"])
        .map(|id| format!("{id} = 0\n"))
        .collect();
    let nobody_found = nobody_found.as_str();
    let pernis = "guidance.hours = { value = 99, boroughs = [\"Pernis\"] }";
    let nobody = compared("", pernis, 0.0001);
    assert_eq!(nobody.without_effect[0].reason, Some(NoEffect::NoResident));
    let with_hours = format!("{nobody_found}\n{pernis}");
    let few = compared(nobody_found, &with_hours, 0.001);
    let reason = NoEffect::Never(Outcome::Reached);
    assert_eq!(few.without_effect[0].reason, Some(reason));
    // The hours are paid for, although nobody was helped.
    assert!(few.without_effect[0].booked);
    let summary = isolement::report::terminal_summary(&few, Lang::Nl, 1000);
    assert!(summary.contains("in de boeken"), "{summary}");
}
