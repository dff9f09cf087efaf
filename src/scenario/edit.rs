//! One value of a file changed, and every other byte of it left alone.

use std::ops::Range;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::document::{self, Document};
use super::settings::{Setting, unknown_lever};
use crate::evidence::LeverRegistry;
use crate::input::suggest::quoted;
use crate::input::{Both, Diagnostic, Severity, Source, both};

/// What a file says apart from its levers.
const TEXTS: [&str; 6] = [
    "title.nl",
    "title.en",
    "question.nl",
    "question.en",
    "notes.nl",
    "notes.en",
];

/// The text of a file with a lever, a text (`title.nl`) or the `base` set to a value. Where the file
/// does not set it yet, the line of the template is switched on, or a line is added. Words that are no
/// TOML are taken as text; what looks like a number, a list or a table must be one.
///
/// # Errors
/// When the file has errors, before or after the change, or is written in a way in which the value
/// cannot be replaced by itself.
pub fn set(
    path: &Path,
    key: &str,
    value: &str,
    levers: &LeverRegistry,
) -> Result<String, Vec<Diagnostic>> {
    let source = Source::read(path).map_err(|problem| vec![*problem])?;
    let before = read(&source, levers)?;
    let lever = levers.find(key).map(|(position, _)| position);
    if lever.is_none() && key != "base" && !TEXTS.contains(&key) {
        return Err(vec![unknown_lever(levers, key, |message| {
            Diagnostic::error(source.name(), message)
        })]);
    }
    let value = New::of(value, lever.is_some()).ok_or_else(|| vec![not_one_line(&source)])?;
    let (mut text, end) = replaced(&source.text, key, value.text());
    if let New::Broken(_) = value {
        // What comes after it would be read as a part of it.
        text.truncate(end);
        let told = read(&Source::new(path, text), levers).err();
        let told = told.and_then(not_readable);
        return Err(vec![told.unwrap_or_else(|| by_hand(&source, key))]);
    }
    let changed = Source::new(path, text);
    let after = read(&changed, levers)?;
    if sets(&after, key, lever) && same_apart_from(&before, &after, key, lever) {
        return Ok(changed.text);
    }
    Err(vec![by_hand(&source, key)])
}

fn read(source: &Source, levers: &LeverRegistry) -> Result<Document, Vec<Diagnostic>> {
    let (document, problems) = document::read(source, levers);
    let refused = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    if refused { Err(problems) } else { Ok(document) }
}

/// A new value as it would stand in the file.
enum New {
    /// TOML: as given, or in quotes.
    Sound(String),
    /// Meant as TOML, and none: "0,5", "{ value = 12".
    Broken(String),
}

impl New {
    /// Nothing when it is empty or not on one line.
    fn of(value: &str, of_lever: bool) -> Option<Self> {
        let value = value.trim();
        if value.is_empty() || value.chars().any(char::is_control) {
            return None;
        }
        let quote = || Self::Sound(super::template::quote(value));
        let line = format!("x = {value}");
        let read = DeTable::parse(&line).ok();
        let found = read
            .as_ref()
            .and_then(|table| table.get_ref().values().next());
        Some(match found {
            Some(found) if of_lever || found.get_ref().is_str() => Self::Sound(value.to_owned()),
            _ if of_lever && is_no_text(value) => Self::Broken(value.to_owned()),
            _ => quote(),
        })
    }

    fn text(&self) -> &str {
        match self {
            Self::Sound(text) | Self::Broken(text) => text,
        }
    }
}

/// Has it signs that a number, a list or a table has and a word has not, or no letter at all?
fn is_no_text(value: &str) -> bool {
    value.contains(['{', '}', '[', ']', '"', '\'', '=', ',', ';', '%'])
        || !value.contains(char::is_alphabetic)
}

