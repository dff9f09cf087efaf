//! Means and intervals over replicates, gathered one replicate at a time: memory does not grow with
//! the number of replicates.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::results::{Difference, Estimate, Method};
use crate::chance::{Draws, Purpose};

/// Share that an interval covers.
const COVERAGE: f64 = 0.95;
/// Below this mean count in both scenarios, Student's t is not trusted.
const NEAR_ZERO: f64 = 5.0;
/// Resamples of the bootstrap.
const RESAMPLES: usize = 200;
const BOOTSTRAP: Purpose = Purpose(200);
/// Cumulative probabilities of a Poisson number with mean 1: 0, 1, 2, ...
const POISSON: [f64; 7] = [
    0.367_879, 0.735_759, 0.919_699, 0.981_012, 0.996_340, 0.999_406, 0.999_917,
];

/// Running means and sums of squares of many cells (Welford 1962).
#[derive(Clone, Debug)]
pub(super) struct Moments {
    count: f64,
    mean: Vec<f64>,
    squares: Vec<f64>,
}

impl Moments {
    pub fn new(cells: usize) -> Self {
        Self {
            count: 0.0,
            mean: vec![0.0; cells],
            squares: vec![0.0; cells],
        }
    }

    pub fn add(&mut self, values: impl Iterator<Item = f64>) {
        self.count += 1.0;
        for ((mean, squares), value) in self.mean.iter_mut().zip(&mut self.squares).zip(values) {
            let away = value - *mean;
            *mean += away / self.count;
            *squares += away * (value - *mean);
        }
    }

    pub fn mean(&self, cell: usize) -> f64 {
        self.mean[cell]
    }

    /// Variance over replicates; zero with fewer than two.
    pub fn variance(&self, cell: usize) -> f64 {
        if self.count < 2.0 {
            return 0.0;
        }
        self.squares[cell] / (self.count - 1.0)
    }

    /// As [`Moments::estimate`] for something that cannot be negative.
    pub fn level(&self, cell: usize, t: f64) -> Estimate {
        let estimate = self.estimate(cell, t);
        Estimate {
            low: estimate.low.max(0.0),
            ..estimate
        }
    }

    /// The mean with its Student-t interval.
    pub fn estimate(&self, cell: usize, t: f64) -> Estimate {
        let half = t * (self.variance(cell) / self.count).sqrt();
        let mean = self.mean(cell);
        Estimate {
            mean,
            low: mean - half,
            high: mean + half,
        }
    }
}

/// Two-sided Student-t quantile for a number of replicates; zero with fewer than two.
pub(super) fn t_quantile(replicates: u32) -> f64 {
    if replicates < 2 {
        return 0.0;
    }
    StudentsT::new(0.0, 1.0, f64::from(replicates - 1))
        .map_or(0.0, |t| t.inverse_cdf(1.0 - (1.0 - COVERAGE) / 2.0))
}

/// A Poisson bootstrap (Chamandy et al. 2012, Google) of the means of some cells: each replicate
/// enters each resample a keyed Poisson number of times, so nothing need be kept.
#[derive(Clone, Debug)]
pub(super) struct Bootstrap {
    weights: Vec<f64>,
    /// Cell by cell, one sum per resample.
    sums: Vec<f64>,
}

impl Bootstrap {
    pub fn new(cells: usize) -> Self {
        Self {
            weights: vec![0.0; RESAMPLES],
            sums: vec![0.0; cells * RESAMPLES],
        }
    }

    pub fn add(&mut self, seed: u64, replicate: u32, values: impl Iterator<Item = f64>) {
        let draws = Draws::new(seed, replicate);
        let weights: Vec<f64> = (0..RESAMPLES as u64)
            .map(|resample| {
                let uniform = draws.uniform(resample, BOOTSTRAP, 0);
                POISSON.iter().filter(|&&share| uniform > share).count() as f64
            })
            .collect();
        for (total, weight) in self.weights.iter_mut().zip(&weights) {
            *total += weight;
        }
        for (sums, value) in self.sums.chunks_exact_mut(RESAMPLES).zip(values) {
            if value != 0.0 {
                for (sum, weight) in sums.iter_mut().zip(&weights) {
                    *sum += weight * value;
                }
            }
        }
    }

    fn interval(&self, cell: usize, mean: f64) -> Estimate {
        let sums = &self.sums[cell * RESAMPLES..(cell + 1) * RESAMPLES];
        let mut means: Vec<f64> = sums
            .iter()
            .zip(&self.weights)
            .filter(|(_, weight)| **weight > 0.0)
            .map(|(sum, weight)| sum / weight)
            .collect();
        means.sort_by(f64::total_cmp);
        let at = |share: f64| means[((means.len() - 1) as f64 * share).round() as usize];
        let tail = (1.0 - COVERAGE) / 2.0;
        Estimate {
            mean,
            low: at(tail),
            high: at(1.0 - tail),
        }
    }
}

