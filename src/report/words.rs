//! Small phrases that several outputs share.

use super::facts::{self, Verdict};
use super::numbers::{signed, signed_range};
use crate::evidence::LeverRegistry;
use crate::experiment::Difference;
use crate::vocabulary::Lang;

/// `−312 (−350 tot −274)`, or the mean alone where there is no interval.
pub(super) fn compact(difference: &Difference, decimals: usize, lang: Lang) -> String {
    let estimate = difference.estimate;
    let mean = signed(estimate.mean, decimals, lang);
    match facts::verdict(difference) {
        Verdict::Equal | Verdict::NoInterval => mean,
        _ => format!(
            "{mean} ({})",
            signed_range(estimate.low, estimate.high, decimals, lang)
        ),
    }
}

/// The share of the city that was simulated: `0,1`.
pub(super) fn scale(scale: f64, lang: Lang) -> String {
    let text = format!("{scale}");
    match lang {
        Lang::Nl => text.replace('.', ","),
        Lang::En => text,
    }
}

/// An identifier as part of a file name: what is neither letter, digit, `-` nor `_` becomes `-`.
pub(super) fn file_name(id: &str) -> String {
    let keep = |c: char| {
        if c.is_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        }
    };
    id.chars().map(keep).collect()
}

/// Name of a lever for a reader; its identifier where the registry does not know it.
pub(super) fn lever_name(id: &str, lang: Lang) -> String {
    let registry = LeverRegistry::embedded().ok();
    let found = registry.as_ref().and_then(|registry| registry.find(id));
    found.map_or_else(|| id.to_owned(), |(_, lever)| lever.label(lang).to_owned())
}
