//! The envelope's figures: every number of `plan/envelope.toml` with its tag and its sources.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::source::Tag;
use crate::tree::Tree;

/// Where they stand.
pub const FILE: &str = "core/logic/content/plan/envelope.toml";

/// One figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Modality, region and place in the row: `over_door_pulley.cervical.start.force`.
    pub id: String,
    /// With its unit: `6 lb`.
    pub value: String,
    /// How well its source is known.
    pub tag: Tag,
    /// Ids of facts, product rules, or the file's own names.
    pub sources: Vec<String>,
}

/// The figures, and the names of sources that the file itself lists.
#[derive(Clone, Debug)]
pub struct Figures {
    /// In the order of the rows.
    pub all: Vec<Figure>,
    /// `saunders`, `3a`.
    pub listed_sources: BTreeSet<String>,
}

/// Reads the envelope; a table that has a `value` must be a whole figure.
pub fn read(tree: &Tree) -> Result<Figures, String> {
    let document: Table = tree.toml(FILE)?;
    let mut all = Vec::new();
    for row in document.get("row").and_then(Value::as_array).into_iter().flatten() {
        let row = row.as_table().ok_or("row: not a table")?;
        let name = |key| row.get(key).and_then(Value::as_str).ok_or(format!("{FILE}: a row without {key}"));
        collect(row, &format!("{}.{}", name("modality")?, name("region")?), &mut all)?;
    }
    let listed = document.get("sources").and_then(Value::as_table);
    Ok(Figures { all, listed_sources: listed.into_iter().flat_map(Table::keys).cloned().collect() })
}

fn collect(table: &Table, path: &str, all: &mut Vec<Figure>) -> Result<(), String> {
    for (key, value) in table {
        let Value::Table(table) = value else { continue };
        let path = format!("{path}.{key}");
        if table.contains_key("value") {
            let figure =
                figure(table, &path).ok_or(format!("{FILE}: {path}: needs value, unit, tag, sources"))?;
            all.push(figure);
        } else {
            collect(table, &path, all)?;
        }
    }
    Ok(())
}

fn figure(table: &Table, id: &str) -> Option<Figure> {
    let value = table.get("value")?.to_string();
    let value = match table.get("unit")?.as_str()? {
        "percent" => format!("{value} %"),
        "degrees" => format!("{value}°"),
        "ratio" => format!("{value}:1"),
        "sessions" => value,
        unit => format!("{value} {unit}"),
    };
    let sources = table.get("sources")?.as_array()?.iter().map(|source| source.as_str().map(str::to_owned));
    Some(Figure {
        id: id.to_owned(),
        value,
        tag: Tag::parse(table.get("tag")?.as_str()?)?,
        sources: sources.collect::<Option<_>>()?,
    })
}
