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
    /// The case of a number.
    pub fn new(number: u64, embedded: &Model) -> Self {
        let random = &mut StdRng::seed_from_u64(number);
        let kind = Kind::of(number);
        let model = model(random, kind, embedded);
        let months = random.random_range(12..=60);
        let residents = 100.0 * libm::pow(15.0, random.random_range(0.0..1.0));
        Self {
            seed: random.random(),
            replicate: random.random_range(0..1000),
            scale: residents / model.synthesis.demography.residents,
            months,
            room: random.random_range(1..=months),
            policy: policy(random, kind, &model, months),
            model,
        }
    }
}

/// How far from regular practice a case is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Parameters and levers as they are.
    Regular,
    /// Some of the parameters and levers stand anywhere in their ranges.
    Strange,
    /// As strange, and with so much of every kind of help that many get some: otherwise hardly
    /// anybody of a few hundred residents would.
    Busy,
}

impl Kind {
    fn of(number: u64) -> Self {
        [Self::Regular, Self::Strange, Self::Busy, Self::Busy][(number % 4) as usize]
    }
}

fn model(random: &mut StdRng, kind: Kind, embedded: &Model) -> Model {
    if kind == Kind::Regular {
        return embedded.clone();
    }
    let registry: &Registry = &embedded.registry;
    let share = random.random_range(0.05..0.5);
    let mut coordinates = Vec::new();
    for parameter in registry.iter().filter(|parameter| parameter.is_uncertain()) {
        let id = parameter.id.as_str();
        if kind == Kind::Busy && id.starts_with("channels.") {
            coordinates.push((id, parameter.range[1]));
        } else if random.random_bool(share) {
            coordinates.push((id, parameter.quantile(random.random_range(0.0..1.0))));
        }
    }
    let registry = registry.clone().at_all(coordinates).expect("in range");
    embedded.changed(registry).expect("a model")
}

/// The levers of the start, and some of them changed in a few months. Among the changes are those of
/// the age limit, which sets clocks of everybody anew, and of who comes and goes.
fn policy(random: &mut StdRng, kind: Kind, model: &Model, months: u16) -> Policy {
    let specs: Vec<&LeverSpec> = model.levers.iter().collect();
    let mut table = start(random, kind, model);
    let moment = |random: &mut StdRng| random.random_range(0..=months);
    let mut changes: Vec<(u16, usize)> = (0..random.random_range(1..8))
        .map(|_| (moment(random), random.random_range(0..specs.len())))
        .collect();
    for lever in [
        Lever::ProgrammeMinimumAge,
        Lever::CityOlderArrivals,
        Lever::CityOlderStaying,
    ] {
        changes.push((moment(random), lever as usize));
    }
    Policy::from_months((0..=months).map(|month| {
        for &(_, position) in changes.iter().filter(|(from, _)| *from == month) {
            change(random, &mut table, position, specs[position]);
        }
        table.clone()
    }))
}

fn start(random: &mut StdRng, kind: Kind, model: &Model) -> LeverTable {
    let mut table = LeverTable::defaults(&model.levers).expect("levers");
    if kind == Kind::Regular {
        return table;
    }
    for (position, spec) in model.levers.iter().enumerate() {
        match &spec.values {
            LeverValues::Range([_, high]) if kind == Kind::Busy => {
                table.set_groups(position, &[[*high; GROUPS]; BOROUGHS]);
            }
            _ if random.random_bool(0.7) => change(random, &mut table, position, spec),
            _ => {}
        }
    }
    if kind == Kind::Busy {
        table.set_everywhere(Lever::ProgrammeMinimumAge, 13.0);
        table.set_everywhere(Lever::VolunteersLeaving, 1.0);
    }
    table
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
