//! How much of the uncertainty of the headline comes from parameters, and from which.
//!
//! Each draw of the parameters runs all scenarios paired, twice, with other chance each time. By the
//! law of total variance the variance of the paired difference over draws is that of chance within a
//! draw (half the mean squared difference of its two runs) plus that of parameters. Runs are small, so
//! their chance is large; it is taken off, with some caution, and the interval runs from draw to draw.

mod assumptions;
mod paired;
mod spread;

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use self::assumptions::assumptions;
pub(super) use self::assumptions::{assumed, names};
pub(super) use self::paired::{Paired, means};
use self::spread::Spread;
use super::compare::{CompareError, Settings};
use super::results::{Comparison, Estimate, ParameterShare, Period};
use crate::engine::Model;
use crate::evidence::ParameterDraws;
use crate::scenario::Scenario;

/// How many draws are run, each twice, and on how much of the city.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DrawPlan {
    /// Draws.
    pub draws: u32,
    /// Share of the full city.
    pub scale: f64,
}

/// Draws of a quick look, at most.
const QUICK: u32 = 50;
/// Runs of each draw.
const TWICE: u32 = 2;

impl DrawPlan {
    /// The quick look that each comparison takes: the first draws of a file, as far as it has them.
    pub fn quick(draws: &ParameterDraws, settings: &Settings) -> Self {
        Self {
            draws: QUICK.min(draws.draws.len() as u32),
            scale: settings.scale.min(0.05),
        }
    }

    /// Every draw of a file.
    pub fn full(draws: &ParameterDraws, settings: &Settings) -> Self {
        Self {
            draws: draws.draws.len() as u32,
            scale: settings.scale.min(0.2),
        }
    }

    /// Runs that it takes.
    pub fn runs(&self, scenarios: usize) -> u64 {
        u64::from(TWICE * self.draws) * scenarios as u64
    }
}

/// First replicate of the draws: none of a comparison.
const FIRST: u32 = 1 << 24;

/// Adds to a comparison what its parameters make uncertain. `done` is called after each run.
///
/// # Errors
/// When stopped.
pub fn add_uncertainty(
    comparison: &mut Comparison,
    model: &Model,
    scenarios: &[Scenario],
    settings: &Settings,
    (draws, plan): (&ParameterDraws, &DrawPlan),
    done: &(dyn Fn() + Sync),
    stop: &AtomicBool,
) -> Result<(), CompareError> {
    let differences = differences(model, scenarios, settings, (draws, plan), done, stop)?;
    let best = best_of(&differences);
    for (scenario, of_scenario) in differences.iter().enumerate() {
        if scenario == settings.base {
            continue;
        }
        let row = comparison.row(
            Comparison::HEADLINE,
            None,
            Comparison::HEADLINE_AGES,
            Period::Whole,
            scenario,
        );
        if row.and_then(|row| row.difference).is_none() {
            continue;
        }
        let spread = Spread::of(of_scenario);
        comparison.uncertainty.push(ParameterShare {
            scenario,
            draws: plan.draws,
            registry: draws.is_of(&model.registry),
            chance: spread.variance() - spread.parameters,
            parameters: spread.parameters,
            total: spread.interval(),
            best: best[scenario],
            assumptions: assumptions(model, draws, of_scenario, &spread),
        });
    }
    Ok(())
}

/// The paired difference of each draw, in its two runs.
type OfDraw = [f64; TWICE as usize];

/// What a draw says of the difference.
fn mean(of_draw: &OfDraw) -> f64 {
    of_draw.iter().sum::<f64>() / f64::from(TWICE)
}

