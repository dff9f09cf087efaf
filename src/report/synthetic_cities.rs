//! What synthetic cities say of a calibration: are parameters found again, and does the interval of a
//! comparison hold the truth?

use statrs::distribution::{Beta, ContinuousCDF};

use super::listing::{Listing, headings};
use super::numbers::{number, percent, range};
use crate::calibration::{Covered, Recovery};
use crate::evidence::NORMAL_95;
use crate::scenario::Scenario;
use crate::vocabulary::{Label, Lang, fill, texts};

#[rustfmt::skip]
texts! {
    PARAMETER: "parameter", "parameter";
    YES: "ja", "yes";
    NO: "nee", "no";
    RECOVERY: "Nagemaakte steden: worden de parameters teruggevonden?", "Synthetic cities: are the parameters found again?";
    RECOVERY_NOTE: "{found} van {all} herkenbare parameters ({share}) in de middelste 90% van de trekkingen; {below} eronder, {above} erboven, {none} in een stad zonder trekkingen die passen. Een juiste ijking geeft 90%, bij zoveel parameters meestal (95%) {least} tot {most}.",
        "{found} of {all} identifiable parameters ({share}) in the central 90% of the draws; {below} below it, {above} above, {none} in a city without draws that fit. A right calibration gives 90%, of so many parameters mostly (95%) {least} to {most}.";
    COVERAGE: "Nagemaakte steden: bevatten de intervallen de ware verschillen?", "Synthetic cities: do the intervals hold the true differences?";
    COVERAGE_OF: "{scenario}: {held} van {all} intervallen ({share}; met 95% zekerheid {least} tot {most}) bevatten de waarheid, {below} keer ligt die eronder en {above} keer erboven. In {none} steden pasten geen twee trekkingen, en is er geen interval; telt zo'n stad als gemist, dan is het {of_cities}. De waarheid ligt {size} standaardafwijkingen van het midden.",
        "{scenario}: {held} of {all} intervals ({share}; with 95% confidence {least} to {most}) hold the truth, {below} times it lies below and {above} times above. In {none} cities no two draws fit, and there is no interval; with these counted as missed it is {of_cities}. The truth is {size} standard deviations from the middle.";
    COVERAGE_NOTE: "Een interval van 95% hoort de waarheid in 90 tot 99% van de steden te bevatten. De afstand is de wortel van het gemiddelde kwadraat: 1 als het interval even breed is als het hoort, minder als het te breed is. De scenario's delen hun steden, dus hun aandelen zeggen deels hetzelfde.",
        "An interval of 95% should hold the truth in 90 to 99% of the cities. The distance is the root mean square: 1 when the interval is as wide as it should be, less when it is too wide. Scenarios share their cities, so their shares say partly the same.";
    DIFFERENCE: "waar verschil (bewonersjaren)", "true difference (resident-years)";
    INTERVAL: "interval van 95%", "95% interval";
    HELD: "erin", "held";
    NO_DRAWS: "geen trekkingen die passen", "no draws that fit";
    TOO_FEW: "minder dan twee trekkingen die passen", "fewer than two draws that fit";
    CITY: "stad", "city";
    SCENARIO: "scenario", "scenario";
    TRUTH: "waarheid (kwantiel)", "truth (quantile)";
    MIDDLE: "middelste 90%", "central 90%";
    IDENTIFIABLE: "herkenbaar", "identifiable";
    FOUND: "gevonden", "found";
}

/// Synthetic cities: what was found again.
pub fn recovery_listing(recoveries: &[Recovery], lang: Lang) -> Listing {
    let yes = |is: bool| if is { YES } else { NO }.get(lang).to_owned();
    let mut rows = Vec::new();
    let (mut below, mut above, mut all, mut none) = (0, 0, 0, 0);
    for (city, recovery) in recoveries.iter().enumerate() {
        for one in &recovery.parameters {
            if one.identifiable {
                all += 1;
                below += u32::from(one.middle.is_some_and(|[low, _]| one.truth < low));
                above += u32::from(one.middle.is_some_and(|[_, high]| one.truth > high));
                none += u32::from(one.middle.is_none());
            }
            rows.push(vec![
                (city + 1).to_string(),
                one.id.clone(),
                number(one.truth, 2, lang),
                one.middle.map_or_else(
                    || NO_DRAWS.get(lang).to_owned(),
                    |[low, high]| range(low, high, 2, lang),
                ),
                yes(one.identifiable),
                yes(one.found()),
            ]);
        }
    }
    let found = all - below - above - none;
    let of_all = f64::from(all);
    let share = 100.0 * f64::from(found) / of_all.max(1.0);
    // A count of which each has a chance of 0.9.
    let half = NORMAL_95 * (of_all * 0.9 * 0.1).sqrt();
    let most = (0.9 * of_all + half).floor().min(of_all);
    let values = [
        ("found", found.to_string()),
        ("all", all.to_string()),
        ("share", percent(share, 0, lang)),
        ("below", below.to_string()),
        ("above", above.to_string()),
        ("none", none.to_string()),
        ("least", number((0.9 * of_all - half).ceil(), 0, lang)),
        ("most", number(most, 0, lang)),
    ];
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    Listing {
        title: RECOVERY.get(lang).to_owned(),
        note: fill(RECOVERY_NOTE, lang, &values),
        headings: headings(&[CITY, PARAMETER, TRUTH, MIDDLE, IDENTIFIABLE, FOUND], lang),
        rows,
    }
}

