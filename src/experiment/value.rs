//! What a scenario gives for its costs and hours: paired sums, ratios and net benefit.
//!
//! The interval of a ratio is that of Fieller (1954), which exists only when the denominator is
//! clearly not zero. A ratio whose denominator may be zero, or whose sign is unclear, is not given:
//! the same number can then mean a gain and a loss.

use super::estimate::{Moments, t_quantile};
use super::results::{Difference, Estimate, Marginal, Method, Trade, Value};

/// A ratio of two paired sums, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ratio {
    /// The ratio with its interval.
    Known(Estimate),
    /// The interval of the denominator contains zero, or there is none.
    DenominatorUnclear,
    /// The denominator is clear, but the interval of the numerator contains zero.
    NumeratorUnclear,
    /// The denominator lies below zero: there is less of it than in the base.
    Less,
}

/// What a net benefit counts as costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// What is paid.
    Paid,
    /// What is paid, and the worth of the time of volunteers.
    WithVolunteerTime,
}

impl Value {
    fn of(&self, what: impl Fn(&Trade) -> f64) -> Vec<f64> {
        self.trades.iter().map(what).collect()
    }

    /// Isolated resident-years averted among those of 55 and over.
    pub fn averted(&self) -> Difference {
        summary(&self.of(|trade| trade.averted))
    }

    /// Extra costs in euros, without the time of volunteers.
    pub fn cost(&self) -> Difference {
        summary(&self.of(|trade| trade.cost))
    }

    /// Extra hours of volunteers.
    pub fn volunteer_hours(&self) -> Difference {
        summary(&self.of(|trade| trade.volunteer_hours))
    }

    /// Resident-years averted per euro.
    pub fn per_euro(&self) -> Ratio {
        clear_ratio(&self.of(|t| t.averted), &self.of(|t| t.cost))
    }

    /// Resident-years averted per hour of volunteers.
    pub fn per_volunteer_hour(&self) -> Ratio {
        clear_ratio(&self.of(|t| t.averted), &self.of(|t| t.volunteer_hours))
    }

    /// Net benefit in euros when a resident-year without isolation is worth so many.
    pub fn net_benefit(&self, worth: f64, counted: Counted) -> Difference {
        let time = f64::from(u8::from(counted == Counted::WithVolunteerTime));
        summary(&self.of(|t| worth * t.averted - t.cost - time * t.volunteer_value))
    }
}

impl Marginal {
    /// What the step added: volunteers, or hours a week.
    pub fn added(&self) -> Difference {
        summary(&self.column(0))
    }

    /// Isolated resident-years that the whole step averted, a year.
    pub fn averted(&self) -> Difference {
        summary(&self.column(1))
    }

    /// Isolated resident-years a year that one more brings. None when the step added nothing clear;
    /// where zero lies in the interval, no effect was shown.
    pub fn each(&self) -> Option<Difference> {
        fieller(&self.column(1), &self.column(0)).map(|estimate| Difference {
            estimate,
            ..summary(&self.column(1))
        })
    }

    fn column(&self, place: usize) -> Vec<f64> {
        self.pairs.iter().map(|pair| pair[place]).collect()
    }
}

/// Mean with its Student-t interval.
fn summary(values: &[f64]) -> Difference {
    let mut moments = Moments::new(1);
    for &value in values {
        moments.add(std::iter::once(value));
    }
    let varies = moments.variance(0) > 0.0;
    Difference {
        estimate: moments.estimate(0, t_quantile(values.len() as u32)),
        method: if varies {
            Method::StudentT
        } else {
            Method::None
        },
        correlation: None,
        variance_reduction: None,
        replicates_needed: None,
    }
}

/// The ratio of two sums, when both are clearly not zero and the denominator is positive.
fn clear_ratio(over: &[f64], under: &[f64]) -> Ratio {
    let (numerator, denominator) = (summary(over), summary(under).estimate);
    if under.len() < 2 || (denominator.low <= 0.0 && denominator.high >= 0.0) {
        return Ratio::DenominatorUnclear;
    }
    if denominator.high < 0.0 {
        return Ratio::Less;
    }
    let clear = numerator.estimate.low > 0.0 || numerator.estimate.high < 0.0;
    match fieller(over, under) {
        Some(ratio) if clear => Ratio::Known(ratio),
        _ => Ratio::NumeratorUnclear,
    }
}

