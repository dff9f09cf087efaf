//! Experiments: scenarios compared on paired replicates.

mod compare;
mod effects;
mod estimate;
mod pilots;
mod reduce;
mod results;

pub use compare::{CompareError, Settings, compare};
pub use pilots::{PilotRow, PilotSettings, Spread, months as pilot_months, pilots};
pub use results::{
    Comparison, Difference, Estimate, LeverEffect, Method, MonthlySeries, NullCheck, Pairing,
    Period, Row, ScenarioInfo,
};
