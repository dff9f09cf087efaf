//! From text to TOML: what is no TOML is told with its line and, for the usual slips, what to write.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;
use toml_parser::lexer::TokenKind;

use super::diagnostic::{Both, Diagnostic, both};
use super::source::Source;
use super::suggest::quoted;

/// Deepest nesting of brackets and longest dotted name that are read. Files of ours need four; the
/// bound keeps a hostile file from using up the stack.
const DEEPEST: usize = 16;

/// Most errors of syntax that are told of one file: after some, they follow from each other.
const MOST: usize = 10;

/// What could be read of a file.
pub(crate) struct Parsed<'a> {
    pub(crate) table: Spanned<DeTable<'a>>,
    /// Lines, counted from 0, that cannot be trusted to mean what was read in them.
    pub(crate) unread: Vec<Range<usize>>,
}

/// Reads the TOML of a file, and adds what is wrong with it to `out`. Nothing when it is too deep.
/// `twice` says what to do about a name that stands twice.
pub(crate) fn parse<'a>(
    source: &'a Source,
    twice: &Both,
    out: &mut Vec<Diagnostic>,
) -> Option<Parsed<'a>> {
    if let Some(span) = too_deep(&source.text) {
        out.push(source.error(
            &span,
            both(
                format!("dieper genest dan {DEEPEST} niveaus"),
                format!("nested deeper than {DEEPEST} levels"),
            ),
        ));
        return None;
    }
    if source.text.trim_start().starts_with('{') {
        out.push(Diagnostic::error(
            source.name(),
            both(
                "dit lijkt JSON; verwacht TOML, met regels zoals naam = waarde",
                "this looks like JSON; expected TOML, with lines such as name = value",
            ),
        ));
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut unread: Vec<Range<usize>> = Vec::new();
    let mut told: Vec<usize> = Vec::new();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let line = source.line_of(span.start.min(source.text.len()));
        let is_twice = error.message().starts_with("duplicate key");
        if !is_twice && unread.len() < MOST {
            let to_the_end = OPEN.iter().any(|open| error.message().starts_with(open));
            unread.push(line..if to_the_end { usize::MAX } else { line + 1 });
        }
        if told.contains(&line) || told.len() == MOST {
            continue;
        }
        told.push(line);
        out.push(if is_twice {
            duplicate(source, &span).remedy(twice.clone())
        } else {
            broken(source, &span, line, error.message())
        });
    }
    if told.len() == MOST || unread.len() == MOST {
        unread.push(0..usize::MAX);
    }
    Some(Parsed { table, unread })
}

/// The first bracket or dotted name that goes too deep.
fn too_deep(text: &str) -> Option<Range<usize>> {
    let mut brackets = 0_usize;
    let mut points = 0_usize;
    for token in toml_parser::Source::new(text).lex() {
        match token.kind() {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                brackets += 1;
                points = 0;
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                brackets = brackets.saturating_sub(1);
                points = 0;
            }
            TokenKind::Dot => points += 1,
            TokenKind::Equals | TokenKind::Comma | TokenKind::Newline => points = 0,
            _ => {}
        }
        if brackets > DEEPEST || points > DEEPEST {
            return Some(token.span().start()..token.span().end());
        }
    }
    None
}

fn duplicate(source: &Source, span: &Range<usize>) -> Diagnostic {
    let name = quoted(
        source
            .text
            .get(span.clone())
            .unwrap_or_default()
            .trim_matches('"'),
    );
    source
        .error(
            span,
            both(
                format!("{name} staat twee keer in dit bestand"),
                format!("{name} stands twice in this file"),
            ),
        )
        .label(both("hier voor de tweede keer", "here for the second time"))
}

fn broken(source: &Source, span: &Range<usize>, line: usize, message: &str) -> Diagnostic {
    let text = source.line(line);
    let without_value = text
        .split('#')
        .next()
        .is_some_and(|code| code.trim_end().ends_with('='));
    let reason = if without_value {
        both("hier ontbreekt de waarde", "the value is missing here")
    } else {
        reason(message)
    };
    let slip = slip(text);
    let better = slip.as_ref().and_then(|slip| slip.reason.clone());
    let whole = slip.as_ref().and_then(|slip| {
        let typed = slip.typed.as_deref()?;
        let from = source
            .text
            .get(..span.start)?
            .rfind('\n')
            .map_or(0, |end| end + 1);
        let start = from + text.find(typed)?;
        Some(start..start + typed.len())
    });
    source
        .error(
            &whole.unwrap_or_else(|| span.clone()),
            both("deze regel is niet te lezen", "this line cannot be read"),
        )
        .label(better.unwrap_or(reason))
        .remedy(slip.map(|slip| slip.remedy))
}

/// Breaks after which nothing in the file is certain.
const OPEN: &[&str] = &[
    "unclosed",
    "invalid multi-line",
    "missing array",
    "missing inline",
];

