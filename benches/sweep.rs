//! What a sweep costs beyond the simulation: 10,000 runs with 100 parameters through a store, with a
//! function in place of the model. Prints time and memory; `cargo bench --bench sweep`.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use isolement::engine::Model;
use isolement::evidence::Value;
use isolement::sweep::{
    Job, Program, RunSettings, Shard, UnitResult, load_sweep, merge, run_parts, to_do,
};

const PARAMETERS: usize = 100;
const SETTINGS: usize = 2_500;
/// Two policies and two replicates: 10,000 runs.
const REPLICATES: u32 = 2;

fn main() {
    let model = Model::embedded().expect("a model");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("large.toml");
    fs::write(&file, sweep_file(&model)).expect("written");

    let began = Instant::now();
    let sweep = load_sweep(&file, &model.registry, &model.levers)
        .unwrap_or_else(|problems| panic!("{problems:?}"));
    let program = Program::this(&model, "bench");
    let store = sweep
        .create(&folder.path().join("store"), program)
        .expect("a store");
    let units = store.manifest.units();
    println!(
        "plan: {units} runs with {} parameters in {:.2} s",
        store.manifest.dimensions.len(),
        began.elapsed().as_secs_f64()
    );

    let settings = store.settings().expect("settings");
    let outcomes = store.manifest.outcomes.len();
    let simulate = |job: &Job<'_>| -> Option<Vec<UnitResult>> {
        let of = |policy: f64| vec![policy + job.setting[0] * 1e3; outcomes];
        Some(vec![Ok(of(0.0)), Ok(of(1.0))])
    };
    let how = RunSettings {
        shard: Shard::WHOLE,
        rerun_failed: false,
    };
    let parts = to_do(&store, &how);
    let stop = AtomicBool::new(false);
    let tenth = parts.len() / 10;
    for (what, parts) in [
        ("first tenth", parts[..tenth].to_vec()),
        ("the rest", parts[tenth..].to_vec()),
    ] {
        let began = Instant::now();
        let done =
            run_parts(&store, &settings, parts, &simulate, &|_, _| (), &stop).expect("written");
        let seconds = began.elapsed().as_secs_f64();
        println!(
            "{what}: {} runs, {:.3} ms each beyond the simulation, {} threads; peak memory {}",
            done.units,
            1e3 * seconds / done.units as f64,
            rayon::current_num_threads(),
            peak()
        );
    }
    let began = Instant::now();
    let merged = merge(&store).expect("merged");
    println!(
        "merge: {} rows in {:.2} s; peak memory {}",
        merged.rows,
        began.elapsed().as_secs_f64(),
        peak()
    );
    rebuild(&model, &settings, &store.manifest.dimensions);
}

/// A model per setting: with all parameters, and with those that leave the standing state alone.
fn rebuild(model: &Model, settings: &[Vec<f64>], dimensions: &[isolement::sweep::Dimension]) {
    for (what, of_population) in [("with the standing state", true), ("without", false)] {
        let few = &settings[..20];
        let began = Instant::now();
        for setting in few {
            let values = dimensions.iter().zip(setting);
            let chosen = values
                .filter(|(one, _)| of_population || one.id.starts_with("visits."))
                .map(|(one, value)| (one.id.as_str(), *value));
            let registry = model.registry.clone().at_all(chosen).expect("in range");
            model.changed(registry).expect("a model");
        }
        println!(
            "model of a setting, {what}: {:.2} ms",
            1e3 * began.elapsed().as_secs_f64() / few.len() as f64
        );
    }
}

/// The first uncertain parameters of one number each, and lists after them.
fn sweep_file(model: &Model) -> String {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut all: Vec<_> = model
        .registry
        .iter()
        .filter(|one| one.is_uncertain())
        .collect();
    all.sort_by_key(|one| !matches!(one.value, Value::Number(_)));
    let lines: Vec<String> = all
        .iter()
        .take(PARAMETERS)
        .map(|one| format!("\"{}\" = {{}}", one.id))
        .collect();
    format!(
        "schema = 1\npolicies = [\"{0}/regular-practice.toml\", \"{0}/rotterdam-approach.toml\"]\n\
         replicates = {REPLICATES}\n[design]\nkind = \"latin_hypercube\"\nsamples = {SETTINGS}\n\
         [parameters]\n{1}\n",
        scenarios.display(),
        lines.join("\n")
    )
}

/// Largest memory of this process so far, as Linux counts it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |value| value.trim().to_owned())
}
