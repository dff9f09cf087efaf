//! How many residents live where, how old they are, and how long they live.

use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{AGE_GROUPS, AgeGroup, BOROUGHS, Borough, Sex, Term};

/// Five-year age bands of the life table: 10-14 to 95-99; the last also serves older ages.
pub const BANDS: usize = 18;

/// Numbers and ages of residents.
#[derive(Clone, Debug, PartialEq)]
pub struct Demography {
    /// Residents of 13 and over in the full city.
    pub residents: f64,
    /// Share of each borough and age group in the city; adds up to 1.
    pub shares: [[f64; AGE_GROUPS]; BOROUGHS],
    /// Share of each borough in the city.
    pub by_borough: [f64; BOROUGHS],
    /// Deaths per resident a year, Netherlands 2006-08, by sex and band.
    pub mortality: [[f64; BANDS]; 2],
    /// Ages and sexes within each group: (age in years, sex, cumulative share), ascending.
    ages: [Vec<(u32, Sex, f64)>; AGE_GROUPS],
    /// By sex and age in years: how much more often than the mean of the age group somebody still
    /// has a partner.
    still_partnered: [Vec<f64>; 2],
}

impl Demography {
    /// Reads the city's numbers.
    ///
    /// # Errors
    /// When the registry lacks one.
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        let by_borough = reader.per::<Borough, BOROUGHS>("population.by_borough")?;
        let share_65 = reader.per::<Borough, BOROUGHS>("population.share_65_by_borough")?;
        let share_13 = reader.number("population.share_13_and_over")?;
        let young = reader.list::<3>("population.young_split")?;
        let share_75 = reader.number("population.share_75_of_65")?;
        let per_1000 = |id| -> Result<[f64; BANDS], RegistryError> {
            Ok(reader.list::<BANDS>(id)?.map(|rate| rate / 1000.0))
        };
        let mortality = [per_1000("mortality.men")?, per_1000("mortality.women")?];

        let oldest = reader.age("population.oldest_age")?;
        let gap = reader.number("population.partner_age_gap")?;

        let city: f64 = by_borough.iter().sum();
        let young_total: f64 = young.iter().sum();
        let shares: [[f64; AGE_GROUPS]; BOROUGHS] = std::array::from_fn(|b| {
            let old = share_65[b] / share_13;
            let split = [
                (1.0 - old) * young[0] / young_total,
                (1.0 - old) * young[1] / young_total,
                (1.0 - old) * young[2] / young_total,
                old * (1.0 - share_75),
                old * share_75,
            ];
            split.map(|share| share * by_borough[b] / city)
        });
        Ok(Self {
            residents: reader.number("population.residents")?,
            by_borough: shares.map(|groups| groups.iter().sum()),
            shares,
            ages: std::array::from_fn(|g| ages_within(AgeGroup::ALL[g], oldest, &mortality)),
            still_partnered: still_partnered(oldest, gap, &mortality),
            mortality,
        })
    }

    /// How much more often than the mean of the age group somebody of this sex and age still has a
    /// partner, as a factor: partners die, so at 90 it is less often than at 75.
    pub fn still_partnered(&self, sex: Sex, age: u32) -> f64 {
        let ages = &self.still_partnered[sex.index()];
        ages[(age as usize).min(ages.len() - 1)]
    }

    /// Share of women in an age group.
    pub fn share_of_women(&self, group: AgeGroup) -> f64 {
        let mut before = 0.0;
        let mut women = 0.0;
        for &(_, sex, cumulative) in &self.ages[group.index()] {
            if sex == Sex::Woman {
                women += cumulative - before;
            }
            before = cumulative;
        }
        women
    }

    /// A borough for a uniform number, by numbers of residents.
    pub fn any_borough(&self, uniform: f64) -> Borough {
        let mut left = uniform;
        for (&borough, share) in Borough::ALL.iter().zip(self.by_borough) {
            if left < share {
                return borough;
            }
            left -= share;
        }
        Borough::ALL[0]
    }

    /// Age in whole years and sex for a uniform number, within an age group.
    pub fn age_and_sex(&self, group: AgeGroup, uniform: f64) -> (u32, Sex) {
        let ages = &self.ages[group.index()];
        let position = ages.partition_point(|&(_, _, cumulative)| cumulative < uniform);
        let (age, sex, _) = ages[position.min(ages.len() - 1)];
        (age, sex)
    }
}

