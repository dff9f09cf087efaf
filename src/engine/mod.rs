//! The engine: a city lives on month by month under a policy.

mod branch;
mod calendar;
mod clocks;
mod lines;
mod model;
mod record;
#[cfg(test)]
mod reference;
mod simulation;
mod stocks;
mod watch;
mod work;

pub use branch::branch;
pub use model::{Model, ModelError};
pub use record::{CELLS, Record, cell};
pub use simulation::{Column, Simulation};
pub use watch::{Laps, PARTS, Part, Watch};
pub use work::Work;
