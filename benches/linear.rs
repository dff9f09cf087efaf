//! Does the cost grow in proportion to residents and months? `cargo bench --bench linear`, or `cargo
//! bench --bench linear -- 1000000` for cities of at most a million.
//!
//! Costs are in processor time where the system tells it, so that others on the machine count less.

use std::time::Instant;

use isolement::engine::{Model, Simulation};
use isolement::programme::{LeverTable, Policy};
use isolement::vocabulary::Outcome;

/// Residents, and how often a run is repeated: the cheapest counts.
const CITIES: [(f64, usize); 4] = [(5e4, 5), (5e5, 3), (1e6, 2), (4e6, 1)];
const MONTHS: [u16; 3] = [60, 120, 240];
/// The city and the months with which all others are compared.
const REFERENCE: (f64, u16) = (5e5, 120);
/// How far a cost may be from proportional.
const TOLERANCE: f64 = 0.15;

struct Cost {
    set_up: f64,
    run: f64,
    /// Nanoseconds per resident.
    per_resident: f64,
    /// Nanoseconds per resident and month.
    per_month: f64,
}

fn main() {
    let largest = std::env::args().find_map(|word| word.parse().ok());
    let model = Model::embedded().expect("a model");
    let (residents, months) = REFERENCE;
    let reference = cheapest(&model, residents, months, 3);
    println!(
        "ratio: cost per resident (and month) against {residents} residents and {months} months; {}",
        Clock::NAME
    );
    println!("residents months  set-up s  ns/resident  ratio     run s  ns/resident-month  ratio");
    let mut verdicts = Vec::new();
    for (residents, times) in CITIES {
        if residents > largest.unwrap_or(f64::INFINITY) {
            continue;
        }
        for months in MONTHS {
            let cost = cheapest(&model, residents, months, times);
            verdicts.extend(cost.print(residents, months, &reference));
        }
    }
    for (heading, within) in [("within", true), ("beyond", false)] {
        let names = verdicts.iter().filter(|(_, ok)| *ok == within);
        let names: Vec<&str> = names.map(|(name, _)| name.as_str()).collect();
        println!("{heading} {}%: {}", TOLERANCE * 100.0, names.join(", "));
    }
}

impl Cost {
    /// Prints a line. Says for the set-up and the run whether they are near enough to proportional.
    fn print(&self, residents: f64, months: u16, reference: &Self) -> [(String, bool); 2] {
        let set_up = self.per_resident / reference.per_resident;
        let run = self.per_month / reference.per_month;
        println!(
            "{residents:>9} {months:>6} {:>9.2} {:>12.0} {set_up:>6.2} {:>9.2} {:>18.1} {run:>6.2}",
            self.set_up, self.per_resident, self.run, self.per_month
        );
        [("set-up", set_up), ("run", run)].map(|(what, ratio)| {
            let name = format!("{what} {residents}x{months}");
            (name, (ratio - 1.0).abs() <= TOLERANCE)
        })
    }
}

fn cheapest(model: &Model, residents: f64, months: u16, times: usize) -> Cost {
    let scale = residents / model.synthesis.demography.residents;
    let levers = LeverTable::defaults(&model.levers).expect("levers");
    let policy = Policy::constant(levers.clone());
    let (mut set_up, mut run, mut resident_months) = (f64::INFINITY, f64::INFINITY, 0);
    for _ in 0..times {
        let began = Clock::now();
        let mut simulation = Simulation::new(model, 2007, 0, scale, months, levers.clone());
        set_up = began.seconds().min(set_up);
        let began = Clock::now();
        simulation.run_to(months, &policy);
        run = began.seconds().min(run);
        let record = simulation.record();
        resident_months = (1..record.len())
            .map(|month| record.total(month, Outcome::Population))
            .sum::<u64>();
    }
    Cost {
        set_up,
        run,
        per_resident: set_up * 1e9 / residents,
        per_month: run * 1e9 / resident_months as f64,
    }
}

/// Processor time of this process, or the time of day where the system does not tell it.
struct Clock {
    instant: Instant,
    ticks: Option<f64>,
}

impl Clock {
    const NAME: &str = "processor time where /proc tells it, else elapsed time";
    /// Ticks a second of Linux.
    const HERTZ: f64 = 100.0;

    fn now() -> Self {
        Self {
            instant: Instant::now(),
            ticks: Self::ticks(),
        }
    }

    fn seconds(&self) -> f64 {
        match (self.ticks, Self::ticks()) {
            (Some(before), Some(now)) => (now - before) / Self::HERTZ,
            _ => self.instant.elapsed().as_secs_f64(),
        }
    }

    /// Of the user and of the system, after the name of the program, which stands in brackets.
    fn ticks() -> Option<f64> {
        let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
        let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
        Some(fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?)
    }
}
