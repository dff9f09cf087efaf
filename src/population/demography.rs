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
            mortality,
        })
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
    let last = group.next().map_or(oldest, |next| next.first_age() - 1);
    let mut weights = Vec::new();
    for &sex in Sex::ALL {
        let mut survivors = 1.0;
        for age in AgeGroup::From13To24.first_age()..=last {
            if age >= group.first_age() {
                weights.push((age, sex, survivors));
            }
            let band = usize::from(super::Person::band_of(age));
            survivors *= libm::exp(-mortality[sex.index()][band]);
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
