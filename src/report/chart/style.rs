//! One look per scenario in every picture: colour, dashes and marker together, so that none of
//! them has to be told apart alone. The colours are those of Okabe and Ito (2008), which people
//! with any kind of colour vision can tell apart.

use plotters::prelude::DrawingBackend;

use super::canvas::{Canvas, DARK, Drawn, Ink, Point, WHITE};
use crate::experiment::Comparison;
use crate::report::facts;

/// Shape of a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marker {
    Disc,
    Square,
    Triangle,
    Diamond,
    Down,
    Ring,
}

/// The look of a scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    pub(super) ink: Ink,
    pub(super) dash: &'static [f64],
    pub(super) width: f64,
    marker: Marker,
}

const BASE: Look = Look {
    ink: DARK,
    dash: &[],
    width: 4.0,
    marker: Marker::Ring,
};

/// The looks of what stood before and what came after.
pub(super) const fn pair() -> [Look; 2] {
    let after = Look {
        ink: INKS[0],
        dash: &[],
        width: 4.0,
        marker: Marker::Disc,
    };
    [BASE, after]
}

const INKS: [Ink; 6] = [
    Ink(0x00, 0x72, 0xB2),
    Ink(0xD5, 0x5E, 0x00),
    Ink(0x00, 0x9E, 0x73),
    Ink(0xCC, 0x79, 0xA7),
    Ink(0x56, 0xB4, 0xE9),
    Ink(0xE6, 0x9F, 0x00),
];
const DASHES: [&[f64]; 5] = [
    &[18.0, 7.0],
    &[5.0, 6.0],
    &[20.0, 6.0, 5.0, 6.0],
    &[10.0, 6.0],
    &[26.0, 6.0, 5.0, 6.0, 5.0, 6.0],
];
const MARKERS: [Marker; 5] = [
    Marker::Disc,
    Marker::Square,
    Marker::Triangle,
    Marker::Diamond,
    Marker::Down,
];

/// The look of a scenario: dark and whole for the base. Thirty others differ before one returns.
pub(super) fn look(comparison: &Comparison, scenario: usize) -> Look {
    facts::others(comparison)
        .position(|other| other == scenario)
        .map_or(BASE, |rank| Look {
            ink: INKS[rank % INKS.len()],
            dash: DASHES[rank % DASHES.len()],
            width: 3.5,
            marker: MARKERS[rank % MARKERS.len()],
        })
}

/// The look of a series that is no scenario.
pub(super) fn series(place: usize) -> Look {
    Look {
        ink: INKS[place % INKS.len()],
        dash: DASHES[place % DASHES.len()],
        width: 3.5,
        marker: MARKERS[place % MARKERS.len()],
    }
}

/// Draws the marker of a look, with a white edge that keeps it apart from what it lies on.
pub(super) fn marker<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    at: Point,
    size: f64,
    look: Look,
) -> Drawn {
    shape(canvas, at, size + 2.0, look.marker, WHITE)?;
    shape(canvas, at, size, look.marker, look.ink)?;
    if look.marker == Marker::Ring {
        shape(canvas, at, size * 0.5, Marker::Disc, WHITE)?;
    }
    Ok(())
}

fn shape<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    (x, y): Point,
    r: f64,
    marker: Marker,
    ink: Ink,
) -> Drawn {
    let s = r * 0.9;
    let t = r * 1.15;
    match marker {
        Marker::Disc | Marker::Ring => canvas.disc((x, y), r, ink),
        Marker::Square => canvas.rectangle((x - s, y - s), (x + s, y + s), ink),
        Marker::Triangle => canvas.polygon(&[(x, y - t), (x + t, y + s), (x - t, y + s)], ink, 1.0),
        Marker::Diamond => canvas.polygon(
            &[(x, y - t * 1.1), (x + t, y), (x, y + t * 1.1), (x - t, y)],
            ink,
            1.0,
        ),
        Marker::Down => canvas.polygon(&[(x, y + t), (x + t, y - s), (x - t, y - s)], ink, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::sample;

    #[test]
    fn no_two_scenarios_look_alike_and_none_by_colour_alone() {
        let comparison = sample();
        for one in 0..comparison.scenarios.len() {
            for other in 0..one {
                let (one, other) = (look(&comparison, one), look(&comparison, other));
                assert!(one.ink != other.ink && one.dash != other.dash);
                assert!(one.marker != other.marker);
            }
        }
    }
}
