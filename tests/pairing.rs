//! What a comparison says that pairing saves is what it saves: against runs with independent seeds.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use isolement::engine::{Model, Simulation, cell};
use isolement::experiment::{Settings, compare};
use isolement::programme::Policy;
use isolement::scenario::{Timeline, load};
use isolement::vocabulary::{AgeScope, BOROUGHS, Outcome, RecordedAge};
use rayon::prelude::*;

const REPLICATES: u32 = 40;
const MONTHS: u16 = 24;
const SCALE: f64 = 0.03;

/// Isolated resident-years of those of 55 and over in one run, added up from its record.
fn isolated_years(model: &Model, seed: u64, replicate: u32, policy: &Policy) -> f64 {
    let levers = policy.at(0).clone();
    let mut simulation = Simulation::new(model, seed, replicate, SCALE, MONTHS, levers);
    simulation.run_to(MONTHS, policy);
    let record = simulation.into_record();
    let mut months = 0;
    for month in 1..=usize::from(MONTHS) {
        for borough in 0..BOROUGHS {
            for age in RecordedAge::ALL {
                for sex in 0..2 {
                    if AgeScope::From55.covers(age) {
                        months += record.get(month, Outcome::Isolated, cell(borough, age, sex));
                    }
                }
            }
        }
    }
    f64::from(months) / 12.0
}

fn variance(values: &[f64]) -> f64 {
    let number = values.len() as f64;
    let mean = values.iter().sum::<f64>() / number;
    values
        .iter()
        .map(|value| (value - mean).powi(2))
        .sum::<f64>()
        / (number - 1.0)
}

fn differences(ones: &[f64], others: &[f64]) -> Vec<f64> {
    ones.iter()
        .zip(others)
        .map(|(one, other)| one - other)
        .collect()
}

#[test]
fn what_pairing_is_said_to_save_is_what_it_saves_against_independent_seeds() {
    const SEED: u64 = 31;
    let model = Model::embedded().expect("a model");
    let paths = ["regular-practice", "volunteers-first"]
        .map(|name| PathBuf::from(format!("scenarios/{name}.toml")));
    let timeline = Timeline {
        start: Model::START,
        months: MONTHS,
    };
    let scenarios = load(&paths, &model.levers, &timeline).expect("valid scenarios");
    let runs = |scenario: usize, seed: u64| -> Vec<f64> {
        (0..REPLICATES)
            .into_par_iter()
            .map(|replicate| isolated_years(&model, seed, replicate, &scenarios[scenario].policy))
            .collect()
    };
    let (base, other, independent) = (runs(0, SEED), runs(1, SEED), runs(1, SEED + 1));
    let paired = variance(&differences(&other, &base));

    let settings = Settings {
        seed: SEED,
        replicates: REPLICATES,
        scale: SCALE,
        months: MONTHS,
        base: 0,
        half_width: None,
        worth: None,
        marginal: false,
    };
    let never = AtomicBool::new(false);
    let comparison = compare(&model, &scenarios, &settings, &|| {}, &never).expect("not stopped");
    let said = comparison.pairings[0]
        .variance_reduction
        .expect("both vary");

    // What is said is the variance that independent replicates would have, by the variances of the
    // two scenarios, over that of the paired differences.
    let by_hand = (variance(&base) + variance(&other)) / paired;
    assert!(
        (said / by_hand - 1.0).abs() < 1e-6,
        "{said} said, {by_hand} by hand"
    );

    // And independent seeds have it. The logarithm of each of the two variances of 40 has a standard
    // deviation of about sqrt(2 / 39) = 0.23, together 0.3: four of those are a factor of 3.3.
    let real = variance(&differences(&independent, &base)) / paired;
    eprintln!("{said:.1} times fewer said, {real:.1} against independent seeds");
    assert!(
        (0.3..3.3).contains(&(real / said)),
        "{said} said, {real} found"
    );
    assert!(said > 10.0, "{said}");
}
