//! Random cities, parameters and policies.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::engine::Model;
use crate::evidence::{LeverSpec, LeverValues, Registry};
use crate::programme::{Lever, LeverTable, Policy};
use crate::vocabulary::{BOROUGHS, Borough, GROUPS, Term};

/// A run of a small city.
pub(super) struct Case {
    pub model: Model,
    pub seed: u64,
    pub replicate: u32,
    pub scale: f64,
    pub months: u16,
    /// Months for which the engine is told to make room; the run may go on after them.
    pub room: u16,
    pub policy: Policy,
}

impl Case {
    /// The case of a number: its model has some of the parameters of `embedded` changed, or none.
    pub fn new(number: u64, embedded: &Model) -> Self {
        let random = &mut StdRng::seed_from_u64(number);
        let model = model(random, embedded);
        let months = random.random_range(12..=60);
        let residents = 100.0 * libm::pow(15.0, random.random_range(0.0..1.0));
        Self {
            seed: random.random(),
            replicate: random.random_range(0..1000),
            scale: residents / model.synthesis.demography.residents,
            months,
            room: random.random_range(1..=months),
            policy: policy(random, &model, months),
            model,
        }
    }
}

/// In half of the cases a share of the parameters stands anywhere in their ranges.
fn model(random: &mut StdRng, embedded: &Model) -> Model {
    if random.random_bool(0.5) {
        return embedded.clone();
    }
    let registry: &Registry = &embedded.registry;
    let share = random.random_range(0.05..0.5);
    let mut coordinates = Vec::new();
    for parameter in registry.iter().filter(|parameter| parameter.is_uncertain()) {
        if random.random_bool(share) {
            let at = parameter.quantile(random.random_range(0.0..1.0));
            coordinates.push((parameter.id.as_str(), at));
        }
    }
    let registry = registry.clone().at_all(coordinates).expect("in range");
    embedded.changed(registry).expect("a model")
}

/// Levers anywhere in their ranges from the start, or at their defaults, and some of them changed in a
/// few months. One of the changes is that of the age limit, which sets clocks of everybody anew.
fn policy(random: &mut StdRng, model: &Model, months: u16) -> Policy {
    let specs: Vec<&LeverSpec> = model.levers.iter().collect();
    let mut table = LeverTable::defaults(&model.levers).expect("levers");
    let share = [0.0, 0.5, 1.0][random.random_range(0..3)];
    for (position, spec) in specs.iter().enumerate() {
        if random.random_bool(share) {
            change(random, &mut table, position, spec);
        }
    }
    let mut changes: Vec<(u16, usize)> = (0..random.random_range(1..8))
        .map(|_| {
            (
                random.random_range(0..=months),
                random.random_range(0..specs.len()),
            )
        })
        .collect();
    let often = [
        Lever::ProgrammeMinimumAge,
        Lever::CityOlderArrivals,
        Lever::CityOlderStaying,
    ];
    for lever in often {
        changes.push((random.random_range(0..=months), lever as usize));
    }
    Policy::from_months((0..=months).map(|month| {
        for &(_, position) in changes.iter().filter(|(from, _)| *from == month) {
            change(random, &mut table, position, specs[position]);
        }
        table.clone()
    }))
}

/// Sets a lever to a random value: in the city, or where it may be limited, in some boroughs or for
/// some groups.
fn change(random: &mut StdRng, table: &mut LeverTable, position: usize, spec: &LeverSpec) {
    if spec.by_group() && random.random_bool(0.3) {
        let values = [(); BOROUGHS].map(|()| [(); GROUPS].map(|()| value(random, spec)));
        table.set_groups(position, &values);
        return;
    }
    let in_city = value(random, spec);
    let limited = spec.by_borough && random.random_bool(0.5);
    for &borough in Borough::ALL {
        if !limited {
            table.set(position, borough, in_city);
        } else if random.random_bool(0.3) {
            table.set(position, borough, value(random, spec));
        }
    }
}

fn value(random: &mut StdRng, spec: &LeverSpec) -> f64 {
    match &spec.values {
        LeverValues::Choices(choices) => random.random_range(0..choices.len()) as f64,
        LeverValues::Range([low, high]) => match random.random_range(0..4) {
            0 => *low,
            1 => *high,
            _ => low + (high - low) * random.random_range(0.0..1.0),
        },
    }
}
