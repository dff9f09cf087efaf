//! Scenario files as users meet them: the presets, the overlay, and what is said of bad files.

use std::fs;
use std::path::{Path, PathBuf};

use isolement::evidence::LeverRegistry;
use isolement::input::{Diagnostic, Severity, render};
use isolement::programme::{LEVERS, Lever};
use isolement::scenario::{Scenario, Timeline, load};
use isolement::vocabulary::{Borough, Lang, Term};

fn registry() -> LeverRegistry {
    LeverRegistry::embedded().expect("the registry is sound")
}

fn timeline() -> Timeline {
    Timeline {
        start: "2007-01".parse().expect("a month"),
        months: 120,
    }
}

fn read(paths: &[PathBuf]) -> Result<Vec<Scenario>, Vec<Diagnostic>> {
    load(paths, &registry(), &timeline())
}

fn files_in(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    files
}

fn presets() -> Vec<Scenario> {
    read(&files_in("scenarios")).unwrap_or_else(|problems| {
        panic!("{}", render(&problems, Lang::En, false));
    })
}

fn preset(id: &str) -> Scenario {
    presets()
        .into_iter()
        .find(|scenario| scenario.id == id)
        .unwrap_or_else(|| panic!("a preset {id}"))
}

/// Writes files in a folder of their own and loads the first.
fn load_texts(texts: &[(&str, &str)]) -> Result<Scenario, Vec<Diagnostic>> {
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<PathBuf> = texts
        .iter()
        .map(|(name, text)| {
            let path = folder.path().join(format!("{name}.toml"));
            fs::write(&path, text).expect("written");
            path
        })
        .collect();
    read(&paths[..1]).map(|mut scenarios| scenarios.remove(0))
}

fn with_levers(base: &str, levers: &str) -> String {
    format!(
        "schema = 1\n{base}\n[title]\nnl = \"a\"\nen = \"a\"\n[question]\nnl = \"a\"\nen = \"a\"\n{levers}\n"
    )
}

fn messages(problems: &[Diagnostic]) -> Vec<&str> {
    problems
        .iter()
        .map(|problem| problem.message[1].as_str())
        .collect()
}

#[test]
fn every_preset_loads_without_a_warning_and_gives_its_reasons_in_both_languages() {
    let presets = presets();
    assert_eq!(presets.len(), 21);
    for scenario in presets {
        assert_eq!(scenario.warnings, [], "{}", scenario.id);
        for notes in &scenario.notes {
            assert!(notes.contains('§'), "{} cites no section", scenario.id);
        }
        for text in scenario.title.iter().chain(&scenario.question) {
            assert!(!text.is_empty());
        }
    }
}

#[test]
fn the_joint_pilots_are_the_six_pilots_together() {
    let joint = preset("pilots");
    let regular = preset("regular-practice");
    let six: Vec<Scenario> = presets()
        .into_iter()
        .filter(|scenario| scenario.id.starts_with("pilot-"))
        .collect();
    assert_eq!(six.len(), 6);
    for month in 0..=120 {
        for position in 0..LEVERS {
            for &borough in Borough::ALL {
                let of = |scenario: &Scenario| scenario.policy.at(month).value(position, borough);
                let usual = of(&regular);
                let own: Vec<f64> = six.iter().map(of).filter(|&value| value != usual).collect();
                assert!(
                    own.len() <= 1,
                    "two pilots set lever {position} in {borough:?}"
                );
                let expected = own.first().copied().unwrap_or(usual);
                assert_eq!(of(&joint), expected, "lever {position} in {borough:?}");
            }
        }
    }
}

#[test]
fn regular_practice_changes_no_lever() {
    let regular = preset("regular-practice");
    assert!(regular.changed_levers.is_empty());
    assert!(regular.sentences.iter().all(Vec::is_empty));
}

#[test]
fn a_later_start_is_regular_practice_until_2010_and_the_approach_from_then() {
    let (regular, approach) = (preset("regular-practice"), preset("rotterdam-approach"));
    let later = preset("later-start");
    assert_eq!(later.policy.first_difference(&regular.policy), Some(37));
    assert_eq!(approach.policy.first_difference(&regular.policy), Some(1));
    assert_eq!(later.policy.at(37), approach.policy.at(37));
    assert_eq!(later.policy.at(0), approach.policy.at(0));
}

#[test]
fn a_scenario_changes_what_it_lists_and_keeps_the_rest_of_its_base() {
    let base = with_levers(
        "",
        "[levers]\n\"guidance.hours\" = 9\n\"activities.places\" = 20",
    );
    let own = with_levers(
        "base = \"below\"",
        "[levers]\n\"guidance.hours\" = { value = 12, from = \"2010-01\", until = \"2010-12\", boroughs = [\"Charlois\"] }",
    );
    let scenario = load_texts(&[("own", &own), ("below", &base)]).expect("sound");
    let hours = |month, borough| scenario.policy.at(month).get(Lever::GuidanceHours, borough);
    assert_eq!(hours(0, Borough::Charlois), 6.0);
    assert_eq!(hours(36, Borough::Charlois), 9.0);
    assert_eq!(hours(37, Borough::Charlois), 12.0);
    assert_eq!(hours(48, Borough::Charlois), 12.0);
    assert_eq!(hours(49, Borough::Charlois), 9.0);
    assert_eq!(hours(40, Borough::Noord), 9.0);
    assert_eq!(
        scenario
            .policy
            .at(40)
            .get(Lever::ActivitiesPlaces, Borough::Noord),
        20.0
    );
    assert_eq!(
        scenario.changed_levers,
        ["guidance.hours", "activities.places"]
    );
    let names: Vec<&str> = scenario
        .files
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["own.toml", "below.toml"]);
    assert_eq!(
        scenario.sentences[1],
        [
            "Hours of elderly advisers: from 9 to 12 hours a month per 1,000 residents aged 55+ \
             (33% more), from January 2010 up to and including December 2010, in Charlois."
        ]
    );
}