/// The new text, and where in it the value ends.
fn replaced(text: &str, key: &str, value: &str) -> (String, usize) {
    if let Some(span) = span_of(text, key) {
        return with(text, span, value);
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if TEXTS.contains(&key) || key == "base" {
        return with_text(text, key, value, end);
    }
    let line = format!("\"{key}\" = {value}");
    if let Some(comment) = commented(text, key) {
        return with(text, comment, &line);
    }
    below(text, "[levers]", &line, end)
}

/// The text with something in the place of a part, and where that ends.
fn with(text: &str, place: Range<usize>, new: &str) -> (String, usize) {
    let before = format!("{}{new}", &text[..place.start]);
    let end = before.len();
    (before + &text[place.end..], end)
}

/// The value of a key, wherever and however the file sets it.
fn span_of(text: &str, key: &str) -> Option<Range<usize>> {
    let table = DeTable::parse(text).ok()?;
    let find = |table: &DeTable<'_>, name: &str| -> Option<Range<usize>> {
        let (_, value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
        Some(value.span())
    };
    let top = table.get_ref();
    if key == "base" {
        return find(top, key);
    }
    let (mut at, mut rest) = if TEXTS.contains(&key) {
        (top, key)
    } else {
        let (_, levers) = top.iter().find(|(key, _)| key.get_ref() == "levers")?;
        (levers.get_ref().as_table()?, key)
    };
    loop {
        if let Some(span) = find(at, rest) {
            return Some(span);
        }
        let (group, end) = rest.split_once('.')?;
        let (_, below) = at.iter().find(|(key, _)| key.get_ref() == group)?;
        let DeValue::Table(below) = below.get_ref() else {
            return None;
        };
        (at, rest) = (below, end);
    }
}

/// The line of a template in which a lever is a comment.
fn commented(text: &str, key: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end();
        let rest = shown.trim_start().strip_prefix('#').map(str::trim_start);
        let is_it = rest
            .and_then(|rest| rest.strip_prefix(&format!("\"{key}\"")))
            .is_some_and(|rest| rest.trim_start().starts_with('='));
        // An example under "ways to write" is set in by more than one space.
        if is_it && !shown.starts_with("#  ") {
            return Some(start..start + shown.len());
        }
        start += line.len();
    }
    None
}

fn with_text(text: &str, key: &str, value: &str, end: &str) -> (String, usize) {
    match key.split_once('.') {
        Some((table, lang)) => below(
            text,
            &format!("[{table}]"),
            &format!("{lang} = {value}"),
            end,
        ),
        None => {
            let line = format!("{key} = {value}");
            let schema = text
                .split_inclusive('\n')
                .scan(0, |at, line| {
                    *at += line.len();
                    Some((*at, line))
                })
                .find(|(_, line)| line.trim_start().starts_with("schema"))
                .map_or(0, |(after, _)| after);
            with(text, schema..schema, &format!("{line}{end}"))
        }
    }
}

/// The text with a line below a heading, and where the line ends; heading and line at the end when
/// there is no heading.
fn below(text: &str, heading: &str, line: &str, end: &str) -> (String, usize) {
    let at_end = |(text, at): (String, usize)| (text, at - end.len());
    let mut at = 0;
    for known in text.split_inclusive('\n') {
        at += known.len();
        let bare = known.split('#').next().unwrap_or_default().trim();
        if bare == heading {
            let gap = if known.ends_with('\n') { "" } else { end };
            return at_end(with(text, at..at, &format!("{gap}{line}{end}")));
        }
    }
    let gap = if text.ends_with('\n') { "" } else { end };
    let last = text.len();
    let lines = format!("{gap}{end}{heading}{end}{line}{end}");
    at_end(with(text, last..last, &lines))
}

fn sets(after: &Document, key: &str, lever: Option<usize>) -> bool {
    match lever {
        Some(lever) => after.settings.iter().any(|one| one.lever == lever),
        None => key != "base" || after.base.is_some(),
    }
}

