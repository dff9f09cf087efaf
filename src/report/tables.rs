//! The tidy tables: `results.csv` and `monthly.csv` here, those of care and value in their own file.
//! They hold identifiers and numbers only, so they do not depend on the language, and the digest is
//! taken over their bytes.

use std::io::Write;

use csv::Writer;
use sha2::{Digest, Sha256};

use super::{care_table, facts, value_tables};
use crate::experiment::{Comparison, Difference, Estimate, Method, Row};
use crate::vocabulary::{Borough, Label, Lang, Term};

/// What a column of a table is called and what it holds.
#[derive(Clone, Copy)]
pub(super) struct Column {
    /// Heading in the tidy table.
    pub(super) id: &'static str,
    /// Heading in the Dutch spreadsheet table.
    pub(super) heading: &'static str,
    /// What it holds.
    pub(super) meaning: Label,
    /// Its unit, empty where it has none.
    pub(super) unit: Label,
}

pub(super) const fn column(
    id: &'static str,
    heading: &'static str,
    nl: &'static str,
    en: &'static str,
    unit: Label,
) -> Column {
    Column {
        id,
        heading,
        meaning: Label::new(nl, en),
        unit,
    }
}

/// Columns one after the other.
pub(super) const fn joined<const N: usize>(
    first: &[Column],
    then: &[Column],
    last: &[Column],
) -> [Column; N] {
    assert!(first.len() + then.len() + last.len() == N);
    let mut columns = [column("", "", "", "", NO_UNIT); N];
    let mut at = 0;
    while at < N {
        columns[at] = if at < first.len() {
            first[at]
        } else if at < first.len() + then.len() {
            then[at - first.len()]
        } else {
            last[at - first.len() - then.len()]
        };
        at += 1;
    }
    columns
}

pub(super) const NO_UNIT: Label = Label::new("", "");
pub(super) const OUTCOME_UNIT: Label = Label::new("zie kolom unit", "see column unit");
const PERCENT: Label = Label::new("%", "%");
const POINTS: Label = Label::new("procentpunt", "percentage points");
const TIMES: Label = Label::new("maal", "times");
const REPLICATES: Label = Label::new("herhalingen", "replicates");

/// What every table of estimates says of a level and a difference.
#[rustfmt::skip]
pub(super) const PLAIN: [Column; 7] = [
    column("unit", "eenheid", "eenheid van niveau en verschil", "unit of level and difference", NO_UNIT),
    column("level_mean", "niveau gemiddeld", "niveau, gemiddelde over herhalingen", "level, mean over replicates", OUTCOME_UNIT),
    column("level_low", "niveau laag", "niveau, ondergrens van het 95%-interval", "level, lower end of the 95% interval", OUTCOME_UNIT),
    column("level_high", "niveau hoog", "niveau, bovengrens van het 95%-interval", "level, upper end of the 95% interval", OUTCOME_UNIT),
    column("difference_mean", "verschil gemiddeld", "gepaard verschil met het basisscenario, gemiddelde", "paired difference from the base, mean", OUTCOME_UNIT),
    column("difference_low", "verschil laag", "gepaard verschil, ondergrens", "paired difference, lower end", OUTCOME_UNIT),
    column("difference_high", "verschil hoog", "gepaard verschil, bovengrens", "paired difference, upper end", OUTCOME_UNIT),
];

#[rustfmt::skip]
const SHARES: [Column; 3] = [
    column("share_mean", "aandeel gemiddeld", "aandeel van de inwoners van de cel, gemiddelde", "share of the residents of the cell, mean", PERCENT),
    column("share_low", "aandeel laag", "aandeel, ondergrens", "share, lower end", PERCENT),
    column("share_high", "aandeel hoog", "aandeel, bovengrens", "share, upper end", PERCENT),
];

/// Unit and level, share, difference.
const ESTIMATES: [Column; 10] = joined(PLAIN.split_at(4).0, &SHARES, PLAIN.split_at(4).1);

