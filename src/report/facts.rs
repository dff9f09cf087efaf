//! Looks things up in a comparison: rows, verdicts and the words for time.

use super::numbers::number;
use super::text;
use crate::experiment::{Comparison, Difference, Method, MonthlySeries, Period, Row};
use crate::vocabulary::{AgeScope, Borough, Lang, Outcome};

/// What a paired difference allows one to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The interval lies below zero.
    Fewer,
    /// The interval lies above zero.
    More,
    /// The interval contains zero.
    NotShown,
    /// There is a difference, but no interval.
    NoInterval,
    /// All replicates are equal.
    Equal,
}

/// What a paired difference allows one to say.
pub(super) fn verdict(difference: &Difference) -> Verdict {
    let estimate = difference.estimate;
    match difference.method {
        Method::None if estimate.mean == 0.0 => Verdict::Equal,
        Method::None => Verdict::NoInterval,
        _ if estimate.high < 0.0 => Verdict::Fewer,
        _ if estimate.low > 0.0 => Verdict::More,
        _ => Verdict::NotShown,
    }
}

/// The scenarios other than the base, in their order.
pub(super) fn others(comparison: &Comparison) -> impl Iterator<Item = usize> {
    let base = comparison.base;
    (0..comparison.scenarios.len()).filter(move |&scenario| scenario != base)
}

/// Ages for which an outcome is shown: those of the programme, or everybody where the outcome has
/// no ages or is about volunteers, who are of all ages.
pub(super) fn shown_ages(outcome: Outcome) -> [AgeScope; 2] {
    let about_volunteers = matches!(
        outcome,
        Outcome::Volunteers | Outcome::VolunteersStarted | Outcome::VolunteersStopped
    );
    if about_volunteers || !outcome.has_ages() {
        [AgeScope::All, Comparison::HEADLINE_AGES]
    } else {
        [Comparison::HEADLINE_AGES, AgeScope::All]
    }
}

/// The row over the whole run for the ages that are shown.
pub(super) fn whole(
    comparison: &Comparison,
    outcome: Outcome,
    borough: Option<Borough>,
    scenario: usize,
) -> Option<&Row> {
    shown_ages(outcome)
        .into_iter()
        .find_map(|ages| comparison.row(outcome, borough, ages, Period::Whole, scenario))
}

/// The monthly series for the ages that are shown.
pub(super) fn series(
    comparison: &Comparison,
    outcome: Outcome,
    scenario: usize,
) -> Option<&MonthlySeries> {
    shown_ages(outcome)
        .into_iter()
        .find_map(|ages| comparison.series(outcome, ages, scenario))
}

/// Index in pairs of Dutch and English texts.
pub(super) fn place(lang: Lang) -> usize {
    match lang {
        Lang::Nl => 0,
        Lang::En => 1,
    }
}

/// Title of a scenario, or its id where it has none.
pub(super) fn title(comparison: &Comparison, scenario: usize, lang: Lang) -> &str {
    let info = &comparison.scenarios[scenario];
    let titles = [
        &info.title[place(lang)],
        &info.title[1 - place(lang)],
        &info.id,
    ];
    titles
        .into_iter()
        .find(|title| !title.is_empty())
        .unwrap_or(&info.id)
}

/// The period as tables write it: `2007` or `2007-2016`.
pub(super) fn period(comparison: &Comparison, period: Period) -> String {
    match period {
        Period::Year(year) => year.to_string(),
        Period::Whole => {
            let last = u32::from(comparison.months.max(1)) - 1;
            let (first, last) = (comparison.start.year(), comparison.start.plus(last).year());
            if first == last {
                first.to_string()
            } else {
                format!("{first}-{last}")
            }
        }
    }
}

/// The length of the run in words: `tien jaar`, `18 maanden`.
pub(super) fn duration(comparison: &Comparison, lang: Lang) -> String {
    let months = comparison.months;
    let (count, unit) = if months >= 12 && months.is_multiple_of(12) {
        let unit = if months == 12 {
            text::YEAR
        } else {
            text::YEARS
        };
        (months / 12, unit)
    } else {
        let unit = if months == 1 {
            text::MONTH
        } else {
            text::MONTHS
        };
        (months, unit)
    };
    let count = match text::SMALL_NUMBERS.get(usize::from(count)) {
        Some(word) => word.get(lang).to_owned(),
        None => number(f64::from(count), 0, lang),
    };
    format!("{count} {}", unit.get(lang))
}

/// Calendar month at the end of which place `place` of a monthly series was counted. Place 0 is
/// the start, so the month before the first.
pub(super) fn month_of_place(comparison: &Comparison, place: usize) -> String {
    let start = comparison.start;
    match u32::try_from(place)
        .ok()
        .and_then(|place| place.checked_sub(1))
    {
        Some(later) => start.plus(later).to_string(),
        None if start.month() > 1 => format!("{:04}-{:02}", start.year(), start.month() - 1),
        None => format!("{:04}-12", start.year().saturating_sub(1)),
    }
}

/// Ages in words.
pub(super) fn ages(scope: AgeScope, lang: Lang) -> String {
    let id = scope.id();
    match (lang, id.strip_suffix('+')) {
        (Lang::Nl, Some(first)) => format!("{first} jaar en ouder"),
        (Lang::Nl, None) => format!("{} jaar", id.replace('-', " tot en met ")),
        (Lang::En, Some(first)) => format!("aged {first} and over"),
        (Lang::En, None) => format!("aged {}", id.replace('-', " to ")),
    }
}
