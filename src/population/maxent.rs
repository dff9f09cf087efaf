//! The joint distribution of support and loneliness per borough and age group: the maximum-entropy
//! distribution that satisfies Tables 4 to 9 at once.
//!
//! The tables are rounded, overlap, and rest on slightly different samples (N = 6,330, 6,792 and
//! 6,221), so they cannot all hold exactly. The simultaneous multiplicative algorithm (SMART; Byrne
//! 1993, IEEE Trans. Image Processing 2:96) converges to the distribution that minimises the summed
//! Kullback-Leibler distance to all tables; where they agree, that is the maximum-entropy solution.

use crate::evidence::ReportTables;
use crate::vocabulary::{AGE_GROUPS, BOROUGHS, IsolationStatus, Loneliness, Support, Term};

const ITERATIONS: usize = 400;
/// Tables that pull on each cell: 4, 5, 6, 7, 8 and 9.
const TABLES: f64 = 6.0;

/// Support (3) x loneliness (3).
pub type Cell = [[f64; 3]; 3];

/// Shares of support x loneliness within each borough and age group; each cell adds up to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    cells: [[Cell; AGE_GROUPS]; BOROUGHS],
}

/// What one table counts: the row of its three shares to which a (support, loneliness) belongs.
type Column = fn(usize, usize) -> usize;

fn support_column(support: usize, _: usize) -> usize {
    support
}

fn loneliness_column(_: usize, loneliness: usize) -> usize {
    loneliness
}

fn isolation_column(support: usize, loneliness: usize) -> usize {
    IsolationStatus::of(Support::ALL[support], Loneliness::ALL[loneliness]).index()
}

impl Joint {
    /// Fits the tables. `weights` are residents per borough and age group.
    pub fn fit(tables: &ReportTables, weights: &[[f64; AGE_GROUPS]; BOROUGHS]) -> Self {
        let mut joint = Self {
            cells: [[[[1.0 / 9.0; 3]; 3]; AGE_GROUPS]; BOROUGHS],
        };
        let by_age: [(&[[f64; 3]; AGE_GROUPS], Column); 3] = [
            (&tables.loneliness_by_age, loneliness_column),
            (&tables.support_by_age, support_column),
            (&tables.isolation_by_age, isolation_column),
        ];
        let by_borough: [(&[[f64; 3]; BOROUGHS], Column); 3] = [
            (&tables.loneliness_by_borough, loneliness_column),
            (&tables.support_by_borough, support_column),
            (&tables.isolation_by_borough, isolation_column),
        ];
        for _ in 0..ITERATIONS {
            let mut factor = [[[[1.0; 3]; 3]; AGE_GROUPS]; BOROUGHS];
            for (table, column) in by_age {
                let margin = joint.margin(weights, column, |_, age| age);
                for_each_cell(|b, a, s, l| {
                    let row = normalised(table[a]);
                    factor[b][a][s][l] *= row[column(s, l)] / margin[a][column(s, l)];
                });
            }
            for (table, column) in by_borough {
                let margin = joint.margin(weights, column, |borough, _| borough);
                for_each_cell(|b, a, s, l| {
                    let row = normalised(table[b]);
                    factor[b][a][s][l] *= row[column(s, l)] / margin[b][column(s, l)];
                });
            }
            for_each_cell(|b, a, s, l| {
                joint.cells[b][a][s][l] *= libm::pow(factor[b][a][s][l], 1.0 / TABLES);
            });
            joint.normalise();
        }
        joint
    }

    /// The cell of a borough and age group.
    pub fn cell(&self, borough: usize, age: usize) -> &Cell {
        &self.cells[borough][age]
    }

    /// Shares of the three columns per row, where `row` picks the borough or the age group.
    fn margin(
        &self,
        weights: &[[f64; AGE_GROUPS]; BOROUGHS],
        column: Column,
        row: fn(usize, usize) -> usize,
    ) -> [[f64; 3]; BOROUGHS] {
        let mut sums = [[0.0; 3]; BOROUGHS];
        let mut totals = [0.0; BOROUGHS];
        for_each_cell(|b, a, s, l| {
            let share = weights[b][a] * self.cells[b][a][s][l];
            sums[row(b, a)][column(s, l)] += share;
            totals[row(b, a)] += share;
        });
        for (sum, total) in sums.iter_mut().zip(totals) {
            for value in sum {
                *value /= total;
            }
        }
        sums
    }

    fn normalise(&mut self) {
        for cell in self.cells.iter_mut().flatten() {
            let total: f64 = cell.iter().flatten().sum();
            for value in cell.iter_mut().flatten() {
                *value /= total;
            }
        }
    }
}

fn normalised(row: [f64; 3]) -> [f64; 3] {
    let total: f64 = row.iter().sum();
    row.map(|share| share / total)
}

fn for_each_cell(mut visit: impl FnMut(usize, usize, usize, usize)) {
    for borough in 0..BOROUGHS {
        for age in 0..AGE_GROUPS {
            for support in 0..3 {
                for loneliness in 0..3 {
                    visit(borough, age, support, loneliness);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_a_distribution() {
        let tables = ReportTables::embedded().expect("tables");
        let joint = Joint::fit(&tables, &[[1.0; AGE_GROUPS]; BOROUGHS]);
        for cell in joint.cells.iter().flatten() {
            let total: f64 = cell.iter().flatten().sum();
            assert!((total - 1.0).abs() < 1e-12);
            assert!(cell.iter().flatten().all(|&share| share >= 0.0));
        }
    }
}
