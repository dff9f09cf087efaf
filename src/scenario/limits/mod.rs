//! For whom a value of a lever holds, as written: lists of boroughs, ages and isolation categories.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::document::Reader;
use super::words;
use crate::evidence::LeverSpec;
use crate::input::suggest::{did_you_mean, nearest, quoted};
use crate::input::{Both, both};
use crate::vocabulary::{
    AGE_WORDS, Borough, IsolationCategory, Lang, RecordedAge, Term, limiting_categories,
};

/// Most levers that are named where a limit is refused.
const MOST_NAMED: usize = 6;

/// The boroughs in which a value holds.
pub(super) fn read_boroughs(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    key: Range<usize>,
    value: &Spanned<DeValue<'_>>,
) -> Option<Vec<Borough>> {
    if !spec.by_borough {
        let id = &spec.id;
        let diagnostic = reader.error(
            &key,
            format!("'{id}' geldt voor de hele stad"),
            format!("'{id}' holds for the whole city"),
        );
        diagnostic.label = Some(both(
            "kan niet per deelgemeente",
            "cannot be set by borough",
        ));
        diagnostic
            .remedies
            .push(both("laat 'boroughs' weg", "leave out 'boroughs'"));
        return None;
    }
    let is_name = |text: &str| Borough::from_id(text).is_some();
    let items = read_list(reader, value, ["Charlois", "Noord"], is_name)?;
    let mut boroughs = Vec::new();
    for item in items {
        match read_borough(reader, item) {
            Some(borough) if boroughs.contains(&borough) => twice(reader, item, borough.id()),
            Some(borough) => boroughs.push(borough),
            None => {}
        }
    }
    if value
        .get_ref()
        .as_array()
        .is_some_and(|list| list.is_empty())
    {
        let words = [
            both("in geen enkele deelgemeente", "in no borough"),
            both("deelgemeenten", "boroughs"),
            both("voor de hele stad", "for the whole city"),
        ];
        nobody(reader, spec, value, words);
    }
    boroughs.sort_unstable();
    Some(boroughs)
}

/// The ages for which a value holds.
pub(super) fn read_ages(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    key: Range<usize>,
    value: &Spanned<DeValue<'_>>,
) -> Option<Vec<RecordedAge>> {
    if !spec.by_age {
        let label = both("kan niet per leeftijd", "cannot be set by age");
        refuse(reader, spec, key, "ages", label, |other| other.by_age);
        return None;
    }
    let is_word = |text: &str| ages_of(text).is_some();
    let items = read_list(reader, value, ["65-74", "75+"], is_word)?;
    let mut ages: Vec<RecordedAge> = Vec::new();
    for item in items {
        let Some(named) = read_age(reader, item) else {
            continue;
        };
        if named.iter().all(|age| ages.contains(age)) {
            covered(reader, item);
        }
        ages.extend(named);
    }
    if value
        .get_ref()
        .as_array()
        .is_some_and(|list| list.is_empty())
    {
        let words = [
            both("voor geen enkele leeftijd", "for no age"),
            both("leeftijden", "ages"),
            both("voor alle leeftijden", "for all ages"),
        ];
        nobody(reader, spec, value, words);
    }
    ages.sort_unstable();
    ages.dedup();
    Some(ages)
}

/// The isolation categories for which a value holds.
pub(super) fn read_categories(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    key: Range<usize>,
    value: &Spanned<DeValue<'_>>,
) -> Option<Vec<IsolationCategory>> {
    if spec.by_category.is_empty() {
        let label = both("kan niet per categorie", "cannot be set by category");
        refuse(reader, spec, key, "categories", label, |other| {
            !other.by_category.is_empty()
        });
        return None;
    }
    let is_word = |text: &str| category_of(text).is_some();
    let items = read_list(reader, value, ["situational", "structural"], is_word)?;
    let mut categories = Vec::new();
    for item in items {
        match read_category(reader, spec, item) {
            Some(category) if categories.contains(&category) => twice(reader, item, category.id()),
            Some(category) => categories.push(category),
            None => {}
        }
    }
    if value
        .get_ref()
        .as_array()
        .is_some_and(|list| list.is_empty())
    {
        let words = [
            both("voor geen enkele categorie", "for no category"),
            both("categorieën", "categories"),
            both("voor alle categorieën", "for all categories"),
        ];
        nobody(reader, spec, value, words);
    }
    categories.sort_unstable();
    Some(categories)
}

