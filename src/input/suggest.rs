//! The nearest valid name to one that is not valid, and how names are quoted in messages.

use super::diagnostic::{Both, both};

/// Longer than any name there is; a longer one is not compared.
const LONGEST_NAME: usize = 64;

/// The name nearest to `wrong`, when it is near enough to be a slip of the pen.
pub(crate) fn nearest<'a>(
    wrong: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wrong = wrong.trim().to_lowercase();
    let length = wrong.chars().count();
    if length == 0 || length > LONGEST_NAME {
        return None;
    }
    let allowed = (length / 3).max(1);
    names
        .into_iter()
        .map(|name| (strsim::osa_distance(&wrong, &name.to_lowercase()), name))
        .filter(|&(distance, _)| distance <= allowed && distance < length)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// Words that a Dutch user may write for the keys of a file.
const IN_DUTCH: &[(&str, &str)] = &[
    ("basis", "base"),
    ("titel", "title"),
    ("vraag", "question"),
    ("toelichting", "notes"),
    ("notities", "notes"),
    ("knoppen", "levers"),
    ("knop", "levers"),
    ("waarde", "value"),
    ("eenheid", "unit"),
    ("vanaf", "from"),
    ("van", "from"),
    ("tot", "until"),
    ("t/m", "until"),
    ("einde", "until"),
    ("deelgemeenten", "boroughs"),
    ("deelgemeente", "boroughs"),
    ("wijken", "boroughs"),
    ("versie", "schema"),
    ("version", "schema"),
    ("to", "until"),
    ("start", "from"),
    ("end", "until"),
    ("borough", "boroughs"),
    ("age", "ages"),
    ("age_groups", "ages"),
    ("leeftijd", "ages"),
    ("leeftijden", "ages"),
    ("leeftijdsgroepen", "ages"),
    ("category", "categories"),
    ("categorie", "categories"),
    ("categorieën", "categories"),
];

/// The key that is meant by `wrong`: the nearest one, or the one of which it is the Dutch word or
/// another English word.
pub(crate) fn nearest_key<'a>(wrong: &str, known: &[&'a str]) -> Option<&'a str> {
    let lower = wrong.trim().to_lowercase();
    let meant = IN_DUTCH
        .iter()
        .filter(|(word, _)| *word == lower)
        .find_map(|(_, key)| known.iter().find(|name| *name == key));
    meant
        .copied()
        .or_else(|| nearest(wrong, known.iter().copied()))
}

/// "Did you mean …?", when there is a near name.
pub(crate) fn did_you_mean(name: Option<&str>) -> Option<Both> {
    let name = name?;
    Some(both(
        format!("bedoelde u '{name}'?"),
        format!("did you mean '{name}'?"),
    ))
}

/// A text of the user between quotes: cut when long, with control characters written out.
pub(crate) fn quoted(text: &str) -> String {
    const SHOWN: usize = 48;
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .flat_map(|c| {
            if c.is_control() {
                c.escape_default().collect::<Vec<_>>()
            } else {
                vec![c]
            }
        })
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    format!("'{shown}'")
}

/// "a, b of c" and "a, b or c".
pub(crate) fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> Both {
    let names: Vec<&str> = names.into_iter().collect();
    let join = |word: &str| match names.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    };
    both(join("of"), join("or"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_its_name_and_another_word_does_not() {
        let names = ["activities.places", "guidance.hours"];
        assert_eq!(nearest("activties.place", names), Some("activities.places"));
        assert_eq!(nearest("Guidance.Hours", names), Some("guidance.hours"));
        assert_eq!(nearest("budget", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest("x", ["nl", "en"]), None);
    }

    #[test]
    fn a_dutch_word_finds_its_key_only_where_that_key_may_stand() {
        assert_eq!(nearest_key("Waarde", &["value", "unit"]), Some("value"));
        assert_eq!(nearest_key("vanaf", &["title", "levers"]), None);
        assert_eq!(nearest_key("titel", &["title"]), Some("title"));
    }

    #[test]
    fn long_and_unprintable_text_is_shown_short_and_readable() {
        assert_eq!(quoted("a\nb"), "'a\\nb'");
        assert_eq!(quoted(&"x".repeat(500)).chars().count(), 51);
    }

    #[test]
    fn lists_read_as_a_person_would_say_them() {
        assert_eq!(one_of(["a", "b", "c"]), both("a, b of c", "a, b or c"));
    }
}
