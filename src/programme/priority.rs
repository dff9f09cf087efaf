//! Who goes first when there is not enough (§5.2.4, §6.4.5).

use super::state::Case;
use super::{Census, Lever, LeverTable};
use crate::population::Person;
use crate::vocabulary::{IsolationCategory, IsolationStatus, Orientation, Term};

/// Shares are compared in whole numbers, as parts of this.
const MILLION: i64 = 1_000_000;

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

    /// Lower goes first; later places decide among equals.
    pub fn rank(
        self,
        category: IsolationCategory,
        status: IsolationStatus,
        person: &Person,
        case: &Case,
        census: &Census,
    ) -> [i64; 4] {
        let weight = category.index() as i64;
        let first = match self {
            Self::FirstCome => i64::from(case.waiting_since),
            Self::LightFirst => weight,
            Self::HeavyFirst => -weight,
            Self::LongestIsolated if status == IsolationStatus::Isolated => {
                i64::from(person.isolated_since)
            }
            Self::LongestIsolated => i64::from(i16::MAX),
            Self::MostPromising => {
                let other = i64::from(person.orientation == Orientation::Other);
                let (problems, failed) = (person.problems.into(), person.failed_help.into());
                return [weight, other, problems, failed];
            }
            Self::BoroughNeed => {
                let b = person.borough.index();
                let residents = i64::from(census.residents[b]).max(1);
                -(i64::from(census.isolated[b]) * MILLION / residents)
            }
        };
        [first, 0, 0, 0]
    }
}
