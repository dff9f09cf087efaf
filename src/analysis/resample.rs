//! Bootstrap intervals over rows, with keyed draws: the same numbers give the same interval.

use crate::chance::{Draws, Purpose, uniform};

const ROWS: Purpose = Purpose(245);
/// Resamples of an interval.
pub(super) const RESAMPLES: usize = 400;
/// Share of the resamples below and above an interval of 95%.
const TAIL: f64 = 0.025;

/// An estimate and its interval of 95%.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The estimate.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Half of its width.
    pub fn half_width(self) -> f64 {
        (self.high - self.low) / 2.0
    }
}

/// Estimates from all rows, each with the interval over resamples of the rows. `estimate` gets the
/// positions of rows, some more than once.
pub(super) fn bootstrap(rows: usize, estimate: &dyn Fn(&[usize]) -> Vec<f64>) -> Vec<Interval> {
    let all: Vec<usize> = (0..rows).collect();
    let values = estimate(&all);
    let draws = Draws::new(rows as u64, 0);
    let mut resampled = vec![Vec::with_capacity(RESAMPLES); values.len()];
    for resample in 0..RESAMPLES {
        let chosen: Vec<usize> = (0..rows)
            .map(|row| {
                let word = draws.word(resample as u64, ROWS, row as u32);
                ((uniform(word) * rows as f64) as usize).min(rows - 1)
            })
            .collect();
        for (kept, value) in resampled.iter_mut().zip(estimate(&chosen)) {
            kept.push(value);
        }
    }
    values
        .into_iter()
        .zip(resampled)
        .map(|(value, mut kept)| {
            kept.sort_by(f64::total_cmp);
            Interval {
                value,
                low: quantile(&kept, TAIL),
                high: quantile(&kept, 1.0 - TAIL),
            }
        })
        .collect()
}

/// The quantile of sorted numbers, between the two nearest.
pub(super) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return f64::NAN;
    };
    let place = share * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

pub(super) fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values {
        sum += value;
        count += 1.0;
    }
    sum / count
}

/// Variance around the mean, the sum divided by the number of values.
pub(super) fn variance(values: &[f64]) -> f64 {
    let middle = mean(values.iter().copied());
    mean(
        values
            .iter()
            .map(|value| (value - middle) * (value - middle)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_mean_is_about_two_standard_errors_wide() {
        let draws = Draws::new(5, 0);
        let values: Vec<f64> = (0..400)
            .map(|row| draws.uniform(row, Purpose(1), 0))
            .collect();
        let interval = bootstrap(400, &|rows| vec![mean(rows.iter().map(|&row| values[row]))])[0];
        // A uniform number has variance 1/12.
        let expected = 1.96 * (1.0_f64 / 12.0 / 400.0).sqrt();
        assert!((interval.half_width() / expected - 1.0).abs() < 0.15);
        assert!(interval.low < interval.value && interval.value < interval.high);
    }

    #[test]
    fn quantiles_lie_between_their_neighbours() {
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.5), 2.0);
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.75), 3.0);
        assert!(quantile(&[], 0.5).is_nan());
    }
}
