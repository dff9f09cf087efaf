//! A Slurm array job that runs a store in shards.

use std::fmt::Write;
use std::path::Path;

/// How a cluster is asked to run a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slurm {
    /// Tasks of the array: shards of the store.
    pub shards: usize,
    /// Most tasks at a time.
    pub throttle: Option<usize>,
    /// Partition.
    pub partition: Option<String>,
    /// Time limit of a task, as Slurm writes it.
    pub time: Option<String>,
    /// Account that pays.
    pub account: Option<String>,
    /// Cores of a task.
    pub cores: usize,
    /// Memory of a task, as Slurm writes it.
    pub memory: Option<String>,
    /// Modules to load first.
    pub modules: Vec<String>,
}

/// Text in single quotes for a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// The script of the array. `program` and `folder` are absolute paths that every node sees. A task that
/// a node loses is queued again; running a task twice changes nothing.
pub fn script(slurm: &Slurm, program: &Path, folder: &Path, name: &str) -> String {
    let mut text = String::from("#!/bin/bash\n");
    let throttle = slurm
        .throttle
        .map_or_else(String::new, |most| format!("%{most}"));
    let logs = folder.join("slurm").join("%A-%a.log");
    let mut line = |option: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "#SBATCH --{option}={value}");
    };
    line("job-name", name);
    line("array", &format!("1-{}{throttle}", slurm.shards));
    line("ntasks", "1");
    line("cpus-per-task", &slurm.cores.to_string());
    line("output", &logs.display().to_string());
    line("open-mode", "append");
    // A minute before the limit, to the program itself: it stops between runs.
    line("signal", "B:TERM@60");
    for (option, value) in [
        ("partition", &slurm.partition),
        ("time", &slurm.time),
        ("account", &slurm.account),
        ("mem", &slurm.memory),
    ] {
        if let Some(value) = value {
            line(option, value);
        }
    }
    text.push_str("#SBATCH --requeue\n");
    for module in &slurm.modules {
        let _ = writeln!(text, "module load {}", quoted(module));
    }
    let program = quoted(&program.display().to_string());
    let folder = quoted(&folder.display().to_string());
    let _ = writeln!(
        text,
        "exec {program} sweep resume {folder} --shard \"$SLURM_ARRAY_TASK_ID/{}\" --threads {}",
        slurm.shards, slurm.cores
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_asks_for_what_is_given_and_quotes_paths() {
        let slurm = Slurm {
            shards: 40,
            throttle: Some(8),
            partition: Some("thin".to_owned()),
            time: Some("01:00:00".to_owned()),
            account: None,
            cores: 2,
            memory: None,
            modules: vec!["2023".to_owned()],
        };
        let text = script(
            &slurm,
            Path::new("/bin/isolement"),
            Path::new("/a b/it's"),
            "s",
        );
        for line in [
            "#SBATCH --array=1-40%8",
            "#SBATCH --partition=thin",
            "#SBATCH --time=01:00:00",
            "module load '2023'",
            "exec '/bin/isolement' sweep resume '/a b/it'\\''s' --shard \"$SLURM_ARRAY_TASK_ID/40\" --threads 2",
        ] {
            assert!(text.lines().any(|own| own == line), "{line} in\n{text}");
        }
        assert!(!text.contains("account"));
    }
}
