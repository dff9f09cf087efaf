//! What the programme knows: cases, volunteers, and the capacity of the month.

use std::collections::BTreeMap;

use super::{Ledger, Lever, LeverTable, Programme, Resource};
use crate::dynamics::World;
use crate::population::{Person, ResidentId};
use crate::vocabulary::{BOROUGHS, Borough, Profile, Term};

/// A resident in view.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Case {
    /// Profile as typed; none before contact.
    pub typed: Option<Profile>,
    /// Was the category recognised?
    pub typed_well: bool,
    /// Month since which the resident waits.
    pub waiting_since: i16,
    /// Month in which the present help started.
    pub started: i16,
    /// Month in which the present help ends as planned.
    pub until: i16,
    /// Minutes delivered in the present trajectory.
    pub delivered: u32,
    /// The visiting volunteer.
    pub volunteer: Option<ResidentId>,
    /// Handed over to a volunteer after guidance.
    pub handed_over: bool,
}

impl Case {
    pub fn new(month: i16) -> Self {
        Self {
            typed: None,
            typed_well: false,
            waiting_since: month,
            started: month,
            until: month,
            delivered: 0,
            volunteer: None,
            handed_over: false,
        }
    }
}

/// All cases and volunteers; plain data, so that a copy is a snapshot.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammeState {
    pub(super) cases: BTreeMap<ResidentId, Case>,
    /// Volunteers with the residents whom they visit.
    pub(super) volunteers: BTreeMap<ResidentId, Vec<ResidentId>>,
    /// Volunteers due to start, in millionths.
    pub(super) starting: u64,
    /// Volunteers ever asked to start: numbers their draws.
    pub(super) started: u32,
    /// Accounts of the month.
    pub ledger: Ledger,
}

/// What the month's capacity depends on besides levers.
#[derive(Clone, Copy, Debug)]
pub struct Capacity {
    /// Residents aged 55 and over per borough.
    pub older: [u32; BOROUGHS],
    /// Share of the full city that is simulated.
    pub scale: f64,
}

impl ProgrammeState {
    /// Nobody in view, no volunteers.
    pub fn empty() -> Self {
        Self {
            cases: BTreeMap::new(),
            volunteers: BTreeMap::new(),
            starting: 0,
            started: 0,
            ledger: Ledger::default(),
        }
    }

    /// Checks that matches have two sides, marks agree with lists, and nothing is overspent.
    ///
    /// # Errors
    /// Says what does not hold.
    pub fn check(&self, person_of: impl Fn(ResidentId) -> Person) -> Result<(), String> {
        self.ledger.check()?;
        for (&volunteer, clients) in &self.volunteers {
            if usize::from(person_of(volunteer).volunteer) != clients.len() + 1 {
                return Err(format!("{volunteer:?} carries another number of matches"));
            }
            for client in clients {
                let case = self.cases.get(client);
                if case.and_then(|case| case.volunteer) != Some(volunteer) {
                    return Err(format!("match {volunteer:?} - {client:?} has one side"));
                }
            }
        }
        for (&client, case) in &self.cases {
            if person_of(client).visited != case.volunteer.is_some() {
                return Err(format!("{client:?} is visited by nobody, or unmarked"));
            }
            if let Some(volunteer) = case.volunteer
                && !self
                    .volunteers
                    .get(&volunteer)
                    .is_some_and(|clients| clients.contains(&client))
            {
                return Err(format!("match {volunteer:?} - {client:?} has one side"));
            }
        }
        Ok(())
    }

    /// Forgets residents who died or left, on both sides of a match. To be called before the
    /// programme acts in a month.
    pub fn forget_the_departed(&mut self, world: &mut World<'_>) {
        let gone: Vec<ResidentId> = self
            .cases
            .keys()
            .chain(self.volunteers.keys())
            .copied()
            .filter(|&id| !world.city.person(id).present)
            .collect();
        for id in gone {
            self.end_match_of(world, id);
            self.cases.remove(&id);
            if self.volunteers.contains_key(&id) {
                self.dismiss(world, id);
            }
        }
    }

    /// Takes a client from the volunteer, if he or she has one.
    pub(super) fn end_match_of(&mut self, world: &mut World<'_>, client: ResidentId) {
        let Some(case) = self.cases.get_mut(&client) else {
            return;
        };
        let Some(volunteer) = case.volunteer.take() else {
            return;
        };
        world.city.edit(client).visited = false;
        if let Some(clients) = self.volunteers.get_mut(&volunteer) {
            clients.retain(|&other| other != client);
            world.city.edit(volunteer).volunteer = clients.len() as u8 + 1;
        }
    }

    /// Opens the accounts of the month: what there is of each resource.
    pub(super) fn open_accounts(
        &mut self,
        programme: &Programme,
        levers: &LeverTable,
        capacity: &Capacity,
    ) {
        self.ledger = Ledger::default();
        let per_1000 = |lever: Lever, borough: Borough| {
            levers.get(lever, borough) * f64::from(capacity.older[borough.index()]) / 1000.0
        };
        let mut coordination = 0.0;
        for &borough in Borough::ALL {
            let b = borough.index();
            let minutes = per_1000(Lever::GuidanceHours, borough) * 60.0;
            self.ledger.provide(Resource::Guidance, b, minutes as u32);
            let places = per_1000(Lever::ActivityPlaces, borough) + 0.5;
            self.ledger
                .provide(Resource::ActivityPlaces, b, places as u32);
            coordination += per_1000(Lever::CoordinationHours, borough) * 60.0;
        }
        self.ledger
            .provide_city(Resource::Coordination, coordination as u32);
        let matches = self.volunteers.len() as u32 * programme.volunteers.matches;
        self.ledger.provide_city(
            Resource::VolunteerTime,
            matches * programme.interventions.visits.minutes,
        );
    }
}
