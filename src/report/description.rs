//! The model description: a fixed text with places that are filled from what is compiled in, so that
//! they cannot go stale.

use std::collections::BTreeMap;

use super::submodels::submodel;
use crate::dynamics::{PROCESSES, Phase, Process};
use crate::engine::Model;
use crate::evidence::{Grade, ParameterDraws, Target, Use};
use crate::experiment::{DEFAULT_REPLICATES, DEFAULT_SEED, DEFAULT_YEARS};
use crate::vocabulary::{BOROUGHS, CHANNELS, Label, Lang, RECORDED, RESOURCES, fill};

const TEXT: &str = include_str!("description.md");

/// What happens in a phase.
const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Levers => "levers take their value for this month",
        Phase::Life => "life events, birthdays and newcomers",
        Phase::Ties => "ties are lost and made",
        Phase::Loneliness => "loneliness moves up or down a level",
        Phase::Isolation => "status, duration, entrenchment and competence",
        Phase::Signalling => "who comes into view, through which channel",
        Phase::Allocation => "contact, typing, and capacity to those who wait",
        Phase::Help => "help delivers, ends, drops out",
        Phase::Volunteers => "volunteers start, are matched, stop",
        Phase::Recording => "the month is recorded",
    }
}

/// The description in Markdown.
pub fn description(model: &Model, targets: &[Target]) -> String {
    let phases: Vec<String> = (1..)
        .zip(Phase::ALL)
        .map(|(place, one): (usize, Phase)| format!("{place}. {}", phase(one)))
        .collect();
    let processes: Vec<String> = Phase::ALL.iter().filter_map(|&one| of_phase(one)).collect();
    let submodels: Vec<String> = Process::ALL.into_iter().map(row_of).collect();
    let thinned = Process::ALL.iter().filter(|one| one.is_thinned()).count();
    let parameters = model.registry.iter();
    let mut groups: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut grades: BTreeMap<Grade, usize> = BTreeMap::new();
    for parameter in parameters {
        let group = parameter.id.split('.').next().unwrap_or_default();
        let count = groups.entry(group).or_default();
        count[0] += 1;
        count[1] += usize::from(parameter.grade == Grade::D);
        *grades.entry(parameter.grade).or_default() += 1;
    }
    let all: usize = grades.values().sum();
    let assumed = grades.get(&Grade::D).copied().unwrap_or(0);
    let groups: Vec<String> = groups
        .iter()
        .map(|(group, [count, assumed])| format!("| {group} | {count} | {assumed} |"))
        .collect();
    let grades: Vec<String> = grades
        .iter()
        .map(|(grade, count)| format!("{count} of grade {grade:?}"))
        .collect();
    let of = |purpose| targets.iter().filter(|one| one.purpose == purpose).count();
    let draws = ParameterDraws::embedded(&model.registry);
    let (mut drawn, mut fitted, mut known, mut against) = (0, 0, Vec::new(), Vec::new());
    let mut command = String::new();
    if let Ok(draws) = draws {
        (drawn, fitted) = (draws.draws.len(), draws.fitted.len());
        known = draws.better_known(&model.registry);
        against = draws.at_an_end(&model.registry);
        command = draws.command;
    }
    let names: Vec<&str> = known.iter().map(|one| one.label(Lang::En)).collect();
    let ends: Vec<&str> = against.iter().map(|(one, _)| one.label(Lang::En)).collect();
    let ends = match ends.len() {
        0 => String::new(),
        _ => format!(" ({})", ends.join("; ")),
    };
    let numbers = [
        ("clocks", PROCESSES),
        ("thinned", thinned),
        ("resources", RESOURCES),
        ("channels", CHANNELS),
        ("levers", model.levers.iter().count()),
        ("boroughs", BOROUGHS),
        ("outcomes", RECORDED),
        ("parameters", all),
        ("assumptions", assumed),
        ("fitted", of(Use::Fit)),
        ("kept", of(Use::Keep)),
        ("input", of(Use::Input)),
        ("draws", drawn),
        ("drawn", fitted),
        ("known", names.len()),
        ("against", against.len()),
        ("years", usize::from(DEFAULT_YEARS)),
        ("replicates", DEFAULT_REPLICATES as usize),
        ("residents", model.synthesis.demography.residents as usize),
    ]
    .map(|(name, number)| (name, number.to_string()));
    let texts = [
        ("phases", phases.join("\n")),
        ("submodels", submodels.join("\n")),
        ("processes", processes.join("\n")),
        ("groups", groups.join("\n")),
        ("grades", grades.join(", ")),
        ("command", command),
        ("names", names.join("; ")),
        ("ends", ends),
        ("seed", DEFAULT_SEED.to_string()),
        ("start", Model::START.to_string()),
    ];
    let values: Vec<(&str, &str)> = numbers
        .iter()
        .chain(&texts)
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fill(Label::new(TEXT, TEXT), Lang::En, &values)
}

/// The processes of a phase, in the order of their clocks.
fn of_phase(one: Phase) -> Option<String> {
    let names: Vec<String> = Process::ALL
        .iter()
        .filter(|process| process.phase() == one)
        .map(|process| words(&format!("{process:?}")))
        .collect();
    (!names.is_empty()).then(|| format!("- {}: {}", phase(one), names.join(", ")))
}

/// A process with its rate and its event, as a row of a table.
fn row_of(process: Process) -> String {
    let [rate, event] = submodel(process);
    let clock = if process.is_thinned() {
        "thinned"
    } else {
        "exact"
    };
    let name = words(&format!("{process:?}"));
    format!("| {name} | {clock} | {rate} | {event} |")
}

/// `TieLoss` as `tie loss`.
fn words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_in_docs_is_the_one_that_is_compiled_in() {
        let model = Model::embedded().expect("a model");
        let targets = Target::embedded(&model.tables).expect("targets");
        let made = description(&model, &targets);
        let kept = std::fs::read_to_string("docs/odd.md").expect("docs/odd.md");
        assert!(
            kept.trim_end() == made.trim_end(),
            "make it anew: isolement model description > docs/odd.md"
        );
        // A place that nothing fills would stand there with its name alone.
        assert!(
            !made.contains('{') && made.contains("1. levers take"),
            "{made}"
        );
    }
}
