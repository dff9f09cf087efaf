//! The six pilots in the terminal: what the report says against what the model says.

use super::numbers::{number, range};
use crate::evidence::{PilotTarget, TargetUnit};
use crate::experiment::{PilotRow, PilotSettings, Spread};
use crate::vocabulary::{Label, Lang};

const HEADINGS: [Label; 7] = [
    Label::new("pilot", "pilot"),
    Label::new("wat", "what"),
    Label::new("rapport", "report"),
    Label::new("model", "model"),
    Label::new("± sd", "± sd"),
    Label::new("spreiding", "spread"),
    Label::new("gehaald", "met"),
];
const YES: Label = Label::new("ja", "yes");
const NO: Label = Label::new("nee", "no");
const FITTED: Label = Label::new("ja, zo ingesteld", "yes, so set");
const NOTES: Label = Label::new(
    "Spreiding: laagste en hoogste van de herhalingen. Gehaald: wat het rapport zegt, ligt daarbinnen.\n\
     Zo ingesteld: daarop zijn de knoppen afgestemd, dus het is geen toets.\n\
     *: wat er bij komt boven op de gewone praktijk, in gepaarde runs.",
    "Spread: lowest and highest of the replicates. Met: what the report says lies within it.\n\
     So set: levers were set to meet it, so it is no test.\n\
     *: what comes on top of the regular practice, in paired runs.",
);

/// The table, with a line that counts what is met.
pub fn pilots_table(rows: &[PilotRow], settings: &PilotSettings, lang: Lang) -> String {
    let mut lines = vec![HEADINGS.map(|heading| heading.get(lang).to_owned())];
    lines.extend(rows.iter().map(|row| cells(row, lang)));
    let widths: [usize; HEADINGS.len()] = std::array::from_fn(|column| {
        let lengths = lines.iter().map(|line| line[column].chars().count());
        lengths.max().unwrap_or(0)
    });
    let mut text: Vec<String> = lines.iter().map(|line| aligned(line, widths)).collect();
    text.push(String::new());
    text.push(NOTES.get(lang).to_owned());
    text.extend(rows.iter().filter_map(|row| note(&row.target, lang)));
    text.push(summary(rows, settings, lang));
    text.join("\n")
}

fn cells(row: &PilotRow, lang: Lang) -> [String; HEADINGS.len()] {
    let target = &row.target;
    let decimals = usize::from(target.unit != TargetUnit::Persons);
    let unit = match target.unit {
        TargetUnit::Persons => String::new(),
        other => format!(" ({})", other.label().get(lang)),
    };
    let star = if target.beyond_regular { "*" } else { "" };
    let [mean, deviation, spread] = match row.model {
        None => ["-", "-", "-"].map(str::to_owned),
        Some(Spread {
            mean,
            deviation,
            least,
            most,
        }) => [
            number(mean, decimals, lang),
            number(deviation, decimals, lang),
            range(least, most, decimals, lang),
        ],
    };
    let met = match (row.is_met(), target.fitted) {
        (false, _) => NO,
        (true, true) => FITTED,
        (true, false) => YES,
    };
    [
        target.pilot.clone(),
        format!("{}{unit}{star}", target.label(lang)),
        said(target, lang),
        mean,
        deviation,
        spread,
        met.get(lang).to_owned(),
    ]
}

/// What a reader should know who compares the two.
fn note(target: &PilotTarget, lang: Lang) -> Option<String> {
    let note = &target.note.as_ref()?[lang as usize];
    let what = format!("{}, {}", target.pilot, target.label(lang));
    Some(format!("{what}: {note}"))
}

/// What the report says.
fn said(target: &PilotTarget, lang: Lang) -> String {
    let [low, high] = target.range;
    if low < high {
        range(low, high, 0, lang)
    } else {
        number(low, 0, lang)
    }
}

