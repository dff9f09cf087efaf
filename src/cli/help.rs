//! The help of the command in Dutch. Its English is that of the argument definitions.

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};

use super::help_sweep;
use crate::vocabulary::Lang;

/// What each verb does.
const VERBS: &[(&str, &str)] = &[
    (
        "isolement",
        "Vergelijkt beleid tegen sociaal isolement onder ouderen in Rotterdam",
    ),
    (
        "compare",
        "Rekent scenario's door en schrijft op hoe de uitkomsten verschillen",
    ),
    (
        "new",
        "Maakt een scenariobestand met elke knop als commentaar",
    ),
    (
        "set",
        "Verandert één waarde in een scenariobestand en laat de rest zoals het is",
    ),
    ("validate", "Controleert scenariobestanden"),
    (
        "describe",
        "Zegt in gewone woorden wat een scenario verandert",
    ),
    (
        "diff",
        "Zegt in gewone woorden hoe twee scenario's verschillen",
    ),
    (
        "levers",
        "Toont alle knoppen met eenheid, bereik, gewone praktijk en bron",
    ),
    (
        "schema",
        "Toont het JSON-schema van scenariobestanden, voor editors",
    ),
    (
        "calibrate",
        "IJkt de onzekere parameters op wat bekend is en schrijft trekkingen die passen",
    ),
    ("model", "Toont waarop het model rust en hoe het standhoudt"),
    (
        "pilots",
        "Rekent de zes pilots van 2007-2010 door en zet ze naast wat het rapport erover zegt",
    ),
    (
        "directions",
        "Gaat na of elke knop van een scenario verandert wat het rapport erover zegt",
    ),
    (
        "population",
        "Maakt de beginstand van 2007 en vergelijkt die met de tabellen van het rapport",
    ),
];

