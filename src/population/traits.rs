//! Traits of a resident, drawn conditionally on age, sex, support and loneliness.

use super::demography::BANDS;
use super::given::Given;
use super::person::LONG_AGO;
use super::sociability::{Network, RANKS, pick};
use super::{NOBODY, Person, Susceptibility};
use crate::chance::{Draws, Purpose, uniform};
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{
    AGE_GROUPS, AgeGroup, BOROUGHS, Borough, Care, Competence, IsolationCategory, IsolationStatus,
    Mobility, Orientation, SocialPosition, Term, Work,
};

const TRAITS: [Purpose; 4] = [Purpose(130), Purpose(131), Purpose(132), Purpose(133)];

/// The shares behind the traits.
#[derive(Clone, Debug, PartialEq)]
pub struct Traits {
    migrant_by_age: [f64; AGE_GROUPS],
    migrant_by_borough: [f64; BOROUGHS],
    limited: [f64; AGE_GROUPS],
    housebound: [f64; AGE_GROUPS],
    work: [[f64; 4]; AGE_GROUPS],
    care: [f64; 3],
    intensive: f64,
    competence: [[f64; 3]; 3],
    entrenched: [f64; 2],
    psychiatric: [f64; 3],
    oriented: [f64; 4],
    problems: [[f64; 4]; 4],
    never_lonely: f64,
    always_lonely: f64,
    /// Share of the city that is lonely.
    lonely_share: f64,
    isolation_months: [f64; 2],
    /// How long ago the death of a partner still counts, in years, and from which age on.
    bereaved_years: f64,
    bereaved_from: u32,
    mortality: [[f64; BANDS]; 2],
}

impl Traits {
    /// Reads the shares.
    ///
    /// # Errors
    /// When the registry lacks one.
    pub fn read(
        reader: &Reader<'_>,
        mortality: [[f64; BANDS]; 2],
        lonely_share: f64,
    ) -> Result<Self, RegistryError> {
        let by_borough = reader.per::<Borough, BOROUGHS>("population.migration_by_borough")?;
        let phases = reader.months_list::<3>("loneliness.bereaved_phases")?;
        let mean: f64 = by_borough.iter().sum::<f64>() / BOROUGHS as f64;
        Ok(Self {
            migrant_by_age: reader
                .per::<AgeGroup, AGE_GROUPS>("population.migration_background")?,
            migrant_by_borough: by_borough.map(|share| share / mean),
            limited: reader.per::<AgeGroup, AGE_GROUPS>("population.mobility_limited")?,
            housebound: reader.per::<AgeGroup, AGE_GROUPS>("population.housebound")?,
            work: reader.table("population.work")?,
            care: reader.list("population.informal_care")?,
            intensive: reader.number("population.intensive_care_share")?,
            competence: reader.table("population.competence")?,
            entrenched: reader.list("population.entrenched")?,
            psychiatric: reader.list("population.psychiatric")?,
            oriented: reader.list("population.oriented_to_participation")?,
            problems: reader.table("population.practical_problems")?,
            never_lonely: reader.number("loneliness.never_lonely")?,
            always_lonely: reader.number("loneliness.always_lonely")?,
            lonely_share,
            isolation_months: reader.list("population.isolation_months")?,
            bereaved_years: f64::from(phases[phases.len() - 1]) / 12.0,
            bereaved_from: reader.age("population.bereaved_from_age")?,
            mortality,
        })
    }

