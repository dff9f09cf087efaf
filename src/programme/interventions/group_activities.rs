//! Group activities and courses, grief and carers' groups (§3.6.1, §5.2.4): for the threatened, and
//! later for those left behind. A participant takes a place in the own borough and an hour of a
//! worker, who invites and fetches (§4.7.4).

use super::{Design, Dose, Fit, Use};
use crate::dynamics::HelpEffect;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{Profile, Resource};

pub(super) fn read(reader: &Reader<'_>) -> Result<Design, RegistryError> {
    let place = Use {
        resource: Resource::ActivityPlaces,
        monthly: 1,
        at_start: 0,
        vital: true,
    };
    let worker = Use {
        resource: Resource::ActivityWork,
        monthly: (reader.number("activities.worker_hours")? * 60.0) as u32,
        at_start: 0,
        vital: true,
    };
    let months = f64::from(reader.months("activities.months")?);
    let drop_out = reader.number("activities.drop_out")?;
    Ok(Design {
        during: HelpEffect {
            recovery: reader.number("activities.recovery")?,
            onset: reader.number("activities.onset")?,
            tie_gain: reader.number("activities.tie_gain")?,
            ..HelpEffect::NONE
        },
        ..Design::new(vec![place, worker], Dose::Months([months; 2]), drop_out)
    })
}

pub(super) fn fits(profile: Profile) -> &'static [Fit] {
    match profile {
        Profile::Active | Profile::Sheltered => const { &[Fit::main(1)] },
        Profile::LeftBehind => const { &[Fit::follow_up(2)] },
        Profile::Dependent
        | Profile::Compensator
        | Profile::Outsider
        | Profile::Hopeful
        | Profile::Survivor => &[],
    }
}
