//! `isolement bench`: everything that is needed to judge a speed is said, and measuring changes nothing.

use std::fs;
use std::process::{Command, Output};

use isolement::engine::{Model, Simulation};
use isolement::programme::{LeverTable, Policy};

const PAGE: &str = "docs/speed.md";
const BEGIN: &str = "<!-- isolement bench: begin -->";
const END: &str = "<!-- isolement bench: end -->";

fn bench(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_isolement"))
        .arg("bench")
        .args(arguments)
        .output()
        .expect("the command runs")
}

fn printed(arguments: &[&str]) -> String {
    let output = bench(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    String::from_utf8(output.stdout).expect("text")
}

fn digest(printed: &str) -> &str {
    let line = printed
        .lines()
        .find_map(|line| line.strip_prefix("digest: "));
    line.unwrap_or_else(|| panic!("{printed}"))
}

/// The rest of the line that begins with a name.
fn value<'a>(printed: &'a str, name: &str) -> &'a str {
    let rest = printed.lines().find_map(|line| {
        let rest = line.strip_prefix(name)?;
        rest.starts_with("  ").then(|| rest.trim())
    });
    rest.unwrap_or_else(|| panic!("{name} is not in:\n{printed}"))
}

#[test]
fn everything_that_is_needed_to_judge_a_speed_is_said_in_both_languages() {
    let english = printed(&[
        "--scale",
        "0.01",
        "--months",
        "12",
        "--replicates",
        "2",
        "--lang",
        "en",
    ]);
    for name in [
        "machine",
        "processor",
        "cores",
        "threads of the run",
        "events per resident-month",
        "recorded outcomes, every month",
        "policy",
        "seconds with set-up",
        "seconds without set-up",
        "resident-months a second a core",
        "bytes a resident beyond the tie graph",
        "bytes a resident of the tie graph",
        "peak memory",
        "copying on one core",
        "share of that bandwidth that the run asks",
        // Of the table of the set-up, the months, the bytes and the work.
        "couples and ties",
        "finding events",
        "programme: signalling",
        "setting clocks",
        "output: numbers of a comparison",
        "meeting places",
        "calendar",
        "clocks that were due",
    ] {
        assert!(value(&english, name).chars().any(char::is_alphanumeric));
    }
    assert_eq!(value(&english, "residents at the start"), "4,800");
    assert_eq!(value(&english, "months"), "12");
    assert_eq!(value(&english, "processes with a clock"), "22");
    assert!(value(&english, "programme").starts_with("on: "));
    let scaling = value(&english, "2 replicates");
    assert!(scaling.contains("times as fast"), "{scaling}");
    assert_eq!(
        value(&english, "the same bits on one thread and on all"),
        "yes"
    );

    let dutch = printed(&["--scale", "0.01", "--months", "12"]);
    assert_eq!(value(&dutch, "bewoners aan het begin"), "4.800");
    assert_eq!(
        dutch
            .lines()
            .filter(|line| line.starts_with("samen "))
            .count(),
        3
    );
    assert!(
        !dutch.contains("herhalingen"),
        "nobody asked for replicates"
    );
    assert_eq!(digest(&dutch), digest(&english));
}

#[test]
fn the_digest_is_that_of_a_run_that_nobody_measures() {
    let model = Model::embedded().expect("a model");
    let levers = LeverTable::defaults(&model.levers).expect("levers");
    let policy = Policy::constant(levers.clone());
    let mut simulation = Simulation::new(&model, 9, 0, 0.01, 24, levers);
    simulation.run_to(24, &policy);
    let same = printed(&["--scale", "0.01", "--months", "24", "--seed", "9"]);
    assert_eq!(digest(&same), simulation.record().digest_text());
    let other = printed(&["--scale", "0.01", "--months", "24", "--seed", "10"]);
    assert_ne!(digest(&other), digest(&same));
}

#[test]
fn a_scenario_is_the_policy_and_one_without_a_programme_is_said_to_have_none() {
    let off = printed(&[
        "scenarios/programme-off.toml",
        "--scale",
        "0.01",
        "--months",
        "12",
        "--lang",
        "en",
    ]);
    assert_eq!(value(&off, "policy"), "No programme");
    assert_eq!(value(&off, "programme"), "off: nobody is in help");
    let on = printed(&["--scale", "0.01", "--months", "12", "--lang", "en"]);
    assert_ne!(digest(&off), digest(&on));
}

#[test]
fn a_wrong_option_is_refused_with_a_remedy() {
    for (arguments, expected) in [
        (["--scale", "0"], "at most 100"),
        (["--scale", "101"], "at most 100"),
        (["--months", "0"], "from 1 to 480"),
        (["--months", "481"], "from 1 to 480"),
        (["--replicates", "0"], "from 1 to"),
        (["--seed", "x"], "expected a whole number"),
        (["--month", "12"], "--months"),
        (["nowhere.toml", "--months=12"], "nowhere.toml"),
        (["--write", "no/such/page.md"], "no/such/page.md"),
    ] {
        let output = bench(&[arguments[0], arguments[1], "--lang", "en"]);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {message}");
        assert!(message.contains(expected), "{arguments:?}: {message}");
        assert!(output.stdout.is_empty() && !message.contains("panicked"));
    }
}

#[test]
fn a_page_gets_the_tables_between_its_marks_and_keeps_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.md");
    let run = |text: &str| {
        fs::write(&path, text).expect("written");
        let path = path.to_str().expect("a path");
        let output = bench(&[
            "--scale", "0.01", "--months", "6", "--lang", "en", "--write", path,
        ]);
        (output, fs::read_to_string(path).expect("read"))
    };
    let (output, page) = run(&format!("# Mine\n{BEGIN}\nold\n{END}\nThe end.\n"));
    assert_eq!(output.status.code(), Some(0));
    let part = page
        .strip_prefix(&format!("# Mine\n{BEGIN}\n"))
        .and_then(|rest| rest.strip_suffix(&format!("{END}\nThe end.\n")))
        .unwrap_or_else(|| panic!("{page}"));
    assert!(
        !part.contains("old") && part.contains("| months | 6 |"),
        "{part}"
    );
    assert!(
        part.contains("isolement bench --scale 0.01 --months 6"),
        "{part}"
    );
    let shown = String::from_utf8(output.stdout).expect("text");
    assert!(part.contains(digest(&shown)), "{part}");

    for without in ["# Mine\n".to_owned(), format!("{END}\n{BEGIN}\n")] {
        let (output, page) = run(&without);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(
            message.contains(BEGIN) && message.contains(END),
            "{message}"
        );
        assert_eq!(page, without);
    }
}

/// The first cells of the rows of tables, numbers of replicates taken away.
fn names(page: &str) -> Vec<String> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| "));
    rows.filter_map(|row| row.split(" | ").next())
        .map(|name| name.trim_start_matches(char::is_numeric).to_owned())
        .collect()
}

#[test]
fn the_page_on_speed_has_the_rows_that_the_command_gives() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.md");
    let kept = fs::read_to_string(PAGE).expect("the page on speed");
    fs::write(&path, &kept).expect("written");
    let path_text = path.to_str().expect("a path");
    printed(&[
        "--scale",
        "0.01",
        "--months",
        "6",
        "--replicates",
        "2",
        "--lang",
        "en",
        "--write",
        path_text,
    ]);
    let new = fs::read_to_string(&path).expect("read");
    assert!(names(&kept).len() > 50);
    assert_eq!(
        names(&kept),
        names(&new),
        "make the tables anew: isolement bench --lang en --replicates 8 --write {PAGE}"
    );
}
