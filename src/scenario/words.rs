//! Numbers, months, units and lists as a Dutch or an English reader writes them.

use crate::evidence::{LeverSpec, LeverValues};
use crate::vocabulary::{CalendarMonth, Lang, grouped};

/// Dutch form of each unit of the registry of levers.
const UNITS: &[(&str, &str)] = &[
    ("factor", "factor"),
    (
        "places per 1,000 residents aged 55+",
        "plaatsen per 1.000 inwoners van 55 jaar en ouder",
    ),
    (
        "hours a month per 1,000 residents aged 55+",
        "uren per maand per 1.000 inwoners van 55 jaar en ouder",
    ),
    (
        "persons a year in the city",
        "personen per jaar in de hele stad",
    ),
    ("share, 0 to 1", "aandeel, 0 tot 1"),
    ("campaigns a year", "campagnes per jaar"),
    ("pairs a year in the city", "paren per jaar in de hele stad"),
    (
        "share of professionals a year",
        "deel van de beroepskrachten per jaar",
    ),
    ("years", "jaar"),
    ("policy", "beleid"),
];

/// What the choices of the registry mean: the word, in Dutch, in English.
const CHOICES: &[(&str, &str, &str)] = &[
    (
        "first_come",
        "op volgorde van binnenkomst",
        "first come, first served",
    ),
    (
        "light_first",
        "lichte categorieën eerst",
        "light categories first",
    ),
    (
        "heavy_first",
        "zware categorieën eerst",
        "heavy categories first",
    ),
    (
        "longest_isolated",
        "wie het langst geïsoleerd is eerst",
        "longest isolated first",
    ),
    (
        "most_promising",
        "wie het meest kansrijk is eerst",
        "most promising first",
    ),
    (
        "borough_need",
        "de deelgemeente met het meeste isolement eerst",
        "the borough with most isolation first",
    ),
];

const MONTHS: [[&str; 2]; 12] = [
    ["januari", "January"],
    ["februari", "February"],
    ["maart", "March"],
    ["april", "April"],
    ["mei", "May"],
    ["juni", "June"],
    ["juli", "July"],
    ["augustus", "August"],
    ["september", "September"],
    ["oktober", "October"],
    ["november", "November"],
    ["december", "December"],
];

/// A number: decimal comma and points between thousands in Dutch, the other way round in English.
pub(super) fn number(value: f64, lang: Lang) -> String {
    grouped(&format!("{}", value.abs()), value < 0.0, lang)
}

/// "maart 2010", "March 2010".
pub(super) fn month(month: CalendarMonth, lang: Lang) -> String {
    let name = MONTHS[month.month() as usize - 1][lang as usize];
    format!("{name} {}", month.year())
}

/// The number of a month by its Dutch or English name, or the first three letters or more of it.
pub(super) fn month_number(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let same = |known: &str| name.chars().count() >= 3 && known.to_lowercase().starts_with(&name);
    (1..)
        .zip(&MONTHS)
        .find(|(_, names)| names.iter().any(|known| same(known)))
        .map(|(number, _)| number)
}

/// The unit of a lever.
pub(super) fn unit(spec: &LeverSpec, lang: Lang) -> &str {
    match lang {
        Lang::En => &spec.unit,
        Lang::Nl => UNITS
            .iter()
            .find(|(en, _)| *en == spec.unit)
            .map_or(&spec.unit, |(_, nl)| nl),
    }
}

/// A value of a lever without its unit: a number, or what the choice means.
pub(super) fn value(spec: &LeverSpec, value: f64, lang: Lang) -> String {
    let LeverValues::Choices(choices) = &spec.values else {
        return number(value, lang);
    };
    let word = choices.get(value as usize).map_or("", String::as_str);
    match (CHOICES.iter().find(|(id, ..)| *id == word), lang) {
        (Some((_, nl, _)), Lang::Nl) => (*nl).to_owned(),
        (Some((.., en)), Lang::En) => (*en).to_owned(),
        (None, _) => word.to_owned(),
    }
}

/// A value of a lever as it is written in a file, in no language.
pub(super) fn toml(spec: &LeverSpec, value: f64) -> String {
    match &spec.values {
        LeverValues::Range(_) => format!("{value}"),
        LeverValues::Choices(choices) => {
            let word = choices.get(value as usize).map_or("", String::as_str);
            format!("\"{word}\"")
        }
    }
}

/// A whole line for a lever, with its default: how it is written.
pub(super) fn example(spec: &LeverSpec) -> String {
    format!("\"{}\" = {}", spec.id, toml(spec, spec.default))
}

/// "a, b en c", "a, b and c".
pub(super) fn list(names: &[&str], lang: Lang) -> String {
    match lang {
        Lang::Nl => joined(names, "en"),
        Lang::En => joined(names, "and"),
    }
}

/// "a, b of c", "a, b or c".
pub(super) fn list_of_any(names: &[&str], lang: Lang) -> String {
    match lang {
        Lang::Nl => joined(names, "of"),
        Lang::En => joined(names, "or"),
    }
}

fn joined(names: &[&str], and: &str) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// The text with a capital at the start.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::LeverRegistry;

    #[test]
    fn numbers_take_the_form_of_the_language() {
        assert_eq!(number(1234.5, Lang::Nl), "1.234,5");
        assert_eq!(number(1234.5, Lang::En), "1,234.5");
        assert_eq!(number(-1_000_000.0, Lang::Nl), "\u{2212}1.000.000");
        assert_eq!(number(0.25, Lang::Nl), "0,25");
        assert_eq!(number(100.0, Lang::En), "100");
    }

    #[test]
    fn every_unit_and_choice_of_the_registry_has_its_dutch_words() {
        for spec in LeverRegistry::embedded().expect("a registry").iter() {
            assert!(
                UNITS.iter().any(|(en, _)| *en == spec.unit),
                "write the Dutch form of '{}' in UNITS",
                spec.unit
            );
            if let LeverValues::Choices(choices) = &spec.values {
                for choice in choices {
                    assert!(
                        CHOICES.iter().any(|(id, ..)| id == choice),
                        "say what '{choice}' means in CHOICES"
                    );
                }
            }
        }
    }

    #[test]
    fn months_are_named() {
        let march = CalendarMonth::new(2010, 3).expect("a month");
        assert_eq!(month(march, Lang::Nl), "maart 2010");
        assert_eq!(month(march, Lang::En), "March 2010");
    }
}
