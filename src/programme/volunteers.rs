//! Volunteers are residents: recruited from the willing, they stop, fall ill, move and die.
//!
//! The resilient volunteer far more often than the isolated (§2.6), so the supply shrinks as
//! isolation grows: whether a resident is willing follows from a lasting rank and from his or her
//! present position, not from a rate. Of those who come forward a part is suitable; the academy
//! makes more of them suitable and keeps them longer (§6.6.3).

use super::state::ProgrammeState;
use super::{Census, Lever, LeverTable, Programme, Stage};
use crate::chance::{Purpose, uniform};
use crate::dynamics::{HelpEffect, Process, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::{CLASSES, Person, ResidentId, pick};
use crate::vocabulary::{
    AgeGroup, BOROUGHS, Borough, IsolationStatus, Mobility, Outcome, Resource, SocialPosition,
    Support, Term,
};

const RECRUIT: Purpose = Purpose(164);
const SUITABLE: Purpose = Purpose(169);
/// Recruits have draws of their own, under a key that no resident has.
const RECRUITER: u64 = 0xFF << 48;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct VolunteerRates {
    willing: [f64; 3],
    /// Age band from which one can become a volunteer.
    youngest: u8,
    /// How many residents are asked before a place stays empty.
    asked: u32,
    suitable: [f64; 2],
    stop: f64,
    stop_academy: f64,
    stop_unsupported: f64,
    /// The most that the lever of leaving can be.
    most_leaving: f64,
    /// Matches at a time, on average: one, and for some a second.
    matches: f64,
    /// Months of intake and training before the first match.
    training: i16,
    /// Minutes of coordination per volunteer who starts.
    pub coordination_start: u32,
    pub effect: HelpEffect,
}

/// A volunteer at work.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Volunteer {
    pub clients: Vec<ResidentId>,
    pub specialised: bool,
    from_academy: bool,
    /// Matches at a time, at most.
    most: u32,
    /// Month from which a match can be made.
    ready: i16,
}

impl Volunteer {
    /// How many more matches could be made in a month?
    fn matches(&self, month: i16) -> u32 {
        if self.ready <= month { self.most } else { 0 }
    }
}

