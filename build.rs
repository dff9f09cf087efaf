//! Tells the program from which commit it is built, so that a result can say so. A source tarball
//! has none: then it is unknown, and nothing fails.

use std::path::Path;
use std::process::Command;

/// What the program is made of; a change makes the commit say "modified". Scenario files are not: a
/// result holds them in full, and who edits one should not have to build again.
const SOURCES: [&str; 4] = ["src", "Cargo.toml", "Cargo.lock", "build.rs"];

fn main() {
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
    }
    println!(
        "cargo::rustc-env=ISOLEMENT_COMMIT={}",
        commit().unwrap_or_else(|| "unknown".to_owned())
    );
}

/// The commit of this folder; none where it is not the top of a checkout, for instance because the
/// sources were unpacked inside another project.
fn commit() -> Option<String> {
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let here = std::env::var("CARGO_MANIFEST_DIR").ok()?;
    if Path::new(&top).canonicalize().ok()? != Path::new(&here).canonicalize().ok()? {
        return None;
    }
    watch_commits();
    let commit = git(&["rev-parse", "HEAD"])?;
    let mut changes = vec!["status", "--porcelain", "--"];
    changes.extend(SOURCES);
    match git(&changes)?.as_str() {
        "" => Some(commit),
        _ => Some(format!("{commit}-modified")),
    }
}

/// A new commit changes one of these files. Cargo would build every time for a file that is not
/// there, so only those that are get watched.
fn watch_commits() {
    let branch = git(&["symbolic-ref", "--quiet", "HEAD"]);
    let files = ["HEAD", "logs/HEAD", "packed-refs"].map(str::to_owned);
    for file in files.into_iter().chain(branch) {
        if let Some(path) = git(&["rev-parse", "--git-path", &file])
            && Path::new(&path).exists()
        {
            println!("cargo::rerun-if-changed={path}");
        }
    }
}

/// What a git command prints, where there is git and the command succeeds.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
