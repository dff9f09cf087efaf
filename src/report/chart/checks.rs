//! Claims about every picture: nothing clipped, nothing overlapping, nothing that is no number.

use super::canvas::{DARK, FINE, HEIGHT, Type, WIDTH, text_width};
use super::charts;
use crate::experiment::{Comparison, Estimate};
use crate::report::sample::{many, sample};
use crate::vocabulary::Lang;

/// A text as drawn, with the box of its ink in slide units.
#[derive(Clone, Debug)]
#[expect(dead_code, reason = "the text is shown when a claim fails")]
struct Word {
    text: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    after.split('"').next()
}

fn words(svg: &str) -> Vec<Word> {
    let fine = f64::from(FINE);
    let elements = svg.split("<text").skip(1);
    elements
        .map(|element| {
            let (tag, rest) = element.split_once('>').expect("an opening tag");
            let text = rest.split("</text>").next().expect("an end").trim();
            let text = text
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&apos;", "'");
            let number =
                |name| -> f64 { attribute(tag, name).expect(name).parse().expect("a number") };
            let face = Type {
                size: number("font-size") / fine,
                bold: attribute(tag, "font-weight") == Some("bold"),
                ink: DARK,
            };
            let width = text_width(&text, face);
            let x = number("x") / fine;
            let left = match attribute(tag, "text-anchor") {
                Some("end") => x - width,
                Some("middle") => x - width / 2.0,
                _ => x,
            };
            let baseline = number("y") / fine + 0.76 * face.size;
            Word {
                text,
                left,
                right: left + width,
                top: baseline - 0.74 * face.size,
                bottom: baseline + 0.2 * face.size,
            }
        })
        .collect()
}

fn check(comparison: &Comparison) {
    for lang in [Lang::Nl, Lang::En] {
        for chart in charts(comparison, "0.1.0", lang) {
            let svg = chart.svg_inline().expect("a drawing");
            assert!(!svg.contains("NaN"), "{}", chart.id);
            let words = words(&svg);
            assert!(words.len() > 10, "{}", chart.id);
            for (place, word) in words.iter().enumerate() {
                let inside = word.left >= 0.0
                    && word.right <= f64::from(WIDTH)
                    && word.top >= 0.0
                    && word.bottom <= f64::from(HEIGHT);
                assert!(inside, "{}: clipped {word:?}", chart.id);
                for other in &words[..place] {
                    let apart = word.right < other.left
                        || other.right < word.left
                        || word.bottom < other.top
                        || other.bottom < word.top;
                    assert!(apart, "{}: {word:?} lies on {other:?}", chart.id);
                }
            }
        }
    }
}

#[test]
fn no_text_is_clipped_or_lies_on_another() {
    check(&sample());
}

#[test]
fn nor_with_twelve_scenarios() {
    check(&many());
}

#[test]
fn nor_where_titles_are_long_and_numbers_extreme() {
    let mut comparison = sample();
    for info in &mut comparison.scenarios {
        info.title = info
            .title
            .clone()
            .map(|title| format!("{title}, {title}, {title}"));
    }
    check(&comparison);
    let mut large = sample();
    let scale = |e: &mut Estimate| *e = e.scaled(800.0);
    for row in &mut large.rows {
        scale(&mut row.level);
        row.difference
            .iter_mut()
            .for_each(|d| scale(&mut d.estimate));
    }
    for series in &mut large.monthly {
        series.level.iter_mut().for_each(scale);
        series.difference.iter_mut().flatten().for_each(scale);
    }
    check(&large);
}

#[test]
fn nor_where_nothing_varies_and_the_run_is_short_or_long() {
    for months in [1, 6, 360] {
        let mut comparison = sample();
        comparison.months = months;
        let flat = Estimate {
            mean: 5.0,
            low: 5.0,
            high: 5.0,
        };
        for series in &mut comparison.monthly {
            series.level = vec![flat; usize::from(months) + 1];
            series.difference = series
                .difference
                .as_ref()
                .map(|_| vec![flat.scaled(0.0); usize::from(months) + 1]);
        }
        check(&comparison);
    }
}

#[test]
fn numbers_that_are_none_are_left_out_of_the_drawing() {
    let mut comparison = sample();
    for series in &mut comparison.monthly {
        series.level[7].low = f64::NAN;
        series.level[120].mean = f64::INFINITY;
    }
    for row in comparison.rows.iter_mut().step_by(3) {
        row.share_difference
            .iter_mut()
            .for_each(|d| d.estimate.mean = f64::NAN);
        row.share.iter_mut().for_each(|share| share.mean = f64::NAN);
    }
    for chart in charts(&comparison, "0.1.0", Lang::Nl) {
        let svg = chart.svg_inline().expect("a drawing");
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}", chart.id);
        assert!(!svg.contains("2147483647"), "{}", chart.id);
    }
}

#[test]
fn every_picture_names_its_source_and_comes_with_words_and_numbers() {
    for chart in charts(&sample(), "0.1.0", Lang::Nl) {
        assert!(
            chart.source.starts_with("Bron: isolement 0.1.0"),
            "{}",
            chart.id
        );
        assert!(
            chart.alt.contains(&chart.title) && !chart.alt.contains('{'),
            "{}",
            chart.alt
        );
        assert!(chart.table.rows.len() > 2, "{}", chart.id);
        let width = chart.table.headings.len();
        assert!(
            chart.table.rows.iter().all(|row| row.len() == width),
            "{}",
            chart.id
        );
    }
}
