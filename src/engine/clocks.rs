//! The hazard clocks of all residents, and the month in which each resident must be looked at.
//!
//! A clock need not be touched while its hazard stays the same. What is left of a threshold at the
//! end of month `m` is `start - hazard * m`, in wrapping integers; when the hazard changes, `start`
//! is set such that what is left stays the same. So skipping months and subtracting month by month
//! give the same bits.

use crate::chance::{Draws, Hazard, NEVER, Purpose, threshold};
use crate::dynamics::{PROCESSES, Process};
use crate::population::ResidentId;

/// Residents per block of the search for who is due.
const BLOCK: usize = 64;

/// The clocks of `N` processes of one resident.
#[derive(Clone, Debug)]
struct Row<const N: usize> {
    /// Month in which the event happens if the hazard stays.
    fires: [u16; N],
    /// Thresholds drawn so far.
    drawn: [u16; N],
    /// What was left at month 0 had the present hazard always held; zero with a zero hazard means
    /// that no threshold has been drawn since the last event.
    start: [u32; N],
    hazard: [Hazard; N],
}

/// The clocks of `N` processes, numbered on from `first`.
#[derive(Clone, Debug)]
struct Bank<const N: usize> {
    first: usize,
    rows: Vec<Row<N>>,
    /// Next month in which something happens or a rate changes.
    due: Vec<u16>,
}

impl<const N: usize> Bank<N> {
    const NEW: Row<N> = Row {
        fires: [NEVER; N],
        drawn: [0; N],
        start: [0; N],
        hazard: [Hazard::ZERO; N],
    };

    fn new(first: usize, capacity: usize) -> Self {
        Self {
            first,
            rows: Vec::with_capacity(capacity),
            due: Vec::with_capacity(capacity),
        }
    }

    fn grow(&mut self, count: usize) {
        self.rows.resize(count, Self::NEW);
        self.due.resize(count, NEVER);
    }

    fn fire(&mut self, id: ResidentId, month: u16, fire: &mut impl FnMut(Process, u32)) -> u32 {
        if self.due[id.index()] > month {
            return 0;
        }
        let row = &mut self.rows[id.index()];
        let mut fired = 0;
        for (place, fires) in row.fires.iter_mut().enumerate() {
            if *fires == month {
                fired |= 1 << (self.first + place);
                *fires = NEVER;
                row.start[place] = 0;
                row.hazard[place] = Hazard::ZERO;
                let process = Process::ALL[self.first + place];
                fire(process, u32::from(row.drawn[place]) - 1);
            }
        }
        fired
    }

    fn set(
        &mut self,
        id: ResidentId,
        key: u64,
        process: Process,
        hazard: Hazard,
        month: u16,
        draws: &Draws,
    ) {
        let place = process as usize - self.first;
        let row = &mut self.rows[id.index()];
        let before = row.hazard[place];
        if before == hazard {
            return;
        }
        let spent = |hazard: Hazard| hazard.units().wrapping_mul(u32::from(month));
        let mut left = row.start[place].wrapping_sub(spent(before));
        if left == 0 {
            let ordinal = u32::from(row.drawn[place]);
            left = threshold(draws.word(key, Purpose(process as u8), ordinal));
            row.drawn[place] += 1;
        }
        row.start[place] = left.wrapping_add(spent(hazard));
        row.hazard[place] = hazard;
        row.fires[place] = if hazard == Hazard::ZERO {
            NEVER
        } else {
            let months = left.div_ceil(hazard.units());
            u16::try_from(months).map_or(NEVER, |months| month.saturating_add(months))
        };
    }

    fn note_due(&mut self, id: ResidentId, rate_changes: u16) {
        let first = self.rows[id.index()]
            .fires
            .iter()
            .fold(NEVER, |least, &month| least.min(month));
        let change = if rate_changes == NEVER {
            NEVER
        } else {
            rate_changes - 1
        };
        self.due[id.index()] = first.min(change);
    }
}

/// Set among the bits of [`Clocks::fire`] when a rate may change through the mere passing of time.
pub const RATE_MAY_CHANGE: u32 = 1 << 31;

/// Processes of ties.
const TIES: usize = 2;
/// All others.
const OTHERS_BEFORE: usize = Process::TieLoss as usize;
const OTHERS_AFTER: usize = PROCESSES - OTHERS_BEFORE - TIES;

/// Clocks in columns. Ties change far more often than anything else, so their clocks lie apart and
/// close together.
#[derive(Clone, Debug)]
pub struct Clocks {
    before: Bank<OTHERS_BEFORE>,
    ties: Bank<TIES>,
    after: Bank<OTHERS_AFTER>,
}

