//! Where clocks lie in memory: those that run out or are set together share a cache line, since a line
//! that must be waited for costs more than all arithmetic on it.

use crate::chance::Hazard;
use crate::dynamics::{PROCESSES, Process};
use crate::population::ResidentId;

/// The clock of one process of one resident.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// What was left at month 0 had the present hazard always held, in wrapping integers; zero with a
    /// zero hazard means that no threshold has been drawn yet.
    start: u32,
    /// The hazard in force.
    pub hazard: Hazard,
}

impl Clock {
    const NEW: Self = Self {
        start: 0,
        hazard: Hazard::ZERO,
    };

    /// What is left at the end of a month.
    #[inline(always)]
    pub fn left(&self, month: u16) -> u32 {
        self.start
            .wrapping_sub(self.hazard.units().wrapping_mul(u32::from(month)))
    }

    /// From the month after `month` on, this much is left and this is the hazard.
    #[inline(always)]
    pub fn run(&mut self, left: u32, hazard: Hazard, month: u16) {
        self.hazard = hazard;
        self.start = left.wrapping_add(hazard.units().wrapping_mul(u32::from(month)));
    }

    /// The month in which nothing is left, when it is not after `last`.
    #[inline(always)]
    pub fn runs_out(&self, month: u16, last: u16) -> Option<u16> {
        let (left, hazard) = (self.left(month), self.hazard.units());
        // A product costs far less than a quotient, and most clocks run out after the last month.
        let taken = u64::from(hazard) * u64::from(last.saturating_sub(month));
        (left > 0 && u64::from(left) <= taken).then(|| month + left.div_ceil(hazard) as u16)
    }
}

/// A few clocks of one resident, and how often the event of each has happened, up to 256: one a month
/// at most, so a run of 21 years cannot get there.
#[derive(Clone, Debug)]
struct Clocks<const N: usize> {
    clocks: [Clock; N],
    fired: [u8; N],
}

impl<const N: usize> Clocks<N> {
    const NEW: Self = Self {
        clocks: [Clock::NEW; N],
        fired: [0; N],
    };
}

/// The clocks that run out and are set most, and the identity that every draw needs.
#[derive(Clone, Debug)]
#[repr(align(64))]
struct Often {
    key: u64,
    clocks: Clocks<6>,
}

/// Clocks in a line of their own.
#[derive(Clone, Debug)]
#[repr(align(64))]
struct Line(Clocks<7>);

const _: () = assert!(size_of::<Often>() == 64 && size_of::<Line>() == 64);

/// Which clocks share a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shelf {
    /// Those that run out or are set most.
    Often,
    /// Those that a birthday sets, and those of isolation.
    Age,
    /// Those that a new age group or partner sets.
    Household,
    /// Those of the programme that hardly anybody has running.
    Programme,
}

/// Shelf of a process, and its place there.
#[inline(always)]
const fn place(process: Process) -> (Shelf, usize) {
    use Shelf::{Age, Household, Often, Programme};
    match process {
        Process::TieLoss => (Often, 0),
        Process::TieGain => (Often, 1),
        Process::LonelinessUp => (Often, 2),
        Process::LonelinessDown => (Often, 3),
        Process::Care => (Often, 4),
        Process::JobChange => (Often, 5),
        Process::Death => (Age, 0),
        Process::Retirement => (Age, 1),
        Process::Signal => (Age, 2),
        Process::ProblemsUp => (Age, 3),
        Process::ProblemsDown => (Age, 4),
        Process::Entrenchment => (Age, 5),
        Process::Competence => (Age, 6),
        Process::Separation => (Household, 0),
        Process::Partnering => (Household, 1),
        Process::MobilityLoss => (Household, 2),
        Process::MobilityRecovery => (Household, 3),
        Process::Psychiatric => (Household, 4),
        Process::MoveWithin => (Household, 5),
        Process::LeaveCity => (Household, 6),
        Process::Pathway => (Programme, 0),
        Process::VolunteerStop => (Programme, 1),
    }
}

/// The processes of a shelf, as bits.
const fn set_of(shelf: Shelf) -> u32 {
    let (mut set, mut number) = (0, 0);
    while number < PROCESSES {
        if place(Process::ALL[number]).0 as u8 == shelf as u8 {
            set |= 1 << number;
        }
        number += 1;
    }
    set
}

