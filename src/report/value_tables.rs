//! `value.csv`: what scenarios give for costs and hours; `replicates.csv`: the pairs behind it.

use std::io::Write;

use csv::Writer;

use super::tables::{Column, NO_UNIT, column, exact, method_id, push_estimate};
use crate::experiment::{Comparison, Counted, Difference, Marginal, Means, Ratio, Value};
use crate::vocabulary::Label;

/// Columns of `value.csv`, in order.
#[rustfmt::skip]
pub(super) const VALUE_COLUMNS: [Column; 8] = [
    column("scenario", "", "scenario (naam van het bestand)", "scenario (name of the file)", NO_UNIT),
    column("measure", "", "wat is berekend; zie de regels 'measure'", "what was worked out; see the rows 'measure'", NO_UNIT),
    column("setting", "", "waarbij: waarde van een jaar zonder isolement in euro, of de stap van de knop", "at what: worth of a year without isolation in euros, or the step of the lever", NO_UNIT),
    column("unit", "", "eenheid", "unit", NO_UNIT),
    column("mean", "", "gemiddelde; leeg als een verhouding niets zou zeggen", "mean; empty where a ratio would say nothing", NO_UNIT),
    column("low", "", "ondergrens van het 95%-interval", "lower end of the 95% interval", NO_UNIT),
    column("high", "", "bovengrens van het 95%-interval", "upper end of the 95% interval", NO_UNIT),
    column("method", "", "student_t, fieller (verhouding), none, of waarom er geen verhouding is: denominator_unclear, numerator_unclear, less", "student_t, fieller (ratio), none, or why there is no ratio: denominator_unclear, numerator_unclear, less", NO_UNIT),
];

const EUROS: Label = Label::new("euro", "euros");
const HOURS: Label = Label::new("uren", "hours");
const YEARS: Label = Label::new("persoonsjaren", "resident-years");

/// Columns of `replicates.csv`, in order.
#[rustfmt::skip]
pub(super) const REPLICATE_COLUMNS: [Column; 6] = [
    column("scenario", "", "scenario (naam van het bestand)", "scenario (name of the file)", NO_UNIT),
    column("replicate", "", "herhaling, vanaf 0", "replicate, from 0", NO_UNIT),
    column("averted", "", "persoonsjaren in isolement voorkomen bij 55-plussers, ten opzichte van de basis", "isolated resident-years averted among those of 55 and over, against the base", YEARS),
    column("extra_cost", "", "extra kosten, zonder de tijd van vrijwilligers", "extra costs, without the time of volunteers", EUROS),
    column("extra_volunteer_hours", "", "extra uren van vrijwilligers", "extra hours of volunteers", HOURS),
    column("extra_volunteer_value", "", "waarde van de extra uren van vrijwilligers", "worth of the extra hours of volunteers", EUROS),
];

/// What `value.csv` calls its measures, and what they are.
#[rustfmt::skip]
pub(super) const MEASURES: [(&str, Label); 11] = [
    ("averted", Label::new("persoonsjaren in isolement voorkomen bij 55-plussers", "isolated resident-years averted among those of 55 and over")),
    ("extra_cost", Label::new("extra kosten, zonder de tijd van vrijwilligers", "extra costs, without the time of volunteers")),
    ("extra_volunteer_hours", Label::new("extra uren van vrijwilligers", "extra hours of volunteers")),
    ("averted_per_1000_euros", Label::new("voorkomen persoonsjaren per 1.000 euro extra", "resident-years averted per EUR 1,000 extra")),
    ("averted_per_1000_volunteer_hours", Label::new("voorkomen persoonsjaren per 1.000 extra uren van vrijwilligers", "resident-years averted per 1,000 extra hours of volunteers")),
    ("net_benefit", Label::new("netto baat: waarde van voorkomen jaren min extra kosten", "net benefit: worth of averted years less extra costs")),
    ("net_benefit_with_volunteer_time", Label::new("netto baat als ook de tijd van vrijwilligers kosten zijn", "net benefit when the time of volunteers counts as costs too")),
    ("volunteers_added", Label::new("extra vrijwilligers door de stap, gemiddeld over de looptijd", "volunteers added by the step, mean over the run")),
    ("one_more_volunteer", Label::new("voorkomen persoonsjaren per jaar door één vrijwilliger meer", "resident-years averted a year by one more volunteer")),
    ("hours_a_week_added", Label::new("extra uren van ouderenadviseurs per week door de stap", "hours of elderly advisers a week added by the step")),
    ("one_more_hour_a_week", Label::new("voorkomen persoonsjaren per jaar door één uur per week meer", "resident-years averted a year by one more hour a week")),
];

/// Writes `value.csv`.
pub(super) fn write_value(comparison: &Comparison, out: impl Write) -> csv::Result<()> {
    let mut table = Writer::from_writer(out);
    table.write_record(VALUE_COLUMNS.iter().map(|column| column.id))?;
    let id = |scenario: usize| &comparison.scenarios[scenario].id;
    for value in &comparison.values {
        for line in lines_of_value(value, comparison.worth) {
            table.write_record(line.record(id(value.scenario)))?;
        }
    }
    for marginal in &comparison.marginals {
        for line in lines_of_marginal(marginal) {
            table.write_record(line.record(id(marginal.scenario)))?;
        }
    }
    table.flush()?;
    Ok(())
}

/// A row of `value.csv` without its scenario.
struct Line {
    measure: &'static str,
    setting: String,
    unit: &'static str,
    number: Number,
}

