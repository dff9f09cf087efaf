//! Which assumptions could overturn the ranking of scenarios: each stands at both ends of its range, all
//! else as it is.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::compare::{CompareError, Settings};
use super::uncertainty::{Paired, assumed, names};
use crate::engine::Model;
use crate::evidence::Parameter;
use crate::scenario::Scenario;

/// What one assumption does at the ends of its range.
#[derive(Clone, Debug, PartialEq)]
pub struct OverturnBy {
    /// The parameter.
    pub id: String,
    /// Its name in Dutch and English.
    pub label: [String; 2],
    /// Difference of each scenario from the base at the low end.
    pub low: Vec<f64>,
    /// The same at the high end.
    pub high: Vec<f64>,
    /// Does the order of the scenarios differ at an end from what it is otherwise?
    pub overturns: bool,
}

/// Which assumptions could overturn the ranking of scenarios.
#[derive(Clone, Debug, PartialEq)]
pub struct Overturn {
    /// Difference of each scenario from the base where all parameters stand in the registry.
    pub as_is: Vec<f64>,
    /// Each assumption.
    pub assumptions: Vec<OverturnBy>,
}

/// Runs all scenarios with each assumption (grade D) at both ends of its range, on the same chance.
///
/// # Errors
/// When stopped.
pub fn overturn(
    model: &Model,
    scenarios: &[Scenario],
    settings: &Settings,
    done: &(dyn Fn() + Sync),
    stop: &AtomicBool,
) -> Result<Overturn, CompareError> {
    let run = |model: &Model| -> Vec<f64> {
        let paired = Paired {
            model,
            scenarios,
            settings,
            scale: settings.scale,
        };
        let mut sums = vec![0.0; scenarios.len()];
        for replicate in 0..settings.replicates {
            let own = paired.headline(replicate, &|| ());
            sums.iter_mut().zip(own).for_each(|(sum, one)| *sum += one);
        }
        done();
        sums.iter()
            .map(|sum| sum / f64::from(settings.replicates))
            .collect()
    };
    let as_is = run(model);
    let assumed: Vec<&Parameter> = assumed(model).collect();
    let made: Vec<Option<OverturnBy>> = assumed
        .into_par_iter()
        .map(|parameter| {
            let at_end = |end: f64| {
                if stop.load(Ordering::Relaxed) {
                    return None;
                }
                let at = parameter.quantile(end);
                let registry = model.registry.clone().at(&parameter.id, at).ok()?;
                Some(run(&Model::new(registry).ok()?))
            };
            let (low, high) = (at_end(0.0)?, at_end(1.0)?);
            Some(OverturnBy {
                id: parameter.id.clone(),
                label: names(parameter),
                overturns: [&low, &high].iter().any(|end| order(end) != order(&as_is)),
                low,
                high,
            })
        })
        .collect();
    let assumptions = made.into_iter().collect::<Option<_>>();
    Ok(Overturn {
        as_is,
        assumptions: assumptions.ok_or(CompareError::Interrupted)?,
    })
}

/// Runs that [`overturn`] makes.
pub fn overturn_runs(model: &Model) -> u64 {
    1 + 2 * assumed(model).count() as u64
}

/// Positions from the lowest to the highest.
fn order(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    order
}
