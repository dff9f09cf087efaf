//! What a store is a store of: everything that its results depend on, and what it must hold.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::design::{Design, Dimension, Setting, Target};
use super::outcome::Measure;
use crate::engine::{Model, Simulation};
use crate::programme::{Lever, LeverTable, Policy};

/// Version of the layout of a store.
pub(crate) const FORMAT: u32 = 1;

/// The program that made results: they are only mixed with those of the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Version.
    pub version: String,
    /// Commit, or "unknown".
    pub commit: String,
    /// Digest of all parameters as they are compiled in.
    pub parameters: String,
    /// Digest of a short run of a small city: changes of the code show here.
    pub fingerprint: String,
}

/// A policy of a sweep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyEntry {
    /// Name of its file.
    pub id: String,
    /// Dutch and English title.
    pub title: [String; 2],
    /// Digest of its lever values month by month.
    pub digest: String,
}

/// A rectangle of work: the settings and replicates that were added at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// First setting and the one after the last.
    pub settings: [usize; 2],
    /// First replicate and the one after the last.
    pub replicates: [u32; 2],
    /// The file with these settings, when they are new, and its digest.
    pub design: Option<(String, String)>,
}

/// The manifest of a store.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the layout.
    pub format: u32,
    /// The program.
    pub program: Program,
    /// Dutch and English title.
    pub title: [String; 2],
    /// Seed of design and simulation.
    pub seed: u64,
    /// Share of the full city.
    pub scale: f64,
    /// Months of each run.
    pub months: u16,
    /// The policies; the first is the base.
    pub policies: Vec<PolicyEntry>,
    /// Digest of each input file that the store holds.
    pub inputs: BTreeMap<String, String>,
    /// What is recorded.
    pub outcomes: Vec<Measure>,
    /// Settings of one part.
    pub settings_per_part: usize,
    /// The design.
    pub design: Design,
    /// What varies.
    pub dimensions: Vec<Dimension>,
    /// What is to be run.
    pub stages: Vec<Stage>,
}

/// A part: some settings of one replicate, all policies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartKey {
    /// Replicate.
    pub replicate: u32,
    /// First setting.
    pub from: usize,
    /// The setting after the last.
    pub to: usize,
}

impl PartKey {
    /// Its settings.
    pub fn settings(&self) -> Range<usize> {
        self.from..self.to
    }
}

impl Manifest {
    /// All parts, stage by stage, and in a stage replicate by replicate.
    pub fn parts(&self) -> impl Iterator<Item = PartKey> + '_ {
        let width = self.settings_per_part;
        self.stages.iter().flat_map(move |stage| {
            let [first, last] = stage.settings;
            let [from, to] = stage.replicates;
            (from..to).flat_map(move |replicate| {
                (first..last).step_by(width).map(move |start| PartKey {
                    replicate,
                    from: start,
                    to: (start + width).min(last),
                })
            })
        })
    }

    /// Settings in all.
    pub fn settings(&self) -> usize {
        self.stages
            .iter()
            .map(|stage| stage.settings[1])
            .max()
            .unwrap_or(0)
    }

    /// Replicates in all.
    pub fn replicates(&self) -> u32 {
        self.stages
            .iter()
            .map(|stage| stage.replicates[1])
            .max()
            .unwrap_or(0)
    }

    /// Runs in all.
    pub fn units(&self) -> u64 {
        self.settings() as u64 * u64::from(self.replicates()) * self.policies.len() as u64
    }

    /// Name of a unit: a digest of all that its result depends on, 32 hexadecimal digits.
    pub fn unit(&self, setting: &Setting, replicate: u32, policy: usize) -> String {
        let mut hash = Sha256::new();
        for text in [
            &self.program.version,
            &self.program.parameters,
            &self.program.fingerprint,
            &self.policies[0].digest,
            &self.policies[policy].digest,
        ] {
            hash.update(text.as_bytes());
        }
        hash.update(self.seed.to_le_bytes());
        hash.update(replicate.to_le_bytes());
        hash.update(self.scale.to_bits().to_le_bytes());
        hash.update(self.months.to_le_bytes());
        for (dimension, value) in self.dimensions.iter().zip(setting) {
            // Levers leave the base as it is.
            let applies = dimension.target == Target::Parameter || policy > 0;
            if applies && !value.is_nan() {
                hash.update(dimension.column().as_bytes());
                hash.update(value.to_bits().to_le_bytes());
            }
        }
        half(hash)
    }
}

/// The first half of a digest, as hexadecimal digits.
fn half(hash: Sha256) -> String {
    let mut digits = format!("{:x}", hash.finalize());
    digits.truncate(digits.len() / 2);
    digits
}

/// SHA-256 as hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// Digest of the lever values of a policy in each month, borough and group of residents.
pub(crate) fn policy_digest(policy: &Policy, months: u16) -> String {
    let mut hash = Sha256::new();
    let mut before: Option<&LeverTable> = None;
    for month in 0..=months {
        let table = policy.at(month);
        if before == Some(table) {
            continue;
        }
        hash.update(month.to_le_bytes());
        for value in table.numbers() {
            hash.update(value.to_bits().to_le_bytes());
        }
        before = Some(table);
    }
    format!("{:x}", hash.finalize())
}

impl Program {
    /// This program, as it runs `model`.
    pub fn this(model: &Model, commit: &str) -> Self {
        let mut parameters = Sha256::new();
        for parameter in model.registry.iter() {
            parameters.update(format!("{}={:?};", parameter.id, parameter.value));
        }
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            commit: commit.to_owned(),
            parameters: format!("{:x}", parameters.finalize()),
            fingerprint: fingerprint(model),
        }
    }
}

/// Size of the run of which the fingerprint is taken.
const FINGERPRINT_SCALE: f64 = 0.005;
const FINGERPRINT_MONTHS: u16 = 18;

/// Digest of a short run of a small city in which the programme is at work.
fn fingerprint(model: &Model) -> String {
    let Ok(mut levers) = LeverTable::defaults(&model.levers) else {
        return String::new();
    };
    for lever in [
        Lever::GuidanceHours,
        Lever::ActivitiesPlaces,
        Lever::VolunteersEnquiries,
    ] {
        levers.set_everywhere(lever, levers.city(lever) * 2.0 + 1.0);
    }
    let policy = Policy::constant(levers.clone());
    let months = FINGERPRINT_MONTHS;
    let mut run = Simulation::new(model, 1, 0, FINGERPRINT_SCALE, months, levers);
    run.run_to(months, &policy);
    let mut hash = Sha256::new();
    for number in run.record().numbers() {
        hash.update(number.to_le_bytes());
    }
    half(hash)
}
