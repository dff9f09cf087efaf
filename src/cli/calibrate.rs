//! `isolement calibrate`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use clap::Args;
use indicatif::ProgressBar;

use super::start::{self, progress, stop_on_signals};
use super::{
    COMMIT, Ended, FAILED, STOPPED, broken, complain, message, refuse, say, text, values,
    with_reason,
};
use crate::calibration::{
    CalibrateError, Fit, Origin, Problem, Progress, Settings, Stage, Store, StoreError, calibrate,
};
use crate::engine::Model;
use crate::input::suggest::{did_you_mean, nearest};
use crate::input::{Diagnostic, in_words};
use crate::report::{calibration_summary, write_calibration};
use crate::vocabulary::{Lang, fill};

/// Runs at one point, from which chance is known.
const REPLICATES: u32 = 16;

/// Arguments of the verb.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement calibrate --out out/calibration --scale 0.1")]
pub(super) struct Calibrate {
    /// Folder for runs and results; what was stopped in it goes on
    #[arg(long, default_value = "out/calibration")]
    pub(super) out: PathBuf,
    /// Share of the full city in each run
    #[arg(long, default_value_t = 0.1, value_parser = values::scale)]
    scale: f64,
    /// Runs in each wave
    #[arg(long, default_value_t = 400, value_parser = values::replicates)]
    runs: u32,
    /// Waves at most
    #[arg(long, default_value_t = 3, value_parser = values::waves)]
    waves: u32,
    /// Draws wanted
    #[arg(long, default_value_t = 200, value_parser = values::replicates)]
    draws: u32,
    /// Seed of all draws: the same seed gives the same bits
    #[arg(long, default_value_t = 2007, value_parser = values::seed)]
    pub(super) seed: u64,
    /// Parameters to fit, with commas between them [default: those that act on a target]
    #[arg(long, value_delimiter = ',')]
    pub(super) parameters: Vec<String>,
    /// Fits so many synthetic cities instead, whose parameters are known, and says whether these are
    /// found again; needs --parameters
    #[arg(long, value_parser = values::replicates)]
    recover: Option<u32>,
    /// Fits so many synthetic cities instead, and says whether the 95% intervals of the differences
    /// between scenarios hold the true ones; needs --parameters and --scenarios
    #[arg(long, value_parser = values::replicates, conflicts_with = "recover")]
    coverage: Option<u32>,
    /// For the coverage: two scenario files or more, the base first
    #[arg(long, num_args = 2.., requires = "coverage")]
    pub(super) scenarios: Vec<PathBuf>,
}

impl Calibrate {
    pub fn run(&self, lang: Lang) -> Ended {
        let model = start::model(lang)?;
        let targets = start::targets(&model, lang)?;
        if let Some(unknown) = self.unknown(&model) {
            let problem = message(text::NO_SUCH_PARAMETER, &[("id", unknown)]);
            let look = message(text::SEE_PARAMETERS, &[]);
            let ids = model.registry.iter().filter(|one| one.is_uncertain());
            let near = nearest(unknown, ids.map(|one| one.id.as_str()));
            let problem = Diagnostic::error("", problem).remedy(did_you_mean(near));
            return Err(refuse(&[problem.remedy(look)], lang));
        }
        if let Some(twice) = self.twice() {
            let problem = message(text::TWICE_PARAMETER, &[("id", twice)]);
            return Err(refuse(&[Diagnostic::error("", problem)], lang));
        }
        let problem = Problem {
            registry: model.registry.clone(),
            targets,
            seed: self.seed,
            scale: self.scale,
            origin: Origin::Surveys,
            others_vary: true,
        };
        let settings = Settings {
            wave_runs: self.runs,
            waves: self.waves,
            draws: self.draws,
            replicates: REPLICATES,
            active: (!self.parameters.is_empty()).then(|| self.parameters.clone()),
        };
        let stop = stop_on_signals(lang);
        match (self.recover, self.coverage) {
            (None, None) => self.fit(&problem, &settings, &stop, lang),
            _ if self.parameters.is_empty() => {
                let problem = message(text::NEEDS_PARAMETERS, &[]);
                Err(refuse(&[Diagnostic::error("", problem)], lang))
            }
            (Some(cities), _) => self.recover(&problem, &settings, cities, &stop, lang),
            (None, Some(cities)) => self.cover(&model, &problem, &settings, cities, &stop, lang),
        }
    }

    /// A name that is no uncertain parameter.
    fn unknown(&self, model: &Model) -> Option<&str> {
        let known = |id: &str| model.registry.get(id).is_some_and(|one| one.is_uncertain());
        let mut names = self.parameters.iter().map(String::as_str);
        names.find(|id| !known(id))
    }

    /// A name that is given twice.
    fn twice(&self) -> Option<&str> {
        let earlier = |place: usize| self.parameters[..place].contains(&self.parameters[place]);
        let twice = (0..self.parameters.len()).find(|&place| earlier(place));
        twice.map(|place| self.parameters[place].as_str())
    }

    fn fit(&self, problem: &Problem, settings: &Settings, stop: &AtomicBool, lang: Lang) -> Ended {
        let mut store = self.store("runs.csv", &digest(problem, settings), lang)?;
        let fitted = with_progress(stop, lang, |progress| {
            calibrate(problem, settings, &mut store, progress)
        });
        let fit = fitted.map_err(|error| failed(&error, lang))?;
        self.tell(problem, &fit, lang)
    }

    /// Where runs are kept, with those that are finished, of the calibration that `digest` tells from others.
    pub(super) fn store(&self, name: &str, digest: &str, lang: Lang) -> Result<Store, ExitCode> {
        let opened = std::fs::create_dir_all(&self.out)
            .map_err(StoreError::from)
            .and_then(|()| Store::open(&self.out.join(name), digest));
        opened.map_err(|error| self.refuse_folder(&error, lang))
    }

