//! Something for every month of a run, every borough and every group of residents.
//!
//! Few levers are limited to ages or categories: groups have cells of their own only once a limit is
//! laid over.

use super::Timeline;
use super::settings::Entry;
use crate::vocabulary::{BOROUGHS, Borough, GROUPS, Group, Term};

/// Month 0 is the standing state before the run.
#[derive(Clone, Debug)]
pub(super) struct Grid<T> {
    cells: Vec<T>,
    /// Cells of a month and borough: one for all residents, or one for each group.
    width: usize,
}

impl<T: Copy + PartialEq> Grid<T> {
    /// The same everywhere.
    pub(super) fn new(timeline: &Timeline, value: T) -> Self {
        Self {
            cells: vec![value; (usize::from(timeline.months) + 1) * BOROUGHS],
            width: 1,
        }
    }

    /// What stands in a cell.
    pub(super) fn at(&self, month: usize, borough: Borough, group: Group) -> T {
        let cell = (month * BOROUGHS + borough.index()) * self.width;
        self.cells[cell + if self.width == 1 { 0 } else { group.index() }]
    }

    /// Lays a value over the cells in which an entry holds.
    pub(super) fn lay(&mut self, timeline: &Timeline, entry: &Entry, value: T) {
        let who = entry.who();
        if self.width == 1 && who.len() < GROUPS as u32 {
            let each = self.cells.iter().flat_map(|&cell| [cell; GROUPS]);
            self.cells = each.collect();
            self.width = GROUPS;
        }
        for month in timeline.months_of(entry).into_iter().flatten() {
            for borough in entry.boroughs.as_deref().unwrap_or(Borough::ALL) {
                let start = (month * BOROUGHS + borough.index()) * self.width;
                if self.width == 1 {
                    self.cells[start] = value;
                } else {
                    who.iter()
                        .for_each(|group| self.cells[start + group.index()] = value);
                }
            }
        }
    }

    /// May groups have other values than others?
    pub(super) fn is_split(&self) -> bool {
        self.width > 1
    }

    /// Does some cell hold this?
    pub(super) fn contains(&self, value: &T) -> bool {
        self.cells.contains(value)
    }
}

impl<T: Copy + PartialEq> PartialEq for Grid<T> {
    fn eq(&self, other: &Self) -> bool {
        if self.width == other.width {
            return self.cells == other.cells;
        }
        let (wide, narrow) = if self.width > 1 {
            (self, other)
        } else {
            (other, self)
        };
        let groups = wide.cells.chunks_exact(GROUPS);
        wide.cells.len() == narrow.cells.len() * GROUPS
            && groups
                .zip(&narrow.cells)
                .all(|(groups, cell)| groups.iter().all(|group| group == cell))
    }
}
