//! The command on bad input: one clear message, exit code 2, nothing written.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn isolement(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_isolement"))
        .args(arguments)
        .output()
        .expect("the command runs")
}

fn refused(scenario: &[u8], expected: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mine.toml");
    let out = folder.path().join("result");
    fs::write(&file, scenario).expect("written");
    let (file, out) = (
        file.to_str().expect("a path"),
        out.to_str().expect("a path"),
    );
    let output = isolement(&["compare", file, "--lang", "en", "--out", out]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    for part in expected {
        assert!(message.contains(part), "{part:?} is not in:\n{message}");
    }
    assert!(!message.contains("panicked"), "{message}");
    assert!(!Path::new(out).exists(), "something was written");
}

fn scenario(levers: &str) -> Vec<u8> {
    format!(
        "schema = 1\n[title]\nnl = \"a\"\nen = \"a\"\n[question]\nnl = \"b\"\nen = \"b\"\n\
         [levers]\n{levers}\n"
    )
    .into_bytes()
}

#[test]
fn a_misspelt_lever_is_told_with_line_and_nearest_name() {
    refused(
        &scenario("\"activities.place\" = 9"),
        &["mine.toml:9", "activities.places"],
    );
}

#[test]
fn a_wrong_type_and_a_value_out_of_range_are_told_with_line() {
    refused(
        &scenario("\"activities.places\" = \"many\""),
        &["mine.toml:9"],
    );
    refused(
        &scenario("\"activities.places\" = 9000"),
        &["mine.toml:9", "200"],
    );
}

#[test]
fn an_unknown_borough_is_told_with_the_nearest_one() {
    refused(
        &scenario("\"activities.places\" = { value = 9, boroughs = [\"Charloi\"] }"),
        &["mine.toml:9", "Charlois"],
    );
}

#[test]
fn a_missing_base_a_circle_an_empty_and_a_binary_file_are_refused() {
    let with_base = |base: &str| {
        let mut text = format!("base = \"{base}\"\n").into_bytes();
        text.extend(scenario(""));
        text
    };
    refused(&with_base("nowhere"), &["mine.toml", "nowhere"]);
    refused(&with_base("mine"), &["mine"]);
    refused(b"", &["mine.toml"]);
    refused(&[0xff, 0xfe, 0x00, 0x9d], &["mine.toml"]);
}

#[test]
fn a_folder_that_holds_something_else_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let precious = folder.path().join("precious.txt");
    fs::write(&precious, "keep").expect("written");
    let out = folder.path().to_str().expect("a path");
    let file = "scenarios/regular-practice.toml";
    let output = isolement(&["compare", file, "--out", out]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(precious).expect("still there"), "keep");
}

#[test]
fn an_out_that_is_a_file_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("file");
    fs::write(&out, "keep").expect("written");
    let out = out.join("below");
    let out = out.to_str().expect("a path");
    let output = isolement(&["compare", "scenarios/regular-practice.toml", "--out", out]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(!message.contains("panicked"), "{message}");
}

#[test]
fn a_small_comparison_writes_a_whole_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("result");
    let path = out.to_str().expect("a path");
    let output = isolement(&[
        "compare",
        "scenarios/regular-practice.toml",
        "scenarios/volunteers-first.toml",
        "--scale",
        "0.01",
        "--replicates",
        "2",
        "--years",
        "2",
        "--out",
        path,
    ]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{message}");
    for file in ["report.html", "results.csv", "monthly.csv", "record.json"] {
        assert!(out.join(file).is_file(), "{file}");
    }
    let summary = String::from_utf8_lossy(&output.stdout);
    assert!(summary.contains("Nultoets: geslaagd"), "{summary}");

    // The record says which program made it, in the words of --version: "isolement 0.1.0 (commit)".
    let record = fs::read_to_string(out.join("record.json")).expect("a record");
    let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    let version = isolement(&["--version"]);
    let version = String::from_utf8_lossy(&version.stdout);
    let said = |field: &str| record[field].as_str().expect("a text").to_owned();
    let expected = format!("isolement {} ({})", said("version"), said("commit"));
    assert_eq!(version.trim(), expected);
}

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// A folder with the presets, so that nothing in the project is touched.
fn own_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir("scenarios").expect("the presets") {
        let preset = entry.expect("an entry").path();
        let name = preset.file_name().expect("a name");
        fs::copy(&preset, folder.path().join(name)).expect("copied");
    }
    folder
}

