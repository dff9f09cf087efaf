//! Experiments: scenarios compared on paired replicates.

mod compare;
mod directions;
mod effects;
mod estimate;
mod machine;
mod measures;
mod overturn;
mod pilots;
mod reduce;
mod results;
mod rows;
mod speed;
mod totals;
mod uncertainty;
mod value;

pub use compare::{
    CompareError, DEFAULT_REPLICATES, DEFAULT_SEED, DEFAULT_YEARS, Settings, compare,
};
pub use directions::{
    DirectionCase, DirectionRow, DirectionSettings, Setting, Verdict, directions,
};
pub use machine::Machine;
pub use overturn::{Overturn, OverturnBy, Turns, overturn, overturn_runs};
pub use pilots::{PilotRow, PilotSettings, Spread, months as pilot_months, pilots};
pub use results::{
    Assumption, Comparison, Difference, Estimate, LeverEffect, Marginal, Means, Method,
    MonthlySeries, NoEffect, NullCheck, Pairing, ParameterShare, Period, Row, ScenarioInfo, Trade,
    Value,
};
pub use speed::{Scaling, Speed, SpeedSettings, measure_speed};
pub use totals::total;
pub use uncertainty::{DrawPlan, add_uncertainty, mean_differences, uncertain_intervals};
pub use value::{Counted, Ratio};