#[test]
fn three_ways_to_write_a_lever_mean_the_same() {
    let policies: Vec<_> = [
        "[levers]\n\"activities.places\" = 9",
        "[levers]\nactivities.places = 9.0",
        "[levers.activities]\nplaces = { value = 9 }",
        "[[levers.activities.places]]\nvalue = 9\nunit = \"places per 1,000 residents aged 55+\"",
    ]
    .iter()
    .map(|levers| {
        load_texts(&[("a", &with_levers("", levers))])
            .unwrap_or_else(|problems| panic!("{}", render(&problems, Lang::En, false)))
            .policy
    })
    .collect();
    assert!(policies.iter().all(|policy| *policy == policies[0]));
    assert_eq!(
        policies[0]
            .at(1)
            .get(Lever::ActivitiesPlaces, Borough::Noord),
        9.0
    );
}

#[test]
fn all_problems_of_all_files_are_told_at_once_and_those_of_a_shared_base_once() {
    let folder = "tests/bad_scenarios";
    let paths: Vec<PathBuf> = ["errors-in-the-base-too", "out-of-range", "unknown-borough"]
        .iter()
        .map(|name| Path::new(folder).join(format!("{name}.toml")))
        .collect();
    let problems = read(&paths).expect_err("refused");
    assert_eq!(problems.len(), 1 + 3 + 2, "{:?}", messages(&problems));
}

#[test]
fn two_scenarios_of_one_name_are_refused() {
    let path = PathBuf::from("scenarios/regular-practice.toml");
    let problems = read(&[path.clone(), path]).expect_err("refused");
    assert_eq!(
        messages(&problems),
        ["two scenarios are called 'regular-practice'"]
    );
}

#[test]
fn what_is_no_file_is_told_without_a_stack_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let large = folder.path().join("large.toml");
    fs::write(&large, "# x\n".repeat(300_000)).expect("written");
    let message = |path: &Path| {
        let problems = read(&[path.to_owned()]).expect_err("refused");
        render(&problems, Lang::En, false)
    };
    assert!(message(&large).contains("larger than 1 MB"));
    assert!(message(Path::new("scenarios")).contains("this is a folder"));
    assert!(message(Path::new("nowhere/a.toml")).contains("does not exist either"));
    let near = message(Path::new("scenarios/later-strat.toml"));
    assert!(
        near.contains("did you mean 'scenarios/later-start.toml'?"),
        "{near}"
    );
    assert!(message(Path::new("/dev/zero")).contains("not an ordinary file"));
    assert!(message(Path::new("")).contains("does not exist"));
}

#[test]
fn no_file_gives_no_scenario() {
    assert!(read(&[]).expect("nothing to refuse").is_empty());
}

/// Each file of `bad_scenarios` has beside it what is said of it, in English and in Dutch. Run
/// with `UPDATE_GOLDEN=1` to write what is said now.
#[test]
fn bad_files_are_told_as_the_golden_files_say() {
    let mut wrong = Vec::new();
    for path in files_in("tests/bad_scenarios") {
        let problems = match read(std::slice::from_ref(&path)) {
            Ok(scenarios) => scenarios[0].warnings.clone(),
            Err(problems) => problems,
        };
        let warns = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("warn-"));
        let worst = problems.iter().map(|problem| problem.severity).min();
        let expected = if warns {
            Severity::Warning
        } else {
            Severity::Error
        };
        assert_eq!(worst, Some(expected), "{}", path.display());
        let said = format!(
            "{}{}",
            render(&problems, Lang::En, false),
            render(&problems, Lang::Nl, false)
        );
        let golden = path.with_extension("txt");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, said).expect("written");
        } else if fs::read_to_string(&golden).ok().as_ref() != Some(&said) {
            wrong.push(format!("{}\n{said}", golden.display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "differs from the golden file:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn a_file_full_of_problems_is_answered_in_few_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.toml");
    for line in [
        "a = b\n",
        "a = 1\n",
        "[a]\n",
        "[[levers.guidance.hours]]\n",
        "\"\n",
        "x",
        "[[levers]]\n",
        "guidance.hours = 1\n",
        "\u{1F600}",
        "''' ",
    ] {
        let text = format!("schema = 1\n{}", line.repeat(900_000 / line.len()));
        fs::write(&path, text).expect("written");
        let problems = read(std::slice::from_ref(&path)).expect_err("refused");
        assert!(problems.len() < 100);
        render(&problems, Lang::Nl, true);
    }
}
