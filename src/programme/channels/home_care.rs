//! Home care and carer support: reports after life events, of people with limits and of carers
//! (§3.6.1, §3.6.2, §4.2.4).

use super::{Sensitivity, first_phase};
use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{Care, Mobility, Profile};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct HomeCare {
    by_profile: Sensitivity,
    event: f64,
    after_loss: i16,
}

impl HomeCare {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_profile: reader.per::<Profile, _>("channels.home_care")?,
            event: reader.number("channels.home_care_event")?,
            after_loss: first_phase(reader)?,
        })
    }

    pub fn rate(&self, view: &View<'_>, profile: Profile) -> f64 {
        let person = view.person;
        let event = view.since(person.bereaved) < i32::from(self.after_loss)
            || person.mobility != Mobility::Free
            || person.care == Care::Intensive;
        self.by_profile[profile as usize] * if event { self.event } else { 1.0 }
    }
}
