//! Groups of residents to whom a lever may be limited: age by isolation category.
//!
//! Whoever is neither isolated nor threatened counts as threatened, the lightest category, as in the
//! pathway.

use super::age::{RECORDED_AGES, RecordedAge};
use super::{IsolationCategory, Profile};

/// The categories that a lever may be limited to.
const CATEGORIES: [IsolationCategory; 4] = [
    IsolationCategory::Threatened,
    IsolationCategory::Situational,
    IsolationCategory::Structural,
    IsolationCategory::StructuralPsychiatric,
];

/// Number of groups.
pub const GROUPS: usize = RECORDED_AGES * CATEGORIES.len();

/// An age and a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group(u8);

impl Group {
    /// The group of an age and a category.
    pub const fn of(age: RecordedAge, category: IsolationCategory) -> Self {
        let lightness = (category as u8).saturating_sub(1);
        Self(age as u8 * CATEGORIES.len() as u8 + lightness)
    }

    /// The group of an age and a profile.
    pub const fn typed(age: RecordedAge, profile: Profile) -> Self {
        Self::of(age, CATEGORIES[profile as usize / 2])
    }

    /// Position among all groups, by age and then by category.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Its age.
    pub const fn age(self) -> RecordedAge {
        RecordedAge::ALL[self.index() / CATEGORIES.len()]
    }

    /// Its category.
    pub const fn category(self) -> IsolationCategory {
        CATEGORIES[self.index() % CATEGORIES.len()]
    }

    /// Every group, by position.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..GROUPS as u8).map(Self)
    }
}

/// Some groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupSet(u32);

impl GroupSet {
    /// Every group.
    pub const ALL: Self = Self((1 << GROUPS) - 1);

    /// The groups of which something holds.
    pub fn with(holds: impl Fn(Group) -> bool) -> Self {
        let bits = Group::all().filter(|&group| holds(group));
        Self(bits.fold(0, |bits, group| bits | 1 << group.index()))
    }

    /// The groups of some ages and categories; without a list, of all.
    pub fn of(ages: Option<&[RecordedAge]>, categories: Option<&[IsolationCategory]>) -> Self {
        Self::with(|group| {
            ages.is_none_or(|ages| ages.contains(&group.age()))
                && categories.is_none_or(|some| some.contains(&group.category()))
        })
    }

    /// Is a group one of them?
    pub const fn contains(self, group: Group) -> bool {
        self.0 & (1 << group.index()) != 0
    }

    /// Are there none?
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// The groups that are in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The groups that are in one of them.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Every group in it.
    pub fn iter(self) -> impl Iterator<Item = Group> {
        Group::all().filter(move |&group| self.contains(group))
    }

    /// The same as limits that a reader can be told: ages by categories, together these groups and no
    /// others. Without a limit where there is none.
    pub fn products(self) -> Vec<Product> {
        let ages_of = |category| -> Vec<RecordedAge> {
            let ages = RecordedAge::ALL.into_iter();
            ages.filter(|&age| self.contains(Group::of(age, category)))
                .collect()
        };
        let mut found: Vec<(Vec<RecordedAge>, Vec<IsolationCategory>)> = Vec::new();
        for category in CATEGORIES {
            let ages = ages_of(category);
            if ages.is_empty() {
                continue;
            }
            match found.iter_mut().find(|(same, _)| *same == ages) {
                Some((_, categories)) => categories.push(category),
                None => found.push((ages, vec![category])),
            }
        }
        found
            .into_iter()
            .map(|(ages, categories)| Product {
                ages: Some(ages).filter(|ages| ages.len() < RECORDED_AGES),
                categories: Some(categories).filter(|some| some.len() < CATEGORIES.len()),
            })
            .collect()
    }
}

/// Ages by categories; absent where there is no limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// The ages.
    pub ages: Option<Vec<RecordedAge>>,
    /// The categories.
    pub categories: Option<Vec<IsolationCategory>>,
}

/// The categories that a lever may be limited to, the lightest first.
pub const fn limiting_categories() -> &'static [IsolationCategory] {
    &CATEGORIES
}

/// The words for ages in files, the finest first, and the ages that each stands for.
pub const AGE_WORDS: [(&str, &[RecordedAge]); 9] = [
    ("13-24", &[RecordedAge::From13To24]),
    ("25-44", &[RecordedAge::From25To44]),
    ("45-54", &[RecordedAge::From45To54]),
    ("55-64", &[RecordedAge::From55To64]),
    ("65-74", &[RecordedAge::From65To74]),
    ("75+", &[RecordedAge::From75]),
    ("45-64", &[RecordedAge::From45To54, RecordedAge::From55To64]),
    (
        "55+",
        &[
            RecordedAge::From55To64,
            RecordedAge::From65To74,
            RecordedAge::From75,
        ],
    ),
    ("65+", &[RecordedAge::From65To74, RecordedAge::From75]),
];

#[cfg(test)]
mod tests {
    use super::super::{Orientation, Term};
    use super::*;

    #[test]
    fn a_group_is_an_age_and_a_category() {
        for (place, group) in Group::all().enumerate() {
            assert_eq!(group.index(), place);
            assert_eq!(Group::of(group.age(), group.category()), group);
        }
        let nobody = Group::of(RecordedAge::From75, IsolationCategory::None);
        assert_eq!(nobody.category(), IsolationCategory::Threatened);
        for &category in limiting_categories() {
            for &orientation in Orientation::ALL {
                let profile = Profile::of(category, orientation).expect("a profile");
                let typed = Group::typed(RecordedAge::From75, profile);
                assert_eq!(typed, Group::of(RecordedAge::From75, category));
            }
        }
    }

    #[test]
    fn limits_as_told_are_the_groups_and_no_others() {
        let mut random = 1u32;
        for _ in 0..2000 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let some = GroupSet(random & GroupSet::ALL.0);
            let told: Vec<GroupSet> = some
                .products()
                .iter()
                .map(|one| GroupSet::of(one.ages.as_deref(), one.categories.as_deref()))
                .collect();
            let joined = told.iter().fold(0, |bits, one| bits | one.0);
            assert_eq!(joined, some.0);
            assert_eq!(told.iter().map(|one| one.len()).sum::<u32>(), some.len());
        }
        let all = Product {
            ages: None,
            categories: None,
        };
        assert_eq!(GroupSet::ALL.products(), [all]);
    }

    #[test]
    fn every_age_has_a_word_of_its_own() {
        for age in RecordedAge::ALL {
            let own = AGE_WORDS.iter().filter(|(_, ages)| *ages == [age]);
            assert_eq!(own.count(), 1);
        }
    }
}
