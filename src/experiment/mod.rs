//! Experiments: scenarios compared on paired replicates.

mod compare;
mod effects;
mod estimate;
mod measures;
mod pilots;
mod reduce;
mod results;
mod rows;
mod totals;
mod value;

pub use compare::{CompareError, Settings, compare};
pub use pilots::{PilotRow, PilotSettings, Spread, months as pilot_months, pilots};
pub use results::{
    Comparison, Difference, Estimate, LeverEffect, Marginal, Means, Method, MonthlySeries,
    NoEffect, NullCheck, Pairing, Period, Row, ScenarioInfo, Trade, Value,
};
pub use totals::total;
pub use value::{Counted, Ratio};
