//! Numbers as a reader writes them: Dutch with decimal comma and thousands point, English with
//! decimal point and thousands comma, both with a true minus sign.

use crate::experiment::Estimate;
use crate::vocabulary::{Lang, grouped};

/// A number with a fixed number of decimals, and a sign only when it is negative.
pub(crate) fn number(value: f64, decimals: usize, lang: Lang) -> String {
    if !value.is_finite() {
        return match lang {
            Lang::Nl => "onbekend".to_owned(),
            Lang::En => "unknown".to_owned(),
        };
    }
    let digits = format!("{:.decimals$}", value.abs());
    let negative = value < 0.0 && digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    grouped(&digits, negative, lang)
}

/// As [`number`], with a plus sign when it is positive.
pub(crate) fn signed(value: f64, decimals: usize, lang: Lang) -> String {
    let text = number(value, decimals, lang);
    let positive = value > 0.0 && text.chars().any(|digit| ('1'..='9').contains(&digit));
    if positive { format!("+{text}") } else { text }
}

/// A percentage.
pub(super) fn percent(value: f64, decimals: usize, lang: Lang) -> String {
    format!("{}%", number(value, decimals, lang))
}

/// `low tot high`.
pub(super) fn range(low: f64, high: f64, decimals: usize, lang: Lang) -> String {
    ends(low, high, decimals, lang, number)
}

/// `low tot high` for a difference, both ends with their sign.
pub(super) fn signed_range(low: f64, high: f64, decimals: usize, lang: Lang) -> String {
    ends(low, high, decimals, lang, signed)
}

fn ends(
    low: f64,
    high: f64,
    decimals: usize,
    lang: Lang,
    show: fn(f64, usize, Lang) -> String,
) -> String {
    let to = match lang {
        Lang::Nl => "tot",
        Lang::En => "to",
    };
    format!(
        "{} {to} {}",
        show(low, decimals, lang),
        show(high, decimals, lang)
    )
}

/// Rounded to what its margin warrants, so that it can be said aloud: 1.238 ± 140 becomes 1.240.
pub(super) fn spoken(estimate: Estimate) -> Estimate {
    let mut step = 1.0;
    while step * 50.0 <= estimate.half_width() {
        step *= 10.0;
    }
    let round = |value: f64| (value / step).round() * step;
    Estimate {
        mean: round(estimate.mean),
        low: round(estimate.low),
        high: round(estimate.high),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dutch_numbers_have_a_decimal_comma_a_thousands_point_and_a_true_minus() {
        assert_eq!(number(-1_234_567.891, 1, Lang::Nl), "−1.234.567,9");
        assert_eq!(number(999.0, 0, Lang::Nl), "999");
        assert_eq!(number(1000.0, 0, Lang::Nl), "1.000");
        assert_eq!(signed(0.534, 2, Lang::Nl), "+0,53");
        assert_eq!(percent(8.06, 1, Lang::Nl), "8,1%");
    }

    #[test]
    fn english_numbers_swap_point_and_comma() {
        assert_eq!(number(-1_234.56, 1, Lang::En), "−1,234.6");
    }

    #[test]
    fn what_rounds_to_zero_has_no_sign() {
        assert_eq!(number(-0.0004, 2, Lang::Nl), "0,00");
        assert_eq!(signed(0.0004, 2, Lang::Nl), "0,00");
        assert_eq!(signed(-0.0, 0, Lang::En), "0");
    }

    #[test]
    fn a_number_that_is_none_is_said_to_be_unknown() {
        assert_eq!(number(f64::NAN, 2, Lang::Nl), "onbekend");
        assert_eq!(signed(f64::INFINITY, 0, Lang::En), "unknown");
    }

    #[test]
    fn a_spoken_number_is_as_precise_as_its_margin() {
        let spoken = spoken(Estimate {
            mean: 1238.4,
            low: 1098.2,
            high: 1378.6,
        });
        assert_eq!(
            [spoken.mean, spoken.low, spoken.high],
            [1240.0, 1100.0, 1380.0]
        );
    }

    #[test]
    fn the_range_of_a_difference_shows_both_signs() {
        assert_eq!(signed_range(-160.0, 80.0, 0, Lang::Nl), "−160 tot +80");
        assert_eq!(range(1100.0, 1380.0, 0, Lang::En), "1,100 to 1,380");
    }
}