/// Does the file say the same about all else?
fn same_apart_from(before: &Document, after: &Document, key: &str, lever: Option<usize>) -> bool {
    let others = |document: &Document| -> Vec<Setting> {
        let others = document.settings.iter();
        let mut others: Vec<Setting> = others
            .filter(|setting| Some(setting.lever) != lever)
            .map(Setting::without_places)
            .collect();
        others.sort_by_key(|setting| setting.lever);
        others
    };
    let texts = |document: &Document| {
        let names = ["title", "question", "notes"];
        let all = [&document.title, &document.question, &document.notes];
        let mut found = Vec::new();
        for (name, texts) in names.into_iter().zip(all) {
            for (lang, text) in ["nl", "en"].into_iter().zip(texts) {
                if key != format!("{name}.{lang}") {
                    found.push(text.clone());
                }
            }
        }
        found
    };
    let base = |document: &Document| document.base.as_ref().map(|(name, _)| name.clone());
    others(before) == others(after)
        && texts(before) == texts(after)
        && (key == "base" || base(before) == base(after))
}

fn not_one_line(source: &Source) -> Diagnostic {
    let message: Both = both(
        "de nieuwe waarde is leeg of staat niet op één regel",
        "the new value is empty or not on one line",
    );
    Diagnostic::error(source.name(), message)
}

/// The first of what is told of a value that is no TOML: the rest follows from it.
fn not_readable(told: Vec<Diagnostic>) -> Option<Diagnostic> {
    let message = both(
        "de nieuwe waarde is niet te lezen",
        "the new value cannot be read",
    );
    let first = told.into_iter().find(|one| one.place.is_some())?;
    Some(Diagnostic { message, ..first })
}

