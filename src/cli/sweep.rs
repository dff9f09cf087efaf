//! `isolement sweep`: status, resume, merge and extend. What begins a sweep is in `sweep_plan`, what
//! hands work to others in `sweep_files`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::files::typed;
use super::sweep_files::{Export, Replay, Submit};
use super::sweep_plan::{Plan, Run};
use super::sweep_run::How;
use super::sweep_text as said;
use super::values;
use super::{BAD_INPUT, Ended, FAILED, complain, message, refuse, say, start, text};
use crate::input::Diagnostic;
use crate::report::number;
use crate::sweep::{More, Refused, RunSettings, Shard, Store, extend, join, merge, to_do};
use crate::vocabulary::{Label, Lang, fill};

/// Arguments of the verb.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement sweep run sweeps/levers.toml")]
pub(super) struct Sweep {
    #[command(subcommand)]
    part: Part,
}

#[derive(Subcommand)]
enum Part {
    /// Says what a sweep costs before it begins: settings, runs, and time on this machine
    Plan(Plan),
    /// Runs a sweep, or finishes one that was begun
    Run(Run),
    /// Says what of a sweep is done, failed and to do
    Status(Status),
    /// Finishes a sweep that was begun
    Resume(Resume),
    /// Joins the parts of a sweep to one table, also from other folders
    Merge(Merge),
    /// Makes a sweep larger; what is there stays
    Extend(Extend),
    /// Hands a sweep to a cluster as an array of tasks
    Submit(Submit),
    /// Runs one run of a sweep again and compares it with what is stored
    Replay(Replay),
    /// Writes a sweep as other programs read it
    Export(Export),
}

#[derive(Args)]
#[command(after_help = "Example:\n  isolement sweep status out/levers")]
struct Status {
    /// Folder of the sweep
    folder: PathBuf,
}

#[derive(Args)]
#[command(after_help = "Example:\n  isolement sweep resume out/levers --shard 2/8")]
struct Resume {
    /// Folder of the sweep
    folder: PathBuf,
    #[command(flatten)]
    how: How,
}

#[derive(Args)]
#[command(after_help = "Example:\n  isolement sweep merge out/levers other-pc/levers")]
struct Merge {
    /// Folder of the sweep
    folder: PathBuf,
    /// Folders of the same sweep from other machines
    others: Vec<PathBuf>,
}

#[derive(Args)]
#[command(after_help = "Example:\n  isolement sweep extend out/levers --samples 128")]
struct Extend {
    /// Folder of the sweep
    folder: PathBuf,
    /// Samples or trajectories that the design has then
    #[arg(long, value_parser = values::count)]
    samples: Option<usize>,
    /// Replicates that the sweep has then
    #[arg(long, value_parser = values::replicates)]
    replicates: Option<u32>,
}

impl Sweep {
    pub fn run(&self, lang: Lang) -> Ended {
        let model = start::model(lang)?;
        match &self.part {
            Part::Plan(part) => part.run(&model, lang),
            Part::Run(part) => part.run(&model, lang),
            Part::Status(part) => part.run(lang),
            Part::Resume(part) => {
                opened(&part.folder, lang).and_then(|store| part.how.go_on(&store, &model, lang))
            }
            Part::Merge(part) => part.run(lang),
            Part::Extend(part) => part.run(lang),
            Part::Submit(part) => part.run(lang),
            Part::Replay(part) => part.run(&model, lang),
            Part::Export(part) => part.run(lang),
        }
    }
}

/// Shows a problem and gives the exit code of bad input.
pub(super) fn refused(problem: Refused, lang: Lang) -> ExitCode {
    refuse(&[*problem], lang)
}

/// Shows a problem and gives the exit code of failure on the way.
pub(super) fn broke(problem: Refused, lang: Lang) -> ExitCode {
    complain(&[*problem], lang);
    ExitCode::from(FAILED)
}

pub(super) fn opened(folder: &Path, lang: Lang) -> Result<Store, ExitCode> {
    Store::open(folder).map_err(|problem| refused(problem, lang))
}

pub(super) fn told(text: Label, lang: Lang, values: &[(&str, &str)]) {
    say(fill(text, lang, values));
}

pub(super) fn next(lang: Lang, command: &str) {
    told(text::NEXT, lang, &[("command", command)]);
}

