//! Points of parameter space, by quantile of the prior in each dimension, from keyed draws.

use crate::chance::{Draws, Purpose, uniform};

const HYPERCUBE: Purpose = Purpose(211);
const CANDIDATE: Purpose = Purpose(212);

/// A Latin hypercube (McKay, Beckman and Conover 1979): in each dimension every one of the `points`
/// equal parts of the prior holds one point.
pub fn latin_hypercube(seed: u64, points: u32, dimensions: usize) -> Vec<Vec<f64>> {
    let columns: Vec<Vec<f64>> = (0..dimensions)
        .map(|one| column(seed, points, one))
        .collect();
    (0..points as usize)
        .map(|place| columns.iter().map(|column| column[place]).collect())
        .collect()
}

/// One dimension of a Latin hypercube.
fn column(seed: u64, points: u32, dimension: usize) -> Vec<f64> {
    let draws = Draws::new(seed, dimension as u32);
    let mut order: Vec<u32> = (0..points).collect();
    for place in (1..points).rev() {
        let [word, ..] = draws.words(0, HYPERCUBE, place);
        let other = (uniform(word) * f64::from(place + 1)) as u32;
        order.swap(place as usize, other as usize);
    }
    let within = |part: u32| {
        let [_, word, ..] = draws.words(0, HYPERCUBE, part);
        (f64::from(part) + uniform(word)) / f64::from(points)
    };
    order.into_iter().map(within).collect()
}

/// A point anywhere in the prior.
pub fn candidate(seed: u64, number: u32, dimensions: usize) -> Vec<f64> {
    let draws = Draws::new(seed, number);
    (0..dimensions)
        .map(|dimension| {
            let [word, ..] = draws.words(dimension as u64, CANDIDATE, 0);
            uniform(word)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_every_dimension_holds_one_point() {
        let points = 23;
        let design = latin_hypercube(1, points, 4);
        for dimension in 0..4 {
            let mut parts: Vec<u32> = design
                .iter()
                .map(|point| (point[dimension] * f64::from(points)) as u32)
                .collect();
            parts.sort_unstable();
            assert_eq!(parts, (0..points).collect::<Vec<_>>());
        }
        assert_ne!(design, latin_hypercube(2, points, 4));
    }

    #[test]
    fn candidates_fill_the_prior() {
        let mean = (0..1000)
            .map(|number| candidate(1, number, 2)[1])
            .sum::<f64>()
            / 1000.0;
        // Three standard errors of a uniform mean.
        assert!(
            (mean - 0.5).abs() < 3.0 * 0.2887 / 1000.0_f64.sqrt(),
            "{mean}"
        );
    }
}
