//! Why a fitted target stays outside its uncertainty: no parameters within their ranges reach it, or
//! only far from where the draws lie, and other targets may be missed there.

use rayon::prelude::*;

use super::design::candidate;
use super::posterior::step;
use super::region::{Goal, Judge};
use crate::chance::Draws;
use crate::evidence::NORMAL_95;

/// Walks from different places, of which the best counts, and times that each passes through all
/// dimensions.
const WALKS: u32 = 16;
const SWEEPS: usize = 60;
/// A target is named that comes further away by at least so many standard deviations.
const FURTHER: f64 = 0.25;
/// Targets and parameters named at most.
const NAMED: usize = 3;

/// A fitted target that the accepted draws do not meet on average.
#[derive(Clone, Debug, PartialEq)]
pub struct Outside {
    /// Its position among all targets.
    pub place: usize,
    /// Its mean over the draws.
    pub mean: f64,
    /// Why it is not met.
    pub reason: Reason,
}

/// Why a target is not met.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Nowhere within the ranges of the parameters it comes into its uncertainty.
    OutOfReach {
        /// Where it comes nearest.
        nearest: f64,
    },
    /// It is met elsewhere than where the draws lie.
    Elsewhere {
        /// Parameters that bring it there, most first.
        moved: Vec<Moved>,
        /// Targets that are further away there than at the most likely point of all, most first.
        opposed: Vec<Opposed>,
    },
}

/// A parameter that would have to stand elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Its position among the fitted parameters.
    pub column: usize,
    /// Quantile of its prior: the mean over the draws, and at the most likely point where the target is
    /// met.
    pub quantiles: [f64; 2],
}

/// A target that stands in the way of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opposed {
    /// Its position among all targets.
    pub place: usize,
    /// Implausibility at the most likely point, and where the other target is met.
    pub away: [f64; 2],
}

/// The goals that draws with these `means` (in their order) do not meet, each with the reason that the
/// emulator of the whole prior gives. `centre` is the mean of the draws, by quantile of each parameter.
pub fn outside(judge: &Judge, means: &[f64], centre: &[f64], seed: u64) -> Vec<Outside> {
    let best = most_likely(judge, seed, centre.len(), &|_| 0.0);
    let goals = judge.goals().iter().zip(means).enumerate();
    goals
        .filter(|(_, (goal, mean))| beyond(goal, **mean) > 0.0)
        .map(|(one, (goal, &mean))| {
            let away = |point: &[f64]| beyond(goal, judge.means(point)[one]);
            let met = most_likely(judge, seed, centre.len(), &away);
            Outside {
                place: goal.place,
                mean,
                reason: if away(&met) > 0.0 {
                    // The mean of the draws carries chance, and may lie nearer than the emulator says.
                    let distance = |at: &f64| (at - goal.value).abs();
                    let reached = judge.means(&met)[one];
                    let nearest = if distance(&mean) < distance(&reached) {
                        mean
                    } else {
                        reached
                    };
                    Reason::OutOfReach { nearest }
                } else {
                    Reason::Elsewhere {
                        moved: moved(judge, one, centre, &met),
                        opposed: opposed(judge, one, &best, &met),
                    }
                },
            }
        })
        .collect()
}

/// The parameters that bring a goal from where it stands at `centre` to where it is met.
fn moved(judge: &Judge, one: usize, centre: &[f64], met: &[f64]) -> Vec<Moved> {
    let unit = judge.goals()[one].variance.sqrt();
    let away = |point: &[f64]| (judge.means(point)[one] - judge.goals()[one].value).abs() / unit;
    let mut all: Vec<(f64, Moved)> = (0..centre.len())
        .map(|column| {
            let mut back = met.to_vec();
            back[column] = centre[column];
            let quantiles = [centre[column], met[column]];
            (away(&back) - away(met), Moved { column, quantiles })
        })
        .filter(|(gained, _)| *gained >= FURTHER)
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    all.truncate(NAMED);
    all.into_iter().map(|(_, moved)| moved).collect()
}

/// How far a mean lies beyond the uncertainty of a goal.
fn beyond(goal: &Goal, mean: f64) -> f64 {
    ((mean - goal.value).abs() - NORMAL_95 * goal.variance.sqrt()).max(0.0)
}

