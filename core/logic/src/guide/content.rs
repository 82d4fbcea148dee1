//! The built-in guide, as the build read it from `content/guide/` and checked it.

use super::written::{NumberRow, Written};
use crate::packed::packed;
use crate::place::{ContentError, Placed};

/// The built-in guide as written.
pub(super) fn built_in() -> Result<Written, ContentError> {
    packed!("guide.bin")
}

/// The built-in emergency numbers alone, so that nothing else in the guide can keep them from a person.
pub(super) fn emergency_numbers() -> Result<Vec<Placed<NumberRow>>, ContentError> {
    packed!("emergency_numbers.bin")
}
