//! The programme: levers, channels, interventions, capacity, volunteers and the ledger.

mod levers;

pub use levers::{LEVERS, Lever, LeverTable, Policy};
