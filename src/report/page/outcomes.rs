//! Tables of outcomes: one column per scenario, the level above its difference from the base.

use maud::{Markup, html};

use super::Page;
use crate::experiment::{Difference, Estimate, Period, Row};
use crate::report::facts::{self, Verdict};
use crate::report::numbers::{number, percent, range, signed, signed_range};
use crate::report::text::{self, fill};
use crate::vocabulary::{Borough, Label, Lang, Outcome, OutcomeKind, Term};

/// Counts below this are not shown for boroughs.
const SMALLEST_COUNT: f64 = 5.0;

/// One line of a table of outcomes.
#[derive(Clone, Copy)]
enum Line {
    /// Level and difference in the outcome's unit.
    Count(Outcome),
    /// Level in percent, difference in percentage points.
    Share(Outcome, Label),
    /// Minus the difference, so that a gain is positive.
    Averted(Outcome, Label),
}

use Line::{Averted, Count, Share};

const HEADLINE: [Line; 11] = [
    Averted(Outcome::IsolatedYears, text::AVERTED),
    Count(Outcome::Isolated),
    Share(Outcome::Isolated, text::SHARE_ISOLATED),
    Count(Outcome::NewlyIsolated),
    Count(Outcome::Recovered),
    Count(Outcome::Reached),
    Count(Outcome::Waiting),
    Count(Outcome::Volunteers),
    Count(Outcome::VolunteerHours),
    Count(Outcome::ProfessionalHours),
    Count(Outcome::ProfessionalHoursShort),
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

/// Outcomes of the programme that are shown by borough.
const BY_BOROUGH: [Outcome; 3] = [Outcome::Reached, Outcome::Waiting, Outcome::Recovered];

impl Line {
    fn outcome(self) -> Outcome {
        match self {
            Count(outcome) | Share(outcome, _) | Averted(outcome, _) => outcome,
        }
    }

    fn label(self, lang: Lang) -> &'static str {
        match self {
            Count(outcome) => outcome.label().get(lang),
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
            Count(_) if outcome.kind() == OutcomeKind::Stock => {
                format!("{}, {unit}", text::PER_PERSON_MONTH.get(lang))
            }
            Count(_) => format!("{}, {unit}", text::TOTAL.get(lang)),
        }
    }

    fn level(self, row: &Row, lang: Lang) -> Option<String> {
        match self {
            Count(_) => Some(number(row.level.mean, 0, lang)),
            Share(..) => Some(percent(row.share?.mean, 1, lang)),
            Averted(..) => None,
        }
    }

    /// The difference in the sense of the line, and its decimals.
    fn difference(self, row: &Row) -> Option<(Difference, usize)> {
        match self {
            Count(_) => row.difference.map(|d| (d, 0)),
            Share(..) => row.share_difference.map(|d| (d, 2)),
            Averted(..) => {
                let turned = |d: Difference| Difference {
                    estimate: d.estimate.scaled(-1.0),
                    ..d
                };
                row.difference.map(|d| (turned(d), 0))
            }
        }
    }
}

impl Page<'_> {
    fn columns(&self) -> Vec<usize> {
        let base = std::iter::once(self.comparison.base);
        base.chain(facts::others(self.comparison)).collect()
    }

    fn period(&self) -> String {
        facts::period(self.comparison, Period::Whole)
    }

    fn heading(&self, scenario: usize) -> Markup {
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

    fn table(&self, name: &str, lines: &[Line]) -> Markup {
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
        html! {
            @if let Some(level) = line.level(row, self.lang) { span.level { (level) } }
            @if let Some((difference, decimals)) = line.difference(row) {
                (self.difference(&difference, decimals))
            } @else if line.level(row, self.lang).is_none() { "–" }
        }
    }

    /// A difference with its interval, in words where there is nothing to show.
    fn difference(&self, difference: &Difference, decimals: usize) -> Markup {
        let Estimate { mean, low, high } = difference.estimate;
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

    pub(super) fn boroughs(&self) -> Markup {
        let caption = fill(
            text::BOROUGH_CAPTION,
            self.lang,
            &[("period", &self.period())],
        );
        html! {
            p { (self.say(text::BOROUGHS_NOTE)) }
            (self.borough_table(&caption, &|borough, scenario| {
                self.isolated_cell(borough, scenario)
            }))
            details {
                summary { (self.say(text::BOROUGH_PROGRAMME)) }
                @for outcome in BY_BOROUGH {
                    (self.borough_table(outcome.label().get(self.lang), &|borough, scenario| {
                        self.count_cell(outcome, borough, scenario)
                    }))
                }
            }
        }
    }

    fn borough_table(
        &self,
        caption: &str,
        cell: &dyn Fn(Option<Borough>, usize) -> Markup,
    ) -> Markup {
        let columns = self.columns();
        let city = std::iter::once((self.say(text::CITY), None));
        let boroughs = Borough::ALL
            .iter()
            .map(|&b| (b.label().get(self.lang), Some(b)));
        self.wide(
            caption,
            html! {
                table {
                    caption { (caption) }
                    thead {
                        tr {
                            th scope="col" { (self.say(text::BOROUGH)) }
                            @for &scenario in &columns {
                                th scope="col" { (self.heading(scenario)) }
                            }
                        }
                    }
                    tbody {
                        @for (name, borough) in city.chain(boroughs) {
                            tr {
                                th scope="row" { (name) }
                                @for &scenario in &columns { td { (cell(borough, scenario)) } }
                            }
                        }
                    }
                }
            },
        )
    }

    fn isolated_cell(&self, borough: Option<Borough>, scenario: usize) -> Markup {
        self.guarded(Outcome::Isolated, borough, scenario, |row| {
            html! {
                span.level { (number(row.level.mean, 0, self.lang)) }
                @if let Some(share) = row.share { " · " (percent(share.mean, 1, self.lang)) }
                @if let Some(difference) = &row.share_difference {
                    (self.difference(difference, 2))
                }
            }
        })
    }

    fn count_cell(&self, outcome: Outcome, borough: Option<Borough>, scenario: usize) -> Markup {
        self.guarded(outcome, borough, scenario, |row| {
            let Estimate { mean, low, high } = row.level;
            html! {
                span.level { (number(mean, 0, self.lang)) }
                span.line.note { "(" (range(low, high, 0, self.lang)) ")" }
            }
        })
    }

    /// A cell of a borough table, unless the count is so small that it might point to persons.
    fn guarded(
        &self,
        outcome: Outcome,
        borough: Option<Borough>,
        scenario: usize,
        show: impl FnOnce(&Row) -> Markup,
    ) -> Markup {
        match facts::whole(self.comparison, outcome, borough, scenario) {
            None => html! { span.note { (self.say(text::NOT_RECORDED)) } },
            Some(row) if row.level.mean < SMALLEST_COUNT => html! { (self.say(text::SUPPRESSED)) },
            Some(row) => show(row),
        }
    }
}
