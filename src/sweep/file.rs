//! The sweep file as written: TOML, with messages as for scenario files.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file_values::Node;
use super::outcome::{Measure, Unknown};
use crate::evidence::{LeverRegistry, Registry};
use crate::input::suggest::{did_you_mean, nearest, one_of, quoted};
use crate::input::{Both, Diagnostic, Source, both, syntax};
use crate::vocabulary::{AgeScope, Outcome, Term};

const KEYS: [&str; 11] = [
    "schema",
    "title",
    "policies",
    "replicates",
    "seed",
    "scale",
    "years",
    "outcomes",
    "settings_per_part",
    "design",
    "parameters",
];
const LEVERS: &str = "levers";

/// Kinds of design by their names in files, with the keys that each takes.
pub(super) const KINDS: [(&str, &[&str]); 8] = [
    ("grid", &["levels"]),
    ("latin_hypercube", &["samples"]),
    ("sobol", &["samples"]),
    ("saltelli", &["samples", "second_order"]),
    ("morris", &["trajectories", "levels"]),
    ("one_at_a_time", &["levels"]),
    ("draws", &["file"]),
    ("csv", &["file"]),
];

/// A value of the file with its place.
pub(super) type At<T> = (T, Range<usize>);

/// One line under `[parameters]` or `[levers]`.
#[derive(Clone, Debug, Default)]
pub(super) struct Vary {
    pub(super) id: String,
    pub(super) span: Range<usize>,
    pub(super) range: Option<At<[f64; 2]>>,
    pub(super) values: Option<At<Vec<f64>>>,
    pub(super) base: Option<At<f64>>,
}

/// `[design]`.
#[derive(Clone, Debug, Default)]
pub(super) struct DesignTable {
    pub(super) kind: Option<At<String>>,
    pub(super) samples: Option<At<u64>>,
    pub(super) levels: Option<At<u64>>,
    pub(super) second_order: bool,
    pub(super) file: Option<At<String>>,
}

/// What a sweep file says.
#[derive(Clone, Debug, Default)]
pub(super) struct Document {
    pub(super) title: Option<Both>,
    pub(super) policies: Vec<At<PathBuf>>,
    pub(super) replicates: Option<u64>,
    pub(super) seed: Option<u64>,
    pub(super) scale: Option<f64>,
    pub(super) years: Option<u64>,
    pub(super) outcomes: Option<Vec<Measure>>,
    pub(super) settings_per_part: Option<u64>,
    pub(super) design: DesignTable,
    pub(super) parameters: Vec<Vary>,
    pub(super) levers: Vec<Vary>,
}

/// A file being read, and what was found wrong.
pub(super) struct Reader<'a> {
    pub(super) source: &'a Source,
    pub(super) out: Vec<Diagnostic>,
}

/// Reads the text of a sweep file.
pub(super) fn read(
    source: &Source,
    registry: &Registry,
    levers: &LeverRegistry,
) -> (Document, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let twice = both("laat er één staan", "keep one");
    let Some(parsed) = syntax::parse(source, &twice, &mut out) else {
        return (Document::default(), out);
    };
    let unread = |line: usize| parsed.unread.iter().any(|lines| lines.contains(&line));
    let mut reader = Reader {
        source,
        out: Vec::new(),
    };
    let document = reader.document(parsed.table.get_ref(), registry, levers);
    let broken = !out.is_empty();
    out.extend(reader.out.into_iter().filter(|one| match &one.place {
        Some(place) => !unread(place.line - 1),
        // What seems missing may stand in the part that could not be read.
        None => !broken,
    }));
    out.sort_by_key(|one| one.place.as_ref().map_or((0, 0), |at| (at.line, at.column)));
    (document, out)
}

