//! Elementary effects from Morris's trajectories (Morris 1991; Campolongo et al. 2007 for the mean of
//! their absolute values), in the units of the outcome for a step over the whole range.

use super::resample::{Interval, bootstrap, mean};

/// The effects of one dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effects {
    /// Mean of the absolute effects: how much it matters.
    pub size: Interval,
    /// Mean of the effects: in which direction.
    pub mean: f64,
    /// Standard deviation of the effects: curved, or together with others.
    pub deviation: f64,
    /// Trajectories that were used.
    pub trajectories: usize,
}

/// Effects of each dimension from outcomes and quantiles by setting. `quantiles` are those of the
/// design, of which each trajectory changes one at a time. None when fewer than two trajectories are
/// whole.
pub fn elementary_effects(
    outcomes: &[f64],
    quantiles: &[Vec<f64>],
    dimensions: usize,
    step: f64,
) -> Option<Vec<Effects>> {
    let rows = outcomes
        .chunks_exact(dimensions + 1)
        .zip(quantiles.chunks_exact(dimensions + 1));
    let effects: Vec<Vec<f64>> = rows
        .filter(|(outcomes, _)| outcomes.iter().all(|value| value.is_finite()))
        .map(|(outcomes, quantiles)| of_trajectory(outcomes, quantiles, step))
        .collect();
    if effects.len() < 2 {
        return None;
    }
    let sizes = bootstrap(effects.len(), &|rows| {
        (0..dimensions)
            .map(|one| mean(rows.iter().map(|&row| effects[row][one].abs())))
            .collect()
    });
    let count = effects.len() as f64;
    let of = |one: usize| {
        let own = mean(effects.iter().map(|row| row[one]));
        let squares: f64 = effects
            .iter()
            .map(|row| (row[one] - own) * (row[one] - own))
            .sum();
        (own, (squares / (count - 1.0)).sqrt())
    };
    let all = sizes.into_iter().enumerate().map(|(one, size)| {
        let (mean, deviation) = of(one);
        Effects {
            size,
            mean,
            deviation,
            trajectories: effects.len(),
        }
    });
    Some(all.collect())
}

fn of_trajectory(outcomes: &[f64], quantiles: &[Vec<f64>], step: f64) -> Vec<f64> {
    let mut effects = vec![0.0; quantiles[0].len()];
    for (outcomes, quantiles) in outcomes.windows(2).zip(quantiles.windows(2)) {
        for (one, effect) in effects.iter_mut().enumerate() {
            let change = quantiles[1][one] - quantiles[0][one];
            if change != 0.0 {
                *effect = (outcomes[1] - outcomes[0]) / (step * change.signum());
            }
        }
    }
    effects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sweep::{Design, morris_step, test_dimensions};

    /// The function of Morris (1991) with 20 inputs; the coefficients that he drew at random are those
    /// of Saltelli et al. (2008), (-1)^i and (-1)^(i+j).
    fn morris(x: &[f64]) -> f64 {
        let w: Vec<f64> = (0..20)
            .map(|i| match i {
                2 | 4 | 6 => 2.0 * (1.1 * x[i] / (x[i] + 0.1) - 0.5),
                _ => 2.0 * (x[i] - 0.5),
            })
            .collect();
        let sign = |power: usize| if power.is_multiple_of(2) { 1.0 } else { -1.0 };
        let mut y = 0.0;
        for i in 0..20 {
            y += w[i] * if i < 10 { 20.0 } else { sign(i + 1) };
            for j in i + 1..20 {
                y += w[i] * w[j] * if j < 6 { -15.0 } else { sign(i + j + 2) };
                for l in j + 1..5 {
                    y += w[i] * w[j] * w[l] * -10.0;
                    for s in l + 1..4 {
                        y += w[i] * w[j] * w[l] * w[s] * 5.0;
                    }
                }
            }
        }
        y
    }

    #[test]
    fn the_function_of_morris_has_its_three_groups() {
        let dimensions = test_dimensions(20);
        let design = Design::Morris {
            trajectories: 100,
            levels: 4,
        };
        let settings = design.make(&dimensions, 4, 0..2100);
        let outcomes: Vec<f64> = settings.iter().map(|setting| morris(setting)).collect();
        let found = elementary_effects(&outcomes, &settings, 20, morris_step(4)).expect("effects");
        for (one, effects) in found.iter().enumerate() {
            let (size, deviation) = (effects.size.value, effects.deviation);
            match one {
                // Morris (1991), figure 1: inputs 1 to 7 matter and are curved or interact, 8 to 10
                // matter and are straight, the rest hardly matter.
                0..7 => assert!(size > 20.0 && deviation > 15.0, "{one}: {effects:?}"),
                7..10 => {
                    // Their coefficient is 20 on a range of 2; interactions with others have mean 0.
                    assert!((effects.mean - 40.0).abs() < 3.0, "{one}: {effects:?}");
                    assert!(deviation < 10.0, "{one}: {effects:?}");
                }
                _ => assert!(size < 9.0, "{one}: {effects:?}"),
            }
            assert!(effects.size.low <= size && size <= effects.size.high);
        }
    }

    #[test]
    fn a_straight_line_has_its_slope_and_no_deviation() {
        let dimensions = test_dimensions(3);
        let design = Design::Morris {
            trajectories: 10,
            levels: 6,
        };
        let settings = design.make(&dimensions, 4, 0..40);
        let mut outcomes: Vec<f64> = settings.iter().map(|x| 2.0 * x[0] - 3.0 * x[1]).collect();
        outcomes[1] = f64::NAN;
        let found = elementary_effects(&outcomes, &settings, 3, morris_step(6)).expect("effects");
        for (effects, slope) in found.iter().zip([2.0, -3.0, 0.0_f64]) {
            assert!((effects.mean - slope).abs() < 1e-9 && effects.deviation < 1e-9);
            assert!((effects.size.value - slope.abs()).abs() < 1e-9);
            assert_eq!(effects.trajectories, 9);
        }
    }
}
