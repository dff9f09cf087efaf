//! The pathway: signal, contact and trust, intake and typing (§3.6, §3.7, §5.2.4).
//!
//! Clocks of the pathway run at the rate that holds when there are hours enough; when one fires, the
//! turn is taken with the share of the hours that there was. So hours may change every month without
//! any clock being set anew.

use super::help::Trajectory;
use super::interventions::{Interventions, Step};
use super::state::{Case, ProgrammeState};
use super::{Lever, LeverTable, Programme, Stage};
use crate::chance::{Purpose, uniform};
use crate::dynamics::{HelpEffects, Process, View, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::{Person, ResidentId};
use crate::vocabulary::{
    Channel, Group, Intervention, IsolationCategory, Outcome, PROFILES, Profile, Term,
};

const TAKEN: Purpose = Purpose(165);
const INTAKE: Purpose = Purpose(166);
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pathway {
    contact_months: [f64; PROFILES],
    pub contact_minutes: [f64; PROFILES],
    /// Of the hours of advisers, social workers and the outreach team, at most.
    pub contact_share: [f64; 3],
    pub without_outreach: f64,
    pub contact_migrant: f64,
    accepts: [f64; PROFILES],
    accepts_without_expertise: f64,
    accepts_after_failure: f64,
    typing_accuracy: [f64; 2],
    pub wrong_type_effect: f64,
    wrong_type_drop_out: f64,
    strict_refusal: f64,
    pub follow_up_months: i16,
    aftercare_months: f64,
    monitoring_months: f64,
    pub slowest_pace: f64,
}

impl Pathway {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            contact_months: reader.per::<Profile, _>("pathway.contact_months")?,
            contact_minutes: reader.per::<Profile, _>("pathway.contact_minutes")?,
            contact_share: reader.list("pathway.contact_share")?,
            without_outreach: reader.number("pathway.contact_without_outreach")?,
            contact_migrant: reader.number("pathway.contact_migrant")?,
            accepts: reader.per::<Profile, _>("pathway.accepts")?,
            accepts_without_expertise: reader.number("pathway.accepts_without_expertise")?,
            accepts_after_failure: reader.number("pathway.accepts_after_failure")?,
            typing_accuracy: reader.list("pathway.typing_accuracy")?,
            wrong_type_effect: reader.number("pathway.wrong_type_effect")?,
            wrong_type_drop_out: reader.number("pathway.wrong_type_drop_out")?,
            strict_refusal: reader.number("pathway.strict_refusal")?,
            follow_up_months: reader.months("pathway.follow_up_months")? as i16,
            aftercare_months: reader.number("pathway.aftercare_months")?,
            monitoring_months: reader.number("monitoring.months")?,
            slowest_pace: reader.number("pathway.slowest_pace")?,
        })
    }

    /// Highest yearly rate of the next turn: contact or refusal, drop-out, or the end of aftercare.
    pub fn rate(&self, view: &View<'_>, interventions: &Interventions) -> f64 {
        match Stage::of(view.person) {
            Stage::Unseen | Stage::Waiting => 0.0,
            Stage::Contact => 12.0 / self.contact_months[seen_as(view.person, view.category)],
            Stage::Help => {
                interventions.drop_out(view.person.active_help) * self.wrong_type_drop_out
            }
            Stage::Known | Stage::Aftercare => 12.0 / self.aftercare_months,
            Stage::Monitoring => 12.0 / self.monitoring_months,
        }
    }

    /// The category as it is typed: now and then as a neighbouring one.
    fn typed(
        &self,
        category: IsolationCategory,
        expertise: f64,
        words: [u32; 2],
    ) -> IsolationCategory {
        let [without, with] = self.typing_accuracy;
        if uniform(words[0]) < without + (with - without) * expertise {
            return category;
        }
        let (lightest, heaviest) = (1, IsolationCategory::ALL.len() - 1);
        let place = category.index();
        let next = match place {
            p if p == lightest => p + 1,
            p if p == heaviest => p - 1,
            p if words[1] & 1 == 0 => p - 1,
            p => p + 1,
        };
        IsolationCategory::ALL[next]
    }
}

/// The profile by which the pathway treats a resident; whoever is no longer isolated or threatened
/// counts as the lightest.
pub(super) fn seen_as(person: &Person, category: IsolationCategory) -> usize {
    Profile::of(category, person.orientation).map_or(0, Profile::index)
}

impl Programme {
    /// A signal: is it taken up? If so the resident comes into view.
    pub fn signal(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
        ordinal: u32,
        levers: &LeverTable,
        effects: &HelpEffects,
    ) {
        let [word, ..] = world.detail(id, Process::Signal, ordinal);
        let person = *world.city.person(id);
        let view = View::new(&person, world.month, &world.synthesis.cutoffs, effects);
        // Events earlier in the month may have ended the isolation that was to be noticed.
        let Some(channel) = self.channels.pick(&view, levers, word) else {
            return;
        };
        let [taken, lost, ..] = world.draws.words(person.key, TAKEN, ordinal);
        let group = Group::of(person.recorded_age(), view.category);
        let mut attention = state.attention.of(channel, person.borough, group);
        if person.migrant {
            let made_up = levers.of(Lever::SignallingMigrants, person.borough, group);
            attention *= self.channels.migrant + (1.0 - self.channels.migrant) * made_up;
        }
        if uniform(taken) * self.channels.most >= attention {
            return;
        }
        let heavy = view.category.is_heavy();
        world.count(Outcome::report(channel, heavy), id);
        if channel == Channel::ReportingPoint {
            let visits = levers.of(Lever::ReportingPointHomeVisits, person.borough, group);
            if uniform(lost) < self.channels.report_lost * (1.0 - visits) {
                return;
            }
        }
        self.take_into_view(state, world, id);
    }

