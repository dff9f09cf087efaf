//! Sobol indices and elementary effects in words.

use super::finding::{Finding, Subject, mark};
use super::morris::elementary_effects;
use super::resample::Interval;
use super::sobol::{SobolIndices, chance_share, sobol_indices};
use super::text;
use crate::report::Spans;
use crate::sweep::{Design, morris_step};

/// Half-width up to which an index counts as resolved though its interval includes zero.
const FINE: f64 = 0.05;

/// Which index counts as resolved, and how many samples more it takes when it does not.
fn samples_to_add(index: Interval, samples: usize) -> Option<usize> {
    if index.low > 0.0 || index.half_width() <= FINE {
        return None;
    }
    let ratio = index.half_width() / FINE;
    let needed = (samples as f64 * ratio * ratio).ceil() as usize;
    Some(needed.next_power_of_two().max(2 * samples) - samples)
}

impl Subject<'_> {
    fn share(&self, index: Interval, samples: usize) -> String {
        if let Some(more) = samples_to_add(index, samples) {
            return self.say(text::NOT_RESOLVED, &[("n", &more.to_string())]);
        }
        if index.low <= 0.0 {
            let high = self.number(index.high.max(0.01), 2);
            return self.say(text::SMALL, &[("high", &high)]);
        }
        self.interval(index, 2)
    }

    fn chance_sentence(&self) -> String {
        let rows: Vec<Vec<f64>> = self
            .independent()
            .into_iter()
            .map(|setting| self.replicates(setting))
            .collect();
        match chance_share(&rows) {
            None => self.say(text::CHANCE_UNKNOWN, &[]),
            Some(share) => self.say(
                text::CHANCE,
                &[
                    ("one", &self.number(100.0 * share.in_one_run, 0)),
                    ("replicates", &self.manifest().replicates().to_string()),
                    ("means", &self.number(100.0 * share.in_means, 0)),
                ],
            ),
        }
    }

    /// Settings that are drawn independently: in Saltelli's design the first and last of each block.
    fn independent(&self) -> Vec<usize> {
        let block = self
            .manifest()
            .design
            .block(self.manifest().dimensions.len());
        let count = self.results.settings.len();
        (0..count)
            .filter(|setting| [0, block - 1].contains(&(setting % block)))
            .collect()
    }
}

/// Sobol indices of a sweep with Saltelli's design. None for another design, or when nothing varies.
pub fn sobol_finding(subject: &Subject<'_>) -> Option<Finding> {
    let Design::Saltelli { second_order, .. } = subject.manifest().design else {
        return None;
    };
    let dimensions = subject.manifest().dimensions.len();
    let found = sobol_indices(&subject.means(), dimensions, second_order)?;
    let mut order: Vec<usize> = (0..dimensions).collect();
    order.sort_by(|&one, &other| found.total[other].value.total_cmp(&found.total[one].value));
    let mut rows = Vec::new();
    let mut spans = Vec::new();
    for &one in &order {
        let (first, total) = (found.first[one], found.total[one]);
        let beyond = subject.number((total.value - first.value).max(0.0), 2);
        let share = |index| subject.share(index, found.samples);
        rows.push(vec![subject.name(one), share(first), share(total), beyond]);
        spans.push((subject.name(one), vec![mark(0, first), mark(1, total)]));
    }
    for &(one, other, index) in &found.second {
        let names = [subject.name(one), subject.name(other)];
        let name = subject.say(text::PAIR, &[("one", &names[0]), ("other", &names[1])]);
        let share = subject.share(index, found.samples);
        rows.push(vec![name, String::new(), String::new(), share]);
    }
    let say = |text| subject.say(text, &[]);
    Some(Finding {
        id: "sobol",
        title: say(text::SOBOL_TITLE),
        subtitle: subject.say(text::SOBOL_SUBTITLE, &[("what", &subject.what())]),
        source: subject.source(),
        sentences: sobol_sentences(subject, &found, order[0]),
        headings: [text::PARAMETER, text::ALONE, text::TOTAL, text::INTERACTION]
            .map(say)
            .to_vec(),
        rows,
        data: sobol_data(subject, &found),
        spans: Spans {
            ends: [0.0; 2],
            axis: say(text::SHARE_OF_VARIANCE),
            legend: vec![say(text::ALONE), say(text::TOTAL)],
            rows: spans,
            lang: subject.lang,
        },
    })
}

fn sobol_sentences(subject: &Subject<'_>, found: &SobolIndices, top: usize) -> Vec<String> {
    let total = found.total[top];
    let percent = |share: f64| subject.number(100.0 * share, 0);
    let first = if samples_to_add(total, found.samples).is_some() {
        subject.say(text::SOBOL_NONE, &[("samples", &found.samples.to_string())])
    } else {
        let values = [
            ("name", subject.name(top)),
            ("share", percent(total.value)),
            ("low", percent(total.low)),
            ("high", percent(total.high)),
        ];
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(key, text)| (*key, text.as_str()))
            .collect();
        subject.say(text::SOBOL_TOP, &values)
    };
    let sum: f64 = found.first.iter().map(|index| index.value.max(0.0)).sum();
    let mut sentences = vec![
        first,
        subject.say(text::SOBOL_SUM, &[("share", &percent(sum.min(1.0)))]),
        subject.chance_sentence(),
    ];
    if found.left_out > 0 {
        sentences.push(subject.say(text::LEFT_OUT, &[("n", &found.left_out.to_string())]));
    }
    sentences
}

