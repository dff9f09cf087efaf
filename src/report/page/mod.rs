//! `report.html`: one file that opens from disk without a network.

mod boroughs;
mod care;
mod document;
mod opening;
mod outcomes;
mod style;
mod trust;
mod value;

pub(super) use document::document;

use maud::{Markup, PreEscaped, html};

use super::chart::{Chart, DrawError, Table};
use super::record::Provenance;
use super::text;
use crate::experiment::Comparison;
use crate::vocabulary::{Label, Lang};

/// What every part of the page needs to know.
#[derive(Clone, Copy)]
struct Page<'a> {
    comparison: &'a Comparison,
    provenance: &'a Provenance,
    digest: &'a str,
    lang: Lang,
}

/// Parts of the page: anchor, heading.
const PARTS: [(&str, Label); 14] = [
    ("headline", text::H_HEADLINE),
    ("read", text::H_READ),
    ("scenarios", text::H_SCENARIOS),
    ("outcomes", text::H_OUTCOMES),
    ("reach", text::H_REACH),
    ("waiting", text::H_WAITING),
    ("results", text::H_RESULTS),
    ("resources", text::H_RESOURCES),
    ("costs", text::H_COSTS),
    ("value", text::H_VALUE),
    ("lenses", text::H_LENSES),
    ("boroughs", text::H_BOROUGHS),
    ("charts", text::H_CHARTS),
    ("trust", text::H_TRUST),
];

/// The whole page.
pub(super) fn page(
    comparison: &Comparison,
    provenance: &Provenance,
    digest: &str,
    charts: &[Chart],
    lang: Lang,
) -> Result<String, DrawError> {
    let page = Page {
        comparison,
        provenance,
        digest,
        lang,
    };
    let figures = charts
        .iter()
        .map(|chart| page.figure(chart))
        .collect::<Result<Vec<_>, _>>()?;
    let provenance_part = ("provenance", text::H_PROVENANCE);
    let body = html! {
        a.skip href="#content" { (page.say(text::SKIP)) }
        header {
            h1 { (page.say(text::PAGE_TITLE)) }
            (page.intro())
            nav aria-label=(page.say(text::CONTENTS)) {
                ul {
                    @for (anchor, heading) in PARTS.iter().chain([&provenance_part]) {
                        li { a href={ "#" (anchor) } { (page.say(*heading)) } }
                    }
                }
            }
        }
        main #content {
            (page.part(PARTS[0], page.headline()))
            (page.part(PARTS[1], page.how_to_read()))
            (page.part(PARTS[2], page.scenarios()))
            (page.part(PARTS[3], page.outcomes()))
            (page.part(PARTS[4], page.reach()))
            (page.part(PARTS[5], page.waiting()))
            (page.part(PARTS[6], page.results()))
            (page.part(PARTS[7], page.resources()))
            (page.part(PARTS[8], page.costs()))
            (page.part(PARTS[9], page.value()))
            (page.part(PARTS[10], page.lenses()))
            (page.part(PARTS[11], page.boroughs()))
            (page.part(PARTS[12], html! { @for figure in figures { (figure) } }))
            (page.part(PARTS[13], page.trust()))
            (page.part(provenance_part, page.origin()))
        }
    };
    Ok(document(page.say(text::PAGE_TITLE), true, &body, lang))
}

impl Page<'_> {
    fn say(&self, label: Label) -> &'static str {
        label.get(self.lang)
    }

    fn part(&self, (anchor, heading): (&str, Label), content: Markup) -> Markup {
        html! {
            section id=(anchor) aria-labelledby={ "h-" (anchor) } {
                h2 id={ "h-" (anchor) } { (self.say(heading)) }
                (content)
            }
        }
    }

    /// A table that scrolls by itself where the page is too narrow, with a keyboard too.
    fn wide(&self, label: &str, table: Markup) -> Markup {
        html! { div.wide role="region" tabindex="0" aria-label=(label) { (table) } }
    }

    fn figure(&self, chart: &Chart) -> Result<Markup, DrawError> {
        let svg = chart.svg_inline()?;
        Ok(html! {
            figure id={ "chart-" (chart.id) } {
                h3.unseen { (chart.title) }
                (PreEscaped(svg))
                figcaption {
                    details {
                        summary {
                            (self.say(text::CHART_DATA)) span.unseen { ": " (chart.title) }
                        }
                        (self.wide(&chart.title, plain_table(&chart.table)))
                    }
                }
            }
        })
    }
}

fn plain_table(table: &Table) -> Markup {
    html! {
        table {
            thead { tr { @for heading in &table.headings { th scope="col" { (heading) } } } }
            tbody {
                @for row in &table.rows {
                    tr {
                        @for (place, cell) in row.iter().enumerate() {
                            @if place == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                        }
                    }
                }
            }
        }
    }
}
