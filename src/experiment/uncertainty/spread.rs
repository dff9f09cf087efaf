//! The spread of a difference over draws of the parameters, split into parameters and chance.

use super::{OfDraw, mean};
use crate::experiment::estimate::t_quantile;
use crate::experiment::results::Estimate;

/// Variances of the difference over draws that ran twice each.
pub(super) struct Spread {
    draws: u32,
    mean: f64,
    /// Means of a draw's two runs, lowest first.
    means: Vec<f64>,
    /// Of the mean of a draw's two runs.
    between: f64,
    /// Of parameters alone; not below zero.
    pub(super) parameters: f64,
    /// Standard error of the variance of parameters, for normal numbers.
    error: f64,
}

/// Part of its standard error that is added to the variance of parameters in an interval. What is left
/// when chance is taken off is often too small where chance is large. Without it the interval of 50 draws
/// covers 0.92 where the chance of a run has twice the variance of parameters, and 0.82 where it has seven
/// times that; with it 0.94 and 0.92, and 0.98 where it has thirty times.
const CAUTION: f64 = 0.25;

impl Spread {
    pub(super) fn of(runs: &[OfDraw]) -> Self {
        let draws = runs.len() as f64;
        let mut means: Vec<f64> = runs.iter().map(mean).collect();
        means.sort_by(f64::total_cmp);
        let middle = means.iter().sum::<f64>() / draws;
        let between = means.iter().map(|one| (one - middle).powi(2)).sum::<f64>() / (draws - 1.0);
        let within = runs.iter().map(|[a, b]| (a - b).powi(2) / 2.0);
        // A mean of two runs has half the chance of one.
        let chance = within.sum::<f64>() / draws / 2.0;
        Self {
            draws: runs.len() as u32,
            mean: middle,
            means,
            between,
            parameters: (between - chance).max(0.0),
            error: (2.0 * between * between / (draws - 1.0) + 2.0 * chance * chance / draws).sqrt(),
        }
    }

    /// Variance of what the city would show on average, given that the parameters are not known: their
    /// spread, with caution, and the chance of the mean over draws.
    pub(super) fn variance(&self) -> f64 {
        self.parameters + CAUTION * self.error + self.between / f64::from(self.draws)
    }

    /// In which that lies: the truth is a draw like the others, so it lies in each gap between two of them
    /// with the same chance, whatever their distribution is. An effect of help is skewed: it may be several
    /// times the mean, and hardly less than nothing. Draws are moved towards the mean as far as chance has
    /// set them apart. With too few draws to tell an end of 2.5% it is Student's interval.
    pub(super) fn interval(&self) -> Estimate {
        let variance = self.variance();
        let place = TAIL * f64::from(self.draws + 1) - 1.0;
        if place < 0.0 {
            let half = t_quantile(self.draws) * variance.sqrt();
            return Estimate {
                mean: self.mean,
                low: self.mean - half,
                high: self.mean + half,
            };
        }
        let together = if self.between > 0.0 {
            (variance / self.between).sqrt().min(1.0)
        } else {
            0.0
        };
        let end = |place: f64| {
            let (below, part) = (place as usize, place.fract());
            let above = (below + 1).min(self.means.len() - 1);
            let at = self.means[below] * (1.0 - part) + self.means[above] * part;
            self.mean + together * (at - self.mean)
        };
        Estimate {
            mean: self.mean,
            low: end(place),
            high: end(f64::from(self.draws - 1) - place),
        }
    }
}

