//! The steps around a pull under `content/session/`, read with their places and checked.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::citation;
use super::modality::Use;
use super::place::{ContentError, Placed};
use super::screening::written::ModalityRow;
use super::toml_file::TomlFile;

#[path = "../../src/session/written.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
pub(crate) mod written;

use written::{Ending, Entry, Written};

/// What a person who reads the build's error opens.
const FOLDER: &str = "core/logic/content/session/";
/// Checks that stand before every pull (P20).
const ALWAYS_CHECKED: [&str; 2] = ["release_in_reach", "someone_knows"];

/// Each is followed by something (P22).
const ENDS: [Ending; 5] =
    [Ending::Clean, Ending::Stopped, Ending::Felt, Ending::Emergency, Ending::Unreleased];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    step: Vec<Spanned<Entry>>,
}

/// All of the folder at `path`, or what is wrong in it: file, line, item and field. Every way of traction in
/// `modalities` that has sessions has its checks and its way out.
pub(crate) fn read(
    path: &Path,
    has_words: &dyn Fn(&str) -> bool,
    modalities: &[ModalityRow],
) -> Result<Written, String> {
    let named = |error: &dyn std::fmt::Display| format!("{FOLDER}{error}");
    let part = |part: &str| -> Result<(TomlFile, Vec<Placed<Entry>>), String> {
        let file = TomlFile::read(path, &format!("{part}.toml")).map_err(|error| named(&error))?;
        let steps: File = file.parse().map_err(|error| named(&error))?;
        let steps = file.placed(steps.step);
        check(part, &steps, has_words).map_err(|error| named(&error))?;
        Ok((file, steps))
    };
    let (setup_file, setup) = part("setup")?;
    let (release_file, release) = part("release")?;
    let (after_file, after) = part("after")?;
    let covers = || -> Result<(), ContentError> {
        for id in ALWAYS_CHECKED {
            every_session_has(&setup_file, &setup, modalities, &format!("no {id}"), &|step| step.id == id)?;
        }
        every_session_has(&release_file, &release, modalities, "no way out", &|_| true)?;
        every_end_is_followed(&after_file, &after)
    };
    covers().map_err(|error| named(&error))?;
    Ok(Written { setup, release, after })
}

/// The first mistake in the steps of a file.
fn check(part: &str, steps: &[Placed<Entry>], has_words: &dyn Fn(&str) -> bool) -> Result<(), ContentError> {
    let mut ids = BTreeSet::new();
    for placed in steps {
        let step = &placed.item;
        let wrong =
            |field: &str, message: String| Err(placed.error(format!("step {}: {field}", step.id), message));
        if !ids.insert(step.id.as_str()) {
            return wrong("id", "this id stands twice".to_owned());
        }
        if step.after.is_empty() == (part == "after") {
            return wrong("after", "a step of after.toml names the ends it follows, and no other".to_owned());
        }
        if step.modalities.as_ref().is_some_and(Vec::is_empty) {
            return wrong("modalities", "at least one, or none of the field".to_owned());
        }
        match step.sources.iter().find(|source| !citation::exists(source)) {
            Some(unknown) => return wrong("sources", format!("there is no {unknown}")),
            None if step.sources.is_empty() => return wrong("sources", "at least one".to_owned()),
            None => {}
        }
        let key = step.key(part);
        if !has_words(&key) {
            return wrong("words", format!("there are no words for {key}"));
        }
    }
    Ok(())
}

fn every_session_has(
    file: &TomlFile,
    steps: &[Placed<Entry>],
    modalities: &[ModalityRow],
    what: &str,
    fits: &dyn Fn(&Entry) -> bool,
) -> Result<(), ContentError> {
    for modality in modalities.iter().filter(|modality| modality.used_for == Use::Session) {
        for region in &modality.regions {
            let mut of = steps.iter().filter(|step| step.item.is_for(modality.id, *region));
            if !of.any(|step| fits(&step.item)) {
                let message = format!("{what} for {} {region}", modality.id);
                return Err(file.error_at(&["step"], &message));
            }
        }
    }
    Ok(())
}

fn every_end_is_followed(file: &TomlFile, steps: &[Placed<Entry>]) -> Result<(), ContentError> {
    let is_followed = |end: &Ending| steps.iter().any(|step| step.item.after.contains(end));
    match ENDS.iter().find(|end| !is_followed(end)) {
        Some(end) => Err(file.error_at(&["step"], &format!("nothing follows {end:?}"))),
        None => Ok(()),
    }
}
