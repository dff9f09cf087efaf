//! In which futures does a policy fail? The patient rule induction method (Friedman and Fisher 1999),
//! as used for scenario discovery (Bryant and Lempert 2010): a box of parameter values is peeled, a
//! twentieth of its settings at a time, until mostly failures are left in it.

use statrs::distribution::{Binomial, DiscreteCDF};

/// Share of the settings in the box that a peel takes away.
const PEEL: f64 = 0.05;
/// Fewest settings in a box, as a share of all and as a number.
const LEAST_SHARE: f64 = 0.05;
const LEAST: usize = 10;

/// A limit that would bring as much with this chance if it meant nothing is left out.
const LUCK: f64 = 0.05;

/// A box on the way from all settings to mostly failures.
#[derive(Clone, Debug, PartialEq)]
pub struct FailureBox {
    /// Lowest and highest value of each dimension in the box.
    pub limits: Vec<[f64; 2]>,
    /// Dimensions that are narrower than at the start, with the chance that their limit would bring
    /// as much if it meant nothing (a binomial test).
    pub restricted: Vec<(usize, f64)>,
    /// Share of all failures that lie in the box.
    pub coverage: f64,
    /// Share of the settings in the box that are failures.
    pub density: f64,
    /// Share of all settings that lie in the box.
    pub mass: f64,
}

impl FailureBox {
    /// Harmonic mean of coverage and density.
    pub fn balance(&self) -> f64 {
        let sum = self.coverage + self.density;
        if sum > 0.0 {
            2.0 * self.coverage * self.density / sum
        } else {
            0.0
        }
    }
}

/// The settings, and which of them fail.
struct Data<'a> {
    settings: &'a [Vec<f64>],
    fails: &'a [bool],
}

impl Data<'_> {
    fn inside(&self, limits: &[[f64; 2]], besides: Option<usize>) -> Vec<usize> {
        let within = |setting: &Vec<f64>| {
            let mut dimensions = setting.iter().zip(limits).enumerate();
            dimensions.all(|(place, (value, [low, high]))| {
                besides == Some(place) || value.is_nan() || (*low..=*high).contains(value)
            })
        };
        (0..self.settings.len())
            .filter(|&one| within(&self.settings[one]))
            .collect()
    }

    fn failures(&self, settings: &[usize]) -> usize {
        settings.iter().filter(|&&one| self.fails[one]).count()
    }

    fn describe(&self, limits: &[[f64; 2]], whole: &[[f64; 2]]) -> FailureBox {
        let inside = self.inside(limits, None);
        let failures = self.failures(&inside);
        let all = self.fails.iter().filter(|fails| **fails).count();
        let narrower = (0..limits.len()).filter(|&one| limits[one] != whole[one]);
        let chance = |one: usize| {
            let wider = self.inside(limits, Some(one));
            let share = self.failures(&wider) as f64 / wider.len().max(1) as f64;
            let law = Binomial::new(share, inside.len() as u64);
            law.map_or(1.0, |law| match failures {
                0 => 1.0,
                some => law.sf(some as u64 - 1),
            })
        };
        FailureBox {
            restricted: narrower.map(|one| (one, chance(one))).collect(),
            limits: limits.to_vec(),
            coverage: failures as f64 / all.max(1) as f64,
            density: failures as f64 / inside.len().max(1) as f64,
            mass: inside.len() as f64 / self.settings.len().max(1) as f64,
        }
    }

    /// The peel after which most of what is left fails; none when nothing can be peeled.
    fn peel(&self, limits: &[[f64; 2]]) -> Option<Vec<[f64; 2]>> {
        let inside = self.inside(limits, None);
        let mut best: Option<(f64, usize, Vec<[f64; 2]>)> = None;
        for (place, &[low, high]) in limits.iter().enumerate() {
            let mut values: Vec<f64> = inside
                .iter()
                .map(|&one| self.settings[one][place])
                .collect();
            if values.iter().any(|value| value.is_nan()) {
                continue;
            }
            values.sort_by(f64::total_cmp);
            let count = ((values.len() as f64 * PEEL).ceil() as usize).max(1);
            let up = values[count..]
                .iter()
                .find(|value| **value > values[count - 1]);
            let last = values.len() - count;
            let down = values[..last]
                .iter()
                .rev()
                .find(|value| **value < values[last]);
            for side in [up.map(|&up| [up, high]), down.map(|&down| [low, down])] {
                let Some(side) = side else { continue };
                let mut peeled = limits.to_vec();
                peeled[place] = side;
                let left = self.inside(&peeled, None);
                let density = self.failures(&left) as f64 / left.len().max(1) as f64;
                let better = best.as_ref().is_none_or(|(known, size, _)| {
                    density > *known || (density == *known && left.len() > *size)
                });
                if better {
                    best = Some((density, left.len(), peeled));
                }
            }
        }
        best.map(|(_, _, limits)| limits)
    }
}

