//! Parameter sweeps that survive: a design, a folder of plain files in which its results gather, and
//! runs of any part of it on any number of machines.
//!
//! Policies and what is varied are kept apart. A unit of work is one run: a setting, a policy and a
//! replicate. All policies of a setting and replicate share one standing state and the same chance
//! events, as in a comparison. Units are idempotent and named by their content.

mod design;
mod disk;
mod ema;
mod error;
mod extend;
mod file;
mod file_values;
mod manifest;
mod merge;
mod outcome;
mod own_design;
mod plan;
mod results;
mod rows;
mod run;
mod salib;
mod simulate;
mod slurm;
mod store;
mod table;

pub(crate) use design::morris_step;
pub use design::{Design, Dimension, Setting, Spread, Target};
pub use ema::write_ema;
pub use error::Refused;
pub use extend::{More, extend};
pub(crate) use manifest::policy_digest;
pub use manifest::{Manifest, PartKey, PolicyEntry, Program, Stage};
pub use merge::{Merged, join, merge};
pub use outcome::Measure;
pub use plan::{Sweep, load_sweep};
pub use results::{Results, read_results, stored_unit};
pub use run::{Done, Job, RunSettings, Shard, UnitResult, run_parts, to_do};
pub use simulate::Simulator;
pub use slurm::{Slurm, script};
pub use store::{Inventory, PartFile, Store};

/// Dimensions of the unit cube, for tests of what is made of designs.
#[cfg(test)]
pub(crate) fn test_dimensions(count: usize) -> Vec<Dimension> {
    let dimension = |place| design::test_dimension(&format!("x{place}"), 0.0, 1.0, Spread::Uniform);
    (0..count).map(dimension).collect()
}
