//! What results are about: each outcome with its label, kind and unit.

mod facts;
mod list;

use self::facts::FACTS;
use self::list::{AGED, BOOKED};
use super::{
    CHANNELS, CareResult, Channel, INTERVENTIONS, Intervention, IsolationCategory, Label, Profile,
    RESOURCES, RESULTS, Resource, Term,
};

/// How an outcome adds up over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    /// Counted at the end of each month; over a period, the mean of its months.
    Stock,
    /// Counted when it happens; over a period, the sum.
    Flow,
    /// As a flow, but counted per borough and not per age.
    Ledger,
    /// One ledger outcome over another, both summed over the period; per borough and not per age.
    Ratio,
}

/// Unit of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Residents.
    Persons,
    /// Residents x years.
    ResidentYears,
    /// Months.
    Months,
    /// Hours of work.
    Hours,
    /// Euros.
    Euros,
}

impl Unit {
    /// What a reader sees.
    pub const fn label(self) -> Label {
        match self {
            Self::Persons => Label::new("personen", "persons"),
            Self::ResidentYears => Label::new("persoonsjaren", "resident-years"),
            Self::Months => Label::new("maanden", "months"),
            Self::Hours => Label::new("uren", "hours"),
            Self::Euros => Label::new("euro", "euros"),
        }
    }
}

/// An outcome: a single one, or one of a family such as each result for each profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome(u16);

/// First of the outcomes that are counted by borough and not by age.
pub(super) const FIRST_LEDGER: usize = AGED + INTERVENTIONS;
/// Number of outcomes that are no result, profile, channel or resource of their own.
const SINGLE: usize = FIRST_LEDGER + BOOKED;

/// Number of profiles.
pub const PROFILES: usize = 8;
/// Number of categories with help.
const CATEGORIES: usize = 4;
/// Light (threatened, situational) and heavy (structural) categories.
const WEIGHTS: usize = 2;
/// What there was of a resource, what was used, and what was asked for and not there.
const ENTRIES: usize = 3;

const RESULT: usize = SINGLE;
const REACHED: usize = RESULT + RESULTS * PROFILES;
const REPORT: usize = REACHED + PROFILES;
const CATEGORY_STARTED: usize = REPORT + CHANNELS * WEIGHTS;
const CATEGORY_WAITED: usize = CATEGORY_STARTED + CATEGORIES;
const GUIDED: usize = CATEGORY_WAITED + CATEGORIES;
const JOINED: usize = GUIDED + PROFILES;
const ACCOUNT: usize = JOINED + PROFILES;

/// Number of outcomes that a run records; those after them follow from these.
pub const RECORDED: usize = ACCOUNT + RESOURCES * ENTRIES;

const IDLE: usize = RECORDED;
const WAIT: usize = IDLE + RESOURCES;

/// Number of outcomes.
pub const OUTCOMES: usize = WAIT + CATEGORIES + 1;

impl Outcome {
    /// Help of this kind starts.
    pub const fn started(help: Intervention) -> Self {
        Self((AGED + help as usize) as u16)
    }

    /// A result for a resident of this profile.
    pub const fn result_of(result: CareResult, profile: Profile) -> Self {
        Self((RESULT + result as usize * PROFILES + profile as usize) as u16)
    }

    /// A result, whatever the profile.
    pub const fn of_result(result: CareResult) -> Self {
        Self(Self::ThreatAverted.0 + result as u16)
    }

    /// A resident of this profile comes into view.
    pub const fn reached_of(profile: Profile) -> Self {
        Self((REACHED + profile as usize) as u16)
    }

    /// A report through a channel of somebody in a light or a heavy category.
    pub const fn report(channel: Channel, heavy: bool) -> Self {
        Self((REPORT + channel as usize * WEIGHTS + heavy as usize) as u16)
    }

    /// Help starts for a resident of this category (not `None`).
    pub const fn started_of(category: IsolationCategory) -> Self {
        Self((CATEGORY_STARTED + (category as usize).saturating_sub(1)) as u16)
    }

    /// Months waited at the start of help, by category (not `None`).
    pub const fn waited_of(category: IsolationCategory) -> Self {
        Self((CATEGORY_WAITED + (category as usize).saturating_sub(1)) as u16)
    }

    /// Somebody typed as this profile is guided by a professional, for the first time in the run: what Schema 3 counts as a client in individual guidance.
    pub const fn guided_of(profile: Profile) -> Self {
        Self((GUIDED + profile as usize) as u16)
    }

    /// Somebody typed as this profile joins volunteer visits, a match, telephone contact or
    /// activities, for the first time in the run.
    pub const fn joined_of(profile: Profile) -> Self {
        Self((JOINED + profile as usize) as u16)
    }

    /// What there was of a resource.
    pub const fn available(resource: Resource) -> Self {
        Self((ACCOUNT + resource as usize * ENTRIES) as u16)
    }

    /// What was used of a resource.
    pub const fn used(resource: Resource) -> Self {
        Self((ACCOUNT + resource as usize * ENTRIES + 1) as u16)
    }

    /// What was asked of a resource and not there.
    pub const fn short(resource: Resource) -> Self {
        Self((ACCOUNT + resource as usize * ENTRIES + 2) as u16)
    }

    /// What there was of a resource and was not used.
    pub const fn idle(resource: Resource) -> Self {
        Self((IDLE + resource as usize) as u16)
    }

    /// Mean months waited by those whose help began in the period; `None` is for all categories.
    pub const fn mean_wait(category: IsolationCategory) -> Self {
        Self((WAIT + category as usize) as u16)
    }

