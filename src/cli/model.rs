//! `isolement model`: what the model rests on, from what is compiled in.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{broken, say};
use crate::engine::Model;
use crate::evidence::Target;
use crate::report::{Listing, parameter_listing, target_listing};
use crate::vocabulary::Lang;

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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// All parameters with unit, range, source and grade
    Parameters,
    /// All targets for calibration and validation
    Targets,
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
    pub fn run(&self, lang: Lang) -> ExitCode {
        let model = match Model::embedded() {
            Ok(model) => model,
            Err(error) => return broken(&error, lang),
        };
        let listing = match self.part {
            Part::Parameters => parameter_listing(&model.registry, lang),
            Part::Targets => match Target::embedded(&model.tables) {
                Ok(targets) => target_listing(&targets, lang),
                Err(error) => return broken(&error, lang),
            },
        };
        self.print(&listing, lang)
    }

    fn print(&self, listing: &Listing, lang: Lang) -> ExitCode {
        let text = match self.format {
            Format::Text => listing.terminal(),
            Format::Csv => listing.csv(),
            Format::Html => listing.html(lang),
        };
        say(text.trim_end());
        ExitCode::SUCCESS
    }
}
