//! How fast a run is, what its time goes to, and what it takes up: measured on one replicate, and on
//! several at once.

use std::time::Instant;

use rayon::prelude::*;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};

use super::machine::{Machine, copy_bandwidth, peak_memory};
use super::reduce::{Shape, reduce};
use crate::engine::{Column, Laps, Model, Simulation, Work};
use crate::programme::Policy;
use crate::vocabulary::Outcome;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpeedSettings {
    /// Seed of all draws.
    pub seed: u64,
    /// Share of the full city; more than 1 for a larger one.
    pub scale: f64,
    /// Months of a run.
    pub months: u16,
    /// Replicates that are run on one thread and on all; none measures one run alone.
    pub replicates: Option<u32>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Speed {
    /// Where.
    pub machine: Machine,
    /// Residents at the start.
    pub residents: u64,
    /// Residents of every month, added up.
    pub resident_months: u64,
    /// Residents in view of the programme, added up over the months.
    pub in_view: u64,
    /// Residents in help, added up over the months.
    pub in_help: u64,
    /// What was done.
    pub work: Work,
    /// Seconds by part.
    pub laps: Laps,
    /// Seconds from the record to the numbers of a comparison.
    pub output: f64,
    /// Bytes by column, after the set-up and at the end.
    pub bytes: [[(Column, usize); Column::ALL.len()]; 2],
    /// The most memory that the process had, in bytes, where the system tells it.
    pub peak: Option<u64>,
    /// Digest of the record.
    pub digest: String,
    /// Bytes that one core copies in a second, read and written.
    pub bandwidth: f64,
    /// Several replicates on one thread and on all.
    pub scaling: Option<Scaling>,
}

/// The same replicates on one thread and on all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scaling {
    /// How many.
    pub replicates: u32,
    /// Threads of the second time.
    pub threads: usize,
    /// Seconds on one thread.
    pub alone: f64,
    /// Seconds on all threads.
    pub together: f64,
    /// Did both give the same records?
    pub same: bool,
}

impl Scaling {
    /// How many times as fast it is on all threads.
    pub fn ratio(&self) -> f64 {
        self.alone / self.together
    }
}

impl Speed {
    /// Bytes of the ties within the city, and of all else, after the set-up or at the end.
    pub fn ties_and_rest(&self, at_end: bool) -> [usize; 2] {
        let bytes = self.bytes[usize::from(at_end)].iter();
        bytes.fold([0, 0], |[ties, rest], &(column, bytes)| match column {
            Column::Ties => [ties + bytes, rest],
            _ => [ties, rest + bytes],
        })
    }

    /// Share of what one core can copy that the months of the run asked of memory, if nothing of it had
    /// stayed in the cache.
    pub fn bandwidth_share(&self) -> f64 {
        self.work.bytes_touched() as f64 / self.laps.total(false) / self.bandwidth
    }
}

/// Measures a run of the model under a policy.
///
/// # Errors
/// When the system gives no threads.
pub fn measure_speed(
    model: &Model,
    policy: &Policy,
    settings: &SpeedSettings,
) -> Result<Speed, ThreadPoolBuildError> {
    let (months, levers) = (settings.months, policy.at(0).clone());
    let mut laps = Laps::start();
    let draws = (settings.seed, 0);
    let mut simulation =
        Simulation::watched(model, draws, settings.scale, months, levers, &mut laps);
    let at_start = simulation.bytes();
    laps.resume();
    while simulation.month() < months {
        simulation.step_watched(policy, &mut laps);
    }
    let (at_end, work) = (simulation.bytes(), simulation.work());
    let record = simulation.into_record();
    let began = Instant::now();
    std::hint::black_box(reduce(
        &record,
        Shape {
            months: usize::from(months),
        },
    ));
    let output = began.elapsed().as_secs_f64();
    let over_months = |outcome: Outcome| -> u64 {
        (1..record.len())
            .map(|month| record.total(month, outcome))
            .sum()
    };
    Ok(Speed {
        machine: Machine::this(),
        residents: record.total(0, Outcome::Population),
        resident_months: over_months(Outcome::Population),
        in_view: over_months(Outcome::InView),
        in_help: over_months(Outcome::InHelp),
        work,
        laps,
        output,
        bytes: [at_start, at_end],
        peak: peak_memory(),
        digest: record.digest_text(),
        bandwidth: copy_bandwidth(),
        scaling: match settings.replicates {
            Some(replicates) => Some(scaling(model, policy, settings, replicates)?),
            None => None,
        },
    })
}

/// Runs replicates on one thread and on all cores.
fn scaling(
    model: &Model,
    policy: &Policy,
    settings: &SpeedSettings,
    replicates: u32,
) -> Result<Scaling, ThreadPoolBuildError> {
    let run = |replicate: u32| -> [u8; 32] {
        let levers = policy.at(0).clone();
        let (seed, scale, months) = (settings.seed, settings.scale, settings.months);
        let mut simulation = Simulation::new(model, seed, replicate, scale, months, levers);
        simulation.run_to(months, policy);
        simulation.into_record().digest()
    };
    let timed = |threads: usize| -> Result<(f64, Vec<[u8; 32]>), ThreadPoolBuildError> {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
        let began = Instant::now();
        let digests = pool.install(|| (0..replicates).into_par_iter().map(run).collect());
        Ok((began.elapsed().as_secs_f64(), digests))
    };
    let threads = Machine::this().cores;
    let (alone, one_by_one) = timed(1)?;
    let (together, at_once) = timed(threads)?;
    Ok(Scaling {
        replicates,
        threads,
        alone,
        together,
        same: one_by_one == at_once,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Part;
    use crate::programme::LeverTable;

    #[test]
    fn a_watch_changes_no_number_and_the_parts_add_up() {
        let model = Model::embedded().expect("a model");
        let levers = LeverTable::defaults(&model.levers).expect("levers");
        let policy = Policy::constant(levers.clone());
        let settings = SpeedSettings {
            seed: 5,
            scale: 0.01,
            months: 14,
            replicates: Some(2),
        };
        let began = Instant::now();
        let speed = measure_speed(&model, &policy, &settings).expect("threads");
        let all = began.elapsed().as_secs_f64();

        let mut plain = Simulation::new(&model, 5, 0, 0.01, 14, levers);
        plain.run_to(14, &policy);
        assert_eq!(speed.digest, plain.record().digest_text());
        assert_eq!(speed.work, plain.work());
        assert!(speed.in_view > 0 && speed.work.events > 0);
        for part in Part::ALL {
            assert!(speed.laps.seconds(part) > 0.0, "{part:?}");
        }
        assert!(speed.laps.total(true) + speed.laps.total(false) < all);
        let scaling = speed.scaling.expect("replicates");
        assert!(scaling.same && scaling.alone > 0.0 && scaling.together > 0.0);
        let rows = plain.city().capacity();
        let [ties, rest] = speed.ties_and_rest(true);
        assert!(rows as u64 >= speed.residents && ties == rows * 64 && rest > ties);
    }
}
