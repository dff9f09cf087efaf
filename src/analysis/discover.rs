//! Scenario discovery and robustness in words.

use super::finding::{Finding, Subject};
use super::one_by_one::decimals;
use super::prim::{FailureBox, prim, pruned};
use super::robustness::robustness;
use super::text;
use crate::report::{Mark, Spans};
use crate::vocabulary::{AgeScope, Term};

/// In which settings a policy fails to be better than the base by `enough`.
pub fn discovery(subject: &Subject<'_>, enough: f64) -> Finding {
    let manifest = subject.manifest();
    let means = subject.means();
    let whole: Vec<usize> = (0..means.len())
        .filter(|&one| means[one].is_finite())
        .collect();
    let settings: Vec<Vec<f64>> = whole
        .iter()
        .map(|&one| subject.results.settings[one].clone())
        .collect();
    let fails: Vec<bool> = whole.iter().map(|&one| means[one] < enough).collect();
    let failures = fails.iter().filter(|fails| **fails).count();
    let count = fails.len().to_string();
    let failing = failures.to_string();
    let policy = subject.policy(subject.question.policy);
    let values = [
        ("policy", policy),
        ("settings", &count),
        ("failures", &failing),
    ];
    let boxes = prim(&settings, &fails);
    let best = boxes
        .iter()
        .max_by(|one, other| one.balance().total_cmp(&other.balance()))
        .filter(|_| failures > 0 && failures < fails.len())
        .map(|best| pruned(&settings, &fails, best))
        .filter(|best| !best.restricted.is_empty());
    let best = best.as_ref();
    let mut sentences = Vec::new();
    if failures == 0 {
        sentences.push(subject.say(text::PRIM_NEVER, &values));
    } else if failures == fails.len() {
        sentences.push(subject.say(text::PRIM_ALWAYS, &values));
    } else {
        sentences.push(subject.say(text::PRIM_SHARE, &values));
        sentences.push(match best {
            None => subject.say(text::PRIM_NO_BOX, &[]),
            Some(best) => box_sentence(subject, best),
        });
    }
    let say = |text| subject.say(text, &[]);
    let show = |value: f64| subject.number(value, decimals(value));
    let restricted = best.map_or(&[][..], |best| best.restricted.as_slice());
    let limits = |one: usize| best.map_or([f64::NAN; 2], |best| best.limits[one]);
    let rows = restricted.iter().map(|&(one, chance)| {
        let [low, high] = limits(one).map(show);
        vec![subject.name(one), low, high, subject.number(chance, 4)]
    });
    let share = |one: usize, value: f64| manifest.dimensions[one].quantile_of(value);
    let spans = restricted.iter().map(|&(one, _)| {
        let [low, high] = limits(one).map(|value| share(one, value));
        let mark = Mark {
            series: 0,
            value: None,
            low,
            high,
        };
        (subject.name(one), vec![mark])
    });
    let subtitle = [
        ("enough", subject.number(enough, 0)),
        ("unit", subject.unit().to_owned()),
        ("base", subject.policy(0).to_owned()),
    ];
    let subtitle: Vec<(&str, &str)> = subtitle
        .iter()
        .map(|(key, text)| (*key, text.as_str()))
        .collect();
    Finding {
        id: "prim",
        title: subject.say(text::PRIM_TITLE, &[("policy", policy)]),
        subtitle: subject.say(text::PRIM_SUBTITLE, &subtitle),
        source: subject.source(),
        sentences,
        headings: [text::PARAMETER, text::FROM, text::UNTIL, text::BY_CHANCE]
            .map(say)
            .to_vec(),
        rows: rows.collect(),
        data: box_data(subject, &boxes),
        spans: Spans {
            ends: [0.0, 1.0],
            axis: say(text::SHARE_OF_RANGE),
            legend: vec![say(text::IN_THE_BOX)],
            rows: spans.collect(),
            lang: subject.lang,
        },
    }
}

fn box_sentence(subject: &Subject<'_>, best: &FailureBox) -> String {
    let show = |value: f64| subject.number(value, decimals(value));
    let limits: Vec<String> = best
        .restricted
        .iter()
        .map(|&(one, _)| {
            let [low, high] = best.limits[one].map(show);
            let name = subject.name(one);
            subject.say(
                text::PRIM_LIMIT,
                &[("name", &name), ("low", &low), ("high", &high)],
            )
        })
        .collect();
    subject.say(
        text::PRIM_BOX,
        &[
            ("coverage", &subject.number(100.0 * best.coverage, 0)),
            ("density", &subject.number(100.0 * best.density, 0)),
            ("limits", &limits.join("; ")),
        ],
    )
}

