//! Designs over the unit cube: each point a quantile per dimension. All draws are keyed by point,
//! trajectory or dimension.

use crate::chance::{Draws, Purpose, uniform};

const LATIN_ORDER: Purpose = Purpose(241);
const LATIN_PLACE: Purpose = Purpose(242);
const MORRIS_START: Purpose = Purpose(243);
const MORRIS_ORDER: Purpose = Purpose(244);

/// A Latin hypercube (McKay, Beckman and Conover 1979): in each dimension one point in each of
/// `samples` equal intervals.
pub(crate) fn latin_hypercube(samples: usize, dimensions: usize, seed: u64) -> Vec<Vec<f64>> {
    let draws = Draws::new(seed, 0);
    let columns: Vec<Vec<f64>> = (0..dimensions as u64)
        .map(|key| {
            let mut order: Vec<usize> = (0..samples).collect();
            order.sort_by_key(|&sample| (draws.word(key, LATIN_ORDER, sample as u32), sample));
            let mut column = vec![0.0; samples];
            for (interval, sample) in order.into_iter().enumerate() {
                let within = draws.uniform(key, LATIN_PLACE, sample as u32);
                column[sample] = (interval as f64 + within) / samples as f64;
            }
            column
        })
        .collect();
    let point = |sample| columns.iter().map(|column| column[sample]).collect();
    (0..samples).map(point).collect()
}

/// Step of Morris's trajectories for a number of levels, as a share of the range.
pub(crate) fn morris_step(levels: u32) -> f64 {
    f64::from(levels) / (2.0 * f64::from(levels - 1))
}

/// A trajectory of Morris (1991): from a random corner of the grid, each dimension steps once, up or
/// down, in random order. `levels` is even. In the layout of SALib: `dimensions + 1` rows.
pub(crate) fn morris_trajectory(
    trajectory: usize,
    dimensions: usize,
    levels: u32,
    seed: u64,
) -> Vec<Vec<f64>> {
    let draws = Draws::new(seed, 0);
    let step = morris_step(levels);
    let grid = f64::from(levels - 1);
    let key = trajectory as u64;
    let mut ups = Vec::new();
    let mut point = Vec::new();
    for dimension in 0..dimensions {
        let words = draws.words(key, MORRIS_START, dimension as u32);
        let low = (uniform(words[0]) * f64::from(levels / 2)).floor() / grid;
        let up = words[1] >> 31 == 1;
        ups.push(up);
        point.push(if up { low } else { low + step });
    }
    let mut order: Vec<usize> = (0..dimensions).collect();
    order.sort_by_key(|&dimension| (draws.word(key, MORRIS_ORDER, dimension as u32), dimension));
    let mut rows = vec![point.clone()];
    for dimension in order {
        point[dimension] += if ups[dimension] { step } else { -step };
        rows.push(point.clone());
    }
    rows
}

/// The rows that belong to one base sample of Saltelli's design, in the order of SALib: A, A with
/// each dimension from B in turn, with `second_order` also B with each dimension from A, then B.
pub(crate) fn saltelli_rows(point: &[f64], second_order: bool) -> Vec<Vec<f64>> {
    let dimensions = point.len() / 2;
    let (a, b) = point.split_at(dimensions);
    let mixed = |own: &[f64], other: &[f64], dimension: usize| {
        let mut row = own.to_vec();
        row[dimension] = other[dimension];
        row
    };
    let mut rows = vec![a.to_vec()];
    rows.extend((0..dimensions).map(|dimension| mixed(a, b, dimension)));
    if second_order {
        rows.extend((0..dimensions).map(|dimension| mixed(b, a, dimension)));
    }
    rows.push(b.to_vec());
    rows
}

/// Rows of Saltelli's design for each base sample.
pub(crate) fn saltelli_width(dimensions: usize, second_order: bool) -> usize {
    if second_order {
        2 * dimensions + 2
    } else {
        dimensions + 2
    }
}

/// Every combination of the values of each dimension; the last dimension varies fastest.
pub(crate) fn grid(values: &[Vec<f64>]) -> Vec<Vec<f64>> {
    values.iter().fold(vec![Vec::new()], |rows, values| {
        let longer = rows.iter().flat_map(|row| {
            values.iter().map(|value| {
                let mut row = row.clone();
                row.push(*value);
                row
            })
        });
        longer.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_hypercube_has_one_point_in_each_interval() {
        let points = latin_hypercube(50, 7, 3);
        for dimension in 0..7 {
            let mut cells: Vec<usize> = points
                .iter()
                .map(|point| (point[dimension] * 50.0) as usize)
                .collect();
            cells.sort_unstable();
            assert!(cells.into_iter().eq(0..50), "{dimension}");
        }
        assert_ne!(points, latin_hypercube(50, 7, 4));
    }

    #[test]
    fn a_trajectory_steps_each_dimension_once_and_stays_on_the_grid() {
        for trajectory in 0..50 {
            let rows = morris_trajectory(trajectory, 5, 4, 9);
            assert_eq!(rows.len(), 6);
            let mut moved = Vec::new();
            for pair in rows.windows(2) {
                let steps: Vec<usize> = (0..5).filter(|&d| pair[0][d] != pair[1][d]).collect();
                assert_eq!(steps.len(), 1);
                let step = (pair[1][steps[0]] - pair[0][steps[0]]).abs();
                assert!((step - 2.0 / 3.0).abs() < 1e-12);
                moved.push(steps[0]);
            }
            moved.sort_unstable();
            assert_eq!(moved, [0, 1, 2, 3, 4]);
            for value in rows.into_iter().flatten() {
                assert!(
                    (value * 3.0 - (value * 3.0).round()).abs() < 1e-9,
                    "{value}"
                );
                assert!((-1e-9..=1.0 + 1e-9).contains(&value));
            }
        }
    }

    #[test]
    fn trajectories_begin_anywhere_and_go_both_ways() {
        let rows = |trajectory| morris_trajectory(trajectory, 1, 4, 9);
        let mut starts: Vec<u32> = (0..100)
            .map(|trajectory| (rows(trajectory)[0][0] * 3.0).round() as u32)
            .collect();
        starts.sort_unstable();
        starts.dedup();
        assert_eq!(starts, [0, 1, 2, 3]);
    }

    #[test]
    fn the_rows_of_saltelli_stand_in_the_order_of_salib() {
        // SALib 1.5, sobol.sample: with second order A, AB, BA, B; without A, AB, B.
        let point = [0.1, 0.2, 0.8, 0.9];
        let first = [
            vec![0.1, 0.2],
            vec![0.8, 0.2],
            vec![0.1, 0.9],
            vec![0.8, 0.9],
        ];
        assert_eq!(saltelli_rows(&point, false), first);
        let second = [
            vec![0.1, 0.2],
            vec![0.8, 0.2],
            vec![0.1, 0.9],
            vec![0.1, 0.9],
            vec![0.8, 0.2],
            vec![0.8, 0.9],
        ];
        assert_eq!(saltelli_rows(&point, true), second);
        assert_eq!(saltelli_width(2, true), 6);
        assert_eq!(saltelli_width(2, false), 4);
    }

    #[test]
    fn a_grid_has_every_combination() {
        let rows = grid(&[vec![1.0, 2.0], vec![5.0], vec![7.0, 8.0]]);
        assert_eq!(
            rows,
            [
                [1.0, 5.0, 7.0],
                [1.0, 5.0, 8.0],
                [2.0, 5.0, 7.0],
                [2.0, 5.0, 8.0]
            ]
        );
    }
}
