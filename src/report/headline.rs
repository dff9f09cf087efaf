//! The headline: one sentence, with a margin, that can be said aloud.

use super::facts::{self, Verdict};
use super::numbers::{number, range, signed, signed_range, spoken};
use super::text::{self, fill};
use crate::experiment::{Comparison, Difference, Estimate, ParameterShare};
use crate::vocabulary::Lang;

/// The sentence for one scenario against the base, without a full stop.
pub(super) fn sentence(comparison: &Comparison, scenario: usize, lang: Lang) -> String {
    let base = facts::title(comparison, comparison.base, lang);
    let title = facts::title(comparison, scenario, lang);
    let duration = facts::duration(comparison, lang);
    let Some(difference) = difference(comparison, scenario) else {
        return text::NO_HEADLINE.get(lang).to_owned();
    };
    let estimate = spoken(difference.estimate);
    let verdict = facts::verdict(difference);
    let template = match verdict {
        Verdict::Fewer => text::FEWER,
        Verdict::More => text::MORE,
        Verdict::NotShown => text::NOT_SHOWN,
        Verdict::Equal => text::EQUAL,
        Verdict::NoInterval if estimate.mean < 0.0 => text::FEWER,
        Verdict::NoInterval => text::MORE,
    };
    let size = if estimate.mean < 0.0 {
        estimate.scaled(-1.0)
    } else {
        estimate
    };
    let margin = match verdict {
        Verdict::NoInterval => text::NO_MARGIN.get(lang).to_owned(),
        _ => margin(size, lang),
    };
    fill(
        template,
        lang,
        &[
            ("scenario", title),
            ("base", base),
            ("duration", &duration),
            ("count", &number(size.mean, 0, lang)),
            ("margin", &margin),
            ("mean", &signed(estimate.mean, 0, lang)),
            ("range", &signed_range(estimate.low, estimate.high, 0, lang)),
        ],
    )
}

fn margin(estimate: Estimate, lang: Lang) -> String {
    let range = range(estimate.low, estimate.high, 0, lang);
    fill(text::MARGIN, lang, &[("range", &range)])
}

/// The paired difference in the headline outcome over the whole run.
pub(super) fn difference(comparison: &Comparison, scenario: usize) -> Option<&Difference> {
    facts::whole(comparison, Comparison::HEADLINE, None, scenario)?
        .difference
        .as_ref()
}

/// What is known of a scenario over draws of the parameters.
fn known(comparison: &Comparison, scenario: usize) -> Option<&ParameterShare> {
    let mut all = comparison.uncertainty.iter();
    all.find(|one| one.scenario == scenario)
}

/// The scenario with the largest difference in the headline outcome: over draws, where they were run.
fn largest(comparison: &Comparison) -> Option<usize> {
    let size = |&scenario: &usize| {
        let fixed = || difference(comparison, scenario).map(|own| own.estimate.mean);
        let mean = known(comparison, scenario).map(|own| own.total.mean);
        mean.or_else(fixed).map_or(0.0, f64::abs)
    };
    // On a tie the first given wins.
    facts::others(comparison).fold(None, |best, scenario| match best {
        Some(so_far) if size(&so_far) >= size(&scenario) => best,
        _ => Some(scenario),
    })
}

/// One sentence for the whole comparison: the largest difference, and of how many.
pub(super) fn headline(comparison: &Comparison, lang: Lang) -> String {
    let Some(scenario) = largest(comparison) else {
        return only_base(comparison, lang);
    };
    let sentence = over_draws(comparison, scenario, lang)
        .unwrap_or_else(|| sentence(comparison, scenario, lang));
    match facts::others(comparison).count() {
        0 | 1 => sentence,
        count => {
            let count = match text::SMALL_NUMBERS.get(count) {
                Some(word) => word.get(lang).to_owned(),
                None => count.to_string(),
            };
            fill(text::LARGEST, lang, &[("count", &count)]) + &sentence
        }
    }
}

