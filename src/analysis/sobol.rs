//! Sobol indices from Saltelli's design: first order by Saltelli et al. (2010), total by Jansen (1999),
//! second order by Saltelli (2002), in the form in which SALib computes them, with intervals by
//! bootstrap over base samples.

use super::resample::{Interval, bootstrap, mean, variance};

/// Outcomes of one base sample in the order of the design.
#[derive(Clone, Debug)]
struct Sample {
    a: f64,
    ab: Vec<f64>,
    ba: Vec<f64>,
    b: f64,
}

/// All indices.
#[derive(Clone, Debug, PartialEq)]
pub struct SobolIndices {
    /// Base samples that were used.
    pub samples: usize,
    /// Base samples left out since a unit failed.
    pub left_out: usize,
    /// Share of the variance that each dimension explains alone.
    pub first: Vec<Interval>,
    /// Share of the variance in which each dimension takes part.
    pub total: Vec<Interval>,
    /// For pairs (one, other), the share that both explain together beyond each alone; empty unless
    /// the design has second order.
    pub second: Vec<(usize, usize, Interval)>,
    /// Variance between settings.
    pub variance: f64,
}

/// Indices from outcomes by setting; `NaN` where a unit failed. None when fewer than two base samples
/// are whole, or nothing varies.
pub fn sobol_indices(
    outcomes: &[f64],
    dimensions: usize,
    second_order: bool,
) -> Option<SobolIndices> {
    let width = if second_order {
        2 * dimensions + 2
    } else {
        dimensions + 2
    };
    let blocks: Vec<&[f64]> = outcomes.chunks_exact(width).collect();
    let whole: Vec<&[f64]> = blocks
        .iter()
        .copied()
        .filter(|block| block.iter().all(|value| value.is_finite()))
        .collect();
    let all: Vec<f64> = whole
        .iter()
        .flat_map(|block| block.iter().copied())
        .collect();
    let spread = variance(&all);
    if whole.len() < 2 || spread <= 0.0 {
        return None;
    }
    let (middle, scale) = (mean(all.iter().copied()), spread.sqrt());
    let normal = |value: &f64| (value - middle) / scale;
    let samples: Vec<Sample> = whole
        .iter()
        .map(|block| Sample {
            a: normal(&block[0]),
            ab: block[1..=dimensions].iter().map(normal).collect(),
            ba: block[1 + dimensions..width - 1]
                .iter()
                .map(normal)
                .collect(),
            b: normal(&block[width - 1]),
        })
        .collect();
    let pairs: Vec<(usize, usize)> = if second_order {
        (0..dimensions)
            .flat_map(|one| (one + 1..dimensions).map(move |other| (one, other)))
            .collect()
    } else {
        Vec::new()
    };
    let estimates = bootstrap(samples.len(), &|rows| {
        indices(&samples, rows, dimensions, &pairs)
    });
    let (first, rest) = estimates.split_at(dimensions);
    let (total, second) = rest.split_at(dimensions);
    Some(SobolIndices {
        samples: samples.len(),
        left_out: blocks.len() - whole.len(),
        first: first.to_vec(),
        total: total.to_vec(),
        second: pairs
            .into_iter()
            .zip(second)
            .map(|((one, other), &index)| (one, other, index))
            .collect(),
        variance: spread,
    })
}

/// First and total indices of all dimensions, then those of the pairs.
fn indices(
    samples: &[Sample],
    rows: &[usize],
    dimensions: usize,
    pairs: &[(usize, usize)],
) -> Vec<f64> {
    let of = |value: &dyn Fn(&Sample) -> f64| mean(rows.iter().map(|&row| value(&samples[row])));
    let both: Vec<f64> = rows
        .iter()
        .flat_map(|&row| [samples[row].a, samples[row].b])
        .collect();
    let spread = variance(&both);
    let first: Vec<f64> = (0..dimensions)
        .map(|one| of(&|sample| sample.b * (sample.ab[one] - sample.a)) / spread)
        .collect();
    let total = (0..dimensions).map(|one| {
        0.5 * of(&|sample| (sample.a - sample.ab[one]) * (sample.a - sample.ab[one])) / spread
    });
    let second = pairs.iter().map(|&(one, other)| {
        let joint = of(&|sample| sample.ba[one] * sample.ab[other] - sample.a * sample.b) / spread;
        joint - first[one] - first[other]
    });
    first.iter().copied().chain(total).chain(second).collect()
}

/// How the variance of outcomes divides between settings and chance: a setting and a replicate meet
/// once, so the variance components of a two-way table without repetition (Searle 1971) apply.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChanceShare {
    /// Share of chance in the variance of one run.
    pub in_one_run: f64,
    /// Share of chance that is left in the means over replicates of which the indices are made. What
    /// a replicate does to all settings alike drops out of it.
    pub in_means: f64,
}