/// Share of the draws in which each scenario has the lowest outcome of all; equals share a draw.
fn best_of(differences: &[Vec<OfDraw>]) -> Vec<f64> {
    let draws = differences.first().map_or(0, Vec::len);
    let mut shares = vec![0.0; differences.len()];
    for draw in 0..draws {
        let means: Vec<f64> = differences.iter().map(|own| mean(&own[draw])).collect();
        let lowest = means.iter().copied().fold(f64::INFINITY, f64::min);
        let equals = means.iter().filter(|&&one| one == lowest).count();
        for (share, _) in { shares.iter_mut().zip(&means) }.filter(|(_, one)| **one == lowest) {
            *share += 1.0 / equals as f64;
        }
    }
    shares.iter_mut().for_each(|share| *share /= draws as f64);
    shares
}

/// By scenario and draw.
fn differences(
    model: &Model,
    scenarios: &[Scenario],
    settings: &Settings,
    (draws, plan): (&ParameterDraws, &DrawPlan),
    done: &(dyn Fn() + Sync),
    stop: &AtomicBool,
) -> Result<Vec<Vec<OfDraw>>, CompareError> {
    let of_draw = |place: u32| -> Option<Vec<OfDraw>> {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        let registry = draws.registry_of(place as usize, &model.registry).ok()?;
        let model = model.changed(registry).ok()?;
        let paired = Paired {
            model: &model,
            scenarios,
            settings,
            scale: plan.scale,
        };
        let runs = [0, 1].map(|run| paired.headline(FIRST + TWICE * place + run, done));
        let of_scenario = |scenario: usize| [0, 1].map(|run: usize| runs[run][scenario]);
        Some((0..scenarios.len()).map(of_scenario).collect())
    };
    let made: Vec<Option<Vec<OfDraw>>> = (0..plan.draws).into_par_iter().map(of_draw).collect();
    let mut by_scenario = vec![Vec::with_capacity(made.len()); scenarios.len()];
    for one in made {
        let one = one.ok_or(CompareError::Interrupted)?;
        for (own, runs) in by_scenario.iter_mut().zip(one) {
            own.push(runs);
        }
    }
    Ok(by_scenario)
}

/// The headline difference of each scenario as a calibration knows it: over draws, with its 95% interval.
/// For tests of coverage.
///
/// # Errors
/// When stopped.
pub fn uncertain_intervals(
    model: &Model,
    scenarios: &[Scenario],
    settings: &Settings,
    drawn: (&ParameterDraws, &DrawPlan),
    done: &(dyn Fn() + Sync),
    stop: &AtomicBool,
) -> Result<Vec<Estimate>, CompareError> {
    let all = differences(model, scenarios, settings, drawn, done, stop)?;
    Ok(all.iter().map(|own| Spread::of(own).interval()).collect())
}

/// The mean headline difference of each scenario in a city of `scale`, over replicates that no comparison
/// uses.
///
/// # Errors
/// When `stop` became true before the end.
pub fn mean_differences(
    model: &Model,
    scenarios: &[Scenario],
    settings: &Settings,
    scale: f64,
    stop: &AtomicBool,
) -> Result<Vec<f64>, CompareError> {
    let paired = Paired {
        model,
        scenarios,
        settings,
        scale,
    };
    let once = |replicate: u32| {
        let goes_on = !stop.load(Ordering::Relaxed);
        goes_on.then(|| paired.headline(2 * FIRST + replicate, &|| ()))
    };
    let replicates = (0..settings.replicates).into_par_iter().map(once);
    let replicates: Option<Vec<Vec<f64>>> = replicates.collect();
    Ok(means(&replicates.ok_or(CompareError::Interrupted)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_scenario_is_counted_draw_by_draw() {
        let base = vec![[0.0, 0.0]; 4];
        let other = vec![[-1.0, -3.0], [2.0, 2.0], [-1.0, 3.0], [0.0, 0.0]];
        let third = vec![[-4.0, 1.0], [3.0, 3.0], [5.0, 5.0], [0.0, 0.0]];
        let shares: Vec<f64> = best_of(&[base, other, third])
            .into_iter()
            .map(|share| (share * 12.0).round())
            .collect();
        // The last draw is shared by all three.
        assert_eq!(shares, [7.0, 4.0, 1.0]);
    }
}
