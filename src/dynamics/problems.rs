//! Practical problems: they pile up with isolation and are solved more slowly in it (§1.2, §6.2.1).

use super::{View, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::ResidentId;

/// Severe, with self-neglect.
const MOST: u8 = 3;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Problems {
    onset: [f64; 4],
    solved: [f64; 4],
}

impl Problems {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            onset: reader.list("problems.onset")?,
            solved: reader.list("problems.solved")?,
        })
    }

    pub fn up(&self, view: &View<'_>) -> f64 {
        if view.person.problems >= MOST {
            return 0.0;
        }
        self.onset[view.weight()] * view.help.slide
    }

    pub fn down(&self, view: &View<'_>) -> f64 {
        if view.person.problems == 0 {
            return 0.0;
        }
        self.solved[view.weight()] * view.help.problems_solved
    }
}

pub(super) fn add(world: &mut World<'_>, id: ResidentId) {
    let person = world.city.edit(id);
    person.problems = (person.problems + 1).min(MOST);
}

pub(super) fn solve(world: &mut World<'_>, id: ResidentId) {
    let person = world.city.edit(id);
    person.problems = person.problems.saturating_sub(1);
}
