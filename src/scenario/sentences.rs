//! What a scenario changes, in plain Dutch and English.

use super::areas::Area;
use super::changes::Change;
use super::words;
use crate::evidence::{LeverRegistry, LeverSpec, LeverValues};
use crate::vocabulary::{BOROUGHS, Borough, Lang, RecordedAge, Term};

/// One sentence for each value that changes.
pub(super) fn sentences(changes: &[Change], registry: &LeverRegistry) -> [Vec<String>; 2] {
    [Lang::Nl, Lang::En].map(|lang| {
        let say = |change: &Change| sentence(registry.at(change.lever), change, lang);
        changes.iter().map(say).collect()
    })
}

fn sentence(spec: &LeverSpec, change: &Change, lang: Lang) -> String {
    let name = name(spec, lang);
    let limits = limits(&change.area, lang);
    if matches!(spec.values, LeverValues::Choices(_)) {
        let [before, after] = [change.before, change.after].map(|v| words::value(spec, v, lang));
        return match lang {
            Lang::Nl => format!("{name}: {after} in plaats van {before}{limits}."),
            Lang::En => format!("{name}: {after} instead of {before}{limits}."),
        };
    }
    let [before, after] = [change.before, change.after].map(|value| amount(spec, value, lang));
    let measure = measure(spec, lang);
    let ratio = ratio(spec, change, lang).map_or(String::new(), |ratio| format!(" ({ratio})"));
    match lang {
        Lang::Nl => format!("{name}: van {before} naar {after}{measure}{ratio}{limits}."),
        Lang::En => format!("{name}: from {before} to {after}{measure}{ratio}{limits}."),
    }
}

/// The name at the start of a sentence: "attention: doctors" would read as two sentences.
fn name(spec: &LeverSpec, lang: Lang) -> String {
    let label = words::capital(spec.label(lang));
    match label.split_once(": ") {
        Some((name, part)) => format!("{name} ({part})"),
        None => label,
    }
}

/// A value as it is said: shares as percentages.
fn amount(spec: &LeverSpec, value: f64, lang: Lang) -> String {
    if !spec.is_share() {
        return words::number(value, lang);
    }
    // More digits than anyone writes; fewer than the error of a product.
    let percent = (value * 1e8).round() / 1e6;
    format!("{}%", words::number(percent, lang))
}

/// What is measured, after the number: " hours a month", " of professionals a year", or nothing.
fn measure(spec: &LeverSpec, lang: Lang) -> String {
    let unit = words::unit(spec, lang);
    if spec.is_factor() {
        return String::new();
    }
    if !spec.is_share() {
        return format!(" {unit}");
    }
    let words = ["share", "aandeel", "deel"];
    let of = words.into_iter().find_map(|word| unit.strip_prefix(word));
    of.filter(|of| of.starts_with(' '))
        .unwrap_or_default()
        .to_owned()
}

/// "2 keer zoveel", "20% minder": only where zero means nothing, as it does not for an age.
fn ratio(spec: &LeverSpec, change: &Change, lang: Lang) -> Option<String> {
    let from_zero = matches!(spec.values, LeverValues::Range([low, _]) if low == 0.0);
    if change.before <= 0.0 || spec.is_share() || !(from_zero || spec.is_factor()) {
        return None;
    }
    let times = change.after / change.before;
    let percent = ((times - 1.0) * 100.0).round();
    let number = |value| words::number(value, lang);
    Some(match lang {
        Lang::Nl if times == 0.0 => "niets meer".to_owned(),
        Lang::En if times == 0.0 => "nothing left".to_owned(),
        Lang::Nl if times == 0.5 => "de helft".to_owned(),
        Lang::En if times == 0.5 => "half".to_owned(),
        Lang::Nl if times >= 2.0 && times.fract() == 0.0 => {
            format!("{} keer zoveel", number(times))
        }
        Lang::En if times >= 2.0 && times.fract() == 0.0 => format!("{} times", number(times)),
        Lang::Nl if percent > 0.0 => format!("{}% meer", number(percent)),
        Lang::En if percent > 0.0 => format!("{}% more", number(percent)),
        Lang::Nl if percent < 0.0 => format!("{}% minder", number(-percent)),
        Lang::En if percent < 0.0 => format!("{}% less", number(-percent)),
        _ => return None,
    })
}

/// ", vanaf januari 2010, in Charlois, alleen voor mensen van 75 jaar en ouder": when, where and for
/// whom, as the end of a sentence.
pub(super) fn limits(area: &Area, lang: Lang) -> String {
    let who = who(area, lang).map(|who| match lang {
        Lang::Nl => format!("alleen voor mensen {who}"),
        Lang::En => format!("only for people {who}"),
    });
    [when(area, lang), place(area, lang), who]
        .into_iter()
        .flatten()
        .map(|part| format!(", {part}"))
        .collect()
}

