//! The end of a month: everybody who was edited is recorded, and clocks are set to the new state.

use super::{AHEAD, Simulation, processes, view};
use crate::dynamics::{Count, LIFE_PROCESSES, PROCESSES, Reads};
use crate::engine::clocks::{first_word, first_words};
use crate::engine::record::Record;
use crate::population::{Cutoffs, Person, ResidentId};
use crate::programme::Stage;
use crate::vocabulary::{CareResult, IsolationStatus, Outcome};

/// All processes, as bits.
const EVERY_PROCESS: u32 = (1 << PROCESSES) - 1;

impl Simulation<'_> {
    /// Phases 5 (what follows for status and duration) and 10: everybody who was edited is recorded,
    /// and those clocks are set anew whose rates read what has changed.
    pub(super) fn close_month(&mut self) {
        let edits = self.city.take_edits();
        // Those who were looked at stand first on the list.
        let looked = self.looks.len();
        debug_assert_eq!(edits.ids[..looked], self.looks);
        let mut looked = std::iter::repeat_n(true, looked).chain(std::iter::repeat(false));
        let mut resets = Vec::with_capacity(AHEAD);
        for (ids, before) in edits.ids.chunks(AHEAD).zip(edits.before.chunks(AHEAD)) {
            self.city.fetch_people(ids.iter().copied());
            for ((&id, before), looked) in ids.iter().zip(before).zip(&mut looked) {
                resets.extend(self.close(id, before, looked));
            }
            for reset in &resets {
                self.clocks.fetch_set(reset.id, reset.set);
            }
            for reset in resets.drain(..) {
                self.reset(&reset, self.month);
            }
        }
        self.city.recycle(edits);
        for count in self.counts.drain(..) {
            self.record.count(&count);
        }
        self.record
            .account(&self.programme.ledger, &self.programme.bill);
        self.record.close_month();
        debug_assert_eq!(self.programme.ledger.check(), Ok(()));
    }

    /// Closes the month of one resident. Says which clocks must be set.
    fn close(&mut self, id: ResidentId, before: &Person, looked: bool) -> Option<Reset> {
        let cutoffs = &self.model.synthesis.cutoffs;
        let edited = self.city.settle(id);
        let after = self.city.person_mut(id);
        let mut changed = if edited.ties_at_most() {
            Reads::changed_ties(before, after, cutoffs)
        } else if before.present && after.present {
            Reads::changed(before, after, cutoffs)
        } else {
            Reads::ALL
        };
        if changed.meets(Reads::STATUS) {
            let month = self.month as i16;
            if note_isolation(before, after, cutoffs, month, &mut self.counts) {
                changed = changed.and(Reads::ISOLATION);
            }
        }
        if changed.meets(Record::READS) {
            self.record.change(
                before.present.then_some(before),
                after.present.then_some(&*after),
                cutoffs,
            );
        }
        if !after.present {
            self.clocks.stop(id);
            return None;
        }
        if looked {
            let rates = &self.model.rates;
            changed = changed.and(rates.changing(&view(self.model, after, self.month + 1)));
        }
        let reset = Reset {
            id,
            set: changed.readers(cutoffs.category(after)),
            all: changed == Reads::ALL,
            look: looked || changed.meets(Reads::TIMES),
        };
        (reset.set != 0 || reset.look).then_some(reset)
    }

    /// Sets all clocks of a resident from the month after `month` on.
    pub(super) fn reset_all(&mut self, id: ResidentId, month: u16) {
        let all = Reset {
            id,
            set: EVERY_PROCESS,
            all: true,
            look: true,
        };
        self.reset(&all, month);
    }

    /// Sets the clocks of the programme of a resident from the month after `month` on.
    pub(super) fn reset_programme(&mut self, id: ResidentId, month: u16) {
        let programme = Reset {
            id,
            set: EVERY_PROCESS & (u32::MAX << LIFE_PROCESSES),
            all: false,
            look: false,
        };
        self.reset(&programme, month);
    }

    fn reset(&mut self, reset: &Reset, month: u16) {
        let id = reset.id;
        let person = *self.city.person(id);
        let view = view(self.model, &person, month + 1);
        let draws = &self.draws;
        let all = reset.all.then(|| first_words(draws, person.key));
        for process in processes(reset.set) {
            let first = || match &all {
                Some(words) => words.as_flattened()[process as usize],
                None => first_word(draws, person.key, process),
            };
            let hazard = self.hazard(process, &view);
            self.clocks.set(id, process, hazard, month, first);
        }
        if reset.look
            && let Some(look) = self.model.rates.next_look(&view)
        {
            self.clocks.look(id, look);
        }
    }
}

/// Clocks to be set of a resident, and why.
struct Reset {
    id: ResidentId,
    /// Processes, as bits.
    set: u32,
    /// Is he or she new?
    all: bool,
    /// Must the month be found anew after which time changes a rate?
    look: bool,
}

/// Notes since when a resident is isolated, and counts the way in and out. Has the time changed?
fn note_isolation(
    before: &Person,
    after: &mut Person,
    cutoffs: &Cutoffs,
    month: i16,
    counts: &mut Vec<Count>,
) -> bool {
    if !before.present || !after.present {
        return false;
    }
    let was = cutoffs.status(before) == IsolationStatus::Isolated;
    let is = cutoffs.status(after) == IsolationStatus::Isolated;
    if !was && is {
        after.isolated_since = month;
        counts.push(Count::of(Outcome::NewlyIsolated, after, 1));
        return true;
    }
    if was && !is {
        counts.push(Count::of(Outcome::Recovered, after, 1));
        if Stage::of(before).is_helped() {
            let ended = CareResult::IsolationEnded;
            counts.push(Count::of(Outcome::of_result(ended), after, 1));
            let profile = cutoffs.profile(before);
            let by_profile = profile.map(|profile| Outcome::result_of(ended, profile));
            counts.extend(by_profile.map(|outcome| Count::of(outcome, after, 1)));
        }
    }
    false
}
