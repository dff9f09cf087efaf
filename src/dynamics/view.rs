//! A resident as the hazards see him or her.

use crate::population::{Cutoffs, Person};
use crate::vocabulary::{IsolationCategory, IsolationStatus, Support, Term};

/// What help does to the processes of life, as factors; 1 is no effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HelpEffect {
    /// On recovery from loneliness.
    pub recovery: f64,
    /// On making ties.
    pub tie_gain: f64,
    /// On solving practical problems.
    pub problems_solved: f64,
    /// On becoming lonelier.
    pub onset: f64,
    /// On practical problems piling up.
    pub slide: f64,
    /// On recovery from psychiatric problems.
    pub psychiatric: f64,
}

impl HelpEffect {
    /// No effect.
    pub const NONE: Self = Self {
        recovery: 1.0,
        tie_gain: 1.0,
        problems_solved: 1.0,
        onset: 1.0,
        slide: 1.0,
        psychiatric: 1.0,
    };
}

impl HelpEffect {
    fn and(&mut self, other: &Self) {
        self.recovery *= other.recovery;
        self.tie_gain *= other.tie_gain;
        self.problems_solved *= other.problems_solved;
        self.onset *= other.onset;
        self.slide *= other.slide;
        self.psychiatric *= other.psychiatric;
    }
}

/// Effects of help, handed to the dynamics by the programme.
#[derive(Clone, Debug, PartialEq)]
pub struct HelpEffects {
    /// While an intervention lasts; place 0 is no intervention.
    pub active: Vec<HelpEffect>,
    /// In the time after help that still works, by what it was; place 0 is nothing.
    pub strengthened: Vec<HelpEffect>,
    /// While a professional follows at a distance.
    pub monitored: HelpEffect,
    /// While a specialist helps.
    pub referred: HelpEffect,
    /// While being a volunteer.
    pub volunteering: HelpEffect,
}

/// A resident in a month, with what several hazards need worked out once.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The resident.
    pub person: &'a Person,
    /// The month whose hazard is asked for.
    pub month: i16,
    /// Support level.
    pub support: Support,
    /// Survey lens.
    pub status: IsolationStatus,
    /// Isolation category.
    pub category: IsolationCategory,
    /// Position of the age group.
    pub group: usize,
    /// Effect of help on recovery, ties and problems together.
    pub help: HelpEffect,
}

impl<'a> View<'a> {
    /// The view of a resident. Always inlined: whoever asks for one hazard works out what that needs.
    #[inline(always)]
    pub fn new(person: &'a Person, month: i16, cutoffs: &Cutoffs, effects: &HelpEffects) -> Self {
        let support = cutoffs.support(person);
        let status = IsolationStatus::of(support, person.loneliness);
        Self {
            person,
            month,
            support,
            status,
            category: IsolationCategory::of(status, person.entrenched, person.psychiatric),
            group: person.age_group().index(),
            help: help_effect(person, month, effects),
        }
    }

    /// Months since a month of the past.
    #[inline]
    pub fn since(&self, event: i16) -> i32 {
        i32::from(self.month) - i32::from(event)
    }

    /// Moderately or strongly lonely.
    #[inline]
    pub fn lonely(&self) -> bool {
        self.person.loneliness.is_lonely()
    }

    /// Position among (none, threatened, situational, structural), with or without psychiatric
    /// problems.
    #[inline]
    pub fn weight(&self) -> usize {
        self.category
            .index()
            .min(IsolationCategory::Structural.index())
    }
}

#[inline(always)]
fn help_effect(person: &Person, month: i16, effects: &HelpEffects) -> HelpEffect {
    let strengthened = person.strengthened_until > month;
    let mut total = HelpEffect::NONE;
    if person.active_help == 0
        && !strengthened
        && !person.monitored
        && !person.referred
        && !person.is_volunteer()
    {
        return total;
    }
    total.and(&effects.active[usize::from(person.active_help)]);
    if strengthened {
        total.and(&effects.strengthened[usize::from(person.strengthened_by)]);
    }
    if person.monitored {
        total.and(&effects.monitored);
    }
    if person.referred {
        total.and(&effects.referred);
    }
    if person.is_volunteer() {
        total.and(&effects.volunteering);
    }
    total
}
