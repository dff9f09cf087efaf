//! `isolement compare`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, ValueEnum};

use super::files::timeline;
use super::start::{self, progress, stop_on_signals};
use super::{COMMIT, Ended, FAILED, STOPPED, complain, message, refuse, say, text, values};
use crate::engine::Model;
use crate::evidence::{Grade, ParameterDraws};
use crate::experiment::{
    CompareError, DEFAULT_REPLICATES, DEFAULT_SEED, DEFAULT_YEARS, DrawPlan, Settings,
    add_uncertainty, compare,
};
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
    #[arg(long, default_value_t = DEFAULT_REPLICATES, value_parser = values::replicates)]
    replicates: u32,
    /// Seed of all draws: the same seed gives the same bits
    #[arg(long, default_value_t = DEFAULT_SEED, value_parser = values::seed)]
    seed: u64,
    /// Share of the full city, such as 0.1, for a quick look
    #[arg(long, default_value_t = 1.0, value_parser = values::scale)]
    scale: f64,
    /// Years to simulate, from 2007
    #[arg(long, default_value_t = DEFAULT_YEARS, value_parser = values::years)]
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
    /// What to do about parameters that are not known exactly: see in short how much they matter
    /// (quick), run with every draw twice, which takes long (draws), or nothing (none)
    #[arg(long, value_enum, default_value_t)]
    parameters: Parameters,
    /// File with draws of the parameters, made by calibrate [default: those of the default city]
    #[arg(long)]
    draws: Option<PathBuf>,
    /// Folder for the results [default: out/<names of the scenarios>]
    #[arg(long)]
    out: Option<PathBuf>,
}

/// What is done about parameters that are not known exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Parameters {
    /// A quick look with some draws on a small part of the city
    #[default]
    Quick,
    /// Every draw, twice, on a larger part: takes far longer
    Draws,
    /// Nothing: chance only
    None,
}

impl Compare {
    pub fn run(&self, lang: Lang) -> Ended {
        let model = start::model(lang)?;
        let months = self.years * YEAR;
        let scenarios = self.load(&model, lang)?;
        let Some(base) = self.base_of(&scenarios) else {
            let names: Vec<&str> = scenarios.iter().map(|one| one.id.as_str()).collect();
            let choose = message(text::CHOOSE_FROM, &[("names", &names.join(", "))]);
            let problem = Diagnostic::error("", message(text::NO_SUCH_BASE, &[]));
            return Err(refuse(&[problem.remedy(choose)], lang));
        };
        let out = self
            .out
            .clone()
            .unwrap_or_else(|| default_folder(&scenarios));
        check_writable(&out).map_err(|error| refuse(&[report_problem(&error)], lang))?;
        let draws = start::draws(self.draws.as_deref(), &model, lang)?;
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
        let plan = match self.parameters {
            Parameters::None => None,
            Parameters::Quick => Some(DrawPlan::quick(&draws, &settings)),
            Parameters::Draws => Some(DrawPlan::full(&draws, &settings)),
        };
        // One scenario alone has no difference.
        let plan = plan
            .filter(|_| scenarios.len() > 1)
            .map(|plan| (&draws, plan));
        self.simulate(&model, &scenarios, &settings, plan, &out, lang)
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
        plan: Option<(&ParameterDraws, DrawPlan)>,
        out: &std::path::Path,
        lang: Lang,
    ) -> Ended {
        let stop = stop_on_signals(lang);
        let of_draws = plan
            .as_ref()
            .map_or(0, |(_, plan)| plan.runs(scenarios.len()));
        let bar = progress(settings.runs(scenarios.len()) + of_draws, lang);
        let began = Instant::now();
        let tick = || bar.inc(1);
        let compared = compare(model, scenarios, settings, &tick, &stop).and_then(|mut found| {
            if let Some((draws, plan)) = &plan {
                let drawn = (*draws, plan);
                add_uncertainty(&mut found, model, scenarios, settings, drawn, &tick, &stop)?;
            }
            Ok(found)
        });
        bar.finish_and_clear();
        let comparison = match compared {
            Ok(comparison) => comparison,
            Err(CompareError::Interrupted) => {
                eprintln!("{}", text::STOPPED.get(lang));
                return Err(ExitCode::from(STOPPED));
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
                Ok(ExitCode::SUCCESS)
            }
            Err(error) => {
                complain(&[report_problem(&error)], lang);
                Err(ExitCode::from(FAILED))
            }
        }
    }
}

fn report_problem(error: &ReportError) -> Diagnostic {
    Diagnostic::error("", [Lang::Nl, Lang::En].map(|lang| error.text(lang)))
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
