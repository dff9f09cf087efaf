//! What the city gets for its costs and hours, and what one more would bring.

use maud::{Markup, html};

use super::Page;
use super::outcomes::scaled;
use crate::experiment::{Counted, Marginal, Means, Ratio, Value};
use crate::report::numbers::{number, signed, signed_range};
use crate::report::text::{self, fill};
use crate::report::value_tables::{THOUSAND, per};
use crate::report::{facts, words};
use crate::vocabulary::Label;

type Cell<'a> = &'a dyn Fn(&Value) -> Markup;

impl Page<'_> {
    pub(super) fn value(&self) -> Markup {
        let comparison = self.comparison;
        if comparison.values.is_empty() {
            return html! { p { (self.say(text::NO_OTHER)) } };
        }
        let note = fill(
            text::VALUE_NOTE,
            self.lang,
            &[
                ("base", facts::title(comparison, comparison.base, self.lang)),
                ("duration", &facts::duration(comparison, self.lang)),
                ("worth", &number(comparison.worth, 0, self.lang)),
            ],
        );
        html! {
            p { (note) }
            p { (self.say(text::VALUE_WHOLE)) }
            (self.value_table())
            p { a href="#chart-cost-effect" { (self.say(text::VALUE_CLOUD)) } }
            @if !comparison.marginals.is_empty() { (self.marginal()) }
        }
    }

    fn value_table(&self) -> Markup {
        let comparison = self.comparison;
        let base = facts::title(comparison, comparison.base, self.lang);
        let values = [("base", base), ("period", &self.period())];
        let caption = fill(text::VALUE_CAPTION, self.lang, &values);
        let thousand = |value: &Value, counted| {
            let benefit = value.net_benefit(comparison.worth, counted);
            self.difference(&scaled(benefit, 0.001), 0)
        };
        let rows: [(Label, Label, Cell<'_>); 7] = [
            (text::AVERTED, text::RESIDENT_YEARS, &|value| {
                self.difference(&value.averted(), 0)
            }),
            (text::EXTRA_COSTS, text::EUROS_THOUSAND, &|value| {
                self.difference(&scaled(value.cost(), 0.001), 0)
            }),
            (text::EXTRA_VOLUNTEER_HOURS, text::TOTAL, &|value| {
                self.difference(&value.volunteer_hours(), 0)
            }),
            (text::PER_EUROS, text::RESIDENT_YEARS, &|value| {
                self.ratio(per(value.per_euro(), THOUSAND))
            }),
            (text::PER_HOURS, text::RESIDENT_YEARS, &|value| {
                self.ratio(per(value.per_volunteer_hour(), THOUSAND))
            }),
            (text::NET_BENEFIT, text::EUROS_THOUSAND, &|value| {
                thousand(value, Counted::Paid)
            }),
            (text::NET_BENEFIT_TIME, text::EUROS_THOUSAND, &|value| {
                thousand(value, Counted::WithVolunteerTime)
            }),
        ];
        let columns: Vec<_> = comparison.values.iter().map(|v| v.scenario).collect();
        let body = html! {
            @for (label, unit, cell) in rows {
                tr {
                    th scope="row" { (self.say(label)) br; span.unit { (self.say(unit)) } }
                    @for value in &comparison.values { td { (cell(value)) } }
                }
            }
        };
        self.framed(&caption, &columns, body)
    }

    fn framed(&self, caption: &str, columns: &[usize], body: Markup) -> Markup {
        let table = html! {
            table {
                caption { (caption) }
                thead {
                    tr {
                        th scope="col" { (self.say(text::OUTCOME)) }
                        @for &scenario in columns { th scope="col" { (self.heading(scenario)) } }
                    }
                }
                tbody { (body) }
            }
        };
        self.wide(caption, table)
    }

    fn ratio(&self, ratio: Ratio) -> Markup {
        let why = match ratio {
            Ratio::Known(estimate) => {
                let decimals = words::decimals(estimate);
                let interval = signed_range(estimate.low, estimate.high, decimals, self.lang);
                return html! {
                    span.line { (signed(estimate.mean, decimals, self.lang)) }
                    span.line.note { "(" (interval) ")" }
                };
            }
            Ratio::DenominatorUnclear => text::RATIO_UNCLEAR_UNDER,
            Ratio::NumeratorUnclear => text::RATIO_UNCLEAR_OVER,
            Ratio::Less => text::RATIO_LESS,
        };
        html! { span.words.note { (self.say(why)) } }
    }

    fn marginal(&self) -> Markup {
        let marginals = &self.comparison.marginals;
        let of = |means| marginals.iter().filter(move |m| m.means == means);
        let step = |means| {
            let step = of(means).next().map_or(0.0, |marginal| marginal.step);
            number(step, usize::from(step.fract() != 0.0), self.lang)
        };
        let (enquiries, hours) = (step(Means::Volunteers), step(Means::ProfessionalHours));
        let values = [("enquiries", enquiries.as_str()), ("hours", &hours)];
        let columns: Vec<_> = of(Means::Volunteers).map(|m| m.scenario).collect();
        let rows = [
            (
                Means::Volunteers,
                text::ONE_VOLUNTEER,
                text::MARGINAL_VOLUNTEERS,
            ),
            (
                Means::ProfessionalHours,
                text::ONE_HOUR,
                text::MARGINAL_HOURS,
            ),
        ];
        let body = html! {
            @for (means, one, added) in rows {
                tr {
                    th scope="row" {
                        (self.say(one)) br;
                        span.unit { (self.say(text::RESIDENT_YEARS_A_YEAR)) }
                    }
                    @for marginal in of(means) { td { (self.each(marginal)) } }
                }
                tr {
                    th scope="row" { (self.say(added)) }
                    @for marginal in of(means) { td { (self.difference(&marginal.added(), 1)) } }
                }
            }
        };
        html! {
            h3 { (self.say(text::H_MARGINAL)) }
            p { (fill(text::MARGINAL_NOTE, self.lang, &values)) }
            (self.framed(self.say(text::MARGINAL_CAPTION), &columns, body))
        }
    }

    fn each(&self, marginal: &Marginal) -> Markup {
        match marginal.each() {
            Some(each) => self.difference(&each, words::decimals(each.estimate)),
            None => html! { span.words.note { (self.say(text::STEP_ADDED_NOTHING)) } },
        }
    }
}
