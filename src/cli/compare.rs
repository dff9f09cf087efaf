//! `isolement compare`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::files::timeline;
use super::{COMMIT, FAILED, STOPPED, broken, complain, message, refuse, say, text, values};
use crate::engine::Model;
use crate::evidence::Grade;
use crate::experiment::{CompareError, Settings, compare};
use crate::input::Diagnostic;
use crate::report::{Provenance, ReportError, check_writable, terminal_summary, write_folder};
use crate::scenario::{Scenario, load};
use crate::vocabulary::{Lang, fill};

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
    #[arg(long, default_value_t = 20, value_parser = values::replicates)]
    replicates: u32,
    /// Seed of all draws: the same seed gives the same bits
    #[arg(long, default_value_t = 2007, value_parser = values::seed)]
    seed: u64,
    /// Share of the full city, for a quick look
    #[arg(long, default_value_t = 1.0, value_parser = values::scale)]
    scale: f64,
    /// Years to simulate, from 2007
    #[arg(long, default_value_t = 10, value_parser = values::years)]
    years: u16,
    /// Wanted half-width of the headline difference, in resident-years: says how many replicates
    /// that takes
    #[arg(long, value_parser = values::width)]
    half_width: Option<f64>,
    /// Euros that a year without isolation is worth, for the net benefit [default: the registry's]
    #[arg(long, value_parser = values::euros)]
    worth: Option<f64>,
    /// Also say what one more volunteer and one more professional hour a week would bring: takes
    /// three times as long
    #[arg(long)]
    marginal: bool,
    /// Folder for the results [default: out/<names of the scenarios>]
    #[arg(long)]
    out: Option<PathBuf>,
}

impl Compare {
    pub fn run(&self, lang: Lang) -> ExitCode {
        let model = match Model::embedded() {
            Ok(model) => model,
            Err(error) => return broken(&error, lang),
        };
        let months = self.years * YEAR;
        let scenarios = match self.load(&model, lang) {
            Ok(scenarios) => scenarios,
            Err(code) => return code,
        };
        let Some(base) = self.base_of(&scenarios) else {
            let names: Vec<&str> = scenarios.iter().map(|one| one.id.as_str()).collect();
            let choose = message(text::CHOOSE_FROM, &[("names", &names.join(", "))]);
            let problem = Diagnostic::error("", message(text::NO_SUCH_BASE, &[]));
            return refuse(&[problem.remedy(choose)], lang);
        };
        let out = self
            .out
            .clone()
            .unwrap_or_else(|| default_folder(&scenarios));
        if let Err(error) = check_writable(&out) {
            return refuse(&[report_problem(&error)], lang);
        }
        let settings = Settings {
            seed: self.seed,
            replicates: self.replicates,
            scale: self.scale,
            months,
            base,
            half_width: self.half_width,
            worth: self.worth,
            marginal: self.marginal,
        };
        self.simulate(&model, &scenarios, &settings, &out, lang)
    }

    fn load(&self, model: &Model, lang: Lang) -> Result<Vec<Scenario>, ExitCode> {
        let scenarios = load(&self.scenarios, &model.levers, &timeline(self.years))
            .map_err(|problems| refuse(&problems, lang))?;
        for scenario in &scenarios {
            complain(&scenario.warnings, lang);
        }
        Ok(scenarios)
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
            complain(&[Diagnostic::warning("", message(text::CTRL_C, &[]))], lang);
        }
        let bar = progress(settings.runs(scenarios.len()), lang);
        let began = Instant::now();
        let compared = compare(model, scenarios, settings, &|| bar.inc(1), &stop);
        bar.finish_and_clear();
        let comparison = match compared {
            Ok(comparison) => comparison,
            Err(CompareError::Interrupted) => {
                eprintln!("{}", text::STOPPED.get(lang));
                return ExitCode::from(STOPPED);
            }
        };
        let provenance = provenance(model, began.elapsed().as_secs_f64());
        match write_folder(&comparison, &provenance, out, lang) {
            Ok(written) => {
                say(terminal_summary(&comparison, lang, WIDTH));
                let report = written.folder.join("report.html").display().to_string();
                say(format!(
                    "\n{}",
                    fill(text::REPORT, lang, &[("path", &report)])
                ));
                say(fill(text::DIGEST, lang, &[("digest", &written.digest)]));
                ExitCode::SUCCESS
            }
            Err(error) => {
                complain(&[report_problem(&error)], lang);
                ExitCode::from(FAILED)
            }
        }
    }
}

fn report_problem(error: &ReportError) -> Diagnostic {
    Diagnostic::error("", [Lang::Nl, Lang::En].map(|lang| error.text(lang)))
}

pub(super) fn progress(runs: u64, lang: Lang) -> ProgressBar {
    let style = ProgressStyle::with_template(text::PROGRESS.get(lang));
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
    Provenance {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        commit: Some(COMMIT.to_owned()).filter(|commit| commit != "unknown"),
        command_line: std::env::args().collect(),
        threads: rayon::current_num_threads(),
        seconds,
        parameter_digest: model.registry.digest(),
        grades,
    }
}
