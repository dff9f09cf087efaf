//! `isolement population`.

use std::process::ExitCode;

use clap::Args;

use super::{Ended, FAILED, say, start, text, values};
use crate::chance::Draws;
use crate::population::check;
use crate::report::{number, scale, signed};
use crate::vocabulary::{Lang, fill};

/// Largest residual of a cell of the report's tables, percentage points.
const TOLERANCE: f64 = 1.0;

/// Arguments of the verb.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement population --check")]
pub(super) struct Population {
    /// Prints target, model and residual of every cell of Tables 4 to 9, and fails when one is off
    /// by more than one percentage point
    #[arg(long)]
    check: bool,
    /// Seed of all draws
    #[arg(long, default_value_t = 2007, value_parser = values::seed)]
    seed: u64,
    /// Share of the full city
    #[arg(long, default_value_t = 1.0, value_parser = values::scale)]
    scale: f64,
}

impl Population {
    pub fn run(&self, lang: Lang) -> Ended {
        let model = start::model(lang)?;
        let draws = Draws::new(self.seed, 0);
        let city = model.synthesis.city(&draws, self.scale, 0);
        let rows = check(&city, &model.synthesis.cutoffs, &model.tables);
        if self.check {
            let heading = [
                text::P_TABLE,
                text::P_ROW,
                text::P_COLUMN,
                text::P_TARGET,
                text::P_MODEL,
                text::P_RESIDUAL,
            ];
            say(line(heading.map(|word| word.get(lang).to_owned())));
            for row in &rows {
                let residual = row.residual();
                say(line([
                    row.table.to_string(),
                    row.row.to_string(),
                    row.column.to_string(),
                    number(row.target, 0, lang),
                    number(row.model, 2, lang),
                    signed(residual, 2, lang),
                ]));
            }
        }
        let worst = rows
            .iter()
            .map(|row| row.residual().abs())
            .fold(0.0, f64::max);
        let within = rows
            .iter()
            .filter(|row| row.residual().abs() <= TOLERANCE)
            .count();
        let count = |count: usize| number(count as f64, 0, lang);
        let values = [
            ("residents", count(city.len())),
            ("scale", scale(self.scale, lang)),
            ("within", count(within)),
            ("cells", count(rows.len())),
            ("tolerance", number(TOLERANCE, 0, lang)),
            ("worst", number(worst, 2, lang)),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        say(fill(text::P_SUMMARY, lang, &values));
        if self.check && within < rows.len() {
            return Err(ExitCode::from(FAILED));
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn line([table, row, column, target, model, residual]: [String; 6]) -> String {
    format!("{table:<6} {row:<26} {column:<14} {target:>7} {model:>7} {residual:>9}")
}
