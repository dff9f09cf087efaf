//! Hazards and thresholds in integers.
//!
//! Each (resident, process) has an exponential threshold. A month's hazard is taken off what is
//! left of it, and the event happens in the month in which nothing is left: the random time change
//! of Anderson and Kurtz (next reaction method; Gibson and Bruck 2000; Anderson 2007, J. Chem.
//! Phys. 127, 214107). Thresholds and hazards are integers in units of 2^-27, so that `k` months
//! at once and `k` times one month give the same bits.

/// One unit of cumulative hazard, as an integer.
const UNIT: f64 = (1u32 << 27) as f64;

/// A hazard for one month, in integer units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hazard(u32);

impl Hazard {
    /// The process is switched off.
    pub const ZERO: Self = Self(0);

    /// From a yearly rate, constant over the year. Rates above 384 a year (32 a month) saturate;
    /// negative ones count as zero.
    #[inline]
    pub fn per_year(rate: f64) -> Self {
        // A cast from f64 to u32 saturates, and takes NaN to zero.
        Self((rate * (UNIT / 12.0)) as u32)
    }

    /// As a yearly rate.
    pub fn yearly(self) -> f64 {
        f64::from(self.0) * (12.0 / UNIT)
    }

    /// From a monthly rate.
    #[inline]
    pub fn per_month(rate: f64) -> Self {
        Self((rate * UNIT) as u32)
    }

    /// Both together.
    #[inline]
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The chance that a clock which runs at this hazard runs out within a month: 1 - exp(-hazard), to
    /// within 1e-8 of itself.
    #[inline]
    pub fn chance(self) -> f64 {
        let hazard = f64::from(self.0) / UNIT;
        if hazard > 1.0 / 16.0 {
            return -libm::expm1(-hazard);
        }
        let fourth = 1.0 / 24.0 - hazard * (1.0 / 120.0);
        let higher = 1.0 / 2.0 - hazard * (1.0 / 6.0 - hazard * fourth);
        hazard * (1.0 - hazard * higher)
    }

    /// Does the event of a process happen whose clock ran out at this hazard, an upper bound of
    /// `rate`? A clock runs out once a month at most, so the chances of a month are compared, not the
    /// hazards: the event then has the law of a clock that runs at the rate itself.
    #[inline]
    pub fn accepts(self, rate: Self, word: u32) -> bool {
        rate == self || super::uniform(word) * self.chance() < rate.chance()
    }

    /// Integer units.
    #[inline]
    pub fn units(self) -> u32 {
        self.0
    }
}

/// An exponential threshold with mean 1 from a uniform word, in integer units; at least 1.
#[inline]
pub fn threshold(word: u32) -> u32 {
    ((minus_log(word) * UNIT) as u32).max(1)
}

/// Steps of the table of logarithms; a power of two.
const STEPS: usize = 128;

/// For the middle of each step of [1, 2): its reciprocal and its logarithm.
const LOGARITHMS: [(f64, f64); STEPS] = {
    let mut table = [(0.0, 0.0); STEPS];
    let mut step = 0;
    while step < STEPS {
        let middle = 1.0 + (step as f64 + 0.5) / STEPS as f64;
        table[step] = (1.0 / middle, log_by_series(middle));
        step += 1;
    }
    table
};

/// ln x = 2 artanh((x - 1) / (x + 1)), to the last bits for x in [1, 2].
const fn log_by_series(x: f64) -> f64 {
    const TERMS: u32 = 20;
    let ratio = (x - 1.0) / (x + 1.0);
    let (mut power, mut sum, mut term) = (ratio, 0.0, 0);
    while term < TERMS {
        sum += power / (2 * term + 1) as f64;
        power *= ratio * ratio;
        term += 1;
    }
    2.0 * sum
}

/// Minus the natural logarithm of the midpoint of the word's interval in (0, 1), to within 1e-12.
/// Additions and products only, so the bits are the same on every machine; a tenth of the time of
/// a logarithm to the last bit, which a threshold in units of 2^-27 does not need.
#[inline]
fn minus_log(word: u32) -> f64 {
    const MANTISSA: u32 = f64::MANTISSA_DIGITS - 1;
    const STEP_BITS: u32 = STEPS.trailing_zeros();
    let bits = (f64::from(word) + 0.5).to_bits();
    let exponent = (bits >> MANTISSA) as i32 - 1023;
    let mantissa = f64::from_bits(bits & ((1 << MANTISSA) - 1) | 1023 << MANTISSA);
    let (reciprocal, log) = LOGARITHMS[(bits >> (MANTISSA - STEP_BITS)) as usize % STEPS];
    // At most 2^-8 in size, so four terms of the series for ln(1 + rest) are enough.
    let rest = mantissa * reciprocal - 1.0;
    let log_rest = rest * (1.0 - rest * (0.5 - rest * (1.0 / 3.0 - rest * 0.25)));
    f64::from(32 - exponent) * std::f64::consts::LN_2 - (log + log_rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chance_of_a_month_agrees_with_libm() {
        for step in 1..=4000 {
            let hazard = Hazard::per_month(f64::from(step) * 1e-3 / 16.0);
            let exact = -libm::expm1(-f64::from(hazard.units()) / UNIT);
            assert!((hazard.chance() / exact - 1.0).abs() < 1e-8, "{step}");
        }
    }

    #[test]
    fn thinning_leaves_the_chance_of_the_rate() {
        let [bound, rate] = [0.4, 0.1].map(Hazard::per_month);
        let count = 1u32 << 16;
        let accepted = (0..count).filter(|i| bound.accepts(rate, i << 16 | 1 << 15));
        let chance = accepted.count() as f64 / f64::from(count) * -libm::expm1(-0.4);
        assert!((chance + libm::expm1(-0.1)).abs() < 1e-4, "{chance}");
    }

    #[test]
    fn thresholds_have_mean_one() {
        // Midpoint quadrature over the unit interval: the error is far below the tolerance.
        let count = 1u32 << 16;
        let sum: f64 = (0..count)
            .map(|i| f64::from(threshold(i << 16 | 1 << 15)) / UNIT)
            .sum();
        assert!((sum / f64::from(count) - 1.0).abs() < 1e-4);
    }

    #[test]
    fn the_logarithm_agrees_with_libm() {
        let words = (0..=u32::MAX).step_by(65_521).chain([0, 1, u32::MAX]);
        for word in words {
            let error = minus_log(word) + libm::log(crate::chance::uniform(word));
            assert!(error.abs() < 1e-12, "{word}: {error}");
        }
    }

    #[test]
    fn the_largest_threshold_fits() {
        assert!(threshold(0) < u32::MAX);
        assert_eq!(threshold(u32::MAX), 1);
    }
}
