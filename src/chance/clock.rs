//! Hazard clocks in integers.
//!
//! Each (resident, process) has an exponential threshold. A month's hazard is taken off what is
//! left of it, and the event happens in the month in which nothing is left: the random time change
//! of Anderson and Kurtz (next reaction method; Gibson and Bruck 2000; Anderson 2007, J. Chem.
//! Phys. 127, 214107). Thresholds and hazards are integers in units of 2^-27, so that `k` months
//! at once and `k` times one month give the same bits.

/// One unit of cumulative hazard, as an integer.
const UNIT: f64 = (1u32 << 27) as f64;

/// A month that never comes.
pub const NEVER: u16 = u16::MAX;

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
        Self::per_month(rate / 12.0)
    }

    /// From a monthly rate.
    #[inline]
    pub fn per_month(rate: f64) -> Self {
        // A cast from f64 to u32 saturates, and takes NaN to zero.
        Self((rate * UNIT) as u32)
    }

    /// Both together.
    #[inline]
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Integer units, for choosing between competing causes.
    #[inline]
    pub fn units(self) -> u32 {
        self.0
    }
}

/// What is left of a threshold. Zero means that none has been drawn yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock(u32);

impl Clock {
    /// No threshold drawn yet.
    pub const UNDRAWN: Self = Self(0);

    /// A threshold from a uniform word: exponential with mean 1.
    #[inline]
    pub fn draw(word: u32) -> Self {
        // Midpoints keep the uniform inside (0, 1); libm gives the same bits on every machine.
        let uniform = (f64::from(word) + 0.5) / 4_294_967_296.0;
        Self(((-libm::log(uniform) * UNIT) as u32).max(1))
    }

    /// Has no threshold been drawn since the last event?
    #[inline]
    pub fn is_undrawn(self) -> bool {
        self.0 == 0
    }

    /// Takes `months` of a hazard off. True when nothing is left: the event happens.
    #[inline]
    pub fn advance(&mut self, hazard: Hazard, months: u16) -> bool {
        let spent = u64::from(hazard.0) * u64::from(months);
        let left = u64::from(self.0);
        if spent >= left {
            self.0 = 0;
            return true;
        }
        self.0 = (left - spent) as u32;
        false
    }
}

/// In how many months the event happens if the hazard stays as it is: at least 1; [`NEVER`] when
/// the hazard is zero or the month lies beyond what a `u16` holds.
#[inline]
pub fn months_until(clock: Clock, hazard: Hazard) -> u16 {
    if hazard.0 == 0 {
        return NEVER;
    }
    let months = clock.0.div_ceil(hazard.0).max(1);
    u16::try_from(months).unwrap_or(NEVER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_months_at_once_are_the_same_as_one_by_one() {
        let hazards = [1u32, 12_345, 1 << 20, (1 << 27) + 1];
        let words = [0u32, 1, 77_777, 1 << 31, u32::MAX];
        for hazard in hazards.map(Hazard) {
            for word in words {
                let start = Clock::draw(word);
                let due = months_until(start, hazard);
                if due == NEVER {
                    continue;
                }
                let mut stepped = start;
                for month in 1..=due {
                    assert_eq!(stepped.advance(hazard, 1), month == due);
                }
                let mut skipped = start;
                if due > 1 {
                    assert!(!skipped.advance(hazard, due - 1));
                }
                assert!(skipped.advance(hazard, 1));
            }
        }
    }

    #[test]
    fn thresholds_have_mean_one() {
        // Midpoint quadrature over the unit interval: the error is far below the tolerance.
        let count = 1u32 << 16;
        let sum: f64 = (0..count)
            .map(|i| f64::from(Clock::draw(i << 16 | 1 << 15).0) / UNIT)
            .sum();
        assert!((sum / f64::from(count) - 1.0).abs() < 1e-4);
    }

    #[test]
    fn a_zero_hazard_never_fires() {
        assert_eq!(months_until(Clock::draw(5), Hazard::ZERO), NEVER);
    }
}
