//! How policies do over all settings: the mean, the regret against the best policy of each setting, and
//! in how many settings they are good enough (Lempert et al. 2006; McPhail et al. 2018).

use super::resample::{mean, quantile};

/// How one policy does over all settings. A lower outcome is better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Robustness {
    /// Mean over settings.
    pub mean: f64,
    /// The worst setting.
    pub worst: f64,
    /// Regret in the setting in which it is largest.
    pub regret_most: f64,
    /// Regret that one setting in ten exceeds.
    pub regret_90: f64,
    /// Share of the settings in which it is the best policy.
    pub best: f64,
    /// Share of the settings in which it is better than the base by at least what is enough.
    pub enough: f64,
    /// Settings that count: those in which no unit failed.
    pub settings: usize,
}

/// How each policy does, from outcomes by setting and policy, the base first. A lower outcome is
/// better; `enough` is by how much a policy must be better than the base to be good enough.
pub fn robustness(outcomes: &[Vec<f64>], enough: f64) -> Vec<Robustness> {
    let whole: Vec<&Vec<f64>> = outcomes
        .iter()
        .filter(|row| row.iter().all(|value| value.is_finite()))
        .collect();
    let policies = whole.first().map_or(0, |row| row.len());
    let least = |row: &[f64]| row.iter().copied().fold(f64::INFINITY, f64::min);
    let share = |of: &dyn Fn(&[f64]) -> bool| {
        whole.iter().filter(|row| of(row)).count() as f64 / whole.len() as f64
    };
    (0..policies)
        .map(|policy| {
            let mut regrets: Vec<f64> = whole.iter().map(|row| row[policy] - least(row)).collect();
            regrets.sort_by(f64::total_cmp);
            Robustness {
                mean: mean(whole.iter().map(|row| row[policy])),
                worst: whole
                    .iter()
                    .map(|row| row[policy])
                    .fold(f64::NEG_INFINITY, f64::max),
                regret_most: quantile(&regrets, 1.0),
                regret_90: quantile(&regrets, 0.9),
                best: share(&|row| row[policy] == least(row)),
                enough: share(&|row| policy > 0 && row[0] - row[policy] >= enough),
                settings: whole.len(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regret_is_what_the_best_policy_would_have_saved() {
        let outcomes = [
            vec![10.0, 7.0, 8.0],
            vec![10.0, 12.0, 9.0],
            vec![10.0, 4.0, f64::NAN],
        ];
        let found = robustness(&outcomes, 2.0);
        assert_eq!(found[0].settings, 2);
        assert_eq!(found[0].regret_most, 3.0);
        assert_eq!((found[1].regret_most, found[2].regret_most), (3.0, 1.0));
        assert_eq!((found[1].enough, found[2].enough), (0.5, 0.5));
        assert_eq!((found[1].best, found[2].best), (0.5, 0.5));
        assert_eq!((found[2].mean, found[2].worst), (8.5, 9.0));
    }
}
