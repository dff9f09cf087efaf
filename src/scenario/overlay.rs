//! Values of the levers month by month: a file laid over its base.

use std::ops::RangeInclusive;

use super::areas::Parts;
use super::grid::Grid;
use super::settings::{Entry, Setting};
use crate::evidence::{LeverRegistry, RegistryError};
use crate::programme::{GroupValues, LeverTable, Policy};
use crate::vocabulary::{
    BOROUGHS, Borough, CalendarMonth, GROUPS, Group, IsolationCategory, RecordedAge, Term,
};

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

/// The value of every lever in every month, borough and group of residents. Month 0 keeps the
/// defaults, so that all scenarios start from one standing state.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    levers: Vec<Grid<f64>>,
    /// Residents whom no limit tells apart.
    parts: Parts,
}

impl Plan {
    /// Every lever at its default throughout.
    pub(super) fn defaults(registry: &LeverRegistry, timeline: &Timeline) -> Self {
        let levers = registry.iter();
        Self {
            levers: levers
                .map(|spec| Grid::new(timeline, spec.default))
                .collect(),
            parts: Parts::one(),
        }
    }

    /// This plan with the settings of a file laid over it.
    pub(super) fn overlaid(&self, settings: &[Setting], timeline: &Timeline) -> Self {
        let mut plan = self.clone();
        for setting in settings {
            for entry in &setting.entries {
                plan.parts.cut(entry.who());
                plan.levers[setting.lever].lay(timeline, entry, entry.value);
            }
        }
        plan
    }

    /// The value of a lever in a month and a borough for a group of residents.
    pub(super) fn value(&self, lever: usize, month: usize, borough: Borough, group: Group) -> f64 {
        self.levers[lever].at(month, borough, group)
    }

    /// Residents whom no limit tells apart.
    pub(super) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Is a lever the same in every month, borough and group?
    pub(super) fn same(&self, other: &Self, lever: usize) -> bool {
        self.levers[lever] == other.levers[lever]
    }

    /// The policy that the engine reads.
    pub(super) fn policy(
        &self,
        registry: &LeverRegistry,
        timeline: &Timeline,
    ) -> Result<Policy, RegistryError> {
        let defaults = LeverTable::defaults(registry)?;
        let anybody = Group::of(RecordedAge::From75, IsolationCategory::Situational);
        let months = 0..=usize::from(timeline.months);
        Ok(Policy::from_months(months.map(|month| {
            let mut table = defaults.clone();
            for (position, lever) in self.levers.iter().enumerate() {
                if lever.is_split() {
                    table.set_groups(position, &by_group(lever, month));
                    continue;
                }
                for &borough in Borough::ALL {
                    table.set(position, borough, lever.at(month, borough, anybody));
                }
            }
            table
        })))
    }
}

fn by_group(lever: &Grid<f64>, month: usize) -> GroupValues {
    let mut values: GroupValues = [[0.0; GROUPS]; BOROUGHS];
    for (row, &borough) in values.iter_mut().zip(Borough::ALL) {
        for (value, group) in row.iter_mut().zip(Group::all()) {
            *value = lever.at(month, borough, group);
        }
    }
    values
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
            from: from.map(month),
            until: until.map(month),
            ..Entry::plain(value, 0..1)
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
        let policy = plan.policy(&registry, &timeline()).expect("a policy");
        let defaults = base.policy(&registry, &timeline()).expect("a policy");
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
        let anybody = Group::of(RecordedAge::From75, IsolationCategory::Situational);
        let at = |month| plan.value(places, month, Borough::Noord, anybody);
        assert_eq!(
            [at(0), at(1), at(12), at(13), at(24), at(25)],
            [6.0, 20.0, 20.0, 30.0, 30.0, 20.0]
        );
    }

    #[test]
    fn a_limit_to_all_residents_gives_the_policy_of_no_limit() {
        let registry = LeverRegistry::embedded().expect("a registry");
        let (home_care, _) = registry.find("signalling.home_care").expect("a lever");
        let base = Plan::defaults(&registry, &timeline());
        let policy = |entries| {
            let setting = Setting {
                lever: home_care,
                span: 0..1,
                entries,
            };
            let plan = base.overlaid(&[setting], &timeline());
            plan.policy(&registry, &timeline()).expect("a policy")
        };
        let some = |ages: &[RecordedAge]| Entry {
            ages: Some(ages.to_vec()),
            ..entry(2.0, None, None)
        };
        let (young, old) = RecordedAge::ALL.split_at(4);
        let all = policy(vec![some(young), some(old)]);
        assert_eq!(all, policy(vec![entry(2.0, None, None)]));
        assert_ne!(all, policy(vec![some(old)]));
    }
}
