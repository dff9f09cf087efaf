//! What the programme knows: cases, volunteers, attention, expertise, and the books of the month.

use std::collections::{BTreeMap, BTreeSet};

use super::attention::Attention;
use super::costs::Bill;
use super::expertise::Expertise;
use super::interventions::Step;
use super::volunteers::Volunteer;
use super::{GroupValues, Ledger, LeverTable, Programme};
use crate::dynamics::World;
use crate::population::{Person, ResidentId};
use crate::vocabulary::{BOROUGHS, GROUPS, IsolationCategory, Profile};

/// Where somebody stands with specialist help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Specialist {
    /// Not referred.
    No,
    /// Waits for a place since this month.
    Waits(i16),
    /// Is helped until this month.
    Until(i16),
    /// Has been helped.
    Past,
}

/// How a resident was when the present help started, or when it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Before {
    pub category: IsolationCategory,
    pub supporters: u8,
    pub problems: u8,
}

/// A resident in view.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Case {
    /// Profile as typed; none before contact.
    pub typed: Option<Profile>,
    /// Was the category recognised?
    pub typed_well: bool,
    /// Was it taken for a lighter one, so that the help falls short?
    pub typed_too_light: bool,
    /// Which part of the pathway the resident waits for or is in.
    pub step: Step,
    /// Month since which the resident waits.
    pub waiting_since: i16,
    /// Month in which the present help or monitoring started.
    pub started: i16,
    /// Month in which the present help ends as planned.
    pub until: i16,
    /// Minutes delivered in the present trajectory.
    pub delivered: u32,
    /// The visiting volunteer.
    pub volunteer: Option<ResidentId>,
    /// Accepts nothing but telephone contact.
    pub only_telephone: bool,
    /// Was matched with another participant of activities.
    pub matched: bool,
    pub specialist: Specialist,
    pub before: Before,
}

impl Case {
    pub fn new(month: i16) -> Self {
        Self {
            typed: None,
            typed_well: false,
            typed_too_light: false,
            step: Step::Entry,
            waiting_since: month,
            started: month,
            until: month,
            delivered: 0,
            volunteer: None,
            only_telephone: false,
            matched: false,
            specialist: Specialist::No,
            before: Before {
                category: IsolationCategory::None,
                supporters: 0,
                problems: 0,
            },
        }
    }
}

/// How far the hours of the last month went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pace {
    /// Of making contact, by advisers, social workers and the outreach team, per borough and group of
    /// residents; 1 is enough.
    pub contact: [GroupValues; 3],
    /// Of coordination for running matches, in the city.
    pub coordination: f64,
}

/// Things that come evenly over the year, in millionths, and how many have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Inflow {
    due: u64,
    pub number: u32,
}

impl Inflow {
    const MILLION: f64 = 1_000_000.0;

    /// A month passes: how many come now.
    pub fn pass(&mut self, yearly: f64) -> u32 {
        self.due += (yearly / 12.0 * Self::MILLION).round() as u64;
        let come = self.due / Self::MILLION as u64;
        self.due -= come * Self::MILLION as u64;
        u32::try_from(come).unwrap_or(u32::MAX)
    }
}

/// All cases and volunteers; plain data, so that a copy is a snapshot.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammeState {
    pub(super) cases: BTreeMap<ResidentId, Case>,
    /// Who has been counted as a client: of professionals, and of volunteers and activities.
    clients: [BTreeSet<ResidentId>; 2],
    pub(super) volunteers: BTreeMap<ResidentId, Volunteer>,
    pub(super) attention: Attention,
    pub(super) expertise: Expertise,
    pub(super) pace: Pace,
    /// Attention of the outreach team: what it has left for searching.
    pub(super) searching: GroupValues,
    pub(super) enquiries: Inflow,
    pub(super) pairs: Inflow,
    /// Pairs of older residents that may still be matched.
    pub(super) pairs_left: u32,
    /// Volunteers who start in this month, for the bill: without and with the academy.
    pub(super) trained: [u32; 2],
    /// Minutes of coordination that go on to the next month, by borough of the account.
    pub(super) carried: [u32; BOROUGHS],
    /// Accounts of the month.
    pub ledger: Ledger,
    /// Costs of the month.
    pub bill: Bill,
}

