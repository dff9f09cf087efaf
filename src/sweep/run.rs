//! Runs the parts of a store that are not there yet.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::iter::{ParallelBridge, ParallelIterator};

use super::design::Setting;
use super::error::Refused;
use super::manifest::{Manifest, PartKey};
use super::rows::{Row, part_bytes};
use super::simulate::caught;
use super::store::Store;
use crate::input::{Diagnostic, both};

/// What a run gave: a number per outcome, or why it failed.
pub type UnitResult = Result<Vec<f64>, String>;

/// A setting in a replicate.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// Position of the setting.
    pub number: usize,
    /// Its values.
    pub setting: &'a Setting,
    /// Replicate.
    pub replicate: u32,
}

/// One of `count` equal shares of the parts of a store, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which, from 1.
    pub number: usize,
    /// Of how many.
    pub count: usize,
}

impl Shard {
    /// The only one.
    pub const WHOLE: Self = Self {
        number: 1,
        count: 1,
    };

    /// Does the part at a position of the list belong to it?
    pub fn holds(self, part: usize) -> bool {
        part % self.count == self.number - 1
    }
}

/// How a store is run.
#[derive(Clone, Copy, Debug)]
pub struct RunSettings {
    /// Which share of it.
    pub shard: Shard,
    /// Also parts in which a unit failed before.
    pub rerun_failed: bool,
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Units that are there now and were not before.
    pub units: usize,
    /// Of these, those that failed.
    pub failed: usize,
    /// Was it stopped before the end?
    pub stopped: bool,
}

/// Told after each setting and replicate: units done and failed.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// The parts of a shard that must still be run.
pub fn to_do(store: &Store, settings: &RunSettings) -> Vec<PartKey> {
    let parts = store.manifest.parts().enumerate();
    parts
        .filter(|(place, key)| {
            settings.shard.holds(*place) && !store.has(key, settings.rerun_failed)
        })
        .map(|(_, key)| key)
        .collect()
}

/// Runs parts of a store. `simulate` gives the results of all policies of a job, or nothing when it
/// was stopped. A part is written when all of it is done; a unit that fails or panics is a row of it.
///
/// # Errors
/// When a part cannot be written. Parts that were written stay.
pub fn run_parts(
    store: &Store,
    settings: &[Setting],
    parts: Vec<PartKey>,
    simulate: &(dyn Fn(&Job<'_>) -> Option<Vec<UnitResult>> + Sync),
    progress: Progress<'_>,
    stop: &AtomicBool,
) -> Result<Done, Refused> {
    let (units, failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let problem: Mutex<Option<Refused>> = Mutex::new(None);
    let halted = AtomicBool::new(false);
    // Parts are taken in their order, so that what is there when a run breaks off is balanced.
    parts.into_iter().par_bridge().for_each(|key| {
        if halted.load(Ordering::Relaxed) || stop.load(Ordering::Relaxed) {
            return;
        }
        let Some(rows) = rows_of(&store.manifest, settings, &key, simulate, progress) else {
            return;
        };
        let broken = rows.iter().filter(|row| row.result.is_err()).count();
        let written = part_bytes(&store.manifest, &rows, settings)
            .map_err(|reason| {
                Box::new(Diagnostic::error(
                    store.folder.display().to_string(),
                    both(
                        format!("kan geen tabel maken: {reason}"),
                        format!("cannot make a table: {reason}"),
                    ),
                ))
            })
            .and_then(|bytes| store.put(&key, broken, &bytes));
        match written {
            Ok(()) => {
                units.fetch_add(rows.len(), Ordering::Relaxed);
                failed.fetch_add(broken, Ordering::Relaxed);
            }
            Err(error) => {
                halted.store(true, Ordering::Relaxed);
                let mut problem = problem.lock().unwrap_or_else(PoisonError::into_inner);
                problem.get_or_insert(error);
            }
        }
    });
    if let Some(error) = problem.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(error);
    }
    Ok(Done {
        units: units.into_inner(),
        failed: failed.into_inner(),
        stopped: stop.load(Ordering::Relaxed),
    })
}

/// The rows of a part; none when stopped.
fn rows_of(
    manifest: &Manifest,
    settings: &[Setting],
    key: &PartKey,
    simulate: &(dyn Fn(&Job<'_>) -> Option<Vec<UnitResult>> + Sync),
    progress: Progress<'_>,
) -> Option<Vec<Row>> {
    let policies = manifest.policies.len();
    let mut rows = Vec::new();
    for number in key.settings() {
        let setting = &settings[number];
        let job = Job {
            number,
            setting,
            replicate: key.replicate,
        };
        let results = caught(|| simulate(&job));
        let results = results.unwrap_or_else(|message| Some(vec![Err(message); policies]))?;
        let failed = results.iter().filter(|result| result.is_err()).count();
        progress(policies, failed);
        rows.extend(results.into_iter().enumerate().map(|(policy, result)| Row {
            unit: manifest.unit(setting, key.replicate, policy),
            setting: number,
            replicate: key.replicate,
            policy,
            result,
        }));
    }
    Some(rows)
}
