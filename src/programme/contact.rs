//! The hours that making contact takes, and how far they go.

use super::pathway::seen_as;
use super::reserved::paces;
use super::state::ProgrammeState;
use super::{Census, Client, Ledger, Lever, LeverTable, Programme, Stage};
use crate::dynamics::World;
use crate::population::Person;
use crate::vocabulary::{BOROUGHS, GROUPS, Group, GroupSet, IsolationCategory, Resource, Term};

/// Who makes contact: advisers with the light categories, social workers and the outreach team with
/// the heavy ones (§4.4.6, §4.6.4).
const CONTACT_MAKERS: [Resource; 3] =
    [Resource::Advisers, Resource::SocialWork, Resource::Outreach];

impl Programme {
    /// How much of the time that contact-making takes was there.
    pub(super) fn contact_pace(
        &self,
        state: &ProgrammeState,
        person: &Person,
        category: IsolationCategory,
        levers: &LeverTable,
    ) -> f64 {
        let (b, group) = (
            person.borough.index(),
            Group::of(person.recorded_age(), category),
        );
        let pace = |by: usize| state.pace.contact[by][b][group.index()];
        let [advisers, social_work, outreach] = [0, 1, 2].map(pace);
        let mut pace = if category.is_heavy() {
            outreach + (1.0 - outreach) * social_work * self.pathway.without_outreach
        } else {
            advisers
        };
        if person.migrant {
            let made_up = levers.of(Lever::SignallingMigrants, person.borough, group);
            let slower = self.pathway.contact_migrant;
            pace *= slower + (1.0 - slower) * made_up;
        }
        pace
    }

    /// What making contact takes of the hours this month, and how far they go. The rest of the
    /// outreach team's hours goes to searching. Whoever is no longer isolated or threatened needs no
    /// contact any more.
    pub(super) fn make_contact(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        census: &Census,
    ) {
        let mut wanted = [[[0u32; GROUPS]; BOROUGHS]; 3];
        for &id in state.cases.keys() {
            let person = world.city.person(id);
            if Stage::of(person) != Stage::Contact {
                continue;
            }
            let category = world.synthesis.cutoffs.category(person);
            if category == IsolationCategory::None {
                world.city.edit(id).stage = Stage::Known as u8;
                continue;
            }
            let minutes = self.pathway.contact_minutes[seen_as(person, category)];
            let b = person.borough.index();
            let g = Group::of(person.recorded_age(), category).index();
            if category.is_heavy() {
                wanted[1][b][g] += (minutes * self.pathway.without_outreach) as u32;
                wanted[2][b][g] += minutes as u32;
            } else {
                wanted[0][b][g] += minutes as u32;
            }
        }
        let pools = state.ledger.pools().clone();
        for (place, &resource) in CONTACT_MAKERS.iter().enumerate() {
            let share = self.pathway.contact_share[place];
            for pool in pools.all(resource) {
                let members: Vec<usize> = pools.members(resource, pool).collect();
                let pace =
                    give_contact(&mut state.ledger, resource, &members, &wanted[place], share);
                for b in members {
                    state.pace.contact[place][b] = pace;
                }
            }
        }
        for pool in pools.all(Resource::Outreach) {
            self.search(state, census, pool);
        }
    }

    /// What is left of the hours of outreach goes to searching, in all boroughs that share them.
    fn search(&self, state: &mut ProgrammeState, census: &Census, pool: usize) {
        let members = state.ledger.pools().members(Resource::Outreach, pool);
        let thousands: f64 = members.clone().map(|b| census.thousands(b)).sum();
        let found = Group::all().map(|group| {
            let client = Client {
                borough: pool,
                group,
            };
            let minutes = state.ledger.left(Resource::Outreach, client);
            let per_thousand = f64::from(minutes) / 60.0 / thousands.max(f64::EPSILON);
            per_thousand / self.channels.outreach_reference
        });
        let found: Vec<f64> = found.collect();
        for b in members {
            state.searching[b].copy_from_slice(&found);
        }
        let all = state.ledger.left_in(Resource::Outreach, pool);
        state.ledger.spend_in(Resource::Outreach, pool, all);
    }
}

/// Gives hours for making contact in the boroughs that share them, of which at most a share goes to it,
/// and tells how far they go for each group of residents.
fn give_contact(
    ledger: &mut Ledger,
    resource: Resource,
    boroughs: &[usize],
    asked: &[[u32; GROUPS]; BOROUGHS],
    share: f64,
) -> [f64; GROUPS] {
    let part = |left: u32| (f64::from(left) * share) as u32;
    let pool = boroughs[0];
    let available = ledger.left_in(resource, pool);
    let ceilings: Vec<(GroupSet, u32)> = ledger
        .ceilings(resource, pool)
        .map(|ceiling| (ceiling.who, part(ceiling.left())))
        .collect();
    if ceilings.is_empty() {
        let of_borough = |&borough: &usize| asked[borough].iter().sum::<u32>();
        let all: u32 = boroughs.iter().map(of_borough).sum();
        let most = part(available).min(all);
        for borough in boroughs {
            let asked = of_borough(borough);
            // At most what is asked, so it fits.
            let given = (u64::from(asked) * u64::from(most) / u64::from(all.max(1))) as u32;
            ledger.spend_in(resource, *borough, given);
            ledger.refuse(resource, *borough, asked - given);
        }
        let pace = match (all, available) {
            (_, 0) => 0.0,
            (0, _) => 1.0,
            _ => f64::from(most) / f64::from(all),
        };
        return [pace; GROUPS];
    }
    let together = std::array::from_fn(|group| boroughs.iter().map(|&b| asked[b][group]).sum());
    let paces = paces(&together, ceilings.into_iter(), part(available));
    for &borough in boroughs {
        for group in Group::all() {
            let asked = asked[borough][group.index()];
            let given = (f64::from(asked) * paces[group.index()]) as u32;
            ledger.spend(resource, Client { borough, group }, given);
            ledger.refuse(resource, borough, asked - given);
        }
    }
    paces
}
