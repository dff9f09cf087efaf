//! `record.json`: what is needed to say where a result came from, and to make it again.

use serde::Serialize;

use crate::experiment::Comparison;
use crate::vocabulary::Lang;

/// Version of the layout of `record.json`.
const SCHEMA: &str = "isolement-record/1";

/// Where a result came from: what the comparison itself does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// Version of the program.
    pub version: String,
    /// Commit from which it was built, where known; with "-modified" when the sources differed.
    pub commit: Option<String>,
    /// The command as typed, word by word.
    pub command_line: Vec<String>,
    /// Threads used.
    pub threads: usize,
    /// Seconds that the simulation took.
    pub seconds: f64,
    /// Digest of the parameter registry.
    pub parameter_digest: String,
    /// How many parameters and levers are of grade A, B, C and D.
    pub grades: [usize; 4],
}

// Fields are written in the order in which they stand here, so that two records can be compared
// line by line.
#[derive(Serialize)]
struct Record<'a> {
    schema: &'static str,
    program: &'static str,
    version: &'a str,
    commit: &'a str,
    seed: u64,
    replicates: u32,
    scale: f64,
    residents: u64,
    start: String,
    months: u16,
    half_width: Option<f64>,
    worth: f64,
    base: &'a str,
    scenarios: Vec<Scenario<'a>>,
    parameter_digest: &'a str,
    grades: Grades,
    null_check: Null,
    parameters: Vec<Parameters<'a>>,
    levers_without_effect: Vec<Lever<'a>>,
    digest: &'a str,
    command_line: &'a [String],
    outside_digest: Outside,
}

/// Of the headline difference, in resident-years.
#[derive(Serialize)]
struct Parameters<'a> {
    scenario: &'a str,
    draws: u32,
    variance_of_chance: f64,
    variance_of_parameters: f64,
    mean: f64,
    low: f64,
    high: f64,
    share_of_draws_in_which_best: f64,
    assumptions: Vec<(&'a str, f64)>,
}

#[derive(Serialize)]
struct Scenario<'a> {
    id: &'a str,
    files: Vec<File<'a>>,
    first_difference: Option<u16>,
    digest: &'a str,
}

#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
struct Grades {
    a: usize,
    b: usize,
    c: usize,
    d: usize,
}

#[derive(Serialize)]
struct Null {
    passed: bool,
    numbers: u64,
}

#[derive(Serialize)]
struct Lever<'a> {
    scenario: &'a str,
    lever: &'a str,
    booked: bool,
    reason: Option<String>,
}

#[derive(Serialize)]
struct Outside {
    threads: usize,
    seconds: f64,
}

/// The text of `record.json`.
pub(super) fn record(
    comparison: &Comparison,
    provenance: &Provenance,
    digest: &str,
) -> Result<String, serde_json::Error> {
    let [a, b, c, d] = provenance.grades;
    let scenarios = comparison.scenarios.iter().map(|info| Scenario {
        id: &info.id,
        files: info
            .files
            .iter()
            .map(|(name, text)| File { name, text })
            .collect(),
        first_difference: info.first_difference,
        digest: &info.digest,
    });
    let levers = comparison.without_effect.iter().map(|effect| Lever {
        scenario: &comparison.scenarios[effect.scenario].id,
        lever: &effect.lever,
        booked: effect.booked,
        reason: super::words::no_effect(effect, Lang::En),
    });
    let record = Record {
        schema: SCHEMA,
        program: env!("CARGO_PKG_NAME"),
        version: &provenance.version,
        commit: provenance.commit.as_deref().unwrap_or("unknown"),
        seed: comparison.seed,
        replicates: comparison.replicates,
        scale: comparison.scale,
        residents: comparison.residents,
        start: comparison.start.to_string(),
        months: comparison.months,
        half_width: comparison.half_width,
        worth: comparison.worth,
        base: &comparison.scenarios[comparison.base].id,
        scenarios: scenarios.collect(),
        parameter_digest: &provenance.parameter_digest,
        grades: Grades { a, b, c, d },
        null_check: Null {
            passed: comparison.null_check.passed,
            numbers: comparison.null_check.numbers,
        },
        parameters: comparison
            .uncertainty
            .iter()
            .map(|one| Parameters {
                scenario: &comparison.scenarios[one.scenario].id,
                draws: one.draws,
                variance_of_chance: one.chance,
                variance_of_parameters: one.parameters,
                mean: one.total.mean,
                low: one.total.low,
                high: one.total.high,
                share_of_draws_in_which_best: one.best,
                assumptions: one
                    .assumptions
                    .iter()
                    .map(|named| (named.id.as_str(), named.explained))
                    .collect(),
            })
            .collect(),
        levers_without_effect: levers.collect(),
        digest,
        command_line: &provenance.command_line,
        outside_digest: Outside {
            threads: provenance.threads,
            seconds: provenance.seconds,
        },
    };
    let mut text = serde_json::to_string_pretty(&record)?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{provenance, sample};

    #[test]
    fn the_record_holds_the_scenario_texts_and_the_digest() {
        let comparison = sample();
        let text = record(&comparison, &provenance(), "abc").expect("a record");
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(value["schema"], SCHEMA);
        assert_eq!(value["digest"], "abc");
        assert_eq!(value["version"], provenance().version);
        assert_eq!(value["commit"], provenance().commit.expect("a commit"));
        let files = &value["scenarios"][1]["files"];
        assert_eq!(files[0]["text"], comparison.scenarios[1].files[0].1);
        assert_eq!(value["grades"]["D"], provenance().grades[3]);
    }

    #[test]
    fn a_program_built_from_a_tarball_says_that_its_commit_is_unknown() {
        let unknown = Provenance {
            commit: None,
            ..provenance()
        };
        let text = record(&sample(), &unknown, "abc").expect("a record");
        assert!(text.contains("\"commit\": \"unknown\""), "{text}");
    }

    #[test]
    fn only_the_last_block_holds_what_differs_between_equal_runs() {
        let comparison = sample();
        let slow = Provenance {
            seconds: 999.0,
            threads: 1,
            ..provenance()
        };
        let [one, other] = [provenance(), slow]
            .map(|provenance| record(&comparison, &provenance, "abc").expect("a record"));
        let before = |text: &str| text.split("\"outside_digest\"").next().map(str::to_owned);
        assert_eq!(before(&one), before(&other));
        assert_ne!(one, other);
    }
}
