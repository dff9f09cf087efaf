//! General practitioners report the light categories, after life events (§5.2.3, §3.6.1).

use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::Mobility;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct GeneralPractitioners {
    by_category: [f64; 4],
    event: f64,
    /// How long a partner's death brings somebody to the practice, in months.
    event_months: u16,
}

impl GeneralPractitioners {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_category: reader.list("channels.general_practitioners")?,
            event: reader.number("channels.general_practitioners_event")?,
            event_months: reader.months("channels.general_practitioners_months")?,
        })
    }

    pub fn rate(&self, view: &View<'_>, weight: usize) -> f64 {
        let since_loss = i32::from(view.month) - i32::from(view.person.bereaved);
        let event =
            since_loss < i32::from(self.event_months) || view.person.mobility != Mobility::Free;
        self.by_category[weight] * if event { self.event } else { 1.0 }
    }
}
