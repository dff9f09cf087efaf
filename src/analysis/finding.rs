//! The question that is asked of a sweep, and what is found: sentences, a table, and a picture.

use std::fs;
use std::io;
use std::path::Path;

use super::resample::Interval;
use super::text;
use crate::report::{MOST_ROWS, Mark, ReportError, Spans, SpansTexts, number, write_spans};
use crate::sweep::{Manifest, Results};
use crate::vocabulary::{AgeScope, Label, Lang, Term, fill};

/// What number of a run is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Position of the outcome.
    pub outcome: usize,
    /// Position of the policy.
    pub policy: usize,
    /// The outcome itself, not by how much it is less than under the base.
    pub level: bool,
}

/// A question with the results that answer it.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The results.
    pub results: &'a Results,
    /// The question.
    pub question: Question,
    /// Language of the answer.
    pub lang: Lang,
}

impl Subject<'_> {
    /// The number of a setting and replicate; `NaN` where a unit failed.
    pub fn of(&self, setting: usize, replicate: usize) -> f64 {
        let Question {
            outcome,
            policy,
            level,
        } = self.question;
        let own = self.results.get(setting, replicate, policy, outcome);
        if level {
            own
        } else {
            self.results.get(setting, replicate, 0, outcome) - own
        }
    }

    /// The numbers of a setting, one per replicate.
    pub fn replicates(&self, setting: usize) -> Vec<f64> {
        let count = self.manifest().replicates() as usize;
        (0..count)
            .map(|replicate| self.of(setting, replicate))
            .collect()
    }

    /// The mean over replicates of each setting.
    pub fn means(&self) -> Vec<f64> {
        let count = f64::from(self.manifest().replicates());
        (0..self.results.settings.len())
            .map(|setting| self.replicates(setting).iter().sum::<f64>() / count)
            .collect()
    }

    pub(super) fn manifest(&self) -> &Manifest {
        &self.results.manifest
    }

    /// Name of a dimension.
    pub(super) fn name(&self, dimension: usize) -> String {
        self.manifest().dimensions[dimension].names[self.lang as usize].clone()
    }

    /// Title of a policy.
    pub(super) fn policy(&self, policy: usize) -> &str {
        &self.manifest().policies[policy].title[self.lang as usize]
    }

    /// What is looked at, in words.
    pub(super) fn what(&self) -> String {
        let measure = self.manifest().outcomes[self.question.outcome];
        let mut outcome = measure.outcome.label().get(self.lang).to_owned();
        if measure.ages != AgeScope::All {
            outcome = format!("{outcome}, {}", measure.ages.id());
        }
        let (base, policy) = (self.policy(0), self.policy(self.question.policy));
        let values = [
            ("outcome", outcome.as_str()),
            ("base", base),
            ("policy", policy),
        ];
        let text = if self.question.level {
            text::LEVEL
        } else {
            text::LESS
        };
        fill(text, self.lang, &values)
    }

    /// Unit of the outcome.
    pub(super) fn unit(&self) -> &'static str {
        let measure = self.manifest().outcomes[self.question.outcome];
        measure.outcome.unit().label().get(self.lang)
    }

    /// The line below a picture.
    pub(super) fn source(&self) -> String {
        let manifest = self.manifest();
        let commit: String = manifest.program.commit.chars().take(7).collect();
        let values = [
            ("title", manifest.title[self.lang as usize].clone()),
            ("settings", number(manifest.settings() as f64, 0, self.lang)),
            ("replicates", manifest.replicates().to_string()),
            ("scale", crate::report::scale(manifest.scale, self.lang)),
            ("years", (manifest.months / 12).to_string()),
            (
                "version",
                format!("{} ({commit})", manifest.program.version),
            ),
        ];
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(key, text)| (*key, text.as_str()))
            .collect();
        fill(text::SOURCE, self.lang, &values)
    }

    /// A text of the analyses in the language.
    pub(super) fn say(&self, text: Label, values: &[(&str, &str)]) -> String {
        fill(text, self.lang, values)
    }

    /// A number as this reader writes it.
    pub(super) fn number(&self, value: f64, decimals: usize) -> String {
        number(value, decimals, self.lang)
    }

    /// A number with its interval.
    pub(super) fn interval(&self, interval: Interval, decimals: usize) -> String {
        let show = |value| self.number(value, decimals);
        let value = show(interval.value);
        if interval.low.is_nan() {
            return value;
        }
        let (low, high) = (show(interval.low), show(interval.high));
        self.say(
            text::INTERVAL,
            &[("value", &value), ("low", &low), ("high", &high)],
        )
    }
}

/// What an analysis found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Name of its files.
    pub id: &'static str,
    /// Title of picture and text.
    pub title: String,
    /// What the picture shows.
    pub subtitle: String,
    /// Where it comes from.
    pub source: String,
    /// The answer in sentences.
    pub sentences: Vec<String>,
    /// Headings of the table for readers.
    pub headings: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// The same in plain numbers; the first row holds the names of the columns.
    pub data: Vec<Vec<String>>,
    pub(super) spans: Spans,
}

impl Finding {
    /// The answer as text: title, sentences and table.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n\n", self.title, self.subtitle);
        for sentence in &self.sentences {
            text.push_str(sentence);
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&aligned(&self.headings, &self.rows));
        text.push_str(&self.source);
        text
    }

    /// Writes `ID.csv`, `ID.svg` and `ID.png` in a folder.
    ///
    /// # Errors
    /// When a file cannot be written or drawn.
    pub fn write(&self, folder: &Path) -> Result<(), ReportError> {
        let io = |path: &Path| {
            let path = path.to_owned();
            move |source: io::Error| ReportError::Io { path, source }
        };
        fs::create_dir_all(folder).map_err(io(folder))?;
        let path = folder.join(format!("{}.csv", self.id));
        let mut table = csv::Writer::from_path(&path).map_err(|error| io(&path)(error.into()))?;
        for row in &self.data {
            table
                .write_record(row)
                .map_err(|error| io(&path)(error.into()))?;
        }
        table.flush().map_err(io(&path))?;
        let mut spans = self.spans.clone();
        spans.rows.truncate(MOST_ROWS);
        let texts = SpansTexts {
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            source: self.source.clone(),
            alt: format!(
                "{}. {} {}",
                self.title,
                self.subtitle,
                self.sentences.join(" ")
            ),
        };
        write_spans(folder, self.id, texts, spans)
    }
}

pub(super) fn mark(series: usize, interval: Interval) -> Mark {
    Mark {
        series,
        value: Some(interval.value),
        low: interval.low,
        high: interval.high,
    }
}

/// A table with its columns under each other.
fn aligned(headings: &[String], rows: &[Vec<String>]) -> String {
    let lines = || std::iter::once(headings).chain(rows.iter().map(Vec::as_slice));
    let widths: Vec<usize> = (0..headings.len())
        .map(|column| {
            let cells = lines().filter_map(|line| line.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for line in lines() {
        let cells: Vec<String> = line
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text.push('\n');
    text
}
