//! The `[levers]` of a file: which lever gets which value, when and where.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::document::{Reader, keep_one, meant};
use super::limits::{read_ages, read_boroughs, read_categories};
use super::values::{check_unit, read_month, read_value};
use super::words;
use crate::evidence::{LeverRegistry, LeverSpec};
use crate::input::suggest::{did_you_mean, nearest, quoted};
use crate::input::{Both, Diagnostic, both};
use crate::vocabulary::{Borough, CalendarMonth, GroupSet, IsolationCategory, Lang, RecordedAge};

/// One value of a lever.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) value: f64,
    /// First month; the first of the run when absent.
    pub(super) from: Option<CalendarMonth>,
    /// Last month, included; the last of the run when absent.
    pub(super) until: Option<CalendarMonth>,
    /// The whole city when absent.
    pub(super) boroughs: Option<Vec<Borough>>,
    /// All ages when absent.
    pub(super) ages: Option<Vec<RecordedAge>>,
    /// All categories when absent.
    pub(super) categories: Option<Vec<IsolationCategory>>,
    /// Where the value stands.
    pub(super) span: Range<usize>,
}

impl Entry {
    /// A value for everybody, always.
    pub(super) fn plain(value: f64, span: Range<usize>) -> Self {
        Self {
            value,
            from: None,
            until: None,
            boroughs: None,
            ages: None,
            categories: None,
            span,
        }
    }

    /// The residents for whom it holds.
    pub(super) fn who(&self) -> GroupSet {
        GroupSet::of(self.ages.as_deref(), self.categories.as_deref())
    }
}

/// The values that a file gives to a lever; later ones win over earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setting {
    /// Position of the lever in the registry.
    pub(super) lever: usize,
    /// Where its name stands.
    pub(super) span: Range<usize>,
    pub(super) entries: Vec<Entry>,
}

impl Setting {
    /// The same, written anywhere.
    pub(super) fn without_places(&self) -> Self {
        let mut setting = self.clone();
        setting.span = 0..0;
        for entry in &mut setting.entries {
            entry.span = 0..0;
        }
        setting
    }
}

/// Most values of one lever. Each is laid over all months of the run.
pub(super) const MOST_ENTRIES: usize = 500;

const KEYS: [&str; 7] = [
    "value",
    "unit",
    "from",
    "until",
    "boroughs",
    "ages",
    "categories",
];

