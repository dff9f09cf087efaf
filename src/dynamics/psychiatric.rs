//! Psychiatric problems come and go; in structural isolation they last (§3.5).

use super::{View, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::ResidentId;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Psychiatric {
    onset: f64,
    onset_lonely: f64,
    remission: f64,
    remission_entrenched: f64,
}

impl Psychiatric {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            onset: reader.number("psychiatric.onset")?,
            onset_lonely: reader.number("psychiatric.onset_lonely")?,
            remission: reader.number("psychiatric.remission")?,
            remission_entrenched: reader.number("psychiatric.remission_entrenched")?,
        })
    }

    pub fn rate(&self, view: &View<'_>) -> f64 {
        match (view.person.psychiatric, view.person.entrenched) {
            (true, true) => self.remission * self.remission_entrenched * view.help.psychiatric,
            (true, false) => self.remission * view.help.psychiatric,
            (false, _) if view.lonely() => self.onset * self.onset_lonely,
            (false, _) => self.onset,
        }
    }

    /// An upper bound of [`Psychiatric::rate`], entrenched, lonely or not.
    pub fn bound(&self, view: &View<'_>) -> f64 {
        if view.person.psychiatric {
            self.remission * self.remission_entrenched.max(1.0) * view.help.psychiatric
        } else {
            self.onset * self.onset_lonely.max(1.0)
        }
    }
}

pub(super) fn turn(world: &mut World<'_>, id: ResidentId) {
    let person = world.city.edit(id);
    person.psychiatric = !person.psychiatric;
}