/// What is gathered on one scenario against the base, for one set of cells.
#[derive(Clone, Debug)]
pub(super) struct Paired {
    pub level: Moments,
    pub difference: Moments,
}

impl Paired {
    pub fn new(cells: usize) -> Self {
        Self {
            level: Moments::new(cells),
            difference: Moments::new(cells),
        }
    }

    pub fn add(&mut self, values: &[f64], base: &[f64]) {
        self.level.add(values.iter().copied());
        self.difference
            .add(values.iter().zip(base).map(|(value, base)| value - base));
    }

    /// The paired difference of a cell. `bootstrap` gives its place in a bootstrap, if it has one.
    pub fn difference(
        &self,
        cell: usize,
        base: &Moments,
        t: f64,
        bootstrap: Option<(&Bootstrap, usize)>,
        half_width: Option<f64>,
    ) -> Difference {
        let variance = self.difference.variance(cell);
        let (own, of_base) = (self.level.variance(cell), base.variance(cell));
        let plain = self.difference.estimate(cell, t);
        let near_zero = self.level.mean(cell) < NEAR_ZERO && base.mean(cell) < NEAR_ZERO;
        let (estimate, method) = match bootstrap {
            _ if variance == 0.0 => (plain, Method::None),
            Some((bootstrap, place)) if near_zero => {
                (bootstrap.interval(place, plain.mean), Method::Bootstrap)
            }
            _ => (plain, Method::StudentT),
        };
        let both_vary = own > 0.0 && of_base > 0.0;
        Difference {
            estimate,
            method,
            correlation: both_vary
                .then(|| (own + of_base - variance) / (2.0 * (own * of_base).sqrt())),
            variance_reduction: (both_vary && variance > 0.0).then(|| (own + of_base) / variance),
            replicates_needed: half_width
                .filter(|&wanted| wanted > 0.0 && variance > 0.0)
                .map(|wanted| replicates_needed(variance, wanted)),
        }
    }
}

/// Replicates for which the half-width is the wanted one.
fn replicates_needed(variance: f64, half_width: f64) -> u32 {
    // The quantile depends on the answer: a few rounds settle it.
    let mut needed: f64 = 2.0;
    for _ in 0..20 {
        let t = t_quantile(needed.min(1e6) as u32);
        needed = (t * t * variance / (half_width * half_width))
            .ceil()
            .max(2.0);
    }
    needed.min(f64::from(u32::MAX)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_students_t() {
        let mut moments = Moments::new(1);
        for value in [1.0, 2.0, 3.0, 4.0, 5.0] {
            moments.add(std::iter::once(value));
        }
        let estimate = moments.estimate(0, t_quantile(5));
        // Textbook: 3 +- 2.776 * sqrt(2.5 / 5).
        assert!((estimate.mean - 3.0).abs() < 1e-12);
        assert!((estimate.half_width() - 2.776_445 * 0.5f64.sqrt()).abs() < 1e-5);
    }

    #[test]
    fn pairing_is_credited_with_what_it_saves() {
        let mut base = Moments::new(1);
        let mut paired = Paired::new(1);
        for (a, b) in [(10.0, 11.0), (20.0, 21.5), (15.0, 15.5), (30.0, 31.0)] {
            base.add(std::iter::once(a));
            paired.add(&[b], &[a]);
        }
        let difference = paired.difference(0, &base, t_quantile(4), None, Some(0.1));
        assert!(difference.correlation.expect("both vary") > 0.99);
        assert!(difference.variance_reduction.expect("both vary") > 100.0);
        assert!(difference.replicates_needed.expect("asked for") > 4);
    }

    #[test]
    fn a_bootstrap_near_zero_stays_on_the_side_of_what_was_seen() {
        let (mut base, mut paired, mut bootstrap) =
            (Moments::new(1), Paired::new(1), Bootstrap::new(1));
        for (replicate, value) in [0.0, 0.0, 1.0, 0.0, 0.0, 2.0, 0.0, 1.0]
            .into_iter()
            .enumerate()
        {
            base.add(std::iter::once(0.0));
            paired.add(&[value], &[0.0]);
            bootstrap.add(1, replicate as u32, std::iter::once(value));
        }
        let difference = paired.difference(0, &base, t_quantile(8), Some((&bootstrap, 0)), None);
        assert_eq!(difference.method, Method::Bootstrap);
        assert!(difference.estimate.low >= 0.0, "{difference:?}");
    }
}
