//! Death.
//!
//! Dutch life tables of 2006-08 by age and sex, raised for Rotterdam, with a higher hazard for the
//! isolated and the lonely and a lower one for those with a partner. Set points see to it that in
//! the standing state those with a partner have their registered share of the mean mortality of
//! their age, and that the number of deaths at each age stays that of the life table. When a resident dies, both sides lose the tie and the partner becomes a widow or
//! widower: that follows from the network and has no rate of its own.

use super::{SetPoints, View, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::{BANDS, ResidentId};
use crate::vocabulary::{IsolationStatus, Outcome, Sex, Term};

/// A factor on mortality without and with a partner, by sex and age band.
pub(super) type Levels = [[[f64; BANDS]; 2]; 2];

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mortality {
    table: [[f64; BANDS]; 2],
    rotterdam: f64,
    isolated: f64,
    lonely: f64,
    /// Mortality of those with a partner against the mean of their age, by sex.
    partnered: [f64; 2],
}

impl Mortality {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        let per_1000 = |id| -> Result<[f64; BANDS], RegistryError> {
            Ok(reader.list::<BANDS>(id)?.map(|rate| rate / 1000.0))
        };
        let [women, men] = reader.list("mortality.partnered")?;
        let mut partnered = [0.0; 2];
        partnered[Sex::Woman.index()] = women;
        partnered[Sex::Man.index()] = men;
        Ok(Self {
            table: [per_1000("mortality.men")?, per_1000("mortality.women")?],
            rotterdam: reader.number("mortality.rotterdam_factor")?,
            isolated: reader.number("mortality.isolated")?,
            lonely: reader.number("mortality.lonely")?,
            partnered,
        })
    }

    /// Deaths per year at an age and sex, before differences between residents.
    pub fn mean(&self, sex: Sex, band: u8) -> f64 {
        self.rotterdam * self.table[sex.index()][usize::from(band)]
    }

    /// Hazard ratio of a resident against one who is not lonely.
    fn ratio(&self, view: &View<'_>) -> f64 {
        match view.status {
            IsolationStatus::Isolated => self.isolated,
            _ if view.lonely() => self.lonely,
            _ => 1.0,
        }
    }

    pub fn rate(&self, view: &View<'_>, points: &SetPoints) -> f64 {
        let person = view.person;
        let levels = &points.mortality[usize::from(person.has_partner())];
        self.mean(person.sex, person.age_band)
            * self.ratio(view)
            * levels[person.sex.index()][usize::from(person.age_band)]
    }

    /// The level of each group such that those with a partner have their share of the mean mortality
    /// of their age, and all together the mean.
    pub fn solve<'a>(&self, residents: impl Iterator<Item = View<'a>>) -> Levels {
        let mut ratios = Levels::default();
        let mut people = Levels::default();
        for view in residents {
            let person = view.person;
            let (sex, band) = (person.sex.index(), usize::from(person.age_band));
            ratios[usize::from(person.has_partner())][sex][band] += self.ratio(&view);
            people[usize::from(person.has_partner())][sex][band] += 1.0;
        }
        let mut levels = [[[1.0; BANDS]; 2]; 2];
        for sex in 0..2 {
            for band in 0..BANDS {
                let [alone, with] = [0, 1].map(|group| people[group][sex][band]);
                let share = self.partnered[sex];
                // Of all deaths of an age, those without a partner have what the others leave.
                let wanted = [alone + (1.0 - share) * with, share * with];
                for (group, wanted) in wanted.into_iter().enumerate() {
                    if people[group][sex][band] > 0.0 {
                        levels[group][sex][band] = wanted / ratios[group][sex][band];
                    }
                }
            }
        }
        levels
    }
}

pub(super) fn die(world: &mut World<'_>, id: ResidentId) {
    world.count(Outcome::Deaths, id);
    let month = world.month;
    if let Some(partner) = world.city.part(id) {
        world.city.edit(partner).bereaved = month;
        world.count(Outcome::PartnerLost, partner);
        world.bereaved.push(partner);
    }
    world.city.remove(id, |_, _| {});
}
