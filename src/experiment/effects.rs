//! Which levers changed nothing?
//!
//! Each lever that a scenario changes is set back to the base, alone, and the run is repeated: if
//! every recorded number stays the same, the lever had no effect. A small city shows most effects at
//! once; where it shows none, the run is repeated at the full scale before anything is said.

use super::compare::Settings;
use super::results::LeverEffect;
use crate::engine::{Model, Record, Simulation};
use crate::programme::Policy;
use crate::scenario::Scenario;

/// Share of the city that is tried first.
const SMALL: f64 = 0.05;

pub(super) fn run(model: &Model, settings: &Settings, scale: f64, policy: &Policy) -> Record {
    let start = policy.at(0).clone();
    let mut simulation = Simulation::new(model, settings.seed, 0, scale, settings.months, start);
    simulation.run_to(settings.months, policy);
    simulation.into_record()
}

pub(super) fn without_effect(
    model: &Model,
    settings: &Settings,
    scenarios: &[Scenario],
) -> Vec<LeverEffect> {
    let base = &scenarios[settings.base].policy;
    let mut found = Vec::new();
    for (number, scenario) in scenarios.iter().enumerate() {
        for lever in &scenario.changed_levers {
            let Some((position, _)) = model.levers.find(lever) else {
                continue;
            };
            let without = scenario.policy.reverting(position, base, settings.months);
            if without == scenario.policy {
                continue;
            }
            let same = |scale: f64| {
                run(model, settings, scale, &scenario.policy)
                    == run(model, settings, scale, &without)
            };
            if same(SMALL.min(settings.scale)) && (settings.scale <= SMALL || same(settings.scale))
            {
                found.push(LeverEffect {
                    scenario: number,
                    lever: lever.clone(),
                });
            }
        }
    }
    found
}
