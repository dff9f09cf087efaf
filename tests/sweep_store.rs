//! Stores of sweeps: what is broken off, torn, lost, doubled or failed, and what is left in the result.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use isolement::engine::Model;
use isolement::sweep::{
    Done, Job, More, Program, RunSettings, Shard, Simulator, Store, Sweep, UnitResult, extend,
    join, load_sweep, merge, run_parts, to_do,
};

const WHOLE: RunSettings = RunSettings {
    shard: Shard::WHOLE,
    rerun_failed: false,
};

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| Model::embedded().expect("a model"))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A sweep of two parameters and a lever over two policies.
fn sweep_of(folder: &Path, samples: usize, replicates: u32) -> Sweep {
    let scenarios = root().join("scenarios");
    let text = format!(
        "schema = 1\n\
         policies = [\"{0}/regular-practice.toml\", \"{0}/rotterdam-approach.toml\"]\n\
         replicates = {replicates}\nscale = 0.003\nyears = 1\nsettings_per_part = 3\n\
         [design]\nkind = \"sobol\"\nsamples = {samples}\n\
         [parameters]\n\"ties.loss\" = {{}}\n\"visits.recovery\" = {{}}\n\
         [levers]\n\"guidance.hours\" = [6, 24]\n",
        scenarios.display()
    );
    let path = folder.join("small.toml");
    fs::write(&path, text).expect("written");
    load_sweep(&path, &model().registry, &model().levers)
        .unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn store(folder: &Path, name: &str, samples: usize, replicates: u32) -> Store {
    let program = Program::this(model(), "test");
    sweep_of(folder, samples, replicates)
        .create(&folder.join(name), program)
        .unwrap_or_else(|problem| panic!("{problem:?}"))
}

/// Runs what is left of a shard with the real model.
fn run(store: &Store, shard: Shard) -> Done {
    let how = RunSettings { shard, ..WHOLE };
    let settings = store.settings().expect("settings");
    let policies = store.policies(&model().levers).expect("policies");
    let simulator = Simulator::new(model(), &store.manifest, &policies);
    let stop = AtomicBool::new(false);
    let simulate = |job: &Job<'_>| simulator.run(job, &stop);
    let parts = to_do(store, &how);
    run_parts(store, &settings, parts, &simulate, &|_, _| (), &stop).expect("written")
}

/// Runs what is left with a function in place of the model.
fn run_with(
    store: &Store,
    how: &RunSettings,
    simulate: &(dyn Fn(&Job<'_>) -> Option<Vec<UnitResult>> + Sync),
) -> Done {
    let settings = store.settings().expect("settings");
    let stop = AtomicBool::new(false);
    run_parts(
        store,
        &settings,
        to_do(store, how),
        simulate,
        &|_, _| (),
        &stop,
    )
    .expect("written")
}

fn made_up(job: &Job<'_>) -> Option<Vec<UnitResult>> {
    let base = job.setting[0] + f64::from(job.replicate);
    Some(vec![Ok(vec![base; 6]), Ok(vec![base - 1.0; 6])])
}

/// Name and bytes of what `merge` wrote.
fn merged(store: &Store) -> BTreeMap<String, Vec<u8>> {
    let merged = merge(store).unwrap_or_else(|problem| panic!("{problem:?}"));
    let entries = fs::read_dir(merged.folder).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read(path).expect("read"))
        })
        .collect()
}

fn parts(store: &Store) -> Vec<PathBuf> {
    let entries = fs::read_dir(store.folder.join("parts")).expect("a folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

fn message(store: &Store) -> String {
    merge(store)
        .expect_err("refused")
        .line(isolement::vocabulary::Lang::En)
}

#[test]
fn one_process_and_four_shards_in_any_order_give_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = store(folder.path(), "whole", 8, 2);
    run(&whole, Shard::WHOLE);
    let expected = merged(&whole);
    assert!(expected["results.csv"].len() > 1000);
    for order in [[1, 2, 3, 4], [4, 2, 3, 1]] {
        let shared = store(folder.path(), &format!("shared-{}", order[0]), 8, 2);
        let machines = order.map(|number| {
            let one = store(
                folder.path(),
                &format!("one-{number}-of-{}", order[0]),
                8,
                2,
            );
            let shard = Shard { number, count: 4 };
            run(&one, shard);
            run(&shared, shard);
            one
        });
        assert_eq!(merged(&shared), expected);
        let target = store(folder.path(), &format!("target-{}", order[0]), 8, 2);
        assert!(join(&target, &machines).expect("joined") > 0);
        assert_eq!(join(&target, &machines).expect("joined"), 0);
        assert_eq!(merged(&target), expected);
    }
}

#[test]
fn running_twice_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path(), "s", 8, 1);
    run(&store, Shard::WHOLE);
    let before: Vec<Vec<u8>> = parts(&store)
        .iter()
        .map(|path| fs::read(path).expect("read"))
        .collect();
    assert_eq!(run(&store, Shard::WHOLE).units, 0);
    // Two tasks that run the same part at once write the same file.
    for path in parts(&store).into_iter().take(2) {
        fs::remove_file(path).expect("removed");
    }
    run(&store, Shard::WHOLE);
    let after: Vec<Vec<u8>> = parts(&store)
        .iter()
        .map(|path| fs::read(path).expect("read"))
        .collect();
    assert_eq!(before, after);
}

