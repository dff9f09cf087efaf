//! Values of the levers month by month: a file laid over its base.

use std::ops::RangeInclusive;

use super::settings::{Entry, Setting};
use crate::evidence::{LeverRegistry, RegistryError};
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

    /// The months of the run and the boroughs in which an entry holds.
    pub(super) fn cells_of<'a>(
        &self,
        entry: &'a Entry,
    ) -> impl Iterator<Item = (usize, Borough)> + use<'a> {
        let boroughs = entry.boroughs.as_deref().unwrap_or(Borough::ALL);
        self.months_of(entry)
            .into_iter()
            .flatten()
            .flat_map(move |month| boroughs.iter().map(move |&borough| (month, borough)))
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
                for (month, borough) in timeline.cells_of(entry) {
                    months[month][borough.index()] = entry.value;
                }
            }
        }
        plan
    }

    /// The value of a lever in a month and a borough.
    pub(super) fn value(&self, lever: usize, month: usize, borough: Borough) -> f64 {
        self.levers[lever][month][borough.index()]
    }

    /// Is a lever the same in every month and borough?
    pub(super) fn same(&self, other: &Self, lever: usize) -> bool {
        self.levers[lever] == other.levers[lever]
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
        let (places, _) = registry.find("activities.places").expect("a lever");
        let setting = Setting {
            lever: places,
            span: 0..1,
            entries: vec![
                entry(20.0, None, None),
                entry(30.0, Some("2008-01"), Some("2008-12")),
            ],
        };
        let plan = base.overlaid(&[setting], &timeline());
        let at = |month: usize| plan.levers[places][month][0];
        assert_eq!(
            [at(0), at(1), at(12), at(13), at(24), at(25)],
            [6.0, 20.0, 20.0, 30.0, 30.0, 20.0]
        );
    }
}
