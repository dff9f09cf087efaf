//! Who goes first when there is not enough (§5.2.4, §6.4.5).

use super::state::Case;
use super::{Census, Lever, LeverTable};
use crate::population::Person;
use crate::vocabulary::{IsolationCategory, IsolationStatus, Orientation, Term};

/// Priority policies, in the order of the registry's choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Priority {
    FirstCome,
    LightFirst,
    HeavyFirst,
    LongestIsolated,
    /// Light, oriented to participation, few problems, no failed help: the cream.
    MostPromising,
    /// The borough with the largest share of isolated residents.
    BoroughNeed,
}

impl Priority {
    pub fn of(levers: &LeverTable) -> Self {
        const ALL: [Priority; 6] = [
            Priority::FirstCome,
            Priority::LightFirst,
            Priority::HeavyFirst,
            Priority::LongestIsolated,
            Priority::MostPromising,
            Priority::BoroughNeed,
        ];
        ALL[(levers.city(Lever::AllocationPriority) as usize).min(ALL.len() - 1)]
    }

    /// Lower goes first.
    pub fn rank(
        self,
        category: IsolationCategory,
        status: IsolationStatus,
        person: &Person,
        case: &Case,
        census: &Census,
    ) -> i64 {
        let weight = category.index() as i64;
        match self {
            Self::FirstCome => i64::from(case.waiting_since),
            Self::LightFirst => weight,
            Self::HeavyFirst => -weight,
            Self::LongestIsolated if status == IsolationStatus::Isolated => {
                i64::from(person.isolated_since)
            }
            Self::LongestIsolated => i64::from(i16::MAX),
            Self::MostPromising => {
                let other = i64::from(person.orientation == Orientation::Other);
                // Each step of the category outweighs all that follows.
                weight * 1000
                    + other * 100
                    + i64::from(person.problems) * 10
                    + i64::from(person.failed_help)
            }
            Self::BoroughNeed => {
                let b = person.borough.index();
                let residents = i64::from(census.residents[b]).max(1);
                -(i64::from(census.isolated[b]) * 1_000_000 / residents)
            }
        }
    }
}
