//! Aftercare: whoever is followed is not lost from view, slides less, and a relapse is noticed at once
//! (§4.3.4, §5.2.4, §5.4.2). Who is not followed must be found again.

use super::help::count_result;
use super::interventions::{Step, Use};
use super::state::ProgrammeState;
use super::{Client, Programme, Stage};
use crate::dynamics::{HelpEffect, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::ResidentId;
use crate::vocabulary::{CareResult, Outcome, Resource, Term};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Monitoring {
    pub uses: [Use; 1],
    pub effect: HelpEffect,
}

impl Monitoring {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            uses: [Use {
                resource: Resource::Monitoring,
                monthly: reader.number("monitoring.minutes")? as u32,
                at_start: 0,
                vital: true,
            }],
            effect: HelpEffect {
                slide: reader.number("monitoring.slide")?,
                ..HelpEffect::NONE
            },
        })
    }
}

impl Programme {
    /// Starts to follow somebody, if there are hours for it. Are there?
    pub(super) fn follow(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
    ) -> bool {
        let person = *world.city.person(id);
        let typed = state.cases.get(&id).and_then(|case| case.typed);
        let client = Client::of(&person, typed, &world.synthesis.cutoffs);
        let (b, minutes) = (client.borough, self.monitoring.uses[0].monthly);
        if state.ledger.left(Resource::Monitoring, client) < minutes {
            state.ledger.refuse(Resource::Monitoring, b, minutes);
            return false;
        }
        state.ledger.spend(Resource::Monitoring, client, minutes);
        let category = world.synthesis.cutoffs.category(&person);
        if category.is_heavy() {
            count_result(world, id, CareResult::SafetyNet, category);
        }
        let person = world.city.edit(id);
        person.stage = Stage::Monitoring as u8;
        person.monitored = true;
        if let Some(case) = state.cases.get_mut(&id) {
            case.started = world.month;
            case.before.category = category;
        }
        // For the structurally isolated being followed is the guidance itself: long, and not
        // intensive (Schema 2, §4.6.4).
        if let Some(profile) = typed.filter(|typed| typed.is_heavy())
            && state.is_new_client(id, true)
        {
            world.count(Outcome::guided_of(profile), id);
        }
        true
    }

    /// Nobody follows any more.
    pub(super) fn stop_monitoring(&self, world: &mut World<'_>, id: ResidentId) {
        let person = world.city.edit(id);
        person.monitored = false;
        person.stage = Stage::Aftercare as u8;
    }

    /// There is nothing (more) to offer: the structurally isolated are followed, others known.
    pub(super) fn end_of_offer(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
    ) {
        let was_helped = state
            .cases
            .get(&id)
            .is_some_and(|case| case.step > Step::Entry);
        let category = world.synthesis.cutoffs.category(world.city.person(id));
        world.city.edit(id).stage = if was_helped {
            Stage::Aftercare as u8
        } else {
            Stage::Known as u8
        };
        if category.is_heavy() {
            self.follow(state, world, id);
        }
    }

    /// Whoever is followed and becomes worse goes back to waiting: the relapse is noticed early.
    pub fn notice_relapses(&self, state: &mut ProgrammeState, world: &mut World<'_>) {
        for (&id, case) in &mut state.cases {
            let person = *world.city.person(id);
            if !person.monitored {
                continue;
            }
            let category = world.synthesis.cutoffs.category(&person);
            if category.index() > case.before.category.index() {
                world.count(Outcome::RelapseEarly, id);
                case.waiting_since = world.month;
                case.step = Step::Entry;
                let person = world.city.edit(id);
                person.monitored = false;
                person.stage = Stage::Waiting as u8;
            }
            case.before.category = category;
        }
    }
}