impl Reader<'_> {
    /// Adds an error at a span, for the caller to complete.
    pub(super) fn error(
        &mut self,
        span: &Range<usize>,
        nl: impl Into<String>,
        en: impl Into<String>,
    ) -> &mut Diagnostic {
        let last = self.out.len();
        self.out.push(self.source.error(span, both(nl, en)));
        &mut self.out[last]
    }

    fn missing(&mut self, nl: &str, en: &str, write: [&str; 2]) {
        let problem = Diagnostic::error(self.source.name(), both(nl, en));
        self.out.push(problem.remedy(both(write[0], write[1])));
    }

    fn document(
        &mut self,
        table: &DeTable<'_>,
        registry: &Registry,
        levers: &LeverRegistry,
    ) -> Document {
        let mut document = Document::default();
        let mut versioned = false;
        for (key, value) in table.iter() {
            match key.get_ref().as_ref() {
                "schema" => {
                    versioned = true;
                    if self.whole(value, 1, 1).is_none() {
                        return document;
                    }
                }
                "title" => document.title = self.title(value),
                "policies" => document.policies = self.policies(value),
                "replicates" => {
                    document.replicates = self.whole(value, 1, 100_000).map(|at| at.0);
                }
                "seed" => {
                    document.seed = self.whole(value, 0, i64::MAX as u64).map(|at| at.0);
                }
                "scale" => document.scale = self.share(value),
                "years" => document.years = self.whole(value, 1, 40).map(|at| at.0),
                "outcomes" => document.outcomes = self.outcomes(value),
                "settings_per_part" => {
                    document.settings_per_part = self.whole(value, 1, 100_000).map(|at| at.0);
                }
                "design" => document.design = self.design(value),
                "parameters" => {
                    let ids: Vec<&str> = registry.iter().map(|one| one.id.as_str()).collect();
                    document.parameters = self.varied(value, &ids);
                }
                LEVERS => {
                    let ids: Vec<&str> = levers.iter().map(|one| one.id.as_str()).collect();
                    document.levers = self.varied(value, &ids);
                }
                _ => {
                    let known: Vec<&str> = KEYS.into_iter().chain([LEVERS]).collect();
                    self.unknown(key, &known);
                }
            }
        }
        if !versioned {
            self.missing(
                "'schema' ontbreekt",
                "'schema' is missing",
                ["zet bovenaan: schema = 1", "write at the top: schema = 1"],
            );
        }
        if !table.keys().any(|key| key.get_ref() == "policies") {
            self.missing(
                "'policies' ontbreekt: welk beleid wordt vergeleken?",
                "'policies' is missing: which policies are compared?",
                [
                    "bijvoorbeeld: policies = [\"regular-practice.toml\", \"rotterdam-approach.toml\"]; het eerste is de basis",
                    "for instance: policies = [\"regular-practice.toml\", \"rotterdam-approach.toml\"]; the first is the base",
                ],
            );
        }
        if document.design.kind.is_none() && !table.keys().any(|key| key.get_ref() == "design") {
            self.missing(
                "[design] ontbreekt: welke instellingen worden doorgerekend?",
                "[design] is missing: which settings are run?",
                [
                    "bijvoorbeeld: [design] met kind = \"saltelli\" en samples = 64",
                    "for instance: [design] with kind = \"saltelli\" and samples = 64",
                ],
            );
        }
        document
    }

    fn title(&mut self, value: &Node<'_>) -> Option<Both> {
        let Some(table) = value.get_ref().as_table() else {
            return self.expected(
                value,
                "[title] met nl = \"…\" en en = \"…\"",
                "[title] with nl = \"…\" and en = \"…\"",
            );
        };
        let mut title = Both::default();
        for (key, value) in table.iter() {
            let Some(place) = ["nl", "en"].iter().position(|lang| key.get_ref() == *lang) else {
                self.unknown(key, &["nl", "en"]);
                continue;
            };
            if let Some((text, _)) = self.text(value) {
                title[place] = text;
            }
        }
        Some(title)
    }

    fn policies(&mut self, value: &Node<'_>) -> Vec<At<PathBuf>> {
        let list = value.get_ref().as_array();
        let Some(list) = list.filter(|list| !list.is_empty()) else {
            let none: Option<()> = self.expected(
                value,
                "een lijst van scenariobestanden",
                "a list of scenario files",
            );
            debug_assert!(none.is_none());
            return Vec::new();
        };
        let folder = self.source.path.parent().unwrap_or(Path::new(""));
        let folder = folder.to_owned();
        list.iter()
            .filter_map(|item| self.text(item))
            .map(|(name, span)| (folder.join(name), span))
            .collect()
    }

    fn outcomes(&mut self, value: &Node<'_>) -> Option<Vec<Measure>> {
        let list = value.get_ref().as_array();
        let Some(list) = list.filter(|list| !list.is_empty()) else {
            return self.expected(value, "een lijst van uitkomsten", "a list of outcomes");
        };
        let mut measures = Vec::new();
        for item in list.iter() {
            let Some((name, span)) = self.text(item) else {
                continue;
            };
            match Measure::parse(&name) {
                Ok(measure) if measures.contains(&measure) => {
                    let shown = quoted(&name);
                    self.error(
                        &span,
                        format!("{shown} staat er twee keer"),
                        format!("{shown} stands twice"),
                    );
                }
                Ok(measure) => measures.push(measure),
                Err(unknown) => self.no_outcome(&name, &span, unknown),
            }
        }
        Some(measures)
    }

    fn no_outcome(&mut self, name: &str, span: &Range<usize>, unknown: Unknown) {
        let (outcome, ages) = name.split_once(':').unwrap_or((name, ""));
        match unknown {
            Unknown::Outcome => {
                let near = nearest(outcome, Outcome::ALL.iter().map(|one| one.id()));
                let shown = quoted(outcome);
                let problem = self.error(
                    span,
                    format!("onbekende uitkomst {shown}"),
                    format!("unknown outcome {shown}"),
                );
                problem.remedies.extend(did_you_mean(near));
            }
            Unknown::Ages => {
                let [nl, en] = one_of(AgeScope::ALL.iter().map(|scope| scope.id()));
                let shown = quoted(ages);
                self.error(
                    span,
                    format!("onbekende leeftijden {shown}"),
                    format!("unknown ages {shown}"),
                )
                .label = Some(both(format!("verwacht {nl}"), format!("expected {en}")));
            }
            Unknown::NotByAge => {
                let problem = self.error(
                    span,
                    "deze uitkomst wordt niet naar leeftijd geteld",
                    "this outcome is not counted by age",
                );
                problem.remedies.push(both(
                    format!("schrijf \"{outcome}\""),
                    format!("write \"{outcome}\""),
                ));
            }
        }
    }

    fn design(&mut self, value: &Node<'_>) -> DesignTable {
        let mut design = DesignTable::default();
        let Some(table) = value.get_ref().as_table() else {
            let _: Option<()> = self.expected(value, "een tabel [design]", "a table [design]");
            return design;
        };
        let names = KINDS.map(|(name, _)| name);
        let kind = table.iter().find(|(key, _)| key.get_ref() == "kind");
        let Some((_, kind)) = kind else {
            let [nl, en] = one_of(names);
            self.error(
                &value.span(),
                "in [design] ontbreekt 'kind'",
                "'kind' is missing in [design]",
            )
            .label = Some(both(format!("verwacht {nl}"), format!("expected {en}")));
            return design;
        };
        let Some((name, span)) = self.text(kind) else {
            return design;
        };
        let Some((_, takes)) = KINDS.into_iter().find(|(known, _)| *known == name) else {
            let [nl, en] = one_of(names);
            let near = did_you_mean(nearest(&name, names));
            let shown = quoted(&name);
            let problem = self.error(
                &span,
                format!("onbekend ontwerp {shown}"),
                format!("unknown design {shown}"),
            );
            problem.label = Some(both(format!("verwacht {nl}"), format!("expected {en}")));
            problem.remedies.extend(near);
            return design;
        };
        design.kind = Some((name, span));
        let known: Vec<&str> = std::iter::once("kind")
            .chain(takes.iter().copied())
            .collect();
        for (key, value) in table.iter() {
            match key.get_ref().as_ref() {
                "kind" => {}
                name if !known.contains(&name) => self.unknown(key, &known),
                "samples" | "trajectories" => {
                    design.samples = self.whole(value, 1, 10_000_000);
                }
                "levels" => design.levels = self.whole(value, 2, 1_000),
                "second_order" => match value.get_ref() {
                    DeValue::Boolean(yes) => design.second_order = *yes,
                    _ => {
                        let _: Option<()> = self.expected(value, "true of false", "true or false");
                    }
                },
                _ => design.file = self.text(value),
            }
        }
        design
    }

    /// `[parameters]` or `[levers]`. A name that ends in `*` stands for all that begin so.
    fn varied(&mut self, value: &Node<'_>, ids: &[&str]) -> Vec<Vary> {
        let Some(table) = value.get_ref().as_table() else {
            let _: Option<()> = self.expected(
                value,
                "een tabel met regels zoals \"ties.loss\" = {}",
                "a table with lines such as \"ties.loss\" = {}",
            );
            return Vec::new();
        };
        let mut found: Vec<Vary> = Vec::new();
        // In the order of the file: the order of columns.
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name = key.get_ref().as_ref();
            let chosen: Vec<&str> = match name.strip_suffix('*') {
                Some(start) => ids
                    .iter()
                    .copied()
                    .filter(|id| id.starts_with(start))
                    .collect(),
                None => ids.iter().copied().filter(|id| *id == name).collect(),
            };
            if chosen.is_empty() {
                self.no_such(key, value, ids);
                continue;
            }
            let line = self.vary(value, &key.span());
            for id in chosen {
                let vary = Vary {
                    id: id.to_owned(),
                    ..line.clone()
                };
                match found.iter_mut().find(|one| one.id == id) {
                    // A line of its own goes before a family.
                    Some(before) if !name.ends_with('*') => *before = vary,
                    Some(_) => {}
                    None => found.push(vary),
                }
            }
        }
        found
    }

    fn no_such(&mut self, key: &Spanned<impl AsRef<str>>, value: &Node<'_>, ids: &[&str]) {
        let name = key.get_ref().as_ref();
        let shown = quoted(name);
        let group = format!("{name}.");
        let nested = value.get_ref().is_table() && ids.iter().any(|id| id.starts_with(&group));
        let near = did_you_mean(nearest(name, ids.iter().copied()));
        let problem = self.error(
            &key.span(),
            format!("{shown} bestaat niet"),
            format!("{shown} does not exist"),
        );
        if nested {
            problem.remedies.push(both(
                format!("zet de hele naam tussen aanhalingstekens, of neem de hele groep: \"{name}.*\" = {{}}"),
                format!("put the whole name in quotes, or take the whole group: \"{name}.*\" = {{}}"),
            ));
        } else {
            problem.remedies.extend(near);
        }
    }

    fn vary(&mut self, value: &Node<'_>, span: &Range<usize>) -> Vary {
        let mut vary = Vary {
            span: span.clone(),
            ..Vary::default()
        };
        match value.get_ref() {
            DeValue::Array(_) => vary.range = self.range(value),
            DeValue::Table(table) => {
                for (key, value) in table.iter() {
                    match key.get_ref().as_ref() {
                        "range" => vary.range = self.range(value),
                        "values" => vary.values = self.numbers(value),
                        "base" => vary.base = self.number(value),
                        _ => self.unknown(key, &["range", "values", "base"]),
                    }
                }
            }
            _ => {
                let _: Option<()> = self.expected(
                    value,
                    "{} voor het hele bereik, of [laag, hoog]",
                    "{} for the whole range, or [low, high]",
                );
            }
        }
        vary
    }
}
