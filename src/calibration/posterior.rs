//! Points that fit: spread over what is left of parameter space, or drawn by their likelihood. Both
//! walk one dimension at a time, from keyed draws, so that each point stands by itself.

use super::design::candidate;
use super::region::{CUT, Region};
use crate::chance::{Draws, Purpose, uniform};

const WALK: Purpose = Purpose(213);
/// Candidates from whose best a walk starts.
const STARTS: u32 = 64;
/// Times that a walk passes through all dimensions.
const SWEEPS: usize = 40;
/// Longest step, as a share of the prior.
const STEP: f64 = 0.35;

/// A step in one dimension, reflected at the ends of the prior, and a uniform number.
pub fn step(draws: &Draws, at: f64, count: u32) -> (f64, f64) {
    let [length, scale, chance, _] = draws.words(0, WALK, count).map(uniform);
    // Short and long steps: targets bound some dimensions far more than others.
    let longest = STEP * scale * scale;
    let mut to = at + (2.0 * length - 1.0) * longest;
    if to < 0.0 {
        to = -to;
    }
    if to > 1.0 {
        to = 2.0 - to;
    }
    (to.clamp(0.0, 1.0), chance)
}

/// The best of a few candidates of the prior.
fn start(region: &Region, seed: u64, number: u32, dimensions: usize) -> (Vec<f64>, f64) {
    let first = number * STARTS;
    let candidates = (first..first + STARTS).map(|one| {
        let point = candidate(seed, one, dimensions);
        let worst = region.worst(&point);
        (point, worst)
    });
    candidates
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap_or_else(|| (vec![0.5; dimensions], f64::INFINITY))
}

/// A point that is not ruled out, evenly from all of these, and its largest implausibility: above
/// [`CUT`] when the walk found none.
pub fn spread(region: &Region, seed: u64, number: u32, dimensions: usize) -> (Vec<f64>, f64) {
    let (mut point, mut worst) = start(region, seed, number, dimensions);
    let draws = Draws::new(seed, number);
    for count in 0..SWEEPS * dimensions {
        let dimension = count % dimensions;
        let before = point[dimension];
        (point[dimension], _) = step(&draws, before, count as u32);
        let next = region.worst(&point);
        // Downhill until it is in, then anywhere inside.
        if next <= worst.max(CUT) {
            worst = next;
        } else {
            point[dimension] = before;
        }
    }
    (point, worst)
}

/// A point drawn by its likelihood (Metropolis et al. 1953), from where `spread` ends; none when that
/// lies outside.
pub fn likely(region: &Region, seed: u64, number: u32, dimensions: usize) -> Option<Vec<f64>> {
    let (mut point, worst) = spread(region, seed, number, dimensions);
    if worst > CUT {
        return None;
    }
    let draws = Draws::new(seed, number);
    let mut height = region.log_likelihood(&point);
    let walked = SWEEPS * dimensions;
    for count in walked..3 * walked {
        let dimension = count % dimensions;
        let before = point[dimension];
        let (to, chance) = step(&draws, before, count as u32);
        point[dimension] = to;
        let next = region.log_likelihood(&point);
        if libm::log(chance) < next - height {
            height = next;
        } else {
            point[dimension] = before;
        }
    }
    Some(point)
}

#[cfg(test)]
mod tests {
    use super::super::design::latin_hypercube;
    use super::super::emulator::Emulator;
    use super::super::region::{Goal, Judge, Origin};
    use super::*;

    /// One target that is ten times the first dimension, known to be `value` with so much error.
    fn region(value: f64, error: f64) -> Region {
        let points = latin_hypercube(1, 60, 2);
        let outputs: Vec<[f64; 1]> = points.iter().map(|point| [10.0 * point[0]]).collect();
        let points: Vec<&[f64]> = points.iter().map(Vec::as_slice).collect();
        let outputs: Vec<&[f64]> = outputs.iter().map(<[f64; 1]>::as_slice).collect();
        let emulator = Emulator::fit(&points, &outputs).expect("enough runs");
        let goal = Goal {
            place: 0,
            value,
            variance: error * error,
            chance: 0.0,
        };
        let mut region = Region::default();
        region.add(Judge::new(emulator, vec![goal], Origin::Surveys));
        region
    }

