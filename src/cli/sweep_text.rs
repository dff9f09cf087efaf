//! What `isolement sweep` says, in Dutch and English.

use crate::vocabulary::{Label, texts};

#[rustfmt::skip]
texts! {
    A_SHARD: "verwacht I/N, bijvoorbeeld 2/8: deel 2 van 8", "expected I/N, for instance 2/8: share 2 of 8";
    PLAN: "{title}: {settings} instellingen × {policies} beleid × {replicates} herhalingen = {units} runs",
        "{title}: {settings} settings × {policies} policies × {replicates} replicates = {units} runs";
    PLAN_BASE_ONCE: "Alleen knoppen variëren: de basis wordt per herhaling één keer doorgerekend.",
        "Only levers vary: the base is run once per replicate.";
    PLAN_TIME: "Op deze machine ({threads} draden) duurt dat ongeveer {time}; {size} per run gemeten op {scale} van de stad.",
        "On this machine ({threads} threads) that takes about {time}; {size} per run, measured on {scale} of the city.";
    PLAN_PARTS: "De map krijgt {parts} delen van ten hoogste {width} instellingen.",
        "The folder will hold {parts} parts of {width} settings at most.";
    SECONDS: "{n} s", "{n} s";
    MINUTES: "{n} minuten", "{n} minutes";
    HOURS: "{n} uur", "{n} hours";
    MADE: "Gemaakt: {path}", "Made: {path}";
    PROGRESS: "{bar:40} {pos}/{len} runs  {msg}  bezig {elapsed_precise}  nog {eta_precise}",
        "{bar:40} {pos}/{len} runs  {msg}  elapsed {elapsed_precise}  left {eta_precise}";
    FAILED_SO_FAR: "{n} mislukt", "{n} failed";
    STOPPED: "Gestopt; wat af is, blijft staan. Ga verder met: {command}",
        "Stopped; what is done stays. Go on with: {command}";
    DONE: "{units} runs gedaan, {failed} mislukt, {seconds} s", "{units} runs done, {failed} failed, {seconds} s";
    NOTHING: "Er is niets meer te doen.", "Nothing is left to do.";
    HOW_FAILED: "Mislukte runs staan met hun melding in {path}; opnieuw proberen: {command}",
        "Failed runs stand with their message in {path}; to try again: {command}";
    SET_ASIDE: "Opzij gezet, wordt opnieuw gerekend: {path}", "Set aside, to be run again: {path}";
    FOREIGN: "Hoort niet bij deze sweep, telt niet mee: {path}", "Not of this sweep, does not count: {path}";
    STATUS: "{title}: {done} van {parts} delen klaar ({units} van {all} runs), {failed} runs mislukt, {damaged} delen beschadigd",
        "{title}: {done} of {parts} parts done ({units} of {all} runs), {failed} runs failed, {damaged} parts damaged";
    MERGED: "{rows} rijen, {failed} mislukt: {path}", "{rows} rows, {failed} failed: {path}";
    JOINED: "{n} delen overgenomen uit andere mappen", "{n} parts taken from other folders";
    EXTENDED: "{settings} instellingen × {policies} beleid × {replicates} herhalingen: {parts} delen zijn nog te doen",
        "{settings} settings × {policies} policies × {replicates} replicates: {parts} parts are still to do";
    SCRIPT: "Script: {path}", "Script: {path}";
    SUBMITTED: "Afgegeven: {said}", "Submitted: {said}";
    NO_SCRIPT: "kan het script niet schrijven: {reason}", "cannot write the script: {reason}";
    NO_SBATCH: "sbatch kan niet worden uitgevoerd: {reason}", "sbatch cannot be run: {reason}";
    SBATCH_REFUSED: "Slurm weigert: {reason}", "Slurm refuses: {reason}";
    ONLY_SLURM: "zeg aan welk systeem: --slurm", "say to which system: --slurm";
    NO_SUCH_UNIT: "deze sweep heeft geen run {unit}", "this sweep has no run {unit}";
    UNIT_FROM: "de naam staat in de kolom 'unit' van de resultaten", "the name stands in the column 'unit' of the results";
    REPLAYED: "run {unit}: beleid {policy}, instelling {setting}, herhaling {replicate}, zaad {seed}",
        "run {unit}: policy {policy}, setting {setting}, replicate {replicate}, seed {seed}";
    SAME_BITS: "gelijk aan wat er staat, bit voor bit", "equal to what is stored, bit for bit";
    OTHER_BITS: "NIET gelijk aan wat er staat", "NOT equal to what is stored";
    NOT_THERE: "deze run staat nog niet in de map", "this run does not stand in the folder yet";
    UNIT_FAILED: "mislukt: {message}", "failed: {message}";
    NO_OTHER: "zeg waarvoor: --ema", "say for what: --ema";
    EXISTS: "deze map bestaat al en bevat geen sweep", "this folder exists and holds no sweep";
    THREADS: "kan geen {n} draden maken: {reason}", "cannot make {n} threads: {reason}";
    NOTHING_MORE: "zeg waarmee: --samples, --replicates of allebei", "say by what: --samples, --replicates or both";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_both_languages_with_the_same_places_to_fill() {
        crate::vocabulary::check_texts(ALL);
    }
}
