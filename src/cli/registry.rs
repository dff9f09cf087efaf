//! `isolement levers` and `isolement schema`: what is made from the registry of levers.

use std::process::ExitCode;

use clap::Args;

use super::files;
use super::say;
use crate::scenario;
use crate::vocabulary::Lang;

/// Arguments of `levers`: none.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement levers > docs/levers.md")]
pub(super) struct Levers {}

/// Arguments of `schema`: none.
#[derive(Args)]
#[command(after_help = "Example:\n  isolement schema > docs/scenario.schema.json")]
pub(super) struct Schema {}

pub(super) fn levers(lang: Lang) -> ExitCode {
    print(scenario::catalogue, lang)
}

pub(super) fn schema(lang: Lang) -> ExitCode {
    print(scenario::schema, lang)
}

fn print(text: fn(&crate::evidence::LeverRegistry) -> String, lang: Lang) -> ExitCode {
    match files::levers(lang) {
        Ok(levers) => {
            say(text(&levers).trim_end());
            ExitCode::SUCCESS
        }
        Err(code) => code,
    }
}
