//! Death.
//!
//! Dutch life tables of 2006-08 by age and sex, raised for Rotterdam, with a higher hazard for the
//! isolated and the lonely and a lower one for those with a partner. The hazards are divided by
//! their mean in the standing state, so that the number of deaths at each age stays that of the
//! life table. When a resident dies, both sides lose the tie and the partner becomes a widow or
//! widower: that follows from the network and has no rate of its own.

use super::{SetPoints, View, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::ResidentId;
use crate::vocabulary::{IsolationStatus, Outcome, Sex, Term};

/// Five-year bands of the life table.
pub(super) const BANDS: usize = 18;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mortality {
    table: [[f64; BANDS]; 2],
    rotterdam: f64,
    isolated: f64,
    lonely: f64,
    /// Women, men.
    partnered: [f64; 2],
}

impl Mortality {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        let per_1000 = |id| -> Result<[f64; BANDS], RegistryError> {
            Ok(reader.list::<BANDS>(id)?.map(|rate| rate / 1000.0))
        };
        Ok(Self {
            table: [per_1000("mortality.men")?, per_1000("mortality.women")?],
            rotterdam: reader.number("mortality.rotterdam_factor")?,
            isolated: reader.number("mortality.isolated")?,
            lonely: reader.number("mortality.lonely")?,
            partnered: reader.list("mortality.partnered")?,
        })
    }

    /// Deaths per year at an age and sex, before differences between residents.
    pub fn mean(&self, sex: Sex, band: u8) -> f64 {
        self.rotterdam * self.table[sex.index()][usize::from(band)]
    }

    /// Hazard ratio of a resident against one who is not lonely and has no partner.
    pub fn ratio(&self, view: &View<'_>) -> f64 {
        let social = match view.status {
            IsolationStatus::Isolated => self.isolated,
            _ if view.lonely() => self.lonely,
            _ => 1.0,
        };
        if view.person.has_partner() {
            return social * self.partnered[partnered_place(view.person.sex)];
        }
        social
    }

    /// The highest hazard ratio that a resident of this sex can have.
    fn highest_ratio(&self, sex: Sex) -> f64 {
        let social = self.isolated.max(self.lonely).max(1.0);
        social * self.partnered[partnered_place(sex)].max(1.0)
    }

    /// An upper bound of [`Mortality::rate`] that age and sex alone decide.
    pub fn bound(&self, view: &View<'_>, points: &SetPoints) -> f64 {
        let person = view.person;
        self.mean(person.sex, person.age_band) * self.highest_ratio(person.sex)
            / points.mortality[person.sex.index()][usize::from(person.age_band)]
    }

    pub fn rate(&self, view: &View<'_>, points: &SetPoints) -> f64 {
        let person = view.person;
        self.mean(person.sex, person.age_band) * self.ratio(view)
            / points.mortality[person.sex.index()][usize::from(person.age_band)]
    }
}

/// Position of a sex in the list of what a partner does.
fn partnered_place(sex: Sex) -> usize {
    match sex {
        Sex::Woman => 0,
        Sex::Man => 1,
    }
}

pub(super) fn die(world: &mut World<'_>, id: ResidentId) {
    world.count(Outcome::Deaths, id);
    let month = world.month;
    if let Some(partner) = world.city.part(id) {
        world.city.edit(partner).bereaved = month;
        world.count(Outcome::PartnerLost, partner);
    }
    world.city.remove(id, |_, _| {});
}
