//! What an event may read and change.

use crate::chance::{Draws, Purpose};
use crate::dynamics::Process;
use crate::population::{City, Person, ResidentId, Synthesis};
use crate::vocabulary::{Outcome, RecordedAge, Term};

/// Something to be counted: an outcome at a borough, age and sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// What happened.
    pub outcome: Outcome,
    /// Position of the borough.
    pub borough: u8,
    /// Recorded age.
    pub age: RecordedAge,
    /// Position of the sex.
    pub sex: u8,
    /// How many.
    pub number: u32,
}

/// An event that happens this month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// To whom.
    pub id: ResidentId,
    /// The how manieth of its process for this resident.
    pub ordinal: u32,
    /// Random words for its details. They come from the call that gave the next threshold; what
    /// needs more has [`World::detail`].
    pub words: [u32; 3],
}

/// The city in a month, as an event sees it.
pub struct World<'a> {
    /// All residents and ties.
    pub city: &'a mut City,
    /// Distributions of the standing state.
    pub synthesis: &'a Synthesis,
    /// Draws of this replicate.
    pub draws: Draws,
    /// The month.
    pub month: i16,
    /// Events counted so far in this month.
    pub counts: &'a mut Vec<Count>,
    /// Who lost a partner by death in this month.
    pub bereaved: &'a mut Vec<ResidentId>,
    /// Share of those aged 55 and over who stay when they would have left the city.
    pub older_staying: f64,
}

impl World<'_> {
    /// Random words for the details of an event of a process.
    pub fn detail(&self, id: ResidentId, process: Process, ordinal: u32) -> [u32; 4] {
        const DETAILS: u8 = 64;
        let key = self.city.person(id).key;
        self.draws
            .words(key, Purpose(DETAILS + process as u8), ordinal)
    }

    /// Counts an event of a resident.
    pub fn count(&mut self, outcome: Outcome, id: ResidentId) {
        self.count_many(outcome, id, 1);
    }

    /// Counts several at once.
    pub fn count_many(&mut self, outcome: Outcome, id: ResidentId, number: u32) {
        let person = self.city.person(id);
        self.counts.push(Count::of(outcome, person, number));
    }

    /// Both partners of a household, or one resident alone.
    pub fn household(&self, id: ResidentId) -> impl Iterator<Item = ResidentId> + use<> {
        let person = self.city.person(id);
        [Some(id), person.has_partner().then_some(person.partner)]
            .into_iter()
            .flatten()
    }
}

impl Count {
    /// Counts at the place of a person.
    pub fn of(outcome: Outcome, person: &Person, number: u32) -> Self {
        Self {
            outcome,
            borough: person.borough.index() as u8,
            age: person.recorded_age(),
            sex: person.sex.index() as u8,
            number,
        }
    }
}
