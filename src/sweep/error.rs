//! Problems with files of a store.

use std::io;
use std::path::Path;

use crate::input::{Diagnostic, both, in_words};

/// Why something is refused or failed.
pub type Refused = Box<Diagnostic>;

pub(crate) fn cannot_read(path: &Path, error: &io::Error) -> Refused {
    let [nl, en] = in_words(error);
    Box::new(Diagnostic::error(
        path.display().to_string(),
        both(
            format!("kan dit niet lezen: {nl}"),
            format!("cannot read this: {en}"),
        ),
    ))
}

pub(crate) fn cannot_write(path: &Path, error: &io::Error) -> Refused {
    let full = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded].contains(&error.kind());
    let problem = Diagnostic::error(
        path.display().to_string(),
        if full {
            both("de schijf is vol", "the disk is full")
        } else {
            let [nl, en] = in_words(error);
            both(
                format!("kan dit niet schrijven: {nl}"),
                format!("cannot write this: {en}"),
            )
        },
    );
    if !full {
        return Box::new(problem);
    }
    Box::new(problem.remedy(both(
        "maak ruimte en ga verder met isolement sweep resume; wat af is, blijft staan",
        "make room and go on with isolement sweep resume; what is done stays",
    )))
}
