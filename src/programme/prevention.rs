//! Preventive visits to those who lost their partner (Appendix I, §3.6.1): a life event is easy to trace
//! and to talk about. The visit makes becoming lonely less likely for a time, and whoever becomes
//! isolated or threatened is known sooner.

use super::state::ProgrammeState;
use super::{Client, Lever, LeverTable, Programme, Stage};
use crate::chance::{Purpose, uniform};
use crate::dynamics::{HelpEffect, View, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::ResidentId;
use crate::vocabulary::{INTERVENTIONS, Outcome, Resource};

const VISIT: Purpose = Purpose(168);
/// What a visited resident carries in `strengthened_by`, after the marks of the interventions.
pub(super) const MARK: u8 = INTERVENTIONS as u8 + 1;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Prevention {
    minutes: u32,
    accepts: f64,
    months: i16,
    pub effect: HelpEffect,
}

impl Prevention {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            minutes: reader.number("preventive_visits.minutes")? as u32,
            accepts: reader.number("preventive_visits.accepts")?,
            months: reader.months("preventive_visits.months")? as i16,
            effect: HelpEffect {
                onset: reader.number("preventive_visits.onset")?,
                ..HelpEffect::NONE
            },
        })
    }
}

/// Does a visit still work on this resident?
pub(super) fn works_on(view: &View<'_>) -> bool {
    view.person.strengthened_by == MARK && view.person.strengthened_until > view.month
}

impl Programme {
    /// Visits those who lost their partner this month, as far as there are hours.
    pub fn visit_the_bereaved(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        levers: &LeverTable,
    ) {
        let mut bereaved: Vec<(u32, ResidentId)> = Vec::new();
        for &id in &*world.bereaved {
            let person = world.city.person(id);
            let old_enough =
                f64::from(person.band_age()) >= levers.city(Lever::ProgrammeMinimumAge);
            if person.present && old_enough && Stage::of(person) == Stage::Unseen {
                let [place, accepts, ..] = world.draws.words(person.key, VISIT, world.month as u32);
                if uniform(accepts) < self.prevention.accepts {
                    bereaved.push((place, id));
                }
            }
        }
        bereaved.sort_unstable();
        for (_, id) in bereaved {
            let client = Client::of(world.city.person(id), None, &world.synthesis.cutoffs);
            let (b, minutes) = (client.borough, self.prevention.minutes);
            if state.ledger.left(Resource::PreventiveVisits, client) < minutes {
                state.ledger.refuse(Resource::PreventiveVisits, b, minutes);
                continue;
            }
            state
                .ledger
                .spend(Resource::PreventiveVisits, client, minutes);
            let until = world.month.saturating_add(self.prevention.months);
            let person = world.city.edit(id);
            person.strengthened_by = MARK;
            person.strengthened_until = until;
            world.count(Outcome::PreventivelyVisited, id);
        }
    }
}