const AGE_SET: u32 = set_of(Shelf::Age);
const HOUSEHOLD_SET: u32 = set_of(Shelf::Household);
const PROGRAMME_SET: u32 = set_of(Shelf::Programme);

/// The clocks of all residents.
#[derive(Clone, Debug)]
pub struct Lines {
    often: Vec<Often>,
    age: Vec<Line>,
    household: Vec<Line>,
    programme: Vec<Clocks<2>>,
}

impl Lines {
    /// Room for `capacity` residents.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            often: Vec::with_capacity(capacity),
            age: Vec::with_capacity(capacity),
            household: Vec::with_capacity(capacity),
            programme: Vec::with_capacity(capacity),
        }
    }

    /// Residents who have clocks.
    pub fn len(&self) -> usize {
        self.often.len()
    }

    /// Bytes that they take up.
    pub fn bytes(&self) -> usize {
        self.often.capacity() * size_of::<Often>()
            + (self.age.capacity() + self.household.capacity()) * size_of::<Line>()
            + self.programme.capacity() * size_of::<Clocks<2>>()
    }

    /// Adds the clocks of one more resident, who is known by `key`.
    pub fn add(&mut self, key: u64) {
        let clocks = Clocks::NEW;
        self.often.push(Often { key, clocks });
        self.age.push(Line(Clocks::NEW));
        self.household.push(Line(Clocks::NEW));
        self.programme.push(Clocks::NEW);
    }

    /// The clocks of a resident stand still from now on.
    pub fn stop(&mut self, id: ResidentId) {
        self.often[id.index()].clocks = Clocks::NEW;
        self.age[id.index()].0 = Clocks::NEW;
        self.household[id.index()].0 = Clocks::NEW;
        self.programme[id.index()] = Clocks::NEW;
    }

    /// Identity of a resident.
    #[inline(always)]
    pub fn key(&self, id: ResidentId) -> u64 {
        self.often[id.index()].key
    }

    /// The clock of a process and how often its event has happened.
    #[inline(always)]
    pub fn get(&self, id: ResidentId, process: Process) -> (&Clock, u8) {
        let (shelf, slot) = place(process);
        match shelf {
            Shelf::Often => self.often[id.index()].clocks.get(slot),
            Shelf::Age => self.age[id.index()].0.get(slot),
            Shelf::Household => self.household[id.index()].0.get(slot),
            Shelf::Programme => self.programme[id.index()].get(slot),
        }
    }

    /// The same, to change.
    #[inline(always)]
    pub fn get_mut(&mut self, id: ResidentId, process: Process) -> (&mut Clock, &mut u8) {
        let (shelf, slot) = place(process);
        match shelf {
            Shelf::Often => self.often[id.index()].clocks.get_mut(slot),
            Shelf::Age => self.age[id.index()].0.get_mut(slot),
            Shelf::Household => self.household[id.index()].0.get_mut(slot),
            Shelf::Programme => self.programme[id.index()].get_mut(slot),
        }
    }

    /// Brings the lines of a set of processes of a resident into the cache. Gives something that
    /// depends on them.
    #[inline(always)]
    pub fn touch(&self, id: ResidentId, set: u32) -> u32 {
        let index = id.index();
        let mut sum = self.often[index].key as u32;
        if set & AGE_SET != 0 {
            sum ^= self.age[index].0.clocks[0].start;
        }
        if set & HOUSEHOLD_SET != 0 {
            sum ^= self.household[index].0.clocks[0].start;
        }
        if set & PROGRAMME_SET != 0 {
            sum ^= self.programme[index].clocks[0].start;
        }
        sum
    }
}

impl<const N: usize> Clocks<N> {
    #[inline(always)]
    fn get(&self, slot: usize) -> (&Clock, u8) {
        (&self.clocks[slot], self.fired[slot])
    }

    #[inline(always)]
    fn get_mut(&mut self, slot: usize) -> (&mut Clock, &mut u8) {
        (&mut self.clocks[slot], &mut self.fired[slot])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_process_has_a_place_of_its_own() {
        for (number, &process) in Process::ALL.iter().enumerate() {
            for &other in &Process::ALL[..number] {
                assert_ne!(place(process), place(other), "{process:?} and {other:?}");
            }
        }
    }
}
