//! Files that a person hands in.

use std::io::{ErrorKind, Read};
use std::path::Path;

use nape_logic::document;
use serde::de::DeserializeOwned;

use crate::failure::Failure;

/// More than any document of the contract needs.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The bytes of a file; `-` stands for standard input.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut read = Vec::new();
    let result = if path == Path::new("-") {
        std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut read)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut read))
    };
    let unreadable =
        |detail: &str| Failure::bad_input(path.display().to_string(), detail, "a file that can be read");
    match result {
        Ok(_) if read.len() as u64 > LARGEST => Err(unreadable("larger than 4 MB")),
        Ok(_) => Ok(read),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(unreadable("there is no such file")),
        Err(_) => Err(unreadable("can't be read")),
    }
}

/// One JSON document, read strictly.
pub(crate) fn document<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    Ok(document::from_json(&bytes(path)?)?)
}
