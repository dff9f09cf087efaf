//! A match between two older residents (§4.7.3, §4.7.7): a real tie for both, made with few hours of
//! the coordinator, which may break as any tie. For the threatened and the situationally isolated.

use super::{Bond, Design, Dose, Fit, Use};
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{Profile, Resource};

pub(super) fn read(reader: &Reader<'_>) -> Result<Design, RegistryError> {
    let [at_start, monthly] = reader.list("peer_match.coordination")?;
    let coordination = Use {
        resource: Resource::Coordination,
        monthly: (monthly * 60.0) as u32,
        at_start: (at_start * 60.0) as u32,
        vital: false,
    };
    let months = f64::from(reader.months("peer_match.months")?);
    let drop_out = reader.number("peer_match.drop_out")?;
    Ok(Design {
        bond: Bond::Peer,
        ..Design::new(vec![coordination], Dose::Months([months; 2]), drop_out)
    })
}

pub(super) fn fits(profile: Profile) -> &'static [Fit] {
    match profile {
        Profile::Active => const { &[Fit::main(2)] },
        Profile::Sheltered | Profile::LeftBehind | Profile::Dependent => const { &[Fit::main(3)] },
        Profile::Compensator | Profile::Outsider | Profile::Hopeful | Profile::Survivor => &[],
    }
}
