//! Rows with marks on one scale: estimates with their intervals, or ranges, of one or more series.

use plotters::prelude::DrawingBackend;

use super::axis::{Scale, Ticks};
use super::canvas::{
    Align, Canvas, DARK, Drawn, GREY, Ink, LIGHT, Type, WIDTH, text_width, wrap_within,
};
use super::style::{Look, marker, series};
use super::{MARGIN, PLOT_BOTTOM, PLOT_TOP};
use crate::report::numbers::number;
use crate::vocabulary::Lang;

/// A mark in a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// Which series.
    pub(crate) series: usize,
    /// Where the marker stands; none for a range alone.
    pub(crate) value: Option<f64>,
    /// Lower end of the line.
    pub(crate) low: f64,
    /// Upper end of the line.
    pub(crate) high: f64,
}

/// The picture.
#[derive(Clone, Debug)]
pub(crate) struct Spans {
    /// What the scale counts.
    pub(crate) axis: String,
    /// The scale shows at least these.
    pub(crate) ends: [f64; 2],
    /// Names of the series.
    pub(crate) legend: Vec<String>,
    /// Label and marks of each row, the first on top.
    pub(crate) rows: Vec<(String, Vec<Mark>)>,
    /// Language of the numbers.
    pub(crate) lang: Lang,
}

/// Rows that fit; the table has all.
pub(crate) const MOST_ROWS: usize = 16;

const NAMES: f64 = 560.0;
/// Behind every second row.
const STRIPE: Ink = Ink(0xF5, 0xF5, 0xF5);

/// Draws the legend, the scale and the rows.
pub(super) fn draw<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, spans: &Spans) -> Drawn {
    let marks = || spans.rows.iter().flat_map(|(_, marks)| marks);
    let ends = marks().flat_map(|mark| [mark.low, mark.high].into_iter().chain(mark.value));
    let finite = ends.filter(|end| end.is_finite());
    // Zero is always there: bars and intervals are read against it.
    let (low, high) = finite.fold(
        (spans.ends[0].min(0.0), spans.ends[1].max(0.0)),
        |(low, high), end| (low.min(end), high.max(end)),
    );
    let ticks = Ticks::new(low, high, 8);
    let edge = (high - low).max(1e-9) * 0.03;
    let (top, bottom) = (PLOT_TOP + 50.0, PLOT_BOTTOM - 66.0);
    let x = Scale {
        from: low - edge,
        to: high + edge,
        start: NAMES,
        end: f64::from(WIDTH) - MARGIN - 20.0,
    };
    legend(canvas, spans)?;
    let step = (bottom - top) / spans.rows.len().max(1) as f64;
    for (place, (label, _)) in spans.rows.iter().enumerate() {
        let at = top + step * (place as f64 + 0.5);
        if place % 2 == 0 {
            let corner = (MARGIN, at - step / 2.0);
            canvas.rectangle(corner, (f64::from(WIDTH) - MARGIN, at + step / 2.0), STRIPE)?;
        }
        let face = Type::regular(20.0, DARK);
        for text in wrap_within(label, face, NAMES - MARGIN - 30.0, 1) {
            canvas.text((NAMES - 22.0, at + 7.0), &text, face, Align::Right)?;
        }
    }
    for &tick in ticks
        .values
        .iter()
        .filter(|tick| (x.from..=x.to).contains(*tick))
    {
        let at = x.at(tick);
        canvas.line(&[(at, top), (at, bottom)], LIGHT, 1.0, &[])?;
        let text = number(tick, ticks.decimals, spans.lang);
        canvas.text(
            (at, bottom + 27.0),
            &text,
            Type::regular(18.0, GREY),
            Align::Centre,
        )?;
    }
    canvas.line(&[(x.at(0.0), top), (x.at(0.0), bottom)], DARK, 2.0, &[])?;
    let middle = (x.start + x.end) / 2.0;
    canvas.text(
        (middle, bottom + 56.0),
        &spans.axis,
        Type::regular(20.0, GREY),
        Align::Centre,
    )?;
    for (place, (_, marks)) in spans.rows.iter().enumerate() {
        let at = top + step * (place as f64 + 0.5);
        let count = spans.legend.len().max(1) as f64;
        for mark in marks {
            // The series of a row stand under each other, as far as there is room.
            let shift =
                (mark.series as f64 - (count - 1.0) / 2.0) * (step / (count + 1.0)).min(16.0);
            draw_mark(canvas, mark, at + shift, x)?;
        }
    }
    Ok(())
}

fn look_of(mark: &Mark) -> Look {
    series(mark.series)
}

fn draw_mark<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, mark: &Mark, y: f64, x: Scale) -> Drawn {
    let look = look_of(mark);
    if mark.low.is_finite() && mark.high.is_finite() {
        let ends = [(x.at(mark.low), y), (x.at(mark.high), y)];
        let width = if mark.value.is_some() { 3.0 } else { 9.0 };
        canvas.line(&ends, look.ink, width, &[])?;
        for (end, _) in ends {
            canvas.line(&[(end, y - 6.0), (end, y + 6.0)], look.ink, 2.0, &[])?;
        }
    }
    match mark.value.filter(|value| value.is_finite()) {
        Some(value) => marker(canvas, (x.at(value), y), 7.0, look),
        None => Ok(()),
    }
}

fn legend<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, spans: &Spans) -> Drawn {
    let face = Type::regular(20.0, DARK);
    let mut left = NAMES;
    for (place, name) in spans.legend.iter().enumerate() {
        marker(canvas, (left, PLOT_TOP + 22.0), 8.0, series(place))?;
        canvas.text((left + 18.0, PLOT_TOP + 29.0), name, face, Align::Left)?;
        left += 18.0 + text_width(name, face) + 50.0;
    }
    Ok(())
}
