//! `isolement calibrate --recover` and `--coverage`: cities whose parameters are known.

use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use super::calibrate::{Calibrate, digest, failed, with_progress};
use super::{Ended, message, refuse, say, text};
use crate::calibration::{
    CalibrateError, Problem, Progress, Settings, Store, StoreError, cover, recover,
};
use crate::engine::Model;
use crate::experiment;
use crate::input::Diagnostic;
use crate::report::{Listing, coverage_listing, recovery_listing};
use crate::scenario::{Scenario, load};
use crate::sweep::policy_digest;
use crate::vocabulary::{Lang, fill};

/// Years that scenarios are run for the coverage.
const COVERAGE_YEARS: u16 = 5;
/// Replicates by which the true difference is known.
const TRUTH_REPLICATES: u32 = 32;

impl Calibrate {
    /// Are known parameters found again?
    pub(super) fn recover(
        &self,
        problem: &Problem,
        settings: &Settings,
        cities: u32,
        stop: &AtomicBool,
        lang: Lang,
    ) -> Ended {
        let one = |number, store: &mut Store, progress: &Progress<'_>| {
            let parameters = &self.parameters;
            recover(problem, parameters, number, settings, store, progress)
        };
        let digest = digest(problem, settings);
        let found = self.each_city("recover", &digest, cities, stop, lang, one)?;
        self.list("recovery.csv", &recovery_listing(&found, lang), lang)
    }

    /// Do intervals hold known differences?
    pub(super) fn cover(
        &self,
        model: &Model,
        problem: &Problem,
        settings: &Settings,
        cities: u32,
        stop: &AtomicBool,
        lang: Lang,
    ) -> Ended {
        if self.scenarios.is_empty() {
            let problem = message(text::NEEDS_SCENARIOS, &[]);
            return Err(refuse(&[Diagnostic::error("", problem)], lang));
        }
        let timeline = super::files::timeline(COVERAGE_YEARS);
        let scenarios = load(&self.scenarios, &model.levers, &timeline)
            .map_err(|problems| refuse(&problems, lang))?;
        let experiment = experiment::Settings {
            seed: self.seed,
            replicates: TRUTH_REPLICATES,
            // The quick look of a comparison of the full city.
            scale: 1.0,
            months: COVERAGE_YEARS * 12,
            base: 0,
            half_width: None,
            worth: None,
            marginal: false,
        };
        let whole = digest_with(&digest(problem, settings), settings, &scenarios);
        let one = |number, store: &mut Store, progress: &Progress<'_>| {
            let (parameters, compared) = (&self.parameters, (&scenarios[..], &experiment));
            cover(
                problem, parameters, compared, number, settings, store, progress,
            )
        };
        let found = self.each_city("coverage", &whole, cities, stop, lang, one)?;
        let listing = coverage_listing(&found, &scenarios, lang);
        self.list("coverage.csv", &listing, lang)
    }

    /// What each city ends with. Its runs are kept in a file of its own, named by the verb.
    fn each_city<T>(
        &self,
        verb: &str,
        digest: &str,
        cities: u32,
        stop: &AtomicBool,
        lang: Lang,
        one: impl Fn(u32, &mut Store, &Progress<'_>) -> Result<T, CalibrateError>,
    ) -> Result<Vec<T>, ExitCode> {
        let ended = |number| {
            say_city(number, cities, lang);
            let mut store = self.store(&format!("{verb}-{}.csv", number + 1), digest, lang)?;
            let ended = with_progress(stop, lang, |progress| one(number, &mut store, progress));
            ended.map_err(|error| failed(&error, lang))
        };
        (0..cities).map(ended).collect()
    }

    /// Writes what synthetic cities say into the folder, and prints it.
    fn list(&self, name: &str, listing: &Listing, lang: Lang) -> Ended {
        std::fs::write(self.out.join(name), listing.csv())
            .map_err(|error| self.refuse_folder(&StoreError::Io(error), lang))?;
        say(listing.terminal().trim_end());
        Ok(ExitCode::SUCCESS)
    }
}

/// Says on the way which city it is.
fn say_city(number: u32, cities: u32, lang: Lang) {
    let (city, cities) = ((number + 1).to_string(), cities.to_string());
    let values = [("city", city.as_str()), ("cities", &cities)];
    eprintln!("{}", fill(text::S_CITY, lang, &values));
}

/// Says of a finished city also with how many draws and which levers it ended.
fn digest_with(fit: &str, settings: &Settings, scenarios: &[Scenario]) -> String {
    let of_levers = |one: &Scenario| policy_digest(&one.policy, COVERAGE_YEARS * 12);
    let policies: Vec<String> = scenarios.iter().map(of_levers).collect();
    format!("{fit} {} {}", settings.draws, policies.join(" "))
}
