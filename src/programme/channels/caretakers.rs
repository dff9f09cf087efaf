//! Caretakers, neighbourhood managers and mediators: they meet worrying housing situations, so mostly
//! the heavy categories (§5.2.3).

use super::Sensitivity;
use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::Profile;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Caretakers {
    by_profile: Sensitivity,
    by_problems: [f64; 4],
}

impl Caretakers {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_profile: reader.per::<Profile, _>("channels.caretakers")?,
            by_problems: reader.list("channels.caretakers_problems")?,
        })
    }

    pub fn rate(&self, view: &View<'_>, profile: Profile) -> f64 {
        self.by_profile[profile as usize] * self.by_problems[usize::from(view.person.problems)]
    }
}
