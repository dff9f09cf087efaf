//! A quick stand-in for runs: each target as a quadratic function of the fitted parameters, by least
//! squares over finished runs, with how runs lie around it: their variance, and how targets go together.

use super::linear::{Cholesky, dot};

/// Keeps the normal equations solvable when there are few runs; small against any real effect.
const RIDGE: f64 = 1e-6;

/// The fitted functions of all targets over one set of runs.
#[derive(Clone, Debug)]
pub struct Emulator {
    /// Inverse of the normal equations, row by row.
    inverse: Vec<f64>,
    coefficients: Vec<Vec<f64>>,
    /// By target, how far each run lies from the function.
    errors: Vec<Vec<f64>>,
}

/// Terms of the quadratic: a constant, and each dimension by itself and squared.
fn terms(point: &[f64]) -> Vec<f64> {
    let mut terms = Vec::with_capacity(1 + 2 * point.len());
    terms.push(1.0);
    for quantile in point {
        // Legendre polynomials on the prior: uncorrelated where points fill it evenly.
        let x = 2.0 * quantile - 1.0;
        terms.push(x);
        terms.push(1.5 * x * x - 0.5);
    }
    terms
}

impl Emulator {
    /// Runs needed for so many dimensions: twice the terms.
    pub fn runs_needed(dimensions: usize) -> usize {
        2 * (1 + 2 * dimensions)
    }

    /// Fits all targets; none when there are too few runs. Places without a number (NaN) count as the
    /// mean of their target.
    pub fn fit(points: &[&[f64]], outputs: &[&[f64]]) -> Option<Self> {
        let dimensions = points.first()?.len();
        let count = 1 + 2 * dimensions;
        if points.len() < Self::runs_needed(dimensions) {
            return None;
        }
        let rows: Vec<Vec<f64>> = points.iter().map(|point| terms(point)).collect();
        let mut normal = vec![0.0; count * count];
        for row in &rows {
            for (i, a) in row.iter().enumerate() {
                for (j, b) in row.iter().enumerate() {
                    normal[i * count + j] += a * b;
                }
            }
        }
        for i in 1..count {
            normal[i * count + i] += RIDGE * points.len() as f64;
        }
        let inverse = Cholesky::of(&normal, count)?.inverse();
        let mut emulator = Self {
            inverse,
            coefficients: Vec::new(),
            errors: Vec::new(),
        };
        for target in 0..outputs.first()?.len() {
            let column = complete(outputs.iter().map(|row| row[target]));
            emulator.add_target(&rows, &column, count);
        }
        Some(emulator)
    }

    fn add_target(&mut self, rows: &[Vec<f64>], column: &[f64], count: usize) {
        let mut right = vec![0.0; count];
        for (row, value) in rows.iter().zip(column) {
            for (sum, term) in right.iter_mut().zip(row) {
                *sum += term * value;
            }
        }
        let coefficients: Vec<f64> = (0..count)
            .map(|i| dot(&self.inverse[i * count..(i + 1) * count], &right))
            .collect();
        let errors = rows
            .iter()
            .zip(column)
            .map(|(row, value)| value - dot(row, &coefficients));
        self.errors.push(errors.collect());
        self.coefficients.push(coefficients);
    }

    /// Runs more than there are terms: on how many numbers a variance rests.
    pub fn freedom(&self) -> f64 {
        let runs = self.errors.first().map_or(0, Vec::len);
        let terms = self.coefficients.first().map_or(0, Vec::len);
        runs.saturating_sub(terms).max(1) as f64
    }

    /// Means of all targets at a point, and the leverage: the variance of a mean is the residual
    /// variance times it.
    pub fn predict(&self, point: &[f64]) -> (Vec<f64>, f64) {
        let terms = terms(point);
        let count = terms.len();
        let means = self
            .coefficients
            .iter()
            .map(|own| dot(own, &terms))
            .collect();
        let leverage = (0..count)
            .map(|i| terms[i] * dot(&self.inverse[i * count..(i + 1) * count], &terms))
            .sum();
        (means, leverage)
    }

    /// Variance of runs around the function of a target: chance, parameters that are not fitted, and
    /// what a quadratic misses.
    pub fn residual(&self, target: usize) -> f64 {
        let errors = &self.errors[target];
        dot(errors, errors) / self.freedom()
    }

