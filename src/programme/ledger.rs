//! The ledger: every minute and place of a month is accounted for.

use crate::vocabulary::{BOROUGHS, Label, Term};

/// Something scarce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Resource {
    /// Minutes of professionals for guidance, per borough.
    Guidance,
    /// Minutes for coordinating volunteers, for the whole city.
    Coordination,
    /// Places at group activities, per borough.
    ActivityPlaces,
    /// Minutes of volunteers, for the whole city.
    VolunteerTime,
}

/// Number of resources.
pub const RESOURCES: usize = 4;

/// Place of the city-wide resources after the boroughs.
const CITY: usize = BOROUGHS;

/// What there was of a resource, and what became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What there was.
    pub available: u32,
    /// What was used; in the borough of the resident who was helped.
    pub used: u32,
    /// What was asked for and could not be given.
    pub refused: u32,
}

impl Account {
    /// What was left over.
    pub fn idle(&self) -> u32 {
        self.available - self.used
    }
}

/// The accounts of one month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    accounts: [[Account; BOROUGHS + 1]; RESOURCES],
}

impl Ledger {
    /// The account of a resource in a borough.
    pub fn borough(&self, resource: Resource, borough: usize) -> Account {
        self.accounts[resource as usize][borough]
    }

    /// The account of a resource over the whole city.
    pub fn city(&self, resource: Resource) -> Account {
        let mut total = Account::default();
        for account in &self.accounts[resource as usize] {
            total.available += account.available;
            total.used += account.used;
            total.refused += account.refused;
        }
        total
    }

    pub(super) fn provide(&mut self, resource: Resource, borough: usize, amount: u32) {
        self.accounts[resource as usize][borough].available += amount;
    }

    pub(super) fn provide_city(&mut self, resource: Resource, amount: u32) {
        self.provide(resource, CITY, amount);
    }

    pub(super) fn spend(&mut self, resource: Resource, borough: usize, amount: u32) {
        self.accounts[resource as usize][borough].used += amount;
    }

    pub(super) fn refuse(&mut self, resource: Resource, borough: usize, amount: u32) {
        self.accounts[resource as usize][borough].refused += amount;
    }

    /// What is left in a borough.
    pub(super) fn left(&self, resource: Resource, borough: usize) -> u32 {
        self.borough(resource, borough).idle()
    }

    /// What is left in the city.
    pub(super) fn left_in_city(&self, resource: Resource) -> u32 {
        self.city(resource).idle()
    }

    /// Checks that nothing was used that was not there.
    ///
    /// # Errors
    /// Says what was overspent.
    pub fn check(&self) -> Result<(), String> {
        for &resource in Resource::ALL {
            let total = self.city(resource);
            if total.used > total.available {
                return Err(format!("{resource:?} overspent: {total:?}"));
            }
            if !resource.is_city_wide() {
                for borough in 0..BOROUGHS {
                    let account = self.borough(resource, borough);
                    if account.used > account.available {
                        return Err(format!("{resource:?} overspent in {borough}: {account:?}"));
                    }
                }
            }
        }
        Ok(())
    }
}

impl Resource {
    fn is_city_wide(self) -> bool {
        matches!(self, Self::Coordination | Self::VolunteerTime)
    }
}

impl Term for Resource {
    const ALL: &'static [Self] = &[
        Self::Guidance,
        Self::Coordination,
        Self::ActivityPlaces,
        Self::VolunteerTime,
    ];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        [
            "guidance",
            "coordination",
            "activity_places",
            "volunteer_time",
        ][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::Guidance => Label::new("minuten begeleiding", "minutes of guidance"),
            Self::Coordination => Label::new("minuten coördinatie", "minutes of coordination"),
            Self::ActivityPlaces => Label::new("plaatsen bij activiteiten", "activity places"),
            Self::VolunteerTime => Label::new("minuten van vrijwilligers", "volunteer minutes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_without_being_there_is_found() {
        let mut ledger = Ledger::default();
        ledger.provide(Resource::Guidance, 3, 100);
        ledger.spend(Resource::Guidance, 3, 100);
        assert_eq!(ledger.check(), Ok(()));
        ledger.spend(Resource::Guidance, 4, 1);
        assert!(ledger.check().is_err());
    }

    #[test]
    fn city_wide_minutes_may_be_used_in_any_borough() {
        let mut ledger = Ledger::default();
        ledger.provide_city(Resource::Coordination, 100);
        ledger.spend(Resource::Coordination, 7, 60);
        assert_eq!(ledger.check(), Ok(()));
        assert_eq!(ledger.left_in_city(Resource::Coordination), 40);
    }
}
