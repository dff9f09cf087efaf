//! `isolement validate`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::files::{expand, timeline, typed};
use super::start::levers;
use super::{BAD_INPUT, Ended, complain, say, text, values};
use crate::input::{Diagnostic, summary, to_json};
use crate::scenario::{Scenario, load_each};
use crate::vocabulary::{Lang, fill};

/// Arguments of the verb.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement validate scenarios")]
pub(super) struct Validate {
    /// Scenario files, or folders with scenario files
    #[arg(required = true, num_args = 1..)]
    files: Vec<PathBuf>,
    /// Years of the run in which the dates should lie
    #[arg(long, default_value_t = 10, value_parser = values::years)]
    years: u16,
    /// Form of the messages: for people, or JSON for editors and automatic checks
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Form of the messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

impl Validate {
    pub fn run(&self, lang: Lang) -> Ended {
        let levers = levers(lang)?;
        let read =
            expand(&self.files).and_then(|files| load_each(&files, &levers, &timeline(self.years)));
        match read {
            Ok(scenarios) => {
                self.sound(&scenarios, lang);
                Ok(ExitCode::SUCCESS)
            }
            Err(problems) => {
                self.tell(&problems, lang);
                Err(ExitCode::from(BAD_INPUT))
            }
        }
    }

    fn tell(&self, problems: &[Diagnostic], lang: Lang) {
        if self.format == Format::Json {
            say(to_json(problems, lang));
        } else if !problems.is_empty() {
            complain(problems, lang);
            eprintln!("{}", summary(problems, lang));
        }
    }

    fn sound(&self, scenarios: &[Scenario], lang: Lang) {
        let warnings: Vec<Diagnostic> = scenarios
            .iter()
            .flat_map(|scenario| scenario.warnings.clone())
            .collect();
        self.tell(&warnings, lang);
        if self.format == Format::Json {
            return;
        }
        for scenario in scenarios {
            let path = scenario.path.display().to_string();
            say(fill(text::SOUND, lang, &[("path", &path)]));
        }
        if let [only] = scenarios {
            let command = format!("isolement describe {}", typed(&only.path));
            say(fill(text::NEXT, lang, &[("command", &command)]));
        }
    }
}
