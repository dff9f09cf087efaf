//! Every coordinate within its range gives a model that runs.

use isolement::engine::{Model, Simulation};
use isolement::evidence::{Parameter, Registry};
use isolement::programme::{LeverTable, Policy};
use rayon::prelude::*;

fn embedded() -> Registry {
    Registry::embedded().expect("a registry")
}

fn model(coordinates: &[(String, f64)]) -> Model {
    let pairs = coordinates.iter().map(|(id, at)| (id.as_str(), *at));
    let registry = embedded()
        .at_all(pairs)
        .unwrap_or_else(|error| panic!("{error}"));
    Model::new(registry).unwrap_or_else(|error| panic!("{coordinates:?}: {error}"))
}

/// Every parameter where a rule says.
fn everywhere(at: impl Fn(usize, &Parameter) -> f64) -> Vec<(String, f64)> {
    embedded()
        .iter()
        .enumerate()
        .map(|(place, parameter)| (parameter.id.clone(), at(place, parameter)))
        .collect()
}

#[test]
fn each_parameter_alone_may_stand_at_either_end_of_its_range_and_between() {
    let registry = embedded();
    let parameters: Vec<&Parameter> = registry.iter().collect();
    parameters.par_iter().for_each(|parameter| {
        let [low, high] = parameter.range;
        // A place between matters where whole numbers must be rounded.
        let between = parameter.step.map(|_| low + 0.618 * (high - low));
        for at in [low, high].into_iter().chain(between) {
            model(&[(parameter.id.clone(), at)]);
        }
    });
}

#[test]
fn the_model_runs_with_all_parameters_at_an_end_or_anywhere() {
    let ends = [
        everywhere(|_, parameter| parameter.range[0]),
        everywhere(|_, parameter| parameter.range[1]),
        everywhere(|place, parameter| parameter.range[place % 2]),
        everywhere(|place, parameter| parameter.range[(place / 2) % 2]),
        everywhere(|place, parameter| parameter.quantile(place as f64 * 0.618 % 1.0)),
    ];
    for coordinates in ends {
        let model = model(&coordinates);
        let levers = LeverTable::defaults(&model.levers).expect("levers");
        let policy = Policy::constant(levers.clone());
        let mut simulation = Simulation::new(&model, 1, 0, 0.01, 12, levers);
        simulation.run_to(12, &policy);
        simulation.check().unwrap_or_else(|error| panic!("{error}"));
    }
}
