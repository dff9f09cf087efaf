//! What is fitted to what: parameters, targets, and the run that stands between them.

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::observe::{Observed, years};
use super::region::Origin;
use crate::engine::{Model, ModelError, Simulation};
use crate::evidence::{Registry, RegistryError, Target, Use, draw_registry};
use crate::programme::{LeverTable, Policy};

/// Why a problem cannot be stated or run.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum ProblemError {
    /// A parameter is unknown, or has no range.
    #[error("{0}")]
    Registry(#[from] RegistryError),
    /// The model refuses the parameters.
    #[error("{0}")]
    Model(#[from] ModelError),
}

/// What is fitted to what.
#[derive(Clone, Debug)]
pub struct Problem {
    /// All parameters, where they stand without a fit.
    pub registry: Registry,
    /// All targets, fitted and kept.
    pub targets: Vec<Target>,
    /// Seed of everything.
    pub seed: u64,
    /// Share of the full city in a run.
    pub scale: f64,
    /// Where the values of the targets come from.
    pub origin: Origin,
    /// Do parameters that are not fitted vary over their prior, or stand where they are?
    pub others_vary: bool,
}

impl Problem {
    /// The names of the uncertain parameters.
    pub fn uncertain(&self) -> Vec<String> {
        let all = self.registry.iter();
        all.filter(|parameter| parameter.is_uncertain())
            .map(|parameter| parameter.id.clone())
            .collect()
    }

    /// Positions of the targets that are fitted.
    pub fn fitted(&self) -> Vec<usize> {
        let all = self.targets.iter().enumerate();
        all.filter(|(_, target)| target.purpose == Use::Fit)
            .map(|(place, _)| place)
            .collect()
    }

    /// Coordinates at the quantiles of a point.
    pub fn coordinates(&self, active: &[String], point: &[f64]) -> Vec<f64> {
        let named = active.iter().filter_map(|id| self.registry.get(id));
        named
            .zip(point)
            .map(|(parameter, &quantile)| parameter.quantile(quantile))
            .collect()
    }

    /// The registry of a run: `told` where they are told, all others by the number of the run.
    ///
    /// # Errors
    /// When a name is unknown or a coordinate out of range.
    pub fn registry_of(
        &self,
        number: u32,
        told: &[(&str, f64)],
    ) -> Result<Registry, RegistryError> {
        if self.others_vary {
            draw_registry(&self.registry, self.seed, number, told)
        } else {
            self.registry.clone().at_all(told.iter().copied())
        }
    }

    /// All targets in one run of a registry; NaN where nobody is counted.
    ///
    /// # Errors
    /// When the model refuses the registry.
    pub fn run(&self, registry: Registry, replicate: u32) -> Result<Vec<f64>, ModelError> {
        let model = Model::new(registry)?;
        let levers = LeverTable::defaults(&model.levers)?;
        let policy = Policy::constant(levers.clone());
        let years = years(&self.targets);
        let start = Simulation::new(&model, self.seed, replicate, self.scale, years * 12, levers);
        let observed = Observed::run(start, &policy, &model.synthesis.cutoffs, years);
        let measure = |target: &Target| observed.measure(target).unwrap_or(f64::NAN);
        Ok(self.targets.iter().map(measure).collect())
    }

    /// Says of stored runs whether they belong to this problem.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(self.registry.digest());
        hash.update(format!(
            "{:?} {} {} {:?} {}",
            self.targets, self.seed, self.scale, self.origin, self.others_vary
        ));
        let mut digits = format!("{:x}", hash.finalize());
        digits.truncate(16);
        digits
    }
}
