//! The words of the tables of speed, in Dutch and English.

use crate::engine::{Column, Part};
use crate::vocabulary::{Label, texts};

#[rustfmt::skip]
texts! {
    DISCLOSURE: "Snelheid van een run", "Speed of a run";
    SET_UP: "Waar de tijd heen gaat: de beginstand", "Where the time goes: the standing state";
    MONTHS: "Waar de tijd heen gaat: de maanden", "Where the time goes: the months";
    MEMORY: "Waar de bytes heen gaan", "Where the bytes go";
    WORK: "Wat er gedaan is, op elke machine evenveel", "What was done, the same on every machine";

    H_WHAT: "wat", "what";
    H_VALUE: "waarde", "value";
    H_SECONDS: "seconden", "seconds";
    H_SHARE: "deel", "share";
    H_PER_RESIDENT: "ns per bewoner", "ns per resident";
    H_PER_RESIDENT_MONTH: "ns per bewonersmaand", "ns per resident-month";
    H_MB_START: "MB na beginstand", "MB after set-up";
    H_MB_END: "MB aan het eind", "MB at the end";
    H_BYTES_START: "byte per bewoner na beginstand", "bytes per resident after set-up";
    H_BYTES_END: "byte per bewoner aan het eind", "bytes per resident at the end";
    H_NUMBER: "aantal", "number";
    H_PER_EVENT: "per gebeurtenis", "per event";

    MACHINE: "machine", "machine";
    PROCESSOR: "processor", "processor";
    CORES: "kernen", "cores";
    THREADS: "draden van de run", "threads of the run";
    RESIDENTS: "bewoners aan het begin", "residents at the start";
    MONTH_COUNT: "maanden", "months";
    PROCESS_COUNT: "processen met een klok", "processes with a clock";
    EVENTS: "gebeurtenissen per bewonersmaand", "events per resident-month";
    RECORDED: "vastgelegde uitkomsten, elke maand", "recorded outcomes, every month";
    RECORDED_VALUE: "{outcomes}, elk in {cells} cellen: deelgemeente, leeftijd, geslacht",
        "{outcomes}, each in {cells} cells: borough, age, sex";
    POLICY: "beleid", "policy";
    PROGRAMME: "programma", "programme";
    ON: "aan: per maand {people} in beeld, {helped} in hulp", "on: {people} in view and {helped} in help in a month";
    OFF: "uit: niemand krijgt hulp", "off: nobody is in help";
    REGULAR: "alle knoppen op hun standaard", "all levers at their defaults";
    WITH_SET_UP: "seconden met beginstand", "seconds with set-up";
    WITHOUT_SET_UP: "seconden zonder beginstand", "seconds without set-up";
    RATE: "bewonersmaanden per seconde per kern", "resident-months a second a core";
    MILLION: "{number} miljoen", "{number} million";
    REST: "byte per bewoner, zonder het net van banden", "bytes a resident beyond the tie graph";
    TIES: "byte per bewoner, het net van banden", "bytes a resident of the tie graph";
    PEAK: "hoogste geheugengebruik", "peak memory";
    MEGABYTES: "{number} MB", "{number} MB";
    NOT_TOLD: "zegt dit systeem niet", "not told by this system";
    COPY: "kopiëren op een kern", "copying on one core";
    GIGABYTES: "{number} GB per seconde, lezen en schrijven", "{number} GB a second, read and written";
    COPY_SHARE: "deel van die bandbreedte dat de run vraagt", "share of that bandwidth that the run asks";
    COPY_SHARE_VALUE: "{share}%: {bytes} GB als niets in de cache blijft",
        "{share}%: {bytes} GB if nothing stays in the cache";
    SCALING: "{replicates} herhalingen", "{replicates} replicates";
    SCALING_VALUE: "{alone} s op één draad, {together} s op {threads}: {ratio} keer zo snel",
        "{alone} s on one thread, {together} s on {threads}: {ratio} times as fast";
    SAME: "dezelfde bits op één draad en op alle", "the same bits on one thread and on all";
    YES: "ja", "yes";
    NO: "nee", "no";

    SUM: "samen", "together";
    MODEL: "model lezen en passen, eens per opdracht", "model read and fitted, once a command";
    OUTPUT: "uitvoer: cijfers van een vergelijking", "output: numbers of a comparison";
    BEYOND: "samen, zonder het net van banden", "together, beyond the tie graph";

    W_EVENTS: "gebeurtenissen", "events";
    W_ENTRIES: "genoteerde maanden van de kalender", "entries of the calendar";
    W_DUE: "klokken aan de beurt", "clocks that were due";
    W_RAN_OUT: "klokken afgelopen", "clocks that ran out";
    W_EDITED: "bewoners vastgelegd na een wijziging", "residents recorded after an edit";
    W_SET: "klokken gezet", "clocks set";

    N_MEMORY: "Geteld is wat is toegewezen, ook ruimte voor wie nog komt; per bewoner aan het begin.",
        "Counted is what is allocated, also room for those who are to come; a resident is one at the start.";
    N_COPY: "Gevraagd van het geheugen, als niets in de cache blijft: elke klok die aan de beurt is, afloopt of gezet\nwordt, en eigenschappen en banden bij elke gebeurtenis en wijziging, per cacheregel van 64 byte.",
        "Asked of memory if nothing stays in the cache: each clock that is due, runs out or is set, and traits\nand ties with each event and edit, by cache lines of 64 bytes.";
    N_WATCH: "Gemeten met een stopwatch in de run; wie niet meet, draait zonder.",
        "Measured with a watch in the run; who does not measure runs without one.";
}

