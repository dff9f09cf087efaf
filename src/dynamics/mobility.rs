//! Onset and recovery of mobility limits, one step at a time.

use super::{View, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::ResidentId;
use crate::vocabulary::{AGE_GROUPS, AgeGroup, Mobility};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct MobilityRates {
    loss: [f64; AGE_GROUPS],
    lonely: f64,
    recovery: [f64; AGE_GROUPS],
}

impl MobilityRates {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            loss: reader.per::<AgeGroup, AGE_GROUPS>("mobility.loss")?,
            lonely: reader.number("mobility.loss_lonely")?,
            recovery: reader.per::<AgeGroup, AGE_GROUPS>("mobility.recovery")?,
        })
    }

    pub fn loss(&self, view: &View<'_>) -> f64 {
        if view.person.mobility == Mobility::Housebound {
            return 0.0;
        }
        let factor = if view.lonely() { self.lonely } else { 1.0 };
        self.loss[view.group] * factor
    }

    /// An upper bound of [`MobilityRates::loss`], lonely or not.
    pub fn loss_bound(&self, view: &View<'_>) -> f64 {
        if view.person.mobility == Mobility::Housebound {
            return 0.0;
        }
        self.loss[view.group] * self.lonely.max(1.0)
    }

    pub fn recovery(&self, view: &View<'_>) -> f64 {
        if view.person.mobility == Mobility::Free {
            return 0.0;
        }
        self.recovery[view.group]
    }
}

pub(super) fn lose(world: &mut World<'_>, id: ResidentId) {
    let person = world.city.edit(id);
    person.mobility = match person.mobility {
        Mobility::Free => Mobility::Limited,
        Mobility::Limited | Mobility::Housebound => Mobility::Housebound,
    };
}

pub(super) fn recover(world: &mut World<'_>, id: ResidentId) {
    let person = world.city.edit(id);
    person.mobility = match person.mobility {
        Mobility::Housebound => Mobility::Limited,
        Mobility::Limited | Mobility::Free => Mobility::Free,
    };
}
