//! What a run takes up in memory, column by column, as allocated.

use super::Simulation;
use crate::dynamics::{Count, Event};
use crate::population::ResidentId;

/// A part of the state of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Traits of residents, the partner among them.
    Traits,
    /// Ties within the city.
    Ties,
    /// Where new ties are found.
    MeetingPlaces,
    /// Hazard clocks.
    Clocks,
    /// Months in which clocks run out.
    Calendar,
    /// Lists of a month: who was edited and how they were before, events, who is due.
    Month,
    /// Cases, volunteers and books of the programme.
    Programme,
    /// What is recorded.
    Record,
}

impl Column {
    /// All columns.
    pub const ALL: [Self; 8] = [
        Self::Traits,
        Self::Ties,
        Self::MeetingPlaces,
        Self::Clocks,
        Self::Calendar,
        Self::Month,
        Self::Programme,
        Self::Record,
    ];
}

impl Simulation<'_> {
    /// Bytes of each column, from the capacities of what holds them.
    pub fn bytes(&self) -> [(Column, usize); Column::ALL.len()] {
        let [traits, ties, edits] = self.city.bytes();
        let [clocks, calendar] = self.clocks.bytes();
        let events: usize = self.happening.iter().map(Vec::capacity).sum();
        let listed = self.bereaved.capacity() + self.looks.capacity() + self.due.capacity();
        let month = edits
            + events * size_of::<Event>()
            + listed * size_of::<ResidentId>()
            + self.counts.capacity() * size_of::<Count>();
        Column::ALL.map(|column| {
            let bytes = match column {
                Column::Traits => traits,
                Column::Ties => ties,
                Column::MeetingPlaces => self.city.meeting.bytes(),
                Column::Clocks => clocks,
                Column::Calendar => calendar,
                Column::Month => month,
                Column::Programme => self.programme.bytes(),
                Column::Record => self.record.bytes(),
            };
            (column, bytes)
        })
    }
}
