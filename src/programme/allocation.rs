//! Capacity goes to those who wait.
//!
//! The order of the queue is (the policy's priority, a keyed draw, identity): it depends neither on
//! the order of any loop nor on threads. Each resident takes the best-fitting help that has room.

use super::claims::Claims;
use super::interventions::{Bond, Dose, Options, Step};
use super::priority::Priority;
use super::state::{Before, ProgrammeState};
use super::{Census, Client, LeverTable, Programme, Stage};
use crate::chance::Purpose;
use crate::dynamics::World;
use crate::population::ResidentId;
use crate::vocabulary::{
    BOROUGHS, INTERVENTIONS, Intervention, IsolationCategory, Outcome, Profile, Term,
};

const QUEUE: Purpose = Purpose(160);
const MATCH: Purpose = Purpose(161);
const LENGTH: Purpose = Purpose(162);

/// What is left to give while the queue is served.
pub(super) struct Room {
    pub claims: Claims,
    /// Volunteers with room for one more, the next one last: regular and specialised.
    free: [Vec<ResidentId>; 2],
    /// Who waits for another older resident in the own borough, or in one that is as one with it.
    pub peer: [Option<ResidentId>; BOROUGHS],
    /// For each help and borough, the latest arrival who was served.
    latest: [[i16; BOROUGHS]; INTERVENTIONS],
}

impl Programme {
    /// Stops help for which there is no capacity any more, makes contact, serves the queue, and
    /// divides the hours.
    pub fn allocate(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        levers: &LeverTable,
        census: &Census,
    ) {
        self.make_contact(state, world, census);
        let claims = self.commit(state, world);
        let mut room = Room {
            claims,
            free: self.free_volunteers(state, world, MATCH),
            peer: [None; BOROUGHS],
            latest: [[i16::MIN; BOROUGHS]; INTERVENTIONS],
        };
        let queue = self.queue(state, world, levers, census);
        let mut unserved = Vec::new();
        for id in queue {
            if let Some(first_choice) = self.serve(state, world, &mut room, id) {
                unserved.push((id, first_choice));
            }
        }
        self.match_participants(state, world, &mut room);
        count_passed_over(state, world, &room, &unserved);
        self.divide(state, world, &room.claims);
    }

    /// Running help comes first. Where capacity was cut below what runs, the latest to start go back
    /// to waiting.
    fn commit(&self, state: &mut ProgrammeState, world: &mut World<'_>) -> Claims {
        let mut running: Vec<(i16, u32, ResidentId)> = state
            .cases
            .iter()
            .filter(|(id, _)| {
                let stage = Stage::of(world.city.person(**id));
                matches!(stage, Stage::Help | Stage::Monitoring)
            })
            .map(|(&id, case)| (case.started, order(world, id), id))
            .collect();
        running.sort_unstable();
        let mut claims = Claims::new(state.ledger.pools(), self.pathway.slowest_pace);
        for (_, _, id) in running {
            let person = world.city.person(id);
            let client = client(state, world, id);
            let uses = match Intervention::from_mark(person.active_help) {
                Some(help) => self.interventions.design(help).uses.as_slice(),
                None => &self.monitoring.uses,
            };
            let monitored = person.monitored;
            let goes_on = uses
                .iter()
                .filter(|used| used.vital)
                .all(|used| claims.goes_on(&state.ledger, used, client));
            if goes_on {
                for used in uses {
                    claims.add(used.resource, client, used.monthly);
                }
            } else if monitored {
                self.stop_monitoring(world, id);
            } else {
                self.stop_help(state, world, id, Stage::Waiting);
            }
        }
        claims
    }

    fn queue(
        &self,
        state: &ProgrammeState,
        world: &mut World<'_>,
        levers: &LeverTable,
        census: &Census,
    ) -> Vec<ResidentId> {
        let policy = Priority::of(levers);
        let cutoffs = &world.synthesis.cutoffs;
        let mut queue = Vec::new();
        let mut leaving = Vec::new();
        for (&id, case) in &state.cases {
            let person = world.city.person(id);
            if Stage::of(person) != Stage::Waiting {
                continue;
            }
            let category = cutoffs.category(person);
            let follow_up = case.step == Step::FollowUp;
            let waited = world.month - case.waiting_since;
            if follow_up && waited > self.pathway.follow_up_months {
                leaving.push((id, Stage::Aftercare));
            } else if !follow_up && category == IsolationCategory::None {
                // Whoever is neither isolated nor threatened any more needs no help any more.
                leaving.push((id, Stage::Known));
            } else {
                let status = cutoffs.status(person);
                let rank = policy.rank(category, status, person, case, census);
                queue.push((rank, order(world, id), id));
            }
        }
        for (id, stage) in leaving {
            world.city.edit(id).stage = stage as u8;
        }
        in_order(queue)
    }

