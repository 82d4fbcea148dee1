//! The files under `content/routine/`, read with their places and checked.

mod validate;

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::folder::names;
use super::place::ContentError;
use super::toml_file::TomlFile;

#[path = "../../../src/routine/routine.rs"]
#[allow(clippy::module_inception, reason = "the routine itself is one idea among those around it")]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
mod routine;
#[path = "../../../src/routine/words.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
mod words;
#[path = "../../../src/routine/written.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
pub(crate) mod written;

use written::{Example, LeftOut, Limit, LogOnly, Practice, Written};

/// What a person who reads the build's error opens.
const FOLDER: &str = "core/logic/content/routine/";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    practice: Vec<Spanned<Practice>>,
    #[serde(default)]
    log_only: Vec<Spanned<LogOnly>>,
    #[serde(default)]
    example: Vec<Spanned<Example>>,
    #[serde(default)]
    limit: Vec<Spanned<Limit>>,
    #[serde(default)]
    left_out: Vec<Spanned<LeftOut>>,
}

/// All of the folder at `path`, or what is wrong in it: file, line, item and field.
pub(crate) fn read(path: &Path, has_words: &dyn Fn(&str) -> bool) -> Result<Written, String> {
    let read = |name: &String| TomlFile::read(path, name).map_err(|error| format!("{FOLDER}{error}"));
    let files: Vec<TomlFile> = names(path, "toml")?.iter().map(read).collect::<Result<_, _>>()?;
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
        written.practices.extend(file.placed(items.practice));
        written.log_only.extend(file.placed(items.log_only));
        written.examples.extend(file.placed(items.example));
        written.limits.extend(file.placed(items.limit));
        written.left_out.extend(file.placed(items.left_out));
    }
    validate::validate(&written, has_words)?;
    Ok(written)
}
