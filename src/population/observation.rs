//! How a resident looks through each lens.

use super::Person;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{ContactType, IsolationCategory, IsolationStatus, Profile, Support};

/// Cut-offs on the number of supporting ties.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cutoffs {
    moderate_from: u8,
    much_from: u8,
    small_network: u8,
}

impl Cutoffs {
    /// Reads the cut-offs.
    ///
    /// # Errors
    /// When the registry lacks one.
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            moderate_from: reader.number("ties.moderate_from")? as u8,
            much_from: reader.number("ties.much_from")? as u8,
            small_network: reader.number("ties.small_network")? as u8,
        })
    }

    /// Support level of a number of supporters.
    #[inline]
    pub fn support_of(&self, supporters: u8) -> Support {
        if supporters >= self.much_from {
            Support::Much
        } else if supporters >= self.moderate_from {
            Support::Moderate
        } else {
            Support::None
        }
    }

    /// Do so many supporters count as a small network?
    #[inline]
    pub fn is_small(&self, supporters: u8) -> bool {
        supporters <= self.small_network
    }

    /// Do both lenses see the same in two numbers of supporters?
    #[inline]
    pub fn alike(&self, supporters: u8, others: u8) -> bool {
        self.support_of(supporters) == self.support_of(others)
            && self.is_small(supporters) == self.is_small(others)
    }

    /// Support level of a resident.
    #[inline]
    pub fn support(&self, person: &Person) -> Support {
        self.support_of(person.supporters())
    }

    /// Do two states of a resident differ in numbers of ties at most, and in a way that neither a
    /// lens nor a clock sees?
    #[inline]
    pub fn same_network(&self, before: &Person, after: &Person) -> bool {
        before.tie_halves_bound() == after.tie_halves_bound()
            && self.alike(before.supporters(), after.supporters())
    }

    /// The survey lens.
    #[inline]
    pub fn status(&self, person: &Person) -> IsolationStatus {
        IsolationStatus::of(self.support(person), person.loneliness)
    }

    /// The typology lens.
    #[inline]
    pub fn contact_type(&self, person: &Person) -> ContactType {
        ContactType::of(self.is_small(person.supporters()), person.loneliness)
    }

    /// Isolation category.
    #[inline]
    pub fn category(&self, person: &Person) -> IsolationCategory {
        IsolationCategory::of(self.status(person), person.entrenched, person.psychiatric)
    }

    /// Profile, if isolated or threatened.
    #[inline]
    pub fn profile(&self, person: &Person) -> Option<Profile> {
        Profile::of(self.category(person), person.orientation)
    }
}
