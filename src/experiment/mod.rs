//! Experiments: scenarios compared on paired replicates.

mod compare;
mod effects;
mod estimate;
mod measures;
mod reduce;
mod results;
mod rows;
mod value;

pub use compare::{CompareError, Settings, compare};
pub use results::{
    Comparison, Difference, Estimate, LeverEffect, Marginal, Means, Method, MonthlySeries, NoEffect,
    NullCheck, Pairing, Period, Row, ScenarioInfo, Trade, Value,
};
pub use value::{Counted, Ratio};
