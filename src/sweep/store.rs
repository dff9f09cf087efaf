//! A store: a folder of plain files in which the results of a sweep gather.
//!
//! - `manifest.json` says what must be there; it is replaced as a whole when the sweep is extended.
//! - `sweep.toml`, `scenarios/` and `design-N.csv` are the inputs, with their digests in the manifest.
//! - `parts/` holds one Parquet file per part. Its name tells replicate, settings, failed units and
//!   the SHA-256 of its bytes, so that a torn or changed file is found. A part is written under
//!   another name, synchronised and renamed: it is there whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::design::{Dimension, Setting};
use super::disk::{UNFINISHED, synchronise, write_new, write_whole};
use super::error::{Refused, cannot_read, cannot_write};
use super::manifest::{FORMAT, Manifest, PartKey, Program, Stage, sha256};
use crate::evidence::LeverRegistry;
use crate::input::{Diagnostic, both};
use crate::scenario::Scenario;

const MANIFEST: &str = "manifest.json";
const SCENARIOS: &str = "scenarios";
const PARTS: &str = "parts";

/// A store that was opened.
#[derive(Clone, Debug)]
pub struct Store {
    /// Its folder.
    pub folder: PathBuf,
    /// What it is a store of.
    pub manifest: Manifest,
}

/// A file of a part, as its name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartFile {
    /// Where it is.
    pub path: PathBuf,
    /// Units that failed.
    pub failed: usize,
    /// Start of the SHA-256 of its bytes.
    digest: String,
}

/// What stands in a store.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// The files of each part that must be there; more than one when a part was run again.
    pub parts: BTreeMap<PartKey, Vec<PartFile>>,
    /// Files whose bytes are not those that their name says.
    pub damaged: Vec<PathBuf>,
    /// Files that belong to no part.
    pub foreign: Vec<PathBuf>,
    /// Files that were being written when a run was broken off.
    pub unfinished: Vec<PathBuf>,
}