/// Reads the table of levers.
pub(super) fn read_settings(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Vec<Setting> {
    let mut settings = Vec::new();
    match value.get_ref().as_table() {
        Some(table) => read_group(reader, "", table, &mut settings),
        None => {
            reader.wrong_type(value, "de kop [levers]", "the heading [levers]");
        }
    }
    settings
}

/// Reads levers that share the start of their name: `[levers.activities]` or `activities.places`.
fn read_group(
    reader: &mut Reader<'_>,
    start: &str,
    table: &DeTable<'_>,
    settings: &mut Vec<Setting>,
) {
    let levers = reader.levers;
    for (key, value) in table.iter() {
        let id = format!("{start}{}", key.get_ref());
        if let Some((lever, spec)) = levers.find(&id) {
            read_lever(reader, (lever, spec), key.span(), value, settings);
            continue;
        }
        let group = format!("{id}.");
        let is_group = levers.iter().any(|spec| spec.id.starts_with(&group));
        match value.get_ref().as_table() {
            Some(table) if is_group => read_group(reader, &group, table, settings),
            _ if start.is_empty() && ["schema", "base"].contains(&id.as_str()) => {
                reader.misplaced(key, &[]);
            }
            _ => {
                let at = |message| reader.source.error(&key.span(), message);
                let problem = unknown_lever(levers, &id, at);
                reader.push(problem);
            }
        }
    }
}

/// A name that is no lever: the nearest one, or those there are. `at` makes the message.
pub(crate) fn unknown_lever(
    levers: &LeverRegistry,
    id: &str,
    at: impl FnOnce(Both) -> Diagnostic,
) -> Diagnostic {
    let ids = || levers.iter().map(|spec| spec.id.as_str());
    let near = nearest(id, ids()).or_else(|| {
        // Somebody who writes `places` means the one lever whose name ends so.
        let mut ending = ids().filter(|known| {
            known
                .rsplit('.')
                .next()
                .is_some_and(|end| nearest(id.rsplit('.').next().unwrap_or(id), [end]).is_some())
        });
        ending.next().filter(|_| ending.next().is_none())
    });
    let near = near.or_else(|| by_label(levers, id));
    let group = format!("{id}.");
    let members: Vec<&str> = ids().filter(|known| known.starts_with(&group)).collect();
    let shown = quoted(id);
    let diagnostic = at(if members.is_empty() {
        both(
            format!("er is geen knop {shown}"),
            format!("there is no lever {shown}"),
        )
    } else {
        both(
            format!("{shown} is een groep knoppen, geen knop"),
            format!("{shown} is a group of levers, not a lever"),
        )
    });
    if near.is_some() {
        return diagnostic.remedy(did_you_mean(near));
    }
    let group = id.split('.').next().unwrap_or(id);
    let alike: Vec<&str> = ids()
        .filter(|known| known.split('.').next() == Some(group))
        .collect();
    if !alike.is_empty() {
        return diagnostic.note(both(
            format!(
                "de knoppen van '{group}' zijn {}",
                words::list(&alike, Lang::Nl)
            ),
            format!(
                "the levers of '{group}' are {}",
                words::list(&alike, Lang::En)
            ),
        ));
    }
    diagnostic.remedy(both(
        "alle knoppen, met uitleg: isolement levers",
        "all levers, explained: isolement levers",
    ))
}

/// The lever whose Dutch or English name this is.
fn by_label<'a>(levers: &'a LeverRegistry, name: &str) -> Option<&'a str> {
    let labels = |lang| levers.iter().map(move |spec| spec.label(lang));
    let near = |lang| {
        let label = nearest(name, labels(lang))?;
        levers.iter().find(|spec| spec.label(lang) == label)
    };
    let spec = near(Lang::Nl).or_else(|| near(Lang::En))?;
    Some(&spec.id)
}

fn read_lever(
    reader: &mut Reader<'_>,
    (lever, spec): (usize, &LeverSpec),
    span: Range<usize>,
    value: &Spanned<DeValue<'_>>,
    settings: &mut Vec<Setting>,
) {
    if settings.iter().any(|setting| setting.lever == lever) {
        let id = &spec.id;
        let first = settings
            .iter()
            .find(|setting| setting.lever == lever)
            .map_or(0, |setting| reader.source.line_of(setting.span.start) + 1);
        let diagnostic = reader.error(
            &span,
            format!("'{id}' staat twee keer in dit bestand"),
            format!("'{id}' stands twice in this file"),
        );
        diagnostic.label = Some(both(
            format!("de eerste keer staat op regel {first}"),
            format!("the first time is on line {first}"),
        ));
        diagnostic.remedies.push(keep_one());
        return;
    }
    let entries = match value.get_ref() {
        DeValue::Array(list) => read_list(reader, spec, value.span(), list),
        DeValue::Table(table) => read_entry(reader, spec, value.span(), table)
            .into_iter()
            .collect(),
        _ => read_value(reader, spec, value)
            .map(|number| Entry::plain(number, value.span()))
            .into_iter()
            .collect(),
    };
    settings.push(Setting {
        lever,
        span,
        entries,
    });
}

fn read_list(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    span: Range<usize>,
    list: &DeArray<'_>,
) -> Vec<Entry> {
    if list.is_empty() {
        let diagnostic = reader.error(
            &span,
            "deze lijst is leeg".to_owned(),
            "this list is empty".to_owned(),
        );
        diagnostic.remedies.push(both(
            "zet er een waarde in, of laat de knop weg",
            "put a value in it, or leave the lever out",
        ));
    }
    if list.len() > MOST_ENTRIES {
        reader.error(
            &span,
            format!("deze lijst heeft meer dan {MOST_ENTRIES} waarden"),
            format!("this list has more than {MOST_ENTRIES} values"),
        );
        return Vec::new();
    }
    let mut entries = Vec::new();
    for value in list.iter() {
        match value.get_ref().as_table() {
            Some(table) => entries.extend(read_entry(reader, spec, value.span(), table)),
            None => {
                reader.wrong_type(
                    value,
                    "{ value = …, from = \"…\" } in een lijst",
                    "{ value = …, from = \"…\" } in a list",
                );
            }
        }
    }
    entries
}

