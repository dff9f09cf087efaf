//! The engine against a plain one: on random small cities under random policies and parameters, both
//! give the same bits in every month.
//!
//! `REFERENCE_CASES=500 cargo test --release --lib reference` tries more cases than the usual ones, and
//! `REFERENCE_FIRST` says with which number to begin.

mod case;
mod plain;
mod recount;

use std::fmt::Debug;

use rayon::prelude::*;

use self::case::Case;
use self::plain::Plain;
use super::record::CELLS;
use super::{Model, Simulation};
use crate::vocabulary::{BOROUGHS, Borough, Outcome, Term};

/// Cases tried by default.
const CASES: u64 = 150;

#[test]
fn the_engine_gives_the_bits_of_a_plain_one() {
    let embedded = Model::embedded().expect("a model");
    let first = setting("REFERENCE_FIRST").unwrap_or(0);
    let cases = first..first + setting("REFERENCE_CASES").unwrap_or(CASES);
    let wrong: Vec<String> = cases
        .into_par_iter()
        .filter_map(|number| {
            let case = Case::new(number, &embedded);
            run(&case)
                .err()
                .map(|difference| format!("case {number}, {difference}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn setting(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().expect("a whole number"))
}

/// Runs both engines side by side until they differ.
fn run(case: &Case) -> Result<(), String> {
    let Case {
        model,
        seed,
        replicate,
        scale,
        room,
        ..
    } = case;
    let levers = case.policy.at(0);
    let mut fast = Simulation::new(model, *seed, *replicate, *scale, *room, levers.clone());
    let mut plain = Plain::new(model, *seed, *replicate, *scale, *room, levers.clone());
    for month in 0..=case.months {
        if month > 0 {
            fast.step(&case.policy);
            plain.step(&case.policy);
        }
        compare(&fast, &plain).map_err(|difference| format!("month {month}: {difference}"))?;
    }
    Ok(())
}

/// What differs first: a resident, a tie, the programme or a number of the record.
fn compare(fast: &Simulation<'_>, plain: &Plain<'_>) -> Result<(), String> {
    let city = fast.city();
    same(|| "residents".into(), &city.len(), &plain.city.len())?;
    for id in plain.city.ids() {
        let (traits, ties) = (
            || format!("traits of resident {}", id.0),
            || format!("ties of resident {}", id.0),
        );
        same(traits, city.person(id), plain.city.person(id))?;
        same(ties, city.ties(id), plain.city.ties(id))?;
    }
    same(|| "programme".into(), fast.programme(), &plain.programme)?;
    same(|| "events so far".into(), &fast.events(), &plain.events)?;
    let recorded = fast.record().numbers();
    let month = &recorded[recorded.len() - plain.numbers.len()..];
    for (place, (fast, plain)) in month.iter().zip(&plain.numbers).enumerate() {
        let (outcome, cell) = (Outcome::ALL[place / CELLS], place % CELLS);
        let borough = Borough::ALL[cell * BOROUGHS / CELLS];
        same(
            || format!("{} in {borough:?}, cell {cell}", outcome.id()),
            fast,
            plain,
        )?;
    }
    Ok(())
}

/// Says in which field two states differ first.
fn same<T: Debug + PartialEq + ?Sized>(
    what: impl Fn() -> String,
    fast: &T,
    plain: &T,
) -> Result<(), String> {
    if fast == plain {
        return Ok(());
    }
    let (fast, plain) = (format!("{fast:#?}"), format!("{plain:#?}"));
    let differing = fast
        .lines()
        .zip(plain.lines())
        .find(|(fast, plain)| fast != plain);
    let (fast, plain) = differing.unwrap_or((&fast, &plain));
    Err(format!(
        "{}: the engine has {}, the plain one {}",
        what(),
        fast.trim(),
        plain.trim()
    ))
}
