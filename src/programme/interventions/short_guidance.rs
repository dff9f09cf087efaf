//! Short intensive guidance (§4.2.3, §4.2.4): for the situationally isolated, about fifty hours in half
//! a year. Where hours are few it goes slower: several trajectories ran longer. Afterwards control is
//! regained in three of four: recovery and new ties come more easily for a time.

use super::{Design, Dose, Ending, Fit, Use};
use crate::dynamics::HelpEffect;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{CareResult, Profile, Resource};

pub(super) fn read(reader: &Reader<'_>) -> Result<Design, RegistryError> {
    let hours: f64 = reader.list::<3>("guidance.hours")?.iter().sum();
    let minutes = (hours * 60.0) as u32;
    let months = reader.months("guidance.months")?.max(1);
    let work = Use {
        resource: Resource::Advisers,
        monthly: minutes.div_ceil(u32::from(months)),
        at_start: 0,
        vital: true,
    };
    // A yearly rate such that the share ended early in the planned time is met.
    let ended_early = reader.number("guidance.ended_early")?;
    let drop_out = -libm::log(1.0 - ended_early) * 12.0 / f64::from(months);
    let problems_solved = reader.number("guidance.problems_solved")?;
    Ok(Design {
        during: HelpEffect {
            problems_solved,
            ..HelpEffect::NONE
        },
        ending: Ending {
            positive: reader.number("guidance.positive")?,
            result: Some(CareResult::ControlRegained),
            orients: true,
            after: HelpEffect {
                recovery: reader.number("guidance.recovery")?,
                tie_gain: reader.number("guidance.tie_gain")?,
                problems_solved,
                ..HelpEffect::NONE
            },
            after_months: reader.months("guidance.strengthened_months")? as i16,
            follow_up: reader.number("guidance.handover")?,
        },
        ..Design::new(vec![work], Dose::Minutes(minutes), drop_out)
    })
}

pub(super) fn fits(profile: Profile) -> &'static [Fit] {
    match profile {
        Profile::LeftBehind | Profile::Dependent => const { &[Fit::main(1)] },
        Profile::Active
        | Profile::Sheltered
        | Profile::Compensator
        | Profile::Outsider
        | Profile::Hopeful
        | Profile::Survivor => &[],
    }
}