/// "van januari 2010 tot en met december 2012"; nothing for the whole run.
pub(super) fn when(area: &Area, lang: Lang) -> Option<String> {
    let month = |month| words::month(month, lang);
    Some(match (area.from.map(month), area.until.map(month), lang) {
        (None, None, _) => return None,
        (Some(from), None, Lang::Nl) => format!("vanaf {from}"),
        (Some(from), None, Lang::En) => format!("from {from}"),
        (None, Some(until), Lang::Nl) => format!("tot en met {until}"),
        (None, Some(until), Lang::En) => format!("up to and including {until}"),
        (Some(from), Some(until), Lang::Nl) if from == until => format!("alleen in {from}"),
        (Some(from), Some(until), Lang::En) if from == until => format!("in {from} only"),
        (Some(from), Some(until), Lang::Nl) => format!("van {from} tot en met {until}"),
        (Some(from), Some(until), Lang::En) => format!("from {from} up to and including {until}"),
    })
}

/// "in Charlois en Noord", or what is left out where that is shorter; nothing for the whole city.
pub(super) fn place(area: &Area, lang: Lang) -> Option<String> {
    let here = area.boroughs.as_ref()?;
    let all = Borough::ALL.iter();
    let names = |is_here: bool| -> String {
        let named = all.clone().filter(|one| here.contains(one) == is_here);
        words::list(&named.map(|one| one.id()).collect::<Vec<_>>(), lang)
    };
    Some(match (BOROUGHS - here.len(), lang) {
        (others, _) if here.len() <= others => format!("in {}", names(true)),
        (0, Lang::Nl) => "in alle deelgemeenten".to_owned(),
        (0, Lang::En) => "in all boroughs".to_owned(),
        (_, Lang::Nl) => format!("in alle deelgemeenten behalve {}", names(false)),
        (_, Lang::En) => format!("in all boroughs except {}", names(false)),
    })
}

