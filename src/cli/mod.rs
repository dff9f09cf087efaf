//! The command line. Each verb ends with an exit code: 0 is done, 1 is failed on the way, 2 is bad
//! input, 130 is stopped by Ctrl-C.

mod analyse;
mod analyse_text;
mod bench;
mod calibrate;
mod compare;
mod describe;
mod diff;
mod directions;
mod files;
mod help;
mod help_sweep;
mod help_text;
mod model;
mod new;
mod pilots;
mod population;
mod registry;
mod set;
mod start;
mod sweep;
mod sweep_files;
mod sweep_plan;
mod sweep_run;
mod sweep_text;
mod synthetic_cities;
mod text;
mod usage;
mod validate;
mod values;

use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::input::{Both, Diagnostic, both, render};
use crate::vocabulary::{Label, Lang, fill};

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
/// How a verb ended: done, or refused or failed half-way.
type Ended = Result<ExitCode, ExitCode>;

/// Failed on the way.
const FAILED: u8 = 1;
/// Stopped by Ctrl-C: 128 and the number of the signal, as shells have it.
const STOPPED: u8 = 130;

/// Compares policies against social isolation among older people in Rotterdam.
#[derive(Parser)]
#[command(name = "isolement", version = VERSION, about)]
struct Arguments {
    /// Language of all output, and of this help
    #[arg(long, value_enum, default_value_t, global = true)]
    lang: Language,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Runs scenarios on paired replicates and writes the comparison
    Compare(compare::Compare),
    /// Makes a scenario file with every lever as a comment
    New(new::New),
    /// Changes one value of a scenario file and leaves the rest as it is
    Set(set::Set),
    /// Checks scenario files
    Validate(validate::Validate),
    /// Says in plain words what a scenario changes
    Describe(describe::Describe),
    /// Says in plain words how two scenarios differ
    Diff(diff::Diff),
    /// Prints all levers with unit, range, default and source
    Levers(registry::Levers),
    /// Prints the JSON Schema of scenario files, for editors
    Schema(registry::Schema),
    /// Fits the uncertain parameters to what is known and writes draws that fit
    Calibrate(calibrate::Calibrate),
    /// Prints what the model rests on, and how it holds
    Model(model::ModelInfo),
    /// Runs the six pilots of 2007-2010 and puts them next to what the report says of them
    Pilots(pilots::Pilots),
    /// Tries whether each lever of a scenario moves what the report says that it moves
    Directions(directions::Directions),
    /// Runs many settings, on one machine or several, and goes on where it was
    Sweep(sweep::Sweep),
    /// Says what a sweep found: indices, effects, thresholds, failures, robustness
    Analyse(analyse::Analyse),
    /// Measures how fast a run is on this machine, and says where time and memory go
    Bench(bench::Bench),
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
    let words: Vec<_> = std::env::args_os().collect();
    let lang = usage::language(&words);
    let command = help::in_language(Arguments::command(), lang);
    let parsed = command
        .try_get_matches_from(&words)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return usage::explain(&error, &words, lang),
    };
    let lang = Lang::from(arguments.lang);
    let ended = match arguments.verb {
        Verb::Compare(verb) => verb.run(lang),
        Verb::New(verb) => verb.run(lang),
        Verb::Set(verb) => verb.run(lang),
        Verb::Validate(verb) => verb.run(lang),
        Verb::Describe(verb) => verb.run(lang),
        Verb::Diff(verb) => verb.run(lang),
        Verb::Levers(_) => registry::levers(lang),
        Verb::Schema(_) => registry::schema(lang),
        Verb::Calibrate(verb) => verb.run(lang),
        Verb::Model(verb) => verb.run(lang),
        Verb::Pilots(verb) => verb.run(lang),
        Verb::Directions(verb) => verb.run(lang),
        Verb::Sweep(verb) => verb.run(lang),
        Verb::Analyse(verb) => verb.run(lang),
        Verb::Bench(verb) => verb.run(lang),
        Verb::Population(verb) => verb.run(lang),
    };
    ended.unwrap_or_else(|code| code)
}

/// Prints a line. A reader who has gone, as `head` does, is no failure.
fn say(line: impl Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints problems where errors go.
fn complain(problems: &[Diagnostic], lang: Lang) {
    let color = std::io::stderr().is_terminal();
    let _ = write!(std::io::stderr(), "{}", render(problems, lang, color));
}

/// A text of this command as a message, in both languages.
fn message(text: Label, values: &[(&str, &str)]) -> [String; 2] {
    both(fill(text, Lang::Nl, values), fill(text, Lang::En, values))
}

/// A text with a reason that has its own words in each language.
fn with_reason(text: Label, [nl, en]: Both) -> Both {
    both(
        fill(text, Lang::Nl, &[("reason", &nl)]),
        fill(text, Lang::En, &[("reason", &en)]),
    )
}

/// Prints problems and gives the exit code of bad input.
fn refuse(problems: &[Diagnostic], lang: Lang) -> ExitCode {
    complain(problems, lang);
    ExitCode::from(BAD_INPUT)
}

/// What is compiled in is refused: a fault of the makers, not of the user.
fn broken(error: &dyn Display, lang: Lang) -> ExitCode {
    let detail = error.to_string();
    let problem = Diagnostic::error("", message(text::BROKEN, &[("detail", &detail)]));
    refuse(&[problem], lang)
}
