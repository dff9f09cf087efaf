//! Fixed texts in Dutch and English, with places to fill.

use super::{Label, Lang};

/// Puts values into a text: `{name}` marks a place.
pub(crate) fn fill(label: Label, lang: Lang, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = label.get(lang);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(key, _)| *key == name);
        out.push_str(value.map_or(name, |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The digits of a number, such as `1234.5`, as a reader writes them: decimal comma and points between
/// thousands in Dutch, the other way round in English, both with a true minus sign.
pub(crate) fn grouped(digits: &str, negative: bool, lang: Lang) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (thousands, decimal) = match lang {
        Lang::Nl => ('.', ','),
        Lang::En => (',', '.'),
    };
    let mut text = String::new();
    if negative {
        text.push('\u{2212}');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(decimal);
        text.push_str(fraction);
    }
    text
}

/// Declares texts, each with its Dutch and its English form: one without the other does not compile.
macro_rules! texts {
    ($($name:ident: $nl:literal, $en:literal;)*) => {
        $(pub(super) const $name: Label = Label::new($nl, $en);)*
        /// All of them, for the test that both languages say the same.
        #[cfg(test)]
        const ALL: &[(&str, Label)] = &[$((stringify!($name), $name)),*];
    };
}
pub(crate) use texts;

/// Fails when a text is empty or has not the same places to fill in both languages.
#[cfg(test)]
pub(crate) fn check_texts(texts: &[(&str, Label)]) {
    let names = |text: &'static str| {
        let places = text.split('{').skip(1);
        let mut names: Vec<_> = places.filter_map(|part| part.split('}').next()).collect();
        names.sort_unstable();
        names
    };
    for (name, label) in texts {
        assert!(!label.nl.is_empty() && !label.en.is_empty(), "{name}");
        assert_eq!(names(label.nl), names(label.en), "{name}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_land_in_their_places_and_are_not_filled_again() {
        let label = Label::new("{a} en {b}", "{b} and {a}");
        let filled = fill(label, Lang::En, &[("a", "{b}"), ("b", "2")]);
        assert_eq!(filled, "2 and {b}");
    }

    #[test]
    #[should_panic(expected = "X")]
    fn a_text_that_fills_other_places_in_english_is_found() {
        check_texts(&[("X", Label::new("{a}", "{b}"))]);
    }
}
