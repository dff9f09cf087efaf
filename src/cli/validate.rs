//! `isolement validate`.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{BAD_INPUT, Language, refuse};
use crate::engine::Model;
use crate::input::render;
use crate::scenario::{Timeline, load};
use crate::vocabulary::Lang;

/// Arguments of the verb.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement validate scenarios/volunteers-first.toml --lang en")]
pub(super) struct Validate {
    /// Scenario files
    #[arg(required = true, num_args = 1..)]
    scenarios: Vec<PathBuf>,
    /// Years of the run in which the dates should lie
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=40))]
    years: u16,
    /// Language of messages and descriptions
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
}

impl Validate {
    pub fn run(&self) -> ExitCode {
        let lang = Lang::from(self.lang);
        let model = match Model::embedded() {
            Ok(model) => model,
            Err(error) => return refuse(&error),
        };
        let timeline = Timeline {
            start: Model::START,
            months: self.years * 12,
        };
        let color = std::io::stderr().is_terminal();
        match load(&self.scenarios, &model.levers, &timeline) {
            Err(problems) => {
                eprintln!("{}", render(&problems, lang, color));
                ExitCode::from(BAD_INPUT)
            }
            Ok(scenarios) => {
                for scenario in &scenarios {
                    if !scenario.warnings.is_empty() {
                        eprintln!("{}", render(&scenario.warnings, lang, color));
                    }
                    let place = match lang {
                        Lang::Nl => 0,
                        Lang::En => 1,
                    };
                    println!("{}: {}", scenario.id, scenario.title[place]);
                    for sentence in &scenario.sentences[place] {
                        println!("  - {sentence}");
                    }
                }
                ExitCode::SUCCESS
            }
        }
    }
}
