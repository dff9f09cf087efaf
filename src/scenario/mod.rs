//! Scenario files: TOML that says what a scenario changes against its base, read with messages
//! like a good compiler's.
//!
//! A scenario is an overlay. It names a base, another file of the same folder, and lists only what
//! changes; without a base it starts from the defaults of the registry of levers, the regular
//! practice before 2007. Values may be dated (`from`, `until`, both included) and, where the lever
//! allows it, limited to boroughs.

mod document;
mod load;
mod overlay;
mod sentences;
mod settings;
mod values;
mod words;

use std::path::PathBuf;

pub use load::load;
pub use overlay::Timeline;

use crate::input::{Both, Diagnostic};
use crate::programme::Policy;

/// A scenario, ready to run. Texts stand in Dutch and in English, in this order.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The name of its file without the extension.
    pub id: String,
    /// Its file.
    pub path: PathBuf,
    /// Title.
    pub title: Both,
    /// The question that it answers.
    pub question: Both,
    /// The reason for each value; may be empty.
    pub notes: Both,
    /// The levers month by month.
    pub policy: Policy,
    /// The levers that the file or a base of it sets, in the order of the registry.
    pub changed_levers: Vec<String>,
    /// What it changes against its base: one sentence for each value, in Dutch and in English.
    pub sentences: [Vec<String>; 2],
    /// Name and text of the file itself, of its base, of the base of that, and so on.
    pub files: Vec<(String, String)>,
    /// What is legal but odd in its files. A base that several scenarios share warns once.
    pub warnings: Vec<Diagnostic>,
}
