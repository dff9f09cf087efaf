//! Writes the folder of results so that it is either whole or not there.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::record::{Provenance, record};
use super::stress::stress;
use super::{ReportError, care_table, chart, dictionary, page, tables, value_tables};
use crate::experiment::Comparison;
use crate::vocabulary::Lang;

/// The file that makes a folder a folder of results. It is written last.
const RECORD: &str = "record.json";

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The folder.
    pub folder: PathBuf,
    /// The files in it, relative to the folder, in the order in which they were written.
    pub files: Vec<PathBuf>,
    /// Digest of the tables.
    pub digest: String,
}

/// Checks that results can be written to `out`, before any time is spent on simulation. Nothing is
/// left behind.
///
/// # Errors
///
/// When `out` holds something that is not a folder of results, or may not be written.
pub fn check_writable(out: &Path) -> Result<(), ReportError> {
    let target = target(out)?;
    let mut parent = parent(&target);
    while !parent.exists() {
        parent = parent.parent().unwrap_or(Path::new("/"));
    }
    tempfile::tempdir_in(parent)
        .map(drop)
        .map_err(ReportError::io(parent))
}

/// Writes all results to the folder `out`: into a folder beside it first, which is then renamed, so
/// that an interruption leaves either the old results or the new ones. Earlier results at `out` are
/// replaced.
///
/// # Errors
///
/// When `out` holds something that is not a folder of results, when it may not be written, or when
/// a chart cannot be drawn.
pub fn write_folder(
    comparison: &Comparison,
    provenance: &Provenance,
    out: &Path,
    lang: Lang,
) -> Result<Written, ReportError> {
    let target = target(out)?;
    let parent = parent(&target);
    fs::create_dir_all(parent).map_err(ReportError::io(parent))?;
    // Dropping it removes what is left in it, an older result among others.
    let staging = tempfile::Builder::new()
        .prefix(".isolement-")
        .tempdir_in(parent)
        .map_err(ReportError::io(parent))?;
    let fresh = staging.path().join("new");
    let mut folder = Folder::create(&fresh)?;
    let digest = fill(&mut folder, comparison, provenance, lang)?;
    let files = folder.files;
    swap(&fresh, &staging.path().join("old"), &target)?;
    Ok(Written {
        folder: out.to_owned(),
        files,
        digest,
    })
}

/// Where the folder will stand, when it may.
fn target(out: &Path) -> Result<PathBuf, ReportError> {
    let path = match out.canonicalize() {
        Ok(path) => path,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            std::path::absolute(out).map_err(ReportError::io(out))?
        }
        Err(error) => return Err(ReportError::io(out)(error)),
    };
    if path.file_name().is_none() || path.parent().is_none() {
        return Err(ReportError::NoName {
            path: out.to_owned(),
        });
    }
    if path.exists() && !may_replace(&path).map_err(ReportError::io(out))? {
        return Err(ReportError::Foreign {
            path: out.to_owned(),
        });
    }
    Ok(path)
}

/// An empty folder, or one that holds results.
fn may_replace(path: &Path) -> io::Result<bool> {
    if !path.is_dir() {
        return Ok(false);
    }
    Ok(path.join(RECORD).is_file() || fs::read_dir(path)?.next().is_none())
}

fn parent(target: &Path) -> &Path {
    // `target` has a last part, so it has a parent.
    target.parent().unwrap_or(Path::new("."))
}

/// Renames the old folder away and the new one into its place; on failure the old one comes back.
fn swap(fresh: &Path, old: &Path, target: &Path) -> Result<(), ReportError> {
    let replaces = target.exists();
    if replaces {
        fs::rename(target, old).map_err(ReportError::io(target))?;
    }
    fs::rename(fresh, target).map_err(|error| {
        if replaces {
            // The first error is the one to report; the old results stay reachable either way.
            let _ = fs::rename(old, target);
        }
        ReportError::io(target)(error)
    })?;
    sync_folder(parent(target))
}

