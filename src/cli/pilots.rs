//! `isolement pilots`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{BAD_INPUT, Language, compare::progress, refuse, scale};
use crate::engine::Model;
use crate::evidence::PilotTarget;
use crate::experiment::{PilotSettings, pilot_months, pilots};
use crate::programme::{LeverTable, Policy};
use crate::report::pilots_table;
use crate::scenario::{Scenario, Timeline, load, render};
use crate::vocabulary::Lang;

/// Arguments of the verb.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement pilots --scale 0.2 --replicates 8")]
pub(super) struct Pilots {
    /// Scenario file with the levers of the pilots
    #[arg(long, default_value = "scenarios/pilots.toml")]
    scenario: PathBuf,
    /// Replicates
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    replicates: u32,
    /// Seed of all draws: the same seed gives the same bits
    #[arg(long, default_value_t = 2007)]
    seed: u64,
    /// Share of the full city, for a quick look; numbers are scaled up to the full city
    #[arg(long, default_value_t = 1.0, value_parser = scale)]
    scale: f64,
    /// Language of the table
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
}

impl Pilots {
    pub fn run(&self) -> ExitCode {
        let lang = Lang::from(self.lang);
        let model = match Model::embedded() {
            Ok(model) => model,
            Err(error) => return refuse(&error),
        };
        let (targets, regular) =
            match (PilotTarget::embedded(), LeverTable::defaults(&model.levers)) {
                (Ok(targets), Ok(levers)) => (targets, Policy::constant(levers)),
                (Err(error), _) | (_, Err(error)) => return refuse(&error),
            };
        let scenario = match self.load(&model, pilot_months(&targets), lang) {
            Ok(scenario) => scenario,
            Err(code) => return code,
        };
        let settings = PilotSettings {
            seed: self.seed,
            replicates: self.replicates,
            scale: self.scale,
        };
        let bar = progress(u64::from(self.replicates));
        let done = || bar.inc(1);
        let rows = pilots(
            &model,
            &scenario.policy,
            &regular,
            targets,
            &settings,
            &done,
        );
        bar.finish_and_clear();
        println!("{}", pilots_table(&rows, &settings, lang));
        ExitCode::SUCCESS
    }

    fn load(&self, model: &Model, months: u16, lang: Lang) -> Result<Scenario, ExitCode> {
        let timeline = Timeline {
            start: Model::START,
            months,
        };
        let files = [self.scenario.clone()];
        let loaded = load(&files, &model.levers, &timeline).map_err(|problems| {
            eprintln!("{}", render(&problems, lang, false));
            ExitCode::from(BAD_INPUT)
        })?;
        // One file was given, so one scenario was read.
        let scenario = loaded.into_iter().next();
        scenario.ok_or_else(|| ExitCode::from(BAD_INPUT))
    }
}
