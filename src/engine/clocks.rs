//! The hazard clocks of all residents, and the calendar of the months in which they run out.
//!
//! A clock need not be touched while its hazard stays the same. What is left of a threshold at the
//! end of month `m` is `start - hazard * m`, in wrapping integers; when the hazard changes, `start`
//! is set such that what is left stays the same. So skipping months and subtracting month by month
//! give the same bits.

use super::calendar::Calendar;
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

/// The clock of one process of one resident.
#[derive(Clone, Copy, Debug)]
struct Clock {
    /// What was left at month 0 had the present hazard always held; zero with a zero hazard means
    /// that no threshold has been drawn yet.
    start: u32,
    hazard: Hazard,
}

impl Clock {
    const NEW: Self = Self {
        start: 0,
        hazard: Hazard::ZERO,
    };

    /// What is left at the end of a month.
    #[inline]
    fn left(&self, month: u16) -> u32 {
        self.start
            .wrapping_sub(self.hazard.units().wrapping_mul(u32::from(month)))
    }

    /// From the month after `month` on, this much is left and this is the hazard.
    #[inline]
    fn run(&mut self, left: u32, hazard: Hazard, month: u16) {
        self.hazard = hazard;
        self.start = left.wrapping_add(hazard.units().wrapping_mul(u32::from(month)));
    }

    /// The month in which nothing is left, when it is not after `last`.
    #[inline]
    fn runs_out(&self, month: u16, last: u16) -> Option<u16> {
        let (left, hazard) = (self.left(month), self.hazard.units());
        // A product costs far less than a quotient, and most clocks run out after the last month.
        let taken = u64::from(hazard) * u64::from(last.saturating_sub(month));
        (left > 0 && u64::from(left) <= taken).then(|| month + left.div_ceil(hazard) as u16)
    }
}

/// The clocks of `N` processes of one resident.
#[derive(Clone, Debug)]
struct Bank<const N: usize> {
    clocks: [Clock; N],
    /// Events so far, up to 256: one a month at most, so a run of 21 years cannot get there.
    fired: [u8; N],
}

impl<const N: usize> Bank<N> {
    const NEW: Self = Self {
        clocks: [Clock::NEW; N],
        fired: [0; N],
    };
}

/// The processes whose clocks run out and are set most: ties and loneliness.
const HOT: std::ops::Range<usize> = Process::TieLoss as usize..Process::LonelinessDown as usize + 1;
const HOTS: usize = HOT.end - HOT.start;
const COLDS: usize = PROCESSES - HOTS;
/// The same, as bits.
const HOT_SET: u32 = (1 << HOT.end) - (1 << HOT.start);

/// What every event of a resident needs, and the clocks that are needed most, in one cache line.
#[derive(Clone, Debug)]
#[repr(align(64))]
struct Hot {
    /// Identity: keys all draws.
    key: u64,
    bank: Bank<HOTS>,
}

const _: () = assert!(size_of::<Hot>() == 64, "one cache line");

/// All clocks.
#[derive(Clone, Debug)]
pub struct Clocks {
    hot: Vec<Hot>,
    cold: Vec<Bank<COLDS>>,
    calendar: Calendar,
}

/// Place of a process among those that are not hot.
#[inline]
fn cold(number: usize) -> usize {
    if number < HOT.start {
        number
    } else {
        number - HOTS
    }
}

impl Clocks {
    /// Room for `capacity` residents, and a calendar of `months`.
    pub fn new(capacity: usize, months: u16) -> Self {
        Self {
            hot: Vec::with_capacity(capacity),
            cold: Vec::with_capacity(capacity),
            calendar: Calendar::until(months),
        }
    }

    /// Residents who have clocks.
    pub fn len(&self) -> usize {
        self.hot.len()
    }

