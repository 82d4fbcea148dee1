//! Content as the build packed it. The same types read and write it, so it needs no names, and nothing that has to be
//! looked at to know what it is.

use serde::de::DeserializeOwned;

use crate::place::ContentError;

/// What the build packed as `name`. Only a damaged program can't be read.
pub(crate) fn read<T: DeserializeOwned>(name: &str, packed: &[u8]) -> Result<T, ContentError> {
    postcard::from_bytes(packed).map_err(|error| ContentError {
        file: name.to_owned(),
        line: 1,
        field: ".".to_owned(),
        message: error.to_string(),
    })
}

/// The bytes that the build packed under a name, with that name.
macro_rules! packed {
    ($name:literal) => {
        $crate::packed::read($name, include_bytes!(concat!(env!("OUT_DIR"), "/", $name)))
    };
}
pub(crate) use packed;
