//! Tables 4 to 9 of the report (§2.4-2.6, VTO 2007), embedded and checked on load.

use thiserror::Error;

use crate::vocabulary::{AGE_GROUPS, AgeGroup, BOROUGHS, Borough, Term};

/// Three shares of one row, in percent.
pub type Row = [f64; 3];

/// How far a row of rounded percentages may be from 100: three roundings of half a point each.
const ROUNDING_SLACK: f64 = 1.5;

/// Why a table is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{table}, row '{row}': {problem}")]
pub struct TableError {
    /// File name.
    pub table: &'static str,
    /// Row label.
    pub row: String,
    /// What is wrong.
    pub problem: String,
}

/// The standing state of 2007, in percent of the row's residents.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportTables {
    /// Table 4: not, moderately, strongly lonely, per age group.
    pub loneliness_by_age: [Row; AGE_GROUPS],
    /// Table 5: the same per borough.
    pub loneliness_by_borough: [Row; BOROUGHS],
    /// City row of Tables 4 and 5.
    pub loneliness: Row,
    /// Table 6: no, moderate, much support, per age group.
    pub support_by_age: [Row; AGE_GROUPS],
    /// Table 7: the same per borough.
    pub support_by_borough: [Row; BOROUGHS],
    /// City row of Tables 6 and 7.
    pub support: Row,
    /// Table 8: isolated, threatened, not isolated, per age group.
    pub isolation_by_age: [Row; AGE_GROUPS],
    /// Table 9: the same per borough.
    pub isolation_by_borough: [Row; BOROUGHS],
    /// City row of Tables 8 and 9.
    pub isolation: Row,
}

macro_rules! table {
    ($name:literal) => {
        Source {
            name: $name,
            text: include_str!(concat!("data/tables/", $name)),
        }
    };
}

struct Source {
    name: &'static str,
    text: &'static str,
}

impl ReportTables {
    /// The tables that are compiled in.
    ///
    /// # Errors
    /// When a row is missing, unknown, or does not add up to 100 within rounding.
    pub fn embedded() -> Result<Self, TableError> {
        let (loneliness_by_age, loneliness) =
            table!("table4_loneliness_by_age.csv").read::<AgeGroup, AGE_GROUPS>()?;
        let (loneliness_by_borough, _) =
            table!("table5_loneliness_by_borough.csv").read::<Borough, BOROUGHS>()?;
        let (support_by_age, support) =
            table!("table6_support_by_age.csv").read::<AgeGroup, AGE_GROUPS>()?;
        let (support_by_borough, _) =
            table!("table7_support_by_borough.csv").read::<Borough, BOROUGHS>()?;
        let (isolation_by_age, isolation) =
            table!("table8_isolation_by_age.csv").read::<AgeGroup, AGE_GROUPS>()?;
        let (isolation_by_borough, _) =
            table!("table9_isolation_by_borough.csv").read::<Borough, BOROUGHS>()?;
        Ok(Self {
            loneliness_by_age,
            loneliness_by_borough,
            loneliness,
            support_by_age,
            support_by_borough,
            support,
            isolation_by_age,
            isolation_by_borough,
            isolation,
        })
    }
}

impl Source {
    /// The rows of all values of a term and the row "all".
    fn read<T: Term, const N: usize>(&self) -> Result<([Row; N], Row), TableError> {
        let mut rows: [Option<Row>; N] = [None; N];
        let mut all = None;
        for line in self
            .text
            .lines()
            .skip_while(|line| line.starts_with('#'))
            .skip(1)
        {
            let (label, row) = self.row(line)?;
            if label == "all" {
                all = Some(row);
                continue;
            }
            let term = T::from_id(label).ok_or_else(|| self.refuse(label, "unknown row"))?;
            rows[term.index()] = Some(row);
        }
        let missing = |label: &str| self.refuse(label, "the row is missing");
        let mut complete = [Row::default(); N];
        for (&term, row) in T::ALL.iter().zip(rows) {
            complete[term.index()] = row.ok_or_else(|| missing(term.id()))?;
        }
        Ok((complete, all.ok_or_else(|| missing("all"))?))
    }

    fn row<'a>(&self, line: &'a str) -> Result<(&'a str, Row), TableError> {
        let mut fields = line.split(',');
        let label = fields.next().unwrap_or_default();
        let shares: Vec<f64> = fields
            .map(|field| field.trim().parse())
            .collect::<Result<_, _>>()
            .map_err(|_| self.refuse(label, "a share is not a number"))?;
        let row: Row = shares
            .try_into()
            .map_err(|_| self.refuse(label, "expected three shares"))?;
        let sum: f64 = row.iter().sum();
        if (sum - 100.0).abs() > ROUNDING_SLACK {
            return Err(self.refuse(label, &format!("adds up to {sum}, not to 100")));
        }
        Ok((label, row))
    }

    fn refuse(&self, row: &str, problem: &str) -> TableError {
        TableError {
            table: self.name,
            row: row.to_owned(),
            problem: problem.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_tables_are_whole() {
        let tables = ReportTables::embedded().expect("whole tables");
        assert_eq!(tables.isolation, [6.0, 16.0, 78.0]);
        assert_eq!(
            tables.isolation_by_age[AgeGroup::From75.index()],
            [10.0, 21.0, 69.0]
        );
        assert_eq!(
            tables.support_by_borough[Borough::Overschie.index()][0],
            11.0
        );
    }

    #[test]
    fn a_row_that_does_not_add_up_is_refused() {
        let source = Source {
            name: "test",
            text: "age,a,b,c\n13-24,50,30,10\n",
        };
        let error = source.read::<AgeGroup, AGE_GROUPS>().expect_err("refused");
        assert!(error.to_string().contains("13-24"), "{error}");
    }

    #[test]
    fn a_missing_row_is_refused() {
        let source = Source {
            name: "test",
            text: "age,a,b,c\n13-24,50,30,20\nall,50,30,20\n",
        };
        let error = source.read::<AgeGroup, AGE_GROUPS>().expect_err("refused");
        assert_eq!(error.row, "25-44");
    }
}
