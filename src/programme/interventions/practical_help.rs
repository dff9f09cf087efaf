//! Practical help (§4.2.8, §5.4.2): a short effort for money, housing, forms. For the heavy categories
//! and for migrants it is often the only way to make contact and win trust.

use super::{Design, Dose, Ending, Fit, Need, Use};
use crate::dynamics::HelpEffect;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{CareResult, Profile, Resource};

pub(super) fn read(reader: &Reader<'_>) -> Result<Design, RegistryError> {
    let [hours, monthly] = reader.list("practical_help.hours")?;
    let work = Use {
        resource: Resource::SocialWork,
        monthly: (monthly * 60.0) as u32,
        at_start: 0,
        vital: true,
    };
    let drop_out = reader.number("practical_help.drop_out")?;
    Ok(Design {
        need: Need::Problems,
        during: HelpEffect {
            problems_solved: reader.number("practical_help.problems_solved")?,
            ..HelpEffect::NONE
        },
        ending: Ending {
            positive: reader.number("practical_help.trust")?,
            result: Some(CareResult::TrustGained),
            ..Ending::PLAIN
        },
        ..Design::new(vec![work], Dose::Minutes((hours * 60.0) as u32), drop_out)
    })
}

pub(super) fn fits(_: Profile) -> &'static [Fit] {
    const { &[Fit::entry(1)] }
}
