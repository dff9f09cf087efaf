//! Warnings about levers that depend on each other, made from the links of the registry: help
//! without capacity, capacity that nothing uses, levers that work against each other, shares that do
//! not add up.

mod capacity;
mod need;
mod wording;

pub(super) use need::lacking;

use self::wording::{names, with_limits};
use super::Timeline;
use super::areas::{Area, areas};
use super::overlay::Plan;
use super::settings::Setting;
use super::words;
use crate::evidence::{LeverRegistry, LeverSpec};
use crate::input::{Both, Diagnostic, Source, both};
use crate::vocabulary::{Borough, Group, Lang};

/// A month, a borough and a group of residents.
type Cell = (usize, Borough, Group);

/// How far a sum of shares may lie from the whole: decimal fractions such as 0.1 are not exact.
const ROUNDING: f64 = 1e-9;

/// A file and what it makes of its base.
struct Reading<'a> {
    source: &'a Source,
    settings: &'a [Setting],
    base: &'a Plan,
    own: &'a Plan,
    registry: &'a LeverRegistry,
    timeline: &'a Timeline,
}

/// Every warning, each once, at a value that this file sets.
pub(super) fn warnings(
    source: &Source,
    settings: &[Setting],
    (base, own): (&Plan, &Plan),
    registry: &LeverRegistry,
    timeline: &Timeline,
) -> Vec<Diagnostic> {
    let reading = Reading {
        source,
        settings,
        base,
        own,
        registry,
        timeline,
    };
    let mut out = Vec::new();
    for setting in settings {
        let idle = reading.idle(setting).or_else(|| reading.before(setting));
        out.extend(idle.or_else(|| reading.contrary(setting)));
        out.extend(reading.helpless(setting));
        out.extend(reading.unused(setting));
        out.extend(
            reading
                .starved(setting)
                .or_else(|| reading.left_over(setting)),
        );
        out.extend(reading.shares(setting));
    }
    out
}

