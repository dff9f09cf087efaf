//! Where a resident is in the care pathway.

use crate::population::Person;

/// Place in the pathway: signal, contact, waiting, help, aftercare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Stage {
    /// Not in view.
    Unseen,
    /// Signalled; contact and trust are being made.
    Contact,
    /// Typed and waiting for capacity.
    Waiting,
    /// In help.
    Help,
    /// In view at a distance: after help, after a refusal, or without a fitting offer.
    Aftercare,
}

impl Stage {
    const ALL: [Self; 5] = [
        Self::Unseen,
        Self::Contact,
        Self::Waiting,
        Self::Help,
        Self::Aftercare,
    ];

    /// The stage of a resident.
    #[inline]
    pub fn of(person: &Person) -> Self {
        Self::ALL[usize::from(person.stage)]
    }
}
