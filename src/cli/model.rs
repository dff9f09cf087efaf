//! `isolement model`: what the model rests on and how it holds, from what is compiled in.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::files::timeline;
use super::start::{self, progress, stop_on_signals};
use super::{Ended, STOPPED, broken, complain, message, refuse, say, text, values};
use crate::calibration::{twins, validate};
use crate::engine::Model;
use crate::evidence::{Target, Use};
use crate::experiment::{Settings, overturn, overturn_runs};
use crate::input::Diagnostic;
use crate::report::{
    Listing, description, listing_page, overturn_listing, parameter_listing, pattern_listing,
    target_check, target_listing, twin_listing,
};
use crate::scenario::{Scenario, load};
use crate::vocabulary::Lang;

/// Years that scenarios are run for the sensitivity to assumptions.
const YEARS: u16 = 10;

/// Share of the full city in a run of the validation where nothing else is asked.
const SCALE: f64 = 0.1;

/// Draws that are run where nothing else is asked.
const RUNS: u32 = 24;

/// Arguments of the verb.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement model parameters --format csv > parameters.csv")]
pub(super) struct ModelInfo {
    /// What to print
    #[arg(value_enum)]
    part: Part,
    /// Form of a table
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// For the validation: file with draws of the parameters, made by calibrate [default: those of the
    /// default city]
    #[arg(long)]
    draws: Option<PathBuf>,
    /// For the validation: how many of the draws are run [default: 24, or all if there are fewer]
    #[arg(long, value_parser = values::replicates)]
    runs: Option<u32>,
    /// For the validation: share of the full city in a run [default: 0.1]
    #[arg(long, value_parser = values::scale)]
    scale: Option<f64>,
    /// For the validation: scenario files, the base first; says which assumptions could overturn their
    /// ranking
    #[arg(long, num_args = 2..)]
    scenarios: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The model description
    Description,
    /// All parameters with unit, range, source and grade
    Parameters,
    /// All targets for calibration and validation
    Targets,
    /// Runs of fitted draws against targets and patterns
    Validation,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Columns for a terminal
    #[default]
    Text,
    /// Comma-separated
    Csv,
    /// A page for a browser
    Html,
}

impl ModelInfo {
    pub fn run(&self, lang: Lang) -> Ended {
        let model = start::model(lang)?;
        let targets = start::targets(&model, lang)?;
        if self.part != Part::Validation
            && let Some(option) = self.given_for_validation()
        {
            let problem = message(text::ONLY_VALIDATION, &[("option", option)]);
            return Err(refuse(&[Diagnostic::error("", problem)], lang));
        }
        let listings = match self.part {
            Part::Description => {
                say(description(&model, &targets).trim_end());
                return Ok(ExitCode::SUCCESS);
            }
            Part::Parameters => vec![parameter_listing(&model.registry, lang)],
            Part::Targets => vec![target_listing(&targets, lang)],
            Part::Validation => self.validation(&model, &targets, lang)?,
        };
        self.print(&listings, lang);
        Ok(ExitCode::SUCCESS)
    }

    /// An option that was given and that only the validation knows.
    fn given_for_validation(&self) -> Option<&'static str> {
        let given = [
            ("--draws", self.draws.is_some()),
            ("--runs", self.runs.is_some()),
            ("--scale", self.scale.is_some()),
            ("--scenarios", !self.scenarios.is_empty()),
        ];
        given
            .iter()
            .find(|(_, given)| *given)
            .map(|(name, _)| *name)
    }

    fn print(&self, listings: &[Listing], lang: Lang) {
        let all = |form: fn(&Listing) -> String| -> String {
            listings.iter().map(form).collect::<Vec<_>>().join("\n")
        };
        let text = match self.format {
            Format::Text => all(Listing::terminal),
            Format::Csv => all(Listing::csv),
            Format::Html => {
                let title = match listings {
                    [only] => only.title.as_str(),
                    _ => text::VALIDATION.get(lang),
                };
                listing_page(title, listings, lang)
            }
        };
        say(text.trim_end());
    }

    fn validation(
        &self,
        model: &Model,
        targets: &[Target],
        lang: Lang,
    ) -> Result<Vec<Listing>, ExitCode> {
        let draws = start::draws(self.draws.as_deref(), model, lang)?;
        let count = draws.draws.len();
        if !draws.is_of(&model.registry) {
            let path = self.draws.as_ref().map(|path| path.display().to_string());
            let problem = message(text::OTHER_DRAWS, &[]);
            let warning = Diagnostic::warning(path.unwrap_or_default(), problem);
            complain(&[warning], lang);
        }
        let runs = self.runs.unwrap_or(RUNS.min(count as u32));
        if runs as usize > count {
            let values = [("count", &*count.to_string()), ("asked", &runs.to_string())];
            let problem = message(text::NOT_SO_MANY_DRAWS, &values);
            return Err(refuse(&[Diagnostic::error("", problem)], lang));
        }
        let scenarios = self.load(model, lang)?;
        let scale = self.scale.unwrap_or(SCALE);
        let stop = stop_on_signals(lang);
        let overturns = if scenarios.is_empty() {
            0
        } else {
            overturn_runs(model)
        };
        let bar = progress(u64::from(runs) + overturns, lang);
        let tick = || bar.inc(1);
        let stopped = || ExitCode::from(STOPPED);
        let shown = validate(model, targets, &draws, runs, scale, &tick, &stop)
            .map_err(|error| broken(&error, lang))?
            .ok_or_else(stopped)?;
        let found =
            twins(&model.registry, draws.seed, scale).map_err(|error| broken(&error, lang))?;
        let mut listings = vec![
            target_check(targets, &shown, Use::Fit, lang),
            target_check(targets, &shown, Use::Keep, lang),
            target_check(targets, &shown, Use::Input, lang),
            pattern_listing(&shown, lang),
            twin_listing(&found, lang),
        ];
        if !scenarios.is_empty() {
            let settings = Settings {
                seed: draws.seed,
                replicates: 2,
                scale,
                months: YEARS * 12,
                base: 0,
                half_width: None,
                worth: None,
                marginal: false,
            };
            let found =
                overturn(model, &scenarios, &settings, &tick, &stop).map_err(|_| stopped())?;
            let titles: Vec<&str> = scenarios
                .iter()
                .map(|scenario| scenario.title[lang as usize].as_str())
                .collect();
            listings.push(overturn_listing(&found, &titles, 0, lang));
        }
        bar.finish_and_clear();
        Ok(listings)
    }

    fn load(&self, model: &Model, lang: Lang) -> Result<Vec<Scenario>, ExitCode> {
        if self.scenarios.is_empty() {
            return Ok(Vec::new());
        }
        let scenarios = load(&self.scenarios, &model.levers, &timeline(YEARS))
            .map_err(|problems| refuse(&problems, lang))?;
        for scenario in &scenarios {
            complain(&scenario.warnings, lang);
        }
        Ok(scenarios)
    }
}
