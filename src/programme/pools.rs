//! Which boroughs share what there is of a resource.
//!
//! In the full city each borough has its own hours and places, apart from what is of the whole city. A
//! professional takes a whole client or none, so in a small part of the city, where the hours of a borough
//! are less than a client takes, most of them would be lost. There as many boroughs as make up one of the
//! full city share their hours and places: those next to each other in the list, as far as their levers
//! are the same. So a part of the city can do its part of the work, and what a lever gives to one borough
//! stays there.

use super::capacity::levers_of;
use super::{Lever, LeverTable};
use crate::vocabulary::{BOROUGHS, Borough, Group, RESOURCES, Resource, Term};

/// For each resource and borough, the first borough that shares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pools {
    first: [[u8; BOROUGHS]; RESOURCES],
    /// For each resource and first borough, one past the last that shares it.
    end: [[u8; BOROUGHS]; RESOURCES],
    /// The first borough for what no resource decides.
    near: [u8; BOROUGHS],
}

impl Default for Pools {
    /// Those of the full city.
    fn default() -> Self {
        let own = std::array::from_fn(|borough| borough as u8);
        let first = std::array::from_fn(|place| {
            if Resource::ALL[place].is_city_wide() {
                [0; BOROUGHS]
            } else {
                own
            }
        });
        Self::from_first(first, own)
    }
}

impl Pools {
    /// Those of a city of which a share is simulated.
    pub fn new(levers: &LeverTable, scale: f64) -> Self {
        let full = Self::default();
        let count = ((BOROUGHS as f64 * scale).round() as usize).clamp(1, BOROUGHS);
        if count == BOROUGHS {
            return full;
        }
        let near = |borough: usize| borough * count / BOROUGHS;
        let first_of = |borough: usize, shared: &dyn Fn(usize) -> bool| {
            let mut earlier = 0..borough;
            let first = earlier.find(|&other| near(other) == near(borough) && shared(other));
            first.unwrap_or(borough) as u8
        };
        let near_first = std::array::from_fn(|borough| first_of(borough, &|_| true));
        let mut first = full.first;
        let own = Resource::ALL.iter().filter(|one| !one.is_city_wide());
        for &resource in own {
            first[resource as usize] = std::array::from_fn(|borough| {
                let shared = |other: usize| {
                    let levers_of = levers_of(resource).iter();
                    let [a, b] = [borough, other].map(|place| Borough::ALL[place]);
                    levers_of.clone().all(|&lever| same(levers, lever, a, b))
                };
                first_of(borough, &shared)
            });
        }
        Self::from_first(first, near_first)
    }

    fn from_first(first: [[u8; BOROUGHS]; RESOURCES], near: [u8; BOROUGHS]) -> Self {
        let mut end = [[0; BOROUGHS]; RESOURCES];
        for (end, first) in end.iter_mut().zip(&first) {
            for (next, &pool) in (1..).zip(first) {
                end[usize::from(pool)] = next;
            }
        }
        Self { first, end, near }
    }

    /// The pool that serves a borough, told by its first borough.
    pub fn of(&self, resource: Resource, borough: usize) -> usize {
        usize::from(self.first[resource as usize][borough])
    }

    /// The first of the boroughs that are as one in so small a city.
    pub fn near(&self, borough: usize) -> usize {
        usize::from(self.near[borough])
    }

    /// The pools of a resource, each told by its first borough.
    pub fn all(&self, resource: Resource) -> impl Iterator<Item = usize> + '_ {
        (0..BOROUGHS).filter(move |&borough| self.of(resource, borough) == borough)
    }

    /// The boroughs of a pool.
    pub fn members(&self, resource: Resource, pool: usize) -> impl Iterator<Item = usize> + Clone {
        let first = self.first[resource as usize];
        let end = usize::from(self.end[resource as usize][pool]);
        (pool..end).filter(move |&borough| usize::from(first[borough]) == pool)
    }
}

/// Does a lever give two boroughs the same, for every group of residents?
fn same(levers: &LeverTable, lever: Lever, a: Borough, b: Borough) -> bool {
    let of_group = |group| levers.of(lever, a, group) == levers.of(lever, b, group);
    levers.get(lever, a) == levers.get(lever, b)
        && (levers.groups(lever).is_none() || Group::all().all(of_group))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::LeverRegistry;

    fn table() -> LeverTable {
        LeverTable::defaults(&LeverRegistry::embedded().expect("levers")).expect("defaults")
    }

    fn pools(levers: &LeverTable, resource: Resource, scale: f64) -> Vec<usize> {
        Pools::new(levers, scale).all(resource).collect()
    }

    #[test]
    fn boroughs_share_what_one_of_the_full_city_has() {
        let levers = table();
        let all: Vec<usize> = (0..BOROUGHS).collect();
        assert_eq!(pools(&levers, Resource::Advisers, 1.0), all);
        assert_eq!(pools(&levers, Resource::Advisers, 4.0), all);
        assert_eq!(pools(&levers, Resource::Advisers, 0.05), [0]);
        assert_eq!(pools(&levers, Resource::Advisers, 0.3).len(), 4);
        assert_eq!(pools(&levers, Resource::Coordination, 1.0), [0]);
        let pools = Pools::new(&levers, 0.3);
        let members: usize = pools
            .all(Resource::Advisers)
            .map(|pool| pools.members(Resource::Advisers, pool).count())
            .sum();
        assert_eq!(members, BOROUGHS);
    }

    #[test]
    fn a_borough_with_more_hours_keeps_them() {
        let mut levers = table();
        levers.set(Lever::GuidanceHours as usize, Borough::Noord, 20.0);
        let noord = Borough::Noord.index();
        assert_eq!(pools(&levers, Resource::Advisers, 0.05), [0, noord]);
        assert_eq!(pools(&levers, Resource::SocialWork, 0.05), [0]);
    }
}
