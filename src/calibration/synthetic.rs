//! Synthetic cities: made with known parameters, so that what a fit says of them can be checked.

use super::design::candidate;
use super::problem::{Problem, ProblemError};
use super::region::Origin;
use super::stages::Settings;
use crate::evidence::{Registry, Uncertainty};

/// How far apart the seeds of synthetic cities are: far, for cities of one seed not to be those of the next.
const SEEDS: u64 = 1_000_003;
/// Replicate that is the synthetic city itself.
const CITY: u32 = 900_001;

/// The problem of a synthetic city: the targets are what one run gave at the truth. Each city has a seed of its own, for its run and for all of its fit: cities that shared their
/// chance would all err to the same side, and a share of them would tell of one city only.
pub(super) fn synthetic(
    problem: &Problem,
    registry: &Registry,
    number: u32,
) -> Result<Problem, ProblemError> {
    let mut synthetic = problem.clone();
    synthetic.seed = problem
        .seed
        .wrapping_add(SEEDS.wrapping_mul(u64::from(number) + 1));
    let city = synthetic.run(registry.clone(), CITY)?;
    synthetic.origin = Origin::OneRun;
    for (target, value) in synthetic.targets.iter_mut().zip(city) {
        target.value = value;
        // Its chance is that of any run.
        target.uncertainty = Uncertainty::Literature {
            range: [value, value],
        };
    }
    Ok(synthetic)
}

/// Quantiles with which a city is made.
pub(super) fn truth(problem: &Problem, active: &[String], number: u32) -> Vec<f64> {
    candidate(problem.seed.wrapping_add(2), number, active.len())
}

/// The same as coordinates, by name.
pub(super) fn told<'a>(
    problem: &Problem,
    active: &'a [String],
    truth: &[f64],
) -> Vec<(&'a str, f64)> {
    let names = active.iter().map(String::as_str);
    names.zip(problem.coordinates(active, truth)).collect()
}

/// The settings of a fit of `active`.
pub(super) fn named(settings: &Settings, active: &[String]) -> Settings {
    Settings {
        active: Some(active.to_vec()),
        ..settings.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{ReportTables, Target};

    #[test]
    fn synthetic_cities_do_not_share_their_chance() {
        let tables = ReportTables::embedded().expect("tables");
        let mut targets = Target::embedded(&tables).expect("targets");
        targets.retain(|target| target.id.starts_with("lonely.") && target.borough.is_none());
        targets.iter_mut().for_each(|target| target.years = 1);
        let problem = Problem {
            registry: Registry::embedded().expect("a registry"),
            targets,
            seed: 1,
            scale: 0.005,
            origin: Origin::Surveys,
            others_vary: false,
        };
        let values = |number| -> Vec<f64> {
            let synthetic = synthetic(&problem, &problem.registry, number).expect("a city");
            synthetic
                .targets
                .iter()
                .map(|target| target.value)
                .collect()
        };
        assert_eq!(values(0), values(0));
        assert!(values(0).iter().zip(values(1)).all(|(a, b)| *a != b));
    }
}
