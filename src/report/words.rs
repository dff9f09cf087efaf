//! Small phrases that several outputs share.

use super::facts::{self, Verdict};
use super::numbers::{number, signed, signed_range};
use super::text::{self, fill};
use crate::evidence::LeverRegistry;
use crate::experiment::{
    Comparison, Difference, Estimate, LeverEffect, Marginal, Means, NoEffect, Pairing,
    ParameterShare, Row,
};
use crate::vocabulary::{IsolationCategory, Label, Lang, Outcome, Term};

/// `−312 (−350 tot −274)`, or the mean alone where there is no interval.
pub(super) fn compact(difference: &Difference, decimals: usize, lang: Lang) -> String {
    let estimate = difference.estimate;
    let mean = signed(estimate.mean, decimals, lang);
    match facts::verdict(difference) {
        Verdict::Equal | Verdict::NoInterval => mean,
        _ => format!(
            "{mean} ({})",
            signed_range(estimate.low, estimate.high, decimals, lang)
        ),
    }
}

/// Decimals with which an estimate shows two digits of its margin, four at most.
pub(super) fn decimals(estimate: Estimate) -> usize {
    let mut decimals = 0;
    let mut half = estimate.half_width().abs();
    while half > 0.0 && half < 10.0 && decimals < 4 {
        half *= 10.0;
        decimals += 1;
    }
    decimals
}

/// Euros in the unit in which the larger of some amounts is read with ease: the unit's size and name.
pub(super) fn euros_unit(amounts: impl IntoIterator<Item = f64>) -> (f64, Label) {
    let largest = amounts
        .into_iter()
        .filter(|amount| amount.is_finite())
        .fold(0.0_f64, |largest, amount| largest.max(amount.abs()));
    if largest >= 2e6 {
        (1e6, text::EUROS_MILLION)
    } else if largest >= 2e3 {
        (1e3, text::EUROS_THOUSAND)
    } else {
        (1.0, text::EUROS_PLAIN)
    }
}

/// Reach, waiting time and costs of a scenario in one short sentence, with differences from the
/// base; none where they were not recorded. Their intervals stand in the report.
pub(super) fn care(comparison: &Comparison, scenario: usize, lang: Lang) -> Option<String> {
    let row = |outcome| facts::whole(comparison, outcome, None, scenario);
    let cost = row(Outcome::Cost)?;
    let (per, unit) = euros_unit([cost.level.mean]);
    let wait = row(Outcome::mean_wait(IsolationCategory::None))?;
    let [reached, more] = level_and_change(row(Outcome::Reached)?, 1.0, 0, lang);
    let [wait, longer] = level_and_change(wait, 1.0, 1, lang);
    let [cost, dearer] = level_and_change(cost, per, 1, lang);
    Some(fill(
        text::CARE_LINE,
        lang,
        &[
            ("scenario", facts::title(comparison, scenario, lang)),
            ("reached", &reached),
            ("more", &more),
            ("wait", &wait),
            ("longer", &longer),
            ("cost", &cost),
            ("dearer", &dearer),
            ("unit", unit.get(lang)),
        ],
    ))
}

/// `374` and ` (+138)`; the second is empty where there is nothing to compare with.
fn level_and_change(row: &Row, per: f64, decimals: usize, lang: Lang) -> [String; 2] {
    if !row.level.mean.is_finite() {
        return [text::CARE_UNKNOWN.get(lang).to_owned(), String::new()];
    }
    let change = row.difference.map_or(String::new(), |difference| {
        let mean = difference.estimate.mean;
        match facts::verdict(&difference) {
            _ if !mean.is_finite() => String::new(),
            Verdict::NotShown | Verdict::Equal => text::CARE_NONE_SHOWN.get(lang).to_owned(),
            _ => format!(" ({})", signed(mean / per, decimals, lang)),
        }
    });
    [number(row.level.mean / per, decimals, lang), change]
}

