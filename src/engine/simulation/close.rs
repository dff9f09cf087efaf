//! The end of a month: everybody who was edited is recorded, and clocks are set to the new state.

use super::{AHEAD, Simulation, processes, view};
use crate::dynamics::{Count, Reads};
use crate::engine::clocks::{RATE_MAY_CHANGE, TIES, first_word, first_words};
use crate::engine::record::Record;
use crate::population::{Cutoffs, Person, ResidentId};
use crate::programme::Stage;
use crate::vocabulary::{CareResult, IsolationStatus, Outcome};

impl Simulation<'_> {
    /// Phases 5 (what follows for status and duration) and 10: everybody who was edited is recorded,
    /// and those clocks are set anew whose rates read what has changed.
    pub(super) fn close_month(&mut self) {
        let edits = self.city.take_edits();
        let fired = std::mem::take(&mut self.fired);
        // Those who were due stand first on the list, in the same order.
        let mut fired_of = fired.iter().copied().chain(std::iter::repeat(0));
        let mut resets = Vec::with_capacity(AHEAD);
        for (ids, before) in edits.ids.chunks(AHEAD).zip(edits.before.chunks(AHEAD)) {
            self.city.fetch_people(ids.iter().copied());
            for ((&id, before), fired) in ids.iter().zip(before).zip(&mut fired_of) {
                resets.extend(self.close(id, before, fired));
            }
            for reset in &resets {
                self.clocks.fetch(reset.id, reset.set);
            }
            for reset in resets.drain(..) {
                self.reset(&reset, self.month);
            }
        }
        self.fired = fired;
        self.city.recycle(edits);
        for count in self.counts.drain(..) {
            self.record.count(&count);
        }
        self.record
            .account(&self.programme.ledger, &self.programme.bill);
        self.record.close_month();
        debug_assert_eq!(self.programme.ledger.check(), Ok(()));
    }

    /// Closes the month of one resident, of whom the processes in `fired` had their event. Says
    /// which clocks must be set.
    fn close(&mut self, id: ResidentId, before: &Person, fired: u32) -> Option<Reset> {
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
        let rate_may_change = fired & RATE_MAY_CHANGE != 0;
        if rate_may_change {
            let rates = &self.model.rates;
            changed = changed.and(rates.changing(&view(self.model, after, self.month + 1)));
        }
        let set = changed.readers() | fired & !RATE_MAY_CHANGE;
        (set != 0 || rate_may_change).then_some(Reset {
            id,
            changed,
            set,
            rate_may_change,
        })
    }

    /// Sets all clocks of a resident from the month after `month` on.
    pub(super) fn reset_all(&mut self, id: ResidentId, month: u16) {
        let all = Reset {
            id,
            changed: Reads::ALL,
            set: Reads::ALL.readers(),
            rate_may_change: true,
        };
        self.reset(&all, month);
    }

    fn reset(&mut self, reset: &Reset, month: u16) {
        let &Reset {
            id, changed, set, ..
        } = reset;
        let person = *self.city.person(id);
        let view = view(self.model, &person, month + 1);
        let draws = &self.draws;
        let all = (changed == Reads::ALL).then(|| first_words(draws, person.key));
        for process in processes(set) {
            let first = || match &all {
                Some(words) => words.as_flattened()[process as usize],
                None => first_word(draws, person.key, process),
            };
            let hazard = self.hazard(process, &view);
            self.clocks.set(id, process, hazard, month, first);
        }
        if set & !TIES == 0 && !reset.rate_may_change {
            self.clocks.note_ties_due(id);
        } else {
            let rate_changes = self.model.rates.next_change(&view);
            self.clocks.note_due(id, rate_changes);
        }
    }
}

/// Clocks to be set of a resident, and why.
struct Reset {
    id: ResidentId,
    changed: Reads,
    /// Processes, as bits.
    set: u32,
    /// Must the month be found anew in which time changes a rate?
    rate_may_change: bool,
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
