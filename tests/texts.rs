//! Every text that a user meets is there in Dutch and in English.

use std::fs;
use std::path::PathBuf;

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty());
    found
}

/// The literal at the start of a call's arguments, without the places that are filled.
fn literal(arguments: &str) -> Option<String> {
    let text = arguments.trim_start().strip_prefix('"')?;
    let text = text.split('"').next()?;
    let mut shown = String::new();
    let mut depth = 0;
    for c in text.replace("\\n", " ").chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => shown.push(c),
            _ => {}
        }
    }
    Some(shown)
}

fn printed_words(source: &str) -> Vec<String> {
    ["println!(", "print!(", "say(", "say(format!("]
        .iter()
        .flat_map(|call| source.split(call).skip(1))
        .filter_map(literal)
        .filter(|text| text.chars().any(char::is_alphabetic))
        .collect()
}

#[test]
fn nothing_is_printed_that_stands_in_one_language_only() {
    assert_eq!(printed_words("eprintln!(\"error: {error}\")"), ["error: "]);
    for path in sources("src") {
        let text = fs::read_to_string(&path).expect("read");
        let code = text.split("#[cfg(test)]").next().expect("code");
        let words = printed_words(code);
        assert!(
            words.is_empty(),
            "{} prints {words:?}: put the text where both languages stand",
            path.display()
        );
    }
}

/// Words that one of the languages has and the other has not.
const DUTCH: &[&str] = &[
    "de", "het", "een", "van", "voor", "niet", "zijn", "worden", "wordt", "naar", "bij", "geen",
    "meer", "dan", "als", "alle", "elke", "deze", "dit", "uit", "wat", "wie", "welke", "jaar",
    "kan", "mag", "staat", "waarde", "bestand", "verwacht", "vanaf", "minder", "hele",
];
const ENGLISH: &[&str] = &[
    "the", "of", "and", "for", "with", "not", "are", "to", "no", "more", "than", "if", "all",
    "each", "this", "these", "from", "what", "who", "which", "year", "years", "may", "stands",
    "value", "file", "by", "expected", "instead", "less", "whole",
];

/// A text in the code: its line, and how many words of it are Dutch alone and English alone.
struct Text {
    line: usize,
    words: usize,
    dutch: usize,
    english: usize,
    text: String,
}

impl Text {
    fn is_dutch(&self) -> bool {
        self.dutch > 0 && self.dutch >= self.english
    }

    fn is_english(&self) -> bool {
        self.english > 0 && self.english >= self.dutch
    }
}

/// The string literals of code, apart from those that no user sees.
fn texts_in(code: &str) -> Vec<Text> {
    const UNSEEN: &[&str] = &["expect(", "reason =", "panic!(", "after_help =", "error("];
    let mut found = Vec::new();
    let (mut rest, mut line) = (code, 1);
    while let Some(c) = rest.chars().next() {
        let end = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("'\"'") {
            3
        } else if rest.starts_with("'\\") {
            4
        } else if c == '"' {
            let mut escaped = false;
            let close = rest[1..].find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            let close = close.expect("a literal ends") + 1;
            let before = &code[..code.len() - rest.len()];
            if !UNSEEN.iter().any(|call| before.trim_end().ends_with(call)) {
                found.push(text_of(line, &rest[1..close]));
            }
            close + 1
        } else {
            c.len_utf8()
        };
        let end = end.min(rest.len());
        line += rest[..end].matches('\n').count();
        rest = &rest[end..];
    }
    found
}

fn text_of(line: usize, text: &str) -> Text {
    let mut depth = 0;
    let shown: String = text
        .replace("\\n", " ")
        .chars()
        .filter(|c| {
            depth += i32::from(*c == '{');
            let outside = depth == 0;
            depth -= i32::from(*c == '}');
            outside
        })
        .collect();
    let lower = shown.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let of = |known: &[&str]| words.iter().filter(|word| known.contains(word)).count();
    Text {
        line,
        words: if text.trim().contains(' ') {
            words.len()
        } else {
            0
        },
        dutch: of(DUTCH),
        english: of(ENGLISH),
        text: text.to_owned(),
    }
}

