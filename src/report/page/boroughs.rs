//! Tables by borough, with small counts left out.

use maud::{Markup, html};

use super::Page;
use crate::experiment::{Estimate, Row};
use crate::report::facts;
use crate::report::numbers::{number, percent, range};
use crate::report::text::{self, fill};
use crate::vocabulary::{Borough, Outcome, Term};

/// Counts below this are not shown for boroughs.
const SMALLEST_COUNT: f64 = 5.0;

/// Outcomes of the programme that are shown by borough.
const BY_BOROUGH: [Outcome; 3] = [Outcome::Reached, Outcome::Waiting, Outcome::Recovered];

impl Page<'_> {
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
