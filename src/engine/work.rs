//! What a run has done, counted: numbers that every machine gives alike, so that a change of the work
//! is told from a change of the machine.

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
