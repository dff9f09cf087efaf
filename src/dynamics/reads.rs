//! Which traits a rate reads, so that only the clocks that a change concerns are set anew.
//!
//! A forgotten trait would be a silent error; so the engine's check recomputes every hazard of
//! every resident and compares, and the tests run it.

use crate::population::{Cutoffs, Person};

/// A set of traits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reads(u32);

impl Reads {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Age band.
    pub const AGE: Self = Self(1);
    /// Lives with a partner.
    pub const PARTNER: Self = Self(1 << 1);
    /// Support level.
    pub const SUPPORT: Self = Self(1 << 2);
    /// Loneliness.
    pub const LONELINESS: Self = Self(1 << 3);
    /// Numbers of ties.
    pub const TIES: Self = Self(1 << 4);
    /// Sociability class.
    pub const SOCIABILITY: Self = Self(1 << 5);
    /// Borough.
    pub const BOROUGH: Self = Self(1 << 6);
    /// Mobility.
    pub const MOBILITY: Self = Self(1 << 7);
    /// Psychiatric problems.
    pub const PSYCHIATRIC: Self = Self(1 << 8);
    /// Work.
    pub const WORK: Self = Self(1 << 9);
    /// Informal care.
    pub const CARE: Self = Self(1 << 10);
    /// Practical problems.
    pub const PROBLEMS: Self = Self(1 << 11);
    /// Competence.
    pub const COMPETENCE: Self = Self(1 << 12);
    /// Entrenchment.
    pub const ENTRENCHED: Self = Self(1 << 13);
    /// Stage in the pathway, help received, visits.
    pub const HELP: Self = Self(1 << 14);
    /// Volunteer role.
    pub const VOLUNTEER: Self = Self(1 << 15);
    /// Time since an event.
    pub const TIME: Self = Self(1 << 16);
    /// Everything.
    pub const ALL: Self = Self(u32::MAX);

    /// What isolation status depends on.
    pub const STATUS: Self = Self::SUPPORT.and(Self::LONELINESS);
    /// What the isolation category depends on.
    pub const CATEGORY: Self = Self::STATUS.and(Self::ENTRENCHED).and(Self::PSYCHIATRIC);

    /// Both sets together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Do the sets share a trait?
    #[inline]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The traits in which a resident differs from before.
    #[inline]
    pub fn changed(before: &Person, after: &Person, cutoffs: &Cutoffs) -> Self {
        let when = |differs: bool, traits: Self| if differs { traits.0 } else { 0 };
        let mut set = when(before.age_band != after.age_band, Self::AGE)
            | when(before.has_partner() != after.has_partner(), Self::PARTNER)
            | when(
                cutoffs.support(before) != cutoffs.support(after),
                Self::SUPPORT,
            )
            | when(before.loneliness != after.loneliness, Self::LONELINESS)
            | when(
                before.ties != after.ties || before.outside_ties != after.outside_ties,
                Self::TIES,
            );
        set |= when(before.sociability != after.sociability, Self::SOCIABILITY)
            | when(before.borough != after.borough, Self::BOROUGH)
            | when(before.mobility != after.mobility, Self::MOBILITY)
            | when(before.psychiatric != after.psychiatric, Self::PSYCHIATRIC)
            | when(before.work != after.work, Self::WORK)
            | when(before.care != after.care, Self::CARE)
            | when(before.problems != after.problems, Self::PROBLEMS)
            | when(before.competence != after.competence, Self::COMPETENCE)
            | when(before.entrenched != after.entrenched, Self::ENTRENCHED);
        set |= when(
            before.stage != after.stage
                || before.active_help != after.active_help
                || before.visited != after.visited,
            Self::HELP,
        ) | when(before.volunteer != after.volunteer, Self::VOLUNTEER)
            | when(
                before.bereaved != after.bereaved
                    || before.separated != after.separated
                    || before.moved != after.moved
                    || before.isolated_since != after.isolated_since
                    || before.strengthened_until != after.strengthened_until,
                Self::TIME,
            );
        Self(set)
    }
}
