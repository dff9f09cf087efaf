//! Finished runs on disk: each is appended as soon as it ends, so that a calibration goes on where it
//! was stopped.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use thiserror::Error;

/// What a run is for, and its number among those.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunId {
    /// The stage of the calibration.
    pub stage: u32,
    /// Its number.
    pub number: u32,
}

/// Why runs could not be kept or made.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The file cannot be read or written.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It holds the runs of another calibration.
    #[error("it holds runs of another calibration (other parameters, targets or settings)")]
    Other,
    /// The user asked to stop; what is finished is kept.
    #[error("stopped before the end; finished runs are kept")]
    Interrupted,
}

/// Runs by what they are for.
pub struct Store {
    done: BTreeMap<RunId, Vec<f64>>,
    file: Option<Mutex<File>>,
}

impl Store {
    /// Keeps runs in memory only.
    pub fn in_memory() -> Self {
        Self {
            done: BTreeMap::new(),
            file: None,
        }
    }

    /// Keeps runs in a file, and takes up those that stand there. `digest` says which calibration they
    /// belong to.
    ///
    /// # Errors
    /// When the file cannot be read or written, or belongs to another calibration.
    pub fn open(path: &Path, digest: &str) -> Result<Self, StoreError> {
        let head = format!("# runs {digest}\n");
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error.into()),
        };
        if !text.is_empty() && !text.starts_with(&head) {
            return Err(StoreError::Other);
        }
        // A line without its end was cut off when the program was stopped.
        let whole = &text[..text.rfind('\n').map_or(0, |end| end + 1)];
        let done = whole.lines().skip(1).filter_map(read_line).collect();
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        file.set_len(whole.len() as u64)?;
        if whole.is_empty() {
            file.write_all(head.as_bytes())?;
        }
        Ok(Self {
            done,
            file: Some(Mutex::new(file)),
        })
    }

    /// How many are finished.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// Is none finished?
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// The outputs of a run, when it is finished.
    pub fn get(&self, id: RunId) -> Option<&[f64]> {
        self.done.get(&id).map(Vec::as_slice)
    }

    /// Keeps the outputs of a run that was made elsewhere.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn keep(&mut self, id: RunId, outputs: Vec<f64>) -> Result<(), StoreError> {
        if let Some(file) = &self.file {
            append(file, id, &outputs)?;
        }
        self.done.insert(id, outputs);
        Ok(())
    }

    /// The outputs of runs `0..count` of a stage: those that are not there yet are made by `run`, on
    /// all cores. `tick` is called after each.
    ///
    /// # Errors
    /// When a run cannot be written, or `stop` becomes true.
    pub fn stage(
        &mut self,
        stage: u32,
        count: u32,
        run: &(dyn Fn(u32) -> Vec<f64> + Sync),
        tick: &(dyn Fn() + Sync),
        stop: &AtomicBool,
    ) -> Result<Vec<Vec<f64>>, StoreError> {
        let id = |number| RunId { stage, number };
        let missing: Vec<u32> = (0..count)
            .filter(|&number| {
                let there = self.done.contains_key(&id(number));
                if there {
                    tick();
                }
                !there
            })
            .collect();
        let file = &self.file;
        let made: Vec<Result<(RunId, Vec<f64>), StoreError>> = missing
            .into_par_iter()
            .map(|number| {
                if stop.load(Ordering::Relaxed) {
                    return Err(StoreError::Interrupted);
                }
                let outputs = run(number);
                if let Some(file) = file {
                    append(file, id(number), &outputs)?;
                }
                tick();
                Ok((id(number), outputs))
            })
            .collect();
        let mut failed = None;
        for one in made {
            match one {
                Ok((id, outputs)) => {
                    self.done.insert(id, outputs);
                }
                Err(error) => failed = Some(error),
            }
        }
        match failed {
            Some(error) => Err(error),
            None => Ok((0..count)
                .map(|number| self.done[&id(number)].clone())
                .collect()),
        }
    }
}

fn append(file: &Mutex<File>, id: RunId, outputs: &[f64]) -> io::Result<()> {
    let mut line = format!("{},{}", id.stage, id.number);
    for output in outputs {
        line.push_str(&format!(",{output}"));
    }
    line.push('\n');
    let mut file = file
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    file.write_all(line.as_bytes())?;
    file.sync_data()
}

fn read_line(line: &str) -> Option<(RunId, Vec<f64>)> {
    let mut cells = line.split(',');
    let stage = cells.next()?.parse().ok()?;
    let number = cells.next()?.parse().ok()?;
    let outputs: Result<Vec<f64>, _> = cells.map(str::parse).collect();
    Some((RunId { stage, number }, outputs.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;

    fn go(store: &mut Store, count: u32, made: &AtomicU32) -> Vec<Vec<f64>> {
        let run = |number: u32| {
            made.fetch_add(1, Ordering::Relaxed);
            vec![f64::from(number) / 3.0, f64::NAN]
        };
        let stop = AtomicBool::new(false);
        store.stage(4, count, &run, &|| (), &stop).expect("runs")
    }

    #[test]
    fn finished_runs_are_taken_up_bit_for_bit_and_a_cut_off_line_is_made_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("runs.csv");
        let made = AtomicU32::new(0);
        let mut store = Store::open(&path, "x").expect("a store");
        let first = go(&mut store, 3, &made);
        drop(store);
        // The program was stopped in the middle of a line.
        let mut file = OpenOptions::new().append(true).open(&path).expect("open");
        file.write_all(b"4,3,0.1").expect("write");
        drop(file);
        let mut store = Store::open(&path, "x").expect("a store");
        assert_eq!(store.len(), 3);
        let again = go(&mut store, 5, &made);
        assert_eq!(made.load(Ordering::Relaxed), 5);
        for (before, after) in first.iter().zip(&again) {
            assert_eq!(before[0].to_bits(), after[0].to_bits());
            assert!(after[1].is_nan());
        }
        assert_eq!(Store::open(&path, "x").expect("a store").len(), 5);
    }

    #[test]
    fn the_runs_of_another_calibration_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("runs.csv");
        drop(Store::open(&path, "x").expect("a store"));
        assert!(matches!(Store::open(&path, "y"), Err(StoreError::Other)));
    }

    #[test]
    fn who_stops_keeps_what_is_finished() {
        let mut store = Store::in_memory();
        let stop = AtomicBool::new(true);
        let run = |_| vec![1.0];
        let stopped = store.stage(1, 2, &run, &|| (), &stop);
        assert!(matches!(stopped, Err(StoreError::Interrupted)) && store.is_empty());
    }
}
