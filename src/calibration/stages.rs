//! How much work a calibration is, of which steps it consists, how far it is, and why it stops.

use std::sync::atomic::AtomicBool;

use thiserror::Error;

use super::problem::ProblemError;
use super::store::StoreError;

/// How much work is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Runs in each wave.
    pub wave_runs: u32,
    /// Waves at most.
    pub waves: u32,
    /// Draws wanted.
    pub draws: u32,
    /// Runs at one point, from which chance is known.
    pub replicates: u32,
    /// Parameters to fit; found by screening when none are named.
    pub active: Option<Vec<String>>,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The same point again and again.
    Replicates,
    /// Each parameter at both ends of its range.
    Screening,
    /// A wave, from 1.
    Wave(u32),
    /// Runs of the draws.
    Acceptance,
    /// Scenarios in a synthetic city.
    Scenarios,
}

impl Stage {
    pub(super) const fn number(self) -> u32 {
        match self {
            Self::Replicates => 0,
            Self::Screening => 1,
            Self::Wave(wave) => 10 + wave,
            Self::Acceptance => 100,
            Self::Scenarios => 101,
        }
    }

    /// Number that no run of another stage has.
    pub(super) const fn run(self, number: u32) -> u32 {
        self.number() * 100_000 + number
    }
}

/// Says how far it is.
pub struct Progress<'a> {
    /// A stage of so many runs begins.
    pub begin: &'a (dyn Fn(Stage, u32) + Sync),
    /// A run has ended.
    pub tick: &'a (dyn Fn() + Sync),
    /// Asks to stop.
    pub stop: &'a AtomicBool,
}

/// Why a calibration did not come to its end.
#[derive(Debug, Error)]
pub enum CalibrateError {
    /// The problem is not sound.
    #[error("{0}")]
    Problem(#[from] ProblemError),
    /// Runs cannot be kept, or the user asked to stop.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// There is nothing to fit.
    #[error("no parameter acts on a fitted target")]
    NothingToFit,
    /// The waves are too small.
    #[error(
        "a wave of {runs} runs is too small for {dimensions} parameters; it takes at least {needed}"
    )]
    TooFewRuns {
        /// Runs asked for.
        runs: u32,
        /// Parameters to fit.
        dimensions: usize,
        /// Runs that it takes.
        needed: usize,
    },
}
