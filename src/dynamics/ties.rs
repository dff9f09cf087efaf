//! Ties are lost and made.
//!
//! A tie within the city has two ends, and each end carries half of its hazard of being lost.
//! A resident makes ties at a rate that follows from his or her sociability; half of the ties
//! within the city start with the one end, half with the other. The rate per age group and class
//! is a set point: it balances all losses in the standing state (deaths and moves included).

use super::{Process, SetPoints, View, World};
use crate::chance::uniform;
use crate::evidence::{Reader, RegistryError};
use crate::population::{CLASSES, Person, ResidentId, pick};
use crate::vocabulary::{AgeGroup, Borough, Term};

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
        let Some(circle) = self.circle(world, id, ordinal, points) else {
            let person = world.city.edit_ties(id);
            person.outside_ties = person.outside_ties.saturating_add(1);
            return;
        };
        for batch in 1..=MEETINGS / 2 {
            let words = world.detail(id, Process::TieGain, ordinal | batch << 24);
            for pair in words.chunks_exact(2) {
                let Some(other) = circle.meets(world, pair[0]) else {
                    continue;
                };
                if uniform(pair[1]) < self.plain_openness(world.city.person(other))
                    && world.city.tie(id, other)
                {
                    return;
                }
            }
        }
    }

    /// Where a resident looks for a new tie; none is outside the city. Those who make ties easily
    /// are met more often: first the class is drawn, then one of its members, who is taken with a
    /// chance that is proportional to his or her openness.
    fn circle(
        &self,
        world: &World<'_>,
        id: ResidentId,
        ordinal: u32,
        points: &SetPoints,
    ) -> Option<Circle> {
        let [kind, place, age, side] = world.detail(id, Process::TieGain, ordinal);
        let outside = self.outside / (self.outside + (1.0 - self.outside) / 2.0);
        if uniform(kind) < outside {
            return None;
        }
        let seeker = world.city.person(id);
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
        let weights: [f64; CLASSES] = std::array::from_fn(|class| {
            let members = world.city.meeting.members(borough, group, class as u8);
            members as f64 * points.tie_gain[group.index()][class]
        });
        Some(Circle {
            borough,
            group,
            class: pick(&weights, uniform(side)) as u8,
        })
    }

    /// Brings the first candidates of the next ties into the cache.
    pub fn fetch_candidates(
        &self,
        world: &World<'_>,
        ahead: &[(ResidentId, u32)],
        points: &SetPoints,
    ) {
        let circles: Vec<(Circle, [u32; 4])> = ahead
            .iter()
            .filter_map(|&(id, ordinal)| {
                let circle = self.circle(world, id, ordinal, points)?;
                let words = world.detail(id, Process::TieGain, ordinal | 1 << 24);
                Some((circle, words))
            })
            .collect();
        let met = circles.iter().flat_map(|(circle, words)| {
            [words[0], words[2]]
                .into_iter()
                .filter_map(|word| circle.meets(world, word))
        });
        let met: Vec<ResidentId> = met.collect();
        world.city.fetch(met.into_iter());
    }

    /// Openness by lasting traits, without what help adds; at most 1.
    fn plain_openness(&self, person: &Person) -> f64 {
        self.competence[person.competence.index()]
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

/// Where a new tie is looked for.
struct Circle {
    borough: Borough,
    group: AgeGroup,
    class: u8,
}

impl Circle {
    fn meets(&self, world: &World<'_>, word: u32) -> Option<ResidentId> {
        world
            .city
            .meeting
            .at(self.borough, self.group, self.class, word)
    }
}

/// What ends when a resident loses a tie: one outside the city, or one within.
enum Ending {
    Outside,
    With(ResidentId),
}

/// Which tie ends: each is as likely as its share in the resident's hazard.
fn ending(world: &World<'_>, id: ResidentId, ordinal: u32) -> Option<Ending> {
    let [kind, which, ..] = world.detail(id, Process::TieLoss, ordinal);
    let person = world.city.person(id);
    // A tie outside carries its whole hazard here, a tie within the city half of it.
    let (inside, outside) = (f64::from(person.ties), 2.0 * f64::from(person.outside_ties));
    if inside + outside == 0.0 {
        return None;
    }
    if uniform(kind) * (inside + outside) < outside {
        return Some(Ending::Outside);
    }
    let scrambled =
        |other: &ResidentId| (other.0.wrapping_mul(0x9E37_79B9) ^ which).wrapping_mul(0x85EB_CA6B);
    let ended = world.city.ties(id).iter().copied().min_by_key(scrambled);
    ended.map(Ending::With)
}

/// One of the resident's ties ends.
pub(super) fn lose(world: &mut World<'_>, id: ResidentId, ordinal: u32) {
    match ending(world, id, ordinal) {
        Some(Ending::Outside) => world.city.edit_ties(id).outside_ties -= 1,
        Some(Ending::With(other)) => world.city.untie(id, other),
        None => {}
    }
}

/// Brings the other ends of the ties that end next into the cache.
pub(super) fn fetch_lost(world: &World<'_>, ahead: &[(ResidentId, u32)]) {
    let others: Vec<ResidentId> = ahead
        .iter()
        .filter_map(|&(id, ordinal)| match ending(world, id, ordinal)? {
            Ending::With(other) => Some(other),
            Ending::Outside => None,
        })
        .collect();
    world.city.fetch(others.into_iter());
}
