//! Separation and new partnerships.
//!
//! Each of two partners carries half of the hazard of separation. A new partner is sought among
//! those without one of the same age group in the same borough (a man for a woman: the evidence on
//! partner loss is on such couples, and the model does not tell couples of the same sex apart).

use super::{Process, View, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::{CLASSES, ResidentId};
use crate::vocabulary::{AGE_GROUPS, AgeGroup, Outcome, Sex, Term};

/// How many people a resident meets before giving up for this time.
const MEETINGS: u32 = 24;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Partnership {
    separation: [f64; AGE_GROUPS],
    new: [[f64; AGE_GROUPS]; 2],
}

impl Partnership {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            separation: reader
                .per::<AgeGroup, AGE_GROUPS>("partnership.separation")?
                .map(|rate| rate / 1000.0),
            new: [
                reader.per::<AgeGroup, AGE_GROUPS>("partnership.new_men")?,
                reader.per::<AgeGroup, AGE_GROUPS>("partnership.new_women")?,
            ],
        })
    }

    pub fn separation(&self, view: &View<'_>) -> f64 {
        if view.person.has_partner() {
            self.separation[view.group] / 2.0
        } else {
            0.0
        }
    }

    /// Half of the new partnerships of a resident start with him or her, half with the other.
    pub fn partnering(&self, view: &View<'_>) -> f64 {
        if view.person.has_partner() {
            0.0
        } else {
            self.new[view.person.sex.index()][view.group] / 2.0
        }
    }
}

pub(super) fn separate(world: &mut World<'_>, id: ResidentId) {
    let Some(partner) = world.city.part(id) else {
        return;
    };
    for side in [id, partner] {
        world.city.edit(side).separated = world.month;
        world.count(Outcome::Separated, side);
    }
}

pub(super) fn meet(world: &mut World<'_>, id: ResidentId, ordinal: u32) {
    let seeker = *world.city.person(id);
    if seeker.has_partner() {
        return;
    }
    let wanted = match seeker.sex {
        Sex::Man => Sex::Woman,
        Sex::Woman => Sex::Man,
    };
    let tries = (0..MEETINGS / 4)
        .flat_map(|batch| world.detail(id, Process::Partnering, ordinal << 3 | batch));
    let found = tries
        .filter_map(|word| {
            let class = word >> 24;
            let class = ((class * CLASSES as u32) >> 8) as u8;
            world
                .city
                .meeting
                .at(seeker.borough, seeker.age_group(), class, word)
        })
        .find(|&other| {
            let other = world.city.person(other);
            other.sex == wanted && !other.has_partner()
        });
    if let Some(other) = found {
        world.city.partner(id, other);
    }
}
