//! `isolement set`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::files::timeline;
use super::start::levers;
use super::{Ended, complain, refuse, say, text, values, with_reason};
use crate::input::{Diagnostic, folder_of, in_words};
use crate::scenario::{describe, load_text, set};
use crate::vocabulary::{Lang, fill};

/// Arguments of the verb.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement set scenarios/mine.toml activities.places 12")]
pub(super) struct Set {
    /// The scenario file
    file: PathBuf,
    /// The name of a lever, or base, title.nl, question.en and so on
    key: String,
    /// The new value: a number, a word, or TOML such as '{ value = 12, from = "2010-01" }'
    #[arg(allow_hyphen_values = true)]
    value: String,
    /// Years of the run in which the dates should lie
    #[arg(long, default_value_t = 10, value_parser = values::years)]
    years: u16,
}

impl Set {
    pub fn run(&self, lang: Lang) -> Ended {
        let levers = levers(lang)?;
        let changed = set(&self.file, &self.key, &self.value, &levers).and_then(|text| {
            let timeline = timeline(self.years);
            let scenario = load_text(&self.file, &text, &levers, &timeline)?;
            Ok((text, scenario))
        });
        let (text, scenario) = changed.map_err(|problems| refuse(&problems, lang))?;
        let shown = self.file.display().to_string();
        let same = std::fs::read_to_string(&self.file).is_ok_and(|before| before == text);
        if !same && let Err(error) = replace(&self.file, &text) {
            let message = with_reason(text::NOT_WRITTEN, in_words(&error));
            return Err(refuse(&[Diagnostic::error(shown, message)], lang));
        }
        complain(&scenario.warnings, lang);
        let done = if same { text::UNCHANGED } else { text::CHANGED };
        say(fill(done, lang, &[("path", &shown)]));
        say(describe(&scenario, &levers, lang));
        super::describe::next(&scenario, lang);
        Ok(ExitCode::SUCCESS)
    }
}

/// Replaces a file as a whole, with its rights; a link keeps pointing at it.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let path = path.canonicalize()?;
    let rights = std::fs::metadata(&path)?.permissions();
    let mut file = tempfile::NamedTempFile::new_in(folder_of(&path))?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(rights)?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}
