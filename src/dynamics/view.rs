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
}

impl HelpEffect {
    /// No effect.
    pub const NONE: Self = Self {
        recovery: 1.0,
        tie_gain: 1.0,
        problems_solved: 1.0,
    };
}

/// Effects of help, handed to the dynamics by the programme.
#[derive(Clone, Debug, PartialEq)]
pub struct HelpEffects {
    /// While an intervention lasts; place 0 is no intervention.
    pub active: Vec<HelpEffect>,
    /// While a volunteer visits.
    pub visited: HelpEffect,
    /// In the time after help that gave back control.
    pub strengthened: HelpEffect,
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
    /// The view of a resident.
    #[inline]
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

#[inline]
fn help_effect(person: &Person, month: i16, effects: &HelpEffects) -> HelpEffect {
    let mut total = HelpEffect::NONE;
    if person.active_help == 0 && !person.visited && person.strengthened_until <= month {
        return total;
    }
    let mut add = |effect: &HelpEffect| {
        total.recovery *= effect.recovery;
        total.tie_gain *= effect.tie_gain;
        total.problems_solved *= effect.problems_solved;
    };
    add(&effects.active[usize::from(person.active_help)]);
    if person.visited {
        add(&effects.visited);
    }
    if person.strengthened_until > month {
        add(&effects.strengthened);
    }
    total
}
