//! One run: a city, its clocks, a policy and a record.
//!
//! The phases of a month stand in [`Phase`](crate::dynamics::Phase), and a test fixes their order.
//! All hazards of a month are taken at its start, on the state that the month before left behind;
//! which events happen is settled before any of them changes anything. Events then happen phase by
//! phase. At the end, the clocks of everybody who was edited are set to the hazards of the new state.
//! So it does not matter whether a resident is looked at every month or only when something happens.

mod bytes;
mod close;
mod fire;
mod set_clocks;

pub use bytes::Column;

use super::Model;
use super::clocks::Clocks;
use super::record::Record;
use super::{Part, Watch, Work};
use crate::chance::Draws;
use crate::dynamics::{
    AHEAD, Count, Event, LIFE_PROCESSES, PROCESSES, Phase, Process, SetPoints, World,
};
use crate::population::{City, ResidentId};
use crate::programme::{Census, Lever, LeverTable, Policy, ProgrammeState};
use crate::vocabulary::{Outcome, OutcomeKind, Term};

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
    bereaved: Vec<ResidentId>,
    /// Of whom time alone may change a rate after this month.
    looks: Vec<ResidentId>,
    /// Whose clock of a process runs out this month.
    due: Vec<ResidentId>,
    /// Events that happen this month.
    happening: Fired,
    work: Work,
}

/// By how many months a run that goes on after its end extends the calendar.
const MORE_MONTHS: u16 = 12;

