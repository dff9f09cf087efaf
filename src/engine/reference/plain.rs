//! A plain engine: everybody's every hazard is worked out from scratch in every month and taken off
//! what is left of the threshold. No calendar, no notes of who was edited, no batches, no increments.
//!
//! What happens at an event is not the engine's business, and is the same code for both engines.

use super::recount::{census, recount};
use crate::chance::{Draws, Purpose, threshold, uniform};
use crate::dynamics::{
    Count, Event, LIFE_PROCESSES, PROCESSES, Phase, Process, SetPoints, View, World,
};
use crate::engine::Model;
use crate::engine::clocks::first_word;
use crate::population::{City, Person, ResidentId};
use crate::programme::{Census, Lever, LeverTable, Policy, ProgrammeState, Stage};
use crate::vocabulary::{CareResult, IsolationStatus, Outcome};

/// What is left of a threshold, once one has been drawn, and how often the event has happened.
#[derive(Clone, Copy, Default)]
struct Clock {
    left: Option<u32>,
    fired: u32,
}

/// What events of a month leave for later.
#[derive(Default)]
struct Noted {
    counts: Vec<Count>,
    bereaved: Vec<ResidentId>,
}

/// An event of a process.
type Fired = (Process, Event);

/// A run in progress.
pub(super) struct Plain<'m> {
    model: &'m Model,
    draws: Draws,
    scale: f64,
    month: u16,
    clocks: Vec<[Clock; PROCESSES]>,
    points: SetPoints,
    levers: LeverTable,
    pub city: City,
    pub programme: ProgrammeState,
    pub events: u64,
    /// The record of the last month.
    pub numbers: Vec<u32>,
}

impl<'m> Plain<'m> {
    /// The standing state; arguments as those of `Simulation::new`.
    pub fn new(
        model: &'m Model,
        seed: u64,
        replicate: u32,
        scale: f64,
        room: u16,
        levers: LeverTable,
    ) -> Self {
        let draws = Draws::new(seed, replicate);
        let city = model.synthesis.city(&draws, scale, room);
        let points = SetPoints::solve(&model.rates, &city, &model.synthesis, &model.effects);
        let mut plain = Self {
            model,
            draws,
            scale,
            month: 0,
            clocks: Vec::new(),
            points,
            city,
            programme: ProgrammeState::empty(&model.programme, &levers),
            levers,
            events: 0,
            numbers: Vec::new(),
        };
        plain.record(&[]);
        plain
    }

    /// One month.
    pub fn step(&mut self, policy: &Policy) {
        self.month += 1;
        self.levers = policy.at(self.month).clone();
        let before: Vec<Person> = self.city.ids().map(|id| *self.city.person(id)).collect();
        let census = census(&before, &self.model.synthesis.cutoffs, self.scale);
        let fired = self.fired();
        let mut noted = Noted::default();
        self.live(Phase::Life, &fired, &mut noted);
        self.have_birthdays();
        self.welcome_newcomers(&mut noted);
        self.live(Phase::Ties, &fired, &mut noted);
        self.live(Phase::Loneliness, &fired, &mut noted);
        self.live(Phase::Isolation, &fired, &mut noted);
        self.help(&fired, &census, &mut noted);
        for (id, before) in self.city.ids().zip(&before) {
            self.note_isolation(id, before, &mut noted);
        }
        self.record(&noted.counts);
        // The city notes edits for the fast engine; nobody reads them here.
        self.city.take_edits();
        self.city.open();
    }

    fn record(&mut self, counts: &[Count]) {
        let lenses = &self.model.synthesis.cutoffs;
        self.numbers = recount(&self.city, lenses, counts, &self.programme);
    }

    /// Every event of the month, by process and in the order of positions.
    fn fired(&mut self) -> Vec<Fired> {
        self.clocks.resize(self.city.len(), Default::default());
        let mut fired = Vec::new();
        for process in Process::ALL {
            for id in self.city.ids() {
                let event = self.run_clock(id, process);
                fired.extend(event.map(|event| (process, event)));
            }
        }
        fired
    }

    /// A clock runs for a month. Does its event happen?
    fn run_clock(&mut self, id: ResidentId, process: Process) -> Option<Event> {
        let (model, person) = (self.model, self.city.person(id));
        if !person.present {
            return None;
        }
        let view = model.view(person, self.month);
        let running = model.hazard(process, &self.points, &self.levers, &view);
        if running.units() == 0 {
            return None;
        }
        let clock = &mut self.clocks[id.index()][process as usize];
        let first = || threshold(first_word(&self.draws, person.key, process));
        let left = clock.left.unwrap_or_else(first);
        if left > running.units() {
            clock.left = Some(left - running.units());
            return None;
        }
        let ordinal = clock.fired;
        let purpose = Purpose(process as u8);
        let [next, words @ ..] = self.draws.words(person.key, purpose, ordinal);
        clock.left = Some(threshold(next));
        clock.fired += 1;
        let event = Event { id, ordinal, words };
        self.is_true(process, &view, running.chance(), &event)
            .then_some(event)
    }

