//! Differences per borough: dots with intervals, one column of the picture per scenario.

use plotters::prelude::DrawingBackend;

use super::axis::{Scale, Ticks, extent};
use super::canvas::{
    Align, Canvas, DARK, Drawn, GREY, Ink, LIGHT, Type, WIDTH, text_width, wrap_within,
};
use super::style::{Look, marker};
use super::{MARGIN, PLOT_BOTTOM, PLOT_TOP};
use crate::experiment::Estimate;
use crate::report::numbers::number;
use crate::vocabulary::Lang;

/// One scenario.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) look: Look,
    pub(super) heading: String,
    pub(super) city: Option<Estimate>,
    /// What stands at the city's line.
    pub(super) city_label: String,
    /// In the order of the names.
    pub(super) values: Vec<Option<Estimate>>,
}

/// The picture.
#[derive(Clone, Debug)]
pub(super) struct Dots {
    pub(super) names: Vec<String>,
    pub(super) columns: Vec<Column>,
    pub(super) lang: Lang,
}

/// Least room for names.
const NAMES: f64 = 320.0;
/// Between a name and its row.
const GAP: f64 = 16.0;
/// Behind every second row.
const STRIPE: Ink = Ink(0xF5, 0xF5, 0xF5);

/// Draws all columns on one scale.
pub(super) fn draw<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, dots: &Dots) -> Drawn {
    let columns = dots.columns.len().max(1) as f64;
    let face = Type::regular(20.0, DARK);
    let widest = dots.names.iter().map(|name| text_width(name, face));
    let names = widest.fold(NAMES, |room, width| room.max(MARGIN + width + GAP));
    let width = (f64::from(WIDTH) - MARGIN - names) / columns;
    let all = dots.columns.iter();
    let all = all.flat_map(|column| column.values.iter().flatten().chain(&column.city));
    let (low, high) = extent(all);
    let (low, high) = (low.min(0.0), high.max(0.0));
    let count = (24 / dots.columns.len().max(1)).min(10);
    let ticks = Ticks::new(low, high, count);
    let edge = (high - low) * 0.03;
    let (top, bottom) = (PLOT_TOP + 74.0, PLOT_BOTTOM - 36.0);
    let step = (bottom - top) / dots.names.len() as f64;
    let row = |place: usize| top + step * (place as f64 + 0.5);
    for (place, name) in dots.names.iter().enumerate() {
        let at = row(place);
        if place % 2 == 0 {
            let corner = (MARGIN, at - step / 2.0);
            let other = (f64::from(WIDTH) - MARGIN, at + step / 2.0);
            canvas.rectangle(corner, other, STRIPE)?;
        }
        canvas.text((names - GAP, at + 7.0), name, face, Align::Right)?;
    }
    for (place, column) in dots.columns.iter().enumerate() {
        let left = names + width * place as f64 + 14.0;
        let x = Scale {
            from: low - edge,
            to: high + edge,
            start: left + 14.0,
            end: left + width - 34.0,
        };
        draw_axis(canvas, &ticks, x, (top, bottom), dots.lang)?;
        draw_column(canvas, column, x, (top, bottom), row)?;
    }
    Ok(())
}

fn draw_axis<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    ticks: &Ticks,
    x: Scale,
    (top, bottom): (f64, f64),
    lang: Lang,
) -> Drawn {
    let inside = ticks
        .values
        .iter()
        .filter(|&&tick| tick >= x.from && tick <= x.to);
    for &tick in inside {
        let at = x.at(tick);
        canvas.line(&[(at, top), (at, bottom)], LIGHT, 1.0, &[])?;
        let text = number(tick, ticks.decimals, lang);
        canvas.text(
            (at, bottom + 27.0),
            &text,
            Type::regular(18.0, GREY),
            Align::Centre,
        )?;
    }
    canvas.line(&[(x.at(0.0), top), (x.at(0.0), bottom)], DARK, 2.0, &[])
}

fn draw_column<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    column: &Column,
    x: Scale,
    (top, bottom): (f64, f64),
    row: impl Fn(usize) -> f64,
) -> Drawn {
    let face = Type::bold(20.0, DARK);
    let lines = wrap_within(&column.heading, face, x.end - x.start + 10.0, 2);
    marker(canvas, (x.start, PLOT_TOP - 1.0), 8.0, column.look)?;
    for (place, line) in lines.iter().enumerate() {
        let y = PLOT_TOP + 6.0 + 24.0 * place as f64;
        canvas.text((x.start + 18.0, y), line, face, Align::Left)?;
    }
    if let Some(city) = column.city {
        let at = x.at(city.mean);
        canvas.line(&[(at, top), (at, bottom)], GREY, 2.0, &[8.0, 6.0])?;
        let label = Type::regular(18.0, GREY);
        canvas.text((at, top - 8.0), &column.city_label, label, Align::Centre)?;
    }
    for (place, value) in column.values.iter().enumerate() {
        if let Some(value) = value {
            let y = row(place);
            let ends = [(x.at(value.low), y), (x.at(value.high), y)];
            canvas.line(&ends, column.look.ink, 3.0, &[])?;
            for (end, _) in ends {
                canvas.line(&[(end, y - 6.0), (end, y + 6.0)], column.look.ink, 2.0, &[])?;
            }
            marker(canvas, (x.at(value.mean), y), 7.0, column.look)?;
        }
    }
    Ok(())
}
