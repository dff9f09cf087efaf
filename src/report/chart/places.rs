//! What the pictures of the boroughs say: dots with intervals, and tile maps.

use super::build::Maker;
use super::style::look;
use super::tiles::{Shade, Tile, Tiles, half_range};
use super::{Chart, Plot, Table, dots};
use crate::experiment::{Difference, Estimate, Row};
use crate::report::numbers::{number, range, signed, signed_range};
use crate::report::text::{self, fill};
use crate::report::{facts, words};
use crate::vocabulary::{Borough, Label, Outcome, Term};

/// Scenarios beside each other in one picture of the boroughs.
const COLUMNS: usize = 4;

/// Does the interval leave zero out?
fn is_shown(difference: &Difference) -> bool {
    let verdict = facts::verdict(difference);
    matches!(verdict, facts::Verdict::Fewer | facts::Verdict::More)
}

impl Maker<'_> {
    fn borough_row(&self, borough: Option<Borough>, scenario: usize) -> Option<&Row> {
        facts::whole(self.comparison, Outcome::Isolated, borough, scenario)
    }

    fn points(&self, borough: Option<Borough>, scenario: usize) -> Option<&Difference> {
        self.borough_row(borough, scenario)?
            .share_difference
            .as_ref()
    }

    /// One picture per four scenarios, boroughs sorted by the value of the first of them.
    pub(super) fn boroughs(&self) -> Vec<Chart> {
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

    pub(super) fn base_map(&self) -> Option<Chart> {
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
    pub(super) fn difference_maps(&self) -> Vec<Chart> {
        let others: Vec<_> = facts::others(self.comparison).collect();
        let all = others
            .iter()
            .flat_map(|&s| Borough::ALL.iter().map(move |&b| (s, b)));
        let differences = all.filter_map(|(s, b)| self.points(Some(b), s));
        let most = half_range(differences.map(|one| (&one.estimate, is_shown(one))));
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
            Tile {
                borough,
                value: e.mean,
                interval: signed_range(e.low, e.high, 2, self.lang),
                shown: is_shown(difference),
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
