//! What is recorded: every outcome, every month, by borough, age and sex.

use sha2::{Digest, Sha256};

use super::stocks::Stocks;
use crate::dynamics::{Count, Reads};
use crate::population::Person;
use crate::programme::{Bill, Census, Ledger};
use crate::vocabulary::{
    BOROUGHS, Outcome, OutcomeKind, RECORDED, RECORDED_AGES, RecordedAge, Resource, Term,
};

/// Cells of a month: borough x recorded age x sex.
pub const CELLS: usize = BOROUGHS * RECORDED_AGES * 2;

/// Position of a cell.
pub fn cell(borough: usize, age: RecordedAge, sex: usize) -> usize {
    (borough * RECORDED_AGES + age as usize) * 2 + sex
}

fn cell_of(person: &Person) -> usize {
    cell(
        person.borough.index(),
        person.recorded_age(),
        person.sex.index(),
    )
}

/// Ledger outcomes have no age or sex: they stand in the first cell of their borough.
fn ledger_cell(borough: usize) -> usize {
    cell(borough, RecordedAge::ALL[0], 0)
}

/// Numbers of one run: for each month from 0 (the standing state), outcome and cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    current: Vec<u32>,
    months: Vec<u32>,
}

/// Numbers of a month.
pub(super) const MONTH: usize = RECORDED * CELLS;

fn at(outcome: Outcome, cell: usize) -> usize {
    outcome.index() * CELLS + cell
}

impl Record {
    /// What the stocks depend on.
    pub const READS: Reads = Reads::SUPPORT
        .and(Reads::LONELINESS)
        .and(Reads::CATEGORY)
        .and(Reads::AGE)
        .and(Reads::BOROUGH)
        .and(Reads::CONTACT)
        .and(Reads::HELP)
        .and(Reads::PROBLEMS)
        .and(Reads::ORIENTATION)
        .and(Reads::VOLUNTEER);

    /// An empty record with room for `months` after the standing state.
    pub fn new(months: u16) -> Self {
        Self {
            current: vec![0; MONTH],
            months: Vec::with_capacity(MONTH * (usize::from(months) + 1)),
        }
    }

    /// Months recorded, the standing state included.
    pub fn len(&self) -> usize {
        self.months.len() / MONTH
    }

    /// Has nothing been recorded?
    pub fn is_empty(&self) -> bool {
        self.months.is_empty()
    }

    /// A number of a recorded month.
    pub fn get(&self, month: usize, outcome: Outcome, cell: usize) -> u32 {
        self.months[month * MONTH + at(outcome, cell)]
    }

    /// All cells of an outcome in a month.
    pub fn cells(&self, month: usize, outcome: Outcome) -> &[u32] {
        let start = month * MONTH + at(outcome, 0);
        &self.months[start..start + CELLS]
    }

    /// The sum over all cells of an outcome in a month.
    pub fn total(&self, month: usize, outcome: Outcome) -> u64 {
        self.cells(month, outcome)
            .iter()
            .map(|&number| u64::from(number))
            .sum()
    }

    /// Every number, for digests and comparisons.
    pub fn numbers(&self) -> &[u32] {
        &self.months
    }

    /// Bytes that it takes up.
    pub fn bytes(&self) -> usize {
        (self.current.capacity() + self.months.capacity()) * size_of::<u32>()
    }

    /// SHA-256 over every number, little end first: two records with the same digest are the same.
    pub fn digest(&self) -> [u8; 32] {
        self.hash().finalize().into()
    }

    /// [`Record::digest`] in hexadecimal digits.
    pub fn digest_text(&self) -> String {
        format!("{:x}", self.hash().finalize())
    }

    fn hash(&self) -> Sha256 {
        let mut hasher = Sha256::new();
        for month in self.months.chunks(MONTH) {
            let bytes: Vec<u8> = month
                .iter()
                .flat_map(|number| number.to_le_bytes())
                .collect();
            hasher.update(bytes);
        }
        hasher
    }

