//! An equal-area tile map of the thirteen boroughs: Pernis is as large as Prins Alexander, so that
//! no borough is overlooked.

use plotters::prelude::DrawingBackend;

use super::axis::{Scale, Ticks};
use super::canvas::{Align, Canvas, DARK, Drawn, GREY, Ink, LIGHT, Type, WHITE, text_width};
use super::{MARGIN, PLOT_TOP};
use crate::experiment::Estimate;
use crate::report::numbers::{number, signed};
use crate::report::text;
use crate::vocabulary::{Borough, Lang, Term};

/// What a tile says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tile {
    pub(super) borough: Borough,
    pub(super) value: f64,
    /// The interval in words.
    pub(super) interval: String,
    /// Does the interval leave zero out?
    pub(super) shown: bool,
}

/// What the colours stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shade {
    /// Percentage, from light to dark.
    Level {
        /// Lowest value of the scale.
        low: f64,
        /// Highest value of the scale.
        high: f64,
    },
    /// Percentage points around zero: blue below, orange above, white at zero.
    Difference {
        /// Value at either end of the scale, see [`half_range`].
        most: f64,
    },
}

/// The picture.
#[derive(Clone, Debug)]
pub(super) struct Tiles {
    pub(super) tiles: Vec<Tile>,
    pub(super) shade: Shade,
    pub(super) lang: Lang,
}

/// Column and row of a borough: north is up, the river runs below row 1.
fn spot(borough: Borough) -> (u8, u8) {
    match borough {
        Borough::HoekVanHolland => (0, 1),
        Borough::Overschie => (3, 0),
        Borough::HillegersbergSchiebroek => (4, 0),
        Borough::PrinsAlexander => (5, 0),
        Borough::Delfshaven => (2, 1),
        Borough::Stadscentrum => (3, 1),
        Borough::Noord => (4, 1),
        Borough::KralingenCrooswijk => (5, 1),
        Borough::Pernis => (2, 2),
        Borough::Charlois => (3, 2),
        Borough::Feijenoord => (4, 2),
        Borough::IJsselmonde => (5, 2),
        Borough::Hoogvliet => (2, 3),
    }
}

const TILE: (f64, f64) = (194.0, 146.0);
const GAP: f64 = 10.0;
/// Room for the river between rows 1 and 2.
const RIVER: f64 = 30.0;
const LEGEND: f64 = 1345.0;

const BLUE: Ink = Ink(0x00, 0x5A, 0x94);
const ORANGE: Ink = Ink(0xB8, 0x4A, 0x00);
const PALE: Ink = Ink(0xF4, 0xF4, 0xF0);
const BLACK: Ink = Ink(0, 0, 0);
const WATER: Ink = Ink(0xC9, 0xDD, 0xE8);

fn mix(from: Ink, to: Ink, part: f64) -> Ink {
    let part = part.clamp(0.0, 1.0);
    let channel =
        |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
    Ink(
        channel(from.0, to.0),
        channel(from.1, to.1),
        channel(from.2, to.2),
    )
}

/// The least half of the scale of differences, in percentage points: one resident in a thousand. A
/// smaller difference is pale, however sure it is.
const LEAST: f64 = 0.1;

/// Half of a scale of differences: as far as those go whose interval leaves zero out, and no less than
/// a typical interval goes to either side, so that chance alone gives no full colour.
pub(super) fn half_range<'a>(differences: impl Iterator<Item = (&'a Estimate, bool)>) -> f64 {
    let mut most = LEAST;
    let mut halves = Vec::new();
    for (estimate, shown) in differences {
        halves.push(estimate.half_width());
        if shown {
            most = most.max(estimate.mean.abs());
        }
    }
    halves.sort_by(f64::total_cmp);
    let typical = halves.get(halves.len() / 2).copied().unwrap_or(0.0);
    Ticks::new(0.0, most.max(typical), 4).high()
}

impl Tile {
    /// A difference that may be nothing has no colour.
    fn paper(&self, shade: Shade) -> Ink {
        if self.shown {
            shade.ink(self.value)
        } else {
            PALE
        }
    }
}

impl Shade {
    fn ink(self, value: f64) -> Ink {
        match self {
            Self::Level { low, high } => {
                let part = (value - low) / (high - low).max(f64::MIN_POSITIVE);
                mix(PALE, BLUE, 0.08 + 0.92 * part)
            }
            Self::Difference { most } => {
                let part = value / most.max(f64::MIN_POSITIVE);
                mix(PALE, if value < 0.0 { BLUE } else { ORANGE }, part.abs())
            }
        }
    }

    fn ends(self) -> (f64, f64) {
        match self {
            Self::Level { low, high } => (low, high),
            Self::Difference { most } => (-most, most),
        }
    }

    fn show(self, value: f64, lang: Lang) -> String {
        match self {
            Self::Level { .. } => format!("{}%", number(value, 1, lang)),
            Self::Difference { .. } => signed(value, 2, lang),
        }
    }
}

