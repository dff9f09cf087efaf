//! From a picture to the text of an SVG or the file of a PNG.

use std::path::Path;

use plotters::prelude::{BitMapBackend, DrawingBackend, IntoDrawingArea, SVGBackend};

use super::canvas::{Canvas, FINE, HEIGHT, Medium, WIDTH};
use super::letters::{BOLD, REGULAR};
use super::{Chart, DrawError};

const LARGE: (u32, u32) = (WIDTH * FINE, HEIGHT * FINE);

impl Chart {
    /// The drawing without the opening tag of the SVG.
    fn svg_body(&self) -> Result<String, DrawError> {
        let mut text = String::new();
        {
            let area = SVGBackend::with_string(&mut text, LARGE).into_drawing_area();
            self.draw(&Canvas::new(&area, Medium::Svg)?)?;
            area.present().map_err(DrawError::new)?;
        }
        let (_, body) = text
            .split_once('>')
            .ok_or_else(|| DrawError("the drawing is empty".to_owned()))?;
        Ok(body.to_owned())
    }

    /// SVG to stand in a page that has the font and a text alternative of its own.
    pub(in super::super) fn svg_inline(&self) -> Result<String, DrawError> {
        let (width, height) = LARGE;
        Ok(format!(
            "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">{}",
            escape(&self.alt),
            self.svg_body()?
        ))
    }

    /// SVG that stands on its own, with font and text alternative inside.
    pub(in super::super) fn svg_file(&self) -> Result<String, DrawError> {
        let (width, height) = LARGE;
        Ok(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title desc\">\n\
             <title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
             <style>{}</style>{}",
            escape(&self.title),
            escape(&self.alt),
            font_faces(),
            self.svg_body()?
        ))
    }

    /// Draws at twice the size and averages, which smooths every edge.
    pub(in super::super) fn write_png(&self, path: &Path) -> Result<(), DrawError> {
        let (width, height) = LARGE;
        let mut large = vec![0; (width * height * 3) as usize];
        {
            let area = BitMapBackend::with_buffer(&mut large, LARGE).into_drawing_area();
            self.draw(&Canvas::new(&area, Medium::Bitmap)?)?;
            area.present().map_err(DrawError::new)?;
        }
        let small = halve(&large, width as usize);
        let mut file = BitMapBackend::new(path, (WIDTH, HEIGHT));
        file.blit_bitmap((0, 0), (WIDTH, HEIGHT), &small)
            .map_err(DrawError::new)?;
        file.present().map_err(DrawError::new)
    }
}

/// Averages squares of two by two pixels of three bytes.
fn halve(large: &[u8], width: usize) -> Vec<u8> {
    let stride = width * 3;
    let mut small = Vec::with_capacity(large.len() / 4);
    for rows in large.chunks_exact(2 * stride) {
        let (upper, lower) = rows.split_at(stride);
        for (above, below) in upper.chunks_exact(6).zip(lower.chunks_exact(6)) {
            for channel in 0..3 {
                let pair = |row: &[u8]| u16::from(row[channel]) + u16::from(row[channel + 3]);
                small.push(((pair(above) + pair(below) + 2) / 4) as u8);
            }
        }
    }
    small
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// Style sheet that carries the embedded font, so that pictures look alike everywhere.
pub(in super::super) fn font_faces() -> String {
    let face = |weight, bytes| {
        format!(
            "@font-face{{font-family:\"Open Sans\";font-weight:{weight};\
             src:url(data:font/ttf;base64,{}) format(\"truetype\")}}",
            base64(bytes)
        )
    };
    face("normal", REGULAR) + &face("bold", BOLD)
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            if place <= chunk.len() {
                let sign = SIGNS[(bits >> (18 - 6 * place) & 63) as usize];
                text.push(char::from(sign));
            } else {
                text.push('=');
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn four_pixels_become_their_average() {
        let large = [0, 4, 8, 4, 4, 8, 0, 4, 8, 4, 4, 0];
        assert_eq!(halve(&large, 2), [2, 4, 6]);
    }
}