/// The share of chance, from outcomes by setting and replicate. None with one replicate.
pub fn chance_share(outcomes: &[Vec<f64>]) -> Option<ChanceShare> {
    let whole: Vec<&Vec<f64>> = outcomes
        .iter()
        .filter(|row| row.iter().all(|value| value.is_finite()))
        .collect();
    let (settings, replicates) = (whole.len() as f64, whole.first()?.len() as f64);
    if settings < 2.0 || replicates < 2.0 {
        return None;
    }
    let all = mean(whole.iter().flat_map(|row| row.iter().copied()));
    let of_setting: Vec<f64> = whole.iter().map(|row| mean(row.iter().copied())).collect();
    let of_replicate: Vec<f64> = (0..replicates as usize)
        .map(|one| mean(whole.iter().map(|row| row[one])))
        .collect();
    let square = |value: f64| value * value;
    let between: f64 =
        of_setting.iter().map(|one| square(one - all)).sum::<f64>() * replicates / (settings - 1.0);
    let shared: f64 = of_replicate
        .iter()
        .map(|one| square(one - all))
        .sum::<f64>()
        * settings
        / (replicates - 1.0);
    let mut rest = 0.0;
    for (row, own) in whole.iter().zip(&of_setting) {
        for (value, common) in row.iter().zip(&of_replicate) {
            rest += square(value - own - common + all);
        }
    }
    let own = rest / ((settings - 1.0) * (replicates - 1.0));
    let common = ((shared - own) / settings).max(0.0);
    let explained = ((between - own) / replicates).max(0.0);
    let whole = explained + common + own;
    if whole <= 0.0 {
        return None;
    }
    Some(ChanceShare {
        in_one_run: (common + own) / whole,
        in_means: (own / replicates) / (explained + own / replicates),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Draws, Purpose};
    use crate::sweep::{Design, test_dimensions};

    /// Outcomes of a function over Saltelli's design on the unit cube.
    fn outcomes(
        function: &dyn Fn(&[f64]) -> f64,
        count: usize,
        samples: usize,
        second_order: bool,
    ) -> Vec<f64> {
        let dimensions = test_dimensions(count);
        let design = Design::Saltelli {
            samples,
            second_order,
        };
        let settings = design.settings(&dimensions).expect("fits");
        let settings = design.make(&dimensions, 2007, 0..settings);
        settings.iter().map(|setting| function(setting)).collect()
    }

    fn within(found: Interval, expected: f64) {
        // Twice the half-width of 95%, and what a bootstrap does not see of a index that is zero.
        let allowed = 2.0 * found.half_width() + 0.005;
        assert!(
            (found.value - expected).abs() < allowed,
            "{found:?}: {expected}"
        );
        assert!(found.half_width() < 0.12, "{found:?}");
    }

    /// Ishigami and Homma (1990), with a = 7 and b = 0.1.
    fn ishigami(unit: &[f64]) -> f64 {
        let angle = |value: f64| std::f64::consts::PI * (2.0 * value - 1.0);
        let [one, two, three] = [angle(unit[0]), angle(unit[1]), angle(unit[2])];
        let sine = libm::sin(two);
        libm::sin(one) + 7.0 * sine * sine + 0.1 * three.powi(4) * libm::sin(one)
    }

    #[test]
    fn ishigami_has_the_published_indices() {
        let found = sobol_indices(&outcomes(&ishigami, 3, 1024, true), 3, true).expect("indices");
        for (index, expected) in found.first.iter().zip([0.3139, 0.4424, 0.0]) {
            within(*index, expected);
        }
        for (index, expected) in found.total.iter().zip([0.5576, 0.4424, 0.2437]) {
            within(*index, expected);
        }
        for (one, other, index) in &found.second {
            let expected = if (*one, *other) == (0, 2) {
                0.2437
            } else {
                0.0
            };
            within(*index, expected);
        }
    }

    #[test]
    fn sobols_g_has_the_published_indices() {
        // Saltelli and Sobol (1995), with a = 0, 1, 4.5, 9, 99, 99, 99, 99.
        let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
        let g = |unit: &[f64]| {
            let factor = |(x, a): (&f64, f64)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a);
            unit.iter().zip(a).map(factor).product()
        };
        let found = sobol_indices(&outcomes(&g, 8, 1024, false), 8, false).expect("indices");
        let first = [
            0.7165, 0.1791, 0.0237, 0.0072, 0.0001, 0.0001, 0.0001, 0.0001,
        ];
        let total = [
            0.7871, 0.2422, 0.0343, 0.0105, 0.0001, 0.0001, 0.0001, 0.0001,
        ];
        for (index, expected) in found.first.iter().zip(first) {
            within(*index, expected);
        }
        for (index, expected) in found.total.iter().zip(total) {
            within(*index, expected);
        }
    }

    #[test]
    fn a_failed_unit_costs_its_base_sample_only() {
        let mut values = outcomes(&ishigami, 3, 64, false);
        values[7] = f64::NAN;
        let found = sobol_indices(&values, 3, false).expect("indices");
        assert_eq!((found.samples, found.left_out), (63, 1));
        let constant = vec![1.0; values.len()];
        assert_eq!(sobol_indices(&constant, 3, false), None);
    }

    #[test]
    fn chance_gets_its_share() {
        // Settings with variance 1/12, replicates alike for all with 1/12, and 1/12 of their own.
        let draws = Draws::new(3, 0);
        let uniform = |key: u64, purpose| draws.uniform(key, Purpose(purpose), 0);
        let rows: Vec<Vec<f64>> = (0..400)
            .map(|setting| {
                (0..40)
                    .map(|replicate| {
                        uniform(setting, 1)
                            + uniform(replicate, 2)
                            + uniform(setting << 8 | replicate, 3)
                    })
                    .collect()
            })
            .collect();
        let share = chance_share(&rows).expect("a share");
        assert!((share.in_one_run - 2.0 / 3.0).abs() < 0.06, "{share:?}");
        assert!((share.in_means - 1.0 / 41.0).abs() < 0.005, "{share:?}");
        let one: Vec<Vec<f64>> = rows.iter().map(|row| row[..1].to_vec()).collect();
        assert_eq!(chance_share(&one), None);
    }
}
