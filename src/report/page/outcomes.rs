//! Tables of outcomes: one column per scenario, the level above its difference from the base.

use maud::{Markup, html};

use super::Page;
use crate::experiment::{Difference, Estimate, Period, Row};
use crate::report::facts::{self, Verdict};
use crate::report::numbers::{number, percent, signed, signed_range};
use crate::report::text::{self, fill};
use crate::vocabulary::{IsolationCategory, Label, Lang, Outcome, OutcomeKind, Term};

/// One line of a table of outcomes.
#[derive(Clone, Copy)]
pub(super) enum Line {
    /// Level and difference in the outcome's unit.
    Count(Outcome),
    /// As a count, in thousands of euros.
    Thousands(Outcome),
    /// Level in percent, difference in percentage points.
    Share(Outcome, Label),
    /// Minus the difference, so that a gain is positive.
    Averted(Outcome, Label),
}

use Line::{Averted, Count, Share, Thousands};

const HEADLINE: [Line; 14] = [
    Averted(Outcome::IsolatedYears, text::AVERTED),
    Count(Outcome::Isolated),
    Share(Outcome::Isolated, text::SHARE_ISOLATED),
    Count(Outcome::NewlyIsolated),
    Count(Outcome::Recovered),
    Count(Outcome::Reached),
    Count(Outcome::WaitingForContact),
    Count(Outcome::Waiting),
    Count(Outcome::mean_wait(IsolationCategory::None)),
    Count(Outcome::Volunteers),
    Count(Outcome::VolunteerHours),
    Count(Outcome::ProfessionalHours),
    Count(Outcome::ProfessionalHoursShort),
    Thousands(Outcome::Cost),
];

const SURVEY: [Line; 2] = [Count(Outcome::Isolated), Count(Outcome::Threatened)];

const TYPOLOGY: [Line; 4] = [
    Count(Outcome::ContactIsolated),
    Count(Outcome::ContactPoor),
    Count(Outcome::ContactLonely),
    Count(Outcome::ContactResilient),
];

const CATEGORIES: [Line; 12] = [
    Count(Outcome::CategoryThreatened),
    Count(Outcome::CategorySituational),
    Count(Outcome::CategoryStructural),
    Count(Outcome::CategoryPsychiatric),
    Count(Outcome::ProfileActive),
    Count(Outcome::ProfileSheltered),
    Count(Outcome::ProfileLeftBehind),
    Count(Outcome::ProfileDependent),
    Count(Outcome::ProfileCompensator),
    Count(Outcome::ProfileOutsider),
    Count(Outcome::ProfileHopeful),
    Count(Outcome::ProfileSurvivor),
];

impl Line {
    fn outcome(self) -> Outcome {
        match self {
            Count(outcome) | Thousands(outcome) | Share(outcome, _) | Averted(outcome, _) => {
                outcome
            }
        }
    }

    fn label(self, lang: Lang) -> &'static str {
        match self {
            Count(outcome) | Thousands(outcome) => outcome.label().get(lang),
            Share(_, label) | Averted(_, label) => label.get(lang),
        }
    }

    /// What the number is: a mean or a total, and of what.
    fn unit(self, lang: Lang) -> String {
        let outcome = self.outcome();
        let unit = outcome.unit().label().get(lang);
        match self {
            Share(..) => format!("%, {}", text::PERCENT_POINTS.get(lang)),
            Averted(..) => unit.to_owned(),
            Thousands(_) => format!(
                "{}, {}",
                text::TOTAL.get(lang),
                text::EUROS_THOUSAND.get(lang)
            ),
            Count(_) if outcome.kind() == OutcomeKind::Ratio => {
                format!("{}, {unit}", text::MEAN_OVER_STARTS.get(lang))
            }
            Count(_) if outcome.kind() == OutcomeKind::Stock => {
                format!("{}, {unit}", text::PER_PERSON_MONTH.get(lang))
            }
            Count(_) => format!("{}, {unit}", text::TOTAL.get(lang)),
        }
    }

    fn level(self, row: &Row, lang: Lang) -> Option<String> {
        match self {
            Count(outcome) => Some(number(row.level.mean, decimals(outcome), lang)),
            Thousands(_) => Some(number(row.level.mean / 1000.0, 0, lang)),
            Share(..) => Some(percent(row.share?.mean, 1, lang)),
            Averted(..) => None,
        }
    }

    /// The difference in the sense of the line, and its decimals.
    fn difference(self, row: &Row) -> Option<(Difference, usize)> {
        match self {
            Count(outcome) => row.difference.map(|d| (d, decimals(outcome))),
            Thousands(_) => row.difference.map(|d| (scaled(d, 0.001), 0)),
            Share(..) => row.share_difference.map(|d| (d, 2)),
            Averted(..) => row.difference.map(|d| (scaled(d, -1.0), 0)),
        }
    }
}

