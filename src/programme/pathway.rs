//! The pathway: signal, contact and trust, typing, and what comes after help (§3.6, §3.7, §5.2.4).

use super::interventions::{Intervention, Interventions};
use super::state::{Case, ProgrammeState};
use super::{LeverTable, Programme, Stage};
use crate::chance::uniform;
use crate::dynamics::{HelpEffects, Process, View, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::ResidentId;
use crate::vocabulary::{IsolationCategory, Outcome, Profile, Term};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pathway {
    contact_months: [f64; 4],
    accepts: [f64; 4],
    accepts_after_failure: f64,
    typing_accuracy: f64,
    pub wrong_type_effect: f64,
    aftercare_months: f64,
}

impl Pathway {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            contact_months: reader.list("pathway.contact_months")?,
            accepts: reader.list("pathway.accepts")?,
            accepts_after_failure: reader.number("pathway.accepts_after_failure")?,
            typing_accuracy: reader.number("pathway.typing_accuracy")?,
            wrong_type_effect: reader.number("pathway.wrong_type_effect")?,
            aftercare_months: reader.number("pathway.aftercare_months")?,
        })
    }

    /// Yearly rate of the next turn: contact or refusal, drop-out, or the end of aftercare.
    pub fn rate(&self, view: &View<'_>, interventions: &Interventions) -> f64 {
        match Stage::of(view.person) {
            Stage::Unseen | Stage::Waiting => 0.0,
            Stage::Contact => 12.0 / self.contact_months[weight(view.category)],
            Stage::Help => interventions.drop_out(view.person.active_help),
            Stage::Aftercare => 12.0 / self.aftercare_months,
        }
    }

    /// The category as it is typed: now and then as a neighbouring one.
    fn typed(&self, category: IsolationCategory, words: [u32; 2]) -> IsolationCategory {
        if uniform(words[0]) < self.typing_accuracy {
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

/// Position of a category among those that the tables of the pathway have; whoever is no longer
/// isolated or threatened counts as the lightest.
fn weight(category: IsolationCategory) -> usize {
    category.index().saturating_sub(1)
}

/// The interventions that fit a profile, first choice first.
pub(super) fn choices(profile: Profile) -> Vec<Intervention> {
    let mut fitting: Vec<(u8, Intervention)> = Intervention::ALL
        .iter()
        .filter_map(|&intervention| Some((intervention.choice(profile)?, intervention)))
        .collect();
    fitting.sort_unstable();
    fitting
        .into_iter()
        .map(|(_, intervention)| intervention)
        .collect()
}

impl Programme {
    /// A signal reaches somebody who can follow it up: the resident comes into view.
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
        let view = View::new(
            world.city.person(id),
            world.month,
            &world.synthesis.cutoffs,
            effects,
        );
        // Events earlier in the month may have ended the isolation that was to be noticed.
        if self.channels.pick(&view, levers, word).is_none() {
            return;
        }
        world.count(Outcome::Reached, id);
        world.city.edit(id).stage = Stage::Contact as u8;
        state.cases.insert(id, Case::new(world.month));
    }

    /// The next turn in the pathway.
    pub fn turn(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
        ordinal: u32,
    ) {
        match Stage::of(world.city.person(id)) {
            Stage::Unseen | Stage::Waiting => {}
            Stage::Contact => self.contact(state, world, id, ordinal),
            Stage::Help => {
                self.stop_help(state, world, id, Stage::Aftercare);
                let person = world.city.edit(id);
                person.failed_help = person.failed_help.saturating_add(1);
            }
            Stage::Aftercare => {
                world.city.edit(id).stage = Stage::Unseen as u8;
                state.cases.remove(&id);
            }
        }
    }

    fn contact(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        id: ResidentId,
        ordinal: u32,
    ) {
        let [accept, typing, neighbour, _] = world.detail(id, Process::Pathway, ordinal);
        let person = *world.city.person(id);
        let category = world.synthesis.cutoffs.category(&person);
        let willing = self.pathway.accepts[weight(category)]
            * libm::pow(
                self.pathway.accepts_after_failure,
                f64::from(person.failed_help),
            );
        // Whoever is neither isolated nor threatened any more needs no typing and no offer.
        let typed = match category {
            IsolationCategory::None => category,
            _ => self.pathway.typed(category, [typing, neighbour]),
        };
        let profile = Profile::of(typed, person.orientation);
        let offered = uniform(accept) < willing
            && profile.is_some_and(|profile| !choices(profile).is_empty());
        let Some(case) = state.cases.get_mut(&id) else {
            debug_assert!(false, "whoever is in contact has a case");
            return;
        };
        if offered {
            case.typed = profile;
            case.typed_well = typed == category;
            case.waiting_since = world.month;
            world.city.edit(id).stage = Stage::Waiting as u8;
        } else {
            world.city.edit(id).stage = Stage::Aftercare as u8;
        }
    }
}
