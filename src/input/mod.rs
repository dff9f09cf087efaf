//! Text files that a user writes, and messages about them like a good compiler's: file, line and
//! column, the line with a caret under the place, what was expected, the nearest name.
//!
//! Nothing here knows what a file means. Whoever reads a kind of file (scenarios now) takes its
//! `Source`, lets `syntax` parse it, and gathers [`Diagnostic`]s: all problems, each in Dutch and
//! English, to be shown by [`render`] or [`to_json`].

mod diagnostic;
mod json;
mod source;
pub(crate) mod suggest;
pub(crate) mod syntax;
mod system;

pub use diagnostic::{Both, Diagnostic, Place, Severity, render, summary};
pub use json::to_json;

pub(crate) use diagnostic::both;
pub(crate) use source::{Source, folder_of, toml_files_in};
pub(crate) use system::in_words;
