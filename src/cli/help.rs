//! The help of the command in Dutch. Its English is that of the argument definitions.

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};

use super::{help_sweep, help_text};
use crate::vocabulary::Lang;

fn verbs_in_dutch() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    help_text::VERBS.iter().chain(help_sweep::VERBS)
}

type Explained = (&'static str, &'static str, &'static str, &'static str);

fn arguments_in_dutch() -> impl Iterator<Item = &'static Explained> {
    help_text::ARGUMENTS.iter().chain(help_sweep::ARGUMENTS)
}

/// The command with its help in a language.
pub(super) fn in_language(command: Command, lang: Lang) -> Command {
    let command = command.disable_help_subcommand(true);
    match lang {
        Lang::En => command.mut_subcommands(|verb| {
            verb.disable_help_subcommand(true)
                .mut_subcommands(|verb| verb.disable_help_subcommand(true))
        }),
        Lang::Nl => {
            let verb = command.get_name().to_owned();
            dutch(command, &verb).mut_subcommands(|verb| {
                let name = verb.get_name().to_owned();
                dutch(verb, &name).mut_subcommands(|part| {
                    let both = format!("{name} {}", part.get_name());
                    dutch(part, &both)
                })
            })
        }
    }
}

/// The name of the whole command.
const TOP: &str = "isolement";

/// A command in Dutch; `verb` is its name after that of the program.
fn dutch(command: Command, verb: &str) -> Command {
    let top = verb == TOP;
    let usage = usage(command.clone(), verb);
    let about = verbs_in_dutch().find(|(name, _)| *name == verb);
    let example = command
        .get_after_help()
        .map(|help| help.to_string().replace("Example:", "Voorbeeld:"))
        .unwrap_or_else(|| "English: isolement --help --lang en".to_owned());
    let mut command = command
        .about(about.map_or("", |(_, nl)| *nl))
        .after_help(example)
        .override_usage(usage)
        .help_template("{about}\n\nGebruik: {usage}\n\n{all-args}{after-help}")
        .subcommand_help_heading("Opdrachten")
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help),
        );
    if top {
        command = command.disable_version_flag(true).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version),
        );
    }
    command
        .disable_help_subcommand(true)
        .mut_args(|argument| in_dutch(argument, verb))
}

fn in_dutch(argument: Arg, verb: &str) -> Arg {
    let id = argument.get_id().as_str().to_owned();
    let Some((_, _, name, help)) =
        arguments_in_dutch().find(|(of, known, ..)| *known == id && (of.is_empty() || *of == verb))
    else {
        return argument;
    };
    let takes_value = argument.get_action().takes_values();
    let mut help = (*help).to_owned();
    let choices = argument.get_possible_values();
    if takes_value && !choices.is_empty() {
        let names: Vec<&str> = choices.iter().map(|choice| choice.get_name()).collect();
        help.push_str(&format!(" [keuze uit: {}]", names.join(", ")));
    }
    if let Some(default) = argument.get_default_values().first()
        && takes_value
    {
        help.push_str(&format!(" [standaard: {}]", default.to_string_lossy()));
    }
    let heading = if argument.is_positional() {
        "Argumenten"
    } else {
        "Opties"
    };
    let argument = argument.help(help).help_heading(heading);
    if !takes_value {
        return argument;
    }
    argument
        .hide_default_value(true)
        .hide_possible_values(true)
        .value_name(*name)
}

/// The line that shows how a verb is typed.
fn usage(command: Command, verb: &str) -> StyledStr {
    let positionals: Vec<String> = command
        .get_positionals()
        .map(|argument| {
            let id = argument.get_id().as_str();
            let name = arguments_in_dutch()
                .find(|(of, known, ..)| *of == verb && *known == id)
                .map_or(id, |(_, _, name, _)| *name);
            let many = argument
                .get_num_args()
                .is_some_and(|range| range.max_values() > 1);
            let more = if many { "..." } else { "" };
            format!(" <{name}>{more}")
        })
        .collect();
    if verb == TOP {
        return "isolement [OPTIES] <OPDRACHT>".into();
    }
    if command.has_subcommands() {
        return format!("isolement {verb} [OPTIES] <OPDRACHT>").into();
    }
    format!("isolement {verb} [OPTIES]{}", positionals.concat()).into()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Arguments;
    use super::*;

    fn help_of(verb: Option<&str>, lang: Lang) -> String {
        let mut command = in_language(Arguments::command(), lang);
        command.build();
        let words = verb.unwrap_or_default().split_whitespace();
        let command = words.fold(&mut command, |command, word| {
            command.find_subcommand_mut(word).expect("a verb")
        });
        command.render_long_help().to_string()
    }

    /// Every verb with its name after that of the program.
    fn verbs(command: &Command) -> Vec<(String, &Command)> {
        let mut found = vec![(TOP.to_owned(), command)];
        for verb in command.get_subcommands() {
            let name = verb.get_name().to_owned();
            found.push((name.clone(), verb));
            for part in verb.get_subcommands() {
                found.push((format!("{name} {}", part.get_name()), part));
            }
        }
        found
    }

    #[test]
    fn every_verb_and_argument_has_its_dutch_help_and_no_other() {
        let command = Arguments::command();
        let verbs = verbs(&command);
        let mut names: Vec<&str> = verbs.iter().map(|(name, _)| name.as_str()).collect();
        let mut known: Vec<&str> = verbs_in_dutch().map(|(name, _)| *name).collect();
        names.sort_unstable();
        known.sort_unstable();
        assert_eq!(names, known);
        let mut arguments = vec![("", "help"), ("", "version")];
        for (name, verb) in &verbs {
            for argument in verb.get_arguments() {
                let id = argument.get_id().as_str();
                arguments.push((if id == "lang" { "" } else { name.as_str() }, id));
            }
        }
        let mut known: Vec<(&str, &str)> = arguments_in_dutch()
            .map(|(verb, id, ..)| (*verb, *id))
            .collect();
        arguments.sort_unstable();
        known.sort_unstable();
        assert_eq!(arguments, known);
    }

    #[test]
    fn dutch_help_holds_no_english() {
        let verbs = verbs_in_dutch().skip(1).map(|(name, _)| Some(*name));
        for verb in verbs.chain([None]) {
            let help = help_of(verb, Lang::Nl);
            for word in [
                "Usage",
                "Options",
                "Commands",
                "Arguments",
                "Print",
                "default",
                "possible",
                "COMMAND",
                "Example",
                "Language",
                "OPTIONS",
            ] {
                assert!(!help.contains(word), "{word} in:\n{help}");
            }
            assert!(help.contains("Gebruik: isolement"), "{help}");
        }
    }

    #[test]
    fn every_verb_shows_an_example_in_both_languages() {
        for (verb, _) in verbs_in_dutch().skip(1) {
            let example = format!("isolement {verb}");
            for (lang, heading) in [(Lang::Nl, "Voorbeeld:"), (Lang::En, "Example:")] {
                let help = help_of(Some(verb), lang);
                let (_, shown) = help.split_once(heading).unwrap_or_else(|| panic!("{help}"));
                assert!(shown.contains(&example), "{help}");
            }
        }
    }
}
