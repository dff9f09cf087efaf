//! What the analyses say, in Dutch and English.

use crate::vocabulary::{Label, texts};

#[rustfmt::skip]
texts! {
    LEVEL: "{outcome}, bij {policy}", "{outcome}, under {policy}";
    LESS: "{outcome}: hoeveel minder bij {policy} dan bij {base}", "{outcome}: how much less under {policy} than under {base}";
    SOURCE: "Sweep “{title}”: {settings} instellingen, herhalingen: {replicates}, {scale} van de stad, {years} jaar. isolement {version}.",
        "Sweep “{title}”: {settings} settings, replicates: {replicates}, {scale} of the city, {years} years. isolement {version}.";
    INTERVAL: "{value} ({low} tot {high})", "{value} ({low} to {high})";
    PARAMETER: "wat varieert", "what varies";
    LEFT_OUT: "{n} basissteekproeven tellen niet mee, omdat er een run mislukte.", "{n} base samples do not count, since a run failed.";

    // Sobol.
    SOBOL_TITLE: "Wat bepaalt de uitkomst het meest?", "What drives the outcome most?";
    SOBOL_SUBTITLE: "Deel van de variantie tussen instellingen van {what}; lijn: 95% (bootstrap over steekproeven).",
        "Share of the variance between settings of {what}; line: 95% (bootstrap over samples).";
    SHARE_OF_VARIANCE: "deel van de variantie", "share of the variance";
    ALONE: "alleen (eerste orde)", "alone (first order)";
    TOTAL: "in alles samen (totaal)", "in all (total)";
    INTERACTION: "samen met andere (verschil)", "with others (difference)";
    PAIR: "{one} met {other}", "{one} with {other}";
    NOT_RESOLVED: "niet te onderscheiden van 0: voeg {n} steekproeven toe", "not resolved: add {n} samples";
    SMALL: "onder {high}", "below {high}";
    SOBOL_TOP: "“{name}” telt het zwaarst: het doet mee in {share}% ({low} tot {high}) van de variantie.",
        "“{name}” weighs most: it takes part in {share}% ({low} to {high}) of the variance.";
    SOBOL_NONE: "Geen van alle is met {samples} steekproeven te onderscheiden van 0.", "None is resolved with {samples} samples.";
    SOBOL_SUM: "Elk op zichzelf verklaren zij samen {share}%; de rest komt van combinaties en van toeval.",
        "Each by itself they explain {share}% together; the rest comes from combinations and from chance.";
    CHANCE: "Toeval is {one}% van de variantie van één run, en {means}% van die van de gemiddelden over {replicates} herhalingen waarop dit berust.",
        "Chance is {one}% of the variance of one run, and {means}% of that of the means over {replicates} replicates on which this rests.";
    CHANCE_UNKNOWN: "Met één herhaling is het deel van het toeval onbekend: isolement sweep extend --replicates 2.",
        "With one replicate the share of chance is unknown: isolement sweep extend --replicates 2.";

    // Morris.
    MORRIS_TITLE: "Wat doet ertoe?", "What matters?";
    MORRIS_SUBTITLE: "Effect van een stap over het hele bereik op {what}; lijn: 95% (bootstrap over trajecten).",
        "Effect of a step over the whole range on {what}; line: 95% (bootstrap over trajectories).";
    SIZE: "gemiddelde grootte (mu*)", "mean size (mu*)";
    MEAN_EFFECT: "gemiddelde met teken (mu)", "mean with sign (mu)";
    DEVIATION: "spreiding (sigma)", "deviation (sigma)";
    MORRIS_TOP: "“{name}” doet er het meest toe: {size} {unit} over het bereik.", "“{name}” matters most: {size} {unit} over its range.";
    MORRIS_CURVED: "Gekromd, of afhankelijk van andere (spreiding groter dan de helft van de grootte): {names}.",
        "Curved, or dependent on others (deviation over half the size): {names}.";
    MORRIS_STRAIGHT: "Alle effecten zijn vrijwel recht en los van elkaar.", "All effects are nearly straight and apart from each other.";

    // One at a time.
    TORNADO_TITLE: "Eén ding tegelijk: wat verschuift de uitkomst?", "One thing at a time: what shifts the outcome?";
    TORNADO_SUBTITLE: "Verschuiving van {what} als alleen dit naar zijn laagste of hoogste waarde gaat; gepaard per herhaling, lijn: 95%.",
        "Shift of {what} when this alone goes to its lowest or highest value; paired by replicate, line: 95%.";
    LOWEST: "laagste waarde", "lowest value";
    HIGHEST: "hoogste waarde", "highest value";
    AT_VALUE: "{shift} bij {value}", "{shift} at {value}";
    TORNADO_BASE: "In het midden is het {value} {unit}.", "In the middle it is {value} {unit}.";
    TORNADO_TOP: "“{name}” verschuift het meest: van {low} tot {high}.", "“{name}” shifts it most: from {low} to {high}.";

    // Threshold.
    THRESHOLD_TITLE: "Tot waar blijft {policy} beter dan {base}?", "How far does {policy} stay better than {base}?";
    THRESHOLD_SUBTITLE: "{what}, bij waarden van “{name}”; lijn: 95% over {replicates} gepaarde herhalingen.",
        "{what}, at values of “{name}”; line: 95% over {replicates} paired replicates.";
    BETTER_BELOW: "{policy} blijft beter dan {base}, tenzij “{name}” hoger wordt dan {at}; tussen {low} en {high} is het verschil niet zeker.",
        "{policy} stays better than {base} unless “{name}” exceeds {at}; between {low} and {high} the difference is not certain.";
    BETTER_ABOVE: "{policy} is alleen beter dan {base} als “{name}” hoger is dan {at}; tussen {low} en {high} is het verschil niet zeker.",
        "{policy} is better than {base} only if “{name}” exceeds {at}; between {low} and {high} the difference is not certain.";
    ALWAYS: "{policy} blijft beter dan {base} over het hele bereik van “{name}”, {low} tot {high}.",
        "{policy} stays better than {base} over the whole range of “{name}”, {low} to {high}.";
    NEVER: "{policy} is nergens beter dan {base} in het bereik van “{name}”, {low} tot {high}.",
        "{policy} is nowhere better than {base} in the range of “{name}”, {low} to {high}.";
    NOT_CERTAIN: "Niet overal is dat zeker: bij {values} sluit het interval nul niet uit.",
        "That is not certain everywhere: at {values} the interval does not exclude zero.";
    VALUE: "waarde", "value";
    AVERTED: "hoeveel minder", "how much less";

    // Scenario discovery.
    PRIM_TITLE: "In welke toekomsten faalt {policy}?", "In which futures does {policy} fail?";
    PRIM_SUBTITLE: "Falen: minder dan {enough} {unit} beter dan {base}. Balk: waarden waarbij het meestal faalt, als deel van het hele bereik.",
        "Failing: less than {enough} {unit} better than {base}. Bar: values at which it mostly fails, as a share of the whole range.";
    SHARE_OF_RANGE: "deel van het bereik", "share of the range";
    IN_THE_BOX: "waarden waarbij het meestal faalt", "values at which it mostly fails";
    PRIM_NEVER: "{policy} faalt in geen van de {settings} instellingen.", "{policy} fails in none of the {settings} settings.";
    PRIM_ALWAYS: "{policy} faalt in alle {settings} instellingen.", "{policy} fails in all {settings} settings.";
    PRIM_SHARE: "{policy} faalt in {failures} van {settings} instellingen.", "{policy} fails in {failures} of {settings} settings.";
    PRIM_BOX: "Daarvan ligt {coverage}% binnen deze grenzen, en binnen deze grenzen faalt {density}%: {limits}.",
        "Of these {coverage}% lie within these limits, and within these limits {density}% fail: {limits}.";
    PRIM_NO_BOX: "Geen grenzen zonderen het falen af.", "No limits set the failures apart.";
    PRIM_LIMIT: "“{name}” van {low} tot {high}", "“{name}” from {low} to {high}";
    FROM: "van", "from";
    UNTIL: "tot", "to";
    BY_CHANCE: "kans bij toeval", "chance of it by luck";

    // Robustness.
    ROBUST_TITLE: "Welk beleid houdt stand, wat er ook waar is?", "Which policy holds up, whatever is true?";
    ROBUST_SUBTITLE: "{outcome}: spijt tegenover het beste beleid van elke instelling. Punt: één op de tien instellingen is erger; lijn: van 0 tot de ergste.",
        "{outcome}: regret against the best policy of each setting. Point: one setting in ten is worse; line: from 0 to the worst.";
    REGRET: "spijt ({unit})", "regret ({unit})";
    POLICY: "beleid", "policy";
    MEAN: "gemiddeld", "mean";
    WORST: "ergste", "worst";
    REGRET_90: "spijt, één op tien erger", "regret, one in ten worse";
    REGRET_MOST: "spijt, ergste", "regret, worst";
    BEST_IN: "beste in", "best in";
    ENOUGH_IN: "goed genoeg in", "good enough in";
    ROBUST_MEAN: "Gemiddeld is {policy} het beste.", "On average {policy} is best.";
    ROBUST_REGRET: "{policy} heeft de minste spijt.", "{policy} has the least regret.";
    ROBUST_ENOUGH: "{policy} is het vaakst goed genoeg (ten minste {enough} {unit} beter dan de basis): in {share}% van de instellingen.",
        "{policy} is good enough most often (at least {enough} {unit} better than the base): in {share}% of the settings.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_both_languages_with_the_same_places_to_fill() {
        crate::vocabulary::check_texts(ALL);
    }
}
