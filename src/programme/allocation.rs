//! Capacity goes to those who wait.
//!
//! The order of the queue is (the policy's priority, a keyed draw, identity): it depends neither on
//! the order of any loop nor on threads. Each resident takes the best-fitting help that has room.

use super::interventions::Intervention;
use super::pathway::choices;
use super::state::{Capacity, ProgrammeState};
use super::{Lever, LeverTable, Programme, Resource, Stage};
use crate::chance::Purpose;
use crate::dynamics::World;
use crate::population::{Person, ResidentId};
use crate::vocabulary::{BOROUGHS, IsolationCategory, IsolationStatus, Outcome, Term};

const QUEUE: Purpose = Purpose(160);
const MATCH: Purpose = Purpose(161);

/// Priority policies, in the order of the registry's choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Priority {
    FirstCome,
    LightFirst,
    HeavyFirst,
    LongestIsolated,
}

impl Priority {
    fn of(levers: &LeverTable) -> Self {
        const ALL: [Priority; 4] = [
            Priority::FirstCome,
            Priority::LightFirst,
            Priority::HeavyFirst,
            Priority::LongestIsolated,
        ];
        ALL[(levers.city(Lever::Priority) as usize).min(ALL.len() - 1)]
    }

    /// Lower goes first.
    fn rank(self, category: IsolationCategory, person: &Person, since: i16, isolated: bool) -> i16 {
        match self {
            Self::FirstCome => since,
            Self::LightFirst => category.index() as i16,
            Self::HeavyFirst => -(category.index() as i16),
            Self::LongestIsolated if isolated => person.isolated_since,
            Self::LongestIsolated => i16::MAX,
        }
    }
}

/// Room left while the queue is served.
struct Room {
    guidance_running: [u32; BOROUGHS],
    places_taken: [u32; BOROUGHS],
    /// Volunteers with room for one more, the next one last.
    free_volunteers: Vec<ResidentId>,
}

impl Programme {
    /// Opens the month's accounts, stops help for which there is no capacity any more, and serves
    /// the queue.
    pub fn allocate(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        levers: &LeverTable,
        capacity: &Capacity,
    ) {
        state.open_accounts(self, levers, capacity);
        let mut room = self.commit(state, world);
        for id in self.queue(state, world, levers) {
            self.serve(state, world, &mut room, id);
        }
    }

    /// Running help comes first. Where capacity was cut below what runs, the latest to start go
    /// back to waiting.
    fn commit(&self, state: &mut ProgrammeState, world: &mut World<'_>) -> Room {
        let mut running: Vec<(i16, u32, ResidentId)> = state
            .cases
            .iter()
            .filter(|(id, _)| Stage::of(world.city.person(**id)) == Stage::Help)
            .map(|(&id, case)| (case.started, order(world, id), id))
            .collect();
        running.sort_unstable();
        let mut room = Room {
            guidance_running: [0; BOROUGHS],
            places_taken: [0; BOROUGHS],
            free_volunteers: self.free_volunteers(state, world),
        };
        for (_, _, id) in running {
            let person = world.city.person(id);
            let b = person.borough.index();
            let goes_on = match Intervention::from_mark(person.active_help) {
                Some(Intervention::GroupActivities) => {
                    let places = state.ledger.borough(Resource::ActivityPlaces, b).available;
                    room.places_taken[b] += 1;
                    room.places_taken[b] <= places
                }
                Some(Intervention::ShortGuidance) => {
                    room.guidance_running[b] += 1;
                    state.ledger.borough(Resource::Guidance, b).available > 0
                }
                Some(Intervention::VolunteerVisits) => {
                    let minutes = self.volunteers.coordination_running;
                    let paid = minutes.min(state.ledger.left_in_city(Resource::Coordination));
                    state.ledger.spend(Resource::Coordination, b, paid);
                    state
                        .ledger
                        .refuse(Resource::Coordination, b, minutes - paid);
                    true
                }
                None => false,
            };
            if !goes_on {
                match Intervention::from_mark(world.city.person(id).active_help) {
                    Some(Intervention::GroupActivities) => room.places_taken[b] -= 1,
                    Some(Intervention::ShortGuidance) => room.guidance_running[b] -= 1,
                    Some(Intervention::VolunteerVisits) | None => {}
                }
                self.stop_help(state, world, id, Stage::Waiting);
            }
        }
        room
    }

    /// Volunteers with room for one more match, in the order of a keyed draw.
    fn free_volunteers(&self, state: &ProgrammeState, world: &World<'_>) -> Vec<ResidentId> {
        let month = world.month as u32;
        let mut free: Vec<(u32, u32, ResidentId)> = state
            .volunteers
            .iter()
            .flat_map(|(&id, clients)| {
                let key = world.city.person(id).key;
                let draw = world.draws.word(key, MATCH, month);
                // Who has no match yet goes before who has one already.
                (clients.len() as u32..self.volunteers.matches).map(move |nth| (nth, draw, id))
            })
            .collect();
        free.sort_unstable_by(|a, b| b.cmp(a));
        free.into_iter().map(|(_, _, id)| id).collect()
    }

