//! The page's opening: the headline, how to read it, and the scenarios.

use maud::{Markup, html};

use super::Page;
use crate::experiment::Period;
use crate::report::numbers::number;
use crate::report::text::{self, fill};
use crate::report::{facts, headline, words};

impl Page<'_> {
    fn base_title(&self) -> &str {
        facts::title(self.comparison, self.comparison.base, self.lang)
    }

    pub(super) fn intro(&self) -> Markup {
        let comparison = self.comparison;
        let intro = fill(
            text::INTRO,
            self.lang,
            &[
                ("count", &comparison.scenarios.len().to_string()),
                ("period", &facts::period(comparison, Period::Whole)),
                (
                    "replicates",
                    &number(f64::from(comparison.replicates), 0, self.lang),
                ),
                ("base", self.base_title()),
            ],
        );
        let scale = fill(
            text::INTRO_SCALE,
            self.lang,
            &[
                ("scale", &words::scale(comparison.scale, self.lang)),
                (
                    "residents",
                    &number(comparison.residents as f64, 0, self.lang),
                ),
            ],
        );
        html! {
            p { (intro) }
            @if comparison.scale < 1.0 { p.warning { (scale) } }
            @if !comparison.null_check.passed { p.warning { (words::null_check(comparison, self.lang)) } }
        }
    }

    pub(super) fn headline(&self) -> Markup {
        let others: Vec<_> = facts::others(self.comparison).collect();
        html! {
            p.headline { (headline::headline(self.comparison, self.lang)) "." }
            @if others.len() > 1 {
                ul {
                    @for scenario in others {
                        li { (headline::sentence(self.comparison, scenario, self.lang)) "." }
                    }
                }
            }
        }
    }

    pub(super) fn how_to_read(&self) -> Markup {
        let period = fill(
            text::READ_PERIOD,
            self.lang,
            &[
                ("period", &facts::period(self.comparison, Period::Whole)),
                ("duration", &facts::duration(self.comparison, self.lang)),
            ],
        );
        html! {
            ul {
                li { (self.say(text::READ_DIFFERENCE)) }
                li { (self.say(text::READ_INTERVAL)) }
                li { (self.say(text::READ_YEARS)) }
                li { (self.say(text::READ_POINTS)) }
                li { (period) }
                li { (self.say(text::READ_AGES)) }
            }
        }
    }

    pub(super) fn scenarios(&self) -> Markup {
        html! { @for scenario in 0..self.comparison.scenarios.len() { (self.scenario(scenario)) } }
    }

    fn scenario(&self, scenario: usize) -> Markup {
        let info = &self.comparison.scenarios[scenario];
        let place = facts::place(self.lang);
        let (question, notes) = (&info.question[place], &info.notes[place]);
        let changes = &info.changes[place];
        html! {
            h3 { (facts::title(self.comparison, scenario, self.lang)) " " code { (info.id) } }
            @if !question.is_empty() {
                p { strong { (self.say(text::QUESTION)) ": " } (question) }
            }
            @if changes.is_empty() && scenario != self.comparison.base {
                p { (self.say(text::CHANGES_NOTHING)) }
            } @else if !changes.is_empty() {
                p { strong { (self.say(text::CHANGES)) ":" } }
                ul { @for change in changes { li { (change) } } }
            }
            p { (self.first_difference(scenario)) }
            @if !notes.is_empty() {
                p { strong { (self.say(text::NOTES)) ": " } (notes) }
            }
            @for (name, content) in &info.files {
                details {
                    summary { (self.say(text::FILES)) ": " (name) }
                    pre tabindex="0" { (content) }
                }
            }
        }
    }

    fn first_difference(&self, scenario: usize) -> String {
        if scenario == self.comparison.base {
            return self.say(text::IS_BASE).to_owned();
        }
        match self.comparison.scenarios[scenario].first_difference {
            Some(month) => {
                let month = self.comparison.start.plus(u32::from(month)).to_string();
                fill(text::FIRST_DIFFERENCE, self.lang, &[("month", &month)])
            }
            None => self.say(text::NEVER_DIFFERENT).to_owned(),
        }
    }
}
