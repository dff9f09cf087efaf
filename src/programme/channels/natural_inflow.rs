//! Natural inflow: professionals recognise isolation in people who come for other help, mostly for
//! practical problems (§5.2.4).

use crate::dynamics::View;
use crate::evidence::{Reader, RegistryError};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct NaturalInflow {
    by_category: [f64; 4],
    by_problems: [f64; 4],
}

impl NaturalInflow {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            by_category: reader.list("channels.natural_inflow")?,
            by_problems: reader.list("channels.natural_inflow_problems")?,
        })
    }

    pub fn rate(&self, view: &View<'_>, weight: usize) -> f64 {
        self.by_category[weight] * self.by_problems[usize::from(view.person.problems)]
    }
}
