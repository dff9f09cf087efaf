//! The settings of a sweep as the Python library SALib describes a problem.

use serde_json::json;

use super::design::{Design, Spread};
use super::manifest::Manifest;

/// The problem definition of SALib, and of the design what its analyses must be told.
pub(crate) fn problem(manifest: &Manifest) -> String {
    let names: Vec<String> = manifest.dimensions.iter().map(|one| one.column()).collect();
    let bounds: Vec<[f64; 2]> = manifest
        .dimensions
        .iter()
        .map(|one| [one.low, one.high])
        .collect();
    let spread = |spread| match spread {
        Spread::Uniform | Spread::Whole(_) => "unif",
        Spread::LogUniform => "logunif",
    };
    let dists: Vec<&str> = manifest
        .dimensions
        .iter()
        .map(|one| spread(one.spread))
        .collect();
    let mut problem = json!({
        "num_vars": names.len(),
        "names": names,
        "bounds": bounds,
        "dists": dists,
        "groups": null,
    });
    match manifest.design {
        Design::Saltelli { second_order, .. } => problem["calc_second_order"] = second_order.into(),
        Design::Morris { levels, .. } => problem["num_levels"] = levels.into(),
        _ => {}
    }
    format!("{problem:#}\n")
}
