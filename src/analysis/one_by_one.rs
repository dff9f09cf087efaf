//! One thing at a time, in words: a tornado, and the value at which a policy stops being better.

use super::finding::{Finding, Subject, mark};
use super::paired::{Threshold, Verdict, paired_mean};
use super::resample::Interval;
use super::text;
use crate::report::{Spans, number, signed};
use crate::sweep::{Design, Dimension};

/// The shift of one dimension at one value.
struct Shift {
    dimension: usize,
    value: f64,
    shift: Interval,
}

/// The shifts of a one-at-a-time design against its base, paired by replicate. None for another
/// design.
pub fn tornado(subject: &Subject<'_>) -> Option<Finding> {
    let manifest = subject.manifest();
    let Design::OneAtATime { levels } = manifest.design else {
        return None;
    };
    let base = subject.replicates(0);
    let mut shifts = Vec::new();
    let mut setting = 1;
    for (place, dimension) in manifest.dimensions.iter().enumerate() {
        for value in dimension.levels(levels) {
            let own = subject.replicates(setting);
            let differences: Vec<f64> = own
                .iter()
                .zip(&base)
                .map(|(own, base)| own - base)
                .collect();
            shifts.push(Shift {
                dimension: place,
                value,
                shift: paired_mean(&differences),
            });
            setting += 1;
        }
    }
    let reach = |dimension: usize| {
        let own = shifts.iter().filter(|one| one.dimension == dimension);
        let ends = own
            .map(|one| one.shift.value)
            .filter(|value| value.is_finite());
        let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), end| {
            (low.min(end), high.max(end))
        });
        high - low
    };
    let mut order: Vec<usize> = (0..manifest.dimensions.len()).collect();
    order.sort_by(|&one, &other| reach(other).total_cmp(&reach(one)));
    let of = |dimension: usize| {
        let own: Vec<&Shift> = shifts
            .iter()
            .filter(|one| one.dimension == dimension)
            .collect();
        own
    };
    let say = |text| subject.say(text, &[]);
    let show = |one: &Shift| {
        let shift = signed_interval(subject, one.shift);
        let value = subject.number(one.value, decimals(one.value));
        subject.say(text::AT_VALUE, &[("shift", &shift), ("value", &value)])
    };
    let middle = subject.interval(paired_mean(&base), 1);
    let mut sentences = vec![subject.say(
        text::TORNADO_BASE,
        &[("value", &middle), ("unit", subject.unit())],
    )];
    if let [low, .., high] = of(order[0]).as_slice() {
        let name = subject.name(order[0]);
        let values = [("name", name), ("low", show(low)), ("high", show(high))];
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(key, text)| (*key, text.as_str()))
            .collect();
        sentences.push(subject.say(text::TORNADO_TOP, &values));
    }
    let heading = ["dimension", "value", "shift", "low", "high"];
    let mut data = vec![heading.map(str::to_owned).to_vec()];
    data.extend(shifts.iter().map(|one| {
        let column = manifest.dimensions[one.dimension].column();
        let numbers = [one.value, one.shift.value, one.shift.low, one.shift.high];
        std::iter::once(column)
            .chain(numbers.map(|number| number.to_string()))
            .collect()
    }));
    let rows = order.iter().map(|&dimension| {
        let own = of(dimension);
        let ends = [own.first(), own.last()].map(|one| one.map_or(String::new(), |one| show(one)));
        [vec![subject.name(dimension)], ends.to_vec()].concat()
    });
    let spans = order.iter().map(|&dimension| {
        let own = of(dimension);
        let ends = [own.first(), own.last()].into_iter().flatten().enumerate();
        let marks = ends.map(|(series, one)| mark(series, one.shift));
        (subject.name(dimension), marks.collect())
    });
    Some(Finding {
        id: "tornado",
        title: say(text::TORNADO_TITLE),
        subtitle: subject.say(text::TORNADO_SUBTITLE, &[("what", &subject.what())]),
        source: subject.source(),
        sentences,
        headings: [text::PARAMETER, text::LOWEST, text::HIGHEST]
            .map(say)
            .to_vec(),
        rows: rows.collect(),
        data,
        spans: Spans {
            ends: [0.0; 2],
            axis: subject.unit().to_owned(),
            legend: vec![say(text::LOWEST), say(text::HIGHEST)],
            rows: spans.collect(),
            lang: subject.lang,
        },
    })
}

