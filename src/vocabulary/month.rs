//! Calendar months, as scenario files write them.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A month of the calendar, written `2010-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarMonth {
    months_since_year_zero: u32,
}

/// A text that is no month.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("'{0}' is not a month; write year and month as in 2010-03")]
pub struct MonthError(pub String);

impl CalendarMonth {
    /// `month` counts from 1 to 12.
    pub const fn new(year: u32, month: u32) -> Option<Self> {
        if month < 1 || month > 12 {
            return None;
        }
        Some(Self {
            months_since_year_zero: year * 12 + month - 1,
        })
    }

    /// The month `months` later.
    pub const fn plus(self, months: u32) -> Self {
        Self {
            months_since_year_zero: self.months_since_year_zero + months,
        }
    }

    /// Months from `start` to `self`; negative when `self` is earlier.
    pub const fn since(self, start: Self) -> i64 {
        self.months_since_year_zero as i64 - start.months_since_year_zero as i64
    }

    /// Year of the calendar.
    pub const fn year(self) -> u32 {
        self.months_since_year_zero / 12
    }

    /// Month of the year, 1 to 12.
    pub const fn month(self) -> u32 {
        self.months_since_year_zero % 12 + 1
    }
}

impl fmt::Display for CalendarMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl FromStr for CalendarMonth {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        let refuse = || MonthError(text.to_owned());
        let (year, month) = text.split_once('-').ok_or_else(refuse)?;
        let digits = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse().ok())
                .flatten()
        };
        digits(year, 4)
            .zip(digits(month, 2))
            .and_then(|(year, month)| Self::new(year, month))
            .ok_or_else(refuse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_as_written() {
        let month: CalendarMonth = "2010-03".parse().expect("a month");
        assert_eq!(month.to_string(), "2010-03");
        let start = CalendarMonth::new(2007, 1).expect("a month");
        assert_eq!(month.since(start), 38);
        assert!("2010-13".parse::<CalendarMonth>().is_err());
        assert!("10-3".parse::<CalendarMonth>().is_err());
    }
}
