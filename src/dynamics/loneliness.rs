//! Loneliness moves up or down a level.
//!
//! Recovery has a rate from the literature. Onset has none that fits the survey's measure, so it is
//! a set point per age group, sociability class and borough: it balances recovery in the standing
//! state, so that Tables 4-9 stand still when nothing changes. Life events multiply onset. A share
//! of residents never becomes lonely and a share never recovers, whatever happens.

use super::{SetPoints, View, World};
use crate::evidence::{Reader, RegistryError};
use crate::population::{Person, ResidentId, Susceptibility};
use crate::vocabulary::{Care, Loneliness, Mobility, Term, Work};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct LonelinessRates {
    recovery: [f64; 2],
    onset_support: [f64; 3],
    recovery_support: [f64; 3],
    bereaved: [f64; 3],
    /// Ends of the phases after a partner's death, in months.
    bereaved_phases: [i16; 3],
    separated: f64,
    separated_months: i16,
    mobility: f64,
    jobless: f64,
    intensive_care: f64,
    psychiatric: f64,
    moved: f64,
    moved_months: i16,
    entrenched: f64,
}

impl LonelinessRates {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            recovery: reader.list("loneliness.recovery")?,
            onset_support: reader.list("loneliness.onset_support")?,
            recovery_support: reader.list("loneliness.recovery_support")?,
            bereaved: reader.list("loneliness.bereaved")?,
            bereaved_phases: reader
                .months_list("loneliness.bereaved_phases")?
                .map(|months| months as i16),
            separated: reader.number("loneliness.separated")?,
            separated_months: reader.months("loneliness.separated_months")? as i16,
            mobility: reader.number("loneliness.mobility")?,
            jobless: reader.number("loneliness.jobless")?,
            intensive_care: reader.number("loneliness.intensive_care")?,
            psychiatric: reader.number("loneliness.psychiatric")?,
            moved: reader.number("loneliness.moved")?,
            moved_months: reader.months("loneliness.moved_months")? as i16,
            entrenched: reader.number("loneliness.recovery_entrenched")?,
        })
    }

    /// What support, events and traits do to onset, as a factor; zero for who cannot become
    /// lonelier.
    pub fn onset_factor(&self, view: &View<'_>) -> f64 {
        let person = view.person;
        if person.loneliness == Loneliness::Strong || person.susceptibility == Susceptibility::Never
        {
            return 0.0;
        }
        let when = |happens: bool, factor: f64| if happens { factor } else { 1.0 };
        let since_loss = i32::from(view.month) - i32::from(person.bereaved);
        let bereaved = self
            .bereaved_phases
            .iter()
            .position(|&end| since_loss < i32::from(end))
            .map_or(1.0, |phase| self.bereaved[phase]);
        self.onset_support[view.support.index()]
            * bereaved
            * when(
                within(view.month, person.separated, self.separated_months),
                self.separated,
            )
            * when(
                within(view.month, person.moved, self.moved_months),
                self.moved,
            )
            * when(person.mobility != Mobility::Free, self.mobility)
            * when(person.work == Work::Jobless, self.jobless)
            * when(person.care == Care::Intensive, self.intensive_care)
            * when(person.psychiatric, self.psychiatric)
    }

    pub fn up(&self, view: &View<'_>, points: &SetPoints) -> f64 {
        points.loneliness_onset(view) * self.onset_factor(view) * view.help.onset
    }

    pub fn down(&self, view: &View<'_>) -> f64 {
        let person = view.person;
        let rate = match (person.loneliness, person.susceptibility) {
            (Loneliness::None, _) | (Loneliness::Moderate, Susceptibility::Always) => return 0.0,
            (Loneliness::Moderate, _) => self.recovery[0],
            (Loneliness::Strong, _) => self.recovery[1],
        };
        rate * self.recovery_support[view.support.index()]
            * if person.entrenched {
                self.entrenched
            } else {
                1.0
            }
            * view.help.recovery
    }

    /// Months in which a phase after an event ends.
    pub fn changes(&self, person: &Person) -> [i16; 5] {
        let [first, second, third] = self.bereaved_phases;
        [
            person.bereaved.saturating_add(first),
            person.bereaved.saturating_add(second),
            person.bereaved.saturating_add(third),
            person.separated.saturating_add(self.separated_months),
            person.moved.saturating_add(self.moved_months),
        ]
    }
}

fn within(month: i16, event: i16, months: i16) -> bool {
    i32::from(month) - i32::from(event) < i32::from(months)
}

pub(super) fn rise(world: &mut World<'_>, id: ResidentId) {
    let person = world.city.edit(id);
    person.loneliness = match person.loneliness {
        Loneliness::None => Loneliness::Moderate,
        Loneliness::Moderate | Loneliness::Strong => Loneliness::Strong,
    };
}

pub(super) fn fall(world: &mut World<'_>, id: ResidentId) {
    let person = world.city.edit(id);
    person.loneliness = match person.loneliness {
        Loneliness::Strong => Loneliness::Moderate,
        Loneliness::Moderate | Loneliness::None => Loneliness::None,
    };
}