    /// Correlations of what lies around the functions of some targets, row by row, shrunk towards none
    /// as far as few runs leave them uncertain (Schäfer and Strimmer 2005).
    pub fn correlations(&self, targets: &[usize]) -> Vec<f64> {
        let n = targets.len();
        let unit = |&target: &usize| -> Vec<f64> {
            let errors = &self.errors[target];
            let size = (dot(errors, errors) / errors.len() as f64).sqrt();
            let scale = if size > 0.0 { 1.0 / size } else { 0.0 };
            errors.iter().map(|error| error * scale).collect()
        };
        let errors: Vec<Vec<f64>> = targets.iter().map(unit).collect();
        let runs = errors.first().map_or(0, Vec::len) as f64;
        let mut correlations = vec![1.0; n * n];
        let (mut uncertain, mut squares) = (0.0, 0.0);
        for i in 0..n {
            for j in 0..i {
                let mean = dot(&errors[i], &errors[j]) / runs;
                let products = errors[i].iter().zip(&errors[j]);
                let spread: f64 = products.map(|(a, b)| (a * b - mean).powi(2)).sum();
                uncertain += spread / (runs * (runs - 1.0));
                squares += mean * mean;
                correlations[i * n + j] = mean;
            }
        }
        let kept = if squares > uncertain {
            1.0 - uncertain / squares
        } else {
            0.0
        };
        for i in 0..n {
            for j in 0..i {
                correlations[i * n + j] *= kept;
                correlations[j * n + i] = correlations[i * n + j];
            }
        }
        correlations
    }
}

/// The numbers, with the mean where one lacks.
fn complete(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let values: Vec<f64> = values.collect();
    let known: Vec<f64> = values
        .iter()
        .copied()
        .filter(|value| value.is_finite())
        .collect();
    let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
    let or_mean = |value: &f64| if value.is_finite() { *value } else { mean };
    values.iter().map(or_mean).collect()
}

#[cfg(test)]
mod tests {
    use super::super::design::latin_hypercube;
    use super::*;

    fn fit(noise: f64) -> Emulator {
        let points = latin_hypercube(3, 80, 3);
        let outputs: Vec<Vec<f64>> = points
            .iter()
            .enumerate()
            .map(|(place, point)| {
                let sign = if place % 2 == 0 { noise } else { -noise };
                vec![2.0 + 3.0 * point[0] - point[1] * point[1] + sign, point[2]]
            })
            .collect();
        let points: Vec<&[f64]> = points.iter().map(Vec::as_slice).collect();
        let outputs: Vec<&[f64]> = outputs.iter().map(Vec::as_slice).collect();
        Emulator::fit(&points, &outputs).expect("enough runs")
    }

    #[test]
    fn a_quadratic_is_found_again() {
        let emulator = fit(0.0);
        let (means, _) = emulator.predict(&[0.3, 0.8, 0.1]);
        assert!((means[0] - (2.0 + 0.9 - 0.64)).abs() < 1e-4, "{means:?}");
        assert!((means[1] - 0.1).abs() < 1e-4, "{means:?}");
        assert!(emulator.residual(0) < 1e-8);
    }

    #[test]
    fn noise_becomes_residual_variance_and_corners_are_less_sure_than_the_middle() {
        let emulator = fit(0.5);
        assert!(
            (emulator.residual(0) - 0.25).abs() < 0.06,
            "{}",
            emulator.residual(0)
        );
        let middle = emulator.predict(&[0.5; 3]).1;
        let corner = emulator.predict(&[1.0; 3]).1;
        assert!(0.0 < middle && middle < corner, "{middle} {corner}");
    }

    #[test]
    fn targets_that_err_together_are_correlated_and_others_are_not() {
        // The first two err alike, the third by itself.
        let points = latin_hypercube(3, 80, 3);
        let outputs: Vec<[f64; 3]> = (0..80)
            .map(|run| {
                let even = |every: usize| (run / every).is_multiple_of(2);
                let sign = |every: usize| if even(every) { 1.0 } else { -1.0 };
                [sign(1), 3.0 * sign(1), sign(2)]
            })
            .collect();
        let points: Vec<&[f64]> = points.iter().map(Vec::as_slice).collect();
        let outputs: Vec<&[f64]> = outputs.iter().map(<[f64; 3]>::as_slice).collect();
        let emulator = Emulator::fit(&points, &outputs).expect("enough runs");
        let correlations = emulator.correlations(&[0, 1, 2]);
        assert!(correlations[1] > 0.95 && correlations[1] == correlations[3]);
        // Two standard errors of no correlation over 80 runs.
        assert!(correlations[2].abs() < 0.23, "{correlations:?}");
        assert_eq!([0, 4, 8].map(|place| correlations[place]), [1.0; 3]);
    }

    #[test]
    fn too_few_runs_give_no_emulator() {
        let points = latin_hypercube(3, 13, 3);
        let points: Vec<&[f64]> = points.iter().map(Vec::as_slice).collect();
        let outputs = vec![[1.0].as_slice(); 13];
        assert!(Emulator::fit(&points, &outputs).is_none());
    }
}
