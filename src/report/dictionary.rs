//! The data dictionary, and the table that opens in a Dutch spreadsheet by double click.

use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};

use super::care_table::{self, CARE_COLUMNS};
use super::facts;
use super::tables::{self, Column, MONTHLY_COLUMNS, RESULT_COLUMNS};
use super::value_tables::{MEASURES, REPLICATE_COLUMNS, VALUE_COLUMNS};
use crate::experiment::{Comparison, Period, Row};
use crate::vocabulary::{AgeScope, CareName, Label, Lang, Outcome, OutcomeKind, Term};

/// The tables, and what each leaves out.
#[rustfmt::skip]
const TABLES: [(&str, Label); 7] = [
    ("results.csv", Label::new(
        "Wat per leeftijd is geteld. Wat over het leven in de stad gaat: elke leeftijd, deelgemeente en periode, behalve smalle leeftijdsgroepen per deelgemeente per jaar (die staan er per deelgemeente over de hele looptijd). Wat over de hulp gaat (in beeld, wachtend, begonnen): alleen alle leeftijden en 55+.",
        "What is counted by age. What is about life in the city: each age, borough and period, but no narrow age groups by borough by year (these stand by borough over the whole run). What is about help (in view, waiting, started): all ages and 55+ only.")),
    ("care.csv", Label::new(
        "Wat niet per leeftijd is geteld: resultaten, meldingen, inzet, wachttijd en kosten. De naam van een uitkomst staat in drie kolommen: measure, item en group.",
        "What is not counted by age: results, reports, resources, waiting time and costs. The name of an outcome stands in three columns: measure, item and group.")),
    ("monthly.csv", Label::new("Reeksen per maand voor de hele stad.", "Series by month for the whole city.")),
    ("value.csv", Label::new("Wat elk scenario oplevert voor zijn kosten en uren.", "What each scenario gives for its costs and hours.")),
    ("replicates.csv", Label::new("De gepaarde verschillen per herhaling achter value.csv.", "The paired differences by replicate behind value.csv.")),
    ("results-nl-excel.csv", Label::new(
        "Uit results.csv, voor Nederlands Excel: de hele stad naar leeftijd en jaar, en de deelgemeenten over de hele looptijd voor alle leeftijden en 55+.",
        "From results.csv, for Dutch Excel: the whole city by age and year, and the boroughs over the whole run for all ages and 55+.")),
    ("care-nl-excel.csv", Label::new(
        "Uit care.csv, voor Nederlands Excel: de hele stad per jaar, en de deelgemeenten over de hele looptijd.",
        "From care.csv, for Dutch Excel: the whole city by year, and the boroughs over the whole run.")),
];

const COLUMNS: [(&str, &[Column]); 5] = [
    ("results.csv", &RESULT_COLUMNS),
    ("care.csv", &CARE_COLUMNS),
    ("monthly.csv", &MONTHLY_COLUMNS),
    ("value.csv", &VALUE_COLUMNS),
    ("replicates.csv", &REPLICATE_COLUMNS),
];

/// How an outcome adds up, as the dictionary says it.
fn kind_words(kind: OutcomeKind) -> [&'static str; 2] {
    match kind {
        OutcomeKind::Stock => [
            "stand: gemiddelde over de maanden van de periode",
            "stock: mean over the months of the period",
        ],
        OutcomeKind::Flow => ["stroom: som over de periode", "flow: sum over the period"],
        OutcomeKind::Ledger => [
            "boekhouding: som over de periode, per deelgemeente en niet per leeftijd",
            "ledger: sum over the period, by borough and not by age",
        ],
        OutcomeKind::Ratio => [
            "verhouding van twee sommen over de periode, per herhaling berekend; leeg als in een herhaling de noemer nul is",
            "ratio of two sums over the period, taken in each replicate; empty when the denominator is zero in a replicate",
        ],
    }
}

/// Writes `data-dictionary.csv`: columns, outcomes and scenarios in Dutch and English.
pub(super) fn write_dictionary(comparison: &Comparison, out: impl Write) -> csv::Result<()> {
    let mut table = Writer::from_writer(out);
    table.write_record([
        "kind", "table", "id", "name_nl", "name_en", "unit_nl", "unit_en", "note_nl", "note_en",
    ])?;
    for (name, what) in TABLES {
        table.write_record(["table", name, name, what.nl, what.en, "", "", "", ""])?;
    }
    for (file, columns) in COLUMNS {
        for column in columns {
            let (meaning, unit) = (column.meaning, column.unit);
            table.write_record([
                "column", file, column.id, meaning.nl, meaning.en, unit.nl, unit.en, "", "",
            ])?;
        }
    }
    for &outcome in Outcome::ALL {
        let (label, unit) = (outcome.label(), outcome.unit().label());
        let [nl, en] = kind_words(outcome.kind());
        let (file, id) = match outcome.care_name() {
            None => ("results.csv", outcome.id().to_owned()),
            Some(name) => {
                let parts = [name.measure.0, name.item.0, name.group.0];
                ("care.csv", parts.join("/"))
            }
        };
        table.write_record([
            "outcome", file, &id, label.nl, label.en, unit.nl, unit.en, nl, en,
        ])?;
    }
    for (id, what) in MEASURES {
        table.write_record(["measure", "value.csv", id, what.nl, what.en, "", "", "", ""])?;
    }
    for info in &comparison.scenarios {
        let ([nl, en], [note_nl, note_en]) = (&info.title, &info.question);
        table.write_record(["scenario", "", &info.id, nl, en, "", "", note_nl, note_en])?;
    }
    table.flush()?;
    Ok(())
}

