//! The ledger: every minute and place of a month is accounted for.

use crate::vocabulary::{BOROUGHS, RESOURCES, Resource, Term};

/// What there was of a resource, and what became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What there was. A pool of the whole city is divided over the boroughs for the books only.
    pub available: u32,
    /// What was used; in the borough of the resident who was helped.
    pub used: u32,
    /// What was asked for and could not be given.
    pub refused: u32,
}

impl Account {
    /// What was left over.
    pub fn idle(&self) -> u32 {
        self.available.saturating_sub(self.used)
    }
}

/// The accounts of one month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    accounts: [[Account; BOROUGHS]; RESOURCES],
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

    /// The account from which a resident of a borough is served: its own, or that of the city.
    pub fn pool(&self, resource: Resource, borough: usize) -> Account {
        if resource.is_city_wide() {
            self.city(resource)
        } else {
            self.borough(resource, borough)
        }
    }

    pub(super) fn provide(&mut self, resource: Resource, borough: usize, amount: u32) {
        self.accounts[resource as usize][borough].available += amount;
    }

    pub(super) fn spend(&mut self, resource: Resource, borough: usize, amount: u32) {
        self.accounts[resource as usize][borough].used += amount;
    }

    pub(super) fn refuse(&mut self, resource: Resource, borough: usize, amount: u32) {
        self.accounts[resource as usize][borough].refused += amount;
    }

    /// What is left for a resident of a borough.
    pub(super) fn left(&self, resource: Resource, borough: usize) -> u32 {
        self.pool(resource, borough).idle()
    }

    /// Spends what is wanted as far as it is there, and notes what lacks. Gives what was spent.
    pub(super) fn draw(&mut self, resource: Resource, borough: usize, wanted: u32) -> u32 {
        let given = wanted.min(self.left(resource, borough));
        self.spend(resource, borough, given);
        self.refuse(resource, borough, wanted - given);
        given
    }

    /// Checks that nothing was used that was not there.
    ///
    /// # Errors
    /// Says what was overspent.
    pub fn check(&self) -> Result<(), String> {
        for &resource in Resource::ALL {
            for borough in 0..BOROUGHS {
                let account = self.pool(resource, borough);
                if account.used > account.available {
                    return Err(format!("{resource:?} overspent in {borough}: {account:?}"));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_without_being_there_is_found() {
        let mut ledger = Ledger::default();
        ledger.provide(Resource::Advisers, 3, 100);
        ledger.spend(Resource::Advisers, 3, 100);
        assert_eq!(ledger.check(), Ok(()));
        ledger.spend(Resource::Advisers, 4, 1);
        assert!(ledger.check().is_err());
    }

    #[test]
    fn city_wide_minutes_may_be_used_in_any_borough() {
        let mut ledger = Ledger::default();
        ledger.provide(Resource::Coordination, 0, 100);
        assert_eq!(ledger.draw(Resource::Coordination, 7, 60), 60);
        assert_eq!(ledger.check(), Ok(()));
        assert_eq!(ledger.draw(Resource::Coordination, 2, 60), 40);
        assert_eq!(ledger.city(Resource::Coordination).refused, 20);
    }
}
