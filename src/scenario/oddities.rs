//! What is legal but odd in the values that a file sets: outside the run, without effect, or undone.

use super::Timeline;
use super::grid::Grid;
use super::overlay::Plan;
use super::settings::{Entry, Setting};
use crate::evidence::LeverRegistry;
use crate::input::{Diagnostic, Source, both};
use crate::vocabulary::{Borough, Group, IsolationCategory};

/// Every such value. `base` is the plan below the file, `own` the plan with the file.
pub(super) fn warnings(
    source: &Source,
    settings: &[Setting],
    (base, own): (&Plan, &Plan),
    registry: &LeverRegistry,
    timeline: &Timeline,
) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for setting in settings {
        let id = registry.at(setting.lever).id.as_str();
        let owners = owners(setting, timeline);
        for (number, entry) in setting.entries.iter().enumerate() {
            if holds_for_nobody(entry) {
                // Told where the empty list stands.
            } else if timeline.months_of(entry).is_none() {
                out.push(outside(source, entry, id, timeline));
            } else if !owners.contains(&Some(number)) {
                out.push(undone(source, entry, id));
            } else if let Some(youngest) = too_young(entry, own, registry, timeline) {
                out.push(not_eligible(source, entry, id, youngest));
            }
        }
        let holds = (0..setting.entries.len()).any(|number| owners.contains(&Some(number)));
        if holds && own.same(base, setting.lever) {
            out.push(without_effect(source, setting, id));
        }
    }
    out
}

/// For each cell, the entry that has the last word.
fn owners(setting: &Setting, timeline: &Timeline) -> Grid<Option<usize>> {
    let mut owners = Grid::new(timeline, None);
    for (number, entry) in setting.entries.iter().enumerate() {
        owners.lay(timeline, entry, Some(number));
    }
    owners
}

/// Is one of its limits an empty list?
fn holds_for_nobody(entry: &Entry) -> bool {
    entry.boroughs.as_ref().is_some_and(Vec::is_empty) || entry.who().is_empty()
}

/// The age from which the programme is meant, when a value holds for younger people only.
fn too_young(
    entry: &Entry,
    own: &Plan,
    registry: &LeverRegistry,
    timeline: &Timeline,
) -> Option<f64> {
    let oldest = entry.ages.as_ref()?.iter().max()?;
    let (lever, _) = registry.find("programme.minimum_age")?;
    let group = Group::of(*oldest, IsolationCategory::Threatened);
    let months = timeline.months_of(entry)?;
    let youngest = months
        .map(|month| own.value(lever, month, Borough::Noord, group))
        .fold(f64::INFINITY, f64::min);
    let last_age = f64::from(oldest.last_age()?);
    (last_age < youngest).then_some(youngest)
}

fn not_eligible(source: &Source, entry: &Entry, id: &str, youngest: f64) -> Diagnostic {
    source
        .warning(
            &entry.span,
            both(
                format!("deze waarde van '{id}' geldt voor niemand in het programma"),
                format!("this value of '{id}' holds for nobody in the programme"),
            ),
        )
        .label(both(
            format!("het programma is er vanaf {youngest} jaar"),
            format!("the programme is for those aged {youngest} and over"),
        ))
        .remedy(both(
            "kies oudere leeftijden, of verlaag 'programme.minimum_age'",
            "choose older ages, or lower 'programme.minimum_age'",
        ))
}

fn outside(source: &Source, entry: &Entry, id: &str, timeline: &Timeline) -> Diagnostic {
    let start = timeline.start;
    let end = start.plus(u32::from(timeline.months).saturating_sub(1));
    source
        .warning(
            &entry.span,
            both(
                format!("deze waarde van '{id}' valt buiten de looptijd"),
                format!("this value of '{id}' lies outside the run"),
            ),
        )
        .label(both("verandert niets", "changes nothing"))
        .note(both(
            format!("de looptijd is {start} tot en met {end}"),
            format!("the run is {start} up to and including {end}"),
        ))
        .remedy(both(
            "kies een maand in de looptijd, of reken meer jaren door met --years",
            "choose a month in the run, or simulate more years with --years",
        ))
}

fn undone(source: &Source, entry: &Entry, id: &str) -> Diagnostic {
    source
        .warning(
            &entry.span,
            both(
                format!("deze waarde van '{id}' geldt nooit"),
                format!("this value of '{id}' never holds"),
            ),
        )
        .label(both(
            "latere waarden in de lijst vervangen haar",
            "later values in the list replace it",
        ))
        .remedy(both(
            "zet de waarde met de laatste datum onderaan",
            "put the value with the last date at the end",
        ))
}

fn without_effect(source: &Source, setting: &Setting, id: &str) -> Diagnostic {
    source
        .warning(
            &setting.span,
            both(
                format!("'{id}' verandert niets"),
                format!("'{id}' changes nothing"),
            ),
        )
        .label(both(
            "de basis heeft deze waarde al",
            "the base has this value already",
        ))
        .remedy(both(
            "laat deze regel weg, of kies een andere waarde",
            "leave this line out, or choose another value",
        ))
}