/// The reasons of the reader that a user is likely to meet: as it says them, in Dutch, in English.
const REASONS: &[(&str, &str, &str)] = &[
    (
        "string values must be quoted",
        "tekst moet tussen aanhalingstekens staan",
        "text must stand in quotes",
    ),
    (
        "key with no value",
        "deze naam heeft geen waarde; verwacht '='",
        "this key has no value; expected '='",
    ),
    (
        "missing value",
        "hier ontbreekt de waarde",
        "the value is missing here",
    ),
    (
        "missing assignment",
        "hier ontbreekt '='",
        "'=' is missing here",
    ),
    (
        "missing comma",
        "hier ontbreekt een komma",
        "a comma is missing here",
    ),
    (
        "extra comma",
        "hier staat een komma te veel",
        "there is a comma too many",
    ),
    (
        "extra assignment",
        "hier staat '=' te veel",
        "there is a '=' too many",
    ),
    (
        "extra `=`",
        "hier staat '=' te veel",
        "there is a '=' too many",
    ),
    (
        "unclosed array",
        "de lijst is niet gesloten; verwacht ']'",
        "the list is not closed; expected ']'",
    ),
    (
        "unclosed inline table",
        "de tabel is niet gesloten; verwacht '}'",
        "the table is not closed; expected '}'",
    ),
    (
        "unclosed table",
        "de kop is niet gesloten; verwacht ']'",
        "the heading is not closed; expected ']'",
    ),
    (
        "invalid basic string",
        "deze tekst is niet goed; eindigt hij met '\"'?",
        "this text is not right; does it end with '\"'?",
    ),
    (
        "invalid multi-line basic string",
        "deze tekst is niet goed; eindigt hij met '\"\"\"'?",
        "this text is not right; does it end with '\"\"\"'?",
    ),
    (
        "invalid unquoted key",
        "een naam zonder aanhalingstekens mag dit teken niet bevatten",
        "a key without quotes may not hold this character",
    ),
    (
        "unexpected leading zero",
        "een getal mag niet met een nul beginnen",
        "a number may not begin with a zero",
    ),
    (
        "unexpected key or value",
        "hier hoort niets meer; begin een nieuwe regel",
        "nothing more belongs here; begin a new line",
    ),
    (
        "invalid date",
        "een maand moet tussen aanhalingstekens staan",
        "a month must stand in quotes",
    ),
];

fn reason(message: &str) -> Both {
    REASONS
        .iter()
        .find(|(said, ..)| message.starts_with(said))
        .map_or_else(
            || both("dit kan hier niet staan", message),
            |(_, nl, en)| both(*nl, *en),
        )
}

/// A slip that people make.
struct Slip {
    /// Why the line cannot be read, where the reader would say something beside the point.
    reason: Option<Both>,
    /// What to write instead.
    remedy: Both,
    /// What is wrong as it was typed, where the reader would point at a part of it.
    typed: Option<String>,
}

fn write_instead(text: &str) -> Both {
    both(format!("schrijf {text}"), format!("write {text}"))
}

/// Curly quotes, a colon, a semicolon, a decimal comma, a word or a month without quotes, a
/// percentage, a space in a number. Each value of the line is looked at.
fn slip(line: &str) -> Option<Slip> {
    let code = line.split('#').next().unwrap_or_default().trim();
    if code.contains(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}']) {
        return Some(Slip {
            reason: None,
            remedy: both(
                "gebruik rechte aanhalingstekens (\"), geen gekrulde uit een tekstverwerker",
                "use straight quotes (\"), not curly ones from a word processor",
            ),
            typed: None,
        });
    }
    if let Some((key, value)) = code.split_once(':')
        && !code.contains(['=', '{'])
    {
        let (key, value) = (key.trim(), value.trim());
        return Some(Slip {
            reason: None,
            remedy: write_instead(&format!("{key} = {value}")),
            typed: None,
        });
    }
    if code.matches('"').count() % 2 == 1 && !code.contains("\"\"\"") {
        return Some(Slip {
            reason: Some(both(
                "een aanhalingsteken heeft geen tweede",
                "a quote has no second one",
            )),
            remedy: both(
                "zet voor en achter een naam of tekst hetzelfde aanhalingsteken",
                "put the same quote before and after a name or text",
            ),
            typed: None,
        });
    }
    if let Some((key, value)) = code.split_once('=')
        && key.trim().contains(' ')
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b" _.".contains(&byte))
    {
        let name: Vec<&str> = key
            .split([' ', '.'])
            .filter(|word| !word.is_empty())
            .collect();
        return Some(Slip {
            reason: Some(both("een naam heeft geen spaties", "a key has no spaces")),
            remedy: write_instead(&format!("\"{}\" = {}", name.join("."), value.trim())),
            typed: None,
        });
    }
    if let Some(code) = code.strip_suffix(';') {
        return Some(Slip {
            reason: Some(both(
                "een regel eindigt zonder puntkomma",
                "a line ends without a semicolon",
            )),
            remedy: write_instead(code),
            typed: None,
        });
    }
    line.split('=')
        .skip(1)
        .find_map(|part| slip_in(part.trim()))
}

