//! The numbers of a store, to be analysed.

use super::design::Setting;
use super::error::Refused;
use super::manifest::Manifest;
use super::merge::{agreed, complete};
use super::run::UnitResult;
use super::store::Store;

/// The numbers of a complete store.
#[derive(Clone, Debug)]
pub struct Results {
    /// What the store is of.
    pub manifest: Manifest,
    /// All settings.
    pub settings: Vec<Setting>,
    numbers: Vec<f64>,
}

impl Results {
    /// Results of a sweep of which no run is looked at.
    pub fn without_runs(manifest: &Manifest) -> Self {
        Self {
            manifest: manifest.clone(),
            settings: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// An outcome, by position; `NaN` where the unit failed.
    pub fn get(&self, setting: usize, replicate: usize, policy: usize, outcome: usize) -> f64 {
        self.numbers[self.at(setting, replicate, policy) + outcome]
    }

    /// Mean of an outcome over replicates; `NaN` where a unit failed.
    pub fn mean(&self, setting: usize, policy: usize, outcome: usize) -> f64 {
        let replicates = self.manifest.replicates() as usize;
        let values = (0..replicates).map(|one| self.get(setting, one, policy, outcome));
        values.sum::<f64>() / replicates as f64
    }

    fn at(&self, setting: usize, replicate: usize, policy: usize) -> usize {
        let replicates = self.manifest.replicates() as usize;
        let unit = (setting * replicates + replicate) * self.manifest.policies.len() + policy;
        unit * self.manifest.outcomes.len()
    }
}

/// Reads all numbers of a store.
///
/// # Errors
/// When it is not complete, a file of it was changed, or parts contradict each other.
pub fn read_results(store: &Store) -> Result<Results, Refused> {
    let manifest = &store.manifest;
    let size = manifest.units() as usize * manifest.outcomes.len();
    let mut results = Results {
        manifest: manifest.clone(),
        settings: store.settings()?,
        numbers: vec![f64::NAN; size],
    };
    for (key, files) in complete(store)? {
        for row in agreed(store, &key, &files)? {
            let at = results.at(row.setting, row.replicate as usize, row.policy);
            if let Ok(numbers) = row.result {
                results.numbers[at..at + numbers.len()].copy_from_slice(&numbers);
            }
        }
    }
    Ok(results)
}

/// What a store holds of one unit; nothing when its part is not there.
///
/// # Errors
/// When the folder or the part cannot be read.
pub fn stored_unit(
    store: &Store,
    setting: usize,
    replicate: u32,
    policy: usize,
) -> Result<Option<UnitResult>, Refused> {
    let inventory = store.inventory()?;
    let mut parts = inventory.parts.iter();
    let found = parts.find(|(key, files)| {
        key.replicate == replicate && key.settings().contains(&setting) && !files.is_empty()
    });
    let Some((key, files)) = found else {
        return Ok(None);
    };
    let rows = agreed(store, key, files)?.into_iter();
    let mut rows = rows.filter(|row| row.setting == setting && row.policy == policy);
    Ok(rows.next().map(|row| row.result))
}
