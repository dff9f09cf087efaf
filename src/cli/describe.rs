//! `isolement describe`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::files::{expand, timeline, typed};
use super::start::levers;
use super::{Ended, complain, refuse, say, text, values};
use crate::scenario::{Scenario, describe, load_each, origin_table};
use crate::vocabulary::{Lang, fill};

/// Arguments of the verb.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement describe scenarios/volunteers-first.toml --origin")]
pub(super) struct Describe {
    /// Scenario files, or folders with scenario files
    #[arg(required = true, num_args = 1..)]
    files: Vec<PathBuf>,
    /// Shows for every lever from which file and line its value comes
    #[arg(long)]
    origin: bool,
    /// Years of the run that is described
    #[arg(long, default_value_t = 10, value_parser = values::years)]
    years: u16,
}

impl Describe {
    pub fn run(&self, lang: Lang) -> Ended {
        let levers = levers(lang)?;
        let scenarios = expand(&self.files)
            .and_then(|files| load_each(&files, &levers, &timeline(self.years)))
            .map_err(|problems| refuse(&problems, lang))?;
        for scenario in &scenarios {
            complain(&scenario.warnings, lang);
            say(describe(scenario, &levers, lang));
            if self.origin {
                say(origin_table(scenario, &levers, lang));
            }
        }
        if let [only] = scenarios.as_slice() {
            next(only, lang);
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Comparing with its base is what a described scenario is for.
pub(super) fn next(scenario: &Scenario, lang: Lang) {
    let Some(base) = &scenario.base else {
        return;
    };
    let base = scenario.path.with_file_name(format!("{base}.toml"));
    let command = format!(
        "isolement compare {} {}",
        typed(&base),
        typed(&scenario.path)
    );
    say(fill(text::NEXT, lang, &[("command", &command)]));
}