/// How many lines the Dutch of a text may stand from its English.
const NEAR: usize = 45;

/// The sentences of code that have no text in the other language near.
fn alone(code: &str) -> Vec<String> {
    let texts = texts_in(code);
    let alone = texts.iter().filter(|one| {
        let is_clear = one.words >= 3 && one.is_dutch() != one.is_english();
        let mut near = texts
            .iter()
            .filter(|other| other.line.abs_diff(one.line) <= NEAR);
        is_clear
            && !near.any(|other| {
                if one.is_dutch() {
                    other.is_english()
                } else {
                    other.is_dutch()
                }
            })
    });
    alone
        .map(|one| format!("{}: {}", one.line, one.text))
        .collect()
}

#[test]
fn no_sentence_of_the_command_or_the_report_stands_in_one_language_only() {
    // The check itself finds what is alone, and is content with what is not.
    let both =
        "Lang::Nl => \"er is geen bestand van die naam\",\nLang::En => \"there is no file of it\",";
    assert_eq!(alone(both), [] as [&str; 0]);
    assert_eq!(alone("say(\"there is no file of that name\")").len(), 1);
    assert_eq!(alone("say(\"er is geen bestand van die naam\")").len(), 1);
    // The Dutch of the help has tests of its own; the model description is English, with its limits in
    // both languages; errors of the library are English, of which each has
    // its Dutch in one match; a style sheet is no text; the sample is fabricated.
    let apart = [
        "src/cli/help_text.rs",
        "src/report/description.rs",
        "src/report/error.rs",
        "src/report/page/style.rs",
        "src/report/sample.rs",
        "src/report/submodels.rs",
    ];
    // Reasons that cannot arise with the font that is built in, and units in tables for machines.
    let allowed = [
        "the embedded font cannot be read",
        "the drawing is empty",
        "resident-years a year",
        "resident-years per EUR 1,000",
        "resident-years per 1,000 hours",
    ];
    let mut found = Vec::new();
    for folder in [
        "src/cli",
        "src/report",
        "src/scenario",
        "src/input",
        "src/experiment",
    ] {
        for path in sources(folder) {
            if apart.iter().any(|known| path.ends_with(known)) {
                continue;
            }
            let source = fs::read_to_string(&path).expect("read");
            let code = source.split("#[cfg(test)]").next().expect("code");
            let texts = alone(code).into_iter();
            let texts = texts.filter(|text| !allowed.iter().any(|known| text.ends_with(known)));
            found.extend(texts.map(|text| format!("{}:{text}", path.display())));
        }
    }
    assert!(
        found.is_empty(),
        "in one language only:\n{}",
        found.join("\n")
    );
}

/// The golden messages: first English, then Dutch.
fn golden() -> Vec<(PathBuf, String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir("tests/bad_scenarios").expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|end| end == "txt") {
            let text = fs::read_to_string(&path).expect("read");
            let at = ["\nfout:", "\nwaarschuwing:"]
                .iter()
                .filter_map(|start| text.find(start))
                .min()
                .unwrap_or_else(|| panic!("{} has no Dutch", path.display()));
            let (english, dutch) = text.split_at(at);
            found.push((path, english.to_owned(), dutch.to_owned()));
        }
    }
    found.sort();
    found
}

#[test]
fn the_corpus_of_broken_files_is_large_and_each_has_its_message_in_both_languages() {
    let golden = golden();
    assert!(golden.len() >= 60, "{}", golden.len());
    for (path, english, dutch) in &golden {
        let count = |text: &str, words: [&str; 2]| -> usize {
            let starts = |line: &&str| words.iter().any(|word| line.starts_with(word));
            text.lines().filter(starts).count()
        };
        assert_eq!(
            count(english, ["error:", "warning:"]),
            count(dutch, ["fout:", "waarschuwing:"]),
            "{}",
            path.display()
        );
    }
}

