//! The table of claims, `content/claims.toml`, read with its places and checked.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::citation;
use super::place::{ContentError, Placed};
use super::toml_file::TomlFile;

#[path = "../../src/text/claims/written.rs"]
mod written;

use written::Row;

const FILE: &str = "claims.toml";
/// What a person who reads the build's error opens.
const FOLDER: &str = "core/logic/content/";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    claim: Vec<Spanned<Row>>,
}

/// The table in `folder`, or what is wrong in it: file, line and field.
pub(crate) fn read(folder: &Path) -> Result<Vec<Placed<Row>>, String> {
    let file = TomlFile::read(folder, FILE).map_err(|error| format!("{FOLDER}{error}"))?;
    from_file(&file).map_err(|error| format!("{FOLDER}{error}"))
}

fn from_file(file: &TomlFile) -> Result<Vec<Placed<Row>>, ContentError> {
    let written: File = file.parse()?;
    let rows = file.placed(written.claim);
    if rows.is_empty() {
        return Err(file.error_at(&["claim"], "a table that bans nothing"));
    }
    for placed in &rows {
        let row = &placed.item;
        let all = row.phrases.iter().chain(&row.harmless);
        if row.phrases.is_empty() || all.into_iter().any(|phrase| phrase.trim().is_empty()) {
            return Err(placed.error("claim: phrases", "at least one, each with words"));
        }
        if row.sources.is_empty() || !row.sources.iter().all(|source| citation::exists(source)) {
            return Err(placed.error("claim: sources", "at least one, each of them in the notes"));
        }
    }
    Ok(rows)
}
