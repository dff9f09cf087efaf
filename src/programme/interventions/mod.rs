//! Interventions: one file each, which says for whom it is, what it uses, how long it lasts, what it
//! changes and how it ends (Schemas 2 and 4, §3.6).
//!
//! Adding one means a file here with its `mod` line below, its entries in the registry, and a line in
//! the list of [`Intervention`].

mod carer_support;
mod group_activities;
mod long_guidance;
mod peer_match;
mod practical_help;
mod short_guidance;
mod telephone_contact;
mod volunteer_visits;

use arrayvec::ArrayVec;

use crate::dynamics::HelpEffect;
use crate::evidence::{Reader, RegistryError};
use crate::population::Person;
use crate::vocabulary::{
    Care, CareResult, INTERVENTIONS, Intervention, Outcome, Profile, Resource, Term,
    for_each_intervention,
};

/// Which part of the pathway an intervention belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// What opens the door: practical help.
    Entry,
    /// The help itself.
    Main,
    /// What may come after it.
    FollowUp,
}

/// What may be offered to somebody, first choice first: of two steps at most.
pub(super) type Options = ArrayVec<Intervention, { 2 * INTERVENTIONS }>;

/// How an intervention fits a profile: in which step, and 1 for the first choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    pub step: Step,
    pub rank: u8,
}

impl Fit {
    const fn entry(rank: u8) -> Self {
        Self {
            step: Step::Entry,
            rank,
        }
    }

    const fn main(rank: u8) -> Self {
        Self {
            step: Step::Main,
            rank,
        }
    }

    const fn follow_up(rank: u8) -> Self {
        Self {
            step: Step::FollowUp,
            rank,
        }
    }
}

/// What a resident must have, besides the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Nothing,
    /// Practical problems: any in the heavy categories and for migrants, many in the light ones.
    Problems,
    /// Gives intensive informal care.
    IntensiveCare,
}

/// What of a resource is used: minutes, or places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Use {
    pub resource: Resource,
    pub monthly: u32,
    pub at_start: u32,
    /// Does running help stop without it?
    pub vital: bool,
}

/// How long it lasts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Dose {
    /// Between so many months.
    Months([f64; 2]),
    /// Until so many minutes of the first resource have been given.
    Minutes(u32),
}

/// Who else takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bond {
    Nobody,
    /// A volunteer, who counts as a supporting tie while visits last.
    Volunteer,
    /// Another older resident, with whom a real tie is made.
    Peer,
}

/// What is left when it ends as planned.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ending {
    /// Chance of the result, when typed well.
    pub positive: f64,
    pub result: Option<CareResult>,
    /// Does a good result orient the resident to participation?
    pub orients: bool,
    /// Effect afterwards, and for how many months.
    pub after: HelpEffect,
    pub after_months: i16,
    /// Chance of going on with a follow-up.
    pub follow_up: f64,
}

impl Ending {
    /// Nothing lasts and nothing follows.
    const PLAIN: Self = Self {
        positive: 1.0,
        result: None,
        orients: false,
        after: HelpEffect::NONE,
        after_months: 0,
        follow_up: 0.0,
    };
}

/// An intervention as it is carried out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Design {
    pub need: Need,
    pub bond: Bond,
    /// The first is the one whose minutes count as the dose.
    pub uses: Vec<Use>,
    pub dose: Dose,
    /// Drop-out per client a year.
    pub drop_out: f64,
    pub during: HelpEffect,
    pub ending: Ending,
}

impl Design {
    fn new(uses: Vec<Use>, dose: Dose, drop_out: f64) -> Self {
        Self {
            need: Need::Nothing,
            bond: Bond::Nobody,
            uses,
            dose,
            drop_out,
            during: HelpEffect::NONE,
            ending: Ending::PLAIN,
        }
    }
}

/// All interventions.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Interventions {
    designs: [Design; INTERVENTIONS],
    /// Months that an intensive trajectory should take at most (§4.2.3).
    pub planned_months: i16,
    /// Share who are called after visits or activities (§4.7.3).
    pub called_afterwards: f64,
}

/// Joins the list of interventions with what each says in its file.
macro_rules! files {
    ($($name:ident $file:ident $nl:literal $en:literal;)*) => {
        fn designs(reader: &Reader<'_>) -> Result<[Design; INTERVENTIONS], RegistryError> {
            Ok([$($file::read(reader)?),*])
        }

        fn fits(help: Intervention, profile: Profile) -> &'static [Fit] {
            match help {
                $(Intervention::$name => $file::fits(profile)),*
            }
        }
    };
}

for_each_intervention!(files);