    pub(super) fn draw(&self, draws: &Draws, given: &Given, network: Network) -> Person {
        let [first, second, third, fourth] =
            TRAITS.map(|purpose| draws.words(given.key, purpose, 0).map(uniform));
        let age = given.age();
        let a = given.group().index();
        let status = IsolationStatus::of(given.support, given.loneliness);
        let lonely = given.loneliness.is_lonely();

        let migrant_share = self.migrant_by_age[a] * self.migrant_by_borough[given.borough.index()];
        let entrenched = match status {
            IsolationStatus::Isolated => first[0] < self.entrenched[0],
            IsolationStatus::Threatened => first[0] < self.entrenched[1],
            IsolationStatus::NotIsolated => false,
        };
        let psychiatric_share = match (entrenched, lonely) {
            (true, _) => self.psychiatric[0],
            (false, true) => self.psychiatric[1],
            (false, false) => self.psychiatric[2],
        };
        let psychiatric = first[1] < psychiatric_share;
        let category = IsolationCategory::of(status, entrenched, psychiatric);
        let mobility = if first[2] >= self.limited[a] {
            Mobility::Free
        } else if first[2] >= self.limited[a] * self.housebound[a] {
            Mobility::Limited
        } else {
            Mobility::Housebound
        };
        let competence = Competence::ALL[pick(&self.competence[status.index()], first[3])];
        let care = if second[0]
            >= self.care[SocialPosition::of(given.support, given.loneliness) as usize]
        {
            Care::None
        } else if second[1] < self.intensive {
            Care::Intensive
        } else {
            Care::Some
        };
        let oriented = match category {
            IsolationCategory::None => self.oriented[0],
            other => self.oriented[other.index() - 1],
        };
        let problems_row = category.index().min(self.problems.len() - 1);
        let years = self.isolation_months[usize::from(!entrenched)];
        let isolated_for = (-libm::log(third[1]) * years).min(f64::from(age) * 12.0);

        Person {
            key: given.key,
            partner: NOBODY,
            born: given.born,
            bereaved: self.bereavement(given, age, &network, third[2], third[3]),
            separated: LONG_AGO,
            moved: LONG_AGO,
            isolated_since: given.month - isolated_for as i16,
            strengthened_until: LONG_AGO,
            sociability_rank: network.rank,
            civic_rank: (fourth[0] * RANKS) as u16,
            present: true,
            sex: given.sex,
            borough: given.borough,
            age_band: Person::band_of(age),
            ties: 0,
            outside_ties: network.ties,
            visited: false,
            loneliness: given.loneliness,
            susceptibility: self.susceptibility(lonely, second[2]),
            sociability: network.class,
            competence,
            lasting_competence: competence,
            mobility,
            psychiatric,
            work: Work::ALL[pick(&self.work[a], second[3])],
            care,
            problems: pick(&self.problems[problems_row], third[0]) as u8,
            entrenched,
            orientation: if fourth[1] < oriented {
                Orientation::Participation
            } else {
                Orientation::Other
            },
            migrant: fourth[2] < migrant_share,
            stage: 0,
            active_help: 0,
            strengthened_by: 0,
            monitored: false,
            referred: false,
            specialised: false,
            failed_help: 0,
            volunteer: 0,
        }
    }

    /// A share of all is never lonely, a share always; the first are found among the not lonely,
    /// the second among the lonely.
    fn susceptibility(&self, lonely: bool, uniform: f64) -> Susceptibility {
        if lonely {
            if uniform < self.always_lonely / self.lonely_share {
                return Susceptibility::Always;
            }
        } else if uniform < self.never_lonely / (1.0 - self.lonely_share) {
            return Susceptibility::Never;
        }
        Susceptibility::Varies
    }

    /// When a resident without partner lost one, if that was in the last years. The chance is what
    /// the life table of the other sex gives for one year at this age, for each year that counts.
    fn bereavement(
        &self,
        given: &Given,
        age: u32,
        network: &Network,
        chance: f64,
        when: f64,
    ) -> i16 {
        if network.partnered || age < self.bereaved_from {
            return LONG_AGO;
        }
        let other = 1 - given.sex.index();
        let yearly = self.mortality[other][usize::from(Person::band_of(age))];
        if chance < 1.0 - libm::exp(-yearly * self.bereaved_years) {
            given.month - (when * self.bereaved_years * 12.0) as i16
        } else {
            LONG_AGO
        }
    }
}
