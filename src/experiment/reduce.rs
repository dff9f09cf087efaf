//! From the record of one run to the numbers that a comparison is about.

use crate::engine::{Model, Record, cell};
use crate::vocabulary::{
    AGE_SCOPES, AgeScope, BOROUGHS, Derived, OUTCOMES, Outcome, OutcomeKind, RECORDED, RecordedAge,
    Term, Unit,
};

/// Boroughs, and the city after them.
pub(super) const PLACES: usize = BOROUGHS + 1;
/// Place of everybody among the age scopes.
pub(super) const ALL_AGES: usize = 0;
/// Place of those of 55 and over, for whom the programme is meant.
pub(super) const FROM_55: usize = 1;
const MONTHS_A_YEAR: usize = 12;
const MINUTES_AN_HOUR: f64 = 60.0;

/// Monthly series that are kept for charts: outcome and ages.
pub(super) const SERIES: [(Outcome, AgeScope); 8] = [
    (Outcome::Isolated, AgeScope::From55),
    (Outcome::Isolated, AgeScope::All),
    (Outcome::Threatened, AgeScope::From55),
    (Outcome::InHelp, AgeScope::From55),
    (Outcome::Waiting, AgeScope::From55),
    (Outcome::Waiting, AgeScope::All),
    (Outcome::Volunteers, AgeScope::From55),
    (Outcome::Volunteers, AgeScope::All),
];

/// The shape of a run's numbers: place x ages x outcome x period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub months: usize,
}

impl Shape {
    /// Years, the last of them maybe not whole, and the whole run after them.
    pub fn periods(self) -> usize {
        self.months.div_ceil(MONTHS_A_YEAR) + 1
    }

    pub fn len(self) -> usize {
        PLACES * AGE_SCOPES * OUTCOMES * self.periods()
    }

    pub fn at(self, place: usize, ages: usize, outcome: Outcome, period: usize) -> usize {
        ((place * AGE_SCOPES + ages) * OUTCOMES + outcome.index()) * self.periods() + period
    }

    /// Recorded months of a period; month 0, the standing state, belongs to none.
    pub fn months_of(self, period: usize) -> std::ops::RangeInclusive<usize> {
        if period + 1 == self.periods() {
            return 1..=self.months;
        }
        let first = period * MONTHS_A_YEAR + 1;
        first..=(first + MONTHS_A_YEAR - 1).min(self.months)
    }
}

/// The numbers of one run.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Numbers {
    /// By [`Shape::at`].
    pub cells: Vec<f64>,
    /// For each of [`SERIES`], the number and the residents in each month.
    pub series: Vec<Vec<[f64; 2]>>,
}

/// Adds a run up to places, ages and periods.
pub(super) fn reduce(record: &Record, shape: Shape) -> Numbers {
    let mut cells = vec![0.0; shape.len()];
    for &outcome in &Outcome::ALL[..RECORDED] {
        for period in 0..shape.periods() {
            let months = shape.months_of(period);
            let per = per(outcome, months.clone().count() as f64);
            let sums = sum_cells(record, source(outcome), months);
            for (ages, scope) in AgeScope::ALL.iter().enumerate() {
                if !outcome.has_ages() && *scope != AgeScope::All {
                    continue;
                }
                let mut city = 0;
                for borough in 0..BOROUGHS {
                    let number = in_scope(&sums, borough, *scope);
                    city += number;
                    cells[shape.at(borough, ages, outcome, period)] = number as f64 / per;
                }
                cells[shape.at(BOROUGHS, ages, outcome, period)] = city as f64 / per;
            }
        }
    }
    derive(&mut cells, shape);
    let series = SERIES
        .iter()
        .map(|&(outcome, scope)| {
            let number = |month: usize, outcome: Outcome| -> f64 {
                let sums = sum_cells(record, outcome, month..=month);
                (0..BOROUGHS)
                    .map(|borough| in_scope(&sums, borough, scope))
                    .sum::<u64>() as f64
            };
            (0..=shape.months)
                .map(|month| [number(month, outcome), number(month, Outcome::Population)])
                .collect()
        })
        .collect();
    Numbers { cells, series }
}

/// The outcome of which an outcome is counted.
pub(super) fn source(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::IsolatedYears => Outcome::Isolated,
        other => other,
    }
}

/// What the sum of the months of a period is divided by.
pub(super) fn per(outcome: Outcome, months: f64) -> f64 {
    match (outcome, outcome.kind(), outcome.unit()) {
        (Outcome::IsolatedYears, ..) => MONTHS_A_YEAR as f64,
        (_, OutcomeKind::Stock, _) => months,
        (_, OutcomeKind::Ledger, Unit::Hours) => MINUTES_AN_HOUR,
        _ => 1.0,
    }
}

/// Fills in the outcomes that follow from others. They are not counted by age.
fn derive(cells: &mut [f64], shape: Shape) {
    for &outcome in &Outcome::ALL[RECORDED..] {
        let derived = outcome.derived().expect("it is not recorded");
        for place in 0..PLACES {
            for period in 0..shape.periods() {
                let of = |part| cells[shape.at(place, ALL_AGES, part, period)];
                let value = match derived {
                    Derived::Less(whole, part) => of(whole) - of(part),
                    // Zero over zero is no number, and is written as an empty cell.
                    Derived::Over(sum, count) => of(sum) / of(count),
                };
                cells[shape.at(place, ALL_AGES, outcome, period)] = value;
            }
        }
    }
}

pub(super) fn sum_cells(
    record: &Record,
    outcome: Outcome,
    months: std::ops::RangeInclusive<usize>,
) -> Vec<u64> {
    let mut sums = vec![0; crate::engine::CELLS];
    for month in months {
        for (sum, &number) in sums.iter_mut().zip(record.cells(month, outcome)) {
            *sum += u64::from(number);
        }
    }
    sums
}

pub(super) fn in_scope(sums: &[u64], borough: usize, scope: AgeScope) -> u64 {
    RecordedAge::ALL
        .iter()
        .filter(|&&age| scope.covers(age))
        .map(|&age| sums[cell(borough, age, 0)] + sums[cell(borough, age, 1)])
        .sum()
}

/// Calendar year of a period.
pub(super) fn year(period: usize) -> u32 {
    Model::START.plus((period * MONTHS_A_YEAR) as u32).year()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_of_age_scopes_are_those_of_their_list() {
        assert_eq!(AgeScope::ALL[ALL_AGES], AgeScope::All);
        assert_eq!(AgeScope::ALL[FROM_55], AgeScope::From55);
    }
}
