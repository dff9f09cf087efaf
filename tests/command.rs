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

#[test]
fn a_worth_that_is_no_amount_is_refused_with_an_example() {
    for worth in ["-1", "much", "inf"] {
        let scenario = "scenarios/regular-practice.toml";
        let output = isolement(&["compare", scenario, &format!("--worth={worth}")]);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains("such as 2000"), "{message}");
    }
}
