//! The words of the model (MODEL.md section 2), each with a Dutch and an English label.
//!
//! Two lenses look at one state and are kept apart by type: [`IsolationStatus`] is the survey lens
//! (support x loneliness, Tables 4-9 of the report), [`ContactType`] is the typology lens (network
//! size x loneliness, Table 1).

mod age;
mod borough;
mod care;
mod care_name;
mod category;
mod group;
mod intervention;
mod lens;
mod month;
mod outcome;
mod person;
mod text;

pub use age::{AGE_GROUPS, AGE_SCOPES, AgeGroup, AgeScope, RECORDED_AGES, RecordedAge};
pub use borough::{BOROUGHS, Borough};
pub use care::{CHANNELS, CareResult, Channel, PAYERS, Payer, RESOURCES, RESULTS, Resource};
pub use care_name::CareName;
pub use category::{IsolationCategory, Orientation, Profile};
pub use group::{AGE_WORDS, GROUPS, Group, GroupSet, Product, limiting_categories};
pub use intervention::{INTERVENTIONS, Intervention};
pub use lens::{ContactType, IsolationStatus, Loneliness, SocialPosition, Support};
pub use month::{CalendarMonth, MonthError};
pub use outcome::{Derived, OUTCOMES, Outcome, OutcomeKind, PROFILES, RECORDED, Unit};
pub use person::{Care, Competence, Mobility, Sex, Work};

pub(crate) use intervention::for_each_intervention;
#[cfg(test)]
pub(crate) use text::check_texts;
pub(crate) use text::{fill, grouped, texts};

use serde::{Deserialize, Serialize};

/// A language of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Dutch, the default.
    #[default]
    Nl,
    /// English.
    En,
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Dutch.
    pub nl: &'static str,
    /// English.
    pub en: &'static str,
}

impl Label {
    /// A label from its Dutch and English text.
    pub const fn new(nl: &'static str, en: &'static str) -> Self {
        Self { nl, en }
    }

    /// The text in `lang`.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Nl => self.nl,
            Lang::En => self.en,
        }
    }
}

/// A closed list of values with a stable identifier and a label each.
pub trait Term: Copy + Sized + 'static {
    /// Every value, in the fixed order in which tables list them.
    const ALL: &'static [Self];

    /// Position in [`Term::ALL`].
    fn index(self) -> usize;

    /// Identifier in data files.
    fn id(self) -> &'static str;

    /// What a reader sees.
    fn label(self) -> Label;

    /// The value with this identifier.
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.id() == id)
    }
}
