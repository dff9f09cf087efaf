//! Sound and broken files, changed at random: whatever a file holds, the answer is a message and an
//! exit code of 0 or 2, and it comes at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use isolement::evidence::LeverRegistry;
use isolement::input::{Diagnostic, Severity, render, to_json};
use isolement::scenario::{Scenario, Timeline, describe, difference, load, origin_table, set};
use isolement::vocabulary::Lang;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Far more than any file takes; a file that takes as long has made the reader hang.
const AT_ONCE: Duration = Duration::from_secs(20);

fn files_in(folder: &str) -> Vec<Vec<u8>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| fs::read(path).expect("read"))
        .collect()
}

/// What a mutation may put anywhere in a file.
const PIECES: &[&str] = &[
    "\"",
    "\"\"\"",
    "'",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "#",
    "\n",
    "\r",
    "\0",
    "\\",
    "\\u00",
    "é",
    "\u{feff}",
    "-",
    "inf",
    "nan",
    "1e999",
    "0x",
    "99999999999999999999",
    "2010-01",
    "\"9999-12\"",
    "\"0000-01\"",
    "1979-05-27T07:32:00Z",
    "true",
    "value = 1",
    "from = \"2012-01\"",
    "boroughs = [\"Pernis\"]",
    "ages = [\"75+\"]",
    "categories = [\"structural\"]",
    "base = \"a\"",
    "levers",
    "guidance.hours = 7",
    "[levers.guidance]",
];

/// What a mutation may put in the place of a value.
#[rustfmt::skip]
const VALUES: &[&str] = &[
    "0", "-1", "1e308", "-0.0", "0.1", "1_000", "0x10", "9223372036854775808", "true", "\"\"",
    "\"heavy_first\"", "\"first_come\"", "[]", "{}", "[[]]", "[{}]", "[{ value = 1 }]",
    "{ value = 1 }", "{ value = 1, from = \"2010-01\", until = \"2009-01\" }",
    "{ value = 1, boroughs = [] }", "{ value = 1, boroughs = [\"Noord\", \"Noord\"] }",
    "{ value = 1, ages = [\"75+\", \"45-64\"] }", "{ value = 1, ages = [], categories = [1] }",
    "[{ value = 0, ages = [\"65+\"] }, { value = 1, categories = [\"structural\"], ages = [\"75+\"] }]",
    "\"regular-practice\"", "\"a\"", "2007-01-01", "'''", "\"\"\"", "nan",
];

/// What may stand before an equals sign.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "schema", "base", "title", "question", "notes", "levers", "nl", "en", "title.nl",
    "\"activities.places\"", "\"guidance.hours\"", "coordination.hours",
    "\"volunteers.enquiries\"", "\"allocation.priority\"", "\"signalling.home_care\"", "\"\"",
    "\"a b\"", "a.b.c", "é",
];

fn mutate(text: &mut Vec<u8>, rng: &mut StdRng) {
    match rng.random_range(0..10) {
        0..=4 => mutate_bytes(text, rng),
        5..=8 => mutate_lines(text, rng),
        _ => mutate_encoding(text, rng),
    }
}

fn mutate_bytes(text: &mut Vec<u8>, rng: &mut StdRng) {
    let at = rng.random_range(0..=text.len());
    let end = (at + rng.random_range(0..40)).min(text.len());
    match rng.random_range(0..6) {
        0 if at < text.len() => text[at] = rng.random_range(0..=255),
        1 => drop(text.drain(at..end)),
        2 => {
            let copy = text[at..end].to_vec();
            let to = rng.random_range(0..=text.len());
            text.splice(to..to, copy);
        }
        3 => {
            let deep = ["[", "{a=", "a.", "[[", "\"b\"."][rng.random_range(0..5)];
            let times = rng.random_range(1..3000);
            text.splice(at..at, deep.repeat(times).into_bytes());
        }
        _ => {
            let piece = PIECES[rng.random_range(0..PIECES.len())];
            text.splice(at..end.min(at + 8), piece.bytes());
        }
    }
}

/// Keys, types, numbers and structure: lines are swapped, doubled, lost, renamed or given another
/// value.
fn mutate_lines(text: &mut Vec<u8>, rng: &mut StdRng) {
    let whole = String::from_utf8_lossy(text).into_owned();
    let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return;
    }
    let [one, other] = [0; 2].map(|_| rng.random_range(0..lines.len()));
    match rng.random_range(0..5) {
        0 => lines.swap(one, other),
        1 => lines.insert(other, lines[one].clone()),
        2 => drop(lines.remove(one)),
        kind => {
            if let Some((name, value)) = lines[one].clone().split_once('=') {
                lines[one] = if kind == 3 {
                    format!("{name}= {}", VALUES[rng.random_range(0..VALUES.len())])
                } else {
                    format!("{} ={value}", NAMES[rng.random_range(0..NAMES.len())])
                };
            }
        }
    }
    *text = lines.join("\n").into_bytes();
}

fn mutate_encoding(text: &mut Vec<u8>, rng: &mut StdRng) {
    let whole = String::from_utf8_lossy(text).into_owned();
    *text = match rng.random_range(0..5) {
        0 => {
            let units = whole.encode_utf16().flat_map(u16::to_le_bytes);
            b"\xff\xfe".iter().copied().chain(units).collect()
        }
        1 => whole
            .chars()
            .map(|c| u8::try_from(c).unwrap_or(b'?'))
            .collect(),
        2 => [b"\xef\xbb\xbf".to_vec(), whole.into_bytes()].concat(),
        3 => whole.replace('\n', "\r\n").into_bytes(),
        _ => whole.replace('\n', "\r").into_bytes(),
    };
}

