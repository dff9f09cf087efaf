//! The validation report: what was fitted, what was kept apart, and patterns that nobody put in.

use super::listing::{Listing, headings};
use super::numbers::{number, percent, range};
use crate::calibration::{COHORT_YEARS, ISOLATED_YEARS, OfDraw, Twin};
use crate::evidence::{Target, Use, in_language};
use crate::experiment::{Overturn, Turns};
use crate::vocabulary::{Channel, Label, Lang, Term, fill, texts};

#[rustfmt::skip]
texts! {
    FITTED: "Waarop het model is geijkt (dit is geen toets)", "To what the model was fitted (this is no test)";
    KEPT: "Wat apart is gehouden (dit is de toets)", "What was kept apart (this is the test)";
    INPUT: "Waaruit de stad van 2007 is gemaakt, drie jaar later (dit toetst of zij wegdrijft)", "From what the city of 2007 was made, three years on (this tests whether it drifts)";
    NOTE: "Model: gemiddelde, en laagste en hoogste van {draws} trekkingen. Erbinnen: deel van de trekkingen in de 95% van het doel; een enkele trekking heeft ook het toeval van haar stad. Gehaald: het gemiddelde ligt in de 95% van het doel. {met} van {all} gehaald; {unknown} niet te meten in een stad van deze grootte.",
        "Model: mean, and lowest and highest of {draws} draws. Within: share of the draws within the 95% of the target; a single draw also has the chance of its city. Met: the mean lies within the 95% of the target. {met} of {all} met; {unknown} not to be measured in a city of this size.";
    MISSED: "Niet gehaald: {name}, {mean} tegen {band}. Wat model en meting kan doen verschillen: {why}.",
        "Not met: {name}, {mean} against {band}. What may set model and measurement apart: {why}.";
    SEE_CALIBRATE: "Welke parameters en welke andere doelen een geijkt doel in de weg staan, zegt isolement calibrate.",
        "Which parameters and which other targets stand in the way of a fitted target, isolement calibrate says.";
    UNKNOWN: "niet te meten", "not measured";
    SHARE: "aandeel (%)", "share (%)";
    TARGET: "doel", "target";
    VALUE: "waarde", "value";
    BAND: "95% van het doel", "95% of the target";
    MODEL: "model", "model";
    SPREAD: "spreiding", "spread";
    WITHIN: "erbinnen", "within";
    MET: "gehaald", "met";
    YES: "ja", "yes";
    NO: "nee", "no";
    PATTERNS: "Patronen, en hoever die erin zijn gelegd", "Patterns, and how far they were put in";
    PATTERNS_NOTE: "Gemiddelde en spreiding over de trekkingen. Verwacht: wat het rapport zegt, waar het dat zegt. Is zo in: deel van de trekkingen waarin dat zo is (stijgt: meer dan aan het begin; vooral: meer dan de helft). Erin gelegd: ja, waar de invoer het al zegt; deels, waar snelheden per leeftijdsgroep zo staan dat de stad van 2007 stilstaat, of waar een aanname de richting bepaalt; nee, waar het alleen uit de dynamiek volgt. Vrijwilligers zijn hier alleen die van het programma, en §2.6 telt al het vrijwilligerswerk: de volgorde is te vergelijken, de hoogte niet. Hoe lang isolement duurt, is voor Rotterdam nergens gemeten. Dat {lasting}% van wie geïsoleerd is dat na tien jaar nog is, komt voort uit blijvende eigenschappen: hoe makkelijk iemand contacten maakt, hoe vatbaar hij voor eenzaamheid is, en competenties die in isolement slijten. De eersten die eruit komen, doen dat in de eerste jaren; wie blijft, komt er zelden meer uit (§5.3.4 verwacht dat van structureel isolement).",
        "Mean and spread over the draws. Expected: what the report says, where it does. So in: share of the draws in which that is so (rises: more than at the start; mostly: more than half). Put in: yes, where the input says it already; in part, where rates by age group stand such that the city of 2007 stands still, or where an assumption sets the direction; no, where it follows from the dynamics alone. Volunteers here are those of the programme only, and §2.6 counts all volunteering: the order can be compared, the level cannot. How long isolation lasts was never measured in Rotterdam. That {lasting}% of those who are isolated still are after ten years follows from lasting traits: how easily somebody makes ties, how prone to loneliness he or she is, and competences that wear out in isolation. Those who get out do so in the first years; who stays seldom does later (§5.3.4 expects that of structural isolation).";
    PATTERN: "patroon", "pattern";
    EXPECTED: "verwacht", "expected";
    HOLDS: "is zo in", "so in";
    PUT_IN: "erin gelegd", "put in";
    IN_PART: "deels", "in part";
    COHORT: "geïsoleerd van wie bij de start 55-64 was, na {years} jaar (%)", "isolated of those who were 55-64 at the start, after {years} years (%)";
    GRADIENT: "stijgt: 8% bij 45-74, 10% bij 75+ (Tabel 8)", "rises: 8% at 45-74, 10% at 75+ (Table 8)";
    STILL: "nog geïsoleerd na jaar {years}, 55+ (%)", "still isolated after year {years}, 55+ (%)";
    LASTING: "neemt af, een deel blijft (§3.4)", "falls, a part stays (§3.4)";
    BOROUGHS: "rangcorrelatie van geïsoleerden per deelgemeente met Tabel 9", "rank correlation of the isolated by borough with Table 9";
    HIGH: "dicht bij 1", "near 1";
    VOLUNTEERS: "vrijwilligers per 1.000: {position}", "volunteers per 1,000: {position}";
    RESILIENT: "sociaal weerbaar", "resilient";
    BETWEEN: "daartussen", "in between";
    ISOLATED: "geïsoleerd", "isolated";
    RATIO: "weerbaren vaker: 38% tegen 8% (§2.6)", "the resilient more: 38% against 8% (§2.6)";
    HEAVY: "zware categorieën onder meldingen via {channel} (%)", "heavy categories among reports through {channel} (%)";
    LIGHT_EXPECTED: "vooral licht", "mostly light";
    HEAVY_EXPECTED: "vooral zwaar", "mostly heavy";
    TWINS: "Analytische tweelingen", "Analytic twins";
    TWINS_NOTE: "Met alle processen uit op één na is uit te rekenen wat het model moet geven. Het verschil mag zijn: vier standaardafwijkingen bij zoveel gevallen, en wat een maand als kleinste stap toevoegt. De tests houden er meer tegen het model, ook naar leeftijd.",
        "With all processes off but one, what the model should give can be worked out. The difference may be: four standard deviations for so many cases, and what a month as smallest step adds. The tests hold more of them against the model, also by age.";
    CLOSED_FORM: "uitgerekend", "closed form";
    MAY_DIFFER: "mag verschillen", "may differ";
    OVERTURN: "Welke aannamen de rangorde kunnen omkeren", "Which assumptions could overturn the ranking";
    OVERTURN_NOTE: "Elke aanname (zekerheid D) één voor één aan beide einden van haar bereik, alle andere parameters op hun vaste waarde, op dezelfde toevalsgetallen, in geïsoleerde bewonersjaren 55+ ten opzichte van {base}. Getoond zijn die de rangorde raken, en van de andere die het verschil het meest veranderen; {turned} van {all} keren de rangorde om: twee scenario's wisselen van plaats, en beide volgordes liggen buiten het toeval. Bij nog {unsure} wisselen er twee die te dicht bij elkaar liggen om dat te zeggen.",
        "Each assumption (grade D), one at a time, at both ends of its range, all other parameters at their set values, on the same chance, in isolated resident-years 55+ against {base}. Shown are those that touch the ranking, and of the others those that change the difference most; {turned} of {all} overturn the ranking: two scenarios change places, and both orders are beyond chance. With {unsure} more, two change places that lie too near each other to say so.";
    ASSUMPTION: "aanname", "assumption";
    SCENARIO: "scenario", "scenario";
    AS_IS: "zoals het is", "as it is";
    LOW: "laag", "low";
    HIGH_END: "hoog", "high";
    TURNS: "keert om", "overturns";
    MAY_BE_CHANCE: "kan toeval zijn", "may be chance";
}

