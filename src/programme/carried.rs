//! Coordination that is left over in a part of the city.
//!
//! A new volunteer and a new match take hours of a coordinator at once, or do not start. In the full city
//! such pieces are small against what there is in a month. In a small part of it they are as large, so
//! most of what is left would be lost and most volunteers would not start. There what is left goes on to the
//! next month, up to one piece of each kind: the smaller the part, the more of that. In the full city nothing
//! does.

use super::interventions::Use;
use super::{Programme, ProgrammeState};
use crate::vocabulary::{Intervention, Resource, Term};

impl Programme {
    /// The end of a month in a city of which a share is simulated: takes what goes on to the next from
    /// the accounts.
    pub(super) fn carry_coordination(&self, state: &mut ProgrammeState, scale: f64) {
        let part = (1.0 - scale).max(0.0);
        let most = (f64::from(self.pieces()) * part) as u32;
        state.carried = state.ledger.take_idle(Resource::Coordination, most);
    }

    /// Minutes of coordination that one of each piece of work takes at its start.
    fn pieces(&self) -> u32 {
        let designs = Intervention::ALL
            .iter()
            .map(|&help| self.interventions.design(help));
        let of_help: u32 = designs
            .flat_map(|design| &design.uses)
            .filter(|used| used.resource == Resource::Coordination)
            .map(at_once)
            .sum();
        of_help + at_once(&self.beside_activities()) + self.volunteers.coordination_start
    }
}

fn at_once(used: &Use) -> u32 {
    used.at_start + used.monthly
}

impl ProgrammeState {
    /// The begin of a month: gives back what was carried.
    pub(super) fn open_carried(&mut self) {
        for (borough, minutes) in self.carried.into_iter().enumerate() {
            self.ledger
                .provide(Resource::Coordination, borough, minutes);
        }
    }
}
