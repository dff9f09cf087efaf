//! Volunteers are residents: recruited from the willing, they stop, fall ill, move and die.
//!
//! The resilient volunteer far more often than the isolated (§2.6), so the supply shrinks as
//! isolation grows: whether a resident is willing follows from a lasting rank and from his or her
//! present position, not from a rate.

use super::state::{Capacity, ProgrammeState};
use super::{Lever, LeverTable, Programme, Resource, Stage};
use crate::chance::{Purpose, uniform};
use crate::dynamics::World;
use crate::evidence::{Reader, RegistryError};
use crate::population::{CLASSES, Person, ResidentId, pick};
use crate::vocabulary::{
    AgeGroup, Borough, IsolationStatus, Mobility, Outcome, SocialPosition, Support, Term,
};

const RECRUIT: Purpose = Purpose(164);
/// Recruits have draws of their own, under a key that no resident has.
const RECRUITER: u64 = 0xFF << 48;
const MILLION: f64 = 1_000_000.0;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct VolunteerRates {
    willing: [f64; 3],
    /// Age band from which one can become a volunteer.
    youngest: u8,
    /// How many residents are asked before a place stays empty.
    asked: u32,
    pub stop: f64,
    pub matches: u32,
    /// Minutes per volunteer who starts, per new match, per match a month.
    coordination_start: u32,
    pub coordination_match: u32,
    pub coordination_running: u32,
}

impl VolunteerRates {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        let minutes = |id| -> Result<u32, RegistryError> { Ok((reader.number(id)? * 60.0) as u32) };
        Ok(Self {
            willing: reader.list("volunteers.willing")?,
            youngest: Person::band_of(reader.band_age("volunteers.youngest")?),
            asked: reader.count("volunteers.asked")?,
            stop: reader.number("volunteers.stop")?,
            matches: reader.number("volunteers.matches")? as u32,
            coordination_start: minutes("coordination.per_start")?,
            coordination_match: minutes("coordination.per_match")?,
            coordination_running: minutes("coordination.per_match_month")?,
        })
    }

    fn willing(&self, person: &Person, support: Support) -> bool {
        let position = SocialPosition::of(support, person.loneliness);
        f64::from(person.civic_rank) < self.willing[position as usize] * 65536.0
    }
}

/// Can this resident do the work?
fn able(person: &Person, status: IsolationStatus) -> bool {
    person.mobility != Mobility::Housebound && status != IsolationStatus::Isolated
}

impl Programme {
    /// A volunteer stops.
    pub fn volunteer_stops(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
    ) {
        if state.volunteers.contains_key(&id) {
            state.dismiss(world, id);
        }
    }

    /// Volunteers who can no longer do the work stop; new ones start.
    pub fn volunteers(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        levers: &LeverTable,
        capacity: &Capacity,
    ) {
        let unable: Vec<ResidentId> = state
            .volunteers
            .keys()
            .copied()
            .filter(|&id| {
                let person = world.city.person(id);
                !able(person, world.synthesis.cutoffs.status(person))
            })
            .collect();
        for id in unable {
            state.dismiss(world, id);
        }
        let yearly = levers.city(Lever::VolunteersStarting) * capacity.scale;
        state.starting += (yearly / 12.0 * MILLION).round() as u64;
        while state.starting >= MILLION as u64 {
            state.starting -= MILLION as u64;
            let nth = state.started;
            state.started += 1;
            self.recruit(state, world, nth);
        }
    }

    /// Asks residents until a willing one is found. The nth recruit is sought with the nth draws,
    /// so that a scenario with more recruits finds the same first ones.
    fn recruit(&self, state: &mut ProgrammeState, world: &mut World<'_>, nth: u32) {
        let Some(id) = self.find_willing(world, nth) else {
            return;
        };
        let b = world.city.person(id).borough.index();
        let minutes = self.volunteers.coordination_start;
        if state.ledger.left_in_city(Resource::Coordination) < minutes {
            state.ledger.refuse(Resource::Coordination, b, minutes);
            return;
        }
        state.ledger.spend(Resource::Coordination, b, minutes);
        state.volunteers.insert(id, Vec::new());
        world.city.edit(id).volunteer = 1;
        world.count(Outcome::VolunteersStarted, id);
    }

    fn find_willing(&self, world: &World<'_>, nth: u32) -> Option<ResidentId> {
        (0..self.volunteers.asked).find_map(|asked| {
            let words = world
                .draws
                .words(RECRUITER | u64::from(asked), RECRUIT, nth);
            let (borough, group) = place(world, uniform(words[0]));
            let shares: [f64; CLASSES] = std::array::from_fn(|class| {
                let sociability = &world.synthesis.sociability;
                sociability.share(class, borough.index(), group)
            });
            let class = pick(&shares, uniform(words[2])) as u8;
            let id = world.city.meeting.at(borough, group, class, words[1])?;
            let person = world.city.person(id);
            let support = world.synthesis.cutoffs.support(person);
            let status = IsolationStatus::of(support, person.loneliness);
            let free = !person.is_volunteer()
                && person.age_band >= self.volunteers.youngest
                && matches!(Stage::of(person), Stage::Unseen)
                && able(person, status);
            (free && self.volunteers.willing(person, support)).then_some(id)
        })
    }
}

/// A borough and age group, by numbers of residents.
fn place(world: &World<'_>, mut left: f64) -> (Borough, AgeGroup) {
    let shares = &world.synthesis.demography.shares;
    for &borough in Borough::ALL {
        for &group in AgeGroup::ALL {
            let share = shares[borough.index()][group.index()];
            if left < share {
                return (borough, group);
            }
            left -= share;
        }
    }
    (Borough::Pernis, AgeGroup::From75)
}

impl ProgrammeState {
    /// Ends the work of a volunteer; those visited go back to waiting.
    pub(super) fn dismiss(&mut self, world: &mut World<'_>, id: ResidentId) {
        let Some(clients) = self.volunteers.remove(&id) else {
            return;
        };
        world.city.edit(id).volunteer = 0;
        world.count(Outcome::VolunteersStopped, id);
        for client in clients {
            let Some(case) = self.cases.get_mut(&client) else {
                continue;
            };
            case.volunteer = None;
            case.waiting_since = world.month;
            let person = world.city.edit(client);
            person.visited = false;
            if person.present {
                person.active_help = 0;
                person.stage = Stage::Waiting as u8;
            }
        }
    }
}
