//! The ledger: every minute and place of a month is accounted for.

use super::pools::Pools;
use super::reserved::{Ceiling, Client};
use crate::vocabulary::{BOROUGHS, GroupSet, RESOURCES, Resource, Term};

/// What there was of a resource, and what became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What there was. A pool of several boroughs is divided over them for the books only.
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
    /// What some residents may use of it, the smallest groups first; mostly none.
    ceilings: Vec<Ceiling>,
    pools: Pools,
}

impl Ledger {
    /// Empty accounts for these pools.
    pub(super) fn new(pools: Pools) -> Self {
        Self {
            pools,
            ..Self::default()
        }
    }

    /// Which boroughs share what.
    pub(super) fn pools(&self) -> &Pools {
        &self.pools
    }

    /// The account of a resource in a borough.
    pub fn borough(&self, resource: Resource, borough: usize) -> Account {
        self.accounts[resource as usize][borough]
    }

    /// The account of a resource over the whole city.
    pub fn city(&self, resource: Resource) -> Account {
        self.sum(resource, 0..BOROUGHS)
    }

    /// The account from which a resident of a borough is served: that of all who share it.
    pub fn pool(&self, resource: Resource, borough: usize) -> Account {
        let pool = self.pools.of(resource, borough);
        self.sum(resource, self.pools.members(resource, pool))
    }

    fn sum(&self, resource: Resource, boroughs: impl Iterator<Item = usize>) -> Account {
        let mut total = Account::default();
        for borough in boroughs {
            let account = self.borough(resource, borough);
            total.available += account.available;
            total.used += account.used;
            total.refused += account.refused;
        }
        total
    }

    pub(super) fn provide(&mut self, resource: Resource, borough: usize, amount: u32) {
        self.accounts[resource as usize][borough].available += amount;
    }

    /// Some residents of a pool may use only so much of a resource together.
    pub(super) fn limit(&mut self, resource: Resource, borough: usize, who: GroupSet, most: u32) {
        self.ceilings.push(Ceiling {
            resource,
            pool: self.pools.of(resource, borough),
            who,
            available: most,
            used: 0,
        });
    }

    /// The ceilings of a resource in the pool of a borough, the smallest groups first.
    pub(super) fn ceilings(
        &self,
        resource: Resource,
        borough: usize,
    ) -> impl Iterator<Item = &Ceiling> + Clone {
        let pool = self.pools.of(resource, borough);
        let here = move |one: &&Ceiling| one.resource == resource && one.pool == pool;
        self.ceilings.iter().filter(here)
    }

    /// Spends what a resident uses.
    pub(super) fn spend(&mut self, resource: Resource, client: Client, amount: u32) {
        self.spend_in(resource, client.borough, amount);
        let pool = self.pools.of(resource, client.borough);
        for ceiling in &mut self.ceilings {
            if ceiling.resource == resource
                && ceiling.pool == pool
                && ceiling.who.contains(client.group)
            {
                ceiling.used += amount;
            }
        }
    }

    /// Spends what is used for no resident in particular.
    pub(super) fn spend_in(&mut self, resource: Resource, borough: usize, amount: u32) {
        self.accounts[resource as usize][borough].used += amount;
    }

    pub(super) fn refuse(&mut self, resource: Resource, borough: usize, amount: u32) {
        self.accounts[resource as usize][borough].refused += amount;
    }

    /// What is left in the pool of a borough.
    pub(super) fn left_in(&self, resource: Resource, borough: usize) -> u32 {
        self.pool(resource, borough).idle()
    }

    /// What is left for a resident.
    pub(super) fn left(&self, resource: Resource, client: Client) -> u32 {
        self.ceilings(resource, client.borough)
            .filter(|ceiling| ceiling.who.contains(client.group))
            .map(Ceiling::left)
            .fold(self.left_in(resource, client.borough), u32::min)
    }

    /// Spends what is wanted as far as it is there, and notes what lacks. Gives what was spent.
    pub(super) fn draw(&mut self, resource: Resource, client: Client, wanted: u32) -> u32 {
        let given = wanted.min(self.left(resource, client));
        self.spend(resource, client, given);
        self.refuse(resource, client.borough, wanted - given);
        given
    }