#[test]
fn a_torn_and_a_deleted_part_are_missed_and_run_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path(), "s", 8, 1);
    run_with(&store, &WHOLE, &made_up);
    let expected = merged(&store);
    let paths = parts(&store);
    let torn = fs::read(&paths[0]).expect("read");
    fs::write(&paths[0], &torn[..torn.len() - 9]).expect("torn");
    fs::remove_file(&paths[1]).expect("deleted");
    assert_eq!(store.inventory().expect("read").damaged, [paths[0].clone()]);
    let said = message(&store);
    assert!(said.contains("2 of 3 parts are missing"), "{said}");
    run_with(&store, &WHOLE, &made_up);
    assert_eq!(merged(&store), expected);
    // One bit of a whole file is enough to be found.
    let mut changed = fs::read(&paths[2]).expect("read");
    changed[20] ^= 1;
    fs::write(&paths[2], changed).expect("written");
    assert!(message(&store).contains("1 of 3 parts are missing"));
}

#[test]
fn a_part_of_another_name_and_one_that_was_broken_off_do_not_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path(), "s", 8, 1);
    run_with(&store, &WHOLE, &made_up);
    let expected = merged(&store);
    let path = &parts(&store)[0];
    let copy = path.with_file_name("copy of a part.parquet");
    fs::copy(path, &copy).expect("copied");
    fs::write(path.with_file_name(".part-x.tmp"), "half").expect("written");
    let inventory = store.inventory().expect("read");
    assert_eq!(inventory.foreign, [copy]);
    assert_eq!(inventory.unfinished.len(), 1);
    assert_eq!(merged(&store), expected);
}

#[test]
fn two_machines_that_disagree_are_refused_whatever_came_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let [one, other] = ["one", "other"].map(|name| store(folder.path(), name, 4, 1));
    run_with(&one, &WHOLE, &made_up);
    run_with(&other, &WHOLE, &|job| {
        let mut results = made_up(job)?;
        results[1] = Ok(vec![f64::from(job.number as u32); 6]);
        Some(results)
    });
    let refused = join(&one, &[other]).expect_err("refused");
    assert!(
        refused
            .line(isolement::vocabulary::Lang::En)
            .contains("other numbers for the same runs")
    );
}

#[test]
fn a_unit_that_panics_or_fails_is_a_row_and_stops_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path(), "s", 8, 2);
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| ()));
    let done = run_with(&store, &WHOLE, &|job| {
        assert!(job.number != 5, "setting 5 is unlucky");
        let mut results = made_up(job)?;
        if job.number == 2 && job.replicate == 1 {
            results[1] = Err("no volunteers, \"at all\"".to_owned());
        }
        Some(results)
    });
    std::panic::set_hook(hook);
    assert_eq!((done.units, done.failed), (32, 5));
    let with_failures = merge(&store).expect("merged");
    assert_eq!((with_failures.rows, with_failures.failed), (32, 5));
    let table = fs::read_to_string(store.folder.join("merged/failed.csv")).expect("read");
    assert!(table.contains("setting 5 is unlucky"), "{table}");
    assert!(table.contains("no volunteers, \"\"at all\"\""), "{table}");
    let unit = store
        .manifest
        .unit(&store.settings().expect("settings")[5], 0, 0);
    assert!(
        table.contains(&format!("{unit},5,0,2007,regular-practice")),
        "{table}"
    );
    assert!(
        table.contains(&format!("isolement sweep replay . {unit}")),
        "{table}"
    );
    // Not again unless asked for; then the result is that of a sweep in which nothing failed.
    assert!(to_do(&store, &WHOLE).is_empty());
    let again = RunSettings {
        rerun_failed: true,
        ..WHOLE
    };
    run_with(&store, &again, &made_up);
    let unbroken = self::store(folder.path(), "unbroken", 8, 2);
    run_with(&unbroken, &WHOLE, &made_up);
    assert_eq!(merged(&store), merged(&unbroken));
}