    /// What the programme knows of the city, now.
    pub fn census(&self, scale: f64) -> Census {
        let count = |outcome: Outcome, from: RecordedAge| {
            std::array::from_fn(|borough| {
                RecordedAge::ALL
                    .iter()
                    .filter(|&&age| age >= from)
                    .flat_map(|&age| [cell(borough, age, 0), cell(borough, age, 1)])
                    .map(|cell| self.current[at(outcome, cell)])
                    .sum()
            })
        };
        let all = RecordedAge::ALL[0];
        Census {
            residents: count(Outcome::Population, all),
            older: count(Outcome::Population, RecordedAge::From55To64),
            ages: std::array::from_fn(|borough| {
                RecordedAge::ALL.map(|age| {
                    let sexes = [cell(borough, age, 0), cell(borough, age, 1)];
                    sexes
                        .map(|cell| self.current[at(Outcome::Population, cell)])
                        .iter()
                        .sum()
                })
            }),
            isolated: count(Outcome::Isolated, all),
            many_problems: count(Outcome::ManyProblems, all),
            scale,
        }
    }

    /// A resident changes: stocks follow by increments.
    pub fn change(&mut self, before: Option<&Person>, after: Option<&Person>, stocks: &Stocks) {
        let look = |person: Option<&Person>| {
            person.map_or((0, 0), |person| (cell_of(person), stocks.of(person)))
        };
        let ((old_cell, old), (new_cell, new)) = (look(before), look(after));
        let (gone, come) = if old_cell == new_cell {
            (old & !new, new & !old)
        } else {
            (old, new)
        };
        for outcome in bits(gone) {
            self.current[outcome * CELLS + old_cell] -= 1;
        }
        for outcome in bits(come) {
            self.current[outcome * CELLS + new_cell] += 1;
        }
    }

    /// Counts something that happened.
    pub fn count(&mut self, count: &Count) {
        let cell = if count.outcome.kind() == OutcomeKind::Ledger {
            ledger_cell(usize::from(count.borough))
        } else {
            cell(
                usize::from(count.borough),
                count.age,
                usize::from(count.sex),
            )
        };
        self.current[at(count.outcome, cell)] += count.number;
    }

    /// Takes over the ledger and the bill of the month.
    pub fn account(&mut self, ledger: &Ledger, bill: &Bill) {
        for borough in 0..BOROUGHS {
            let mut put = |outcome: Outcome, number: u32| {
                self.current[at(outcome, ledger_cell(borough))] += number;
            };
            for &resource in Resource::ALL {
                let account = ledger.borough(resource, borough);
                put(Outcome::available(resource), account.available);
                put(Outcome::used(resource), account.used);
                put(Outcome::short(resource), account.refused);
                if resource.is_professional() {
                    put(Outcome::ProfessionalHours, account.used);
                    put(Outcome::ProfessionalHoursShort, account.refused);
                }
            }
            let used = |resource| ledger.borough(resource, borough).used;
            put(Outcome::CoordinationHours, used(Resource::Coordination));
            put(Outcome::VolunteerHours, used(Resource::VolunteerTime));
            put(Outcome::ActivityPlaceMonths, used(Resource::ActivityPlaces));
            for (outcome, euros) in bill.lines() {
                put(*outcome, euros[borough]);
            }
        }
    }

    /// Closes the month: stocks stand on, flows begin at zero again.
    pub fn close_month(&mut self) {
        self.months.extend_from_slice(&self.current);
        for &outcome in &Outcome::ALL[..RECORDED] {
            if outcome.kind() != OutcomeKind::Stock {
                let start = at(outcome, 0);
                self.current[start..start + CELLS].fill(0);
            }
        }
    }
}

/// Positions of the bits that are set.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if set == 0 {
            return None;
        }
        let position = set.trailing_zeros() as usize;
        set &= set - 1;
        Some(position)
    })
}
