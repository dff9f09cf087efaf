//! What a reader gets: tables, charts, a page, a record and a summary in the terminal, from a
//! [`Comparison`](crate::experiment::Comparison), in Dutch or English.

mod care_table;
mod chart;
mod dictionary;
mod error;
mod facts;
mod folder;
mod headline;
mod numbers;
mod page;
mod pilots;
mod record;
#[cfg(test)]
mod sample;
mod tables;
mod terminal;
mod text;
mod value_tables;
mod words;

pub(crate) use chart::{MOST_ROWS, Mark, Spans, SpansTexts, write_spans};
pub(crate) use numbers::{number, signed};
pub(crate) use words::{command_line, scale};

pub use error::ReportError;
pub use folder::{Written, check_writable, write_folder};
pub use pilots::pilots_table;
pub use record::Provenance;
pub use tables::digest;
pub use terminal::terminal_summary;

// The sample is shared with the integration tests, which name the crate from outside.
#[cfg(test)]
use crate::{experiment, report, vocabulary};