enum Number {
    Plain(Difference),
    Ratio(Ratio),
    /// A ratio that is always told when its denominator is clear.
    Each(Option<Difference>),
}

impl Line {
    fn record(self, scenario: &str) -> Vec<String> {
        let mut record = vec![
            scenario.to_owned(),
            self.measure.to_owned(),
            self.setting,
            self.unit.to_owned(),
        ];
        let (estimate, method) = match self.number {
            Number::Plain(difference) => (Some(difference.estimate), method_id(difference.method)),
            Number::Each(Some(difference)) => (Some(difference.estimate), "fieller"),
            Number::Ratio(Ratio::Known(estimate)) => (Some(estimate), "fieller"),
            Number::Each(None) | Number::Ratio(Ratio::DenominatorUnclear) => {
                (None, "denominator_unclear")
            }
            Number::Ratio(Ratio::NumeratorUnclear) => (None, "numerator_unclear"),
            Number::Ratio(Ratio::Less) => (None, "less"),
        };
        push_estimate(&mut record, estimate);
        record.push(method.to_owned());
        record
    }
}

/// A ratio per so many of its denominator.
pub(super) fn per(ratio: Ratio, many: f64) -> Ratio {
    match ratio {
        Ratio::Known(estimate) => Ratio::Known(estimate.scaled(many)),
        other => other,
    }
}

/// Denominators are told per thousand.
pub(super) const THOUSAND: f64 = 1000.0;

fn lines_of_value(value: &Value, worth: f64) -> Vec<Line> {
    let line = |measure, unit, number| Line {
        measure,
        setting: String::new(),
        unit,
        number,
    };
    let benefit = |measure, counted| Line {
        setting: exact(worth),
        ..line(
            measure,
            "euros",
            Number::Plain(value.net_benefit(worth, counted)),
        )
    };
    let ratio = |measure, unit, ratio| line(measure, unit, Number::Ratio(per(ratio, THOUSAND)));
    vec![
        line("averted", "resident-years", Number::Plain(value.averted())),
        line("extra_cost", "euros", Number::Plain(value.cost())),
        line(
            "extra_volunteer_hours",
            "hours",
            Number::Plain(value.volunteer_hours()),
        ),
        ratio(
            "averted_per_1000_euros",
            "resident-years per EUR 1,000",
            value.per_euro(),
        ),
        ratio(
            "averted_per_1000_volunteer_hours",
            "resident-years per 1,000 hours",
            value.per_volunteer_hour(),
        ),
        benefit("net_benefit", Counted::Paid),
        benefit(
            "net_benefit_with_volunteer_time",
            Counted::WithVolunteerTime,
        ),
    ]
}

fn lines_of_marginal(marginal: &Marginal) -> [Line; 2] {
    let setting = format!("{}+{}", marginal.lever, exact(marginal.step));
    let line = |measure, unit, number| Line {
        measure,
        setting: setting.clone(),
        unit,
        number,
    };
    let (added, one, unit) = match marginal.means {
        Means::Volunteers => ("volunteers_added", "one_more_volunteer", "persons"),
        Means::ProfessionalHours => ("hours_a_week_added", "one_more_hour_a_week", "hours a week"),
    };
    [
        line(added, unit, Number::Plain(marginal.added())),
        line(one, "resident-years a year", Number::Each(marginal.each())),
    ]
}

/// Writes `replicates.csv`.
pub(super) fn write_replicates(comparison: &Comparison, out: impl Write) -> csv::Result<()> {
    let mut table = Writer::from_writer(out);
    table.write_record(REPLICATE_COLUMNS.iter().map(|column| column.id))?;
    for value in &comparison.values {
        for (replicate, trade) in value.trades.iter().enumerate() {
            let numbers = [
                trade.averted,
                trade.cost,
                trade.volunteer_hours,
                trade.volunteer_value,
            ];
            let keys = [
                comparison.scenarios[value.scenario].id.clone(),
                replicate.to_string(),
            ];
            table.write_record(keys.into_iter().chain(numbers.map(exact)))?;
        }
    }
    table.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::sample;

    fn records(write: impl Fn(&mut Vec<u8>) -> csv::Result<()>) -> Vec<csv::StringRecord> {
        let mut bytes = Vec::new();
        write(&mut bytes).expect("a table");
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        reader.records().map(|r| r.expect("a record")).collect()
    }

    #[test]
    fn every_replicate_of_every_other_scenario_has_a_row() {
        let comparison = sample();
        let records = records(|out| write_replicates(&comparison, out));
        assert_eq!(records.len(), 4 * comparison.replicates as usize);
    }

    #[test]
    fn every_measure_is_explained_and_a_ratio_without_sense_is_empty() {
        let comparison = sample();
        let records = records(|out| write_value(&comparison, out));
        for record in &records {
            assert!(
                MEASURES.iter().any(|(id, _)| *id == &record[1]),
                "{record:?}"
            );
            let has_number = ["student_t", "fieller", "none"].contains(&&record[7]);
            assert_eq!(record[4].is_empty(), !has_number, "{record:?}");
        }
        for (id, _) in MEASURES {
            assert!(records.iter().any(|record| &record[1] == id), "{id}");
        }
        // Fewer volunteers: fewer hours than in the base.
        let fewer = records.iter().find(|record| {
            &record[0] == "minder-vrijwilligers" && &record[1] == "averted_per_1000_volunteer_hours"
        });
        assert_eq!(&fewer.expect("a row")[7], "less");
    }
}
