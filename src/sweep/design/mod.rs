//! Designs: which settings a sweep runs.
//!
//! A setting is a value for each dimension; `NaN` leaves a dimension as registry and scenario have
//! it. Settings are a function of design, dimensions and seed, one at a time, so that a longer design
//! of a kind that can grow begins with the shorter one.

mod dimension;
mod sampling;
mod sobol;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use dimension::{Dimension, Spread, Target};
pub(crate) use sampling::{morris_step, saltelli_width};
pub(crate) use sobol::MOST_DIMENSIONS;

#[cfg(test)]
pub(crate) use dimension::tests::dimension as test_dimension;

use self::sampling::{grid, latin_hypercube, morris_trajectory, saltelli_rows};
use self::sobol::Sobol;

/// The values of one setting, one per dimension.
pub type Setting = Vec<f64>;

/// A kind of design, with its size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Design {
    /// Every combination of values; `levels` per dimension unless the file lists them.
    Grid {
        /// Values per dimension.
        levels: u32,
    },
    /// A Latin hypercube.
    LatinHypercube {
        /// Settings.
        samples: usize,
    },
    /// Scrambled Sobol points.
    Sobol {
        /// Settings.
        samples: usize,
    },
    /// Saltelli's design for Sobol indices.
    Saltelli {
        /// Base samples; each gives dimensions + 2 settings, or 2 x dimensions + 2.
        samples: usize,
        /// Also for interactions of pairs.
        second_order: bool,
    },
    /// Morris's trajectories.
    Morris {
        /// Trajectories; each gives dimensions + 1 settings.
        trajectories: usize,
        /// Levels of the grid, an even number.
        levels: u32,
    },
    /// The base, and each dimension at its low and high end while the others stay.
    OneAtATime {
        /// Values per dimension over its range: 2 is the ends only.
        levels: u32,
    },
    /// Rows of a file: a design of the user's own, or the accepted draws of a calibration.
    Csv {
        /// Settings.
        samples: usize,
    },
}

impl Design {
    /// Settings of the design, none when it does not fit into a `usize`.
    pub fn settings(&self, dimensions: &[Dimension]) -> Option<usize> {
        let count = dimensions.len();
        match *self {
            Self::Grid { levels } => dimensions.iter().try_fold(1_usize, |product, dimension| {
                product.checked_mul(dimension.levels(levels).len())
            }),
            Self::LatinHypercube { samples } | Self::Sobol { samples } | Self::Csv { samples } => {
                Some(samples)
            }
            Self::Saltelli {
                samples,
                second_order,
            } => samples.checked_mul(saltelli_width(count, second_order)),
            Self::Morris { trajectories, .. } => trajectories.checked_mul(count + 1),
            Self::OneAtATime { levels } => Some(
                1 + dimensions
                    .iter()
                    .map(|dimension| dimension.levels(levels).len())
                    .sum::<usize>(),
            ),
        }
    }

    /// Settings that belong together and are analysed together.
    pub fn block(&self, dimensions: usize) -> usize {
        match *self {
            Self::Saltelli { second_order, .. } => saltelli_width(dimensions, second_order),
            Self::Morris { .. } => dimensions + 1,
            _ => 1,
        }
    }

    /// The design with more samples or trajectories; none when this kind cannot grow.
    pub fn grown(&self, to: usize) -> Option<Self> {
        match *self {
            Self::Sobol { samples } if to >= samples => Some(Self::Sobol { samples: to }),
            Self::Saltelli {
                samples,
                second_order,
            } if to >= samples => Some(Self::Saltelli {
                samples: to,
                second_order,
            }),
            Self::Morris {
                trajectories,
                levels,
            } if to >= trajectories => Some(Self::Morris {
                trajectories: to,
                levels,
            }),
            _ => None,
        }
    }

    /// Its samples or trajectories.
    pub fn size(&self) -> usize {
        match *self {
            Self::LatinHypercube { samples }
            | Self::Sobol { samples }
            | Self::Saltelli { samples, .. }
            | Self::Csv { samples } => samples,
            Self::Morris { trajectories, .. } => trajectories,
            Self::Grid { levels } | Self::OneAtATime { levels } => levels as usize,
        }
    }

    /// Coordinates of the Sobol sequence that it takes.
    pub(crate) fn sobol_dimensions(&self, dimensions: usize) -> usize {
        match self {
            Self::Sobol { .. } => dimensions,
            Self::Saltelli { .. } => 2 * dimensions,
            _ => 0,
        }
    }

