//! No number of the model stands in code: it stands in the registry of parameters, with unit, range,
//! source and grade (MODEL.md section 7). This reads the source of the parts that hold the model and
//! finds every other number.
//!
//! What needs no permission: 0, 1 and 2 in an expression; the size of an array and an index into
//! one; 12, 60, 100 and 1000 as a factor or divisor, which turn years into months, hours into
//! minutes, and percentages and rates per thousand into shares; a number of bits; the key of a draw. A constant that
//! is a bare number needs permission whatever its value, since a name makes a parameter of it.

use std::fs;
use std::path::{Path, PathBuf};

const PARTS: [&str; 4] = [
    "src/dynamics",
    "src/population",
    "src/programme",
    "src/calibration/observe.rs",
];

/// Numbers that are no parameters of the model: a piece of the line in which they stand, and why.
/// The piece is compared without white space; an empty one permits the whole file.
const ALLOWED: &[(&str, &str, &str)] = &[
    (
        "src/calibration/observe.rs",
        "const YEAR: u16 = 12;",
        "unit",
    ),
    (
        "src/calibration/observe.rs",
        "const BETWEEN_WAVES: usize = 2;",
        "how a panel of the literature is looked at",
    ),
    (
        "src/calibration/observe.rs",
        "const END_WAVES: usize = 2;",
        "how a panel of the literature is looked at",
    ),
    (
        "src/calibration/observe.rs",
        "const SHIFT: f64 = 0.5;",
        "how curves of a panel are put into classes",
    ),
    (
        "src/calibration/observe.rs",
        "const RECRUITED: u16 = 3;",
        "the three years in which the report counts volunteers",
    ),
    (
        "src/calibration/observe.rs",
        "10.0 * share(",
        "a percentage as a number per thousand",
    ),
    (
        "src/population/person.rs",
        "const MAX_TIES: usize = 12;",
        "size of the row that holds ties",
    ),
    (
        "src/population/check.rs",
        "",
        "number of a table of the report",
    ),
    ("src/population/city.rs", "align(64)", "a cache line"),
    (
        "src/dynamics/mod.rs",
        "const AHEAD: usize = 32;",
        "residents brought into the cache at once",
    ),
    (
        "src/dynamics/moving.rs",
        "&mut words[..ties.len().div_ceil(4)]",
        "words in a draw",
    ),
    (
        "src/population/newcomers.rs",
        "const EXTRA: u32 = 24;",
        "bit of an identity",
    ),
    (
        "src/population/city.rs",
        "const _: () = assert!(size_of::<Row>() == 128, );",
        "size of a row in memory",
    ),
    (
        "src/population/person.rs",
        "halves.next_power_of_two().max(4)",
        "steps in which a bound grows",
    ),
    (
        "src/dynamics/moving.rs",
        "let mut words = [[0; 4]; MAX_TIES / 4];",
        "words in a draw",
    ),
    (
        "src/population/sociability.rs",
        "const RANKS: f64 = 65536.0;",
        "values of a 16-bit word",
    ),
    (
        "src/programme/volunteers.rs",
        "const RECRUITER: u64 = 0xFF << 48;",
        "key of a draw",
    ),
    (
        "src/programme/specialist.rs",
        "const SEVERE: u8 = 3;",
        "level of the scale of practical problems",
    ),
    (
        "src/programme/state.rs",
        "const MILLION: f64 = 1_000_000.0;",
        "fixed point",
    ),
    (
        "src/programme/priority.rs",
        "const MILLION: i64 = 1_000_000;",
        "fixed point",
    ),
    (
        "src/programme/costs.rs",
        "Resource::SpecialistPlaces => 3,",
        "place in the list of kinds",
    ),
    (
        "src/programme/interventions/peer_match.rs",
        "Fit::main(3)",
        "third choice",
    ),
    (
        "src/programme/interventions/volunteer_visits.rs",
        "Fit::main(3)",
        "third choice",
    ),
    (
        "src/programme/interventions/mod.rs",
        "const MANY: u8 = 2;",
        "level of the scale of practical problems",
    ),
    (
        "src/programme/levers.rs",
        "pub const LEVERS: usize = 40;",
        "length of the list of levers",
    ),
    (
        "src/programme/capacity.rs",
        "const MINUTES_AN_HOUR: f64 = 60.0;",
        "unit",
    ),
    (
        "src/dynamics/process.rs",
        "const PROCESSES: usize = 22;",
        "length of the list of processes",
    ),
    (
        "src/dynamics/process.rs",
        "const LIFE_PROCESSES: usize = 19;",
        "length of its first part",
    ),
    (
        "src/dynamics/reads.rs",
        "const TRAITS: usize = 24;",
        "length of the list of traits",
    ),
    (
        "src/dynamics/world.rs",
        "const DETAILS: u8 = 64;",
        "key of a draw",
    ),
    (
        "src/dynamics/moving.rs",
        "{ 0.5 } else { 1.0 }",
        "a move of two partners is counted at each: half and half",
    ),
    (
        "src/dynamics/ties.rs",
        "const MET_AT_ONCE: u32 = 4;",
        "words in a draw",
    ),
    (
        "src/dynamics/ties.rs",
        "const CHANCE_BITS: u32 = 14;",
        "bits of a word that are left over for a chance",
    ),
    (
        "src/dynamics/ties.rs",
        "(word >> (32 - CHANCE_BITS)) + 0.5",
        "bits of a word; middle of an interval",
    ),
    (
        "src/dynamics/ties.rs",
        "wrapping_mul(0x9E37_79B9) ^ which).wrapping_mul(0x85EB_CA6B)",
        "scrambles bits",
    ),
    (
        "src/dynamics/set_points.rs",
        "const ROUNDS: usize = 60;",
        "rounds of a numerical method",
    ),
    (
        "src/dynamics/problems.rs",
        "const MOST: u8 = 3;",
        "the last of the four levels of practical problems",
    ),
    (
        "src/population/person.rs",
        "const BANDS: usize = 18;",
        "number of five-year bands",
    ),
    (
        "src/population/person.rs",
        "(13, R::From65To74)",
        "bands of the age groups of the report",
    ),
    (
        "src/population/person.rs",
        "(11, R::From55To64)",
        "bands of the age groups of the report",
    ),
    (
        "src/population/person.rs",
        "(9, R::From45To54)",
        "bands of the age groups of the report",
    ),
    (
        "src/population/person.rs",
        "(7, R::From25To44)",
        "bands of the age groups of the report",
    ),
    (
        "src/population/person.rs",
        "(3, R::From13To24)",
        "bands of the age groups of the report",
    ),
    (
        "src/population/person.rs",
        "(age / 5).clamp(2, 19)",
        "five-year bands, 10-14 to 95 and over",
    ),
    (
        "src/population/person.rs",
        "const LAST: u8 = 17;",
        "the last of the five-year bands",
    ),
    (
        "src/population/person.rs",
        "(i16::from(self.age_band) + 3) * 60",
        "end of a five-year band, in months",
    ),
    (
        "src/population/person.rs",
        "(u32::from(self.age_band) + 2) * 5",
        "begin of a five-year band",
    ),
    (
        "src/population/demography.rs",
        "const BANDS: usize = 18;",
        "number of five-year bands",
    ),
    (
        "src/population/graph.rs",
        "const SQRT_3: f64 = 1.732_050_807_568_877_2;",
        "the root of three",
    ),
    (
        "src/population/maxent.rs",
        "const ITERATIONS: usize = 400;",
        "rounds of a numerical method",
    ),
    (
        "src/population/maxent.rs",
        "const TABLES: f64 = 6.0;",
        "number of tables that are fitted at once",
    ),
    (
        "src/population/maxent.rs",
        "1.0 / 9.0",
        "start of a numerical method: all cells alike",
    ),
    (
        "src/population/maxent.rs",
        "in 0..3",
        "levels of support and of loneliness",
    ),
    (
        "src/population/meeting.rs",
        "const ROOM: usize = 2;",
        "free seats in a hash table",
    ),
    (
        "src/population/meeting.rs",
        ".max(16)",
        "least size of a hash table",
    ),
    (
        "src/population/meeting.rs",
        "wrapping_mul(0x9E37_79B9_7F4A_7C15)",
        "hash",
    ),
    (
        "src/population/meeting.rs",
        "(place.members + 1) * 4 > place.seats.len() * 3",
        "when a hash table grows",
    ),
    (
        "src/population/newcomers.rs",
        "16 * usize::from(months)",
        "spare room in memory",
    ),
    (
        "src/population/synthesis.rs",
        "size as usize + 16",
        "spare room in memory",
    ),
    (
        "src/population/synthesis.rs",
        "(cumulative + 0.5).floor()",
        "rounding",
    ),
    (
        "src/population/sociability.rs",
        "const CLASSES: usize = 3;",
        "number of classes, whose means are in the registry",
    ),
    (
        "src/population/sociability.rs",
        "const MOST: usize = 14;",
        "where a table of probabilities is cut off, at one in a thousand",
    ),
    (
        "src/population/sociability.rs",
        "const EM_STEPS: usize = 400;",
        "rounds of a numerical method",
    ),
    (
        "src/programme/volunteers.rs",
        "* 65536.0",
        "values of a 16-bit word",
    ),
];