impl Reading<'_> {
    fn find(&self, id: &str) -> usize {
        // The registry refuses links to levers that it does not have.
        self.registry.find(id).map_or(0, |(position, _)| position)
    }

    fn spec(&self, setting: &Setting) -> &LeverSpec {
        self.registry.at(setting.lever)
    }

    fn zero(&self, lever: usize, (month, borough, group): Cell) -> bool {
        self.own.value(lever, month, borough, group) == 0.0
    }

    /// The first area in which something holds.
    fn where_it_holds(&self, holds: impl Fn(Cell) -> bool) -> Option<Area> {
        let parts = self.base.parts().with(self.own.parts());
        areas(self.timeline, &parts, |m, b, g| holds((m, b, g)))
            .into_iter()
            .find_map(|(holds, area)| holds.then_some(area))
    }

    fn sets(&self, lever: usize) -> bool {
        self.settings.iter().any(|setting| setting.lever == lever)
    }

    fn warning(&self, setting: &Setting, message: Both, label: Both) -> Diagnostic {
        let last = setting.entries.last();
        let span = last.map_or(&setting.span, |entry| &entry.span);
        self.source.warning(span, message).label(label)
    }

    /// A lever that goes up while one that it leans on goes down.
    fn contrary(&self, setting: &Setting) -> Option<Diagnostic> {
        let spec = self.spec(setting);
        spec.links.contrary.iter().find_map(|other| {
            let lever = self.find(other);
            let against_base = |lever, (month, borough, group): Cell| {
                let base = self.base.value(lever, month, borough, group);
                let own = self.own.value(lever, month, borough, group);
                own.total_cmp(&base)
            };
            let area = self.where_it_holds(|cell| {
                against_base(setting.lever, cell).is_gt() && against_base(lever, cell).is_lt()
            })?;
            let id = &spec.id;
            Some(
                self.warning(
                    setting,
                    both(
                        format!("'{id}' gaat omhoog en '{other}' omlaag"),
                        format!("'{id}' goes up and '{other}' goes down"),
                    ),
                    with_limits(
                        both("dat werkt elkaar tegen", "these work against each other"),
                        &area,
                    ),
                )
                .note(both(
                    "het mag, maar kijk of u dit bedoelt",
                    "it is allowed, but check whether you mean it",
                )),
            )
        })
    }

    /// Shares of one whole that do not add up, told once, at the last of them in the file.
    fn shares(&self, setting: &Setting) -> Option<Diagnostic> {
        let whole = self.spec(setting).links.share_of.as_ref()?;
        let parts: Vec<usize> = (0..self.registry.iter().len())
            .filter(|&lever| self.registry.at(lever).links.share_of.as_ref() == Some(whole))
            .collect();
        let last = self.settings.iter().rfind(|one| parts.contains(&one.lever));
        if last.is_none_or(|last| last.lever != setting.lever) {
            return None;
        }
        let expected: f64 = parts
            .iter()
            .map(|&lever| self.registry.at(lever).default)
            .sum();
        let sum = |month, borough, group| -> f64 {
            let value = |&lever: &usize| self.own.value(lever, month, borough, group);
            parts.iter().map(value).sum()
        };
        let (sum, area) = areas(self.timeline, self.own.parts(), sum)
            .into_iter()
            .find(|(sum, _)| (sum - expected).abs() > ROUNDING)?;
        let ids: Vec<String> = parts
            .iter()
            .map(|&lever| self.registry.at(lever).id.clone())
            .collect();
        let [nl, en] = names(&ids);
        // More digits than anyone writes; fewer than the error of a sum.
        let shown = |value: f64, lang| words::number((value * 1e6).round() / 1e6, lang);
        let [sum, expected] = [sum, expected].map(|v| [Lang::Nl, Lang::En].map(|l| shown(v, l)));
        Some(
            self.warning(
                setting,
                both(
                    "deze aandelen zijn samen niet het geheel".to_owned(),
                    "these shares do not add up to the whole".to_owned(),
                ),
                with_limits(
                    both(
                        format!("samen {} in plaats van {}", sum[0], expected[0]),
                        format!("together {} instead of {}", sum[1], expected[1]),
                    ),
                    &area,
                ),
            )
            .note(both(
                format!("de aandelen zijn {nl}"),
                format!("the shares are {en}"),
            )),
        )
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::document;
    use super::*;

    fn registry() -> LeverRegistry {
        let lever = |id: &str, unit: &str, default: f64, links: &str| {
            format!(
                "[[lever]]\nid = \"{id}\"\ndefault = {default:?}\nunit = \"{unit}\"\n\
                 range = [0, 9]\nby_borough = true\nnl = \"a\"\nen = \"a\"\nhelp_nl = \"a\"\n\
                 help_en = \"a\"\nsource = \"§1\"\ngrade = \"D\"\nlinks = {{ {links} }}\n"
            )
        };
        let text = [
            lever(
                "a.visits",
                "visits",
                1.0,
                "needs = [\"b.hours\"], contrary = [\"b.hours\"]",
            ),
            lever(
                "a.calls",
                "factor",
                1.0,
                "needs_any = [\"a.visits\", \"b.hours\"]",
            ),
            lever("b.hours", "hours", 2.0, "used_by = [\"a.visits\"]"),
            lever("a.keeping", "factor", 1.0, "after = [\"b.hours\"]"),
            lever("a.notice", "factor", 1.0, "helps_through = [\"b.hours\"]"),
            lever("c.one", "share", 0.7, "share_of = \"c\""),
            lever("c.two", "share", 0.3, "share_of = \"c\""),
        ];
        LeverRegistry::parse(&text.concat()).expect("a registry")
    }

    /// The English messages and labels about some lines of levers.
    fn warned(lines: &str) -> Vec<(String, String)> {
        let registry = registry();
        let timeline = Timeline {
            start: "2007-01".parse().expect("a month"),
            months: 48,
        };
        let source = Source::new(
            Path::new("a.toml"),
            format!("schema = 1\n[levers]\n{lines}\n"),
        );
        let (document, _) = document::read(&source, &registry);
        let base = Plan::defaults(&registry, &timeline);
        let own = base.overlaid(&document.settings, &timeline);
        warnings(
            &source,
            &document.settings,
            (&base, &own),
            &registry,
            &timeline,
        )
        .into_iter()
        .map(|one| {
            (
                one.message[1].clone(),
                one.label.expect("a label")[1].clone(),
            )
        })
        .collect()
    }

    #[test]
    fn help_without_capacity_is_told_with_the_time_in_which_it_lacks() {
        assert_eq!(warned("a.visits = 3"), []);
        let lines =
            "a.visits = 3\nb.hours = { value = 0, from = \"2008-01\", boroughs = [\"Noord\"] }";
        let (message, label) = &warned(lines)[0];
        assert_eq!(message, "'a.visits' does nothing without 'b.hours'");
        assert_eq!(label, "'b.hours' is 0, from January 2008, in Noord");
    }

    #[test]
    fn capacity_taken_from_what_the_base_does_is_told_at_the_zero() {
        let (message, label) = &warned("b.hours = 0")[0];
        assert_eq!(message, "'a.visits' does nothing without 'b.hours'");
        assert_eq!(label, "0 here, while 'a.visits' stays");
        assert_eq!(warned("b.hours = 0\na.visits = 0"), []);
    }

    #[test]
    fn what_needs_one_of_several_is_told_when_all_are_zero() {
        assert_eq!(warned("a.calls = 2"), []);
        let told = warned("a.calls = 2\na.visits = 0\nb.hours = 0");
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].1, "'a.visits' and 'b.hours' are both 0");
    }

    #[test]
    fn what_works_on_what_was_there_before_is_told_only_until_then() {
        let from_2008 = "b.hours = [{ value = 0 }, { value = 2, from = \"2008-01\", until = \
                         \"2008-12\" }]\na.notice = 0\na.keeping = 2";
        let told = warned(from_2008);
        let (message, label) = told.last().expect("a warning");
        assert_eq!(message, "'a.keeping' does nothing without 'b.hours'");
        assert_eq!(label, "'b.hours' is 0, up to and including December 2007");
    }

    #[test]
    fn finding_people_whom_nobody_helps_is_told() {
        let told = warned("a.notice = 2\nb.hours = 0\na.visits = 0");
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].0, "'a.notice' leads to no help without 'b.hours'");
    }

    #[test]
    fn many_names_are_cut_off_with_their_number() {
        let ids: Vec<String> = (1..=9).map(|number| format!("a.{number}")).collect();
        let [nl, en] = names(&ids);
        assert_eq!(nl, "'a.1', 'a.2' en 7 andere knoppen");
        assert_eq!(en, "'a.1', 'a.2' and 7 other levers");
        assert_eq!(names(&ids[..3])[1], "'a.1', 'a.2' and 'a.3'");
    }

    #[test]
    fn capacity_that_nothing_uses_is_told_when_that_lasts_the_whole_run() {
        let (message, label) = &warned("b.hours = 3\na.visits = 0")[0];
        assert_eq!(message, "in time 'b.hours' does nothing");
        assert_eq!(label, "'a.visits' is 0 during the whole run");
        assert_eq!(
            warned("b.hours = 3\na.visits = { value = 0, from = \"2010-01\" }"),
            []
        );
    }

    #[test]
    fn levers_that_work_against_each_other_are_told() {
        let (message, _) = &warned("a.visits = 2\nb.hours = 1")[0];
        assert_eq!(message, "'a.visits' goes up and 'b.hours' goes down");
        assert_eq!(warned("a.visits = 2\nb.hours = 3"), []);
    }

    #[test]
    fn shares_that_do_not_add_up_are_told_once_and_sums_of_fractions_are_not_off() {
        let told = warned("c.one = 0.6\nc.two = 0.3");
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].1, "together 0.9 instead of 1");
        assert_eq!(warned("c.one = 0.9\nc.two = 0.1"), []);
    }
}
