//! Holds the model with its fitted draws against what is known, and looks at patterns that nobody put
//! in.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::observe::Observed;
use super::problem::ProblemError;
use crate::engine::{Model, Simulation};
use crate::evidence::{ParameterDraws, Target};
use crate::programme::{LeverTable, Policy};
use crate::vocabulary::{Borough, CHANNELS, Term};

/// Years of a run: long enough to see a cohort grow old.
const YEARS: u16 = 20;
/// The cohort that grows old: from just before the age of the programme to that of the oldest group.
pub const COHORT: [u32; 2] = [55, 65];
/// Years after which the cohort is looked at.
pub const COHORT_YEARS: [usize; 5] = [0, 5, 10, 15, 20];
/// Ages and years over which the time in isolation is looked at.
pub const ISOLATED_AGES: [u32; 2] = [55, 200];
/// Years after which those who were isolated are looked at.
pub const ISOLATED_YEARS: [usize; 4] = [1, 2, 5, 10];
/// Year in which boroughs and volunteers are looked at.
const STANDING: usize = 5;

/// What one draw showed.
#[derive(Clone, Debug, PartialEq)]
pub struct OfDraw {
    /// Each target.
    pub targets: Vec<f64>,
    /// Percentage isolated of the cohort, at [`COHORT_YEARS`].
    pub cohort: [f64; COHORT_YEARS.len()],
    /// Percentage still isolated, at [`ISOLATED_YEARS`].
    pub still_isolated: [f64; ISOLATED_YEARS.len()],
    /// Volunteers per 1,000 resilient, in between, isolated.
    pub volunteers: [f64; 3],
    /// Percentage of heavy categories among the reports of each channel.
    pub heavy_by_channel: [f64; CHANNELS],
    /// Rank correlation of the isolated by borough with Table 9.
    pub boroughs: f64,
}

/// Runs some draws for twenty years with the regular practice; none when stopped. `tick` is called
/// after each.
///
/// # Errors
/// When the model refuses a draw.
pub fn validate(
    model: &Model,
    targets: &[Target],
    draws: &ParameterDraws,
    count: u32,
    scale: f64,
    tick: &(dyn Fn() + Sync),
    stop: &AtomicBool,
) -> Result<Option<Vec<OfDraw>>, ProblemError> {
    let made: Vec<Option<Result<OfDraw, ProblemError>>> = (0..count)
        .into_par_iter()
        .map(|place| {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let done = of_draw(model, targets, draws, place, scale);
            tick();
            Some(done)
        })
        .collect();
    let whole: Option<Vec<_>> = made.into_iter().collect();
    whole.map(|all| all.into_iter().collect()).transpose()
}

fn of_draw(
    model: &Model,
    targets: &[Target],
    draws: &ParameterDraws,
    place: u32,
    scale: f64,
) -> Result<OfDraw, ProblemError> {
    let drawn = Model::new(draws.registry_of(place as usize, &model.registry)?)?;
    let levers = LeverTable::defaults(&drawn.levers)?;
    let policy = Policy::constant(levers.clone());
    let start = Simulation::new(&drawn, draws.seed, place, scale, YEARS * 12, levers);
    let observed = Observed::run(start, &policy, &drawn.synthesis.cutoffs, YEARS);
    let or_nan = |value: Option<f64>| value.unwrap_or(f64::NAN);
    Ok(OfDraw {
        targets: targets
            .iter()
            .map(|target| or_nan(observed.measure(target)))
            .collect(),
        cohort: COHORT_YEARS.map(|years| or_nan(observed.isolated_of_cohort(COHORT, years))),
        still_isolated: ISOLATED_YEARS
            .map(|years| or_nan(observed.still_isolated(ISOLATED_AGES, years))),
        volunteers: observed.volunteers_by_position(STANDING),
        heavy_by_channel: observed.reports().map(|[light, heavy]| {
            let all = light + heavy;
            if all == 0 {
                f64::NAN
            } else {
                100.0 * heavy as f64 / all as f64
            }
        }),
        boroughs: boroughs(&observed, targets),
    })
}

/// Rank correlation (Spearman) over the boroughs.
fn boroughs(observed: &Observed, targets: &[Target]) -> f64 {
    let pairs: Vec<[f64; 2]> = targets
        .iter()
        .filter(|target| target.borough.is_some() && target.id.starts_with("isolated."))
        .filter_map(|target| {
            let mut then = target.clone();
            then.years = STANDING as u16;
            Some([target.value, observed.measure(&then)?])
        })
        .collect();
    debug_assert_eq!(pairs.len(), Borough::ALL.len());
    let ranks = [0, 1].map(|side| ranks(pairs.iter().map(|pair| pair[side])));
    correlation(&ranks[0], &ranks[1])
}

/// Ranks from 0; equals share the middle of theirs.
fn ranks(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let values: Vec<f64> = values.collect();
    let rank = |value: &f64| {
        let below = values.iter().filter(|other| *other < value).count();
        let equal = values.iter().filter(|other| *other == value).count();
        below as f64 + (equal as f64 - 1.0) / 2.0
    };
    values.iter().map(rank).collect()
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_a, mean_b) = (mean(a), mean(b));
    let sum = |f: &dyn Fn(f64, f64) -> f64| -> f64 {
        a.iter()
            .zip(b)
            .map(|(x, y)| f(x - mean_a, y - mean_b))
            .sum()
    };
    sum(&|x, y| x * y) / (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rank_correlation_sees_order_only_and_shares_ties() {
        assert_eq!(ranks([3.0, 1.0, 3.0].into_iter()), [1.5, 0.0, 1.5]);
        let a = ranks([1.0, 2.0, 3.0, 4.0].into_iter());
        assert!((correlation(&a, &ranks([1.0, 10.0, 11.0, 90.0].into_iter())) - 1.0).abs() < 1e-12);
        assert!((correlation(&a, &ranks([4.0, 3.0, 2.0, 1.0].into_iter())) + 1.0).abs() < 1e-12);
    }
}
