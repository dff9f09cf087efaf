//! The calendar: for each month to come, whose clock may run out in it, by process.
//!
//! Nothing is ever taken off the calendar. When a hazard changes, the clock is entered once more for
//! its new month, and the old entry is recognised as void when its month comes.

use crate::dynamics::{PROCESSES, Process};
use crate::population::ResidentId;

/// Lists of a month: one per process, and one of looks at those of whom a rate may change through the
/// mere passing of time.
const LISTS: usize = PROCESSES + 1;

/// Place of the looks among the lists of a month.
const LOOKS: usize = PROCESSES;

/// Entries by month and process.
#[derive(Clone, Debug)]
pub struct Calendar {
    lists: Vec<Vec<ResidentId>>,
    /// One bit per position, for sorting; all zero in between.
    marks: Vec<u64>,
}

impl Calendar {
    /// An empty calendar that ends with `last`.
    pub fn until(last: u16) -> Self {
        Self {
            lists: vec![Vec::new(); (usize::from(last) + 1) * LISTS],
            marks: Vec::new(),
        }
    }

    /// The last month for which entries are kept.
    pub fn last(&self) -> u16 {
        (self.lists.len() / LISTS) as u16 - 1
    }

    /// Enters the clock of a process for a month; what lies after the end is left out.
    #[inline]
    pub fn enter(&mut self, month: u16, process: Process, id: ResidentId) {
        self.put(month, process as usize, id);
    }

    /// Enters a look for a month; what lies after the end is left out.
    pub fn enter_look(&mut self, month: u16, id: ResidentId) {
        self.put(month, LOOKS, id);
    }

    #[inline]
    fn put(&mut self, month: u16, list: usize, id: ResidentId) {
        if let Some(entries) = self.lists.get_mut(usize::from(month) * LISTS + list) {
            entries.push(id);
        }
    }

    /// Takes the entries of a process for a month into `due`: in the order of positions and each once.
    /// Says how many entries there were.
    pub fn take(&mut self, month: u16, process: Process, due: &mut Vec<ResidentId>) -> usize {
        self.take_list(month, process as usize, due)
    }

    /// As [`Calendar::take`], for looks.
    pub fn take_looks(&mut self, month: u16, due: &mut Vec<ResidentId>) -> usize {
        self.take_list(month, LOOKS, due)
    }

    /// Bytes that it takes up.
    pub fn bytes(&self) -> usize {
        let entries: usize = self.lists.iter().map(Vec::capacity).sum();
        entries * size_of::<ResidentId>()
            + self.lists.capacity() * size_of::<Vec<ResidentId>>()
            + self.marks.capacity() * size_of::<u64>()
    }

    fn take_list(&mut self, month: u16, list: usize, due: &mut Vec<ResidentId>) -> usize {
        let entries = std::mem::take(&mut self.lists[usize::from(month) * LISTS + list]);
        due.clear();
        order(&entries, &mut self.marks, due);
        entries.len()
    }
}

/// Entries per word of marks from which on it is faster to mark than to sort.
const DENSE: usize = 8;

/// Appends the entries to `due`, in order and each once. Many entries are marked in a field of bits and
/// read off again, which takes a quarter of the time of a radix sort.
fn order(entries: &[ResidentId], marks: &mut Vec<u64>, due: &mut Vec<ResidentId>) {
    let Some(last) = entries.iter().max() else {
        return;
    };
    let words = last.index() / u64::BITS as usize + 1;
    if entries.len() * DENSE < words {
        due.extend_from_slice(entries);
        due.sort_unstable();
        due.dedup();
        return;
    }
    if marks.len() < words {
        marks.resize(words, 0);
    }
    for entry in entries {
        marks[entry.index() / u64::BITS as usize] |= 1 << (entry.0 % u64::BITS);
    }
    due.reserve(entries.len());
    for (first, word) in (0..).step_by(u64::BITS as usize).zip(&mut marks[..words]) {
        let mut left = std::mem::take(word);
        while left != 0 {
            due.push(ResidentId(first + left.trailing_zeros()));
            left &= left - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Draws, Purpose};

    #[test]
    fn marking_is_sorting() {
        let draws = Draws::new(1, 1);
        let mut marks = Vec::new();
        for (count, below) in [(5000, 6000), (5000, 4_000_000), (3, 90), (0, 1)] {
            let word = |place: u32| ResidentId(draws.word(0, Purpose(0), place) % below);
            let entries: Vec<ResidentId> = (0..count).map(word).collect();
            let mut expected = entries.clone();
            expected.sort_unstable();
            expected.dedup();
            let mut due = Vec::new();
            order(&entries, &mut marks, &mut due);
            assert_eq!(due, expected, "{count} below {below}");
            assert!(marks.iter().all(|&word| word == 0));
        }
    }

    #[test]
    fn entries_come_by_process_in_the_order_of_positions_and_once() {
        let mut calendar = Calendar::until(3);
        let [a, b] = [ResidentId(7), ResidentId(400_000)];
        for id in [b, a, b] {
            calendar.enter(3, Process::Death, id);
        }
        calendar.enter(3, Process::VolunteerStop, b);
        calendar.enter_look(3, a);
        calendar.enter(4, Process::Death, a);
        let mut due = Vec::new();
        calendar.take(3, Process::Death, &mut due);
        assert_eq!(due, [a, b]);
        calendar.take(3, Process::VolunteerStop, &mut due);
        assert_eq!(due, [b]);
        calendar.take_looks(3, &mut due);
        assert_eq!(due, [a]);
        calendar.take(2, Process::Death, &mut due);
        assert_eq!(due, []);
    }
}
