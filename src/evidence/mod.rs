//! What is known: the registry of parameters, the registry of levers and the report's tables, all
//! embedded in the binary and checked before anything runs.

mod coordinate;
mod directions;
mod draws;
mod dutch;
mod entry;
mod levers;
mod links;
mod pilots;
mod registry;
mod tables;
mod targets;

pub use coordinate::PriorShape;
pub use directions::{Direction, Way};
pub use draws::{
    Draw, DrawsError, End, ParameterDraws, draw_registry, is_better_known, prior_coordinate,
};
pub use dutch::in_language;
pub use entry::{Grade, RegistryError};
pub use levers::{LeverRegistry, LeverSpec, LeverValues};
pub use links::{LeverGroup, Links};
pub use pilots::{PilotTarget, TargetUnit};
pub use registry::{Parameter, Reader, Registry, Value};
pub use tables::{ReportTables, TableError};
pub use targets::{Measure, NORMAL_95, Target, Uncertainty, Use};
