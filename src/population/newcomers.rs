//! Newcomers: arrivals from elsewhere and 13th birthdays.
//!
//! Their number per month and borough does not depend on what happens in the run, so that a
//! newcomer has the same identity in every scenario: (borough, month, ordinal).

use super::given::Given;
use super::sociability::pick;
use super::synthesis::identity;
use super::{City, ResidentId, Synthesis};
use crate::chance::{Draws, Purpose, uniform};
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{
    AGE_GROUPS, AgeGroup, Borough, Loneliness, RecordedAge, Sex, Support, Term,
};

const ARRIVAL: Purpose = Purpose(137);
const NETWORK: Purpose = Purpose(138);

/// How many come, and how old they are.
#[derive(Clone, Debug, PartialEq)]
pub struct NewcomerRates {
    in_migration: f64,
    ages: [f64; AGE_GROUPS],
    couples: f64,
    birthdays: f64,
}

impl NewcomerRates {
    pub(super) fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            in_migration: reader.number("newcomers.in_migration")?,
            ages: reader.per::<AgeGroup, AGE_GROUPS>("newcomers.ages")?,
            couples: reader.number("newcomers.couples")?,
            birthdays: reader.number("newcomers.birthdays")?,
        })
    }

    /// Newcomers to expect in a run, rounded up generously.
    pub(super) fn expected(&self, size: f64, months: u16) -> usize {
        let yearly = self.in_migration + self.birthdays;
        (size * yearly * f64::from(months) / 12.0) as usize + 16 * usize::from(months)
    }
}

/// How many of something have come by a month, when `yearly` come evenly.
fn by_month(yearly: f64, month: u16) -> u32 {
    (yearly * f64::from(month) / 12.0) as u32
}

/// Where and when somebody comes, under which identity.
#[derive(Clone, Copy)]
struct Coming {
    key: u64,
    borough: Borough,
    month: i16,
}

/// Bit of an identity from which the second and later of those who come instead of one are told.
const EXTRA: u32 = 24;

/// How many come instead of one arrival: more or fewer among those aged 55 and over.
fn times(draws: &Draws, coming: Coming, born: i16, older_arrivals: f64) -> u32 {
    let age = u32::try_from((coming.month - born) / 12).unwrap_or(0);
    if older_arrivals == 1.0 || RecordedAge::of_age(age) < RecordedAge::From55To64 {
        return 1;
    }
    let [_, _, word, _] = draws.words(coming.key, ARRIVAL, 1);
    (older_arrivals + uniform(word)) as u32
}

impl Synthesis {
    /// Adds the newcomers of a month (from 1) to the city and passes each to `welcome`.
    /// `older_arrivals` is a factor on arrivals aged 55 and over.
    pub fn newcomers(
        &self,
        city: &mut City,
        draws: &Draws,
        scale: f64,
        month: u16,
        older_arrivals: f64,
        mut welcome: impl FnMut(&mut City, ResidentId),
    ) {
        let size = self.demography.residents * scale;
        for &borough in Borough::ALL {
            let here: f64 = self.demography.by_borough[borough.index()] * size;
            let new = |rate: f64| by_month(here * rate, month) - by_month(here * rate, month - 1);
            let arrivals = new(self.newcomers.in_migration);
            let birthdays = new(self.newcomers.birthdays);
            let mut spouse_of = None;
            for ordinal in 0..arrivals + birthdays {
                let coming = Coming {
                    key: identity(borough, month, ordinal),
                    borough,
                    month: month as i16,
                };
                if ordinal < birthdays {
                    let id = self.birthday(city, draws, coming);
                    welcome(city, id);
                    continue;
                }
                let born_and_sex = self.who_arrives(city, draws, coming, spouse_of);
                let times = times(draws, coming, born_and_sex.0, older_arrivals);
                let spouse = spouse_of.take();
                for time in 0..times {
                    let coming = Coming {
                        key: coming.key | u64::from(time) << EXTRA,
                        ..coming
                    };
                    let spouse = spouse.filter(|_| time == 0);
                    let (id, couple) = self.arrival(city, draws, coming, born_and_sex, spouse);
                    spouse_of = spouse_of.or(couple.filter(|_| time == 0));
                    welcome(city, id);
                }
            }
        }
    }

