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
            let text = own_words(text);
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
