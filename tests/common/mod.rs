//! What the tests of single processes share.

use isolement::engine::Model;
use isolement::evidence::{Registry, Value};
use isolement::programme::{Lever, LeverTable};
use isolement::vocabulary::{Borough, Term};

/// The registry with every process off: no births, deaths, moves, ties, loneliness or channels.
pub fn nothing_happens() -> Registry {
    isolement::calibration::nothing_happens(Registry::embedded().expect("a registry"))
        .expect("known processes")
}

/// A registry with some values replaced.
pub fn with(registry: Registry, values: &[(&str, Value)]) -> Registry {
    values.iter().fold(registry, |registry, (id, value)| {
        registry.with(id, value.clone()).expect("a known id")
    })
}

/// All levers at their defaults, and no volunteers.
pub fn no_volunteers(model: &Model) -> LeverTable {
    let mut table = LeverTable::defaults(&model.levers).expect("levers");
    for &borough in Borough::ALL {
        table.set(Lever::VolunteersEnquiries as usize, borough, 0.0);
    }
    table
}