    fn birthday(&self, city: &mut City, draws: &Draws, coming: Coming) -> ResidentId {
        let [_, sex, words @ ..] = draws.words(coming.key, ARRIVAL, 0);
        let born = coming.month - AgeGroup::From13To24.first_age() as i16 * 12;
        let given = self.given(coming, born, Sex::ALL[(sex & 1) as usize], words);
        self.settle(city, draws, &given, None)
    }

    /// Month of birth and sex of one who arrives from elsewhere. When the one before waits for a
    /// spouse, this is the spouse: of about the same age and of the other sex.
    fn who_arrives(
        &self,
        city: &City,
        draws: &Draws,
        coming: Coming,
        spouse_of: Option<ResidentId>,
    ) -> (i16, Sex) {
        if let Some(first) = spouse_of {
            let first = city.person(first);
            return (first.born, Sex::ALL[1 - first.sex.index()]);
        }
        let [age_word, ..] = draws.words(coming.key, ARRIVAL, 0);
        let [group_word, birthday, ..] = draws.words(coming.key, ARRIVAL, 1);
        let group = AgeGroup::ALL[pick(&self.newcomers.ages, uniform(group_word))];
        let (age, sex) = self.demography.age_and_sex(group, uniform(age_word));
        let months = age as i16 * 12 + (uniform(birthday) * 12.0) as i16;
        (coming.month - months, sex)
    }

    /// One who arrives from elsewhere. Gives whoever waits for a spouse now.
    fn arrival(
        &self,
        city: &mut City,
        draws: &Draws,
        coming: Coming,
        (born, sex): (i16, Sex),
        spouse_of: Option<ResidentId>,
    ) -> (ResidentId, Option<ResidentId>) {
        let [_, sex_word, words @ ..] = draws.words(coming.key, ARRIVAL, 0);
        let given = self.given(coming, born, sex, words);
        let id = self.settle(city, draws, &given, spouse_of);
        let may_start = spouse_of.is_none() && given.group() > AgeGroup::From13To24;
        let starts_couple = may_start && given.support != Support::None && {
            // Each couple takes two arrivals: half the wanted share starts one.
            let share = self.newcomers.couples / (2.0 - self.newcomers.couples);
            uniform(sex_word) < share
        };
        (id, starts_couple.then_some(id))
    }

    /// Newcomers are like those of their age in the borough where they settle.
    fn given(&self, coming: Coming, born: i16, sex: Sex, words: [u32; 2]) -> Given {
        let mut given = Given {
            key: coming.key,
            month: coming.month,
            born,
            sex,
            borough: coming.borough,
            support: Support::None,
            loneliness: Loneliness::None,
        };
        let [support_word, loneliness_word] = words;
        let borough = given.borough.index();
        let cell = self.joint.cell(borough, given.group().index());
        let support_row: [f64; 3] = std::array::from_fn(|s| cell[s].iter().sum());
        let support = pick(&support_row, uniform(support_word));
        given.support = Support::ALL[support];
        given.loneliness = Loneliness::ALL[pick(&cell[support], uniform(loneliness_word))];
        given
    }

    fn settle(
        &self,
        city: &mut City,
        draws: &Draws,
        given: &Given,
        spouse: Option<ResidentId>,
    ) -> ResidentId {
        let mut network = self
            .sociability
            .draw(draws, NETWORK, given, &self.demography);
        // Whose drawn partner does not come along has one tie more instead.
        if network.partnered && spouse.is_none() {
            network.ties += 1;
        } else if spouse.is_some() && !network.partnered {
            network.ties = network.ties.saturating_sub(1);
        }
        network.partnered = spouse.is_some();
        let mut person = self.traits.draw(draws, given, network);
        person.moved = given.month;
        let id = city.add(person);
        if let Some(spouse) = spouse {
            city.partner(spouse, id);
        }
        id
    }
}