/// How much of the headline's uncertainty comes from parameters and which assumptions matter most, two
/// sentences per scenario; none where no draws were run.
pub(super) fn uncertainty(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for one in &comparison.uncertainty {
        lines.push(share_of_parameters(comparison, one, lang));
        if !one.assumptions.is_empty() {
            let names: Vec<String> = one
                .assumptions
                .iter()
                .map(|assumption| {
                    let share = number(100.0 * assumption.explained, 0, lang);
                    let name = &assumption.label[facts::place(lang)];
                    if assumption.told_apart {
                        return format!("{name} ({share}%)");
                    }
                    let values = [("name", name.as_str()), ("share", &share)];
                    fill(text::NOT_TOLD_APART, lang, &values)
                })
                .collect();
            let any = one.assumptions.iter().any(|named| named.told_apart);
            lines.push(fill(
                if any {
                    text::ASSUMPTIONS
                } else {
                    text::NO_ASSUMPTIONS
                },
                lang,
                &[
                    ("draws", &one.draws.to_string()),
                    ("scenario", facts::title(comparison, one.scenario, lang)),
                    ("names", &names.join("; ")),
                ],
            ));
        }
    }
    if comparison.uncertainty.iter().any(|one| !one.registry) {
        lines.push(text::OTHER_REGISTRY.get(lang).to_owned());
    }
    lines
}

fn share_of_parameters(comparison: &Comparison, one: &ParameterShare, lang: Lang) -> String {
    let total = one.total;
    let Some(share) = one.share() else {
        let values = [
            ("scenario", facts::title(comparison, one.scenario, lang)),
            ("base", facts::title(comparison, comparison.base, lang)),
            ("draws", &one.draws.to_string()),
        ];
        return fill(text::SAME_IN_ALL_DRAWS, lang, &values);
    };
    fill(
        text::PARAMETER_SHARE,
        lang,
        &[
            ("scenario", facts::title(comparison, one.scenario, lang)),
            ("mean", &signed(total.mean, 0, lang)),
            ("range", &signed_range(total.low, total.high, 0, lang)),
            ("share", &number(100.0 * share, 0, lang)),
            ("best", &number(100.0 * one.best, 0, lang)),
            ("draws", &one.draws.to_string()),
        ],
    )
}

/// What one more volunteer and one more hour would bring, one sentence per scenario and means.
pub(super) fn marginals(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let line = |marginal: &Marginal| {
        let one = match marginal.means {
            Means::Volunteers => text::ONE_VOLUNTEER,
            Means::ProfessionalHours => text::ONE_HOUR,
        };
        let brings = match marginal.each() {
            None => text::STEP_ADDED_NOTHING.get(lang).to_owned(),
            Some(each) => {
                let text = compact(&each, decimals(each.estimate), lang);
                let unit = text::RESIDENT_YEARS_A_YEAR.get(lang);
                match facts::verdict(&each) {
                    Verdict::NotShown => {
                        let none = text::NONE_SHOWN_CELL.get(lang);
                        format!("{none}, {text} {unit}")
                    }
                    _ => format!("{text} {unit}"),
                }
            }
        };
        let values = [
            (
                "scenario",
                facts::title(comparison, marginal.scenario, lang),
            ),
            ("one", one.get(lang)),
            ("brings", &brings),
        ];
        fill(text::MARGINAL_LINE, lang, &values)
    };
    comparison.marginals.iter().map(line).collect()
}

/// The share of the city that was simulated: `0,1`.
pub(crate) fn scale(scale: f64, lang: Lang) -> String {
    let text = format!("{scale}");
    match lang {
        Lang::Nl => text.replace('.', ","),
        Lang::En => text,
    }
}

/// An identifier as part of a file name: what is neither letter, digit, `-` nor `_` becomes `-`.
pub(super) fn file_name(id: &str) -> String {
    let keep = |c: char| {
        if c.is_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        }
    };
    id.chars().map(keep).collect()
}

/// Name of a lever for a reader; its identifier where the registry does not know it.
pub(super) fn lever_name(id: &str, lang: Lang) -> String {
    let registry = LeverRegistry::embedded().ok();
    let found = registry.as_ref().and_then(|registry| registry.find(id));
    found.map_or_else(|| id.to_owned(), |(_, lever)| lever.label(lang).to_owned())
}

/// What pairing achieved for one scenario.
pub(super) fn pairing(comparison: &Comparison, pairing: &Pairing, lang: Lang) -> String {
    let scenario = facts::title(comparison, pairing.scenario, lang);
    match (pairing.correlation, pairing.variance_reduction) {
        (Some(correlation), Some(times)) => {
            let template = if times > 1.0 {
                text::PAIRING_LINE
            } else {
                text::PAIRING_LESS
            };
            fill(
                template,
                lang,
                &[
                    ("scenario", scenario),
                    ("correlation", &number(correlation, 2, lang)),
                    ("times", &number(times, 1, lang)),
                ],
            )
        }
        _ => fill(text::PAIRING_UNKNOWN, lang, &[("scenario", scenario)]),
    }
}