    fn tell(&self, problem: &Problem, fit: &Fit, lang: Lang) -> Ended {
        // Without the place of the program: the file may go to another machine.
        let own = std::iter::once(env!("CARGO_PKG_NAME").to_owned());
        let words: Vec<String> = own.chain(std::env::args().skip(1)).collect();
        let command = crate::report::command_line(&words);
        write_calibration(problem, fit, &command, &self.out, lang)
            .map_err(|error| self.refuse_folder(&StoreError::Io(error), lang))?;
        say(calibration_summary(problem, fit, lang));
        let path = self.out.join("report.html").display().to_string();
        say(fill(text::REPORT, lang, &[("path", &path)]));
        if fit.draws.is_empty() {
            return Err(ExitCode::from(FAILED));
        }
        let path = self.out.join("draws.csv").display().to_string();
        say(fill(text::DRAWS, lang, &[("path", &path)]));
        Ok(ExitCode::SUCCESS)
    }

    pub(super) fn refuse_folder(&self, error: &StoreError, lang: Lang) -> ExitCode {
        let path = self.out.display().to_string();
        let problem = match error {
            StoreError::Other => message(text::OTHER_CALIBRATION, &[]),
            other => with_reason(text::NO_RUNS_FILE, in_words(other)),
        };
        let remedy = message(text::OTHER_OUT, &[]);
        refuse(&[Diagnostic::error(path, problem).remedy(remedy)], lang)
    }
}

/// Says of stored runs whether they are of this calibration. Draws come one after the other, so more of them
/// go on with the same runs; anything else that decides what is run, the program included, makes other runs.
pub(super) fn digest(problem: &Problem, settings: &Settings) -> String {
    format!(
        "{} {} {} {} {:?} {COMMIT}",
        problem.digest(),
        settings.wave_runs,
        settings.waves,
        settings.replicates,
        settings.active
    )
}

pub(super) fn failed(error: &CalibrateError, lang: Lang) -> ExitCode {
    match error {
        CalibrateError::Store(StoreError::Interrupted) => {
            eprintln!("{}", text::STOPPED_KEPT.get(lang));
            ExitCode::from(STOPPED)
        }
        CalibrateError::NothingToFit => refuse(
            &[Diagnostic::error("", message(text::NOTHING_TO_FIT, &[]))],
            lang,
        ),
        CalibrateError::TooFewRuns {
            runs,
            dimensions,
            needed,
        } => {
            let [runs, dimensions, needed] =
                [u64::from(*runs), *dimensions as u64, *needed as u64].map(|n| n.to_string());
            let values = [
                ("runs", runs.as_str()),
                ("dimensions", &dimensions),
                ("needed", &needed),
            ];
            refuse(
                &[Diagnostic::error(
                    "",
                    message(text::WAVE_TOO_SMALL, &values),
                )],
                lang,
            )
        }
        CalibrateError::Problem(error) => broken(error, lang),
        other => {
            let problem = with_reason(text::NO_RUNS_FILE, in_words(other));
            complain(&[Diagnostic::error("", problem)], lang);
            ExitCode::from(FAILED)
        }
    }
}

pub(super) fn with_progress<T>(
    stop: &AtomicBool,
    lang: Lang,
    act: impl FnOnce(&Progress<'_>) -> T,
) -> T {
    let bar: ProgressBar = progress(0, lang);
    let done = act(&Progress {
        begin: &|stage, runs| {
            bar.reset();
            bar.set_length(u64::from(runs));
            bar.println(stage_text(stage, lang));
        },
        tick: &|| bar.inc(1),
        stop,
    });
    bar.finish_and_clear();
    done
}

fn stage_text(stage: Stage, lang: Lang) -> String {
    match stage {
        Stage::Replicates => text::S_REPLICATES.get(lang).to_owned(),
        Stage::Screening => text::S_SCREENING.get(lang).to_owned(),
        Stage::Wave(wave) => fill(text::S_WAVE, lang, &[("wave", &wave.to_string())]),
        Stage::Acceptance => text::S_ACCEPTANCE.get(lang).to_owned(),
        Stage::Scenarios => text::S_SCENARIOS.get(lang).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Registry;

    #[test]
    fn runs_are_not_those_of_a_calibration_with_other_waves_but_of_one_with_more_draws() {
        let problem = Problem {
            registry: Registry::embedded().expect("a registry"),
            targets: Vec::new(),
            seed: 1,
            scale: 0.1,
            origin: Origin::Surveys,
            others_vary: true,
        };
        let of = |change: fn(&mut Settings)| {
            let mut settings = Settings {
                wave_runs: 100,
                waves: 3,
                draws: 10,
                replicates: 8,
                active: None,
            };
            change(&mut settings);
            digest(&problem, &settings)
        };
        let plain = of(|_| ());
        assert_eq!(plain, of(|settings| settings.draws = 20));
        for change in [
            |settings: &mut Settings| settings.waves = 2,
            |settings: &mut Settings| settings.wave_runs = 200,
            |settings: &mut Settings| settings.replicates = 4,
            |settings: &mut Settings| settings.active = Some(Vec::new()),
        ] {
            assert_ne!(plain, of(change));
        }
    }

    #[test]
    fn stages_have_words_in_both_languages() {
        assert_eq!(stage_text(Stage::Wave(2), Lang::Nl), "ronde 2");
        assert_eq!(stage_text(Stage::Wave(2), Lang::En), "wave 2");
    }
}
