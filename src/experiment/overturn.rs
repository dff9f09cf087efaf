//! Which assumptions could overturn the ranking of scenarios: each stands at both ends of its range, all
//! else as it is.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::compare::{CompareError, Settings};
use super::uncertainty::{Paired, assumed, means, names};
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
    /// What it does to the order of the scenarios.
    pub turns: Turns,
}

/// What an end of a range does to the order in which scenarios stand otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turns {
    /// The order stays.
    No,
    /// It differs, by no more than chance may do.
    MayBeChance,
    /// Two scenarios change places, and both orders are beyond chance.
    Yes,
}

/// Which assumptions could overturn the ranking of scenarios.
#[derive(Clone, Debug, PartialEq)]
pub struct Overturn {
    /// Difference of each scenario from the base where all parameters stand in the registry.
    pub as_is: Vec<f64>,
    /// Each assumption.
    pub assumptions: Vec<OverturnBy>,
}

/// Outcomes of a model: by replicate, the difference of each scenario from the base.
type Runs = Vec<Vec<f64>>;

/// Runs all scenarios with each assumption (grade D) at both ends of its range, on the same chance.
/// Needs two replicates or more, from which chance is known.
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
    let run = |model: &Model| -> Runs {
        let paired = Paired {
            model,
            scenarios,
            settings,
            scale: settings.scale,
        };
        let runs = (0..settings.replicates).map(|replicate| paired.headline(replicate, &|| ()));
        let runs = runs.collect();
        done();
        runs
    };
    let as_is = run(model);
    let assumed: Vec<&Parameter> = assumed(model).collect();
    let made: Option<Vec<[Runs; 2]>> = assumed
        .par_iter()
        .map(|parameter| {
            let at_end = |end: f64| {
                if stop.load(Ordering::Relaxed) {
                    return None;
                }
                let at = parameter.quantile(end);
                let registry = model.registry.clone().at(&parameter.id, at).ok()?;
                Some(run(&Model::new(registry).ok()?))
            };
            Some([at_end(0.0)?, at_end(1.0)?])
        })
        .collect::<Vec<_>>()
        .into_iter()
        .collect();
    let ends = made.ok_or(CompareError::Interrupted)?;
    let chance = Chance::of(ends.iter().flatten().chain([&as_is]), scenarios.len());
    let assumptions = assumed.into_iter().zip(&ends);
    let assumptions = assumptions.map(|(parameter, [low, high])| OverturnBy {
        id: parameter.id.clone(),
        label: names(parameter),
        turns: chance.turns(&as_is, low).max(chance.turns(&as_is, high)),
        low: means(low),
        high: means(high),
    });
    Ok(Overturn {
        assumptions: assumptions.collect(),
        as_is: means(&as_is),
    })
}

/// Runs that [`overturn`] makes.
pub fn overturn_runs(model: &Model) -> u64 {
    1 + 2 * assumed(model).count() as u64
}

/// By how much chance may set two scenarios apart, on average over the replicates of a model. A model has
/// few replicates; all models together tell it well.
struct Chance {
    /// By scenario and other scenario, half the width of a 95% interval.
    half_widths: Vec<Vec<f64>>,
}

/// Of a normal number, in 95% of all cases.
const STANDARD_ERRORS: f64 = 1.96;

impl Chance {
    fn of<'a>(models: impl Iterator<Item = &'a Runs> + Clone, scenarios: usize) -> Self {
        let half_width = |a: usize, b: usize| {
            let (mut squares, mut freedom, mut replicates) = (0.0, 0, 1);
            for runs in models.clone() {
                let apart = || runs.iter().map(|own| own[a] - own[b]);
                let mean = apart().sum::<f64>() / runs.len() as f64;
                squares += apart().map(|one| (one - mean).powi(2)).sum::<f64>();
                (freedom, replicates) = (freedom + runs.len() - 1, runs.len());
            }
            STANDARD_ERRORS * (squares / freedom as f64 / replicates as f64).sqrt()
        };
        let row = |a: usize| (0..scenarios).map(|b| half_width(a, b)).collect();
        Self {
            half_widths: (0..scenarios).map(row).collect(),
        }
    }

    /// Does the order at an end differ from what it is otherwise?
    fn turns(&self, as_is: &Runs, end: &Runs) -> Turns {
        let (as_is, end) = (means(as_is), means(end));
        let pairs = (0..as_is.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
        let of_pair = |(a, b): (usize, usize)| {
            let (before, after) = (as_is[a] - as_is[b], end[a] - end[b]);
            let beyond = before.abs().min(after.abs()) > self.half_widths[a][b];
            match (before * after < 0.0, beyond) {
                (false, _) => Turns::No,
                (true, false) => Turns::MayBeChance,
                (true, true) => Turns::Yes,
            }
        };
        pairs.map(of_pair).max().unwrap_or(Turns::No)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_overturned_only_where_both_orders_are_beyond_chance() {
        // The base, and two scenarios of which the second is 10 lower, give or take 1.
        let runs = |second: f64| vec![vec![0.0, -20.0, second], vec![0.0, -20.0, second + 2.0]];
        let as_is = runs(-31.0);
        let [same, near, far] = [-26.0, -20.5, -11.0].map(runs);
        let chance = Chance::of([&as_is, &same, &near, &far].into_iter(), 3);
        // The mean of two runs has an error of 1.
        assert!((chance.half_widths[2][1] - 1.96).abs() < 1e-12);
        assert_eq!(chance.turns(&as_is, &same), Turns::No);
        assert_eq!(chance.turns(&as_is, &near), Turns::MayBeChance);
        assert_eq!(chance.turns(&as_is, &far), Turns::Yes);
        assert_eq!(chance.turns(&near, &as_is), Turns::MayBeChance);
    }
}
