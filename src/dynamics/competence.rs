//! Social competences wear down in isolation and slowly come back (§3.4, §5.4.3).

use super::{View, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::ResidentId;
use crate::vocabulary::{Competence, IsolationStatus, Term};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct CompetenceRates {
    decay: f64,
    comes_back: f64,
}

impl CompetenceRates {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            decay: reader.number("competence.decay")?,
            comes_back: reader.number("competence.return")?,
        })
    }

    pub fn rate(&self, view: &View<'_>) -> f64 {
        let person = view.person;
        if view.status == IsolationStatus::Isolated {
            if person.competence == Competence::Poor {
                return 0.0;
            }
            return self.decay;
        }
        if person.competence > person.lasting_competence {
            return self.comes_back;
        }
        0.0
    }
}

/// One step down while isolated, else one step back to what it was.
pub(super) fn turn(world: &mut World<'_>, id: ResidentId) {
    let isolated =
        world.synthesis.cutoffs.status(world.city.person(id)) == IsolationStatus::Isolated;
    let person = world.city.edit(id);
    let place = person.competence.index();
    let next = if isolated {
        (place + 1).min(Competence::ALL.len() - 1)
    } else {
        place
            .saturating_sub(1)
            .max(person.lasting_competence.index())
    };
    person.competence = Competence::ALL[next];
}