/// Columns of `results.csv`, in order.
#[rustfmt::skip]
pub(super) const RESULT_COLUMNS: [Column; 24] = joined(&[
    column("scenario", "scenario", "scenario (naam van het bestand)", "scenario (name of the file)", NO_UNIT),
    column("outcome", "uitkomst", "uitkomst", "outcome", NO_UNIT),
    column("borough", "gebied", "deelgemeente, of Rotterdam voor de hele stad", "borough, or Rotterdam for the whole city", NO_UNIT),
    column("ages", "leeftijd", "leeftijden", "ages", NO_UNIT),
    column("period", "periode", "kalenderjaar, of eerste en laatste jaar van de hele looptijd", "calendar year, or first and last year of the whole run", NO_UNIT),
], &ESTIMATES, &[
    column("difference_method", "methode verschil", "hoe het interval is gemaakt: student_t, bootstrap of none", "how the interval was made: student_t, bootstrap or none", NO_UNIT),
    column("share_difference_mean", "verschil aandeel gemiddeld", "gepaard verschil in aandeel, gemiddelde", "paired difference in share, mean", POINTS),
    column("share_difference_low", "verschil aandeel laag", "gepaard verschil in aandeel, ondergrens", "paired difference in share, lower end", POINTS),
    column("share_difference_high", "verschil aandeel hoog", "gepaard verschil in aandeel, bovengrens", "paired difference in share, upper end", POINTS),
    column("share_difference_method", "methode verschil aandeel", "hoe het interval van het verschil in aandeel is gemaakt", "how the interval of the difference in share was made", NO_UNIT),
    column("correlation", "correlatie", "correlatie over herhalingen tussen scenario en basis", "correlation over replicates between scenario and base", NO_UNIT),
    column("variance_reduction", "variantiewinst", "variantie bij onafhankelijke herhalingen gedeeld door die van het gepaarde verschil", "variance with independent replicates over that of the paired difference", TIMES),
    column("replicates_needed", "herhalingen nodig", "herhalingen nodig voor de gevraagde halve breedte", "replicates needed for the half-width asked for", REPLICATES),
    column("is_base", "is basis", "1 voor het basisscenario, anders 0", "1 for the base scenario, otherwise 0", NO_UNIT),
]);

/// Columns of `monthly.csv`, in order.
#[rustfmt::skip]
pub(super) const MONTHLY_COLUMNS: [Column; 15] = joined(&[
    column("scenario", "", "scenario (naam van het bestand)", "scenario (name of the file)", NO_UNIT),
    column("outcome", "", "uitkomst, voor de hele stad", "outcome, for the whole city", NO_UNIT),
    column("ages", "", "leeftijden", "ages", NO_UNIT),
    column("month", "", "kalendermaand aan het eind waarvan is geteld; de eerste is de maand voor het begin", "calendar month at the end of which was counted; the first is the month before the start", NO_UNIT),
    column("months_since_start", "", "maanden sinds het begin; 0 is het begin", "months since the start; 0 is the start", NO_UNIT),
], &ESTIMATES, &[]);

/// Name of the whole city in tables.
pub(super) const CITY: &str = "Rotterdam";

/// The shortest text that reads back as the same number; empty where there is no number.
pub(super) fn exact(value: f64) -> String {
    if value.is_finite() {
        // Adding zero turns minus zero into zero.
        format!("{}", value + 0.0)
    } else {
        String::new()
    }
}

pub(super) fn push_estimate(record: &mut Vec<String>, estimate: Option<Estimate>) {
    match estimate {
        Some(Estimate { mean, low, high }) => record.extend([mean, low, high].map(exact)),
        None => record.extend([const { String::new() }; 3]),
    }
}

pub(super) fn push_difference(record: &mut Vec<String>, difference: Option<&Difference>) {
    push_estimate(record, difference.map(|difference| difference.estimate));
    record.push(difference.map_or("", |d| method_id(d.method)).to_owned());
}

pub(super) fn method_id(method: Method) -> &'static str {
    match method {
        Method::StudentT => "student_t",
        Method::Bootstrap => "bootstrap",
        Method::None => "none",
    }
}

/// Name of a borough in tables, or of the city.
pub(super) fn place_name(borough: Option<Borough>) -> &'static str {
    borough.map_or(CITY, Term::id)
}