/// The lines of a message that are ours: not those that show the file.
fn own_words(message: &str) -> String {
    let ours = |line: &&str| {
        let shown = line.trim_start();
        let quotes_file = shown
            .split_once('|')
            .is_some_and(|(number, _)| number.trim().parse::<u32>().is_ok());
        !quotes_file && !shown.starts_with("-->")
    };
    message.lines().filter(ours).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_message_names_a_type_of_the_program_or_speaks_the_other_language() {
    for (path, english, dutch) in golden() {
        for text in [&english, &dutch] {
            let text = own_words(text)
                .replace("structural", "heavy")
                .replace("structureel", "zwaar");
            for word in [
                "Option",
                "f64",
                "i64",
                "u16",
                "usize",
                "String",
                "DeValue",
                "Spanned",
                "enum",
                "struct",
                "unwrap",
                "None",
                "Some(",
                "::",
                "serde",
                "invalid type",
                "EOF",
            ] {
                assert!(
                    !text.contains(word),
                    "{word} in {}:\n{text}",
                    path.display()
                );
            }
        }
        let (english, dutch) = (own_words(&english), own_words(&dutch));
        for word in [
            " the ",
            " expected",
            "did you",
            " write ",
            " is missing",
            "help:",
            "note:",
        ] {
            assert!(
                !dutch.contains(word),
                "{word} in {}:\n{dutch}",
                path.display()
            );
        }
        for word in [
            " de ",
            " het ",
            "verwacht",
            "bedoelde",
            "schrijf",
            "ontbreekt",
            "oplossing:",
        ] {
            assert!(
                !english.contains(word),
                "{word} in {}:\n{english}",
                path.display()
            );
        }
    }
}

#[test]
fn every_caret_stands_under_something_of_the_line() {
    let mut carets = 0;
    for (path, english, _) in golden() {
        let lines: Vec<&str> = english.lines().collect();
        for pair in lines.windows(2) {
            let Some((gutter, marks)) = pair[1].split_once("| ") else {
                continue;
            };
            if !gutter.trim().is_empty() || !marks.trim_start().starts_with('^') {
                continue;
            }
            let (_, shown) = pair[0].split_once("| ").expect("a line of the file");
            let start = marks.chars().take_while(|c| *c == ' ').count();
            let width = marks.chars().skip(start).take_while(|c| *c == '^').count();
            let marked: String = shown.chars().skip(start).take(width).collect();
            carets += 1;
            // Only where something is missing is there nothing to point at: at the end of the line.
            assert!(
                !marked.is_empty() || start >= shown.trim_end().chars().count(),
                "{}:\n{}\n{}",
                path.display(),
                pair[0],
                pair[1]
            );
            assert_eq!(marked.trim(), marked, "{}", path.display());
        }
    }
    assert!(carets >= 60, "{carets}");
}

#[test]
fn the_caret_points_at_the_value_that_is_wrong() {
    for (file, marked) in [
        ("out-of-range", "300"),
        ("unknown-lever", "\"activties.place\""),
        ("unknown-borough", "\"Feyenoord\""),
        ("not-a-choice", "\"heavy-first\""),
        ("wrong-unit", "\"hours a week\""),
        ("until-before-from", "\"2010-12\""),
        ("number-in-quotes", "\"12,5\""),
        ("month-in-words", "\"januari 2010\""),
        ("month-as-year", "2010"),
        ("lever-true", "true"),
        ("schema-newer", "2"),
        ("base-as-number", "7"),
        ("boroughs-as-text", "\"Noord\""),
        ("dutch-keys", "waarde"),
        ("percent", "80%"),
        ("limited-by-age", "ages"),
        ("age-unknown", "\"80+\""),
        ("category-not-of-lever", "\"threatened\""),
        ("warn-ages-none", "[]"),
        ("warn-help-without-capacity", "500"),
        ("warn-capacity-taken-away", "0"),
    ] {
        let golden = fs::read_to_string(format!("tests/bad_scenarios/{file}.txt")).expect("read");
        let lines: Vec<&str> = golden.lines().collect();
        let place = lines
            .iter()
            .position(|line| line.contains("| ") && line.contains('^'))
            .expect("a caret");
        let (shown, marks) = (lines[place - 1], lines[place]);
        let start = marks.chars().position(|c| c == '^').expect("a caret");
        let width = marks.chars().filter(|c| *c == '^').count();
        let found: String = shown.chars().skip(start).take(width).collect();
        assert_eq!(found, marked, "{file}");
    }
}