#[test]
fn from_nothing_to_an_own_scenario_with_one_typo_on_the_way() {
    let folder = own_folder();
    let file = folder.path().join("mine.toml");
    let (regular, file) = (
        folder.path().join("regular-practice.toml"),
        file.to_str().expect("a path"),
    );
    let regular = regular.to_str().expect("a path");
    assert!(isolement(&["new", file]).status.success());
    let (described, _) = said(&isolement(&["describe", file]));
    assert!(described.contains("verandert niets"), "{described}");

    let typo = isolement(&["set", file, "activities.place", "12"]);
    let (_, message) = said(&typo);
    assert_eq!(typo.status.code(), Some(2));
    assert!(
        message.contains("bedoelde u 'activities.places'?"),
        "{message}"
    );

    assert!(
        isolement(&["set", file, "activities.places", "12"])
            .status
            .success()
    );
    let (described, _) = said(&isolement(&["describe", file, "--origin"]));
    let sentences = described
        .lines()
        .filter(|line| line.starts_with("- "))
        .count();
    assert_eq!(sentences, 1, "{described}");
    assert!(described.contains("mine.toml:"), "{described}");
    let (difference, _) = said(&isolement(&["diff", regular, file, "--lang", "en"]));
    assert!(difference.contains("from 6 to 12"), "{difference}");
}

#[test]
fn a_file_that_is_there_is_not_overwritten_and_a_failed_set_leaves_it_as_it_was() {
    let folder = own_folder();
    let path = folder.path().join("volunteers-first.toml");
    let file = path.to_str().expect("a path");
    let before = fs::read(&path).expect("read");
    for arguments in [
        vec!["new", file],
        vec!["set", file, "guidance.hours", "9000"],
        vec!["set", file, "base", "nowhere"],
        vec!["set", file, "base", "volunteers-first"],
        vec!["set", file, "title.nl", ""],
    ] {
        let output = isolement(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(fs::read(&path).expect("read"), before, "{arguments:?}");
    }
    let files = fs::read_dir(folder.path()).expect("a folder").count();
    let presets = fs::read_dir("scenarios").expect("a folder").count();
    assert_eq!(files, presets, "something else was written");
}

#[test]
fn a_base_may_be_named_without_its_folder_and_its_end() {
    let folder = own_folder();
    for (number, from) in ["heavy-first", "heavy-first.toml"].into_iter().enumerate() {
        let path = folder.path().join(format!("mine-{number}.toml"));
        let file = path.to_str().expect("a path");
        let made = isolement(&["new", file, "--from", from]);
        assert!(made.status.success(), "{}", said(&made).1);
        let text = fs::read_to_string(&path).expect("read");
        assert!(text.contains("base = \"heavy-first\""), "{text}");
    }
    let mine = folder.path().join("other.toml");
    let mine = mine.to_str().expect("a path");
    let near = isolement(&["new", mine, "--from", "heavy-frist"]);
    assert_eq!(near.status.code(), Some(2));
    let message = said(&near).1;
    assert!(message.contains("heavy-first.toml'?"), "{message}");
    let of_folder = isolement(&["new", mine, "--from", "scenarios"]);
    let message = said(&of_folder).1;
    assert!(message.contains("dit is een map"), "{message}");
}

#[test]
fn what_the_system_says_is_said_in_the_language_of_the_user() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "text").expect("written");
    let below = file.join("below");
    let below = below.to_str().expect("a path");
    let regular = "scenarios/regular-practice.toml";
    let calibrate = ["calibrate", "--out", below, "--scale", "0.01"];
    let compare = ["compare", regular, "--out", below];
    let draws = ["compare", regular, "--draws", below];
    let validation = ["model", "validation", "--draws", below];
    let validate = ["validate", below];
    for arguments in [&calibrate[..], &compare, &draws, &validation, &validate] {
        for (lang, words) in [
            ("nl", "een deel van het pad is een bestand en geen map"),
            ("en", "a part of the path is a file and no folder"),
        ] {
            let output = isolement(&[arguments, &["--lang", lang]].concat());
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            let message = said(&output).1;
            assert!(message.contains(words), "{message}");
            assert!(!message.contains("os error"), "{message}");
        }
    }
}

#[test]
fn a_validation_takes_the_draws_of_a_file_and_no_more_than_it_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("draws.csv");
    let all = fs::read_to_string("src/evidence/data/draws.csv").expect("draws");
    // Four lines about the file, the names, and three draws.
    let few: Vec<&str> = all.lines().take(4 + 1 + 3).collect();
    fs::write(&file, few.join("\n") + "\n").expect("written");
    let path = file.to_str().expect("a path");
    let ask = ["--lang", "en", "model", "validation", "--runs", "4"];
    let output = isolement(&[&ask[..], &["--draws", path]].concat());
    assert_eq!(output.status.code(), Some(2));
    let message = said(&output).1;
    assert!(
        message.contains("there are 3 draws; --runs asks for 4"),
        "{message}"
    );
}

