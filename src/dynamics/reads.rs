//! Which traits a rate reads, so that only the clocks that a change concerns are set anew.
//!
//! A forgotten trait would be a silent error; so the engine's check recomputes every hazard of
//! every resident and compares, and the tests run it.

use super::{PROCESSES, Process};
use crate::population::{Cutoffs, Person};

/// A set of traits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reads(u32);

/// Number of traits.
const TRAITS: usize = 18;

/// For each trait, the processes whose rate reads it.
const READERS: [u32; TRAITS] = {
    let mut readers = [0; TRAITS];
    let mut bit = 0;
    while bit < TRAITS {
        let mut place = 0;
        while place < PROCESSES {
            if Process::ALL[place].reads().meets(Reads(1 << bit)) {
                readers[bit] |= 1 << place;
            }
            place += 1;
        }
        bit += 1;
    }
    readers
};

impl Reads {
    const KNOWN: u32 = (1 << TRAITS) - 1;
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
    /// Contact type: the network is small or not, lonely or not.
    pub const CONTACT: Self = Self(1 << 17);
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

    /// The processes whose rate reads one of these traits, as bits.
    #[inline]
    pub fn readers(self) -> u32 {
        let (mut traits, mut readers) = (self.0 & Self::KNOWN, 0);
        while traits != 0 {
            readers |= READERS[traits.trailing_zeros() as usize];
            traits &= traits - 1;
        }
        readers
    }

    /// The traits that differ when numbers of ties are all that can have changed.
    #[inline]
    pub fn changed_ties(before: &Person, after: &Person, cutoffs: &Cutoffs) -> Self {
        if before.ties == after.ties && before.outside_ties == after.outside_ties {
            return Self::NONE;
        }
        Self(Self::TIES.0 | Self::network(before, after, cutoffs))
    }

    /// What follows from the number of supporters, of that which differs.
    #[inline]
    fn network(before: &Person, after: &Person, cutoffs: &Cutoffs) -> u32 {
        let (old, new) = (before.supporters(), after.supporters());
        when(
            cutoffs.support_of(old) != cutoffs.support_of(new),
            Self::SUPPORT,
        ) | when(
            cutoffs.contact_type(before) != cutoffs.contact_type(after),
            Self::CONTACT,
        )
    }

    /// The traits in which a resident differs from before.
    pub fn changed(before: &Person, after: &Person, cutoffs: &Cutoffs) -> Self {
        let mut set = Self::network(before, after, cutoffs)
            | when(before.age_band != after.age_band, Self::AGE)
            | when(before.has_partner() != after.has_partner(), Self::PARTNER)
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

const fn when(differs: bool, traits: Reads) -> u32 {
    if differs { traits.0 } else { 0 }
}
