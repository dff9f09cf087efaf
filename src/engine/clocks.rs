//! The hazard clocks of all residents, and the month in which each resident must be looked at.

use crate::chance::{Clock, Draws, Hazard, NEVER, Purpose, months_until};
use crate::dynamics::{PROCESSES, Process};
use crate::population::ResidentId;

/// Hazards of all processes of one resident in one month.
pub type Hazards = [Hazard; PROCESSES];

#[derive(Clone, Debug)]
struct Row {
    left: [Clock; PROCESSES],
    /// Thresholds drawn so far: the ordinal of the present one plus one.
    drawn: [u16; PROCESSES],
}

/// Clocks in columns.
#[derive(Clone, Debug, Default)]
pub struct Clocks {
    rows: Vec<Row>,
    /// Next month in which something happens or a rate changes.
    due: Vec<u16>,
    /// Month up to which (and including) hazards have been taken off.
    settled: Vec<u16>,
}

impl Clocks {
    /// Room for `capacity` residents.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            rows: Vec::with_capacity(capacity),
            due: Vec::with_capacity(capacity),
            settled: Vec::with_capacity(capacity),
        }
    }

    /// Adds clocks for residents up to `count`, whose hazards begin after `month`.
    pub fn grow(&mut self, count: usize, month: u16) {
        self.rows.resize(
            count,
            Row {
                left: [Clock::UNDRAWN; PROCESSES],
                drawn: [0; PROCESSES],
            },
        );
        self.due.resize(count, NEVER);
        self.settled.resize(count, month);
    }

    /// Residents who are due in a month, in the order of their positions.
    pub fn due_in(&self, month: u16, list: &mut Vec<ResidentId>) {
        list.clear();
        for (position, &due) in self.due.iter().enumerate() {
            if due <= month {
                list.push(ResidentId(position as u32));
            }
        }
    }

    /// Month up to which hazards have been taken off.
    pub fn settled(&self, id: ResidentId) -> u16 {
        self.settled[id.index()]
    }

    /// Takes hazards off up to and including `month`; each process whose event happens is passed to
    /// `fire` with the ordinal of its threshold.
    pub fn settle(
        &mut self,
        id: ResidentId,
        month: u16,
        hazards: &Hazards,
        mut fire: impl FnMut(Process, u32),
    ) {
        let months = month - self.settled[id.index()];
        if months == 0 {
            return;
        }
        self.settled[id.index()] = month;
        let row = &mut self.rows[id.index()];
        for (place, &hazard) in hazards.iter().enumerate() {
            if hazard != Hazard::ZERO && row.left[place].advance(hazard, months) {
                fire(Process::ALL[place], u32::from(row.drawn[place]) - 1);
            }
        }
    }

    /// Draws thresholds where one is needed and notes when the resident is due next: in the month
    /// of the first event, or before the month in which a rate changes.
    pub fn schedule(
        &mut self,
        id: ResidentId,
        key: u64,
        draws: &Draws,
        hazards: &Hazards,
        rate_changes: u16,
    ) {
        let row = &mut self.rows[id.index()];
        let settled = self.settled[id.index()];
        let mut due = if rate_changes == NEVER {
            NEVER
        } else {
            rate_changes - 1
        };
        for (place, &hazard) in hazards.iter().enumerate() {
            if hazard == Hazard::ZERO {
                continue;
            }
            if row.left[place].is_undrawn() {
                let ordinal = u32::from(row.drawn[place]);
                row.left[place] = Clock::draw(draws.word(key, Purpose(place as u8), ordinal));
                row.drawn[place] += 1;
            }
            due = due.min(settled.saturating_add(months_until(row.left[place], hazard)));
        }
        self.due[id.index()] = due;
    }

    /// A resident who died or left is never due again.
    pub fn stop(&mut self, id: ResidentId) {
        self.due[id.index()] = NEVER;
    }
}
