//! The summary that a command prints: a headline, a table, and what to know before believing it.

use super::facts::Verdict;
use super::headline::headline;
use super::numbers::{number, signed};
use super::text;
use super::{facts, words};
use crate::experiment::{Comparison, Difference};
use crate::vocabulary::{Label, Lang, Outcome};

/// The summary of a comparison, in lines of at most `width` characters where words allow.
pub fn terminal_summary(comparison: &Comparison, lang: Lang, width: usize) -> String {
    let width = width.max(40);
    let mut blocks = vec![
        wrap(&format!("{}.", headline(comparison, lang)), width),
        table(comparison, lang, width),
    ];
    let scenarios = std::iter::once(comparison.base).chain(facts::others(comparison));
    let care: Vec<_> = scenarios
        .filter_map(|scenario| words::care(comparison, scenario, lang))
        .map(|line| wrap(&line, width))
        .collect();
    if !care.is_empty() {
        blocks.push(care.join("\n"));
    }
    let marginal = words::marginals(comparison, lang);
    if !marginal.is_empty() {
        let lines: Vec<_> = marginal.iter().map(|line| wrap(line, width)).collect();
        blocks.push(lines.join("\n"));
    }
    blocks.push(
        quality(comparison, lang)
            .iter()
            .map(|line| wrap(line, width))
            .collect::<Vec<_>>()
            .join("\n"),
    );
    blocks.join("\n\n") + "\n"
}

/// Pairing, replicates needed, null check and levers without effect, one sentence each.
fn quality(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for pairing in &comparison.pairings {
        lines.push(words::pairing(comparison, pairing, lang));
        lines.extend(words::needed(comparison, pairing, lang));
    }
    lines.extend(words::uncertainty(comparison, lang));
    lines.push(words::null_check(comparison, lang));
    lines.extend(words::levers_without_effect(comparison, lang));
    lines
}

/// Cells of a row; the first is the scenario.
type Cells = [String; 7];

/// One row per scenario, with intervals where they fit.
fn table(comparison: &Comparison, lang: Lang, width: usize) -> String {
    let scenarios = || std::iter::once(comparison.base).chain(facts::others(comparison));
    let rows = |intervals| -> Vec<Cells> {
        let row = |scenario| cells(comparison, scenario, lang, intervals);
        headings(lang)
            .into_iter()
            .chain(scenarios().map(row))
            .collect()
    };
    let mut rows_shown = rows(true);
    if numbers_width(&rows_shown) + NARROWEST_TITLE > width {
        rows_shown = rows(false);
    }
    let mut lines = aligned(&rows_shown, width);
    if rows_shown.iter().flatten().any(|cell| cell.ends_with(MARK)) {
        lines.push(format!("* {}", text::NONE_SHOWN_CELL.get(lang)));
    }
    lines.join("\n")
}

/// Titles are cut to no less than this.
const NARROWEST_TITLE: usize = 16;
/// Marks a difference that chance may explain.
const MARK: char = '*';

/// The headings, one word below the other.
fn headings(lang: Lang) -> Vec<Cells> {
    let labels: [Label; 7] = [
        text::SCENARIO,
        text::ISOLATED_55,
        text::DIFFERENCE,
        text::POINTS_SHORT,
        text::WAITING,
        text::VOLUNTEERS,
        text::HOURS,
    ];
    let words = labels.map(|label| label.get(lang).split(' ').collect::<Vec<_>>());
    let deepest = words.iter().map(Vec::len).max().unwrap_or(1);
    let line = |line: usize| {
        words.clone().map(|words| {
            let above = deepest - words.len();
            let word = line.checked_sub(above).and_then(|place| words.get(place));
            word.copied().unwrap_or("").to_owned()
        })
    };
    (0..deepest).map(line).collect()
}

fn widths(rows: &[Cells]) -> [usize; 7] {
    std::array::from_fn(|place| {
        let width = |row: &Cells| row[place].chars().count();
        rows.iter().map(width).max().unwrap_or(0)
    })
}

fn numbers_width(rows: &[Cells]) -> usize {
    widths(rows)[1..].iter().map(|column| column + 2).sum()
}

