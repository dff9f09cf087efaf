//! The city: all residents and the ties between them.
//!
//! Writing goes through [`City::edit`], which keeps how a resident was at the start of the month.
//! The engine sets clocks and records from the difference, so no mechanism has to know about either.

use super::meeting::MeetingPlaces;
use super::{Cutoffs, MAX_TIES, NOBODY, Person, ResidentId};

/// What the city keeps of one resident: two cache lines side by side, ties in the second.
#[derive(Clone, Debug)]
#[repr(C)]
struct Row {
    person: Person,
    /// What was edited this month.
    edited: Edited,
    ties: Ties,
}

/// Ties within the city; [`Person::ties`] says how many.
#[derive(Clone, Debug)]
#[repr(align(64))]
struct Ties([ResidentId; MAX_TIES]);

const _: () = assert!(size_of::<Row>() == 128, "two cache lines");

/// What may have been edited about a resident in this month. Numbers of ties change far more often
/// than anything else, and less depends on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Edited {
    /// Nothing that anything depends on.
    Nothing,
    /// Numbers of ties at most.
    Ties,
    /// Anything.
    Anything,
}

/// Who was edited in a month, in the order of the first edit, and how they were before.
#[derive(Clone, Debug, Default)]
pub struct Edits {
    /// Who.
    pub ids: Vec<ResidentId>,
    /// The state at the start of the month of each; not present for who came in this month.
    pub before: Vec<Person>,
}

/// All residents, past ones included, and their ties.
#[derive(Clone, Debug)]
pub struct City {
    rows: Vec<Row>,
    /// Where new ties are found.
    pub meeting: MeetingPlaces,
    cutoffs: Cutoffs,
    edits: Edits,
}

impl Edits {
    fn note(&mut self, id: ResidentId, before: Person) {
        self.ids.push(id);
        self.before.push(before);
    }
}

impl Edited {
    /// Are numbers of ties all that can have changed?
    pub fn ties_at_most(self) -> bool {
        self <= Self::Ties
    }
}

impl City {
    /// A city without residents, with room for `capacity`.
    pub fn empty(meeting: MeetingPlaces, cutoffs: Cutoffs, capacity: usize) -> Self {
        Self {
            rows: Vec::with_capacity(capacity),
            meeting,
            cutoffs,
            edits: Edits::default(),
        }
    }

    /// Number of positions: residents present and past.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Has nobody ever lived here?
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All positions.
    pub fn ids(&self) -> impl Iterator<Item = ResidentId> + use<> {
        (0..self.rows.len() as u32).map(ResidentId)
    }

    /// Everybody who lives in the city now.
    pub fn residents(&self) -> impl Iterator<Item = (ResidentId, &Person)> {
        self.ids()
            .zip(self.rows.iter().map(|row| &row.person))
            .filter(|(_, person)| person.present)
    }

    /// A resident.
    #[inline]
    pub fn person(&self, id: ResidentId) -> &Person {
        &self.rows[id.index()].person
    }

    /// A resident, to change. The state before the first change of the month is kept.
    #[inline]
    pub fn edit(&mut self, id: ResidentId) -> &mut Person {
        let row = &mut self.rows[id.index()];
        if row.edited == Edited::Nothing {
            self.edits.note(id, row.person);
        }
        row.edited = Edited::Anything;
        &mut row.person
    }

    /// Changes the numbers of ties of a resident and nothing else. Most of the time nothing depends
    /// on the change, and it is not noted as an edit.
    #[inline]
    fn edit_ties(&mut self, id: ResidentId, change: impl FnOnce(&mut Person)) {
        let row = &mut self.rows[id.index()];
        if row.edited != Edited::Nothing {
            change(&mut row.person);
            return;
        }
        let before = row.person;
        change(&mut row.person);
        if !self.cutoffs.same_network(&before, &row.person) {
            self.edits.note(id, before);
            row.edited = Edited::Ties;
        }
    }

