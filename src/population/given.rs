//! What is settled about a resident before network and traits are drawn.

use crate::vocabulary::{AgeGroup, Borough, Loneliness, Sex, Support};

/// A resident of whom place, age, sex, support and loneliness are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given {
    /// Identity.
    pub key: u64,
    /// Month in which he or she comes into the city.
    pub month: i16,
    /// Month of birth.
    pub born: i16,
    pub sex: Sex,
    pub borough: Borough,
    pub support: Support,
    pub loneliness: Loneliness,
}

impl Given {
    /// Age in whole years.
    pub fn age(&self) -> u32 {
        let months = i32::from(self.month) - i32::from(self.born);
        (months / 12) as u32
    }

    /// Age group of the report.
    pub fn group(&self) -> AgeGroup {
        AgeGroup::of_age(self.age())
    }
}
