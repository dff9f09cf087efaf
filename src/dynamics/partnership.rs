//! Separation and new partnerships.
//!
//! Each of two partners carries half of the hazard of separation. A new partner is sought among
//! those without one of the same age group in the same borough (a man for a woman: the evidence on
//! partner loss is on such couples, and the model does not tell couples of the same sex apart).

use super::{Process, View, World};
use crate::chance::uniform;
use crate::evidence::{Reader, RegistryError};
use crate::population::{CLASSES, ResidentId, pick};
use crate::vocabulary::{AGE_GROUPS, AgeGroup, Outcome, Sex, Term};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Partnership {
    separation: [f64; AGE_GROUPS],
    new: [[f64; AGE_GROUPS]; 2],
    /// How many people a resident meets before giving up for this time.
    met: u32,
    /// Those who keep few ties find a partner less often: the factor of the standing state.
    sociability: [f64; CLASSES],
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
            met: reader.count("partnership.met")?,
            sociability: reader.list("population.partner_by_sociability")?,
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
            let class = usize::from(view.person.sociability);
            self.new[view.person.sex.index()][view.group] * self.sociability[class] / 2.0
        }
    }

    /// Looks for a partner; those who keep few ties are met less often as well.
    pub fn meet(&self, world: &mut World<'_>, id: ResidentId, ordinal: u32) {
        let seeker = *world.city.person(id);
        if seeker.has_partner() {
            return;
        }
        let wanted = match seeker.sex {
            Sex::Man => Sex::Woman,
            Sex::Woman => Sex::Man,
        };
        let (borough, group) = (seeker.borough, seeker.age_group());
        let weights: [f64; CLASSES] = std::array::from_fn(|class| {
            let members = world.city.meeting.members(borough, group, class as u8);
            members as f64 * self.sociability[class]
        });
        let found = (1..=self.met.div_ceil(2))
            .flat_map(|batch| {
                let [a, b, c, d] = world.detail(id, Process::Partnering, ordinal | batch << 24);
                [(a, b), (c, d)]
            })
            .filter_map(|(class, word)| {
                let class = pick(&weights, uniform(class)) as u8;
                world.city.meeting.at(borough, group, class, word)
            })
            .find(|&other| {
                let other = world.city.person(other);
                other.sex == wanted && !other.has_partner()
            });
        if let Some(other) = found {
            world.city.partner(id, other);
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
