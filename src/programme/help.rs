//! Help delivers its dose, takes effect and ends.

use super::interventions::Intervention;
use super::state::ProgrammeState;
use super::{Programme, Resource, Stage};
use crate::chance::{Purpose, uniform};
use crate::dynamics::World;
use crate::population::ResidentId;
use crate::vocabulary::{BOROUGHS, IsolationStatus, Orientation, Outcome, Term};

const LENGTH: Purpose = Purpose(162);
const RESULT: Purpose = Purpose(163);

impl Programme {
    /// Planned length of a help that starts now, in months.
    pub(super) fn planned_months(
        &self,
        intervention: Intervention,
        world: &World<'_>,
        id: ResidentId,
    ) -> i16 {
        let months = match intervention {
            Intervention::GroupActivities => self.interventions.activities.months,
            Intervention::ShortGuidance => self.interventions.guidance.months,
            Intervention::VolunteerVisits => {
                let key = world.city.person(id).key;
                let draw = world.draws.uniform(key, LENGTH, world.month as u32);
                self.interventions.visits.length(draw)
            }
        };
        i16::try_from(months).unwrap_or(i16::MAX)
    }

    /// A month of help for everybody who is in help.
    pub fn deliver(&self, state: &mut ProgrammeState, world: &mut World<'_>) {
        let in_help: Vec<(ResidentId, Intervention)> = state
            .cases
            .keys()
            .filter_map(|&id| {
                let mark = world.city.person(id).active_help;
                Some((id, Intervention::from_mark(mark)?))
            })
            .collect();
        let mut trajectories = [0u32; BOROUGHS];
        for &(id, intervention) in &in_help {
            if intervention == Intervention::ShortGuidance {
                trajectories[world.city.person(id).borough.index()] += 1;
            }
        }
        let pace: [u32; BOROUGHS] = std::array::from_fn(|b| {
            let minutes = state.ledger.borough(Resource::Guidance, b).available;
            let wanted = self.interventions.guidance.minutes_a_month();
            minutes
                .checked_div(trajectories[b])
                .map_or(0, |share| share.min(wanted))
        });
        for (id, intervention) in in_help {
            let b = world.city.person(id).borough.index();
            match intervention {
                Intervention::GroupActivities => {
                    // Someone who moved may find all places of the new borough taken.
                    if state.ledger.left(Resource::ActivityPlaces, b) == 0 {
                        state.ledger.refuse(Resource::ActivityPlaces, b, 1);
                        self.stop_help(state, world, id, Stage::Waiting);
                        continue;
                    }
                    state.ledger.spend(Resource::ActivityPlaces, b, 1);
                    self.end_when_planned(state, world, id);
                }
                Intervention::ShortGuidance => {
                    state.ledger.spend(Resource::Guidance, b, pace[b]);
                    let wanted = self.interventions.guidance.minutes_a_month();
                    state.ledger.refuse(Resource::Guidance, b, wanted - pace[b]);
                    let Some(case) = state.cases.get_mut(&id) else {
                        continue;
                    };
                    case.delivered += pace[b];
                    if case.delivered >= self.interventions.guidance.minutes {
                        self.conclude_guidance(state, world, id);
                    }
                }
                Intervention::VolunteerVisits => {
                    let minutes = self.interventions.visits.minutes;
                    state.ledger.spend(Resource::VolunteerTime, b, minutes);
                    self.end_when_planned(state, world, id);
                }
            }
        }
    }

    fn end_when_planned(&self, state: &mut ProgrammeState, world: &mut World<'_>, id: ResidentId) {
        if world.month < state.cases[&id].until {
            return;
        }
        self.count_averted(world, id);
        self.stop_help(state, world, id, Stage::Aftercare);
    }

    /// A threat is averted when help ends as planned and isolation no longer threatens.
    fn count_averted(&self, world: &mut World<'_>, id: ResidentId) {
        let person = world.city.person(id);
        if world.synthesis.cutoffs.status(person) == IsolationStatus::NotIsolated {
            world.count(Outcome::ThreatAverted, id);
        }
    }

    /// The end of a guidance trajectory: control regained or not, and at times a volunteer.
    fn conclude_guidance(&self, state: &mut ProgrammeState, world: &mut World<'_>, id: ResidentId) {
        let guidance = &self.interventions.guidance;
        let key = world.city.person(id).key;
        let [result, handover, ..] = world.draws.words(key, RESULT, world.month as u32);
        let typed_well = state.cases[&id].typed_well;
        let chance = guidance.positive
            * if typed_well {
                1.0
            } else {
                self.pathway.wrong_type_effect
            };
        if uniform(result) >= chance {
            self.stop_help(state, world, id, Stage::Aftercare);
            let person = world.city.edit(id);
            person.failed_help = person.failed_help.saturating_add(1);
            return;
        }
        world.count(Outcome::ControlRegained, id);
        let until = world.month + i16::try_from(guidance.strengthened_months).unwrap_or(0);
        let person = world.city.edit(id);
        person.strengthened_until = until;
        person.orientation = Orientation::Participation;
        if uniform(handover) < guidance.handover {
            self.stop_help(state, world, id, Stage::Waiting);
            if let Some(case) = state.cases.get_mut(&id) {
                case.handed_over = true;
            }
        } else {
            self.stop_help(state, world, id, Stage::Aftercare);
        }
    }

    /// Ends whatever help a resident receives and frees what it used.
    pub(super) fn stop_help(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
        next: Stage,
    ) {
        state.end_match_of(world, id);
        let person = world.city.edit(id);
        person.active_help = 0;
        person.stage = next as u8;
        if next == Stage::Waiting
            && let Some(case) = state.cases.get_mut(&id)
        {
            case.waiting_since = world.month;
        }
    }
}
