//! The folder of results, as a user of the library gets it.

use isolement::{experiment, report, vocabulary};

#[path = "../src/report/sample.rs"]
mod sample;

use std::fs;
use std::path::{Path, PathBuf};

use isolement::report::{ReportError, Written, check_writable, digest, write_folder};
use isolement::vocabulary::Lang;
use sample::{provenance, sample};

fn write(out: &Path, lang: Lang) -> Result<Written, ReportError> {
    write_folder(&sample(), &provenance(), out, lang)
}

/// Leaves folders of results in both languages under the target folder, to look at.
#[test]
#[ignore = "writes pictures to look at"]
fn sample_folders_to_look_at() {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("report");
    for (name, lang) in [("nl", Lang::Nl), ("en", Lang::En)] {
        write(&root.join(name), lang).expect("a folder");
        let summary = report::terminal_summary(&sample(), lang, 150);
        fs::write(root.join(format!("{name}.txt")), summary).expect("a summary");
    }
}
