//! `isolement sweep plan` and `run`: from a sweep file to a folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use super::files::typed;
use super::sweep::{next, opened, refused, told};
use super::sweep_run::How;
use super::sweep_text as said;
use super::{COMMIT, Ended, complain, message, refuse, say};
use crate::engine::{Model, Simulation};
use crate::input::Diagnostic;
use crate::report::number;
use crate::sweep::{Program, Store, Sweep as Planned, load_sweep};
use crate::vocabulary::{Lang, fill};

#[derive(Args)]
#[command(after_help = "Example:\n  isolement sweep plan sweeps/levers.toml")]
pub(super) struct Plan {
    /// Sweep file (TOML)
    file: PathBuf,
    /// Also make the folder of the sweep, without running: then tasks can run it
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Args)]
#[command(after_help = "Example:\n  isolement sweep run sweeps/levers.toml --out out/levers")]
pub(super) struct Run {
    /// Sweep file (TOML), or the folder of a sweep that was begun
    what: PathBuf,
    /// Folder for the sweep [default: out/<name of the file>]
    #[arg(long)]
    out: Option<PathBuf>,
    #[command(flatten)]
    how: How,
}

fn planned(file: &Path, model: &Model, lang: Lang) -> Result<Planned, ExitCode> {
    let sweep = load_sweep(file, &model.registry, &model.levers)
        .map_err(|problems| refuse(&problems, lang))?;
    complain(&sweep.warnings, lang);
    Ok(sweep)
}

impl Plan {
    pub(super) fn run(&self, model: &Model, lang: Lang) -> Ended {
        let sweep = planned(&self.file, model, lang)?;
        say(sentence(&sweep, lang));
        if sweep.only_levers() {
            told(said::PLAN_BASE_ONCE, lang, &[]);
        }
        expect(&sweep, model, lang);
        let Some(folder) = &self.out else {
            next(lang, &format!("isolement sweep run {}", typed(&self.file)));
            return Ok(ExitCode::SUCCESS);
        };
        let store = begin(&sweep, folder, model, lang)?;
        told(said::MADE, lang, &[("path", &typed(&store.folder))]);
        next(
            lang,
            &format!("isolement sweep resume {} --shard 1/4", typed(folder)),
        );
        Ok(ExitCode::SUCCESS)
    }
}

fn sentence(sweep: &Planned, lang: Lang) -> String {
    let title = match lang {
        Lang::Nl => &sweep.title[0],
        Lang::En => &sweep.title[1],
    };
    let count = |count: u64| number(count as f64, 0, lang);
    fill(
        said::PLAN,
        lang,
        &[
            ("title", title),
            ("settings", &count(sweep.settings.len() as u64)),
            ("policies", &count(sweep.policies.len() as u64)),
            ("replicates", &count(u64::from(sweep.replicates))),
            ("units", &count(sweep.units())),
        ],
    )
}

/// Largest share of the city on which the time of a run is measured.
const TRIAL_SCALE: f64 = 0.1;

/// Says how long the sweep will take, by a run of a small city: time grows as the city does.
fn expect(sweep: &Planned, model: &Model, lang: Lang) {
    let scale = sweep.scale.min(TRIAL_SCALE);
    let policy = &sweep.policies[sweep.policies.len() - 1].policy;
    let began = Instant::now();
    let levers = policy.at(0).clone();
    let mut run = Simulation::new(model, sweep.seed, 0, scale, sweep.months, levers);
    run.run_to(sweep.months, policy);
    let each = began.elapsed().as_secs_f64() * sweep.scale / scale;
    let mut runs = sweep.units();
    if sweep.only_levers() {
        let once = sweep.settings.len() as u64 - 1;
        runs -= once * u64::from(sweep.replicates);
    }
    let threads = rayon::current_num_threads();
    let whole = each * runs as f64 / threads as f64;
    let values = [
        ("threads", threads.to_string()),
        ("time", duration(whole, lang)),
        ("size", duration(each, lang)),
        ("scale", crate::report::scale(scale, lang)),
    ];
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(key, text)| (*key, text.as_str()))
        .collect();
    told(said::PLAN_TIME, lang, &values);
    let parts = sweep.settings.len().div_ceil(sweep.settings_per_part) as u64;
    let parts = parts * u64::from(sweep.replicates);
    told(
        said::PLAN_PARTS,
        lang,
        &[
            ("parts", &number(parts as f64, 0, lang)),
            ("width", &sweep.settings_per_part.to_string()),
        ],
    );
}

fn duration(seconds: f64, lang: Lang) -> String {
    let (text, value, decimals) = match seconds {
        under if under < 10.0 => (said::SECONDS, under, 2),
        under if under < 120.0 => (said::SECONDS, under, 0),
        under if under < 7200.0 => (said::MINUTES, under / 60.0, 0),
        hours => (said::HOURS, hours / 3600.0, 1),
    };
    fill(text, lang, &[("n", &number(value, decimals, lang))])
}

/// The store of a sweep in a folder: made, or the one that is there when it is of the same sweep.
fn begin(sweep: &Planned, folder: &Path, model: &Model, lang: Lang) -> Result<Store, ExitCode> {
    let refused = |problem| refused(problem, lang);
    if Store::is_at(folder) {
        let store = opened(folder, lang)?;
        sweep.check_same(&store).map_err(refused)?;
        return Ok(store);
    }
    if folder.exists() {
        let name = folder.display().to_string();
        return Err(refuse(
            &[Diagnostic::error(name, message(said::EXISTS, &[]))],
            lang,
        ));
    }
    let program = Program::this(model, COMMIT);
    sweep.create(folder, program).map_err(refused)
}

impl Run {
    pub(super) fn run(&self, model: &Model, lang: Lang) -> Ended {
        if self.what.is_dir() {
            return self.how.go_on(&opened(&self.what, lang)?, model, lang);
        }
        let sweep = planned(&self.what, model, lang)?;
        say(sentence(&sweep, lang));
        let stem = self.what.file_stem().unwrap_or_default();
        let folder = self
            .out
            .clone()
            .unwrap_or_else(|| PathBuf::from("out").join(stem));
        let store = begin(&sweep, &folder, model, lang)?;
        self.how.go_on(&store, model, lang)
    }
}
