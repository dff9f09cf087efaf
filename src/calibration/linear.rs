//! Symmetric positive definite matrices, row by row: the Cholesky factor and what follows from it.

/// The lower factor of a matrix.
#[derive(Clone, Debug)]
pub struct Cholesky {
    low: Vec<f64>,
    n: usize,
}

impl Cholesky {
    /// Factor of an `n` by `n` matrix; none when it is not positive definite.
    pub fn of(matrix: &[f64], n: usize) -> Option<Self> {
        let mut low = vec![0.0; n * n];
        for i in 0..n {
            for j in 0..=i {
                let sum = matrix[i * n + j] - dot(&low[i * n..i * n + j], &low[j * n..j * n + j]);
                if i == j {
                    if sum <= 0.0 {
                        return None;
                    }
                    low[i * n + i] = sum.sqrt();
                } else {
                    low[i * n + j] = sum / low[j * n + j];
                }
            }
        }
        Some(Self { low, n })
    }

    /// The inverse of the factor times a vector.
    fn forward(&self, vector: &[f64]) -> Vec<f64> {
        let (low, n) = (&self.low, self.n);
        let mut solved = vec![0.0; n];
        for i in 0..n {
            solved[i] = (vector[i] - dot(&low[i * n..i * n + i], &solved[..i])) / low[i * n + i];
        }
        solved
    }

    /// A vector times the inverse of the matrix times the vector.
    pub fn squared_norm(&self, vector: &[f64]) -> f64 {
        let solved = self.forward(vector);
        dot(&solved, &solved)
    }

    /// Logarithm of the determinant of the matrix.
    pub fn log_determinant(&self) -> f64 {
        let diagonal = (0..self.n).map(|i| self.low[i * self.n + i]);
        2.0 * diagonal.map(libm::log).sum::<f64>()
    }

    /// The inverse of the matrix.
    pub fn inverse(&self) -> Vec<f64> {
        let (low, n) = (&self.low, self.n);
        let mut inverse = vec![0.0; n * n];
        for column in 0..n {
            let mut unit = vec![0.0; n];
            unit[column] = 1.0;
            let mut solved = self.forward(&unit);
            for i in (0..n).rev() {
                let above: f64 = (i + 1..n).map(|k| low[k * n + i] * solved[k]).sum();
                solved[i] = (solved[i] - above) / low[i * n + i];
            }
            for (i, value) in solved.into_iter().enumerate() {
                inverse[i * n + column] = value;
            }
        }
        inverse
    }
}

pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MATRIX: [f64; 4] = [4.0, 2.0, 2.0, 3.0];

    #[test]
    fn norm_determinant_and_inverse_are_those_of_the_matrix() {
        let factor = Cholesky::of(&MATRIX, 2).expect("positive definite");
        // Determinant 8; the inverse is 3, -2, -2, 4 over 8.
        assert!((factor.log_determinant() - libm::log(8.0)).abs() < 1e-12);
        for (found, known) in factor.inverse().iter().zip([0.375, -0.25, -0.25, 0.5]) {
            assert!((found - known).abs() < 1e-12, "{found} {known}");
        }
        assert!((factor.squared_norm(&[1.0, 2.0]) - 1.375).abs() < 1e-12);
    }

    #[test]
    fn what_is_not_positive_definite_has_no_factor() {
        assert!(Cholesky::of(&[1.0, 2.0, 2.0, 1.0], 2).is_none());
    }
}
