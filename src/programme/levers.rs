//! Levers and their values month by month.

use crate::evidence::{LeverRegistry, RegistryError};
use crate::vocabulary::{BOROUGHS, Borough, GROUPS, Group, Term};

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

/// The value of a lever for each group of residents in each borough.
pub type GroupValues = [[f64; GROUPS]; BOROUGHS];

/// The value of each lever in each borough, in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct LeverTable {
    /// Where groups of residents have different values, the highest.
    values: [[f64; BOROUGHS]; LEVERS],
    /// The levers of which some groups have another value, by position; few, and mostly none.
    by_group: Vec<(usize, Box<GroupValues>)>,
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
            None => Ok(Self {
                values,
                by_group: Vec::new(),
            }),
        }
    }

    /// The value of a lever in a borough; the highest, where groups of residents differ.
    #[inline]
    pub fn get(&self, lever: Lever, borough: Borough) -> f64 {
        self.values[lever as usize][borough.index()]
    }

    /// The value of a lever for a group of residents of a borough.
    pub fn of(&self, lever: Lever, borough: Borough, group: Group) -> f64 {
        match self.groups(lever) {
            Some(values) => values[borough.index()][group.index()],
            None => self.get(lever, borough),
        }
    }

    /// The values by group of a lever of which some groups have another value.
    pub fn groups(&self, lever: Lever) -> Option<&GroupValues> {
        self.groups_at(lever as usize)
    }

    fn groups_at(&self, position: usize) -> Option<&GroupValues> {
        let mut limited = self.by_group.iter();
        limited
            .find(|(own, _)| *own == position)
            .map(|(_, values)| &**values)
    }

    /// The value of the lever at a position of the registry in a borough; where groups of residents have
    /// values of their own, their mean.
    pub fn value(&self, position: usize, borough: Borough) -> f64 {
        match self.groups_at(position) {
            Some(values) => values[borough.index()].iter().sum::<f64>() / GROUPS as f64,
            None => self.values[position][borough.index()],
        }
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
        self.set_groups(lever as usize, &[[value; GROUPS]; BOROUGHS]);
    }

    /// Every number of the table, in an order that does not change: by lever and borough, then those of
    /// levers with other values for some groups, each after its position.
    pub fn numbers(&self) -> impl Iterator<Item = f64> {
        let groups = self.by_group.iter().flat_map(|(position, values)| {
            std::iter::once(*position as f64).chain(values.iter().flatten().copied())
        });
        self.values.iter().flatten().copied().chain(groups)
    }

    /// Sets the lever at a position of the registry for everybody in one borough.
    pub fn set(&mut self, position: usize, borough: Borough, value: f64) {
        if let Some((_, values)) = self.by_group.iter_mut().find(|(own, _)| *own == position) {
            let mut values = **values;
            values[borough.index()] = [value; GROUPS];
            self.set_groups(position, &values);
        } else {
            self.values[position][borough.index()] = value;
        }
    }

    /// Sets the lever at a position of the registry for each group of residents in each borough. A
    /// limit to all groups is no limit.
    pub fn set_groups(&mut self, position: usize, values: &GroupValues) {
        let highest = |groups: &[f64; GROUPS]| groups.iter().copied().fold(f64::MIN, f64::max);
        self.values[position] = values.each_ref().map(highest);
        self.by_group.retain(|(own, _)| *own != position);
        let differ = |groups: &[f64; GROUPS]| groups.iter().any(|value| *value != groups[0]);
        if values.iter().any(differ) {
            self.by_group.push((position, Box::new(*values)));
            self.by_group.sort_unstable_by_key(|(own, _)| *own);
        }
    }

    /// The lever at a position as it is in another table.
    fn take(&mut self, position: usize, other: &Self) {
        self.values[position] = other.values[position];
        self.by_group.retain(|(own, _)| *own != position);
        let theirs = other.by_group.iter().filter(|(own, _)| *own == position);
        self.by_group.extend(theirs.cloned());
        self.by_group.sort_unstable_by_key(|(own, _)| *own);
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
            table.take(position, base.at(month));
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
            for (position, values) in &mut table.by_group {
                if *position == lever as usize {
                    **values = values.map(|groups| groups.map(|value| value + step));
                }
            }
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
                table.set_groups(position, &[[value; GROUPS]; BOROUGHS]);
            }
            (*month, table)
        });
        Self {
            changes: changes.collect(),
        }
    }

    /// The first month in which two policies differ, if any.
    pub fn first_difference(&self, other: &Self) -> Option<u16> {
        self.first_difference_from(0, other)
    }

    /// The first month from `from` on in which two policies differ, if any.
    pub fn first_difference_from(&self, from: u16, other: &Self) -> Option<u16> {
        let changes = self.changes.iter().chain(&other.changes);
        let mut months: Vec<u16> = changes.map(|(month, _)| from.max(*month)).collect();
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
    fn a_limit_to_all_groups_is_no_limit() {
        let position = Lever::SignallingHomeCare as usize;
        let mut limited = defaults();
        let mut values = [[1.0; GROUPS]; BOROUGHS];
        values[3][20] = 2.0;
        limited.set_groups(position, &values);
        assert_ne!(limited, defaults());
        let of = |table: &LeverTable, group| {
            let group = Group::all().nth(group).expect("a group");
            table.of(Lever::SignallingHomeCare, Borough::Noord, group)
        };
        assert_eq!((of(&limited, 20), of(&limited, 19)), (2.0, 1.0));
        assert_eq!(limited.get(Lever::SignallingHomeCare, Borough::Noord), 2.0);
        let policy = Policy::constant(limited.clone());
        let base = Policy::constant(defaults());
        assert_eq!(policy.reverting(position, &base, 12), base);
        let raised = policy.raising(Lever::SignallingHomeCare, 0.5, 12);
        assert_eq!(of(raised.at(6), 20), 2.5);
        assert_eq!(of(raised.at(6), 0), 1.5);
        values[3] = [1.0; GROUPS];
        limited.set_groups(position, &values);
        assert_eq!(limited, defaults());
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