impl Status {
    fn run(&self, lang: Lang) -> Ended {
        let store = opened(&self.folder, lang)?;
        let inventory = store
            .inventory()
            .map_err(|problem| refused(problem, lang))?;
        let policies = store.manifest.policies.len();
        let there = || {
            inventory
                .parts
                .iter()
                .filter(|(_, files)| !files.is_empty())
        };
        let units: usize = there()
            .map(|(key, _)| key.settings().len() * policies)
            .sum();
        let failed: usize = there()
            .filter_map(|(_, files)| files.iter().map(|file| file.failed).min())
            .sum();
        let title = match lang {
            Lang::Nl => &store.manifest.title[0],
            Lang::En => &store.manifest.title[1],
        };
        let count = |count: usize| number(count as f64, 0, lang);
        let (done, parts) = (there().count(), inventory.parts.len());
        let values = [
            ("title", title.clone()),
            ("done", count(done)),
            ("parts", count(parts)),
            ("units", count(units)),
            ("all", count(store.manifest.units() as usize)),
            ("failed", count(failed)),
            ("damaged", count(inventory.damaged.len())),
        ];
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(key, text)| (*key, text.as_str()))
            .collect();
        told(said::STATUS, lang, &values);
        for path in &inventory.foreign {
            told(said::FOREIGN, lang, &[("path", &typed(path))]);
        }
        let verb = if done < parts { "resume" } else { "merge" };
        next(
            lang,
            &format!("isolement sweep {verb} {}", typed(&self.folder)),
        );
        Ok(ExitCode::from(if failed > 0 { FAILED } else { 0 }))
    }
}

impl Merge {
    fn run(&self, lang: Lang) -> Ended {
        let store = opened(&self.folder, lang)?;
        let others: Vec<Store> = self
            .others
            .iter()
            .map(|folder| opened(folder, lang))
            .collect::<Result<_, _>>()?;
        if !others.is_empty() {
            let copied = join(&store, &others).map_err(|problem| refused(problem, lang))?;
            told(said::JOINED, lang, &[("n", &copied.to_string())]);
        }
        store
            .check_inputs()
            .map_err(|problem| refused(problem, lang))?;
        let merged = merge(&store).map_err(|problem| broke(problem, lang))?;
        let (rows, failed) = (merged.rows.to_string(), merged.failed.to_string());
        let path = typed(&merged.folder);
        told(
            said::MERGED,
            lang,
            &[("rows", &rows), ("failed", &failed), ("path", &path)],
        );
        told(text::DIGEST, lang, &[("digest", &merged.digest)]);
        next(
            lang,
            &format!("isolement {} {}", verb_of(&store), typed(&self.folder)),
        );
        Ok(ExitCode::from(if merged.failed > 0 { FAILED } else { 0 }))
    }
}

/// The analysis that fits a design.
fn verb_of(store: &Store) -> &'static str {
    use crate::sweep::Design;
    match store.manifest.design {
        Design::Saltelli { .. } => "analyse sobol",
        Design::Morris { .. } => "analyse morris",
        Design::OneAtATime { .. } => "analyse tornado",
        _ => "analyse robustness",
    }
}

impl Extend {
    fn run(&self, lang: Lang) -> Ended {
        let more = More {
            samples: self.samples,
            replicates: self.replicates,
        };
        if more.samples.is_none() && more.replicates.is_none() {
            complain(
                &[Diagnostic::error("", message(said::NOTHING_MORE, &[]))],
                lang,
            );
            return Err(ExitCode::from(BAD_INPUT));
        }
        let mut store = opened(&self.folder, lang)?;
        extend(&mut store, more).map_err(|problem| refused(problem, lang))?;
        let how = RunSettings {
            shard: Shard::WHOLE,
            rerun_failed: false,
        };
        let manifest = &store.manifest;
        let values = [
            ("settings", manifest.settings()),
            ("policies", manifest.policies.len()),
            ("replicates", manifest.replicates() as usize),
            ("parts", to_do(&store, &how).len()),
        ];
        let values = values.map(|(key, count)| (key, number(count as f64, 0, lang)));
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(key, text)| (*key, text.as_str()))
            .collect();
        told(said::EXTENDED, lang, &values);
        next(
            lang,
            &format!("isolement sweep resume {}", typed(&self.folder)),
        );
        Ok(ExitCode::SUCCESS)
    }
}