/// Relative luminance as WCAG 2.1 defines it.
fn luminance(ink: Ink) -> f64 {
    let linear = |channel: u8| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            libm::pow((part + 0.055) / 1.055, 2.4)
        }
    };
    0.2126 * linear(ink.0) + 0.7152 * linear(ink.1) + 0.0722 * linear(ink.2)
}

/// Contrast ratio as WCAG 2.1 defines it.
fn contrast(one: Ink, other: Ink) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// White or black, whichever reads better on a colour: one of them always has a contrast of 4.5.
fn text_ink(paper: Ink) -> Ink {
    if contrast(WHITE, paper) > contrast(BLACK, paper) {
        WHITE
    } else {
        BLACK
    }
}

/// Draws river, tiles and legend.
pub(super) fn draw<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, tiles: &Tiles) -> Drawn {
    let river = PLOT_TOP - 10.0 + 2.0 * (TILE.1 + GAP) + RIVER / 2.0 - GAP / 2.0;
    let right = MARGIN + 6.0 * (TILE.0 + GAP) - GAP;
    canvas.rectangle((MARGIN, river - 10.0), (right, river + 10.0), WATER)?;
    let face = Type::regular(16.0, DARK);
    canvas.text(
        (MARGIN + 10.0, river + 6.0),
        text::RIVER.get(tiles.lang),
        face,
        Align::Left,
    )?;
    for tile in &tiles.tiles {
        draw_tile(canvas, tile, tiles)?;
    }
    draw_legend(canvas, tiles)
}

fn draw_tile<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, tile: &Tile, tiles: &Tiles) -> Drawn {
    let (column, row) = spot(tile.borough);
    let left = MARGIN + f64::from(column) * (TILE.0 + GAP);
    let river = if row > 1 { RIVER } else { 0.0 };
    let top = PLOT_TOP - 10.0 + f64::from(row) * (TILE.1 + GAP) + river;
    let (right, bottom) = (left + TILE.0, top + TILE.1);
    let paper = tile.paper(tiles.shade);
    let ink = text_ink(paper);
    canvas.rectangle((left, top), (right, bottom), paper)?;
    if !tile.shown {
        hatch(canvas, (left, top), (right, bottom))?;
    }
    let edge = [
        (left, top),
        (right, top),
        (right, bottom),
        (left, bottom),
        (left, top),
    ];
    canvas.line(&edge, GREY, 1.0, &[])?;
    let middle = left + TILE.0 / 2.0;
    let name = tile.borough.label().get(tiles.lang);
    let face = Type::regular(19.0, ink);
    let lines: Vec<String> = if text_width(name, face) <= TILE.0 - 34.0 {
        vec![name.to_owned()]
    } else {
        let at = name.find('-').map_or(name.len(), |at| at + 1);
        vec![name[..at].to_owned(), name[at..].to_owned()]
    };
    let first = top + if lines.len() > 1 { 28.0 } else { 40.0 };
    for (place, line) in lines.iter().enumerate() {
        let at = (middle, first + 23.0 * place as f64);
        canvas.text(at, line, face, Align::Centre)?;
    }
    let value = tiles.shade.show(tile.value, tiles.lang);
    canvas.text(
        (middle, top + 94.0),
        &value,
        Type::bold(32.0, ink),
        Align::Centre,
    )?;
    canvas.text(
        (middle, top + 126.0),
        &tile.interval,
        Type::regular(16.0, ink),
        Align::Centre,
    )
}

fn draw_legend<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, tiles: &Tiles) -> Drawn {
    const STEPS: usize = 60;
    let lang = tiles.lang;
    let (low, high) = tiles.shade.ends();
    let y = Scale {
        from: low,
        to: high,
        start: PLOT_TOP + 420.0,
        end: PLOT_TOP + 60.0,
    };
    let (left, right) = (LEGEND, LEGEND + 44.0);
    let part = (high - low) / STEPS as f64;
    for step in 0..STEPS {
        let value = low + part * step as f64;
        let ink = tiles.shade.ink(value + part / 2.0);
        canvas.rectangle((left, y.at(value + part)), (right, y.at(value)), ink)?;
    }
    let edge = [
        (left, y.start),
        (right, y.start),
        (right, y.end),
        (left, y.end),
        (left, y.start),
    ];
    canvas.line(&edge, GREY, 1.0, &[])?;
    let face = Type::regular(19.0, DARK);
    for value in [low, (low + high) / 2.0, high] {
        let at = y.at(value);
        canvas.line(&[(right, at), (right + 8.0, at)], GREY, 1.5, &[])?;
        let text = tiles.shade.show(value, lang);
        canvas.text((right + 14.0, at + 7.0), &text, face, Align::Left)?;
    }
    let (heading, more, fewer) = match tiles.shade {
        Shade::Level { .. } => (text::LEGEND_SHARE, None, None),
        Shade::Difference { .. } => (
            text::LEGEND_POINTS,
            Some(text::LEGEND_MORE),
            Some(text::LEGEND_FEWER),
        ),
    };
    let above = if more.is_some() { 46.0 } else { 20.0 };
    canvas.text(
        (left, y.end - above),
        heading.get(lang),
        Type::bold(19.0, DARK),
        Align::Left,
    )?;
    if let Some(more) = more {
        canvas.text((left, y.end - 18.0), more.get(lang), face, Align::Left)?;
    }
    if let Some(fewer) = fewer {
        canvas.text((left, y.start + 30.0), fewer.get(lang), face, Align::Left)?;
        draw_note(canvas, (left, y.start + 58.0), lang)?;
    }
    Ok(())
}

