//! What is wrong with a file: where, what was expected and what to do, in both languages.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use crate::vocabulary::Lang;

/// A text in Dutch and in English, in this order.
pub type Both = [String; 2];

/// A text from its Dutch and its English form.
pub(crate) fn both(nl: impl Into<String>, en: impl Into<String>) -> Both {
    [nl.into(), en.into()]
}

/// The form of a text in a language.
pub(crate) fn in_lang(text: &Both, lang: Lang) -> &str {
    match lang {
        Lang::Nl => &text[0],
        Lang::En => &text[1],
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file is refused.
    Error,
    /// Legal, but odd.
    Warning,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// The line itself, or the part of it around the place when it is long.
    pub text: String,
    /// The bytes of `text` to mark.
    pub marked: Range<usize>,
}

impl Place {
    /// Number of characters marked.
    pub(crate) fn width(&self) -> usize {
        let marked = self.text.get(self.marked.clone());
        marked.map_or(0, |text| text.chars().count())
    }
}

/// One problem of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// The file, as the user named it; empty when no file is to blame.
    pub file: String,
    /// Where in the file, when it can be said.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: Both,
    /// What was expected at the place.
    pub label: Option<Both>,
    /// What else helps to understand it.
    pub notes: Vec<Both>,
    /// What to do.
    pub remedies: Vec<Both>,
}

impl Diagnostic {
    pub(crate) fn error(file: impl Into<String>, message: Both) -> Self {
        Self {
            severity: Severity::Error,
            file: file.into(),
            place: None,
            message,
            label: None,
            notes: Vec::new(),
            remedies: Vec::new(),
        }
    }

    pub(crate) fn warning(file: impl Into<String>, message: Both) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(file, message)
        }
    }

    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    pub(crate) fn label(mut self, label: Both) -> Self {
        self.label = Some(label);
        self
    }

    pub(crate) fn note(mut self, note: Both) -> Self {
        self.notes.push(note);
        self
    }

    /// The problem in one line: file, line, what is wrong and what was expected.
    pub fn line(&self, lang: Lang) -> String {
        let mut text = self.file.clone();
        if let Some(place) = &self.place {
            let word = in_lang(&both("regel", "line"), lang).to_owned();
            text.push_str(&format!(", {word} {}", place.line));
        }
        if !text.is_empty() {
            text.push_str(": ");
        }
        text.push_str(in_lang(&self.message, lang));
        if let Some(label) = &self.label {
            text.push_str(&format!(" ({})", in_lang(label, lang)));
        }
        text
    }

    pub(crate) fn remedy(mut self, remedy: impl Into<Option<Both>>) -> Self {
        self.remedies.extend(remedy.into());
        self
    }
}

/// The problems as a reader sees them: one block each, with the line and a caret under the place.
pub fn render(diagnostics: &[Diagnostic], lang: Lang, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .decor_style(DecorStyle::Ascii);
    let mut page = String::new();
    for diagnostic in diagnostics {
        let block = renderer.render(&[group(diagnostic, lang)]);
        for line in block.lines() {
            page.push_str(line.trim_end());
            page.push('\n');
        }
        page.push('\n');
    }
    page
}

/// How many errors and warnings there are: the last line of a list of problems.
pub fn summary(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let count = |severity| {
        let of_it = |one: &&Diagnostic| one.severity == severity;
        diagnostics.iter().filter(of_it).count()
    };
    let part = |number: usize, one: Both, more: Both| {
        let word = in_lang(if number == 1 { &one } else { &more }, lang).to_owned();
        (number > 0).then(|| format!("{number} {word}"))
    };
    let parts: Vec<String> = [
        part(
            count(Severity::Error),
            both("fout", "error"),
            both("fouten", "errors"),
        ),
        part(
            count(Severity::Warning),
            both("waarschuwing", "warning"),
            both("waarschuwingen", "warnings"),
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    parts.join(in_lang(&both(" en ", " and "), lang))
}

fn group(diagnostic: &Diagnostic, lang: Lang) -> Group<'_> {
    let words = |nl: &'static str, en: &'static str| match lang {
        Lang::Nl => nl,
        Lang::En => en,
    };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(words("fout", "error")),
        Severity::Warning => Level::WARNING.with_name(words("waarschuwing", "warning")),
    };
    let mut group = Group::with_title(level.primary_title(in_lang(&diagnostic.message, lang)));
    let file = normalize_untrusted_str(&diagnostic.file);
    if let Some(place) = &diagnostic.place {
        let mark = AnnotationKind::Primary.span(place.marked.clone());
        let mark = match &diagnostic.label {
            Some(label) => mark.label(in_lang(label, lang)),
            None => mark,
        };
        let snippet = Snippet::source(place.text.as_str())
            .line_start(place.line)
            .annotation(mark);
        // The renderer counts the column in the text shown: right unless its start was cut off.
        let shown = place.text.get(..place.marked.start).unwrap_or_default();
        group = if shown.chars().count() + 1 == place.column {
            group.element(snippet.path(file))
        } else {
            let origin = Origin::path(file).line(place.line);
            group
                .element(origin.char_column(place.column))
                .element(snippet)
        };
    } else if !file.is_empty() {
        group = group.element(Origin::path(file));
    }
    for (level, texts) in [
        (
            Level::NOTE.with_name(words("uitleg", "note")),
            &diagnostic.notes,
        ),
        (
            Level::HELP.with_name(words("oplossing", "help")),
            &diagnostic.remedies,
        ),
    ] {
        for text in texts {
            let text = normalize_untrusted_str(in_lang(text, lang));
            group = group.element(level.clone().message(text));
        }
    }
    group
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Diagnostic {
        Diagnostic::error("map/a.toml", both("te hoog", "too high"))
            .at(Place {
                line: 7,
                column: 5,
                text: "x = 900".to_owned(),
                marked: 4..7,
            })
            .label(both("verwacht 0 tot 200", "expected 0 to 200"))
            .remedy(both("schrijf 200", "write 200"))
    }

    #[test]
    fn a_problem_shows_file_line_column_caret_and_remedy() {
        let text = render(&[example()], Lang::En, false);
        assert!(text.starts_with("error: too high"), "{text}");
        assert!(text.contains("map/a.toml:7:5"), "{text}");
        assert!(text.contains("^^^ expected 0 to 200"), "{text}");
        assert!(text.contains("help: write 200"), "{text}");
    }

    #[test]
    fn a_problem_speaks_dutch_throughout() {
        let text = render(&[example()], Lang::Nl, false);
        assert!(text.starts_with("fout: te hoog"), "{text}");
        assert!(text.contains("oplossing: schrijf 200"), "{text}");
        assert!(!text.contains("error") && !text.contains("help"), "{text}");
    }

    #[test]
    fn a_problem_fits_one_line() {
        let line = example().line(Lang::Nl);
        assert_eq!(line, "map/a.toml, regel 7: te hoog (verwacht 0 tot 200)");
    }

    #[test]
    fn colour_is_only_there_when_asked_for() {
        assert!(!render(&[example()], Lang::En, false).contains('\u{1b}'));
        assert!(render(&[example()], Lang::En, true).contains('\u{1b}'));
    }
}
