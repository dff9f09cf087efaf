//! What is legal but odd in the values that a file sets: outside the run, without effect, or undone.

use super::Timeline;
use super::overlay::Plan;
use super::settings::{Entry, Setting};
use crate::evidence::LeverRegistry;
use crate::input::{Diagnostic, Source, both};
use crate::vocabulary::{BOROUGHS, Term};

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
            if entry.boroughs.as_ref().is_some_and(Vec::is_empty) {
                out.push(nowhere(source, entry, id));
            } else if timeline.months_of(entry).is_none() {
                out.push(outside(source, entry, id, timeline));
            } else if !owners.contains(&Some(number)) {
                out.push(undone(source, entry, id));
            }
        }
        if owners.iter().any(Option::is_some) && own.same(base, setting.lever) {
            out.push(without_effect(source, setting, id));
        }
    }
    out
}

/// For each month and borough, the entry that has the last word.
fn owners(setting: &Setting, timeline: &Timeline) -> Vec<Option<usize>> {
    let mut owners = vec![None; (usize::from(timeline.months) + 1) * BOROUGHS];
    for (number, entry) in setting.entries.iter().enumerate() {
        for (month, borough) in timeline.cells_of(entry) {
            owners[month * BOROUGHS + borough.index()] = Some(number);
        }
    }
    owners
}

fn nowhere(source: &Source, entry: &Entry, id: &str) -> Diagnostic {
    source
        .warning(
            &entry.span,
            both(
                format!("deze waarde van '{id}' geldt in geen enkele deelgemeente"),
                format!("this value of '{id}' holds in no borough"),
            ),
        )
        .label(both("verandert niets", "changes nothing"))
        .remedy(both(
            "noem deelgemeenten in 'boroughs', of laat 'boroughs' weg voor de hele stad",
            "name boroughs in 'boroughs', or leave 'boroughs' out for the whole city",
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
