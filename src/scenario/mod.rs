//! Scenario files: TOML that says what a scenario changes against its base, read with messages
//! like a good compiler's.
//!
//! A scenario is an overlay. It names a base, another file of the same folder, and lists only what
//! changes; without a base it starts from the defaults of the registry of levers, the regular
//! practice before 2007. Values may be dated (`from`, `until`, both included) and, where the lever
//! allows it, limited to boroughs, ages and isolation categories.

mod areas;
mod catalogue;
mod changes;
mod describe;
mod document;
mod edit;
mod grid;
mod limits;
mod load;
mod oddities;
mod origin;
mod overlay;
mod relations;
mod schema;
mod sentences;
mod settings;
mod template;
mod values;
mod words;

use std::path::PathBuf;

pub use areas::Area;
pub use catalogue::catalogue;
pub use changes::Change;
pub use describe::{describe, difference, origin_table};
pub use edit::set;
pub use load::{load, load_each, load_text};
pub use origin::Origin;
pub use overlay::Timeline;
pub use schema::schema;
pub(crate) use settings::unknown_lever;
pub use template::{Template, template};

use crate::evidence::LeverRegistry;
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
    /// The name of its base, when it has one.
    pub base: Option<String>,
    /// What it changes against its base, or against regular practice when it has none.
    pub changes: Vec<Change>,
    /// The same in words: one sentence for each value, in Dutch and in English.
    pub sentences: [Vec<String>; 2],
    /// Name and text of the file itself, of its base, of the base of that, and so on.
    pub files: Vec<(String, String)>,
    /// What is legal but odd in its files. A base that several scenarios share warns once.
    pub warnings: Vec<Diagnostic>,
    /// Where each value of each lever comes from.
    pub origins: Vec<Origin>,
    plan: overlay::Plan,
}

impl Scenario {
    /// The value of the lever at a position of the registry, when it is one value throughout.
    fn constant(&self, lever: usize) -> Option<f64> {
        let mut values = self.origins.iter().filter(|one| one.lever == lever);
        let first = values.next()?.value;
        values.all(|other| other.value == first).then_some(first)
    }

    /// How another scenario of the same run differs from this one, whatever their bases.
    pub fn differences(
        &self,
        other: &Self,
        levers: &LeverRegistry,
        timeline: &Timeline,
    ) -> Vec<Change> {
        changes::changes(&self.plan, &other.plan, levers, timeline)
    }

    /// Levers, one of which a lever needs and which are all zero wherever this scenario gives it
    /// another value than `base` does.
    pub fn lacking<'a>(
        &self,
        base: &Self,
        lever: usize,
        levers: &'a LeverRegistry,
        timeline: &Timeline,
    ) -> Option<&'a [String]> {
        relations::lacking((&base.plan, &self.plan), lever, levers, timeline)
    }
}
