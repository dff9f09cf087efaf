//! What a sweep says: estimators over its results, and what they find in words, tables and pictures.

mod discover;
mod finding;
mod morris;
mod one_by_one;
mod paired;
mod prim;
mod resample;
mod robustness;
mod sobol;
mod text;
mod variance;

pub use discover::{discovery, robust};
pub use finding::{Finding, Question, Subject};
pub use morris::{Effects, elementary_effects};
pub use one_by_one::{threshold_finding, tornado};
pub use paired::{Threshold, Tried, Verdict, paired_mean, threshold};
pub use prim::{FailureBox, prim, pruned};
pub use resample::Interval;
pub use robustness::{Robustness, robustness};
pub use sobol::{ChanceShare, SobolIndices, chance_share, sobol_indices};
pub use variance::{morris_finding, sobol_finding};
