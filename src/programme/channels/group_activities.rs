//! Group activities are where those who are becoming isolated are noticed (§5.2.4).

use crate::evidence::{Reader, RegistryError};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct GroupActivities {
    by_category: [f64; 4],
}

impl GroupActivities {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_category: reader.list("channels.group_activities")?,
        })
    }

    pub fn rate(&self, weight: usize) -> f64 {
        self.by_category[weight]
    }
}