/// What a part of a run is called.
pub(super) fn part(part: Part) -> Label {
    match part {
        Part::Residents => Label::new("bewoners", "residents"),
        Part::TieGraph => Label::new("paren en banden", "couples and ties"),
        Part::SetPoints => Label::new("evenwicht van de snelheden", "set points of the rates"),
        Part::FirstRecord => Label::new("beginstand vastleggen", "recording the standing state"),
        Part::FirstClocks => Label::new("klokken zetten", "setting clocks"),
        Part::Calendar => Label::new("kalender", "calendar"),
        Part::Levers => Label::new("knoppen", "levers"),
        Part::FindEvents => Label::new("gebeurtenissen vinden", "finding events"),
        Part::Life => Label::new("levensgebeurtenissen", "life events"),
        Part::Newcomers => Label::new("verjaardagen en nieuwkomers", "birthdays and newcomers"),
        Part::Ties => Label::new("banden", "ties"),
        Part::Loneliness => Label::new("eenzaamheid", "loneliness"),
        Part::Isolation => Label::new("isolement", "isolation"),
        Part::Signalling => Label::new("programma: signaleren", "programme: signalling"),
        Part::Allocation => Label::new("programma: contact", "programme: contact"),
        Part::Help => Label::new(
            "programma: toewijzen en helpen",
            "programme: allocation and help",
        ),
        Part::Volunteers => Label::new("programma: vrijwilligers", "programme: volunteers"),
        Part::Record => Label::new("vastleggen", "recording"),
        Part::SetClocks => Label::new("klokken zetten", "setting clocks"),
    }
}

/// What a column is called.
pub(super) fn column(column: Column) -> Label {
    match column {
        Column::Traits => Label::new("eigenschappen", "traits"),
        Column::Ties => Label::new("het net van banden", "the tie graph"),
        Column::MeetingPlaces => Label::new("ontmoetingsplaatsen", "meeting places"),
        Column::Clocks => Label::new("klokken", "clocks"),
        Column::Calendar => Label::new("kalender", "calendar"),
        Column::Month => Label::new("lijsten van de maand", "lists of the month"),
        Column::Programme => Label::new("programma", "programme"),
        Column::Record => Label::new("vastgelegd", "record"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_both_languages_with_the_same_places_to_fill() {
        crate::vocabulary::check_texts(ALL);
    }
}