/// Within a group, ages and sexes are as numerous as survivors of the life table are: a stationary
/// population.
fn ages_within(
    group: AgeGroup,
    oldest: u32,
    mortality: &[[f64; BANDS]; 2],
) -> Vec<(u32, Sex, f64)> {
    let mut weights = Vec::new();
    for &sex in Sex::ALL {
        let alive = survivors(oldest, &mortality[sex.index()]);
        for age in ages_of(group, oldest) {
            weights.push((age, sex, alive[age as usize]));
        }
    }
    weights.sort_by_key(|&(age, sex, _)| (age, sex));
    let total: f64 = weights.iter().map(|&(_, _, weight)| weight).sum();
    let mut cumulative = 0.0;
    for (_, _, weight) in &mut weights {
        cumulative += *weight / total;
        *weight = cumulative;
    }
    weights
}

/// Ages in years of a group.
fn ages_of(group: AgeGroup, oldest: u32) -> std::ops::RangeInclusive<u32> {
    let last = group.next().map_or(oldest, |next| next.first_age() - 1);
    group.first_age()..=last
}

/// Share of those who enter the population that is alive at each age in years, up to `oldest`.
fn survivors(oldest: u32, mortality: &[f64; BANDS]) -> Vec<f64> {
    let mut alive = 1.0;
    let mut shares = Vec::new();
    for age in 0..=oldest {
        shares.push(alive);
        if age >= AgeGroup::From13To24.first_age() {
            let band = usize::from(super::Person::band_of(age));
            alive *= libm::exp(-mortality[band]);
        }
    }
    shares
}

/// A couple lasts while both live. So within an age group the share with a partner follows the share
/// of partners, who are `gap` years older or younger, that is still alive. With the same life tables
/// for both sexes' ages, there are then as many men as women with a partner at each pair of ages.
fn still_partnered(oldest: u32, gap: f64, mortality: &[[f64; BANDS]; 2]) -> [Vec<f64>; 2] {
    let alive = mortality.each_ref().map(|table| survivors(oldest, table));
    std::array::from_fn(|s| {
        let (own, others) = (&alive[s], &alive[1 - s]);
        let gap = if Sex::ALL[s] == Sex::Woman { gap } else { -gap };
        let partner_lives = |age: u32| {
            let at = (f64::from(age) + gap).clamp(0.0, f64::from(oldest));
            let (below, part) = (at as usize, at.fract());
            let above = (below + 1).min(others.len() - 1);
            others[below] * (1.0 - part) + others[above] * part
        };
        let mut factors = vec![1.0; own.len()];
        for &group in AgeGroup::ALL {
            let ages = || ages_of(group, oldest);
            let people: f64 = ages().map(|age| own[age as usize]).sum();
            let with: f64 = ages()
                .map(|age| own[age as usize] * partner_lives(age))
                .sum();
            for age in ages() {
                factors[age as usize] = partner_lives(age) * people / with;
            }
        }
        factors
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Registry;

    #[test]
    fn a_partner_is_rarer_at_higher_ages_and_as_frequent_in_a_group_as_registered() {
        let registry = Registry::embedded().expect("a registry");
        let demography = Demography::read(&Reader::new(&registry)).expect("a demography");
        for &sex in Sex::ALL {
            let at = |age| demography.still_partnered(sex, age);
            // From 97 on, all husbands count as being of the oldest age.
            assert!((76..=96).all(|age| at(age) < at(age - 1)), "{sex:?}");
            assert!(
                (at(30) - 1.0).abs() < 0.01,
                "{sex:?}: partners seldom die young"
            );
            // Women lose a partner sooner.
            assert!(
                at(90) < if sex == Sex::Woman { 0.4 } else { 0.7 },
                "{sex:?}: {}",
                at(90)
            );
            let mut mean = (0.0, 0.0, 0.0);
            for &(age, of, cumulative) in &demography.ages[AgeGroup::From75.index()] {
                if of == sex {
                    mean.0 += (cumulative - mean.2) * at(age);
                    mean.1 += cumulative - mean.2;
                }
                mean.2 = cumulative;
            }
            assert!((mean.0 / mean.1 - 1.0).abs() < 1e-9, "{sex:?}: {mean:?}");
        }
    }
}
