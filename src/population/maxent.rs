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

/// What one table counts: the row of its three shares to which each support x loneliness belongs.
type Columns = [[usize; 3]; 3];

/// What is counted by a function of support and loneliness.
fn columns(of: impl Fn(usize, usize) -> usize) -> Columns {
    std::array::from_fn(|support| std::array::from_fn(|loneliness| of(support, loneliness)))
}

fn isolation(support: usize, loneliness: usize) -> usize {
    IsolationStatus::of(Support::ALL[support], Loneliness::ALL[loneliness]).index()
}

impl Joint {
    /// Fits the tables. `weights` are residents per borough and age group.
    pub fn fit(tables: &ReportTables, weights: &[[f64; AGE_GROUPS]; BOROUGHS]) -> Self {
        let mut joint = Self {
            cells: [[[[1.0 / 9.0; 3]; 3]; AGE_GROUPS]; BOROUGHS],
        };
        let [by_loneliness, by_support, by_isolation] = [
            columns(|_, loneliness| loneliness),
            columns(|support, _| support),
            columns(isolation),
        ];
        let by_age = [
            (normalised(&tables.loneliness_by_age), &by_loneliness),
            (normalised(&tables.support_by_age), &by_support),
            (normalised(&tables.isolation_by_age), &by_isolation),
        ];
        let by_borough = [
            (normalised(&tables.loneliness_by_borough), &by_loneliness),
            (normalised(&tables.support_by_borough), &by_support),
            (normalised(&tables.isolation_by_borough), &by_isolation),
        ];
        for _ in 0..ITERATIONS {
            let mut factor = [[[[1.0; 3]; 3]; AGE_GROUPS]; BOROUGHS];
            for (table, columns) in &by_age {
                let margin = joint.margin::<AGE_GROUPS>(weights, columns, |_, age| age);
                let pull = pull(table, &margin);
                for_each_cell(|b, a, s, l| factor[b][a][s][l] *= pull[a][columns[s][l]]);
            }
            for (table, columns) in &by_borough {
                let margin = joint.margin::<BOROUGHS>(weights, columns, |borough, _| borough);
                let pull = pull(table, &margin);
                for_each_cell(|b, a, s, l| factor[b][a][s][l] *= pull[b][columns[s][l]]);
            }
            for_each_cell(|b, a, s, l| joint.cells[b][a][s][l] *= factor[b][a][s][l]);
            joint.normalise();
        }
        joint
    }

    /// The cell of a borough and age group.
    pub fn cell(&self, borough: usize, age: usize) -> &Cell {
        &self.cells[borough][age]
    }

    /// Shares of the three columns per row, where `row` picks the borough or the age group.
    fn margin<const ROWS: usize>(
        &self,
        weights: &[[f64; AGE_GROUPS]; BOROUGHS],
        columns: &Columns,
        row: impl Fn(usize, usize) -> usize,
    ) -> [[f64; 3]; ROWS] {
        let mut sums = [[0.0; 3]; ROWS];
        let mut totals = [0.0; ROWS];
        for_each_cell(|b, a, s, l| {
            let share = weights[b][a] * self.cells[b][a][s][l];
            sums[row(b, a)][columns[s][l]] += share;
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

fn normalised<const ROWS: usize>(table: &[[f64; 3]; ROWS]) -> [[f64; 3]; ROWS] {
    table.map(|row| {
        let total: f64 = row.iter().sum();
        row.map(|share| share / total)
    })
}

/// By which factor a table pulls on the cells of each of its own shares. Roots are taken of these few
/// numbers and not of their product in every cell.
fn pull<const ROWS: usize>(
    table: &[[f64; 3]; ROWS],
    margin: &[[f64; 3]; ROWS],
) -> [[f64; 3]; ROWS] {
    std::array::from_fn(|row| {
        std::array::from_fn(|at| libm::pow(table[row][at] / margin[row][at], 1.0 / TABLES))
    })
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
