//! `isolement analyse`: what a sweep says.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use clap::{Args, Subcommand};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::analyse_text as said;
use super::files::typed;
use super::sweep::{opened, refused, told};
use super::{COMMIT, Ended, FAILED, complain, message, refuse, say, start, values};
use crate::analysis::{
    Finding, Question, Subject, discovery, morris_finding, robust, sobol_finding, threshold,
    threshold_finding, tornado,
};
use crate::engine::Model;
use crate::evidence::LeverSpec;
use crate::input::Diagnostic;
use crate::input::suggest::{did_you_mean, nearest, quoted};
use crate::report::ReportError;
use crate::sweep::{Dimension, Job, Manifest, Program, Results, Simulator, Store, read_results};
use crate::vocabulary::{Label, Lang};

/// Arguments of the verb.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement analyse sobol out/levers")]
pub(super) struct Analyse {
    #[command(subcommand)]
    part: Part,
}

#[derive(Subcommand)]
enum Part {
    /// Sobol indices: which part of the variance comes from what, and from chance
    Sobol(Sobol),
    /// Morris's elementary effects: what matters, what is curved
    Morris(Morris),
    /// One thing at a time: how far each shifts the outcome
    Tornado(Tornado),
    /// How far a value may go before a policy is no longer better than the base
    Threshold(ThresholdOf),
    /// In which futures a policy fails
    Prim(Prim),
    /// Regret, good enough and mean of the policies, side by side
    Robustness(Robustness),
}

#[derive(Args)]
struct About {
    /// Folder of the sweep
    folder: PathBuf,
    /// Outcome, as in the sweep file [default: the first]
    #[arg(long)]
    outcome: Option<String>,
    /// Policy, by the name of its file [default: the last]
    #[arg(long)]
    policy: Option<String>,
    /// Look at the outcome itself, not at how much less it is than under the base
    #[arg(long)]
    level: bool,
    /// Folder for table and chart [default: the folder 'analysis' of the sweep]
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Args)]
#[command(
    after_help = "Example:\n  isolement analyse sobol out/levers --outcome isolated_resident_years:55+"
)]
struct Sobol {
    #[command(flatten)]
    about: About,
}

#[derive(Args)]
#[command(after_help = "Example:\n  isolement analyse morris out/screening")]
struct Morris {
    #[command(flatten)]
    about: About,
}

#[derive(Args)]
#[command(after_help = "Example:\n  isolement analyse tornado out/one-by-one")]
struct Tornado {
    #[command(flatten)]
    about: About,
}

#[derive(Args)]
#[command(after_help = "Example:\n  isolement analyse threshold out/levers --vary visits.recovery")]
struct ThresholdOf {
    #[command(flatten)]
    about: About,
    /// Parameter, or lever with 'lever.' before it, that is varied over its range
    #[arg(long)]
    vary: String,
    /// Paired replicates at each value
    #[arg(long, default_value_t = 8, value_parser = values::replicates)]
    replicates: u32,
    /// Times that the range is halved
    #[arg(long, default_value_t = 6, value_parser = values::count)]
    steps: usize,
}

#[derive(Args)]
#[command(after_help = "Example:\n  isolement analyse prim out/futures --enough 50")]
struct Prim {
    #[command(flatten)]
    about: About,
    /// By how much a policy must be better than the base not to fail
    #[arg(long, default_value_t = 0.0, value_parser = values::number, allow_hyphen_values = true)]
    enough: f64,
}

#[derive(Args)]
#[command(after_help = "Example:\n  isolement analyse robustness out/futures --enough 50")]
struct Robustness {
    #[command(flatten)]
    about: About,
    /// By how much a policy must be better than the base to be good enough
    #[arg(long, default_value_t = 0.0, value_parser = values::number, allow_hyphen_values = true)]
    enough: f64,
}

impl Analyse {
    pub fn run(&self, lang: Lang) -> Ended {
        match &self.part {
            Part::Sobol(part) => part
                .about
                .of_design(sobol_finding, said::NOT_SALTELLI, lang),
            Part::Morris(part) => part.about.of_design(morris_finding, said::NOT_MORRIS, lang),
            Part::Tornado(part) => part.about.of_design(tornado, said::NOT_ONE, lang),
            Part::Threshold(part) => part.run(lang),
            Part::Prim(part) => part
                .about
                .with(lang, |subject| Ok(discovery(subject, part.enough))),
            Part::Robustness(part) => part
                .about
                .with(lang, |subject| Ok(robust(subject, part.enough))),
        }
    }
}

