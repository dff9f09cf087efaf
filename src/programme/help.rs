//! Help takes effect and ends.

use super::interventions::{Dose, Step};
use super::state::{Before, Case, ProgrammeState};
use super::{Programme, Stage};
use crate::chance::{Purpose, uniform};
use crate::dynamics::World;
use crate::population::ResidentId;
use crate::vocabulary::{
    CareResult, Intervention, IsolationCategory, IsolationStatus, Orientation, Outcome,
};

const RESULT: Purpose = Purpose(163);

/// How an intensive trajectory ends (§4.2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trajectory {
    /// With a result of Schema 4, of whatever kind.
    Positive,
    WithoutResult,
    EndedEarly,
}

impl Programme {
    /// Ends the help of everybody who has had all of it.
    pub fn deliver(&self, state: &mut ProgrammeState, world: &mut World<'_>) {
        let month = world.month;
        let complete: Vec<(ResidentId, Intervention)> = state
            .cases
            .iter()
            .filter_map(|(&id, case)| {
                let help = Intervention::from_mark(world.city.person(id).active_help)?;
                let is_over = match self.interventions.design(help).dose {
                    Dose::Minutes(all) => case.delivered >= all,
                    Dose::Months(_) => month >= case.until,
                };
                is_over.then_some((id, help))
            })
            .collect();
        for (id, help) in complete {
            self.conclude(state, world, id, help);
        }
    }

    /// Help ends as planned: results are counted, and the resident goes on.
    fn conclude(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
        help: Intervention,
    ) {
        let ending = &self.interventions.design(help).ending;
        let (key, month) = (world.city.person(id).key, world.month);
        let [result, on, called, _] = world.draws.words(key, RESULT, month as u32);
        let case = &state.cases[&id];
        let (before, too_light, step) = (case.before, case.typed_too_light, case.step);
        // Who was taken for a heavier category got more than was needed, and that works (a quarter of
        // the clients guided at SMDC was threatened, §4.3.4, with good results, §4.3.8).
        let falls_short = too_light && ending.result.is_some();
        let chance = ending.positive
            * if falls_short {
                self.pathway.wrong_type_effect
            } else {
                1.0
            };
        let is_positive = uniform(result) < chance;
        let has_gained = count_gains(world, id, before);
        if !is_positive && help.is_intensive() {
            self.end_without_control(state, world, id, has_gained);
            return;
        }
        if help.is_intensive() {
            self.count_trajectory(state, world, id, Trajectory::Positive);
        }
        if is_positive {
            let trust_is_news = before.category.is_heavy();
            if let Some(gained) = ending.result
                && (gained != CareResult::TrustGained || trust_is_news)
            {
                count_result(world, id, gained, before.category);
            }
            let person = world.city.edit(id);
            if ending.after_months > 0 {
                person.strengthened_until = month.saturating_add(ending.after_months);
                person.strengthened_by = help.mark();
            }
            if ending.orients {
                person.orientation = Orientation::Participation;
            }
        }
        if step == Step::Entry {
            self.stop_help(state, world, id, Stage::Waiting);
            set_step(state, id, Step::Main);
        } else if step == Step::Main && uniform(on) < ending.follow_up * state.pace.coordination {
            // Professionals hold back where volunteers are not coordinated (§5.5.3).
            self.stop_help(state, world, id, Stage::Waiting);
            set_step(state, id, Step::FollowUp);
        } else if help.is_company() && uniform(called) < self.interventions.called_afterwards {
            // A part keeps needing attention when visits or activities end (§4.7.3).
            self.stop_help(state, world, id, Stage::Waiting);
            set_step(state, id, Step::FollowUp);
            if let Some(case) = state.cases.get_mut(&id) {
                case.only_telephone = true;
            }
        } else {
            self.stop_help(state, world, id, Stage::Aftercare);
            if help.is_intensive() || before.category.is_heavy() {
                self.follow(state, world, id);
            }
        }
    }

    /// An intensive trajectory ends without what it was for. Something else may be better, or a
    /// professional keeps an eye on the structurally isolated: a safety net is a result as well
    /// (§4.2.4, Schema 4).
    fn end_without_control(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
        has_gained: bool,
    ) {
        let case = state.cases[&id].clone();
        self.fail(state, world, id);
        let is_followed = self.follow(state, world, id);
        let has_net = is_followed && case.before.category.is_heavy();
        let result = if has_gained || has_net {
            Trajectory::Positive
        } else {
            Trajectory::WithoutResult
        };
        self.count_ended(world, id, &case, result);
    }

    /// Counts an intensive trajectory that ends, its hours and its length.
    pub(super) fn count_trajectory(
        &self,
        state: &ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
        result: Trajectory,
    ) {
        let case = state.cases[&id].clone();
        self.count_ended(world, id, &case, result);
    }

    fn count_ended(&self, world: &mut World<'_>, id: ResidentId, case: &Case, result: Trajectory) {
        // Help runs from within the month in which it started to within this one.
        let months = world.month - case.started;
        world.count(Outcome::TrajectoriesEnded, id);
        world.count_many(Outcome::TrajectoryHours, id, case.delivered);
        match result {
            Trajectory::Positive => world.count(Outcome::TrajectoriesPositive, id),
            Trajectory::EndedEarly => world.count(Outcome::TrajectoriesEndedEarly, id),
            Trajectory::WithoutResult => {}
        }
        if months > self.interventions.planned_months {
            world.count(Outcome::TrajectoriesLong, id);
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
        let category = world.synthesis.cutoffs.category(world.city.person(id));
        let month = world.month;
        let person = world.city.edit(id);
        person.active_help = 0;
        person.stage = next as u8;
        if let Some(case) = state.cases.get_mut(&id) {
            case.before.category = category;
            if next == Stage::Waiting {
                case.waiting_since = month;
            }
        }
    }
}

fn set_step(state: &mut ProgrammeState, id: ResidentId, step: Step) {
    if let Some(case) = state.cases.get_mut(&id) {
        case.step = step;
    }
}

/// What can be seen to be better than when the help started (Schema 4). Is there anything?
fn count_gains(world: &mut World<'_>, id: ResidentId, before: Before) -> bool {
    let person = *world.city.person(id);
    let status = world.synthesis.cutoffs.status(&person);
    let was = before.category;
    let gains = [
        (
            CareResult::ThreatAverted,
            was == IsolationCategory::Threatened && status == IsolationStatus::NotIsolated,
        ),
        (
            CareResult::NetworkGrown,
            person.supporters() - u8::from(person.visited) > before.supporters,
        ),
        (
            CareResult::ProblemsSolved,
            person.problems < before.problems,
        ),
    ];
    for (result, _) in gains.iter().filter(|(_, gained)| *gained) {
        count_result(world, id, *result, was);
    }
    gains.iter().any(|(_, gained)| *gained)
}

/// Counts a result, also under the profile that the resident had.
pub(super) fn count_result(
    world: &mut World<'_>,
    id: ResidentId,
    result: CareResult,
    was: IsolationCategory,
) {
    world.count(Outcome::of_result(result), id);
    let orientation = world.city.person(id).orientation;
    if let Some(profile) = crate::vocabulary::Profile::of(was, orientation) {
        world.count(Outcome::result_of(result, profile), id);
    }
}
