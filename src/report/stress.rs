//! `stress-abs.md`: the items of STRESS-ABS (Monks et al. 2019) that only a run can fill. Those that are
//! the same for all runs stand in `docs/odd.md`. In English, as the model description is.

use super::numbers::number;
use super::record::Provenance;
use super::{facts, headline};
use crate::experiment::Comparison;
use crate::vocabulary::{Label, Lang, fill};

const TEXT: &str = include_str!("stress.md");
const LANG: Lang = Lang::En;

/// The table in Markdown.
pub(super) fn stress(comparison: &Comparison, provenance: &Provenance, digest: &str) -> String {
    let grades = provenance.grades.map(|count| count.to_string());
    let [a, b, c, d] = grades.each_ref().map(String::as_str);
    let null = &comparison.null_check;
    let draws = comparison.uncertainty.first().map_or(0, |one| one.draws);
    let system = [std::env::consts::OS, std::env::consts::ARCH].join(" ");
    let values = [
        ("questions", questions(comparison)),
        ("headline", headline::headline(comparison, LANG)),
        ("scenarios", comparison.scenarios.len().to_string()),
        (
            "base",
            facts::title(comparison, comparison.base, LANG).to_owned(),
        ),
        ("files", files(comparison)),
        ("parameters", provenance.parameter_digest.clone()),
        ("residents", number(comparison.residents as f64, 0, LANG)),
        ("scale", number(comparison.scale, 2, LANG)),
        ("months", comparison.months.to_string()),
        ("start", comparison.start.to_string()),
        ("replicates", comparison.replicates.to_string()),
        ("draws", draws.to_string()),
        ("version", provenance.version.clone()),
        ("seed", comparison.seed.to_string()),
        ("command", super::command_line(&provenance.command_line)),
        ("system", system),
        ("threads", provenance.threads.to_string()),
        ("seconds", number(provenance.seconds, 1, LANG)),
        (
            "commit",
            provenance
                .commit
                .clone()
                .unwrap_or_else(|| "unknown".to_owned()),
        ),
        (
            "null",
            if null.passed { "passed" } else { "FAILED" }.to_owned(),
        ),
        ("numbers", number(null.numbers as f64, 0, LANG)),
        ("digest", digest.to_owned()),
    ];
    // A bar would end the cell.
    let values = values.map(|(name, value)| (name, value.replace('|', "\\|")));
    let values = values.iter().map(|(name, value)| (*name, value.as_str()));
    let grades = [("a", a), ("b", b), ("c", c), ("d", d)];
    let values: Vec<(&str, &str)> = values.chain(grades).collect();
    fill(Label::new(TEXT, TEXT), LANG, &values)
}

fn questions(comparison: &Comparison) -> String {
    let question = |scenario: usize| {
        let title = facts::title(comparison, scenario, LANG);
        let question = &comparison.scenarios[scenario].question[facts::place(LANG)];
        format!("{title}: {question}")
    };
    let all: Vec<String> = (0..comparison.scenarios.len()).map(question).collect();
    all.join("<br>")
}

/// The files of each scenario, its own first and then those on which it builds.
fn files(comparison: &Comparison) -> String {
    let of_scenario = |files: &[(String, String)]| -> String {
        let names: Vec<String> = files.iter().map(|(name, _)| format!("`{name}`")).collect();
        names.join(" on ")
    };
    let all = comparison
        .scenarios
        .iter()
        .map(|info| of_scenario(&info.files));
    all.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{provenance, sample};

    #[test]
    fn the_items_are_those_of_the_run() {
        let mut comparison = sample();
        let text = |comparison: &Comparison| stress(comparison, &provenance(), "abc");
        let made = text(&comparison);
        assert!(!made.contains('{'), "{made}");
        let seed = format!("seed {}", comparison.seed);
        for words in [seed.as_str(), "tables abc", "50 draws", "base: passed"] {
            assert!(made.contains(words), "{words}: {made}");
        }
        comparison.null_check.passed = false;
        comparison.scenarios[0].question = ["a|b", "a|b"].map(str::to_owned);
        let made = text(&comparison);
        assert!(
            made.contains("base: FAILED") && made.contains("a\\|b"),
            "{made}"
        );
    }
}
