//! Where letters go: advance widths, left bearings and kerning, read from the embedded font.
//!
//! The bitmap backend of plotters leaves out the left bearing of letters, which puts a `j` far from
//! the `i` before it; hence letters are placed one by one, from these numbers.

use std::sync::OnceLock;

/// The embedded font.
pub(super) const REGULAR: &[u8] = include_bytes!("../font/OpenSans-Regular-subset.ttf");
/// The embedded font.
pub(super) const BOLD: &[u8] = include_bytes!("../font/OpenSans-Bold-subset.ttf");

/// Tables of a TrueType font, each starting at its first byte.
struct Font {
    bytes: &'static [u8],
    cmap: usize,
    hmtx: usize,
    metrics: u16,
    kern: Option<usize>,
    units_per_em: f64,
}

/// A letter of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letter {
    pub(super) sign: char,
    /// Where the pen stands, in em from the start of the text.
    pub(super) pen: f64,
    /// From the pen to the left edge of the ink, in em.
    pub(super) bearing: f64,
}

/// The letters of a text and its width in em.
pub(super) fn letters(text: &str, bold: bool) -> (Vec<Letter>, f64) {
    static FONTS: OnceLock<[Font; 2]> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| [REGULAR, BOLD].map(Font::new));
    let font = &fonts[usize::from(bold)];
    let (mut letters, mut pen, mut last) = (Vec::new(), 0.0, None);
    for sign in text.chars() {
        let glyph = font.glyph(sign);
        if let Some(last) = last {
            pen += font.kerning(last, glyph);
        }
        let (advance, bearing) = font.metrics(glyph);
        letters.push(Letter { sign, pen, bearing });
        pen += advance;
        last = Some(glyph);
    }
    (letters, pen)
}

/// Does the embedded font have this letter?
#[cfg(test)]
pub(super) fn has(sign: char) -> bool {
    [REGULAR, BOLD]
        .iter()
        .all(|font| Font::new(font).glyph(sign) != 0)
}

// Positions of fields are those of the OpenType specification, version 1.9. The fonts are embedded
// and a test reads every table, so a place outside them is a defect and not bad input.
impl Font {
    fn new(bytes: &'static [u8]) -> Self {
        let table = |tag: &[u8; 4]| {
            let records = bytes[12..]
                .chunks_exact(16)
                .take(usize::from(short(bytes, 4)));
            let mut found = records.filter(|record| record.starts_with(tag));
            found.next().map(|record| long(record, 8))
        };
        let need = |tag| table(tag).expect("the embedded font has every table");
        let cmap = need(b"cmap");
        let records = (0..usize::from(short(bytes, cmap + 2))).map(|i| cmap + 4 + 8 * i);
        let mut unicode = records
            .map(|record| cmap + long(bytes, record + 4))
            .filter(|&subtable| short(bytes, subtable) == 4);
        Self {
            bytes,
            cmap: unicode
                .next()
                .expect("the embedded font has a map of format 4"),
            hmtx: need(b"hmtx"),
            metrics: short(bytes, need(b"hhea") + 34),
            kern: table(b"kern"),
            units_per_em: f64::from(short(bytes, need(b"head") + 18)),
        }
    }

    /// Glyph of a letter; 0 is the sign for a letter that is missing.
    fn glyph(&self, sign: char) -> u16 {
        let Ok(code) = u16::try_from(u32::from(sign)) else {
            return 0;
        };
        let doubled = usize::from(short(self.bytes, self.cmap + 6));
        let ends = self.cmap + 14;
        let starts = ends + doubled + 2;
        let segment = (0..doubled)
            .step_by(2)
            .find(|&at| short(self.bytes, ends + at) >= code);
        let Some(at) = segment else { return 0 };
        let start = short(self.bytes, starts + at);
        if start > code {
            return 0;
        }
        let delta = short(self.bytes, starts + doubled + at);
        let offset_at = starts + 2 * doubled + at;
        match usize::from(short(self.bytes, offset_at)) {
            0 => code.wrapping_add(delta),
            offset => {
                let glyph = short(
                    self.bytes,
                    offset_at + offset + 2 * usize::from(code - start),
                );
                if glyph == 0 {
                    0
                } else {
                    glyph.wrapping_add(delta)
                }
            }
        }
    }

    /// Advance and left bearing, in em.
    fn metrics(&self, glyph: u16) -> (f64, f64) {
        let last = self.metrics - 1;
        let advance = short(self.bytes, self.hmtx + 4 * usize::from(glyph.min(last)));
        let bearing = if glyph <= last {
            self.hmtx + 4 * usize::from(glyph) + 2
        } else {
            self.hmtx + 4 * usize::from(self.metrics) + 2 * usize::from(glyph - self.metrics)
        };
        let bearing = short(self.bytes, bearing).cast_signed();
        (
            f64::from(advance) / self.units_per_em,
            f64::from(bearing) / self.units_per_em,
        )
    }

    /// Kerning of a pair, in em, from the first subtable (format 0, pairs in ascending order).
    fn kerning(&self, left: u16, right: u16) -> f64 {
        let Some(kern) = self.kern else { return 0.0 };
        let pairs = kern + 4 + 14;
        let wanted = (left, right);
        let pair = |i: usize| {
            let at = pairs + 6 * i;
            (short(self.bytes, at), short(self.bytes, at + 2))
        };
        let (mut low, mut high) = (0, usize::from(short(self.bytes, kern + 10)));
        while low < high {
            let middle = (low + high) / 2;
            if pair(middle) < wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if low < usize::from(short(self.bytes, kern + 10)) && pair(low) == wanted {
            let value = short(self.bytes, pairs + 6 * low + 4).cast_signed();
            f64::from(value) / self.units_per_em
        } else {
            0.0
        }
    }
}

fn short(bytes: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([bytes[at], bytes[at + 1]])
}

fn long(bytes: &[u8], at: usize) -> usize {
    usize::from(short(bytes, at)) << 16 | usize::from(short(bytes, at + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_every_letter_that_dutch_and_english_need() {
        let needed = ('!'..='~').chain("−–—‰€≥≤…•ïëéèêóöüáàçÏËÉĲĳ×±‘’“”%°".chars());
        for sign in needed {
            assert!(has(sign), "{sign}");
        }
    }

    #[test]
    fn a_j_reaches_back_under_the_letter_before_it() {
        let (letters, width) = letters("ij", false);
        assert!(letters[1].bearing < 0.0);
        assert!(width > 0.3 && width < 0.7, "{width}");
    }

    #[test]
    fn kerned_pairs_are_closer() {
        let width = |text| letters(text, false).1;
        assert!(width("Te") < width("T") + width("e"));
        assert_eq!(width("ee"), 2.0 * width("e"));
    }
}
