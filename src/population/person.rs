//! One resident.
//!
//! Events touch a resident whole, so the traits of one resident lie side by side (in one cache line)
//! and not in a column each, with his or her ties next to them; clocks are columns of their own.

use crate::vocabulary::{
    AgeGroup, Borough, Care, Competence, Loneliness, Mobility, Orientation, RecordedAge, Sex, Work,
};

/// Position of a resident. Newcomers get the next positions in an order that no scenario changes,
/// and positions are not used again, so a position is as stable as an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResidentId(pub u32);

/// No resident.
pub const NOBODY: ResidentId = ResidentId(u32::MAX);

/// Most ties that one resident can have within the city, the partner not counted.
pub const MAX_TIES: usize = 12;

/// A month that lies so far back that it has no effect any more.
pub const LONG_AGO: i16 = i16::MIN / 2;

/// Number of age bands.
const BANDS: usize = 18;

/// Recorded age of each age band.
const RECORDED: [RecordedAge; BANDS] = {
    use RecordedAge as R;
    let mut ages = [R::From75; BANDS];
    let steps = [
        (13, R::From65To74),
        (11, R::From55To64),
        (9, R::From45To54),
        (7, R::From25To44),
        (3, R::From13To24),
    ];
    let mut step = 0;
    while step < steps.len() {
        let mut band = 0;
        while band < steps[step].0 {
            ages[band] = steps[step].1;
            band += 1;
        }
        step += 1;
    }
    ages
};

impl ResidentId {
    /// Index into columns.
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Lasting susceptibility to loneliness (MODEL.md section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Susceptibility {
    /// Never becomes lonely.
    Never,
    /// Becomes lonely and recovers.
    Varies,
    /// Never stops being lonely.
    Always,
}

/// A resident's traits. Months count from the start of the run; earlier months are negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Person {
    /// Identity: keys all draws. From (borough, month, ordinal).
    pub key: u64,
    /// Partner, or [`NOBODY`].
    pub partner: ResidentId,
    /// Month of birth.
    pub born: i16,
    /// Month in which the last partner was lost by death.
    pub bereaved: i16,
    /// Month of the last separation.
    pub separated: i16,
    /// Month of the last move.
    pub moved: i16,
    /// Month since which isolated in the survey lens; meaningful while isolated.
    pub isolated_since: i16,
    /// Until this month what help has given still works.
    pub strengthened_until: i16,
    /// Rank in sociability among those of the same borough and age, 0 to 65535. Lasting.
    pub sociability_rank: u16,
    /// Rank in willingness to volunteer, 0 (most willing) to 65535. Lasting.
    pub civic_rank: u16,
    /// Lives in the city.
    pub present: bool,
    /// Sex.
    pub sex: Sex,
    /// Borough of residence.
    pub borough: Borough,
    /// Five-year age band: 0 is 10-14, 17 is 95 and over.
    pub age_band: u8,
    /// Ties within the city, the partner not counted.
    pub ties: u8,
    /// Ties to people who are not simulated.
    pub outside_ties: u8,
    /// A volunteer visits regularly.
    pub visited: bool,
    /// Loneliness.
    pub loneliness: Loneliness,
    /// Susceptibility to loneliness. Lasting.
    pub susceptibility: Susceptibility,
    /// Which of the sociability classes the rank means at this age in this borough.
    pub sociability: u8,
    /// Social competence.
    pub competence: Competence,
    /// Social competence before isolation wore it down.
    pub lasting_competence: Competence,
    /// Mobility.
    pub mobility: Mobility,
    /// Psychiatric problems.
    pub psychiatric: bool,
    /// Work.
    pub work: Work,
    /// Informal care given.
    pub care: Care,
    /// Practical problems: 0 none, 1 some, 2 many, 3 severe with self-neglect.
    pub problems: u8,
    /// Isolation has become structural.
    pub entrenched: bool,
    /// Orientation to participation.
    pub orientation: Orientation,
    /// Migration background (allochtoon).
    pub migrant: bool,
    /// Place in the care pathway.
    pub stage: u8,
    /// Help received now: position of the intervention plus one; 0 is none.
    pub active_help: u8,
    /// What it was that still works: position of the intervention plus one, or a preventive visit.
    pub strengthened_by: u8,
    /// Followed at a distance by a professional.
    pub monitored: bool,
    /// Helped by a specialist.
    pub referred: bool,
    /// Is a volunteer trained for the heavy categories.
    pub specialised: bool,
    /// Attempts at help that failed.
    pub failed_help: u8,
    /// Volunteer: matches held plus one; 0 is no volunteer.
    pub volunteer: u8,
}

impl Person {
    /// Age in whole years in a month.
    #[inline]
    pub fn age(&self, month: i16) -> u32 {
        u32::try_from((i32::from(month) - i32::from(self.born)) / 12).unwrap_or(0)
    }

    /// Five-year band of an age in whole years.
    #[inline]
    pub fn band_of(age: u32) -> u8 {
        (age / 5).clamp(2, 19) as u8 - 2
    }

    /// The month in which the present age band ends, if it ends.
    #[inline]
    pub fn band_ends(&self) -> Option<i16> {
        const LAST: u8 = 17;
        (self.age_band < LAST).then(|| self.born + (i16::from(self.age_band) + 3) * 60)
    }

    /// First age of the present band, in years.
    #[inline]
    pub fn band_age(&self) -> u32 {
        (u32::from(self.age_band) + 2) * 5
    }

    /// Age group of the report.
    #[inline]
    pub fn age_group(&self) -> AgeGroup {
        self.recorded_age().group()
    }

    /// Recorded age.
    #[inline]
    pub fn recorded_age(&self) -> RecordedAge {
        RECORDED[usize::from(self.age_band)]
    }

    /// Everybody who would give support: ties, partner, and a volunteer while visits last.
    #[inline]
    pub fn supporters(&self) -> u8 {
        self.ties + self.outside_ties + u8::from(self.has_partner()) + u8::from(self.visited)
    }

    /// Halves of ties that this resident's clock of tie loss answers for: of a tie within the city
    /// the one half, of a tie outside both.
    #[inline]
    pub fn tie_halves(&self) -> u16 {
        u16::from(self.ties) + 2 * u16::from(self.outside_ties)
    }

    /// [`Person::tie_halves`] rounded up to a power of two of at least 4; zero stays zero. It
    /// changes far less often than the number itself.
    #[inline]
    pub fn tie_halves_bound(&self) -> u16 {
        match self.tie_halves() {
            0 => 0,
            halves => halves.next_power_of_two().max(4),
        }
    }

    /// Lives with a partner.
    #[inline]
    pub fn has_partner(&self) -> bool {
        self.partner != NOBODY
    }

    /// Is a volunteer of the programme.
    #[inline]
    pub fn is_volunteer(&self) -> bool {
        self.volunteer > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn age_bands_are_those_of_the_life_table() {
        assert_eq!(Person::band_of(13), 0);
        assert_eq!(Person::band_of(15), 1);
        assert_eq!(Person::band_of(94), 16);
        assert_eq!(Person::band_of(95), 17);
        assert_eq!(Person::band_of(104), 17);
    }

    #[test]
    fn bands_lie_in_the_recorded_ages() {
        for age in 13..110 {
            let band = Person::band_of(age);
            let first = (u32::from(band) + 2) * 5;
            assert_eq!(RECORDED[usize::from(band)], RecordedAge::of_age(first));
            assert_eq!(RECORDED[usize::from(band)].group(), AgeGroup::of_age(first));
        }
    }
}
