//! Specialist help: psychiatry, addiction care, debts, cleaning (§4.3.5, §5.3.4). It has places and a
//! wait of its own. Afterwards people easily get lost from view, unless a case manager keeps contact
//! (§5.5.5, §6.5.4).

use super::allocation::order;
use super::help::count_result;
use super::state::{ProgrammeState, Specialist};
use super::{Client, Lever, LeverTable, Programme, Stage};
use crate::chance::Purpose;
use crate::dynamics::{HelpEffect, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::{Person, ResidentId};
use crate::vocabulary::{CareResult, IsolationCategory, Outcome, Resource};

const LOST: Purpose = Purpose(167);
/// Severe practical problems, with self-neglect.
const SEVERE: u8 = 3;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct SpecialistRates {
    months: i16,
    lost: f64,
    pub effect: HelpEffect,
}

impl SpecialistRates {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            months: reader.months("specialist.months")? as i16,
            lost: reader.number("specialist.lost")?,
            effect: HelpEffect {
                psychiatric: reader.number("specialist.psychiatric")?,
                problems_solved: reader.number("specialist.problems_solved")?,
                ..HelpEffect::NONE
            },
        })
    }
}

/// Is a referral due? Only somebody with whom there is contact can be referred.
fn is_due(person: &Person, category: IsolationCategory) -> bool {
    matches!(Stage::of(person), Stage::Help | Stage::Monitoring)
        && category.is_heavy()
        && (person.psychiatric || person.problems >= SEVERE)
}

impl Programme {
    /// Ends and begins specialist help, and refers who is due.
    pub fn refer(&self, state: &mut ProgrammeState, world: &mut World<'_>, levers: &LeverTable) {
        self.end_specialist_help(state, world, levers);
        let mut waiting = Vec::new();
        for (&id, case) in &mut state.cases {
            let person = world.city.person(id);
            match case.specialist {
                Specialist::Until(_) => {
                    let client = Client::of(person, case.typed, &world.synthesis.cutoffs);
                    state.ledger.spend(Resource::SpecialistPlaces, client, 1);
                }
                Specialist::No if is_due(person, world.synthesis.cutoffs.category(person)) => {
                    case.specialist = Specialist::Waits(world.month);
                    waiting.push((world.month, order(world, id), id));
                }
                Specialist::Waits(since) => waiting.push((since, order(world, id), id)),
                Specialist::No | Specialist::Past => {}
            }
        }
        waiting.sort_unstable();
        for (_, _, id) in waiting {
            let typed = state.cases.get(&id).and_then(|case| case.typed);
            let client = Client::of(world.city.person(id), typed, &world.synthesis.cutoffs);
            if state.ledger.draw(Resource::SpecialistPlaces, client, 1) == 0 {
                continue;
            }
            let until = world.month.saturating_add(self.specialist.months);
            if let Some(case) = state.cases.get_mut(&id) {
                case.specialist = Specialist::Until(until);
            }
            world.city.edit(id).referred = true;
            let category = world.synthesis.cutoffs.category(world.city.person(id));
            count_result(world, id, CareResult::SpecialistHelp, category);
        }
    }

    /// Places that are cut are lost to the last who came.
    fn end_specialist_help(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        levers: &LeverTable,
    ) {
        let mut helped: Vec<(i16, u32, ResidentId)> = state
            .cases
            .iter()
            .filter_map(|(&id, case)| match case.specialist {
                Specialist::Until(until) => Some((until, order(world, id), id)),
                _ => None,
            })
            .collect();
        helped.sort_unstable();
        let places = state.ledger.city(Resource::SpecialistPlaces).available as usize;
        let over = helped
            .iter()
            .filter(|(until, ..)| *until <= world.month)
            .count();
        for (place, &(until, _, id)) in helped.iter().enumerate() {
            if until > world.month && place - over < places {
                continue;
            }
            world.city.edit(id).referred = false;
            if let Some(case) = state.cases.get_mut(&id) {
                case.specialist = Specialist::Past;
            }
            self.lose_from_view(state, world, levers, id);
        }
    }

    fn lose_from_view(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        levers: &LeverTable,
        id: ResidentId,
    ) {
        let person = *world.city.person(id);
        let typed = state.cases.get(&id).and_then(|case| case.typed);
        let group = Client::of(&person, typed, &world.synthesis.cutoffs).group;
        let kept = levers.of(Lever::CooperationCaseManager, person.borough, group);
        let draw = world.draws.uniform(person.key, LOST, world.month as u32);
        let at_a_distance = matches!(
            Stage::of(&person),
            Stage::Monitoring | Stage::Aftercare | Stage::Known
        );
        if at_a_distance && draw < self.specialist.lost * (1.0 - kept) {
            world.count(Outcome::LostFromView, id);
            state.close(world, id);
        }
    }
}
