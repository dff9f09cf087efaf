//! The scenario files that a verb works on.

use std::path::{Path, PathBuf};

use super::{message, text};
use crate::engine::Model;
use crate::input::{Diagnostic, toml_files_in};
use crate::scenario::Timeline;

/// The months of a run.
pub(super) fn timeline(years: u16) -> Timeline {
    Timeline {
        start: Model::START,
        months: years * 12,
    }
}

/// Folders replaced by the scenarios that stand in them; a folder without any is a problem.
pub(super) fn expand(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let names = toml_files_in(path);
        if names.is_empty() {
            let name = path.display().to_string();
            problems.push(Diagnostic::error(name, message(text::NO_SCENARIOS, &[])));
        }
        files.extend(names.iter().map(|name| path.join(format!("{name}.toml"))));
    }
    if problems.is_empty() {
        Ok(files)
    } else {
        Err(problems)
    }
}

/// A path as it is typed in a command.
pub(super) fn typed(path: &Path) -> String {
    crate::report::command_line(&[path.display().to_string()])
}
