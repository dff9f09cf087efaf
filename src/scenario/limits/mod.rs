//! For whom a value of a lever holds, as written: lists of boroughs, ages and isolation categories.

mod ages;
mod categories;

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::document::Reader;
use super::words;
use crate::evidence::LeverSpec;
use crate::input::suggest::{did_you_mean, nearest, quoted};
use crate::input::{Both, both};
use crate::vocabulary::{Borough, Label, Lang, Term};

pub(super) use ages::read_ages;
pub(super) use categories::read_categories;

/// Most levers that are named where a limit is refused.
const MOST_NAMED: usize = 6;

/// What is said of a kind of limit.
struct Limit {
    /// Its key in a file.
    key: &'static str,
    /// Two words as they may stand in its list.
    examples: [&'static str; 2],
    /// Where a lever does not take it.
    cannot: Label,
    /// "for no age": for whom a value with an empty list holds.
    nobody: Label,
    /// What a list of it names.
    names: Label,
    /// For whom a value without it holds.
    whole: Label,
    /// Does a lever take it?
    takes: fn(&LeverSpec) -> bool,
}

const BY_BOROUGH: Limit = Limit {
    key: "boroughs",
    examples: ["Charlois", "Noord"],
    cannot: Label::new("kan niet per deelgemeente", "cannot be set by borough"),
    nobody: Label::new("in geen enkele deelgemeente", "in no borough"),
    names: Label::new("deelgemeenten", "boroughs"),
    whole: Label::new("voor de hele stad", "for the whole city"),
    takes: |spec| spec.by_borough,
};

/// The boroughs in which a value holds.
pub(super) fn read_boroughs(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    key: Range<usize>,
    value: &Spanned<DeValue<'_>>,
) -> Option<Vec<Borough>> {
    let is_name = |text: &str| Borough::from_id(text).is_some();
    let items = BY_BOROUGH.items(reader, spec, key, value, is_name)?;
    Some(each_once(reader, &items, read_borough))
}

impl Limit {
    /// The items of the list of this limit; nothing when the lever does not take it or it is no list.
    fn items<'v, 't>(
        &self,
        reader: &mut Reader<'_>,
        spec: &LeverSpec,
        key: Range<usize>,
        value: &'v Spanned<DeValue<'t>>,
        is_word: impl Fn(&str) -> bool,
    ) -> Option<Vec<&'v Spanned<DeValue<'t>>>> {
        if !(self.takes)(spec) {
            self.refuse(reader, spec, key);
            return None;
        }
        let items = self.read_list(reader, value, is_word)?;
        if items.is_empty() {
            self.nobody(reader, spec, value);
        }
        Some(items)
    }

    /// A limit that a lever does not take, with the names of some that do, of its own group first.
    fn refuse(&self, reader: &mut Reader<'_>, spec: &LeverSpec, key: Range<usize>) {
        let (name, takes) = (self.key, self.takes);
        let mut able: Vec<&LeverSpec> = reader.levers.iter().filter(|other| takes(other)).collect();
        // The first of each group, so that a few names show what there is.
        able.sort_by_key(|other| {
            let before = reader.levers.iter().take_while(|one| one.id != other.id);
            let nth = before.filter(|one| takes(one) && one.group() == other.group());
            (other.group() != spec.group(), nth.count())
        });
        let mut names: Vec<String> = able.iter().map(|other| format!("'{}'", other.id)).collect();
        let more = names.len().saturating_sub(MOST_NAMED);
        names.truncate(MOST_NAMED);
        let some = |lang, others: String| {
            let last = (more > 0).then_some(others.as_str());
            let names: Vec<&str> = names.iter().map(String::as_str).chain(last).collect();
            words::list(&names, lang)
        };
        let (nl, en) = (
            some(Lang::Nl, format!("{more} andere")),
            some(Lang::En, format!("{more} others")),
        );
        let id = &spec.id;
        let diagnostic = reader.error(
            &key,
            format!("'{id}' kan niet worden beperkt met '{name}'"),
            format!("'{id}' cannot be limited by '{name}'"),
        );
        diagnostic.label = Some(both(self.cannot.nl, self.cannot.en));
        diagnostic.notes.extend(spec.whole.clone());
        diagnostic.notes.push(both(
            format!("wel zo te beperken zijn {nl}"),
            format!("this limit is possible for {en}"),
        ));
        diagnostic.remedies.push(both(
            format!("laat '{name}' weg; welke knop wat kan, zegt: isolement levers"),
            format!("leave out '{name}'; what each lever takes is told by: isolement levers"),
        ));
    }

