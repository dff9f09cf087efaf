//! Levers and their values month by month.

use crate::evidence::{LeverRegistry, RegistryError};
use crate::vocabulary::{BOROUGHS, Borough, Term};

/// Number of levers.
pub const LEVERS: usize = 40;

/// A lever, as the code names it; the registry says the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the registry explains them")]
pub enum Lever {
    SignallingNaturalInflow,
    SignallingGeneralPractitioners,
    SignallingHomeCare,
    SignallingCaretakers,
    SignallingCareNetworks,
    SignallingReportingPoint,
    SignallingGroupActivities,
    SignallingKeyFigures,
    SignallingSelfReport,
    SignallingUpkeep,
    SignallingPublicity,
    SignallingMigrants,
    ReportingPointHomeVisits,
    OutreachHours,
    PreventiveVisitsHours,
    GuidanceHours,
    GuidanceInsuredHours,
    SocialWorkHours,
    MonitoringHours,
    CarerSupportHours,
    ActivitiesPlaces,
    ActivitiesHours,
    TelephonePlaces,
    SpecialistPlaces,
    PeerMatchingPairs,
    CoordinationHours,
    VolunteersEnquiries,
    VolunteersAcademy,
    VolunteersSpecialised,
    VolunteersLeaving,
    AllocationPriority,
    IntakeStrictness,
    ExpertiseTraining,
    ExpertiseTurnover,
    ExpertiseCommunity,
    CooperationCaseManager,
    GovernanceCityShare,
    ProgrammeMinimumAge,
    CityOlderArrivals,
    CityOlderStaying,
}

const IDS: [&str; LEVERS] = [
    "signalling.natural_inflow",
    "signalling.general_practitioners",
    "signalling.home_care",
    "signalling.caretakers",
    "signalling.care_networks",
    "signalling.reporting_point",
    "signalling.group_activities",
    "signalling.key_figures",
    "signalling.self_report",
    "signalling.upkeep",
    "signalling.publicity",
    "signalling.migrants",
    "reporting_point.home_visits",
    "outreach.hours",
    "preventive_visits.hours",
    "guidance.hours",
    "guidance.insured_hours",
    "social_work.hours",
    "monitoring.hours",
    "carer_support.hours",
    "activities.places",
    "activities.hours",
    "telephone.places",
    "specialist.places",
    "peer_matching.pairs",
    "coordination.hours",
    "volunteers.enquiries",
    "volunteers.academy",
    "volunteers.specialised",
    "volunteers.leaving",
    "allocation.priority",
    "intake.strictness",
    "expertise.training",
    "expertise.turnover",
    "expertise.community",
    "cooperation.case_manager",
    "governance.city_share",
    "programme.minimum_age",
    "city.older_arrivals",
    "city.older_staying",
];

/// The value of each lever in each borough, in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct LeverTable {
    values: [[f64; BOROUGHS]; LEVERS],
}

impl LeverTable {
    /// Every lever at its default.
    ///
    /// # Errors
    /// When code and registry do not name the same levers in the same order.
    pub fn defaults(registry: &LeverRegistry) -> Result<Self, RegistryError> {
        let mut values = [[0.0; BOROUGHS]; LEVERS];
        let mut specs = registry.iter();
        for (id, row) in IDS.iter().zip(&mut values) {
            let spec = specs
                .next()
                .ok_or_else(|| RegistryError::Absent((*id).to_owned()))?;
            if spec.id != *id {
                return Err(RegistryError::Absent((*id).to_owned()));
            }
            *row = [spec.default; BOROUGHS];
        }
        match specs.next() {
            Some(spec) => Err(RegistryError::Unread(spec.id.clone())),
            None => Ok(Self { values }),
        }
    }

    /// The value of a lever in a borough.
    #[inline]
    pub fn get(&self, lever: Lever, borough: Borough) -> f64 {
        self.values[lever as usize][borough.index()]
    }

    /// The value of a lever that is the same in the whole city.
    #[inline]
    pub fn city(&self, lever: Lever) -> f64 {
        self.values[lever as usize][0]
    }

    /// Must clocks be set anew when this table follows on another? All that other levers change is
    /// settled when a clock fires.
    pub fn sets_other_clocks(&self, before: &Self) -> bool {
        self.city(Lever::ProgrammeMinimumAge) != before.city(Lever::ProgrammeMinimumAge)
    }

    /// Sets a lever in all boroughs.
    pub fn set_everywhere(&mut self, lever: Lever, value: f64) {
        self.values[lever as usize] = [value; BOROUGHS];
    }

    /// The values of all levers, borough by borough, in the order of the registry.
    pub fn rows(&self) -> &[[f64; BOROUGHS]] {
        &self.values
    }