/// The goals that are further away at `met` than at `best`, most first.
fn opposed(judge: &Judge, but: usize, best: &[f64], met: &[f64]) -> Vec<Opposed> {
    let (before, after) = (judge.implausibilities(best), judge.implausibilities(met));
    let pairs = judge.goals().iter().zip(before.into_iter().zip(after));
    let mut opposed: Vec<Opposed> = pairs
        .enumerate()
        .filter(|(one, _)| *one != but)
        .map(|(_, (goal, (before, after)))| Opposed {
            place: goal.place,
            away: [before, after],
        })
        .filter(|one| one.away[1] - one.away[0] >= FURTHER)
        .collect();
    let lost = |one: &Opposed| one.away[1].powi(2) - one.away[0].powi(2);
    opposed.sort_by(|a, b| lost(b).total_cmp(&lost(a)));
    opposed.truncate(NAMED);
    opposed
}

/// The most likely of the points for which `away` is zero; where there is none, the one for which it is
/// least.
fn most_likely(
    judge: &Judge,
    seed: u64,
    dimensions: usize,
    away: &(dyn Fn(&[f64]) -> f64 + Sync),
) -> Vec<f64> {
    let rank = |point: &[f64]| (away(point), -judge.log_likelihood(point));
    let lower = |a: (f64, f64), b: (f64, f64)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1));
    let walk = |number: u32| {
        let mut point = candidate(seed, number, dimensions);
        let mut at = rank(&point);
        let draws = Draws::new(seed, number);
        for count in 0..SWEEPS * dimensions {
            let dimension = count % dimensions;
            let before = point[dimension];
            (point[dimension], _) = step(&draws, before, count as u32);
            let next = rank(&point);
            if lower(next, at).is_le() {
                at = next;
            } else {
                point[dimension] = before;
            }
        }
        (point, at)
    };
    let walks: Vec<(Vec<f64>, (f64, f64))> = (0..WALKS).into_par_iter().map(walk).collect();
    let best = walks.into_iter().min_by(|a, b| lower(a.1, b.1));
    best.map_or_else(|| vec![0.5; dimensions], |(point, _)| point)
}

#[cfg(test)]
mod tests {
    use super::super::design::latin_hypercube;
    use super::super::emulator::Emulator;
    use super::super::region::Origin;
    use super::*;

    /// Three targets: twice ten times the first dimension, and ten times the second.
    fn judge(values: [f64; 3]) -> Judge {
        let points = latin_hypercube(1, 60, 2);
        let outputs: Vec<[f64; 3]> = points
            .iter()
            .map(|point| [10.0 * point[0], 10.0 * point[0], 10.0 * point[1]])
            .collect();
        let points: Vec<&[f64]> = points.iter().map(Vec::as_slice).collect();
        let outputs: Vec<&[f64]> = outputs.iter().map(<[f64; 3]>::as_slice).collect();
        let emulator = Emulator::fit(&points, &outputs).expect("enough runs");
        let goal = |place: usize| Goal {
            place,
            value: values[place],
            variance: 1.0,
            chance: 0.0,
        };
        Judge::new(emulator, (0..3).map(goal).collect(), Origin::Surveys)
    }

    #[test]
    fn a_target_that_another_contradicts_is_named_with_the_other() {
        // The first two are the same thing, and differ by more than both bands.
        let found = outside(&judge([2.0, 8.0, 5.0]), &[5.0, 5.0, 5.0], &[0.5; 2], 1);
        assert_eq!(found.len(), 2);
        let Reason::Elsewhere { moved, opposed } = &found[0].reason else {
            panic!("{found:?}");
        };
        // The first dimension goes from the middle to where ten times it is 2 + 1.96.
        assert_eq!((moved.len(), moved[0].column), (1, 0));
        assert!((moved[0].quantiles[1] - 0.396).abs() < 0.01, "{moved:?}");
        assert_eq!((found[0].place, opposed[0].place), (0, 1));
        assert_eq!(opposed.len(), 1);
        // At the compromise three away; where the first is just met, 8 - 3.96.
        assert!((opposed[0].away[0] - 3.0).abs() < 0.1, "{opposed:?}");
        assert!((opposed[0].away[1] - 4.04).abs() < 0.1, "{opposed:?}");
    }

    #[test]
    fn a_target_beyond_all_ranges_is_out_of_reach() {
        let found = outside(&judge([5.0, 5.0, 15.0]), &[5.0, 5.0, 9.0], &[0.5; 2], 1);
        assert_eq!(found.len(), 1);
        let Reason::OutOfReach { nearest } = found[0].reason else {
            panic!("{found:?}");
        };
        assert!((nearest - 10.0).abs() < 0.1, "{nearest}");
    }
}
