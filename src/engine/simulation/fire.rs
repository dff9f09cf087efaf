//! Which events happen in a month.

use super::{Fired, Simulation};
use crate::chance::{Draws, Hazard, Purpose, threshold};
use crate::dynamics::{AHEAD, Event, HazardTask, Process, View};
use crate::engine::Model;
use crate::engine::clocks::Clocks;
use crate::population::{City, NOBODY, ResidentId};

impl Simulation<'_> {
    /// Which events happen this month, given the state at its start, by process and in the order of
    /// positions.
    pub(super) fn find_events(&mut self, events: &mut Fired) {
        for &process in &Process::ALL {
            self.work.entries += self.clocks.take(self.month, process, &mut self.due) as u64;
            self.work.due += self.due.len() as u64;
            let events = &mut events[process as usize];
            events.clear();
            let fire = Fire {
                model: self.model,
                city: &self.city,
                clocks: &mut self.clocks,
                draws: self.draws,
                month: self.month,
                due: &self.due,
                ran_out: &mut self.work.ran_out,
                events,
            };
            self.model.hand(process, &self.points, &self.levers, fire);
        }
        self.find_looks();
    }

    /// Whoever is looked at counts as edited.
    fn find_looks(&mut self) {
        self.looks.clear();
        self.work.entries += self.clocks.take_looks(self.month, &mut self.due) as u64;
        for ahead in self.due.chunks(AHEAD) {
            self.city.fetch_people(ahead.iter().copied());
            for &id in ahead {
                if self.city.person(id).present {
                    self.city.look(id);
                    self.looks.push(id);
                }
            }
        }
    }
}

/// The clocks of a process that are due run out, start again, and give an event unless thinning takes
/// it off.
struct Fire<'a> {
    model: &'a Model,
    city: &'a City,
    clocks: &'a mut Clocks,
    draws: Draws,
    month: u16,
    due: &'a [ResidentId],
    ran_out: &'a mut u64,
    events: &'a mut Vec<Event>,
}

impl HazardTask for Fire<'_> {
    type Result = ();

    #[inline(always)]
    fn act(
        self,
        process: Process,
        _: impl Fn(&View<'_>) -> Hazard,
        happening: impl Fn(&View<'_>) -> Hazard,
    ) {
        let mut firing = [NOBODY; AHEAD];
        for ahead in self.due.chunks(AHEAD) {
            self.clocks.fetch(process, ahead);
            if process.is_thinned() {
                self.city.fetch_people(ahead.iter().copied());
            }
            let mut count = 0;
            for &id in ahead {
                firing[count] = id;
                count += usize::from(self.clocks.fires(id, process, self.month));
            }
            *self.ran_out += count as u64;
            for &id in &firing[..count] {
                // One call of the generator gives the next threshold and the details of the event.
                let (key, ordinal) = self.clocks.draw(id, process);
                let [next, words @ ..] = self.draws.words(key, Purpose(process as u8), ordinal);
                let bound = self
                    .clocks
                    .restart(id, process, self.month, threshold(next));
                if process.is_thinned() {
                    let view = self.model.view(self.city.person(id), self.month);
                    let hazard = happening(&view);
                    debug_assert!(hazard <= bound, "{process:?} runs at an upper bound");
                    if !bound.accepts(hazard, words[2]) {
                        continue;
                    }
                }
                self.events.push(Event { id, ordinal, words });
            }
        }
    }
}
