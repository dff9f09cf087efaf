//! Ties are lost and made.
//!
//! A tie within the city has two ends, and each end carries half of its hazard of being lost.
//! A resident makes ties at a rate that follows from his or her sociability; half of the ties
//! within the city start with the one end, half with the other. The rate per age group and class
//! is a set point: it balances all losses in the standing state (deaths and moves included).

use arrayvec::ArrayVec;

use super::{AHEAD, Event, Process, SetPoints, View, World};
use crate::chance::uniform;
use crate::evidence::{Reader, RegistryError};
use crate::population::{CLASSES, Person, ResidentId, pick};
use crate::vocabulary::{AgeGroup, Borough, Term};

/// How many of the people who are met one draw gives.
const MET_AT_ONCE: u32 = 4;

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
    /// How often a resident meets a few people before the occasion has passed.
    batches: u32,
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
            batches: reader.count("ties.met")?.div_ceil(MET_AT_ONCE),
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

    /// An upper bound of [`TieRates::loss`] that changes far less often: the clock runs at it, and
    /// what it gives too much is taken off by chance when it fires.
    pub fn loss_bound(&self, view: &View<'_>, points: &SetPoints) -> f64 {
        let contact_dies = points.contact_death[usize::from(view.person.age_band)];
        let half = (self.loss_per_tie(view.lonely()) + contact_dies) / 2.0;
        f64::from(view.person.tie_halves_bound()) * half
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

    /// New ties of at most [`AHEAD`] residents; gives how many of them are there. Who is met first is
    /// looked up for all of them before, step by step, so that memory is waited for once a step: nobody
    /// moves or ages in this phase, so places and their members stay as they are.
    pub fn make(&self, world: &mut World<'_>, batch: &[Event], points: &SetPoints) -> usize {
        let mut outside = 0;
        let mut seekers: ArrayVec<(&Event, Circle), AHEAD> = ArrayVec::new();
        for event in batch {
            if !world.city.person(event.id).present {
                continue;
            }
            if let Some(circle) = self.circle(world, event, points) {
                seekers.push((event, circle));
            } else {
                world.city.tie_outside(event.id);
                outside += 1;
            }
        }
        let words = seekers.iter().map(|(event, _)| words(world, event, 0));
        let words: ArrayVec<[u32; 4], AHEAD> = words.collect();
        let first = words
            .iter()
            .zip(&seekers)
            .map(|(words, (_, circle))| circle.meets_all(world, words));
        let first: ArrayVec<Meetings, AHEAD> = first.collect();
        let met = first.iter().flatten().flatten();
        world.city.fetch(met.map(|&(other, _)| other));
        for ((event, circle), first) in seekers.iter().zip(&first) {
            self.seek(world, event, circle, first);
        }
        outside + seekers.len()
    }

    /// A resident meets people until one becomes a tie or the occasion has passed.
    fn seek(&self, world: &mut World<'_>, event: &Event, circle: &Circle, first: &Meetings) {
        if self.any_becomes_a_tie(world, event.id, first) {
            return;
        }
        for batch in 1..self.batches {
            let met = circle.meets_all(world, &words(world, event, batch));
            if self.any_becomes_a_tie(world, event.id, &met) {
                return;
            }
        }
    }

    fn any_becomes_a_tie(&self, world: &mut World<'_>, id: ResidentId, met: &Meetings) -> bool {
        met.iter().flatten().any(|&(other, chance)| {
            chance < self.plain_openness(world.city.person(other)) && world.city.tie(id, other)
        })
    }

    /// Where a resident looks for a new tie; none is outside the city. Those who make ties easily
    /// are met more often: first the class is drawn, then one of its members, who is taken with a
    /// chance that is proportional to his or her openness.
    fn circle(&self, world: &World<'_>, event: &Event, points: &SetPoints) -> Option<Circle> {
        let [kind, place, side] = event.words;
        let outside = self.outside / (self.outside + (1.0 - self.outside) / 2.0);
        // What a uniform number leaves above a cut is uniform again.
        let inside = (uniform(kind) - outside) / (1.0 - outside);
        if inside < 0.0 {
            return None;
        }
        let seeker = world.city.person(event.id);
        let group = if inside < self.other_age {
            world.synthesis.places.neighbour(seeker.age_group(), side)
        } else {
            seeker.age_group()
        };
        let elsewhere = uniform(place) / self.other_borough;
        let borough = if elsewhere < 1.0 {
            world.synthesis.demography.any_borough(elsewhere)
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

/// Where a new tie is looked for.
struct Circle {
    borough: Borough,
    group: AgeGroup,
    class: u8,
}

/// A few people who are met: who, and the uniform number that decides whether it becomes a tie. A
/// free seat is nobody.
type Meetings = [Option<(ResidentId, f64)>; MET_AT_ONCE as usize];

impl Circle {
    /// Meetings of a resident, a few at once.
    fn meets_all(&self, world: &World<'_>, words: &[u32; 4]) -> Meetings {
        words.map(|word| self.meets(world, word))
    }

    /// The low bits of a word say where, the high bits decide.
    fn meets(&self, world: &World<'_>, word: u32) -> Option<(ResidentId, f64)> {
        const CHANCE_BITS: u32 = 14;
        let chance = f64::from(word >> (32 - CHANCE_BITS)) + 0.5;
        let meeting = &world.city.meeting;
        let other = meeting.at(self.borough, self.group, self.class, word)?;
        Some((other, chance / f64::from(1 << CHANCE_BITS)))
    }
}

/// The words that decide whom a resident meets, a few at once.
fn words(world: &World<'_>, event: &Event, batch: u32) -> [u32; 4] {
    let ordinal = event.ordinal | batch << 24;
    world.detail(event.id, Process::TieGain, ordinal)
}

/// What ends when a resident loses a tie: one outside the city, or one within.
enum Ending {
    Outside,
    With(ResidentId),
}

/// Which tie ends: each by its share in the resident's hazard, the death of contacts outside the city aside. At
/// high ages that ends too many ties within the city and too few outside it.
fn ending(world: &World<'_>, event: &Event) -> Option<Ending> {
    let [kind, which, _] = event.words;
    let person = world.city.person(event.id);
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
    let ties = world.city.ties(event.id).iter().copied();
    ties.min_by_key(scrambled).map(Ending::With)
}

/// One tie ends of each of at most [`AHEAD`] residents; gives how many of them are there. The other ends are
/// looked up before, so that memory is waited for once; an end may differ by the time it happens.
pub(super) fn lose(world: &mut World<'_>, batch: &[Event]) -> usize {
    let others = batch
        .iter()
        .filter_map(|event| match ending(world, event)? {
            Ending::With(other) => Some(other),
            Ending::Outside => None,
        });
    let others: ArrayVec<ResidentId, AHEAD> = others.collect();
    world.city.fetch(others.into_iter());
    let mut lost = 0;
    for event in batch {
        if !world.city.person(event.id).present {
            continue;
        }
        lost += 1;
        match ending(world, event) {
            Some(Ending::Outside) => world.city.untie_outside(event.id),
            Some(Ending::With(other)) => world.city.untie(event.id, other),
            None => {}
        }
    }
    lost
}
