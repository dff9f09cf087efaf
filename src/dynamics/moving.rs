//! Moving within the city and leaving it. A household moves together, so each of two partners
//! carries half of the hazard.

use super::{Event, Process, View, World};
use crate::chance::uniform;
use crate::evidence::{Reader, RegistryError};
use crate::population::{MAX_TIES, NOBODY, ResidentId};
use crate::vocabulary::{AGE_GROUPS, AgeGroup, Borough, Outcome, RecordedAge, Term};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moving {
    within: [f64; AGE_GROUPS],
    away: [f64; AGE_GROUPS],
    same_borough: f64,
    tie_cut: f64,
    tie_kept: f64,
}

impl Moving {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            within: reader.per::<AgeGroup, AGE_GROUPS>("moving.within")?,
            away: reader.per::<AgeGroup, AGE_GROUPS>("moving.away")?,
            same_borough: reader.number("moving.same_borough")?,
            tie_cut: reader.number("moving.tie_cut")?,
            tie_kept: reader.number("moving.tie_kept")?,
        })
    }

    fn per_mover(view: &View<'_>) -> f64 {
        if view.person.has_partner() { 0.5 } else { 1.0 }
    }

    pub fn within(&self, view: &View<'_>) -> f64 {
        self.within[view.group] * Self::per_mover(view)
    }

    pub fn away(&self, view: &View<'_>) -> f64 {
        self.away[view.group] * Self::per_mover(view)
    }

    /// Yearly chance that a tie ends because this resident moves within the city.
    pub fn tie_cut_by_move(&self, view: &View<'_>) -> f64 {
        self.within[view.group] * (1.0 - self.same_borough) * self.tie_cut
    }

    /// Yearly chance that the other end loses a tie because this resident leaves or moves.
    pub fn tie_lost_by_other(&self, view: &View<'_>) -> f64 {
        self.away[view.group] * (1.0 - self.tie_kept) + self.tie_cut_by_move(view)
    }

    pub fn move_within(&self, world: &mut World<'_>, event: &Event) {
        let &Event { id, ordinal, .. } = event;
        let [stay, where_to, _] = event.words;
        let here = world.city.person(id).borough;
        let to = if uniform(stay) < self.same_borough {
            here
        } else {
            elsewhere(world, here, uniform(where_to))
        };
        for mover in world.household(id) {
            world.count(Outcome::MovedWithin, mover);
            self.settle(world, mover, to, ordinal);
        }
    }

    fn settle(&self, world: &mut World<'_>, id: ResidentId, to: Borough, ordinal: u32) {
        let (month, sociability) = (world.month, &world.synthesis.sociability);
        let moves = world.city.person(id).borough != to;
        world.city.reseat(id, |person| {
            person.moved = month;
            person.borough = to;
            let group = person.age_group();
            person.sociability = sociability.class_of(person.sociability_rank, to.index(), group);
        });
        if moves {
            for (chance, other) in ties_of(world, id, Process::MoveWithin, ordinal) {
                if chance < self.tie_cut {
                    world.city.untie(id, other);
                }
            }
        }
    }

    pub fn leave(&self, world: &mut World<'_>, event: &Event) {
        let &Event { id, ordinal, .. } = event;
        let [stays, ..] = event.words;
        let is_older = world.city.person(id).recorded_age() >= RecordedAge::From55To64;
        if is_older && uniform(stays) < world.older_staying {
            return;
        }
        for leaver in world.household(id) {
            self.depart(world, leaver, ordinal);
        }
    }

    fn depart(&self, world: &mut World<'_>, id: ResidentId, ordinal: u32) {
        world.count(Outcome::LeftCity, id);
        for (chance, other) in ties_of(world, id, Process::LeaveCity, ordinal) {
            if chance < self.tie_kept {
                world.city.tie_outside(other);
            }
        }
        // Both partners leave, one after the other: nobody is left behind.
        world.city.part(id);
        world.city.remove(id, |_, _| {});
    }
}

/// Ties in the order of identities, each with a uniform number of its own that is the same in every
/// scenario in which the ties are. (A position is as stable as an identity.)
fn ties_of(
    world: &World<'_>,
    id: ResidentId,
    process: Process,
    ordinal: u32,
) -> impl Iterator<Item = (f64, ResidentId)> + use<> {
    let ties = world.city.ties(id);
    let mut sorted = [NOBODY; MAX_TIES];
    sorted[..ties.len()].copy_from_slice(ties);
    // Nobody stands after everybody.
    sorted.sort_unstable();
    let mut words = [[0; 4]; MAX_TIES / 4];
    for (batch, words) in (1..).zip(&mut words[..ties.len().div_ceil(4)]) {
        *words = world.detail(id, process, ordinal | batch << 24);
    }
    let words = words.into_iter().flatten().map(uniform);
    words.zip(sorted).take(ties.len())
}

/// Another borough, by numbers of residents.
fn elsewhere(world: &World<'_>, here: Borough, uniform: f64) -> Borough {
    let residents = |borough: Borough| -> f64 {
        if borough == here {
            return 0.0;
        }
        world.synthesis.demography.shares[borough.index()]
            .iter()
            .sum()
    };
    let total: f64 = Borough::ALL.iter().map(|&borough| residents(borough)).sum();
    let mut left = uniform * total;
    let mut chosen = here;
    for &borough in Borough::ALL {
        let share = residents(borough);
        if share > 0.0 {
            chosen = borough;
            if left < share {
                break;
            }
            left -= share;
        }
    }
    chosen
}
