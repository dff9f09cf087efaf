//! Interventions: one file each.

mod group_activities;
mod short_guidance;
mod volunteer_visits;

use crate::dynamics::{HelpEffect, HelpEffects};
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{Label, Outcome, Profile, Term};

pub(super) use group_activities::GroupActivities;
pub(super) use short_guidance::ShortGuidance;
pub(super) use volunteer_visits::VolunteerVisits;

/// An intervention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Intervention {
    /// Group activities and courses.
    GroupActivities,
    /// Short intensive guidance.
    ShortGuidance,
    /// Visits by a volunteer.
    VolunteerVisits,
}

impl Intervention {
    /// The outcome that counts its starts.
    pub fn started(self) -> Outcome {
        match self {
            Self::GroupActivities => Outcome::ActivitiesStarted,
            Self::ShortGuidance => Outcome::GuidanceStarted,
            Self::VolunteerVisits => Outcome::VisitsStarted,
        }
    }

    /// What a resident in this help carries in `active_help`.
    pub fn mark(self) -> u8 {
        self as u8 + 1
    }

    /// The intervention behind a mark.
    pub fn from_mark(mark: u8) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|intervention| intervention.mark() == mark)
    }

    /// How well it fits a profile (Schemas 2 and 4): 1 is the first choice, none is not at all.
    /// Compensators and outsiders never get a volunteer.
    pub fn choice(self, profile: Profile) -> Option<u8> {
        match self {
            Self::GroupActivities => group_activities::choice(profile),
            Self::ShortGuidance => short_guidance::choice(profile),
            Self::VolunteerVisits => volunteer_visits::choice(profile),
        }
    }

    /// Does a resident of this profile turn it away, whatever was typed?
    pub fn is_refused_by(self, profile: Option<Profile>) -> bool {
        self == Self::VolunteerVisits
            && matches!(profile, Some(Profile::Compensator | Profile::Outsider))
    }
}

impl Term for Intervention {
    const ALL: &'static [Self] = &[
        Self::GroupActivities,
        Self::ShortGuidance,
        Self::VolunteerVisits,
    ];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        ["group_activities", "short_guidance", "volunteer_visits"][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::GroupActivities => Label::new("groepsactiviteiten", "group activities"),
            Self::ShortGuidance => {
                Label::new("korte intensieve begeleiding", "short intensive guidance")
            }
            Self::VolunteerVisits => Label::new("bezoek door een vrijwilliger", "volunteer visits"),
        }
    }
}

/// The parameters of all interventions.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Interventions {
    pub activities: GroupActivities,
    pub guidance: ShortGuidance,
    pub visits: VolunteerVisits,
}

impl Interventions {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            activities: GroupActivities::read(reader)?,
            guidance: ShortGuidance::read(reader)?,
            visits: VolunteerVisits::read(reader)?,
        })
    }

    pub fn effects(&self) -> HelpEffects {
        let mut active = vec![HelpEffect::NONE; Intervention::ALL.len() + 1];
        active[usize::from(Intervention::GroupActivities.mark())] = self.activities.effect();
        active[usize::from(Intervention::ShortGuidance.mark())] = self.guidance.during();
        HelpEffects {
            active,
            visited: self.visits.effect(),
            strengthened: self.guidance.afterwards(),
        }
    }

    /// Yearly rate of dropping out of the help that a mark stands for.
    pub fn drop_out(&self, mark: u8) -> f64 {
        match Intervention::from_mark(mark) {
            Some(Intervention::GroupActivities) => self.activities.drop_out,
            Some(Intervention::ShortGuidance) => self.guidance.drop_out(),
            Some(Intervention::VolunteerVisits) => self.visits.drop_out,
            None => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compensators_and_outsiders_never_get_a_volunteer() {
        for profile in [Profile::Compensator, Profile::Outsider] {
            assert_eq!(Intervention::VolunteerVisits.choice(profile), None);
        }
    }

    #[test]
    fn dependents_outsiders_and_survivors_are_not_sent_to_groups() {
        for profile in [Profile::Dependent, Profile::Outsider, Profile::Survivor] {
            assert_eq!(Intervention::GroupActivities.choice(profile), None);
        }
    }

    #[test]
    fn a_mark_stands_for_its_intervention() {
        for &intervention in Intervention::ALL {
            assert_eq!(
                Intervention::from_mark(intervention.mark()),
                Some(intervention)
            );
        }
        assert_eq!(Intervention::from_mark(0), None);
    }
}