/// Titles to the left, numbers to the right, a rule below the headings.
fn aligned(rows: &[Cells], width: usize) -> Vec<String> {
    let columns = widths(rows);
    let numbers = numbers_width(rows);
    let first = columns[0].min(width.saturating_sub(numbers).max(NARROWEST_TITLE));
    let line = |row: &Cells| {
        let mut line = pad_right(&row[0], first);
        for (cell, &column) in row[1..].iter().zip(&columns[1..]) {
            let gap = column + 2 - cell.chars().count();
            line.extend(std::iter::repeat_n(' ', gap));
            line.push_str(cell);
        }
        line
    };
    let mut lines: Vec<_> = rows.iter().map(line).collect();
    let below = rows
        .iter()
        .position(|row| row[0].is_empty())
        .map_or(1, |first| {
            let empty = rows[first..].iter().take_while(|row| row[0].is_empty());
            first + empty.count() + 1
        });
    lines.insert(below, "-".repeat(first + numbers));
    lines
}

fn cells(comparison: &Comparison, scenario: usize, lang: Lang, intervals: bool) -> Cells {
    let row = |outcome| facts::whole(comparison, outcome, None, scenario);
    let level = |outcome| {
        row(outcome).map_or_else(
            || text::NOT_RECORDED.get(lang).to_owned(),
            |row| number(row.level.mean, 0, lang),
        )
    };
    let show = |difference: Option<Difference>, decimals| {
        let Some(difference) = difference else {
            return String::new();
        };
        let text = if intervals {
            words::compact(&difference, decimals, lang)
        } else {
            signed(difference.estimate.mean, decimals, lang)
        };
        match facts::verdict(&difference) {
            Verdict::NotShown => format!("{text} {MARK}"),
            // Keeps the digits below each other.
            _ => format!("{text}  "),
        }
    };
    let title = facts::title(comparison, scenario, lang);
    let isolated = row(Outcome::Isolated);
    let mark = text::BASE_MARK.get(lang);
    [
        if scenario == comparison.base {
            format!("{title} {mark}")
        } else {
            title.to_owned()
        },
        level(Outcome::Isolated),
        show(isolated.and_then(|row| row.difference), 0),
        show(isolated.and_then(|row| row.share_difference), 2),
        level(Outcome::Waiting),
        level(Outcome::Volunteers),
        level(Outcome::ProfessionalHours),
    ]
}

fn pad_right(text: &str, width: usize) -> String {
    let count = text.chars().count();
    if count > width {
        let kept: String = text.chars().take(width.saturating_sub(1)).collect();
        return format!("{kept}…");
    }
    format!("{text}{}", " ".repeat(width - count))
}

/// Breaks lines between words.
fn wrap(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("there is always a line");
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() <= width {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(format!("  {word}"));
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::sample;

    #[test]
    fn the_summary_fits_the_terminal() {
        for lang in [Lang::Nl, Lang::En] {
            for width in [80, 100, 140] {
                let summary = terminal_summary(&sample(), lang, width);
                let widest = summary.lines().map(|line| line.chars().count()).max();
                assert!(widest <= Some(width), "{width}\n{summary}");
            }
        }
    }

    #[test]
    fn columns_are_aligned_below_a_rule() {
        for width in [80, 140] {
            let summary = terminal_summary(&sample(), Lang::Nl, width);
            let table: Vec<_> = summary
                .split("\n\n")
                .nth(1)
                .expect("a table")
                .lines()
                .collect();
            let rule = table
                .iter()
                .position(|line| line.starts_with("---"))
                .expect("a rule");
            assert_eq!(table.len(), rule + 1 + 5 + 1, "{summary}");
            let ends: Vec<_> = table[..rule + 6]
                .iter()
                .map(|line| line.chars().count())
                .collect();
            assert!(ends.iter().all(|&end| end == ends[0]), "{summary}");
        }
    }

    #[test]
    fn a_difference_that_chance_may_explain_is_marked() {
        let summary = terminal_summary(&sample(), Lang::Nl, 80);
        assert!(summary.contains("−19 *") && summary.contains("* geen aantoonbaar verschil"));
    }

    #[test]
    fn a_failed_null_check_is_said_loudly() {
        let mut comparison = sample();
        comparison.null_check.passed = false;
        assert!(terminal_summary(&comparison, Lang::Nl, 100).contains("NIET geslaagd"));
    }

    #[test]
    fn replicates_needed_are_told_only_when_asked_for() {
        let mut comparison = sample();
        assert!(terminal_summary(&comparison, Lang::Nl, 200).contains("halve breedte van 150"));
        comparison.half_width = None;
        assert!(!terminal_summary(&comparison, Lang::Nl, 200).contains("halve breedte"));
    }
}
