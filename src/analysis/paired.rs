//! What is read off paired runs: the effect of one thing at a time, and the value at which a policy is
//! no longer better than the base.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::resample::{Interval, mean};

/// Share of Student's t above an interval of 95%.
const UPPER: f64 = 0.975;

/// Mean of paired differences with its interval of Student's t; no interval with one replicate.
pub fn paired_mean(differences: &[f64]) -> Interval {
    let count = differences.len() as f64;
    let value = mean(differences.iter().copied());
    let squares: f64 = differences
        .iter()
        .map(|one| (one - value) * (one - value))
        .sum();
    let half = StudentsT::new(0.0, 1.0, count - 1.0).map_or(f64::NAN, |t| {
        t.inverse_cdf(UPPER) * (squares / (count - 1.0) / count).sqrt()
    });
    Interval {
        value,
        low: value - half,
        high: value + half,
    }
}

/// A value that was tried, and what the policy brings there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tried {
    /// The value.
    pub at: f64,
    /// What it averts there, with its interval.
    pub averted: Interval,
}

/// Where a policy stops being better than the base.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// Everything that was tried, sorted by value.
    pub tried: Vec<Tried>,
    /// What was found.
    pub verdict: Verdict,
}

/// What a search for a threshold found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// Better over the whole range.
    AlwaysBetter,
    /// Better nowhere in the range.
    NeverBetter,
    /// Better until the value exceeds this; between the two ends the interval includes zero.
    BetterBelow {
        /// Where the mean changes sign.
        at: f64,
        /// Within this the sign is not certain.
        unsure: [f64; 2],
    },
    /// Better once the value exceeds this.
    BetterAbove {
        /// Where the mean changes sign.
        at: f64,
        /// Within this the sign is not certain.
        unsure: [f64; 2],
    },
}

/// Looks for the value at which the mean of what is averted changes sign, by bisection between the
/// ends of a range. `averted` gives the paired differences at a value, one per replicate; none when it
/// was stopped or failed.
pub fn threshold(
    [low, high]: [f64; 2],
    steps: usize,
    averted: &dyn Fn(f64) -> Option<Vec<f64>>,
) -> Option<Threshold> {
    let mut tried: Vec<Tried> = Vec::new();
    let mut at = |value: f64| {
        let found = Tried {
            at: value,
            averted: paired_mean(&averted(value)?),
        };
        tried.push(found);
        Some(found.averted.value > 0.0)
    };
    let (mut left, mut right) = (low, high);
    let (better_low, better_high) = (at(left)?, at(right)?);
    let changes = better_low != better_high;
    if changes {
        for _ in 0..steps {
            let middle = (left + right) / 2.0;
            if at(middle)? == better_low {
                left = middle;
            } else {
                right = middle;
            }
        }
    } else {
        at((left + right) / 2.0)?;
    }
    tried.sort_by(|one, two| one.at.total_cmp(&two.at));
    let verdict = if changes {
        let unsure = unsure(&tried, [low, high]);
        let at = (left + right) / 2.0;
        if better_low {
            Verdict::BetterBelow { at, unsure }
        } else {
            Verdict::BetterAbove { at, unsure }
        }
    } else if better_low {
        Verdict::AlwaysBetter
    } else {
        Verdict::NeverBetter
    };
    Some(Threshold { tried, verdict })
}

/// From the last value on the left to the first on the right at which the sign is certain.
fn unsure(tried: &[Tried], [low, high]: [f64; 2]) -> [f64; 2] {
    let certain = |one: &&Tried| one.averted.low > 0.0 || one.averted.high < 0.0;
    let positive = |one: &Tried| one.averted.value > 0.0;
    let Some(first) = tried.first().map(positive) else {
        return [low, high];
    };
    let left = tried
        .iter()
        .filter(certain)
        .filter(|one| positive(one) == first);
    let right = tried
        .iter()
        .filter(certain)
        .filter(|one| positive(one) != first);
    [
        left.map(|one| one.at).fold(low, f64::max),
        right.map(|one| one.at).fold(high, f64::min),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_student() {
        let found = paired_mean(&[1.0, 2.0, 3.0, 4.0]);
        // t(3) at 97.5% is 3.182; the standard error is 1.291 / 2.
        assert!(
            (found.half_width() - 3.182 * 0.6455).abs() < 1e-3,
            "{found:?}"
        );
        assert!(paired_mean(&[1.0]).low.is_nan());
    }

    #[test]
    fn the_threshold_of_a_line_is_where_it_crosses_zero() {
        let line = |slope: f64| {
            move |x: f64| Some(vec![slope * (0.3 - x) - 0.02, slope * (0.3 - x) + 0.02])
        };
        let falling = threshold([0.0, 1.0], 12, &line(1.0)).expect("found");
        let Verdict::BetterBelow { at, unsure } = falling.verdict else {
            panic!("{falling:?}");
        };
        assert!(
            (at - 0.3).abs() < 1e-3 && unsure[0] < 0.3 && unsure[1] > 0.3,
            "{falling:?}"
        );
        let rising = threshold([0.0, 1.0], 12, &line(-1.0)).expect("found");
        assert!(matches!(rising.verdict, Verdict::BetterAbove { .. }));
        let above = threshold([0.0, 0.2], 12, &line(1.0)).expect("found");
        assert_eq!(above.verdict, Verdict::AlwaysBetter);
        assert_eq!(above.tried.len(), 3);
        let below = threshold([0.5, 0.9], 12, &line(1.0)).expect("found");
        assert_eq!(below.verdict, Verdict::NeverBetter);
    }
}
