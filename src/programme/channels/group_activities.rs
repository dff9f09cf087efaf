//! Group activities: where those who are becoming lonely are noticed (§5.2.4).

use super::Sensitivity;
use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::Profile;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct GroupActivities {
    by_profile: Sensitivity,
}

impl GroupActivities {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_profile: reader.per::<Profile, _>("channels.group_activities")?,
        })
    }

    pub fn rate(&self, _: &View<'_>, profile: Profile) -> f64 {
        self.by_profile[profile as usize]
    }
}
