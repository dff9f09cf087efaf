//! `isolement bench`: how fast a run is on this machine, with everything that is needed to judge it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use super::{
    Ended, FAILED, VERSION, complain, message, refuse, say, start, text, values, with_reason,
};
use crate::engine::Model;
use crate::experiment::{DEFAULT_SEED, SpeedSettings, measure_speed};
use crate::input::{Diagnostic, in_words};
use crate::programme::{LeverTable, Policy};
use crate::report::{Listing, SpeedFacts, command_line, speed_listings};
use crate::scenario::{Scenario, Timeline, load};
use crate::vocabulary::{Lang, fill};

/// Between these lines of a page stands what was measured last.
const BEGIN: &str = "<!-- isolement bench: begin -->";
const END: &str = "<!-- isolement bench: end -->";

/// Arguments of the verb.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement bench --scale 0.1 --replicates 8")]
pub(super) struct Bench {
    /// Scenario file that is run; without one all levers are at their defaults
    scenario: Option<PathBuf>,
    /// Share of the full city; above 1 for a larger one, such as 35.4 for a country of 17 million
    #[arg(long, default_value_t = 1.0, value_parser = values::any_scale)]
    scale: f64,
    /// Months of a run
    #[arg(long, default_value_t = 120, value_parser = values::months)]
    months: u16,
    /// Also run this many replicates on one thread and on all, and say how much faster that is
    #[arg(long, value_parser = values::replicates)]
    replicates: Option<u32>,
    /// Seed of all draws: the same seed gives the same bits
    #[arg(long, default_value_t = DEFAULT_SEED, value_parser = values::seed)]
    seed: u64,
    /// Put the tables into this page, between its two marks, and leave the rest of it as it is
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
}

impl Bench {
    pub fn run(&self, lang: Lang) -> Ended {
        let page = match &self.write {
            Some(path) => Some(Page::read(path).map_err(|problems| refuse(&problems, lang))?),
            None => None,
        };
        let began = Instant::now();
        let model = start::model(lang)?;
        let model_seconds = began.elapsed().as_secs_f64();
        let scenario = self.load(&model, lang)?;
        let policy = match &scenario {
            Some(scenario) => scenario.policy.clone(),
            None => Policy::constant(
                LeverTable::defaults(&model.levers).map_err(|error| super::broken(&error, lang))?,
            ),
        };
        let settings = SpeedSettings {
            seed: self.seed,
            scale: self.scale,
            months: self.months,
            replicates: self.replicates,
        };
        let speed = measure_speed(&model, &policy, &settings).map_err(|error| {
            let told = with_reason(text::NO_THREADS, in_words(&error));
            complain(&[Diagnostic::error("", told)], lang);
            ExitCode::from(FAILED)
        })?;
        let title = scenario
            .as_ref()
            .map(|one| one.title[lang as usize].as_str());
        let facts = SpeedFacts {
            settings: &settings,
            policy: title,
            model_seconds,
        };
        let listings = speed_listings(&speed, &facts, lang);
        let digest = fill(text::DIGEST, lang, &[("digest", &speed.digest)]);
        if let Some(page) = page {
            page.write(&markdown(&listings, &digest, lang))
                .map_err(|problems| {
                    complain(&problems, lang);
                    ExitCode::from(FAILED)
                })?;
        }
        let tables: Vec<String> = listings.iter().map(Listing::terminal).collect();
        say(tables.join("\n"));
        say(digest);
        Ok(ExitCode::SUCCESS)
    }

    fn load(&self, model: &Model, lang: Lang) -> Result<Option<Scenario>, ExitCode> {
        let Some(path) = &self.scenario else {
            return Ok(None);
        };
        let timeline = Timeline {
            start: Model::START,
            months: self.months,
        };
        let loaded = load(std::slice::from_ref(path), &model.levers, &timeline)
            .map_err(|problems| refuse(&problems, lang))?;
        for scenario in &loaded {
            complain(&scenario.warnings, lang);
        }
        Ok(loaded.into_iter().next())
    }
}

/// The tables as a part of a page, with the command that makes them.
fn markdown(listings: &[Listing], digest: &str, lang: Lang) -> String {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let command = format!("isolement {}", command_line(&words));
    let made = fill(
        text::MADE_BY,
        lang,
        &[("command", &command), ("version", VERSION)],
    );
    let tables: Vec<String> = listings.iter().map(Listing::markdown).collect();
    format!("{made}\n\n{}\n`{digest}`\n", tables.join("\n"))
}

/// A page with a part that is made anew.
struct Page<'a> {
    path: &'a Path,
    before: String,
    after: String,
}

impl<'a> Page<'a> {
    fn read(path: &'a Path) -> Result<Self, Vec<Diagnostic>> {
        let name = || path.display().to_string();
        let page = fs::read_to_string(path).map_err(|error| {
            let told = with_reason(text::NOT_READ, in_words(&error));
            vec![Diagnostic::error(name(), told)]
        })?;
        let parts = page.split_once(BEGIN).and_then(|(before, rest)| {
            let (_, after) = rest.split_once(END)?;
            Some((before.to_owned(), after.to_owned()))
        });
        let (before, after) = parts.ok_or_else(|| {
            let marks = [("begin", BEGIN), ("end", END)];
            let problem = Diagnostic::error(name(), message(text::NO_MARKS, &[]));
            vec![problem.remedy(message(text::PUT_MARKS, &marks))]
        })?;
        Ok(Self {
            path,
            before,
            after,
        })
    }

    fn write(&self, part: &str) -> Result<(), Vec<Diagnostic>> {
        let page = format!("{}{BEGIN}\n\n{part}\n{END}{}", self.before, self.after);
        fs::write(self.path, page).map_err(|error| {
            let told = with_reason(text::NOT_WRITTEN, in_words(&error));
            vec![Diagnostic::error(self.path.display().to_string(), told)]
        })
    }
}