    /// Notes a resident as edited, although only time has changed something.
    pub fn look(&mut self, id: ResidentId) {
        let row = &mut self.rows[id.index()];
        if row.edited == Edited::Nothing {
            self.edits.note(id, row.person);
            row.edited = Edited::Ties;
        }
    }

    /// A resident, to change at the end of the month, when edits have been taken.
    pub fn person_mut(&mut self, id: ResidentId) -> &mut Person {
        &mut self.rows[id.index()].person
    }

    /// Residents for whom there is room without growing.
    pub fn capacity(&self) -> usize {
        self.rows.capacity()
    }

    /// Bytes of traits, of ties, and of the list of edits. The partner stands among the traits.
    pub fn bytes(&self) -> [usize; 3] {
        let ties = self.rows.capacity() * size_of::<Ties>();
        [
            self.rows.capacity() * size_of::<Row>() - ties,
            ties,
            self.edits.ids.capacity() * size_of::<ResidentId>()
                + self.edits.before.capacity() * size_of::<Person>(),
        ]
    }

    /// Ends the making of the city: from now on edits are noted.
    pub fn open(&mut self) {
        self.rows
            .iter_mut()
            .for_each(|row| row.edited = Edited::Nothing);
    }

    /// Takes the list of residents edited since the last call.
    pub fn take_edits(&mut self) -> Edits {
        std::mem::take(&mut self.edits)
    }

    /// What was edited about a resident on the list; the next edit is a new one.
    #[inline]
    pub fn settle(&mut self, id: ResidentId) -> Edited {
        std::mem::replace(&mut self.rows[id.index()].edited, Edited::Nothing)
    }

    /// Gives back the list of [`City::take_edits`], so that its memory is used again.
    pub fn recycle(&mut self, mut edits: Edits) {
        edits.ids.clear();
        edits.before.clear();
        self.edits = edits;
    }

    /// Adds a resident, who counts as edited: as if not present before.
    pub fn add(&mut self, person: Person) -> ResidentId {
        let id = self.found(person);
        let mut before = person;
        before.present = false;
        self.edits.note(id, before);
        id
    }

    /// Adds a resident while the city is made. Everybody is marked as edited already, so that
    /// nothing is kept until [`City::open`].
    pub fn found(&mut self, person: Person) -> ResidentId {
        let id = ResidentId(self.rows.len() as u32);
        self.rows.push(Row {
            person,
            ties: Ties([NOBODY; MAX_TIES]),
            edited: Edited::Anything,
        });
        let rows = &self.rows;
        self.meeting.join(MeetingPlaces::of(&person), id, |id| {
            rows[id.index()].person.key
        });
        id
    }

    /// Brings the rows of residents who will be needed soon into the cache. A load that waits for
    /// memory takes as long as hundreds of instructions; in a loop without anything else many of
    /// them wait together.
    pub fn fetch(&self, ids: impl Iterator<Item = ResidentId>) {
        let mut sum = 0u32;
        for id in ids {
            let row = &self.rows[id.index()];
            sum ^= u32::from(row.person.ties) ^ row.ties.0[0].0;
        }
        std::hint::black_box(sum);
    }

    /// As [`City::fetch`], without their ties.
    pub fn fetch_people(&self, ids: impl Iterator<Item = ResidentId>) {
        let sum = ids.fold(0, |sum, id| sum ^ self.person(id).ties);
        std::hint::black_box(sum);
    }

    /// Ties within the city.
    #[inline]
    pub fn ties(&self, id: ResidentId) -> &[ResidentId] {
        let row = &self.rows[id.index()];
        &row.ties.0[..usize::from(row.person.ties)]
    }

    /// Do two residents know each other already?
    pub fn are_tied(&self, a: ResidentId, b: ResidentId) -> bool {
        self.rows[a.index()].person.partner == b || self.ties(a).contains(&b)
    }

    /// Is there room for one more tie?
    #[inline]
    pub fn has_room(&self, id: ResidentId) -> bool {
        usize::from(self.rows[id.index()].person.ties) < MAX_TIES
    }

