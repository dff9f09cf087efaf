//! The digest of a small comparison is written down in `tests/golden/comparison.txt`: the arguments
//! on the first line, the digest on the second. This test runs it as built for tests, and `.ci/run`
//! runs the same with the release build, so that both are known to give the same bits, and a change
//! of results cannot slip in.
//!
//! When results are meant to change, the message below says what to write in the file; say in the
//! changelog what changed and by how much.

use std::process::Command;

const FILE: &str = "tests/golden/comparison.txt";

#[test]
fn a_small_comparison_gives_the_digest_that_is_written_down() {
    let text = std::fs::read_to_string(FILE).expect("a golden file");
    let (arguments, digest) = text.trim_end().split_once('\n').expect("two lines");
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_isolement"))
        .args(arguments.split_whitespace())
        .arg("--out")
        .arg(folder.path().join("result"))
        .output()
        .expect("the command runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    let found = printed
        .lines()
        .find_map(|line| line.strip_prefix("digest: "))
        .unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    assert_eq!(
        found, digest,
        "results have changed; if that is meant, put {found} on the second line of {FILE} and say \
         in CHANGELOG.md what changed"
    );
}
