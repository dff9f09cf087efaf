//! Values of options: read, or refused in both languages.

use std::fmt;
use std::str::FromStr;

use super::{message, text};
use crate::input::Both;

/// Why a value is refused, in Dutch and English.
#[derive(Clone, Debug)]
pub(super) struct Refusal(pub(super) Both);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0[1])
    }
}

impl std::error::Error for Refusal {}

/// A share of the city: above 0, at most 1.
pub(super) fn scale(value: &str) -> Result<f64, Refusal> {
    let share: f64 = number(value)?;
    if share > 0.0 && share <= 1.0 {
        Ok(share)
    } else {
        Err(Refusal(message(text::A_SHARE, &[])))
    }
}

/// A share of the city, or a city of up to a hundred times its size.
pub(super) fn any_scale(value: &str) -> Result<f64, Refusal> {
    let share: f64 = number(value)?;
    if share > 0.0 && share <= 100.0 {
        Ok(share)
    } else {
        Err(Refusal(message(text::A_LARGE_SHARE, &[])))
    }
}

/// Months of a run.
pub(super) fn months(value: &str) -> Result<u16, Refusal> {
    whole(value, 1, 480)
}

/// Waves of a calibration: as few as any needs, and no more than its stages leave numbers for.
pub(super) fn waves(value: &str) -> Result<u32, Refusal> {
    whole(value, 1, 50)
}

/// A width: above 0.
pub(super) fn width(value: &str) -> Result<f64, Refusal> {
    let width: f64 = number(value)?;
    if width > 0.0 && width.is_finite() {
        Ok(width)
    } else {
        Err(Refusal(message(text::ABOVE_ZERO, &[])))
    }
}

/// An amount of euros from zero.
pub(super) fn euros(value: &str) -> Result<f64, Refusal> {
    let amount: f64 = number(value)?;
    if amount >= 0.0 && amount.is_finite() {
        Ok(amount)
    } else {
        Err(Refusal(message(text::EUROS_FROM_ZERO, &[])))
    }
}

/// Years of a run.
pub(super) fn years(value: &str) -> Result<u16, Refusal> {
    whole(value, 1, 40)
}

/// Replicates per scenario.
pub(super) fn replicates(value: &str) -> Result<u32, Refusal> {
    whole(value, 1, 100_000)
}

/// A number of things: from 1.
pub(super) fn count(value: &str) -> Result<usize, Refusal> {
    whole(value, 1, 1_000_000)
}

/// A seed.
pub(super) fn seed(value: &str) -> Result<u64, Refusal> {
    whole(value, 0, u64::MAX)
}

/// Any number.
pub(super) fn number(value: &str) -> Result<f64, Refusal> {
    let refusal = |_| Refusal(message(text::A_NUMBER, &[]));
    value.trim().parse().map_err(refusal)
}

fn whole<T: FromStr + PartialOrd + fmt::Display>(
    value: &str,
    low: T,
    high: T,
) -> Result<T, Refusal> {
    let ends = [low.to_string(), high.to_string()];
    value
        .trim()
        .parse()
        .ok()
        .filter(|number| (low..=high).contains(number))
        .ok_or_else(|| {
            let values = [("low", ends[0].as_str()), ("high", ends[1].as_str())];
            Refusal(message(text::A_WHOLE, &values))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_or_outside_is_refused_in_both_languages() {
        assert_eq!(years("40").expect("years"), 40);
        let refusal = years("41").expect_err("refused").0;
        assert_eq!(refusal[0], "verwacht een heel getal van 1 tot en met 40");
        assert_eq!(refusal[1], "expected a whole number from 1 to 40");
        for value in ["0", "1.1", "-1", "NaN", "inf", "", "half"] {
            assert!(scale(value).is_err(), "{value}");
        }
        assert_eq!(scale("0.1").expect("a share"), 0.1);
        assert_eq!(any_scale("35.4").expect("a country"), 35.4);
        for value in ["0", "101", "NaN", "inf", "-1"] {
            assert!(any_scale(value).is_err(), "{value}");
        }
        assert!(months("0").is_err() && months("481").is_err());
        assert!(width("0").is_err() && seed("-1").is_err() && replicates("x").is_err());
    }
}
