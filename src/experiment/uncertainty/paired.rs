//! The headline difference of scenarios that run paired.

use crate::engine::{Model, Simulation};
use crate::experiment::compare::Settings;
use crate::experiment::measures::Measures;
use crate::experiment::reduce::{Shape, reduce};
use crate::scenario::Scenario;

/// Scenarios that are run paired, in a city of their own size.
#[derive(Clone, Copy)]
pub(in crate::experiment) struct Paired<'a> {
    pub(in crate::experiment) model: &'a Model,
    pub(in crate::experiment) scenarios: &'a [Scenario],
    pub(in crate::experiment) settings: &'a Settings,
    /// Share of the full city in these runs; the settings have that of the comparison.
    pub(in crate::experiment) scale: f64,
}

impl Paired<'_> {
    /// The headline difference of each scenario from the base in one replicate, in the size of the
    /// comparison's city.
    pub(in crate::experiment) fn headline(
        &self,
        replicate: u32,
        done: &(dyn Fn() + Sync),
    ) -> Vec<f64> {
        let settings = self.settings;
        let (months, base) = (settings.months, settings.base);
        let shape = Shape {
            months: usize::from(months),
        };
        let levers = self.scenarios[base].policy.at(0).clone();
        let start = Simulation::new(
            self.model,
            settings.seed,
            replicate,
            self.scale,
            months,
            levers,
        );
        let years = |scenario: &Scenario| {
            let mut simulation = start.clone();
            simulation.run_to(months, &scenario.policy);
            done();
            let numbers = reduce(&simulation.into_record(), shape);
            Measures::of(&numbers, shape).isolated_years() * settings.scale / self.scale
        };
        let years: Vec<f64> = self.scenarios.iter().map(years).collect();
        years.iter().map(|own| own - years[base]).collect()
    }
}

/// Of each scenario over replicates; at least one.
pub(in crate::experiment) fn means(replicates: &[Vec<f64>]) -> Vec<f64> {
    let mean = |scenario: usize| {
        let sum: f64 = replicates.iter().map(|own| own[scenario]).sum();
        sum / replicates.len() as f64
    };
    (0..replicates[0].len()).map(mean).collect()
}