impl VolunteerRates {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            willing: reader.list("volunteers.willing")?,
            youngest: Person::band_of(reader.band_age("volunteers.youngest")?),
            asked: reader.count("volunteers.asked")?,
            suitable: reader.list("volunteers.suitable")?,
            stop: reader.number("volunteers.stop")?,
            stop_academy: reader.number("volunteers.stop_academy")?,
            stop_unsupported: reader.number("volunteers.stop_unsupported")?,
            most_leaving: reader.number("volunteers.most_leaving")?,
            matches: reader.number("volunteers.matches")?,
            training: reader.months("volunteers.training_months")? as i16,
            coordination_start: (reader.number("coordination.per_start")? * 60.0) as u32,
            effect: HelpEffect {
                onset: reader.number("volunteers.onset")?,
                ..HelpEffect::NONE
            },
        })
    }

    /// The highest yearly rate at which a volunteer stops. Each time it fires, the volunteer stops
    /// with the chance (rate now / highest rate).
    pub fn highest_stop(&self) -> f64 {
        self.stop * self.most_stopping()
    }

    fn most_stopping(&self) -> f64 {
        self.most_leaving * self.stop_unsupported.max(1.0)
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
    /// The clock of a volunteer fires: does he or she stop?
    pub fn volunteer_stops(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
        ordinal: u32,
        levers: &LeverTable,
    ) {
        let Some(volunteer) = state.volunteers.get(&id) else {
            return;
        };
        let rates = &self.volunteers;
        let lacking = 1.0 - state.pace.coordination;
        let stopping = levers.city(Lever::VolunteersLeaving)
            * (1.0 + (rates.stop_unsupported - 1.0) * lacking)
            * if volunteer.from_academy {
                rates.stop_academy
            } else {
                1.0
            };
        let [word, ..] = world.detail(id, Process::VolunteerStop, ordinal);
        if uniform(word) * rates.most_stopping() < stopping {
            state.dismiss(world, id);
        }
    }

    /// Volunteers who can no longer do the work stop; new ones start.
    pub fn volunteers(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        levers: &LeverTable,
        census: &Census,
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
        state.trained = [0; 2];
        let yearly = levers.city(Lever::VolunteersEnquiries) * census.scale;
        for _ in 0..state.enquiries.pass(yearly) {
            let nth = state.enquiries.number;
            state.enquiries.number += 1;
            self.recruit(state, world, levers, nth);
        }
        let yearly = levers.city(Lever::PeerMatchingPairs) * census.scale;
        state.pairs_left += state.pairs.pass(yearly);
    }

    /// The nth who comes forward is sought with the nth draws, so that a scenario with more of them
    /// finds the same first ones.
    fn recruit(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        levers: &LeverTable,
        nth: u32,
    ) {
        let [suitable, academy, specialised, second] = world.draws.words(RECRUITER, SUITABLE, nth);
        let from_academy = uniform(academy) < levers.city(Lever::VolunteersAcademy);
        if uniform(suitable) >= self.volunteers.suitable[usize::from(from_academy)] {
            return;
        }
        let Some(id) = self.find_willing(world, nth) else {
            return;
        };
        let b = world.city.person(id).borough.index();
        let minutes = self.volunteers.coordination_start;
        if state.ledger.left_in(Resource::Coordination, b) < minutes {
            state.ledger.refuse(Resource::Coordination, b, minutes);
            return;
        }
        state.ledger.spend_in(Resource::Coordination, b, minutes);
        let specialised = uniform(specialised) < levers.city(Lever::VolunteersSpecialised);
        state.volunteers.insert(
            id,
            Volunteer {
                clients: Vec::new(),
                specialised,
                from_academy,
                most: self.volunteers.matches as u32
                    + u32::from(uniform(second) < self.volunteers.matches.fract()),
                ready: world.month.saturating_add(self.volunteers.training),
            },
        );
        state.trained[usize::from(from_academy)] += 1;
        let person = world.city.edit(id);
        person.volunteer = 1;
        person.specialised = specialised;
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

    /// Volunteers with room for one more match, the next one last: regular and specialised.
    pub(super) fn free_volunteers(
        &self,
        state: &ProgrammeState,
        world: &World<'_>,
        purpose: Purpose,
    ) -> [Vec<ResidentId>; 2] {
        let mut free: [Vec<(u32, u32, ResidentId)>; 2] = Default::default();
        for (&id, volunteer) in &state.volunteers {
            let key = world.city.person(id).key;
            let draw = world.draws.word(key, purpose, world.month as u32);
            // Who has no match yet goes before who has one already.
            let most = volunteer.matches(world.month);
            let places = volunteer.clients.len() as u32..most;
            free[usize::from(volunteer.specialised)].extend(places.map(|nth| (nth, draw, id)));
        }
        free.map(|mut list| {
            list.sort_unstable_by(|a, b| b.cmp(a));
            list.into_iter().map(|(_, _, id)| id).collect()
        })
    }

    /// Matches a volunteer with a client; while it lasts, the volunteer is a supporting tie.
    pub(super) fn pair(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
        client: ResidentId,
    ) {
        let Some(volunteer) = state.volunteers.get_mut(&id) else {
            return;
        };
        volunteer.clients.push(client);
        world.city.edit(id).volunteer = volunteer.clients.len() as u8 + 1;
        world.city.edit(client).visited = true;
        if let Some(case) = state.cases.get_mut(&client) {
            case.volunteer = Some(id);
        }
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
    /// Matches that volunteers can hold, in the first borough: they work all over the city (§4.7.6).
    pub(super) fn room_for_matches(&self, month: i16) -> [u32; BOROUGHS] {
        let mut room = [0; BOROUGHS];
        let volunteers = self.volunteers.values();
        room[0] = volunteers.map(|one| one.matches(month)).sum();
        room
    }

    /// Ends the work of a volunteer; those visited go back to waiting.
    pub(super) fn dismiss(&mut self, world: &mut World<'_>, id: ResidentId) {
        let Some(volunteer) = self.volunteers.remove(&id) else {
            return;
        };
        let person = world.city.edit(id);
        person.volunteer = 0;
        person.specialised = false;
        world.count(Outcome::VolunteersStopped, id);
        for client in volunteer.clients {
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