    /// Of a clock that runs at an upper bound, does the event happen at the rate itself?
    fn is_true(&self, process: Process, view: &View<'_>, bound: f64, event: &Event) -> bool {
        if !process.is_thinned() {
            return true;
        }
        let rate = self.model.rates.happening(process, view, &self.points);
        uniform(event.words[2]) * bound < rate.chance()
    }

    /// What events read and change.
    fn world<'a>(&'a mut self, noted: &'a mut Noted) -> (World<'a>, &'a mut ProgrammeState) {
        let world = World {
            city: &mut self.city,
            synthesis: &self.model.synthesis,
            draws: self.draws,
            month: self.month as i16,
            counts: &mut noted.counts,
            bereaved: &mut noted.bereaved,
            older_staying: self.levers.city(Lever::CityOlderStaying),
        };
        (world, &mut self.programme)
    }

    /// Events of life of a phase, one by one.
    fn live(&mut self, phase: Phase, fired: &[Fired], noted: &mut Noted) {
        let (rates, points) = (&self.model.rates, self.points.clone());
        for (process, event) in fired {
            if (*process as usize) < LIFE_PROCESSES && process.phase() == phase {
                let (mut world, _) = self.world(noted);
                let one = std::slice::from_ref(event);
                self.events += rates.happen_to(*process, &mut world, one, &points) as u64;
            }
        }
    }

    fn have_birthdays(&mut self) {
        let sociability = &self.model.synthesis.sociability;
        for id in self.city.ids() {
            let person = self.city.person(id);
            let grows_older = person
                .band_ends()
                .is_some_and(|end| end <= self.month as i16);
            if person.present && grows_older {
                self.city.reseat(id, |person| {
                    person.age_band += 1;
                    let (rank, borough) = (person.sociability_rank, person.borough as usize);
                    person.sociability = sociability.class_of(rank, borough, person.age_group());
                });
            }
        }
    }

    fn welcome_newcomers(&mut self, noted: &mut Noted) {
        self.model.synthesis.newcomers(
            &mut self.city,
            &self.draws,
            self.scale,
            self.month,
            self.levers.city(Lever::CityOlderArrivals),
            |city, id| {
                let arrived = Count::of(Outcome::Arrived, city.person(id), 1);
                noted.counts.push(arrived);
            },
        );
    }

    /// What the programme does.
    fn help(&mut self, fired: &[Fired], census: &Census, noted: &mut Noted) {
        let (programme, levers) = (&self.model.programme, &self.levers.clone());
        let (mut world, state) = self.world(noted);
        programme.begin_month(state, &mut world, levers, census);
        self.clocks_of_programme(Phase::Signalling, fired, noted);
        self.clocks_of_programme(Phase::Allocation, fired, noted);
        let (mut world, state) = self.world(noted);
        programme.help(state, &mut world, levers, census);
        self.clocks_of_programme(Phase::Volunteers, fired, noted);
        let (mut world, state) = self.world(noted);
        programme.end_month(state, &mut world, levers, census);
    }

    fn clocks_of_programme(&mut self, phase: Phase, fired: &[Fired], noted: &mut Noted) {
        let (model, levers) = (self.model, &self.levers.clone());
        for (process, event) in fired {
            let of_programme = *process as usize >= LIFE_PROCESSES;
            if of_programme && process.phase() == phase && self.city.person(event.id).present {
                self.events += 1;
                let (mut world, state) = self.world(noted);
                let (programme, effects) = (&model.programme, &model.effects);
                programme.happen(*process, state, &mut world, event, levers, effects);
            }
        }
    }

    /// Notes since when a resident is isolated, and counts the way in and out.
    fn note_isolation(&mut self, id: ResidentId, before: &Person, noted: &mut Noted) {
        let lenses = &self.model.synthesis.cutoffs;
        let after = self.city.person_mut(id);
        if !before.present || !after.present {
            return;
        }
        let isolated = |person| lenses.status(person) == IsolationStatus::Isolated;
        let mut count = |outcome| noted.counts.push(Count::of(outcome, after, 1));
        match (isolated(before), isolated(after)) {
            (false, true) => {
                count(Outcome::NewlyIsolated);
                after.isolated_since = self.month as i16;
            }
            (true, false) => {
                count(Outcome::Recovered);
                if Stage::of(before).is_helped() {
                    let ended = CareResult::IsolationEnded;
                    count(Outcome::of_result(ended));
                    if let Some(profile) = lenses.profile(before) {
                        count(Outcome::result_of(ended, profile));
                    }
                }
            }
            _ => {}
        }
    }
}
