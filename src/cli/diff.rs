//! `isolement diff`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::files::{timeline, typed};
use super::start::levers;
use super::{Ended, complain, refuse, say, text, values};
use crate::scenario::{difference, load_each};
use crate::vocabulary::{Lang, fill};

/// Arguments of the verb.
#[derive(Args)]
#[command(
    after_help = "Example:\n  isolement diff scenarios/rotterdam-approach.toml scenarios/volunteers-first.toml"
)]
pub(super) struct Diff {
    /// The scenario from which the difference is seen
    first: PathBuf,
    /// The other scenario
    second: PathBuf,
    /// Years of the run that is described
    #[arg(long, default_value_t = 10, value_parser = values::years)]
    years: u16,
}

impl Diff {
    pub fn run(&self, lang: Lang) -> Ended {
        let levers = levers(lang)?;
        let timeline = timeline(self.years);
        let paths = [self.first.clone(), self.second.clone()];
        let scenarios =
            load_each(&paths, &levers, &timeline).map_err(|problems| refuse(&problems, lang))?;
        let [first, second] = [&scenarios[0], &scenarios[1]];
        complain(&first.warnings, lang);
        complain(&second.warnings, lang);
        let changes = first.differences(second, &levers, &timeline);
        say(difference([first, second], &changes, &levers, lang));
        if !changes.is_empty() && first.id != second.id {
            let paths = format!("{} {}", typed(&self.first), typed(&self.second));
            let command = format!("isolement compare {paths}");
            say(fill(text::NEXT, lang, &[("command", &command)]));
        }
        Ok(ExitCode::SUCCESS)
    }
}
