//! What a run has done, counted: numbers that every machine gives alike, so that a change of the work
//! is told from a change of the machine.

use crate::population::{Person, ResidentId};

/// Bytes of a cache line: what a processor fetches from memory at once.
const LINE: u64 = 64;

/// Counts of work since the start of a run, the standing state not included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Events that happened.
    pub events: u64,
    /// Entries taken off the calendar.
    pub entries: u64,
    /// Clocks that were due: entries, each clock once a month.
    pub due: u64,
    /// Clocks that ran out. Thinning takes some events off, and some residents have gone.
    pub ran_out: u64,
    /// Residents whose month was closed because something was edited.
    pub edited: u64,
    /// Clocks whose hazard was worked out anew.
    pub set: u64,
}

impl Work {
    /// Bytes that this work reads and writes if nothing stays in the cache from one piece to the next:
    /// an entry of the calendar is written and read; a due clock is read, and written when it runs out;
    /// an event reads and writes traits and ties; a month that is closed reads and writes traits and the
    /// copy of how they were; a clock that is set is read and written. Instructions, the standing state
    /// and the record are left out.
    pub fn bytes_touched(&self) -> u64 {
        let entry = 2 * size_of::<ResidentId>() as u64;
        let copy = 2 * (size_of::<Person>() + size_of::<ResidentId>()) as u64;
        self.entries * entry
            + self.due * LINE
            + self.ran_out * LINE
            + self.events * 2 * (2 * LINE)
            + self.edited * (2 * LINE + copy)
            + self.set * 2 * LINE
    }

    /// All counts with their names.
    pub fn counts(&self) -> [(&'static str, u64); 6] {
        [
            ("events", self.events),
            ("entries", self.entries),
            ("due", self.due),
            ("ran_out", self.ran_out),
            ("edited", self.edited),
            ("set", self.set),
        ]
    }
}
