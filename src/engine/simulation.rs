//! One run: a city, its clocks, a policy and a record.
//!
//! The phases of a month stand in [`Phase`](crate::dynamics::Phase), and a test fixes their order.
//! All hazards of a month are taken at its start, on the state that the month before left behind;
//! which events happen is settled before any of them changes anything. Events then happen phase by
//! phase. At the end, everybody who was edited is settled with the hazards of before and scheduled
//! with the hazards of after. So a month of hazard is never counted twice or forgotten, and it does
//! not matter whether a resident is looked at every month or only when something happens.

use super::Model;
use super::clocks::{Clocks, Hazards};
use super::record::Record;
use crate::chance::{Draws, Hazard};
use crate::dynamics::{Count, LIFE_PROCESSES, PROCESSES, Phase, Process, SetPoints, View, World};
use crate::population::{City, Person, ResidentId};
use crate::programme::{Capacity, LeverTable, Policy, ProgrammeState};
use crate::vocabulary::{IsolationStatus, Outcome};

/// A run in progress; a clone is a snapshot that goes on in the same way.
#[derive(Clone)]
pub struct Simulation<'m> {
    model: &'m Model,
    draws: Draws,
    scale: f64,
    month: u16,
    city: City,
    clocks: Clocks,
    points: SetPoints,
    programme: ProgrammeState,
    levers: LeverTable,
    record: Record,
    counts: Vec<Count>,
    events: u64,
}

/// Events that happen this month, per process: resident and ordinal.
type Fired = [Vec<(ResidentId, u32)>; PROCESSES];

impl<'m> Simulation<'m> {
    /// The standing state of a replicate, before the first month, with room for `months`. `levers`
    /// are those of month 0.
    pub fn new(
        model: &'m Model,
        seed: u64,
        replicate: u32,
        scale: f64,
        months: u16,
        levers: LeverTable,
    ) -> Self {
        let draws = Draws::new(seed, replicate);
        let city = model.synthesis.city(&draws, scale, months);
        let points = SetPoints::solve(&model.rates, &city, &model.synthesis, &model.effects);
        let mut simulation = Self {
            model,
            draws,
            scale,
            month: 0,
            clocks: Clocks::with_capacity(city.capacity()),
            city,
            points,
            programme: ProgrammeState::empty(),
            levers,
            record: Record::new(months),
            counts: Vec::new(),
            events: 0,
        };
        simulation.clocks.grow(simulation.city.len(), 0);
        for id in simulation.city.ids() {
            let person = *simulation.city.person(id);
            simulation
                .record
                .change(None, Some(&person), &model.synthesis.cutoffs);
            simulation.schedule(id);
        }
        simulation.record.close_month();
        simulation
    }

    /// Months simulated so far.
    pub fn month(&self) -> u16 {
        self.month
    }

    /// Events that have happened so far.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// The city as it is now.
    pub fn city(&self) -> &City {
        &self.city
    }

    /// The programme as it is now.
    pub fn programme(&self) -> &ProgrammeState {
        &self.programme
    }

    /// What has been recorded.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The record, at the end.
    pub fn into_record(self) -> Record {
        self.record
    }

    /// Goes on to and including `month`.
    pub fn run_to(&mut self, month: u16, policy: &Policy) {
        while self.month < month {
            self.step(policy);
        }
    }

    /// One month.
    pub fn step(&mut self, policy: &Policy) {
        self.month += 1;
        self.take_levers(policy);
        let mut fired = Fired::default();
        self.find_events(&mut fired);

        self.happen(Phase::Life, &fired);
        self.birthdays_and_newcomers();
        self.happen(Phase::Ties, &fired);
        self.happen(Phase::Loneliness, &fired);
        self.happen(Phase::Isolation, &fired);
        self.with_programme(|simulation, state, world| {
            state.forget_the_departed(world);
            simulation.programme_events(Phase::Signalling, &fired, state, world);
            simulation.programme_events(Phase::Allocation, &fired, state, world);
            let programme = &simulation.model.programme;
            programme.allocate(state, world, simulation.levers, &simulation.capacity);
            programme.deliver(state, world);
            simulation.programme_events(Phase::Volunteers, &fired, state, world);
            programme.volunteers(state, world, simulation.levers, &simulation.capacity);
        });
        self.close_month();
    }

