//! `isolement pilots`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::start::{self, progress};
use super::{Ended, broken, complain, refuse, say, values};
use crate::engine::Model;
use crate::evidence::PilotTarget;
use crate::experiment::{PilotSettings, pilot_months, pilots};
use crate::programme::{LeverTable, Policy};
use crate::report::pilots_table;
use crate::scenario::{Scenario, Timeline, load};
use crate::vocabulary::Lang;

/// Arguments of the verb.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement pilots --scale 0.2 --replicates 8")]
pub(super) struct Pilots {
    /// Scenario file with the levers of the pilots
    #[arg(long, default_value = "scenarios/pilots.toml")]
    scenario: PathBuf,
    /// Replicates
    #[arg(long, default_value_t = 20, value_parser = values::replicates)]
    replicates: u32,
    /// Seed of all draws: the same seed gives the same bits
    #[arg(long, default_value_t = 2007, value_parser = values::seed)]
    seed: u64,
    /// Share of the full city, for a quick look; numbers are scaled up to the full city
    #[arg(long, default_value_t = 1.0, value_parser = values::scale)]
    scale: f64,
}

impl Pilots {
    pub fn run(&self, lang: Lang) -> Ended {
        let model = start::model(lang)?;
        let (targets, regular) =
            match (PilotTarget::embedded(), LeverTable::defaults(&model.levers)) {
                (Ok(targets), Ok(levers)) => (targets, Policy::constant(levers)),
                (Err(error), _) | (_, Err(error)) => return Err(broken(&error, lang)),
            };
        let scenario = self.load(&model, pilot_months(&targets), lang)?;
        let settings = PilotSettings {
            seed: self.seed,
            replicates: self.replicates,
            scale: self.scale,
        };
        let bar = progress(u64::from(self.replicates), lang);
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
        say(pilots_table(&rows, &settings, lang));
        Ok(ExitCode::SUCCESS)
    }

    fn load(&self, model: &Model, months: u16, lang: Lang) -> Result<Scenario, ExitCode> {
        let timeline = Timeline {
            start: Model::START,
            months,
        };
        let files = [self.scenario.clone()];
        let loaded =
            load(&files, &model.levers, &timeline).map_err(|problems| refuse(&problems, lang))?;
        // One file was given, so one scenario was read.
        let scenario = loaded.into_iter().next();
        let scenario = scenario.ok_or_else(|| refuse(&[], lang))?;
        complain(&scenario.warnings, lang);
        Ok(scenario)
    }
}
