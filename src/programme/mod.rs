//! The programme: levers, channels, the pathway, interventions, capacity, volunteers, the ledger.
//!
//! Adding a channel or an intervention means a file in its folder, its entries in the registry, and
//! its name in the list of `channels/mod.rs` or `interventions/mod.rs`.

mod allocation;
mod channels;
mod help;
mod interventions;
mod ledger;
mod levers;
mod pathway;
mod stage;
mod state;
mod volunteers;

pub use channels::Channel;
pub use interventions::Intervention;
pub use ledger::{Account, Ledger, Resource};
pub use levers::{LEVERS, Lever, LeverTable, Policy};
pub use stage::Stage;
pub use state::{Capacity, ProgrammeState};

use crate::chance::Hazard;
use crate::dynamics::{HelpEffects, Process, View};
use crate::evidence::{Reader, RegistryError};

/// The parameters of the programme.
#[derive(Clone, Debug, PartialEq)]
pub struct Programme {
    channels: channels::Channels,
    pathway: pathway::Pathway,
    interventions: interventions::Interventions,
    volunteers: volunteers::VolunteerRates,
}

impl Programme {
    /// Reads all parameters.
    ///
    /// # Errors
    /// When the registry lacks one.
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            channels: channels::Channels::read(reader)?,
            pathway: pathway::Pathway::read(reader)?,
            interventions: interventions::Interventions::read(reader)?,
            volunteers: volunteers::VolunteerRates::read(reader)?,
        })
    }

    /// What help does to the processes of life.
    pub fn effects(&self) -> HelpEffects {
        self.interventions.effects()
    }

    /// Monthly hazard of a process of the programme.
    #[inline]
    pub fn hazard(&self, process: Process, view: &View<'_>, levers: &LeverTable) -> Hazard {
        match process {
            Process::Signal => self.channels.total(view, levers),
            Process::Pathway => Hazard::per_year(self.pathway.rate(view, &self.interventions)),
            Process::VolunteerStop if view.person.is_volunteer() => {
                Hazard::per_year(self.volunteers.stop * levers.city(Lever::VolunteersLeaving))
            }
            _ => Hazard::ZERO,
        }
    }
}