/// A text from a scenario file that a spreadsheet must not take for a formula.
fn harmless(text: &str) -> &str {
    text.trim_start_matches(['=', '+', '-', '@'])
}

fn dutch_method(id: &str) -> &'static str {
    match id {
        "student_t" => "Student t",
        "bootstrap" => "bootstrap",
        "none" => "geen interval",
        _ => "",
    }
}

/// Is a row in the tables for a spreadsheet? Those leave out what nobody reads line by line: boroughs
/// by year, and narrow ages by borough.
fn is_for_reading(row: &Row) -> bool {
    let ages = matches!(row.ages, AgeScope::All | Comparison::HEADLINE_AGES);
    row.borough.is_none() || (row.period == Period::Whole && ages)
}

/// Writes `results-nl-excel.csv`: rows of `results.csv` as Dutch Excel expects them.
pub(super) fn write_dutch_results(comparison: &Comparison, out: impl Write) -> csv::Result<()> {
    let rows = comparison.rows.iter().filter(|row| row.outcome.has_ages());
    let record = |row: &Row| tables::result_record(comparison, row);
    write_dutch(comparison, &RESULT_COLUMNS, rows, record, out)
}

/// Writes `care-nl-excel.csv`: rows of `care.csv` as Dutch Excel expects them.
pub(super) fn write_dutch_care(comparison: &Comparison, out: impl Write) -> csv::Result<()> {
    let record = |row: &Row| care_table::care_record(comparison, row);
    let rows = care_table::care_rows(comparison);
    write_dutch(comparison, &CARE_COLUMNS, rows, record, out)
}

/// Writes rows with Dutch names, semicolon, decimal comma, byte order mark and CRLF.
fn write_dutch<'a>(
    comparison: &Comparison,
    columns: &[Column],
    rows: impl Iterator<Item = &'a Row>,
    record: impl Fn(&Row) -> Vec<String>,
    mut out: impl Write,
) -> csv::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .from_writer(out);
    table.write_record(columns.iter().map(|column| column.heading))?;
    for row in rows.filter(|row| is_for_reading(row)) {
        let name = row.outcome.care_name();
        let part = |part: fn(CareName) -> Label| name.map_or("", |name| part(name).nl).to_owned();
        let cells = record(row);
        let dutch = cells
            .iter()
            .zip(columns)
            .map(|(cell, column)| match column.id {
                "scenario" => harmless(facts::title(comparison, row.scenario, Lang::Nl)).to_owned(),
                "outcome" => row.outcome.label().nl.to_owned(),
                "measure" => part(|name| name.measure.1),
                "item" => part(|name| name.item.1),
                "group" => part(|name| name.group.1),
                "borough" => cell.clone(),
                "ages" => facts::ages(row.ages, Lang::Nl),
                "period" => cell.clone(),
                "unit" => row.outcome.unit().label().nl.to_owned(),
                "difference_method" | "share_difference_method" => dutch_method(cell).to_owned(),
                _ => cell.replace('.', ","),
            });
        table.write_record(dutch.collect::<Vec<_>>())?;
    }
    table.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::sample;

    #[test]
    fn the_dutch_table_is_what_dutch_excel_expects() {
        let mut bytes = Vec::new();
        write_dutch_results(&sample(), &mut bytes).expect("a table");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.starts_with("\u{feff}scenario;uitkomst;gebied;"));
        assert!(text.lines().count() > 10 && text.ends_with("\r\n"));
        let line = text
            .lines()
            .find(|line| line.contains(";sociaal geïsoleerd;Rotterdam;55 jaar en ouder;2007-2016;"))
            .expect("the headline stock");
        assert!(line.contains(";personen;") && line.contains(',') && !line.contains('.'));
    }

    #[test]
    fn the_dutch_table_of_care_names_each_part_in_dutch() {
        let mut bytes = Vec::new();
        write_dutch_care(&sample(), &mut bytes).expect("a table");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.starts_with("\u{feff}scenario;maat;onderwerp;groep;gebied;"));
        let line =
            ";resultaat van hulp;vertrouwen gewonnen;overlevers;Rotterdam;2007-2016;personen;";
        assert!(text.contains(line));
        assert!(!text.contains(";Pernis;2008;"));
    }

    #[test]
    fn the_dictionary_explains_every_column_and_outcome_in_both_languages() {
        let mut bytes = Vec::new();
        write_dictionary(&sample(), &mut bytes).expect("a table");
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let records: Vec<_> = reader.records().map(|r| r.expect("a record")).collect();
        let of = |kind: &str| records.iter().filter(|r| &r[0] == kind).count();
        assert_eq!(of("outcome"), Outcome::ALL.len());
        assert_eq!(
            of("column"),
            COLUMNS
                .iter()
                .map(|(_, columns)| columns.len())
                .sum::<usize>()
        );
        assert!(records.iter().all(|r| !r[3].is_empty() && !r[4].is_empty()));
    }

    #[test]
    fn a_title_is_never_a_formula() {
        assert_eq!(harmless("=HYPERLINK(1)"), "HYPERLINK(1)");
    }
}
