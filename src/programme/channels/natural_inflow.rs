//! Natural inflow: professionals recognise isolation in people who come for other help, mostly for
//! practical problems (§5.2.4).

use super::Sensitivity;
use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::Profile;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct NaturalInflow {
    by_profile: Sensitivity,
    by_problems: [f64; 4],
}

impl NaturalInflow {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_profile: reader.per::<Profile, _>("channels.natural_inflow")?,
            by_problems: reader.list("channels.natural_inflow_problems")?,
        })
    }

    pub fn rate(&self, view: &View<'_>, profile: Profile) -> f64 {
        self.by_profile[profile as usize] * self.by_problems[usize::from(view.person.problems)]
    }
}
