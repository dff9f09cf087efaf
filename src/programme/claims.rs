//! What running help asks of each resource in a month, and what it gets.
//!
//! Work is divided: when less is there than is asked, all trajectories go slower alike. Places are
//! not divided. New help starts only where all can go on at the slowest pace that makes sense.

use super::interventions::Use;
use super::reserved::{Ceiling, paces};
use super::{Client, Ledger};
use crate::vocabulary::{BOROUGHS, GROUPS, Group, RESOURCES, Resource};

#[derive(Clone, Debug)]
pub(super) struct Claims {
    wanted: [[u32; BOROUGHS]; RESOURCES],
    /// The same by group of residents.
    by_group: Vec<[[u32; GROUPS]; BOROUGHS]>,
    slowest_pace: f64,
}

impl Claims {
    pub fn new(slowest_pace: f64) -> Self {
        Self {
            wanted: [[0; BOROUGHS]; RESOURCES],
            by_group: vec![[[0; GROUPS]; BOROUGHS]; RESOURCES],
            slowest_pace,
        }
    }

    pub fn add(&mut self, resource: Resource, client: Client, amount: u32) {
        let Client { borough, group } = client;
        self.wanted[resource as usize][borough] += amount;
        self.by_group[resource as usize][borough][group.index()] += amount;
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

    /// What running help of a group of residents asks, in the pool that serves a borough.
    fn wanted_by(&self, resource: Resource, borough: usize, group: Group) -> u32 {
        let rows = &self.by_group[resource as usize];
        if resource.is_city_wide() {
            rows.iter().map(|row| row[group.index()]).sum()
        } else {
            rows[borough][group.index()]
        }
    }

    /// Is there room for one more use, in the pool and under each ceiling?
    pub fn fits(&self, ledger: &Ledger, used: &Use, client: Client) -> bool {
        let Client { borough, group } = client;
        let one_more = used.monthly + used.at_start;
        let room = |available: u32, wanted: u32| {
            let total = wanted + one_more;
            if used.resource.is_places() {
                return total <= available;
            }
            available > 0 && f64::from(available) >= f64::from(total) * self.slowest_pace
        };
        let under = |ceiling: &Ceiling| {
            let wanted = |group| self.wanted_by(used.resource, borough, group);
            room(ceiling.left(), ceiling.who.iter().map(wanted).sum())
        };
        let (pool, wanted) = (
            ledger.left_in(used.resource, borough),
            self.wanted(used.resource, borough),
        );
        room(pool, wanted)
            && ledger
                .ceilings(used.resource, borough)
                .filter(|ceiling| ceiling.who.contains(group))
                .all(under)
    }

    /// What a claim gets when the resource is divided.
    pub fn share(&self, ledger: &Ledger, resource: Resource, client: Client, claim: u32) -> u32 {
        let mut ceilings = ledger.ceilings(resource, client.borough).peekable();
        if ceilings.peek().is_none() {
            return self.share_of_pool(ledger, resource, client.borough, claim);
        }
        let asked = std::array::from_fn(|place| {
            let group = Group::all().nth(place);
            group.map_or(0, |group| self.wanted_by(resource, client.borough, group))
        });
        let pool = ledger.left_in(resource, client.borough);
        let ceilings = ceilings.map(|ceiling| (ceiling.who, ceiling.left()));
        let pace = paces(&asked, ceilings, pool)[client.group.index()];
        (f64::from(claim) * pace) as u32
    }

    /// What a claim gets of a pool that all residents share alike.
    pub fn share_of_pool(
        &self,
        ledger: &Ledger,
        resource: Resource,
        borough: usize,
        claim: u32,
    ) -> u32 {
        let available = u64::from(ledger.left_in(resource, borough));
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
    use crate::vocabulary::{GroupSet, IsolationCategory, RecordedAge};

    const USE: Use = Use {
        resource: Resource::Advisers,
        monthly: 100,
        at_start: 0,
        vital: true,
    };

    fn of(age: RecordedAge) -> Client {
        Client {
            borough: 0,
            group: Group::of(age, IsolationCategory::Situational),
        }
    }

    fn ledger(minutes: u32) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.provide(Resource::Advisers, 0, minutes);
        ledger
    }

    #[test]
    fn shares_never_add_up_to_more_than_there_is() {
        let ledger = ledger(250);
        let client = of(RecordedAge::From75);
        let mut claims = Claims::new(0.6);
        for claim in [100, 100, 100, 33] {
            claims.add(Resource::Advisers, client, claim);
        }
        let given: u32 = [100, 100, 100, 33]
            .iter()
            .map(|&claim| claims.share(&ledger, Resource::Advisers, client, claim))
            .sum();
        assert!((247..=250).contains(&given), "{given}");
    }

    #[test]
    fn new_help_starts_only_when_all_can_go_on() {
        let client = of(RecordedAge::From75);
        let mut claims = Claims::new(0.6);
        assert!(claims.fits(&ledger(60), &USE, client));
        claims.add(Resource::Advisers, client, 100);
        assert!(!claims.fits(&ledger(100), &USE, client));
        assert!(claims.fits(&ledger(120), &USE, client));
        assert!(!claims.fits(&ledger(119), &USE, client));
        assert!(!Claims::new(0.6).fits(&ledger(0), &USE, client));
    }

    #[test]
    fn what_is_for_some_alone_is_not_taken_by_others() {
        let [old, young] = [RecordedAge::From75, RecordedAge::From55To64].map(of);
        let mut ledger = ledger(300);
        let others = GroupSet::with(|group| group.age() != RecordedAge::From75);
        ledger.limit(Resource::Advisers, 0, others, 100);
        let mut claims = Claims::new(1.0);
        assert!(claims.fits(&ledger, &USE, young));
        claims.add(Resource::Advisers, young, 100);
        assert!(!claims.fits(&ledger, &USE, young) && claims.fits(&ledger, &USE, old));
        // Whoever goes on beyond the ceiling gets less; the others all that they ask.
        claims.add(Resource::Advisers, young, 100);
        claims.add(Resource::Advisers, old, 150);
        assert_eq!(claims.share(&ledger, Resource::Advisers, young, 100), 50);
        assert_eq!(claims.share(&ledger, Resource::Advisers, old, 150), 150);
    }
}