    /// The items of a list; a single valid word without brackets is told how to be written.
    fn read_list<'v, 't>(
        &self,
        reader: &mut Reader<'_>,
        value: &'v Spanned<DeValue<'t>>,
        is_word: impl Fn(&str) -> bool,
    ) -> Option<Vec<&'v Spanned<DeValue<'t>>>> {
        let [first, second] = self.examples;
        let Some(list) = value.get_ref().as_array() else {
            let diagnostic = reader.wrong_type(
                value,
                &format!("een lijst zoals [\"{first}\", \"{second}\"]"),
                &format!("a list as in [\"{first}\", \"{second}\"]"),
            );
            let word = value.get_ref().as_str().filter(|text| is_word(text));
            diagnostic.remedies.extend(word.map(|word| {
                both(
                    format!("schrijf [\"{word}\"], met haken"),
                    format!("write [\"{word}\"], with brackets"),
                )
            }));
            return None;
        };
        Some(list.iter().collect())
    }

    /// A list without anything in it.
    fn nobody(&self, reader: &mut Reader<'_>, spec: &LeverSpec, list: &Spanned<DeValue<'_>>) {
        let id = &spec.id;
        let (holds, name, whole) = (self.nobody, self.names, self.whole);
        let warning = reader.source.warning(
            &list.span(),
            both(
                format!("deze waarde van '{id}' geldt {}", holds.nl),
                format!("this value of '{id}' holds {}", holds.en),
            ),
        );
        let warning = warning.label(both("verandert niets", "changes nothing"));
        reader.push(warning.remedy(both(
            format!("noem {}, of laat de lijst weg {}", name.nl, whole.nl),
            format!("name {}, or leave the list out {}", name.en, whole.en),
        )));
    }
}

/// The values of a list, sorted; what stands twice is told.
fn each_once<T: Term + Ord>(
    reader: &mut Reader<'_>,
    items: &[&Spanned<DeValue<'_>>],
    mut read: impl FnMut(&mut Reader<'_>, &Spanned<DeValue<'_>>) -> Option<T>,
) -> Vec<T> {
    let mut values = Vec::new();
    for &item in items {
        match read(reader, item) {
            Some(value) if values.contains(&value) => twice(reader, item, value.id()),
            Some(value) => values.push(value),
            None => {}
        }
    }
    values.sort_unstable();
    values
}

fn twice(reader: &mut Reader<'_>, item: &Spanned<DeValue<'_>>, name: &str) {
    let warning = reader.source.warning(
        &item.span(),
        both(
            format!("'{name}' staat twee keer in deze lijst"),
            format!("'{name}' stands twice in this list"),
        ),
    );
    reader.push(warning.remedy(both("laat er één staan", "keep one")));
}

fn read_borough(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Borough> {
    let names = || Borough::ALL.iter().map(|borough| borough.id());
    let Some(name) = value.get_ref().as_str() else {
        reader.wrong_type(
            value,
            "de naam van een deelgemeente",
            "the name of a borough",
        );
        return None;
    };
    let borough = Borough::from_id(name.trim());
    if borough.is_none() {
        let missing = both(
            format!("er is geen deelgemeente {}", quoted(name)),
            format!("there is no borough {}", quoted(name)),
        );
        let are = both("de deelgemeenten zijn", "the boroughs are");
        unknown(reader, value, missing, nearest(name, names()), are, names());
    }
    borough
}

/// A name that is none of those there are: the nearest one, or all.
fn unknown<'a>(
    reader: &mut Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    [nl, en]: Both,
    near: Option<&str>,
    are: Both,
    names: impl Iterator<Item = &'a str>,
) {
    let diagnostic = reader.error(&value.span(), nl, en);
    match did_you_mean(near) {
        Some(near) => diagnostic.remedies.push(near),
        None => {
            let all: Vec<&str> = names.collect();
            diagnostic.notes.push(both(
                format!("{} {}", are[0], words::list(&all, Lang::Nl)),
                format!("{} {}", are[1], words::list(&all, Lang::En)),
            ));
        }
    }
}