/// Makes a rename last. Folders cannot be opened for this on every system.
fn sync_folder(folder: &Path) -> Result<(), ReportError> {
    if cfg!(unix) {
        File::open(folder)
            .and_then(|handle| handle.sync_all())
            .map_err(ReportError::io(folder))?;
    }
    Ok(())
}

/// A folder under construction.
struct Folder<'a> {
    root: &'a Path,
    files: Vec<PathBuf>,
}

impl<'a> Folder<'a> {
    fn create(root: &'a Path) -> Result<Self, ReportError> {
        let charts = root.join("charts");
        fs::create_dir_all(&charts).map_err(ReportError::io(&charts))?;
        Ok(Self {
            root,
            files: Vec::new(),
        })
    }

    fn table(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> csv::Result<()>,
    ) -> Result<(), ReportError> {
        let path = self.root.join(name);
        let file = File::create(&path).map_err(ReportError::io(&path))?;
        let mut out = BufWriter::new(file);
        write(&mut out).map_err(ReportError::table(&path))?;
        out.flush().map_err(ReportError::io(&path))?;
        self.done(name)
    }

    fn text(&mut self, name: &str, text: &str) -> Result<(), ReportError> {
        let path = self.root.join(name);
        fs::write(&path, text).map_err(ReportError::io(&path))?;
        self.done(name)
    }

    /// Notes a file and makes it last.
    fn done(&mut self, name: &str) -> Result<(), ReportError> {
        let path = self.root.join(name);
        File::options()
            .append(true)
            .open(&path)
            .and_then(|file| file.sync_all())
            .map_err(ReportError::io(&path))?;
        self.files.push(PathBuf::from(name));
        Ok(())
    }
}

/// Writes every file; the record comes last.
fn fill(
    folder: &mut Folder,
    comparison: &Comparison,
    provenance: &Provenance,
    lang: Lang,
) -> Result<String, ReportError> {
    let digest = tables::digest(comparison).map_err(ReportError::table(folder.root))?;
    folder.table("results.csv", |out| tables::write_results(comparison, out))?;
    folder.table("care.csv", |out| care_table::write_care(comparison, out))?;
    folder.table("monthly.csv", |out| tables::write_monthly(comparison, out))?;
    folder.table("value.csv", |out| {
        value_tables::write_value(comparison, out)
    })?;
    folder.table("replicates.csv", |out| {
        value_tables::write_replicates(comparison, out)
    })?;
    folder.table("data-dictionary.csv", |out| {
        dictionary::write_dictionary(comparison, out)
    })?;
    folder.table("results-nl-excel.csv", |out| {
        dictionary::write_dutch_results(comparison, out)
    })?;
    folder.table("care-nl-excel.csv", |out| {
        dictionary::write_dutch_care(comparison, out)
    })?;
    let charts = chart::charts(comparison, &provenance.version, lang);
    for chart in &charts {
        let name = format!("charts/{}.svg", chart.id);
        let path = folder.root.join(&name);
        folder.text(&name, &chart.svg_file().map_err(|e| e.of(&path))?)?;
        let name = format!("charts/{}.png", chart.id);
        let path = folder.root.join(&name);
        chart.write_png(&path).map_err(|e| e.of(&path))?;
        folder.done(&name)?;
    }
    let path = folder.root.join("report.html");
    let html = page::page(comparison, provenance, &digest, &charts, lang);
    folder.text("report.html", &html.map_err(|e| e.of(&path))?)?;
    folder.text("stress-abs.md", &stress(comparison, provenance, &digest))?;
    let path = folder.root.join(RECORD);
    let text = record(comparison, provenance, &digest)
        .map_err(|error| ReportError::io(&path)(error.into()))?;
    sync_folder(&folder.root.join("charts"))?;
    folder.text(RECORD, &text)?;
    sync_folder(folder.root)?;
    Ok(digest)
}