/// The cells of one row of `results.csv`.
pub(super) fn result_record(comparison: &Comparison, row: &Row) -> Vec<String> {
    let mut record = vec![
        comparison.scenarios[row.scenario].id.clone(),
        row.outcome.id().to_owned(),
        place_name(row.borough).to_owned(),
        row.ages.id().to_owned(),
        facts::period(comparison, row.period),
        row.outcome.unit().label().get(Lang::En).to_owned(),
    ];
    push_estimate(&mut record, Some(row.level));
    push_estimate(&mut record, row.share);
    push_difference(&mut record, row.difference.as_ref());
    push_difference(&mut record, row.share_difference.as_ref());
    let paired = row.difference.as_ref();
    record.push(
        paired
            .and_then(|d| d.correlation)
            .map_or(String::new(), exact),
    );
    record.push(
        paired
            .and_then(|d| d.variance_reduction)
            .map_or(String::new(), exact),
    );
    let needed = paired.and_then(|d| d.replicates_needed);
    record.push(needed.map_or(String::new(), |count| count.to_string()));
    record.push(u8::from(row.scenario == comparison.base).to_string());
    record
}

/// Writes `results.csv`: what is counted by age.
pub(super) fn write_results(comparison: &Comparison, out: impl Write) -> csv::Result<()> {
    let mut table = Writer::from_writer(out);
    table.write_record(RESULT_COLUMNS.iter().map(|column| column.id))?;
    for row in comparison.rows.iter().filter(|row| row.outcome.has_ages()) {
        table.write_record(result_record(comparison, row))?;
    }
    table.flush()?;
    Ok(())
}

/// Writes `monthly.csv`.
pub(super) fn write_monthly(comparison: &Comparison, out: impl Write) -> csv::Result<()> {
    let mut table = Writer::from_writer(out);
    table.write_record(MONTHLY_COLUMNS.iter().map(|column| column.id))?;
    for series in &comparison.monthly {
        for (place, &level) in series.level.iter().enumerate() {
            let at = |values: &Option<Vec<Estimate>>| {
                values
                    .as_ref()
                    .and_then(|values| values.get(place))
                    .copied()
            };
            let mut record = vec![
                comparison.scenarios[series.scenario].id.clone(),
                series.outcome.id().to_owned(),
                series.ages.id().to_owned(),
                facts::month_of_place(comparison, place),
                place.to_string(),
                series.outcome.unit().label().get(Lang::En).to_owned(),
            ];
            push_estimate(&mut record, Some(level));
            push_estimate(&mut record, at(&series.share));
            push_estimate(&mut record, at(&series.difference));
            table.write_record(record)?;
        }
    }
    table.flush()?;
    Ok(())
}

/// SHA-256 over the bytes of the five tidy tables, in hexadecimal: what
/// `cat results.csv care.csv monthly.csv value.csv replicates.csv | sha256sum` prints in a result
/// folder.
///
/// It depends neither on the language nor on the time that the run took.
///
/// # Errors
///
/// When a row does not have the columns of its table, which would be a defect of this module.
pub fn digest(comparison: &Comparison) -> Result<String, csv::Error> {
    let mut hash = Sha256::new();
    write_results(comparison, &mut hash)?;
    care_table::write_care(comparison, &mut hash)?;
    write_monthly(comparison, &mut hash)?;
    value_tables::write_value(comparison, &mut hash)?;
    value_tables::write_replicates(comparison, &mut hash)?;
    Ok(format!("{:x}", hash.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::sample;

    #[test]
    fn numbers_read_back_as_they_were() {
        for value in [0.1 + 0.2, 1e-9, 123_456_789.123, -2.5] {
            assert_eq!(exact(value).parse::<f64>().expect("a number"), value);
        }
        assert_eq!(exact(-0.0), "0");
        assert_eq!(exact(f64::NAN), "");
    }

    #[test]
    fn every_row_becomes_one_line_with_every_column() {
        let comparison = sample();
        let mut bytes = Vec::new();
        write_results(&comparison, &mut bytes).expect("a table");
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let records: Vec<_> = reader.records().map(|r| r.expect("a record")).collect();
        let by_age = comparison.rows.iter().filter(|row| row.outcome.has_ages());
        assert_eq!(records.len(), by_age.count());
        assert!(records.iter().all(|r| r.len() == RESULT_COLUMNS.len()));
        assert!(
            records
                .iter()
                .any(|r| &r[2] == CITY && &r[4] == "2007-2016")
        );
    }

    #[test]
    fn the_digest_moves_with_the_last_bit_of_a_number() {
        let one = sample();
        let mut other = one.clone();
        let last = other.rows.last_mut().expect("a row");
        last.level.mean = f64::from_bits(last.level.mean.to_bits() ^ 1);
        assert_ne!(
            digest(&one).expect("a digest"),
            digest(&other).expect("a digest")
        );
    }
}
