//! A plain table that is printed in the terminal, as CSV or as a page.

use csv::Writer;
use maud::{Markup, PreEscaped, html};

use super::page::document;
use crate::vocabulary::{Label, Lang};

/// A table of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What it is.
    pub title: String,
    /// What it says, or how to read it; may be empty.
    pub note: String,
    /// Headings of the columns.
    pub headings: Vec<String>,
    /// Its rows, each with a cell for each heading.
    pub rows: Vec<Vec<String>>,
}

/// Headings in a language.
pub(super) fn headings(labels: &[Label], lang: Lang) -> Vec<String> {
    labels
        .iter()
        .map(|label| label.get(lang).to_owned())
        .collect()
}

/// Widest a column of the terminal is, in characters.
const WIDEST: usize = 56;

impl Listing {
    /// For a terminal: columns below each other, long cells cut.
    pub fn terminal(&self) -> String {
        let lines: Vec<&Vec<String>> = std::iter::once(&self.headings).chain(&self.rows).collect();
        let width = |column: usize| {
            let lengths = lines.iter().map(|line| line[column].chars().count());
            lengths.max().unwrap_or(0).min(WIDEST)
        };
        let widths: Vec<usize> = (0..self.headings.len()).map(width).collect();
        let mut text = format!("{}\n\n", self.title);
        for line in lines {
            let cells = line.iter().zip(&widths);
            let padded: Vec<String> = cells.map(|(cell, &width)| fitted(cell, width)).collect();
            text.push_str(padded.join("  ").trim_end());
            text.push('\n');
        }
        if !self.note.is_empty() {
            text.push('\n');
            text.push_str(&self.note);
            text.push('\n');
        }
        text
    }

    /// As a section of a Markdown page, whole cells.
    pub fn markdown(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut text = format!("### {}\n\n{}", self.title, line(&self.headings));
        // What comes after the first column is mostly numbers.
        let right = "---:|".repeat(self.headings.len().saturating_sub(1));
        text.push_str(&format!("|---|{right}\n"));
        text.extend(self.rows.iter().map(|row| line(row)));
        if !self.note.is_empty() {
            text.push_str(&format!("\n{}\n", self.note));
        }
        text
    }

    /// As CSV, whole cells.
    pub fn csv(&self) -> String {
        let mut writer = Writer::from_writer(Vec::new());
        for line in std::iter::once(&self.headings).chain(&self.rows) {
            // Writing to memory does not fail.
            let _ = writer.write_record(line);
        }
        let bytes = writer.into_inner().unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// As a page that opens from disk.
    pub fn html(&self, lang: Lang) -> String {
        page(&self.title, std::slice::from_ref(self), lang)
    }

    fn markup(&self) -> Markup {
        html! {
            @if !self.note.is_empty() { p { (self.note) } }
            div.wide role="region" tabindex="0" aria-label=(self.title) {
                table.text {
                    thead { tr { @for heading in &self.headings { th scope="col" { (heading) } } } }
                    tbody {
                        @for row in &self.rows {
                            tr {
                                @for (place, cell) in row.iter().enumerate() {
                                    @if place == 0 { th scope="row" { (cell) } }
                                    @else { td { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Several tables on a page.
pub fn page(title: &str, listings: &[Listing], lang: Lang) -> String {
    page_with(title, listings, &[], lang)
}

/// Several tables on a page, and pictures (SVG) after them.
pub(super) fn page_with(
    title: &str,
    listings: &[Listing],
    pictures: &[String],
    lang: Lang,
) -> String {
    let body = html! {
        main {
            h1 { (title) }
            @for listing in listings {
                @if listing.title != title { h2 { (listing.title) } }
                (listing.markup())
            }
            @for picture in pictures { figure { (PreEscaped(picture)) } }
        }
    };
    document(title, !pictures.is_empty(), &body, lang)
}

/// Cut or padded to a width.
fn fitted(cell: &str, width: usize) -> String {
    if cell.chars().count() > width {
        let kept: String = cell.chars().take(width.saturating_sub(1)).collect();
        return format!("{kept}…");
    }
    format!("{cell:<width$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing() -> Listing {
        Listing {
            title: "Things".to_owned(),
            note: String::new(),
            headings: ["name", "what"].map(str::to_owned).to_vec(),
            rows: vec![vec!["a, b".to_owned(), "x".repeat(80)]],
        }
    }

    #[test]
    fn the_terminal_cuts_long_cells_and_csv_keeps_them() {
        let text = listing().terminal();
        assert!(
            text.contains('…') && !text.contains(&"x".repeat(60)),
            "{text}"
        );
        let csv = listing().csv();
        assert_eq!(csv, format!("name,what\n\"a, b\",{}\n", "x".repeat(80)));
    }

    #[test]
    fn markdown_has_a_line_for_each_row_and_keeps_bars_in_their_cell() {
        let mut listing = listing();
        listing.rows[0][1] = "x | y".to_owned();
        let expected = "### Things\n\n| name | what |\n|---|---:|\n| a, b | x \\| y |\n";
        assert_eq!(listing.markdown(), expected);
        listing.note = "So it is.".to_owned();
        assert_eq!(listing.markdown(), format!("{expected}\nSo it is.\n"));
    }

    #[test]
    fn the_page_escapes_and_says_its_language() {
        let mut listing = listing();
        listing.rows[0][1] = "<b>".to_owned();
        let page = listing.html(Lang::Nl);
        assert!(
            page.contains("&lt;b&gt;") && page.contains("lang=\"nl\""),
            "{page}"
        );
    }
}
