//! General practitioners: they see the light categories, and people after a life event (§5.2.3).
//! Heavy cases visit them less.

use super::{Sensitivity, first_phase};
use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{Mobility, Profile};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct GeneralPractitioners {
    by_profile: Sensitivity,
    event: f64,
    after_loss: i16,
}

impl GeneralPractitioners {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_profile: reader.per::<Profile, _>("channels.general_practitioners")?,
            event: reader.number("channels.general_practitioners_event")?,
            after_loss: first_phase(reader)?,
        })
    }

    pub fn rate(&self, view: &View<'_>, profile: Profile) -> f64 {
        let person = view.person;
        let event = view.since(person.bereaved) < i32::from(self.after_loss)
            || person.mobility != Mobility::Free;
        self.by_profile[profile as usize] * if event { self.event } else { 1.0 }
    }
}
