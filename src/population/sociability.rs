//! Sociability: how many ties a resident keeps, as a lasting trait.
//!
//! A plain birth-death process of ties gives everybody a Poisson number around the same mean, which
//! has far too few residents without any tie. Tables 6 and 7 ask for lasting differences: a mixture
//! of three classes, each with its own mean. The weights of the mixture are fitted per borough, age
//! group and loneliness to the joint distribution. What lasts is a resident's *rank*; which class
//! the rank means depends on age and borough, so that networks shrink with age as Table 6 says.

use super::given::Given;
use super::maxent::{Cell, Joint};
use super::{Cutoffs, Demography};
use crate::chance::{Draws, Purpose, uniform};
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{AGE_GROUPS, AgeGroup, BOROUGHS, Sex, Support, Term};

/// Number of classes: low, middle, high.
pub const CLASSES: usize = 3;

/// Most ties besides the partner that are drawn at the start.
const MOST: usize = 14;
const EM_STEPS: usize = 400;
/// Ranks are 16-bit words.
pub(super) const RANKS: f64 = 65536.0;

/// The fitted mixture.
#[derive(Clone, Debug, PartialEq)]
pub struct Sociability {
    /// Mean ties per class, the partner not counted.
    pub means: [f64; CLASSES],
    partnered: [[f64; AGE_GROUPS]; 2],
    by_class: [f64; CLASSES],
    /// Probability of each number of ties that gives a support level, per class, without and with
    /// partner, and level; and their sums.
    ties: [[[[f64; MOST + 1]; 3]; 2]; CLASSES],
    supported: [[[f64; 3]; 2]; CLASSES],
    /// Weights per borough, age group and (not lonely, lonely).
    weights: Vec<[[[f64; CLASSES]; 2]; AGE_GROUPS]>,
    /// Upper rank of the low and the middle class, per borough and age group.
    bounds: Vec<[[u16; 2]; AGE_GROUPS]>,
}

/// What the draw of a resident's network gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    /// Lasting rank.
    pub rank: u16,
    /// Class at this age in this borough.
    pub class: u8,
    /// Lives with a partner.
    pub partnered: bool,
    /// Ties besides the partner.
    pub ties: u8,
}

impl Sociability {
    /// Fits the mixture to the joint distribution.
    ///
    /// # Errors
    /// When the registry lacks a parameter.
    pub fn fit(
        reader: &Reader<'_>,
        cutoffs: Cutoffs,
        demography: &Demography,
        joint: &Joint,
    ) -> Result<Self, RegistryError> {
        let means = reader.list::<CLASSES>("ties.by_sociability")?;
        let ties = means.map(|mean| ties_by_support(&truncated_poisson(mean), cutoffs));
        let mut fitted = Self {
            means,
            partnered: [
                reader.per::<AgeGroup, AGE_GROUPS>("population.partnered_men")?,
                reader.per::<AgeGroup, AGE_GROUPS>("population.partnered_women")?,
            ],
            by_class: reader.list("population.partner_by_sociability")?,
            ties,
            supported: ties.map(|of_class| of_class.map(|levels| levels.map(|n| n.iter().sum()))),
            weights: Vec::with_capacity(BOROUGHS),
            bounds: Vec::with_capacity(BOROUGHS),
        };
        for borough in 0..BOROUGHS {
            let mut weights = [[[0.0; CLASSES]; 2]; AGE_GROUPS];
            let mut bounds = [[0; 2]; AGE_GROUPS];
            for &group in AgeGroup::ALL {
                let a = group.index();
                let cell = joint.cell(borough, a);
                let women = demography.share_of_women(group);
                weights[a] = fitted.mixtures(cell, group, women);
                bounds[a] = rank_bounds(cell, &weights[a]);
            }
            fitted.weights.push(weights);
            fitted.bounds.push(bounds);
        }
        Ok(fitted)
    }

    /// Share with a partner in a class.
    fn partner_share(&self, class: usize, group: AgeGroup, sex: Sex) -> f64 {
        (self.partnered[sex.index()][group.index()] * self.by_class[class]).min(1.0)
    }

    fn support_of_class(&self, class: usize, level: Support, group: AgeGroup, women: f64) -> f64 {
        let share = (1.0 - women) * self.partner_share(class, group, Sex::Man)
            + women * self.partner_share(class, group, Sex::Woman);
        let [single, partnered] = self.supported[class].map(|levels| levels[level.index()]);
        (1.0 - share) * single + share * partnered
    }

    /// Mixture weights for the not lonely and the lonely of a cell, by expectation-maximisation:
    /// weights stay positive also where the exact solution would not.
    fn mixtures(&self, cell: &Cell, group: AgeGroup, women: f64) -> [[f64; CLASSES]; 2] {
        let given: [[f64; 3]; CLASSES] = std::array::from_fn(|class| {
            std::array::from_fn(|s| self.support_of_class(class, Support::ALL[s], group, women))
        });
        [false, true].map(|lonely| {
            let target: [f64; 3] = std::array::from_fn(|s| {
                if lonely {
                    cell[s][1] + cell[s][2]
                } else {
                    cell[s][0]
                }
            });
            let total: f64 = target.iter().sum();
            let mut weights = [1.0 / CLASSES as f64; CLASSES];
            for _ in 0..EM_STEPS {
                let mut next = [0.0; CLASSES];
                for (s, share) in target.iter().enumerate() {
                    let mixed: f64 = (0..CLASSES).map(|k| weights[k] * given[k][s]).sum();
                    for (k, value) in next.iter_mut().enumerate() {
                        *value += share / total * weights[k] * given[k][s] / mixed;
                    }
                }
                weights = next;
            }
            weights
        })
    }

