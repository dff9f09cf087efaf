//! The pathway: signal, contact and trust, intake and typing (§3.6, §3.7, §5.2.4).
//!
//! Clocks of the pathway run at the rate that holds when there are hours enough; when one fires, the
//! turn is taken with the share of the hours that there was. So hours may change every month without
//! any clock being set anew.

use super::help::Trajectory;
use super::interventions::{Interventions, Step};
use super::reserved::paces;
use super::state::{Case, ProgrammeState};
use super::{Census, Client, Ledger, Lever, LeverTable, Programme, Stage};
use crate::chance::{Purpose, uniform};
use crate::dynamics::{HelpEffects, Process, View, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::{Person, ResidentId};
use crate::vocabulary::{
    BOROUGHS, Borough, Channel, GROUPS, Group, GroupSet, Intervention, IsolationCategory, Outcome,
    PROFILES, Profile, Resource, Term,
};

const TAKEN: Purpose = Purpose(165);
const INTAKE: Purpose = Purpose(166);
/// Who makes contact: advisers with the light categories, social workers and the outreach team with
/// the heavy ones (§4.4.6, §4.6.4).
const CONTACT_MAKERS: [Resource; 3] =
    [Resource::Advisers, Resource::SocialWork, Resource::Outreach];

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pathway {
    contact_months: [f64; PROFILES],
    contact_minutes: [f64; PROFILES],
    /// Of the hours of each of [`CONTACT_MAKERS`], at most.
    contact_share: [f64; 3],
    without_outreach: f64,
    contact_migrant: f64,
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
fn seen_as(person: &Person, category: IsolationCategory) -> usize {
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

    /// How much of the time that contact-making takes was there.
    fn contact_pace(
        &self,
        state: &ProgrammeState,
        person: &Person,
        category: IsolationCategory,
        levers: &LeverTable,
    ) -> f64 {
        let (b, group) = (
            person.borough.index(),
            Group::of(person.recorded_age(), category),
        );
        let pace = |by: usize| state.pace.contact[by][b][group.index()];
        let [advisers, social_work, outreach] = [0, 1, 2].map(pace);
        let mut pace = if category.is_heavy() {
            outreach + (1.0 - outreach) * social_work * self.pathway.without_outreach
        } else {
            advisers
        };
        if person.migrant {
            let made_up = levers.of(Lever::SignallingMigrants, person.borough, group);
            let slower = self.pathway.contact_migrant;
            pace *= slower + (1.0 - slower) * made_up;
        }
        pace
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

    /// What making contact takes of the hours this month, and how far they go. The rest of the
    /// outreach team's hours goes to searching. Whoever is no longer isolated or threatened needs no
    /// contact any more.
    pub(super) fn make_contact(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        census: &Census,
    ) {
        let mut wanted = [[[0u32; GROUPS]; BOROUGHS]; 3];
        for &id in state.cases.keys() {
            let person = world.city.person(id);
            if Stage::of(person) != Stage::Contact {
                continue;
            }
            let category = world.synthesis.cutoffs.category(person);
            if category == IsolationCategory::None {
                world.city.edit(id).stage = Stage::Known as u8;
                continue;
            }
            let minutes = self.pathway.contact_minutes[seen_as(person, category)];
            let b = person.borough.index();
            let g = Group::of(person.recorded_age(), category).index();
            if category.is_heavy() {
                wanted[1][b][g] += (minutes * self.pathway.without_outreach) as u32;
                wanted[2][b][g] += minutes as u32;
            } else {
                wanted[0][b][g] += minutes as u32;
            }
        }
        for &borough in Borough::ALL {
            let b = borough.index();
            for (place, &resource) in CONTACT_MAKERS.iter().enumerate() {
                let share = self.pathway.contact_share[place];
                state.pace.contact[place][b] =
                    give_contact(&mut state.ledger, resource, b, &wanted[place][b], share);
            }
            let searching = Group::all().map(|group| {
                let minutes = state
                    .ledger
                    .left(Resource::Outreach, Client { borough: b, group });
                let per_thousand =
                    f64::from(minutes) / 60.0 / census.thousands(b).max(f64::EPSILON);
                per_thousand / self.channels.outreach_reference
            });
            for (attention, found) in state.searching[b].iter_mut().zip(searching) {
                *attention = found;
            }
            let all = state.ledger.left_in(Resource::Outreach, b);
            state.ledger.spend_in(Resource::Outreach, b, all);
        }
    }
}

/// Gives hours for making contact, of which at most a share goes to it, and tells how far they go for
/// each group of residents.
fn give_contact(
    ledger: &mut Ledger,
    resource: Resource,
    borough: usize,
    asked: &[u32; GROUPS],
    share: f64,
) -> [f64; GROUPS] {
    let part = |left: u32| (f64::from(left) * share) as u32;
    let available = ledger.left_in(resource, borough);
    let ceilings: Vec<(GroupSet, u32)> = ledger
        .ceilings(resource, borough)
        .map(|ceiling| (ceiling.who, part(ceiling.left())))
        .collect();
    if ceilings.is_empty() {
        let asked = asked.iter().sum();
        let given = part(available).min(asked);
        ledger.spend_in(resource, borough, given);
        ledger.refuse(resource, borough, asked - given);
        let pace = match (asked, available) {
            (_, 0) => 0.0,
            (0, _) => 1.0,
            _ => f64::from(given) / f64::from(asked),
        };
        return [pace; GROUPS];
    }
    let paces = paces(asked, ceilings.into_iter(), part(available));
    for group in Group::all() {
        let asked = asked[group.index()];
        let given = (f64::from(asked) * paces[group.index()]) as u32;
        ledger.spend(resource, Client { borough, group }, given);
        ledger.refuse(resource, borough, asked - given);
    }
    paces
}