fn read_entry(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    span: Range<usize>,
    table: &DeTable<'_>,
) -> Option<Entry> {
    let mut entry = Entry::plain(spec.default, span.clone());
    let mut number = None;
    let mut until_span = span.clone();
    for (key, value) in table.iter() {
        match key.get_ref().as_ref() {
            "value" => {
                number = Some(read_value(reader, spec, value));
                entry.span = value.span();
            }
            "unit" => check_unit(reader, spec, value),
            "from" => entry.from = read_month(reader, value, 1),
            "until" => {
                entry.until = read_month(reader, value, 12);
                until_span = value.span();
            }
            "boroughs" => entry.boroughs = read_boroughs(reader, spec, key.span(), value),
            "ages" => entry.ages = read_ages(reader, spec, key.span(), value),
            "categories" => entry.categories = read_categories(reader, spec, key.span(), value),
            _ => reader.unknown_key(key, &KEYS),
        }
    }
    if let (Some(from), Some(until)) = (entry.from, entry.until)
        && until < from
    {
        let diagnostic = reader.error(
            &until_span,
            format!("het einde ({until}) ligt voor het begin ({from})"),
            format!("the end ({until}) lies before the start ({from})"),
        );
        diagnostic.label = Some(both(
            format!("verwacht {from} of later"),
            format!("expected {from} or later"),
        ));
        diagnostic.remedies.push(both(
            "verwissel 'from' en 'until', of laat 'until' weg",
            "swap 'from' and 'until', or leave 'until' out",
        ));
    }
    if number.is_none() && !meant(table, "value", &KEYS) {
        let id = &spec.id;
        let diagnostic = reader.error(
            &span,
            format!("'value' ontbreekt voor '{id}'"),
            format!("'value' is missing for '{id}'"),
        );
        diagnostic
            .remedies
            .push(both("voeg toe: value = …", "add: value = …"));
    }
    entry.value = number??;
    Some(entry)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::document;
    use super::*;
    use crate::input::Source;

    /// The settings, and the problems that have a place.
    fn read(levers: &str) -> (Vec<Setting>, Vec<Diagnostic>) {
        let text = format!("schema = 1\n[levers]\n{levers}\n");
        let source = Source::new(Path::new("a.toml"), text);
        let registry = LeverRegistry::embedded().expect("a registry");
        let (document, mut problems) = document::read(&source, &registry);
        problems.retain(|problem| problem.place.is_some());
        (document.settings, problems)
    }

    #[test]
    fn values_keep_the_order_of_the_list() {
        let (settings, problems) = read(
            "guidance.hours = [{ value = 8 }, { value = 9, from = \"2009-01\", until = \"2009-12\" }]",
        );
        assert_eq!(problems, []);
        let [setting] = settings.as_slice() else {
            panic!("one setting: {settings:?}");
        };
        let values: Vec<f64> = setting.entries.iter().map(|entry| entry.value).collect();
        assert_eq!(values, [8.0, 9.0]);
        assert_eq!(setting.entries[1].from, CalendarMonth::new(2009, 1));
        assert_eq!(setting.entries[1].until, CalendarMonth::new(2009, 12));
    }

    #[test]
    fn the_last_word_of_a_name_finds_the_lever_when_only_one_has_it() {
        let remedy = |line: &str| {
            let (_, problems) = read(line);
            problems[0].remedies.first().map(|both| both[1].clone())
        };
        assert_eq!(
            remedy("enquiries = 3").as_deref(),
            Some("did you mean 'volunteers.enquiries'?")
        );
        assert_eq!(
            remedy("hours = 3").as_deref(),
            Some("all levers, explained: isolement levers")
        );
    }

    #[test]
    fn a_list_of_thousands_of_values_is_refused() {
        let list = "{ value = 8 },".repeat(5000);
        let (_, problems) = read(&format!("guidance.hours = [{list}]"));
        assert_eq!(problems[0].message[1], "this list has more than 500 values");
    }
}
