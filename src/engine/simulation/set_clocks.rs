//! Clocks are set to the hazards of a new state: of a few residents at once, process by process.

use arrayvec::ArrayVec;

use super::Simulation;
use crate::chance::{Draws, Hazard};
use crate::dynamics::{AHEAD, HazardTask, LIFE_PROCESSES, PROCESSES, Process, View};
use crate::engine::Model;
use crate::engine::clocks::{Clocks, FirstWords, first_word, first_words};
use crate::population::{City, ResidentId};

/// Clocks to be set of a resident, and why.
pub(super) struct Reset {
    pub id: ResidentId,
    /// Processes, as bits.
    pub set: u32,
    /// Is he or she new?
    pub all: bool,
    /// Must the month be found anew after which time changes a rate?
    pub look: bool,
}

/// All processes, as bits.
const EVERY_PROCESS: u32 = (1 << PROCESSES) - 1;

impl Reset {
    fn everything(id: ResidentId) -> Self {
        Self {
            id,
            set: EVERY_PROCESS,
            all: true,
            look: true,
        }
    }

    fn programme(id: ResidentId) -> Self {
        Self {
            id,
            set: EVERY_PROCESS & (u32::MAX << LIFE_PROCESSES),
            all: false,
            look: false,
        }
    }
}

impl Simulation<'_> {
    /// Sets all clocks of the standing state.
    pub(super) fn set_all_clocks(&mut self) {
        self.set_clocks_of_all(0, Reset::everything);
    }

    /// Sets the clocks of the programme of everybody, for this month on.
    pub(super) fn set_clocks_of_programme(&mut self) {
        self.set_clocks_of_all(self.month - 1, Reset::programme);
    }

    fn set_clocks_of_all(&mut self, month: u16, reset: impl Fn(ResidentId) -> Reset) {
        let mut resets = Vec::with_capacity(AHEAD);
        for id in self.city.ids() {
            if self.city.person(id).present {
                resets.push(reset(id));
            }
            if resets.len() == AHEAD {
                self.set_clocks(&resets, month);
                resets.clear();
            }
        }
        self.set_clocks(&resets, month);
    }

    /// Sets clocks of at most [`AHEAD`] residents from the month after `month` on.
    pub(super) fn set_clocks(&mut self, resets: &[Reset], month: u16) {
        self.clocks
            .fetch_sets(resets.iter().map(|reset| (reset.id, reset.set)));
        let draws = self.draws;
        let firsts = resets.iter().map(|reset| {
            let key = || self.city.person(reset.id).key;
            reset.all.then(|| first_words(&draws, key()))
        });
        let firsts: ArrayVec<Option<FirstWords>, AHEAD> = firsts.collect();
        // By process: the residents whose clock must be set, as positions among the resets.
        let mut whose = [[0u8; AHEAD]; PROCESSES];
        let mut counts = [0; PROCESSES];
        for (position, reset) in (0..).zip(resets) {
            let mut set = reset.set;
            while set != 0 {
                let process = set.trailing_zeros() as usize;
                whose[process][counts[process]] = position;
                counts[process] += 1;
                set &= set - 1;
            }
        }
        for (&process, (whose, &count)) in Process::ALL.iter().zip(whose.iter().zip(&counts)) {
            if count == 0 {
                continue;
            }
            self.work.set += count as u64;
            let set = SetClocks {
                model: self.model,
                city: &self.city,
                clocks: &mut self.clocks,
                draws,
                month,
                resets,
                firsts: &firsts,
                whose: &whose[..count],
            };
            self.model.hand(process, &self.points, &self.levers, set);
        }
        for reset in resets.iter().filter(|reset| reset.look) {
            let view = self.model.view(self.city.person(reset.id), month + 1);
            if let Some(look) = self.model.rates.next_look(&view) {
                self.clocks.look(reset.id, look);
            }
        }
    }
}

/// The clock of a process is set of a few residents.
struct SetClocks<'a> {
    model: &'a Model,
    city: &'a City,
    clocks: &'a mut Clocks,
    draws: Draws,
    month: u16,
    resets: &'a [Reset],
    /// Of new residents, the words for the first thresholds.
    firsts: &'a [Option<FirstWords>],
    whose: &'a [u8],
}

impl HazardTask for SetClocks<'_> {
    type Result = ();

    #[inline(always)]
    fn act(
        self,
        process: Process,
        running: impl Fn(&View<'_>) -> Hazard,
        _: impl Fn(&View<'_>) -> Hazard,
    ) {
        for position in self.whose.iter().copied().map(usize::from) {
            let id = self.resets[position].id;
            let person = self.city.person(id);
            let hazard = running(&self.model.view(person, self.month + 1));
            let first = || match &self.firsts[position] {
                Some(words) => words.as_flattened()[process as usize],
                None => first_word(&self.draws, person.key, process),
            };
            self.clocks.set(id, process, hazard, self.month, first);
        }
    }
}
