//! `isolement sweep submit`, `replay` and `export`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::atomic::AtomicBool;

use clap::Args;

use super::files::typed;
use super::sweep::{next, opened, refused, told};
use super::sweep_text as said;
use super::{
    BAD_INPUT, COMMIT, Ended, FAILED, complain, message, refuse, say, values, with_reason,
};
use crate::engine::Model;
use crate::input::{Both, Diagnostic, both, in_words};
use crate::sweep::{
    Job, Program, Results, Simulator, Slurm, Store, read_results, script, stored_unit, write_ema,
};
use crate::vocabulary::{Lang, fill};

#[derive(Args)]
#[command(
    after_help = "Example:\n  isolement sweep submit out/levers --slurm --shards 40 --partition thin --time 01:00:00"
)]
pub(super) struct Submit {
    /// Folder of the sweep, which every node sees
    folder: PathBuf,
    /// To Slurm
    #[arg(long)]
    slurm: bool,
    /// Tasks of the array
    #[arg(long, value_parser = values::count)]
    shards: usize,
    /// At most so many tasks at a time
    #[arg(long, value_parser = values::count)]
    throttle: Option<usize>,
    /// Partition
    #[arg(long)]
    partition: Option<String>,
    /// Time limit of a task, as Slurm writes it
    #[arg(long)]
    time: Option<String>,
    /// Account
    #[arg(long)]
    account: Option<String>,
    /// Cores of a task
    #[arg(long, default_value_t = 1, value_parser = values::count)]
    cores: usize,
    /// Memory of a task, as Slurm writes it
    #[arg(long)]
    memory: Option<String>,
    /// Module that is loaded first; may be given more than once
    #[arg(long)]
    module: Vec<String>,
    /// Write the script and do not submit it
    #[arg(long)]
    dry_run: bool,
}

impl Submit {
    pub(super) fn run(&self, lang: Lang) -> Ended {
        let failed = |text, reason: Both| {
            complain(&[Diagnostic::error("", with_reason(text, reason))], lang);
            ExitCode::from(FAILED)
        };
        if !self.slurm {
            complain(
                &[Diagnostic::error("", message(said::ONLY_SLURM, &[]))],
                lang,
            );
            return Err(ExitCode::from(BAD_INPUT));
        }
        let store = opened(&self.folder, lang)?;
        let (path, folder) = self
            .write(&store)
            .map_err(|error| failed(said::NO_SCRIPT, in_words(&error)))?;
        told(said::SCRIPT, lang, &[("path", &typed(&path))]);
        if self.dry_run {
            next(lang, &format!("sbatch {}", typed(&path)));
            return Ok(ExitCode::SUCCESS);
        }
        let output = Command::new("sbatch")
            .arg(&path)
            .output()
            .map_err(|error| failed(said::NO_SBATCH, in_words(&error)))?;
        if !output.status.success() {
            let reason = String::from_utf8_lossy(&output.stderr);
            let reason = reason.trim();
            return Err(failed(said::SBATCH_REFUSED, both(reason, reason)));
        }
        let said_by_slurm = String::from_utf8_lossy(&output.stdout);
        told(said::SUBMITTED, lang, &[("said", said_by_slurm.trim())]);
        let folder = typed(&folder);
        next(
            lang,
            &format!("squeue --me; isolement sweep status {folder}"),
        );
        Ok(ExitCode::SUCCESS)
    }

    /// Writes the script into the store. Gives its path and the folder as every node sees it.
    fn write(&self, store: &Store) -> std::io::Result<(PathBuf, PathBuf)> {
        let folder = store.folder.canonicalize()?;
        let program = std::env::current_exe()?.canonicalize()?;
        let slurm = Slurm {
            shards: self.shards,
            throttle: self.throttle,
            partition: self.partition.clone(),
            time: self.time.clone(),
            account: self.account.clone(),
            cores: self.cores,
            memory: self.memory.clone(),
            modules: self.module.clone(),
        };
        let name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        std::fs::create_dir_all(folder.join("slurm"))?;
        let path = folder.join("slurm").join("array.sh");
        std::fs::write(&path, script(&slurm, &program, &folder, &name))?;
        Ok((path, folder))
    }
}

#[derive(Args)]
#[command(after_help = "Example:\n  isolement sweep replay out/levers 3f2a")]
pub(super) struct Replay {
    /// Folder of the sweep
    folder: PathBuf,
    /// Name of the run: the column 'unit', or the beginning of it
    unit: String,
}

