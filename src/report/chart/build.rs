//! Which pictures a comparison gets, and what they say.

use super::lines::{Line, Panel, years};
use super::style::look;
use super::tiles::{Shade, Tile, Tiles};
use super::{Chart, Plot, Table, dots};
use crate::experiment::{Comparison, Difference, Estimate, MonthlySeries, Period, Row};
use crate::report::numbers::{number, range, signed, signed_range};
use crate::report::text::{self, fill};
use crate::report::{facts, words};
use crate::vocabulary::{Borough, Label, Lang, Outcome, Term};

/// Scenarios beside each other in one picture of the boroughs.
const COLUMNS: usize = 4;

/// What every picture needs to know.
struct Maker<'a> {
    comparison: &'a Comparison,
    version: &'a str,
    lang: Lang,
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
    charts
}

impl Maker<'_> {
    fn title(&self, scenario: usize) -> &str {
        facts::title(self.comparison, scenario, self.lang)
    }

    fn base_title(&self) -> &str {
        self.title(self.comparison.base)
    }

    fn period(&self) -> String {
        facts::period(self.comparison, Period::Whole)
    }

    /// The base first, then the others in their order.
    fn scenarios(&self) -> Vec<usize> {
        let base = std::iter::once(self.comparison.base);
        base.chain(facts::others(self.comparison)).collect()
    }

    fn source(&self, band: Label) -> String {
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

    fn borough_row(&self, borough: Option<Borough>, scenario: usize) -> Option<&Row> {
        facts::whole(self.comparison, Outcome::Isolated, borough, scenario)
    }

    fn points(&self, borough: Option<Borough>, scenario: usize) -> Option<&Difference> {
        self.borough_row(borough, scenario)?
            .share_difference
            .as_ref()
    }

    /// One picture per four scenarios, boroughs sorted by the value of the first of them.
    fn boroughs(&self) -> Vec<Chart> {
        let others: Vec<_> = facts::others(self.comparison).collect();
        let pages = others.chunks(COLUMNS).enumerate();
        pages
            .filter_map(|(page, scenarios)| self.borough_page(page, scenarios))
            .collect()
    }

    fn borough_page(&self, page: usize, scenarios: &[usize]) -> Option<Chart> {
        let first = *scenarios.first()?;
        let mut boroughs: Vec<(f64, Borough)> = Borough::ALL
            .iter()
            .filter_map(|&b| Some((self.points(Some(b), first)?.estimate.mean, b)))
            .collect();
        boroughs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        if boroughs.is_empty() {
            return None;
        }
        let column = |&scenario: &usize| {
            let city = self.points(None, scenario).map(|d| d.estimate);
            let value = signed(city.map_or(f64::NAN, |city| city.mean), 2, self.lang);
            dots::Column {
                look: look(self.comparison, scenario),
                heading: self.title(scenario).to_owned(),
                city,
                city_label: fill(text::CITY_LINE, self.lang, &[("value", &value)]),
                values: boroughs
                    .iter()
                    .map(|&(_, b)| self.points(Some(b), scenario).map(|d| d.estimate))
                    .collect(),
            }
        };
        let names = boroughs
            .iter()
            .map(|(_, b)| b.label().get(self.lang).to_owned());
        let dots = dots::Dots {
            names: names.collect(),
            columns: scenarios.iter().map(column).collect(),
            lang: self.lang,
        };
        let cell = |borough, scenario: &usize| {
            let difference = self.points(borough, *scenario);
            difference.map_or(String::new(), |d| words::compact(d, 2, self.lang))
        };
        let row = |name: &str, borough| {
            let cells = scenarios.iter().map(|scenario| cell(borough, scenario));
            std::iter::once(name.to_owned())
                .chain(cells)
                .collect::<Vec<_>>()
        };
        let city = row(text::CITY.get(self.lang), None);
        let rows = boroughs
            .iter()
            .map(|&(_, b)| row(b.label().get(self.lang), Some(b)));
        let heading = text::BOROUGH.get(self.lang).to_owned();
        let titles = scenarios
            .iter()
            .map(|&scenario| self.title(scenario).to_owned());
        let table = Table {
            headings: std::iter::once(heading).chain(titles).collect(),
            rows: std::iter::once(city).chain(rows).collect(),
        };
        let id = if page == 0 {
            "boroughs-difference".to_owned()
        } else {
            format!("boroughs-difference-{}", page + 1)
        };
        let title = fill(
            text::BOROUGHS_TITLE,
            self.lang,
            &[("base", self.base_title())],
        );
        let subtitle = fill(
            text::BOROUGHS_SUBTITLE,
            self.lang,
            &[("period", &self.period())],
        );
        let alt = self.alt_places(text::ALT_DOTS, [&title, &subtitle], &table);
        Some(Chart {
            id,
            title,
            subtitle,
            source: self.source(text::SOURCE_BAR),
            alt,
            table,
            plot: Plot::Dots(dots),
        })
    }

    /// A text alternative that names the lowest and highest borough of the first column.
    fn alt_places(&self, template: Label, [title, subtitle]: [&str; 2], table: &Table) -> String {
        let name = |row: Option<&Vec<String>>| {
            row.map_or(String::new(), |row| format!("{} {}", row[0], row[1]))
        };
        let boroughs = table.rows.get(1..).unwrap_or_default();
        fill(
            template,
            self.lang,
            &[
                ("title", title),
                ("subtitle", subtitle),
                ("city", &name(table.rows.first())),
                ("lowest", &name(boroughs.first())),
                ("highest", &name(boroughs.last())),
            ],
        )
    }

    fn base_map(&self) -> Option<Chart> {
        let base = self.comparison.base;
        let share = |borough| self.borough_row(borough, base)?.share;
        let mut shares: Vec<_> = Borough::ALL
            .iter()
            .filter_map(|&b| Some((share(Some(b))?, b)))
            .collect();
        shares.sort_by(|a, b| a.0.mean.total_cmp(&b.0.mean));
        let means = shares.iter().map(|(share, _)| share.mean);
        let low = means.clone().fold(f64::INFINITY, f64::min).floor();
        let high = means.fold(f64::NEG_INFINITY, f64::max).ceil();
        let tile = |&(share, borough): &(Estimate, Borough)| Tile {
            borough,
            value: share.mean,
            interval: range(share.low, share.high, 1, self.lang),
            shown: true,
        };
        let title = fill(
            text::MAP_BASE_TITLE,
            self.lang,
            &[("base", self.base_title())],
        );
        let subtitle = fill(
            text::MAP_BASE_SUBTITLE,
            self.lang,
            &[("period", &self.period())],
        );
        let show = |e: Estimate| {
            let (mean, range) = (
                number(e.mean, 1, self.lang),
                range(e.low, e.high, 1, self.lang),
            );
            format!("{mean}% ({range})")
        };
        let rows = shares
            .iter()
            .map(|&(e, b)| (b.label().get(self.lang), show(e)));
        let city = share(None).map(|e| (text::CITY.get(self.lang), show(e)));
        self.map(
            "map-base".to_owned(),
            [title, subtitle],
            Tiles {
                tiles: shares.iter().map(tile).collect(),
                shade: Shade::Level {
                    low,
                    high: high.max(low + 1.0),
                },
                lang: self.lang,
            },
            city.into_iter().chain(rows).collect(),
        )
    }

    /// One map per scenario, all on one scale.
    fn difference_maps(&self) -> Vec<Chart> {
        let others: Vec<_> = facts::others(self.comparison).collect();
        let all = others
            .iter()
            .flat_map(|&s| Borough::ALL.iter().map(move |&b| (s, b)));
        let means = all.filter_map(|(s, b)| Some(self.points(Some(b), s)?.estimate.mean.abs()));
        let most = super::axis::Ticks::new(0.0, means.fold(0.0, f64::max), 4).high();
        others
            .into_iter()
            .filter_map(|scenario| self.difference_map(scenario, most))
            .collect()
    }

    fn difference_map(&self, scenario: usize, most: f64) -> Option<Chart> {
        let mut points: Vec<_> = Borough::ALL
            .iter()
            .filter_map(|&b| Some((self.points(Some(b), scenario)?, b)))
            .collect();
        points.sort_by(|a, b| a.0.estimate.mean.total_cmp(&b.0.estimate.mean));
        let tile = |&(difference, borough): &(&Difference, Borough)| {
            let e = difference.estimate;
            let verdict = facts::verdict(difference);
            Tile {
                borough,
                value: e.mean,
                interval: signed_range(e.low, e.high, 2, self.lang),
                shown: matches!(verdict, facts::Verdict::Fewer | facts::Verdict::More),
            }
        };
        let title = fill(
            text::MAP_TITLE,
            self.lang,
            &[("scenario", self.title(scenario))],
        );
        let values = [("base", self.base_title()), ("period", &self.period())];
        let subtitle = fill(text::MAP_SUBTITLE, self.lang, &values);
        let show = |d: &Difference| words::compact(d, 2, self.lang);
        let rows = points
            .iter()
            .map(|&(d, b)| (b.label().get(self.lang), show(d)));
        let city = self
            .points(None, scenario)
            .map(|d| (text::CITY.get(self.lang), show(d)));
        let id = format!(
            "map-{}",
            words::file_name(&self.comparison.scenarios[scenario].id)
        );
        self.map(
            id,
            [title, subtitle],
            Tiles {
                tiles: points.iter().map(tile).collect(),
                shade: Shade::Difference { most },
                lang: self.lang,
            },
            city.into_iter().chain(rows).collect(),
        )
    }

    fn map(
        &self,
        id: String,
        [title, subtitle]: [String; 2],
        tiles: Tiles,
        rows: Vec<(&str, String)>,
    ) -> Option<Chart> {
        if tiles.tiles.is_empty() {
            return None;
        }
        let unit = match tiles.shade {
            Shade::Level { .. } => text::LEGEND_SHARE,
            Shade::Difference { .. } => text::PERCENT_POINTS,
        };
        let table = Table {
            headings: [text::BOROUGH, unit]
                .map(|t| t.get(self.lang).to_owned())
                .to_vec(),
            rows: rows
                .into_iter()
                .map(|(name, value)| vec![name.to_owned(), value])
                .collect(),
        };
        let alt = self.alt_places(text::ALT_MAP, [&title, &subtitle], &table);
        Some(Chart {
            id,
            title,
            subtitle,
            source: self.source(text::SOURCE_SMALL_PRINT),
            alt,
            table,
            plot: Plot::Tiles(tiles),
        })
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