impl Clocks {
    /// Room for `capacity` residents.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            before: Bank::new(0, capacity),
            ties: Bank::new(OTHERS_BEFORE, capacity),
            after: Bank::new(OTHERS_BEFORE + TIES, capacity),
        }
    }

    /// Adds clocks for residents up to `count`.
    pub fn grow(&mut self, count: usize) {
        self.before.grow(count);
        self.ties.grow(count);
        self.after.grow(count);
    }

    /// Residents who are due in a month, in the order of their positions.
    pub fn due_in(&self, month: u16, list: &mut Vec<ResidentId>) {
        list.clear();
        let columns = self
            .before
            .due
            .chunks(BLOCK)
            .zip(self.ties.due.chunks(BLOCK))
            .zip(self.after.due.chunks(BLOCK));
        let mut first = [NEVER; BLOCK];
        for (block, ((before, ties), after)) in columns.enumerate() {
            for (slot, ((&a, &b), &c)) in first.iter_mut().zip(before.iter().zip(ties).zip(after)) {
                *slot = a.min(b).min(c);
            }
            for (place, &due) in first[..before.len()].iter().enumerate() {
                if due <= month {
                    list.push(ResidentId((block * BLOCK + place) as u32));
                }
            }
        }
    }

    /// Brings the clocks of residents who will be needed soon into the cache (see
    /// [`City::fetch`](crate::population::City::fetch)).
    pub fn fetch(&self, ids: impl Iterator<Item = ResidentId>) {
        let mut sum = 0u32;
        for id in ids {
            let place = id.index();
            let (before, after) = (&self.before.rows[place], &self.after.rows[place]);
            sum ^= u32::from(before.fires[0]) ^ before.start[4] ^ before.hazard[8].units();
            sum ^= u32::from(after.fires[0]) ^ after.hazard[OTHERS_AFTER - 1].units();
            sum ^= u32::from(self.ties.rows[place].fires[0]);
        }
        std::hint::black_box(sum);
    }

    /// The processes whose event happens in `month`, each passed to `fire` with the ordinal of its
    /// threshold, as a set of bits. Their clocks stop until they are set again.
    pub fn fire(&mut self, id: ResidentId, month: u16, mut fire: impl FnMut(Process, u32)) -> u32 {
        let rate_changes = self.after.due[id.index()] <= month;
        (u32::from(rate_changes) * RATE_MAY_CHANGE)
            | self.before.fire(id, month, &mut fire)
            | self.ties.fire(id, month, &mut fire)
            | self.after.fire(id, month, &mut fire)
    }

    /// Sets the hazard of a process from the month after `month` on; draws a threshold if needed.
    pub fn set(
        &mut self,
        id: ResidentId,
        key: u64,
        process: Process,
        hazard: Hazard,
        month: u16,
        draws: &Draws,
    ) {
        match process as usize {
            place if place < OTHERS_BEFORE => {
                self.before.set(id, key, process, hazard, month, draws);
            }
            place if place < OTHERS_BEFORE + TIES => {
                self.ties.set(id, key, process, hazard, month, draws);
            }
            _ => self.after.set(id, key, process, hazard, month, draws),
        }
    }

    /// Notes when the ties of a resident are due next.
    pub fn note_ties_due(&mut self, id: ResidentId) {
        self.ties.note_due(id, NEVER);
    }

    /// Notes when a resident is due next: in the month of the first event, or before the month in
    /// which a rate changes.
    pub fn note_due(&mut self, id: ResidentId, rate_changes: u16) {
        self.before.note_due(id, NEVER);
        self.ties.note_due(id, NEVER);
        self.after.note_due(id, rate_changes);
    }

    /// The hazard in force.
    pub fn hazard(&self, id: ResidentId, process: Process) -> Hazard {
        match process as usize {
            place if place < OTHERS_BEFORE => self.before.rows[id.index()].hazard[place],
            place if place < OTHERS_BEFORE + TIES => {
                self.ties.rows[id.index()].hazard[place - OTHERS_BEFORE]
            }
            place => self.after.rows[id.index()].hazard[place - OTHERS_BEFORE - TIES],
        }
    }

    /// A resident who died or left is never due again.
    pub fn stop(&mut self, id: ResidentId) {
        self.before.due[id.index()] = NEVER;
        self.ties.due[id.index()] = NEVER;
        self.after.due[id.index()] = NEVER;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The plain way: take the hazard off month by month.
    fn by_subtraction(draws: &Draws, key: u64, hazards: &[f64]) -> Vec<u16> {
        let (mut left, mut ordinal, mut fired) = (0u64, 0, Vec::new());
        for (month, &rate) in (1u16..).zip(hazards) {
            let hazard = u64::from(Hazard::per_month(rate).units());
            if hazard == 0 {
                continue;
            }
            if left == 0 {
                left = u64::from(threshold(draws.word(key, Purpose(0), ordinal)));
                ordinal += 1;
            }
            if hazard >= left {
                fired.push(month);
                left = 0;
            } else {
                left -= hazard;
            }
        }
        fired
    }

    fn by_skipping(draws: &Draws, key: u64, hazards: &[f64]) -> Vec<u16> {
        let id = ResidentId(0);
        let mut clocks = Clocks::with_capacity(1);
        clocks.grow(1);
        let mut fired = Vec::new();
        for (month, &rate) in (1u16..).zip(hazards) {
            let hazard = Hazard::per_month(rate);
            clocks.set(id, key, Process::Death, hazard, month - 1, draws);
            clocks.note_due(id, NEVER);
            clocks.fire(id, month, |_, _| fired.push(month));
        }
        fired
    }

    #[test]
    fn skipping_and_subtracting_give_the_same_months() {
        let draws = Draws::new(7, 3);
        for key in 0..500u64 {
            // Hazards that stay for a while, change, vanish and return.
            let hazards: Vec<f64> = (0..200)
                .map(|month| {
                    let phase = draws.word(key, Purpose(9), month / 17) % 5;
                    [0.0, 0.002, 0.03, 0.4, 3.0][phase as usize]
                })
                .collect();
            assert_eq!(
                by_skipping(&draws, key, &hazards),
                by_subtraction(&draws, key, &hazards),
                "{key}"
            );
        }
    }
}
