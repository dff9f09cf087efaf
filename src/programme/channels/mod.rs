//! Channels through which residents come into view: one file each.

mod general_practitioners;
mod group_activities;
mod natural_inflow;

use super::{Lever, LeverTable, Stage};
use crate::chance::Hazard;
use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{IsolationCategory, Label, Term};

/// A channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Channel {
    /// People who come for other help, mostly for practical problems.
    NaturalInflow,
    /// General practitioners.
    GeneralPractitioners,
    /// Group activities as finding place.
    GroupActivities,
}

impl Term for Channel {
    const ALL: &'static [Self] = &[
        Self::NaturalInflow,
        Self::GeneralPractitioners,
        Self::GroupActivities,
    ];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        [
            "natural_inflow",
            "general_practitioners",
            "group_activities",
        ][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::NaturalInflow => Label::new("natuurlijke instroom", "natural inflow"),
            Self::GeneralPractitioners => Label::new("huisartsen", "general practitioners"),
            Self::GroupActivities => Label::new("groepsactiviteiten", "group activities"),
        }
    }
}

/// The parameters of all channels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Channels {
    natural_inflow: natural_inflow::NaturalInflow,
    general_practitioners: general_practitioners::GeneralPractitioners,
    group_activities: group_activities::GroupActivities,
    migrant: f64,
}

impl Channels {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            natural_inflow: natural_inflow::NaturalInflow::read(reader)?,
            general_practitioners: general_practitioners::GeneralPractitioners::read(reader)?,
            group_activities: group_activities::GroupActivities::read(reader)?,
            migrant: reader.number("channels.migrant_factor")?,
        })
    }

    /// Monthly hazard of a signal through each channel; zero for who is in view already, too young
    /// (age counts in five-year bands), or neither isolated nor threatened.
    pub fn each(&self, view: &View<'_>, levers: &LeverTable) -> [Hazard; Channel::ALL.len()] {
        let mut hazards = [Hazard::ZERO; Channel::ALL.len()];
        let person = view.person;
        let weight = match view.category {
            IsolationCategory::None => return hazards,
            category => category.index() - 1,
        };
        let old_enough = f64::from(person.band_age()) >= levers.city(Lever::MinimumAge);
        if !old_enough || !matches!(Stage::of(person), Stage::Unseen | Stage::Aftercare) {
            return hazards;
        }
        let reach = if person.migrant { self.migrant } else { 1.0 };
        for &channel in Channel::ALL {
            let (rate, lever) = match channel {
                Channel::NaturalInflow => {
                    (self.natural_inflow.rate(view, weight), Lever::NaturalInflow)
                }
                Channel::GeneralPractitioners => (
                    self.general_practitioners.rate(view, weight),
                    Lever::GeneralPractitioners,
                ),
                Channel::GroupActivities => {
                    (self.group_activities.rate(weight), Lever::GroupActivities)
                }
            };
            let attention = levers.get(lever, person.borough);
            hazards[channel.index()] = Hazard::per_year(rate * attention * reach);
        }
        hazards
    }

    /// The hazards of all channels together.
    pub fn total(&self, view: &View<'_>, levers: &LeverTable) -> Hazard {
        self.each(view, levers)
            .into_iter()
            .fold(Hazard::ZERO, Hazard::plus)
    }

    /// The channel through which a signal came, by their hazards.
    pub fn pick(&self, view: &View<'_>, levers: &LeverTable, word: u32) -> Option<Channel> {
        let hazards = self.each(view, levers);
        let total: u64 = hazards.iter().map(|hazard| u64::from(hazard.units())).sum();
        let mut left = (total * u64::from(word)) >> 32;
        Channel::ALL.iter().copied().find(|channel| {
            let units = u64::from(hazards[channel.index()].units());
            let here = left < units;
            left = left.saturating_sub(units);
            here
        })
    }
}
