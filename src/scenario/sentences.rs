//! What a scenario changes against its base, in plain Dutch and English.

use super::overlay::{Plan, Timeline};
use super::settings::{Entry, Setting};
use super::words;
use crate::evidence::{LeverRegistry, LeverSpec, LeverValues};
use crate::vocabulary::{Lang, Term};

/// One sentence for each value that a file sets.
pub(super) fn sentences(
    settings: &[Setting],
    base: &Plan,
    registry: &LeverRegistry,
    timeline: &Timeline,
) -> [Vec<String>; 2] {
    [Lang::Nl, Lang::En].map(|lang| {
        settings
            .iter()
            .filter_map(|setting| Some((setting, registry.iter().nth(setting.lever)?)))
            .flat_map(|(setting, spec)| {
                setting.entries.iter().map(move |entry| {
                    let before = base.constant(setting.lever, entry, timeline);
                    sentence(spec, entry, before, lang)
                })
            })
            .collect()
    })
}

fn sentence(spec: &LeverSpec, entry: &Entry, before: Option<f64>, lang: Lang) -> String {
    let mut text = format!(
        "{}: {}",
        words::capital(spec.label(lang)),
        words::value(spec, entry.value, lang)
    );
    text.push_str(&compared(spec, entry, before, lang));
    if matches!(spec.values, LeverValues::Range(_)) {
        text.push_str(&format!(" ({})", words::unit(spec, lang)));
    }
    text.push_str(&dates(entry, lang));
    if let Some(boroughs) = &entry.boroughs {
        let names: Vec<&str> = boroughs.iter().map(|borough| borough.id()).collect();
        text.push_str(&format!(", in {}", words::list(&names, lang)));
    }
    text.push('.');
    text
}

/// The value of the base, when it is one value.
fn compared(spec: &LeverSpec, entry: &Entry, before: Option<f64>, lang: Lang) -> String {
    let Some(before) = before else {
        return String::new();
    };
    let value = words::value(spec, before, lang);
    match (before == entry.value, lang) {
        (true, Lang::Nl) => ", net als in de basis".to_owned(),
        (true, Lang::En) => ", as in the base".to_owned(),
        (false, Lang::Nl) => format!(" in plaats van {value}"),
        (false, Lang::En) => format!(" instead of {value}"),
    }
}

fn dates(entry: &Entry, lang: Lang) -> String {
    let month = |month| words::month(month, lang);
    match (entry.from.map(month), entry.until.map(month), lang) {
        (None, None, _) => String::new(),
        (Some(from), None, Lang::Nl) => format!(", vanaf {from}"),
        (Some(from), None, Lang::En) => format!(", from {from}"),
        (None, Some(until), Lang::Nl) => format!(", tot en met {until}"),
        (None, Some(until), Lang::En) => format!(", up to and including {until}"),
        (Some(from), Some(until), Lang::Nl) => format!(", van {from} tot en met {until}"),
        (Some(from), Some(until), Lang::En) => {
            format!(", from {from} up to and including {until}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Borough;

    fn describe(id: &str, entry: Entry) -> [String; 2] {
        let registry = LeverRegistry::embedded().expect("a registry");
        let timeline = Timeline {
            start: "2007-01".parse().expect("a month"),
            months: 120,
        };
        let base = Plan::defaults(&registry, &timeline);
        let setting = Setting {
            lever: registry.find(id).expect("a lever").0,
            span: 0..1,
            entries: vec![entry],
        };
        sentences(&[setting], &base, &registry, &timeline).map(|list| list[0].clone())
    }

    fn entry(value: f64) -> Entry {
        Entry {
            value,
            from: None,
            until: None,
            boroughs: None,
            span: 0..1,
        }
    }

    #[test]
    fn a_sentence_says_value_base_unit_dates_and_boroughs() {
        let [nl, en] = describe(
            "guidance.hours",
            Entry {
                from: "2010-01".parse().ok(),
                until: "2012-12".parse().ok(),
                boroughs: Some(vec![Borough::Feijenoord, Borough::Charlois]),
                ..entry(12.5)
            },
        );
        assert_eq!(
            nl,
            "Uren van ouderenadviseurs: 12,5 in plaats van 6 (uren per maand per \
             1.000 inwoners van 55 jaar en ouder), van januari 2010 tot en met december 2012, in \
             Feijenoord en Charlois."
        );
        assert_eq!(
            en,
            "Hours of elderly advisers: 12.5 instead of 6 (hours a month per 1,000 \
             residents aged 55+), from January 2010 up to and including December 2012, in \
             Feijenoord and Charlois."
        );
    }

    #[test]
    fn a_choice_is_said_in_words() {
        let [nl, en] = describe("allocation.priority", entry(2.0));
        assert_eq!(
            nl,
            "Voorrang op de wachtlijst: zware categorieën eerst in plaats van op volgorde van \
             binnenkomst."
        );
        assert_eq!(
            en,
            "Priority on the waiting list: heavy categories first instead of first come, first \
             served."
        );
    }

    #[test]
    fn a_value_that_the_base_has_already_is_said_to_be_the_same() {
        let [nl, _] = describe("volunteers.enquiries", entry(340.0));
        assert!(nl.contains("340, net als in de basis"), "{nl}");
    }
}
