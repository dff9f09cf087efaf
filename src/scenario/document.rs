//! One scenario file as written: its base, texts and settings, with every problem of the file.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::settings::{Setting, read_settings};
use crate::evidence::LeverRegistry;
use crate::input::suggest::{did_you_mean, nearest_key, one_of, quoted};
use crate::input::{Both, Diagnostic, Source, both, syntax};

/// The version of the format that this program reads.
const SCHEMA: &str = "1";

/// Most problems that are told of one file.
const MOST: usize = 60;

const KEYS: [&str; 6] = ["schema", "base", "title", "question", "notes", "levers"];
const LANGS: [&str; 2] = ["nl", "en"];

/// What a file says.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Name of the base, and where it stands.
    pub(super) base: Option<(String, Range<usize>)>,
    pub(super) title: Both,
    pub(super) question: Both,
    pub(super) notes: Both,
    pub(super) settings: Vec<Setting>,
}

/// A file being read, and what was found wrong.
pub(super) struct Reader<'a> {
    pub(super) source: &'a Source,
    pub(super) levers: &'a LeverRegistry,
    pub(super) out: Vec<Diagnostic>,
    /// Could all of the file be read? If not, what seems missing may stand in the unread part.
    complete: bool,
}

impl Reader<'_> {
    /// Adds an error at a span, for the caller to complete.
    pub(super) fn error(&mut self, span: &Range<usize>, nl: String, en: String) -> &mut Diagnostic {
        let diagnostic = self.source.error(span, both(nl, en));
        self.push(diagnostic)
    }

    /// Adds a diagnostic.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        let last = self.out.len();
        self.out.push(diagnostic);
        &mut self.out[last]
    }

    /// A value of the wrong type.
    pub(super) fn wrong_type(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        nl: &str,
        en: &str,
    ) -> &mut Diagnostic {
        let (found_nl, found_en) = type_name(value.get_ref());
        self.error(
            &value.span(),
            format!("dit is {found_nl}; verwacht {nl}"),
            format!("this is {found_en}; expected {en}"),
        )
    }

    /// A key that means nothing in its table.
    pub(super) fn unknown_key(&mut self, key: &Spanned<impl AsRef<str>>, known: &[&str]) {
        let name = key.get_ref().as_ref();
        let [nl, en] = one_of(known.iter().copied());
        let near = did_you_mean(nearest_key(name, known));
        let shown = quoted(name);
        let diagnostic = self.error(
            &key.span(),
            format!("onbekende naam {shown}"),
            format!("unknown key {shown}"),
        );
        diagnostic.label = Some(both(format!("verwacht {nl}"), format!("expected {en}")));
        diagnostic.remedies.extend(near);
    }
}

/// Reads a file. The document is complete as far as no error is among the diagnostics.
pub(super) fn read(source: &Source, levers: &LeverRegistry) -> (Document, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let Some(parsed) = syntax::parse(source, &keep_one(), &mut out) else {
        return (Document::default(), out);
    };
    let table = parsed.table.get_ref();
    if table.is_empty() && out.is_empty() {
        return (Document::default(), vec![empty(source)]);
    }
    let mut reader = Reader {
        source,
        levers,
        out: Vec::new(),
        complete: parsed.unread.is_empty(),
    };
    let mut document = reader.document(table);
    let unread = |line: usize| parsed.unread.iter().any(|lines| lines.contains(&line));
    // What was read in a broken line is a guess: only the break itself is told.
    document.base = document
        .base
        .filter(|(_, span)| !unread(source.line_of(span.start)));
    out.extend(reader.out.into_iter().filter(|diagnostic| {
        let place = diagnostic.place.as_ref();
        place.is_none_or(|place| !unread(place.line - 1))
    }));
    out.sort_by_key(|diagnostic| {
        diagnostic
            .place
            .as_ref()
            .map_or((0, 0), |place| (place.line, place.column))
    });
    limit(source, &mut out);
    (document, out)
}

/// What to do about a name that stands twice.
pub(super) fn keep_one() -> Both {
    both(
        "laat er één staan; meer waarden in de tijd schrijft u als lijst van { value = …, from = … }",
        "keep one; several values over time are written as a list of { value = …, from = … }",
    )
}

/// Keeps the first problems of a file that has very many.
fn limit(source: &Source, out: &mut Vec<Diagnostic>) {
    if out.len() > MOST {
        let more = out.len() - MOST;
        out.truncate(MOST);
        out.push(Diagnostic::error(
            source.name(),
            both(
                format!("en nog {more} andere problemen in dit bestand"),
                format!("and {more} more problems in this file"),
            ),
        ));
    }
}

fn empty(source: &Source) -> Diagnostic {
    Diagnostic::error(
        source.name(),
        both("dit bestand is leeg", "this file is empty"),
    )
    .remedy(both(
        "begin met een sjabloon: isolement new, met de naam van een nieuw bestand",
        "start with a template: isolement new, with the name of a new file",
    ))
}

