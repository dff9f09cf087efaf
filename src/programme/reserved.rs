//! Hours and places that only some residents may use.
//!
//! A lever may have another value for some groups of residents. What there is, is the highest value;
//! the residents of the groups with a lower value can together use no more than their own. So where
//! six hours become twelve for those of 75 and over, the six that are added are for them alone.

use super::{Lever, LeverTable};
use crate::population::{Cutoffs, Person};
use crate::vocabulary::{Borough, GROUPS, Group, GroupSet, Profile, Resource};

/// A resident as the books see one: where, and of which group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    /// Position of the borough.
    pub borough: usize,
    /// Age and category.
    pub group: Group,
}

impl Client {
    /// Whoever was typed is what the professional sees; before that, what he or she is.
    pub(super) fn of(person: &Person, typed: Option<Profile>, cutoffs: &Cutoffs) -> Self {
        let age = person.recorded_age();
        Self {
            borough: person.borough as usize,
            group: match typed {
                Some(profile) => Group::typed(age, profile),
                None => Group::of(age, cutoffs.category(person)),
            },
        }
    }
}

/// What some groups may use together of a resource, in one borough or, of a pool of the city, in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ceiling {
    pub(super) resource: Resource,
    pub(super) pool: usize,
    pub(super) who: GroupSet,
    pub(super) available: u32,
    pub(super) used: u32,
}

impl Ceiling {
    /// What they have left.
    pub(super) fn left(&self) -> u32 {
        self.available.saturating_sub(self.used)
    }
}

/// The groups that may use only a part of what some levers give together, the smallest first, and the
/// values of these levers for them, added up.
pub(super) fn ceilings(
    levers: &[Lever],
    table: &LeverTable,
    borough: Borough,
) -> Vec<(GroupSet, f64)> {
    if levers.iter().all(|&lever| table.groups(lever).is_none()) {
        return Vec::new();
    }
    let value = |lever, group| table.of(lever, borough, group);
    let mut sets = vec![GroupSet::ALL];
    for &lever in levers {
        let mut values: Vec<f64> = Group::all().map(|group| value(lever, group)).collect();
        values.sort_unstable_by(f64::total_cmp);
        values.dedup();
        values.pop();
        let at_most = |most: &f64| GroupSet::with(|group| value(lever, group) <= *most);
        let lower: Vec<GroupSet> = values.iter().map(at_most).collect();
        let both = sets
            .iter()
            .flat_map(|&set| lower.iter().map(move |&low| set.and(low)));
        let both: Vec<GroupSet> = both.collect();
        sets.extend(both);
    }
    sets.retain(|set| !set.is_empty() && *set != GroupSet::ALL);
    sets.sort_unstable_by_key(|set| (set.len(), *set));
    sets.dedup();
    let highest = |set: GroupSet, lever| {
        set.iter()
            .map(|group| value(lever, group))
            .fold(0.0, f64::max)
    };
    sets.into_iter()
        .map(|set| (set, levers.iter().map(|&lever| highest(set, lever)).sum()))
        .collect()
}

/// Which part of what each group asks it gets: first what the groups under a ceiling may use together,
/// the smallest ceiling first, and then what there is.
pub(super) fn paces(
    asked: &[u32; GROUPS],
    ceilings: impl Iterator<Item = (GroupSet, u32)>,
    pool: u32,
) -> [f64; GROUPS] {
    let mut paces = [1.0; GROUPS];
    for (who, most) in ceilings.chain([(GroupSet::ALL, pool)]) {
        let wanted: f64 = who
            .iter()
            .map(|group| f64::from(asked[group.index()]) * paces[group.index()])
            .sum();
        let pace = if most == 0 {
            0.0
        } else {
            (f64::from(most) / wanted.max(f64::MIN_POSITIVE)).min(1.0)
        };
        for group in who.iter() {
            paces[group.index()] *= pace;
        }
    }
    paces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::LeverRegistry;
    use crate::vocabulary::{BOROUGHS, IsolationCategory, RecordedAge};

    fn old(group: Group) -> bool {
        group.age() == RecordedAge::From75
    }

    fn situational(group: Group) -> bool {
        group.category() == IsolationCategory::Situational
    }

    /// A lever, its value for others and for those of whom something holds.
    type Limit = (Lever, [f64; 2], fn(Group) -> bool);

    fn table(limits: &[Limit]) -> LeverTable {
        let registry = LeverRegistry::embedded().expect("levers");
        let mut table = LeverTable::defaults(&registry).expect("defaults");
        for (lever, [others, theirs], who) in limits {
            let groups: Vec<f64> = Group::all()
                .map(|group| if who(group) { *theirs } else { *others })
                .collect();
            let groups: [f64; GROUPS] = groups.try_into().expect("all groups");
            table.set_groups(*lever as usize, &[groups; BOROUGHS]);
        }
        table
    }

    #[test]
    fn without_limits_there_is_no_ceiling() {
        let levers = [Lever::GuidanceHours, Lever::GuidanceInsuredHours];
        assert_eq!(ceilings(&levers, &table(&[]), Borough::Noord), []);
    }

    #[test]
    fn those_outside_a_limit_can_use_no_more_than_their_own_value() {
        let table = table(&[(Lever::GuidanceHours, [6.0, 12.0], old)]);
        let levers = [Lever::GuidanceHours, Lever::GuidanceInsuredHours];
        let others = GroupSet::with(|group| !old(group));
        let found = ceilings(&levers, &table, Borough::Noord);
        assert_eq!(found, [(others, 7.5)]);
        assert_eq!(table.get(Lever::GuidanceHours, Borough::Noord), 12.0);
    }

    #[test]
    fn two_levers_with_other_limits_leave_to_the_rest_what_is_for_all() {
        let table = table(&[
            (Lever::GuidanceHours, [6.0, 12.0], old),
            (Lever::GuidanceInsuredHours, [1.0, 3.0], situational),
        ]);
        let levers = [Lever::GuidanceHours, Lever::GuidanceInsuredHours];
        let found = ceilings(&levers, &table, Borough::Noord);
        let expected = [
            (
                GroupSet::with(|group| !old(group) && !situational(group)),
                7.0,
            ),
            (GroupSet::with(|group| !situational(group)), 13.0),
            (GroupSet::with(|group| !old(group)), 9.0),
        ];
        assert_eq!(found.len(), expected.len());
        for ceiling in expected {
            assert!(found.contains(&ceiling), "{ceiling:?} in {found:?}");
        }
    }

    #[test]
    fn what_is_given_never_passes_a_ceiling_or_what_there_is() {
        let mut random = 7u32;
        let mut next = |most: u32| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 8) % most
        };
        for _ in 0..500 {
            let asked: [u32; GROUPS] = std::array::from_fn(|_| next(1000));
            let caps = [
                (
                    GroupSet::with(|group| !old(group) && !situational(group)),
                    next(5000),
                ),
                (GroupSet::with(|group| !old(group)), next(9000)),
            ];
            let pool = next(20_000);
            let paces = paces(&asked, caps.into_iter(), pool);
            let given = |who: GroupSet| -> u32 {
                who.iter()
                    .map(|group| (f64::from(asked[group.index()]) * paces[group.index()]) as u32)
                    .sum()
            };
            for (who, most) in caps.into_iter().chain([(GroupSet::ALL, pool)]) {
                assert!(given(who) <= most, "{who:?}: {} of {most}", given(who));
            }
            let wanted: u32 = asked.iter().sum();
            assert!(given(GroupSet::ALL) <= wanted);
        }
    }
}