/// Everything that can be done with what was read.
fn use_all(read: &[Scenario], levers: &LeverRegistry, timeline: &Timeline) {
    for lang in [Lang::Nl, Lang::En] {
        for scenario in read {
            describe(scenario, levers, lang);
            origin_table(scenario, levers, lang);
        }
        if let [first, second] = read {
            let changes = first.differences(second, levers, timeline);
            difference([first, second], &changes, levers, lang);
        }
    }
}

fn mutated(rng: &mut StdRng, sources: &[Vec<Vec<u8>>; 2], most: u32) -> Vec<u8> {
    let sources = &sources[usize::from(rng.random_bool(0.1))];
    let mut text = sources[rng.random_range(0..sources.len())].clone();
    for _ in 0..rng.random_range(0..=most) {
        mutate(&mut text, rng);
    }
    text
}

#[test]
fn no_file_whatever_its_bytes_makes_the_reader_panic_or_hang() {
    let sources = ["scenarios", "tests/bad_scenarios"].map(files_in);
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["a", "regular-practice"].map(|name| folder.path().join(format!("{name}.toml")));
    for entry in fs::read_dir("scenarios").expect("a folder") {
        let preset = entry.expect("an entry").path();
        let name = preset.file_name().expect("a name");
        fs::copy(&preset, folder.path().join(name)).expect("copied");
    }
    let levers = LeverRegistry::embedded().expect("a registry");
    let mut rng = StdRng::seed_from_u64(2010);
    let (mut sound, mut refused) = (0, 0);
    for round in 0..4000 {
        fs::write(&names[0], mutated(&mut rng, &sources, 2)).expect("written");
        if rng.random_bool(0.3) {
            fs::write(&names[1], mutated(&mut rng, &sources, 1)).expect("written");
        } else {
            fs::copy("scenarios/regular-practice.toml", &names[1]).expect("copied");
        }
        let timeline = Timeline {
            start: "2007-01".parse().expect("a month"),
            months: [0, 1, 120][round % 3],
        };
        let began = Instant::now();
        let problems: Vec<Diagnostic> = match load(&names, &levers, &timeline) {
            Ok(scenarios) => {
                sound += 1;
                use_all(&scenarios, &levers, &timeline);
                scenarios.into_iter().flat_map(|one| one.warnings).collect()
            }
            Err(problems) => {
                refused += 1;
                assert!(problems.iter().any(|one| one.severity == Severity::Error));
                problems
            }
        };
        for lang in [Lang::Nl, Lang::En] {
            render(&problems, lang, round % 2 == 0);
            to_json(&problems, lang);
        }
        let value = VALUES[rng.random_range(0..VALUES.len())];
        let key = NAMES[rng.random_range(0..NAMES.len())].trim_matches('"');
        // A file that was changed by itself is still a file that is read.
        if let Ok(text) = set(&names[0], key, value, &levers) {
            fs::write(&names[0], text).expect("written");
            set(&names[0], key, value, &levers).expect("what was set can be set again");
        }
        assert!(began.elapsed() < AT_ONCE, "round {round}");
    }
    // The test means something only when it meets both.
    assert!(
        sound > 400 && refused > 400,
        "{sound} sound, {refused} refused"
    );
}

/// Runs the command on a file; gives its exit code and what it said.
fn validate(path: &Path, format: &str) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_isolement"))
        .args(["validate", "--format", format])
        .arg(path)
        .output()
        .expect("the command runs");
    let said = [output.stderr, output.stdout].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    (output.status.code(), said)
}

#[test]
fn the_command_ends_with_0_or_2_on_any_file_and_says_why() {
    let sources = ["scenarios", "tests/bad_scenarios"].map(files_in);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("regular-practice.toml");
    let mut rng = StdRng::seed_from_u64(2007);
    let mut codes = [0; 3];
    for round in 0..300 {
        fs::write(&path, mutated(&mut rng, &sources, 3)).expect("written");
        let (code, said) = validate(&path, ["text", "json"][round % 2]);
        assert!(!said.contains("panicked"), "{said}");
        match code {
            Some(code @ (0 | 2)) => codes[code as usize] += 1,
            other => panic!("exit code {other:?}:\n{said}"),
        }
        assert!(!said.trim().is_empty());
    }
    assert!(codes[0] > 10 && codes[2] > 10, "{codes:?}");
}

#[test]
fn ten_megabytes_of_nonsense_are_answered_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.toml");
    let mut rng = StdRng::seed_from_u64(1);
    let mut bytes = vec![0_u8; 10_000_000];
    rng.fill(&mut bytes[..]);
    let brackets = "[".repeat(10_000_000).into_bytes();
    let lines = "guidance.hours = 1\n".repeat(530_000).into_bytes();
    for nonsense in [bytes, brackets, lines] {
        fs::write(&path, nonsense).expect("written");
        let began = Instant::now();
        let (code, said) = validate(&path, "text");
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("groter dan 1 MB"), "{said}");
        assert!(began.elapsed() < AT_ONCE);
    }
    // Just under the limit, so that it is read.
    for nonsense in [
        "[",
        "{a=",
        "a.",
        "\"\"\"",
        "x = [[",
        "\u{1F600}",
        "[levers]\n",
    ] {
        let text = nonsense.repeat(990_000 / nonsense.len());
        fs::write(&path, text).expect("written");
        let began = Instant::now();
        let (code, said) = validate(&path, "text");
        assert_eq!(code, Some(2), "{said}");
        assert!(!said.contains("panicked"), "{said}");
        assert!(began.elapsed() < AT_ONCE, "{nonsense}");
    }
}
