//! How certain the results are, and where they come from.

use maud::{Markup, html};

use super::Page;
use crate::report::numbers::{number, percent};
use crate::report::text::{self, fill};
use crate::report::{facts, words};

impl Page<'_> {
    pub(super) fn trust(&self) -> Markup {
        let (comparison, lang) = (self.comparison, self.lang);
        let without_effect = words::levers_without_effect(comparison, lang);
        html! {
            h3 { (self.say(text::H_PAIRING)) }
            p { (self.say(text::PAIRING_NOTE)) }
            ul {
                @for pairing in &comparison.pairings {
                    li {
                        (words::pairing(comparison, pairing, lang)) "."
                        @if let Some(needed) = words::needed(comparison, pairing, lang) {
                            " " (needed) "."
                        }
                    }
                }
            }
            @let uncertainty = words::uncertainty(comparison, lang);
            @if !uncertainty.is_empty() {
                h3 { (self.say(text::H_PARAMETERS)) }
                p { (self.say(text::PARAMETERS_NOTE)) }
                ul { @for line in uncertainty { li { (line) } } }
            }
            h3 { (self.say(text::H_CHECKS)) }
            p { (words::null_check(comparison, lang)) }
            @if without_effect.is_empty() {
                p { (self.say(text::NO_INEFFECTIVE)) }
            } @else {
                ul { @for line in without_effect { li { (line) } } }
            }
            (self.warnings())
            h3 { (self.say(text::H_EVIDENCE)) }
            (self.evidence())
            h3 { (self.say(text::H_LIMITS)) }
            ul {
                li { (self.say(text::LIMIT_DIFFERENCE)) }
                li { (self.say(text::LIMIT_CHANCE)) }
                li { (self.say(text::LIMIT_RATES)) }
                li { (self.say(text::LIMIT_UNIVERSE)) }
                li { (self.say(text::LIMIT_FORECAST)) }
            }
        }
    }

    /// What the scenario files were warned about.
    fn warnings(&self) -> Markup {
        let place = self.lang as usize;
        let scenarios = self.comparison.scenarios.iter();
        let warnings: Vec<&String> = scenarios.flat_map(|info| &info.warnings[place]).collect();
        html! {
            @if !warnings.is_empty() {
                p { (self.say(text::WARNINGS)) }
                ul { @for line in warnings { li { (line) } } }
            }
        }
    }

    fn evidence(&self) -> Markup {
        let grades = self.provenance.grades;
        let total: usize = grades.iter().sum();
        let share = 100.0 * grades[3] as f64 / total.max(1) as f64;
        let note = fill(
            text::EVIDENCE_NOTE,
            self.lang,
            &[
                ("total", &number(total as f64, 0, self.lang)),
                ("assumed", &number(grades[3] as f64, 0, self.lang)),
                ("percent", &percent(share, 0, self.lang)),
            ],
        );
        let meanings = [
            ("A", text::GRADE_A),
            ("B", text::GRADE_B),
            ("C", text::GRADE_C),
            ("D", text::GRADE_D),
        ];
        html! {
            p { (note) }
            table.text {
                thead {
                    tr {
                        th scope="col" { (self.say(text::GRADE)) }
                        th scope="col" { (self.say(text::MEANING)) }
                        th scope="col" { (self.say(text::COUNT)) }
                    }
                }
                tbody {
                    @for ((grade, meaning), count) in meanings.into_iter().zip(grades) {
                        tr {
                            th scope="row" { (grade) }
                            td { (self.say(meaning)) }
                            td { (number(count as f64, 0, self.lang)) }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn origin(&self) -> Markup {
        html! {
            p { (self.say(text::DIGEST_NOTE)) }
            p { (self.say(text::FOLDER_NOTE)) }
            table.text {
                thead {
                    tr {
                        th scope="col" { (self.say(text::ITEM)) }
                        th scope="col" { (self.say(text::VALUE)) }
                    }
                }
                tbody {
                    @for (item, value) in self.origin_rows() {
                        tr { th scope="row" { (item) } td { code { (value) } } }
                    }
                }
            }
        }
    }

    fn origin_rows(&self) -> Vec<(String, String)> {
        let (comparison, provenance, lang) = (self.comparison, self.provenance, self.lang);
        let length = facts::duration(comparison, lang);
        let seconds = number(provenance.seconds, 1, lang);
        let count = |value: f64| number(value, 0, lang);
        let mut rows = vec![
            (text::P_VERSION, format!("isolement {}", provenance.version)),
            (
                text::P_COMMAND,
                words::command_line(&provenance.command_line),
            ),
            (text::P_SEED, comparison.seed.to_string()),
            (text::P_REPLICATES, count(f64::from(comparison.replicates))),
            (text::P_SCALE, words::scale(comparison.scale, lang)),
            (text::P_RESIDENTS, count(comparison.residents as f64)),
            (text::P_TIME, format!("{}, {length}", comparison.start)),
            (
                text::P_THREADS,
                format!(
                    "{}, {seconds} {}",
                    provenance.threads,
                    self.say(text::SECONDS)
                ),
            ),
            (text::P_PARAMETERS, provenance.parameter_digest.clone()),
            (text::P_DIGEST, self.digest.to_owned()),
        ];
        if let Some(commit) = &provenance.commit {
            rows.insert(1, (text::P_COMMIT, commit.clone()));
        }
        let rows = rows
            .into_iter()
            .map(|(label, value)| (self.say(label).to_owned(), value));
        let scenarios = comparison.scenarios.iter().map(|info| {
            let label = fill(text::P_SCENARIO_DIGEST, lang, &[("scenario", &info.id)]);
            (label, info.digest.clone())
        });
        rows.chain(scenarios).collect()
    }
}
