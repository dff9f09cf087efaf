//! One setting and replicate: a standing state, from which each policy goes its own way.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::design::{Setting, Target};
use super::manifest::Manifest;
use super::run::{Job, UnitResult};
use crate::engine::{Model, Record, Simulation};
use crate::experiment::total;
use crate::programme::Policy;
use crate::scenario::Scenario;

/// Models of recent settings that are kept: replicates come back to the same settings.
const MODELS: usize = 256;
/// Results of the base that are kept, where levers alone vary: then it is the same in each setting.
const RESULTS: usize = 4096;
const YEAR: u16 = 12;

/// Simulates the units of a store.
pub struct Simulator<'a> {
    model: &'a Model,
    manifest: &'a Manifest,
    policies: Vec<Policy>,
    models: Mutex<BTreeMap<Vec<u64>, Arc<Model>>>,
    bases: Mutex<BTreeMap<u32, Vec<f64>>>,
    only_levers: bool,
}

impl<'a> Simulator<'a> {
    /// With the model as it is compiled in, and the policies of the store.
    pub fn new(model: &'a Model, manifest: &'a Manifest, policies: &[Scenario]) -> Self {
        let mut dimensions = manifest.dimensions.iter();
        Self {
            model,
            manifest,
            policies: policies.iter().map(|one| one.policy.clone()).collect(),
            models: Mutex::default(),
            bases: Mutex::default(),
            only_levers: dimensions.all(|one| one.target == Target::Lever),
        }
    }

    /// All policies of a setting in a replicate; none when stopped.
    pub fn run(&self, job: &Job<'_>, stop: &AtomicBool) -> Option<Vec<UnitResult>> {
        let whole = caught(|| self.policies_of(job, stop));
        match whole {
            Ok(results) => results,
            // What fails before the policies part fails for all of them.
            Err(message) => Some(vec![Err(message); self.policies.len()]),
        }
    }

    fn policies_of(&self, job: &Job<'_>, stop: &AtomicBool) -> Option<Vec<UnitResult>> {
        let model = match self.model_of(job.setting) {
            Ok(model) => model,
            Err(message) => return Some(vec![Err(message); self.policies.len()]),
        };
        let manifest = self.manifest;
        let levers = self.policies[0].at(0).clone();
        let mut start = None;
        let mut results = Vec::new();
        for place in 0..self.policies.len() {
            if place == 0
                && let Some(known) = self.base(job.replicate)
            {
                results.push(Ok(known));
                continue;
            }
            let start = start.get_or_insert_with(|| {
                Simulation::new(
                    &model,
                    manifest.seed,
                    job.replicate,
                    manifest.scale,
                    manifest.months,
                    levers.clone(),
                )
            });
            let policy = self.policy_of(place, job.setting);
            let run = caught(|| run_on(start.clone(), &policy, manifest.months, stop));
            let result = match run {
                Ok(record) => Ok(self.numbers(&record?)),
                Err(message) => Err(message),
            };
            if let (0, Ok(numbers)) = (place, &result) {
                self.keep_base(job.replicate, numbers);
            }
            results.push(result);
        }
        Some(results)
    }

    fn numbers(&self, record: &Record) -> Vec<f64> {
        let months = usize::from(self.manifest.months);
        let of = |measure: &super::Measure| total(record, months, measure.outcome, measure.ages);
        self.manifest.outcomes.iter().map(of).collect()
    }

    fn base(&self, replicate: u32) -> Option<Vec<f64>> {
        if !self.only_levers {
            return None;
        }
        let bases = self.bases.lock().unwrap_or_else(PoisonError::into_inner);
        bases.get(&replicate).cloned()
    }

    fn keep_base(&self, replicate: u32, numbers: &[f64]) {
        if !self.only_levers {
            return;
        }
        let mut bases = self.bases.lock().unwrap_or_else(PoisonError::into_inner);
        if bases.len() < RESULTS {
            bases.insert(replicate, numbers.to_vec());
        }
    }

    /// The policy at a position, with the levers of a setting; the base keeps its own.
    fn policy_of(&self, place: usize, setting: &Setting) -> Policy {
        let policy = &self.policies[place];
        if place == 0 {
            return policy.clone();
        }
        let values = self.manifest.dimensions.iter().zip(setting);
        let levers: Vec<(usize, f64)> = values
            .filter(|(dimension, value)| dimension.target == Target::Lever && !value.is_nan())
            .filter_map(|(dimension, value)| {
                let (position, _) = self.model.levers.find(&dimension.id)?;
                Some((position, *value))
            })
            .collect();
        policy.holding(&levers)
    }

    /// The model with the parameters of a setting.
    fn model_of(&self, setting: &Setting) -> Result<Arc<Model>, String> {
        let values = self.manifest.dimensions.iter().zip(setting);
        let changed: Vec<(&str, f64)> = values
            .filter(|(dimension, value)| dimension.target == Target::Parameter && !value.is_nan())
            .map(|(dimension, value)| (dimension.id.as_str(), *value))
            .collect();
        let key: Vec<u64> = changed.iter().map(|(_, value)| value.to_bits()).collect();
        let models = || self.models.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = models().get(&key) {
            return Ok(Arc::clone(known));
        }
        let registry = self.model.registry.clone().at_all(changed);
        let registry = registry.map_err(|error| error.to_string())?;
        let model = self
            .model
            .changed(registry)
            .map_err(|error| error.to_string())?;
        let model = Arc::new(model);
        let mut models = models();
        if models.len() >= MODELS {
            models.pop_first();
        }
        models.insert(key, Arc::clone(&model));
        Ok(model)
    }
}

/// The rest of a run, year by year; none when stopped.
fn run_on(
    mut simulation: Simulation<'_>,
    policy: &Policy,
    months: u16,
    stop: &AtomicBool,
) -> Option<Record> {
    for month in (YEAR..months).step_by(usize::from(YEAR)).chain([months]) {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        simulation.run_to(month, policy);
    }
    Some(simulation.into_record())
}

/// What `work` gives, or what it said when it panicked.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let said = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        said.unwrap_or("panic").to_owned()
    })
}
