//! Everything that is the same for every replicate and scenario.

use thiserror::Error;

use super::stocks::Stocks;
use crate::chance::Hazard;
use crate::dynamics::{HazardTask, HelpEffects, LIFE_PROCESSES, Process, Rates, SetPoints, View};
use crate::evidence::{LeverRegistry, Reader, Registry, RegistryError, ReportTables, TableError};
use crate::population::{Person, Synthesis};
use crate::programme::{LeverTable, Programme};
use crate::vocabulary::CalendarMonth;

/// Why a model cannot be built.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum ModelError {
    /// The registry of parameters or levers is refused.
    #[error("the registry is refused: {0}")]
    Registry(#[from] RegistryError),
    /// A table of the report is refused.
    #[error("a table of the report is refused: {0}")]
    Table(#[from] TableError),
}

/// The model: parameters, distributions and levers.
#[derive(Clone, Debug)]
pub struct Model {
    /// Distributions of the standing state.
    pub synthesis: Synthesis,
    /// Processes of life.
    pub rates: Rates,
    /// The programme.
    pub programme: Programme,
    /// What help does to the processes of life.
    pub effects: HelpEffects,
    /// The stocks to which residents belong.
    pub(super) stocks: Stocks,
    /// Euros that a year without isolation is worth. No run depends on it.
    pub worth: f64,
    /// All levers.
    pub levers: LeverRegistry,
    /// The tables that the standing state reproduces.
    pub tables: ReportTables,
    /// All parameters.
    pub registry: Registry,
    /// Parameters on which the standing state depends.
    fitted_on: Vec<String>,
}

impl Model {
    /// First month of every run: the survey is of 2007.
    pub const START: CalendarMonth = match CalendarMonth::new(2007, 1) {
        Some(month) => month,
        None => panic!("January is a month"),
    };

    /// The model with the parameters that are compiled in.
    ///
    /// # Errors
    /// When embedded data are malformed, an id is unknown, or source, unit, range or grade lack.
    pub fn embedded() -> Result<Self, ModelError> {
        Self::new(Registry::embedded()?)
    }

    /// The same model with other parameters. What does not depend on those that differ is taken over:
    /// fitting the standing state is nearly all of the work.
    ///
    /// # Errors
    /// As [`Model::embedded`].
    pub fn changed(&self, registry: Registry) -> Result<Self, ModelError> {
        let (tables, levers) = (self.tables.clone(), self.levers.clone());
        Self::assemble(registry, tables, levers, Some(self))
    }

    /// The model with the given parameters.
    ///
    /// # Errors
    /// As [`Model::embedded`].
    pub fn new(registry: Registry) -> Result<Self, ModelError> {
        let levers = LeverRegistry::embedded()?;
        LeverTable::defaults(&levers)?;
        Self::assemble(registry, ReportTables::embedded()?, levers, None)
    }

    /// The model of these parameters; `like` has the same tables.
    fn assemble(
        registry: Registry,
        tables: ReportTables,
        levers: LeverRegistry,
        like: Option<&Self>,
    ) -> Result<Self, ModelError> {
        let reader = Reader::new(&registry);
        let same = |like: &&Self| {
            like.fitted_on
                .iter()
                .all(|id| registry.get(id) == like.registry.get(id))
        };
        let (synthesis, fitted_on) = if let Some(like) = like.filter(same) {
            reader.passed_over(&like.fitted_on);
            (like.synthesis.clone(), like.fitted_on.clone())
        } else {
            let like = like.map(|like| &like.synthesis);
            (Synthesis::fit(&reader, &tables, like)?, reader.asked())
        };
        let rates = Rates::read(&reader)?;
        let programme = Programme::read(&reader)?;
        let worth = reader.number("cost.isolated_year")?;
        reader.finish()?;
        Ok(Self {
            effects: programme.effects(),
            stocks: Stocks::new(synthesis.cutoffs),
            synthesis,
            rates,
            programme,
            worth,
            fitted_on,
            levers,
            tables,
            registry,
        })
    }

    /// Hands the hazards of a process to a task.
    #[inline(always)]
    pub(super) fn hand<T: HazardTask>(
        &self,
        process: Process,
        points: &SetPoints,
        levers: &LeverTable,
        task: T,
    ) -> T::Result {
        if (process as usize) < LIFE_PROCESSES {
            self.rates.hand(process, points, task)
        } else {
            self.programme.hand(process, levers, task)
        }
    }

    /// The hazard at which the clock of a process runs for one resident.
    pub(super) fn hazard(
        &self,
        process: Process,
        points: &SetPoints,
        levers: &LeverTable,
        view: &View<'_>,
    ) -> Hazard {
        self.hand(process, points, levers, Running(view))
    }

    /// A resident as the hazards of a month see him or her.
    #[inline(always)]
    pub(super) fn view<'a>(&'a self, person: &'a Person, month: u16) -> View<'a> {
        View::new(person, month as i16, &self.synthesis.cutoffs, &self.effects)
    }
}

/// The hazard at which a clock runs for one resident.
struct Running<'a>(&'a View<'a>);

impl HazardTask for Running<'_> {
    type Result = Hazard;

    fn act(
        self,
        _: Process,
        running: impl Fn(&View<'_>) -> Hazard,
        _: impl Fn(&View<'_>) -> Hazard,
    ) -> Hazard {
        running(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Value;

    #[test]
    fn every_parameter_is_read_by_the_model() {
        Model::embedded().expect("code and registry agree");
    }

    #[test]
    fn a_changed_model_is_the_one_made_anew() {
        let model = Model::embedded().expect("a model");
        assert!(
            model
                .fitted_on
                .iter()
                .any(|id| id == "population.by_borough")
        );
        for (id, coordinate) in [
            ("ties.loss", 0.12),
            ("population.competence", 1.05),
            ("ties.by_sociability", 0.95),
        ] {
            let registry = || model.registry.clone().at(id, coordinate).expect("in range");
            let changed = model.changed(registry()).expect("a model");
            let anew = Model::new(registry()).expect("a model");
            assert_eq!(format!("{changed:?}"), format!("{anew:?}"), "{id}");
        }
    }

    #[test]
    fn a_parameter_of_the_wrong_shape_stops_the_start() {
        let registry = Registry::embedded()
            .and_then(|registry| registry.with("ties.loss", Value::List(vec![0.1, 0.2])))
            .expect("a registry");
        let error = Model::new(registry).expect_err("refused");
        assert!(error.to_string().contains("ties.loss"), "{error}");
    }
}
