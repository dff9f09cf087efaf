//! Long intensive guidance (§5.4.2): for structural isolation with psychiatric problems, 40 to 50 hours
//! in about a year, and then monitoring. It breaks the slide and wins trust; isolation seldom ends
//! (§5.3.4).

use super::{Design, Dose, Ending, Fit, Use};
use crate::dynamics::HelpEffect;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{CareResult, Profile, Resource};

pub(super) fn read(reader: &Reader<'_>) -> Result<Design, RegistryError> {
    let [hours, monthly] = reader.list("long_guidance.hours")?;
    let work = Use {
        resource: Resource::SocialWork,
        monthly: (monthly * 60.0) as u32,
        at_start: 0,
        vital: true,
    };
    let dose = Dose::Minutes((hours * 60.0) as u32);
    let drop_out = reader.number("long_guidance.drop_out")?;
    Ok(Design {
        during: HelpEffect {
            problems_solved: reader.number("long_guidance.problems_solved")?,
            slide: reader.number("long_guidance.slide")?,
            ..HelpEffect::NONE
        },
        ending: Ending {
            positive: reader.number("long_guidance.positive")?,
            result: Some(CareResult::TrustGained),
            orients: false,
            after: HelpEffect {
                recovery: reader.number("long_guidance.recovery")?,
                ..HelpEffect::NONE
            },
            after_months: reader.months("long_guidance.strengthened_months")? as i16,
            follow_up: reader.number("long_guidance.handover")?,
        },
        ..Design::new(vec![work], dose, drop_out)
    })
}

pub(super) fn fits(profile: Profile) -> &'static [Fit] {
    match profile {
        Profile::Hopeful | Profile::Survivor => const { &[Fit::main(1)] },
        Profile::Active
        | Profile::Sheltered
        | Profile::LeftBehind
        | Profile::Dependent
        | Profile::Compensator
        | Profile::Outsider => &[],
    }
}
