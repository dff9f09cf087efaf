//! A fixed small run whose cost `tests/instructions.sh` compares with a baseline: prints what was done,
//! in numbers that every machine gives alike, and the digest of the record. `cargo bench --bench work`.

use isolement::engine::{Model, Simulation};
use isolement::programme::{LeverTable, Policy};

const SCALE: f64 = 0.05;
const MONTHS: u16 = 120;
const SEED: u64 = 2007;

fn main() {
    let model = Model::embedded().expect("a model");
    let levers = LeverTable::defaults(&model.levers).expect("levers");
    let policy = Policy::constant(levers.clone());
    let mut simulation = Simulation::new(&model, SEED, 0, SCALE, MONTHS, levers);
    run_months_under_watch_of_the_gate(&mut simulation, &policy);
    for (name, count) in simulation.work().counts() {
        println!("{name} {count}");
    }
    println!("digest {}", simulation.record().digest_text());
}

/// All months and nothing else: instructions are counted in here, so it must keep its name and its
/// place in the program.
#[inline(never)]
fn run_months_under_watch_of_the_gate(simulation: &mut Simulation<'_>, policy: &Policy) {
    simulation.run_to(MONTHS, policy);
}
