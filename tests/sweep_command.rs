//! `isolement sweep` from outside: killed, stopped, out of disk, and refused.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

fn isolement() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isolement"));
    command.args(["--lang", "en"]);
    command
}

fn sweep(arguments: &[&str]) -> Output {
    let mut command = isolement();
    command.arg("sweep").args(arguments);
    command.output().expect("runs")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn done(arguments: &[&str]) -> String {
    let output = sweep(arguments);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}{complaint}");
    said
}

/// A sweep file of so many settings, each of four runs of a very small city.
fn file(folder: &Path, samples: usize) -> PathBuf {
    let scenarios = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let path = folder.join("small.toml");
    let contents = format!(
        "schema = 1\n\
         policies = [\"{0}/regular-practice.toml\", \"{0}/rotterdam-approach.toml\"]\n\
         replicates = 2\nscale = 0.003\nyears = 1\nsettings_per_part = 2\n\
         [design]\nkind = \"sobol\"\nsamples = {samples}\n\
         [parameters]\n\"ties.loss\" = {{}}\n\"visits.recovery\" = {{}}\n",
        scenarios.display()
    );
    fs::write(&path, contents).expect("written");
    path
}

/// The bytes of the merged tables.
fn merged(store: &Path) -> [Vec<u8>; 2] {
    done(&["merge", text(store)]);
    ["results.parquet", "results.csv"]
        .map(|name| fs::read(store.join("merged").join(name)).expect("read"))
}

#[test]
fn a_sweep_that_is_killed_at_twenty_moments_ends_as_one_that_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = file(folder.path(), 64);
    let whole = folder.path().join("whole");
    done(&["run", text(&file), "--out", text(&whole)]);
    let expected = merged(&whole);
    let mut moments = StdRng::seed_from_u64(6);
    let (mut kills, mut round) = (0, 0);
    while kills < 20 {
        round += 1;
        assert!(round < 40, "sweeps end before they can be killed");
        let store = folder.path().join(format!("killed-{round}"));
        loop {
            let mut child = isolement()
                .args(["sweep", "run", text(&file), "--out", text(&store)])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("starts");
            std::thread::sleep(Duration::from_millis(moments.random_range(20..900)));
            // On Unix this is SIGKILL.
            let ended = child.try_wait().expect("asked");
            child.kill().expect("killed");
            let status = child.wait().expect("ends");
            if ended.is_some() {
                assert!(status.success(), "{status}");
                break;
            }
            kills += 1;
        }
        assert_eq!(merged(&store), expected, "round {round}");
    }
}

#[cfg(unix)]
#[test]
fn sigterm_ends_with_the_command_that_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = file(folder.path(), 512);
    let store = folder.path().join("stopped");
    let child = isolement()
        .args([
            "sweep",
            "run",
            text(&file),
            "--out",
            text(&store),
            "--shard",
            "1/2",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    while !store
        .join("parts")
        .read_dir()
        .is_ok_and(|mut parts| parts.next().is_some())
    {
        std::thread::sleep(Duration::from_millis(20));
    }
    let pid = child.id().to_string();
    let sent = Command::new("kill")
        .args(["-TERM", &pid])
        .status()
        .expect("kill");
    assert!(sent.success());
    let output = child.wait_with_output().expect("ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{said}");
    let command = format!("isolement sweep resume {} --shard 1/2", text(&store));
    assert!(said.contains(&command), "{said}");
    let parts = fs::read_dir(store.join("parts")).expect("a folder");
    for part in parts {
        let name = part
            .expect("an entry")
            .file_name()
            .into_string()
            .expect("UTF-8");
        assert!(name.ends_with(".parquet"), "{name}");
    }
}

/// A small file system of its own; nothing where this user may not make one.
#[cfg(target_os = "linux")]
struct SmallDisk(PathBuf);

#[cfg(target_os = "linux")]
impl SmallDisk {
    fn new(at: &Path, size: &str) -> Option<Self> {
        fs::create_dir(at).expect("a folder");
        let mut mount = Command::new("mount");
        mount.args([
            "-t",
            "tmpfs",
            "-o",
            &format!("size={size}"),
            "tmpfs",
            text(at),
        ]);
        let output = mount.output().ok()?;
        output.status.success().then(|| Self(at.to_owned()))
    }

    fn grow(&self, size: &str) {
        let mut mount = Command::new("mount");
        mount.args(["-o", &format!("remount,size={size}"), text(&self.0)]);
        assert!(mount.status().expect("mount").success());
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_what_is_done_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = file(folder.path(), 64);
    let whole = folder.path().join("whole");
    done(&["run", text(&file), "--out", text(&whole)]);
    let expected = merged(&whole);
    let Some(disk) = SmallDisk::new(&folder.path().join("disk"), "160k") else {
        eprintln!("skipped: only root may mount the small disk of this test");
        return;
    };
    let store = disk.0.join("store");
    let output = sweep(&["run", text(&file), "--out", text(&store)]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("the disk is full") && said.contains("resume"),
        "{said}"
    );
    let incomplete = sweep(&["merge", text(&store)]);
    assert_eq!(incomplete.status.code(), Some(1));
    assert!(!store.join("merged").exists());
    // Room for the parts, but not for the merged table.
    disk.grow("420k");
    done(&["resume", text(&store)]);
    let output = sweep(&["merge", text(&store)]);
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("the disk is full"), "{said}");
        assert!(!store.join("merged/results.parquet").exists());
    }
    disk.grow("10m");
    assert_eq!(merged(&store), expected);
}