#[test]
fn an_extended_sweep_is_the_one_that_was_larger_from_the_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut grown = store(folder.path(), "grown", 4, 1);
    run(&grown, Shard::WHOLE);
    let more = More {
        samples: Some(8),
        replicates: Some(2),
    };
    extend(&mut grown, more).unwrap_or_else(|problem| panic!("{problem:?}"));
    let grown = Store::open(&grown.folder).expect("opened");
    assert!(message(&grown).contains("missing"));
    let done = run(&grown, Shard::WHOLE);
    assert_eq!(done.units, 2 * (16 - 4));
    let large = store(folder.path(), "large", 8, 2);
    run(&large, Shard::WHOLE);
    let (grown, large) = (merged(&grown), merged(&large));
    assert_eq!(grown["results.csv"], large["results.csv"]);
}

#[test]
fn what_was_changed_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path(), "s", 4, 1);
    let mut program = Program::this(model(), "test");
    store.check_program(&program).expect("the same program");
    program.commit = "later".to_owned();
    assert!(store.check_program(&program).is_err());
    let levers = &model().levers;
    sweep_of(folder.path(), 4, 1)
        .check_same(&store)
        .expect("the same sweep");
    assert!(sweep_of(folder.path(), 8, 1).check_same(&store).is_err());
    let scenario = store.folder.join("scenarios/rotterdam-approach.toml");
    let text = fs::read_to_string(&scenario).expect("read");
    fs::write(
        &scenario,
        text.replace("\"guidance.hours\" = 12", "\"guidance.hours\" = 11"),
    )
    .expect("written");
    let problems = store.policies(levers).expect_err("refused");
    assert!(
        problems[0]
            .line(isolement::vocabulary::Lang::En)
            .contains("changed since")
    );
    let design = store.folder.join("design-1.csv");
    let text = fs::read_to_string(&design).expect("read");
    fs::write(&design, text.replace("0.1", "0.2")).expect("written");
    assert!(store.settings().is_err());
    // Another sweep is not joined.
    let other = self::store(folder.path(), "other", 8, 1);
    let same = self::store(folder.path(), "same", 4, 1);
    assert!(join(&same, &[other]).is_err());
}

#[test]
fn units_are_named_by_what_they_depend_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let manifest = store(folder.path(), "s", 4, 1).manifest;
    let setting = vec![0.1, 1.2, 12.0];
    let unit = |setting: &Vec<f64>, replicate, policy| manifest.unit(setting, replicate, policy);
    let own = unit(&setting, 0, 1);
    assert_eq!(own.len(), 32);
    assert_eq!(own, unit(&setting, 0, 1));
    for other in [
        unit(&setting, 1, 1),
        unit(&setting, 0, 0),
        unit(&vec![0.11, 1.2, 12.0], 0, 1),
        unit(&vec![0.1, 1.2, 13.0], 0, 1),
    ] {
        assert_ne!(own, other);
    }
    // A lever leaves the base as it is.
    assert_eq!(unit(&setting, 0, 0), unit(&vec![0.1, 1.2, 13.0], 0, 0));
}

#[test]
fn a_stopped_run_writes_whole_parts_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path(), "s", 16, 1);
    let settings = store.settings().expect("settings");
    let (stop, count) = (AtomicBool::new(false), AtomicUsize::new(0));
    let simulate = |job: &Job<'_>| {
        if count.fetch_add(1, Ordering::Relaxed) == 7 {
            stop.store(true, Ordering::Relaxed);
        }
        if stop.load(Ordering::Relaxed) {
            None
        } else {
            made_up(job)
        }
    };
    let parts_to_do = to_do(&store, &WHOLE);
    let done =
        run_parts(&store, &settings, parts_to_do, &simulate, &|_, _| (), &stop).expect("written");
    assert!(done.stopped && done.units < 32);
    let inventory = store.inventory().expect("read");
    assert!(inventory.damaged.is_empty() && inventory.unfinished.is_empty());
    assert_eq!(parts(&store).len() * 6, done.units);
}
