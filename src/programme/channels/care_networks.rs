//! Local care networks: severe problems that show, such as nuisance, addiction and threatened
//! eviction; quiet isolation is missed (§3.6.2, §6.5.2).

use super::Sensitivity;
use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::Profile;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct CareNetworks {
    by_profile: Sensitivity,
    by_problems: [f64; 4],
}

impl CareNetworks {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_profile: reader.per::<Profile, _>("channels.care_networks")?,
            by_problems: reader.list("channels.care_networks_problems")?,
        })
    }

    pub fn rate(&self, view: &View<'_>, profile: Profile) -> f64 {
        self.by_profile[profile as usize] * self.by_problems[usize::from(view.person.problems)]
    }
}
