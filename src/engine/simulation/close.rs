//! The end of a month: everybody who was edited is recorded, and clocks are set to the new state.

use super::Simulation;
use super::set_clocks::Reset;
use crate::dynamics::{AHEAD, Count, Reads};
use crate::engine::record::Record;
use crate::engine::{Part, Watch};
use crate::population::{Cutoffs, Person, ResidentId};
use crate::programme::Stage;
use crate::vocabulary::{CareResult, IsolationStatus, Outcome};

impl Simulation<'_> {
    /// Phases 5 (what follows for status and duration) and 10: everybody who was edited is recorded,
    /// and those clocks are set anew whose rates read what has changed.
    pub(super) fn close_month(&mut self, watch: &mut impl Watch) {
        let edits = self.city.take_edits();
        self.work.edited += edits.ids.len() as u64;
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
            watch.lap(Part::Record);
            self.set_clocks(&resets, self.month);
            watch.lap(Part::SetClocks);
            resets.clear();
        }
        self.city.recycle(edits);
        for count in self.counts.drain(..) {
            self.record.count(&count);
        }
        self.record
            .account(&self.programme.ledger, &self.programme.bill);
        self.record.close_month();
        watch.lap(Part::Record);
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
                &self.model.stocks,
            );
        }
        if !after.present {
            self.clocks.stop(id);
            return None;
        }
        if looked {
            let rates = &self.model.rates;
            changed = changed.and(rates.changing(&self.model.view(after, self.month + 1)));
        }
        let reset = Reset {
            id,
            set: changed.readers(cutoffs.category(after)),
            all: changed == Reads::ALL,
            look: looked || changed.meets(Reads::TIMES),
        };
        (reset.set != 0 || reset.look).then_some(reset)
    }
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