    /// The resident comes into view; contact is still to be made.
    pub(super) fn take_into_view(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
    ) {
        let person = *world.city.person(id);
        world.count(Outcome::Reached, id);
        if let Some(profile) = world.synthesis.cutoffs.profile(&person) {
            world.count(Outcome::reached_of(profile), id);
        }
        if Stage::of(&person) == Stage::Aftercare {
            world.count(Outcome::RelapseLate, id);
        }
        world.city.edit(id).stage = Stage::Contact as u8;
        let month = world.month;
        let case = state.cases.entry(id).or_insert_with(|| Case::new(month));
        case.step = Step::Entry;
        case.only_telephone = false;
    }

    /// The next turn in the pathway.
    pub fn turn(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
        ordinal: u32,
        levers: &LeverTable,
    ) {
        match Stage::of(world.city.person(id)) {
            Stage::Unseen | Stage::Waiting => {}
            Stage::Contact => self.contact(state, world, id, ordinal, levers),
            Stage::Help => self.drop_out(state, world, id, ordinal),
            Stage::Known | Stage::Aftercare | Stage::Monitoring => {
                // Who still has a place with a specialist stays in view.
                if !world.city.person(id).referred {
                    state.close(world, id);
                }
            }
        }
    }

    /// Somebody leaves help; more easily when typed wrongly.
    fn drop_out(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
        ordinal: u32,
    ) {
        let [word, ..] = world.detail(id, Process::Pathway, ordinal);
        let typed_well = state.cases.get(&id).is_none_or(|case| case.typed_well);
        if typed_well && uniform(word) * self.pathway.wrong_type_drop_out >= 1.0 {
            return;
        }
        world.count(Outcome::DroppedOut, id);
        let help = Intervention::from_mark(world.city.person(id).active_help);
        if help.is_some_and(Intervention::is_intensive) {
            self.count_trajectory(state, world, id, Trajectory::EndedEarly);
        }
        self.fail(state, world, id);
    }

    /// Help ends without a result: the next offer is accepted less easily (§3.7).
    pub(super) fn fail(&self, state: &mut ProgrammeState, world: &mut World<'_>, id: ResidentId) {
        self.stop_help(state, world, id, Stage::Aftercare);
        let person = world.city.edit(id);
        person.failed_help = person.failed_help.saturating_add(1);
    }

    /// Contact is made, or not yet; an offer is made and accepted, or not.
    fn contact(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
        ordinal: u32,
        levers: &LeverTable,
    ) {
        let [now, accept, typing, neighbour] = world.detail(id, Process::Pathway, ordinal);
        let person = *world.city.person(id);
        let category = world.synthesis.cutoffs.category(&person);
        let heavy = category.is_heavy();
        if uniform(now) >= self.contact_pace(state, &person, category, levers) {
            return;
        }
        // Whoever is neither isolated nor threatened any more needs no typing and no offer.
        if category == IsolationCategory::None {
            world.city.edit(id).stage = Stage::Known as u8;
            return;
        }
        let expertise = state.expertise.of(person.borough);
        state.expertise.learn(person.borough);
        let [strict, ..] = world.draws.words(person.key, INTAKE, ordinal);
        let group = Group::of(person.recorded_age(), category);
        let strictness = levers.of(Lever::IntakeStrictness, person.borough, group);
        if heavy && uniform(strict) < strictness * self.pathway.strict_refusal {
            world.count(Outcome::NotTakenIn, id);
            world.city.edit(id).stage = Stage::Known as u8;
            return;
        }
        let typed = self.pathway.typed(category, expertise, [typing, neighbour]);
        if typed != category {
            world.count(Outcome::TypedWrongly, id);
        }
        let accepted = uniform(accept) < self.willing(&person, category, expertise);
        if !accepted {
            world.count(Outcome::Refused, id);
        }
        let Some(case) = state.cases.get_mut(&id) else {
            debug_assert!(false, "whoever is in contact has a case");
            return;
        };
        case.typed = Profile::of(typed, person.orientation);
        // Telephone contact is for those of the heavy categories who accept nothing else and do not
        // turn away from volunteers (§4.7.3, §4.7.7).
        let calls = Intervention::TelephoneContact;
        let may_call = case
            .typed
            .is_some_and(|typed| !calls.fits(typed).is_empty());
        case.only_telephone = !accepted && may_call;
        case.typed_well = typed == category;
        case.typed_too_light = typed.index() < category.index();
        case.waiting_since = world.month;
        case.step = if case.only_telephone {
            Step::Main
        } else {
            Step::Entry
        };
        let next = if accepted || case.only_telephone {
            Stage::Waiting
        } else {
            Stage::Known
        };
        world.city.edit(id).stage = next as u8;
    }

    fn willing(&self, person: &Person, category: IsolationCategory, expertise: f64) -> f64 {
        let pathway = &self.pathway;
        let low = pathway.accepts_without_expertise;
        let failed = f64::from(person.failed_help);
        pathway.accepts[seen_as(person, category)]
            * (low + (1.0 - low) * expertise)
            * libm::pow(pathway.accepts_after_failure, failed)
    }
}
