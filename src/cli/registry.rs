//! `isolement levers` and `isolement schema`: what is made from the registry of levers.

use std::process::ExitCode;

use clap::Args;

use super::{Ended, say, start};
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

pub(super) fn levers(lang: Lang) -> Ended {
    print(scenario::catalogue, lang)
}

pub(super) fn schema(lang: Lang) -> Ended {
    print(scenario::schema, lang)
}

fn print(text: fn(&crate::evidence::LeverRegistry) -> String, lang: Lang) -> Ended {
    say(text(&start::levers(lang)?).trim_end());
    Ok(ExitCode::SUCCESS)
}