impl Store {
    /// Makes a store, whole or not at all. `inputs` are the files that it holds, by name.
    pub(crate) fn create(
        folder: &Path,
        mut manifest: Manifest,
        inputs: &BTreeMap<String, String>,
        settings: &[Setting],
    ) -> Result<Self, Refused> {
        let parent = folder
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new("."));
        let failed = |error: io::Error| cannot_write(folder, &error);
        fs::create_dir_all(parent).map_err(failed)?;
        let making = tempfile::Builder::new()
            .prefix(".sweep-")
            .tempdir_in(parent)
            .map_err(failed)?;
        let at = making.path();
        fs::create_dir(at.join(SCENARIOS)).map_err(failed)?;
        fs::create_dir(at.join(PARTS)).map_err(failed)?;
        manifest.inputs = inputs
            .iter()
            .map(|(name, text)| (name.clone(), sha256(text.as_bytes())))
            .collect();
        for (name, text) in inputs {
            write_new(&at.join(name), text.as_bytes()).map_err(failed)?;
        }
        let design = design_csv(&manifest.dimensions, settings, 0);
        let name = design_name(0);
        write_new(&at.join(&name), design.as_bytes()).map_err(failed)?;
        manifest.stages[0].design = Some((name, sha256(design.as_bytes())));
        write_new(&at.join(MANIFEST), &as_json(&manifest)).map_err(failed)?;
        let mode = fs::metadata(parent).map_err(failed)?.permissions();
        fs::set_permissions(at, mode).map_err(failed)?;
        fs::rename(at, folder).map_err(failed)?;
        // It has its name; nothing is left to clear away.
        let _ = making.keep();
        synchronise(parent).map_err(failed)?;
        Ok(Self {
            folder: folder.to_owned(),
            manifest,
        })
    }

    /// Is there a store in a folder?
    pub fn is_at(folder: &Path) -> bool {
        folder.join(MANIFEST).is_file()
    }

    /// Opens a store.
    ///
    /// # Errors
    /// When there is none, or it is of another layout.
    pub fn open(folder: &Path) -> Result<Self, Refused> {
        let path = folder.join(MANIFEST);
        if !path.is_file() {
            let problem = Diagnostic::error(
                folder.display().to_string(),
                both(
                    "in deze map staat geen sweep (er is geen manifest.json)",
                    "this folder holds no sweep (there is no manifest.json)",
                ),
            );
            return Err(Box::new(problem.remedy(both(
                "maak er een: isolement sweep run BESTAND --out MAP",
                "make one: isolement sweep run FILE --out FOLDER",
            ))));
        }
        let text = fs::read_to_string(&path).map_err(|error| cannot_read(&path, &error))?;
        let manifest: Manifest = serde_json::from_str(&text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let problem = Diagnostic::error(
                path.display().to_string(),
                both(
                    format!("dit manifest is beschadigd: regel {line}, teken {column} klopt niet"),
                    format!("this manifest is damaged: line {line}, column {column} is not right"),
                ),
            );
            Box::new(problem.remedy(both(
                "zet het terug uit een kopie, of begin de sweep opnieuw in een andere map",
                "put it back from a copy, or begin the sweep again in another folder",
            )))
        })?;
        if manifest.format != FORMAT {
            let found = manifest.format;
            return Err(Box::new(Diagnostic::error(
                path.display().to_string(),
                both(
                    format!("deze sweep heeft indeling {found}; dit programma leest {FORMAT}"),
                    format!("this sweep has layout {found}; this program reads {FORMAT}"),
                ),
            )));
        }
        Ok(Self {
            folder: folder.to_owned(),
            manifest,
        })
    }

    /// Refuses to go on with another program than the one that began.
    ///
    /// # Errors
    /// When version, commit, parameters or the bits of a run differ.
    pub fn check_program(&self, program: &Program) -> Result<(), Refused> {
        let begun = &self.manifest.program;
        if begun == program {
            return Ok(());
        }
        let show = |one: &Program| format!("{} ({})", one.version, one.commit);
        let (then, now) = (show(begun), show(program));
        let what = if begun.parameters != program.parameters {
            both("de parameters zijn anders", "the parameters are different")
        } else if begun.fingerprint != program.fingerprint {
            both(
                "een proefrun geeft andere uitkomsten",
                "a trial run gives other results",
            )
        } else {
            both(
                "versie of commit is anders",
                "version or commit is different",
            )
        };
        let problem = Diagnostic::error(
            self.folder.display().to_string(),
            both(
                format!("deze sweep is begonnen met {then}; dit is {now}"),
                format!("this sweep was begun with {then}; this is {now}"),
            ),
        );
        Err(Box::new(problem.note(what).remedy(both(
            "maak hem af met het programma waarmee hij begon, of begin opnieuw in een andere map",
            "finish it with the program with which it began, or begin anew in another folder",
        ))))
    }

    /// A file of the store, refused when it was changed.
    fn input(&self, name: &str, digest: &str) -> Result<String, Refused> {
        let path = self.folder.join(name);
        let text = fs::read_to_string(&path).map_err(|error| cannot_read(&path, &error))?;
        if sha256(text.as_bytes()) == digest {
            return Ok(text);
        }
        let problem = Diagnostic::error(
            path.display().to_string(),
            both(
                "dit bestand is veranderd sinds de sweep begon",
                "this file was changed since the sweep began",
            ),
        );
        Err(Box::new(problem.remedy(both(
            "zet het oude bestand terug, of begin een nieuwe sweep in een andere map",
            "put the old file back, or begin a new sweep in another folder",
        ))))
    }

    /// All settings, in order.
    ///
    /// # Errors
    /// When a design file is missing or was changed.
    pub fn settings(&self) -> Result<Vec<Setting>, Refused> {
        let mut settings = Vec::new();
        for (name, digest) in self
            .manifest
            .stages
            .iter()
            .filter_map(|one| one.design.as_ref())
        {
            let text = self.input(name, digest)?;
            let mut table = csv::Reader::from_reader(text.as_bytes());
            for row in table.records() {
                let row = row.map_err(|error| {
                    cannot_read(&self.folder.join(name), &io::Error::other(error))
                })?;
                let cells = row.iter().skip(1);
                // An empty cell is a dimension that is left as it is.
                settings.push(cells.map(|cell| cell.parse().unwrap_or(f64::NAN)).collect());
            }
        }
        Ok(settings)
    }

    /// Refuses a store of which the sweep file or a scenario was changed since it began.
    ///
    /// # Errors
    /// When a file is missing or was changed.
    pub fn check_inputs(&self) -> Result<(), Refused> {
        for (name, digest) in &self.manifest.inputs {
            self.input(name, digest)?;
        }
        Ok(())
    }

    /// The policies, from the store's own copies.
    ///
    /// # Errors
    /// When a file is missing, was changed, or is refused by this program.
    pub fn policies(&self, levers: &LeverRegistry) -> Result<Vec<Scenario>, Vec<Diagnostic>> {
        self.check_inputs().map_err(|problem| vec![*problem])?;
        let timeline = crate::scenario::Timeline {
            start: crate::engine::Model::START,
            months: self.manifest.months,
        };
        let folder = self.folder.join(SCENARIOS);
        let paths: Vec<PathBuf> = self
            .manifest
            .policies
            .iter()
            .map(|policy| folder.join(format!("{}.toml", policy.id)))
            .collect();
        crate::scenario::load(&paths, levers, &timeline)
    }

    /// What stands in the store; reads and checks every part.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn inventory(&self) -> Result<Inventory, Refused> {
        let folder = self.folder.join(PARTS);
        let failed = |error: io::Error| cannot_read(&folder, &error);
        let mut inventory = Inventory::default();
        for key in self.manifest.parts() {
            inventory.parts.insert(key, Vec::new());
        }
        let mut paths: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(&folder).map_err(failed)? {
            paths.push(entry.map_err(failed)?.path());
        }
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.ends_with(UNFINISHED) {
                inventory.unfinished.push(path);
                continue;
            }
            let Some((key, file)) = parse_name(&path) else {
                inventory.foreign.push(path);
                continue;
            };
            let Some(files) = inventory.parts.get_mut(&key) else {
                inventory.foreign.push(path);
                continue;
            };
            // A task that runs at the same time may have put a better part in its place.
            let bytes = match fs::read(&path) {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(cannot_read(&path, &error)),
            };
            if sha256(&bytes).starts_with(&file.digest) {
                files.push(file);
            } else {
                inventory.damaged.push(path);
            }
        }
        Ok(inventory)
    }

    /// Is a whole part there, without a failed unit or, unless `again`, with some? For tasks that may
    /// run at the same time as others.
    pub(crate) fn has(&self, key: &PartKey, again: bool) -> bool {
        let start = name_start(key);
        let Ok(entries) = fs::read_dir(self.folder.join(PARTS)) else {
            return false;
        };
        entries.filter_map(Result::ok).any(|entry| {
            let path = entry.path();
            let ours = entry.file_name().to_string_lossy().starts_with(&start);
            ours && parse_name(&path).is_some_and(|(_, file)| {
                (file.failed == 0 || !again)
                    && fs::read(&path).is_ok_and(|bytes| sha256(&bytes).starts_with(&file.digest))
            })
        })
    }

    /// Writes a part, whole or not at all. Others of the same part with more failed units make way.
    pub(crate) fn put(&self, key: &PartKey, failed: usize, bytes: &[u8]) -> Result<(), Refused> {
        let folder = self.folder.join(PARTS);
        let digest = &sha256(bytes)[..DIGITS];
        let name = format!("{}f{failed}-{digest}.parquet", name_start(key));
        let path = folder.join(name);
        write_whole(&path, bytes).map_err(|error| cannot_write(&path, &error))?;
        let start = name_start(key);
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let other = entry.path();
            if other == path || !entry.file_name().to_string_lossy().starts_with(&start) {
                continue;
            }
            if parse_name(&other).is_some_and(|(_, file)| file.failed > failed) {
                // Left behind it would be passed over: nothing depends on this.
                let _ = fs::remove_file(other);
            }
        }
        Ok(())
    }

    /// Puts another manifest in place of this one, with a file of more settings when there are any.
    pub(crate) fn extend(
        &mut self,
        mut manifest: Manifest,
        stages: Vec<Stage>,
        settings: &[Setting],
    ) -> Result<(), Refused> {
        for mut stage in stages {
            if !settings.is_empty() && stage.settings[0] == self.manifest.settings() {
                let text = design_csv(&manifest.dimensions, settings, stage.settings[0]);
                let name = design_name(manifest.stages.len());
                let path = self.folder.join(&name);
                write_whole(&path, text.as_bytes()).map_err(|error| cannot_write(&path, &error))?;
                stage.design = Some((name, sha256(text.as_bytes())));
            }
            manifest.stages.push(stage);
        }
        let path = self.folder.join(MANIFEST);
        write_whole(&path, &as_json(&manifest)).map_err(|error| cannot_write(&path, &error))?;
        self.manifest = manifest;
        Ok(())
    }
}

