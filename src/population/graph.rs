//! Partners and ties of the standing state: stub matching (configuration model) within boroughs
//! and age groups, across boroughs, and across generations.

use super::{City, ResidentId};
use crate::chance::{Draws, Purpose, uniform};
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{AGE_GROUPS, AgeGroup, BOROUGHS, Sex, Term};

const PARTNER_ORDER: Purpose = Purpose(135);
/// The sum of two uniforms has a standard deviation of one over the root of six; he and she each
/// carry half of the variance of the gap between them.
const SQRT_3: f64 = 1.732_050_807_568_877_2;
const STUB: Purpose = Purpose(136);

/// How ties are spread over places.
#[derive(Clone, Debug, PartialEq)]
pub struct TiePlaces {
    /// Share to people who are not simulated.
    pub outside: f64,
    /// Share of ties within the city to another borough.
    pub other_borough: f64,
    /// Share of ties at the start to another generation.
    pub kin: f64,
    /// Share of new ties made in the neighbouring age group.
    pub other_age: f64,
    partner_gap: f64,
    partner_spread: f64,
    /// How far ahead a stub looks for a match that is neither itself nor known already.
    candidates: usize,
}

impl TiePlaces {
    /// Reads the shares.
    ///
    /// # Errors
    /// When the registry lacks one.
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            outside: reader.number("ties.outside_share")?,
            other_borough: reader.number("ties.other_borough_share")?,
            kin: reader.number("ties.kin_share")?,
            other_age: reader.number("ties.other_age_share")?,
            partner_gap: reader.number("population.partner_age_gap")?,
            partner_spread: reader.number("population.partner_age_spread")?,
            candidates: reader.count("ties.candidates")? as usize,
        })
    }

    /// The age group in which a tie outside one's own age is sought.
    pub fn neighbour(&self, group: AgeGroup, word: u32) -> AgeGroup {
        let position = group.index();
        let up = word & 1 == 1;
        match (up, position) {
            (true, p) if p + 1 < AGE_GROUPS => AgeGroup::ALL[p + 1],
            (_, 0) => AgeGroup::ALL[1],
            (_, p) => AgeGroup::ALL[p - 1],
        }
    }

    /// Pairs those who live with a partner, man and woman of one borough, by age: she is younger
    /// by the gap with some spread. Who stays over has no partner after all but one tie more, so
    /// that the number of supporters stays as drawn. (The life tables behind widowhood are those
    /// of couples of a man and a woman; couples of the same sex are not told apart.)
    pub(super) fn pair(&self, city: &mut City, draws: &Draws, partnered: &[ResidentId]) {
        let mut sides: Vec<[Vec<(i64, u64, ResidentId)>; 2]> =
            (0..BOROUGHS).map(|_| Default::default()).collect();
        for &id in partnered {
            let person = city.person(id);
            let [a, b, ..] = draws.words(person.key, PARTNER_ORDER, 0);
            // The sum of two uniforms is close enough to a bell for a gap between ages.
            let noise = (uniform(a) + uniform(b) - 1.0) * self.partner_spread * SQRT_3;
            let gap = match person.sex {
                Sex::Man => self.partner_gap,
                Sex::Woman => 0.0,
            };
            let order = f64::from(person.born) + (gap + noise) * 12.0;
            sides[person.borough.index()][person.sex.index()].push((order as i64, person.key, id));
        }
        for [mut men, mut women] in sides {
            men.sort_unstable();
            women.sort_unstable();
            // The larger side gives up evenly spread places, so that ages keep matching.
            let pairs = men.len().min(women.len());
            let spread = |side: Vec<(i64, u64, ResidentId)>| -> (Vec<ResidentId>, Vec<ResidentId>) {
                let length = side.len();
                let (mut kept, mut over) = (Vec::new(), Vec::new());
                for (place, (_, _, id)) in side.into_iter().enumerate() {
                    let keep = (place + 1) * pairs / length > place * pairs / length;
                    if keep { &mut kept } else { &mut over }.push(id);
                }
                (kept, over)
            };
            let (men, men_over) = spread(men);
            let (women, women_over) = spread(women);
            for (&man, &woman) in men.iter().zip(&women) {
                city.partner(man, woman);
            }
            for id in men_over.into_iter().chain(women_over) {
                city.edit(id).outside_ties += 1;
            }
        }
    }

    /// Turns the ties that residents hold (all counted as outside so far) into ties between
    /// residents, as far as a match is found.
    pub(super) fn match_stubs(&self, city: &mut City, draws: &Draws) {
        for list in self.stub_lists(city, draws) {
            let mut stubs = list;
            stubs.sort_unstable();
            let mut waiting: Vec<ResidentId> = stubs.into_iter().rev().map(|(_, id)| id).collect();
            while let Some(id) = waiting.pop() {
                let from = waiting.len().saturating_sub(self.candidates);
                let found = (from..waiting.len())
                    .rev()
                    .find(|&at| waiting[at] != id && !city.are_tied(id, waiting[at]));
                let Some(at) = found else { continue };
                let other = waiting[at];
                if city.tie(id, other) {
                    waiting.remove(at);
                    for side in [id, other] {
                        city.edit(side).outside_ties -= 1;
                    }
                }
            }
        }
    }

    /// Stubs by where their other end is sought, each with a keyed order.
    fn stub_lists(&self, city: &City, draws: &Draws) -> Vec<Vec<(u32, ResidentId)>> {
        // Places: borough x age group, then city x age group, then generations.
        let city_wide = BOROUGHS * AGE_GROUPS;
        let generations = city_wide + AGE_GROUPS;
        let mut lists = vec![Vec::new(); generations + AGE_GROUPS];
        for (id, person) in city.residents() {
            let group = person.age_group();
            for ordinal in 0..u32::from(person.outside_ties) {
                let [order, place, kind, side] = draws.words(person.key, STUB, ordinal);
                let kind = uniform(kind);
                if kind < self.outside {
                    continue;
                }
                let list = if kind < self.outside + (1.0 - self.outside) * self.kin {
                    generations + generation(group, side)
                } else {
                    let group = if uniform(side) < self.other_age {
                        self.neighbour(group, side)
                    } else {
                        group
                    };
                    if uniform(place) < self.other_borough {
                        city_wide + group.index()
                    } else {
                        person.borough.index() * AGE_GROUPS + group.index()
                    }
                };
                lists[list].push((order, id));
            }
        }
        lists
    }
}

/// The list in which two generations meet: 13-24 with 45-64, 25-44 with 65 and over. Those of
/// 45-64 look up and down.
fn generation(group: AgeGroup, word: u32) -> usize {
    match group {
        AgeGroup::From13To24 => 0,
        AgeGroup::From45To64 => (word & 1) as usize,
        AgeGroup::From25To44 => 1,
        AgeGroup::From65To74 | AgeGroup::From75 => 1,
    }
}
