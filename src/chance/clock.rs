//! Hazards and thresholds in integers.
//!
//! Each (resident, process) has an exponential threshold. A month's hazard is taken off what is
//! left of it, and the event happens in the month in which nothing is left: the random time change
//! of Anderson and Kurtz (next reaction method; Gibson and Bruck 2000; Anderson 2007, J. Chem.
//! Phys. 127, 214107). Thresholds and hazards are integers in units of 2^-27, so that `k` months
//! at once and `k` times one month give the same bits.

/// One unit of cumulative hazard, as an integer.
const UNIT: f64 = (1u32 << 27) as f64;

/// A month that never comes. It fits in a signed word, of which every processor finds the least of
/// many at once.
pub const NEVER: u16 = i16::MAX as u16;

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

    /// Integer units.
    #[inline]
    pub fn units(self) -> u32 {
        self.0
    }
}

/// An exponential threshold with mean 1 from a uniform word, in integer units; at least 1.
#[inline]
pub fn threshold(word: u32) -> u32 {
    // libm gives the same bits on every machine.
    ((-libm::log(super::uniform(word)) * UNIT) as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn the_largest_threshold_fits() {
        assert!(threshold(0) < u32::MAX);
        assert_eq!(threshold(u32::MAX), 1);
    }
}