/// A difference in another unit or of another sign.
pub(super) fn scaled(difference: Difference, factor: f64) -> Difference {
    Difference {
        estimate: difference.estimate.scaled(factor),
        ..difference
    }
}

/// Months of waiting are told with a decimal, everything else is large enough without.
fn decimals(outcome: Outcome) -> usize {
    usize::from(outcome.kind() == OutcomeKind::Ratio)
}

impl Page<'_> {
    pub(super) fn columns(&self) -> Vec<usize> {
        let base = std::iter::once(self.comparison.base);
        base.chain(facts::others(self.comparison)).collect()
    }

    pub(super) fn period(&self) -> String {
        facts::period(self.comparison, Period::Whole)
    }

    pub(super) fn heading(&self, scenario: usize) -> Markup {
        html! {
            (facts::title(self.comparison, scenario, self.lang))
            @if scenario == self.comparison.base { " " (self.say(text::BASE_MARK)) }
        }
    }

    pub(super) fn outcomes(&self) -> Markup {
        self.table(self.say(text::H_OUTCOMES), &HEADLINE)
    }

    pub(super) fn lenses(&self) -> Markup {
        html! {
            p { (self.say(text::LENSES_SENTENCE)) }
            h3 { (self.say(text::H_SURVEY)) }
            (self.table(self.say(text::H_SURVEY), &SURVEY))
            h3 { (self.say(text::H_TYPOLOGY)) }
            (self.table(self.say(text::H_TYPOLOGY), &TYPOLOGY))
            h3 { (self.say(text::H_CATEGORIES)) }
            p { (self.say(text::CATEGORIES_NOTE)) }
            details {
                summary { (self.say(text::H_CATEGORIES)) }
                (self.table(self.say(text::H_CATEGORIES), &CATEGORIES))
            }
        }
    }

    pub(super) fn table(&self, name: &str, lines: &[Line]) -> Markup {
        let columns = self.columns();
        let base = facts::title(self.comparison, self.comparison.base, self.lang);
        let values = [("name", name), ("base", base), ("period", &self.period())];
        let caption = fill(text::TABLE_CAPTION, self.lang, &values);
        self.wide(
            &caption,
            html! {
                table {
                    caption { (caption) }
                    thead {
                        tr {
                            th scope="col" { (self.say(text::OUTCOME)) }
                            @for &scenario in &columns {
                                th scope="col" { (self.heading(scenario)) }
                            }
                        }
                    }
                    tbody {
                        @for &line in lines {
                            tr {
                                th scope="row" {
                                    (line.label(self.lang)) br;
                                    span.unit { (line.unit(self.lang)) }
                                }
                                @for &scenario in &columns { td { (self.cell(line, scenario)) } }
                            }
                        }
                    }
                }
            },
        )
    }

    fn cell(&self, line: Line, scenario: usize) -> Markup {
        let Some(row) = facts::whole(self.comparison, line.outcome(), None, scenario) else {
            return html! { span.note { (self.say(text::NOT_RECORDED)) } };
        };
        if !row.level.mean.is_finite() {
            return html! { span.words.note { (self.say(text::TOO_FEW)) } };
        }
        html! {
            @if let Some(level) = line.level(row, self.lang) { span.level { (level) } }
            @if let Some((difference, decimals)) = line.difference(row) {
                (self.difference(&difference, decimals))
            } @else if line.level(row, self.lang).is_none() { "–" }
        }
    }

    /// A difference with its interval, in words where there is nothing to show.
    pub(super) fn difference(&self, difference: &Difference, decimals: usize) -> Markup {
        let Estimate { mean, low, high } = difference.estimate;
        if !mean.is_finite() {
            return html! { span.words.note { (self.say(text::TOO_FEW)) } };
        }
        let interval = signed_range(low, high, decimals, self.lang);
        let mean = signed(mean, decimals, self.lang);
        match facts::verdict(difference) {
            Verdict::Equal => html! { span.line { (self.say(text::SAME)) } },
            Verdict::NoInterval => html! {
                span.line { (mean) }
                span.words.note { (self.say(text::NO_INTERVAL)) }
            },
            Verdict::Fewer | Verdict::More => html! {
                span.line { (mean) }
                span.line.note { "(" (interval) ")" }
            },
            Verdict::NotShown => html! {
                span.words { (self.say(text::NONE_SHOWN_CELL)) }
                span.line.note { (mean) " (" (interval) ")" }
            },
        }
    }
}
