//! Pictures: each with a title, what it shows, its source, a text alternative and a data table,
//! drawn by one function for SVG and PNG alike.

mod axis;
mod build;
mod canvas;
#[cfg(test)]
mod checks;
mod cloud;
mod dots;
mod fit;
mod letters;
mod lines;
mod places;
mod render;
mod spans;
mod style;
mod tiles;

pub(super) use build::charts;
pub(super) use fit::{FitWords, interval_charts};
pub(super) use render::font_faces;
pub(crate) use spans::{MOST_ROWS, Mark, Spans};

use std::path::Path;

use plotters::prelude::DrawingBackend;
use thiserror::Error;

use self::canvas::{Align, Canvas, DARK, Drawn, GREY, Type, WIDTH, text_width, wrap_within};
use super::ReportError;

/// A drawing library's complaint.
#[derive(Debug, Error)]
#[error("{0}")]
pub(super) struct DrawError(String);

impl DrawError {
    fn new(error: impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }

    /// With the file that was being drawn.
    pub(super) fn of(self, path: &Path) -> ReportError {
        ReportError::Chart {
            path: path.to_owned(),
            reason: self.0,
        }
    }
}

/// The numbers behind a picture, as text in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// What is drawn between the subtitle and the source line.
#[derive(Clone, Debug)]
enum Plot {
    Lines(Vec<lines::Panel>),
    Dots(dots::Dots),
    Tiles(tiles::Tiles),
    Cloud(cloud::Cloud),
    Spans(Spans),
}

/// One picture.
#[derive(Clone, Debug)]
pub(super) struct Chart {
    /// Name of its files.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) subtitle: String,
    source: String,
    /// Text alternative: what kind of picture, of what, and what it shows.
    pub(super) alt: String,
    pub(super) table: Table,
    plot: Plot,
}

/// Left and right edge of everything.
const MARGIN: f64 = 60.0;
/// First line of the plot.
const PLOT_TOP: f64 = 165.0;
/// Last line of the plot, axis labels included.
const PLOT_BOTTOM: f64 = 832.0;

/// Writes a picture of rows with marks as `ID.svg` and `ID.png` in a folder.
pub(crate) fn write_spans(
    folder: &Path,
    id: &str,
    texts: SpansTexts,
    spans: Spans,
) -> Result<(), ReportError> {
    let chart = Chart {
        id: id.to_owned(),
        title: texts.title,
        subtitle: texts.subtitle,
        source: texts.source,
        alt: texts.alt,
        table: Table {
            headings: Vec::new(),
            rows: Vec::new(),
        },
        plot: Plot::Spans(spans),
    };
    let path = folder.join(format!("{id}.svg"));
    let text = chart.svg_file().map_err(|error| error.of(&path))?;
    std::fs::write(&path, text).map_err(|source| ReportError::Io {
        path: path.clone(),
        source,
    })?;
    let path = folder.join(format!("{id}.png"));
    chart.write_png(&path).map_err(|error| error.of(&path))
}

/// The words of a picture of rows with marks.
pub(crate) struct SpansTexts {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) source: String,
    /// Text alternative.
    pub(crate) alt: String,
}

impl Chart {
    fn draw<DB: DrawingBackend>(&self, canvas: &Canvas<'_, DB>) -> Drawn {
        let width = f64::from(WIDTH) - 2.0 * MARGIN;
        let mut title = Type::bold(36.0, DARK);
        while text_width(&self.title, title) > width && title.size > 24.0 {
            title.size -= 1.0;
        }
        for text in wrap_within(&self.title, title, width, 1) {
            canvas.text((MARGIN, 66.0), &text, title, Align::Left)?;
        }
        let subtitle = Type::regular(23.0, GREY);
        for (line, text) in wrap_within(&self.subtitle, subtitle, width, 2)
            .iter()
            .enumerate()
        {
            let y = 104.0 + 29.0 * line as f64;
            canvas.text((MARGIN, y), text, subtitle, Align::Left)?;
        }
        match &self.plot {
            Plot::Lines(panels) => lines::draw(canvas, panels)?,
            Plot::Dots(dots) => dots::draw(canvas, dots)?,
            Plot::Tiles(tiles) => tiles::draw(canvas, tiles)?,
            Plot::Cloud(cloud) => cloud::draw(canvas, cloud)?,
            Plot::Spans(spans) => spans::draw(canvas, spans)?,
        }
        let source = Type::regular(18.0, GREY);
        canvas.text((MARGIN, 876.0), &self.source, source, Align::Left)
    }
}
