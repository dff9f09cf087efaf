//! The summary that a command prints: a headline, a table, and what to know before believing it.

use super::headline::headline;
use super::numbers::number;
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
    lines.push(words::null_check(comparison, lang));
    lines.extend(words::levers_without_effect(comparison, lang));
    lines
}

/// One row per scenario: level and differences over the whole run.
fn table(comparison: &Comparison, lang: Lang, width: usize) -> String {
    let headings: [Label; 7] = [
        text::SCENARIO,
        text::ISOLATED_55,
        text::DIFFERENCE,
        text::POINTS_SHORT,
        text::WAITING,
        text::VOLUNTEERS,
        text::HOURS,
    ];
    let mut rows = vec![headings.map(|heading| heading.get(lang).to_owned())];
    let order = std::iter::once(comparison.base).chain(facts::others(comparison));
    rows.extend(order.map(|scenario| cells(comparison, scenario, lang)));
    let columns = |row: &[String; 7]| row.clone().map(|cell| cell.chars().count());
    let widest = rows.iter().map(columns).fold([0; 7], |so_far, row| {
        std::array::from_fn(|place| so_far[place].max(row[place]))
    });
    let others: usize = widest[1..].iter().map(|column| column + 2).sum();
    let first = widest[0].min(width.saturating_sub(others).max(12));
    let line = |row: &[String; 7]| {
        let mut line = pad_right(&row[0], first);
        for (cell, &column) in row[1..].iter().zip(&widest[1..]) {
            let gap = column + 2 - cell.chars().count();
            line.extend(std::iter::repeat_n(' ', gap));
            line.push_str(cell);
        }
        line.trim_end().to_owned()
    };
    let mut lines: Vec<_> = rows.iter().map(line).collect();
    lines.insert(1, "-".repeat(first + others));
    lines.join("\n")
}

fn cells(comparison: &Comparison, scenario: usize, lang: Lang) -> [String; 7] {
    let row = |outcome| facts::whole(comparison, outcome, None, scenario);
    let level = |outcome| {
        row(outcome).map_or_else(
            || text::NOT_RECORDED.get(lang).to_owned(),
            |row| number(row.level.mean, 0, lang),
        )
    };
    let title = facts::title(comparison, scenario, lang);
    let isolated = row(Outcome::Isolated);
    let (title, difference, points) = if scenario == comparison.base {
        let mark = text::BASE_MARK.get(lang);
        (format!("{title} {mark}"), String::new(), String::new())
    } else {
        let show = |difference: Option<&Difference>, decimals| {
            difference.map_or(String::new(), |d| words::compact(d, decimals, lang))
        };
        (
            title.to_owned(),
            show(isolated.and_then(|row| row.difference.as_ref()), 0),
            show(isolated.and_then(|row| row.share_difference.as_ref()), 2),
        )
    };
    [
        title,
        level(Outcome::Isolated),
        difference,
        points,
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
            let summary = terminal_summary(&sample(), lang, 140);
            let widest = summary.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(140), "{summary}");
        }
    }

    #[test]
    fn columns_are_aligned() {
        let summary = terminal_summary(&sample(), Lang::Nl, 140);
        let table: Vec<_> = summary
            .split("\n\n")
            .nth(1)
            .expect("a table")
            .lines()
            .collect();
        assert_eq!(table.len(), 2 + 5);
        let ends: Vec<_> = table.iter().map(|line| line.chars().count()).collect();
        assert!(ends.iter().all(|&end| end == ends[0]), "{summary}");
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