impl Replay {
    pub(super) fn run(&self, model: &Model, lang: Lang) -> Ended {
        let store = opened(&self.folder, lang)?;
        let refused = |problem| refused(problem, lang);
        store
            .check_program(&Program::this(model, COMMIT))
            .map_err(refused)?;
        let policies = store
            .policies(&model.levers)
            .map_err(|problems| refuse(&problems, lang))?;
        let settings = store.settings().map_err(refused)?;
        let Some((number, replicate, policy)) = self.find(&store, &settings) else {
            let shown = typed(Path::new(&self.unit));
            let problem = Diagnostic::error("", message(said::NO_SUCH_UNIT, &[("unit", &shown)]));
            return Err(refuse(
                &[problem.remedy(message(said::UNIT_FROM, &[]))],
                lang,
            ));
        };
        let manifest = &store.manifest;
        let values = [
            ("unit", manifest.unit(&settings[number], replicate, policy)),
            ("policy", manifest.policies[policy].id.clone()),
            ("setting", number.to_string()),
            ("replicate", replicate.to_string()),
            ("seed", manifest.seed.to_string()),
        ];
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(key, text)| (*key, text.as_str()))
            .collect();
        told(said::REPLAYED, lang, &values);
        let simulator = Simulator::new(model, manifest, &policies);
        let job = Job {
            number,
            setting: &settings[number],
            replicate,
        };
        std::panic::set_hook(Box::new(|_| ()));
        let results = simulator
            .run(&job, &AtomicBool::new(false))
            .unwrap_or_default();
        let _ = std::panic::take_hook();
        let stored = stored_unit(&store, number, replicate, policy).map_err(refused)?;
        Ok(compare(
            manifest.outcomes.iter().map(|one| one.name()),
            &results[policy],
            stored,
            lang,
        ))
    }

    fn find(&self, store: &Store, settings: &[Vec<f64>]) -> Option<(usize, u32, usize)> {
        let manifest = &store.manifest;
        (0..manifest.replicates()).find_map(|replicate| {
            settings.iter().enumerate().find_map(|(number, setting)| {
                (0..manifest.policies.len())
                    .find(|&policy| {
                        manifest
                            .unit(setting, replicate, policy)
                            .starts_with(&self.unit)
                    })
                    .map(|policy| (number, replicate, policy))
            })
        })
    }
}

/// Shows a run beside what is stored of it.
fn compare(
    names: impl Iterator<Item = String>,
    found: &Result<Vec<f64>, String>,
    stored: Option<Result<Vec<f64>, String>>,
    lang: Lang,
) -> ExitCode {
    match found {
        Ok(numbers) => {
            for (name, number) in names.zip(numbers) {
                say(format!("{name} = {number}"));
            }
        }
        Err(problem) => told(said::UNIT_FAILED, lang, &[("message", problem)]),
    }
    let bits = |result: &Result<Vec<f64>, String>| -> Result<Vec<u64>, String> {
        let numbers = result.as_ref().map_err(Clone::clone)?;
        Ok(numbers.iter().map(|one| one.to_bits()).collect())
    };
    let (verdict, code) = match stored {
        None => (said::NOT_THERE, 0),
        Some(stored) if bits(&stored) == bits(found) => (said::SAME_BITS, 0),
        Some(_) => (said::OTHER_BITS, FAILED),
    };
    say(fill(verdict, lang, &[]));
    ExitCode::from(if found.is_err() { FAILED } else { code })
}

#[derive(Args)]
#[command(after_help = "Example:\n  isolement sweep export out/levers --ema levers.tar.gz")]
pub(super) struct Export {
    /// Folder of the sweep
    folder: PathBuf,
    /// For the EMA Workbench: a file that its load_results reads
    #[arg(long)]
    ema: Option<PathBuf>,
}

impl Export {
    pub(super) fn run(&self, lang: Lang) -> Ended {
        let Some(path) = &self.ema else {
            complain(&[Diagnostic::error("", message(said::NO_OTHER, &[]))], lang);
            return Err(ExitCode::from(BAD_INPUT));
        };
        let store = opened(&self.folder, lang)?;
        let results: Results = read_results(&store).map_err(|problem| refused(problem, lang))?;
        write_ema(&results, path).map_err(|problem| refused(problem, lang))?;
        told(said::MADE, lang, &[("path", &typed(path))]);
        Ok(ExitCode::SUCCESS)
    }
}
