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
    /// Known, without help: after a refusal, or without a fitting offer.
    Known,
    /// In help.
    Help,
    /// In view at a distance after help; nobody follows.
    Aftercare,
    /// Followed at a distance by a professional.
    Monitoring,
}

impl Stage {
    const ALL: [Self; 7] = [
        Self::Unseen,
        Self::Contact,
        Self::Waiting,
        Self::Known,
        Self::Help,
        Self::Aftercare,
        Self::Monitoring,
    ];

    /// The stage of a resident.
    #[inline]
    pub fn of(person: &Person) -> Self {
        Self::ALL[usize::from(person.stage)]
    }

    /// May somebody report this resident anew?
    #[inline]
    pub fn may_be_signalled(self) -> bool {
        matches!(self, Self::Unseen | Self::Known | Self::Aftercare)
    }

    /// Has help been given, or is it given now?
    #[inline]
    pub fn is_helped(self) -> bool {
        self >= Self::Help
    }
}