    fn queue(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        levers: &LeverTable,
    ) -> Vec<ResidentId> {
        let policy = Priority::of(levers);
        let cutoffs = &world.synthesis.cutoffs;
        let mut queue = Vec::new();
        let mut recovered = Vec::new();
        for (&id, case) in &state.cases {
            let person = world.city.person(id);
            if Stage::of(person) != Stage::Waiting {
                continue;
            }
            let category = cutoffs.category(person);
            if category == IsolationCategory::None && !case.handed_over {
                recovered.push(id);
                continue;
            }
            let isolated = cutoffs.status(person) == IsolationStatus::Isolated;
            let rank = policy.rank(category, person, case.waiting_since, isolated);
            queue.push((rank, order(world, id), id));
        }
        // Whoever is neither isolated nor threatened any more needs no help any more.
        for id in recovered {
            world.city.edit(id).stage = Stage::Aftercare as u8;
        }
        queue.sort_unstable();
        queue.into_iter().map(|(_, _, id)| id).collect()
    }

    /// Gives the best-fitting help that has room, or notes what was refused.
    fn serve(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        room: &mut Room,
        id: ResidentId,
    ) {
        let case = &state.cases[&id];
        let Some(profile) = case.typed else { return };
        let fitting = if case.handed_over {
            vec![Intervention::VolunteerVisits]
        } else {
            choices(profile)
        };
        let b = world.city.person(id).borough.index();
        // The typing may be wrong; a volunteer who visits a compensator or an outsider is turned
        // away at the door (§3.6.3).
        let actual = world.synthesis.cutoffs.profile(world.city.person(id));
        for &intervention in &fitting {
            if !intervention.is_refused_by(actual)
                && self.has_room(state, room, intervention, b, id)
            {
                self.start(state, world, room, intervention, id);
                return;
            }
        }
        let (resource, amount) = match fitting.first() {
            Some(Intervention::GroupActivities) => (Resource::ActivityPlaces, 1),
            Some(Intervention::ShortGuidance) => (
                Resource::Guidance,
                self.interventions.guidance.minutes_a_month(),
            ),
            Some(Intervention::VolunteerVisits) => {
                (Resource::VolunteerTime, self.interventions.visits.minutes)
            }
            None => return,
        };
        state.ledger.refuse(resource, b, amount);
    }

    fn has_room(
        &self,
        state: &ProgrammeState,
        room: &Room,
        intervention: Intervention,
        borough: usize,
        client: ResidentId,
    ) -> bool {
        match intervention {
            Intervention::GroupActivities => {
                let places = state.ledger.borough(Resource::ActivityPlaces, borough);
                room.places_taken[borough] < places.available
            }
            Intervention::ShortGuidance => {
                let guidance = &self.interventions.guidance;
                let minutes = state.ledger.borough(Resource::Guidance, borough).available;
                let needed = f64::from(room.guidance_running[borough] + 1)
                    * f64::from(guidance.minutes_a_month())
                    * guidance.slowest_pace;
                f64::from(minutes) >= needed
            }
            Intervention::VolunteerVisits => {
                let left = state.ledger.left_in_city(Resource::Coordination);
                left >= self.volunteers.coordination_match
                    && room.free_volunteers.last().is_some_and(|&id| id != client)
            }
        }
    }

    fn start(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        room: &mut Room,
        intervention: Intervention,
        id: ResidentId,
    ) {
        let month = world.month;
        let b = world.city.person(id).borough.index();
        let mut volunteer = None;
        match intervention {
            Intervention::GroupActivities => room.places_taken[b] += 1,
            Intervention::ShortGuidance => room.guidance_running[b] += 1,
            Intervention::VolunteerVisits => {
                volunteer = room.free_volunteers.pop();
                let minutes = self.volunteers.coordination_match;
                state.ledger.spend(Resource::Coordination, b, minutes);
            }
        }
        let length = self.planned_months(intervention, world, id);
        let Some(case) = state.cases.get_mut(&id) else {
            return;
        };
        case.started = month;
        case.until = month + length;
        case.delivered = 0;
        case.volunteer = volunteer;
        case.handed_over = false;
        let waited = u32::try_from(month - case.waiting_since).unwrap_or(0);
        if let Some(volunteer) = volunteer
            && let Some(clients) = state.volunteers.get_mut(&volunteer)
        {
            clients.push(id);
            world.city.edit(volunteer).volunteer = clients.len() as u8 + 1;
        }
        let person = world.city.edit(id);
        person.stage = Stage::Help as u8;
        person.active_help = intervention.mark();
        person.visited = volunteer.is_some();
        world.count(Outcome::HelpStarted, id);
        world.count(intervention.started(), id);
        world.count_many(Outcome::WaitingMonths, id, waited);
    }
}

/// A resident's place among equals in the queue.
fn order(world: &World<'_>, id: ResidentId) -> u32 {
    world.draws.word(world.city.person(id).key, QUEUE, 0)
}