/// What the hatching means, below a piece of it.
fn draw_note<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    (left, top): (f64, f64),
    lang: Lang,
) -> Drawn {
    let (right, bottom) = (left + 44.0, top + 30.0);
    canvas.rectangle((left, top), (right, bottom), PALE)?;
    hatch(canvas, (left, top), (right, bottom))?;
    let edge = [
        (left, top),
        (right, top),
        (right, bottom),
        (left, bottom),
        (left, top),
    ];
    canvas.line(&edge, GREY, 1.0, &[])?;
    let note = Type::regular(18.0, GREY);
    let lines = super::canvas::wrap(text::LEGEND_HATCHED.get(lang), note, 1540.0 - LEGEND);
    for (place, line) in lines.iter().enumerate() {
        let at = (left, bottom + 28.0 + 24.0 * place as f64);
        canvas.text(at, line, note, Align::Left)?;
    }
    Ok(())
}

/// Thin slanted lines over a rectangle.
fn hatch<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    (left, top): (f64, f64),
    (right, bottom): (f64, f64),
) -> Drawn {
    const STEP: f64 = 14.0;
    let (width, height) = (right - left, bottom - top);
    let mut along = STEP;
    while along < width + height {
        // From the left or lower edge up to the upper or right edge.
        let low = (left + (along - height).max(0.0), top + along.min(height));
        let high = (left + along.min(width), top + (along - width).max(0.0));
        canvas.line(&[low, high], LIGHT, 1.5, &[])?;
        along += STEP;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_borough_has_a_spot_of_its_own() {
        let spots: std::collections::BTreeSet<_> =
            Borough::ALL.iter().map(|&borough| spot(borough)).collect();
        assert_eq!(spots.len(), Borough::ALL.len());
    }

    fn estimate(mean: f64, half: f64) -> Estimate {
        Estimate {
            mean,
            low: mean - half,
            high: mean + half,
        }
    }

    #[test]
    fn chance_and_tiny_differences_get_no_full_colour() {
        let of = |all: &[(f64, f64)]| {
            let estimates: Vec<Estimate> = all.iter().map(|&(m, h)| estimate(m, h)).collect();
            let shown = |e: &Estimate| e.low > 0.0 || e.high < 0.0;
            half_range(estimates.iter().map(|e| (e, shown(e))))
        };
        // Sure, and one in ten thousand residents.
        assert!(of(&[(0.01, 0.005), (-0.01, 0.005)]) >= LEAST);
        // One is large by chance: the scale does not follow it beyond the typical interval.
        let noise = of(&[(2.0, 2.5), (0.1, 0.4), (-0.2, 0.4)]);
        assert!((0.4..1.0).contains(&noise), "{noise}");
        // A clear difference sets the scale.
        assert!((of(&[(-0.9, 0.1), (0.02, 0.1)]) - 1.0).abs() < 1e-9);
        let tile = |shown| Tile {
            borough: Borough::Noord,
            value: -1.0,
            interval: String::new(),
            shown,
        };
        let shade = Shade::Difference { most: 1.0 };
        assert_eq!(tile(false).paper(shade), PALE);
        assert_eq!(tile(true).paper(shade), BLUE);
    }

    #[test]
    fn words_on_tiles_have_the_contrast_that_wcag_asks() {
        for step in -100..=100 {
            let value = f64::from(step) / 100.0;
            let shades = [
                Shade::Difference { most: 1.0 },
                Shade::Level {
                    low: 0.0,
                    high: 1.0,
                },
            ];
            for shade in shades {
                let paper = shade.ink(value);
                assert!(contrast(text_ink(paper), paper) >= 4.5, "{shade:?} {value}");
            }
        }
    }

    #[test]
    fn a_level_gets_darker_as_it_rises() {
        let shade = Shade::Level {
            low: 0.0,
            high: 10.0,
        };
        let lights: Vec<_> = (0..=10)
            .map(|v| luminance(shade.ink(f64::from(v))))
            .collect();
        assert!(lights.windows(2).all(|pair| pair[0] > pair[1]));
    }
}
