//! `isolement calibrate --recover` and `--coverage`: cities whose parameters are known.

use std::sync::atomic::AtomicBool;

use sha2::{Digest, Sha256};

use super::calibrate::{Calibrate, digest, failed, with_progress};
use super::{Ended, message, refuse, say, text};
use crate::calibration::{Problem, Settings, StoreError, cover, recover};
use crate::engine::Model;
use crate::experiment;
use crate::input::Diagnostic;
use crate::report::{Listing, coverage_listing, recovery_listing};
use crate::scenario::{Scenario, load};
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
        let mut found = Vec::new();
        for number in 0..cities {
            say_city(number, cities, lang);
            let name = format!("recover-{}.csv", number + 1);
            let mut store = self.store(&name, &digest(problem, settings), lang)?;
            let recovered = with_progress(stop, lang, |progress| {
                let parameters = &self.parameters;
                recover(problem, parameters, number, settings, &mut store, progress)
            });
            found.push(recovered.map_err(|error| failed(&error, lang))?);
        }
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
        let mut found = Vec::new();
        for number in 0..cities {
            say_city(number, cities, lang);
            let name = format!("coverage-{}.csv", number + 1);
            let mut store = self.store(&name, &whole, lang)?;
            let covered = with_progress(stop, lang, |progress| {
                cover(
                    problem,
                    &self.parameters,
                    (&scenarios, &experiment),
                    number,
                    settings,
                    &mut store,
                    progress,
                )
            });
            found.push(covered.map_err(|error| failed(&error, lang))?);
        }
        let listing = coverage_listing(&found, &scenarios, lang);
        self.list("coverage.csv", &listing, lang)
    }

    /// Writes what synthetic cities say into the folder, and prints it.
    fn list(&self, name: &str, listing: &Listing, lang: Lang) -> Ended {
        std::fs::write(self.out.join(name), listing.csv())
            .map_err(|error| self.refuse_folder(&StoreError::Io(error), lang))?;
        say(listing.terminal().trim_end());
        Ok(std::process::ExitCode::SUCCESS)
    }
}

/// Says on the way which city it is.
fn say_city(number: u32, cities: u32, lang: Lang) {
    let (city, cities) = ((number + 1).to_string(), cities.to_string());
    let values = [("city", city.as_str()), ("cities", &cities)];
    eprintln!("{}", fill(text::S_CITY, lang, &values));
}

/// Says of a finished city also with how many draws and which scenarios it ended.
fn digest_with(fit: &str, settings: &Settings, scenarios: &[Scenario]) -> String {
    let mut hash = Sha256::new();
    for scenario in scenarios {
        hash.update(format!("{:?}", scenario.files));
    }
    let mut digits = format!("{:x}", hash.finalize());
    digits.truncate(16);
    format!("{fit} {} {digits}", settings.draws)
}
