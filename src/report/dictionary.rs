//! The data dictionary, and the table that opens in a Dutch spreadsheet by double click.

use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};

use super::facts;
use super::tables::{self, Column, MONTHLY_COLUMNS, RESULT_COLUMNS};
use crate::experiment::Comparison;
use crate::vocabulary::{Lang, Outcome, OutcomeKind, Term};

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
    }
}

/// Writes `data-dictionary.csv`: columns, outcomes and scenarios in Dutch and English.
pub(super) fn write_dictionary(comparison: &Comparison, out: impl Write) -> csv::Result<()> {
    let mut table = Writer::from_writer(out);
    table.write_record([
        "kind", "table", "id", "name_nl", "name_en", "unit_nl", "unit_en", "note_nl", "note_en",
    ])?;
    let columns = |table, columns: &'static [Column]| columns.iter().map(move |c| (table, c));
    for (file, column) in
        columns("results.csv", &RESULT_COLUMNS).chain(columns("monthly.csv", &MONTHLY_COLUMNS))
    {
        let (meaning, unit) = (column.meaning, column.unit);
        table.write_record([
            "column", file, column.id, meaning.nl, meaning.en, unit.nl, unit.en, "", "",
        ])?;
    }
    for &outcome in Outcome::ALL {
        let (label, unit) = (outcome.label(), outcome.unit().label());
        let [nl, en] = kind_words(outcome.kind());
        table.write_record([
            "outcome",
            "",
            outcome.id(),
            label.nl,
            label.en,
            unit.nl,
            unit.en,
            nl,
            en,
        ])?;
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

/// Writes `results-nl-excel.csv`: the rows of `results.csv` with Dutch names, semicolon, decimal
/// comma, byte order mark and CRLF, which is what Dutch Excel expects.
pub(super) fn write_dutch_excel(comparison: &Comparison, mut out: impl Write) -> csv::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .from_writer(out);
    table.write_record(RESULT_COLUMNS.iter().map(|column| column.heading))?;
    for row in &comparison.rows {
        let cells = tables::result_record(comparison, row);
        let dutch = cells
            .iter()
            .zip(&RESULT_COLUMNS)
            .map(|(cell, column)| match column.id {
                "scenario" => harmless(facts::title(comparison, row.scenario, Lang::Nl)).to_owned(),
                "outcome" => row.outcome.label().nl.to_owned(),
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
        write_dutch_excel(&sample(), &mut bytes).expect("a table");
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
    fn the_dictionary_explains_every_column_and_outcome_in_both_languages() {
        let mut bytes = Vec::new();
        write_dictionary(&sample(), &mut bytes).expect("a table");
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let records: Vec<_> = reader.records().map(|r| r.expect("a record")).collect();
        let of = |kind: &str| records.iter().filter(|r| &r[0] == kind).count();
        assert_eq!(of("outcome"), Outcome::ALL.len());
        assert_eq!(of("column"), RESULT_COLUMNS.len() + MONTHLY_COLUMNS.len());
        assert!(records.iter().all(|r| !r[3].is_empty() && !r[4].is_empty()));
    }

    #[test]
    fn a_title_is_never_a_formula() {
        assert_eq!(harmless("=HYPERLINK(1)"), "HYPERLINK(1)");
    }
}