/// Digits of the SHA-256 in the name of a part.
const DIGITS: usize = 16;

fn name_start(key: &PartKey) -> String {
    format!("r{:05}-s{:07}-{:07}-", key.replicate, key.from, key.to)
}

fn parse_name(path: &Path) -> Option<(PartKey, PartFile)> {
    let name = path.file_name()?.to_str()?.strip_suffix(".parquet")?;
    let mut pieces = name.split('-');
    let replicate = pieces.next()?.strip_prefix('r')?.parse().ok()?;
    let from = pieces.next()?.strip_prefix('s')?.parse().ok()?;
    let to = pieces.next()?.parse().ok()?;
    let failed = pieces.next()?.strip_prefix('f')?.parse().ok()?;
    let digest = pieces.next()?.to_owned();
    if pieces.next().is_some() || digest.len() != DIGITS {
        return None;
    }
    let key = PartKey {
        replicate,
        from,
        to,
    };
    let file = PartFile {
        path: path.to_owned(),
        failed,
        digest,
    };
    Some((key, file))
}

fn design_name(stage: usize) -> String {
    format!("design-{}.csv", stage + 1)
}

fn as_json(manifest: &Manifest) -> Vec<u8> {
    // Strings, numbers and lists always serialise.
    let mut text = serde_json::to_vec_pretty(manifest).unwrap_or_default();
    text.push(b'\n');
    text
}

/// The settings as a table; an empty cell leaves a dimension as it is.
fn design_csv(dimensions: &[Dimension], settings: &[Setting], first: usize) -> String {
    let mut text = String::from("setting");
    for dimension in dimensions {
        text.push(',');
        text.push_str(&dimension.column());
    }
    text.push('\n');
    for (number, setting) in settings.iter().enumerate() {
        text.push_str(&(first + number).to_string());
        for value in setting {
            text.push(',');
            if !value.is_nan() {
                text.push_str(&value.to_string());
            }
        }
        text.push('\n');
    }
    text
}
