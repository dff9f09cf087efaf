//! A command that is not well written, told in the language of the user.

use std::error::Error as _;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error};

use super::Arguments;
use super::values::Refusal;
use super::{BAD_INPUT, complain, message, say, text};
use crate::input::{Both, Diagnostic};
use crate::vocabulary::Lang;

/// The language that the words of the command ask for, before they are known to be right.
pub(super) fn language(words: &[OsString]) -> Lang {
    let asks = |place: usize| {
        let word = words[place].to_string_lossy();
        match word.strip_prefix("--lang") {
            Some("") => words
                .get(place + 1)
                .map(|next| next.to_string_lossy().into_owned()),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        }
    };
    let english = (1..words.len()).filter_map(asks).any(|lang| lang == "en");
    if english { Lang::En } else { Lang::Nl }
}

/// Prints help where it was asked for, or says what is wrong with the command.
pub(super) fn explain(error: &Error, words: &[OsString], lang: Lang) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            say(error.render().to_string().trim_end());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprintln!("{}", error.render().to_string().trim_end());
            ExitCode::from(BAD_INPUT)
        }
        _ => {
            complain(&[problem(error, words)], lang);
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn problem(error: &Error, words: &[OsString]) -> Diagnostic {
    let what = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let verb = context(error, ContextKind::InvalidSubcommand);
    let quoted = |text: &str| format!("'{text}'");
    let what = quoted(&what.unwrap_or_default());
    let told = match error.kind() {
        ErrorKind::UnknownArgument => message(text::U_OPTION, &[("what", &what)]),
        ErrorKind::InvalidSubcommand => {
            let verb = quoted(&verb.unwrap_or_default());
            message(text::U_VERB, &[("what", &verb)])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            match value.filter(|value| !value.is_empty()) {
                Some(value) => {
                    let value = quoted(&value);
                    message(text::U_VALUE, &[("value", &value), ("what", &what)])
                }
                None => message(text::U_NO_VALUE, &[("what", &what)]),
            }
        }
        ErrorKind::MissingRequiredArgument => message(text::U_MISSING, &[("what", &what)]),
        ErrorKind::TooManyValues => {
            let value = quoted(&value.unwrap_or_default());
            message(text::U_TOO_MANY, &[("value", &value)])
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            message(text::U_TOO_FEW, &[("what", &what)])
        }
        ErrorKind::ArgumentConflict => {
            let other = quoted(&context(error, ContextKind::PriorArg).unwrap_or_default());
            if other == what {
                message(text::U_TWICE, &[("what", &what)])
            } else {
                message(text::U_CONFLICT, &[("what", &what), ("other", &other)])
            }
        }
        ErrorKind::InvalidUtf8 => message(text::U_NOT_TEXT, &[]),
        _ => message(text::U_OTHER, &[]),
    };
    let refused = error
        .source()
        .and_then(|source| source.downcast_ref::<Refusal>())
        .map(|refusal| refusal.0.clone());
    let mut problem = Diagnostic::error("", told).remedy(meant(error));
    problem.notes.extend(refused.or_else(|| choices(error)));
    problem.remedy(message(text::U_HELP, &[("command", &help(words))]))
}

/// The nearest option, verb or value.
fn meant(error: &Error) -> Option<Both> {
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .find_map(|kind| match error.get(kind)? {
        // The nearest stands last.
        ContextValue::Strings(texts) => texts.last().cloned(),
        _ => context(error, kind),
    })?;
    Some(message(text::U_MEANT, &[("what", &format!("'{near}'"))]))
}

fn choices(error: &Error) -> Option<Both> {
    let names = context(error, ContextKind::ValidValue)
        .or_else(|| context(error, ContextKind::ValidSubcommand))?;
    Some(message(text::CHOOSE_FROM, &[("names", &names)]))
}

/// The command that explains the verb of the words, with its part where it has parts.
fn help(words: &[OsString]) -> String {
    let mut command = &Arguments::command();
    let mut verbs = String::from("isolement ");
    for word in words.iter().skip(1) {
        // What is no verb is an option or the value of one; verbs stand before their arguments.
        if let Some(verb) = command.find_subcommand(word) {
            verbs.push_str(&format!("{} ", verb.get_name()));
            command = verb;
        }
    }
    verbs + "--help"
}

fn context(error: &Error, kind: ContextKind) -> Option<String> {
    Some(match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_known_before_the_command_is() {
        let of = |words: &[&str]| {
            let words: Vec<OsString> = words.iter().map(OsString::from).collect();
            language(&words)
        };
        assert_eq!(of(&["isolement", "compar", "--lang", "en"]), Lang::En);
        assert_eq!(of(&["isolement", "--lang=en", "--nonsense"]), Lang::En);
        assert_eq!(of(&["isolement", "compare", "--lang"]), Lang::Nl);
        assert_eq!(of(&[]), Lang::Nl);
    }

    #[test]
    fn options_that_do_not_go_together_are_both_named() {
        let words = [
            "isolement",
            "calibrate",
            "--recover",
            "1",
            "--coverage",
            "1",
        ];
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        let command = Arguments::command();
        let refused = command
            .try_get_matches_from(&words)
            .expect_err("a conflict");
        let told = problem(&refused, &words).message;
        let told = &told[Lang::En as usize];
        for option in [
            "'--recover <RECOVER>'",
            "'--coverage <COVERAGE>'",
            "together",
        ] {
            assert!(told.contains(option), "{told}");
        }
    }

    #[test]
    fn the_help_that_is_named_is_that_of_the_verb() {
        for (words, expected) in [
            (
                "isolement compare a.toml --scale 0,1",
                "isolement compare --help",
            ),
            ("isolement --lang en new --years x", "isolement new --help"),
            (
                "isolement sweep run a --threads x",
                "isolement sweep run --help",
            ),
            ("isolement sweep frobnicate", "isolement sweep --help"),
            ("isolement frobnicate", "isolement --help"),
        ] {
            let words: Vec<OsString> = words.split(' ').map(OsString::from).collect();
            assert_eq!(help(&words), expected);
        }
    }
}
