//! How much attention each channel has, month by month.
//!
//! Attention goes towards what is kept up: the lever of the channel times its upkeep. Without upkeep
//! it halves in each half-life (§4.4.4, §5.2.3). A campaign makes it jump for channels that the
//! public uses, after which it is soon quiet again (§4.3.4). Where many residents have urgent
//! problems, professionals see isolation less (§4.2.4).

use super::{Census, Lever, LeverTable};
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{BOROUGHS, Borough, CHANNELS, Channel, Term};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct AttentionRates {
    /// What is left of attention after a month without upkeep.
    kept: f64,
    publicity_kept: f64,
    jump: f64,
    masking: f64,
}

impl AttentionRates {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        let kept = |id| -> Result<f64, RegistryError> { Ok(libm::exp2(-1.0 / reader.number(id)?)) };
        Ok(Self {
            kept: kept("attention.half_life_months")?,
            publicity_kept: kept("attention.publicity_half_life_months")?,
            jump: reader.number("attention.publicity_jump")?,
            masking: reader.number("attention.masking")?,
        })
    }
}

/// Attention as it is now; 1 is regular practice.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Attention {
    level: [[f64; BOROUGHS]; CHANNELS],
    publicity: [f64; BOROUGHS],
    masked: [f64; BOROUGHS],
}

/// The lever of a channel's attention; none where attention is hours.
fn lever_of(channel: Channel) -> Option<Lever> {
    match channel {
        Channel::NaturalInflow => Some(Lever::SignallingNaturalInflow),
        Channel::GeneralPractitioners => Some(Lever::SignallingGeneralPractitioners),
        Channel::HomeCare => Some(Lever::SignallingHomeCare),
        Channel::Caretakers => Some(Lever::SignallingCaretakers),
        Channel::CareNetworks => Some(Lever::SignallingCareNetworks),
        Channel::ReportingPoint => Some(Lever::SignallingReportingPoint),
        Channel::GroupActivities => Some(Lever::SignallingGroupActivities),
        Channel::KeyFigures => Some(Lever::SignallingKeyFigures),
        Channel::SelfReport => Some(Lever::SignallingSelfReport),
        Channel::PreventiveVisits | Channel::Outreach => None,
    }
}

fn is_public(channel: Channel) -> bool {
    matches!(
        channel,
        Channel::ReportingPoint | Channel::KeyFigures | Channel::SelfReport
    )
}

fn is_professional(channel: Channel) -> bool {
    matches!(
        channel,
        Channel::NaturalInflow
            | Channel::GeneralPractitioners
            | Channel::HomeCare
            | Channel::CareNetworks
    )
}

impl Attention {
    /// At the start every channel has the attention of its lever.
    pub fn at_start(levers: &LeverTable) -> Self {
        let mut level = [[1.0; BOROUGHS]; CHANNELS];
        for &channel in Channel::ALL {
            for &borough in Borough::ALL {
                if let Some(lever) = lever_of(channel) {
                    level[channel.index()][borough.index()] = levers.get(lever, borough);
                }
            }
        }
        Self {
            level,
            publicity: [0.0; BOROUGHS],
            masked: [1.0; BOROUGHS],
        }
    }

    /// A month passes. `searching` is the attention of the outreach team.
    pub fn pass(
        &mut self,
        rates: &AttentionRates,
        levers: &LeverTable,
        census: &Census,
        month: i16,
        searching: &[f64; BOROUGHS],
    ) {
        for &borough in Borough::ALL {
            let b = borough.index();
            let upkeep = levers.get(Lever::SignallingUpkeep, borough);
            for &channel in Channel::ALL {
                let level = &mut self.level[channel.index()][b];
                if let Some(lever) = lever_of(channel) {
                    let target = levers.get(lever, borough) * upkeep;
                    *level = target + (*level - target) * rates.kept;
                }
            }
            self.level[Channel::Outreach.index()][b] = searching[b];
            let campaigns = f64::from(campaigns(levers, borough, month));
            self.publicity[b] = self.publicity[b] * rates.publicity_kept + rates.jump * campaigns;
            self.masked[b] = libm::pow(census.problem_load(b), -rates.masking);
        }
    }

    /// Attention of a channel in a borough.
    pub fn of(&self, channel: Channel, borough: Borough) -> f64 {
        let b = borough.index();
        let mut attention = self.level[channel.index()][b];
        if is_public(channel) {
            attention *= 1.0 + self.publicity[b];
        }
        if is_professional(channel) {
            attention *= self.masked[b];
        }
        attention
    }
}

/// Campaigns in a month, spread evenly over the year.
pub(super) fn campaigns(levers: &LeverTable, borough: Borough, month: i16) -> u32 {
    let yearly = levers.get(Lever::SignallingPublicity, borough);
    let by = |month: i16| (yearly * f64::from(month) / 12.0) as u32;
    by(month) - by(month - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{LeverRegistry, Registry};

    fn rates() -> AttentionRates {
        let registry = Registry::embedded().expect("a registry");
        AttentionRates::read(&Reader::new(&registry)).expect("rates")
    }

    fn levers() -> LeverTable {
        LeverTable::defaults(&LeverRegistry::embedded().expect("levers")).expect("defaults")
    }

    fn half_life() -> i16 {
        let registry = Registry::embedded().expect("a registry");
        let months = Reader::new(&registry).number("attention.half_life_months");
        months.expect("a half-life") as i16
    }

    fn after(levers: &LeverTable, start: &LeverTable, months: i16) -> Attention {
        let mut attention = Attention::at_start(start);
        for month in 1..=months {
            let searching = [0.0; BOROUGHS];
            attention.pass(&rates(), levers, &Census::even(), month, &searching);
        }
        attention
    }

    #[test]
    fn without_upkeep_attention_halves_in_the_registered_half_life() {
        let mut neglected = levers();
        neglected.set_everywhere(Lever::SignallingUpkeep, 0.0);
        let attention = after(&neglected, &levers(), half_life());
        for channel in [Channel::GeneralPractitioners, Channel::Caretakers] {
            let left = attention.of(channel, Borough::Noord);
            assert!((left - 0.5).abs() < 1e-9, "{channel:?}: {left}");
        }
    }

    #[test]
    fn with_full_upkeep_regular_practice_stays_as_it_is() {
        let attention = after(&levers(), &levers(), 60);
        assert_eq!(attention.of(Channel::KeyFigures, Borough::Noord), 1.0);
    }

    #[test]
    fn a_campaign_brings_a_burst_that_fades() {
        let mut with = levers();
        with.set_everywhere(Lever::SignallingPublicity, 1.0);
        let burst = after(&with, &with, 12).of(Channel::ReportingPoint, Borough::Noord);
        let later = after(&with, &with, 18).of(Channel::ReportingPoint, Borough::Noord);
        assert!(
            burst > 1.5 && later < 1.0 + (burst - 1.0) / 4.0,
            "{burst} {later}"
        );
        let unaffected = after(&with, &with, 12).of(Channel::GeneralPractitioners, Borough::Noord);
        assert_eq!(unaffected, 1.0);
    }
}