    /// Sets the lever at a position of the registry in one borough.
    pub fn set(&mut self, position: usize, borough: Borough, value: f64) {
        self.values[position][borough.index()] = value;
    }
}

/// Lever values over the run: a table from each month in which something changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// First month and table; sorted by month, the first at month 0.
    changes: Vec<(u16, LeverTable)>,
}

impl Policy {
    /// The same table in every month.
    pub fn constant(table: LeverTable) -> Self {
        Self {
            changes: vec![(0, table)],
        }
    }

    /// A policy from one table per month; months that repeat the one before are folded.
    ///
    /// # Panics
    /// When `tables` is empty.
    pub fn from_months(tables: impl IntoIterator<Item = LeverTable>) -> Self {
        let mut changes: Vec<(u16, LeverTable)> = Vec::new();
        for (month, table) in (0..).zip(tables) {
            if changes.last().is_none_or(|(_, last)| *last != table) {
                changes.push((month, table));
            }
        }
        assert!(!changes.is_empty(), "a policy has at least one month");
        Self { changes }
    }

    /// The table in force in a month. Month 0 is the standing state before the first step.
    pub fn at(&self, month: u16) -> &LeverTable {
        let position = self.changes.partition_point(|(from, _)| *from <= month);
        &self.changes[position.saturating_sub(1)].1
    }

    /// The same policy, built month by month from itself: equal, but not the same object.
    #[must_use]
    pub fn overlaid_with_nothing(&self, months: u16) -> Self {
        Self::from_months((0..=months).map(|month| self.at(month).clone()))
    }

    /// The same policy with the lever at a position of the registry set back to that of `base`.
    #[must_use]
    pub fn reverting(&self, position: usize, base: &Self, months: u16) -> Self {
        Self::from_months((0..=months).map(|month| {
            let mut table = self.at(month).clone();
            table.values[position] = base.at(month).values[position];
            table
        }))
    }

    /// The same policy with so much more of a lever in every borough and month.
    #[must_use]
    pub fn raising(&self, lever: Lever, step: f64, months: u16) -> Self {
        Self::from_months((0..=months).map(|month| {
            let mut table = self.at(month).clone();
            let row = &mut table.values[lever as usize];
            *row = row.map(|value| value + step);
            table
        }))
    }

    /// The same policy with levers, by position of the registry, at a value in every borough and
    /// month.
    #[must_use]
    pub fn holding(&self, values: &[(usize, f64)]) -> Self {
        let changes = self.changes.iter().map(|(month, table)| {
            let mut table = table.clone();
            for &(position, value) in values {
                table.values[position] = [value; BOROUGHS];
            }
            (*month, table)
        });
        Self {
            changes: changes.collect(),
        }
    }

    /// The first month in which two policies differ, if any.
    pub fn first_difference(&self, other: &Self) -> Option<u16> {
        let mut months: Vec<u16> = self
            .changes
            .iter()
            .chain(&other.changes)
            .map(|(from, _)| *from)
            .collect();
        months.sort_unstable();
        months
            .into_iter()
            .find(|&month| self.at(month) != other.at(month))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defaults() -> LeverTable {
        let registry = LeverRegistry::embedded().expect("a registry");
        LeverTable::defaults(&registry).expect("the same levers")
    }

    #[test]
    fn code_and_registry_name_the_same_levers() {
        assert_eq!(defaults().city(Lever::ProgrammeMinimumAge), 55.0);
    }

    #[test]
    fn the_first_difference_is_the_first_month_with_another_value() {
        let base = Policy::constant(defaults());
        let mut changed = defaults();
        changed.set(Lever::ActivitiesPlaces as usize, Borough::Pernis, 12.0);
        let later = Policy::from_months((0..60).map(|month| {
            if month < 37 {
                defaults()
            } else {
                changed.clone()
            }
        }));
        assert_eq!(base.first_difference(&later), Some(37));
        assert_eq!(base.first_difference(&base), None);
        assert_eq!(later.at(36), &defaults());
        assert_eq!(later.at(200), &changed);
    }

    #[test]
    fn a_raised_policy_has_the_step_on_top_in_every_borough_and_month() {
        let base = Policy::constant(defaults());
        let raised = base.raising(Lever::GuidanceHours, 3.0, 12);
        for &borough in Borough::ALL {
            for month in [0, 12] {
                let of = |policy: &Policy| policy.at(month).get(Lever::GuidanceHours, borough);
                assert_eq!(of(&raised), of(&base) + 3.0);
            }
        }
        let back = raised.reverting(Lever::GuidanceHours as usize, &base, 12);
        assert_eq!(back, base);
    }
}
