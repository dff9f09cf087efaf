//! Ties are lost and made.
//!
//! A tie within the city has two ends, and each end carries half of its hazard of being lost.
//! A resident makes ties at a rate that follows from his or her sociability; half of the ties
//! within the city start with the one end, half with the other. The rate per age group and class
//! is a set point: it balances all losses in the standing state (deaths and moves included).

use super::{Process, SetPoints, View, World};
use crate::chance::uniform;
use crate::evidence::{Reader, RegistryError};
use crate::population::{Person, ResidentId};
use crate::vocabulary::{Borough, Term};

/// How many people a resident meets before the occasion has passed.
const MEETINGS: u32 = 32;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct TieRates {
    loss: f64,
    loss_lonely: f64,
    competence: [f64; 3],
    mobility: [f64; 3],
    entrenched: f64,
    problems: [f64; 4],
    outside: f64,
    other_borough: f64,
    other_age: f64,
}

impl TieRates {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            loss: reader.number("ties.loss")?,
            loss_lonely: reader.number("ties.loss_lonely")?,
            competence: reader.list("ties.gain_competence")?,
            mobility: reader.list("ties.gain_mobility")?,
            entrenched: reader.number("ties.gain_entrenched")?,
            problems: reader.list("ties.gain_problems")?,
            outside: reader.number("ties.outside_share")?,
            other_borough: reader.number("ties.other_borough_share")?,
            other_age: reader.number("ties.other_age_share")?,
        })
    }

    /// Yearly hazard that this resident's end puts on one tie.
    pub fn loss_per_tie(&self, lonely: bool) -> f64 {
        self.loss * if lonely { self.loss_lonely } else { 1.0 }
    }

    /// Yearly rate at which a resident's ties end by this clock. People outside the city die too:
    /// at the rate of the resident's own age, for want of theirs.
    pub fn loss(&self, view: &View<'_>, points: &SetPoints) -> f64 {
        let person = view.person;
        let own = self.loss_per_tie(view.lonely());
        let contact_dies = points.contact_death[usize::from(person.age_band)];
        f64::from(person.ties) * own / 2.0 + f64::from(person.outside_ties) * (own + contact_dies)
    }

    /// What traits do to making ties, as a factor.
    pub fn openness(&self, view: &View<'_>) -> f64 {
        let person = view.person;
        self.competence[person.competence.index()]
            * self.mobility[person.mobility.index()]
            * self.problems[usize::from(person.problems)]
            * if person.entrenched {
                self.entrenched
            } else {
                1.0
            }
            * view.help.tie_gain
    }

    /// Ties that a resident makes a year, whoever starts.
    fn gain_of(&self, view: &View<'_>, points: &SetPoints) -> f64 {
        points.tie_gain[view.group][usize::from(view.person.sociability)] * self.openness(view)
    }

    pub fn gain(&self, view: &View<'_>, points: &SetPoints) -> f64 {
        self.gain_of(view, points) * (self.outside + (1.0 - self.outside) / 2.0)
    }

    pub fn make(&self, world: &mut World<'_>, id: ResidentId, ordinal: u32, points: &SetPoints) {
        let [kind, place, age, side] = world.detail(id, Process::TieGain, ordinal);
        let outside = self.outside / (self.outside + (1.0 - self.outside) / 2.0);
        if uniform(kind) < outside {
            let person = world.city.edit(id);
            person.outside_ties = person.outside_ties.saturating_add(1);
            return;
        }
        let seeker = *world.city.person(id);
        let group = if uniform(age) < self.other_age {
            world.synthesis.places.neighbour(seeker.age_group(), side)
        } else {
            seeker.age_group()
        };
        let borough = if uniform(place) < self.other_borough {
            any_borough(world, place)
        } else {
            seeker.borough
        };
        // Those who are more open are chosen more often: a candidate is taken with a chance that
        // is proportional to his or her own rate.
        let most = points.most_open(group.index());
        for batch in 1..=MEETINGS / 2 {
            let words = world.detail(id, Process::TieGain, ordinal | batch << 24);
            for pair in words.chunks_exact(2) {
                let Some(other) = world.city.meeting.at(borough, group, pair[0]) else {
                    continue;
                };
                if uniform(pair[1]) * most < self.plain_gain(world.city.person(other), points)
                    && world.city.tie(id, other)
                {
                    return;
                }
            }
        }
    }

    /// As [`TieRates::gain_of`], without what help adds.
    fn plain_gain(&self, person: &Person, points: &SetPoints) -> f64 {
        points.tie_gain[person.age_group().index()][usize::from(person.sociability)]
            * self.competence[person.competence.index()]
            * self.mobility[person.mobility.index()]
            * self.problems[usize::from(person.problems)]
            * if person.entrenched {
                self.entrenched
            } else {
                1.0
            }
    }
}

/// A borough by numbers of residents.
fn any_borough(world: &World<'_>, word: u32) -> Borough {
    let mut left = uniform(word.wrapping_mul(0x9E37_79B9));
    for &borough in Borough::ALL {
        let share: f64 = world.synthesis.demography.shares[borough.index()]
            .iter()
            .sum();
        if left < share {
            return borough;
        }
        left -= share;
    }
    Borough::ALL[0]
}

/// One of the resident's ties ends: each is as likely, in the order of identities.
pub(super) fn lose(world: &mut World<'_>, id: ResidentId, ordinal: u32) {
    let [kind, which, ..] = world.detail(id, Process::TieLoss, ordinal);
    let person = *world.city.person(id);
    // A tie outside carries its whole hazard here, a tie within the city half of it.
    let (inside, outside) = (f64::from(person.ties), 2.0 * f64::from(person.outside_ties));
    if inside + outside == 0.0 {
        return;
    }
    if uniform(kind) * (inside + outside) < outside {
        world.city.edit(id).outside_ties -= 1;
        return;
    }
    let weakest = world.city.ties(id).iter().copied().min_by_key(|&other| {
        let key = world.city.person(other).key;
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) as u32 ^ which).wrapping_mul(0x85EB_CA6B)
    });
    if let Some(other) = weakest {
        world.city.untie(id, other);
    }
}
