//! Experiments: scenarios compared on paired replicates.

mod results;

pub use results::{
    Comparison, Difference, Estimate, LeverEffect, Method, MonthlySeries, NullCheck, Pairing,
    Period, Row, ScenarioInfo,
};
