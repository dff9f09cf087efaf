//! Loading scenarios: each file once, its chain of bases, and every problem of all of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::changes::changes;
use super::document::{self, Document};
use super::origin::origins;
use super::overlay::Plan;
use super::sentences::sentences;
use super::{Scenario, Timeline, oddities, relations, words};
use crate::evidence::LeverRegistry;
use crate::input::suggest::{did_you_mean, nearest, quoted};
use crate::input::{Diagnostic, Severity, Source, both, folder_of, toml_files_in};
use crate::vocabulary::Lang;

/// Most scenarios of a folder that a message lists.
const MOST_LISTED: usize = 12;

/// A file that was read.
struct Loaded {
    source: Source,
    document: Document,
    base: Option<usize>,
    /// Were its warnings handed to a scenario?
    warned: bool,
}

/// The files that were read, each once, however many scenarios build on it.
struct Library<'a> {
    levers: &'a LeverRegistry,
    timeline: &'a Timeline,
    files: Vec<Loaded>,
    /// Where a file is in `files`; nothing when it could not be read.
    known: BTreeMap<PathBuf, Option<usize>>,
    out: Vec<Diagnostic>,
}

/// Loads scenario files to be compared, in the given order: no two may have one name, or results
/// could not tell them apart. Their bases are found in their own folders.
///
/// # Errors
/// Every problem of every file, with at least one of severity error. Warnings alone are no error:
/// they stand with the scenarios.
pub fn load(
    paths: &[PathBuf],
    levers: &LeverRegistry,
    timeline: &Timeline,
) -> Result<Vec<Scenario>, Vec<Diagnostic>> {
    let mut library = Library::new(levers, timeline);
    library.same_ids(paths);
    library.load(paths)
}

/// Loads scenario files, each for itself: files of several folders may have one name.
///
/// # Errors
/// As [`load`].
pub fn load_each(
    paths: &[PathBuf],
    levers: &LeverRegistry,
    timeline: &Timeline,
) -> Result<Vec<Scenario>, Vec<Diagnostic>> {
    Library::new(levers, timeline).load(paths)
}

/// Loads one scenario file with another text than it has, to know what that would mean.
///
/// # Errors
/// As [`load`].
pub fn load_text(
    path: &Path,
    text: &str,
    levers: &LeverRegistry,
    timeline: &Timeline,
) -> Result<Scenario, Vec<Diagnostic>> {
    let mut library = Library::new(levers, timeline);
    library.add(path, Ok(Source::new(path, text.to_owned())));
    let mut scenarios = library.load(&[path.to_owned()])?;
    Ok(scenarios.remove(0))
}

