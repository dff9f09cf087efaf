//! Levers that lack what they need: hours, people who are led to help, what came before.

use super::wording::{are_zero, names, raise, with_limits};
use super::{Cell, Reading};
use crate::evidence::{LeverRegistry, LeverValues};
use crate::input::{Diagnostic, both};
use crate::scenario::Timeline;
use crate::scenario::areas::Area;
use crate::scenario::overlay::Plan;
use crate::scenario::settings::Setting;
use crate::vocabulary::{Borough, Term};

impl Reading<'_> {
    /// A lever that does nothing, because what it needs is zero.
    pub fn idle(&self, setting: &Setting) -> Option<Diagnostic> {
        let spec = self.spec(setting);
        let is_choice = matches!(spec.values, LeverValues::Choices(_));
        let active = |cell| is_choice || !self.zero(setting.lever, cell);
        spec.links.needed().find_map(|needed| {
            let levers: Vec<usize> = needed.iter().map(|id| self.find(id)).collect();
            let area = self.where_it_holds(|cell| {
                active(cell) && levers.iter().all(|&lever| self.zero(lever, cell))
            })?;
            Some(self.says_idle(setting, needed, &area))
        })
    }

    /// A lever that does nothing yet, because what it works on has never been above zero.
    pub fn before(&self, setting: &Setting) -> Option<Diagnostic> {
        let needed = &self.spec(setting).links.after;
        let levers: Vec<usize> = needed.iter().map(|id| self.find(id)).collect();
        if levers.is_empty() {
            return None;
        }
        let area = self.where_it_holds(|cell| {
            !self.zero(setting.lever, cell) && never_yet(self.own, &levers, cell)
        })?;
        Some(self.says_idle(setting, needed, &area))
    }

    /// People who come into view where nobody has time for them.
    pub fn helpless(&self, setting: &Setting) -> Option<Diagnostic> {
        let spec = self.spec(setting);
        let needed = &spec.links.helps_through;
        let levers: Vec<usize> = needed.iter().map(|id| self.find(id)).collect();
        if levers.is_empty() {
            return None;
        }
        let area = self.where_it_holds(|cell| {
            let zero = |&lever: &usize| self.zero(lever, cell);
            !zero(&setting.lever) && levers.iter().all(zero)
        })?;
        let id = &spec.id;
        let [nl, en] = names(needed);
        let message = both(
            format!("'{id}' leidt niet tot hulp zonder {nl}"),
            format!("'{id}' leads to no help without {en}"),
        );
        let label = with_limits(are_zero(needed), &area);
        let warning = self.warning(setting, message, label);
        Some(warning.remedy(raise(needed)))
    }

    fn says_idle(&self, setting: &Setting, needed: &[String], area: &Area) -> Diagnostic {
        let id = &self.spec(setting).id;
        let [nl, en] = names(needed);
        let label = with_limits(are_zero(needed), area);
        self.warning(
            setting,
            both(
                format!("'{id}' doet niets zonder {nl}"),
                format!("'{id}' does nothing without {en}"),
            ),
            label,
        )
        .remedy(raise(needed))
    }

    /// A value of zero here takes away what a lever of the base needs.
    pub fn starved(&self, setting: &Setting) -> Option<Diagnostic> {
        let id = &self.spec(setting).id;
        self.registry.iter().enumerate().find_map(|(other, spec)| {
            let counts = matches!(spec.values, LeverValues::Range(_)) && !spec.is_factor();
            if !counts || self.sets(other) || !spec.links.needs.contains(id) {
                return None;
            }
            let area = self
                .where_it_holds(|cell| self.zero(setting.lever, cell) && !self.zero(other, cell))?;
            let needing = &spec.id;
            Some(
                self.warning(
                    setting,
                    both(
                        format!("'{needing}' doet niets zonder '{id}'"),
                        format!("'{needing}' does nothing without '{id}'"),
                    ),
                    with_limits(
                        both(
                            format!("hier 0, terwijl '{needing}' blijft staan"),
                            format!("0 here, while '{needing}' stays"),
                        ),
                        &area,
                    ),
                )
                .remedy(both(
                    format!("zet ook '{needing}' op 0, of geef '{id}' een waarde boven 0"),
                    format!("set '{needing}' to 0 as well, or give '{id}' a value above 0"),
                )),
            )
        })
    }
}

/// What a lever lacks in every month and borough in which it differs between two plans of a run: the
/// levers of which it needs one, and which are zero there.
pub fn lacking<'a>(
    (base, own): (&Plan, &Plan),
    lever: usize,
    registry: &'a LeverRegistry,
    timeline: &Timeline,
) -> Option<&'a [String]> {
    let parts = base.parts().with(own.parts());
    let groups = &parts;
    let cells = (1..=usize::from(timeline.months)).flat_map(|month| {
        let of_borough = move |&borough| groups.groups().map(move |group| (month, borough, group));
        Borough::ALL.iter().flat_map(of_borough)
    });
    let differing: Vec<Cell> = cells
        .filter(|&(month, b, g)| base.value(lever, month, b, g) != own.value(lever, month, b, g))
        .collect();
    let positions = |ids: &[String]| -> Vec<usize> {
        let found = ids.iter().filter_map(|id| registry.find(id));
        found.map(|(position, _)| position).collect()
    };
    let links = &registry.at(lever).links;
    let lacking = |needed: &[String], holds: &dyn Fn(&[usize], Cell) -> bool| {
        let levers = positions(needed);
        !levers.is_empty() && differing.iter().all(|&cell| holds(&levers, cell))
    };
    let now = |levers: &[usize], (month, b, g): Cell| {
        levers
            .iter()
            .all(|&lever| own.value(lever, month, b, g) == 0.0)
    };
    let ever = |levers: &[usize], cell: Cell| never_yet(own, levers, cell);
    let after = Some(links.after.as_slice());
    links
        .needed()
        .find(|needed| lacking(needed, &now))
        .or_else(|| after.filter(|needed| lacking(needed, &ever)))
}

/// Have all of some levers been zero up to and including a month?
fn never_yet(plan: &Plan, levers: &[usize], (month, borough, group): Cell) -> bool {
    let zero = |&lever: &usize| {
        let mut months = 1..=month;
        months.all(|month| plan.value(lever, month, borough, group) == 0.0)
    };
    levers.iter().all(zero)
}
