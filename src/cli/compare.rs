//! `isolement compare`.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use sha2::{Digest, Sha256};

use super::{BAD_INPUT, COMMIT, FAILED, Language, STOPPED, refuse, scale};
use crate::engine::Model;
use crate::evidence::Grade;
use crate::experiment::{Settings, compare};
use crate::report::{Provenance, check_writable, terminal_summary, write_folder};
use crate::scenario::{Diagnostic, Scenario, Timeline, load, render};
use crate::vocabulary::Lang;

/// Months in a year.
const YEAR: u16 = 12;
/// Width of the summary.
const WIDTH: usize = 100;

/// Arguments of the verb.
#[derive(Args)]
#[command(
    after_help = "Example:\n  isolement compare scenarios/regular-practice.toml scenarios/volunteers-first.toml"
)]
pub(super) struct Compare {
    /// Scenario files; the first is the base unless --base says otherwise
    #[arg(required = true, num_args = 1..)]
    scenarios: Vec<PathBuf>,
    /// Name of the scenario that the others are compared with
    #[arg(long)]
    base: Option<String>,
    /// Replicates per scenario
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    replicates: u32,
    /// Seed of all draws: the same seed gives the same bits
    #[arg(long, default_value_t = 2007)]
    seed: u64,
    /// Share of the full city, for a quick look
    #[arg(long, default_value_t = 1.0, value_parser = scale)]
    scale: f64,
    /// Years to simulate, from 2007
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=40))]
    years: u16,
    /// Wanted half-width of the headline difference, in resident-years: says how many replicates
    /// that takes
    #[arg(long)]
    half_width: Option<f64>,
    /// Folder for the results [default: out/<names of the scenarios>]
    #[arg(long)]
    out: Option<PathBuf>,
    /// Language of the summary and the report
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
}

impl Compare {
    pub fn run(&self) -> ExitCode {
        let lang = Lang::from(self.lang);
        let model = match Model::embedded() {
            Ok(model) => model,
            Err(error) => return refuse(&error),
        };
        let months = self.years * YEAR;
        let scenarios = match self.load(&model, months, lang) {
            Ok(scenarios) => scenarios,
            Err(code) => return code,
        };
        let Some(base) = self.base_of(&scenarios) else {
            let names: Vec<&str> = scenarios.iter().map(|one| one.id.as_str()).collect();
            return refuse(&format!(
                "--base is none of the scenarios; it is one of {}",
                names.join(", ")
            ));
        };
        let out = self
            .out
            .clone()
            .unwrap_or_else(|| default_folder(&scenarios));
        if let Err(error) = check_writable(&out) {
            return refuse(&error);
        }
        let settings = Settings {
            seed: self.seed,
            replicates: self.replicates,
            scale: self.scale,
            months,
            base,
            half_width: self.half_width,
        };
        self.simulate(&model, &scenarios, &settings, &out, lang)
    }

    fn load(&self, model: &Model, months: u16, lang: Lang) -> Result<Vec<Scenario>, ExitCode> {
        let timeline = Timeline {
            start: Model::START,
            months,
        };
        let color = std::io::stderr().is_terminal();
        match load(&self.scenarios, &model.levers, &timeline) {
            Ok(scenarios) => {
                let warnings: Vec<Diagnostic> = scenarios
                    .iter()
                    .flat_map(|scenario| scenario.warnings.clone())
                    .collect();
                if !warnings.is_empty() {
                    eprintln!("{}", render(&warnings, lang, color));
                }
                Ok(scenarios)
            }
            Err(problems) => {
                eprintln!("{}", render(&problems, lang, color));
                Err(ExitCode::from(BAD_INPUT))
            }
        }
    }

    fn base_of(&self, scenarios: &[Scenario]) -> Option<usize> {
        match &self.base {
            None => Some(0),
            Some(name) => scenarios.iter().position(|scenario| scenario.id == *name),
        }
    }

    fn simulate(
        &self,
        model: &Model,
        scenarios: &[Scenario],
        settings: &Settings,
        out: &std::path::Path,
        lang: Lang,
    ) -> ExitCode {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        // Results are written beside their place and renamed at the end, so a second Ctrl-C may end
        // the program at once.
        let handler = ctrlc::set_handler(move || {
            if asked.swap(true, Ordering::Relaxed) {
                std::process::exit(i32::from(STOPPED));
            }
        });
        if handler.is_err() {
            eprintln!(
                "warning: Ctrl-C ends the program at once; nothing is written before the end"
            );
        }
        let runs = u64::from(settings.replicates) * scenarios.len() as u64;
        let bar = progress(runs);
        let began = Instant::now();
        let compared = compare(model, scenarios, settings, &|| bar.inc(1), &stop);
        bar.finish_and_clear();
        let comparison = match compared {
            Ok(comparison) => comparison,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::from(STOPPED);
            }
        };
        let provenance = provenance(model, began.elapsed().as_secs_f64());
        match write_folder(&comparison, &provenance, out, lang) {
            Ok(written) => {
                println!("{}", terminal_summary(&comparison, lang, WIDTH));
                let report = written.folder.join("report.html");
                match lang {
                    Lang::Nl => println!("\nRapport: {}", report.display()),
                    Lang::En => println!("\nReport: {}", report.display()),
                }
                println!("digest: {}", written.digest);
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("error: {error}");
                ExitCode::from(FAILED)
            }
        }
    }
}

pub(super) fn progress(runs: u64) -> ProgressBar {
    let style = ProgressStyle::with_template(
        "{bar:40} {pos}/{len}  elapsed {elapsed_precise}  left {eta_precise}",
    );
    let bar = ProgressBar::new(runs);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn default_folder(scenarios: &[Scenario]) -> PathBuf {
    let names: Vec<&str> = scenarios
        .iter()
        .take(4)
        .map(|scenario| scenario.id.as_str())
        .collect();
    PathBuf::from("out").join(names.join("+"))
}

fn provenance(model: &Model, seconds: f64) -> Provenance {
    let mut grades = [0; 4];
    let all = model
        .registry
        .iter()
        .map(|parameter| parameter.grade)
        .chain(model.levers.iter().map(|lever| lever.grade));
    for grade in all {
        grades[match grade {
            Grade::A => 0,
            Grade::B => 1,
            Grade::C => 2,
            Grade::D => 3,
        }] += 1;
    }
    let mut hash = Sha256::new();
    for parameter in model.registry.iter() {
        hash.update(format!("{}={:?};", parameter.id, parameter.value));
    }
    Provenance {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        commit: Some(COMMIT.to_owned()).filter(|commit| commit != "unknown"),
        command_line: std::env::args().collect(),
        threads: rayon::current_num_threads(),
        seconds,
        parameter_digest: hash
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
        grades,
    }
}