    /// Phase 1. When a lever changes, everybody's clocks are settled with the old levers first.
    fn take_levers(&mut self, policy: &Policy) {
        let levers = policy.at(self.month);
        if *levers == self.levers {
            return;
        }
        let before = self.month - 1;
        for id in self.city.ids() {
            if self.city.person(id).present {
                let hazards = self.hazards(self.city.person(id), self.clocks.settled(id) + 1);
                self.clocks.settle(id, before, &hazards, |_, _| {
                    debug_assert!(false, "events before this month have happened");
                });
            }
        }
        self.levers = levers.clone();
        for id in self.city.ids() {
            if self.city.person(id).present {
                self.schedule(id);
            }
        }
    }

    /// Which events happen this month, given the state at its start.
    fn find_events(&mut self, fired: &mut Fired) {
        let mut due = Vec::new();
        self.clocks.due_in(self.month, &mut due);
        for id in due {
            // Looked at, so settled and scheduled anew, whether or not anything happens.
            let person = *self.city.edit(id);
            let hazards = self.hazards(&person, self.clocks.settled(id) + 1);
            self.clocks
                .settle(id, self.month, &hazards, |process, ordinal| {
                    fired[process as usize].push((id, ordinal));
                });
        }
    }

    /// Events of the processes of life in a phase.
    fn happen(&mut self, phase: Phase, fired: &Fired) {
        let mut world = World {
            city: &mut self.city,
            synthesis: &self.model.synthesis,
            draws: self.draws,
            month: self.month as i16,
            counts: &mut self.counts,
        };
        for process in &Process::ALL[..LIFE_PROCESSES] {
            if process.phase() != phase {
                continue;
            }
            for &(id, ordinal) in &fired[*process as usize] {
                if world.city.person(id).present {
                    self.events += 1;
                    self.model
                        .rates
                        .happen(*process, &mut world, id, ordinal, &self.points);
                }
            }
        }
    }

    fn birthdays_and_newcomers(&mut self) {
        let month = self.month as i16;
        let model = self.model;
        let mut birthdays = Vec::new();
        for (id, person) in self.city.edited() {
            if person.present && person.band_ends().is_some_and(|end| end <= month) {
                birthdays.push(id);
            }
        }
        for id in birthdays {
            self.city.reseat(id, |person| {
                person.age_band += 1;
                person.sociability = model.synthesis.sociability.class_of(
                    person.sociability_rank,
                    person.borough as usize,
                    person.age_group(),
                );
            });
        }
        let counts = &mut self.counts;
        model.synthesis.newcomers(
            &mut self.city,
            &self.draws,
            self.scale,
            self.month,
            |city, id| counts.push(Count::of(Outcome::Arrived, city.person(id), 1)),
        );
        self.clocks.grow(self.city.len(), self.month);
    }

    /// Lends the parts that the programme needs.
    fn with_programme(
        &mut self,
        act: impl FnOnce(&mut Lent<'_>, &mut ProgrammeState, &mut World<'_>),
    ) {
        let mut world = World {
            city: &mut self.city,
            synthesis: &self.model.synthesis,
            draws: self.draws,
            month: self.month as i16,
            counts: &mut self.counts,
        };
        let mut lent = Lent {
            model: self.model,
            levers: &self.levers,
            capacity: Capacity {
                older: self.record.older(),
                scale: self.scale,
            },
            events: &mut self.events,
        };
        act(&mut lent, &mut self.programme, &mut world);
    }

    /// Phases 5 (what follows for status and duration) and 10: everybody who was edited is settled,
    /// recorded and scheduled.
    fn close_month(&mut self) {
        let cutoffs = &self.model.synthesis.cutoffs;
        let edited = self.city.take_edited();
        for &(id, before) in &edited {
            let after = self.city.person_mut(id);
            note_isolation(before, after, cutoffs, self.month as i16, &mut self.counts);
            let after = *after;
            self.record.change(
                before.present.then_some(&before),
                after.present.then_some(&after),
                cutoffs,
            );
            if !after.present {
                self.clocks.stop(id);
                continue;
            }
            if before.present && self.clocks.settled(id) < self.month {
                let hazards = self.hazards(&before, self.clocks.settled(id) + 1);
                self.clocks.settle(id, self.month, &hazards, |_, _| {
                    debug_assert!(false, "whoever was not due has no event");
                });
            }
            self.schedule(id);
        }
        self.city.recycle(edited);
        for count in self.counts.drain(..) {
            self.record.count(&count);
        }
        self.record.account(&self.programme.ledger);
        self.record.close_month();
        debug_assert_eq!(self.programme.ledger.check(), Ok(()));
    }

