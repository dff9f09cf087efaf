//! Synthetic cities: made with known parameters, so that what a fit says of them can be checked. Each has a
//! seed of its own, for its runs and for all of its fit: cities that shared their chance would all err to
//! the same side, and a share of them would tell of one city only.

use rayon::prelude::*;

use super::design::candidate;
use super::problem::{Problem, ProblemError};
use super::region::Origin;
use super::stages::Settings;
use crate::chance::{Draws, Purpose, uniform};
use crate::evidence::{NORMAL_95, Registry, Target, Uncertainty};

/// How far apart the seeds of synthetic cities are: far, for cities of one seed not to be those of the next.
const SEEDS: u64 = 1_000_003;
/// First replicate of the synthetic city itself.
const CITY: u32 = 900_001;
const ERROR: Purpose = Purpose(214);

/// The problem of a synthetic city, its targets aside.
fn city(problem: &Problem, number: u32) -> Problem {
    let apart = SEEDS.wrapping_mul(u64::from(number) + 1);
    Problem {
        seed: problem.seed.wrapping_add(apart),
        ..problem.clone()
    }
}

/// A city that is known from one run at the truth: no survey errs, and the model is not off.
pub(super) fn simulated(
    problem: &Problem,
    registry: &Registry,
    number: u32,
) -> Result<Problem, ProblemError> {
    let mut city = city(problem, number);
    let values = city.run(registry.clone(), CITY)?;
    city.origin = Origin::OneRun;
    for (target, value) in city.targets.iter_mut().zip(values) {
        target.value = value;
        target.uncertainty = known_within(value, 0.0);
        target.discrepancy = 0.0;
    }
    Ok(city)
}

/// A city that is known as a real one is: from surveys and literature, of which each value is off by an
/// error as large as the fit takes it to be, the discrepancy of the model included. Without the error is the
/// mean of `runs` at the truth: a city is too large for chance to matter.
pub(super) fn surveyed(
    problem: &Problem,
    registry: &Registry,
    number: u32,
    runs: u32,
) -> Result<Problem, ProblemError> {
    let mut city = city(problem, number);
    let replicates = (0..runs).into_par_iter();
    let made: Result<Vec<Vec<f64>>, _> = replicates
        .map(|replicate| city.run(registry.clone(), CITY + replicate))
        .collect();
    let made = made?;
    let draws = Draws::new(city.seed, CITY);
    for (place, target) in city.targets.iter_mut().enumerate() {
        let of_runs = made.iter().map(|run| run[place]);
        let of_runs: Vec<f64> = of_runs.filter(|value| value.is_finite()).collect();
        let truth = of_runs.iter().sum::<f64>() / of_runs.len() as f64;
        survey(target, truth, normal(&draws, place as u64));
    }
    Ok(city)
}

/// Gives a target the value that is found where the truth is `truth`, so many standard deviations off.
fn survey(target: &mut Target, truth: f64, off: f64) {
    let (error, deviation) = (target.error(), target.deviation());
    target.value = truth + off * deviation;
    target.uncertainty = known_within(target.value, error);
}

/// A value with the standard deviation of its error.
fn known_within(value: f64, error: f64) -> Uncertainty {
    let range = [-1.0, 1.0].map(|side| value + side * NORMAL_95 * error);
    Uncertainty::Literature { range }
}

/// A standard normal number (Box and Muller 1958).
fn normal(draws: &Draws, key: u64) -> f64 {
    let [length, angle, ..] = draws.words(key, ERROR, 0).map(uniform);
    let length = libm::sqrt(-2.0 * libm::log(length.max(f64::MIN_POSITIVE)));
    length * libm::cos(std::f64::consts::TAU * angle)
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
    use crate::evidence::ReportTables;

    fn problem() -> Problem {
        let tables = ReportTables::embedded().expect("tables");
        let mut targets = Target::embedded(&tables).expect("targets");
        targets.retain(|target| target.id.starts_with("lonely.") && target.borough.is_none());
        targets.iter_mut().for_each(|target| target.years = 1);
        Problem {
            registry: Registry::embedded().expect("a registry"),
            targets,
            seed: 1,
            scale: 0.005,
            origin: Origin::Surveys,
            others_vary: false,
        }
    }

    fn values(city: Result<Problem, ProblemError>) -> Vec<f64> {
        let targets = city.expect("a city").targets;
        targets.iter().map(|target| target.value).collect()
    }

    #[test]
    fn synthetic_cities_do_not_share_their_chance() {
        let problem = problem();
        let simulated = |number| values(simulated(&problem, &problem.registry, number));
        assert_eq!(simulated(0), simulated(0));
        let pairs = simulated(0).into_iter().zip(simulated(1));
        assert!({ pairs }.all(|(a, b)| a != b));
    }

    #[test]
    fn a_surveyed_city_is_off_by_what_the_fit_allows_for() {
        let problem = problem();
        let draws = Draws::new(problem.seed, 0);
        let off: Vec<f64> = (0..4000).map(|key| normal(&draws, key)).collect();
        let target = &problem.targets[0];
        let squares = off.iter().map(|&off| {
            let mut found = target.clone();
            survey(&mut found, 30.0, off);
            // Whatever is found, its error is as large as that of the real target.
            assert!((found.deviation() - target.deviation()).abs() < 1e-9);
            ((found.value - 30.0) / found.deviation()).powi(2)
        });
        // The standard error of a mean square of normal numbers is the root of 2 / n; four of them.
        let mean_square = squares.sum::<f64>() / off.len() as f64;
        let room = 4.0 * (2.0 / off.len() as f64).sqrt();
        assert!((mean_square - 1.0).abs() < room, "{mean_square}");
        let mean = off.iter().sum::<f64>() / off.len() as f64;
        assert!(mean.abs() < 4.0 / (off.len() as f64).sqrt(), "{mean}");
    }

    #[test]
    fn a_surveyed_city_is_the_mean_of_its_runs_and_each_target_has_an_error_of_its_own() {
        let problem = problem();
        let found = surveyed(&problem, &problem.registry, 0, 2).expect("a city");
        assert!(matches!(found.origin, Origin::Surveys));
        let run = |replicate: u32| {
            let runs = found.run(problem.registry.clone(), CITY + replicate);
            runs.expect("a run")
        };
        let (first, second) = (run(0), run(1));
        let off = |place: usize| {
            let mean = (first[place] + second[place]) / 2.0;
            (found.targets[place].value - mean) / problem.targets[place].deviation()
        };
        let off: Vec<f64> = (0..found.targets.len()).map(off).collect();
        let draws = Draws::new(found.seed, CITY);
        for (place, one) in off.iter().enumerate() {
            assert!((one - normal(&draws, place as u64)).abs() < 1e-9, "{off:?}");
        }
        assert!(off.iter().any(|one| (one - off[0]).abs() > 0.1), "{off:?}");
    }
}