    /// From which outcomes it follows, if it is not recorded.
    pub fn derived(self) -> Option<Derived> {
        let resource = self.index().checked_sub(IDLE)?;
        if let Some(&resource) = Resource::ALL.get(resource) {
            return Some(Derived::Less(
                Self::available(resource),
                Self::used(resource),
            ));
        }
        let category = IsolationCategory::ALL[self.index() - WAIT];
        Some(if category == IsolationCategory::None {
            Derived::Over(Self::WaitingMonths, Self::HelpStarted)
        } else {
            Derived::Over(Self::waited_of(category), Self::started_of(category))
        })
    }

    /// Is it counted by age? Otherwise by borough only.
    pub fn has_ages(self) -> bool {
        matches!(self.kind(), OutcomeKind::Stock | OutcomeKind::Flow)
    }

    /// Is it about residents in view of the programme, and not about life in the city?
    pub fn is_care(self) -> bool {
        let stocks = Self::InView.0..=Self::WaitingForContact.0;
        stocks.contains(&self.0) || self.0 >= Self::Reached.0
    }

    /// Does it say nothing by borough, because the resource is one pool of the whole city?
    pub fn is_of_the_city(self) -> bool {
        let available = self.index().checked_sub(ACCOUNT).and_then(|place| {
            let resource = Resource::ALL.get(place / ENTRIES)?;
            (place % ENTRIES == 0).then_some(resource)
        });
        let idle = self
            .index()
            .checked_sub(IDLE)
            .and_then(|place| Resource::ALL.get(place));
        available.or(idle).is_some_and(|r| r.is_city_wide())
    }

    /// How it adds up over time.
    pub fn kind(self) -> OutcomeKind {
        FACTS[self.index()].2
    }

    /// Its unit.
    pub fn unit(self) -> Unit {
        FACTS[self.index()].3
    }

    /// Is it also given as a share of the residents of its cell?
    pub fn has_share(self) -> bool {
        self.kind() == OutcomeKind::Stock && self != Self::Population
    }
}

/// How an outcome follows from two others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derived {
    /// The first less the second.
    Less(Outcome, Outcome),
    /// The first over the second, undefined where the second is zero.
    Over(Outcome, Outcome),
}

struct Fact(&'static str, Label, OutcomeKind, Unit);

const EVERY: [Outcome; OUTCOMES] = {
    let mut every = [Outcome(0); OUTCOMES];
    let mut place = 0;
    while place < OUTCOMES {
        every[place] = Outcome(place as u16);
        place += 1;
    }
    every
};

impl Term for Outcome {
    const ALL: &'static [Self] = &EVERY;
    fn index(self) -> usize {
        usize::from(self.0)
    }
    fn id(self) -> &'static str {
        FACTS[self.index()].0
    }
    fn label(self) -> Label {
        FACTS[self.index()].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_its_own_identifier() {
        for &outcome in Outcome::ALL {
            assert_eq!(Outcome::from_id(outcome.id()), Some(outcome));
        }
    }

    #[test]
    fn names_and_facts_stand_in_the_same_order() {
        assert_eq!(FACTS.len(), OUTCOMES);
        assert_eq!(Outcome::Population.id(), "population");
        assert_eq!(Outcome::ManyProblems.id(), "many_problems");
        assert_eq!(
            Outcome::started(Intervention::CarerSupport).id(),
            "started_carer_support"
        );
        assert_eq!(Outcome::VolunteerTimeValue.id(), "volunteer_time_value");
        assert_eq!(Outcome::TrajectoryHours.id(), "trajectory_hours");
        assert_eq!(Outcome::guided_of(Profile::Active).id(), "guided_active");
        assert_eq!(
            Outcome::joined_of(Profile::Survivor).id(),
            "joined_survivor"
        );
        for &result in CareResult::ALL {
            assert_eq!(Outcome::of_result(result).id(), result.id());
        }
        let ended = Outcome::result_of(CareResult::IsolationEnded, Profile::Survivor);
        assert_eq!(ended.id(), "isolation_ended_in_help_survivor");
        assert_eq!(Outcome::reached_of(Profile::Active).id(), "reached_active");
        assert_eq!(
            Outcome::report(Channel::SelfReport, true).id(),
            "reports_self_report_heavy"
        );
        let category = IsolationCategory::StructuralPsychiatric;
        assert_eq!(
            Outcome::waited_of(category).id(),
            "waiting_months_structural_psychiatric"
        );
        assert_eq!(
            Outcome::short(Resource::SpecialistPlaces).id(),
            "specialist_places_short"
        );
    }

    #[test]
    fn what_follows_from_others_names_them() {
        let idle = Outcome::idle(Resource::Advisers);
        assert_eq!(idle.id(), "advisers_idle");
        let of = |resource| (Outcome::available(resource), Outcome::used(resource));
        let (available, used) = of(Resource::Advisers);
        assert_eq!(idle.derived(), Some(Derived::Less(available, used)));
        assert_eq!(available.derived(), None);
        let wait = Outcome::mean_wait(IsolationCategory::StructuralPsychiatric);
        assert_eq!(wait.id(), "waiting_time_structural_psychiatric");
        assert_eq!(
            Outcome::mean_wait(IsolationCategory::None).id(),
            "waiting_time"
        );
        let category = IsolationCategory::StructuralPsychiatric;
        let parts = (Outcome::waited_of(category), Outcome::started_of(category));
        assert_eq!(wait.derived(), Some(Derived::Over(parts.0, parts.1)));
    }

    #[test]
    fn a_pool_of_the_city_has_no_boroughs() {
        assert!(Outcome::idle(Resource::Coordination).is_of_the_city());
        assert!(Outcome::available(Resource::VolunteerTime).is_of_the_city());
        assert!(!Outcome::used(Resource::VolunteerTime).is_of_the_city());
        assert!(!Outcome::idle(Resource::Advisers).is_of_the_city());
        assert!(!Outcome::Isolated.is_of_the_city());
    }
}
