//! The hazard clocks of all residents, and the month in which each resident must be looked at.
//!
//! A clock need not be touched while its hazard stays the same. What is left of a threshold at the
//! end of month `m` is `start - hazard * m`, in wrapping integers; when the hazard changes, `start`
//! is set such that what is left stays the same. So skipping months and subtracting month by month
//! give the same bits.

use crate::chance::{Draws, Hazard, NEVER, Purpose, threshold};

use crate::dynamics::{PROCESSES, Process};
use crate::population::ResidentId;

/// First thresholds come four from one call of the generator; later ones from the call that also
/// gives the details of the event before, under the number of the process itself.
const FIRST: u8 = 32;
const PER_CALL: usize = 4;
const CALLS: usize = PROCESSES.div_ceil(PER_CALL);

/// The word for the first threshold of a process.
pub fn first_word(draws: &Draws, key: u64, process: Process) -> u32 {
    let (call, word) = (process as u8 / PER_CALL as u8, process as usize % PER_CALL);
    draws.words(key, Purpose(FIRST + call), 0)[word]
}

/// The words for the first thresholds of all processes.
pub fn first_words(draws: &Draws, key: u64) -> [[u32; PER_CALL]; CALLS] {
    std::array::from_fn(|call| draws.words(key, Purpose(FIRST + call as u8), 0))
}

/// Residents per block of the search for who is due.
const BLOCK: usize = 64;

/// Processes of ties, as bits.
pub const TIES: u32 = 1 << Process::TieLoss as u32 | 1 << Process::TieGain as u32;

/// Number of processes of ties.
const OF_TIES: usize = 2;
const FIRST_OF_TIES: usize = Process::TieLoss as usize;
const OTHERS: usize = PROCESSES - OF_TIES;

/// The clocks of `N` processes of one resident. What tells who fires stands first, so that it lies in
/// as few cache lines as possible.
#[derive(Clone, Debug)]
#[repr(C)]
struct Row<const N: usize> {
    /// Month before which a rate changes through the mere passing of time.
    changes: i16,
    /// Month in which the event happens if the hazard stays.
    fires: [i16; N],
    /// Events so far, up to 256: one a month at most, so a run of 21 years cannot get there.
    fired: [u8; N],
    /// What was left at month 0 had the present hazard always held; zero with a zero hazard means
    /// that no threshold has been drawn yet.
    start: [u32; N],
    hazard: [Hazard; N],
}

impl<const N: usize> Row<N> {
    const NEW: Self = Self {
        start: [0; N],
        hazard: [Hazard::ZERO; N],
        fires: [NEVER as i16; N],
        fired: [0; N],
        changes: NEVER as i16,
    };

    /// The places of clocks that fire in a month, as bits.
    #[inline]
    fn firing(&self, month: u16) -> u32 {
        let mut firing = 0;
        for (place, &fires) in self.fires.iter().enumerate() {
            firing |= u32::from(fires == month as i16) << place;
        }
        firing
    }

    /// A clock that fired stands still with its next threshold.
    #[inline]
    fn restart(&mut self, place: usize, threshold: u32) {
        self.start[place] = threshold;
        self.hazard[place] = Hazard::ZERO;
        self.fires[place] = NEVER as i16;
        self.fired[place] = self.fired[place].wrapping_add(1);
    }

    #[inline]
    fn set(&mut self, place: usize, hazard: Hazard, month: u16, first: impl FnOnce() -> u32) {
        let before = self.hazard[place];
        if before == hazard {
            return;
        }
        let spent = |hazard: Hazard| hazard.units().wrapping_mul(u32::from(month));
        let mut left = self.start[place].wrapping_sub(spent(before));
        if left == 0 {
            left = threshold(first());
        }
        self.start[place] = left.wrapping_add(spent(hazard));
        self.hazard[place] = hazard;
        self.fires[place] = fires(left, hazard, month);
    }

    #[inline]
    fn first(&self) -> i16 {
        self.fires
            .iter()
            .fold(self.changes, |least, &month| least.min(month))
    }
}

/// The month in which nothing is left.
#[inline]
fn fires(left: u32, hazard: Hazard, month: u16) -> i16 {
    if hazard == Hazard::ZERO {
        return NEVER as i16;
    }
    let months = left.div_ceil(hazard.units());
    months
        .saturating_add(u32::from(month))
        .min(u32::from(NEVER)) as i16
}

