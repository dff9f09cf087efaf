//! Which traits a rate reads, so that only the clocks that a change concerns are set anew.
//!
//! A forgotten trait would be a silent error; so the engine's check recomputes every hazard of
//! every resident and compares, and the tests run it.

use super::{PROCESSES, Process};
use crate::population::{Cutoffs, Person};
use crate::vocabulary::{IsolationCategory, IsolationStatus};

/// A set of traits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reads(u32);

/// Number of traits.
const TRAITS: usize = 24;

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
    /// Numbers of ties, as far as they change the bound of their loss.
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
    /// Time since the death of the partner or a separation.
    pub const EVENTS: Self = Self(1 << 16);
    /// Contact type: the network is small or not, lonely or not.
    pub const CONTACT: Self = Self(1 << 17);
    /// Isolation status. It follows from support and loneliness, but changes less often than they.
    pub const STATUS: Self = Self(1 << 18);
    /// Isolation category, which follows from status, entrenchment and psychiatric problems.
    pub const CATEGORY: Self = Self(1 << 19);
    /// Age group of the report.
    pub const GROUP: Self = Self(1 << 20);
    /// Time in isolation.
    pub const ISOLATION: Self = Self(1 << 21);
    /// Whether help that has ended still works.
    pub const STRENGTHENED: Self = Self(1 << 22);
    /// Orientation to participation.
    pub const ORIENTATION: Self = Self(1 << 23);
    /// What decides in which month time changes a rate.
    pub const TIMES: Self = Self::AGE
        .and(Self::EVENTS)
        .and(Self::STATUS)
        .and(Self::ENTRENCHED)
        .and(Self::ISOLATION)
        .and(Self::STRENGTHENED);
    /// Everything.
    pub const ALL: Self = Self(u32::MAX);

    /// Both sets together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Do the sets share a trait?
    #[inline]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The processes whose rate reads one of these traits, as bits, for a resident who is in a
    /// category now. Nobody who is neither isolated nor threatened, then and now, gives a signal.
    #[inline]
    pub fn readers(self, category: IsolationCategory) -> u32 {
        let (mut traits, mut readers) = (self.0 & Self::KNOWN, 0);
        while traits != 0 {
            readers |= READERS[traits.trailing_zeros() as usize];
            traits &= traits - 1;
        }
        if category == IsolationCategory::None && !self.meets(Self::CATEGORY) {
            readers &= !(1 << Process::Signal as u32);
        }
        readers
    }

    /// The traits that differ when numbers of ties are all that can have changed.
    #[inline]
    pub fn changed_ties(before: &Person, after: &Person, cutoffs: &Cutoffs) -> Self {
        let ties = before.tie_halves_bound() != after.tie_halves_bound();
        Self(when(ties, Self::TIES) | Self::network(before, after, cutoffs))
    }

    /// What follows from the number of supporters and other traits, of that which differs.
    #[inline]
    fn network(before: &Person, after: &Person, cutoffs: &Cutoffs) -> u32 {
        if before.supporters() == after.supporters()
            && before.loneliness == after.loneliness
            && before.entrenched == after.entrenched
            && before.psychiatric == after.psychiatric
        {
            return 0;
        }
        let seen = |person: &Person| {
            let support = cutoffs.support(person);
            let status = IsolationStatus::of(support, person.loneliness);
            let category = IsolationCategory::of(status, person.entrenched, person.psychiatric);
            (support, cutoffs.contact_type(person), status, category)
        };
        let (before, after) = (seen(before), seen(after));
        when(before.0 != after.0, Self::SUPPORT)
            | when(before.1 != after.1, Self::CONTACT)
            | when(before.2 != after.2, Self::STATUS)
            | when(before.3 != after.3, Self::CATEGORY)
    }

    /// The traits in which a resident differs from before.
    pub fn changed(before: &Person, after: &Person, cutoffs: &Cutoffs) -> Self {
        let set = Self::network(before, after, cutoffs)
            | Self::changed_state(before, after)
            | Self::changed_times(before, after);
        Self(set)
    }

    #[inline]
    fn changed_state(a: &Person, b: &Person) -> u32 {
        let ties = a.tie_halves_bound() != b.tie_halves_bound();
        let help = a.stage != b.stage
            || a.active_help != b.active_help
            || a.visited != b.visited
            || a.monitored != b.monitored
            || a.referred != b.referred
            || a.volunteer.min(1) != b.volunteer.min(1);
        let mut set = when(a.has_partner() != b.has_partner(), Self::PARTNER)
            | when(a.loneliness != b.loneliness, Self::LONELINESS)
            | when(ties, Self::TIES)
            | when(a.sociability != b.sociability, Self::SOCIABILITY)
            | when(a.borough != b.borough, Self::BOROUGH)
            | when(a.mobility != b.mobility, Self::MOBILITY)
            | when(a.psychiatric != b.psychiatric, Self::PSYCHIATRIC)
            | when(a.work != b.work, Self::WORK)
            | when(a.care != b.care, Self::CARE)
            | when(a.problems != b.problems, Self::PROBLEMS)
            | when(a.competence != b.competence, Self::COMPETENCE)
            | when(a.entrenched != b.entrenched, Self::ENTRENCHED)
            | when(help, Self::HELP)
            | when(a.volunteer != b.volunteer, Self::VOLUNTEER)
            | when(a.orientation != b.orientation, Self::ORIENTATION);
        if a.age_band != b.age_band {
            set |= Self::AGE.0 | when(a.age_group() != b.age_group(), Self::GROUP);
        }
        set
    }

    #[inline]
    fn changed_times(a: &Person, b: &Person) -> u32 {
        let events = a.bereaved != b.bereaved || a.separated != b.separated;
        when(events, Self::EVENTS)
            | when(a.isolated_since != b.isolated_since, Self::ISOLATION)
            | when(
                a.strengthened_until != b.strengthened_until
                    || a.strengthened_by != b.strengthened_by,
                Self::STRENGTHENED,
            )
    }
}

const fn when(differs: bool, traits: Reads) -> u32 {
    if differs { traits.0 } else { 0 }
}
