//! Values of the levers month by month: a file laid over its base.

use std::ops::RangeInclusive;

use super::settings::{Entry, Setting};
use crate::evidence::{LeverRegistry, RegistryError};
use crate::input::{Diagnostic, Source, both};
use crate::programme::{LeverTable, Policy};
use crate::vocabulary::{BOROUGHS, Borough, CalendarMonth, Term};

/// The months of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The calendar month of month 1. Month 0 is the standing state before it.
    pub start: CalendarMonth,
    /// Number of months simulated.
    pub months: u16,
}

impl Timeline {
    /// The months of the run in which an entry holds; nothing when all lie outside.
    pub(super) fn months_of(&self, entry: &Entry) -> Option<RangeInclusive<usize>> {
        let index = |month: CalendarMonth| month.since(self.start) + 1;
        let last = i64::from(self.months);
        let from = entry.from.map_or(1, index).max(1);
        let until = entry.until.map_or(last, index).min(last);
        if from > until {
            return None;
        }
        // Both lie between 1 and a u16.
        Some(from as usize..=until as usize)
    }
}

/// The value of every lever in every month and borough. Month 0 keeps the defaults, so that all
/// scenarios start from one standing state.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    levers: Vec<Vec<[f64; BOROUGHS]>>,
}

impl Plan {
    /// Every lever at its default throughout.
    pub(super) fn defaults(registry: &LeverRegistry, timeline: &Timeline) -> Self {
        let months = usize::from(timeline.months) + 1;
        Self {
            levers: registry
                .iter()
                .map(|spec| vec![[spec.default; BOROUGHS]; months])
                .collect(),
        }
    }

    /// This plan with the settings of a file laid over it.
    pub(super) fn overlaid(&self, settings: &[Setting], timeline: &Timeline) -> Self {
        let mut plan = self.clone();
        for setting in settings {
            let months = &mut plan.levers[setting.lever];
            for entry in &setting.entries {
                for month in timeline.months_of(entry).into_iter().flatten() {
                    for &borough in boroughs_of(entry) {
                        months[month][borough.index()] = entry.value;
                    }
                }
            }
        }
        plan
    }

    /// The value of a lever where and when an entry holds, when it is one value.
    pub(super) fn constant(&self, lever: usize, entry: &Entry, timeline: &Timeline) -> Option<f64> {
        let mut values = timeline
            .months_of(entry)
            .into_iter()
            .flatten()
            .flat_map(|month| boroughs_of(entry).iter().map(move |b| (month, b.index())))
            .map(|(month, borough)| self.levers[lever][month][borough]);
        let first = values.next()?;
        values.all(|value| value == first).then_some(first)
    }

    /// The policy that the engine reads.
    pub(super) fn policy(&self, registry: &LeverRegistry) -> Result<Policy, RegistryError> {
        let defaults = LeverTable::defaults(registry)?;
        let months = self.levers.first().map_or(1, Vec::len);
        Ok(Policy::from_months((0..months).map(|month| {
            let mut table = defaults.clone();
            for (position, lever) in self.levers.iter().enumerate() {
                for &borough in Borough::ALL {
                    table.set(position, borough, lever[month][borough.index()]);
                }
            }
            table
        })))
    }
}

/// The boroughs in which an entry holds.
pub(super) fn boroughs_of(entry: &Entry) -> &[Borough] {
    entry.boroughs.as_deref().unwrap_or(Borough::ALL)
}

/// What is legal but odd in the settings of a file: outside the run, without effect, or undone.
pub(super) fn warnings(
    source: &Source,
    settings: &[Setting],
    (base, own): (&Plan, &Plan),
    registry: &LeverRegistry,
    timeline: &Timeline,
) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for setting in settings {
        let id = registry
            .iter()
            .nth(setting.lever)
            .map_or("", |spec| spec.id.as_str());
        let owners = owners(setting, timeline);
        for (number, entry) in setting.entries.iter().enumerate() {
            if timeline.months_of(entry).is_none() {
                out.push(outside(source, entry, id, timeline));
            } else if !owners.contains(&Some(number)) {
                out.push(undone(source, entry, id));
            }
        }
        if owners.iter().any(Option::is_some)
            && base.levers[setting.lever] == own.levers[setting.lever]
        {
            out.push(without_effect(source, setting, id));
        }
    }
    out
}

/// For each month and borough, the entry that has the last word.
fn owners(setting: &Setting, timeline: &Timeline) -> Vec<Option<usize>> {
    let mut owners = vec![None; (usize::from(timeline.months) + 1) * BOROUGHS];
    for (number, entry) in setting.entries.iter().enumerate() {
        for month in timeline.months_of(entry).into_iter().flatten() {
            for borough in boroughs_of(entry) {
                owners[month * BOROUGHS + borough.index()] = Some(number);
            }
        }
    }
    owners
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline() -> Timeline {
        Timeline {
            start: "2007-01".parse().expect("a month"),
            months: 60,
        }
    }

    fn entry(value: f64, from: Option<&str>, until: Option<&str>) -> Entry {
        let month = |text: &str| text.parse().expect("a month");
        Entry {
            value,
            from: from.map(month),
            until: until.map(month),
            boroughs: None,
            span: 0..1,
        }
    }

    #[test]
    fn a_month_of_the_calendar_has_its_place_in_the_run() {
        let months = |from, until| timeline().months_of(&entry(0.0, from, until));
        assert_eq!(months(Some("2010-01"), None), Some(37..=60));
        assert_eq!(months(None, Some("2007-01")), Some(1..=1));
        assert_eq!(months(Some("2005-01"), Some("2007-12")), Some(1..=12));
        assert_eq!(months(Some("2012-01"), None), None);
        assert_eq!(months(None, Some("2006-12")), None);
        assert_eq!(months(None, None), Some(1..=60));
    }

    #[test]
    fn the_standing_state_before_the_run_is_the_same_for_all() {
        let registry = LeverRegistry::embedded().expect("a registry");
        let base = Plan::defaults(&registry, &timeline());
        let setting = Setting {
            lever: 3,
            span: 0..1,
            entries: vec![entry(20.0, None, None)],
        };
        let plan = base.overlaid(&[setting], &timeline());
        let policy = plan.policy(&registry).expect("a policy");
        let defaults = base.policy(&registry).expect("a policy");
        assert_eq!(policy.at(0), defaults.at(0));
        assert_eq!(policy.first_difference(&defaults), Some(1));
    }

    #[test]
    fn a_later_value_wins_in_its_own_months_only() {
        let registry = LeverRegistry::embedded().expect("a registry");
        let base = Plan::defaults(&registry, &timeline());
        let setting = Setting {
            lever: 3,
            span: 0..1,
            entries: vec![
                entry(20.0, None, None),
                entry(30.0, Some("2008-01"), Some("2008-12")),
            ],
        };
        let plan = base.overlaid(&[setting], &timeline());
        let at = |month: usize| plan.levers[3][month][0];
        assert_eq!(
            [at(0), at(1), at(12), at(13), at(24), at(25)],
            [6.0, 20.0, 20.0, 30.0, 30.0, 20.0]
        );
    }
}
