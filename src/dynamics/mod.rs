//! What happens to residents: one file per process, each with its hazard, its effect and its tests.
//!
//! Adding a process means a file here, its entries in the registry, and its name in [`Process`].

mod care;
mod competence;
mod entrenchment;
mod loneliness;
mod mobility;
mod mortality;
mod moving;
mod partnership;
mod problems;
mod process;
mod psychiatric;
mod reads;
mod set_points;
mod ties;
mod view;
mod work;
mod world;

pub use process::{LIFE_PROCESSES, PROCESSES, Phase, Process};
pub use reads::Reads;
pub use set_points::SetPoints;
pub use view::{HelpEffect, HelpEffects, View};
pub use world::{Count, Event, World};

use crate::chance::Hazard;
use crate::evidence::{Reader, RegistryError};

/// How many residents are brought into the cache at once.
pub const AHEAD: usize = 32;

/// Something that is done with the hazards of one process for several residents.
pub trait HazardTask: Sized {
    /// What comes of it.
    type Result;

    /// The task, for a process whose clock runs at the hazard `running` and whose event happens at the
    /// hazard `happening`, at most that: thinning (Lewis and Shedler 1979) takes off the rest. Where
    /// the process is not thinned, the two are the same.
    fn act(
        self,
        process: Process,
        running: impl Fn(&View<'_>) -> Hazard,
        happening: impl Fn(&View<'_>) -> Hazard,
    ) -> Self::Result;

    /// The task, for yearly rates that bound the rate of the process and that are the rate.
    #[inline(always)]
    fn bounded(
        self,
        process: Process,
        bound: impl Fn(&View<'_>) -> f64,
        rate: impl Fn(&View<'_>) -> f64,
    ) -> Self::Result {
        debug_assert!(process.is_thinned());
        self.act(
            process,
            |view| Hazard::per_year(bound(view)),
            |view| Hazard::per_year(rate(view)),
        )
    }

    /// The task, for a clock that runs at the yearly rate of the process itself.
    #[inline(always)]
    fn exact(self, process: Process, rate: impl Fn(&View<'_>) -> f64) -> Self::Result {
        debug_assert!(!process.is_thinned());
        let hazard = |view: &View<'_>| Hazard::per_year(rate(view));
        self.act(process, hazard, hazard)
    }
}

/// The hazard at which an event happens to one resident.
struct Happening<'a>(&'a View<'a>);

impl HazardTask for Happening<'_> {
    type Result = Hazard;

    fn act(
        self,
        _: Process,
        _: impl Fn(&View<'_>) -> Hazard,
        happening: impl Fn(&View<'_>) -> Hazard,
    ) -> Hazard {
        happening(self.0)
    }
}

/// The parameters of all processes of life.
#[derive(Clone, Debug, PartialEq)]
pub struct Rates {
    mortality: mortality::Mortality,
    partnership: partnership::Partnership,
    work: work::Careers,
    mobility: mobility::MobilityRates,
    psychiatric: psychiatric::Psychiatric,
    care: care::CareRates,
    moving: moving::Moving,
    problems: problems::Problems,
    ties: ties::TieRates,
    loneliness: loneliness::LonelinessRates,
    entrenchment: entrenchment::Entrenchment,
    competence: competence::CompetenceRates,
}

impl Rates {
    /// Reads all parameters.
    ///
    /// # Errors
    /// When the registry lacks one.
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            mortality: mortality::Mortality::read(reader)?,
            partnership: partnership::Partnership::read(reader)?,
            work: work::Careers::read(reader)?,
            mobility: mobility::MobilityRates::read(reader)?,
            psychiatric: psychiatric::Psychiatric::read(reader)?,
            care: care::CareRates::read(reader)?,
            moving: moving::Moving::read(reader)?,
            problems: problems::Problems::read(reader)?,
            ties: ties::TieRates::read(reader)?,
            loneliness: loneliness::LonelinessRates::read(reader)?,
            entrenchment: entrenchment::Entrenchment::read(reader)?,
            competence: competence::CompetenceRates::read(reader)?,
        })
    }

    /// Hands the hazards of a process of life to a task. Every process has a copy of the task's loop of
    /// its own, in which the compiler knows which rate it is and works out nothing else.
    #[inline(always)]
    pub fn hand<T: HazardTask>(&self, process: Process, points: &SetPoints, task: T) -> T::Result {
        use Process as P;
        match process {
            P::Death => task.bounded(
                P::Death,
                |view| self.mortality.bound(view, points),
                |view| self.mortality.rate(view, points),
            ),
            P::Separation => task.exact(P::Separation, |view| self.partnership.separation(view)),
            P::Partnering => task.exact(P::Partnering, |view| self.partnership.partnering(view)),
            P::JobChange => task.exact(P::JobChange, |view| self.work.change(view)),
            P::Retirement => task.exact(P::Retirement, |view| self.work.retirement(view)),
            P::MobilityLoss => task.bounded(
                P::MobilityLoss,
                |view| self.mobility.loss_bound(view),
                |view| self.mobility.loss(view),
            ),
            P::MobilityRecovery => {
                task.exact(P::MobilityRecovery, |view| self.mobility.recovery(view))
            }
            P::Psychiatric => task.bounded(
                P::Psychiatric,
                |view| self.psychiatric.bound(view),
                |view| self.psychiatric.rate(view),
            ),
            P::Care => task.bounded(
                P::Care,
                |view| self.care.bound(view),
                |view| self.care.rate(view),
            ),
            P::MoveWithin => task.exact(P::MoveWithin, |view| self.moving.within(view)),
            P::LeaveCity => task.exact(P::LeaveCity, |view| self.moving.away(view)),
            P::ProblemsUp => task.exact(P::ProblemsUp, |view| self.problems.up(view)),
            P::ProblemsDown => task.exact(P::ProblemsDown, |view| self.problems.down(view)),
            P::TieLoss => task.bounded(
                P::TieLoss,
                |view| self.ties.loss_bound(view, points),
                |view| self.ties.loss(view, points),
            ),
            P::TieGain => task.exact(P::TieGain, |view| self.ties.gain(view, points)),
            P::LonelinessUp => task.bounded(
                P::LonelinessUp,
                |view| self.loneliness.up_bound(view, points),
                |view| self.loneliness.up(view, points),
            ),
            P::LonelinessDown => task.exact(P::LonelinessDown, |view| self.loneliness.down(view)),
            P::Entrenchment => task.exact(P::Entrenchment, |view| self.entrenchment.rate(view)),
            P::Competence => task.exact(P::Competence, |view| self.competence.rate(view)),
            P::Signal | P::Pathway | P::VolunteerStop => task.exact(process, |_| 0.0),
        }
    }

    /// The hazard of one month at which the event of a process of life happens to one resident.
    pub fn happening(&self, process: Process, view: &View<'_>, points: &SetPoints) -> Hazard {
        self.hand(process, points, Happening(view))
    }

    /// At most [`AHEAD`] events of one process happen, one after the other. Gives how many did: who died
    /// or left earlier in the month has none.
    pub fn happen_to(
        &self,
        process: Process,
        world: &mut World<'_>,
        batch: &[Event],
        points: &SetPoints,
    ) -> usize {
        let ids = batch.iter().map(|event| event.id);
        if process.touches_ties() {
            world.city.fetch(ids);
        } else {
            world.city.fetch_people(ids);
        }
        match process {
            Process::TieLoss => return ties::lose(world, batch),
            Process::TieGain => return self.ties.make(world, batch, points),
            // Many whom they know lose a tie.
            Process::Death | Process::MoveWithin | Process::LeaveCity => {
                let known = batch.iter().flat_map(|event| world.city.ties(event.id));
                world.city.fetch(known.copied());
            }
            _ => {}
        }
        let mut happened = 0;
        for event in batch {
            if world.city.person(event.id).present {
                self.happen(process, world, event);
                happened += 1;
            }
        }
        happened
    }

    /// An event happens.
    fn happen(&self, process: Process, world: &mut World<'_>, event: &Event) {
        let &Event { id, ordinal, .. } = event;
        match process {
            Process::Death => mortality::die(world, id),
            Process::Separation => partnership::separate(world, id),
            Process::Partnering => self.partnership.meet(world, id, ordinal),
            Process::JobChange => self.work.happen(world, event),
            Process::Retirement => work::retire(world, id),
            Process::MobilityLoss => mobility::lose(world, id),
            Process::MobilityRecovery => mobility::recover(world, id),
            Process::Psychiatric => psychiatric::turn(world, id),
            Process::Care => self.care.turn(world, event),
            Process::MoveWithin => self.moving.move_within(world, event),
            Process::LeaveCity => self.moving.leave(world, event),
            Process::ProblemsUp => problems::add(world, id),
            Process::ProblemsDown => problems::solve(world, id),
            Process::LonelinessUp => loneliness::rise(world, id),
            Process::LonelinessDown => loneliness::fall(world, id),
            Process::Entrenchment => entrenchment::turn(world, id),
            Process::Competence => competence::turn(world, id),
            Process::TieLoss | Process::TieGain => debug_assert!(false, "ties come in batches"),
            Process::Signal | Process::Pathway | Process::VolunteerStop => {
                debug_assert!(false, "the programme handles its own events");
            }
        }
    }

    /// The traits whose rates change in a month through the mere passing of time. A birthday also
    /// changes the age band itself, a month before, and is told by that.
    pub fn changing(&self, view: &View<'_>) -> Reads {
        let person = view.person;
        let mut changing = Reads::NONE;
        if self.loneliness.changes(person).contains(&view.month) {
            changing = changing.and(Reads::EVENTS);
        }
        if self.entrenchment.changes(view).contains(&view.month) {
            changing = changing.and(Reads::ISOLATION);
        }
        if person.strengthened_until == view.month {
            changing = changing.and(Reads::STRENGTHENED);
        }
        changing
    }

    /// The month after which a rate changes next through the mere passing of time, from the month of
    /// the view on.
    pub fn next_look(&self, view: &View<'_>) -> Option<u16> {
        let person = view.person;
        let mut next = i16::MAX;
        let mut consider = |change: i16| {
            if change > view.month {
                next = next.min(change);
            }
        };
        // The band itself changes in that month, its hazards count from the next.
        person
            .band_ends()
            .map(|end| end.saturating_add(1))
            .into_iter()
            .for_each(&mut consider);
        self.loneliness
            .changes(person)
            .into_iter()
            .for_each(&mut consider);
        self.entrenchment
            .changes(view)
            .into_iter()
            .for_each(&mut consider);
        consider(person.strengthened_until);
        (next < i16::MAX).then_some(next as u16 - 1)
    }
}