#[test]
fn what_is_wrong_with_a_sweep_file_is_told_with_place_and_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), 8);
    let sound = fs::read_to_string(&path).expect("read");
    for (old, new, told) in [
        ("\"ties.loss\"", "\"ties.los\"", "did you mean 'ties.loss'?"),
        ("\"sobol\"", "\"sobool\"", "did you mean 'sobol'?"),
        ("samples = 8", "sample = 8", "did you mean 'samples'?"),
        (
            "samples = 8",
            "samples = 0",
            "expected a whole number from 1",
        ),
        ("samples = 8", "samples = 12", "take 16"),
        ("scale = 0.003", "scale = 2", "above 0 and at most 1"),
        (
            "\"ties.loss\" = {}",
            "\"ties.loss\" = [0.2, 9]",
            "outside the range in the registry",
        ),
        (
            "\"ties.loss\" = {}",
            "ties.loss = {}",
            "put the whole name in quotes",
        ),
        ("regular-practice", "regular-practise", "did you mean"),
        (
            "years = 1",
            "outcomes = [\"isolatd\"]",
            "did you mean 'isolated'?",
        ),
        (
            "kind = \"sobol\"",
            "kind = \"grid\"",
            "unknown key 'samples'",
        ),
        ("schema = 1\n", "", "'schema' is missing"),
    ] {
        assert!(sound.contains(old), "{old}");
        fs::write(&path, sound.replacen(old, new, 1)).expect("written");
        let store = folder.path().join("store");
        let output = sweep(&["run", text(&path), "--out", text(&store)]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(told), "{new}: {said}");
        if said.contains("error:") {
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(!store.exists(), "{new}");
        } else {
            fs::remove_dir_all(&store).expect("removed");
        }
    }
}

#[test]
fn a_folder_of_another_sweep_and_one_that_is_none_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), 4);
    let store = folder.path().join("store");
    done(&["run", text(&path), "--out", text(&store)]);
    done(&["run", text(&path), "--out", text(&store)]);
    file(folder.path(), 8);
    let output = sweep(&["run", text(&path), "--out", text(&store)]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("holds another sweep"), "{said}");
    for verb in ["resume", "status", "merge"] {
        let output = sweep(&[verb, text(folder.path())]);
        assert_eq!(output.status.code(), Some(2), "{verb}");
    }
}

#[test]
fn a_run_can_be_replayed_by_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), 4);
    let store = folder.path().join("store");
    done(&["run", text(&path), "--out", text(&store)]);
    done(&["merge", text(&store)]);
    let table = fs::read_to_string(store.join("merged/results.csv")).expect("read");
    let unit = table
        .lines()
        .nth(6)
        .and_then(|row| row.split(',').next())
        .expect("a unit");
    let said = done(&["replay", text(&store), unit]);
    assert!(
        said.contains("equal to what is stored, bit for bit"),
        "{said}"
    );
    assert!(said.contains("isolated_resident_years:55+ = "), "{said}");
    // Into the folder of the user, by a bare name.
    let mut export = isolement();
    export.args(["sweep", "export", text(&store), "--ema", "runs.tar.gz"]);
    let output = export.current_dir(folder.path()).output().expect("runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(folder.path().join("runs.tar.gz").is_file());
    let output = sweep(&["replay", text(&store), "zz"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_plan_says_the_cost_and_writes_nothing_unless_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), 4);
    let said = done(&["plan", text(&path)]);
    assert!(
        said.contains("4 settings × 2 policies × 2 replicates = 16 runs"),
        "{said}"
    );
    assert!(said.contains("On this machine"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    let store = folder.path().join("store");
    done(&["plan", text(&path), "--out", text(&store)]);
    assert!(done(&["status", text(&store)]).contains("0 of 4 parts done"));
    for number in 1..=3 {
        done(&[
            "resume",
            text(&store),
            "--shard",
            &format!("{number}/3"),
            "--threads",
            "1",
        ]);
    }
    assert!(done(&["status", text(&store)]).contains("4 of 4 parts done"));
    done(&["extend", text(&store), "--samples", "8"]);
    assert!(done(&["status", text(&store)]).contains("4 of 8 parts done"));
}

#[test]
fn a_share_is_followed_by_the_status_and_the_last_one_by_the_merge() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("store");
    let file = file(folder.path(), 8);
    let first = done(&["run", text(&file), "--out", text(&store), "--shard", "1/2"]);
    assert!(first.contains("sweep status"), "{first}");
    let last = done(&["resume", text(&store), "--shard", "2/2"]);
    assert!(last.contains("sweep merge"), "{last}");
    // A scenario of the folder that is not the one that was run.
    let scenario = store.join("scenarios").join("rotterdam-approach.toml");
    let before = fs::read_to_string(&scenario).expect("read");
    fs::write(&scenario, format!("{before}\n# changed\n")).expect("written");
    let refused = sweep(&["merge", text(&store)]);
    let complaint = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{complaint}");
    assert!(
        complaint.contains("changed since the sweep began"),
        "{complaint}"
    );
    assert!(!store.join("merged").join("results.csv").exists());
    fs::write(&scenario, before).expect("written");
    done(&["merge", text(&store)]);
}
