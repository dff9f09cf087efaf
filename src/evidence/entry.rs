//! What every entry of a registry must say, and what is refused.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How sure a number is (MODEL.md section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// Measured in Rotterdam.
    A,
    /// Measured elsewhere.
    B,
    /// Derived from measured numbers.
    C,
    /// Assumption.
    D,
}

/// Why a registry is refused.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum RegistryError {
    /// The file is not TOML of the expected form.
    #[error("{file} cannot be read: {detail}")]
    Syntax {
        /// Which registry.
        file: &'static str,
        /// What the reader said, with line and column.
        detail: String,
    },
    /// An entry lacks something that it must say.
    #[error("'{id}' has no {field}: each number needs a unit, a range, a source and a grade (A-D)")]
    Missing {
        /// The entry.
        id: String,
        /// What is missing.
        field: &'static str,
    },
    /// An id stands twice.
    #[error("'{0}' stands twice in the registry")]
    Duplicate(String),
    /// The model asks for an id that the registry does not have.
    #[error("the model needs '{0}', which is not in the registry")]
    Absent(String),
    /// The registry has an id for which the model never asks.
    #[error("'{0}' is unknown: nothing in the model reads it; correct the id or remove the entry")]
    Unread(String),
    /// A value has the wrong shape.
    #[error("'{id}' must hold {expected}")]
    Shape {
        /// The entry.
        id: String,
        /// What the model expects.
        expected: String,
    },
    /// A value lies outside its own range.
    #[error("'{id}' is {value}, outside its range {low} to {high}")]
    OutOfRange {
        /// The entry.
        id: String,
        /// The value.
        value: f64,
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
}

/// Reads an embedded file.
pub(super) fn parse<T: DeserializeOwned>(
    file: &'static str,
    text: &str,
) -> Result<T, RegistryError> {
    toml::from_str(text).map_err(|error| RegistryError::Syntax {
        file,
        detail: error.to_string(),
    })
}

/// Refuses a value outside its own range.
pub(super) fn in_range(id: &str, value: f64, [low, high]: [f64; 2]) -> Result<(), RegistryError> {
    if (low..=high).contains(&value) {
        return Ok(());
    }
    Err(RegistryError::OutOfRange {
        id: id.to_owned(),
        value,
        low,
        high,
    })
}

/// A required text, refused when absent or blank.
pub(super) fn required(
    id: &str,
    field: &'static str,
    text: Option<String>,
) -> Result<String, RegistryError> {
    text.filter(|text| !text.trim().is_empty())
        .ok_or_else(|| RegistryError::Missing {
            id: id.to_owned(),
            field,
        })
}