/// The difference where the parameters are not known, which is what the model can say; and what it would
/// be if they were. None where no draws were run, or none makes a difference.
fn over_draws(comparison: &Comparison, scenario: usize, lang: Lang) -> Option<String> {
    // Where no draw differs there is nothing that they know better.
    let own = known(comparison, scenario).filter(|own| own.share().is_some())?;
    let uncertainty = &comparison.uncertainty;
    // Whatever no other scenario has is the base's.
    let base = 1.0 - uncertainty.iter().map(|one| one.best).sum::<f64>();
    let others = uncertainty.iter().map(|one| (one.scenario, one.best));
    let (best, share) = others.fold((comparison.base, base), |so_far, one| {
        if one.1 > so_far.1 { one } else { so_far }
    });
    let total = spoken(own.total);
    let difference = difference(comparison, scenario)?;
    let fixed = spoken(difference.estimate);
    let margin = match facts::verdict(difference) {
        Verdict::NoInterval => text::NO_MARGIN.get(lang).to_owned(),
        _ => {
            let range = signed_range(fixed.low, fixed.high, 0, lang);
            fill(text::MARGIN, lang, &[("range", &range)])
        }
    };
    let values = [
        ("scenario", facts::title(comparison, scenario, lang)),
        ("base", facts::title(comparison, comparison.base, lang)),
        ("duration", &facts::duration(comparison, lang)),
        ("draws", &own.draws.to_string()),
        ("mean", &signed(total.mean, 0, lang)),
        ("range", &signed_range(total.low, total.high, 0, lang)),
        ("best", facts::title(comparison, best, lang)),
        ("share", &number(100.0 * share, 0, lang)),
        ("fixed", &signed(fixed.mean, 0, lang)),
        ("margin", &margin),
    ];
    Some(fill(text::OVER_DRAWS, lang, &values))
}

fn only_base(comparison: &Comparison, lang: Lang) -> String {
    let Some(row) = facts::whole(comparison, Comparison::HEADLINE, None, comparison.base) else {
        return text::NO_HEADLINE.get(lang).to_owned();
    };
    let level = spoken(row.level);
    fill(
        text::ONLY_BASE,
        lang,
        &[
            ("base", facts::title(comparison, comparison.base, lang)),
            ("count", &number(level.mean, 0, lang)),
            ("duration", &facts::duration(comparison, lang)),
            ("margin", &margin(level, lang)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Method;
    use crate::report::{sample::sample, words};

    fn with(mean: f64, low: f64, high: f64, method: Method) -> String {
        let mut comparison = sample();
        for row in &mut comparison.rows {
            if let (Comparison::HEADLINE, Some(difference)) = (row.outcome, &mut row.difference) {
                difference.estimate = Estimate { mean, low, high };
                difference.method = method;
            }
        }
        sentence(&comparison, 1, Lang::Nl)
    }

    #[test]
    fn fewer_resident_years_are_said_with_their_margin() {
        assert_eq!(
            with(-1238.4, -1378.6, -1098.2, Method::StudentT),
            "Rotterdamse aanpak: 1.240 persoonsjaren in isolement minder (toeval, 95%: 1.100 tot 1.380) \
             onder 55-plussers in tien jaar dan Gewone praktijk"
        );
    }

    #[test]
    fn an_interval_with_zero_in_it_is_no_demonstrable_difference() {
        let text = with(-40.0, -160.0, 80.0, Method::StudentT);
        assert!(text.contains("geen aantoonbaar verschil"), "{text}");
        assert!(text.contains("gemiddeld −40; 95%: −160 tot +80"), "{text}");
    }

    #[test]
    fn a_difference_without_interval_says_so() {
        let text = with(-40.0, -40.0, -40.0, Method::None);
        assert!(
            text.contains("40 persoonsjaren in isolement minder (zonder interval"),
            "{text}"
        );
        assert!(with(0.0, 0.0, 0.0, Method::None).contains("precies evenveel"));
    }

    #[test]
    fn the_headline_names_the_largest_difference_and_of_how_many() {
        let text = headline(&sample(), Lang::En);
        assert!(
            text.starts_with("The largest difference of four scenarios. "),
            "{text}"
        );
    }

    #[test]
    fn the_headline_begins_with_what_is_known_when_parameters_are_not() {
        let mut comparison = sample();
        let said = |comparison: &Comparison| over_draws(comparison, 1, Lang::En);
        let text = said(&comparison).expect("draws were run");
        for piece in [
            "Rotterdam approach against",
            ": −320 resident-years in isolation among",
            "over 50 draws of the uncertain parameters (95%: −510 to −130); most often the best is \
             Rotterdam approach (62% of the draws). With each parameter at its set value it would be −",
        ] {
            assert!(text.contains(piece), "{text}");
        }
        comparison.uncertainty[0].best = 0.3;
        let base = facts::title(&comparison, comparison.base, Lang::En);
        let text = said(&comparison).expect("draws were run");
        assert!(text.contains(&format!("the best is {base} (70%")), "{text}");
        // Of scenarios that never differ none is the best.
        comparison.uncertainty[0].chance = 0.0;
        comparison.uncertainty[0].parameters = 0.0;
        assert_eq!(said(&comparison), None);
        let words = words::uncertainty(&comparison, Lang::En);
        assert!(words[0].contains("equal to those of"), "{words:?}");
        // Without draws the sentence is that of the replicates.
        comparison.uncertainty.clear();
        assert_eq!(said(&comparison), None);
        assert!(headline(&comparison, Lang::En).contains("(chance, 95%"));
    }
}
