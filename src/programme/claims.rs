//! What running help asks of each resource in a month, and what it gets.
//!
//! A professional takes a limited number of clients: new help starts only where there are hours for
//! the whole pace of all who are in help, so who does not fit waits (§4.2.8). Work is divided
//! when less is left than running help asks: all trajectories go slower alike, and below the slowest
//! pace that makes sense the latest to start stop. Places are not divided.

use super::interventions::Use;
use super::pools::Pools;
use super::reserved::{Ceiling, paces};
use super::{Client, Ledger};
use crate::vocabulary::{BOROUGHS, GROUPS, Group, RESOURCES, Resource};

#[derive(Clone, Debug)]
pub(super) struct Claims {
    wanted: [[u32; BOROUGHS]; RESOURCES],
    /// The same by group of residents.
    by_group: Vec<[[u32; GROUPS]; BOROUGHS]>,
    pools: Pools,
    slowest_pace: f64,
}

impl Claims {
    pub fn new(pools: &Pools, slowest_pace: f64) -> Self {
        Self {
            pools: pools.clone(),
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
        let pool = self.pools.of(resource, borough);
        let members = self.pools.members(resource, pool);
        members.map(|one| self.wanted[resource as usize][one]).sum()
    }

    /// What running help of a group of residents asks, in the pool that serves a borough.
    fn wanted_by(&self, resource: Resource, borough: usize, group: Group) -> u32 {
        let rows = &self.by_group[resource as usize];
        let pool = self.pools.of(resource, borough);
        let members = self.pools.members(resource, pool);
        members.map(|one| rows[one][group.index()]).sum()
    }

    /// Is there room for one more to start, in the pool and under each ceiling? Where nobody is helped
    /// yet and hours are too few for one client at the whole pace, one starts at the slowest.
    pub fn fits(&self, ledger: &Ledger, used: &Use, client: Client) -> bool {
        let asked = used.monthly + used.at_start;
        self.everywhere(ledger, used.resource, client, |available, wanted| {
            wanted + asked <= available
                || wanted == 0 && used.at_start == 0 && self.lasts(used, available, wanted)
        })
    }

    /// Can help that runs go on beside what was claimed before it, in the pool and under each ceiling?
    pub fn goes_on(&self, ledger: &Ledger, used: &Use, client: Client) -> bool {
        self.everywhere(ledger, used.resource, client, |available, wanted| {
            self.lasts(used, available, wanted)
        })
    }

    /// Is what there is enough for one more beside those who want it, at the slowest pace?
    fn lasts(&self, used: &Use, available: u32, wanted: u32) -> bool {
        let total = wanted + used.monthly;
        if used.resource.is_places() {
            return total <= available;
        }
        available > 0 && f64::from(available) >= f64::from(total) * self.slowest_pace
    }

    /// Does something hold of what is available and wanted, in the pool and under each ceiling on
    /// those to whom the client belongs?
    fn everywhere(
        &self,
        ledger: &Ledger,
        resource: Resource,
        client: Client,
        holds: impl Fn(u32, u32) -> bool,
    ) -> bool {
        let Client { borough, group } = client;
        let under = |ceiling: &Ceiling| {
            let wanted = |group| self.wanted_by(resource, borough, group);
            holds(ceiling.left(), ceiling.who.iter().map(wanted).sum())
        };
        let pool = ledger.left_in(resource, borough);
        holds(pool, self.wanted(resource, borough))
            && ledger
                .ceilings(resource, borough)
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
        let mut claims = Claims::new(&Pools::default(), 0.6);
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
    fn new_help_starts_only_when_there_is_time_for_all() {
        let client = of(RecordedAge::From75);
        let mut claims = Claims::new(&Pools::default(), 0.6);
        assert!(claims.fits(&ledger(100), &USE, client));
        claims.add(Resource::Advisers, client, 100);
        assert!(claims.fits(&ledger(200), &USE, client));
        assert!(!claims.fits(&ledger(199), &USE, client));
    }

    #[test]
    fn the_first_client_of_a_small_borough_may_start_at_the_slowest_pace() {
        let client = of(RecordedAge::From75);
        let mut claims = Claims::new(&Pools::default(), 0.6);
        assert!(claims.fits(&ledger(60), &USE, client));
        assert!(!claims.fits(&ledger(59), &USE, client));
        assert!(!Claims::new(&Pools::default(), 0.6).fits(&ledger(0), &USE, client));
        claims.add(Resource::Advisers, client, 100);
        assert!(!claims.fits(&ledger(160), &USE, client));
    }

    #[test]
    fn running_help_goes_on_down_to_the_slowest_pace() {
        let client = of(RecordedAge::From75);
        let mut claims = Claims::new(&Pools::default(), 0.6);
        assert!(claims.goes_on(&ledger(60), &USE, client));
        claims.add(Resource::Advisers, client, 100);
        assert!(claims.goes_on(&ledger(120), &USE, client));
        assert!(!claims.goes_on(&ledger(119), &USE, client));
        assert!(!Claims::new(&Pools::default(), 0.6).goes_on(&ledger(0), &USE, client));
    }

    #[test]
    fn what_is_for_some_alone_is_not_taken_by_others() {
        let [old, young] = [RecordedAge::From75, RecordedAge::From55To64].map(of);
        let mut ledger = ledger(300);
        let others = GroupSet::with(|group| group.age() != RecordedAge::From75);
        ledger.limit(Resource::Advisers, 0, others, 100);
        let mut claims = Claims::new(&Pools::default(), 1.0);
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
