//! Where the time of a run goes: a watch that the engine tells after each part of its work. The watch
//! that nobody looks at is `()`, and the compiler leaves nothing of it.

use std::time::Instant;

/// A part of a run: making the standing state first, then what a month consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Residents of the standing state.
    Residents,
    /// Couples and ties of the standing state.
    TieGraph,
    /// Hazards at which the standing state stands still.
    SetPoints,
    /// The standing state is recorded.
    FirstRecord,
    /// All clocks are set for the first time.
    FirstClocks,
    /// The calendar is drawn up.
    Calendar,
    /// Levers take their values; clocks are set that depend on them.
    Levers,
    /// Clocks run out: which events happen.
    FindEvents,
    /// Life events.
    Life,
    /// Birthdays and newcomers.
    Newcomers,
    /// Ties are lost and made.
    Ties,
    /// Loneliness.
    Loneliness,
    /// Entrenchment and competence.
    Isolation,
    /// Books are opened; who comes into view.
    Signalling,
    /// Contact and typing.
    Allocation,
    /// Capacity goes to those who wait; help delivers and ends.
    Help,
    /// Volunteers stop and start; the bill.
    Volunteers,
    /// Everybody who was edited is recorded, and the month is closed.
    Record,
    /// Clocks are set to the new state.
    SetClocks,
}

/// Number of parts.
pub const PARTS: usize = 19;

impl Part {
    /// All parts, in the order of a run.
    pub const ALL: [Self; PARTS] = [
        Self::Residents,
        Self::TieGraph,
        Self::SetPoints,
        Self::FirstRecord,
        Self::FirstClocks,
        Self::Calendar,
        Self::Levers,
        Self::FindEvents,
        Self::Life,
        Self::Newcomers,
        Self::Ties,
        Self::Loneliness,
        Self::Isolation,
        Self::Signalling,
        Self::Allocation,
        Self::Help,
        Self::Volunteers,
        Self::Record,
        Self::SetClocks,
    ];

    /// Is it a part of the standing state, not of a month?
    pub fn is_set_up(self) -> bool {
        (self as usize) < Self::Levers as usize
    }
}

/// Is told when a part has ended.
pub trait Watch {
    /// What was done since the last call was this part.
    fn lap(&mut self, part: Part);
}

impl Watch for () {
    #[inline(always)]
    fn lap(&mut self, _: Part) {}
}

/// Seconds by part.
#[derive(Clone, Debug)]
pub struct Laps {
    since: Instant,
    seconds: [f64; PARTS],
}

impl Laps {
    /// A watch that runs from now on.
    pub fn start() -> Self {
        Self {
            since: Instant::now(),
            seconds: [0.0; PARTS],
        }
    }

    /// What was done since the last lap belongs to no part.
    pub fn resume(&mut self) {
        self.since = Instant::now();
    }

    /// Seconds that a part took.
    pub fn seconds(&self, part: Part) -> f64 {
        self.seconds[part as usize]
    }

    /// Seconds that making the standing state took, or all months.
    pub fn total(&self, set_up: bool) -> f64 {
        let parts = Part::ALL.iter().filter(|part| part.is_set_up() == set_up);
        parts.map(|&part| self.seconds(part)).sum()
    }
}

impl Watch for Laps {
    fn lap(&mut self, part: Part) {
        let now = Instant::now();
        self.seconds[part as usize] += (now - self.since).as_secs_f64();
        self.since = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_stands_at_its_place() {
        for (place, part) in Part::ALL.into_iter().enumerate() {
            assert_eq!(part as usize, place);
        }
    }

    #[test]
    fn all_time_since_the_start_goes_to_a_part() {
        let began = Instant::now();
        let mut laps = Laps::start();
        for part in Part::ALL {
            std::thread::sleep(std::time::Duration::from_millis(1));
            laps.lap(part);
        }
        let all = began.elapsed().as_secs_f64();
        let told = laps.total(true) + laps.total(false);
        assert!(laps.seconds(Part::Residents) >= 0.001);
        assert!(told <= all && told >= 0.019, "{told} of {all}");
    }
}
