//! Running what is left of a sweep: how, until when, and how it ended.

use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::files::typed;
use super::start::stop_on_signals;
use super::sweep::{broke, next, refused, told};
use super::sweep_text as said;
use super::values::{self, Refusal};
use super::{COMMIT, Ended, FAILED, STOPPED, message, refuse};
use crate::engine::Model;
use crate::input::{Diagnostic, in_words};
use crate::report::number;
use crate::sweep::{
    Job, PartKey, Program, Refused, RunSettings, Shard, Simulator, Store, run_parts, to_do,
};
use crate::vocabulary::{Lang, fill};

#[derive(Args)]
pub(super) struct How {
    /// Only share I of N equal shares, for several machines
    #[arg(long, value_parser = shard, value_name = "I/N")]
    shard: Option<Shard>,
    /// Number of threads [default: all cores]
    #[arg(long, value_parser = values::count)]
    threads: Option<usize>,
    /// Also the parts in which a run failed
    #[arg(long)]
    rerun_failed: bool,
}

fn shard(value: &str) -> Result<Shard, Refusal> {
    let refusal = || Refusal(message(said::A_SHARD, &[]));
    let (number, count) = value.split_once('/').ok_or_else(refusal)?;
    let number: usize = number.parse().map_err(|_| refusal())?;
    let count: usize = count.parse().map_err(|_| refusal())?;
    if number == 0 || number > count {
        return Err(refusal());
    }
    Ok(Shard { number, count })
}

impl How {
    /// Runs what is left of a store.
    pub(super) fn go_on(&self, store: &Store, model: &Model, lang: Lang) -> Ended {
        store
            .check_program(&Program::this(model, COMMIT))
            .map_err(|problem| refused(problem, lang))?;
        let policies = store
            .policies(&model.levers)
            .map_err(|problems| refuse(&problems, lang))?;
        let settings = store.settings().map_err(|problem| refused(problem, lang))?;
        set_aside(store, lang).map_err(|problem| broke(problem, lang))?;
        let how = RunSettings {
            shard: self.shard.unwrap_or(Shard::WHOLE),
            rerun_failed: self.rerun_failed,
        };
        let parts = to_do(store, &how);
        if parts.is_empty() {
            told(said::NOTHING, lang, &[]);
            return self.close(store, lang);
        }
        let stop = stop_on_signals(lang);
        let bar = bar(&parts, store.manifest.policies.len(), lang);
        let failed = AtomicUsize::new(0);
        let progress = |units: usize, broken: usize| {
            let sum = failed.fetch_add(broken, Ordering::Relaxed) + broken;
            bar.set_message(fill(said::FAILED_SO_FAR, lang, &[("n", &sum.to_string())]));
            bar.inc(units as u64);
        };
        let simulator = Simulator::new(model, &store.manifest, &policies);
        let began = Instant::now();
        let work = || {
            let simulate = |job: &Job<'_>| simulator.run(job, &stop);
            run_parts(store, &settings, parts, &simulate, &progress, &stop)
        };
        // What a unit says when it panics is written in its row, not on the screen.
        std::panic::set_hook(Box::new(|_| ()));
        let done = match self.threads {
            None => work(),
            Some(count) => match rayon::ThreadPoolBuilder::new().num_threads(count).build() {
                Ok(pool) => pool.install(work),
                Err(error) => {
                    let [nl, en] = in_words(&error);
                    let told = [(Lang::Nl, nl), (Lang::En, en)].map(|(lang, reason)| {
                        let values = [("n", count.to_string()), ("reason", reason)];
                        let values = values.each_ref().map(|(name, text)| (*name, text.as_str()));
                        fill(said::THREADS, lang, &values)
                    });
                    return Err(refuse(&[Diagnostic::error("", told)], lang));
                }
            },
        };
        let _ = std::panic::take_hook();
        bar.finish_and_clear();
        let done = done.map_err(|problem| broke(problem, lang))?;
        let seconds = number(began.elapsed().as_secs_f64(), 1, lang);
        let (units, broken) = (done.units.to_string(), done.failed.to_string());
        let values = [
            ("units", units.as_str()),
            ("failed", &broken),
            ("seconds", &seconds),
        ];
        told(said::DONE, lang, &values);
        if done.stopped {
            let command = self.command(&store.folder);
            eprintln!("{}", fill(said::STOPPED, lang, &[("command", &command)]));
            return Ok(ExitCode::from(STOPPED));
        }
        self.close(store, lang)
    }

    /// The command that goes on with the same share.
    fn command(&self, folder: &Path) -> String {
        let mut command = format!("isolement sweep resume {}", typed(folder));
        if let Some(Shard { number, count }) = self.shard {
            command.push_str(&format!(" --shard {number}/{count}"));
        }
        command
    }

    /// Says whether anything failed, and what comes next.
    fn close(&self, store: &Store, lang: Lang) -> Ended {
        let inventory = store.inventory().map_err(|problem| broke(problem, lang))?;
        let failed: usize = inventory
            .parts
            .values()
            .filter_map(|files| files.first())
            .map(|file| file.failed)
            .sum();
        let folder = typed(&store.folder);
        // Other shares may still run elsewhere.
        let is_whole = inventory.parts.values().all(|files| !files.is_empty());
        let verb = if is_whole { "merge" } else { "status" };
        next(lang, &format!("isolement sweep {verb} {folder}"));
        if failed == 0 {
            return Ok(ExitCode::SUCCESS);
        }
        let path = typed(&store.folder.join("merged").join("failed.csv"));
        let command = format!("isolement sweep resume {folder} --rerun-failed");
        told(
            said::HOW_FAILED,
            lang,
            &[("path", &path), ("command", &command)],
        );
        Ok(ExitCode::from(FAILED))
    }
}

/// Puts damaged parts under another name, so that they are run again and can still be looked at.
fn set_aside(store: &Store, lang: Lang) -> Result<(), Refused> {
    let inventory = store.inventory()?;
    for path in inventory.damaged {
        let aside = path.with_extension("parquet.damaged");
        // Another task may have done so already.
        if std::fs::rename(&path, &aside).is_ok() {
            told(said::SET_ASIDE, lang, &[("path", &typed(&aside))]);
        }
    }
    Ok(())
}

fn bar(parts: &[PartKey], policies: usize, lang: Lang) -> ProgressBar {
    let settings: usize = parts.iter().map(|part| part.settings().len()).sum();
    let bar = ProgressBar::new((settings * policies) as u64);
    match ProgressStyle::with_template(said::PROGRESS.get(lang)) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
