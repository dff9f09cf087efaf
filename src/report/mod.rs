//! What a reader gets: tables, charts, a page, a record and a summary in the terminal, from a
//! [`Comparison`](crate::experiment::Comparison), in Dutch or English.

mod calibration;
mod care_table;
mod chart;
mod description;
mod dictionary;
mod directions;
mod error;
mod evidence_tables;
mod facts;
mod folder;
mod headline;
mod listing;
mod numbers;
mod page;
mod pilots;
mod record;
#[cfg(test)]
mod sample;
mod speed;
mod speed_text;
mod stress;
mod submodels;
mod synthetic_cities;
mod tables;
mod terminal;
mod text;
mod validation;
mod value_tables;
mod words;

pub use calibration::{summary as calibration_summary, write_folder as write_calibration};
pub use evidence_tables::{parameters as parameter_listing, targets as target_listing};
pub use listing::{Listing, page as listing_page};

pub(crate) use chart::{MOST_ROWS, Mark, Spans, SpansTexts, write_spans};
pub(crate) use numbers::{number, signed};
pub(crate) use words::{command_line, scale};

pub use description::description;
pub use directions::directions_table;
pub use error::ReportError;
pub use folder::{Written, check_writable, write_folder};
pub use pilots::pilots_table;
pub use record::Provenance;
pub use speed::{SpeedFacts, speed_listings};
pub use synthetic_cities::{coverage_listing, recovery_listing};
pub use tables::digest;
pub use terminal::terminal_summary;
pub use validation::{
    overturns as overturn_listing, patterns as pattern_listing, target_check, twin_listing,
};

// The sample is shared with the integration tests, which name the crate from outside.
#[cfg(test)]
use crate::{experiment, report, vocabulary};
