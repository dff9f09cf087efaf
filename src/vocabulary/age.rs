//! Age groups of the report's tables.

use super::{Label, Term};

/// Number of age groups.
pub const AGE_GROUPS: usize = 5;

/// An age group of Tables 4, 6 and 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the identifiers say the ages")]
pub enum AgeGroup {
    From13To24,
    From25To44,
    From45To64,
    From65To74,
    From75,
}

const IDS: [&str; AGE_GROUPS] = ["13-24", "25-44", "45-64", "65-74", "75+"];
const FIRST_AGE: [u32; AGE_GROUPS] = [13, 25, 45, 65, 75];

impl AgeGroup {
    /// First age of the group, in whole years.
    pub const fn first_age(self) -> u32 {
        FIRST_AGE[self as usize]
    }

    /// The group of an age in whole years. Ages under 13 do not occur and fall in the first group.
    pub fn of_age(years: u32) -> Self {
        let position = FIRST_AGE.iter().rposition(|&first| years >= first);
        Self::ALL[position.unwrap_or(0)]
    }

    /// The next older group.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.index() + 1).copied()
    }
}

impl Term for AgeGroup {
    const ALL: &'static [Self] = &[
        Self::From13To24,
        Self::From25To44,
        Self::From45To64,
        Self::From65To74,
        Self::From75,
    ];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        IDS[self.index()]
    }
    fn label(self) -> Label {
        Label::new(IDS[self.index()], IDS[self.index()])
    }
}

/// Number of recorded ages.
pub const RECORDED_AGES: usize = 6;

/// The finest age in results: the groups of the report, with 45-64 cut at 55, the age from which
/// the programme is meant (§4.7.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the identifiers say the ages")]
pub enum RecordedAge {
    From13To24,
    From25To44,
    From45To54,
    From55To64,
    From65To74,
    From75,
}

impl RecordedAge {
    /// Every recorded age.
    pub const ALL: [Self; RECORDED_AGES] = [
        Self::From13To24,
        Self::From25To44,
        Self::From45To54,
        Self::From55To64,
        Self::From65To74,
        Self::From75,
    ];

    /// The recorded age of an age in whole years.
    pub fn of_age(years: u32) -> Self {
        match AgeGroup::of_age(years) {
            AgeGroup::From13To24 => Self::From13To24,
            AgeGroup::From25To44 => Self::From25To44,
            AgeGroup::From45To64 if years < 55 => Self::From45To54,
            AgeGroup::From45To64 => Self::From55To64,
            AgeGroup::From65To74 => Self::From65To74,
            AgeGroup::From75 => Self::From75,
        }
    }

    /// First age, in whole years.
    pub const fn first_age(self) -> u32 {
        match self {
            Self::From55To64 => 55,
            other => other.group().first_age(),
        }
    }

    /// Last age, in whole years; the oldest have none.
    pub fn last_age(self) -> Option<u32> {
        let older = Self::ALL.into_iter().find(|other| *other > self)?;
        Some(older.first_age() - 1)
    }

    /// The age group of the report in which it lies.
    pub const fn group(self) -> AgeGroup {
        match self {
            Self::From13To24 => AgeGroup::From13To24,
            Self::From25To44 => AgeGroup::From25To44,
            Self::From45To54 | Self::From55To64 => AgeGroup::From45To64,
            Self::From65To74 => AgeGroup::From65To74,
            Self::From75 => AgeGroup::From75,
        }
    }
}

/// The ages that a row of results covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgeScope {
    /// Everybody of 13 and older.
    All,
    /// 55 and older, for whom the programme is meant.
    From55,
    /// 65 and older.
    From65,
    /// One group of the report's tables.
    Group(AgeGroup),
}

/// Number of age scopes.
pub const AGE_SCOPES: usize = AGE_GROUPS + 3;

impl AgeScope {
    /// Every scope, in the order in which tables list them.
    pub const ALL: [Self; AGE_SCOPES] = [
        Self::All,
        Self::From55,
        Self::From65,
        Self::Group(AgeGroup::From13To24),
        Self::Group(AgeGroup::From25To44),
        Self::Group(AgeGroup::From45To64),
        Self::Group(AgeGroup::From65To74),
        Self::Group(AgeGroup::From75),
    ];

    /// Does the scope cover this age?
    pub fn covers(self, age: RecordedAge) -> bool {
        match self {
            Self::All => true,
            Self::From55 => age >= RecordedAge::From55To64,
            Self::From65 => age >= RecordedAge::From65To74,
            Self::Group(group) => group == age.group(),
        }
    }

    /// Identifier in data files and label in both languages.
    pub fn id(self) -> &'static str {
        match self {
            Self::All => "13+",
            Self::From55 => "55+",
            Self::From65 => "65+",
            Self::Group(group) => group.id(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birthday_of_65_opens_the_next_group() {
        assert_eq!(AgeGroup::of_age(64), AgeGroup::From45To64);
        assert_eq!(AgeGroup::of_age(65), AgeGroup::From65To74);
        assert_eq!(AgeGroup::of_age(109), AgeGroup::From75);
    }
}
