//! Where something is the same: months of the run and boroughs, taken together as a reader would.

use std::ops::RangeInclusive;

use super::Timeline;
use crate::vocabulary::{BOROUGHS, Borough, CalendarMonth, Term};

/// Months in a row and boroughs in which one value holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// First month; absent when it is the first of the run.
    pub from: Option<CalendarMonth>,
    /// Last month, included; absent when it is the last of the run.
    pub until: Option<CalendarMonth>,
    /// Absent for the whole city.
    pub boroughs: Option<Vec<Borough>>,
}

/// The areas in which `cell` gives one value, by borough and then by month. Boroughs that are alike
/// in every month stand together. Month 1 is the first of the run.
pub(super) fn areas<T: PartialEq + Copy>(
    timeline: &Timeline,
    cell: impl Fn(usize, Borough) -> T,
) -> Vec<(T, Area)> {
    let months = usize::from(timeline.months);
    let mut alike: Vec<Vec<Borough>> = Vec::new();
    for &borough in Borough::ALL {
        let same = |other: &&mut Vec<Borough>| {
            (1..=months).all(|month| cell(month, other[0]) == cell(month, borough))
        };
        match alike.iter_mut().find(same) {
            Some(group) => group.push(borough),
            None => alike.push(vec![borough]),
        }
    }
    let mut found = Vec::new();
    for group in alike {
        let mut start = 1;
        while start <= months {
            let value = cell(start, group[0]);
            let end = (start..=months)
                .take_while(|&month| cell(month, group[0]) == value)
                .last()
                .unwrap_or(start);
            found.push((value, area(timeline, start..=end, &group)));
            start = end + 1;
        }
    }
    found
}

fn area(timeline: &Timeline, months: RangeInclusive<usize>, boroughs: &[Borough]) -> Area {
    let (first, last) = months.into_inner();
    // Months of a run fit in a u16.
    let calendar = |month: usize| timeline.start.plus(month as u32 - 1);
    Area {
        from: (first > 1).then(|| calendar(first)),
        until: (last < usize::from(timeline.months)).then(|| calendar(last)),
        boroughs: (boroughs.len() < BOROUGHS).then(|| boroughs.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_boroughs_that_are_alike_stand_together() {
        let timeline = Timeline {
            start: "2007-01".parse().expect("a month"),
            months: 24,
        };
        let found = areas(&timeline, |month, borough| {
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
        let timeline = Timeline {
            start: "2007-01".parse().expect("a month"),
            months: 12,
        };
        let everywhere = Area {
            from: None,
            until: None,
            boroughs: None,
        };
        assert_eq!(areas(&timeline, |_, _| 7.0), [(7.0, everywhere)]);
    }
}
