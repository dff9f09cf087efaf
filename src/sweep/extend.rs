//! Making a store from a sweep, and making a sweep larger.

use std::collections::BTreeMap;
use std::path::Path;

use super::design::Design;
use super::error::Refused;
use super::manifest::{FORMAT, Manifest, PolicyEntry, Program, Stage, policy_digest};
use super::plan::Sweep;
use super::store::Store;
use crate::input::{Diagnostic, both};

/// By how much a sweep grows: what it has then, not what is added.
#[derive(Clone, Copy, Debug, Default)]
pub struct More {
    /// Samples or trajectories.
    pub samples: Option<usize>,
    /// Replicates.
    pub replicates: Option<u32>,
}

impl Sweep {
    /// Makes a store of this sweep in a folder that is not there yet.
    ///
    /// # Errors
    /// When a file cannot be written, or two policies build on files of one name and another text.
    pub fn create(&self, folder: &Path, program: Program) -> Result<Store, Refused> {
        let manifest = self.manifest(program);
        Store::create(folder, manifest, &self.inputs()?, &self.settings)
    }

    /// Is a store one of this sweep? Then it may go on.
    ///
    /// # Errors
    /// When the sweep file, a scenario or the design is another than when the store was made.
    pub fn check_same(&self, store: &Store) -> Result<(), Refused> {
        let own = self.manifest(store.manifest.program.clone());
        let theirs = &store.manifest;
        let digests: BTreeMap<String, String> = self
            .inputs()?
            .iter()
            .map(|(name, text)| (name.clone(), super::manifest::sha256(text.as_bytes())))
            .collect();
        let first = theirs.stages.first().map(|stage| stage.settings[1]);
        let same_design = store
            .settings()?
            .iter()
            .zip(&self.settings)
            .all(|(one, two)| {
                one.iter()
                    .zip(two)
                    .all(|(one, two)| one.to_bits() == two.to_bits() || one.is_nan())
            });
        let same = digests == theirs.inputs
            && own.policies == theirs.policies
            && own.dimensions == theirs.dimensions
            && first == Some(self.settings.len())
            && same_design;
        if same {
            return Ok(());
        }
        let problem = Diagnostic::error(
            store.folder.display().to_string(),
            both(
                "in deze map staat een andere sweep: het sweepbestand, een scenario of het ontwerp is veranderd",
                "this folder holds another sweep: the sweep file, a scenario or the design was changed",
            ),
        );
        Err(Box::new(problem.remedy(both(
            "kies een andere map met --out, of ga met de oude verder: isolement sweep resume",
            "choose another folder with --out, or go on with the old one: isolement sweep resume",
        ))))
    }

    fn manifest(&self, program: Program) -> Manifest {
        let policies = self.policies.iter().map(|policy| PolicyEntry {
            id: policy.id.clone(),
            title: policy.title.clone(),
            digest: policy_digest(&policy.policy, self.months),
        });
        Manifest {
            format: FORMAT,
            program,
            title: self.title.clone(),
            seed: self.seed,
            scale: self.scale,
            months: self.months,
            policies: policies.collect(),
            inputs: BTreeMap::new(),
            outcomes: self.outcomes.clone(),
            settings_per_part: self.settings_per_part,
            design: self.design.clone(),
            dimensions: self.dimensions.clone(),
            stages: vec![Stage {
                settings: [0, self.settings.len()],
                replicates: [0, self.replicates],
                design: None,
            }],
        }
    }

    /// The files that a store keeps, by name.
    fn inputs(&self) -> Result<BTreeMap<String, String>, Refused> {
        let mut inputs = BTreeMap::from([("sweep.toml".to_owned(), self.text.clone())]);
        for (name, text) in self.policies.iter().flat_map(|policy| &policy.files) {
            let stem = name.strip_suffix(".toml").unwrap_or(name);
            let stem = stem.rsplit(['/', '\\']).next().unwrap_or(stem);
            let place = format!("scenarios/{stem}.toml");
            let before = inputs.insert(place, text.clone());
            if before.is_some_and(|before| before != *text) {
                return Err(Box::new(Diagnostic::error(
                    name.clone(),
                    both(
                        format!("twee verschillende bestanden heten {stem}.toml"),
                        format!("two different files are called {stem}.toml"),
                    ),
                )));
            }
        }
        Ok(inputs)
    }
}

/// Makes a sweep larger. What is there stays; more samples of a Sobol, Saltelli or Morris design go
/// on where it ended.
///
/// # Errors
/// When the design cannot grow, or would not, or a file cannot be written.
pub fn extend(store: &mut Store, more: More) -> Result<(), Refused> {
    let old = store.manifest.clone();
    let (settings, replicates) = (old.settings(), old.replicates());
    let refuse = |message| {
        Err(Box::new(Diagnostic::error(
            store.folder.display().to_string(),
            message,
        )))
    };
    let mut manifest = old.clone();
    let mut added = Vec::new();
    let mut stages = Vec::new();
    if let Some(samples) = more.samples {
        let grown = if samples > old.design.size() {
            old.design.grown(samples)
        } else {
            None
        };
        let Some(grown) = grown else {
            return refuse(cannot_grow(&old.design));
        };
        let to = grown.settings(&old.dimensions).unwrap_or(settings);
        added = grown.make(&old.dimensions, old.seed, settings..to);
        manifest.design = grown;
        stages.push(Stage {
            settings: [settings, to],
            replicates: [0, replicates],
            design: None,
        });
    }
    if let Some(to) = more.replicates {
        if to <= replicates {
            return refuse(both(
                format!("er zijn al {replicates} herhalingen; noem een groter aantal"),
                format!("there are {replicates} replicates already; name a larger number"),
            ));
        }
        stages.push(Stage {
            settings: [0, settings + added.len()],
            replicates: [replicates, to],
            design: None,
        });
    }
    store.extend(manifest, stages, &added)
}

fn cannot_grow(design: &Design) -> [String; 2] {
    let size = design.size();
    match design {
        Design::Sobol { .. } | Design::Saltelli { .. } | Design::Morris { .. } => both(
            format!("het ontwerp heeft er al {size}; noem een groter aantal"),
            format!("the design has {size} already; name a larger number"),
        ),
        _ => both(
            "dit ontwerp kan niet groeien: alleen sobol, saltelli en morris gaan verder waar ze waren; herhalingen kunnen er altijd bij",
            "this design cannot grow: only sobol, saltelli and morris go on where they were; replicates can always be added",
        ),
    }
}