    #[inline(always)]
    fn clock(&self, id: ResidentId, process: Process) -> &Clock {
        let number = process as usize;
        if HOT.contains(&number) {
            &self.hot[id.index()].bank.clocks[number - HOT.start]
        } else {
            &self.cold[id.index()].clocks[cold(number)]
        }
    }

    #[inline(always)]
    fn clock_mut(&mut self, id: ResidentId, process: Process) -> &mut Clock {
        let number = process as usize;
        if HOT.contains(&number) {
            &mut self.hot[id.index()].bank.clocks[number - HOT.start]
        } else {
            &mut self.cold[id.index()].clocks[cold(number)]
        }
    }

    /// Adds the clocks of one more resident, who is known by `key`.
    pub fn add(&mut self, key: u64) {
        self.hot.push(Hot {
            key,
            bank: Bank::NEW,
        });
        self.cold.push(Bank::NEW);
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
                if let Some(runs_out) = self.clock(id, process).runs_out(month, last) {
                    self.calendar.enter(runs_out, process, id);
                }
            }
        }
    }

    /// Takes from the calendar whose clock of a process may run out in a month, in the order of
    /// positions.
    pub fn take(&mut self, month: u16, process: Process, due: &mut Vec<ResidentId>) {
        self.calendar.take(month, process, due);
    }

    /// Takes from the calendar who must be looked at in a month, in the order of positions.
    pub fn take_looks(&mut self, month: u16, due: &mut Vec<ResidentId>) {
        self.calendar.take_looks(month, due);
    }

    /// Brings the clocks of a process into the cache (see
    /// [`City::fetch`](crate::population::City::fetch)).
    #[inline]
    pub fn fetch(&self, process: Process, ids: &[ResidentId]) {
        let sum = ids.iter().fold(0, |sum, &id| {
            let (key, fired) = self.draw(id, process);
            sum ^ key as u32 ^ fired ^ self.clock(id, process).start
        });
        std::hint::black_box(sum);
    }

    /// Brings the clocks of a set of processes of a resident into the cache.
    pub fn fetch_set(&self, id: ResidentId, set: u32) {
        let mut sum = self.hot[id.index()].key as u32;
        if set & !HOT_SET != 0 {
            let [first, .., last] = &self.cold[id.index()].clocks;
            let middle = &self.cold[id.index()].clocks[COLDS / 2];
            sum ^= first.start ^ middle.start ^ last.start;
        }
        std::hint::black_box(sum);
    }

    /// Does the event of a process happen in `month`, or is the entry void by now?
    #[inline(always)]
    pub fn fires(&self, id: ResidentId, process: Process, month: u16) -> bool {
        let clock = self.clock(id, process);
        // Nothing is left of a clock that has no threshold yet, and it has no hazard either.
        clock.left(month - 1) <= clock.hazard.units() && clock.hazard != Hazard::ZERO
    }

    /// The key of a resident and how often the event of a process has happened.
    #[inline(always)]
    pub fn draw(&self, id: ResidentId, process: Process) -> (u64, u32) {
        let hot = &self.hot[id.index()];
        let number = process as usize;
        let fired = if HOT.contains(&number) {
            hot.bank.fired[number - HOT.start]
        } else {
            self.cold[id.index()].fired[cold(number)]
        };
        (hot.key, u32::from(fired))
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
        let number = process as usize;
        let fired = if HOT.contains(&number) {
            &mut self.hot[id.index()].bank.fired[number - HOT.start]
        } else {
            &mut self.cold[id.index()].fired[cold(number)]
        };
        *fired = fired.wrapping_add(1);
        let last = self.calendar.last();
        let clock = self.clock_mut(id, process);
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
        let clock = self.clock_mut(id, process);
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
        self.clock(id, process).hazard
    }

    /// The clocks of a resident who died or left stand still.
    pub fn stop(&mut self, id: ResidentId) {
        self.hot[id.index()].bank = Bank::NEW;
        self.cold[id.index()] = Bank::NEW;
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
