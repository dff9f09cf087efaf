//! Parameter sweeps that survive: a design, a folder of plain files in which its results gather, and
//! runs of any part of it on any number of machines.
//!
//! Policies and what is varied are kept apart. A unit of work is one run: a setting, a policy and a
//! replicate. All policies of a setting and replicate share one standing state and the same chance
//! events, as in a comparison. Units are idempotent and named by their content.

mod design;
mod file;
mod outcome;
mod own_design;
mod plan;

pub use design::{Design, Dimension, Setting, Spread, Target};
pub use outcome::Measure;
pub use plan::{Sweep, load_sweep};