/// The clocks of `N` processes of all residents.
#[derive(Clone, Debug)]
struct Bank<const N: usize> {
    rows: Vec<Row<N>>,
    /// Next month in which something happens or a rate changes.
    due: Vec<i16>,
}

impl<const N: usize> Bank<N> {
    fn new(capacity: usize) -> Self {
        Self {
            rows: Vec::with_capacity(capacity),
            due: Vec::with_capacity(capacity),
        }
    }

    fn grow(&mut self, count: usize) {
        self.rows.resize(count, Row::NEW);
        self.due.resize(count, NEVER as i16);
    }
}

/// Set among the bits of [`Clocks::fire`] when a rate may change through the mere passing of time.
pub const RATE_MAY_CHANGE: u32 = 1 << 31;

/// Clocks in columns. Ties change far more often than anything else, so their clocks lie apart and
/// close together.
#[derive(Clone, Debug)]
pub struct Clocks {
    ties: Bank<OF_TIES>,
    others: Bank<OTHERS>,
}

/// Place of the clock of a process in its bank.
enum Place {
    Ties(usize),
    Others(usize),
}

#[inline]
fn place(process: Process) -> Place {
    match process as usize {
        number if number < FIRST_OF_TIES => Place::Others(number),
        number if number < FIRST_OF_TIES + OF_TIES => Place::Ties(number - FIRST_OF_TIES),
        number => Place::Others(number - OF_TIES),
    }
}

