//! Short intensive guidance (§4.2.3, §4.2.4): for the situationally isolated, about fifty hours in
//! half a year. Where hours are few it goes slower: several trajectories ran longer. Afterwards
//! control is regained in three of four: recovery and new ties come more easily for a time.

use crate::dynamics::HelpEffect;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::Profile;

#[derive(Clone, Debug, PartialEq)]
pub(in crate::programme) struct ShortGuidance {
    /// Minutes of a whole trajectory.
    pub minutes: u32,
    pub months: u16,
    pub positive: f64,
    ended_early: f64,
    pub handover: f64,
    pub strengthened_months: u16,
    recovery: f64,
    tie_gain: f64,
    problems_solved: f64,
    /// A new trajectory starts only if all can go at least at this share of the planned pace.
    pub slowest_pace: f64,
}

impl ShortGuidance {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        let hours: f64 = reader.list::<3>("guidance.hours")?.iter().sum();
        Ok(Self {
            minutes: (hours * 60.0) as u32,
            months: reader.months("guidance.months")?.max(1),
            positive: reader.number("guidance.positive")?,
            ended_early: reader.number("guidance.ended_early")?,
            handover: reader.number("guidance.handover")?,
            strengthened_months: reader.months("guidance.strengthened_months")?,
            recovery: reader.number("guidance.recovery")?,
            tie_gain: reader.number("guidance.tie_gain")?,
            problems_solved: reader.number("guidance.problems_solved")?,
            slowest_pace: reader.number("guidance.slowest_pace")?,
        })
    }

    /// Minutes that a trajectory takes in a month when there are hours enough.
    pub fn minutes_a_month(&self) -> u32 {
        self.minutes.div_ceil(u32::from(self.months))
    }

    /// Yearly rate of ending early, such that the share ended early in the planned time is met.
    pub fn drop_out(&self) -> f64 {
        -libm::log(1.0 - self.ended_early) * 12.0 / f64::from(self.months)
    }

    /// While it lasts, practical problems are solved.
    pub fn during(&self) -> HelpEffect {
        HelpEffect {
            problems_solved: self.problems_solved,
            ..HelpEffect::NONE
        }
    }

    /// After control is regained.
    pub fn afterwards(&self) -> HelpEffect {
        HelpEffect {
            recovery: self.recovery,
            tie_gain: self.tie_gain,
            problems_solved: self.problems_solved,
        }
    }
}

pub(super) fn choice(profile: Profile) -> Option<u8> {
    match profile {
        Profile::LeftBehind | Profile::Dependent => Some(1),
        Profile::Active
        | Profile::Sheltered
        | Profile::Compensator
        | Profile::Outsider
        | Profile::Hopeful
        | Profile::Survivor => None,
    }
}
