//! Support of intensive informal carers (§4.2.3; L1.42): it relieves the strain that makes carers lonely.

use super::{Design, Dose, Ending, Fit, Need, Use};
use crate::dynamics::HelpEffect;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{Profile, Resource};

pub(super) fn read(reader: &Reader<'_>) -> Result<Design, RegistryError> {
    let [hours, monthly] = reader.list("carer_support.hours")?;
    let work = Use {
        resource: Resource::CarerSupport,
        monthly: (monthly * 60.0) as u32,
        at_start: 0,
        vital: true,
    };
    let relief = HelpEffect {
        onset: reader.number("carer_support.onset")?,
        ..HelpEffect::NONE
    };
    let drop_out = reader.number("carer_support.drop_out")?;
    Ok(Design {
        need: Need::IntensiveCare,
        during: relief,
        ending: Ending {
            after: relief,
            after_months: reader.months("carer_support.strengthened_months")? as i16,
            ..Ending::PLAIN
        },
        ..Design::new(vec![work], Dose::Minutes((hours * 60.0) as u32), drop_out)
    })
}

pub(super) fn fits(profile: Profile) -> &'static [Fit] {
    if profile.is_heavy() {
        return &[];
    }
    const { &[Fit::entry(0)] }
}
