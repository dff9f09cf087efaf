//! What differs between two plans: between a scenario and its base, or between two scenarios.

use super::Timeline;
use super::areas::{Area, areas};
use super::overlay::Plan;
use crate::evidence::LeverRegistry;

/// One value that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Position of the lever in the registry.
    pub lever: usize,
    /// The value in the base or in the first scenario.
    pub before: f64,
    /// The value in the scenario, or in the second one.
    pub after: f64,
    /// When and where.
    pub area: Area,
}

/// Every difference, in the order of the registry.
pub(super) fn changes(
    before: &Plan,
    after: &Plan,
    registry: &LeverRegistry,
    timeline: &Timeline,
) -> Vec<Change> {
    let mut found = Vec::new();
    let parts = before.parts().with(after.parts());
    for lever in 0..registry.iter().len() {
        let pair = |month, borough, group| {
            (
                before.value(lever, month, borough, group),
                after.value(lever, month, borough, group),
            )
        };
        let differ = areas(timeline, &parts, pair)
            .into_iter()
            .filter(|((before, after), _)| before != after);
        found.extend(differ.map(|((before, after), area)| Change {
            lever,
            before,
            after,
            area,
        }));
    }
    found
}