    /// What somebody who waits may get, first choice first.
    fn options(&self, state: &ProgrammeState, world: &World<'_>, id: ResidentId) -> Options {
        let case = &state.cases[&id];
        let Some(profile) = case.typed else {
            return Options::new();
        };
        if case.only_telephone {
            return Options::from_iter([Intervention::TelephoneContact]);
        }
        let person = world.city.person(id);
        let of = |step| self.interventions.options(profile, step, person);
        let mut options = of(case.step);
        // For the heavy categories and migrants the entry comes first; others may go past it.
        let past = !profile.is_heavy() && !person.migrant;
        if case.step == Step::Entry && (past || options.is_empty()) {
            options.extend(of(Step::Main));
        }
        options
    }

    /// Gives the best-fitting help that has room. Who stays waiting is told by the first choice.
    fn serve(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        room: &mut Room,
        id: ResidentId,
    ) -> Option<Intervention> {
        let options = self.options(state, world, id);
        let Some(&first_choice) = options.first() else {
            self.end_of_offer(state, world, id);
            return None;
        };
        let client = client(state, world, id);
        let actual = world.synthesis.cutoffs.profile(world.city.person(id));
        for &help in &options {
            let design = self.interventions.design(help);
            let fits = |used| room.claims.fits(&state.ledger, used, client);
            if help.is_refused_by(actual) || !design.uses.iter().all(fits) {
                continue;
            }
            match design.bond {
                Bond::Nobody => {}
                Bond::Volunteer => match self.take_volunteer(room, state.cases[&id].typed, id) {
                    Some(volunteer) => self.pair(state, world, volunteer, id),
                    None => continue,
                },
                Bond::Peer => match self.take_peer(state, world, room, id) {
                    Some(peer) => self.start(state, world, room, help, peer),
                    None => continue,
                },
            }
            self.start(state, world, room, help, id);
            return None;
        }
        for used in &self.interventions.design(first_choice).uses {
            let borough = client.borough;
            state.ledger.refuse(used.resource, borough, used.monthly);
        }
        Some(first_choice)
    }

    /// A volunteer with room: a specialised one for the hopeful and survivors.
    fn take_volunteer(
        &self,
        room: &mut Room,
        typed: Option<Profile>,
        client: ResidentId,
    ) -> Option<ResidentId> {
        let specialised = typed.is_some_and(Profile::is_heavy);
        let free = &mut room.free[usize::from(specialised)];
        if free.last() == Some(&client) {
            return None;
        }
        free.pop()
    }

    pub(super) fn start(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        room: &mut Room,
        help: Intervention,
        id: ResidentId,
    ) {
        let month = world.month;
        let person = *world.city.person(id);
        let client = client(state, world, id);
        let design = self.interventions.design(help);
        for used in &design.uses {
            let claim = used.monthly + used.at_start;
            room.claims.add(used.resource, client, claim);
        }
        let length = match design.dose {
            Dose::Minutes(_) => i16::MAX / 2,
            Dose::Months([shortest, longest]) => {
                let draw = world.draws.uniform(person.key, LENGTH, month as u32);
                (shortest + (longest - shortest + 1.0) * draw) as i16
            }
        };
        let category = world.synthesis.cutoffs.category(&person);
        let Some(case) = state.cases.get_mut(&id) else {
            return;
        };
        let fits = case.typed.map_or(&[][..], |profile| help.fits(profile));
        let from = case.step;
        if let Some(step) = fits
            .iter()
            .map(|fit| fit.step)
            .filter(|&step| step >= from)
            .min()
        {
            case.step = step;
        }
        let client_of = help.client_of(case.typed);
        case.started = month;
        case.until = month.saturating_add(length);
        case.delivered = 0;
        case.before = Before {
            category,
            // A tie or a visit that this help brings is a gain.
            supporters: person.supporters()
                - u8::from(person.visited)
                - u8::from(design.bond == Bond::Peer),
            problems: person.problems,
        };
        let waited = u32::try_from(month - case.waiting_since).unwrap_or(0);
        let latest = &mut room.latest[help.index()][client.borough];
        *latest = case.waiting_since.max(*latest);
        let person = world.city.edit(id);
        person.stage = Stage::Help as u8;
        person.active_help = help.mark();
        world.count(Outcome::HelpStarted, id);
        world.count(Outcome::started(help), id);
        if let Some(client) = client_of
            && state.is_new_client(id, help.is_individual())
        {
            world.count(client, id);
        }
        world.count_many(Outcome::WaitingMonths, id, waited);
        if category != IsolationCategory::None {
            world.count(Outcome::started_of(category), id);
            world.count_many(Outcome::waited_of(category), id, waited);
        }
    }

