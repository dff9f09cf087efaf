//! Where new ties are found: one meeting place per borough, age group and sociability class.
//!
//! Members sit in an open-addressed table at a place that follows from their identity, so that one
//! death or move more in a scenario changes the draws that hit that very place and no others: two
//! scenarios keep meeting the same people. A list that closes its gaps would shift everybody.

use super::{CLASSES, NOBODY, Person, ResidentId};
use crate::vocabulary::{AGE_GROUPS, AgeGroup, BOROUGHS, Borough, Term};

/// Free places per member at the start.
const ROOM: usize = 2;

/// All meeting places of the city.
#[derive(Clone, Debug)]
pub struct MeetingPlaces {
    places: Vec<Place>,
}

#[derive(Clone, Debug)]
struct Place {
    seats: Vec<ResidentId>,
    members: usize,
}

impl Place {
    fn with_room_for(members: usize) -> Self {
        Self {
            seats: vec![NOBODY; (members * ROOM).next_power_of_two().max(16)],
            members: 0,
        }
    }

    fn seat_of(&self, key: u64) -> usize {
        // Fibonacci hashing spreads consecutive identities over the table.
        let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        hash as usize & (self.seats.len() - 1)
    }
}

impl MeetingPlaces {
    /// Empty places with room for the given numbers of members.
    pub fn new(members: impl Fn(Borough, AgeGroup, usize) -> usize) -> Self {
        let mut places = Vec::with_capacity(BOROUGHS * AGE_GROUPS * CLASSES);
        for &borough in Borough::ALL {
            for &group in AgeGroup::ALL {
                for class in 0..CLASSES {
                    places.push(Place::with_room_for(members(borough, group, class)));
                }
            }
        }
        Self { places }
    }

    /// Bytes that they take up.
    pub fn bytes(&self) -> usize {
        let seats = self.places.iter().map(|place| place.seats.capacity());
        seats.sum::<usize>() * size_of::<ResidentId>() + self.places.capacity() * size_of::<Place>()
    }

    fn number(borough: Borough, group: AgeGroup, class: u8) -> usize {
        (borough.index() * AGE_GROUPS + group.index()) * CLASSES + usize::from(class)
    }

    /// The place where a resident is met.
    pub fn of(person: &Person) -> usize {
        Self::number(person.borough, person.age_group(), person.sociability)
    }

    /// Seats a resident. `key_of` gives the identity of those already seated, should the place have
    /// to grow.
    pub fn join(&mut self, place: usize, id: ResidentId, key_of: impl Fn(ResidentId) -> u64) {
        let place = &mut self.places[place];
        if (place.members + 1) * 4 > place.seats.len() * 3 {
            let mut grown = Place::with_room_for(place.seats.len());
            // Seated in the order of identities, so that the new places do not depend on history.
            let mut seated: Vec<ResidentId> = place
                .seats
                .iter()
                .copied()
                .filter(|&member| member != NOBODY)
                .collect();
            seated.sort_unstable_by_key(|&member| key_of(member));
            for member in seated {
                seat(&mut grown, member, key_of(member));
            }
            *place = grown;
        }
        seat(place, id, key_of(id));
    }

    /// Frees the seat of a resident.
    pub fn leave(&mut self, place: usize, id: ResidentId, key: u64) {
        let place = &mut self.places[place];
        let mask = place.seats.len() - 1;
        let start = place.seat_of(key);
        // The probing may have passed seats that are free by now, so it does not stop at them.
        for step in 0..=mask {
            let at = (start + step) & mask;
            if place.seats[at] == id {
                place.seats[at] = NOBODY;
                place.members -= 1;
                return;
            }
        }
        debug_assert!(false, "{id:?} has no seat");
    }

    /// Whoever sits at the place that a random word points at, if anybody.
    #[inline]
    pub fn at(
        &self,
        borough: Borough,
        group: AgeGroup,
        class: u8,
        word: u32,
    ) -> Option<ResidentId> {
        let place = &self.places[Self::number(borough, group, class)];
        let id = place.seats[word as usize & (place.seats.len() - 1)];
        (id != NOBODY).then_some(id)
    }

    /// Members of a place.
    pub fn members(&self, borough: Borough, group: AgeGroup, class: u8) -> usize {
        self.places[Self::number(borough, group, class)].members
    }
}

fn seat(place: &mut Place, id: ResidentId, key: u64) {
    let mask = place.seats.len() - 1;
    let mut at = place.seat_of(key);
    while place.seats[at] != NOBODY {
        at = (at + 1) & mask;
    }
    place.seats[at] = id;
    place.members += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: (Borough, AgeGroup, u8) = (Borough::Noord, AgeGroup::From75, 1);

    fn number() -> usize {
        MeetingPlaces::number(PLACE.0, PLACE.1, PLACE.2)
    }

    fn join(places: &mut MeetingPlaces, id: u32) {
        places.join(number(), ResidentId(id), |id| u64::from(id.0));
    }

    fn at(places: &MeetingPlaces, word: u32) -> Option<ResidentId> {
        places.at(PLACE.0, PLACE.1, PLACE.2, word)
    }

    #[test]
    fn who_leaves_is_no_longer_met_and_the_others_stay_where_they_are() {
        let mut places = MeetingPlaces::new(|_, _, _| 100);
        (0..100).for_each(|id| join(&mut places, id));
        let before: Vec<_> = (0..256).map(|word| at(&places, word)).collect();
        places.leave(number(), ResidentId(40), 40);
        for (word, was) in (0..256).zip(before) {
            let expected = was.filter(|&id| id != ResidentId(40));
            assert_eq!(at(&places, word), expected);
        }
        assert_eq!(places.members(PLACE.0, PLACE.1, PLACE.2), 99);
    }

    #[test]
    fn a_full_place_grows_and_keeps_everybody() {
        let mut places = MeetingPlaces::new(|_, _, _| 4);
        (0..500).for_each(|id| join(&mut places, id));
        let mut found: Vec<_> = (0..2048).filter_map(|word| at(&places, word)).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found.len(), 500);
    }
}