fn sobol_data(subject: &Subject<'_>, found: &SobolIndices) -> Vec<Vec<String>> {
    let columns = |one: usize| subject.manifest().dimensions[one].column();
    let row = |order: &str, one: usize, other: String, index: Interval| {
        let add = samples_to_add(index, found.samples);
        vec![
            columns(one),
            other,
            order.to_owned(),
            index.value.to_string(),
            index.low.to_string(),
            index.high.to_string(),
            add.map_or(String::new(), |add| add.to_string()),
        ]
    };
    let heading = [
        "dimension",
        "with",
        "order",
        "index",
        "low",
        "high",
        "samples_to_add",
    ];
    let mut data = vec![heading.map(str::to_owned).to_vec()];
    for (order, indices) in [("first", &found.first), ("total", &found.total)] {
        data.extend(
            indices
                .iter()
                .enumerate()
                .map(|(one, &index)| row(order, one, String::new(), index)),
        );
    }
    data.extend(
        found
            .second
            .iter()
            .map(|&(one, other, index)| row("second", one, columns(other), index)),
    );
    data
}

/// Elementary effects of a sweep with Morris's design. None for another design, or when too few
/// trajectories are whole.
pub fn morris_finding(subject: &Subject<'_>) -> Option<Finding> {
    let manifest = subject.manifest();
    let Design::Morris { levels, .. } = manifest.design else {
        return None;
    };
    let dimensions = &manifest.dimensions;
    let quantiles: Vec<Vec<f64>> = subject
        .results
        .settings
        .iter()
        .map(|setting| {
            let values = setting.iter().zip(dimensions);
            values
                .map(|(value, dimension)| dimension.quantile_of(*value))
                .collect()
        })
        .collect();
    let count = dimensions.len();
    let found = elementary_effects(&subject.means(), &quantiles, count, morris_step(levels))?;
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&one, &other| found[other].size.value.total_cmp(&found[one].size.value));
    let heading = [
        "dimension",
        "mu",
        "mu_star",
        "mu_star_low",
        "mu_star_high",
        "sigma",
    ];
    let mut data = vec![heading.map(str::to_owned).to_vec()];
    for (dimension, effects) in dimensions.iter().zip(&found) {
        let size = effects.size;
        let numbers = [
            effects.mean,
            size.value,
            size.low,
            size.high,
            effects.deviation,
        ];
        let cells = numbers.map(|number| number.to_string());
        data.push(std::iter::once(dimension.column()).chain(cells).collect());
    }
    let top = order[0];
    let size = subject.interval(found[top].size, 1);
    let name = subject.name(top);
    let values = [
        ("name", name.as_str()),
        ("size", &size),
        ("unit", subject.unit()),
    ];
    let mut sentences = vec![subject.say(text::MORRIS_TOP, &values)];
    let curved: Vec<String> = order
        .iter()
        .filter(|&&one| {
            found[one].size.low > 0.0 && found[one].deviation > found[one].size.value / 2.0
        })
        .take(8)
        .map(|&one| subject.name(one))
        .collect();
    sentences.push(if curved.is_empty() {
        subject.say(text::MORRIS_STRAIGHT, &[])
    } else {
        subject.say(text::MORRIS_CURVED, &[("names", &curved.join(", "))])
    });
    sentences.push(subject.chance_sentence());
    let say = |text| subject.say(text, &[]);
    let row = |&one: &usize| {
        let effects = &found[one];
        let show = |number| subject.number(number, 1);
        vec![
            subject.name(one),
            subject.interval(effects.size, 1),
            show(effects.mean),
            show(effects.deviation),
        ]
    };
    Some(Finding {
        id: "morris",
        title: say(text::MORRIS_TITLE),
        subtitle: subject.say(text::MORRIS_SUBTITLE, &[("what", &subject.what())]),
        source: subject.source(),
        sentences,
        headings: [
            text::PARAMETER,
            text::SIZE,
            text::MEAN_EFFECT,
            text::DEVIATION,
        ]
        .map(say)
        .to_vec(),
        rows: order.iter().map(row).collect(),
        data,
        spans: Spans {
            ends: [0.0; 2],
            axis: subject.unit().to_owned(),
            legend: vec![say(text::SIZE), say(text::DEVIATION)],
            rows: order
                .iter()
                .map(|&one| {
                    let deviation = found[one].deviation;
                    let alone = Interval {
                        value: deviation,
                        low: deviation,
                        high: deviation,
                    };
                    (
                        subject.name(one),
                        vec![mark(0, found[one].size), mark(1, alone)],
                    )
                })
                .collect(),
            lang: subject.lang,
        },
    })
}
