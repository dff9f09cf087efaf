//! Group activities and courses, grief and carers' groups (§3.6.1, §5.2.4): for the threatened, and
//! later for those left behind. A participant takes a place in the own borough.

use crate::dynamics::HelpEffect;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::Profile;

#[derive(Clone, Debug, PartialEq)]
pub(in crate::programme) struct GroupActivities {
    pub months: u16,
    pub drop_out: f64,
    recovery: f64,
    tie_gain: f64,
}

impl GroupActivities {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            months: reader.months("activities.months")?,
            drop_out: reader.number("activities.drop_out")?,
            recovery: reader.number("activities.recovery")?,
            tie_gain: reader.number("activities.tie_gain")?,
        })
    }

    pub fn effect(&self) -> HelpEffect {
        HelpEffect {
            recovery: self.recovery,
            tie_gain: self.tie_gain,
            ..HelpEffect::NONE
        }
    }
}

pub(super) fn choice(profile: Profile) -> Option<u8> {
    match profile {
        Profile::Active | Profile::Sheltered => Some(1),
        Profile::LeftBehind => Some(3),
        Profile::Dependent
        | Profile::Compensator
        | Profile::Outsider
        | Profile::Hopeful
        | Profile::Survivor => None,
    }
}
