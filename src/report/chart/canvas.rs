//! Draws in slide units (1600 x 900) on any backend, with the same letters in the same places.

use std::sync::OnceLock;

use plotters::coord::Shift;
use plotters::prelude::{
    Circle, Color, DrawingArea, DrawingBackend, FontStyle, IntoFont, PathElement, Polygon,
    Rectangle, ShapeStyle, TextStyle,
};
use plotters::style::register_font;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::DrawError;
use super::letters::{BOLD, REGULAR, letters};

/// Size of a picture.
pub(super) const WIDTH: u32 = 1600;
/// Size of a picture.
pub(super) const HEIGHT: u32 = 900;
/// Both backends take whole units, so pictures are drawn this many times larger: twice as fine.
pub(super) const FINE: u32 = 2;

/// The embedded font, with what a viewer of SVG may use in its place.
const FAMILY: &str = "Open Sans, Helvetica, Arial, sans-serif";

/// Height of the font's line over its em: the bitmap backend takes the first for the size.
const LINE_OVER_EM: f64 = 2789.0 / 2048.0;

/// A point in slide units.
pub(super) type Point = (f64, f64);
/// What drawing returns.
pub(super) type Drawn = Result<(), DrawError>;
pub(super) use plotters::prelude::RGBColor as Ink;

/// Ink of text and of the base scenario.
pub(super) const DARK: Ink = Ink(0x22, 0x22, 0x22);
/// Ink of secondary text; contrast 7 to 1 on white.
pub(super) const GREY: Ink = Ink(0x55, 0x55, 0x55);
/// Ink of grid lines.
pub(super) const LIGHT: Ink = Ink(0xDD, 0xDD, 0xDD);
/// Paper.
pub(super) const WHITE: Ink = Ink(0xFF, 0xFF, 0xFF);

/// Where text stands relative to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) ink: Ink,
}

impl Type {
    pub(super) const fn regular(size: f64, ink: Ink) -> Self {
        Self {
            size,
            bold: false,
            ink,
        }
    }

    pub(super) const fn bold(size: f64, ink: Ink) -> Self {
        Self {
            size,
            bold: true,
            ink,
        }
    }

    fn style(self) -> FontStyle {
        if self.bold {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        }
    }
}

/// The kinds of backend, which size and place letters differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Medium {
    /// The viewer sets a whole text.
    Svg,
    /// Letters are placed one by one.
    Bitmap,
}

/// A surface in slide units.
pub(super) struct Canvas<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    medium: Medium,
}

/// Registers the embedded font once.
fn font_is_ready() -> bool {
    static READY: OnceLock<bool> = OnceLock::new();
    *READY.get_or_init(|| {
        register_font(FAMILY, FontStyle::Normal, REGULAR).is_ok()
            && register_font(FAMILY, FontStyle::Bold, BOLD).is_ok()
    })
}

fn fine((x, y): Point) -> (i32, i32) {
    let fine = |value: f64| (value * f64::from(FINE)).round() as i32;
    (fine(x), fine(y))
}

fn fill_style(ink: Ink, opacity: f64) -> ShapeStyle {
    ShapeStyle {
        color: ink.mix(opacity),
        filled: true,
        stroke_width: 0,
    }
}

fn stroke_style(ink: Ink, width: f64) -> ShapeStyle {
    ShapeStyle {
        color: ink.to_rgba(),
        filled: false,
        stroke_width: (width * f64::from(FINE)).round() as u32,
    }
}

impl<'a, DB: DrawingBackend> Canvas<'a, DB> {
    pub(super) fn new(area: &'a DrawingArea<DB, Shift>, medium: Medium) -> Result<Self, DrawError> {
        if !font_is_ready() {
            return Err(DrawError("the embedded font cannot be read".to_owned()));
        }
        area.fill(&WHITE).map_err(DrawError::new)?;
        Ok(Self { area, medium })
    }

    /// Fills a shape.
    pub(super) fn polygon(&self, points: &[Point], ink: Ink, opacity: f64) -> Drawn {
        let points: Vec<_> = points.iter().copied().map(fine).collect();
        self.area
            .draw(&Polygon::new(points, fill_style(ink, opacity)))
            .map_err(DrawError::new)
    }

    /// Fills a rectangle.
    pub(super) fn rectangle(&self, from: Point, to: Point, ink: Ink) -> Drawn {
        self.area
            .draw(&Rectangle::new(
                [fine(from), fine(to)],
                fill_style(ink, 1.0),
            ))
            .map_err(DrawError::new)
    }

    /// Fills a disc.
    pub(super) fn disc(&self, centre: Point, radius: f64, ink: Ink) -> Drawn {
        let radius = (radius * f64::from(FINE)).round() as i32;
        self.area
            .draw(&Circle::new(fine(centre), radius, fill_style(ink, 1.0)))
            .map_err(DrawError::new)
    }