    /// Ties two residents. False, and nothing changed, when that cannot be.
    pub fn tie(&mut self, a: ResidentId, b: ResidentId) -> bool {
        if a == b || !self.has_room(a) || !self.has_room(b) || self.are_tied(a, b) {
            return false;
        }
        for (id, other) in [(a, b), (b, a)] {
            let count = usize::from(self.rows[id.index()].person.ties);
            self.rows[id.index()].ties.0[count] = other;
            self.edit_ties(id, |person| person.ties += 1);
        }
        true
    }

    /// Ends the tie between two residents on both sides.
    pub fn untie(&mut self, a: ResidentId, b: ResidentId) {
        for (id, other) in [(a, b), (b, a)] {
            let Some(at) = self.ties(id).iter().position(|&tie| tie == other) else {
                debug_assert!(false, "ties are symmetric");
                continue;
            };
            self.edit_ties(id, |person| person.ties -= 1);
            let last = usize::from(self.rows[id.index()].person.ties);
            self.rows[id.index()].ties.0.swap(at, last);
        }
    }

    /// A resident has one tie more to somebody who is not simulated.
    pub fn tie_outside(&mut self, id: ResidentId) {
        self.edit_ties(id, |person| {
            person.outside_ties = person.outside_ties.saturating_add(1);
        });
    }

    /// A resident has one tie less to somebody who is not simulated.
    pub fn untie_outside(&mut self, id: ResidentId) {
        self.edit_ties(id, |person| person.outside_ties -= 1);
    }

    /// Makes two residents partners. A tie between them becomes the partnership.
    pub fn partner(&mut self, a: ResidentId, b: ResidentId) {
        debug_assert!(a != b);
        if self.ties(a).contains(&b) {
            self.untie(a, b);
        }
        self.edit(a).partner = b;
        self.edit(b).partner = a;
    }

    /// Ends a partnership on both sides and says who the partner was.
    pub fn part(&mut self, id: ResidentId) -> Option<ResidentId> {
        let partner = self.rows[id.index()].person.partner;
        if partner == NOBODY {
            return None;
        }
        self.edit(id).partner = NOBODY;
        self.edit(partner).partner = NOBODY;
        Some(partner)
    }

    /// Changes a resident's age, borough or sociability, and with it where he or she is met.
    pub fn reseat(&mut self, id: ResidentId, change: impl FnOnce(&mut Person)) {
        let before = *self.person(id);
        change(self.edit(id));
        let (from, to) = (
            MeetingPlaces::of(&before),
            MeetingPlaces::of(self.person(id)),
        );
        if from != to {
            self.meeting.leave(from, id, before.key);
            let rows = &self.rows;
            self.meeting.join(to, id, |id| rows[id.index()].person.key);
        }
    }

    /// Takes a resident out of the city: both sides lose their ties. The partner must have been
    /// parted from before. Those who lose a tie are passed to `bereft`.
    pub fn remove(&mut self, id: ResidentId, mut bereft: impl FnMut(&mut Self, ResidentId)) {
        debug_assert!(!self.person(id).has_partner());
        while let Some(&other) = self.ties(id).last() {
            self.untie(id, other);
            bereft(self, other);
        }
        let person = self.edit(id);
        person.present = false;
        person.outside_ties = 0;
        let person = *person;
        self.meeting
            .leave(MeetingPlaces::of(&person), id, person.key);
    }

    /// Checks that ties and partnerships are symmetric and only among those present.
    ///
    /// # Errors
    /// Says what does not hold.
    pub fn check(&self) -> Result<(), String> {
        for id in self.ids() {
            let person = self.person(id);
            for &other in self.ties(id) {
                if !self.ties(other).contains(&id) {
                    return Err(format!("tie {id:?} - {other:?} has one side"));
                }
                if !person.present || !self.person(other).present {
                    return Err(format!("tie {id:?} - {other:?} outlives a resident"));
                }
            }
            if person.has_partner() {
                let partner = self.person(person.partner);
                if partner.partner != id || !partner.present || !person.present {
                    return Err(format!("partnership of {id:?} has one side"));
                }
            }
        }
        Ok(())
    }
}
