//! `care.csv`: what the programme does and costs, by borough and not by age. The name of an outcome
//! stands in three columns, so that one can choose and turn them in R or in a pivot table.

use std::io::Write;

use csv::Writer;

use super::facts;
use super::tables::{
    Column, NO_UNIT, PLAIN, column, exact, joined, place_name, push_difference, push_estimate,
};
use crate::experiment::{Comparison, Row};
use crate::vocabulary::Lang;

/// Columns of `care.csv`, in order.
#[rustfmt::skip]
pub(super) const CARE_COLUMNS: [Column; 17] = joined(&[
    column("scenario", "scenario", "scenario (naam van het bestand)", "scenario (name of the file)", NO_UNIT),
    column("measure", "maat", "wat is gemeten: resultaat, melding, inzet, kosten, wachttijd", "what is measured: result, report, resource, cost, waiting time", NO_UNIT),
    column("item", "onderwerp", "waarvan: welk resultaat, kanaal, middel of soort kosten; leeg als het niet van toepassing is", "of what: which result, channel, resource or kind of cost; empty where it does not apply", NO_UNIT),
    column("group", "groep", "voor wie (profiel, categorie, licht of zwaar) of in welk opzicht (beschikbaar, gebruikt, tekort, niet gebruikt); leeg als het niet van toepassing is", "for whom (profile, category, light or heavy) or in which respect (available, used, short, idle); empty where it does not apply", NO_UNIT),
    column("borough", "gebied", "deelgemeente, of Rotterdam voor de hele stad; wat één voorraad van de stad is, staat alleen bij Rotterdam", "borough, or Rotterdam for the whole city; what is one pool of the city stands with Rotterdam only", NO_UNIT),
    column("period", "periode", "kalenderjaar, of eerste en laatste jaar van de hele looptijd", "calendar year, or first and last year of the whole run", NO_UNIT),
], &PLAIN, &[
    column("difference_method", "methode verschil", "hoe het interval is gemaakt: student_t, bootstrap of none", "how the interval was made: student_t, bootstrap or none", NO_UNIT),
    column("correlation", "correlatie", "correlatie over herhalingen tussen scenario en basis", "correlation over replicates between scenario and base", NO_UNIT),
    column("variance_reduction", "variantiewinst", "variantie bij onafhankelijke herhalingen gedeeld door die van het gepaarde verschil", "variance with independent replicates over that of the paired difference", NO_UNIT),
    column("is_base", "is basis", "1 voor het basisscenario, anders 0", "1 for the base scenario, otherwise 0", NO_UNIT),
]);

/// The rows of `care.csv`, in order.
pub(super) fn care_rows(comparison: &Comparison) -> impl Iterator<Item = &Row> {
    let rows = comparison.rows.iter();
    rows.filter(|row| !row.outcome.has_ages())
}

/// The cells of one row of `care.csv`.
pub(super) fn care_record(comparison: &Comparison, row: &Row) -> Vec<String> {
    let [measure, item, group] = row
        .outcome
        .care_name()
        .map_or([""; 3], |name| [name.measure.0, name.item.0, name.group.0]);
    let id = &comparison.scenarios[row.scenario].id;
    let mut record: Vec<String> = [id, measure, item, group, place_name(row.borough)]
        .map(str::to_owned)
        .into();
    record.push(facts::period(comparison, row.period));
    record.push(row.outcome.unit().label().get(Lang::En).to_owned());
    push_estimate(&mut record, Some(row.level));
    push_difference(&mut record, row.difference.as_ref());
    let paired = row.difference.as_ref();
    let number = |value: Option<f64>| value.map_or(String::new(), exact);
    record.push(number(paired.and_then(|d| d.correlation)));
    record.push(number(paired.and_then(|d| d.variance_reduction)));
    record.push(u8::from(row.scenario == comparison.base).to_string());
    record
}

/// Writes `care.csv`.
pub(super) fn write_care(comparison: &Comparison, out: impl Write) -> csv::Result<()> {
    let mut table = Writer::from_writer(out);
    table.write_record(CARE_COLUMNS.iter().map(|column| column.id))?;
    for row in care_rows(comparison) {
        table.write_record(care_record(comparison, row))?;
    }
    table.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::sample;

    #[test]
    fn each_row_is_found_by_its_parts_once() {
        let comparison = sample();
        let mut bytes = Vec::new();
        write_care(&comparison, &mut bytes).expect("a table");
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let mut keys: Vec<_> = reader
            .records()
            .map(|record| {
                record
                    .expect("a record")
                    .iter()
                    .take(6)
                    .collect::<Vec<_>>()
                    .join(";")
            })
            .collect();
        let count = keys.len();
        assert_eq!(count, care_rows(&comparison).count());
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count, "two rows have the same key");
        let key = "gewone-praktijk;result;trust_gained;survivor;Rotterdam;2007-2016";
        assert!(keys.iter().any(|found| found == key));
    }
}
