//! The files under `content/screening/`, read with their places and checked.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::folder::names;
use super::toml_file::TomlFile;

#[path = "../../src/screening/draft.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
pub(crate) mod draft;
#[path = "../../src/screening/reach.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
mod reach;
#[path = "../../src/screening/scope.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
mod scope;
#[path = "../../src/screening/validate.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
mod validate;
#[path = "../../src/screening/words.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
mod words;
#[path = "../../src/screening/written.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
pub(crate) mod written;

use draft::{ContentError, Draft, Place};
use scope::Groups;
use written::{Combination, Contradiction, ModalityRow, PainRise, Question, Rule, SymptomRule, Written};

/// The file that lists the others.
const MANIFEST: &str = "manifest.toml";
/// What a person who reads the build's error opens.
const FOLDER: &str = "core/logic/content/screening/";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    version: String,
    files: Vec<String>,
    #[serde(default)]
    groups: Groups,
    #[serde(default)]
    modality: Vec<Spanned<ModalityRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    question: Vec<Spanned<Question>>,
    #[serde(default)]
    rule: Vec<Spanned<Rule>>,
    #[serde(default)]
    contradiction: Vec<Spanned<Contradiction>>,
    #[serde(default)]
    symptom: Vec<Spanned<SymptomRule>>,
    #[serde(default)]
    combination: Vec<Spanned<Combination>>,
    #[serde(default)]
    pain_rise: Vec<Spanned<PainRise>>,
}

/// All of `folder`, or what is wrong in it: file, line, item and field.
pub(crate) fn read(folder: &Path, has_words: &dyn Fn(&str) -> bool) -> Result<Written, String> {
    let manifest = TomlFile::read(folder, MANIFEST)?;
    let listed = manifest.parse::<Manifest>().map_err(named)?.files;
    let found = names(folder, "toml")?;
    if let Some(name) = found.iter().find(|name| *name != MANIFEST && !listed.contains(name)) {
        return Err(format!("{FOLDER}{MANIFEST}:1: files: {name} is not listed"));
    }
    let files: Vec<TomlFile> =
        listed.iter().map(|name| TomlFile::read(folder, name)).collect::<Result<_, _>>()?;
    from_files(&manifest, &files, has_words).map_err(named)
}

fn named(error: ContentError) -> String {
    format!("{FOLDER}{error}")
}

/// The same from files in memory.
pub(crate) fn from_files(
    manifest: &TomlFile,
    files: &[TomlFile],
    has_words: &dyn Fn(&str) -> bool,
) -> Result<Written, ContentError> {
    let mut draft = draft_of(manifest)?;
    for file in files {
        let items: File = file.parse()?;
        draft.questions.extend(file.placed(items.question));
        draft.rules.extend(file.placed(items.rule));
        draft.contradictions.extend(file.placed(items.contradiction));
        draft.symptoms.extend(file.placed(items.symptom));
        draft.combinations.extend(file.placed(items.combination));
        draft.pain_rises.extend(file.placed(items.pain_rise));
    }
    draft.resolve_scopes()?;
    validate::validate(&draft, has_words)?;
    Ok(draft.into_written())
}

fn draft_of(file: &TomlFile) -> Result<Draft, ContentError> {
    let manifest: Manifest = file.parse()?;
    Ok(Draft {
        version: manifest.version,
        files: manifest.files,
        groups: manifest.groups,
        manifest: Place { file: file.name.clone(), line: 1 },
        modalities: file.placed(manifest.modality),
        questions: Vec::new(),
        rules: Vec::new(),
        contradictions: Vec::new(),
        symptoms: Vec::new(),
        combinations: Vec::new(),
        pain_rises: Vec::new(),
    })
}
