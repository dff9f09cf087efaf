//! Visits by a volunteer (§3.6, §4.7): weekly or fortnightly for a year to a year and a half. For the
//! threatened and the situationally isolated; by a specialised volunteer also for the hopeful and at
//! times survivors; never for compensators and outsiders. While visits last the volunteer counts as a
//! supporting tie. Few go on to activities (§5.2.1).

use super::{Bond, Design, Dose, Ending, Fit, Use};
use crate::dynamics::HelpEffect;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{Profile, Resource};

pub(super) fn read(reader: &Reader<'_>) -> Result<Design, RegistryError> {
    let minutes = |id| -> Result<u32, RegistryError> { Ok((reader.number(id)? * 60.0) as u32) };
    let visits = Use {
        resource: Resource::VolunteerTime,
        monthly: minutes("visits.hours_per_match")?,
        at_start: 0,
        vital: false,
    };
    let coordination = Use {
        resource: Resource::Coordination,
        monthly: minutes("coordination.per_match_month")?,
        at_start: minutes("coordination.per_match")?,
        vital: false,
    };
    let dose = Dose::Months(reader.list("visits.months")?);
    let drop_out = reader.number("visits.drop_out")?;
    Ok(Design {
        bond: Bond::Volunteer,
        during: HelpEffect {
            recovery: reader.number("visits.recovery")?,
            ..HelpEffect::NONE
        },
        ending: Ending {
            follow_up: reader.number("visits.activities")?,
            ..Ending::PLAIN
        },
        ..Design::new(vec![visits, coordination], dose, drop_out)
    })
}

pub(super) fn fits(profile: Profile) -> &'static [Fit] {
    match profile {
        Profile::Sheltered => const { &[Fit::main(2)] },
        Profile::LeftBehind | Profile::Dependent => const { &[Fit::main(2), Fit::follow_up(1)] },
        Profile::Active => const { &[Fit::main(3)] },
        Profile::Hopeful | Profile::Survivor => const { &[Fit::follow_up(1)] },
        Profile::Compensator | Profile::Outsider => &[],
    }
}
