//! Preventive visits after a life event: whoever was visited and becomes isolated or threatened is
//! known sooner (Appendix I, §3.6.1).

use super::Sensitivity;
use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::programme::prevention;
use crate::vocabulary::Profile;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct PreventiveVisits {
    by_profile: Sensitivity,
}

impl PreventiveVisits {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_profile: reader.per::<Profile, _>("channels.preventive_visits")?,
        })
    }

    pub fn rate(&self, view: &View<'_>, profile: Profile) -> f64 {
        if prevention::works_on(view) {
            self.by_profile[profile as usize]
        } else {
            0.0
        }
    }
}
