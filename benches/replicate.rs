//! One replicate of the full city over ten years on one core, with what is needed to judge the
//! number: `cargo bench --bench replicate`.

use std::time::Instant;

use isolement::engine::{Model, Simulation};
use isolement::programme::{LeverTable, Policy};
use isolement::vocabulary::{Outcome, RECORDED};

const MONTHS: u16 = 120;

fn main() {
    let scale: f64 = std::env::var("SCALE").map_or(1.0, |scale| scale.parse().expect("a number"));
    let model = Model::embedded().expect("a model");
    let levers = LeverTable::defaults(&model.levers).expect("levers");
    let policy = Policy::constant(levers.clone());

    let began = Instant::now();
    let mut simulation = Simulation::new(&model, 2007, 0, scale, MONTHS, levers);
    let set_up = began.elapsed().as_secs_f64();
    let began = Instant::now();
    simulation.run_to(MONTHS, &policy);
    let run = began.elapsed().as_secs_f64();

    let record = simulation.record();
    let resident_months: u64 = (1..record.len())
        .map(|month| record.total(month, Outcome::Population))
        .sum();
    println!(
        "machine            {} {}",
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    println!("threads            1");
    println!(
        "residents at start {}",
        record.total(0, Outcome::Population)
    );
    println!("months             {MONTHS}");
    println!("programme          on, regular practice");
    println!("recording          {RECORDED} outcomes by borough, age and sex, every month");
    println!(
        "events             {:.3} per resident-month",
        simulation.events() as f64 / resident_months as f64
    );
    println!("set-up             {set_up:.2} s");
    println!("run                {run:.2} s");
    println!(
        "speed              {:.1} million resident-months a second on one core",
        resident_months as f64 / run / 1e6
    );
    println!("peak memory        {}", peak_memory());
}

/// As the system tells it; Linux only.
fn peak_memory() -> String {
    std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|status| {
            let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
            Some(line.trim_start_matches("VmHWM:").trim().to_owned())
        })
        .unwrap_or_else(|| "not told by this system".to_owned())
}
