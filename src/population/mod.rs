//! The residents: who they are, whom they know, and how the city of 2007 is made.

mod check;
mod city;
mod demography;
mod given;
mod graph;
mod maxent;
mod meeting;
mod newcomers;
mod observation;
mod person;
mod sociability;
mod synthesis;
mod traits;

pub use check::{CheckRow, check};
pub use city::City;
pub use demography::{BANDS, Demography};
pub use maxent::{Cell, Joint};
pub use observation::Cutoffs;
pub use person::{MAX_TIES, NOBODY, Person, ResidentId, Susceptibility};
pub use sociability::{CLASSES, Sociability, pick};
pub use synthesis::Synthesis;