/// A number in a source file that nothing permits.
#[derive(Debug)]
struct Loose {
    file: String,
    line: usize,
    code: String,
    number: String,
}

/// A file's code line by line: tests, comments, texts and characters left out.
fn code_of(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut lines = Vec::new();
    for line in source.lines() {
        let mut code = String::new();
        let mut in_text = false;
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' if in_text => {
                    letters.next();
                }
                '"' => in_text = !in_text,
                _ if in_text => {}
                '/' if letters.peek() == Some(&'/') => break,
                _ => code.push(letter),
            }
        }
        lines.push(code);
    }
    lines
}

/// The numbers of a line, each with what stands before and after it.
fn numbers(code: &str) -> Vec<(&str, &str, &str)> {
    let mut found = Vec::new();
    let bytes = code.as_bytes();
    let part_of_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let mut at = 0;
    while at < bytes.len() {
        if !part_of_word(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        let number = bytes[at].is_ascii_digit();
        while at < bytes.len()
            && (part_of_word(bytes[at])
                || number && bytes[at] == b'.' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
        {
            at += 1;
        }
        // `pair.0` names a part of a pair.
        let field = code[..start].ends_with('.') && !code[..start].ends_with("..");
        if number && !field {
            found.push((&code[..start], &code[start..at], &code[at..]));
        }
    }
    found
}

fn value(number: &str) -> Option<f64> {
    let plain = number.replace('_', "");
    let plain = ["f64", "u8", "u16", "u32", "u64", "i16", "i32", "usize"]
        .iter()
        .find_map(|kind| plain.strip_suffix(kind))
        .unwrap_or(&plain);
    plain.parse().ok()
}

fn needs_no_permission(before: &str, number: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    let size = before.ends_with(';') && after.starts_with(']')
        || ["list::<", "per::<", "table::<", "Row<"]
            .iter()
            .any(|name| before.ends_with(name));
    let indexed = |before: &str| {
        before.ends_with(|letter: char| letter.is_alphanumeric() || "_])".contains(letter))
    };
    let index = after.starts_with(']') && before.strip_suffix('[').is_some_and(indexed);
    let key = before.ends_with("Purpose(");
    let bits = before.ends_with("<<") || before.ends_with(">>");
    let factor = before.ends_with(['*', '/']) || after.starts_with(['*', '/']);
    let conversion = factor && matches!(value(number), Some(12.0 | 60.0 | 100.0 | 1000.0));
    let constant = before
        .trim_start_matches("pub ")
        .trim_start()
        .starts_with("const ")
        && before.ends_with('=')
        && after == ";";
    let small = !constant && matches!(value(number), Some(0.0 | 1.0 | 2.0));
    size || index || key || bits || conversion || small
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Loose numbers of a file, and the permissions that were used.
fn loose_numbers(file: &str, source: &str) -> (Vec<Loose>, Vec<usize>) {
    let (mut loose, mut used) = (Vec::new(), Vec::new());
    for (place, code) in code_of(source).iter().enumerate() {
        for (before, number, after) in numbers(code) {
            if needs_no_permission(before, number, after) {
                continue;
            }
            let permission = ALLOWED.iter().position(|(at, piece, _)| {
                file == *at
                    && (piece.is_empty() || piece.contains(number))
                    && squeezed(code).contains(&squeezed(piece))
            });
            match permission {
                Some(permission) => used.push(permission),
                None => loose.push(Loose {
                    file: file.to_owned(),
                    line: place + 1,
                    code: code.trim().to_owned(),
                    number: number.to_owned(),
                }),
            }
        }
    }
    (loose, used)
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    if folder.is_file() {
        found.push(folder.to_owned());
        return;
    }
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_number_of_the_model_stands_in_the_registry() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for part in PARTS {
        rust_files(&root.join(part), &mut files);
    }
    assert!(files.len() > 30, "only {} sources found", files.len());
    let (mut loose, mut used) = (Vec::new(), Vec::new());
    for path in files {
        let source = fs::read_to_string(&path).expect("a source");
        let name = path.strip_prefix(root).expect("below the root");
        let (found, permissions) = loose_numbers(&name.display().to_string(), &source);
        loose.extend(found);
        used.extend(permissions);
    }
    let told: Vec<String> = loose
        .iter()
        .map(|one| format!("{}:{}: {} in: {}", one.file, one.line, one.number, one.code))
        .collect();
    assert!(
        told.is_empty(),
        "numbers in code: move each to src/evidence/data/parameters.toml, or say in ALLOWED why \
         it is no parameter of the model\n{}",
        told.join("\n")
    );
    let stale = (0..ALLOWED.len()).filter(|place| !used.contains(place));
    let stale: Vec<_> = stale.map(|place| ALLOWED[place]).collect();
    assert!(
        stale.is_empty(),
        "permissions that nothing needs: {stale:?}"
    );
}

#[test]
fn a_new_number_is_found_wherever_it_hides() {
    let found = |source: &str| loose_numbers("src/dynamics/new.rs", source).0.len();
    assert_eq!(found("const MONTHS: i16 = 24;"), 1);
    assert_eq!(found("const TWICE: f64 = 2.0;"), 1);
    assert_eq!(found("const PHASES: [i16; 2] = [12, 36];"), 2);
    assert_eq!(found("let rate = 0.054 * person.ties;"), 1);
    assert_eq!(found("if age < 25 { 3.1 } else { 1.0 }"), 2);
    assert_eq!(found("let months = 1_2;"), 1);
    assert_eq!(found("let rate = (0.9..1.2).start;"), 2);
}

#[test]
fn sizes_conversions_texts_and_tests_are_left_alone() {
    let found = |source: &str| loose_numbers("src/dynamics/new.rs", source).0;
    for source in [
        "let list: [f64; 5] = reader.list::<5>(\"a 7\")?;",
        "rate / 12.0 + minutes * 60 + words[3] + pair.1",
        "// a comment of 42",
        "#[cfg(test)]\nmod tests { const SEED: u64 = 77; }",
        "const DRAW: Purpose = Purpose(130);",
    ] {
        assert!(found(source).is_empty(), "{:?}", found(source));
    }
}