/// What each argument means: verb (empty for all verbs), argument, what stands in its place, help.
const ARGUMENTS: &[(&str, &str, &str, &str)] = &[
    (
        "",
        "lang",
        "TAAL",
        "Taal van alle uitvoer, en van deze uitleg",
    ),
    ("", "help", "", "Toont deze uitleg"),
    ("", "version", "", "Toont de versie"),
    (
        "compare",
        "scenarios",
        "SCENARIO'S",
        "Scenariobestanden; het eerste is de basis, tenzij --base iets anders zegt",
    ),
    (
        "compare",
        "base",
        "NAAM",
        "Naam van het scenario waarmee de andere worden vergeleken",
    ),
    (
        "compare",
        "replicates",
        "AANTAL",
        "Herhalingen per scenario",
    ),
    (
        "compare",
        "seed",
        "ZAAD",
        "Zaad van het toeval: hetzelfde zaad geeft precies dezelfde uitkomst",
    ),
    (
        "compare",
        "scale",
        "DEEL",
        "Deel van de hele stad, om snel iets te zien",
    ),
    (
        "compare",
        "years",
        "JAREN",
        "Aantal jaren dat wordt doorgerekend, vanaf 2007",
    ),
    (
        "compare",
        "worth",
        "EURO",
        "Wat een jaar zonder isolement waard is, voor de netto opbrengst [standaard: die van het \
         register]",
    ),
    (
        "compare",
        "marginal",
        "",
        "Zeg ook wat een vrijwilliger meer en een uur van een beroepskracht per week meer \
         opleveren: duurt drie keer zo lang",
    ),
    (
        "compare",
        "half_width",
        "BREEDTE",
        "Gewenste halve breedte van het belangrijkste verschil, in persoonsjaren: toont hoeveel \
         herhalingen daarvoor nodig zijn",
    ),
    (
        "compare",
        "out",
        "MAP",
        "Map voor de resultaten [standaard: out/<namen van de scenario's>]",
    ),
    (
        "new",
        "file",
        "BESTAND",
        "Het bestand dat wordt gemaakt; de naam eindigt op .toml",
    ),
    (
        "new",
        "from",
        "SCENARIO",
        "Het scenario waarop het nieuwe verdergaat [standaard: regular-practice.toml in dezelfde map]",
    ),
    (
        "new",
        "years",
        "JAREN",
        "Looptijd waarin de waarden van de basis worden opgezocht, in jaren",
    ),
    ("set", "file", "BESTAND", "Het scenariobestand"),
    (
        "set",
        "key",
        "KNOP",
        "De naam van een knop, of base, title.nl, question.en enzovoort",
    ),
    (
        "set",
        "value",
        "WAARDE",
        "De nieuwe waarde: een getal, een woord, of TOML zoals '{ value = 12, from = \"2010-01\" }'",
    ),
    (
        "set",
        "years",
        "JAREN",
        "Looptijd waarin de datums moeten vallen, in jaren",
    ),
    (
        "validate",
        "files",
        "BESTANDEN",
        "Scenariobestanden, of mappen met scenariobestanden",
    ),
    (
        "validate",
        "years",
        "JAREN",
        "Looptijd waarin de datums moeten vallen, in jaren",
    ),
    (
        "validate",
        "format",
        "VORM",
        "Vorm van de meldingen: voor mensen (text), of JSON voor editors en automatische controles",
    ),
    (
        "describe",
        "files",
        "BESTANDEN",
        "Scenariobestanden, of mappen met scenariobestanden",
    ),
    (
        "describe",
        "origin",
        "",
        "Toont voor elke knop uit welk bestand en van welke regel de waarde komt",
    ),
    (
        "describe",
        "years",
        "JAREN",
        "Looptijd die wordt beschreven, in jaren",
    ),
    (
        "diff",
        "first",
        "EERSTE",
        "Het scenario van waaruit het verschil wordt gezien",
    ),
    ("diff", "second", "TWEEDE", "Het andere scenario"),
    (
        "diff",
        "years",
        "JAREN",
        "Looptijd die wordt beschreven, in jaren",
    ),
    (
        "compare",
        "parameters",
        "HOE",
        "Wat te doen met parameters die niet precies bekend zijn",
    ),
    (
        "compare",
        "draws",
        "BESTAND",
        "Bestand met trekkingen van de parameters, gemaakt met calibrate [standaard: die van de standaardstad]",
    ),
    (
        "calibrate",
        "out",
        "MAP",
        "Map voor runs en uitkomsten; een onderbroken ijking daarin gaat verder",
    ),
    (
        "calibrate",
        "scale",
        "DEEL",
        "Deel van de hele stad in elke run",
    ),
    ("calibrate", "runs", "AANTAL", "Runs per ronde"),
    ("calibrate", "waves", "AANTAL", "Hoogste aantal rondes"),
    ("calibrate", "draws", "AANTAL", "Gewenste trekkingen"),
    (
        "calibrate",
        "seed",
        "ZAAD",
        "Zaad van het toeval: hetzelfde zaad geeft precies dezelfde uitkomst",
    ),
    (
        "calibrate",
        "parameters",
        "NAMEN",
        "Te ijken parameters, met komma's ertussen [standaard: die op een doel werken]",
    ),
    (
        "calibrate",
        "recover",
        "AANTAL",
        "IJkt in plaats daarvan zoveel nagemaakte steden met bekende parameters, en zegt of die worden teruggevonden; vraagt --parameters",
    ),
    (
        "calibrate",
        "coverage",
        "AANTAL",
        "IJkt in plaats daarvan zoveel nagemaakte steden, en zegt of het 95%-interval van het verschil tussen twee scenario's het ware verschil houdt; vraagt --parameters en --scenarios",
    ),
    (
        "calibrate",
        "scenarios",
        "BESTANDEN",
        "Voor de dekking: twee scenariobestanden, de basis eerst",
    ),
    ("model", "part", "WAT", "Wat getoond wordt"),
    ("model", "format", "VORM", "Vorm van een tabel"),
    (
        "model",
        "draws",
        "AANTAL",
        "Voor de validatie: trekkingen van de parameters die worden gedraaid",
    ),
    (
        "model",
        "scale",
        "DEEL",
        "Voor de validatie: deel van de hele stad in een run",
    ),
    (
        "model",
        "scenarios",
        "BESTANDEN",
        "Voor de validatie: scenariobestanden, de basis eerst; zegt welke aannamen hun rangorde kunnen omkeren",
    ),
    (
        "pilots",
        "scenario",
        "BESTAND",
        "Scenariobestand met de knoppen van de pilots",
    ),
    ("pilots", "replicates", "AANTAL", "Herhalingen"),
    ("pilots", "seed", "ZAAD", "Zaad van het toeval"),
    (
        "pilots",
        "scale",
        "DEEL",
        "Deel van de hele stad, om snel iets te zien; aantallen worden opgeschaald",
    ),
    (
        "directions",
        "files",
        "BESTANDEN",
        "Scenariobestanden, of mappen met scenariobestanden",
    ),
    (
        "directions",
        "levers",
        "KNOP",
        "Toetst alleen deze knop; mag vaker worden gegeven",
    ),
    ("directions", "replicates", "AANTAL", "Herhalingen"),
    ("directions", "seed", "ZAAD", "Zaad van het toeval"),
    ("directions", "scale", "DEEL", "Deel van de hele stad"),
    (
        "directions",
        "years",
        "JAREN",
        "Aantal jaren dat wordt doorgerekend, vanaf 2007",
    ),
    (
        "population",
        "check",
        "",
        "Toont doel, model en verschil van elke cel van Tabel 4 tot en met 9; mislukt als er een \
         meer dan één procentpunt naast zit",
    ),
    ("population", "seed", "ZAAD", "Zaad van het toeval"),
    ("population", "scale", "DEEL", "Deel van de hele stad"),
];

fn verbs_in_dutch() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    VERBS.iter().chain(help_sweep::VERBS)
}

type Explained = (&'static str, &'static str, &'static str, &'static str);

fn arguments_in_dutch() -> impl Iterator<Item = &'static Explained> {
    ARGUMENTS.iter().chain(help_sweep::ARGUMENTS)
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