    /// Divides the hours over all who are in help or followed.
    fn divide(&self, state: &mut ProgrammeState, world: &World<'_>, claims: &Claims) {
        let mut drawn = Vec::new();
        for (&id, case) in &mut state.cases {
            let person = world.city.person(id);
            let client = Client::of(person, case.typed, &world.synthesis.cutoffs);
            let (uses, starts) = match Intervention::from_mark(person.active_help) {
                Some(help) => (
                    self.interventions.design(help).uses.as_slice(),
                    case.started == world.month,
                ),
                // The first month has been paid when it started.
                None if person.monitored && case.started < world.month => {
                    (self.monitoring.uses.as_slice(), false)
                }
                None => continue,
            };
            for (place, used) in uses.iter().enumerate() {
                let claim = used.monthly + if starts { used.at_start } else { 0 };
                let given = claims.share(&state.ledger, used.resource, client, claim);
                if place == 0 {
                    case.delivered += given;
                }
                drawn.push((used.resource, client, given, claim - given));
            }
        }
        let coordination = crate::vocabulary::Resource::Coordination;
        let claimed = claims.wanted(coordination, 0);
        let given = claims.share_of_pool(&state.ledger, coordination, 0, claimed);
        state.pace.coordination = if claimed == 0 {
            1.0
        } else {
            f64::from(given) / f64::from(claimed)
        };
        for (resource, client, given, lacking) in drawn {
            state.ledger.spend(resource, client, given);
            state.ledger.refuse(resource, client.borough, lacking);
        }
    }
}

/// Residents by priority, then by draw; identity settles the rest, so that no two are equal.
fn in_order(mut queue: Vec<([i64; 4], u32, ResidentId)>) -> Vec<ResidentId> {
    queue.sort_unstable();
    queue.into_iter().map(|(_, _, id)| id).collect()
}

/// Who waited longer than somebody who was helped with the same this month was passed over.
fn count_passed_over(
    state: &ProgrammeState,
    world: &mut World<'_>,
    room: &Room,
    unserved: &[(ResidentId, Intervention)],
) {
    for &(id, help) in unserved {
        let b = world.city.person(id).borough.index();
        if state.cases[&id].waiting_since < room.latest[help.index()][b] {
            world.count(Outcome::PassedOver, id);
        }
    }
}

/// A resident in care, as the books see him or her.
pub(super) fn client(state: &ProgrammeState, world: &World<'_>, id: ResidentId) -> Client {
    let typed = state.cases.get(&id).and_then(|case| case.typed);
    Client::of(world.city.person(id), typed, &world.synthesis.cutoffs)
}

/// A resident's place among equals in the queue.
pub(super) fn order(world: &World<'_>, id: ResidentId) -> u32 {
    world.draws.word(world.city.person(id).key, QUEUE, 0)
}

#[cfg(test)]
mod tests {
    use rand::rngs::StdRng;
    use rand::seq::SliceRandom;
    use rand::{RngExt, SeedableRng};

    use super::in_order;
    use crate::population::ResidentId;

    #[test]
    fn the_queue_is_the_same_for_any_order_of_residents() {
        let mut random = StdRng::seed_from_u64(160);
        for _ in 0..200 {
            // Few values, so that many residents are equal in priority and in draw.
            let mut queue: Vec<([i64; 4], u32, ResidentId)> = (0..50)
                .map(|place| {
                    let rank = [random.random_range(0..4), random.random_range(0..2), 0, 0];
                    (rank, random.random_range(0..3), ResidentId(place))
                })
                .collect();
            let served = in_order(queue.clone());
            queue.shuffle(&mut random);
            assert_eq!(in_order(queue.clone()), served);
            let key = |id: &ResidentId| {
                queue
                    .iter()
                    .find(|entry| entry.2 == *id)
                    .map(|e| (e.0, e.1))
            };
            assert!(served.windows(2).all(|pair| key(&pair[0]) <= key(&pair[1])));
        }
    }
}
