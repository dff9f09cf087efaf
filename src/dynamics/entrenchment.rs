//! Situational isolation becomes structural, and structural isolation seldom wears off
//! (§3.4, §5.3.4).

use super::{View, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::ResidentId;
use crate::vocabulary::{IsolationStatus, Term};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entrenchment {
    hazard: [f64; 3],
    /// Ends of the phases of isolation, in months.
    phases: [i16; 2],
    competence: [f64; 3],
    release: [f64; 2],
}

impl Entrenchment {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            hazard: reader.list("isolation.entrenchment")?,
            phases: reader
                .months_list("isolation.entrenchment_phases")?
                .map(|months| months as i16),
            competence: reader.list("isolation.entrenchment_competence")?,
            release: reader.list("isolation.release")?,
        })
    }

    pub fn rate(&self, view: &View<'_>) -> f64 {
        let person = view.person;
        match (person.entrenched, view.status) {
            (false, IsolationStatus::Isolated) => {
                let isolated_for = view.month - person.isolated_since;
                let phase = self
                    .phases
                    .iter()
                    .filter(|&&end| isolated_for >= end)
                    .count();
                self.hazard[phase] * self.competence[person.competence.index()]
            }
            (true, IsolationStatus::Threatened) => self.release[0],
            (true, IsolationStatus::NotIsolated) => self.release[1],
            _ => 0.0,
        }
    }

    /// Months in which a phase of isolation ends.
    pub fn changes(&self, view: &View<'_>) -> [i16; 2] {
        if view.status != IsolationStatus::Isolated || view.person.entrenched {
            return [i16::MIN; 2];
        }
        self.phases
            .map(|end| view.person.isolated_since.saturating_add(end))
    }
}

pub(super) fn turn(world: &mut World<'_>, id: ResidentId) {
    let person = world.city.edit(id);
    person.entrenched = !person.entrenched;
}