/// The interval of Fieller for a ratio of two paired means; none when it is not bounded.
fn fieller(over: &[f64], under: &[f64]) -> Option<Estimate> {
    let count = over.len() as f64;
    if over.len() < 2 {
        return None;
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / count;
    let (a, b) = (mean(over), mean(under));
    let sum_of_products = |ones: (&[f64], f64), others: (&[f64], f64)| -> f64 {
        let pairs = ones.0.iter().zip(others.0);
        pairs
            .map(|(one, other)| (one - ones.1) * (other - others.1))
            .sum()
    };
    let t = t_quantile(over.len() as u32);
    let per = t * t / ((count - 1.0) * count);
    let aa = a * a - per * sum_of_products((over, a), (over, a));
    let ab = a * b - per * sum_of_products((over, a), (under, b));
    let bb = b * b - per * sum_of_products((under, b), (under, b));
    if bb <= 0.0 {
        return None;
    }
    let root = (ab * ab - aa * bb).max(0.0).sqrt();
    Some(Estimate {
        mean: a / b,
        low: (ab - root) / bb,
        high: (ab + root) / bb,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(trades: &[(f64, f64)]) -> Value {
        let trade = |&(averted, cost)| Trade {
            averted,
            cost,
            volunteer_hours: 0.0,
            volunteer_value: 10.0,
        };
        Value {
            scenario: 1,
            trades: trades.iter().map(trade).collect(),
        }
    }

    #[test]
    fn a_fixed_denominator_gives_the_interval_of_student() {
        let over = [1.0, 2.0, 3.0, 4.0, 5.0];
        let ratio = fieller(&over, &[2.0; 5]).expect("bounded");
        let plain = summary(&over).estimate.scaled(0.5);
        for (one, other) in [
            (ratio.mean, plain.mean),
            (ratio.low, plain.low),
            (ratio.high, plain.high),
        ] {
            assert!((one - other).abs() < 1e-12, "{ratio:?} {plain:?}");
        }
    }

    #[test]
    fn fieller_covers_a_proportional_pair_without_width() {
        let under = [3.0, 4.0, 5.0, 7.0];
        let over = under.map(|value| 0.5 * value);
        let ratio = fieller(&over, &under).expect("bounded");
        assert!((ratio.low - 0.5).abs() < 1e-6 && (ratio.high - 0.5).abs() < 1e-6);
    }

    #[test]
    fn no_ratio_where_costs_may_be_zero_or_fall_or_the_effect_is_unclear() {
        let unclear = value(&[(10.0, 1.0), (11.0, -1.0), (12.0, 0.5)]);
        assert_eq!(unclear.per_euro(), Ratio::DenominatorUnclear);
        let cheaper = value(&[(10.0, -5.0), (11.0, -5.1), (12.0, -5.2)]);
        assert_eq!(cheaper.per_euro(), Ratio::Less);
        let no_effect = value(&[(1.0, 5.0), (-1.0, 5.1), (0.1, 5.2)]);
        assert_eq!(no_effect.per_euro(), Ratio::NumeratorUnclear);
        assert_eq!(no_effect.per_volunteer_hour(), Ratio::DenominatorUnclear);
        let clear = value(&[(10.0, 5.0), (11.0, 5.1), (12.0, 5.2)]);
        assert!(matches!(clear.per_euro(), Ratio::Known(_)));
    }

    #[test]
    fn the_net_benefit_counts_the_time_of_volunteers_apart() {
        let value = value(&[(2.0, 100.0), (4.0, 100.0)]);
        let paid = value.net_benefit(50.0, Counted::Paid).estimate.mean;
        assert!((paid - 50.0).abs() < 1e-9);
        let all = value.net_benefit(50.0, Counted::WithVolunteerTime);
        assert!((all.estimate.mean - 40.0).abs() < 1e-9);
    }
}
