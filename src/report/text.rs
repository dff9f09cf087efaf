//! Every fixed text that a reader sees, in Dutch and English, apart from the labels of the
//! vocabulary. `{name}` marks what [`fill`] puts in.

use crate::vocabulary::{Label, Lang};

/// Puts values into a text.
pub(super) fn fill(label: Label, lang: Lang, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = label.get(lang);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(key, _)| *key == name);
        out.push_str(value.map_or(name, |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
    out
}

macro_rules! texts {
    ($($name:ident: $nl:literal, $en:literal;)*) => {
        $(pub(super) const $name: Label = Label::new($nl, $en);)*
        /// All of them, for the test that both languages are complete.
        #[cfg(test)]
        const ALL: &[(&str, Label)] = &[$((stringify!($name), $name)),*];
    };
}

/// Numbers that are written as words.
#[rustfmt::skip]
pub(super) const SMALL_NUMBERS: [Label; 13] = [
    Label::new("nul", "zero"), Label::new("één", "one"), Label::new("twee", "two"),
    Label::new("drie", "three"), Label::new("vier", "four"), Label::new("vijf", "five"),
    Label::new("zes", "six"), Label::new("zeven", "seven"), Label::new("acht", "eight"),
    Label::new("negen", "nine"), Label::new("tien", "ten"), Label::new("elf", "eleven"),
    Label::new("twaalf", "twelve"),
];

texts! {
    // Time.
    YEAR: "jaar", "year";
    YEARS: "jaar", "years";
    MONTH: "maand", "month";
    MONTHS: "maanden", "months";

    // The headline.
    FEWER: "{scenario}: {count} persoonsjaren in isolement minder{margin} onder 55-plussers in {duration} dan {base}",
        "{scenario}: {count} fewer resident-years in isolation{margin} among people aged 55 and over in {duration} than {base}";
    MORE: "{scenario}: {count} persoonsjaren in isolement meer{margin} onder 55-plussers in {duration} dan {base}",
        "{scenario}: {count} more resident-years in isolation{margin} among people aged 55 and over in {duration} than {base}";
    NOT_SHOWN: "{scenario}: geen aantoonbaar verschil met {base} in persoonsjaren in isolement onder 55-plussers in {duration} (gemiddeld {mean}; 95%: {range})",
        "{scenario}: no demonstrable difference from {base} in resident-years in isolation among people aged 55 and over in {duration} (mean {mean}; 95%: {range})";
    EQUAL: "{scenario}: in elke herhaling precies evenveel persoonsjaren in isolement onder 55-plussers in {duration} als {base}",
        "{scenario}: in every replicate exactly as many resident-years in isolation among people aged 55 and over in {duration} as {base}";
    MARGIN: " (95%: {range})", " (95%: {range})";
    NO_MARGIN: " (zonder interval: te weinig herhalingen of geen spreiding)", " (no interval: too few replicates, or no spread)";
    LARGEST: "Het grootste verschil van {count} scenario's. ", "The largest difference of {count} scenarios. ";
    ONLY_BASE: "{base}: {count} persoonsjaren in isolement onder 55-plussers in {duration}{margin}; er is geen ander scenario om mee te vergelijken",
        "{base}: {count} resident-years in isolation among people aged 55 and over in {duration}{margin}; there is no other scenario to compare with";
    NO_HEADLINE: "De uitkomst van de kop is niet geteld.", "The headline outcome was not recorded.";

    // Columns and cells.
    SCENARIO: "scenario", "scenario";
    BASE_MARK: "(basis)", "(base)";
    ISOLATED_55: "geïsoleerd 55+", "isolated 55+";
    DIFFERENCE: "verschil", "difference";
    PERCENT_POINTS: "procentpunt", "percentage points";
    POINTS_SHORT: "procentpunt", "pct. points";
    WAITING: "wachtend", "waiting";
    VOLUNTEERS: "vrijwilligers", "volunteers";
    HOURS: "uren beroepskracht", "professional hours";
    INTERVAL: "95%-interval", "95% interval";
    NONE_SHOWN_CELL: "geen aantoonbaar verschil", "no demonstrable difference";
    NOT_RECORDED: "niet geteld", "not recorded";
    SUPPRESSED: "<5", "<5";
    CITY: "Rotterdam", "Rotterdam";
    BOROUGH: "deelgemeente", "borough";

    // The terminal.
    PAIRING_LINE: "Koppeling ({scenario}): correlatie {correlation}, {times} maal minder herhalingen nodig dan zonder koppeling",
        "Pairing ({scenario}): correlation {correlation}, {times} times fewer replicates needed than without pairing";
    PAIRING_LESS: "Koppeling ({scenario}): correlatie {correlation}, geen winst in herhalingen ({times} maal)",
        "Pairing ({scenario}): correlation {correlation}, nothing saved in replicates ({times} times)";
    PAIRING_UNKNOWN: "Koppeling ({scenario}): correlatie niet te bepalen", "Pairing ({scenario}): correlation cannot be determined";
    ENOUGH: "Herhalingen ({scenario}): {needed} nodig voor een halve breedte van {width}; dat is gehaald met {replicates}",
        "Replicates ({scenario}): {needed} needed for a half-width of {width}; met with {replicates}";
    MORE_NEEDED: "Herhalingen ({scenario}): {needed} nodig voor een halve breedte van {width}; nu {replicates}",
        "Replicates ({scenario}): {needed} needed for a half-width of {width}; now {replicates}";
    NULL_PASSED: "Nultoets: geslaagd. Een scenario zonder gewijzigde knop geeft bit voor bit de basis ({numbers} getallen vergeleken).",
        "Null check: passed. A scenario with no changed lever gives the base bit for bit ({numbers} numbers compared).";
    NULL_FAILED: "Nultoets: NIET geslaagd. Een scenario zonder gewijzigde knop gaf iets anders dan de basis ({numbers} getallen vergeleken); gebruik deze uitkomst niet.",
        "Null check: FAILED. A scenario with no changed lever gave something other than the base ({numbers} numbers compared); do not use this result.";
    LEVER_WITHOUT_EFFECT: "Zonder effect: {lever} ({scenario}) veranderde geen enkel getal.",
        "Without effect: {lever} ({scenario}) changed no number at all.";

    // Pictures.
    SOURCE: "Bron: isolement {version}, {replicates} herhalingen, zaad {seed}, {band}",
        "Source: isolement {version}, {replicates} replicates, seed {seed}, {band}";
    SOURCE_BAND: "band = 95%-interval", "band = 95% interval";
    SOURCE_BAR: "streep = 95%-interval", "bar = 95% interval";
    SOURCE_SMALL_PRINT: "kleine letters = 95%-interval", "small print = 95% interval";
    ALT_LINES: "Lijngrafiek. {title}. {subtitle} Aan het eind: {ends}.", "Line chart. {title}. {subtitle} At the end: {ends}.";
    ALT_DOTS: "Puntgrafiek met intervallen. {title}. {subtitle} {city}; laagste {lowest}; hoogste {highest} (eerste scenario).",
        "Dot chart with intervals. {title}. {subtitle} {city}; lowest {lowest}; highest {highest} (first scenario).";
    ALT_MAP: "Tegelkaart van de dertien deelgemeenten. {title}. {subtitle} {city}; laagste {lowest}; hoogste {highest}.",
        "Tile map of the thirteen boroughs. {title}. {subtitle} {city}; lowest {lowest}; highest {highest}.";
    SCALE: ", schaal {scale}", ", scale {scale}";
    AXIS_NOT_AT_ZERO: "De as begint niet bij nul.", "The axis does not start at zero.";
    LEVEL_TITLE: "Geïsoleerde 55-plussers", "Isolated residents aged 55 and over";
    LEVEL_SUBTITLE: "Aantal personen aan het eind van elke maand, heel Rotterdam.", "Number of persons at the end of each month, the whole of Rotterdam.";
    DIFFERENCE_TITLE: "Geïsoleerde 55-plussers: verschil met {base}", "Isolated residents aged 55 and over: difference from {base}";
    DIFFERENCE_SUBTITLE: "Gepaard verschil in personen aan het eind van elke maand. Onder nul: minder geïsoleerden.",
        "Paired difference in persons at the end of each month. Below zero: fewer isolated residents.";
    BOROUGHS_TITLE: "Verschil met {base} per deelgemeente", "Difference from {base} by borough";
    BOROUGHS_SUBTITLE: "Geïsoleerde 55-plussers, procentpunt, gemiddeld over {period}. Links van nul: minder geïsoleerden.",
        "Isolated residents aged 55 and over, percentage points, mean over {period}. Left of zero: fewer isolated residents.";
    CITY_LINE: "stad {value}", "city {value}";
    MAP_BASE_TITLE: "Geïsoleerde 55-plussers per deelgemeente: {base}", "Isolated residents aged 55 and over by borough: {base}";
    MAP_BASE_SUBTITLE: "Percentage van de inwoners van 55 jaar en ouder, gemiddeld over {period}. Elke tegel is een deelgemeente.",
        "Percentage of residents aged 55 and over, mean over {period}. Each tile is a borough.";
    MAP_TITLE: "{scenario}: verschil per deelgemeente", "{scenario}: difference by borough";
    MAP_SUBTITLE: "Verschil met {base} in geïsoleerde 55-plussers, procentpunt, gemiddeld over {period}.",
        "Difference from {base} in isolated residents aged 55 and over, percentage points, mean over {period}.";
    LEGEND_SHARE: "% geïsoleerd", "% isolated";
    LEGEND_POINTS: "procentpunt", "pct. points";
    LEGEND_MORE: "meer isolement", "more isolation";
    LEGEND_FEWER: "minder isolement", "less isolation";
    LEGEND_DASHED: "Streeprand: interval bevat nul", "Dashed edge: interval contains zero";
    RIVER: "Nieuwe Maas", "Nieuwe Maas";
    PROGRAMME_TITLE: "Vrijwilligers en wachtlijst", "Volunteers and waiting list";
    PROGRAMME_SUBTITLE: "Aantal personen aan het eind van elke maand, heel Rotterdam.", "Number of persons at the end of each month, the whole of Rotterdam.";
    PANEL_VOLUNTEERS: "Vrijwilligers, alle leeftijden", "Volunteers, all ages";
    PANEL_WAITING: "Wachtend op hulp, 55 jaar en ouder", "Waiting for help, aged 55 and over";
    AT_MONTH: "eind van", "end of";
    PERSONS: "personen", "persons";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        let mut names: Vec<_> = text
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
            .collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn every_text_is_there_in_both_languages_with_the_same_places_to_fill() {
        for (name, label) in ALL {
            assert!(!label.nl.is_empty() && !label.en.is_empty(), "{name}");
            assert_eq!(names(label.nl), names(label.en), "{name}");
        }
    }

    #[test]
    fn values_land_in_their_places_and_are_not_filled_again() {
        let label = Label::new("{a} en {b}", "{b} and {a}");
        let filled = fill(label, Lang::En, &[("a", "{b}"), ("b", "2")]);
        assert_eq!(filled, "2 and {b}");
    }
}
