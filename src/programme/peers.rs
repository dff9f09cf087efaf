//! Matches between two older residents of a borough (§4.7.3, §4.7.7, §5.2.1): whoever waits for one is
//! matched with another who waits, and activities are where most of them arise: participants get to
//! know each other there, are matched, and go on taking part.

use super::allocation::{Room, client, order};
use super::interventions::{Dose, Use};
use super::state::ProgrammeState;
use super::{Programme, Stage};
use crate::dynamics::World;
use crate::population::ResidentId;
use crate::vocabulary::{Intervention, Outcome, Resource, Term};

impl Programme {
    /// Another older resident of the borough who waits for a match; or the resident waits for one.
    pub(super) fn take_peer(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        room: &mut Room,
        id: ResidentId,
    ) -> Option<ResidentId> {
        if state.pairs_left == 0 {
            return None;
        }
        let b = world.city.person(id).borough.index();
        let b = state.ledger.pools().near(b);
        let Some(other) = room.peer[b].take() else {
            room.peer[b] = Some(id);
            return None;
        };
        let is_free =
            takes_part(world, other) || Stage::of(world.city.person(other)) == Stage::Waiting;
        if !is_free || !world.city.tie(id, other) {
            room.peer[b] = Some(id);
            return None;
        }
        state.pairs_left -= 1;
        Some(other)
    }

    /// Matches participants in activities, with whoever is left waiting for a match and with each
    /// other.
    pub(super) fn match_participants(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        room: &mut Room,
    ) {
        if state.pairs_left == 0 {
            return;
        }
        let mut participants: Vec<(u32, ResidentId)> = state
            .cases
            .iter()
            .filter(|(id, case)| {
                let fits = |profile| !Intervention::PeerMatch.fits(profile).is_empty();
                !case.matched && takes_part(world, **id) && case.typed.is_some_and(fits)
            })
            .map(|(&id, _)| (order(world, id), id))
            .collect();
        participants.sort_unstable();
        for (_, id) in participants {
            let client = client(state, world, id);
            let uses = self.beside_activities();
            if !room.claims.fits(&state.ledger, &uses, client) {
                continue;
            }
            let Some(other) = self.take_peer(state, world, room, id) else {
                continue;
            };
            self.match_beside_activities(state, world, id);
            if takes_part(world, other) {
                self.match_beside_activities(state, world, other);
            } else {
                self.start(state, world, room, Intervention::PeerMatch, other);
            }
        }
    }

    /// All the coordination that a match of a participant takes, at once: the coordinator is there.
    pub(super) fn beside_activities(&self) -> Use {
        let design = self.interventions.design(Intervention::PeerMatch);
        let months = match design.dose {
            Dose::Months([shortest, _]) => shortest as u32,
            Dose::Minutes(_) => 1,
        };
        let uses = design.uses.iter();
        Use {
            resource: Resource::Coordination,
            monthly: 0,
            at_start: uses.map(|used| used.at_start + used.monthly * months).sum(),
            vital: false,
        }
    }

    fn match_beside_activities(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
    ) {
        let used = self.beside_activities();
        let client = client(state, world, id);
        state.ledger.draw(used.resource, client, used.at_start);
        if let Some(case) = state.cases.get_mut(&id) {
            case.matched = true;
        }
        world.count(Outcome::started(Intervention::PeerMatch), id);
    }
}

/// Does a resident take part in activities?
fn takes_part(world: &World<'_>, id: ResidentId) -> bool {
    world.city.person(id).active_help == Intervention::GroupActivities.mark()
}
