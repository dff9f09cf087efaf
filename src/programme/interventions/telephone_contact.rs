//! Telephone contact by volunteers (§4.5.2, §4.7.7): for the heavy categories who accept nothing else.
//! It keeps somebody in view and notices decline; it does little about loneliness (L3.10).

use super::{Design, Dose, Ending, Fit, Use};
use crate::dynamics::HelpEffect;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{CareResult, Profile, Resource};

pub(super) fn read(reader: &Reader<'_>) -> Result<Design, RegistryError> {
    let place = Use {
        resource: Resource::TelephonePlaces,
        monthly: 1,
        at_start: 0,
        vital: true,
    };
    let calls = Use {
        resource: Resource::VolunteerTime,
        monthly: reader.number("telephone.minutes")? as u32,
        at_start: 0,
        vital: false,
    };
    let months = f64::from(reader.months("telephone.months")?);
    let drop_out = reader.number("telephone.drop_out")?;
    Ok(Design {
        during: HelpEffect {
            recovery: reader.number("telephone.recovery")?,
            slide: reader.number("telephone.slide")?,
            ..HelpEffect::NONE
        },
        ending: Ending {
            result: Some(CareResult::TrustGained),
            ..Ending::PLAIN
        },
        ..Design::new(vec![place, calls], Dose::Months([months; 2]), drop_out)
    })
}

/// Share of those helped by volunteers or in groups who are called afterwards.
pub(super) fn after_help(reader: &Reader<'_>) -> Result<f64, RegistryError> {
    reader.number("telephone.after_help")
}

pub(super) fn fits(profile: Profile) -> &'static [Fit] {
    match profile {
        Profile::Hopeful | Profile::Survivor => const { &[Fit::main(2)] },
        Profile::Active
        | Profile::Sheltered
        | Profile::LeftBehind
        | Profile::Dependent
        | Profile::Compensator
        | Profile::Outsider => &[],
    }
}