impl Clocks {
    /// Room for `capacity` residents.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            ties: Bank::new(capacity),
            others: Bank::new(capacity),
        }
    }

    /// Adds clocks for residents up to `count`.
    pub fn grow(&mut self, count: usize) {
        self.ties.grow(count);
        self.others.grow(count);
    }

    /// Residents who are due in a month, in the order of their positions.
    pub fn due_in(&self, month: u16, list: &mut Vec<ResidentId>) {
        list.clear();
        let columns = self
            .ties
            .due
            .chunks(BLOCK)
            .zip(self.others.due.chunks(BLOCK));
        let mut first = [NEVER as i16; BLOCK];
        for (block, (ties, others)) in columns.enumerate() {
            for (slot, (&a, &b)) in first.iter_mut().zip(ties.iter().zip(others)) {
                *slot = a.min(b);
            }
            for (place, &due) in first[..ties.len()].iter().enumerate() {
                if due <= month as i16 {
                    list.push(ResidentId((block * BLOCK + place) as u32));
                }
            }
        }
    }

    /// Brings into the cache what says which clocks of residents who are due fire (see
    /// [`City::fetch`](crate::population::City::fetch)).
    pub fn fetch_firing(&self, ids: &[ResidentId], month: u16) {
        let mut sum = 0;
        for id in ids {
            if self.ties.due[id.index()] <= month as i16 {
                sum ^= self.ties.rows[id.index()].changes;
            }
            if self.others.due[id.index()] <= month as i16 {
                let row = &self.others.rows[id.index()];
                sum ^= row.changes ^ i16::from(row.fired[OTHERS - 1]);
            }
        }
        std::hint::black_box(sum);
    }

    /// Brings the clocks of a set of processes of a resident into the cache.
    pub fn fetch(&self, id: ResidentId, set: u32) {
        let mut sum = self.ties.rows[id.index()].start[0];
        if set & !TIES != 0 {
            let row = &self.others.rows[id.index()];
            sum ^= u32::from(row.changes as u16) ^ row.start[0] ^ row.start[16];
            sum ^= row.hazard[12].units() ^ row.hazard[OTHERS - 1].units();
        }
        std::hint::black_box(sum);
    }

    /// The processes whose event happens in `month`, as a set of bits. Each must be restarted.
    pub fn firing(&self, id: ResidentId, month: u16) -> u32 {
        let mut firing = 0;
        if self.ties.due[id.index()] <= month as i16 {
            firing |= self.ties.rows[id.index()].firing(month) << FIRST_OF_TIES;
        }
        if self.others.due[id.index()] <= month as i16 {
            const BELOW: u32 = (1 << FIRST_OF_TIES) - 1;
            let row = &self.others.rows[id.index()];
            let others = row.firing(month);
            firing |= others & BELOW | (others & !BELOW) << OF_TIES;
            firing |= u32::from(row.changes <= month as i16) * RATE_MAY_CHANGE;
        }
        firing
    }

    /// How often the event of a process has happened.
    pub fn fired(&self, id: ResidentId, process: Process) -> u32 {
        u32::from(match place(process) {
            Place::Ties(place) => self.ties.rows[id.index()].fired[place],
            Place::Others(place) => self.others.rows[id.index()].fired[place],
        })
    }

    /// Stops the clock of a process that fires, until it is set again, and gives it its next
    /// threshold.
    pub fn restart(&mut self, id: ResidentId, process: Process, threshold: u32) {
        match place(process) {
            Place::Ties(place) => self.ties.rows[id.index()].restart(place, threshold),
            Place::Others(place) => self.others.rows[id.index()].restart(place, threshold),
        }
    }

    /// Sets the hazard of a process from the month after `month` on. `first` gives the word for the
    /// first threshold, if it is needed.
    #[inline]
    pub fn set(
        &mut self,
        id: ResidentId,
        process: Process,
        hazard: Hazard,
        month: u16,
        first: impl FnOnce() -> u32,
    ) {
        match place(process) {
            Place::Ties(place) => self.ties.rows[id.index()].set(place, hazard, month, first),
            Place::Others(place) => self.others.rows[id.index()].set(place, hazard, month, first),
        }
    }

    /// Notes when the ties of a resident are due next.
    pub fn note_ties_due(&mut self, id: ResidentId) {
        self.ties.due[id.index()] = self.ties.rows[id.index()].first();
    }

    /// Notes when a resident is due next: in the month of the first event, or before the month in
    /// which a rate changes.
    pub fn note_due(&mut self, id: ResidentId, rate_changes: u16) {
        self.note_ties_due(id);
        let row = &mut self.others.rows[id.index()];
        row.changes = if rate_changes == NEVER {
            NEVER as i16
        } else {
            rate_changes as i16 - 1
        };
        self.others.due[id.index()] = row.first();
    }

    /// The hazard in force.
    pub fn hazard(&self, id: ResidentId, process: Process) -> Hazard {
        match place(process) {
            Place::Ties(place) => self.ties.rows[id.index()].hazard[place],
            Place::Others(place) => self.others.rows[id.index()].hazard[place],
        }
    }

    /// A resident who died or left is never due again.
    pub fn stop(&mut self, id: ResidentId) {
        self.ties.due[id.index()] = NEVER as i16;
        self.others.due[id.index()] = NEVER as i16;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The plain way: take the hazard off month by month.
    fn word(draws: &Draws, ordinal: u32) -> u32 {
        draws.word(11, Purpose(0), ordinal)
    }

    fn by_subtraction(draws: &Draws, hazards: &[f64]) -> Vec<u16> {
        let (mut left, mut ordinal, mut fired) = (0u64, 0, Vec::new());
        for (month, &rate) in (1u16..).zip(hazards) {
            let hazard = u64::from(Hazard::per_month(rate).units());
            if hazard == 0 {
                continue;
            }
            if left == 0 {
                left = u64::from(threshold(word(draws, ordinal)));
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

    fn by_skipping(draws: &Draws, hazards: &[f64]) -> Vec<u16> {
        let id = ResidentId(0);
        let mut clocks = Clocks::with_capacity(1);
        clocks.grow(1);
        let mut fired = Vec::new();
        for (month, &rate) in (1u16..).zip(hazards) {
            let hazard = Hazard::per_month(rate);
            clocks.set(id, Process::Death, hazard, month - 1, || word(draws, 0));
            clocks.note_due(id, NEVER);
            if clocks.firing(id, month) & 1 << Process::Death as u32 != 0 {
                fired.push(month);
                let ordinal = clocks.fired(id, Process::Death) + 1;
                clocks.restart(id, Process::Death, threshold(word(draws, ordinal)));
            }
        }
        fired
    }

    #[test]
    fn first_words_are_the_same_one_by_one() {
        let draws = Draws::new(7, 3);
        let words = first_words(&draws, 5);
        for process in Process::ALL {
            let word = words.as_flattened()[process as usize];
            assert_eq!(word, first_word(&draws, 5, process));
        }
    }

    #[test]
    fn skipping_and_subtracting_give_the_same_months() {
        for replicate in 0..500 {
            let draws = Draws::new(7, replicate);
            // Hazards that stay for a while, change, vanish and return.
            let hazards: Vec<f64> = (0..200)
                .map(|month| {
                    let phase = draws.word(0, Purpose(9), month / 17) % 5;
                    [0.0, 0.002, 0.03, 0.4, 3.0][phase as usize]
                })
                .collect();
            assert_eq!(
                by_skipping(&draws, &hazards),
                by_subtraction(&draws, &hazards),
                "{replicate}"
            );
        }
    }
}
