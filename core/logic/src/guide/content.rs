//! The built-in guide, as the build read it from `content/guide/` and checked it.

use serde::de::DeserializeOwned;

use super::written::{NumberRow, Written};
use crate::place::{ContentError, Placed};

const GUIDE: &str = include_str!(concat!(env!("OUT_DIR"), "/guide.json"));
const EMERGENCY_NUMBERS: &str = include_str!(concat!(env!("OUT_DIR"), "/emergency_numbers.json"));

/// The built-in guide as written.
pub(super) fn built_in() -> Result<Written, ContentError> {
    unpack("guide.json", GUIDE)
}

/// The built-in emergency numbers alone, so that nothing else in the guide can keep them from a person.
pub(super) fn emergency_numbers() -> Result<Vec<Placed<NumberRow>>, ContentError> {
    unpack("emergency_numbers.json", EMERGENCY_NUMBERS)
}

fn unpack<T: DeserializeOwned>(name: &str, packed: &str) -> Result<T, ContentError> {
    serde_json::from_str(packed).map_err(|error| ContentError {
        file: name.to_owned(),
        line: error.line(),
        field: ".".to_owned(),
        message: error.to_string(),
    })
}
