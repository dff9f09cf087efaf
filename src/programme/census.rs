//! What the programme knows of the city as a whole: counts per borough at the start of the month.

use crate::vocabulary::{BOROUGHS, RECORDED_AGES};

/// Counts per borough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Census {
    /// Residents.
    pub residents: [u32; BOROUGHS],
    /// Residents aged 55 and over.
    pub older: [u32; BOROUGHS],
    /// Residents by recorded age.
    pub ages: [[u32; RECORDED_AGES]; BOROUGHS],
    /// Isolated residents (survey lens).
    pub isolated: [u32; BOROUGHS],
    /// Residents with many or severe practical problems.
    pub many_problems: [u32; BOROUGHS],
    /// Share of the full city that is simulated.
    pub scale: f64,
}

impl Census {
    /// Residents with many problems, as a share of the residents, relative to the city; 1 where
    /// nobody has any.
    pub fn problem_load(&self, borough: usize) -> f64 {
        let sum = |counts: &[u32; BOROUGHS]| -> f64 { counts.iter().copied().map(f64::from).sum() };
        let (many, residents) = (sum(&self.many_problems), sum(&self.residents));
        let (many_here, here) = (self.many_problems[borough], self.residents[borough]);
        if many_here == 0 || here == 0 {
            return 1.0;
        }
        (f64::from(many_here) * residents) / (f64::from(here) * many)
    }

    /// Thousands of residents aged 55 and over in a borough.
    pub fn thousands(&self, borough: usize) -> f64 {
        f64::from(self.older[borough]) / 1000.0
    }

    /// The same numbers everywhere.
    #[cfg(test)]
    pub fn even() -> Self {
        Self {
            residents: [10_000; BOROUGHS],
            older: [3_000; BOROUGHS],
            ages: [[1_500, 3_500, 2_000, 1_200, 1_000, 800]; BOROUGHS],
            isolated: [800; BOROUGHS],
            many_problems: [300; BOROUGHS],
            scale: 1.0,
        }
    }
}