impl About {
    /// An analysis that only fits one kind of design.
    fn of_design(
        &self,
        analysis: fn(&Subject<'_>) -> Option<Finding>,
        otherwise: Label,
        lang: Lang,
    ) -> Ended {
        self.with(lang, |subject| {
            analysis(subject).ok_or_else(|| {
                let name = self.folder.display().to_string();
                refuse(&[Diagnostic::error(name, message(otherwise, &[]))], lang)
            })
        })
    }

    fn with(
        &self,
        lang: Lang,
        analysis: impl FnOnce(&Subject<'_>) -> Result<Finding, ExitCode>,
    ) -> Ended {
        let store = opened(&self.folder, lang)?;
        let results = read_results(&store).map_err(|problem| refused(problem, lang))?;
        let subject = self.subject(&results, lang)?;
        self.show(&analysis(&subject)?, lang)
    }

    fn subject<'a>(&self, results: &'a Results, lang: Lang) -> Result<Subject<'a>, ExitCode> {
        let manifest = &results.manifest;
        let find = |wanted: &Option<String>, names: Vec<String>, otherwise: usize| match wanted {
            None => Ok(otherwise),
            Some(wanted) => names.iter().position(|name| name == wanted).ok_or_else(|| {
                let shown = quoted(wanted);
                let problem =
                    Diagnostic::error("", message(said::NOT_IN_SWEEP, &[("name", &shown)]));
                let all = message(super::text::CHOOSE_FROM, &[("names", &names.join(", "))]);
                refuse(&[problem.remedy(all)], lang)
            }),
        };
        let outcomes = manifest.outcomes.iter().map(|one| one.name()).collect();
        let policies: Vec<String> = manifest.policies.iter().map(|one| one.id.clone()).collect();
        let last = policies.len() - 1;
        let policy = find(&self.policy, policies, last)?;
        Ok(Subject {
            results,
            question: Question {
                outcome: find(&self.outcome, outcomes, 0)?,
                policy,
                level: self.level || policy == 0,
            },
            lang,
        })
    }

    fn show(&self, finding: &Finding, lang: Lang) -> Ended {
        say(finding.text());
        let folder = self
            .out
            .clone()
            .unwrap_or_else(|| self.folder.join("analysis"));
        finding
            .write(&folder)
            .map_err(|error| failed(&error, lang))?;
        let path = typed(&folder.join(finding.id));
        told(said::WRITTEN, lang, &[("path", &path)]);
        Ok(ExitCode::SUCCESS)
    }
}

fn failed(error: &ReportError, lang: Lang) -> ExitCode {
    let problem = Diagnostic::error("", [Lang::Nl, Lang::En].map(|lang| error.text(lang)));
    complain(&[problem], lang);
    ExitCode::from(FAILED)
}

impl ThresholdOf {
    fn run(&self, lang: Lang) -> Ended {
        let model = start::model(lang)?;
        let store = opened(&self.about.folder, lang)?;
        let refused = |problem| refused(problem, lang);
        store
            .check_program(&Program::this(&model, COMMIT))
            .map_err(refused)?;
        let dimension = self.dimension(&model, lang)?;
        let results = Results::without_runs(&store.manifest);
        let subject = self.about.subject(&results, lang)?;
        if subject.question.policy == 0 {
            let problem = Diagnostic::error("", message(said::BASE_ITSELF, &[]));
            return Err(refuse(&[problem], lang));
        }
        let found = self.search(&model, &store, &dimension, subject.question, lang)?;
        let Some(found) = found else {
            let name = store.folder.display().to_string();
            complain(
                &[Diagnostic::error(name, message(said::RUNS_FAILED, &[]))],
                lang,
            );
            return Ok(ExitCode::from(FAILED));
        };
        let finding = threshold_finding(&subject, &dimension, &found, self.replicates);
        self.about.show(&finding, lang)
    }

    fn dimension(&self, model: &Model, lang: Lang) -> Result<Dimension, ExitCode> {
        if let Some(parameter) = model.registry.get(&self.vary) {
            return Ok(Dimension::of_parameter(parameter, None));
        }
        let lever = self
            .vary
            .strip_prefix("lever.")
            .and_then(|id| model.levers.find(id));
        if let Some((_, lever)) = lever {
            return Ok(Dimension::of_lever(lever, None));
        }
        let levers = model
            .levers
            .iter()
            .map(|one: &LeverSpec| format!("lever.{}", one.id));
        let names: Vec<String> = model
            .registry
            .iter()
            .map(|one| one.id.clone())
            .chain(levers)
            .collect();
        let near = nearest(&self.vary, names.iter().map(String::as_str));
        let shown = quoted(&self.vary);
        let problem = Diagnostic::error("", message(said::NOTHING_OF_NAME, &[("name", &shown)]));
        Err(refuse(&[problem.remedy(did_you_mean(near))], lang))
    }

    fn search(
        &self,
        model: &Model,
        store: &Store,
        dimension: &Dimension,
        question: Question,
        lang: Lang,
    ) -> Result<Option<crate::analysis::Threshold>, ExitCode> {
        let policies = store
            .policies(&model.levers)
            .map_err(|problems| refuse(&problems, lang))?;
        let manifest = Manifest {
            dimensions: vec![dimension.clone()],
            ..store.manifest.clone()
        };
        let simulator = Simulator::new(model, &manifest, &policies);
        let stop = AtomicBool::new(false);
        let averted = |value: f64| -> Option<Vec<f64>> {
            let setting = vec![value];
            let runs = (0..self.replicates).into_par_iter().map(|replicate| {
                let job = Job {
                    number: 0,
                    setting: &setting,
                    replicate,
                };
                let results = simulator.run(&job, &stop)?;
                let of = |policy: usize| Some(results[policy].as_ref().ok()?[question.outcome]);
                Some(of(0)? - of(question.policy)?)
            });
            runs.collect()
        };
        Ok(threshold(
            [dimension.low, dimension.high],
            self.steps,
            &averted,
        ))
    }
}
