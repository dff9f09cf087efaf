//! Chance: keyed draws and hazard clocks. Nothing else in the crate may make a random number.

mod clock;
mod draws;
mod philox;

pub use clock::{Hazard, threshold};
pub use draws::{Draws, Purpose, uniform};