impl ProgrammeState {
    /// Nobody in view, no volunteers.
    pub fn empty(programme: &Programme, levers: &LeverTable) -> Self {
        Self {
            cases: BTreeMap::new(),
            clients: [BTreeSet::new(), BTreeSet::new()],
            volunteers: BTreeMap::new(),
            attention: Attention::at_start(levers),
            expertise: Expertise::at_start(&programme.expertise),
            pace: Pace {
                contact: [[[0.0; GROUPS]; BOROUGHS]; 3],
                coordination: 1.0,
            },
            searching: [[0.0; GROUPS]; BOROUGHS],
            enquiries: Inflow::default(),
            pairs: Inflow::default(),
            pairs_left: 0,
            trained: [0; 2],
            carried: [0; BOROUGHS],
            ledger: Ledger::default(),
            bill: Bill::default(),
        }
    }

    /// Bytes of what it knows: entries as such, without the room that a tree keeps free.
    pub fn bytes(&self) -> usize {
        let clients: usize = self.clients.iter().map(BTreeSet::len).sum();
        let matched = self.volunteers.values().map(|one| one.clients.capacity());
        size_of::<Self>()
            + self.cases.len() * size_of::<(ResidentId, Case)>()
            + self.volunteers.len() * size_of::<(ResidentId, Volunteer)>()
            + (clients + matched.sum::<usize>()) * size_of::<ResidentId>()
    }

    /// Counts somebody as a client of professionals, or of volunteers and activities. Is it the first
    /// time?
    pub(super) fn is_new_client(&mut self, id: ResidentId, of_professionals: bool) -> bool {
        self.clients[usize::from(!of_professionals)].insert(id)
    }

    /// Checks that matches have two sides, marks agree with lists, and nothing is overspent.
    ///
    /// # Errors
    /// Says what does not hold.
    pub fn check(&self, person_of: impl Fn(ResidentId) -> Person) -> Result<(), String> {
        self.ledger.check()?;
        for (&id, volunteer) in &self.volunteers {
            if usize::from(person_of(id).volunteer) != volunteer.clients.len() + 1 {
                return Err(format!("{id:?} carries another number of matches"));
            }
            for client in &volunteer.clients {
                let case = self.cases.get(client);
                if case.and_then(|case| case.volunteer) != Some(id) {
                    return Err(format!("match {id:?} - {client:?} has one side"));
                }
            }
        }
        for (&client, case) in &self.cases {
            let person = person_of(client);
            if person.visited != case.volunteer.is_some() {
                return Err(format!("{client:?} is visited by nobody, or unmarked"));
            }
            if person.referred != matches!(case.specialist, Specialist::Until(_)) {
                return Err(format!("{client:?} is marked as referred wrongly"));
            }
            if let Some(volunteer) = case.volunteer
                && !self
                    .volunteers
                    .get(&volunteer)
                    .is_some_and(|volunteer| volunteer.clients.contains(&client))
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
            self.close(world, id);
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
        if let Some(at_work) = self.volunteers.get_mut(&volunteer) {
            at_work.clients.retain(|&other| other != client);
            world.city.edit(volunteer).volunteer = at_work.clients.len() as u8 + 1;
        }
    }

    /// Closes a case: nothing of it is left on the resident.
    pub(super) fn close(&mut self, world: &mut World<'_>, id: ResidentId) {
        self.end_match_of(world, id);
        if self.cases.remove(&id).is_some() {
            let person = world.city.edit(id);
            person.stage = super::Stage::Unseen as u8;
            person.active_help = 0;
            person.monitored = false;
            person.referred = false;
        }
    }
}
