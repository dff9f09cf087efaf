//! From the parts of a store, or of several of the same sweep, to one table.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::disk::{begin_file, finish_file, write_whole};
use super::error::{Refused, cannot_read, cannot_write};
use super::manifest::{Manifest, PartKey};
use super::rows::{Row, columns, part_rows};
use super::salib;
use super::store::{PartFile, Store};
use super::table::{Cells, Column, TableWriter};
use crate::input::{Diagnostic, both};

/// Rows that are written at a time.
const GROUP: usize = 4096;

/// What was merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The folder with `results.parquet` and `results.csv`.
    pub folder: PathBuf,
    /// Rows.
    pub rows: usize,
    /// Units that failed.
    pub failed: usize,
    /// SHA-256 of `results.csv`.
    pub digest: String,
}

/// Copies parts of other stores of the same sweep into a store. Returns how many were not there yet.
///
/// # Errors
/// When a store is of another sweep, model or input, or a file cannot be read or written.
pub fn join(store: &Store, others: &[Store]) -> Result<usize, Refused> {
    let mut known = store.inventory()?;
    let mut copied = 0;
    for other in others {
        if other.manifest != store.manifest {
            return Err(differs(store, other));
        }
        for (key, files) in other.inventory()?.parts {
            let here = known.parts.entry(key.clone()).or_default();
            for file in files {
                if here
                    .iter()
                    .any(|one| one.path.file_name() == file.path.file_name())
                {
                    continue;
                }
                let bytes =
                    fs::read(&file.path).map_err(|error| cannot_read(&file.path, &error))?;
                // Two that contradict each other must not make way for each other unseen.
                let both = [here.as_slice(), std::slice::from_ref(&file)].concat();
                agreed(store, &key, &both)?;
                store.put(&key, file.failed, &bytes)?;
                here.push(file);
                copied += 1;
            }
        }
    }
    Ok(copied)
}

fn differs(store: &Store, other: &Store) -> Refused {
    let (here, there) = (&store.manifest, &other.manifest);
    let what = if here.program != there.program {
        both("het programma is anders", "the program is different")
    } else if here.inputs != there.inputs || here.policies != there.policies {
        both(
            "het sweepbestand of een scenario is anders",
            "the sweep file or a scenario is different",
        )
    } else if here.stages != there.stages {
        both(
            "een van beide is uitgebreid; breid de andere net zo uit",
            "one of the two was extended; extend the other likewise",
        )
    } else {
        both("het ontwerp is anders", "the design is different")
    };
    let name = store.folder.display();
    let problem = Diagnostic::error(
        other.folder.display().to_string(),
        both(
            format!("dit is niet dezelfde sweep als {name}"),
            format!("this is not the same sweep as {name}"),
        ),
    );
    Box::new(problem.note(what))
}

/// The files of every part, sorted by replicate and setting.
pub(super) fn complete(store: &Store) -> Result<Vec<(PartKey, Vec<PartFile>)>, Refused> {
    let inventory = store.inventory()?;
    let missing: Vec<&PartKey> = inventory
        .parts
        .iter()
        .filter(|(_, files)| files.is_empty())
        .map(|(key, _)| key)
        .collect();
    if missing.is_empty() {
        return Ok(inventory.parts.into_iter().collect());
    }
    let units: usize = missing.iter().map(|key| key.settings().len()).sum();
    let units = units * store.manifest.policies.len();
    let (parts, of) = (missing.len(), inventory.parts.len());
    let folder = store.folder.display();
    let mut problem = Diagnostic::error(
        folder.to_string(),
        both(
            format!("de sweep is niet af: {parts} van {of} delen ontbreken ({units} runs)"),
            format!("the sweep is not complete: {parts} of {of} parts are missing ({units} runs)"),
        ),
    );
    for path in &inventory.damaged {
        let path = path.display();
        problem = problem.note(both(
            format!("beschadigd, telt niet mee: {path}"),
            format!("damaged, does not count: {path}"),
        ));
    }
    Err(Box::new(problem.remedy(both(
        format!("isolement sweep resume {folder}"),
        format!("isolement sweep resume {folder}"),
    ))))
}

/// The rows of a part of which there may be several files: the one with the fewest failed units, if
/// they do not contradict each other.
pub(super) fn agreed(
    store: &Store,
    key: &PartKey,
    files: &[PartFile],
) -> Result<Vec<Row>, Refused> {
    let mut best: Option<(usize, Vec<Row>)> = None;
    for file in files {
        let bytes = fs::read(&file.path).map_err(|error| cannot_read(&file.path, &error))?;
        let rows = part_rows(&store.manifest, key, bytes)
            .map_err(|reason| cannot_read(&file.path, &io::Error::other(reason)))?;
        if let Some((_, other)) = &best {
            let contradicts = |(one, two): (&Row, &Row)| match (&one.result, &two.result) {
                (Ok(one), Ok(two)) => !same(one, two),
                _ => false,
            };
            if rows.iter().zip(other).any(contradicts) {
                return Err(contradiction(&file.path, files));
            }
        }
        if best
            .as_ref()
            .is_none_or(|(failed, _)| file.failed < *failed)
        {
            best = Some((file.failed, rows));
        }
    }
    Ok(best.map(|(_, rows)| rows).unwrap_or_default())
}

fn same(one: &[f64], two: &[f64]) -> bool {
    let bits = |numbers: &[f64]| -> Vec<u64> { numbers.iter().map(|one| one.to_bits()).collect() };
    bits(one) == bits(two)
}

