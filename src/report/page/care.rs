//! What the programme does: reach, waiting, results, hours and places, costs.

use maud::{Markup, html};

use super::Page;
use super::outcomes::Line::{self, Count, Thousands};
use crate::report::text;
use crate::vocabulary::{
    CareResult, Channel, IsolationCategory, Label, Outcome, Profile, Resource, Term,
};

const REACH: [Outcome; 5] = [
    Outcome::Reached,
    Outcome::PreventivelyVisited,
    Outcome::Refused,
    Outcome::NotTakenIn,
    Outcome::LostFromView,
];

const WAITING: [Outcome; 5] = [
    Outcome::WaitingForContact,
    Outcome::Waiting,
    Outcome::mean_wait(IsolationCategory::None),
    Outcome::PassedOver,
    Outcome::HelpStarted,
];

const WAITING_LISTS: [Outcome; 4] = [
    Outcome::WaitingThreatened,
    Outcome::WaitingSituational,
    Outcome::WaitingStructural,
    Outcome::WaitingPsychiatric,
];

const RESOURCES: [Outcome; 10] = [
    Outcome::ProfessionalHours,
    Outcome::ProfessionalHoursShort,
    Outcome::CoordinationHours,
    Outcome::ActivityPlaceMonths,
    Outcome::Volunteers,
    Outcome::SpecialisedVolunteers,
    Outcome::VolunteersStarted,
    Outcome::VolunteersStopped,
    Outcome::Matches,
    Outcome::VolunteerHours,
];

const COSTS: [Outcome; 4] = [
    Outcome::Cost,
    Outcome::CostBorough,
    Outcome::CostCity,
    Outcome::CostInsurer,
];

const COSTS_BY_KIND: [Outcome; 7] = [
    Outcome::CostProfessionals,
    Outcome::CostCoordination,
    Outcome::CostActivities,
    Outcome::CostSpecialist,
    Outcome::CostSignalling,
    Outcome::CostTraining,
    Outcome::VolunteerTimeValue,
];

fn counts(outcomes: impl IntoIterator<Item = Outcome>) -> Vec<Line> {
    outcomes.into_iter().map(Count).collect()
}

fn thousands(outcomes: impl IntoIterator<Item = Outcome>) -> Vec<Line> {
    outcomes.into_iter().map(Thousands).collect()
}

impl Page<'_> {
    /// A table that a reader may open.
    fn folded(&self, heading: Label, lines: &[Line]) -> Markup {
        html! {
            details {
                summary { (self.say(heading)) }
                (self.table(self.say(heading), lines))
            }
        }
    }

    pub(super) fn reach(&self) -> Markup {
        let profiles = Profile::ALL.iter().map(|&who| Outcome::reached_of(who));
        let reports = Channel::ALL
            .iter()
            .flat_map(|&channel| [false, true].map(|heavy| Outcome::report(channel, heavy)));
        html! {
            p { (self.say(text::REACH_NOTE)) }
            (self.table(self.say(text::H_REACH), &counts(REACH)))
            (self.folded(text::H_REACH_PROFILES, &counts(profiles)))
            (self.folded(text::H_REPORTS, &counts(reports)))
        }
    }

    pub(super) fn waiting(&self) -> Markup {
        let categories = IsolationCategory::ALL.iter().skip(1);
        let waits = categories.map(|&category| Outcome::mean_wait(category));
        let by_category = WAITING_LISTS.into_iter().chain(waits);
        html! {
            p { (self.say(text::WAITING_NOTE)) }
            (self.table(self.say(text::H_WAITING), &counts(WAITING)))
            (self.folded(text::H_WAITING_CATEGORIES, &counts(by_category)))
        }
    }

    pub(super) fn results(&self) -> Markup {
        let totals = CareResult::ALL.iter().map(|&r| Outcome::of_result(r));
        html! {
            p { (self.say(text::RESULTS_NOTE)) }
            (self.table(self.say(text::H_RESULTS), &counts(totals)))
            details {
                summary { (self.say(text::H_RESULTS_PROFILES)) }
                @for &result in CareResult::ALL {
                    (self.table(result.label().get(self.lang), &counts(
                        Profile::ALL.iter().map(|&who| Outcome::result_of(result, who))
                    )))
                }
            }
        }
    }

    pub(super) fn resources(&self) -> Markup {
        html! {
            p { (self.say(text::RESOURCES_NOTE)) }
            (self.table(self.say(text::H_RESOURCES), &counts(RESOURCES)))
            details {
                summary { (self.say(text::H_FUNCTIONS)) }
                @for &resource in Resource::ALL {
                    (self.table(resource.label().get(self.lang), &counts([
                        Outcome::available(resource),
                        Outcome::used(resource),
                        Outcome::idle(resource),
                        Outcome::short(resource),
                    ])))
                }
            }
        }
    }

    pub(super) fn costs(&self) -> Markup {
        html! {
            p { (self.say(text::COSTS_NOTE)) }
            (self.table(self.say(text::H_COSTS), &thousands(COSTS)))
            (self.table(self.say(text::BY_KIND), &thousands(COSTS_BY_KIND)))
        }
    }
}