    /// Takes what is left of a resource of the whole city out of the accounts, up to `most`. Gives what was
    /// taken from each borough: in proportion to what there was.
    pub(super) fn take_idle(&mut self, resource: Resource, most: u32) -> [u32; BOROUGHS] {
        debug_assert!(resource.is_city_wide());
        let all = self.city(resource);
        let taken = u64::from(all.idle().min(most));
        let (mut before, mut so_far) = (0, 0);
        std::array::from_fn(|borough| {
            let account = &mut self.accounts[resource as usize][borough];
            before += u64::from(account.available);
            // At most what there was, so it fits.
            let due = (taken * before)
                .checked_div(u64::from(all.available))
                .unwrap_or(0);
            let here = (due - so_far) as u32;
            so_far = due;
            account.available -= here;
            here
        })
    }

    /// At the end of the month: what boroughs used of what others of their pool had is theirs in the
    /// books, so that in each borough there was at least what it used.
    pub(super) fn settle(&mut self) {
        let own = Resource::ALL.iter().filter(|one| !one.is_city_wide());
        for &resource in own {
            for pool in self.pools.all(resource) {
                let mut lacking: u32 = self
                    .pools
                    .members(resource, pool)
                    .map(|borough| self.borough(resource, borough))
                    .map(|account| account.used.saturating_sub(account.available))
                    .sum();
                for borough in self.pools.members(resource, pool) {
                    let account = &mut self.accounts[resource as usize][borough];
                    let idle = account.idle().min(lacking);
                    account.available = account.available.max(account.used) - idle;
                    lacking -= idle;
                }
            }
        }
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
        match self.ceilings.iter().find(|one| one.used > one.available) {
            Some(ceiling) => Err(format!("some used more than they may: {ceiling:?}")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{Group, IsolationCategory, RecordedAge};

    fn client(borough: usize, age: RecordedAge) -> Client {
        Client {
            borough,
            group: Group::of(age, IsolationCategory::Situational),
        }
    }

    #[test]
    fn what_was_used_without_being_there_is_found() {
        let mut ledger = Ledger::default();
        ledger.provide(Resource::Advisers, 3, 100);
        ledger.spend(Resource::Advisers, client(3, RecordedAge::From75), 100);
        assert_eq!(ledger.check(), Ok(()));
        ledger.spend(Resource::Advisers, client(4, RecordedAge::From75), 1);
        assert!(ledger.check().is_err());
    }

    #[test]
    fn city_wide_minutes_may_be_used_in_any_borough() {
        let mut ledger = Ledger::default();
        let of = |borough| client(borough, RecordedAge::From75);
        ledger.provide(Resource::Coordination, 0, 100);
        assert_eq!(ledger.draw(Resource::Coordination, of(7), 60), 60);
        assert_eq!(ledger.check(), Ok(()));
        assert_eq!(ledger.draw(Resource::Coordination, of(2), 60), 40);
        assert_eq!(ledger.city(Resource::Coordination).refused, 20);
    }

    #[test]
    fn what_is_left_can_be_taken_out_and_the_books_still_balance() {
        let mut ledger = Ledger::default();
        for (borough, minutes) in [(0, 100), (1, 1), (5, 50), (12, 7)] {
            ledger.provide(Resource::Coordination, borough, minutes);
        }
        ledger.spend_in(Resource::Coordination, 3, 90);
        let taken = ledger.take_idle(Resource::Coordination, 60);
        assert_eq!(taken.iter().sum::<u32>(), 60);
        let left = ledger.city(Resource::Coordination);
        assert_eq!((left.available, left.used, left.idle()), (98, 90, 8));
        assert_eq!(ledger.check(), Ok(()));
        let rest = ledger.take_idle(Resource::Coordination, 60);
        assert_eq!(rest.iter().sum::<u32>(), 8);
        let mut empty = Ledger::default();
        assert_eq!(empty.take_idle(Resource::Coordination, 60), [0; BOROUGHS]);
    }

    #[test]
    fn who_may_use_only_a_part_leaves_the_rest_to_others() {
        let mut ledger = Ledger::default();
        let [old, young] = [RecordedAge::From75, RecordedAge::From55To64].map(|age| client(3, age));
        ledger.provide(Resource::Advisers, 3, 100);
        let others = GroupSet::with(|group| group.age() != RecordedAge::From75);
        ledger.limit(Resource::Advisers, 3, others, 40);
        assert_eq!(ledger.draw(Resource::Advisers, young, 60), 40);
        assert_eq!(ledger.draw(Resource::Advisers, young, 1), 0);
        assert_eq!(ledger.left(Resource::Advisers, old), 60);
        assert_eq!(ledger.draw(Resource::Advisers, old, 90), 60);
        assert_eq!(ledger.check(), Ok(()));
        ledger.provide(Resource::Advisers, 3, 10);
        ledger.spend(Resource::Advisers, young, 1);
        assert!(ledger.check().is_err());
    }
}