/// A limit that a lever does not take, with the names of some that do, of its own group first.
fn refuse(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    key: Range<usize>,
    name: &str,
    label: Both,
    takes: impl Fn(&LeverSpec) -> bool,
) {
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
    diagnostic.label = Some(label);
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
    reader: &mut Reader<'_>,
    value: &'v Spanned<DeValue<'t>>,
    [first, second]: [&str; 2],
    is_word: impl Fn(&str) -> bool,
) -> Option<Vec<&'v Spanned<DeValue<'t>>>> {
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

fn covered(reader: &mut Reader<'_>, item: &Spanned<DeValue<'_>>) {
    let word = quoted(item.get_ref().as_str().unwrap_or_default());
    let warning = reader.source.warning(
        &item.span(),
        both(
            format!("{word} valt al onder deze lijst"),
            format!("{word} is covered by this list already"),
        ),
    );
    reader.push(warning.remedy(both("laat dit weg", "leave this out")));
}

/// A list without anything in it.
fn nobody(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    list: &Spanned<DeValue<'_>>,
    words: [Both; 3],
) {
    let id = &spec.id;
    let [holds, name, whole] = words;
    let warning = reader.source.warning(
        &list.span(),
        both(
            format!("deze waarde van '{id}' geldt {}", holds[0]),
            format!("this value of '{id}' holds {}", holds[1]),
        ),
    );
    let warning = warning.label(both("verandert niets", "changes nothing"));
    reader.push(warning.remedy(both(
        format!("noem {}, of laat de lijst weg {}", name[0], whole[0]),
        format!("name {}, or leave the list out {}", name[1], whole[1]),
    )));
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

/// The ages that a word of a file stands for.
fn ages_of(word: &str) -> Option<&'static [RecordedAge]> {
    let mut words = AGE_WORDS.iter();
    words
        .find(|(known, _)| *known == word.trim())
        .map(|(_, ages)| *ages)
}

fn read_age(
    reader: &mut Reader<'_>,
    value: &Spanned<DeValue<'_>>,
) -> Option<&'static [RecordedAge]> {
    let Some(word) = value.get_ref().as_str() else {
        reader.wrong_type(value, "een leeftijd zoals \"75+\"", "an age as in \"75+\"");
        return None;
    };
    let ages = ages_of(word);
    if ages.is_none() {
        let missing = both(
            format!("er is geen leeftijdsgroep {}", quoted(word)),
            format!("there is no age group {}", quoted(word)),
        );
        let names = || AGE_WORDS.iter().map(|(word, _)| *word);
        let near = near_age(word);
        let are = both("de leeftijdsgroepen zijn", "the age groups are");
        unknown(reader, value, missing, near, are, names());
    }
    ages
}

/// The age group that starts at the first number of a text: "75 jaar en ouder", "65 - 74".
fn near_age(word: &str) -> Option<&'static str> {
    let start: String = word
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let rest = word.rsplit_once(&start).map_or("", |(_, rest)| rest);
    let ends = rest.contains(|c: char| c.is_ascii_digit());
    let mut fitting = AGE_WORDS.iter().map(|(known, _)| *known).filter(|known| {
        let from = known.split(['-', '+']).next();
        from == Some(start.as_str()) && known.ends_with('+') != ends
    });
    fitting.next()
}

/// The category of an identifier.
fn category_of(word: &str) -> Option<IsolationCategory> {
    let known = limiting_categories().iter().copied();
    known.into_iter().find(|known| known.id() == word.trim())
}

fn read_category(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    value: &Spanned<DeValue<'_>>,
) -> Option<IsolationCategory> {
    let Some(word) = value.get_ref().as_str() else {
        reader.wrong_type(
            value,
            "een categorie zoals \"structural\"",
            "a category as in \"structural\"",
        );
        return None;
    };
    let names = || spec.by_category.iter().map(|category| category.id());
    let Some(category) = category_of(word) else {
        let missing = both(
            format!("er is geen categorie {}", quoted(word)),
            format!("there is no category {}", quoted(word)),
        );
        let near = nearest(word, names()).or_else(|| by_label(spec, word));
        let are = both("de categorieën zijn", "the categories are");
        unknown(reader, value, missing, near, are, names());
        return None;
    };
    if !spec.by_category.contains(&category) {
        let (id, word) = (&spec.id, category.id());
        let all: Vec<&str> = names().collect();
        let diagnostic = reader.error(
            &value.span(),
            format!("'{id}' doet niets voor '{word}'"),
            format!("'{id}' does nothing for '{word}'"),
        );
        diagnostic.label = Some(both(
            format!("verwacht {}", words::list_of_any(&all, Lang::Nl)),
            format!("expected {}", words::list_of_any(&all, Lang::En)),
        ));
        return None;
    }
    Some(category)
}

/// The category whose Dutch or English name starts so: "structureel".
fn by_label(spec: &LeverSpec, word: &str) -> Option<&'static str> {
    let categories = spec.by_category.iter();
    let labels = categories.flat_map(|category| {
        let label = category.label();
        [(label.nl, category.id()), (label.en, category.id())]
    });
    let first = |text: &'static str| text.split(' ').next().unwrap_or(text);
    let labels: Vec<(&str, &str)> = labels.collect();
    let near = nearest(
        word,
        labels.iter().flat_map(|(label, _)| [*label, first(label)]),
    )?;
    let mut found = labels.iter();
    found
        .find(|(label, _)| *label == near || first(label) == near)
        .map(|(_, id)| *id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_in_other_words_is_recognised_by_its_first_number() {
        assert_eq!(near_age("75 jaar en ouder"), Some("75+"));
        assert_eq!(near_age("65 - 74"), Some("65-74"));
        assert_eq!(near_age("65 plus"), Some("65+"));
        assert_eq!(near_age("45 t/m 64"), Some("45-54"));
        assert_eq!(near_age("80+"), None);
        assert_eq!(near_age("old"), None);
    }
}
