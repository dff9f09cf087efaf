//! The city: all residents and the ties between them.
//!
//! Writing goes through [`City::edit`], which keeps how a resident was at the start of the month.
//! The engine sets clocks and records from the difference, so no mechanism has to know about either.

use super::meeting::MeetingPlaces;
use super::{MAX_TIES, NOBODY, Person, ResidentId};

/// Ties of one resident within the city, in one cache line.
#[derive(Clone, Debug)]
#[repr(align(64))]
struct TieRow([ResidentId; MAX_TIES]);

/// What may have been edited about a resident in this month. Numbers of ties change far more often
/// than anything else, and less depends on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Edited {
    /// Nothing.
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
    people: Vec<Person>,
    ties: Vec<TieRow>,
    /// Where new ties are found.
    pub meeting: MeetingPlaces,
    edits: Edits,
    edited: Vec<Edited>,
}

impl Edited {
    /// Are numbers of ties all that can have changed?
    pub fn ties_at_most(self) -> bool {
        self <= Self::Ties
    }
}

impl City {
    /// A city without residents, with room for `capacity`.
    pub fn empty(meeting: MeetingPlaces, capacity: usize) -> Self {
        Self {
            people: Vec::with_capacity(capacity),
            ties: Vec::with_capacity(capacity),
            meeting,
            edits: Edits::default(),
            edited: Vec::with_capacity(capacity),
        }
    }

    /// Number of positions: residents present and past.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Has nobody ever lived here?
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// All positions.
    pub fn ids(&self) -> impl Iterator<Item = ResidentId> + use<> {
        (0..self.people.len() as u32).map(ResidentId)
    }

    /// Everybody who lives in the city now.
    pub fn residents(&self) -> impl Iterator<Item = (ResidentId, &Person)> {
        self.ids()
            .zip(&self.people)
            .filter(|(_, person)| person.present)
    }

    /// A resident.
    #[inline]
    pub fn person(&self, id: ResidentId) -> &Person {
        &self.people[id.index()]
    }

    /// A resident, to change. The state before the first change of the month is kept.
    #[inline]
    pub fn edit(&mut self, id: ResidentId) -> &mut Person {
        self.note_edit(id, Edited::Anything)
    }

    /// A resident, to change the numbers of ties of and nothing else.
    #[inline]
    pub fn edit_ties(&mut self, id: ResidentId) -> &mut Person {
        self.note_edit(id, Edited::Ties)
    }

    #[inline]
    fn note_edit(&mut self, id: ResidentId, what: Edited) -> &mut Person {
        let person = &mut self.people[id.index()];
        let edited = &mut self.edited[id.index()];
        if *edited == Edited::Nothing {
            self.edits.ids.push(id);
            self.edits.before.push(*person);
        }
        *edited = what.max(*edited);
        person
    }

    /// A resident, to change at the end of the month, when edits have been taken.
    pub fn person_mut(&mut self, id: ResidentId) -> &mut Person {
        &mut self.people[id.index()]
    }

    /// Residents for whom there is room without growing.
    pub fn capacity(&self) -> usize {
        self.people.capacity()
    }

    /// Ends the making of the city: from now on edits are noted.
    pub fn open(&mut self) {
        self.edited.fill(Edited::Nothing);
    }

    /// Takes the list of residents edited since the last call.
    pub fn take_edits(&mut self) -> Edits {
        std::mem::take(&mut self.edits)
    }

    /// What was edited about a resident on the list; the next edit is a new one.
    #[inline]
    pub fn settle(&mut self, id: ResidentId) -> Edited {
        std::mem::replace(&mut self.edited[id.index()], Edited::Nothing)
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
        self.edits.ids.push(id);
        self.edits.before.push(before);
        id
    }

    /// Adds a resident while the city is made. Everybody is marked as edited already, so that
    /// nothing is kept until [`City::open`].
    pub fn found(&mut self, person: Person) -> ResidentId {
        let id = ResidentId(self.people.len() as u32);
        self.people.push(person);
        self.ties.push(TieRow([NOBODY; MAX_TIES]));
        self.edited.push(Edited::Anything);
        let people = &self.people;
        self.meeting
            .join(MeetingPlaces::of(&person), id, |id| people[id.index()].key);
        id
    }

    /// Brings the rows of residents who will be needed soon into the cache. A load that waits for
    /// memory takes as long as hundreds of instructions; in a loop without anything else many of
    /// them wait together.
    pub fn fetch(&self, ids: impl Iterator<Item = ResidentId>) {
        let mut sum = 0u32;
        for id in ids {
            let place = id.index();
            sum ^= u32::from(self.people[place].ties) ^ self.ties[place].0[0].0;
        }
        std::hint::black_box(sum);
    }

    /// As [`City::fetch`], without their ties.
    pub fn fetch_people(&self, ids: impl Iterator<Item = ResidentId>) {
        let sum = ids.fold(0, |sum, id| sum ^ self.people[id.index()].ties);
        std::hint::black_box(sum);
    }

    /// Ties within the city.
    #[inline]
    pub fn ties(&self, id: ResidentId) -> &[ResidentId] {
        &self.ties[id.index()].0[..usize::from(self.people[id.index()].ties)]
    }

    /// Do two residents know each other already?
    pub fn are_tied(&self, a: ResidentId, b: ResidentId) -> bool {
        self.people[a.index()].partner == b || self.ties(a).contains(&b)
    }

    /// Is there room for one more tie?
    #[inline]
    pub fn has_room(&self, id: ResidentId) -> bool {
        usize::from(self.people[id.index()].ties) < MAX_TIES
    }

    /// Ties two residents. False, and nothing changed, when that cannot be.
    pub fn tie(&mut self, a: ResidentId, b: ResidentId) -> bool {
        if a == b || !self.has_room(a) || !self.has_room(b) || self.are_tied(a, b) {
            return false;
        }
        for (id, other) in [(a, b), (b, a)] {
            let count = usize::from(self.people[id.index()].ties);
            self.ties[id.index()].0[count] = other;
            self.edit_ties(id).ties += 1;
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
            let person = self.edit_ties(id);
            person.ties -= 1;
            let last = usize::from(person.ties);
            self.ties[id.index()].0.swap(at, last);
        }
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
        let partner = self.people[id.index()].partner;
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
            let people = &self.people;
            self.meeting.join(to, id, |id| people[id.index()].key);
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