/// Mean, lowest and highest of what is a number.
fn spread(values: impl Iterator<Item = f64>) -> [f64; 3] {
    let values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    if values.is_empty() {
        return [f64::NAN; 3];
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    [mean, low, high]
}

/// Decimals that tell a mean from the end of a band that it just misses.
fn decimals(mean: f64, band: [f64; 2]) -> usize {
    let same = |decimals| {
        let shown = |value| number(value, decimals, Lang::En);
        band.iter()
            .any(|&end| end != mean && shown(end) == shown(mean))
    };
    if same(1) { 2 } else { 1 }
}

/// Share of what was measured that lies in a band.
fn share_within(values: impl Iterator<Item = f64>, [low, high]: [f64; 2], lang: Lang) -> String {
    let values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    let inside = values.iter().filter(|value| (low..=high).contains(*value));
    percent(100.0 * inside.count() as f64 / values.len() as f64, 0, lang)
}

/// The targets of one use.
pub fn target_check(targets: &[Target], draws: &[OfDraw], purpose: Use, lang: Lang) -> Listing {
    let (mut met, mut all, mut unknown) = (0, 0, 0);
    let (mut rows, mut missed) = (Vec::new(), Vec::new());
    for (place, target) in targets.iter().enumerate() {
        if target.purpose != purpose {
            continue;
        }
        let [mean, low, high] = spread(draws.iter().map(|draw| draw.targets[place]));
        let [least, most] = target.interval();
        let is_met = (least..=most).contains(&mean);
        let decimals = decimals(mean, [least, most]);
        let verdict = match (mean.is_finite(), is_met) {
            (false, _) => UNKNOWN,
            (true, true) => YES,
            (true, false) => NO,
        };
        all += u32::from(mean.is_finite());
        unknown += u32::from(!mean.is_finite());
        met += u32::from(is_met);
        if verdict == NO {
            let values = [
                ("name", target.label(lang)),
                ("mean", &number(mean, decimals, lang)),
                ("band", &range(least, most, decimals, lang)),
                ("why", in_language(&target.why, lang)),
            ];
            missed.push(fill(MISSED, lang, &values));
        }
        rows.push(vec![
            target.label(lang).to_owned(),
            number(target.value, 1, lang),
            range(least, most, decimals, lang),
            number(mean, decimals, lang),
            range(low, high, 1, lang),
            share_within(
                draws.iter().map(|draw| draw.targets[place]),
                [least, most],
                lang,
            ),
            verdict.get(lang).to_owned(),
        ]);
    }
    if purpose == Use::Fit && !missed.is_empty() {
        missed.push(SEE_CALIBRATE.get(lang).to_owned());
    }
    let title = match purpose {
        Use::Fit => FITTED,
        Use::Keep => KEPT,
        Use::Input => INPUT,
    };
    let note = fill(
        NOTE,
        lang,
        &[
            ("draws", &draws.len().to_string()),
            ("met", &met.to_string()),
            ("all", &all.to_string()),
            ("unknown", &unknown.to_string()),
        ],
    );
    missed.insert(0, note);
    Listing {
        title: title.get(lang).to_owned(),
        note: missed.join(" "),
        headings: headings(&[TARGET, VALUE, BAND, MODEL, SPREAD, WITHIN, MET], lang),
        rows,
    }
}

/// What a pattern measures in a draw.
type Of<'a> = &'a dyn Fn(&OfDraw) -> f64;
/// Whether what is expected of it is so there, where that can be said.
type Holds<'a> = Option<&'a dyn Fn(&OfDraw) -> bool>;

/// What is expected of a pattern, whether it is so in a draw, and whether the input said it already.
type Expected<'a> = (&'a str, Holds<'a>, Label);

/// The patterns.
pub fn patterns(draws: &[OfDraw], lang: Lang) -> Listing {
    let mut rows = Vec::new();
    let mut add = |name: String, decimals: usize, expected: Expected<'_>, of: Of<'_>| {
        let (what, holds, put_in) = expected;
        let [mean, low, high] = spread(draws.iter().map(of));
        let measured = || draws.iter().filter(|draw| of(draw).is_finite());
        let held = holds.map_or_else(String::new, |holds| {
            let held = measured().filter(|draw| holds(draw)).count();
            percent(100.0 * held as f64 / measured().count() as f64, 0, lang)
        });
        rows.push(vec![
            name,
            number(mean, decimals, lang),
            if mean.is_finite() {
                range(low, high, decimals, lang)
            } else {
                UNKNOWN.get(lang).to_owned()
            },
            what.to_owned(),
            held,
            put_in.get(lang).to_owned(),
        ]);
    };
    for (place, years) in COHORT_YEARS.iter().enumerate() {
        let name = fill(COHORT, lang, &[("years", &years.to_string())]);
        let rises = |draw: &OfDraw| draw.cohort[place] > draw.cohort[0];
        let holds: Holds<'_> = if place == 0 { None } else { Some(&rises) };
        let of = |draw: &OfDraw| draw.cohort[place];
        add(name, 1, (GRADIENT.get(lang), holds, IN_PART), &of);
    }
    for (place, years) in ISOLATED_YEARS.iter().enumerate() {
        let name = fill(STILL, lang, &[("years", &years.to_string())]);
        let still = |draw: &OfDraw, place: usize| draw.still_isolated[place];
        let falls = |draw: &OfDraw| {
            let before = place.checked_sub(1).map_or(100.0, |last| still(draw, last));
            still(draw, place) < before
        };
        let of = |draw: &OfDraw| still(draw, place);
        add(name, 0, (LASTING.get(lang), Some(&falls), NO), &of);
    }
    let of = |draw: &OfDraw| draw.boroughs;
    let expected = (HIGH.get(lang), None, YES);
    add(BOROUGHS.get(lang).to_owned(), 2, expected, &of);
    for (place, position) in [RESILIENT, BETWEEN, ISOLATED].into_iter().enumerate() {
        let name = fill(VOLUNTEERS, lang, &[("position", position.get(lang))]);
        let of = |draw: &OfDraw| draw.volunteers[place];
        let fewer = |draw: &OfDraw| of(draw) < draw.volunteers[place - 1];
        let holds: Holds<'_> = if place == 0 { None } else { Some(&fewer) };
        add(name, 2, (RATIO.get(lang), holds, YES), &of);
    }
    for &channel in Channel::ALL {
        let name = fill(HEAVY, lang, &[("channel", channel.label().get(lang))]);
        let of = |draw: &OfDraw| draw.heavy_by_channel[channel.index()];
        let light = |draw: &OfDraw| of(draw) < 50.0;
        let heavy = |draw: &OfDraw| of(draw) > 50.0;
        let (what, holds): (&str, Holds<'_>) = match channel {
            Channel::GeneralPractitioners | Channel::HomeCare | Channel::GroupActivities => {
                (LIGHT_EXPECTED.get(lang), Some(&light))
            }
            Channel::Caretakers | Channel::CareNetworks | Channel::Outreach => {
                (HEAVY_EXPECTED.get(lang), Some(&heavy))
            }
            _ => ("", None),
        };
        add(name, 0, (what, holds, IN_PART), &of);
    }
    let last = ISOLATED_YEARS.len() - 1;
    let [lasting, ..] = spread(draws.iter().map(|draw| draw.still_isolated[last]));
    let lasting = number(lasting, 0, lang);
    Listing {
        title: PATTERNS.get(lang).to_owned(),
        note: fill(PATTERNS_NOTE, lang, &[("lasting", &lasting)]),
        headings: headings(&[PATTERN, MODEL, SPREAD, EXPECTED, HOLDS, PUT_IN], lang),
        rows,
    }
}

/// Runs against their closed forms.
pub fn twin_listing(twins: &[Twin], lang: Lang) -> Listing {
    let row = |twin: &Twin| {
        vec![
            twin.what.get(lang).to_owned(),
            number(100.0 * twin.expected, 2, lang),
            number(100.0 * twin.seen, 2, lang),
            number(100.0 * twin.margin(), 2, lang),
            if twin.holds() { YES } else { NO }.get(lang).to_owned(),
        ]
    };
    Listing {
        title: TWINS.get(lang).to_owned(),
        note: TWINS_NOTE.get(lang).to_owned(),
        headings: headings(&[SHARE, CLOSED_FORM, MODEL, MAY_DIFFER, MET], lang),
        rows: twins.iter().map(row).collect(),
    }
}

fn turns(turns: Turns) -> Label {
    match turns {
        Turns::No => NO,
        Turns::MayBeChance => MAY_BE_CHANCE,
        Turns::Yes => YES,
    }
}

/// Rows that are shown at least.
const SHOWN: usize = 20;

/// What each assumption does to the headline at both ends of its range.
pub fn overturns(found: &Overturn, titles: &[&str], base: usize, lang: Lang) -> Listing {
    let mut all: Vec<(Turns, f64, Vec<String>)> = Vec::new();
    for assumption in &found.assumptions {
        for (scenario, title) in titles.iter().enumerate() {
            if scenario == base {
                continue;
            }
            let [low, high] = [assumption.low[scenario], assumption.high[scenario]];
            let moved = (low - high).abs();
            all.push((
                assumption.turns,
                moved,
                vec![
                    assumption.label[lang as usize].clone(),
                    (*title).to_owned(),
                    number(found.as_is[scenario], 0, lang),
                    number(low, 0, lang),
                    number(high, 0, lang),
                    turns(assumption.turns).get(lang).to_owned(),
                ],
            ));
        }
    }
    all.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let touching = all.iter().filter(|row| row.0 != Turns::No).count();
    all.truncate(touching.max(SHOWN));
    let count = |turns: Turns| {
        let own = found.assumptions.iter().filter(|one| one.turns == turns);
        own.count().to_string()
    };
    Listing {
        title: OVERTURN.get(lang).to_owned(),
        note: fill(
            OVERTURN_NOTE,
            lang,
            &[
                ("base", titles[base]),
                ("turned", &count(Turns::Yes)),
                ("unsure", &count(Turns::MayBeChance)),
                ("all", &found.assumptions.len().to_string()),
            ],
        ),
        headings: headings(&[ASSUMPTION, SCENARIO, AS_IS, LOW, HIGH_END, TURNS], lang),
        rows: all.into_iter().map(|(.., row)| row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::ReportTables;
    use crate::vocabulary::CHANNELS;

    #[test]
    fn every_text_is_there_in_both_languages() {
        crate::vocabulary::check_texts(ALL);
    }

    #[test]
    fn a_mean_that_just_misses_its_band_is_told_from_its_end() {
        assert_eq!(decimals(18.52, [9.5, 18.47]), 2);
        assert_eq!(decimals(18.62, [9.5, 18.47]), 1);
        assert_eq!(decimals(5.0, [5.0, 6.0]), 1);
    }

    #[test]
    fn what_lies_outside_is_said_to_be_not_met() {
        let tables = ReportTables::embedded().expect("tables");
        let targets = Target::embedded(&tables).expect("targets");
        let draw = |off: f64| OfDraw {
            targets: targets.iter().map(|target| target.value + off).collect(),
            cohort: [8.0; COHORT_YEARS.len()],
            still_isolated: [50.0; ISOLATED_YEARS.len()],
            volunteers: [3.0, 2.0, 1.0],
            heavy_by_channel: [f64::NAN; CHANNELS],
            boroughs: 0.9,
        };
        for (off, word) in [(0.0, "yes"), (60.0, "no"), (f64::NAN, "not measured")] {
            let listing = target_check(&targets, &[draw(off)], Use::Keep, Lang::En);
            assert!(listing.rows.iter().all(|row| row[6] == word), "{listing:?}");
        }
        let patterns = patterns(&[draw(0.0)], Lang::Nl);
        assert!(patterns.rows.iter().any(|row| row[1] == "onbekend"));
    }
}
