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

    /// Yearly rate of a process of life for a resident.
    #[inline]
    pub fn rate(&self, process: Process, view: &View<'_>, points: &SetPoints) -> f64 {
        match process {
            Process::Death => self.mortality.rate(view, points),
            Process::Separation => self.partnership.separation(view),
            Process::Partnering => self.partnership.partnering(view),
            Process::JobChange => self.work.change(view),
            Process::Retirement => self.work.retirement(view),
            Process::MobilityLoss => self.mobility.loss(view),
            Process::MobilityRecovery => self.mobility.recovery(view),
            Process::Psychiatric => self.psychiatric.rate(view),
            Process::Care => self.care.rate(view),
            Process::MoveWithin => self.moving.within(view),
            Process::LeaveCity => self.moving.away(view),
            Process::ProblemsUp => self.problems.up(view),
            Process::ProblemsDown => self.problems.down(view),
            Process::TieLoss => self.ties.loss(view, points),
            Process::TieGain => self.ties.gain(view, points),
            Process::LonelinessUp => self.loneliness.up(view, points),
            Process::LonelinessDown => self.loneliness.down(view),
            Process::Entrenchment => self.entrenchment.rate(view),
            Process::Competence => self.competence.rate(view),
            Process::Signal | Process::Pathway | Process::VolunteerStop => 0.0,
        }
    }

    /// Monthly hazard at which the clock of a process of life runs. It is that of the rate, or of an
    /// upper bound of the rate that reads fewer traits and so seldom changes.
    #[inline]
    pub fn hazard(&self, process: Process, view: &View<'_>, points: &SetPoints) -> Hazard {
        Hazard::per_year(match process {
            Process::Death => self.mortality.bound(view, points),
            Process::MobilityLoss => self.mobility.loss_bound(view),
            Process::Psychiatric => self.psychiatric.bound(view),
            Process::Care => self.care.bound(view),
            Process::TieLoss => self.ties.loss_bound(view, points),
            Process::LonelinessUp => self.loneliness.up_bound(view, points),
            _ => self.rate(process, view, points),
        })
    }

    /// Does the event of a process happen, if its clock ran out at `hazard`? Thinning (Lewis and
    /// Shedler 1979): of a clock that runs at an upper bound, an event happens so often that the law
    /// is that of the rate.
    #[inline]
    pub fn accepts(
        &self,
        process: Process,
        view: &View<'_>,
        points: &SetPoints,
        hazard: Hazard,
        word: u32,
    ) -> bool {
        debug_assert!(process.is_thinned());
        let rate = Hazard::per_year(self.rate(process, view, points));
        debug_assert!(rate <= hazard, "{process:?} runs at an upper bound");
        hazard.accepts(rate, word)
    }

    /// A few events of one process happen, one after the other. Gives how many did: who died or left
    /// earlier in the month has none.
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