/// Is a key that is missing there under another name, which is told already?
pub(super) fn meant(table: &DeTable<'_>, name: &str, known: &[&str]) -> bool {
    table.keys().any(|key| {
        let key = key.get_ref().as_ref();
        !known.contains(&key) && nearest_key(key, known) == Some(name)
    })
}

/// The type of a value as a reader calls it.
fn type_name(value: &DeValue<'_>) -> (&'static str, &'static str) {
    match value {
        DeValue::String(_) => ("tekst", "text"),
        DeValue::Integer(_) | DeValue::Float(_) => ("een getal", "a number"),
        DeValue::Boolean(_) => ("waar of onwaar", "true or false"),
        DeValue::Datetime(_) => ("een datum", "a date"),
        DeValue::Array(_) => ("een lijst", "a list"),
        DeValue::Table(_) => ("een tabel", "a table"),
    }
}

impl Reader<'_> {
    fn document(&mut self, table: &DeTable<'_>) -> Document {
        if !self.schema(table) {
            return Document::default();
        }
        let mut document = Document::default();
        for (key, value) in table.iter() {
            match key.get_ref().as_ref() {
                "schema" | "title" | "question" | "notes" => {}
                "base" => document.base = self.base(value),
                "levers" => document.settings = read_settings(self, value),
                name if self.is_lever(name) => self.outside_levers(key),
                _ => self.unknown_key(key, &KEYS),
            }
        }
        document.title = self.texts(table, "title", true);
        document.question = self.texts(table, "question", true);
        document.notes = self.texts(table, "notes", false);
        document
    }

    /// Is this the name of a lever, or the start of one?
    fn is_lever(&self, name: &str) -> bool {
        let mut levers = self.levers.iter();
        levers.any(|spec| spec.id == name || spec.group() == name)
    }

    /// A key that means nothing here, but would at another place of the file.
    pub(super) fn misplaced(&mut self, key: &Spanned<impl AsRef<str>>, known: &[&str]) {
        let name = key.get_ref().as_ref();
        if self.is_lever(name) {
            return self.outside_levers(key);
        }
        if !["schema", "base", "levers"].contains(&name) {
            return self.unknown_key(key, known);
        }
        let diagnostic = self.error(
            &key.span(),
            format!("'{name}' staat onder een kop waar het niet hoort"),
            format!("'{name}' stands under a heading where it does not belong"),
        );
        diagnostic.remedies.push(both(
            format!("zet '{name}' bovenaan het bestand, boven de eerste kop met haken"),
            format!("put '{name}' at the top of the file, above the first heading in brackets"),
        ));
    }

    fn outside_levers(&mut self, key: &Spanned<impl AsRef<str>>) {
        let name = quoted(key.get_ref().as_ref());
        let diagnostic = self.error(
            &key.span(),
            format!("{name} staat niet onder [levers]"),
            format!("{name} does not stand under [levers]"),
        );
        diagnostic.remedies.push(both(
            "zet knoppen onder de kop [levers], onderaan het bestand",
            "put levers under the heading [levers], at the end of the file",
        ));
    }

    /// Is the format the one that this program reads? When it is another, the rest is not judged.
    fn schema(&mut self, table: &DeTable<'_>) -> bool {
        let Some((_, value)) = table.iter().find(|(key, _)| key.get_ref() == "schema") else {
            if !self.complete {
                return true;
            }
            let missing = Diagnostic::error(
                self.source.name(),
                both("'schema' ontbreekt", "'schema' is missing"),
            );
            self.push(missing.remedy(both(
                format!("zet bovenaan: schema = {SCHEMA}"),
                format!("write at the top: schema = {SCHEMA}"),
            )));
            return true;
        };
        match value.get_ref() {
            DeValue::Integer(number) if number.as_str() == SCHEMA => true,
            DeValue::Integer(number) => {
                let newer = number.as_str().parse().is_ok_and(|number: u32| number > 1);
                self.other_schema(value, number.as_str(), newer);
                false
            }
            _ => {
                self.wrong_type(
                    value,
                    "het hele getal 1, zonder punt of aanhalingstekens",
                    "the whole number 1, without point or quotes",
                );
                true
            }
        }
    }

    fn other_schema(&mut self, value: &Spanned<DeValue<'_>>, number: &str, newer: bool) {
        let number = quoted(number);
        let diagnostic = self.error(
            &value.span(),
            format!("versie {number} van het bestandsformaat is onbekend"),
            format!("version {number} of the file format is unknown"),
        );
        diagnostic.label = Some(both(
            format!("dit programma leest versie {SCHEMA}"),
            format!("this program reads version {SCHEMA}"),
        ));
        diagnostic.remedies.push(if newer {
            both(
                "dit bestand is voor een nieuwere isolement: werk het programma bij, of zet uw \
                 waarden over in een nieuw bestand (isolement new)",
                "this file is for a newer isolement: update the program, or copy your values to a \
                 new file (isolement new)",
            )
        } else {
            both(
                format!("schrijf: schema = {SCHEMA}"),
                format!("write: schema = {SCHEMA}"),
            )
        });
    }

    fn base(&mut self, value: &Spanned<DeValue<'_>>) -> Option<(String, Range<usize>)> {
        let Some(name) = value.get_ref().as_str() else {
            self.wrong_type(
                value,
                "de naam van een scenario, tussen aanhalingstekens",
                "the name of a scenario, in quotes",
            );
            return None;
        };
        let stem = name.strip_suffix(".toml").unwrap_or(name);
        let last = stem.rsplit(['/', '\\']).next().unwrap_or(stem);
        let plain = !last.is_empty() && !last.starts_with('.') && !last.contains('\0');
        if plain && last == name {
            return Some((name.to_owned(), value.span()));
        }
        let shown = quoted(name);
        let diagnostic = self.error(
            &value.span(),
            format!("{shown} is geen naam van een scenario"),
            format!("{shown} is not the name of a scenario"),
        );
        diagnostic.label = Some(both(
            "verwacht de naam van een bestand in dezelfde map, zonder .toml",
            "expected the name of a file in the same folder, without .toml",
        ));
        if name.is_empty() {
            diagnostic.remedies.push(both(
                "laat 'base' weg als het scenario op niets verdergaat",
                "leave 'base' out when the scenario builds on nothing",
            ));
        }
        if plain {
            let write = format!("base = \"{last}\"");
            diagnostic
                .remedies
                .push(both(format!("schrijf {write}"), format!("write {write}")));
        }
        None
    }

    /// A text in both languages.
    fn texts(&mut self, table: &DeTable<'_>, name: &str, required: bool) -> Both {
        let mut texts = Both::default();
        let Some((key, value)) = table.iter().find(|(key, _)| key.get_ref() == name) else {
            if required && self.complete && !meant(table, name, &KEYS) {
                let missing = Diagnostic::error(
                    self.source.name(),
                    both(
                        format!("[{name}] ontbreekt"),
                        format!("[{name}] is missing"),
                    ),
                );
                self.push(missing.remedy(both(
                    format!("voeg toe: [{name}] met nl = \"…\" en en = \"…\""),
                    format!("add: [{name}] with nl = \"…\" and en = \"…\""),
                )));
            }
            return texts;
        };
        let Some(languages) = value.get_ref().as_table() else {
            self.wrong_type(
                value,
                &format!("[{name}] met nl = \"…\" en en = \"…\""),
                &format!("[{name}] with nl = \"…\" and en = \"…\""),
            );
            return texts;
        };
        for (key, value) in languages.iter() {
            let Some(lang) = LANGS.iter().position(|lang| key.get_ref() == *lang) else {
                self.misplaced(key, &LANGS);
                continue;
            };
            match value.get_ref().as_str() {
                Some(text) if required && text.trim().is_empty() => {
                    self.error(
                        &value.span(),
                        "deze tekst is leeg".to_owned(),
                        "this text is empty".to_owned(),
                    );
                }
                Some(text) => texts[lang] = text.trim().to_owned(),
                None => {
                    self.wrong_type(value, "tekst tussen aanhalingstekens", "text in quotes");
                }
            }
        }
        for lang in LANGS {
            if required && self.complete && !languages.keys().any(|key| key.get_ref() == lang) {
                let diagnostic = self.error(
                    &key.span(),
                    format!("'{lang}' ontbreekt in [{name}]"),
                    format!("'{lang}' is missing in [{name}]"),
                );
                diagnostic.remedies.push(both(
                    format!("voeg toe: {lang} = \"…\""),
                    format!("add: {lang} = \"…\""),
                ));
            }
        }
        texts
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let source = Source::new(Path::new("a.toml"), text.to_owned());
        let registry = LeverRegistry::embedded().expect("a registry");
        read(&source, &registry)
            .1
            .into_iter()
            .map(|problem| problem.message[1].clone())
            .collect()
    }

    #[test]
    fn problems_stand_in_the_order_of_the_file() {
        let found = problems("schema = 1\nz = 1\n[title]\nnl = 1\nen = \"\"\n[question]\nfr = 1\n");
        assert_eq!(
            found,
            [
                "unknown key 'z'",
                "this is a number; expected text in quotes",
                "this text is empty",
                "'nl' is missing in [question]",
                "'en' is missing in [question]",
                "unknown key 'fr'",
            ]
        );
    }

    #[test]
    fn what_stands_after_a_list_that_is_not_closed_is_not_called_missing() {
        let found = problems("schema = 1\nbase = [1,\n[title]\nnl = \"a\"\n");
        assert!(
            found.iter().all(|message| !message.contains("missing")),
            "{found:?}"
        );
    }

    #[test]
    fn very_many_problems_are_cut_off_with_their_number() {
        let text: String = (0..500).map(|n| format!("key{n} = 1\n")).collect();
        let found = problems(&format!("schema = 1\n{text}"));
        assert_eq!(found.len(), MOST + 1);
        assert!(found[MOST].contains("442 more problems"), "{}", found[MOST]);
    }
}