fn slip_in(part: &str) -> Option<Slip> {
    let value = part.split([',', '}', ']', '#']).next()?.trim();
    let after = part.get(value.len()..).unwrap_or_default();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let decimals: String = after
        .strip_prefix(',')
        .unwrap_or_default()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    if digits(value) && digits(&decimals) {
        return Some(Slip {
            reason: Some(both(
                "een getal heeft een decimale punt, geen komma",
                "a number has a decimal point, no comma",
            )),
            remedy: write_instead(&format!("{value}.{decimals}")),
            typed: Some(format!("{value},{decimals}")),
        });
    }
    if let Some(number) = value.strip_suffix('%').map(str::trim)
        && digits(number)
    {
        return Some(Slip {
            reason: Some(both(
                "een getal heeft geen procentteken",
                "a number has no percent sign",
            )),
            remedy: percentage(number),
            typed: None,
        });
    }
    let without_spaces: String = value.split_whitespace().collect();
    if digits(&without_spaces) && without_spaces != value {
        return Some(Slip {
            reason: Some(both(
                "een getal heeft geen spaties",
                "a number has no spaces",
            )),
            remedy: write_instead(&without_spaces),
            typed: None,
        });
    }
    let is_month = value
        .split_once('-')
        .is_some_and(|(year, month)| digits(year) && digits(month));
    let is_word = value.starts_with(|c: char| c.is_ascii_alphabetic())
        && value
            .chars()
            .all(|c| c.is_alphanumeric() || " _-".contains(c))
        && !["true", "false", "inf", "nan"].contains(&value);
    (is_month || is_word).then(|| Slip {
        reason: None,
        remedy: write_instead(&format!("\"{value}\"")),
        typed: None,
    })
}

/// Shares and factors are parts of one.
fn percentage(number: &str) -> Both {
    match number.parse::<u32>() {
        Ok(percent) => {
            let part = f64::from(percent) / 100.0;
            both(
                format!("schrijf voor een aandeel of factor {part}"),
                format!("for a share or factor write {part}"),
            )
        }
        Err(_) => write_instead(number),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn problems(text: &str) -> Vec<Diagnostic> {
        let source = Source::new(Path::new("a.toml"), text.to_owned());
        let mut out = Vec::new();
        parse(&source, &Both::default(), &mut out);
        out
    }

    fn remedy(text: &str) -> String {
        let out = problems(text);
        assert_eq!(out.len(), 1, "{out:#?}");
        out[0]
            .remedies
            .first()
            .map_or(String::new(), |both| both[1].clone())
    }

    #[test]
    fn the_usual_slips_get_a_remedy() {
        assert_eq!(remedy("a = 9,5"), "write 9.5");
        assert_eq!(remedy("a = heavy_first"), "write \"heavy_first\"");
        assert_eq!(remedy("a = 2010-01 # start"), "write \"2010-01\"");
        assert_eq!(remedy("a = { value = 2,25 }"), "write 2.25");
        assert_eq!(
            remedy("a = { value = 2, from = 2010-01 }"),
            "write \"2010-01\""
        );
        assert_eq!(remedy("a = 80%"), "for a share or factor write 0.8");
        assert_eq!(remedy("a = 1 000"), "write 1000");
        assert_eq!(remedy("a b = 3"), "write \"a.b\" = 3");
        for unclosed in ["\"a.b = 3", "a = \"b", "'a.b\" = 3"] {
            assert!(
                remedy(unclosed).starts_with("put the same quote"),
                "{unclosed}"
            );
        }
        assert_eq!(remedy("a = "), "");
        assert_eq!(remedy("\"a.b\": 9"), "write \"a.b\" = 9");
        assert_eq!(remedy("a = 9;"), "write a = 9");
        assert!(remedy("a = “heavy”").starts_with("use straight quotes"));
    }

    #[test]
    fn every_broken_line_is_told_once() {
        let out = problems("a = heavy\nb = 1\nc = light\n");
        let lines: Vec<usize> = out
            .iter()
            .filter_map(|d| Some(d.place.as_ref()?.line))
            .collect();
        assert_eq!(lines, [1, 3]);
    }

    #[test]
    fn deep_nesting_is_refused_before_it_is_read() {
        for text in [
            format!("a = {}", "[".repeat(400_000)),
            format!("a = {}", "{a=".repeat(300_000)),
            format!("{}a = 1", "a.".repeat(400_000)),
            format!("[{}a]", "a . ".repeat(200_000)),
            format!("x = \"\nx = {}a=1", "\"a\".".repeat(200_000)),
        ] {
            let out = problems(&text);
            assert!(out[0].message[1].contains("nested deeper"), "{out:?}");
        }
    }

    #[test]
    fn points_in_prose_are_no_nesting() {
        assert!(
            problems(&format!(
                "a = \"{}\" # {}",
                ". ".repeat(900),
                ".".repeat(900)
            ))
            .is_empty()
        );
    }
}
