//! The spread of a difference over draws of the parameters, split into parameters and chance.

use super::{OfDraw, mean};
use crate::experiment::estimate::t_quantile;
use crate::experiment::results::Estimate;

/// Variances of the difference over draws that ran twice each.
pub(super) struct Spread {
    draws: u32,
    mean: f64,
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
        let means: Vec<f64> = runs.iter().map(mean).collect();
        let middle = means.iter().sum::<f64>() / draws;
        let between = means.iter().map(|one| (one - middle).powi(2)).sum::<f64>() / (draws - 1.0);
        let within = runs.iter().map(|[a, b]| (a - b).powi(2) / 2.0);
        // A mean of two runs has half the chance of one.
        let chance = within.sum::<f64>() / draws / 2.0;
        Self {
            draws: runs.len() as u32,
            mean: middle,
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

    /// In which that lies.
    pub(super) fn interval(&self) -> Estimate {
        let half = t_quantile(self.draws) * self.variance().sqrt();
        Estimate {
            mean: self.mean,
            low: self.mean - half,
            high: self.mean + half,
        }
    }
}

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

    /// Share of 2,000 truths within the interval of 50 draws, where parameters move a difference by 1.
    fn covered(chance: f64) -> f64 {
        let mut key = 0;
        let mut next = || {
            key += 1;
            normal_number(key)
        };
        let truths = 2000;
        let held = (0..truths).filter(|_| {
            let runs: Vec<OfDraw> = (0..50)
                .map(|_| {
                    let own = next();
                    [0, 1].map(|_| own + chance * next())
                })
                .collect();
            // The truth is a draw like the others.
            let truth = next();
            let interval = Spread::of(&runs).interval();
            (interval.low..=interval.high).contains(&truth)
        });
        held.count() as f64 / f64::from(truths)
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
            let share = covered(chance);
            assert!((least..=most).contains(&share), "{chance}: {share}");
        }
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
