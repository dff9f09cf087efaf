//! Key figures, neighbours, churches, mosques and shopkeepers (§6.7, second approach).

use super::Sensitivity;
use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::Profile;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct KeyFigures {
    by_profile: Sensitivity,
}

impl KeyFigures {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_profile: reader.per::<Profile, _>("channels.key_figures")?,
        })
    }

    pub fn rate(&self, _: &View<'_>, profile: Profile) -> f64 {
        self.by_profile[profile as usize]
    }
}
