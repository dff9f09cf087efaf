//! The ages for which a value holds.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::{Limit, unknown};
use crate::evidence::LeverSpec;
use crate::input::both;
use crate::input::suggest::quoted;
use crate::scenario::document::Reader;
use crate::vocabulary::{AGE_WORDS, Label, RecordedAge};

const BY_AGE: Limit = Limit {
    key: "ages",
    examples: ["65-74", "75+"],
    cannot: Label::new("kan niet per leeftijd", "cannot be set by age"),
    nobody: Label::new("voor geen enkele leeftijd", "for no age"),
    names: Label::new("leeftijden", "ages"),
    whole: Label::new("voor alle leeftijden", "for all ages"),
    takes: |spec| spec.by_age,
};

/// The ages for which a value holds.
pub(in crate::scenario) fn read_ages(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    key: Range<usize>,
    value: &Spanned<DeValue<'_>>,
) -> Option<Vec<RecordedAge>> {
    let is_word = |text: &str| ages_of(text).is_some();
    let mut ages: Vec<RecordedAge> = Vec::new();
    for item in BY_AGE.items(reader, spec, key, value, is_word)? {
        let Some(named) = read_age(reader, item) else {
            continue;
        };
        if named.iter().all(|age| ages.contains(age)) {
            covered(reader, item);
        }
        ages.extend(named);
    }
    ages.sort_unstable();
    ages.dedup();
    Some(ages)
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
