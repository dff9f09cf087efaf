//! Moving within the city and leaving it. A household moves together, so each of two partners
//! carries half of the hazard.

use super::{Process, View, World};
use crate::chance::uniform;
use crate::evidence::{Reader, RegistryError};
use crate::population::ResidentId;
use crate::vocabulary::{AGE_GROUPS, AgeGroup, Borough, Outcome, Term};

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

    pub fn move_within(&self, world: &mut World<'_>, id: ResidentId, ordinal: u32) {
        let [stay, where_to, ..] = world.detail(id, Process::MoveWithin, ordinal);
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
            for (at, other) in ties_of(world, id) {
                if chance_per_tie(world, id, Process::MoveWithin, ordinal, at) < self.tie_cut {
                    world.city.untie(id, other);
                }
            }
        }
    }

    pub fn leave(&self, world: &mut World<'_>, id: ResidentId, ordinal: u32) {
        for leaver in world.household(id) {
            self.depart(world, leaver, ordinal);
        }
    }

    fn depart(&self, world: &mut World<'_>, id: ResidentId, ordinal: u32) {
        world.count(Outcome::LeftCity, id);
        for (at, other) in ties_of(world, id) {
            if chance_per_tie(world, id, Process::LeaveCity, ordinal, at) < self.tie_kept {
                let person = world.city.edit(other);
                person.outside_ties = person.outside_ties.saturating_add(1);
            }
        }
        // Both partners leave, one after the other: nobody is left behind.
        world.city.part(id);
        world.city.remove(id, |_, _| {});
    }
}

/// Ties in the order of identities, each with its place: a draw per place is then the same in
/// every scenario in which the ties are.
fn ties_of(world: &World<'_>, id: ResidentId) -> Vec<(u32, ResidentId)> {
    let mut ties = world.city.ties(id).to_vec();
    ties.sort_unstable_by_key(|&tie| world.city.person(tie).key);
    (0..).zip(ties).collect()
}

fn chance_per_tie(
    world: &World<'_>,
    id: ResidentId,
    process: Process,
    ordinal: u32,
    place: u32,
) -> f64 {
    const SPARE: u32 = 1;
    let batch = SPARE + place / 4;
    uniform(world.detail(id, process, ordinal | batch << 24)[place as usize % 4])
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
