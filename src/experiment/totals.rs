//! One number of a run: an outcome of the whole city over the whole run.

use super::reduce::{in_scope, per, source, sum_cells};
use crate::engine::Record;
use crate::vocabulary::{AgeScope, BOROUGHS, Derived, Outcome};

/// The outcome of the whole city over months 1 to `months`, as in the rows of a comparison. Outcomes
/// that are not counted by age are given for all ages only; zero over zero is no number.
pub fn total(record: &Record, months: usize, outcome: Outcome, ages: AgeScope) -> f64 {
    if let Some(derived) = outcome.derived() {
        let of = |part| total(record, months, part, AgeScope::All);
        return match derived {
            Derived::Less(whole, part) => of(whole) - of(part),
            Derived::Over(sum, count) => of(sum) / of(count),
        };
    }
    let sums = sum_cells(record, source(outcome), 1..=months);
    let city: u64 = (0..BOROUGHS)
        .map(|borough| in_scope(&sums, borough, ages))
        .sum();
    city as f64 / per(outcome, months as f64)
}
