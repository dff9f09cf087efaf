//! The programme: levers, channels, the pathway, interventions, capacity, volunteers, the ledger.
//!
//! Adding an intervention means a file in its folder, its entries in the registry, and a line in the
//! list of `vocabulary/intervention.rs`; adding a channel, its name in the lists of
//! `vocabulary/care.rs` and `channels/mod.rs`.

mod aftercare;
mod allocation;
mod attention;
mod capacity;
mod carried;
mod census;
mod channels;
mod claims;
mod contact;
mod costs;
mod expertise;
mod help;
mod interventions;
mod ledger;
mod levers;
mod pathway;
mod peers;
mod pools;
mod prevention;
mod priority;
mod reserved;
mod specialist;
mod stage;
mod state;
mod volunteers;

pub use census::Census;
pub use costs::Bill;
pub use ledger::{Account, Ledger};
pub use levers::{GroupValues, LEVERS, Lever, LeverTable, Policy};
pub use reserved::Client;
pub use stage::Stage;
pub use state::ProgrammeState;

use crate::dynamics::{Event, HazardTask, HelpEffect, HelpEffects, Process, View, World};
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{INTERVENTIONS, Intervention, Term};

/// The parameters of the programme.
#[derive(Clone, Debug, PartialEq)]
pub struct Programme {
    channels: channels::Channels,
    attention: attention::AttentionRates,
    expertise: expertise::ExpertiseRates,
    pathway: pathway::Pathway,
    interventions: interventions::Interventions,
    monitoring: aftercare::Monitoring,
    specialist: specialist::SpecialistRates,
    prevention: prevention::Prevention,
    volunteers: volunteers::VolunteerRates,
    prices: costs::Prices,
}

impl Programme {
    /// Reads all parameters.
    ///
    /// # Errors
    /// When the registry lacks one.
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            channels: channels::Channels::read(reader)?,
            attention: attention::AttentionRates::read(reader)?,
            expertise: expertise::ExpertiseRates::read(reader)?,
            pathway: pathway::Pathway::read(reader)?,
            interventions: interventions::Interventions::read(reader)?,
            monitoring: aftercare::Monitoring::read(reader)?,
            specialist: specialist::SpecialistRates::read(reader)?,
            prevention: prevention::Prevention::read(reader)?,
            volunteers: volunteers::VolunteerRates::read(reader)?,
            prices: costs::Prices::read(reader)?,
        })
    }

    /// What help does to the processes of life.
    pub fn effects(&self) -> HelpEffects {
        let mut active = vec![HelpEffect::NONE; INTERVENTIONS + 1];
        let mut strengthened = vec![HelpEffect::NONE; INTERVENTIONS + 2];
        for &help in Intervention::ALL {
            let design = self.interventions.design(help);
            active[usize::from(help.mark())] = design.during;
            strengthened[usize::from(help.mark())] = design.ending.after;
        }
        strengthened[usize::from(prevention::MARK)] = self.prevention.effect;
        HelpEffects {
            active,
            strengthened,
            monitored: self.monitoring.effect,
            referred: self.specialist.effect,
            volunteering: self.volunteers.effect,
        }
    }

    /// Hands the hazard of a process of the programme to a task. It is that at the highest attention
    /// and with hours enough: what there really is thins the events out when they come.
    #[inline(always)]
    pub fn hand<T: HazardTask>(&self, process: Process, levers: &LeverTable, task: T) -> T::Result {
        match process {
            Process::Signal => {
                let total = |view: &View<'_>| self.channels.total(view, levers);
                task.act(Process::Signal, total, total)
            }
            Process::Pathway => task.exact(Process::Pathway, |view| {
                self.pathway.rate(view, &self.interventions)
            }),
            Process::VolunteerStop => task.exact(Process::VolunteerStop, |view| {
                if view.person.is_volunteer() {
                    self.volunteers.highest_stop()
                } else {
                    0.0
                }
            }),
            life => task.exact(life, |_| 0.0),
        }
    }

    /// The month begins: the books are opened, attention and expertise pass on, and those who lost
    /// their partner are visited.
    pub fn begin_month(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        levers: &LeverTable,
        census: &Census,
    ) {
        state.forget_the_departed(world);
        state.open_accounts(self, levers, census, world.month);
        let attention = &mut state.attention;
        attention.pass(
            &self.attention,
            levers,
            census,
            world.month,
            &state.searching,
        );
        state.expertise.pass(&self.expertise, levers, census);
        self.visit_the_bereaved(state, world, levers);
    }

    /// A clock of the programme fires for somebody who is present.
    pub fn happen(
        &self,
        process: Process,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        event: &Event,
        levers: &LeverTable,
        effects: &HelpEffects,
    ) {
        let &Event { id, ordinal, .. } = event;
        match process {
            Process::Signal => self.signal(state, world, id, ordinal, levers, effects),
            Process::Pathway => self.turn(state, world, id, ordinal, levers),
            Process::VolunteerStop => self.volunteer_stops(state, world, id, ordinal, levers),
            _ => debug_assert!(false, "not a process of the programme"),
        }
    }

    /// Capacity goes to those who wait, and help delivers and ends.
    pub fn help(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        levers: &LeverTable,
        census: &Census,
    ) {
        self.notice_relapses(state, world);
        self.allocate(state, world, levers, census);
        self.refer(state, world, levers);
        self.deliver(state, world);
    }

    /// Volunteers stop and start; the bill of the month is written.
    pub fn end_month(
        &self,
        state: &mut ProgrammeState,
        world: &mut World<'_>,
        levers: &LeverTable,
        census: &Census,
    ) {
        self.volunteers(state, world, levers, census);
        self.carry_coordination(state, census.scale);
        state.ledger.settle();
        self.write_bill(state, levers, census, world.month);
    }
}