/// Synthetic cities: whether the intervals held the truth. By city, for each scenario but the base.
pub fn coverage_listing(cities: &[Vec<Covered>], scenarios: &[Scenario], lang: Lang) -> Listing {
    let row = |city: usize, one: &Covered| {
        let band = one.interval.map_or_else(
            || TOO_FEW.get(lang).to_owned(),
            |interval| range(interval.low, interval.high, 0, lang),
        );
        let held = if one.holds() { YES } else { NO };
        vec![
            (city + 1).to_string(),
            scenarios[one.scenario].title[lang as usize].clone(),
            number(one.truth, 0, lang),
            band,
            held.get(lang).to_owned(),
        ]
    };
    let rows = cities.iter().enumerate();
    let rows = rows.flat_map(|(city, own)| own.iter().map(move |one| row(city, one)));
    let others = cities.first().map_or(0, Vec::len);
    let notes = (0..others).map(|place| {
        let own: Vec<Covered> = cities.iter().map(|city| city[place]).collect();
        let title = &scenarios[own[0].scenario].title[lang as usize];
        coverage_of(title, &own, lang)
    });
    Listing {
        title: COVERAGE.get(lang).to_owned(),
        note: notes
            .chain([COVERAGE_NOTE.get(lang).to_owned()])
            .collect::<Vec<_>>()
            .join("\n"),
        headings: headings(&[CITY, SCENARIO, DIFFERENCE, INTERVAL, HELD], lang),
        rows: rows.collect(),
    }
}

fn coverage_of(scenario: &str, cities: &[Covered], lang: Lang) -> String {
    let held = cities.iter().filter(|one| one.holds()).count();
    let known = || {
        cities
            .iter()
            .filter_map(|one| Some((one.truth, one.interval?)))
    };
    let below = known().filter(|(truth, band)| *truth < band.low).count();
    let above = known().filter(|(truth, band)| *truth > band.high).count();
    let squares = known().map(|(truth, band)| ((truth - band.mean) / band.half_width()).powi(2));
    let size = NORMAL_95 * (squares.sum::<f64>() / known().count() as f64).sqrt();
    let all = known().count();
    let share = |of: usize| percent(100.0 * held as f64 / of.max(1) as f64, 0, lang);
    let [least, most] = share_within(held, all).map(|end| percent(100.0 * end, 0, lang));
    let values = [
        ("none", (cities.len() - all).to_string()),
        ("scenario", scenario.to_owned()),
        ("held", held.to_string()),
        ("all", all.to_string()),
        ("share", share(all)),
        ("least", least),
        ("most", most),
        ("of_cities", share(cities.len())),
        ("below", below.to_string()),
        ("above", above.to_string()),
        ("size", number(size, 2, lang)),
    ];
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    fill(COVERAGE_OF, lang, &values)
}

/// The 95% interval of a share of which `held` of `all` are seen (Clopper and Pearson 1934).
fn share_within(held: usize, all: usize) -> [f64; 2] {
    let missed = all - held;
    let end = |a: usize, b: usize, at: f64| {
        // Where none or all are seen, that end is the end of all shares.
        Beta::new(a as f64, b as f64).map(|beta| beta.inverse_cdf(at))
    };
    [
        end(held, missed + 1, 0.025).unwrap_or(0.0),
        end(held + 1, missed, 0.975).unwrap_or(1.0),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Estimate;

    #[test]
    fn every_text_is_there_in_both_languages() {
        crate::vocabulary::check_texts(ALL);
    }

    #[test]
    fn an_interval_that_misses_is_counted_on_its_side() {
        let city = |truth| Covered {
            scenario: 1,
            truth,
            interval: Some(Estimate {
                mean: 0.0,
                low: -1.96,
                high: 1.96,
            }),
        };
        let mut cities = [-1.0, 1.0, 3.0, -1.0].map(city).to_vec();
        cities.push(Covered {
            interval: None,
            ..cities[0]
        });
        let note = coverage_of("Volunteers first", &cities, Lang::En);
        // The root of (1 + 1 + 9 + 1) / 4.
        for word in [
            "Volunteers first: 3 of 4",
            "0 times it lies below and 1 times above",
            "with these counted as missed it is 60%",
            "is 1.73 standard",
        ] {
            assert!(note.contains(word), "{note}");
        }
    }

    #[test]
    fn the_interval_of_a_share_is_that_of_the_tables() {
        // Clopper and Pearson's 95% limits of 8 of 10, and of 10 of 10: 0.025 to the power of a tenth.
        let near = |found: f64, known: f64| (found - known).abs() < 5e-4;
        let [low, high] = share_within(8, 10);
        assert!(near(low, 0.444) && near(high, 0.975), "{low} {high}");
        let [low, high] = share_within(10, 10);
        assert!(near(low, 0.692) && near(high, 1.0), "{low} {high}");
        assert!(share_within(0, 0) == [0.0, 1.0]);
    }
}
