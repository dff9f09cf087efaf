//! Which pictures a comparison gets, and what those over time say.

use super::lines::{Line, Panel, years};
use super::style::look;
use super::{Chart, Plot, Table};
use crate::experiment::{Comparison, Estimate, MonthlySeries, Period};
use crate::report::numbers::{number, range, signed, signed_range};
use crate::report::text::{self, fill};
use crate::report::{facts, words};
use crate::vocabulary::{Label, Lang, Outcome, Term};

/// What every picture needs to know.
pub(super) struct Maker<'a> {
    pub(super) comparison: &'a Comparison,
    version: &'a str,
    pub(super) lang: Lang,
}

/// All pictures of a comparison, in the order in which the page shows them. A picture for which
/// nothing was recorded is left out.
pub(in super::super) fn charts(comparison: &Comparison, version: &str, lang: Lang) -> Vec<Chart> {
    let maker = Maker {
        comparison,
        version,
        lang,
    };
    let mut charts = Vec::new();
    charts.extend(maker.level());
    charts.extend(maker.difference());
    charts.extend(maker.boroughs());
    charts.extend(maker.base_map());
    charts.extend(maker.difference_maps());
    charts.extend(maker.programme());
    charts.extend(maker.cloud());
    charts
}

impl Maker<'_> {
    pub(super) fn title(&self, scenario: usize) -> &str {
        facts::title(self.comparison, scenario, self.lang)
    }

    pub(super) fn base_title(&self) -> &str {
        self.title(self.comparison.base)
    }

    pub(super) fn period(&self) -> String {
        facts::period(self.comparison, Period::Whole)
    }

    /// The base first, then the others in their order.
    fn scenarios(&self) -> Vec<usize> {
        let base = std::iter::once(self.comparison.base);
        base.chain(facts::others(self.comparison)).collect()
    }

    pub(super) fn source(&self, band: Label) -> String {
        let comparison = self.comparison;
        let mut source = fill(
            text::SOURCE,
            self.lang,
            &[
                ("version", self.version),
                (
                    "replicates",
                    &number(f64::from(comparison.replicates), 0, self.lang),
                ),
                ("seed", &comparison.seed.to_string()),
                ("band", band.get(self.lang)),
            ],
        );
        if comparison.scale < 1.0 {
            let scale = words::scale(comparison.scale, self.lang);
            source += &fill(text::SCALE, self.lang, &[("scale", &scale)]);
        }
        source
    }

    fn line(
        &self,
        scenario: usize,
        places: &[Estimate],
        show: fn(f64, usize, Lang) -> String,
    ) -> Line {
        let last = places.last().map_or(f64::NAN, |last| last.mean);
        let title = self.title(scenario);
        Line {
            look: look(self.comparison, scenario),
            label: format!("{title}: {}", show(last, 0, self.lang)),
            places: places.to_vec(),
        }
    }

    fn panel(&self, heading: Option<Label>, lines: Vec<Line>, zero: bool) -> Option<Panel> {
        (!lines.is_empty()).then(|| Panel {
            heading: heading.map(|heading| heading.get(self.lang).to_owned()),
            lines,
            zero,
            years: years(self.comparison),
            lang: self.lang,
        })
    }

    fn series(&self, outcome: Outcome) -> Vec<&MonthlySeries> {
        let of = |scenario| facts::series(self.comparison, outcome, scenario);
        self.scenarios().into_iter().filter_map(of).collect()
    }

    fn level_lines(&self, series: &[&MonthlySeries]) -> Vec<Line> {
        let line = |s: &&MonthlySeries| self.line(s.scenario, &s.level, number);
        series.iter().map(line).collect()
    }

    /// One row per half year at most, with the mean and interval of every line.
    fn table_over_time(&self, lines: &[(usize, &[Estimate])], show: Show) -> Table {
        let month = text::AT_MONTH.get(self.lang).to_owned();
        let titles = lines
            .iter()
            .map(|(scenario, _)| self.title(*scenario).to_owned());
        let longest = lines
            .iter()
            .map(|(_, places)| places.len())
            .max()
            .unwrap_or(0);
        let step = if longest > 36 { 12 } else { 3 };
        let row = |place: usize| {
            let cells = lines.iter().map(|(_, places)| {
                places
                    .get(place)
                    .map_or(String::new(), |e| show(*e, self.lang))
            });
            let month = facts::month_of_place(self.comparison, place);
            std::iter::once(month).chain(cells).collect()
        };
        Table {
            headings: std::iter::once(month).chain(titles).collect(),
            rows: (0..longest).step_by(step).map(row).collect(),
        }
    }

    fn over_time(&self, id: &str, words: [String; 2], panels: Vec<Panel>, table: Table) -> Chart {
        let [title, mut subtitle] = words;
        if panels.iter().any(Panel::leaves_out_zero) {
            subtitle = format!("{subtitle} {}", text::AXIS_NOT_AT_ZERO.get(self.lang));
        }
        let ends = panels.iter().flat_map(|panel| &panel.lines);
        let ends: Vec<_> = ends.map(|line| line.label.clone()).collect();
        let alt = fill(
            text::ALT_LINES,
            self.lang,
            &[
                ("title", &title),
                ("subtitle", &subtitle),
                ("ends", &ends.join("; ")),
            ],
        );
        Chart {
            id: id.to_owned(),
            title,
            subtitle,
            source: self.source(text::SOURCE_BAND),
            alt,
            table,
            plot: Plot::Lines(panels),
        }
    }

    fn level(&self) -> Option<Chart> {
        let series = self.series(Outcome::Isolated);
        let panel = self.panel(None, self.level_lines(&series), false)?;
        let columns: Vec<_> = series
            .iter()
            .map(|s| (s.scenario, s.level.as_slice()))
            .collect();
        let words = [text::LEVEL_TITLE, text::LEVEL_SUBTITLE].map(|t| t.get(self.lang).to_owned());
        let table = self.table_over_time(&columns, show_level);
        Some(self.over_time("isolated-level", words, vec![panel], table))
    }

    fn difference(&self) -> Option<Chart> {
        let series = self.series(Outcome::Isolated);
        let paired = series
            .iter()
            .filter_map(|s| Some((s.scenario, s.difference.as_deref()?)));
        let columns: Vec<_> = paired.collect();
        let lines = columns
            .iter()
            .map(|(scenario, places)| self.line(*scenario, places, signed));
        let panel = self.panel(None, lines.collect(), true)?;
        let title = fill(
            text::DIFFERENCE_TITLE,
            self.lang,
            &[("base", self.base_title())],
        );
        let words = [title, text::DIFFERENCE_SUBTITLE.get(self.lang).to_owned()];
        let table = self.table_over_time(&columns, show_difference);
        Some(self.over_time("isolated-difference", words, vec![panel], table))
    }

    fn programme(&self) -> Option<Chart> {
        let volunteers = self.series(Outcome::Volunteers);
        let waiting = self.series(Outcome::Waiting);
        let panels = [
            self.panel(
                Some(text::PANEL_VOLUNTEERS),
                self.level_lines(&volunteers),
                true,
            ),
            self.panel(Some(text::PANEL_WAITING), self.level_lines(&waiting), true),
        ];
        let panels: Vec<_> = panels.into_iter().flatten().collect();
        if panels.is_empty() {
            return None;
        }
        let both = [
            (Outcome::Volunteers, volunteers),
            (Outcome::Waiting, waiting),
        ];
        let mut table = Table {
            headings: Vec::new(),
            rows: Vec::new(),
        };
        for (outcome, series) in both {
            let columns: Vec<_> = series
                .iter()
                .map(|s| (s.scenario, s.level.as_slice()))
                .collect();
            let mut part = self.table_over_time(&columns, show_level);
            let label = outcome.label().get(self.lang);
            part.headings
                .iter_mut()
                .skip(1)
                .for_each(|h| *h = format!("{h}, {label}"));
            table = join(table, part);
        }
        let words = [text::PROGRAMME_TITLE, text::PROGRAMME_SUBTITLE];
        let words = words.map(|t| t.get(self.lang).to_owned());
        Some(self.over_time("volunteers-waiting", words, panels, table))
    }
}

type Show = fn(Estimate, Lang) -> String;

fn show_level(e: Estimate, lang: Lang) -> String {
    format!(
        "{} ({})",
        number(e.mean, 0, lang),
        range(e.low, e.high, 0, lang)
    )
}

fn show_difference(e: Estimate, lang: Lang) -> String {
    format!(
        "{} ({})",
        signed(e.mean, 0, lang),
        signed_range(e.low, e.high, 0, lang)
    )
}

/// Two tables over the same months beside each other.
fn join(left: Table, right: Table) -> Table {
    if left.headings.is_empty() || right.headings.is_empty() {
        return if left.headings.is_empty() {
            right
        } else {
            left
        };
    }
    let headings = left
        .headings
        .into_iter()
        .chain(right.headings.into_iter().skip(1));
    let rows = left.rows.into_iter().zip(right.rows);
    Table {
        headings: headings.collect(),
        rows: rows
            .map(|(l, r)| l.into_iter().chain(r.into_iter().skip(1)).collect())
            .collect(),
    }
}
