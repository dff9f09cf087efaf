//! A scenario, or how two differ, as text for a reader: sentences first, then the same as a table.

use super::areas::Area;
use super::changes::Change;
use super::sentences::{place, sentences, when, who};
use super::{Scenario, words};
use crate::evidence::LeverRegistry;
use crate::vocabulary::Lang;

/// What a scenario changes against its base.
pub fn describe(scenario: &Scenario, levers: &LeverRegistry, lang: Lang) -> String {
    let base = match (&scenario.base, lang) {
        (Some(base), Lang::Nl) => format!("de basis {base}"),
        (Some(base), Lang::En) => format!("the base {base}"),
        (None, Lang::Nl) => "de gewone praktijk".to_owned(),
        (None, Lang::En) => "regular practice".to_owned(),
    };
    let (id, title) = (&scenario.id, &scenario.title[lang as usize]);
    let changes = &scenario.changes;
    let mut page = match (changes.is_empty(), lang) {
        (true, Lang::Nl) => format!("{title} ({id}) verandert niets aan {base}.\n"),
        (true, Lang::En) => format!("{title} ({id}) changes nothing of {base}.\n"),
        (false, Lang::Nl) => format!("{title} ({id}) verandert dit aan {base}:\n"),
        (false, Lang::En) => format!("{title} ({id}) changes this of {base}:\n"),
    };
    let headings = match lang {
        Lang::Nl => ["basis", "scenario"],
        Lang::En => ["base", "scenario"],
    };
    page.push_str(&body(changes, headings, levers, lang));
    page
}

/// How the second scenario differs from the first. Without changes they do the same.
pub fn difference(
    [first, second]: [&Scenario; 2],
    changes: &[Change],
    levers: &LeverRegistry,
    lang: Lang,
) -> String {
    let (a, b) = (&first.id, &second.id);
    let mut page = match (changes.is_empty(), lang) {
        (true, Lang::Nl) => format!("Geen verschil: {b} doet hetzelfde als {a}.\n"),
        (true, Lang::En) => format!("No difference: {b} does the same as {a}.\n"),
        (false, Lang::Nl) => format!("Van {a} naar {b}:\n"),
        (false, Lang::En) => format!("From {a} to {b}:\n"),
    };
    page.push_str(&body(changes, [a, b], levers, lang));
    page
}

fn body(changes: &[Change], headings: [&str; 2], levers: &LeverRegistry, lang: Lang) -> String {
    let mut page = String::new();
    for sentence in &sentences(changes, levers)[lang as usize] {
        page.push_str(&format!("- {sentence}\n"));
    }
    if changes.is_empty() {
        return page;
    }
    let [before, after] = headings;
    let mut rows = vec![match lang {
        Lang::Nl => [
            "knop", before, after, "eenheid", "wanneer", "waar", "voor wie",
        ]
        .map(str::to_owned),
        Lang::En => {
            ["lever", before, after, "unit", "when", "where", "for whom"].map(str::to_owned)
        }
    }];
    rows.extend(changes.iter().map(|change| {
        let spec = levers.at(change.lever);
        let [when, place, who] = limits(&change.area, lang);
        [
            spec.id.clone(),
            words::value(spec, change.before, lang),
            words::value(spec, change.after, lang),
            words::unit(spec, lang).to_owned(),
            when,
            place,
            who,
        ]
    }));
    page.push('\n');
    page.push_str(&aligned(&rows));
    page
}

/// Every value with the file and line from which it comes.
pub fn origin_table(scenario: &Scenario, levers: &LeverRegistry, lang: Lang) -> String {
    let mut rows = vec![match lang {
        Lang::Nl => {
            ["knop", "waarde", "wanneer", "waar", "voor wie", "komt uit"].map(str::to_owned)
        }
        Lang::En => {
            ["lever", "value", "when", "where", "for whom", "comes from"].map(str::to_owned)
        }
    }];
    rows.extend(scenario.origins.iter().map(|origin| {
        let spec = levers.at(origin.lever);
        let [when, place, who] = limits(&origin.area, lang);
        let from = match (&origin.place, lang) {
            (Some((file, line)), _) => format!("{file}:{line}"),
            (None, Lang::Nl) => "gewone praktijk".to_owned(),
            (None, Lang::En) => "regular practice".to_owned(),
        };
        [
            spec.id.clone(),
            words::value(spec, origin.value, lang),
            when,
            place,
            who,
            from,
        ]
    }));
    aligned(&rows)
}

fn limits(area: &Area, lang: Lang) -> [String; 3] {
    let (always, city, everybody) = match lang {
        Lang::Nl => ("altijd", "hele stad", "iedereen"),
        Lang::En => ("always", "whole city", "everybody"),
    };
    [
        when(area, lang).unwrap_or_else(|| always.to_owned()),
        place(area, lang).unwrap_or_else(|| city.to_owned()),
        who(area, lang).unwrap_or_else(|| everybody.to_owned()),
    ]
}

/// Columns below each other, a rule below the headings.
fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
    let widths: [usize; N] = std::array::from_fn(|column| {
        let width = |row: &[String; N]| row[column].chars().count();
        rows.iter().map(width).max().unwrap_or(0)
    });
    let line = |row: &[String; N]| {
        let cells: Vec<String> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    let rule = widths.map(|width| "-".repeat(width));
    let mut page = String::new();
    for (place, row) in rows.iter().enumerate() {
        page.push_str(&line(row));
        if place == 0 {
            page.push_str(&line(&rule));
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other_whatever_the_letters() {
        let rows = [["één", "b"], ["c", "dd"]].map(|row| row.map(str::to_owned));
        assert_eq!(aligned(&rows), "één  b\n---  --\nc    dd\n");
    }
}
