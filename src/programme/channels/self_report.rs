//! Self-report: many people ask for help themselves, with practical problems (§4.5.4); the hopeful and
//! survivors hardly ever (§3.6.4).

use super::Sensitivity;
use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::Profile;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct SelfReport {
    by_profile: Sensitivity,
    by_problems: [f64; 4],
}

impl SelfReport {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_profile: reader.per::<Profile, _>("channels.self_report")?,
            by_problems: reader.list("channels.self_report_problems")?,
        })
    }

    pub fn rate(&self, view: &View<'_>, profile: Profile) -> f64 {
        self.by_profile[profile as usize] * self.by_problems[usize::from(view.person.problems)]
    }
}
