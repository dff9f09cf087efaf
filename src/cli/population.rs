//! `isolement population`.

use std::process::ExitCode;

use clap::Args;

use super::{FAILED, refuse, scale};
use crate::chance::Draws;
use crate::engine::Model;
use crate::population::check;

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
    #[arg(long, default_value_t = 2007)]
    seed: u64,
    /// Share of the full city
    #[arg(long, default_value_t = 1.0, value_parser = scale)]
    scale: f64,
}

impl Population {
    pub fn run(&self) -> ExitCode {
        let model = match Model::embedded() {
            Ok(model) => model,
            Err(error) => return refuse(&error),
        };
        let draws = Draws::new(self.seed, 0);
        let city = model.synthesis.city(&draws, self.scale, 0);
        let rows = check(&city, &model.synthesis.cutoffs, &model.tables);
        if self.check {
            println!(
                "{:<6} {:<26} {:<14} {:>7} {:>7} {:>9}",
                "table", "row", "column", "target", "model", "residual"
            );
            for row in &rows {
                println!(
                    "{:<6} {:<26} {:<14} {:>7.0} {:>7.2} {:>+9.2}",
                    row.table,
                    row.row,
                    row.column,
                    row.target,
                    row.model,
                    row.residual()
                );
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
        println!(
            "{} residents at scale {}; {within} of {} cells of Tables 4-9 within {TOLERANCE} \
             percentage point; largest residual {worst:.2}",
            city.len(),
            self.scale,
            rows.len()
        );
        if self.check && within < rows.len() {
            return ExitCode::from(FAILED);
        }
        ExitCode::SUCCESS
    }
}