    /// A line through points, in dashes (drawn and skipped lengths in turn) or whole.
    pub(super) fn line(&self, points: &[Point], ink: Ink, width: f64, dash: &[f64]) -> Drawn {
        let style = stroke_style(ink, width);
        for piece in dashes(points, dash) {
            let mut piece: Vec<_> = piece.into_iter().map(fine).collect();
            piece.dedup();
            if piece.len() > 1 {
                self.area
                    .draw(&PathElement::new(piece, style))
                    .map_err(DrawError::new)?;
            }
        }
        Ok(())
    }

    /// A text whose baseline starts, ends or is centred at the point.
    pub(super) fn text(&self, (x, y): Point, text: &str, face: Type, align: Align) -> Drawn {
        match self.medium {
            Medium::Svg => {
                let h_pos = match align {
                    Align::Left => HPos::Left,
                    Align::Centre => HPos::Center,
                    Align::Right => HPos::Right,
                };
                // The backend divides the size by 1.24 and puts the baseline 0.76 em down.
                self.put((x, y - face.size * 0.76), text, face, 1.24, h_pos)
            }
            Medium::Bitmap => {
                let (letters, width) = letters(text, face.bold);
                let shift = match align {
                    Align::Left => 0.0,
                    Align::Centre => width / 2.0,
                    Align::Right => width,
                };
                let visible = letters.iter().filter(|letter| !letter.sign.is_whitespace());
                for letter in visible {
                    // The backend takes the height of a line for the size, puts the baseline half
                    // of it down, and starts at the ink instead of at the pen.
                    let bearing = face.size * letter.bearing * f64::from(FINE);
                    let left =
                        x + face.size * (letter.pen - shift) + bearing.floor() / f64::from(FINE);
                    let top = y - face.size * LINE_OVER_EM / 2.0;
                    let sign = letter.sign.encode_utf8(&mut [0; 4]).to_owned();
                    self.put((left, top), &sign, face, LINE_OVER_EM, HPos::Left)?;
                }
                Ok(())
            }
        }
    }

    fn put(&self, at: Point, text: &str, face: Type, over_em: f64, h_pos: HPos) -> Drawn {
        let size = face.size * over_em * f64::from(FINE);
        let style = TextStyle::from((FAMILY, size, face.style()).into_font())
            .color(&face.ink)
            .pos(Pos::new(h_pos, VPos::Top));
        self.area
            .draw_text(text, &style, fine(at))
            .map_err(DrawError::new)
    }
}

/// Width of a text in slide units.
pub(super) fn text_width(text: &str, face: Type) -> f64 {
    letters(text, face.bold).1 * face.size
}

/// Breaks a text between words so that no line is wider than `width`, unless one word is.
pub(super) fn wrap(text: &str, face: Type, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), face) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// As [`wrap`], in at most so many lines; what does not fit gives way to an ellipsis.
pub(super) fn wrap_within(text: &str, face: Type, width: f64, most: usize) -> Vec<String> {
    let mut lines = wrap(text, face, width);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    for line in &mut lines {
        while text_width(line, face) > width && line.chars().count() > 2 {
            let kept: Vec<char> = line.trim_end_matches('…').chars().collect();
            *line = kept[..kept.len() - 1].iter().collect::<String>() + "…";
        }
    }
    lines
}

/// Cuts a polyline into the drawn parts of a dash pattern.
fn dashes(points: &[Point], pattern: &[f64]) -> Vec<Vec<Point>> {
    if pattern.is_empty() {
        return vec![points.to_vec()];
    }
    let mut pieces = Vec::new();
    let (mut turn, mut left) = (0, pattern[0]);
    let mut piece: Vec<Point> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let ((mut x, mut y), (to_x, to_y)) = (pair[0], pair[1]);
        let mut length = (to_x - x).hypot(to_y - y);
        while length > left {
            let part = left / length;
            (x, y) = (x + (to_x - x) * part, y + (to_y - y) * part);
            length -= left;
            piece.push((x, y));
            if turn % 2 == 0 {
                pieces.push(std::mem::take(&mut piece));
            }
            turn = (turn + 1) % pattern.len();
            left = pattern[turn];
            piece = vec![(x, y)];
        }
        left -= length;
        piece.push((to_x, to_y));
    }
    if turn % 2 == 0 {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_cover_their_part_of_a_line() {
        let pieces = dashes(&[(0.0, 0.0), (10.0, 0.0), (30.0, 0.0)], &[6.0, 4.0]);
        let drawn: f64 = pieces
            .iter()
            .map(|piece| piece[piece.len() - 1].0 - piece[0].0)
            .sum();
        assert_eq!(pieces.len(), 3);
        assert!((drawn - 18.0).abs() < 1e-9);
    }

    #[test]
    fn wrapped_lines_keep_every_word() {
        let face = Type::regular(20.0, DARK);
        let lines = wrap("Preventie voorop, met huisbezoek na verlies", face, 200.0);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| text_width(line, face) <= 200.0));
        assert_eq!(
            lines.join(" "),
            "Preventie voorop, met huisbezoek na verlies"
        );
    }
}
