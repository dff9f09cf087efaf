//! Levers and where they move outcomes, in the terminal: what the report says against the model.

use super::numbers::{number, signed, signed_range};
use crate::evidence::{LeverRegistry, Way};
use crate::experiment::{DirectionRow, DirectionSettings, Setting, Verdict};
use crate::vocabulary::{Label, Lang};

const HEADINGS: [Label; 7] = [
    Label::new("scenario", "scenario"),
    Label::new("knop", "lever"),
    Label::new("uitkomst", "outcome"),
    Label::new("verwacht", "expected"),
    Label::new("verschil", "difference"),
    Label::new("95%-interval", "95% interval"),
    Label::new("oordeel", "verdict"),
];
const UP: Label = Label::new("meer", "more");
const DOWN: Label = Label::new("minder", "less");
const AS_SAID: Label = Label::new("klopt", "as said");
const CONTRARY: Label = Label::new("andersom", "contrary");
const UNCLEAR: Label = Label::new("niet te zien", "not seen");
const ALONE: Label = Label::new("los op de basis", "alone on the base");
const NOTES: Label = Label::new(
    "Verschil: met de knop min zonder, gepaarde runs; som over de looptijd, bij een stand het gemiddelde,\n\
     in de deelgemeenten waar de knop verschilt. Zonder: de knop staat zoals in het bestand waarop het\n\
     scenario verdergaat. Los op de basis: waar de rest van het scenario de knop verbergt, staat hij\n\
     alleen boven op dat bestand. De bron van elke richting staat in src/evidence/data/directions.toml.",
    "Difference: with the lever less without it, in paired runs; a sum over the run, for a stock the mean,\n\
     in the boroughs where the lever differs. Without: the lever is as in the file on which the scenario\n\
     builds. Alone on the base: where the rest of the scenario hides the lever, it is set alone on top of\n\
     that file. The source of each direction stands in src/evidence/data/directions.toml.",
);

/// The table, with a line that counts the levers that move something as the report says.
pub fn directions_table(
    rows: &[DirectionRow],
    levers: &LeverRegistry,
    settings: &DirectionSettings,
    lang: Lang,
) -> String {
    let mut lines = vec![HEADINGS.map(|heading| heading.get(lang).to_owned())];
    lines.extend(rows.iter().map(|row| cells(row, levers, lang)));
    let widths: [usize; HEADINGS.len()] = std::array::from_fn(|column| {
        let lengths = lines.iter().map(|line| line[column].chars().count());
        lengths.max().unwrap_or(0)
    });
    let mut text: Vec<String> = lines.iter().map(|line| aligned(line, widths)).collect();
    text.push(String::new());
    text.push(NOTES.get(lang).to_owned());
    text.push(summary(rows, levers, settings, lang));
    text.join("\n")
}

fn cells(row: &DirectionRow, levers: &LeverRegistry, lang: Lang) -> [String; HEADINGS.len()] {
    let found = row.difference;
    let way = match row.direction.goes {
        Way::Up => UP,
        Way::Down => DOWN,
    };
    let section = row.direction.source.split(':').next().unwrap_or_default();
    let verdict = match row.verdict() {
        Verdict::AsSaid => AS_SAID,
        Verdict::Contrary => CONTRARY,
        Verdict::Unclear => UNCLEAR,
    };
    let verdict = verdict.get(lang);
    [
        row.scenario.clone(),
        levers.at(row.direction.lever).id.clone(),
        row.direction.names.join(" + "),
        format!("{} ({section})", way.get(lang)),
        signed(found.mean, 1, lang),
        signed_range(found.low, found.high, 1, lang),
        match row.setting {
            Setting::WithinScenario => verdict.to_owned(),
            Setting::AloneOnBase => format!("{verdict}, {}", ALONE.get(lang)),
        },
    ]
}

