//! The reporting point or VraagWijzer, where organisations and residents report (§5.2.3, §6.5.2). What
//! becomes of a report is up to the pathway: without a home visit a part is lost (§5.5.2).

use super::Sensitivity;
use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::Profile;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct ReportingPoint {
    by_profile: Sensitivity,
}

impl ReportingPoint {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_profile: reader.per::<Profile, _>("channels.reporting_point")?,
        })
    }

    pub fn rate(&self, _: &View<'_>, profile: Profile) -> f64 {
        self.by_profile[profile as usize]
    }
}