/// Whether there were replicates enough, when a half-width was asked for.
pub(super) fn needed(comparison: &Comparison, pairing: &Pairing, lang: Lang) -> Option<String> {
    let (needed, width) = (pairing.replicates_needed?, comparison.half_width?);
    let enough = needed <= comparison.replicates;
    Some(fill(
        if enough {
            text::ENOUGH
        } else {
            text::MORE_NEEDED
        },
        lang,
        &[
            ("scenario", facts::title(comparison, pairing.scenario, lang)),
            ("needed", &number(f64::from(needed), 0, lang)),
            (
                "width",
                &number(width, if width < 10.0 { 1 } else { 0 }, lang),
            ),
            (
                "replicates",
                &number(f64::from(comparison.replicates), 0, lang),
            ),
        ],
    ))
}

/// The null check in one sentence.
pub(super) fn null_check(comparison: &Comparison, lang: Lang) -> String {
    let check = comparison.null_check;
    let template = if check.passed {
        text::NULL_PASSED
    } else {
        text::NULL_FAILED
    };
    fill(
        template,
        lang,
        &[("numbers", &number(check.numbers as f64, 0, lang))],
    )
}

/// Why a lever changed nothing, where it is known.
pub(super) fn no_effect(effect: &LeverEffect, lang: Lang) -> Option<String> {
    Some(match effect.reason.as_ref()? {
        NoEffect::Without(levers) => {
            let names: Vec<String> = levers
                .iter()
                .map(|id| format!("‘{}’", lever_name(id, lang)))
                .collect();
            let text = match levers.len() {
                1 => text::WITHOUT_ONE,
                _ => text::WITHOUT_SEVERAL,
            };
            fill(text, lang, &[("levers", &names.join(", "))])
        }
        NoEffect::NoResident => text::NO_RESIDENT.get(lang).to_owned(),
        NoEffect::Never(outcome) => {
            let label = outcome.label().get(lang);
            fill(text::STAYED_ZERO, lang, &[("outcome", label)])
        }
    })
}

/// One sentence per lever that changed nothing.
pub(super) fn levers_without_effect(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let line = |effect: &LeverEffect| {
        let reason = no_effect(effect, lang).map_or(String::new(), |reason| format!(" {reason}"));
        let template = if effect.booked {
            text::LEVER_ONLY_BOOKED
        } else {
            text::LEVER_WITHOUT_EFFECT
        };
        fill(
            template,
            lang,
            &[
                ("lever", &lever_name(&effect.lever, lang)),
                ("scenario", facts::title(comparison, effect.scenario, lang)),
            ],
        ) + &reason
    };
    comparison.without_effect.iter().map(line).collect()
}

/// A command as it can be typed again: words with anything unusual in them are quoted.
pub(crate) fn command_line(words: &[String]) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@%".contains(c);
    let quote = |word: &String| {
        if !word.is_empty() && word.chars().all(plain) {
            word.clone()
        } else {
            format!("'{}'", word.replace('\'', r"'\''"))
        }
    };
    words.iter().map(quote).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_can_be_typed_again() {
        let words = ["isolement", "compare", "een scenario.toml", "'s nachts"].map(str::to_owned);
        let typed = r"isolement compare 'een scenario.toml' ''\''s nachts'";
        assert_eq!(command_line(&words), typed);
    }

    #[test]
    fn the_sentence_on_care_gives_reach_waiting_time_and_costs() {
        let comparison = crate::report::sample::sample();
        let base = care(&comparison, 0, Lang::Nl).expect("recorded");
        assert!(
            base.contains("in beeld gekomen,") && !base.contains('('),
            "{base}"
        );
        let other = care(&comparison, 1, Lang::En).expect("recorded");
        assert!(other.contains("came into view (+"), "{other}");
        let mut unknown = comparison.clone();
        for row in &mut unknown.rows {
            if row.outcome == Outcome::mean_wait(IsolationCategory::None) {
                row.level = row.level.scaled(f64::NAN);
            }
        }
        let text = care(&unknown, 0, Lang::Nl).expect("recorded");
        assert!(text.contains("onbekend maanden"), "{text}");
    }

    #[test]
    fn an_estimate_shows_two_digits_of_its_margin() {
        let with = |half: f64| {
            decimals(Estimate {
                mean: 1.0,
                low: 1.0 - half,
                high: 1.0 + half,
            })
        };
        assert_eq!([with(31.0), with(3.1), with(0.31), with(0.0)], [0, 1, 2, 0]);
    }

    #[test]
    fn a_file_name_keeps_no_path() {
        assert_eq!(file_name("../a b/é"), "---a-b-é");
    }
}