fn signed_interval(subject: &Subject<'_>, interval: Interval) -> String {
    let show = |value| signed(value, 1, subject.lang);
    let value = show(interval.value);
    if interval.low.is_nan() {
        return value;
    }
    let (low, high) = (show(interval.low), show(interval.high));
    subject.say(
        text::INTERVAL,
        &[("value", &value), ("low", &low), ("high", &high)],
    )
}

/// Decimals that show three digits or so.
pub(super) fn decimals(value: f64) -> usize {
    match value.abs() {
        large if large >= 100.0 || large == 0.0 => 0,
        middle if middle >= 10.0 => 1,
        small if small >= 1.0 => 2,
        _ => 3,
    }
}

/// What a search for a threshold found, in words.
pub fn threshold_finding(
    subject: &Subject<'_>,
    dimension: &Dimension,
    found: &Threshold,
    replicates: u32,
) -> Finding {
    let lang = subject.lang;
    let name = dimension.names[lang as usize].clone();
    let show = |value: f64| number(value, decimals(value), lang);
    let (base, policy) = (subject.policy(0), subject.policy(subject.question.policy));
    let sentence = |text, at: f64, [low, high]: [f64; 2]| {
        let (at, low, high) = (show(at), show(low), show(high));
        let values = [
            ("policy", policy),
            ("base", base),
            ("name", name.as_str()),
            ("at", at.as_str()),
            ("low", low.as_str()),
            ("high", high.as_str()),
        ];
        subject.say(text, &values)
    };
    let range = [dimension.low, dimension.high];
    let mut sentences = vec![match found.verdict {
        Verdict::BetterBelow { at, unsure } => sentence(text::BETTER_BELOW, at, unsure),
        Verdict::BetterAbove { at, unsure } => sentence(text::BETTER_ABOVE, at, unsure),
        Verdict::AlwaysBetter => sentence(text::ALWAYS, dimension.low, range),
        Verdict::NeverBetter => sentence(text::NEVER, dimension.low, range),
    }];
    let doubtful: Vec<String> = found
        .tried
        .iter()
        .filter(|one| one.averted.low <= 0.0 && one.averted.high >= 0.0)
        .map(|one| show(one.at))
        .collect();
    let one_sided = matches!(found.verdict, Verdict::AlwaysBetter | Verdict::NeverBetter);
    if one_sided && !doubtful.is_empty() {
        sentences.push(subject.say(text::NOT_CERTAIN, &[("values", &doubtful.join(", "))]));
    }
    let say = |text| subject.say(text, &[]);
    let heading = ["value", "averted", "low", "high"];
    let mut data = vec![heading.map(str::to_owned).to_vec()];
    data.extend(found.tried.iter().map(|one| {
        let numbers = [one.at, one.averted.value, one.averted.low, one.averted.high];
        numbers.map(|number| number.to_string()).to_vec()
    }));
    Finding {
        id: "threshold",
        title: subject.say(text::THRESHOLD_TITLE, &[("policy", policy), ("base", base)]),
        subtitle: subject.say(
            text::THRESHOLD_SUBTITLE,
            &[
                ("what", &subject.what()),
                ("name", &name),
                ("replicates", &replicates.to_string()),
            ],
        ),
        source: subject.source(),
        sentences,
        headings: [text::VALUE, text::AVERTED].map(say).to_vec(),
        rows: found
            .tried
            .iter()
            .map(|one| vec![show(one.at), subject.interval(one.averted, 1)])
            .collect(),
        data,
        spans: Spans {
            ends: [0.0; 2],
            axis: subject.unit().to_owned(),
            legend: vec![say(text::AVERTED)],
            rows: found
                .tried
                .iter()
                .map(|one| {
                    (
                        format!("{name} = {}", show(one.at)),
                        vec![mark(0, one.averted)],
                    )
                })
                .collect(),
            lang,
        },
    }
}
