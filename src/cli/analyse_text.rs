//! What `isolement analyse` says, in Dutch and English.

use crate::vocabulary::{Label, texts};

#[rustfmt::skip]
texts! {
    NOT_SALTELLI: "Sobol-indices vragen een sweep met kind = \"saltelli\", waarin de uitkomst varieert",
        "Sobol indices need a sweep with kind = \"saltelli\" in which the outcome varies";
    NOT_MORRIS: "Effecten van Morris vragen een sweep met kind = \"morris\" en ten minste twee hele trajecten",
        "Morris's effects need a sweep with kind = \"morris\" and at least two whole trajectories";
    NOT_ONE: "een tornado vraagt een sweep met kind = \"one_at_a_time\"", "a tornado needs a sweep with kind = \"one_at_a_time\"";
    NOT_IN_SWEEP: "{name} staat niet in deze sweep", "{name} is not in this sweep";
    NOTHING_OF_NAME: "{name} is geen parameter en geen knop", "{name} is no parameter and no lever";
    BASE_ITSELF: "de basis kan niet beter zijn dan zichzelf: noem een ander beleid", "the base cannot be better than itself: name another policy";
    RUNS_FAILED: "een run mislukte; isolement sweep run met deze waarde zegt waarom", "a run failed; isolement sweep run with this value says why";
    WRITTEN: "Tabel en grafiek: {path}.csv, .svg, .png", "Table and chart: {path}.csv, .svg, .png";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_both_languages_with_the_same_places_to_fill() {
        crate::vocabulary::check_texts(ALL);
    }
}