fn contradiction(path: &std::path::Path, files: &[PartFile]) -> Refused {
    let problem = Diagnostic::error(
        path.display().to_string(),
        both(
            "twee machines gaven voor dezelfde runs andere getallen",
            "two machines gave other numbers for the same runs",
        ),
    );
    let others = files.iter().filter(|file| file.path != path);
    let problem = others.fold(*Box::new(problem), |problem, file| {
        let other = file.path.display();
        problem.note(both(
            format!("het andere bestand: {other}"),
            format!("the other file: {other}"),
        ))
    });
    Box::new(problem.remedy(both(
        "dat mag niet kunnen: bewaar beide bestanden en meld dit aan de makers",
        "this must not be possible: keep both files and report this to the makers",
    )))
}

/// A file that is written and summed at once.
struct Summed {
    file: NamedTempFile,
    hash: Sha256,
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hash.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Joins all parts of a store in `merged/`: `results.parquet` and `results.csv`, sorted by replicate,
/// setting and policy, the settings as SALib wants them, and a list of failed units when there are any.
///
/// # Errors
/// When the store is not complete, parts contradict each other, or a file cannot be written.
pub fn merge(store: &Store) -> Result<Merged, Refused> {
    store.check_inputs()?;
    let parts = complete(store)?;
    let settings = store.settings()?;
    let folder = store.folder.join("merged");
    let failed = |error: io::Error| cannot_write(&folder, &error);
    fs::create_dir_all(&folder).map_err(failed)?;
    let paths = ["results.parquet", "results.csv"].map(|name| folder.join(name));
    let as_io = |error: parquet::errors::ParquetError| match error {
        // The kind of an error of the disk is kept where it can be.
        parquet::errors::ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => failed(*error),
            Err(other) => failed(io::Error::other(other)),
        },
        other => failed(io::Error::other(other)),
    };
    let empty = columns(&store.manifest, &[], |setting| &settings[setting]);
    let file = begin_file(&paths[0]).map_err(failed)?;
    let mut table = TableWriter::new(file, &empty).map_err(as_io)?;
    let mut text = csv::Writer::from_writer(Summed {
        file: begin_file(&paths[1]).map_err(failed)?,
        hash: Sha256::new(),
    });
    let names = empty.iter().map(|column| column.name.as_str());
    text.write_record(names)
        .map_err(|error| failed(error.into()))?;
    let (mut count, mut broken, mut waiting) = (0, Vec::new(), Vec::new());
    let mut parts = parts.into_iter().peekable();
    while let Some((key, files)) = parts.next() {
        waiting.extend(agreed(store, &key, &files)?);
        if waiting.len() < GROUP && parts.peek().is_some() {
            continue;
        }
        count += waiting.len();
        let group = columns(&store.manifest, &waiting, |setting| &settings[setting]);
        table.write(&group).map_err(as_io)?;
        write_csv(&mut text, &group, waiting.len()).map_err(|error| failed(error.into()))?;
        broken.extend(waiting.drain(..).filter(|row| row.result.is_err()));
    }
    let file = table.finish().map_err(as_io)?;
    finish_file(file, &paths[0]).map_err(failed)?;
    let summed = text
        .into_inner()
        .map_err(|error| failed(io::Error::other(error.to_string())))?;
    finish_file(summed.file, &paths[1]).map_err(failed)?;
    write_failed(&folder, &store.manifest, &broken).map_err(failed)?;
    let problem = salib::problem(&store.manifest);
    write_whole(&folder.join("problem.json"), problem.as_bytes()).map_err(failed)?;
    clear_away(store)?;
    Ok(Merged {
        folder: folder.clone(),
        rows: count,
        failed: broken.len(),
        digest: format!("{:x}", summed.hash.finalize()),
    })
}

fn write_csv(
    text: &mut csv::Writer<Summed>,
    columns: &[Column],
    rows: usize,
) -> Result<(), csv::Error> {
    for row in 0..rows {
        let cells = columns.iter().map(|column| match &column.cells {
            Cells::Whole(numbers) => numbers[row].to_string(),
            Cells::Number(numbers) if numbers[row].is_nan() => String::new(),
            Cells::Number(numbers) => numbers[row].to_string(),
            Cells::Text(texts) => texts[row].clone().unwrap_or_default(),
        });
        text.write_record(cells)?;
    }
    Ok(())
}

/// A table of failed units with message, seed and the command that runs each again; none when there
/// are none.
fn write_failed(folder: &std::path::Path, manifest: &Manifest, rows: &[Row]) -> io::Result<()> {
    let path = folder.join("failed.csv");
    if rows.is_empty() {
        return match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    }
    let mut text = csv::Writer::from_writer(Vec::new());
    text.write_record([
        "unit",
        "setting",
        "replicate",
        "seed",
        "policy",
        "message",
        "replay",
    ])?;
    for row in rows {
        text.write_record([
            row.unit.clone(),
            row.setting.to_string(),
            row.replicate.to_string(),
            manifest.seed.to_string(),
            manifest.policies[row.policy].id.clone(),
            row.result.as_ref().err().cloned().unwrap_or_default(),
            super::rows::replay(&row.unit),
        ])?;
    }
    let bytes = text
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))?;
    write_whole(&path, &bytes)
}

/// A complete store needs nothing that was broken off.
fn clear_away(store: &Store) -> Result<(), Refused> {
    for path in store.inventory()?.unfinished {
        // Another task may still be writing what is already there: then its own goes with it.
        let _ = fs::remove_file(path);
    }
    Ok(())
}
