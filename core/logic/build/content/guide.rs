//! The files under `content/guide/`, read with their places and checked.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::folder;
use super::place::ContentError;
use super::toml_file::TomlFile;

#[path = "../../src/guide/validate.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
mod validate;
#[path = "../../src/guide/words.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
mod words;
#[path = "../../src/guide/written.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
pub(crate) mod written;

use written::{Card, NumberRow, Reason, Source, Written};

/// What a person who reads the build's error opens.
const FOLDER: &str = "core/logic/content/guide/";
/// The files that are always there.
const SINGLE: &[&str] = &["sources.toml", "reasons.toml", "emergency_numbers.toml"];
/// Every file in it has cards.
const CARDS: &str = "cards";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    source: Vec<Spanned<Source>>,
    #[serde(default)]
    card: Vec<Spanned<Card>>,
    #[serde(default)]
    reason: Vec<Spanned<Reason>>,
    #[serde(default)]
    number: Vec<Spanned<NumberRow>>,
}

/// All of the folder at `path`, or what is wrong in it: file, line, item and field.
pub(crate) fn read(path: &Path, has_words: &dyn Fn(&str) -> bool) -> Result<Written, String> {
    let mut names: Vec<String> = SINGLE.iter().map(|&name| name.to_owned()).collect();
    let cards = folder::names(&path.join(CARDS), "toml").map_err(|error| format!("{FOLDER}{error}"))?;
    names.extend(cards.into_iter().map(|name| format!("{CARDS}/{name}")));
    let read = |name: &String| TomlFile::read(path, name).map_err(|error| format!("{FOLDER}{error}"));
    let files: Vec<TomlFile> = names.iter().map(read).collect::<Result<_, _>>()?;
    from_files(&files, has_words).map_err(|error| format!("{FOLDER}{error}"))
}

/// The same from files in memory.
pub(crate) fn from_files(
    files: &[TomlFile],
    has_words: &dyn Fn(&str) -> bool,
) -> Result<Written, ContentError> {
    let mut written = Written::default();
    for file in files {
        let items: File = file.parse()?;
        written.sources.extend(file.placed(items.source));
        written.cards.extend(file.placed(items.card));
        written.reasons.extend(file.placed(items.reason));
        written.numbers.extend(file.placed(items.number));
    }
    validate::validate(&written, has_words)?;
    Ok(written)
}
