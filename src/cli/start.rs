//! What verbs begin with: what is compiled in, the flag by which they are stopped, the progress bar.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use super::{STOPPED, broken, complain, message, refuse, text, with_reason};
use crate::engine::Model;
use crate::evidence::{LeverRegistry, ParameterDraws, Target};
use crate::input::{Diagnostic, in_words};
use crate::vocabulary::Lang;

/// The registry of levers, or the exit code when it is refused.
pub(super) fn levers(lang: Lang) -> Result<LeverRegistry, ExitCode> {
    LeverRegistry::embedded().map_err(|error| broken(&error, lang))
}

/// The model with the parameters that are compiled in, or the exit code when it is refused.
pub(super) fn model(lang: Lang) -> Result<Model, ExitCode> {
    Model::embedded().map_err(|error| broken(&error, lang))
}

/// The targets of calibration and validation, or the exit code when they are refused.
pub(super) fn targets(model: &Model, lang: Lang) -> Result<Vec<Target>, ExitCode> {
    Target::embedded(&model.tables).map_err(|error| broken(&error, lang))
}

/// The draws of a file, or else those of the default city, or the exit code when they are refused.
pub(super) fn draws(
    file: Option<&Path>,
    model: &Model,
    lang: Lang,
) -> Result<ParameterDraws, ExitCode> {
    let Some(path) = file else {
        return ParameterDraws::embedded(&model.registry).map_err(|error| broken(&error, lang));
    };
    let refused = |reason| {
        let problem = with_reason(text::DRAWS_REFUSED, reason);
        refuse(
            &[Diagnostic::error(path.display().to_string(), problem)],
            lang,
        )
    };
    let text = std::fs::read_to_string(path).map_err(|error| refused(in_words(&error)))?;
    ParameterDraws::parse(&text, &model.registry)
        .map_err(|error| refused([Lang::Nl, Lang::En].map(|lang| error.text(lang))))
}

/// A flag that Ctrl-C and SIGTERM set. The second time the program ends at once: what verbs write is
/// whole at any moment.
pub(super) fn stop_on_signals(lang: Lang) -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    let handler = ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(STOPPED));
        }
    });
    if handler.is_err() {
        complain(&[Diagnostic::warning("", message(text::CTRL_C, &[]))], lang);
    }
    stop
}

/// A bar over so many runs.
pub(super) fn progress(runs: u64, lang: Lang) -> ProgressBar {
    let style = ProgressStyle::with_template(text::PROGRESS.get(lang));
    let bar = ProgressBar::new(runs);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
