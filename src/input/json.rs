//! Messages for editors and automatic checks.

use serde::Serialize;

use super::diagnostic::{Diagnostic, Severity, in_lang};
use crate::vocabulary::Lang;

/// One message. Lines and columns count from 1; the end column is the first after the place.
#[derive(Serialize)]
struct Message<'a> {
    severity: &'static str,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_column: Option<usize>,
    message: &'a str,
    expected: Option<&'a str>,
    notes: Vec<&'a str>,
    remedies: Vec<&'a str>,
}

/// The problems as a list in JSON, in one language: what [`super::render`] shows, without the text
/// of the lines.
pub fn to_json(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let messages: Vec<Message<'_>> = diagnostics.iter().map(|one| message(one, lang)).collect();
    // Strings and numbers alone always serialise.
    serde_json::to_string_pretty(&messages).unwrap_or_default()
}

fn message(diagnostic: &Diagnostic, lang: Lang) -> Message<'_> {
    let place = diagnostic.place.as_ref();
    Message {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        file: &diagnostic.file,
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        end_column: place.map(|place| place.column + place.width()),
        message: in_lang(&diagnostic.message, lang),
        expected: diagnostic.label.as_ref().map(|label| in_lang(label, lang)),
        notes: diagnostic
            .notes
            .iter()
            .map(|one| in_lang(one, lang))
            .collect(),
        remedies: diagnostic
            .remedies
            .iter()
            .map(|one| in_lang(one, lang))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::both;
    use super::super::source::Source;
    use super::*;

    #[test]
    fn an_editor_gets_the_place_of_the_value_and_the_text_of_one_language() {
        let source = Source::new(Path::new("a.toml"), "één = 900\n".to_owned());
        let at = source.text.find("900").expect("there");
        let problem = source
            .error(&(at..at + 3), both("te hoog", "too high"))
            .label(both("verwacht 0 tot 200", "expected 0 to 200"));
        let read: serde_json::Value =
            serde_json::from_str(&to_json(&[problem], Lang::Nl)).expect("JSON");
        let message = &read[0];
        assert_eq!(message["severity"], "error");
        assert_eq!(message["message"], "te hoog");
        assert_eq!(message["expected"], "verwacht 0 tot 200");
        let place = ["line", "column", "end_column"].map(|key| message[key].as_u64());
        assert_eq!(place, [Some(1), Some(7), Some(10)]);
    }
}