#[test]
fn what_only_a_validation_knows_is_refused_elsewhere() {
    for part in ["parameters", "targets", "description"] {
        for (option, value) in [
            ("--scale", "0.5"),
            ("--runs", "2"),
            ("--draws", "draws.csv"),
        ] {
            let output = isolement(&["--lang", "en", "model", part, option, value]);
            assert_eq!(output.status.code(), Some(2), "{part} {option}");
            let (printed, message) = said(&output);
            assert_eq!(printed, "");
            let expected = format!("{option} belongs to isolement model validation only");
            assert!(message.contains(&expected), "{message}");
        }
    }
}

#[test]
fn a_new_value_that_cannot_be_read_is_told_as_it_was_typed() {
    let folder = own_folder();
    let path = folder.path().join("volunteers-first.toml");
    let file = path.to_str().expect("a path");
    let before = fs::read(&path).expect("read");
    for (value, remedy) in [
        ("0,5", "oplossing: schrijf 0.5"),
        ("{ value = 0.5", "verwacht '}'"),
        ("50%", "oplossing: schrijf voor een aandeel of factor 0.5"),
    ] {
        let output = isolement(&["set", file, "volunteers.academy", value]);
        let message = said(&output).1;
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains(remedy), "{message}");
        assert!(!message.contains("aanhalingstekens"), "{message}");
        assert_eq!(fs::read(&path).expect("read"), before);
    }
}

#[test]
fn a_folder_is_validated_as_a_whole_also_for_editors() {
    let good = isolement(&["validate", "scenarios"]);
    assert!(good.status.success(), "{}", said(&good).1);
    let bad = isolement(&["validate", "tests/bad_scenarios", "--format", "json"]);
    assert_eq!(bad.status.code(), Some(2));
    let problems: serde_json::Value = serde_json::from_str(&said(&bad).0).expect("JSON");
    let problems = problems.as_array().expect("a list");
    assert!(problems.len() > 60, "{}", problems.len());
    let of = |file: &str| {
        problems
            .iter()
            .find(|one| one["file"] == format!("tests/bad_scenarios/{file}.toml"))
            .unwrap_or_else(|| panic!("nothing about {file}"))
    };
    let range = of("out-of-range");
    let place = ["line", "column", "end_column"].map(|key| range[key].as_u64());
    assert_eq!(place, [Some(10), Some(23), Some(26)]);
    assert_eq!(range["severity"], "error");
}

#[test]
fn a_mistyped_command_is_told_in_the_language_that_was_asked_for() {
    for (arguments, expected) in [
        (vec!["compar"], "bedoelde u 'compare'?"),
        (vec!["compar", "--lang", "en"], "did you mean 'compare'?"),
        (vec!["validate", "a.toml", "--yers", "3"], "onbekende optie"),
        (
            vec!["validate", "a.toml", "--years", "99"],
            "verwacht een heel getal van 1 tot en met 40",
        ),
        (
            vec!["compare", "a.toml", "--scale", "2", "--lang=en"],
            "expected a share of the city",
        ),
        (
            vec!["compare", "a.toml", "--scale", "0,1"],
            "bekijk de uitleg: isolement compare --help",
        ),
        (
            vec!["sweep", "run", "a.toml", "--threads", "x", "--lang", "en"],
            "see: isolement sweep run --help",
        ),
        (vec!["new"], "er ontbreekt '<BESTAND>'"),
        (
            vec!["describe", "a.toml", "--lang", "fr"],
            "kies uit nl, en",
        ),
    ] {
        let output = isolement(&arguments);
        let (_, message) = said(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            message.contains(expected),
            "{expected:?} not in:\n{message}"
        );
        assert!(!message.contains("panicked"), "{message}");
    }
    let (help, _) = said(&isolement(&["--help"]));
    assert!(
        help.contains("Gebruik:") && !help.contains("Usage"),
        "{help}"
    );
    let (help, _) = said(&isolement(&["--help", "--lang", "en"]));
    assert!(help.contains("Usage:"), "{help}");
}

#[test]
fn a_worth_that_is_no_amount_is_refused_with_an_example() {
    for worth in ["-1", "inf"] {
        let scenario = "scenarios/regular-practice.toml";
        let output = isolement(&[
            "compare",
            scenario,
            "--lang=en",
            &format!("--worth={worth}"),
        ]);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains("for instance 2000"), "{message}");
    }
}

#[test]
fn a_lever_that_is_not_there_is_refused_before_anything_is_tried() {
    for (lang, told) in [("en", "there is no lever"), ("nl", "er is geen knop")] {
        let output = isolement(&[
            "directions",
            "scenarios/heavy-first.toml",
            "--lever",
            "outreach.hour",
            "--lang",
            lang,
        ]);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains(told), "{message}");
        assert!(message.contains("outreach.hours"), "{message}");
        assert!(output.stdout.is_empty());
    }
}
