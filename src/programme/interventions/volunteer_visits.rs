//! Visits by a volunteer (§3.6, §4.7): weekly or fortnightly for a year to a year and a half. For
//! the threatened and the situationally isolated; never for compensators and outsiders. While it
//! lasts the volunteer counts as a supporting tie.

use crate::dynamics::HelpEffect;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::Profile;

#[derive(Clone, Debug, PartialEq)]
pub(in crate::programme) struct VolunteerVisits {
    months: [f64; 2],
    pub drop_out: f64,
    recovery: f64,
    /// Volunteer minutes a month per match.
    pub minutes: u32,
}

impl VolunteerVisits {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            months: reader.list("visits.months")?,
            drop_out: reader.number("visits.drop_out")?,
            recovery: reader.number("visits.recovery")?,
            minutes: (reader.number("visits.hours_per_match")? * 60.0) as u32,
        })
    }

    /// Planned length for a uniform number, in months.
    pub fn length(&self, uniform: f64) -> u16 {
        let [shortest, longest] = self.months;
        (shortest + (longest - shortest + 1.0) * uniform) as u16
    }

    pub fn effect(&self) -> HelpEffect {
        HelpEffect {
            recovery: self.recovery,
            ..HelpEffect::NONE
        }
    }
}

pub(super) fn choice(profile: Profile) -> Option<u8> {
    match profile {
        Profile::Sheltered | Profile::LeftBehind | Profile::Dependent => Some(2),
        Profile::Active => Some(3),
        Profile::Compensator | Profile::Outsider | Profile::Hopeful | Profile::Survivor => None,
    }
}
