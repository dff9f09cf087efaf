//! Experiments: scenarios compared on paired replicates.

mod compare;
mod effects;
mod estimate;
mod reduce;
mod results;

pub use compare::{CompareError, Settings, compare};
pub use results::{
    Comparison, Difference, Estimate, LeverEffect, Method, MonthlySeries, NoEffect, NullCheck,
    Pairing, Period, Row, ScenarioInfo,
};
