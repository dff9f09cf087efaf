//! Capacity that nothing uses.

use super::wording::{names, raise};
use super::{Cell, Reading};
use crate::evidence::LeverValues;
use crate::input::{Diagnostic, both};
use crate::scenario::settings::Setting;

impl Reading<'_> {
    /// Is a lever above zero anywhere in the run?
    fn ever(&self, lever: usize) -> bool {
        self.where_it_holds(|cell| !self.zero(lever, cell))
            .is_some()
    }

    /// A value of zero here takes away the last that uses a capacity of the base.
    pub fn left_over(&self, setting: &Setting) -> Option<Diagnostic> {
        let id = &self.spec(setting).id;
        let of_base = |(month, borough, group): Cell| {
            self.base.value(setting.lever, month, borough, group) != 0.0
        };
        if self.ever(setting.lever) || self.where_it_holds(of_base).is_none() {
            return None;
        }
        self.registry.iter().enumerate().find_map(|(other, spec)| {
            // A capacity can be zero, or it could not be taken away.
            let counts = matches!(spec.values, LeverValues::Range([low, _]) if low <= 0.0)
                && !spec.is_factor()
                && !spec.is_share();
            let users = &spec.links.used_by;
            let used = users.iter().any(|user| self.ever(self.find(user)));
            if !counts || self.sets(other) || !users.contains(id) || used || !self.ever(other) {
                return None;
            }
            let idle = &spec.id;
            Some(
                self.warning(
                    setting,
                    both(
                        format!("op den duur doet '{idle}' niets zonder '{id}'"),
                        format!("in time '{idle}' does nothing without '{id}'"),
                    ),
                    both(
                        format!("hier 0, terwijl '{idle}' blijft staan"),
                        format!("0 here, while '{idle}' stays"),
                    ),
                )
                .remedy(both(
                    format!("zet ook '{idle}' op 0, of geef '{id}' een waarde boven 0"),
                    format!("set '{idle}' to 0 as well, or give '{id}' a value above 0"),
                )),
            )
        })
    }

    /// Capacity that nothing uses in the whole run.
    pub fn unused(&self, setting: &Setting) -> Option<Diagnostic> {
        let spec = self.spec(setting);
        let users: Vec<usize> = spec.links.used_by.iter().map(|id| self.find(id)).collect();
        let used = users.iter().any(|&user| self.ever(user));
        if users.is_empty() || !self.ever(setting.lever) || used {
            return None;
        }
        let id = &spec.id;
        let [nl, en] = names(&spec.links.used_by);
        let be = if spec.links.used_by.len() == 1 {
            both("staat", "is")
        } else {
            both("staan", "are")
        };
        Some(
            self.warning(
                setting,
                both(
                    format!("op den duur doet '{id}' niets"),
                    format!("in time '{id}' does nothing"),
                ),
                both(
                    format!("{nl} {} de hele looptijd op 0", be[0]),
                    format!("{en} {} 0 during the whole run", be[1]),
                ),
            )
            .remedy(raise(&spec.links.used_by)),
        )
    }
}
