//! The calendar: for each month to come, whose clock may run out in it.
//!
//! Nothing is ever taken off the calendar. When a hazard changes, the clock is entered once more for
//! its new month, and the old entry is recognised as void when its month comes.

use crate::dynamics::{PROCESSES, Process};
use crate::population::ResidentId;

/// An entry: a process of a resident, or a look at one of whom a rate may change through the mere
/// passing of time. Ordered by process, then by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry(u32);

/// Bits of an entry that tell the resident.
const POSITION_BITS: u32 = 27;

const _: () = assert!(PROCESSES < 1 << (u32::BITS - POSITION_BITS));

impl Entry {
    /// An event of a process.
    #[inline]
    pub fn event(process: Process, id: ResidentId) -> Self {
        Self::new(process as u32, id)
    }

    /// A look.
    #[inline]
    pub fn look(id: ResidentId) -> Self {
        Self::new(PROCESSES as u32, id)
    }

    #[inline]
    fn new(number: u32, id: ResidentId) -> Self {
        debug_assert!(id.0 < 1 << POSITION_BITS, "134 million positions");
        Self(number << POSITION_BITS | id.0)
    }

    /// Whose entry it is.
    #[inline]
    pub fn id(self) -> ResidentId {
        ResidentId(self.0 & ((1 << POSITION_BITS) - 1))
    }

    /// The process; none for a look.
    #[inline]
    pub fn process(self) -> Option<Process> {
        Process::ALL
            .get((self.0 >> POSITION_BITS) as usize)
            .copied()
    }
}

/// Entries by month.
#[derive(Clone, Debug)]
pub struct Calendar {
    months: Vec<Vec<Entry>>,
    /// Room for sorting.
    spare: Vec<Entry>,
}

impl Calendar {
    /// An empty calendar that ends with `last`.
    pub fn until(last: u16) -> Self {
        Self {
            months: vec![Vec::new(); usize::from(last) + 1],
            spare: Vec::new(),
        }
    }

    /// The last month for which entries are kept.
    pub fn last(&self) -> u16 {
        self.months.len() as u16 - 1
    }

    /// Enters something for a month; what lies after the end is left out.
    #[inline]
    pub fn enter(&mut self, month: u16, entry: Entry) {
        if let Some(entries) = self.months.get_mut(usize::from(month)) {
            entries.push(entry);
        }
    }

    /// Uses the memory of entries that were taken for sorting those of the next month.
    pub fn recycle(&mut self, entries: Vec<Entry>) {
        self.spare = entries;
    }

    /// Takes the entries of a month, in order and each once.
    pub fn take(&mut self, month: u16) -> Vec<Entry> {
        let mut entries = std::mem::take(&mut self.months[usize::from(month)]);
        sort(&mut entries, &mut self.spare);
        entries.dedup();
        entries
    }
}

/// Radix sort, least significant digits first: a fifth of the work of sorting by comparison.
fn sort(entries: &mut Vec<Entry>, spare: &mut Vec<Entry>) {
    const DIGIT_BITS: u32 = 11;
    const DIGITS: usize = 1 << DIGIT_BITS;
    spare.resize(entries.len(), Entry(0));
    const PASSES: usize = u32::BITS.div_ceil(DIGIT_BITS) as usize;
    let digit =
        |entry: &Entry, pass: usize| (entry.0 >> (pass as u32 * DIGIT_BITS)) as usize % DIGITS;
    let mut counts = [[0u32; DIGITS]; PASSES];
    for entry in &*entries {
        for (pass, counts) in counts.iter_mut().enumerate() {
            counts[digit(entry, pass)] += 1;
        }
    }
    for (pass, mut places) in counts.into_iter().enumerate() {
        let mut before = 0;
        for place in &mut places {
            before += std::mem::replace(place, before);
        }
        for entry in &*entries {
            let place = &mut places[digit(entry, pass)];
            spare[*place as usize] = *entry;
            *place += 1;
        }
        std::mem::swap(entries, spare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Draws, Purpose};

    #[test]
    fn sorting_by_digits_is_sorting() {
        let draws = Draws::new(1, 1);
        let word = |place: u32| draws.word(0, Purpose(0), place) >> (place % 20);
        let mut entries: Vec<Entry> = (0..5000).map(|place| Entry(word(place))).collect();
        let mut expected = entries.clone();
        expected.sort_unstable();
        sort(&mut entries, &mut Vec::new());
        assert_eq!(entries, expected);
    }

    #[test]
    fn entries_come_by_process_and_position_and_once() {
        let mut calendar = Calendar::until(3);
        let [a, b] = [ResidentId(7), ResidentId(400_000)];
        let expected = [
            Entry::event(Process::Death, b),
            Entry::event(Process::VolunteerStop, a),
            Entry::look(a),
        ];
        for entry in expected.into_iter().rev().chain(expected) {
            calendar.enter(3, entry);
        }
        calendar.enter(4, Entry::look(b));
        assert_eq!(calendar.take(3), expected);
        assert_eq!(calendar.take(2), []);
        assert_eq!(expected[0].id(), b);
        assert_eq!(expected[1].process(), Some(Process::VolunteerStop));
        assert_eq!(expected[2].process(), None);
    }
}
