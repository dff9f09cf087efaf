//! The outreach team looks for those who withdraw and avoid care: structural isolation (§5.2.2,
//! §5.2.4). Its attention is the hours that it has left for searching.

use super::Sensitivity;
use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::Profile;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outreach {
    by_profile: Sensitivity,
}

impl Outreach {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_profile: reader.per::<Profile, _>("channels.outreach")?,
        })
    }

    pub fn rate(&self, _: &View<'_>, profile: Profile) -> f64 {
        self.by_profile[profile as usize]
    }
}