/// "van 75 jaar en ouder met structureel isolement"; nothing for everybody.
pub(super) fn who(area: &Area, lang: Lang) -> Option<String> {
    let categories = area.categories.as_ref().map(|categories| {
        let names: Vec<&str> = categories
            .iter()
            .map(|category| category.label().get(lang))
            .collect();
        match lang {
            Lang::Nl => format!("met {}", words::list_of_any(&names, lang)),
            Lang::En => format!("with {}", words::list_of_any(&names, lang)),
        }
    });
    let ages = area.ages.as_ref().map(|ages| ages_in_words(ages, lang));
    let parts: Vec<String> = ages.into_iter().chain(categories).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// "van 55 tot en met 64 jaar", "aged 75 and over"; ages that follow each other are taken together.
fn ages_in_words(ages: &[RecordedAge], lang: Lang) -> String {
    let mut runs: Vec<[RecordedAge; 2]> = Vec::new();
    for &age in ages {
        match runs.last_mut() {
            Some([_, last]) if *last as u8 + 1 == age as u8 => *last = age,
            _ => runs.push([age, age]),
        }
    }
    let youngest = RecordedAge::ALL[0];
    let each: Vec<String> = runs
        .iter()
        .map(|[first, last]| {
            let from = first.first_age();
            match (last.last_age(), lang) {
                (None, Lang::Nl) => format!("van {from} jaar en ouder"),
                (None, Lang::En) => format!("aged {from} and over"),
                (Some(to), Lang::Nl) if *first == youngest => format!("tot en met {to} jaar"),
                (Some(to), Lang::En) if *first == youngest => format!("aged up to {to}"),
                (Some(to), Lang::Nl) => format!("van {from} tot en met {to} jaar"),
                (Some(to), Lang::En) => format!("aged {from} to {to}"),
            }
        })
        .collect();
    let each: Vec<&str> = each.iter().map(String::as_str).collect();
    words::list_of_any(&each, lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::IsolationCategory;

    fn describe(id: &str, before: f64, after: f64, area: Area) -> [String; 2] {
        let registry = LeverRegistry::embedded().expect("a registry");
        let change = Change {
            lever: registry.find(id).expect("a lever").0,
            before,
            after,
            area,
        };
        sentences(&[change], &registry).map(|list| list[0].clone())
    }

    const ALWAYS: Area = Area {
        from: None,
        until: None,
        boroughs: None,
        ages: None,
        categories: None,
    };

    #[test]
    fn a_sentence_says_value_base_unit_dates_and_boroughs() {
        let area = Area {
            from: "2010-01".parse().ok(),
            until: "2012-12".parse().ok(),
            boroughs: Some(vec![Borough::Feijenoord, Borough::Charlois]),
            ..ALWAYS
        };
        let [nl, en] = describe("guidance.hours", 6.0, 12.5, area);
        assert_eq!(
            nl,
            "Uren van ouderenadviseurs: van 6 naar 12,5 uren per maand per 1.000 \
             inwoners van 55 jaar en ouder (108% meer), van januari 2010 tot en met december \
             2012, in Feijenoord en Charlois."
        );
        assert_eq!(
            en,
            "Hours of elderly advisers: from 6 to 12.5 hours a month per 1,000 residents \
             aged 55+ (108% more), from January 2010 up to and including December 2012, in \
             Feijenoord and Charlois."
        );
    }

    #[test]
    fn many_boroughs_are_said_by_those_that_are_left_out() {
        let said = |boroughs: &[Borough]| {
            let area = Area {
                boroughs: Some(boroughs.to_vec()),
                ..ALWAYS
            };
            [Lang::Nl, Lang::En].map(|lang| place(&area, lang).unwrap_or_default())
        };
        let all = Borough::ALL;
        assert_eq!(said(&all[..6])[0].matches(", ").count(), 4);
        let [nl, en] = said(&all[..11]);
        let left = format!("{} en {}", all[11].id(), all[12].id());
        assert_eq!(nl, format!("in alle deelgemeenten behalve {left}"));
        assert_eq!(
            en,
            format!("in all boroughs except {}", left.replace(" en ", " and "))
        );
        assert_eq!(said(all)[1], "in all boroughs");
    }

    #[test]
    fn a_choice_is_said_in_words() {
        let [nl, en] = describe("allocation.priority", 0.0, 2.0, ALWAYS);
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
    fn how_much_more_is_said_where_zero_means_nothing() {
        let end = |id, before, after| {
            let [nl, _] = describe(id, before, after, ALWAYS);
            nl.rsplit_once(": ").expect("a value").1.to_owned()
        };
        assert_eq!(
            end("volunteers.enquiries", 340.0, 170.0),
            "van 340 naar 170 personen per jaar in de hele stad (de helft)."
        );
        assert_eq!(
            end("volunteers.leaving", 1.0, 0.8),
            "van 1 naar 0,8 (20% minder)."
        );
        assert_eq!(
            end("signalling.natural_inflow", 1.0, 3.0),
            "van 1 naar 3 (3 keer zoveel)."
        );
        assert_eq!(
            end("signalling.natural_inflow", 1.0, 0.0),
            "van 1 naar 0 (niets meer)."
        );
        assert_eq!(end("volunteers.academy", 0.0, 0.35), "van 0% naar 35%.");
        assert_eq!(
            end("expertise.training", 0.1, 0.3),
            "van 10% naar 30% van de beroepskrachten per jaar."
        );
        assert_eq!(
            end("programme.minimum_age", 55.0, 65.0),
            "van 55 naar 65 jaar."
        );
    }

    #[test]
    fn one_month_is_said_as_one_month() {
        let month = "2010-03".parse().ok();
        let area = Area {
            from: month,
            until: month,
            ..ALWAYS
        };
        let [nl, en] = describe("volunteers.enquiries", 340.0, 350.0, area);
        assert!(nl.ends_with(", alleen in maart 2010."), "{nl}");
        assert!(en.ends_with(", in March 2010 only."), "{en}");
    }

    #[test]
    fn ages_and_categories_are_said_at_the_end() {
        let area = |ages: &[RecordedAge], categories: &[IsolationCategory]| Area {
            ages: Some(ages.to_vec()).filter(|ages| !ages.is_empty()),
            categories: Some(categories.to_vec()).filter(|some| !some.is_empty()),
            ..ALWAYS
        };
        let said = |area: &Area| [Lang::Nl, Lang::En].map(|lang| limits(area, lang));
        let [nl, en] = said(&area(
            &[RecordedAge::From65To74, RecordedAge::From75],
            &[IsolationCategory::Structural],
        ));
        assert_eq!(
            nl,
            ", alleen voor mensen van 65 jaar en ouder met structureel isolement"
        );
        assert_eq!(
            en,
            ", only for people aged 65 and over with structural isolation"
        );
        let [nl, en] = said(&area(&[RecordedAge::From55To64, RecordedAge::From75], &[]));
        assert_eq!(
            nl,
            ", alleen voor mensen van 55 tot en met 64 jaar of van 75 jaar en ouder"
        );
        assert_eq!(en, ", only for people aged 55 to 64 or aged 75 and over");
        let [nl, _] = said(&area(
            &RecordedAge::ALL[..5],
            &[
                IsolationCategory::Threatened,
                IsolationCategory::Situational,
            ],
        ));
        assert_eq!(
            nl,
            ", alleen voor mensen tot en met 74 jaar met dreigend isolement of situationeel \
             isolement"
        );
    }
}