/// Events that happen this month, per process.
type Fired = [Vec<Event>; PROCESSES];

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
        Self::watched(model, (seed, replicate), scale, months, levers, &mut ())
    }

    /// As [`Simulation::new`], of a seed and a replicate, with a watch.
    pub fn watched(
        model: &'m Model,
        (seed, replicate): (u64, u32),
        scale: f64,
        months: u16,
        levers: LeverTable,
        watch: &mut impl Watch,
    ) -> Self {
        let draws = Draws::new(seed, replicate);
        let (mut city, partnered) = model.synthesis.people(&draws, scale, months);
        watch.lap(Part::Residents);
        model.synthesis.tie(&mut city, &draws, &partnered);
        drop(partnered);
        watch.lap(Part::TieGraph);
        let points = SetPoints::solve(&model.rates, &city, &model.synthesis, &model.effects);
        watch.lap(Part::SetPoints);
        let mut simulation = Self {
            model,
            draws,
            scale,
            month: 0,
            clocks: Clocks::new(city.capacity(), 0),
            city,
            points,
            programme: ProgrammeState::empty(&model.programme, &levers),
            levers,
            record: Record::new(months),
            counts: Vec::new(),
            bereaved: Vec::new(),
            looks: Vec::new(),
            due: Vec::new(),
            happening: Fired::default(),
            work: Work::default(),
        };
        for (_, person) in simulation.city.residents() {
            simulation.record.change(None, Some(person), &model.stocks);
        }
        simulation.record.close_month();
        watch.lap(Part::FirstRecord);
        simulation.add_clocks();
        simulation.set_all_clocks();
        watch.lap(Part::FirstClocks);
        simulation.extend_calendar(months);
        watch.lap(Part::Calendar);
        simulation.work = Work::default();
        simulation
    }

    /// Months simulated so far.
    pub fn month(&self) -> u16 {
        self.month
    }

    /// Events that have happened so far.
    pub fn events(&self) -> u64 {
        self.work.events
    }

    /// Work that has been done so far, the standing state not included.
    pub fn work(&self) -> Work {
        self.work
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
        self.step_watched(policy, &mut ());
    }

    /// One month, with a watch.
    pub fn step_watched(&mut self, policy: &Policy, watch: &mut impl Watch) {
        if self.month == self.clocks.last() {
            self.extend_calendar(self.month + MORE_MONTHS);
        }
        self.month += 1;
        self.take_levers(policy);
        watch.lap(Part::Levers);
        let mut fired = std::mem::take(&mut self.happening);
        self.find_events(&mut fired);
        watch.lap(Part::FindEvents);

        self.happen(Phase::Life, &fired);
        watch.lap(Part::Life);
        self.birthdays_and_newcomers();
        watch.lap(Part::Newcomers);
        self.happen(Phase::Ties, &fired);
        watch.lap(Part::Ties);
        self.happen(Phase::Loneliness, &fired);
        watch.lap(Part::Loneliness);
        self.happen(Phase::Isolation, &fired);
        watch.lap(Part::Isolation);
        self.with_world(|lent, state, world| {
            let (programme, levers, census) = (&lent.model.programme, lent.levers, lent.census);
            programme.begin_month(state, world, levers, &census);
            lent.programme_events(Phase::Signalling, &fired, state, world);
            watch.lap(Part::Signalling);
            lent.programme_events(Phase::Allocation, &fired, state, world);
            watch.lap(Part::Allocation);
            programme.help(state, world, levers, &census);
            watch.lap(Part::Help);
            lent.programme_events(Phase::Volunteers, &fired, state, world);
            programme.end_month(state, world, levers, &census);
            watch.lap(Part::Volunteers);
        });
        self.bereaved.clear();
        self.happening = fired;
        self.close_month(watch);
    }

    /// Phase 1. Hardly any lever changes a hazard; where one does, all clocks are set anew.
    fn take_levers(&mut self, policy: &Policy) {
        let levers = policy.at(self.month);
        if *levers == self.levers {
            return;
        }
        let set_clocks = levers.sets_other_clocks(&self.levers);
        self.levers = levers.clone();
        if !set_clocks {
            return;
        }
        self.set_clocks_of_programme();
    }

    /// Draws up the calendar up to and including `last`.
    fn extend_calendar(&mut self, last: u16) {
        self.clocks.extend(self.month, last);
        for (id, person) in self.city.residents() {
            let view = self.model.view(person, self.month + 1);
            if let Some(look) = self.model.rates.next_look(&view) {
                self.clocks.look(id, look);
            }
        }
    }

    /// Clocks for those who have none yet.
    fn add_clocks(&mut self) {
        let without = self.city.ids().skip(self.clocks.len());
        for id in without {
            self.clocks.add(self.city.person(id).key);
        }
    }

    /// Events of the processes of life in a phase.
    fn happen(&mut self, phase: Phase, fired: &Fired) {
        self.with_world(|lent, _, world| lent.life_events(phase, fired, world));
    }

    fn birthdays_and_newcomers(&mut self) {
        let month = self.month as i16;
        let model = self.model;
        // A birthday changes rates through the mere passing of time.
        for &id in &self.looks {
            let person = self.city.person(id);
            if !person.present || person.band_ends().is_none_or(|end| end > month) {
                continue;
            }
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
            self.levers.city(Lever::CityOlderArrivals),
            |city, id| counts.push(Count::of(Outcome::Arrived, city.person(id), 1)),
        );
        self.add_clocks();
    }

    /// Lends the parts that events and the programme need.
    fn with_world(&mut self, act: impl FnOnce(&mut Lent<'_>, &mut ProgrammeState, &mut World<'_>)) {
        let mut world = World {
            city: &mut self.city,
            synthesis: &self.model.synthesis,
            draws: self.draws,
            month: self.month as i16,
            counts: &mut self.counts,
            bereaved: &mut self.bereaved,
            older_staying: self.levers.city(Lever::CityOlderStaying),
        };
        let mut lent = Lent {
            model: self.model,
            points: &self.points,
            levers: &self.levers,
            census: self.record.census(self.scale),
            events: &mut self.work.events,
        };
        act(&mut lent, &mut self.programme, &mut world);
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
            fresh.change(None, Some(person), &self.model.stocks);
        }
        fresh.close_month();
        let last = self.record.len() - 1;
        for (id, person) in self.city.residents() {
            let view = self.model.view(person, self.month + 1);
            for process in Process::ALL {
                let hazard = self
                    .model
                    .hazard(process, &self.points, &self.levers, &view);
                if hazard != self.clocks.hazard(id, process) {
                    return Err(format!("the hazard of {process:?} of {id:?} is stale"));
                }
            }
        }
        for &outcome in Outcome::ALL {
            if outcome.kind() == OutcomeKind::Stock
                && fresh.cells(0, outcome) != self.record.cells(last, outcome)
            {
                return Err(format!("the stock of {outcome:?} has drifted"));
            }
        }
        Ok(())
    }
}

/// What events and the programme need of the simulation.
struct Lent<'a> {
    model: &'a Model,
    points: &'a SetPoints,
    levers: &'a LeverTable,
    census: Census,
    events: &'a mut u64,
}

impl Lent<'_> {
    /// Events of the processes of life in a phase.
    fn life_events(&mut self, phase: Phase, fired: &Fired, world: &mut World<'_>) {
        for &process in &Process::ALL[..LIFE_PROCESSES] {
            if process.phase() == phase {
                for batch in fired[process as usize].chunks(AHEAD) {
                    let rates = &self.model.rates;
                    let happened = rates.happen_to(process, world, batch, self.points);
                    *self.events += happened as u64;
                }
            }
        }
    }

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
            for event in &fired[*process as usize] {
                if !world.city.person(event.id).present {
                    continue;
                }
                *self.events += 1;
                let (levers, effects) = (self.levers, &self.model.effects);
                programme.happen(*process, state, world, event, levers, effects);
            }
        }
    }
}