/// Words to the left, numbers to the right.
fn aligned(cells: &[String; HEADINGS.len()], widths: [usize; HEADINGS.len()]) -> String {
    let last = HEADINGS.len() - 1;
    let padded: Vec<String> = cells
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(column, (cell, width))| match column {
            0 | 1 => format!("{cell:<width$}"),
            column if column == last => cell.clone(),
            _ => format!("{cell:>width$}"),
        })
        .collect();
    padded.join("  ")
}

fn summary(rows: &[PilotRow], settings: &PilotSettings, lang: Lang) -> String {
    let met = |fitted: bool| {
        let of_kind = || rows.iter().filter(move |row| row.target.fitted == fitted);
        (
            of_kind().filter(|row| row.is_met()).count(),
            of_kind().count(),
        )
    };
    let ((fits, all_fits), (tests, all_tests)) = (met(true), met(false));
    let (replicates, scale) = (settings.replicates, number(settings.scale, 2, lang));
    let repeats = match (lang, replicates) {
        (Lang::Nl, 1) => "herhaling",
        (Lang::Nl, _) => "herhalingen",
        (Lang::En, 1) => "replicate",
        (Lang::En, _) => "replicates",
    };
    let unknown = rows.iter().filter(|row| row.model.is_none()).count();
    let part = match lang {
        _ if settings.scale >= 1.0 => "",
        Lang::Nl => {
            "\nEen deel van de stad: deelgemeenten met dezelfde knoppen delen uren en plaatsen; die van een deelgemeente alleen zijn afgerond, tot nul toe."
        }
        Lang::En => {
            "\nA part of the city: boroughs with the same levers share hours and places; those of a borough alone are rounded, down to nothing."
        }
    };
    let nothing = match lang {
        _ if unknown == 0 => String::new(),
        Lang::Nl => format!(
            "\nBij {unknown} doelen (-) gebeurde niets om te tellen; dat telt als niet gehaald."
        ),
        Lang::En => {
            format!(
                "\nFor {unknown} targets (-) nothing happened to count; that counts as not met."
            )
        }
    };
    let counted = match lang {
        Lang::Nl => format!(
            "{replicates} {repeats}, schaal {scale}: {tests} van {all_tests} toetsen gehaald, \
             {fits} van {all_fits} ingestelde doelen gehaald."
        ),
        Lang::En => format!(
            "{replicates} {repeats}, scale {scale}: {tests} of {all_tests} tests met, \
             {fits} of {all_fits} set targets met."
        ),
    };
    format!("{counted}{nothing}{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<PilotRow> {
        let targets = PilotTarget::embedded().expect("targets");
        let number = |target: &PilotTarget, off: f64| Spread {
            mean: target.range[0] + off,
            deviation: 1.0,
            least: target.range[0] + off - 0.5,
            most: target.range[0] + off + 0.5,
        };
        let met = targets.iter().cloned().map(|target| PilotRow {
            model: Some(number(&target, 0.0)),
            target,
        });
        let missed = targets.iter().cloned().map(|target| PilotRow {
            model: Some(number(&target, -1.0)),
            target,
        });
        let noted = met.clone().filter(|row| row.target.note.is_some());
        met.clone()
            .take(1)
            .chain(missed.take(1))
            .chain(noted)
            .collect()
    }

    #[test]
    fn the_table_says_what_is_met_and_what_was_set_in_both_languages() {
        let settings = PilotSettings {
            seed: 1,
            replicates: 20,
            scale: 0.1,
        };
        let dutch = pilots_table(&rows(), &settings, Lang::Nl);
        assert!(dutch.contains("ja, zo ingesteld"), "{dutch}");
        assert!(dutch.contains("1 van 2 ingestelde doelen"), "{dutch}");
        assert!(dutch.contains("schaal 0,10"), "{dutch}");
        assert!(
            dutch.contains("Humanitas, bereikte ouderen: In Schema 3"),
            "{dutch}"
        );
        let english = pilots_table(&rows(), &settings, Lang::En);
        assert!(english.contains("intensive trajectories"), "{english}");
        assert!(english.contains("1 of 2 set targets met"), "{english}");
    }
}
