//! The Sobol sequence with Owen's scrambling.
//!
//! Direction numbers are those of Joe and Kuo (2008), "Constructing Sobol sequences with better
//! two-dimensional projections", SIAM J. Sci. Comput. 30, 2635-2654, their file new-joe-kuo-6.
//! Scrambling is Owen's nested uniform one (1995), with keyed draws, so that a point depends on
//! nothing but seed, index and dimension: a longer sequence begins with the shorter one.

use crate::chance::{Draws, Purpose};

const NUMBERS: &str = include_str!("../data/joe-kuo-6.txt");
const BITS: usize = 32;
const SCRAMBLE: Purpose = Purpose(240);
/// Levels of the tree of scrambling whose flips stand in one random word.
const DEPTH: usize = 5;

/// Dimensions for which there are direction numbers.
pub(crate) const MOST_DIMENSIONS: usize = 1024;

/// The sequence in some dimensions.
pub(crate) struct Sobol {
    directions: Vec<[u32; BITS]>,
    draws: Draws,
}

impl Sobol {
    /// The sequence; at most [`MOST_DIMENSIONS`] dimensions.
    pub(crate) fn new(dimensions: usize, seed: u64) -> Self {
        debug_assert!(dimensions <= MOST_DIMENSIONS);
        let lines = NUMBERS.lines().filter(|line| !line.starts_with('#'));
        let later = lines.map(directions);
        let first = std::array::from_fn(|bit| 1 << (BITS - 1 - bit));
        Self {
            directions: std::iter::once(first)
                .chain(later)
                .take(dimensions)
                .collect(),
            draws: Draws::new(seed, 0),
        }
    }

    /// A point of the plain sequence as fractions of 2^32, in the order of Gray code.
    fn plain(&self, index: u32, dimension: usize) -> u32 {
        let mut gray = index ^ index >> 1;
        let mut word = 0;
        for direction in &self.directions[dimension] {
            if gray == 0 {
                break;
            }
            if gray & 1 == 1 {
                word ^= direction;
            }
            gray >>= 1;
        }
        word
    }

    /// A point of the scrambled sequence, in (0, 1).
    pub(crate) fn point(&self, index: u32) -> Vec<f64> {
        let coordinate = |dimension| {
            let word = self.scrambled(dimension as u64, self.plain(index, dimension));
            crate::chance::uniform(word)
        };
        (0..self.directions.len()).map(coordinate).collect()
    }

    /// Flips each bit or not, by a draw that belongs to the bits above it.
    fn scrambled(&self, dimension: u64, word: u32) -> u32 {
        let mut out = 0;
        for level in (0..BITS).step_by(DEPTH) {
            let above = if level == 0 {
                0
            } else {
                word >> (BITS - level)
            };
            let key = dimension << BITS | u64::from(above);
            let flips = self.draws.word(key, SCRAMBLE, level as u32);
            let mut node = 1;
            for bit in level..(level + DEPTH).min(BITS) {
                let own = word >> (BITS - 1 - bit) & 1;
                out = out << 1 | (own ^ flips >> node & 1);
                node = node << 1 | own;
            }
        }
        out
    }
}

/// Direction numbers from a line of the file: dimension, degree, coefficients, first numbers.
fn directions(line: &str) -> [u32; BITS] {
    let mut numbers = line.split_whitespace().map(|number| {
        let parsed: Result<u32, _> = number.parse();
        parsed.expect("the embedded file holds whole numbers")
    });
    let mut next = || numbers.next().expect("the embedded lines are whole");
    let _dimension = next();
    let degree = next() as usize;
    let coefficients = next();
    let mut v = [0_u32; BITS];
    for bit in 0..BITS {
        if bit < degree {
            v[bit] = next() << (BITS - 1 - bit);
            continue;
        }
        let back = v[bit - degree];
        v[bit] = back ^ back >> degree;
        for term in 1..degree {
            if coefficients >> (degree - 1 - term) & 1 == 1 {
                v[bit] ^= v[bit - term];
            }
        }
    }
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_sequence_is_the_published_one() {
        // As scipy 1.16 gives it, scipy.stats.qmc.Sobol(d=1024, scramble=False, bits=32).
        let sobol = Sobol::new(1024, 0);
        let row = |index, dimensions: &[usize]| -> Vec<f64> {
            let fraction =
                |&dimension: &usize| f64::from(sobol.plain(index, dimension)) / 4_294_967_296.0;
            dimensions.iter().map(fraction).collect()
        };
        let first: Vec<usize> = (0..10).collect();
        assert_eq!(row(0, &first), [0.0; 10]);
        assert_eq!(row(1, &first), [0.5; 10]);
        assert_eq!(
            row(2, &first),
            [0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.25, 0.75, 0.75, 0.75]
        );
        assert_eq!(
            row(9, &first),
            [
                0.6875, 0.8125, 0.4375, 0.9375, 0.0625, 0.8125, 0.9375, 0.4375, 0.4375, 0.8125
            ]
        );
        assert_eq!(row(63, &[99, 511, 1023]), [0.078125, 0.140625, 0.515625]);
    }

    #[test]
    fn every_line_of_the_file_is_used_once() {
        let sobol = Sobol::new(MOST_DIMENSIONS, 1);
        assert_eq!(sobol.directions.len(), MOST_DIMENSIONS);
        let mut all = sobol.directions.clone();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), MOST_DIMENSIONS);
    }

    #[test]
    fn a_scrambled_sequence_has_one_point_in_each_interval_in_every_dimension() {
        let sobol = Sobol::new(40, 7);
        let points: Vec<Vec<f64>> = (0..256).map(|index| sobol.point(index)).collect();
        for dimension in 0..40 {
            let mut cells: Vec<usize> = points
                .iter()
                .map(|point| (point[dimension] * 256.0) as usize)
                .collect();
            cells.sort_unstable();
            assert!(cells.into_iter().eq(0..256), "{dimension}");
        }
    }

    #[test]
    fn the_first_two_dimensions_are_spread_over_every_elementary_box() {
        let sobol = Sobol::new(2, 11);
        for (across, down) in [(1, 256), (4, 64), (16, 16), (128, 2)] {
            let mut seen = vec![0; 256];
            for index in 0..256 {
                let point = sobol.point(index);
                let cell = (point[0] * f64::from(across)) as usize * down as usize
                    + (point[1] * f64::from(down)) as usize;
                seen[cell] += 1;
            }
            assert_eq!(seen, vec![1; 256], "{across} x {down}");
        }
    }

    #[test]
    fn seeds_scramble_differently_and_the_same_seed_the_same() {
        let point = |seed| Sobol::new(3, seed).point(5);
        assert_eq!(point(1), point(1));
        assert_ne!(point(1), point(2));
    }
}