/// The same box without the limits that bring no more than luck would.
pub fn pruned(settings: &[Vec<f64>], fails: &[bool], found: &FailureBox) -> FailureBox {
    let data = Data { settings, fails };
    let whole = whole(settings);
    let mut best = found.clone();
    while let Some(&(weakest, chance)) = best
        .restricted
        .iter()
        .max_by(|one, two| one.1.total_cmp(&two.1))
        && chance > LUCK
    {
        let mut limits = best.limits.clone();
        limits[weakest] = whole[weakest];
        best = data.describe(&limits, &whole);
    }
    best
}

/// The range of each dimension over all settings.
fn whole(settings: &[Vec<f64>]) -> Vec<[f64; 2]> {
    let count = settings.first().map_or(0, Vec::len);
    (0..count)
        .map(|place| {
            let values = settings.iter().map(|setting| setting[place]);
            let ends = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
            let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), ends);
            [low, high]
        })
        .collect()
}

/// All boxes from the whole range on, each a peel smaller. Empty without settings.
pub fn prim(settings: &[Vec<f64>], fails: &[bool]) -> Vec<FailureBox> {
    let data = Data { settings, fails };
    if settings.is_empty() {
        return Vec::new();
    }
    let whole = whole(settings);
    let least = ((settings.len() as f64 * LEAST_SHARE) as usize).max(LEAST);
    let mut limits = whole.clone();
    let mut boxes = vec![data.describe(&limits, &whole)];
    while boxes.last().is_some_and(|last| last.density < 1.0) {
        let Some(peeled) = data.peel(&limits) else {
            break;
        };
        if data.inside(&peeled, None).len() < least {
            break;
        }
        limits = peeled;
        boxes.push(data.describe(&limits, &whole));
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Draws, Purpose};

    fn settings(count: u64) -> Vec<Vec<f64>> {
        let draws = Draws::new(8, 0);
        let point = |key| {
            (0..4)
                .map(|one| draws.uniform(key, Purpose(one), 0))
                .collect()
        };
        (0..count).map(point).collect()
    }

    #[test]
    fn a_corner_in_which_a_policy_fails_is_found() {
        let settings = settings(1000);
        let fails: Vec<bool> = settings.iter().map(|x| x[0] > 0.6 && x[2] < 0.5).collect();
        let boxes = prim(&settings, &fails);
        let best = boxes
            .iter()
            .max_by(|one, two| one.balance().total_cmp(&two.balance()))
            .expect("a box");
        assert!(best.coverage > 0.9 && best.density > 0.9, "{best:?}");
        let restricted: Vec<usize> = best.restricted.iter().map(|one| one.0).collect();
        assert_eq!(restricted, [0, 2]);
        assert!((best.limits[0][0] - 0.6).abs() < 0.05 && (best.limits[2][1] - 0.5).abs() < 0.05);
        assert!(best.restricted.iter().all(|(_, chance)| *chance < 1e-6));
        assert_eq!(pruned(&settings, &fails, best), *best);
        // A limit on something that means nothing goes.
        let mut limits = best.limits.clone();
        limits[3][0] += 0.05;
        let data = Data {
            settings: &settings,
            fails: &fails,
        };
        let more = data.describe(&limits, &whole(&settings));
        assert_eq!(more.restricted.len(), 3);
        assert_eq!(pruned(&settings, &fails, &more).restricted.len(), 2);
        assert_eq!(boxes[0].coverage, 1.0);
        for pair in boxes.windows(2) {
            assert!(pair[1].mass < pair[0].mass);
        }
    }

    #[test]
    fn what_fails_at_random_has_no_box_that_means_much() {
        let settings = settings(400);
        let draws = Draws::new(9, 0);
        let fails: Vec<bool> = (0..400)
            .map(|key| draws.uniform(key, Purpose(9), 0) < 0.3)
            .collect();
        let boxes = prim(&settings, &fails);
        assert!(boxes.iter().all(|one| one.balance() < 0.55));
        assert!(
            prim(&settings, &vec![false; 400])
                .iter()
                .all(|one| one.density == 0.0)
        );
    }
}
