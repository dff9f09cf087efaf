//! Which points of parameter space cannot be ruled out: implausibility (Craig et al. 1997), and how
//! likely the others are.

use super::emulator::Emulator;
use super::linear::Cholesky;

/// A point is ruled out when a target lies more than this many standard deviations away. Three would do
/// for one target: by Pukelsheim's rule (1994) any unimodal distribution has 95% of its mass within. Of
/// 43 targets that err normally, however, one lies beyond three in 11% of all cases, and the truth would
/// be ruled out as often; one lies beyond 3.7 in 1%.
pub const CUT: f64 = 3.7;
/// Least variance of a target, in squared percentage points: one that no run moves judges nothing.
const LEAST: f64 = 1e-9;

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

/// Where the values of the goals come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// From surveys and literature about a real city: too large for chance to matter, and each value
    /// with an error of its own.
    Surveys,
    /// From one run of the model. All of its values carry the chance of that run, and the parameters
    /// that are not fitted: together, as those of any run around the emulator.
    OneRun,
}

impl Goal {
    /// How many standard deviations a run is away, chance included.
    pub fn implausibility_of_run(&self, output: f64, origin: Origin) -> f64 {
        let value = match origin {
            Origin::Surveys => self.variance,
            Origin::OneRun => self.variance + self.chance,
        };
        (output - self.value).abs() / (value + self.chance).sqrt()
    }
}

/// One wave's emulator with the targets it is held against.
#[derive(Clone, Debug)]
pub struct Judge {
    emulator: Emulator,
    goals: Vec<Goal>,
    /// Variance of runs around the emulator, by goal.
    residual: Vec<f64>,
    /// Variance of each goal besides that of the emulator's mean.
    fixed: Vec<f64>,
    /// Covariances of runs around the emulator, and of the goals besides that of the emulator's mean;
    /// row by row.
    around: Vec<f64>,
    besides: Vec<f64>,
}

impl Judge {
    /// Goals seldom err by themselves: a run with more deaths than another has also more widows, and
    /// who is isolated is lonely. What runs around the emulator have in common, a likelihood must not
    /// count once for each goal.
    pub fn new(emulator: Emulator, goals: Vec<Goal>, origin: Origin) -> Self {
        let places: Vec<usize> = goals.iter().map(|goal| goal.place).collect();
        let n = goals.len();
        let correlations = emulator.correlations(&places);
        let residual: Vec<f64> = places
            .iter()
            .map(|&place| emulator.residual(place).max(LEAST))
            .collect();
        // Of a real city only what is not fitted stands in between, and the emulator; not chance.
        let shared: Vec<f64> = residual
            .iter()
            .zip(&goals)
            .map(|(residual, goal)| match origin {
                Origin::Surveys => (residual - goal.chance).max(0.0),
                Origin::OneRun => *residual,
            })
            .collect();
        let spread = |variances: &[f64]| -> Vec<f64> {
            let pairs = (0..n * n).map(|both| variances[both / n] * variances[both % n]);
            pairs
                .zip(&correlations)
                .map(|(product, correlation)| product.sqrt() * correlation)
                .collect()
        };
        let (around, mut besides) = (spread(&residual), spread(&shared));
        for (one, goal) in goals.iter().enumerate() {
            besides[one * n + one] += goal.variance;
        }
        Self {
            fixed: (0..n).map(|one| besides[one * n + one]).collect(),
            emulator,
            goals,
            residual,
            around,
            besides,
        }
    }

    /// The targets it judges by.
    pub fn goals(&self) -> &[Goal] {
        &self.goals
    }

    /// Mean of each goal at a point.
    pub fn means(&self, point: &[f64]) -> Vec<f64> {
        let (means, _) = self.emulator.predict(point);
        self.goals.iter().map(|goal| means[goal.place]).collect()
    }

    /// Mean of each goal at a point, and the variance with which it is held against its value.
    fn judged<'a>(&'a self, point: &[f64]) -> impl Iterator<Item = (&'a Goal, f64, f64)> {
        let (means, leverage) = self.emulator.predict(point);
        self.goals.iter().enumerate().map(move |(one, goal)| {
            let variance = self.fixed[one] + self.residual[one] * leverage;
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
    pub fn worst(&self, point: &[f64]) -> f64 {
        self.judged(point)
            .map(|(goal, mean, variance)| (mean - goal.value).abs() / variance.sqrt())
            .fold(0.0, f64::max)
    }

    /// Logarithm of the likelihood of a point over all goals together, up to a constant. As the
    /// covariance comes from so many runs only, it has the tails of Sellentin and Heavens (2016).
    pub fn log_likelihood(&self, point: &[f64]) -> f64 {
        let (means, leverage) = self.emulator.predict(point);
        let away: Vec<f64> = self
            .goals
            .iter()
            .map(|goal| means[goal.place] - goal.value)
            .collect();
        let covariance: Vec<f64> = self
            .besides
            .iter()
            .zip(&self.around)
            .map(|(besides, around)| besides + leverage * around)
            .collect();
        let Some(factor) = Cholesky::of(&covariance, away.len()) else {
            return f64::NEG_INFINITY;
        };
        let freedom = self.emulator.freedom();
        let squares = factor.squared_norm(&away);
        -0.5 * (factor.log_determinant() + (freedom + 1.0) * libm::log1p(squares / freedom))
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

    /// The largest implausibility of each goal over waves: an earlier wave may rule out what the last one
    /// does not.
    pub fn implausibilities(&self, point: &[f64]) -> Vec<f64> {
        let each = self
            .judges
            .iter()
            .map(|judge| judge.implausibilities(point));
        let larger =
            |a: Vec<f64>, b: Vec<f64>| a.into_iter().zip(b).map(|(a, b)| a.max(b)).collect();
        each.reduce(larger).unwrap_or_default()
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
