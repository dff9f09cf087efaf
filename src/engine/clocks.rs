//! The hazard clocks of all residents, and the calendar of the months in which they run out.
//!
//! A clock need not be touched while its hazard stays the same. What is left of a threshold at the
//! end of month `m` is `start - hazard * m`, in wrapping integers; when the hazard changes, `start`
//! is set such that what is left stays the same. So skipping months and subtracting month by month
//! give the same bits.

use super::calendar::Calendar;
use super::lines::Lines;
use crate::chance::{Draws, Hazard, Purpose, threshold};
use crate::dynamics::{PROCESSES, Process};
use crate::population::ResidentId;

/// First thresholds come four from one call of the generator; later ones from the call that also
/// gives the details of the event before, under the number of the process itself.
const FIRST: u8 = 32;
const PER_CALL: usize = 4;
const CALLS: usize = PROCESSES.div_ceil(PER_CALL);

/// Words for the first thresholds of all processes, four from each call.
pub type FirstWords = [[u32; PER_CALL]; CALLS];

/// The word for the first threshold of a process.
pub fn first_word(draws: &Draws, key: u64, process: Process) -> u32 {
    let (call, word) = (process as u8 / PER_CALL as u8, process as usize % PER_CALL);
    draws.words(key, Purpose(FIRST + call), 0)[word]
}

/// The words for the first thresholds of all processes.
pub fn first_words(draws: &Draws, key: u64) -> FirstWords {
    std::array::from_fn(|call| draws.words(key, Purpose(FIRST + call as u8), 0))
}

/// All clocks.
#[derive(Clone, Debug)]
pub struct Clocks {
    lines: Lines,
    calendar: Calendar,
}

impl Clocks {
    /// Room for `capacity` residents, and a calendar of `months`.
    pub fn new(capacity: usize, months: u16) -> Self {
        Self {
            lines: Lines::with_capacity(capacity),
            calendar: Calendar::until(months),
        }
    }

    /// Residents who have clocks.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Adds the clocks of one more resident, who is known by `key`.
    pub fn add(&mut self, key: u64) {
        self.lines.add(key);
    }

    /// The last month of the calendar.
    pub fn last(&self) -> u16 {
        self.calendar.last()
    }

    /// A calendar that goes on to `last`, drawn up from the clocks as they stand at the end of
    /// `month`. Looks must be entered anew.
    pub fn extend(&mut self, month: u16, last: u16) {
        self.calendar = Calendar::until(last);
        for id in (0..self.len() as u32).map(ResidentId) {
            for process in Process::ALL {
                if let Some(runs_out) = self.lines.get(id, process).0.runs_out(month, last) {
                    self.calendar.enter(runs_out, process, id);
                }
            }
        }
    }

    /// Takes from the calendar whose clock of a process may run out in a month, in the order of
    /// positions. Says how many entries there were.
    pub fn take(&mut self, month: u16, process: Process, due: &mut Vec<ResidentId>) -> usize {
        self.calendar.take(month, process, due)
    }

    /// Takes from the calendar who must be looked at in a month, in the order of positions. Says how
    /// many entries there were.
    pub fn take_looks(&mut self, month: u16, due: &mut Vec<ResidentId>) -> usize {
        self.calendar.take_looks(month, due)
    }

    /// Bytes of the clocks and of the calendar.
    pub fn bytes(&self) -> [usize; 2] {
        [self.lines.bytes(), self.calendar.bytes()]
    }

    /// Brings the clocks of a process into the cache (see
    /// [`City::fetch`](crate::population::City::fetch)).
    #[inline(always)]
    pub fn fetch(&self, process: Process, ids: &[ResidentId]) {
        let set = 1 << process as u32;
        let touch = |sum, &id| sum ^ self.lines.touch(id, set);
        std::hint::black_box(ids.iter().fold(0, touch));
    }

    /// Brings the clocks of a set of processes of several residents into the cache.
    pub fn fetch_sets(&self, sets: impl Iterator<Item = (ResidentId, u32)>) {
        let touch = |sum, (id, set)| sum ^ self.lines.touch(id, set);
        std::hint::black_box(sets.fold(0, touch));
    }

    /// Does the event of a process happen in `month`, or is the entry void by now?
    #[inline(always)]
    pub fn fires(&self, id: ResidentId, process: Process, month: u16) -> bool {
        let (clock, _) = self.lines.get(id, process);
        // Nothing is left of a clock that has no threshold yet, and it has no hazard either.
        (clock.left(month - 1) <= clock.hazard.units()) & (clock.hazard != Hazard::ZERO)
    }

    /// The key of a resident and how often the event of a process has happened.
    #[inline(always)]
    pub fn draw(&self, id: ResidentId, process: Process) -> (u64, u32) {
        let (_, fired) = self.lines.get(id, process);
        (self.lines.key(id), u32::from(fired))
    }

    /// A clock that fires in `month` gets its next threshold, and its hazard, which is given back,
    /// holds until it is set.
    #[inline(always)]
    pub fn restart(
        &mut self,
        id: ResidentId,
        process: Process,
        month: u16,
        threshold: u32,
    ) -> Hazard {
        let last = self.calendar.last();
        let (clock, fired) = self.lines.get_mut(id, process);
        *fired = fired.wrapping_add(1);
        let hazard = clock.hazard;
        clock.run(threshold, hazard, month);
        if let Some(runs_out) = clock.runs_out(month, last) {
            self.calendar.enter(runs_out, process, id);
        }
        hazard
    }

    /// Sets the hazard of a process from the month after `month` on. `first` gives the word for the
    /// first threshold, if it is needed.
    #[inline(always)]
    pub fn set(
        &mut self,
        id: ResidentId,
        process: Process,
        hazard: Hazard,
        month: u16,
        first: impl FnOnce() -> u32,
    ) {
        let last = self.calendar.last();
        let (clock, _) = self.lines.get_mut(id, process);
        if clock.hazard == hazard {
            return;
        }
        let mut left = clock.left(month);
        if left == 0 {
            left = threshold(first());
        }
        clock.run(left, hazard, month);
        if let Some(runs_out) = clock.runs_out(month, last) {
            self.calendar.enter(runs_out, process, id);
        }
    }

    /// A resident is looked at in a month, because time alone changes a rate after it.
    #[inline]
    pub fn look(&mut self, id: ResidentId, month: u16) {
        self.calendar.enter_look(month, id);
    }

    /// The hazard in force.
    pub fn hazard(&self, id: ResidentId, process: Process) -> Hazard {
        self.lines.get(id, process).0.hazard
    }

    /// The clocks of a resident who died or left stand still.
    pub fn stop(&mut self, id: ResidentId) {
        self.lines.stop(id);
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
        let months = hazards.len() as u16;
        let mut clocks = Clocks::new(1, months);
        clocks.add(11);
        let mut fired = Vec::new();
        for (month, &rate) in (1u16..).zip(hazards) {
            let hazard = Hazard::per_month(rate);
            clocks.set(id, Process::Death, hazard, month - 1, || word(draws, 0));
            // Half of the clocks go on with a calendar that is drawn up anew.
            if month == 60 && draws.word(0, Purpose(10), 0) & 1 == 0 {
                clocks.extend(month - 1, months);
            }
            let mut due = Vec::new();
            clocks.take(month, Process::Death, &mut due);
            assert!(due.len() <= 1);
            if !due.is_empty() && clocks.fires(id, Process::Death, month) {
                fired.push(month);
                let (_, ordinal) = clocks.draw(id, Process::Death);
                let threshold = threshold(word(draws, ordinal + 1));
                clocks.restart(id, Process::Death, month, threshold);
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