impl Interventions {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            designs: designs(reader)?,
            planned_months: reader.months("guidance.months")? as i16,
            called_afterwards: telephone_contact::after_help(reader)?,
        })
    }

    pub fn design(&self, intervention: Intervention) -> &Design {
        &self.designs[intervention.index()]
    }

    /// Yearly rate of dropping out of the help that a mark stands for.
    pub fn drop_out(&self, mark: u8) -> f64 {
        Intervention::from_mark(mark).map_or(0.0, |help| self.design(help).drop_out)
    }

    /// Minutes of a volunteer per match a month.
    pub fn volunteer_minutes(&self) -> u32 {
        self.monthly(Intervention::VolunteerVisits, Resource::VolunteerTime)
    }

    /// Minutes of volunteers per person called a month.
    pub fn telephone_minutes(&self) -> u32 {
        self.monthly(Intervention::TelephoneContact, Resource::VolunteerTime)
    }

    fn monthly(&self, intervention: Intervention, resource: Resource) -> u32 {
        let uses = self.design(intervention).uses.iter();
        uses.filter(|used| used.resource == resource)
            .map(|used| used.monthly)
            .sum()
    }

    /// What fits somebody typed as `profile` in a step, first choice first.
    pub fn options(&self, profile: Profile, step: Step, person: &Person) -> Options {
        let mut fitting: ArrayVec<(u8, Intervention), INTERVENTIONS> = Intervention::ALL
            .iter()
            .filter(|&&help| self.design(help).need.is_met(profile, person))
            .flat_map(|&help| help.fits(profile).iter().map(move |fit| (fit, help)))
            .filter(|(fit, _)| fit.step == step)
            .map(|(fit, help)| (fit.rank, help))
            .collect();
        fitting.sort_unstable();
        fitting.into_iter().map(|(_, help)| help).collect()
    }
}

impl Need {
    fn is_met(self, profile: Profile, person: &Person) -> bool {
        const MANY: u8 = 2;
        match self {
            Self::Nothing => true,
            Self::Problems if profile.is_heavy() || person.migrant => person.problems > 0,
            Self::Problems => person.problems >= MANY,
            Self::IntensiveCare => person.care == Care::Intensive,
        }
    }
}

impl Intervention {
    /// How it fits a profile (Schemas 2 and 4), in one step of the pathway or more; empty is not at
    /// all.
    pub(super) fn fits(self, profile: Profile) -> &'static [Fit] {
        fits(self, profile)
    }

    /// The outcome that counts its clients, by profile as typed: logbooks know no other (Appendix
    /// VIII).
    pub(super) fn client_of(self, typed: Option<Profile>) -> Option<Outcome> {
        typed.map(if self.is_individual() {
            Outcome::guided_of
        } else {
            Outcome::joined_of
        })
    }

    /// Is it guidance or support by a professional, one to one?
    pub(super) fn is_individual(self) -> bool {
        matches!(
            self,
            Self::PracticalHelp | Self::ShortGuidance | Self::LongGuidance | Self::CarerSupport
        )
    }

    /// What a resident in this help carries in `active_help`.
    pub(super) fn mark(self) -> u8 {
        self as u8 + 1
    }

    /// The intervention behind a mark.
    pub(super) fn from_mark(mark: u8) -> Option<Self> {
        let place = usize::from(mark).checked_sub(1)?;
        Self::ALL.get(place).copied()
    }

    /// Does a resident of this profile turn it away, whatever was typed? A volunteer who visits a
    /// compensator or an outsider is turned away at the door (§3.6.3).
    pub(super) fn is_refused_by(self, profile: Option<Profile>) -> bool {
        self == Self::VolunteerVisits
            && matches!(profile, Some(Profile::Compensator | Profile::Outsider))
    }

    /// Is it company, which some would miss when it ends?
    pub(super) fn is_company(self) -> bool {
        matches!(self, Self::VolunteerVisits | Self::GroupActivities)
    }

    /// Is it an intensive phase, after which everybody is followed?
    pub(super) fn is_intensive(self) -> bool {
        matches!(self, Self::ShortGuidance | Self::LongGuidance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compensators_and_outsiders_never_get_a_volunteer() {
        for profile in [Profile::Compensator, Profile::Outsider] {
            assert_eq!(Intervention::VolunteerVisits.fits(profile), []);
            assert!(Intervention::VolunteerVisits.is_refused_by(Some(profile)));
        }
    }

    #[test]
    fn dependents_outsiders_and_survivors_are_not_sent_to_groups() {
        for profile in [Profile::Dependent, Profile::Outsider, Profile::Survivor] {
            assert_eq!(Intervention::GroupActivities.fits(profile), []);
        }
    }

    #[test]
    fn a_mark_stands_for_its_intervention() {
        for &intervention in Intervention::ALL {
            assert_eq!(
                Intervention::from_mark(intervention.mark()),
                Some(intervention)
            );
            let started = format!("started_{}", intervention.id());
            assert_eq!(Outcome::started(intervention).id(), started);
        }
        assert_eq!(Intervention::from_mark(0), None);
    }

    #[test]
    fn long_guidance_is_for_structural_isolation_with_psychiatric_problems() {
        for &profile in Profile::ALL {
            let expected = matches!(profile, Profile::Hopeful | Profile::Survivor);
            assert_ne!(
                Intervention::LongGuidance.fits(profile).is_empty(),
                expected
            );
        }
    }
}
