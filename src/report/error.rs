//! What can go wrong when results are written, with the path and the remedy.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::input::in_words;
use crate::vocabulary::Lang;

/// Results could not be written.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The place holds something else, which is not ours to replace.
    #[error(
        "{} exists and is not a folder of results (it has no record.json); \
         name another folder, or move this one away", path.display()
    )]
    Foreign {
        /// The folder or file.
        path: PathBuf,
    },
    /// The path has no last part to which a folder could be renamed.
    #[error("{} is no name for a new folder; give a path such as results/comparison", path.display())]
    NoName {
        /// The path as given.
        path: PathBuf,
    },
    /// The file system refused.
    #[error(
        "cannot write {}: {source}; check that the disk is not full and that you may write there, \
         or name another folder", path.display()
    )]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A table could not be written.
    #[error("cannot write the table {}: {source}; check that the disk is not full", path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// What the table writer said.
        source: csv::Error,
    },
    /// A chart could not be drawn.
    #[error("cannot draw the chart {}: {reason}; the tables hold the same numbers", path.display())]
    Chart {
        /// The file.
        path: PathBuf,
        /// What the drawing library said.
        reason: String,
    },
}

/// What to do when a file or folder cannot be written.
fn remedy(kind: io::ErrorKind) -> [&'static str; 2] {
    use io::ErrorKind as Kind;
    match kind {
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => [
            "maak ruimte, of noem een map op een andere schijf",
            "make room, or name a folder on another disk",
        ],
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => [
            "noem een map waarin u mag schrijven",
            "name a folder in which you may write",
        ],
        Kind::NotADirectory | Kind::NotFound | Kind::InvalidFilename | Kind::AlreadyExists => {
            ["noem een andere map", "name another folder"]
        }
        _ => [
            "kijk of u daar mag schrijven, of noem een andere map",
            "check that you may write there, or name another folder",
        ],
    }
}

impl ReportError {
    /// What went wrong and what to do, in a language. What a drawing library said is passed on as it
    /// is.
    pub fn text(&self, lang: Lang) -> String {
        let said = |source: &(dyn std::error::Error + 'static)| {
            let [nl, en] = in_words(source);
            if lang == Lang::Nl { nl } else { en }
        };
        match (self, lang) {
            (Self::Foreign { path }, Lang::Nl) => format!(
                "{} bestaat al en is geen map met resultaten (er staat geen record.json in); noem \
                 een andere map, of verplaats deze",
                path.display()
            ),
            (Self::NoName { path }, Lang::Nl) => format!(
                "{} is geen naam voor een nieuwe map; geef een pad zoals resultaten/vergelijking",
                path.display()
            ),
            (Self::Io { path, source }, _) => {
                let [nl, en] = remedy(source.kind());
                let (path, said) = (path.display(), said(source));
                match lang {
                    Lang::Nl => format!("kan {path} niet schrijven: {said}; {nl}"),
                    Lang::En => format!("cannot write {path}: {said}; {en}"),
                }
            }
            (Self::Table { path, source }, Lang::Nl) => format!(
                "kan de tabel {} niet schrijven: {}; kijk of de schijf vol is",
                path.display(),
                said(source)
            ),
            (Self::Table { path, source }, Lang::En) => format!(
                "cannot write the table {}: {}; check that the disk is not full",
                path.display(),
                said(source)
            ),
            (Self::Chart { path, reason }, Lang::Nl) => format!(
                "kan de grafiek {} niet tekenen: {reason}; dezelfde getallen staan in de tabellen",
                path.display()
            ),
            (Self::Foreign { .. } | Self::NoName { .. } | Self::Chart { .. }, Lang::En) => {
                self.to_string()
            }
        }
    }

    /// Names the path in an error of the file system.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    /// Names the path in an error of the table writer.
    pub(super) fn table(path: &Path) -> impl FnOnce(csv::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Table { path, source }
    }
}
