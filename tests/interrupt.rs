//! Ctrl-C while a comparison runs: nothing that looks like a result, and the next run works.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A comparison of which the time can be chosen through the number of replicates.
fn start(out: &Path, replicates: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_isolement"))
        .args(["compare", "scenarios/regular-practice.toml"])
        .args(["scenarios/volunteers-first.toml", "--scale", "0.01"])
        .args(["--years", "2", "--replicates", replicates, "--out"])
        .arg(out)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs")
}

fn interrupt(child: &Child) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status();
    assert!(sent.expect("kill runs").success());
}

/// Everything in a folder, hidden files too.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
    entries
        .map(|entry| name(entry).to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_comparison_that_is_stopped_leaves_nothing_and_the_next_one_works() {
    const LONG_ENOUGH_NEVER_TO_END: &str = "100000";
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("result");
    let child = start(&out, LONG_ENOUGH_NEVER_TO_END);
    // Well into the replicates, of which one takes some ten milliseconds.
    sleep(Duration::from_secs(2));
    interrupt(&child);
    let asked = Instant::now();
    let output = child.wait_with_output().expect("it ends");
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{message}");
    assert!(message.contains("er is niets geschreven"), "{message}");
    assert!(!message.contains("panicked"), "{message}");
    assert!(asked.elapsed() < Duration::from_secs(20), "it stops soon");
    assert_eq!(names(folder.path()), Vec::<String>::new());

    let status = start(&out, "2").wait().expect("it ends");
    assert!(status.success());
    assert!(out.join("record.json").is_file());
    assert_eq!(names(folder.path()), ["result"]);
}

#[test]
fn a_comparison_that_is_stopped_leaves_the_earlier_result_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("result");
    assert!(start(&out, "2").wait().expect("it ends").success());
    let before = fs::read(out.join("record.json")).expect("a record");
    let child = start(&out, "100000");
    sleep(Duration::from_secs(1));
    interrupt(&child);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(fs::read(out.join("record.json")).expect("a record"), before);
    assert_eq!(names(folder.path()), ["result"]);
}
