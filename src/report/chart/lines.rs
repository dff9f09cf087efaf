//! Lines over time with bands, labelled where they end.

use plotters::prelude::DrawingBackend;

use super::axis::{Scale, Ticks, extent, spread};
use super::canvas::{Align, Canvas, DARK, Drawn, GREY, LIGHT, Type, WIDTH, wrap_within};
use super::style::{Look, marker};
use super::{MARGIN, PLOT_BOTTOM, PLOT_TOP};
use crate::experiment::{Comparison, Estimate};
use crate::report::numbers::number;
use crate::vocabulary::Lang;

/// A line with its band.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) look: Look,
    /// What stands where it ends.
    pub(super) label: String,
    /// One place per month; the first is the start.
    pub(super) places: Vec<Estimate>,
}

/// One set of axes. Panels of a picture stand below each other and share their months.
#[derive(Clone, Debug)]
pub(super) struct Panel {
    pub(super) heading: Option<String>,
    pub(super) lines: Vec<Line>,
    /// Include zero and draw a line there.
    pub(super) zero: bool,
    /// Places at which a calendar year begins, with that year.
    pub(super) years: Vec<(usize, u32)>,
    pub(super) lang: Lang,
}

/// Places at which a year begins, thinned out when there are many.
pub(super) fn years(comparison: &Comparison) -> Vec<(usize, u32)> {
    let starts = (0..=comparison.months)
        .map(|place| (usize::from(place), comparison.start.plus(u32::from(place))))
        .filter(|(_, month)| month.month() == 1)
        .map(|(place, month)| (place, month.year()));
    let starts: Vec<_> = starts.collect();
    let step = starts.len().div_ceil(13).max(1) as u32;
    let kept = starts.iter().copied();
    kept.filter(|(_, year)| year % step == starts[0].1 % step)
        .collect()
}

impl Panel {
    /// Does its vertical axis leave out zero?
    pub(super) fn leaves_out_zero(&self) -> bool {
        let ticks = self.ticks(6);
        ticks.low() > 0.0 || ticks.high() < 0.0
    }

    fn ticks(&self, count: usize) -> Ticks {
        let (mut low, mut high) = extent(self.lines.iter().flat_map(|line| &line.places));
        if self.zero {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        Ticks::new(low, high, count)
    }

    fn places(&self) -> usize {
        self.lines
            .iter()
            .map(|line| line.places.len())
            .max()
            .unwrap_or(0)
    }
}

/// Where a panel draws: months across, values up.
#[derive(Clone, Copy)]
struct Field {
    x: Scale,
    y: Scale,
}

impl Field {
    fn at(self, place: usize, value: f64) -> (f64, f64) {
        (self.x.at(place as f64), self.y.at(value))
    }
}

/// Room to the left for numbers and to the right for labels.
const LEFT: f64 = MARGIN + 90.0;
const LABELS: f64 = 1215.0;

/// Draws panels below each other.
pub(super) fn draw<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, panels: &[Panel]) -> Drawn {
    let height = (PLOT_BOTTOM - PLOT_TOP) / panels.len() as f64;
    for (place, panel) in panels.iter().enumerate() {
        let top = PLOT_TOP + height * place as f64;
        let heading = if panel.heading.is_some() { 36.0 } else { 0.0 };
        let below = if place + 1 < panels.len() { 26.0 } else { 0.0 };
        let bottom = top + height - 34.0 - below;
        if let Some(text) = &panel.heading {
            canvas.text(
                (MARGIN, top + 14.0),
                text,
                Type::bold(22.0, DARK),
                Align::Left,
            )?;
        }
        draw_panel(canvas, panel, top + heading, bottom)?;
    }
    Ok(())
}

