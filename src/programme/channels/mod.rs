//! Channels through which residents come into view: one file each.
//!
//! The clock of a signal runs at the highest attention that a channel can have; when it fires, the
//! signal is taken with the chance (attention now / highest attention). So attention may change
//! every month without any clock being set anew, and scenarios with other attention keep the same
//! moments (thinning; Lewis and Shedler 1979, Naval Research Logistics 26, 403).

mod care_networks;
mod caretakers;
mod general_practitioners;
mod group_activities;
mod home_care;
mod key_figures;
mod natural_inflow;
mod outreach;
mod preventive_visits;
mod reporting_point;
mod self_report;

use super::{Lever, LeverTable, Stage};
use crate::chance::Hazard;
use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{CHANNELS, Channel, PROFILES, Profile, Term};

/// Yearly rates of coming into view, by profile, at the attention of regular practice.
type Sensitivity = [f64; PROFILES];

/// Months after a partner's death that channels count as the time of the loss: the first phase of
/// bereavement (L1.30), at whose end clocks are set anew.
fn first_phase(reader: &Reader<'_>) -> Result<i16, RegistryError> {
    let [first, ..] = reader.months_list::<3>("loneliness.bereaved_phases")?;
    Ok(first as i16)
}

/// The parameters of all channels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Channels {
    natural_inflow: natural_inflow::NaturalInflow,
    general_practitioners: general_practitioners::GeneralPractitioners,
    home_care: home_care::HomeCare,
    caretakers: caretakers::Caretakers,
    care_networks: care_networks::CareNetworks,
    reporting_point: reporting_point::ReportingPoint,
    group_activities: group_activities::GroupActivities,
    key_figures: key_figures::KeyFigures,
    preventive_visits: preventive_visits::PreventiveVisits,
    outreach: outreach::Outreach,
    self_report: self_report::SelfReport,
    /// Factor for residents with a migration background.
    pub migrant: f64,
    /// Highest attention.
    pub most: f64,
    /// Share of reports at the reporting point that nobody follows up.
    pub report_lost: f64,
    /// Searching hours per 1,000 older residents at which the outreach team has attention 1.
    pub outreach_reference: f64,
}

impl Channels {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            natural_inflow: natural_inflow::NaturalInflow::read(reader)?,
            general_practitioners: general_practitioners::GeneralPractitioners::read(reader)?,
            home_care: home_care::HomeCare::read(reader)?,
            caretakers: caretakers::Caretakers::read(reader)?,
            care_networks: care_networks::CareNetworks::read(reader)?,
            reporting_point: reporting_point::ReportingPoint::read(reader)?,
            group_activities: group_activities::GroupActivities::read(reader)?,
            key_figures: key_figures::KeyFigures::read(reader)?,
            preventive_visits: preventive_visits::PreventiveVisits::read(reader)?,
            outreach: outreach::Outreach::read(reader)?,
            self_report: self_report::SelfReport::read(reader)?,
            migrant: reader.number("channels.migrant_factor")?,
            most: reader.number("attention.most")?,
            report_lost: reader.number("channels.reporting_point_lost")?,
            outreach_reference: reader.number("channels.outreach_reference")?,
        })
    }

    fn rate(&self, channel: Channel, view: &View<'_>, profile: Profile) -> f64 {
        match channel {
            Channel::NaturalInflow => self.natural_inflow.rate(view, profile),
            Channel::GeneralPractitioners => self.general_practitioners.rate(view, profile),
            Channel::HomeCare => self.home_care.rate(view, profile),
            Channel::Caretakers => self.caretakers.rate(view, profile),
            Channel::CareNetworks => self.care_networks.rate(view, profile),
            Channel::ReportingPoint => self.reporting_point.rate(view, profile),
            Channel::GroupActivities => self.group_activities.rate(view, profile),
            Channel::KeyFigures => self.key_figures.rate(view, profile),
            Channel::PreventiveVisits => self.preventive_visits.rate(view, profile),
            Channel::Outreach => self.outreach.rate(view, profile),
            Channel::SelfReport => self.self_report.rate(view, profile),
        }
    }

    /// Monthly hazard of a signal through each channel at the highest attention; zero for who is in
    /// view already, too young (age counts in five-year bands), or neither isolated nor threatened.
    fn each(&self, view: &View<'_>, levers: &LeverTable) -> [Hazard; CHANNELS] {
        let mut hazards = [Hazard::ZERO; CHANNELS];
        let Some(profile) = Profile::of(view.category, view.person.orientation) else {
            return hazards;
        };
        let old_enough =
            f64::from(view.person.band_age()) >= levers.city(Lever::ProgrammeMinimumAge);
        if !old_enough || !Stage::of(view.person).may_be_signalled() {
            return hazards;
        }
        for &channel in Channel::ALL {
            let rate = self.rate(channel, view, profile) * self.most;
            hazards[channel.index()] = Hazard::per_year(rate);
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
