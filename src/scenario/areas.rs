//! Where something is the same: months of the run, boroughs and residents, taken together as a reader
//! would.

use std::ops::RangeInclusive;

use super::Timeline;
use crate::vocabulary::{
    BOROUGHS, Borough, CalendarMonth, Group, GroupSet, IsolationCategory, Product, RecordedAge,
    Term,
};

/// Months in a row, boroughs and residents for which one value holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    /// First month; absent when it is the first of the run.
    pub from: Option<CalendarMonth>,
    /// Last month, included; absent when it is the last of the run.
    pub until: Option<CalendarMonth>,
    /// Absent for the whole city.
    pub boroughs: Option<Vec<Borough>>,
    /// Absent for all ages.
    pub ages: Option<Vec<RecordedAge>>,
    /// Absent for all categories.
    pub categories: Option<Vec<IsolationCategory>>,
}

/// The residents among whom nothing differs, as far as limits go: each a set of groups.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parts(Vec<GroupSet>);

impl Parts {
    /// Nobody differs.
    pub(super) fn one() -> Self {
        Self(vec![GroupSet::ALL])
    }

    /// These parts, cut so that a set of groups is whole parts.
    pub(super) fn cut(&mut self, set: GroupSet) {
        if set == GroupSet::ALL || set.is_empty() {
            return;
        }
        let rest = GroupSet::with(|group| !set.contains(group));
        let both = self
            .0
            .iter()
            .flat_map(|part| [part.and(set), part.and(rest)]);
        self.0 = both.filter(|part| !part.is_empty()).collect();
        self.0.sort_unstable();
    }

    /// These parts, cut by others.
    #[must_use]
    pub(super) fn with(&self, other: &Self) -> Self {
        let mut parts = self.clone();
        other.0.iter().for_each(|&set| parts.cut(set));
        parts
    }

    /// Somebody of each part.
    pub(super) fn groups(&self) -> impl Iterator<Item = Group> {
        self.0.iter().filter_map(|part| part.iter().next())
    }
}

/// The areas in which `cell` gives one value, by residents, by borough and then by month. Residents
/// and boroughs that are alike in every month stand together. Month 1 is the first of the run.
pub(super) fn areas<T: PartialEq + Copy>(
    timeline: &Timeline,
    parts: &Parts,
    cell: impl Fn(usize, Borough, Group) -> T,
) -> Vec<(T, Area)> {
    let months = usize::from(timeline.months);
    let of =
        |borough: Borough, group: Group| (1..=months).map(move |month| (month, borough, group));
    let same = |one, other| of_values(of(one, other), &cell);
    let mut found = Vec::new();
    for (group, who) in alike(
        parts.0.iter().map(|&set| (set.iter().next(), set)),
        |a, b| {
            Borough::ALL
                .iter()
                .all(|&borough| same(borough, a).eq(same(borough, b)))
        },
    ) {
        let boroughs = alike_boroughs(|a, b| same(a, group).eq(same(b, group)));
        for product in who.products() {
            for boroughs in &boroughs {
                let mut start = 1;
                while start <= months {
                    let value = cell(start, boroughs[0], group);
                    let end = (start..=months)
                        .take_while(|&month| cell(month, boroughs[0], group) == value)
                        .last()
                        .unwrap_or(start);
                    found.push((value, area(timeline, start..=end, boroughs, &product)));
                    start = end + 1;
                }
            }
        }
    }
    found
}

fn of_values<T>(
    cells: impl Iterator<Item = (usize, Borough, Group)>,
    cell: &impl Fn(usize, Borough, Group) -> T,
) -> impl Iterator<Item = T> {
    cells.map(|(month, borough, group)| cell(month, borough, group))
}

/// Sets of groups, joined where they are alike, each with one of its groups.
fn alike(
    sets: impl Iterator<Item = (Option<Group>, GroupSet)>,
    same: impl Fn(Group, Group) -> bool,
) -> Vec<(Group, GroupSet)> {
    let mut found: Vec<(Group, GroupSet)> = Vec::new();
    for (group, set) in sets {
        let Some(group) = group else { continue };
        match found.iter_mut().find(|(other, _)| same(*other, group)) {
            Some((_, joined)) => *joined = joined.or(set),
            None => found.push((group, set)),
        }
    }
    found
}

fn alike_boroughs(same: impl Fn(Borough, Borough) -> bool) -> Vec<Vec<Borough>> {
    let mut alike: Vec<Vec<Borough>> = Vec::new();
    for &borough in Borough::ALL {
        match alike.iter_mut().find(|others| same(others[0], borough)) {
            Some(group) => group.push(borough),
            None => alike.push(vec![borough]),
        }
    }
    alike
}

fn area(
    timeline: &Timeline,
    months: RangeInclusive<usize>,
    boroughs: &[Borough],
    who: &Product,
) -> Area {
    let (first, last) = months.into_inner();
    // Months of a run fit in a u16.
    let calendar = |month: usize| timeline.start.plus(month as u32 - 1);
    Area {
        from: (first > 1).then(|| calendar(first)),
        until: (last < usize::from(timeline.months)).then(|| calendar(last)),
        boroughs: (boroughs.len() < BOROUGHS).then(|| boroughs.to_vec()),
        ages: who.ages.clone(),
        categories: who.categories.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(months: u16) -> Timeline {
        Timeline {
            start: "2007-01".parse().expect("a month"),
            months,
        }
    }

    #[test]
    fn months_and_boroughs_that_are_alike_stand_together() {
        let found = areas(&timeline(24), &Parts::one(), |month, borough, _| {
            (13..=18).contains(&month) && [Borough::Noord, Borough::Charlois].contains(&borough)
        });
        let yes: Vec<&Area> = found.iter().filter(|(v, _)| *v).map(|(_, a)| a).collect();
        let [area] = yes.as_slice() else {
            panic!("one area: {yes:?}");
        };
        assert_eq!(area.from, CalendarMonth::new(2008, 1));
        assert_eq!(area.until, CalendarMonth::new(2008, 6));
        let mut boroughs = area.boroughs.clone().expect("not the whole city");
        boroughs.sort_unstable();
        let mut expected = vec![Borough::Noord, Borough::Charlois];
        expected.sort_unstable();
        assert_eq!(boroughs, expected);
    }

    #[test]
    fn what_is_the_same_throughout_is_one_area_without_limits() {
        let found = areas(&timeline(12), &Parts::one(), |_, _, _| 7.0);
        assert_eq!(found, [(7.0, Area::default())]);
    }

    #[test]
    fn residents_who_are_alike_stand_together() {
        let old = GroupSet::of(Some(&[RecordedAge::From75]), None);
        let heavy = [IsolationCategory::Structural];
        let mut parts = Parts::one();
        parts.cut(old);
        parts.cut(GroupSet::of(None, Some(&heavy)));
        // Another cut that makes no difference.
        parts.cut(GroupSet::of(Some(&[RecordedAge::From65To74]), None));
        let found = areas(&timeline(12), &parts, |_, _, group| {
            group.age() == RecordedAge::From75 && group.category() == heavy[0]
        });
        let yes: Vec<&Area> = found.iter().filter(|(v, _)| *v).map(|(_, a)| a).collect();
        let [area] = yes.as_slice() else {
            panic!("one area: {yes:?}");
        };
        assert_eq!(area.ages.as_deref(), Some(&[RecordedAge::From75][..]));
        assert_eq!(area.categories.as_deref(), Some(&heavy[..]));
    }
}
