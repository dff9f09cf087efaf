//! What a calibration did: two intervals for each target or parameter, beside each other.

use super::dots::{Column, Dots};
use super::style::pair;
use super::{Chart, Plot, Table};
use crate::experiment::Estimate;
use crate::report::numbers::range;
use crate::vocabulary::Lang;

/// Rows that a picture holds without names running into each other.
const ROWS: usize = 22;

/// The words of a picture.
pub(in super::super) struct FitWords {
    pub(in super::super) id: &'static str,
    pub(in super::super) title: String,
    pub(in super::super) subtitle: String,
    pub(in super::super) source: String,
    pub(in super::super) name: String,
    pub(in super::super) headings: [String; 2],
}

/// Pictures of as many rows as fit: a name and two intervals.
pub(in super::super) fn interval_charts(
    words: &FitWords,
    rows: &[(String, [Estimate; 2])],
    lang: Lang,
) -> Vec<Chart> {
    let chart = |(page, rows): (usize, &[(String, [Estimate; 2])])| {
        let column = |side: usize| Column {
            look: pair()[side],
            heading: words.headings[side].clone(),
            city: None,
            city_label: String::new(),
            values: rows.iter().map(|(_, both)| Some(both[side])).collect(),
        };
        let text = |one: &Estimate| range(one.low, one.high, 1, lang);
        let line = |(name, both): &(String, [Estimate; 2])| {
            vec![name.clone(), text(&both[0]), text(&both[1])]
        };
        let headings = std::iter::once(&words.name).chain(&words.headings);
        Chart {
            id: format!("{}-{}", words.id, page + 1),
            title: words.title.clone(),
            subtitle: words.subtitle.clone(),
            source: words.source.clone(),
            alt: format!("{}. {}", words.title, words.subtitle),
            table: Table {
                headings: headings.cloned().collect(),
                rows: rows.iter().map(line).collect(),
            },
            plot: Plot::Dots(Dots {
                names: rows.iter().map(|(name, _)| name.clone()).collect(),
                columns: vec![column(0), column(1)],
                lang,
            }),
        }
    };
    rows.chunks(ROWS).enumerate().map(chart).collect()
}