fn id_of(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// What tells files apart. The folder is resolved and the name is not: a link has its own name, thus
/// its own id.
fn key_of(path: &Path) -> PathBuf {
    folder_of(path)
        .canonicalize()
        .unwrap_or_else(|_| folder_of(path).to_owned())
        .join(path.file_name().unwrap_or_default())
}

impl<'a> Library<'a> {
    fn new(levers: &'a LeverRegistry, timeline: &'a Timeline) -> Self {
        Self {
            levers,
            timeline,
            files: Vec::new(),
            known: BTreeMap::new(),
            out: Vec::new(),
        }
    }

    fn load(mut self, paths: &[PathBuf]) -> Result<Vec<Scenario>, Vec<Diagnostic>> {
        let given: Vec<Option<usize>> = paths.iter().map(|path| self.file(path)).collect();
        self.bases();
        let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
        if self.out.iter().any(is_error) {
            return Err(self.out);
        }
        let mut warnings = std::mem::take(&mut self.out);
        let mut scenarios = Vec::new();
        for file in given.into_iter().flatten() {
            match self.scenario(file) {
                Ok(mut scenario) => {
                    scenario.warnings.splice(0..0, warnings.drain(..));
                    scenarios.push(scenario);
                }
                Err(diagnostic) => return Err(vec![*diagnostic]),
            }
        }
        Ok(scenarios)
    }

    /// Refuses two given scenarios of the same name: results could not tell them apart.
    fn same_ids(&mut self, paths: &[PathBuf]) {
        let mut first: BTreeMap<String, &PathBuf> = BTreeMap::new();
        for path in paths {
            let id = id_of(path);
            let Some(other) = first.get(&id) else {
                first.insert(id, path);
                continue;
            };
            let (id, other) = (quoted(&id), other.display());
            self.out.push(
                Diagnostic::error(
                    path.display().to_string(),
                    both(
                        format!("twee scenario's heten {id}"),
                        format!("two scenarios are called {id}"),
                    ),
                )
                .note(both(
                    format!("het andere is {other}"),
                    format!("the other is {other}"),
                ))
                .remedy(both(
                    "noem een bestand één keer, of geef het een andere naam",
                    "name a file once, or give it another name",
                )),
            );
        }
    }

    /// Reads a file, unless it was read before.
    fn file(&mut self, path: &Path) -> Option<usize> {
        match self.known.get(&key_of(path)) {
            Some(&known) => known,
            None => self.add(path, Source::read(path)),
        }
    }

    fn add(&mut self, path: &Path, read: Result<Source, Box<Diagnostic>>) -> Option<usize> {
        let place = match read {
            Ok(source) => {
                let (document, problems) = document::read(&source, self.levers);
                self.out.extend(problems);
                self.files.push(Loaded {
                    source,
                    document,
                    base: None,
                    warned: false,
                });
                Some(self.files.len() - 1)
            }
            Err(problem) => {
                self.out.push(*problem);
                None
            }
        };
        self.known.insert(key_of(path), place);
        place
    }

    /// Reads the bases of all files, and the bases of those, and refuses circles.
    fn bases(&mut self) {
        let mut next = 0;
        while next < self.files.len() {
            self.files[next].base = self.base_of(next);
            next += 1;
        }
        let mut settled = vec![false; self.files.len()];
        for start in 0..self.files.len() {
            let mut chain = Vec::new();
            let mut at = Some(start);
            while let Some(file) = at.filter(|&file| !settled[file]) {
                if let Some(position) = chain.iter().position(|&other| other == file) {
                    self.circle(&chain[position..]);
                    break;
                }
                chain.push(file);
                at = self.files[file].base;
            }
            for file in chain {
                settled[file] = true;
            }
        }
    }

    fn base_of(&mut self, file: usize) -> Option<usize> {
        let source = &self.files[file].source;
        let (name, span) = self.files[file].document.base.as_ref()?;
        let path = source.path.with_file_name(format!("{name}.toml"));
        if path.symlink_metadata().is_ok() {
            return self.file(&path);
        }
        let folder = folder_of(&source.path);
        let names = toml_files_in(folder);
        let near = did_you_mean(nearest(name, names.iter().map(String::as_str)));
        let (folder, shown) = (quoted(&folder.display().to_string()), quoted(name));
        let missing = source
            .error(
                span,
                both(
                    format!("het basisscenario {shown} is er niet"),
                    format!("the base scenario {shown} does not exist"),
                ),
            )
            .label(both(
                format!("gezocht: {name}.toml in de map {folder}"),
                format!("looked for: {name}.toml in the folder {folder}"),
            ))
            .remedy(near);
        let listed: Vec<&str> = names.iter().map(String::as_str).collect();
        let missing = if missing.remedies.is_empty() && (1..=MOST_LISTED).contains(&listed.len()) {
            missing.note(both(
                format!("in die map staan {}", words::list(&listed, Lang::Nl)),
                format!("that folder holds {}", words::list(&listed, Lang::En)),
            ))
        } else {
            missing
        };
        self.out.push(missing);
        None
    }

    fn circle(&mut self, chain: &[usize]) {
        let names: Vec<String> = chain
            .iter()
            .chain(&chain[..1])
            .map(|&file| id_of(&self.files[file].source.path))
            .collect();
        let loaded = &self.files[chain[chain.len() - 1]];
        let Some((_, span)) = &loaded.document.base else {
            return;
        };
        let circle = names.join(" -> ");
        let problem = loaded
            .source
            .error(
                span,
                both(
                    "de basisscenario's verwijzen in een kring naar elkaar",
                    "the base scenarios refer to each other in a circle",
                ),
            )
            .label(both(
                format!("kring: {circle}"),
                format!("circle: {circle}"),
            ))
            .remedy(both(
                "laat 'base' weg in het scenario waarmee de rij moet beginnen",
                "leave out 'base' in the scenario with which the chain must begin",
            ));
        self.out.push(problem);
    }

    /// A scenario without errors, with the warnings of its files that no scenario has yet.
    fn scenario(&mut self, file: usize) -> Result<Scenario, Box<Diagnostic>> {
        let mut chain = vec![file];
        let mut at = self.files[file].base;
        while let Some(base) = at {
            chain.push(base);
            at = self.files[base].base;
        }
        let mut base = Plan::defaults(self.levers, self.timeline);
        let mut plan = base.clone();
        let mut warnings = Vec::new();
        let mut set = vec![false; self.levers.iter().len()];
        for &member in chain.iter().rev() {
            let loaded = &mut self.files[member];
            let settings = &loaded.document.settings;
            base = plan;
            plan = base.overlaid(settings, self.timeline);
            settings
                .iter()
                .for_each(|setting| set[setting.lever] = true);
            if !std::mem::replace(&mut loaded.warned, true) {
                let (source, plans) = (&loaded.source, (&base, &plan));
                let (levers, timeline) = (self.levers, self.timeline);
                warnings.extend(oddities::warnings(
                    source, settings, plans, levers, timeline,
                ));
                warnings.extend(relations::warnings(
                    source, settings, plans, levers, timeline,
                ));
            }
        }
        let policy = plan.policy(self.levers, self.timeline).map_err(|error| {
            let text = error.to_string();
            Box::new(Diagnostic::error("", both(text.clone(), text)))
        })?;
        let changes = changes(&base, &plan, self.levers, self.timeline);
        let parts = chain.iter().rev().map(|&member| {
            let Loaded {
                source, document, ..
            } = &self.files[member];
            (source, document.settings.as_slice())
        });
        let origins = origins(parts, self.levers, self.timeline);
        let Loaded {
            source, document, ..
        } = &self.files[file];
        Ok(Scenario {
            id: id_of(&source.path),
            path: source.path.clone(),
            title: document.title.clone(),
            question: document.question.clone(),
            notes: document.notes.clone(),
            policy,
            changed_levers: self
                .levers
                .iter()
                .zip(&set)
                .filter(|(_, set)| **set)
                .map(|(spec, _)| spec.id.clone())
                .collect(),
            base: document.base.as_ref().map(|(name, _)| name.clone()),
            sentences: sentences(&changes, self.levers),
            changes,
            origins,
            plan,
            files: chain
                .iter()
                .map(|&member| {
                    let source = &self.files[member].source;
                    let name = source.path.file_name().unwrap_or_default();
                    (name.to_string_lossy().into_owned(), source.text.clone())
                })
                .collect(),
            warnings,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Loads the first `given` of files written in a folder of their own. Each has a name, a line
    /// at the top and a line under the levers.
    fn load_lines(
        given: usize,
        files: &[(&str, &str, &str)],
    ) -> Result<Vec<Scenario>, Vec<Diagnostic>> {
        const TEXTS: &str = "[title]\nnl = \"a\"\nen = \"a\"\n[question]\nnl = \"a\"\nen = \"a\"\n";
        let folder = tempfile::tempdir().expect("a folder");
        let paths: Vec<PathBuf> = files
            .iter()
            .map(|(name, top, lever)| {
                let path = folder.path().join(format!("{name}.toml"));
                let text = format!("schema = 1\n{top}\n{TEXTS}[levers]\n{lever}\n");
                std::fs::write(&path, text).expect("written");
                path
            })
            .collect();
        let timeline = Timeline {
            start: "2007-01".parse().expect("a month"),
            months: 12,
        };
        let levers = LeverRegistry::embedded().expect("a registry");
        load(&paths[..given], &levers, &timeline)
    }

    #[test]
    fn a_base_that_two_scenarios_share_warns_once() {
        let scenarios = load_lines(
            2,
            &[
                ("a", "base = \"below\"", ""),
                ("b", "base = \"below\"", ""),
                ("below", "", "guidance.hours = 6"),
            ],
        )
        .expect("sound");
        let warnings: Vec<usize> = scenarios.iter().map(|one| one.warnings.len()).collect();
        assert_eq!(warnings, [1, 0]);
    }

    #[test]
    fn a_circle_is_told_once_however_many_lead_into_it() {
        let problems = load_lines(
            2,
            &[
                ("a", "base = \"x\"", ""),
                ("b", "base = \"x\"", ""),
                ("x", "base = \"y\"", ""),
                ("y", "base = \"x\"", ""),
            ],
        )
        .expect_err("refused");
        assert_eq!(problems.len(), 1);
        let label = problems[0].label.as_ref().expect("a label");
        assert_eq!(label[1], "circle: x -> y -> x");
    }

    #[test]
    fn a_long_chain_of_bases_is_followed_to_its_end() {
        let names: Vec<String> = (0..200).map(|n| format!("s{n}")).collect();
        let bases: Vec<String> = (1..200).map(|n| format!("base = \"s{n}\"")).collect();
        let mut files: Vec<(&str, &str, &str)> = names
            .iter()
            .zip(&bases)
            .map(|(name, base)| (name.as_str(), base.as_str(), ""))
            .collect();
        files.push(("s199", "", "guidance.hours = 9"));
        let scenarios = load_lines(1, &files).expect("sound");
        assert_eq!(scenarios[0].files.len(), 200);
        assert_eq!(scenarios[0].changed_levers, ["guidance.hours"]);
    }
}