/// Share of an interval of 95% on either side.
const TAIL: f64 = 0.025;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Draws, Purpose, uniform};

    /// Normal numbers by the sum of twelve uniform ones.
    fn normal_number(key: u64) -> f64 {
        let draws = Draws::new(9, 0);
        let words = (0..3).flat_map(|ordinal| draws.words(key, Purpose(250), ordinal));
        words.map(uniform).sum::<f64>() - 6.0
    }

    #[test]
    fn the_variance_over_draws_splits_into_chance_and_parameters() {
        // Parameters move the difference by 3, chance of one run by 4.
        let runs: Vec<OfDraw> = (0..4000)
            .map(|draw| {
                let own = 10.0 + 3.0 * normal_number(3 * draw);
                [1, 2].map(|run| own + 4.0 * normal_number(3 * draw + run))
            })
            .collect();
        let spread = Spread::of(&runs);
        // Three standard errors of a variance over 4,000 draws: 3 x 17 x sqrt(2 / 4000), and that of
        // chance, 3 x 8 x sqrt(2 / 4000), as squares.
        let parameters = spread.parameters;
        assert!((parameters - 9.0).abs() < 1.3, "{parameters}");
        assert!((spread.between - 17.0).abs() < 1.2, "{}", spread.between);
        assert!((spread.mean - 10.0).abs() < 0.2, "{}", spread.mean);
    }

    /// Share of 2,000 truths within the interval of 50 draws, where parameters move a difference by 1, and
    /// shares below and above it. `shape` makes of a normal number the effect of a draw.
    fn covered(chance: f64, shape: fn(f64) -> f64) -> [f64; 3] {
        let key = std::cell::Cell::new(0);
        let number = || {
            key.set(key.get() + 1);
            normal_number(key.get())
        };
        let next = || shape(number());
        let truths = 2000;
        let mut counts = [0; 3];
        for _ in 0..truths {
            let runs: Vec<OfDraw> = (0..50)
                .map(|_| {
                    let own = next();
                    [0, 1].map(|_| own + chance * number())
                })
                .collect();
            // The truth is a draw like the others.
            let truth = next();
            let interval = Spread::of(&runs).interval();
            let place = if truth < interval.low {
                1
            } else {
                usize::from(truth > interval.high) * 2
            };
            counts[place] += 1;
        }
        counts.map(|count| f64::from(count) / f64::from(truths))
    }

    #[test]
    fn the_interval_covers_the_truth_about_as_often_as_it_says() {
        // Chance from nearly nothing to seven times the variance of parameters; three standard errors of
        // such a share are 0.015.
        for (chance, least, most) in [
            (0.2, 0.935, 0.968),
            (1.0, 0.935, 0.968),
            (2.0_f64.sqrt(), 0.925, 0.96),
            (7.0_f64.sqrt(), 0.905, 0.945),
        ] {
            let [share, ..] = covered(chance, |number| number);
            assert!((least..=most).contains(&share), "{chance}: {share}");
        }
    }

    #[test]
    fn the_interval_follows_a_skewed_effect_to_both_sides() {
        // Log-normal, with a standard deviation of about as much as the mean. What chance is left in the draws
        // reaches beyond the end at nothing, so a little more is covered than of a normal effect.
        let [share, below, above] = covered(0.1, |number| -0.6 * libm::exp(0.8 * number));
        assert!((0.935..=0.98).contains(&share), "{share}");
        assert!(
            below < 0.045 && above < 0.045,
            "{below} below, {above} above"
        );
        // Such an effect is never above nothing, nor is its interval by much.
        let runs: Vec<OfDraw> = (0..50)
            .map(|draw| [-0.6 * libm::exp(0.8 * normal_number(draw)); 2])
            .collect();
        let interval = Spread::of(&runs).interval();
        assert!(interval.high < 0.05, "{interval:?}");
    }

    #[test]
    fn few_draws_take_students_interval() {
        let runs: Vec<OfDraw> = (0..10).map(|draw| [normal_number(draw); 2]).collect();
        let interval = Spread::of(&runs).interval();
        let (below, above) = (interval.mean - interval.low, interval.high - interval.mean);
        assert!((below - above).abs() < 1e-12 && below > 1.0, "{interval:?}");
    }

    #[test]
    fn chance_alone_leaves_nothing_to_parameters() {
        let runs: Vec<OfDraw> = (0..50)
            .map(|draw| [0, 1].map(|run| normal_number(2 * draw + run)))
            .collect();
        let spread = Spread::of(&runs);
        assert!(spread.parameters < 0.3, "{}", spread.parameters);
    }
}
