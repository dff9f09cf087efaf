//! What running help asks of each resource in a month, and what it gets.
//!
//! A professional takes a limited number of clients: new help starts only where there are hours for
//! the whole pace of all who are in help, so who does not fit waits (§4.2.8). Work is divided
//! when less is left than running help asks: all trajectories go slower alike, and below the slowest
//! pace that makes sense the latest to start stop. Places are not divided.

use super::Ledger;
use super::interventions::Use;
use crate::vocabulary::{BOROUGHS, RESOURCES, Resource};

#[derive(Clone, Debug)]
pub(super) struct Claims {
    wanted: [[u32; BOROUGHS]; RESOURCES],
    slowest_pace: f64,
}

impl Claims {
    pub fn new(slowest_pace: f64) -> Self {
        Self {
            wanted: [[0; BOROUGHS]; RESOURCES],
            slowest_pace,
        }
    }

    pub fn add(&mut self, resource: Resource, borough: usize, amount: u32) {
        self.wanted[resource as usize][borough] += amount;
    }

    /// What running help asks, in the pool that serves a borough.
    pub fn wanted(&self, resource: Resource, borough: usize) -> u32 {
        let row = &self.wanted[resource as usize];
        if resource.is_city_wide() {
            row.iter().sum()
        } else {
            row[borough]
        }
    }

    /// Is there room for one more to start? A borough with hours for less than one client at the
    /// whole pace takes one at the slowest.
    pub fn fits(&self, ledger: &Ledger, used: &Use, borough: usize) -> bool {
        let total = self.wanted(used.resource, borough) + used.monthly + used.at_start;
        let is_first = self.wanted(used.resource, borough) == 0;
        total <= ledger.left(used.resource, borough)
            || is_first && used.at_start == 0 && self.goes_on(ledger, used, borough)
    }

    /// Can help that runs go on beside what was claimed before it?
    pub fn goes_on(&self, ledger: &Ledger, used: &Use, borough: usize) -> bool {
        let available = ledger.left(used.resource, borough);
        let total = self.wanted(used.resource, borough) + used.monthly;
        if used.resource.is_places() {
            return total <= available;
        }
        available > 0 && f64::from(available) >= f64::from(total) * self.slowest_pace
    }

    /// What a claim gets when the resource is divided.
    pub fn share(&self, ledger: &Ledger, resource: Resource, borough: usize, claim: u32) -> u32 {
        let available = u64::from(ledger.left(resource, borough));
        let wanted = u64::from(self.wanted(resource, borough));
        if wanted <= available {
            return claim;
        }
        // At most the claim, so it fits.
        (u64::from(claim) * available / wanted) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USE: Use = Use {
        resource: Resource::Advisers,
        monthly: 100,
        at_start: 0,
        vital: true,
    };

    fn ledger(minutes: u32) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.provide(Resource::Advisers, 0, minutes);
        ledger
    }

    #[test]
    fn shares_never_add_up_to_more_than_there_is() {
        let ledger = ledger(250);
        let mut claims = Claims::new(0.6);
        for claim in [100, 100, 100, 33] {
            claims.add(Resource::Advisers, 0, claim);
        }
        let given: u32 = [100, 100, 100, 33]
            .iter()
            .map(|&claim| claims.share(&ledger, Resource::Advisers, 0, claim))
            .sum();
        assert!((247..=250).contains(&given), "{given}");
    }

    #[test]
    fn new_help_starts_only_when_there_is_time_for_all() {
        let mut claims = Claims::new(0.6);
        assert!(claims.fits(&ledger(100), &USE, 0));
        claims.add(Resource::Advisers, 0, 100);
        assert!(claims.fits(&ledger(200), &USE, 0));
        assert!(!claims.fits(&ledger(199), &USE, 0));
    }

    #[test]
    fn the_first_client_of_a_small_borough_may_start_at_the_slowest_pace() {
        let mut claims = Claims::new(0.6);
        assert!(claims.fits(&ledger(60), &USE, 0));
        assert!(!claims.fits(&ledger(59), &USE, 0));
        assert!(!Claims::new(0.6).fits(&ledger(0), &USE, 0));
        claims.add(Resource::Advisers, 0, 100);
        assert!(!claims.fits(&ledger(160), &USE, 0));
    }

    #[test]
    fn running_help_goes_on_down_to_the_slowest_pace() {
        let mut claims = Claims::new(0.6);
        assert!(claims.goes_on(&ledger(60), &USE, 0));
        claims.add(Resource::Advisers, 0, 100);
        assert!(claims.goes_on(&ledger(120), &USE, 0));
        assert!(!claims.goes_on(&ledger(119), &USE, 0));
        assert!(!Claims::new(0.6).goes_on(&ledger(0), &USE, 0));
    }
}
