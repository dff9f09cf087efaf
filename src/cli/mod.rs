//! The command line. Each verb ends with an exit code: 0 is done, 1 is failed on the way, 2 is bad
//! input, 130 is stopped by Ctrl-C.

mod compare;
mod pilots;
mod population;
mod validate;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::vocabulary::Lang;

/// Commit from which the program is built, or "unknown" (see `build.rs`).
const COMMIT: &str = env!("ISOLEMENT_COMMIT");
/// Version and commit.
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    " (",
    env!("ISOLEMENT_COMMIT"),
    ")"
);
/// Bad input: nothing was written.
const BAD_INPUT: u8 = 2;
/// Failed on the way.
const FAILED: u8 = 1;
/// Stopped by Ctrl-C: 128 and the number of the signal, as shells have it.
const STOPPED: u8 = 130;

/// Compares policies against social isolation among older people in Rotterdam.
#[derive(Parser)]
#[command(name = "isolement", version = VERSION, about)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Runs scenarios on paired replicates and writes the comparison
    Compare(compare::Compare),
    /// Checks scenario files and says in plain words what they change
    Validate(validate::Validate),
    /// Runs the six pilots of 2007-2010 and puts them next to what the report says of them
    Pilots(pilots::Pilots),
    /// Makes the standing state of 2007 and compares it with the tables of the report
    Population(population::Population),
}

/// Language of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Language {
    /// Dutch
    #[default]
    Nl,
    /// English
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Nl => Self::Nl,
            Language::En => Self::En,
        }
    }
}

/// Runs the command with the arguments of the process.
pub fn main() -> ExitCode {
    match Arguments::parse().verb {
        Verb::Compare(verb) => verb.run(),
        Verb::Validate(verb) => verb.run(),
        Verb::Pilots(verb) => verb.run(),
        Verb::Population(verb) => verb.run(),
    }
}

/// Prints an error and gives the exit code of bad input.
fn refuse(error: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("error: {error}");
    ExitCode::from(BAD_INPUT)
}

/// A share of the city: above 0, at most 1.
fn scale(text: &str) -> Result<f64, String> {
    let number: f64 = text
        .parse()
        .map_err(|_| "write a number such as 0.1".to_owned())?;
    if number > 0.0 && number <= 1.0 {
        Ok(number)
    } else {
        Err("the scale is above 0 and at most 1 (the full city)".to_owned())
    }
}