    #[test]
    fn likely_points_have_the_mean_and_spread_of_the_posterior() {
        let region = region(4.0, 0.5);
        let points: Vec<Vec<f64>> = (0..200)
            .map(|number| likely(&region, 1, number, 2).expect("inside"))
            .collect();
        let mean = |d: usize| points.iter().map(|p| p[d]).sum::<f64>() / 200.0;
        let deviation = |d: usize| {
            let mean = mean(d);
            (points.iter().map(|p| (p[d] - mean).powi(2)).sum::<f64>() / 199.0).sqrt()
        };
        // The first dimension: 0.4 +- 0.05; the second is as free as before: 0.5 +- 0.289. Three
        // standard errors of 200 draws.
        assert!((mean(0) - 0.4).abs() < 0.012, "{}", mean(0));
        assert!((deviation(0) - 0.05).abs() < 0.009, "{}", deviation(0));
        assert!((mean(1) - 0.5).abs() < 0.065, "{}", mean(1));
        assert!((deviation(1) - 0.289).abs() < 0.03, "{}", deviation(1));
    }

    #[test]
    fn where_no_point_fits_the_walk_says_so() {
        let region = region(40.0, 0.5);
        let (_, worst) = spread(&region, 1, 0, 2);
        assert!(worst > CUT);
        assert_eq!(likely(&region, 1, 0, 2), None);
    }

    /// Targets of the toy whose errors go together.
    const TOGETHER: usize = 8;

    /// A toy of a run: all targets are ten times the first dimension, with one error that they share and
    /// a small one of their own.
    fn toy(point: f64, run: u64) -> [f64; TOGETHER] {
        let draws = Draws::new(77, 0);
        // Sums of four uniform numbers, with variance 1.
        let error = |key: u64| {
            let words = draws.words(key, Purpose(251), run as u32).map(uniform);
            (words.iter().sum::<f64>() - 2.0) * 3.0_f64.sqrt()
        };
        let shared = error(0);
        std::array::from_fn(|target| 10.0 * point + shared + 0.2 * error(1 + target as u64))
    }

    #[test]
    fn errors_that_targets_share_are_not_counted_once_for_each() {
        let points = latin_hypercube(1, 80, 1);
        let outputs: Vec<[f64; TOGETHER]> = points
            .iter()
            .zip(0..)
            .map(|(point, run)| toy(point[0], run))
            .collect();
        let points: Vec<&[f64]> = points.iter().map(Vec::as_slice).collect();
        let outputs: Vec<&[f64]> = outputs.iter().map(<[f64; TOGETHER]>::as_slice).collect();
        let emulator = Emulator::fit(&points, &outputs).expect("enough runs");
        let cities = 100;
        let found = (0..cities).filter(|&city| {
            let truth = (city as f64 + 0.5) / cities as f64;
            let shown = toy(truth, 1000 + city);
            let goal = |place| Goal {
                place,
                value: shown[place],
                variance: 0.0,
                chance: 1.04,
            };
            let goals = (0..TOGETHER).map(goal).collect();
            let mut region = Region::default();
            region.add(Judge::new(emulator.clone(), goals, Origin::OneRun));
            let mut draws: Vec<f64> = (0..41)
                .filter_map(|number| Some(likely(&region, 1, number, 1)?[0]))
                .collect();
            draws.sort_by(f64::total_cmp);
            draws.len() == 41 && (draws[2]..=draws[38]).contains(&truth)
        });
        // The middle 37 of 41 hold 88%; less and more by two and a half standard deviations of a count
        // of 100.
        let found = found.count();
        assert!((80..=96).contains(&found), "{found} of {cities}");
    }
}
