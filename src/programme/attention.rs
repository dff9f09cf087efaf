//! How much attention each channel has, month by month.
//!
//! Attention goes towards what is kept up: the lever of the channel times its upkeep. Without upkeep
//! it halves in each half-life (§4.4.4, §5.2.3). A campaign makes it jump for channels that the
//! public uses, after which it is soon quiet again (§4.3.4). Where many residents have urgent
//! problems, professionals see isolation less (§4.2.4).

use super::levers::GroupValues;
use super::{Census, Lever, LeverTable};
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{BOROUGHS, Borough, CHANNELS, Channel, GROUPS, Group, Term};

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

/// Attention as it is now, for each group of residents; 1 is regular practice.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Attention {
    level: Vec<GroupValues>,
    publicity: GroupValues,
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
        let mut level = vec![[[1.0; GROUPS]; BOROUGHS]; CHANNELS];
        for &channel in Channel::ALL {
            for &borough in Borough::ALL {
                if let Some(lever) = lever_of(channel) {
                    level[channel.index()][borough.index()] = by_group(levers, lever, borough);
                }
            }
        }
        Self {
            level,
            publicity: [[0.0; GROUPS]; BOROUGHS],
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
        searching: &GroupValues,
    ) {
        for &borough in Borough::ALL {
            let b = borough.index();
            let upkeep = levers.get(Lever::SignallingUpkeep, borough);
            for &channel in Channel::ALL {
                let Some(lever) = lever_of(channel) else {
                    continue;
                };
                let targets = by_group(levers, lever, borough).map(|value| value * upkeep);
                for (level, target) in self.level[channel.index()][b].iter_mut().zip(targets) {
                    *level = target + (*level - target) * rates.kept;
                }
            }
            self.level[Channel::Outreach.index()][b] = searching[b];
            let yearly = by_group(levers, Lever::SignallingPublicity, borough);
            for (publicity, yearly) in self.publicity[b].iter_mut().zip(yearly) {
                let campaigns = f64::from(in_month(yearly, month));
                *publicity = *publicity * rates.publicity_kept + rates.jump * campaigns;
            }
            self.masked[b] = libm::pow(census.problem_load(b), -rates.masking);
        }
    }

    /// Attention of a channel in a borough for a group of residents.
    pub fn of(&self, channel: Channel, borough: Borough, group: Group) -> f64 {
        let (b, g) = (borough.index(), group.index());
        let mut attention = self.level[channel.index()][b][g];
        if is_public(channel) {
            attention *= 1.0 + self.publicity[b][g];
        }
        if is_professional(channel) {
            attention *= self.masked[b];
        }
        attention
    }
}

/// The value of a lever for each group of residents in a borough.
fn by_group(levers: &LeverTable, lever: Lever, borough: Borough) -> [f64; GROUPS] {
    match levers.groups(lever) {
        Some(values) => values[borough.index()],
        None => [levers.get(lever, borough); GROUPS],
    }
}

/// Campaigns in a month, about whomever.
pub(super) fn campaigns(levers: &LeverTable, borough: Borough, month: i16) -> u32 {
    in_month(levers.get(Lever::SignallingPublicity, borough), month)
}

/// Campaigns in a month, spread evenly over the year.
fn in_month(yearly: f64, month: i16) -> u32 {
    let by = |month: i16| (yearly * f64::from(month) / 12.0) as u32;
    by(month) - by(month - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{LeverRegistry, Registry};
    use crate::vocabulary::{IsolationCategory, RecordedAge};

    const ANYBODY: Group = Group::of(RecordedAge::From75, IsolationCategory::Situational);

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
            let searching = [[0.0; GROUPS]; BOROUGHS];
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
            let left = attention.of(channel, Borough::Noord, ANYBODY);
            assert!((left - 0.5).abs() < 1e-9, "{channel:?}: {left}");
        }
    }

    #[test]
    fn with_full_upkeep_regular_practice_stays_as_it_is() {
        let attention = after(&levers(), &levers(), 60);
        assert_eq!(
            attention.of(Channel::KeyFigures, Borough::Noord, ANYBODY),
            1.0
        );
    }

    #[test]
    fn a_campaign_brings_a_burst_that_fades() {
        let mut with = levers();
        with.set_everywhere(Lever::SignallingPublicity, 1.0);
        let burst = after(&with, &with, 12).of(Channel::ReportingPoint, Borough::Noord, ANYBODY);
        let later = after(&with, &with, 18).of(Channel::ReportingPoint, Borough::Noord, ANYBODY);
        assert!(
            burst > 1.5 && later < 1.0 + (burst - 1.0) / 4.0,
            "{burst} {later}"
        );
        let unaffected =
            after(&with, &with, 12).of(Channel::GeneralPractitioners, Borough::Noord, ANYBODY);
        assert_eq!(unaffected, 1.0);
    }
}
