//! Which points of parameter space cannot be ruled out: implausibility (Craig et al. 1997).

use super::emulator::Emulator;

/// A point is ruled out when a target lies more than this many standard deviations away: by
/// Pukelsheim's rule (1994) any unimodal distribution has 95% of its mass within.
pub const CUT: f64 = 3.0;

/// A target that judges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// Its position among all targets.
    pub place: usize,
    /// Its value.
    pub value: f64,
    /// Variance of the value and of what the model may be off.
    pub variance: f64,
    /// Variance of a run by chance alone.
    pub chance: f64,
}

impl Goal {
    /// How many standard deviations a run is away, chance included.
    pub fn implausibility_of_run(&self, output: f64) -> f64 {
        (output - self.value).abs() / (self.variance + self.chance).sqrt()
    }
}

/// One wave's emulator with the targets it is held against.
#[derive(Clone, Debug)]
pub struct Judge {
    emulator: Emulator,
    goals: Vec<Goal>,
}

impl Judge {
    pub fn new(emulator: Emulator, goals: Vec<Goal>) -> Self {
        Self { emulator, goals }
    }

    /// Mean of each goal at a point, and the variance with which it is held against its value:
    /// that of the value, of the emulator, and of parameters that are not fitted.
    fn judged<'a>(&'a self, point: &[f64]) -> impl Iterator<Item = (&'a Goal, f64, f64)> {
        let (means, leverage) = self.emulator.predict(point);
        self.goals.iter().map(move |goal| {
            let residual = self.emulator.residual(goal.place);
            let others = (residual - goal.chance).max(0.0);
            let variance = goal.variance + residual * leverage + others;
            (goal, means[goal.place], variance)
        })
    }

    /// Implausibility of each goal.
    pub fn implausibilities(&self, point: &[f64]) -> Vec<f64> {
        self.judged(point)
            .map(|(goal, mean, variance)| (mean - goal.value).abs() / variance.sqrt())
            .collect()
    }

    /// The largest of them.
    fn worst(&self, point: &[f64]) -> f64 {
        self.judged(point)
            .map(|(goal, mean, variance)| (mean - goal.value).abs() / variance.sqrt())
            .fold(0.0, f64::max)
    }

    /// Logarithm of the likelihood of a point, up to a constant.
    fn log_likelihood(&self, point: &[f64]) -> f64 {
        self.judged(point)
            .map(|(goal, mean, variance)| {
                -0.5 * ((mean - goal.value).powi(2) / variance + libm::log(variance))
            })
            .sum()
    }
}

/// What all waves leave.
#[derive(Clone, Debug, Default)]
pub struct Region {
    judges: Vec<Judge>,
}

impl Region {
    pub fn add(&mut self, judge: Judge) {
        self.judges.push(judge);
    }

    /// The judge of the last wave.
    pub fn last(&self) -> Option<&Judge> {
        self.judges.last()
    }

    /// The largest implausibility of a point over waves and targets.
    pub fn worst(&self, point: &[f64]) -> f64 {
        self.judges
            .iter()
            .map(|judge| judge.worst(point))
            .fold(0.0, f64::max)
    }

    pub fn holds(&self, point: &[f64]) -> bool {
        self.judges.iter().all(|judge| judge.worst(point) <= CUT)
    }

    /// Logarithm of the likelihood by the last wave; minus infinity outside.
    pub fn log_likelihood(&self, point: &[f64]) -> f64 {
        match self.last() {
            Some(judge) if self.holds(point) => judge.log_likelihood(point),
            _ => f64::NEG_INFINITY,
        }
    }
}