    /// The settings at some positions. None for a design from a file, which has them itself.
    pub fn make(&self, dimensions: &[Dimension], seed: u64, range: Range<usize>) -> Vec<Setting> {
        let count = dimensions.len();
        let values = |quantiles: Vec<f64>| -> Setting {
            dimensions
                .iter()
                .zip(quantiles)
                .map(|(dimension, quantile)| dimension.at(quantile))
                .collect()
        };
        let block = self.block(count);
        let blocks = range.start / block..range.end.div_ceil(block);
        let within = |rows: Vec<Setting>, first: usize| -> Vec<Setting> {
            let wanted = rows.into_iter().enumerate();
            wanted
                .filter(|(row, _)| range.contains(&(first + row)))
                .map(|(_, setting)| setting)
                .collect()
        };
        match *self {
            Self::Grid { levels } => {
                let lists: Vec<Vec<f64>> =
                    dimensions.iter().map(|one| one.levels(levels)).collect();
                within(grid(&lists), 0)
            }
            Self::LatinHypercube { samples } => {
                let rows = latin_hypercube(samples, count, seed);
                within(rows.into_iter().map(values).collect(), 0)
            }
            Self::Sobol { .. } => {
                let sobol = Sobol::new(count, seed);
                range
                    .map(|index| values(sobol.point(index as u32)))
                    .collect()
            }
            Self::Saltelli { second_order, .. } => {
                let sobol = Sobol::new(2 * count, seed);
                let rows = blocks
                    .clone()
                    .flat_map(|sample| saltelli_rows(&sobol.point(sample as u32), second_order));
                within(rows.map(values).collect(), blocks.start * block)
            }
            Self::Morris { levels, .. } => {
                let rows = blocks
                    .clone()
                    .flat_map(|trajectory| morris_trajectory(trajectory, count, levels, seed));
                within(rows.map(values).collect(), blocks.start * block)
            }
            Self::OneAtATime { levels } => within(one_at_a_time(dimensions, levels), 0),
            Self::Csv { .. } => Vec::new(),
        }
    }
}

/// The base first; then each dimension in turn over its values.
fn one_at_a_time(dimensions: &[Dimension], levels: u32) -> Vec<Setting> {
    let base: Setting = dimensions
        .iter()
        .map(|dimension| dimension.base.unwrap_or(f64::NAN))
        .collect();
    let mut rows = vec![base.clone()];
    for (place, dimension) in dimensions.iter().enumerate() {
        for value in dimension.levels(levels) {
            let mut row = base.clone();
            row[place] = value;
            rows.push(row);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dimensions(count: usize) -> Vec<Dimension> {
        (0..count)
            .map(|number| test_dimension(&format!("d{number}"), 0.0, 2.0, Spread::Uniform))
            .collect()
    }

    #[test]
    fn every_kind_makes_as_many_settings_as_it_says_in_any_pieces() {
        let dimensions = dimensions(3);
        for design in [
            Design::Grid { levels: 3 },
            Design::LatinHypercube { samples: 10 },
            Design::Sobol { samples: 16 },
            Design::Saltelli {
                samples: 4,
                second_order: true,
            },
            Design::Saltelli {
                samples: 4,
                second_order: false,
            },
            Design::Morris {
                trajectories: 5,
                levels: 4,
            },
            Design::OneAtATime { levels: 2 },
        ] {
            let count = design.settings(&dimensions).expect("fits");
            let all = design.make(&dimensions, 1, 0..count);
            assert_eq!(all.len(), count, "{design:?}");
            let pieces: Vec<Setting> = (0..count)
                .step_by(3)
                .flat_map(|from| design.make(&dimensions, 1, from..(from + 3).min(count)))
                .collect();
            assert_eq!(pieces, all, "{design:?}");
        }
    }

    #[test]
    fn a_design_that_grew_begins_with_what_it_was() {
        let dimensions = dimensions(2);
        for design in [
            Design::Sobol { samples: 8 },
            Design::Saltelli {
                samples: 8,
                second_order: false,
            },
            Design::Morris {
                trajectories: 8,
                levels: 4,
            },
        ] {
            let count = design.settings(&dimensions).expect("fits");
            let grown = design.grown(16).expect("grows");
            assert_eq!(
                design.make(&dimensions, 3, 0..count),
                grown.make(&dimensions, 3, 0..count)
            );
            assert!(design.grown(4).is_none());
        }
        assert!(Design::LatinHypercube { samples: 8 }.grown(16).is_none());
    }

    #[test]
    fn one_at_a_time_leaves_the_others_at_their_base() {
        let mut dimensions = dimensions(2);
        dimensions[1].base = None;
        let rows = Design::OneAtATime { levels: 2 }.make(&dimensions, 1, 0..5);
        assert_eq!(rows[1][0], 0.0);
        assert_eq!(rows[2][0], 2.0);
        assert!(rows[0][1].is_nan() && rows[1][1].is_nan());
        assert_eq!(rows[3], [1.0, 0.0]);
        assert_eq!(rows[4], [1.0, 2.0]);
    }

    #[test]
    fn a_grid_too_large_to_count_has_no_size() {
        assert_eq!(Design::Grid { levels: 9 }.settings(&dimensions(40)), None);
    }
}