    fn hazards(&self, person: &Person, month: u16) -> Hazards {
        let view = View::new(
            person,
            month as i16,
            &self.model.synthesis.cutoffs,
            &self.model.effects,
        );
        let mut hazards = [Hazard::ZERO; PROCESSES];
        for (process, hazard) in Process::ALL.iter().zip(&mut hazards) {
            *hazard = if (*process as usize) < LIFE_PROCESSES {
                self.model.rates.hazard(*process, &view, &self.points)
            } else {
                self.model.programme.hazard(*process, &view, &self.levers)
            };
        }
        hazards
    }

    fn schedule(&mut self, id: ResidentId) {
        let person = *self.city.person(id);
        let month = self.clocks.settled(id) + 1;
        let hazards = self.hazards(&person, month);
        let view = View::new(
            &person,
            month as i16,
            &self.model.synthesis.cutoffs,
            &self.model.effects,
        );
        let changes = self.model.rates.next_change(&view);
        self.clocks
            .schedule(id, person.key, &self.draws, &hazards, changes);
    }

    /// Checks everything that must balance: ties, matches, marks, accounts and stocks.
    ///
    /// # Errors
    /// Says what does not hold.
    pub fn check(&self) -> Result<(), String> {
        self.city.check()?;
        self.programme.check(|id| *self.city.person(id))?;
        let mut fresh = Record::new(0);
        for (_, person) in self.city.residents() {
            fresh.change(None, Some(person), &self.model.synthesis.cutoffs);
        }
        fresh.close_month();
        let last = self.record.len() - 1;
        for &outcome in crate::vocabulary::Term::ALL {
            let outcome: Outcome = outcome;
            if outcome.kind() == crate::vocabulary::OutcomeKind::Stock
                && fresh.cells(0, outcome) != self.record.cells(last, outcome)
            {
                return Err(format!("the stock of {outcome:?} has drifted"));
            }
        }
        Ok(())
    }
}

/// What the programme's phases need of the simulation.
struct Lent<'a> {
    model: &'a Model,
    levers: &'a LeverTable,
    capacity: Capacity,
    events: &'a mut u64,
}

impl Lent<'_> {
    /// Events of the programme's clocks in a phase.
    fn programme_events(
        &mut self,
        phase: Phase,
        fired: &Fired,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
    ) {
        let programme = &self.model.programme;
        for process in &Process::ALL[LIFE_PROCESSES..] {
            if process.phase() != phase {
                continue;
            }
            for &(id, ordinal) in &fired[*process as usize] {
                if !world.city.person(id).present {
                    continue;
                }
                *self.events += 1;
                match process {
                    Process::Signal => {
                        programme.signal(
                            state,
                            world,
                            id,
                            ordinal,
                            self.levers,
                            &self.model.effects,
                        );
                    }
                    Process::Pathway => programme.turn(state, world, id, ordinal),
                    Process::VolunteerStop => programme.volunteer_stops(state, world, id),
                    _ => debug_assert!(false, "not a process of the programme"),
                }
            }
        }
    }
}

/// Notes since when a resident is isolated, and counts the way in and out.
fn note_isolation(
    before: Person,
    after: &mut Person,
    cutoffs: &crate::population::Cutoffs,
    month: i16,
    counts: &mut Vec<Count>,
) {
    if !before.present || !after.present {
        return;
    }
    let was = cutoffs.status(&before) == IsolationStatus::Isolated;
    let is = cutoffs.status(after) == IsolationStatus::Isolated;
    if !was && is {
        after.isolated_since = month;
        counts.push(Count::of(Outcome::NewlyIsolated, after, 1));
    } else if was && !is {
        counts.push(Count::of(Outcome::Recovered, after, 1));
        if before.stage >= crate::programme::Stage::Help as u8 {
            counts.push(Count::of(Outcome::IsolationEnded, after, 1));
        }
    }
}