fn draw_panel<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    panel: &Panel,
    top: f64,
    bottom: f64,
) -> Drawn {
    let ticks = panel.ticks(if bottom - top > 400.0 { 6 } else { 5 });
    let y = Scale {
        from: ticks.low(),
        to: ticks.high(),
        start: bottom,
        end: top,
    };
    let x = Scale {
        from: 0.0,
        to: panel.places().saturating_sub(1).max(1) as f64,
        start: LEFT,
        end: LABELS - 40.0,
    };
    let field = Field { x, y };
    let small = Type::regular(20.0, GREY);
    for &tick in &ticks.values {
        let at = y.at(tick);
        canvas.line(&[(LEFT, at), (x.end, at)], LIGHT, 1.0, &[])?;
        let text = number(tick, ticks.decimals, panel.lang);
        canvas.text((LEFT - 14.0, at + 7.0), &text, small, Align::Right)?;
    }
    for &(place, year) in &panel.years {
        let at = x.at(place as f64);
        canvas.line(&[(at, bottom), (at, bottom + 7.0)], GREY, 1.0, &[])?;
        canvas.text((at, bottom + 29.0), &year.to_string(), small, Align::Centre)?;
    }
    canvas.line(&[(LEFT, bottom), (x.end, bottom)], GREY, 1.5, &[])?;
    for line in &panel.lines {
        draw_band(canvas, line, field)?;
    }
    if panel.zero {
        canvas.line(&[(LEFT, y.at(0.0)), (x.end, y.at(0.0))], DARK, 2.0, &[])?;
    }
    for (rank, line) in panel.lines.iter().enumerate() {
        draw_line(canvas, line, rank, field)?;
    }
    draw_labels(canvas, panel, field)
}

fn finite(line: &Line) -> impl DoubleEndedIterator<Item = (usize, &Estimate)> {
    let is_finite = |e: &Estimate| [e.mean, e.low, e.high].iter().all(|end| end.is_finite());
    line.places
        .iter()
        .enumerate()
        .filter(move |(_, e)| is_finite(e))
}

fn draw_band<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, line: &Line, field: Field) -> Drawn {
    let upper = finite(line).map(|(place, e)| field.at(place, e.high));
    let lower = finite(line).rev().map(|(place, e)| field.at(place, e.low));
    let outline: Vec<_> = upper.chain(lower).collect();
    if outline.len() > 2 {
        canvas.polygon(&outline, line.look.ink, 0.16)?;
    }
    Ok(())
}

/// The line, and its marker every two years, at other months than those of the other lines.
fn draw_line<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    line: &Line,
    rank: usize,
    field: Field,
) -> Drawn {
    let points: Vec<_> = finite(line)
        .map(|(place, e)| field.at(place, e.mean))
        .collect();
    canvas.line(&points, line.look.ink, line.look.width, line.look.dash)?;
    let every = (points.len() / 5).max(1);
    let first = every / 2 + rank * every / 6;
    for &point in points.iter().skip(first % every + every / 3).step_by(every) {
        marker(canvas, point, 7.0, line.look)?;
    }
    match points.last() {
        Some(&end) => marker(canvas, end, 8.0, line.look),
        None => Ok(()),
    }
}

fn draw_labels<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    panel: &Panel,
    Field { x, y }: Field,
) -> Drawn {
    let width = f64::from(WIDTH) - MARGIN - LABELS - 34.0;
    let room = y.start - y.end + 30.0;
    let mut face = Type::regular(20.0, DARK);
    let ends: Vec<_> = panel
        .lines
        .iter()
        .filter_map(|line| Some((line, finite(line).next_back()?.1.mean)))
        .collect();
    let texts = |face| {
        ends.iter()
            .map(|(line, _)| wrap_within(&line.label, face, width, usize::MAX))
            .collect()
    };
    let mut labels: Vec<Vec<String>> = texts(face);
    let mut gap = 8.0;
    let height = |lines: usize, face: Type, gap| lines as f64 * face.size * 1.2 + gap;
    let total = |labels: &[Vec<String>], face, gap| -> f64 {
        labels
            .iter()
            .map(|lines| height(lines.len(), face, gap))
            .sum()
    };
    while total(&labels, face, gap) > room && face.size > 12.0 {
        if gap > 3.0 {
            gap -= 1.0;
        } else {
            face.size -= 1.0;
            labels = texts(face);
        }
    }
    let wanted: Vec<_> = ends
        .iter()
        .zip(&labels)
        .map(|((_, end), lines)| (y.at(*end), height(lines.len(), face, gap)))
        .collect();
    let centres = spread(&wanted, y.end - 15.0, y.start + 15.0);
    for (((line, _), lines), (&centre, (end, _))) in
        ends.iter().zip(&labels).zip(centres.iter().zip(wanted))
    {
        let lead = [(x.end + 12.0, end), (LABELS - 4.0, centre)];
        canvas.line(&lead, GREY, 1.0, &[])?;
        marker(canvas, (LABELS + 10.0, centre), 8.0, line.look)?;
        let first = centre - (lines.len() as f64 - 1.0) * face.size * 0.6 + face.size * 0.36;
        for (row, text) in lines.iter().enumerate() {
            let at = (LABELS + 28.0, first + row as f64 * face.size * 1.2);
            canvas.text(at, text, face, Align::Left)?;
        }
    }
    Ok(())
}
