//! Every fixed text that a reader sees, in Dutch and English, apart from the labels of the
//! vocabulary. `{name}` marks what [`fill`] puts in.

use crate::vocabulary::{Label, texts};

pub(super) use crate::vocabulary::fill;

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
    MARGIN: " (toeval, 95%: {range})", " (chance, 95%: {range})";
    NO_MARGIN: " (zonder interval: te weinig herhalingen of geen spreiding)", " (no interval: too few replicates, or no spread)";
    LARGEST: "Het grootste verschil van {count} scenario's. ", "The largest difference of {count} scenarios. ";
    ONLY_BASE: "{base}: {count} persoonsjaren in isolement onder 55-plussers in {duration}{margin}; er is geen ander scenario om mee te vergelijken",
        "{base}: {count} resident-years in isolation among people aged 55 and over in {duration}{margin}; there is no other scenario to compare with";
    NO_HEADLINE: "De uitkomst van de kop is niet geteld.", "The headline outcome was not recorded.";

    // Columns and cells.
    // Headings of the terminal's table are broken at their spaces.
    SCENARIO: "scenario", "scenario";
    BASE_MARK: "(basis)", "(base)";
    ISOLATED_55: "geïsoleerd 55+", "isolated 55+";
    DIFFERENCE: "verschil", "difference";
    PERCENT_POINTS: "procentpunt", "percentage points";
    POINTS_SHORT: "procent- punt", "pct. points";
    WAITING: "wachtend", "waiting";
    VOLUNTEERS: "vrijwil- ligers", "volun- teers";
    HOURS: "uren beroeps- kracht", "profes- sional hours";
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
    LEVER_ONLY_BOOKED: "Zonder effect: {lever} ({scenario}) veranderde uren, plaatsen of kosten in de boeken, maar voor geen enkele bewoner iets.",
        "Without effect: {lever} ({scenario}) changed hours, places or costs in the books, but nothing for any resident.";
    WITHOUT_ONE: "Oorzaak: {levers} is 0 waar deze knop anders staat.", "Cause: {levers} is 0 where this lever differs.";
    WITHOUT_SEVERAL: "Oorzaak: {levers} zijn allemaal 0 waar deze knop anders staat.", "Cause: {levers} are all 0 where this lever differs.";
    NO_RESIDENT: "Oorzaak: in deze verkleinde stad woont niemand waar deze knop anders staat.", "Cause: in this scaled-down city nobody lives where this lever differs.";
    STAYED_ZERO: "Oorzaak: ‘{outcome}’ bleef 0 waar deze knop anders staat.", "Cause: ‘{outcome}’ stayed 0 where this lever differs.";
    WARNINGS: "Waarschuwingen over de scenario's:", "Warnings about the scenarios:";

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
    LEGEND_HATCHED: "Gearceerd: het interval bevat nul, dus geen duidelijk verschil", "Hatched: the interval contains zero, so no clear difference";
    RIVER: "Nieuwe Maas", "Nieuwe Maas";
    PROGRAMME_TITLE: "Vrijwilligers en wachtlijst", "Volunteers and waiting list";
    PROGRAMME_SUBTITLE: "Aantal personen aan het eind van elke maand, heel Rotterdam.", "Number of persons at the end of each month, the whole of Rotterdam.";
    PANEL_VOLUNTEERS: "Vrijwilligers, alle leeftijden", "Volunteers, all ages";
    PANEL_WAITING: "Wachtend op hulp, 55 jaar en ouder", "Waiting for help, aged 55 and over";
    AT_MONTH: "eind van", "end of";

    CLOUD_TITLE: "Kosten en effect: verschil met {base}", "Costs and effect: difference from {base}";
    CLOUD_SUBTITLE: "Elke kleine stip is één herhaling, het grote teken het gemiddelde. Omhoog: minder jaren in isolement bij 55-plussers. Naar rechts: meer kosten. Tijd van vrijwilligers telt niet mee.",
        "Each small dot is one replicate, the large mark the mean. Up: fewer years in isolation among those of 55 and over. Right: more costs. Time of volunteers is not counted.";
    SOURCE_CROSS: "kruis = 95%-interval", "cross = 95% interval";
    ALT_CLOUD: "Puntenwolk. {title}. {subtitle} Gemiddelden: {means}.", "Scatter plot. {title}. {subtitle} Means: {means}.";
    CLOUD_UP: "voorkomen persoonsjaren in isolement", "isolated resident-years averted";
    EUROS_PLAIN: "euro", "euros";
    EUROS_THOUSAND: "duizend euro", "thousand euros";
    EUROS_MILLION: "miljoen euro", "million euros";
    EXTRA_COSTS: "extra kosten", "extra costs";
    MORE_COSTS: "duurder", "dearer";
    LESS_COSTS: "goedkoper", "cheaper";
    LESS_ISOLATION: "minder isolement,", "less isolation,";
    MORE_ISOLATION: "meer isolement,", "more isolation,";

    // What the programme does, in one sentence per scenario.
    CARE_LINE: "{scenario}: {reached} 55-plussers in beeld gekomen{more}, {wait} maanden gewacht op hulp{longer}, {cost} {unit} aan kosten{dearer}.",
        "{scenario}: {reached} residents aged 55 and over came into view{more}, {wait} months of waiting for help{longer}, {cost} {unit} of costs{dearer}.";
    CARE_NONE_SHOWN: " (geen aantoonbaar verschil)", " (no demonstrable difference)";
    MARGINAL_LINE: "{scenario}, {one}, voorkomen isolement: {brings}", "{scenario}, {one}, isolation averted: {brings}";
    CARE_UNKNOWN: "onbekend", "unknown";

    // The page: headings.
    PAGE_TITLE: "Vergelijking van scenario's tegen sociaal isolement", "Comparison of scenarios against social isolation";
    SKIP: "Naar de inhoud", "To the content";
    CONTENTS: "Inhoud", "Contents";
    H_HEADLINE: "In één zin", "In one sentence";
    H_READ: "Hoe te lezen", "How to read";
    H_SCENARIOS: "De scenario's", "The scenarios";
    H_OUTCOMES: "De uitkomsten", "The outcomes";
    H_REACH: "Wie komt in beeld?", "Who comes into view?";
    H_REACH_PROFILES: "In beeld gekomen, naar profiel", "Came into view, by profile";
    H_REPORTS: "Meldingen naar kanaal, licht en zwaar", "Reports by channel, light and heavy";
    H_WAITING: "Hoe lang is het wachten?", "How long is the wait?";
    H_WAITING_CATEGORIES: "Wachtlijst en wachttijd naar categorie", "Waiting list and waiting time by category";
    H_RESULTS: "Wat levert de hulp op?", "What does help achieve?";
    H_RESULTS_PROFILES: "Resultaten naar profiel", "Results by profile";
    H_RESOURCES: "Uren, plaatsen en vrijwilligers", "Hours, places and volunteers";
    H_FUNCTIONS: "Per functie: beschikbaar, gebruikt, niet gebruikt en tekort", "By function: available, used, idle and short";
    H_COSTS: "Wat kost het, en wie betaalt?", "What does it cost, and who pays?";
    H_VALUE: "Wat krijgt de stad ervoor?", "What does the city get for it?";
    H_MARGINAL: "Eén vrijwilliger of één uur meer", "One more volunteer or one more hour";
    H_LENSES: "Twee manieren van kijken", "Two ways of looking";
    H_SURVEY: "Door de bril van de enquête", "Through the lens of the survey";
    H_TYPOLOGY: "Door de bril van de typologie", "Through the lens of the typology";
    H_CATEGORIES: "Categorieën en profielen van isolement", "Categories and profiles of isolation";
    H_BOROUGHS: "De deelgemeenten", "The boroughs";
    H_CHARTS: "De grafieken", "The charts";
    H_TRUST: "Hoe zeker is dit?", "How certain is this?";
    H_PAIRING: "Koppeling en toeval", "Pairing and chance";
    H_PARAMETERS: "Toeval en parameters", "Chance and parameters";
    PARAMETERS_NOTE: "De getallen van het model zijn niet precies bekend. Daarom zijn de scenario's ook gedraaid met trekkingen van de parameters die passen bij wat bekend is, gepaard, op een kleiner deel van de stad, waarin deelgemeenten hun uren en plaatsen delen. Elke trekking is twee keer gedraaid: daaruit volgt wat toeval is, en de rest van de spreiding komt van de parameters (wet van de totale variantie). Het midden van de trekkingen is een ander getal dan dat bij de vaste waarden: het bereik van een aanname ligt zelden gelijk om haar waarde, en de uitkomst verandert er niet evenredig mee. Weeg voor een besluit de trekkingen, niet alleen het eerste getal.",
        "The numbers of the model are not known exactly. So the scenarios were also run with draws of the parameters that fit what is known, paired, on a smaller part of the city, in which boroughs share their hours and places. Each draw was run twice: this says what is chance, and the rest of the spread comes from the parameters (law of total variance). The middle of the draws is another number than that at the fixed values: the range of an assumption seldom lies evenly around its value, and the outcome does not change in proportion to it. For a decision weigh the draws, not the first number alone.";
    PARAMETER_SHARE: "{scenario}: geïsoleerde bewonersjaren 55+ over {draws} trekkingen van de parameters {mean} ({range}). Het beste scenario in {best}% van de trekkingen. Van dit interval komt {share}% van de parameters, de rest van toeval en het aantal trekkingen",
        "{scenario}: isolated resident-years 55+ over {draws} draws of the parameters {mean} ({range}). The best scenario in {best}% of the draws. Of this interval {share}% comes from parameters, the rest from chance and the number of draws";
    SAME_IN_ALL_DRAWS: "{scenario}: geïsoleerde bewonersjaren 55+ in elk van {draws} trekkingen van de parameters gelijk aan die van {base}",
        "{scenario}: isolated resident-years 55+ equal to those of {base} in each of {draws} draws of the parameters";
    ASSUMPTIONS: "{scenario}: de aannamen die het meest uitmaken (deel van de spreiding over de trekkingen): {names}",
        "{scenario}: the assumptions that matter most (share of the spread over the draws): {names}";
    NO_ASSUMPTIONS: "{scenario}: met {draws} trekkingen is van geen aanname te zeggen dat zij er meer toe doet dan toeval; meer trekkingen met --parameters draws. Het sterkst (deel van de spreiding over de trekkingen): {names}",
        "{scenario}: with {draws} draws no assumption can be said to matter more than chance would make it seem; more draws with --parameters draws. The strongest (share of the spread over the draws): {names}";
    NOT_TOLD_APART: "{name} ({share}%, kan toeval zijn)", "{name} ({share}%, may be chance)";
    OVER_DRAWS: "{scenario} tegenover {base}: {mean} persoonsjaren in isolement onder 55-plussers in {duration}, over {draws} trekkingen van de onzekere parameters (95%: {range}); het vaakst het beste is {best} ({share}% van de trekkingen). Met elke parameter op zijn vaste waarde zou het {fixed}{margin} zijn",
        "{scenario} against {base}: {mean} resident-years in isolation among people aged 55 and over in {duration}, over {draws} draws of the uncertain parameters (95%: {range}); most often the best is {best} ({share}% of the draws). With each parameter at its set value it would be {fixed}{margin}";
    OTHER_REGISTRY: "De trekkingen zijn gemaakt met andere waarden of bereiken van parameters dan die van dit programma; maak ze opnieuw met isolement calibrate",
        "The draws were made with other values or ranges of parameters than those of this program; make them anew with isolement calibrate";
    H_CHECKS: "Controles", "Checks";
    H_EVIDENCE: "Wat bewijs is en wat aanname", "What is evidence and what is assumption";
    H_LIMITS: "Grenzen", "Limits";
    H_PROVENANCE: "Herkomst", "Provenance";

    // The page: sentences.
    INTRO: "{count} scenario's, heel Rotterdam, {period}. Elk scenario is {replicates} keer nagebootst. Alle verschillen zijn ten opzichte van {base}.",
        "{count} scenarios, the whole of Rotterdam, {period}. Each scenario was simulated {replicates} times. All differences are from {base}.";
    INTRO_SCALE: "Let op: niet de hele stad is nagebootst, maar een deel ervan (schaal {scale}, {residents} bewoners). Deelgemeenten delen daarin hun uren en plaatsen, zoveel als samen één hele deelgemeente zijn; wat een knop aan één deelgemeente geeft, blijft daar en wordt afgerond, tot nul toe.",
        "Note: not the whole city was simulated but a part of it (scale {scale}, {residents} residents). Boroughs share their hours and places in it, as many as make up one whole borough; what a lever gives to one borough stays there and is rounded, down to nothing.";
    READ_DIFFERENCE: "Een verschil is scenario min basis. Min betekent minder dan in de basis, plus betekent meer.",
        "A difference is scenario minus base. Minus means fewer than in the base, plus means more.";
    READ_INTERVAL: "Het 95%-interval zegt hoe ver het gemiddelde door toeval kan afwijken. Ligt nul erin, dan staat er 'geen aantoonbaar verschil'.",
        "The 95% interval says how far chance may have moved the mean. When zero lies in it, it says 'no demonstrable difference'.";
    READ_YEARS: "Een persoonsjaar in isolement is één bewoner die een jaar lang geïsoleerd is, of twee die dat een half jaar zijn.",
        "A resident-year in isolation is one resident isolated for a year, or two for half a year.";
    READ_POINTS: "Een procentpunt is het verschil tussen twee percentages: van 10% naar 9% is één procentpunt minder.",
        "A percentage point is the difference between two percentages: from 10% to 9% is one percentage point less.";
    READ_PERIOD: "Aantallen personen zijn gemiddelden over de maanden van {period}; aantallen gebeurtenissen en uren zijn totalen over {duration}.",
        "Numbers of persons are means over the months of {period}; numbers of events and hours are totals over {duration}.";
    READ_AGES: "Waar niets anders staat, gaat het om inwoners van 55 jaar en ouder. Vrijwilligers en uren gaan over alle leeftijden.",
        "Unless said otherwise this is about residents aged 55 and over. Volunteers and hours are about all ages.";
    QUESTION: "Vraag", "Question";
    CHANGES: "Wat het verandert", "What it changes";
    CHANGES_NOTHING: "Verandert niets ten opzichte van zijn uitgangspunt.", "Changes nothing from what it builds on.";
    IS_BASE: "Dit is de basis waarmee de andere worden vergeleken.", "This is the base with which the others are compared.";
    FIRST_DIFFERENCE: "Eerste maand waarin het van de basis verschilt: {month}.", "First month in which it differs from the base: {month}.";
    NEVER_DIFFERENT: "Verschilt in geen enkele maand van de basis.", "Differs from the base in no month.";
    NOTES: "Toelichting", "Notes";
    FILES: "Scenariobestand zoals gelezen", "Scenario file as read";
    OUTCOME: "uitkomst", "outcome";
    TABLE_CAPTION: "{name} in {period}: niveau, verschil met {base} en 95%-interval", "{name} in {period}: level, difference from {base} and 95% interval";
    SHARE_ISOLATED: "aandeel geïsoleerd", "share isolated";
    AVERTED: "persoonsjaren in isolement voorkomen", "resident-years in isolation averted";
    PER_PERSON_MONTH: "gemiddeld aantal", "mean number";
    TOTAL: "totaal", "total";
    LENSES_SENTENCE: "De enquête kijkt naar sociale steun en eenzaamheid, de typologie naar de omvang van het netwerk en eenzaamheid. Beide kijken naar dezelfde bewoners, maar hun aantallen geïsoleerden zijn niet gelijk en mogen niet bij elkaar worden opgeteld. De enquête ziet de contactarmen niet: wie weinig contacten heeft en niet eenzaam is.",
        "The survey looks at social support and loneliness, the typology at the size of the network and loneliness. Both look at the same residents, but their numbers of isolated residents differ and must not be added up. The survey does not see the contact-poor: those with few contacts who are not lonely.";
    REACH_NOTE: "Iemand komt in beeld als een kanaal hem of haar meldt en het contact begint. Een melding is nog geen hulp. Licht is dreigend of situationeel isolement, zwaar is structureel isolement.",
        "Somebody comes into view when a channel reports him or her and contact begins. A report is not yet help. Light is threatened or situational isolation, heavy is structural isolation.";
    WAITING_NOTE: "Wie in beeld komt, wacht eerst op contact: tot een beroepskracht tijd heeft en vertrouwen is gewonnen. Wie daarna een aanbod aanneemt, wacht op hulp tot er uren, een plaats of een vrijwilliger is. De wachttijd is die op hulp, gemiddeld over wie in de periode hulp kreeg; wie nog wacht, telt daarin niet mee. Gepasseerd is wie een maand langer wachtte doordat een ander, die later kwam, met dezelfde hulp voorging. Waar wie het eerst komt het eerst gaat, is dat bijna nooit zo: dan wacht iedereen even lang, en is de wachtlijst zelf de maat.",
        "Who comes into view first waits for contact: until a professional has time and trust is won. Who then accepts an offer waits for help until there are hours, a place or a volunteer. The waiting time is that for help, the mean over those whose help began in the period; who still waits does not count in it. Passed over is who waited a month longer because somebody who came later went first with the same help. Where who comes first goes first that hardly happens: then all wait alike, and the waiting list itself is the measure.";
    RESULTS_NOTE: "Geteld zoals in Schema 4 van het rapport. Iemand kan meer dan één resultaat hebben.",
        "Counted as in Schema 4 of the report. One person may have more than one result.";
    RESOURCES_NOTE: "Tekort is wat werd gevraagd en niet kon worden gegeven. Niet gebruikt is wat er was en waar niemand om vroeg, of waar niemand bij paste.",
        "Short is what was asked for and could not be given. Idle is what was there and nobody asked for, or nobody fitted.";
    COSTS_NOTE: "In duizenden euro's over de hele looptijd, in prijzen van 2009. De tijd van vrijwilligers staat apart: niemand betaalt ervoor, maar ze is voor de samenleving niet gratis.",
        "In thousands of euros over the whole run, in prices of 2009. The time of volunteers stands apart: nobody pays for it, but it is not free to society.";
    VALUE_NOTE: "Alles is het verschil met {base} over {duration}. De netto baat is wat de voorkomen persoonsjaren waard zijn min de extra kosten. Daarbij is een jaar zonder isolement {worth} euro waard. Dat bedrag is een keuze, geen meting: met de optie --worth rekent u met een ander bedrag.",
        "All is the difference from {base} over {duration}. The net benefit is what the averted resident-years are worth less the extra costs. A year without isolation is taken to be worth EUR {worth}. That amount is a choice, not a measurement: the option --worth takes another.";
    VALUE_CLOUD: "De grafiek van kosten en effect toont elke herhaling.", "The chart of costs and effect shows each replicate.";
    VALUE_WHOLE: "De verhoudingen gelden voor het hele scenario: ook wat het verder verandert, telt mee in het effect.",
        "The ratios are about the whole scenario: whatever else it changes counts in the effect too.";
    VALUE_CAPTION: "Kosten, effect en netto baat in {period}: verschil met {base} en 95%-interval", "Costs, effect and net benefit in {period}: difference from {base} and 95% interval";
    EXTRA_VOLUNTEER_HOURS: "extra uren van vrijwilligers", "extra hours of volunteers";
    PER_EUROS: "voorkomen persoonsjaren per 1.000 euro extra", "resident-years averted per EUR 1,000 extra";
    PER_HOURS: "voorkomen persoonsjaren per 1.000 extra uren van vrijwilligers", "resident-years averted per 1,000 extra volunteer hours";
    NET_BENEFIT: "netto baat", "net benefit";
    NET_BENEFIT_TIME: "netto baat als de tijd van vrijwilligers meetelt als kosten", "net benefit when the time of volunteers counts as costs";
    RATIO_UNCLEAR_UNDER: "geen verhouding: niet zeker dat er meer van nodig is", "no ratio: not certain that more of it is needed";
    RATIO_UNCLEAR_OVER: "geen verhouding: geen aantoonbaar effect", "no ratio: no demonstrable effect";
    RATIO_LESS: "geen verhouding: er is minder van nodig dan in de basis", "no ratio: less of it is needed than in the base";
    MARGINAL_NOTE: "Elk scenario is nog twee keer nagebootst, met dezelfde toevalstrekkingen: één keer met {enquiries} mensen per jaar meer die zich als vrijwilliger melden, en één keer met {hours} uur per maand per 1.000 55-plussers meer van ouderenadviseurs. Het verschil is gedeeld door wat de stap opleverde. De stap is groot genoeg om boven het toeval uit te komen; een veel grotere stap kan per stuk minder opleveren.",
        "Each scenario was simulated twice more, with the same chance draws: once with {enquiries} more people a year who come forward as volunteers, and once with {hours} more hours a month of elderly advisers per 1,000 residents of 55 and over. The difference is divided by what the step added. The step is large enough to stand out from chance; a much larger step may bring less for each.";
    MARGINAL_CAPTION: "Voorkomen persoonsjaren in isolement per jaar, bij 55-plussers", "Isolated resident-years averted a year, among those of 55 and over";
    MARGINAL_VOLUNTEERS: "extra vrijwilligers door de stap", "volunteers added by the step";
    MARGINAL_HOURS: "extra uren per week door de stap", "hours a week added by the step";
    ONE_VOLUNTEER: "één vrijwilliger meer", "one more volunteer";
    ONE_HOUR: "één uur van een beroepskracht per week meer", "one more professional hour a week";
    RESIDENT_YEARS_A_YEAR: "persoonsjaren per jaar", "resident-years a year";
    STEP_ADDED_NOTHING: "niet te zeggen, want de stap leverde niet aantoonbaar meer vrijwilligers of uren op", "cannot be said, for the step did not demonstrably add volunteers or hours";
    BY_KIND: "Kosten naar soort, en de tijd van vrijwilligers", "Costs by kind, and the time of volunteers";
    NO_OTHER: "Er is geen ander scenario om mee te vergelijken.", "There is no other scenario to compare with.";
    RESIDENT_YEARS: "persoonsjaren", "resident-years";
    TOO_FEW: "niet te bepalen: in een herhaling kwam het niet voor", "cannot be determined: it did not occur in a replicate";
    MEAN_OVER_STARTS: "gemiddelde", "mean";
    CATEGORIES_NOTE: "De categorieën zeggen hoe hardnekkig het isolement is, de profielen ook of iemand op deelname is gericht.",
        "The categories say how persistent the isolation is, the profiles also whether somebody is oriented to participation.";
    BOROUGHS_NOTE: "Aantallen onder de 5 staan als '<5', zonder aandeel en verschil. Kleine deelgemeenten schommelen meer door toeval.",
        "Counts under 5 are shown as '<5', without share and difference. Small boroughs vary more by chance.";
    BOROUGH_CAPTION: "Geïsoleerde 55-plussers per deelgemeente: aantal, aandeel en verschil in procentpunt, gemiddeld over {period}",
        "Isolated residents aged 55 and over by borough: number, share and difference in percentage points, mean over {period}";
    BOROUGH_PROGRAMME: "In beeld gekomen, wachtend en uit isolement gekomen per deelgemeente", "Came into view, waiting and came out of isolation by borough";
    CHART_DATA: "De getallen bij deze grafiek", "The numbers behind this chart";
    PAIRING_NOTE: "In elke herhaling leven in alle scenario's dezelfde bewoners met dezelfde toevalstrekkingen. Zo blijft van het toeval in het verschil weinig over.",
        "In each replicate the same residents live in all scenarios with the same chance draws. Little of the chance is then left in the difference.";
    NO_INEFFECTIVE: "Elke gewijzigde knop veranderde ten minste één getal.", "Every lever that was changed moved at least one number.";
    EVIDENCE_NOTE: "Elk getal in het model heeft een bron en een cijfer voor de sterkte van het bewijs. Van de {total} parameters en knoppen is {assumed} een aanname ({percent}).",
        "Every number in the model has a source and a grade for the strength of the evidence. Of the {total} parameters and levers, {assumed} are assumptions ({percent}).";
    GRADE: "klasse", "grade";
    MEANING: "betekenis", "meaning";
    COUNT: "aantal", "number";
    GRADE_A: "gemeten in Rotterdam", "measured in Rotterdam";
    GRADE_B: "gemeten op een andere plaats", "measured elsewhere";
    GRADE_C: "afgeleid", "derived";
    GRADE_D: "aanname", "assumption";
    LIMIT_DIFFERENCE: "Verschillen tussen scenario's zijn betrouwbaarder dan de aantallen zelf: fouten in het model werken in alle scenario's gelijk door.",
        "Differences between scenarios are more reliable than the numbers themselves: errors of the model work alike in all scenarios.";
    LIMIT_CHANCE: "De intervallen in tabellen en grafieken gaan over toeval tussen herhalingen. De onzekerheid over de parameters staat apart, onder Toeval en parameters; zij is meestal groter.",
        "The intervals in tables and charts are about chance between replicates. The uncertainty of the parameters stands apart, under Chance and parameters; it is mostly larger.";
    LIMIT_RATES: "Het rapport waarop het model steunt, beschrijft wie geïsoleerd was en wat wie helpt. Snelheden van verandering en effecten van hulp komen uit ander onderzoek of zijn aangenomen.",
        "The report on which the model rests describes who was isolated and what helps whom. Rates of change and effects of help come from other research or are assumed.";
    LIMIT_UNIVERSE: "Het gaat om inwoners van 13 jaar en ouder buiten instellingen. De bewoners zijn nagebootst: het zijn geen bestaande personen.",
        "It is about residents aged 13 and over outside institutions. The residents are simulated: they are no existing persons.";
    LIMIT_FORECAST: "Dit is geen voorspelling. Het laat zien wat het model verwacht als alleen verandert wat in het scenario staat.",
        "This is no forecast. It shows what the model expects when only what the scenario says is changed.";
    ITEM: "gegeven", "item";
    VALUE: "waarde", "value";
    P_VERSION: "versie", "version";
    P_COMMIT: "commit", "commit";
    P_COMMAND: "opdracht", "command";
    P_SEED: "zaad", "seed";
    P_REPLICATES: "herhalingen per scenario", "replicates per scenario";
    P_SCALE: "schaal", "scale";
    P_RESIDENTS: "bewoners bij het begin van een herhaling", "residents at the start of a replicate";
    P_TIME: "begin en duur", "start and length";
    P_THREADS: "rekendraden en tijd", "threads and time";
    P_PARAMETERS: "controlesom van de parameters", "digest of the parameters";
    P_DIGEST: "controlesom van de tabellen", "digest of the tables";
    P_SCENARIO_DIGEST: "controlesom van {scenario}", "digest of {scenario}";
    SECONDS: "seconden", "seconds";
    DIGEST_NOTE: "Dezelfde opdracht met dezelfde versie geeft dezelfde tabellen. De controlesom is de SHA-256 van results.csv, care.csv, monthly.csv, value.csv en replicates.csv achter elkaar.",
        "The same command with the same version gives the same tables. The digest is the SHA-256 of results.csv, care.csv, monthly.csv, value.csv and replicates.csv one after the other.";
    FOLDER_NOTE: "Voor Nederlands Excel: results-nl-excel.csv (naar leeftijd) en care-nl-excel.csv (hulp, inzet, wachttijd en kosten). Voor R, Python en dergelijke: results.csv, care.csv, monthly.csv, value.csv en replicates.csv, met meer rijen. data-dictionary.csv legt tabellen, kolommen en uitkomsten uit; record.json bevat wat nodig is om dit over te doen; stress-abs.md beschrijft voor onderzoekers hoe deze vergelijking is gemaakt (in het Engels).",
        "For Dutch Excel: results-nl-excel.csv (by age) and care-nl-excel.csv (help, resources, waiting time and costs). For R, Python and the like: results.csv, care.csv, monthly.csv, value.csv and replicates.csv, with more rows. data-dictionary.csv explains tables, columns and outcomes; record.json holds what is needed to do this again; stress-abs.md describes for researchers how this comparison was made.";
    SAME: "gelijk", "equal";
    NO_INTERVAL: "zonder interval", "no interval";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_both_languages_with_the_same_places_to_fill() {
        crate::vocabulary::check_texts(ALL);
    }
}
