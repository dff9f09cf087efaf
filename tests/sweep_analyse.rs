//! `isolement analyse` on real sweeps of a very small city, in both languages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn isolement(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isolement"));
    command.args(arguments).output().expect("runs")
}

fn done(arguments: &[&str]) -> String {
    let output = isolement(arguments);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}{complaint}");
    said
}

/// A sweep of two parameters and a lever with a design, run.
fn sweep(folder: &Path, name: &str, design: &str, [scale, years]: [&str; 2]) -> PathBuf {
    let scenarios = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let file = folder.join(format!("{name}.toml"));
    let text = format!(
        "schema = 1\n\
         policies = [\"{0}/regular-practice.toml\", \"{0}/rotterdam-approach.toml\"]\n\
         replicates = 2\nscale = {scale}\nyears = {years}\n[design]\n{design}\n\
         [parameters]\n\"ties.loss\" = {{}}\n\"population.oldest_age\" = {{}}\n\
         [levers]\n\"guidance.hours\" = [6, 24]\n",
        scenarios.display()
    );
    fs::write(&file, text).expect("written");
    let store = folder.join(name);
    let (file, out) = (
        file.to_str().expect("UTF-8"),
        store.to_str().expect("UTF-8"),
    );
    done(&["sweep", "run", file, "--out", out]);
    store
}

/// A city so small that the programme has no hours in it, and one in which it works.
const TINY: [&str; 2] = ["0.005", "2"];
const SMALL: [&str; 2] = ["0.01", "3"];

/// Runs an analysis in both languages, and gives the English text.
fn analysis(verb: &str, store: &Path, more: &[&str]) -> String {
    let folder = store.to_str().expect("UTF-8");
    let arguments = [&["analyse", verb, folder], more].concat();
    let dutch = done(&arguments);
    let english = done(&[&["--lang", "en"], arguments.as_slice()].concat());
    assert_ne!(dutch, english);
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert!(!words(&dutch).iter().any(|word| word == "the"), "{dutch}");
    assert!(
        !words(&english).iter().any(|word| word == "van"),
        "{english}"
    );
    for end in ["csv", "svg", "png"] {
        let path = store.join("analysis").join(format!("{verb}.{end}"));
        assert!(
            fs::metadata(&path).is_ok_and(|about| about.len() > 20),
            "{}",
            path.display()
        );
    }
    let picture = store.join("analysis").join(format!("{verb}.svg"));
    let picture = fs::read_to_string(picture).expect("read");
    assert!(picture.contains("<desc id=\"desc\">"));
    english
}

#[test]
fn sobol_says_what_drives_the_outcome_and_the_share_of_chance() {
    let folder = tempfile::tempdir().expect("a folder");
    let design = "kind = \"saltelli\"\nsamples = 8\nsecond_order = true";
    let store = sweep(folder.path(), "s", design, TINY);
    let said = analysis("sobol", &store, &["--level"]);
    assert!(said.contains("Chance is "), "{said}");
    assert!(
        said.contains("loss of a tie with oldest age at the start"),
        "{said}"
    );
    let table = fs::read_to_string(store.join("analysis/sobol.csv")).expect("read");
    assert_eq!(table.lines().count(), 1 + 3 + 3 + 3);
    // What the table calls not resolved has an interval around zero, and the samples that it takes.
    let mut unresolved = 0;
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let [low, high] = [cells[4], cells[5]].map(|cell| cell.parse::<f64>().expect("a number"));
        let vague = low <= 0.0 && high - low > 0.1;
        assert_eq!(vague, !cells[6].is_empty(), "{row}");
        unresolved += usize::from(vague);
    }
    assert_eq!(unresolved, said.matches("not resolved: add ").count());
    assert!(analysis("robustness", &store, &["--enough", "1"]).contains("regret"));
}

#[test]
fn morris_and_tornado_say_what_matters() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sweep(
        folder.path(),
        "m",
        "kind = \"morris\"\ntrajectories = 4",
        TINY,
    );
    let said = analysis(
        "morris",
        &store,
        &["--outcome", "professional_hours", "--level"],
    );
    assert!(
        said.contains("“hours of elderly advisers” matters most"),
        "{said}"
    );
    let store = sweep(folder.path(), "t", "kind = \"one_at_a_time\"", TINY);
    let said = analysis(
        "tornado",
        &store,
        &["--outcome", "professional_hours", "--level"],
    );
    assert!(
        said.contains("“hours of elderly advisers” shifts it most"),
        "{said}"
    );
}

#[test]
fn prim_and_threshold_say_when_a_policy_is_no_longer_better() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sweep(folder.path(), "p", "kind = \"sobol\"\nsamples = 32", SMALL);
    let said = analysis("prim", &store, &["--enough", "-10000"]);
    assert!(said.contains("fails in none of the 32 settings"), "{said}");
    let said = analysis("prim", &store, &["--enough", "10000"]);
    assert!(said.contains("fails in all 32 settings"), "{said}");
    let said = analysis("prim", &store, &["--enough", "0.5"]);
    assert!(said.contains(" of 32 settings"), "{said}");
    let more = ["--vary", "ties.loss", "--replicates", "3", "--steps", "2"];
    let said = analysis("threshold", &store, &more);
    assert!(said.contains("better"), "{said}");
}

#[test]
fn an_analysis_of_the_wrong_design_or_of_nothing_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sweep(folder.path(), "w", "kind = \"sobol\"\nsamples = 2", TINY);
    let folder = store.to_str().expect("UTF-8");
    for (arguments, told) in [
        (vec!["sobol", folder], "kind = \"saltelli\""),
        (vec!["morris", folder], "kind = \"morris\""),
        (vec!["tornado", folder], "kind = \"one_at_a_time\""),
        (
            vec!["prim", folder, "--outcome", "isolated"],
            "is not in this sweep",
        ),
        (
            vec!["prim", folder, "--policy", "heavy-first"],
            "choose from regular-practice",
        ),
        (
            vec!["threshold", folder, "--vary", "ties.los"],
            "did you mean 'ties.loss'?",
        ),
    ] {
        let output = isolement(&[&["--lang", "en", "analyse"], arguments.as_slice()].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(told), "{said}");
    }
    // A part that is missing is no zero.
    let part = fs::read_dir(store.join("parts")).expect("a folder").next();
    fs::remove_file(part.expect("a part").expect("an entry").path()).expect("removed");
    let output = isolement(&["--lang", "en", "analyse", "prim", folder]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not complete"));
}
