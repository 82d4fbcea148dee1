//! The envelope under `content/plan/`, read with its places and checked.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use super::citation;
use super::modality::{Modality, Use};
use super::place::ContentError;
use super::screening::written::ModalityRow;
use super::toml_file::TomlFile;

#[path = "../../src/plan/figure.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
mod figure;
#[path = "../../src/plan/row.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
mod row;
mod sound;
#[path = "../../src/plan/words.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
mod words;

use row::Row;

const FILE: &str = "envelope.toml";
/// What a person who reads the build's error opens.
const FOLDER: &str = "core/logic/content/plan/";

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    sources: BTreeMap<String, String>,
    row: Vec<Row>,
}

/// What the crate reads: the rows, and what each way of traction is used for.
#[derive(Serialize, Deserialize)]
pub(crate) struct Packed {
    row: Vec<Row>,
    uses: Vec<(Modality, Use)>,
}

/// The envelope in `folder`, or what is wrong in it: file, line and field. `modalities` are screening's, so that what
/// can be screened for a session and what can be planned is the same.
pub(crate) fn read(folder: &Path, modalities: &[ModalityRow]) -> Result<Packed, String> {
    let file = TomlFile::read(folder, FILE).map_err(|error| format!("{FOLDER}{error}"))?;
    from_file(&file, modalities).map_err(|error| format!("{FOLDER}{error}"))
}

/// The same from a file in memory.
pub(crate) fn from_file(file: &TomlFile, modalities: &[ModalityRow]) -> Result<Packed, ContentError> {
    let written: Written = file.parse()?;
    let table: Table = file.parse()?;
    sources(file, &table, &written)?;
    for (index, row) in written.row.iter().enumerate() {
        let twice = written.row[..index].iter().any(|known| is_same(known, row));
        let found = if twice { Some("stands twice") } else { sound::contradiction(row) };
        let found =
            found.or_else(|| (!is_screened(row, modalities)).then_some("no session is screened for it"));
        if let Some(message) = found {
            return Err(file.error_at(&["row", &index.to_string()], message));
        }
    }
    every_session_has_a_row(file, &written.row, modalities)?;
    Ok(Packed {
        row: written.row,
        uses: modalities.iter().map(|modality| (modality.id, modality.used_for)).collect(),
    })
}

fn is_same(one: &Row, other: &Row) -> bool {
    (one.modality, one.region) == (other.modality, other.region)
}

fn is_screened(row: &Row, modalities: &[ModalityRow]) -> bool {
    modalities.iter().any(|modality| {
        modality.id == row.modality
            && modality.used_for == Use::Session
            && modality.regions.contains(&row.region)
    })
}

fn every_session_has_a_row(
    file: &TomlFile,
    rows: &[Row],
    modalities: &[ModalityRow],
) -> Result<(), ContentError> {
    for modality in modalities.iter().filter(|modality| modality.used_for == Use::Session) {
        for region in &modality.regions {
            if !rows.iter().any(|row| (row.modality, row.region) == (modality.id, *region)) {
                let message = format!("{} {region} has none", modality.id);
                return Err(file.error_at(&["row"], &message));
            }
        }
    }
    Ok(())
}

/// Every source is listed in the file or stands in the notes, and every listed one is used.
fn sources(file: &TomlFile, table: &Table, written: &Written) -> Result<(), ContentError> {
    let mut used = Vec::new();
    let rows = table.get("row").and_then(Value::as_array);
    for (index, row) in rows.into_iter().flatten().enumerate() {
        collect(row, &["row".to_owned(), index.to_string()], &mut used);
    }
    for (path, source) in &used {
        if !written.sources.contains_key(source) && !citation::exists(source) {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            return Err(file.error_at(&path, "not a listed source"));
        }
    }
    match written.sources.keys().find(|listed| used.iter().all(|(_, source)| source != *listed)) {
        Some(listed) => Err(file.error_at(&["sources", listed], "no number comes from it")),
        None => Ok(()),
    }
}

/// Every source below `value`, with the path of the list in which it stands.
fn collect(value: &Value, path: &[String], used: &mut Vec<(Vec<String>, String)>) {
    for (key, child) in value.as_table().into_iter().flatten() {
        let path: Vec<String> = path.iter().chain([key]).cloned().collect();
        if key == "sources" {
            let sources = child.as_array().into_iter().flatten().filter_map(Value::as_str);
            used.extend(sources.map(|source| (path.clone(), source.to_owned())));
        } else {
            collect(child, &path, used);
        }
    }
}