fn by_hand(source: &Source, key: &str) -> Diagnostic {
    let key = quoted(key);
    Diagnostic::error(
        source.name(),
        both(
            format!("{key} staat hier in een vorm die dit programma niet zelf kan veranderen"),
            format!("{key} stands here in a form that this program cannot change by itself"),
        ),
    )
    .remedy(both(
        "verander de waarde in het bestand zelf en controleer het met isolement validate",
        "change the value in the file itself and check it with isolement validate",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOP: &str =
        "schema = 1 # one\n[title]\nnl = \"a\"\nen = \"a\"\n[question]\nnl = \"a\"\nen = \"a\"\n";

    fn changed(levers: &str, key: &str, value: &str) -> Result<String, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.toml");
        std::fs::write(&path, format!("{TOP}{levers}")).expect("written");
        let registry = LeverRegistry::embedded().expect("a registry");
        set(&path, key, value, &registry)
            .map(|text| text.strip_prefix(TOP).map_or(text.clone(), str::to_owned))
            .map_err(|problems| problems[0].message[1].clone())
    }

    #[test]
    fn a_value_is_replaced_and_its_comment_stays() {
        for (before, after) in [
            (
                "\"guidance.hours\" = 8 # why\n",
                "\"guidance.hours\" = 9 # why\n",
            ),
            ("guidance.hours=8", "guidance.hours=9"),
            (
                "[levers.guidance]\nhours = 8\n",
                "[levers.guidance]\nhours = 9\n",
            ),
            (
                "guidance = { hours = [{ value = 8 }] } # x",
                "guidance = { hours = 9 } # x",
            ),
        ] {
            let header = if before.starts_with('[') {
                ""
            } else {
                "[levers]\n"
            };
            let found = changed(&format!("{header}{before}"), "guidance.hours", "9");
            assert_eq!(found, Ok(format!("{header}{after}")));
        }
    }

    #[test]
    fn a_line_of_the_template_is_switched_on() {
        assert_eq!(
            changed(
                "[levers]\n#   \"guidance.hours\" = 1\n# Hours.\n# \"guidance.hours\" = 6\n# Other.\n",
                "guidance.hours",
                "9"
            ),
            Ok("[levers]\n#   \"guidance.hours\" = 1\n# Hours.\n\"guidance.hours\" = 9\n# Other.\n".to_owned())
        );
    }

    #[test]
    fn a_lever_that_is_not_there_is_added() {
        let line = "\"allocation.priority\" = \"heavy_first\"\n";
        for (before, after) in [
            ("", format!("\n[levers]\n{line}")),
            ("[levers] # mine\n", format!("[levers] # mine\n{line}")),
            ("[levers]", format!("[levers]\n{line}")),
            (
                "[levers.guidance]\nhours = 8",
                format!("[levers.guidance]\nhours = 8\n\n[levers]\n{line}"),
            ),
        ] {
            let found = changed(before, "allocation.priority", "heavy_first");
            assert_eq!(found, Ok(after), "{before}");
        }
    }

    #[test]
    fn texts_and_the_base_are_set_too() {
        let text = changed("", "title.nl", "Mijn plan").expect("changed");
        assert!(text.contains("nl = \"Mijn plan\"\nen = \"a\""), "{text}");
        let text = changed("", "base", "regular-practice").expect("changed");
        assert!(
            text.starts_with("schema = 1 # one\nbase = \"regular-practice\"\n"),
            "{text}"
        );
        let text = changed("", "notes.nl", "omdat").expect("changed");
        assert_eq!(text, "\n[notes]\nnl = \"omdat\"\n");
    }

    #[test]
    fn a_value_that_is_no_toml_is_told_as_it_was_typed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.toml");
        let levers = "[levers]\n\"guidance.hours\" = 6 # now\n\"social_work.hours\" = 3\n";
        std::fs::write(&path, format!("{TOP}{levers}")).expect("written");
        let registry = LeverRegistry::embedded().expect("a registry");
        for (value, label, remedy) in [
            ("0,5", "a number has a decimal point, no comma", "write 0.5"),
            (
                "{ value = 0,5 }",
                "a number has a decimal point, no comma",
                "write 0.5",
            ),
            (
                "80%",
                "a number has no percent sign",
                "for a share or factor write 0.8",
            ),
            ("1 000", "a number has no spaces", "write 1000"),
            ("{ value = 12", "the table is not closed; expected '}'", ""),
            (
                "{ value = 12, ages = [\"75+\"",
                "the list is not closed; expected ']'",
                "",
            ),
        ] {
            let told = set(&path, "guidance.hours", value, &registry).expect_err("refused");
            let [only] = told.as_slice() else {
                panic!("{value}: {told:#?}");
            };
            let place = only.place.as_ref().expect("a place");
            assert_eq!(place.line, 9, "{value}: {only:#?}");
            let said = only.label.as_ref().map_or("", |label| &label[1]);
            assert_eq!(said, label, "{value}");
            let first = only.remedies.first().map_or("", |remedy| &remedy[1]);
            assert_eq!(first, remedy, "{value}");
        }
        let told = set(&path, "guidance.hours", "veel", &registry).expect_err("refused");
        assert!(told[0].message[1].contains("expected a number"), "{told:?}");
        let text = set(&path, "title.nl", "2010, en verder", &registry).expect("changed");
        assert!(text.contains("nl = \"2010, en verder\""), "{text}");
        let text = set(&path, "title.nl", "2010", &registry).expect("changed");
        assert!(text.contains("nl = \"2010\""), "{text}");
    }

    #[test]
    fn a_change_that_would_break_the_file_or_touch_more_is_refused() {
        let refused = |levers, key, value| changed(levers, key, value).expect_err("refused");
        assert!(refused("", "guidance.hours", "900").contains("outside the range"));
        assert!(refused("", "guidance.hour", "9").contains("there is no lever"));
        assert!(refused("", "guidance.hours", "9\nx = 1").contains("one line"));
        assert!(refused("[levers", "guidance.hours", "9").contains("cannot be read"));
        let table = "[levers.guidance.hours]\nvalue = 8\nfrom = \"2010-01\"\n";
        assert!(!refused(table, "guidance.hours", "9").is_empty());
    }
}