/// Every box of the peeling, one row per restricted dimension.
fn box_data(subject: &Subject<'_>, boxes: &[FailureBox]) -> Vec<Vec<String>> {
    let heading = [
        "box",
        "coverage",
        "density",
        "mass",
        "dimension",
        "from",
        "to",
        "chance",
    ];
    let mut data = vec![heading.map(str::to_owned).to_vec()];
    for (number, one) in boxes.iter().enumerate() {
        let of_box = [one.coverage, one.density, one.mass].map(|share| share.to_string());
        let start = std::iter::once(number.to_string()).chain(of_box);
        if one.restricted.is_empty() {
            data.push(
                start
                    .clone()
                    .chain(std::iter::repeat_n(String::new(), 4))
                    .collect(),
            );
        }
        for &(dimension, chance) in &one.restricted {
            let [low, high] = one.limits[dimension];
            let column = subject.manifest().dimensions[dimension].column();
            let end = [
                column,
                low.to_string(),
                high.to_string(),
                chance.to_string(),
            ];
            data.push(start.clone().chain(end).collect());
        }
    }
    data
}

/// How the policies of a sweep do over all settings, side by side.
pub fn robust(subject: &Subject<'_>, enough: f64) -> Finding {
    let manifest = subject.manifest();
    let policies = manifest.policies.len();
    let outcome = subject.question.outcome;
    let outcomes: Vec<Vec<f64>> = (0..subject.results.settings.len())
        .map(|setting| {
            (0..policies)
                .map(|policy| subject.results.mean(setting, policy, outcome))
                .collect()
        })
        .collect();
    let found = robustness(&outcomes, enough);
    let say = |text| subject.say(text, &[]);
    let least = |of: &dyn Fn(usize) -> f64| {
        (0..found.len())
            .min_by(|&one, &other| of(one).total_cmp(&of(other)))
            .unwrap_or(0)
    };
    let best_mean = least(&|one| found[one].mean);
    let least_regret = least(&|one| found[one].regret_most);
    let most_enough = least(&|one| -found[one].enough);
    let percent = |share: f64| subject.number(100.0 * share, 0);
    let mut sentences = Vec::new();
    if !found.is_empty() {
        sentences.push(subject.say(text::ROBUST_MEAN, &[("policy", subject.policy(best_mean))]));
        sentences.push(subject.say(
            text::ROBUST_REGRET,
            &[("policy", subject.policy(least_regret))],
        ));
        let values = [
            ("policy", subject.policy(most_enough).to_owned()),
            ("enough", subject.number(enough, 0)),
            ("unit", subject.unit().to_owned()),
            ("share", percent(found[most_enough].enough)),
        ];
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(key, text)| (*key, text.as_str()))
            .collect();
        sentences.push(subject.say(text::ROBUST_ENOUGH, &values));
    }
    let heading = [
        "policy",
        "mean",
        "worst",
        "regret_90",
        "regret_most",
        "best",
        "enough",
        "settings",
    ];
    let mut data = vec![heading.map(str::to_owned).to_vec()];
    let mut rows = Vec::new();
    let mut spans = Vec::new();
    for (policy, one) in found.iter().enumerate() {
        let numbers = [
            one.mean,
            one.worst,
            one.regret_90,
            one.regret_most,
            one.best,
            one.enough,
        ];
        let cells = numbers.map(|number| number.to_string());
        let start = std::iter::once(manifest.policies[policy].id.clone()).chain(cells);
        data.push(start.chain([one.settings.to_string()]).collect());
        let show = |number| subject.number(number, 0);
        let levels = [one.mean, one.worst, one.regret_90, one.regret_most].map(show);
        let shares = [one.best, one.enough].map(|share| format!("{}%", percent(share)));
        rows.push(
            [
                vec![subject.policy(policy).to_owned()],
                levels.to_vec(),
                shares.to_vec(),
            ]
            .concat(),
        );
        let mark = Mark {
            series: 0,
            value: Some(one.regret_90),
            low: 0.0,
            high: one.regret_most,
        };
        spans.push((subject.policy(policy).to_owned(), vec![mark]));
    }
    let measure = manifest.outcomes[outcome];
    let mut label = measure.outcome.label().get(subject.lang).to_owned();
    if measure.ages != AgeScope::All {
        label = format!("{label}, {}", measure.ages.id());
    }
    let headings = [
        text::POLICY,
        text::MEAN,
        text::WORST,
        text::REGRET_90,
        text::REGRET_MOST,
        text::BEST_IN,
        text::ENOUGH_IN,
    ];
    Finding {
        id: "robustness",
        title: say(text::ROBUST_TITLE),
        subtitle: subject.say(text::ROBUST_SUBTITLE, &[("outcome", &label)]),
        source: subject.source(),
        sentences,
        headings: headings.map(say).to_vec(),
        rows,
        data,
        spans: Spans {
            ends: [0.0; 2],
            axis: subject.say(text::REGRET, &[("unit", subject.unit())]),
            legend: vec![say(text::REGRET_90)],
            rows: spans,
            lang: subject.lang,
        },
    }
}
