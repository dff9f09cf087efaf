//! `isolement directions`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::files::expand;
use super::start::{self, progress};
use super::{Ended, broken, complain, refuse, say, values};
use crate::engine::Model;
use crate::evidence::{Direction, LeverRegistry};
use crate::experiment::{DirectionCase, DirectionSettings, directions};
use crate::input::Diagnostic;
use crate::programme::{LeverTable, Policy};
use crate::report::directions_table;
use crate::scenario::{Scenario, Timeline, load, unknown_lever};
use crate::vocabulary::Lang;

/// Arguments of the verb.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement directions scenarios/heavy-first.toml --scale 0.2")]
pub(super) struct Directions {
    /// Scenario files, or folders with scenario files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Try this lever only; may be given more than once
    #[arg(long = "lever", value_name = "LEVER")]
    levers: Vec<String>,
    /// Replicates
    #[arg(long, default_value_t = 8, value_parser = values::replicates)]
    replicates: u32,
    /// Seed of all draws: the same seed gives the same bits
    #[arg(long, default_value_t = 2007, value_parser = values::seed)]
    seed: u64,
    /// Share of the full city
    #[arg(long, default_value_t = 1.0, value_parser = values::scale)]
    scale: f64,
    /// Years of a run, from 2007
    #[arg(long, default_value_t = 5, value_parser = values::years)]
    years: u16,
}

impl Directions {
    pub fn run(&self, lang: Lang) -> Ended {
        let model = start::model(lang)?;
        let (known, default) = match (
            Direction::embedded(&model.levers),
            LeverTable::defaults(&model.levers),
        ) {
            (Ok(known), Ok(levers)) => (known, Policy::constant(levers)),
            (Err(error), _) | (_, Err(error)) => return Err(broken(&error, lang)),
        };
        let settings = DirectionSettings {
            seed: self.seed,
            replicates: self.replicates,
            scale: self.scale,
            months: self.years * 12,
        };
        let refused = |problems: Vec<Diagnostic>| refuse(&problems, lang);
        let cases = self
            .cases(&model, &default, settings.months, lang)
            .map_err(refused)?;
        let only = self.asked(&model.levers).map_err(refused)?;
        let bar = progress(cases.len() as u64 * u64::from(self.replicates), lang);
        let done = || bar.inc(1);
        let rows = directions(&model, &cases, &known, only.as_deref(), &settings, &done);
        bar.finish_and_clear();
        say(directions_table(&rows, &model.levers, &settings, lang));
        Ok(ExitCode::SUCCESS)
    }

    /// The levers that are asked for, by position of the registry; none for all of them.
    fn asked(&self, levers: &LeverRegistry) -> Result<Option<Vec<usize>>, Vec<Diagnostic>> {
        let (mut found, mut unknown) = (Vec::new(), Vec::new());
        for id in &self.levers {
            match levers.find(id) {
                Some((position, _)) => found.push(position),
                None => unknown.push(unknown_lever(levers, id, |problem| {
                    Diagnostic::error("--lever", problem)
                })),
            }
        }
        match (unknown.is_empty(), found.is_empty()) {
            (false, _) => Err(unknown),
            (true, all) => Ok((!all).then_some(found)),
        }
    }

    /// Each scenario with the file on which it builds.
    fn cases(
        &self,
        model: &Model,
        default: &Policy,
        months: u16,
        lang: Lang,
    ) -> Result<Vec<DirectionCase>, Vec<Diagnostic>> {
        let timeline = Timeline {
            start: Model::START,
            months,
        };
        let read = |path: &Path| -> Result<Option<Scenario>, Vec<Diagnostic>> {
            let loaded = load(&[path.to_owned()], &model.levers, &timeline)?;
            Ok(loaded.into_iter().next())
        };
        let mut cases = Vec::new();
        for path in expand(&self.files)? {
            let Some(scenario) = read(&path)? else {
                continue;
            };
            complain(&scenario.warnings, lang);
            let below = match &scenario.base {
                Some(name) => read(&path.with_file_name(format!("{name}.toml")))?,
                None => None,
            };
            cases.push(DirectionCase {
                id: scenario.id,
                policy: scenario.policy,
                base: below.map_or_else(|| default.clone(), |below| below.policy),
            });
        }
        Ok(cases)
    }
}