    /// Draws rank, partner and number of ties of a resident whose support and loneliness are given.
    pub(super) fn draw(
        &self,
        draws: &Draws,
        purpose: Purpose,
        given: &Given,
        demography: &Demography,
    ) -> Network {
        let [word_class, word_rank, word_ties, _] = draws.words(given.key, purpose, 0);
        let (borough, group, sex) = (given.borough.index(), given.group(), given.sex);
        let level = given.support.index();
        let lonely = usize::from(given.loneliness.is_lonely());
        let weights = &self.weights[borough][group.index()][lonely];
        let still = demography.still_partnered(sex, given.age());
        let options: [f64; 2 * CLASSES] = std::array::from_fn(|i| {
            let (class, partner) = (i / 2, i % 2);
            let share = (self.partner_share(class, group, sex) * still).min(1.0);
            let partner_share = if partner == 1 { share } else { 1.0 - share };
            weights[class] * partner_share * self.supported[class][partner][level]
        });
        let picked = pick(&options, uniform(word_class));
        let (class, partner) = (picked / 2, picked % 2);
        let fitting = &self.ties[class][partner][level];
        let bounds = self.bounds[borough][group.index()];
        let (low, high) = match class {
            0 => (0, bounds[0]),
            1 => (bounds[0], bounds[1]),
            _ => (bounds[1], u16::MAX),
        };
        let rank = f64::from(low) + f64::from(high - low) * uniform(word_rank);
        Network {
            rank: rank as u16,
            class: class as u8,
            partnered: partner == 1,
            ties: pick(fitting, uniform(word_ties)) as u8,
        }
    }

    /// Share of a class among residents of a borough and age group.
    pub fn share(&self, class: usize, borough: usize, group: AgeGroup) -> f64 {
        let [low, middle] = self.bounds[borough][group.index()].map(f64::from);
        [low, middle - low, RANKS - middle][class] / RANKS
    }

    /// The class that a rank means at an age in a borough.
    #[inline]
    pub fn class_of(&self, rank: u16, borough: usize, group: AgeGroup) -> u8 {
        let [low, middle] = self.bounds[borough][group.index()];
        u8::from(rank >= low) + u8::from(rank >= middle)
    }
}

/// Of the probabilities of numbers of ties, those that give each support level, without and with
/// partner.
fn ties_by_support(ties: &[f64; MOST + 1], cutoffs: Cutoffs) -> [[[f64; MOST + 1]; 3]; 2] {
    [0, 1].map(|partner| {
        std::array::from_fn(|level| {
            std::array::from_fn(|number| {
                let fits = cutoffs.support_of(number as u8 + partner) == Support::ALL[level];
                if fits { ties[number] } else { 0.0 }
            })
        })
    })
}

fn truncated_poisson(mean: f64) -> [f64; MOST + 1] {
    let mut term = libm::exp(-mean);
    let mut terms = [0.0; MOST + 1];
    for (n, slot) in terms.iter_mut().enumerate() {
        *slot = term;
        term *= mean / (n as f64 + 1.0);
    }
    let total: f64 = terms.iter().sum();
    terms.map(|value| value / total)
}

fn rank_bounds(cell: &Cell, weights: &[[f64; CLASSES]; 2]) -> [u16; 2] {
    let not_lonely: f64 = cell.iter().map(|row| row[0]).sum();
    let class = |k: usize| not_lonely * weights[0][k] + (1.0 - not_lonely) * weights[1][k];
    let low = class(0);
    let middle = low + class(1);
    [low, middle].map(|share| (share * RANKS).min(RANKS - 1.0) as u16)
}

/// The place at which cumulative weight passes the uniform number.
pub fn pick(weights: &[f64], uniform: f64) -> usize {
    let total: f64 = weights.iter().sum();
    let mut left = uniform * total;
    let mut last = 0;
    for (place, &weight) in weights.iter().enumerate() {
        if weight > 0.0 {
            if left < weight {
                return place;
            }
            left -= weight;
            last = place;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picking_follows_the_weights_and_skips_zeros() {
        assert_eq!(pick(&[0.0, 1.0, 0.0, 1.0], 0.1), 1);
        assert_eq!(pick(&[0.0, 1.0, 0.0, 1.0], 0.9), 3);
        assert_eq!(pick(&[0.0, 1.0, 0.0], 0.999_999), 1);
    }

    #[test]
    fn poisson_terms_add_up() {
        let terms = truncated_poisson(2.2);
        let mean: f64 = terms.iter().enumerate().map(|(n, p)| n as f64 * p).sum();
        assert!((mean - 2.2).abs() < 1e-4, "{mean}");
    }
}
