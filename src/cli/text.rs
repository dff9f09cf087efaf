//! What the command says, in Dutch and English. Messages about files are made where files are read;
//! the help texts stand in `help`.

use crate::vocabulary::{Label, texts};

#[rustfmt::skip]
texts! {
    // Problems with the command itself.
    BROKEN: "dit programma is niet goed gebouwd ({detail}); meld dit aan de makers",
        "this program was not built well ({detail}); report this to its makers";
    NO_SUCH_BASE: "--base noemt geen van de scenario's", "--base names none of the scenarios";
    CHOOSE_FROM: "kies uit {names}", "choose from {names}";
    A_NUMBER: "verwacht een getal zoals 0.1", "expected a number such as 0.1";
    A_SHARE: "verwacht een deel van de stad zoals 0.1: boven 0 en ten hoogste 1 (de hele stad)",
        "expected a share of the city such as 0.1: above 0 and at most 1 (the full city)";
    A_WHOLE: "verwacht een heel getal van {low} tot en met {high}", "expected a whole number from {low} to {high}";
    ABOVE_ZERO: "verwacht een getal boven 0", "expected a number above 0";
    EUROS_FROM_ZERO: "verwacht een bedrag in euro vanaf 0, bijvoorbeeld 2000",
        "expected an amount in euros from 0, for instance 2000";

    // Comparing.
    CTRL_C: "Ctrl-C stopt het programma hier meteen", "Ctrl-C ends the program at once here";
    STOPPED: "gestopt voor het einde; er is niets geschreven", "stopped before the end; nothing was written";
    PROGRESS: "{bar:40} {pos}/{len}  bezig {elapsed_precise}  nog {eta_precise}",
        "{bar:40} {pos}/{len}  elapsed {elapsed_precise}  left {eta_precise}";
    REPORT: "Rapport: {path}", "Report: {path}";
    // One word in both languages: scripts look for it, and record.json has a field of this name.
    DIGEST: "digest: {digest}", "digest: {digest}";

    // Files.
    NO_SCENARIOS: "in deze map staat geen scenario (een bestand dat op .toml eindigt)",
        "this folder holds no scenario (a file that ends in .toml)";
    SOUND: "in orde: {path}", "sound: {path}";
    EXISTS: "dit bestand bestaat al en wordt niet overschreven", "this file exists and is not overwritten";
    OTHER_NAME: "kies een andere naam", "choose another name";
    NOT_TOML: "de naam van een scenario eindigt op .toml", "the name of a scenario ends in .toml";
    TRY_NAME: "bijvoorbeeld: isolement new {path}", "for instance: isolement new {path}";
    NO_FOLDER: "de map {path} bestaat niet", "the folder {path} does not exist";
    MAKE_FOLDER: "maak de map eerst, of kies een andere", "make the folder first, or choose another one";
    OTHER_FOLDER: "een scenario staat in dezelfde map als zijn basis {path}",
        "a scenario stands in the same folder as its base {path}";
    NOT_WRITTEN: "kan dit bestand niet schrijven: {reason}", "cannot write this file: {reason}";
    MADE: "gemaakt: {path}", "made: {path}";
    CHANGED: "veranderd: {path}", "changed: {path}";
    UNCHANGED: "{path} had deze waarde al", "{path} had this value already";
    SCHEMA_FOR_EDITOR: "Voor hulp in uw editor: isolement schema > {path}", "For help in your editor: isolement schema > {path}";
    EDIT_THEN: "Verander het bestand in een editor, of zo: isolement set {path} {example}",
        "Change the file in an editor, or so: isolement set {path} {example}";

    VALIDATION: "Validatie van het model", "Validation of the model";
    // Calibration.
    NEEDS_PARAMETERS: "noem de te ijken parameters met --parameters", "name the parameters to fit with --parameters";
    NEEDS_SCENARIOS: "noem twee of meer scenariobestanden met --scenarios, de basis eerst", "name two scenario files or more with --scenarios, the base first";
    DRAWS_REFUSED: "kan deze trekkingen niet gebruiken: {reason}", "cannot use these draws: {reason}";
    TWICE_PARAMETER: "{id} staat twee keer onder --parameters", "{id} stands twice under --parameters";
    OTHER_DRAWS: "de trekkingen zijn gemaakt met andere waarden of bereiken van parameters dan die van dit programma; maak ze opnieuw met isolement calibrate", "the draws were made with other values or ranges of parameters than those of this program; make them anew with isolement calibrate";
    ONLY_VALIDATION: "{option} hoort alleen bij isolement model validation", "{option} belongs to isolement model validation only";
    NOT_SO_MANY_DRAWS: "er zijn {count} trekkingen; --runs vraagt er {asked}", "there are {count} draws; --runs asks for {asked}";
    NO_SUCH_PARAMETER: "{id} is geen onzekere parameter", "{id} is no uncertain parameter";
    SEE_PARAMETERS: "bekijk ze met: isolement model parameters", "see them with: isolement model parameters";
    DRAWS: "Trekkingen: {path}", "Draws: {path}";
    OTHER_CALIBRATION: "in deze map staan runs van een andere ijking, of van een andere versie van het programma", "this folder holds the runs of another calibration, or of another version of the program";
    NO_RUNS_FILE: "kan de runs niet bewaren: {reason}", "cannot keep the runs: {reason}";
    OTHER_OUT: "kies een andere map met --out", "choose another folder with --out";
    STOPPED_KEPT: "gestopt voor het einde; wat klaar is, is bewaard, en dezelfde opdracht gaat verder",
        "stopped before the end; what is finished is kept, and the same command goes on";
    NOTHING_TO_FIT: "geen parameter werkt op een doel", "no parameter acts on a target";
    WAVE_TOO_SMALL: "een ronde van {runs} runs is te klein voor {dimensions} parameters; het minste is {needed}",
        "a wave of {runs} runs is too small for {dimensions} parameters; the least is {needed}";
    S_REPLICATES: "herhalingen", "replicates";
    S_SCREENING: "welke parameters ertoe doen", "which parameters matter";
    S_WAVE: "ronde {wave}", "wave {wave}";
    S_ACCEPTANCE: "trekkingen die passen", "draws that fit";
    S_SCENARIOS: "scenario's met die trekkingen", "scenarios with those draws";
    S_CITY: "stad {city} van {cities}", "city {city} of {cities}";

    // Speed.
    A_LARGE_SHARE: "verwacht een deel van de stad zoals 0.1, of meer dan de hele stad: boven 0 en ten hoogste 100",
        "expected a share of the city such as 0.1, or more than the full city: above 0 and at most 100";
    NO_THREADS: "het systeem geeft geen draden: {reason}", "the system gives no threads: {reason}";
    NOT_READ: "kan dit bestand niet lezen: {reason}", "cannot read this file: {reason}";
    NO_MARKS: "deze pagina zegt niet waar de tabellen komen", "this page does not say where the tables go";
    PUT_MARKS: "zet er twee regels in: {begin} en daarna {end}", "put two lines into it: {begin} and after it {end}";
    MADE_BY: "Gemaakt met `{command}`, versie {version}.", "Made by `{command}`, version {version}.";

    // What to do next.
    NEXT: "Verder: {command}", "Next: {command}";

    // The standing state.
    P_TABLE: "tabel", "table";
    P_ROW: "rij", "row";
    P_COLUMN: "kolom", "column";
    P_TARGET: "doel", "target";
    P_MODEL: "model", "model";
    P_RESIDUAL: "verschil", "residual";
    P_SUMMARY: "{residents} bewoners bij schaal {scale}; {within} van {cells} cellen van Tabel 4-9 binnen {tolerance} procentpunt; grootste verschil {worst}",
        "{residents} residents at scale {scale}; {within} of {cells} cells of Tables 4-9 within {tolerance} percentage point; largest residual {worst}";

    // A command that is not well written.
    U_OPTION: "onbekende optie {what}", "unknown option {what}";
    U_VERB: "onbekende opdracht {what}", "unknown command {what}";
    U_VALUE: "{value} is geen waarde voor {what}", "{value} is no value for {what}";
    U_NO_VALUE: "{what} heeft een waarde nodig", "{what} needs a value";
    U_MISSING: "er ontbreekt {what}", "{what} is missing";
    U_TOO_MANY: "{value} staat er te veel", "{value} is one too many";
    U_TWICE: "{what} staat er twee keer", "{what} stands twice";
    U_TOO_FEW: "bij {what} staan te weinig waarden", "{what} has too few values";
    U_CONFLICT: "{what} en {other} gaan niet samen", "{what} and {other} do not go together";
    U_NOT_TEXT: "de opdracht bevat tekens die geen UTF-8 zijn", "the command holds characters that are not UTF-8";
    U_OTHER: "de opdracht klopt niet", "the command is not right";
    U_MEANT: "bedoelde u {what}?", "did you mean {what}?";
    U_HELP: "bekijk de uitleg: {command}", "see: {command}";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_both_languages_with_the_same_places_to_fill() {
        crate::vocabulary::check_texts(ALL);
    }
}