/// Words to the left, numbers to the right.
fn aligned(cells: &[String; HEADINGS.len()], widths: [usize; HEADINGS.len()]) -> String {
    let padded: Vec<String> = cells
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(column, (cell, width))| match column {
            4 | 5 => format!("{cell:>width$}"),
            6 => cell.clone(),
            _ => format!("{cell:<width$}"),
        })
        .collect();
    padded.join("  ")
}

/// Levers of scenarios of which at least one outcome goes where the report says, the ones of which
/// none does by name.
fn summary(
    rows: &[DirectionRow],
    levers: &LeverRegistry,
    settings: &DirectionSettings,
    lang: Lang,
) -> String {
    let mut tried: Vec<(&str, usize)> = Vec::new();
    for row in rows {
        let one = (row.scenario.as_str(), row.direction.lever);
        if !tried.contains(&one) {
            tried.push(one);
        }
    }
    let moves = |one: &(&str, usize)| {
        rows.iter().any(|row| {
            (row.scenario.as_str(), row.direction.lever) == *one && row.verdict() == Verdict::AsSaid
        })
    };
    let lacking: Vec<String> = tried
        .iter()
        .filter(|one| !moves(one))
        .map(|(scenario, lever)| format!("{scenario}: {}", levers.at(*lever).id))
        .collect();
    let (met, all) = (tried.len() - lacking.len(), tried.len());
    if all == 0 {
        return match lang {
            Lang::Nl => "Deze scenario's veranderen geen knop: er is niets te toetsen.".to_owned(),
            Lang::En => "These scenarios change no lever: there is nothing to try.".to_owned(),
        };
    }
    let (replicates, scale) = (settings.replicates, number(settings.scale, 2, lang));
    let years = settings.months / 12;
    let counted = match lang {
        Lang::Nl => format!(
            "{replicates} herhalingen, schaal {scale}, {years} jaar: {met} van {all} knoppen bewegen \
             minstens één uitkomst zoals het rapport zegt."
        ),
        Lang::En => format!(
            "{replicates} replicates, scale {scale}, {years} years: {met} of {all} levers move at \
             least one outcome as the report says."
        ),
    };
    if lacking.is_empty() {
        return counted;
    }
    let none = match lang {
        Lang::Nl => "Niet te zien bij",
        Lang::En => "Not seen for",
    };
    format!("{counted}\n{none} {}.", lacking.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Direction;
    use crate::experiment::Estimate;

    #[test]
    fn a_lever_counts_when_one_of_its_outcomes_goes_as_said() {
        let levers = LeverRegistry::embedded().expect("levers");
        let known = Direction::embedded(&levers).expect("directions");
        let row = |direction: &Direction, low: f64, high: f64| DirectionRow {
            scenario: "own".to_owned(),
            direction: direction.clone(),
            setting: Setting::WithinScenario,
            difference: Estimate {
                mean: (low + high) / 2.0,
                low,
                high,
            },
        };
        let lever = |id: &str| -> Vec<&Direction> {
            let (position, _) = levers.find(id).expect("a lever");
            known.iter().filter(|one| one.lever == position).collect()
        };
        let (guidance, monitoring) = (lever("guidance.hours"), lever("monitoring.hours"));
        let rows = [
            row(guidance[0], 1.0, 2.0),
            row(guidance[1], -1.0, 2.0),
            row(monitoring[0], -2.0, -1.0),
        ];
        let settings = DirectionSettings {
            seed: 1,
            replicates: 4,
            scale: 0.5,
            months: 36,
        };
        let english = directions_table(&rows, &levers, &settings, Lang::En);
        assert!(english.contains("1 of 2 levers"), "{english}");
        assert!(
            english.contains("Not seen for own: monitoring.hours."),
            "{english}"
        );
        assert!(english.contains("contrary"), "{english}");
        let dutch = directions_table(&rows, &levers, &settings, Lang::Nl);
        assert!(dutch.contains("schaal 0,50, 3 jaar: 1 van 2"), "{dutch}");
    }
}
