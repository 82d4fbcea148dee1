//! Reads the content under `content/`, checks it, and packs it for the crate, so that a file broken by hand fails
//! the build with its line and the shipped library needs no reader for it.

#![allow(clippy::disallowed_methods, reason = "reading files is what the build is for")]
#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

mod content;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use serde::Serialize;
use serde::de::DeserializeOwned;

// The shared shapes know these by their places in the crate.
use content::pack::Pack;
use content::{citation, modality, place, time, units};

fn main() -> ExitCode {
    for watched in [
        "content",
        "build",
        "src/citation.rs",
        "src/modality.rs",
        "src/place.rs",
        "src/plan",
        "src/screening",
        "src/time",
        "src/units.rs",
        "src/guide",
        "src/text/pack.rs",
        "src/routine",
        "src/session/written.rs",
    ] {
        println!("cargo::rerun-if-changed={watched}");
    }
    match pack() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            println!("cargo::error={problem}");
            ExitCode::FAILURE
        }
    }
}

fn pack() -> Result<(), String> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|_| "run by cargo")?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|_| "run by cargo")?);
    let folder = root.join("content");
    let languages = content::messages::languages(&folder.join("messages"))?;
    for (tag, messages) in &languages {
        for pack in Pack::ALL {
            let text = messages.packed(pack).map_err(|error| format!("content/messages/{tag}: {error}"))?;
            let file = out.join(format!("{}-{tag}.ftl", pack.name()));
            fs::write(file, text).map_err(|error| error.to_string())?;
        }
    }
    let messages = languages.get("en").ok_or("content/messages/en: English is missing")?;
    let screening = content::screening::read(&folder.join("screening"), &|key| messages.has(key))?;
    let mut guide = content::guide::read(&folder.join("guide"), &|key| messages.has(key))?;
    let modalities = &screening.manifest.modality;
    write(&out, "envelope.bin", &content::plan::read(&folder.join("plan"), modalities)?)?;
    // A step of a routine is in a person's file as well, with its names.
    let routine = content::routine::read(&folder.join("routine"), &|key| messages.has(key))?;
    write_json(&out, "routine.json", &routine)?;
    let steps = content::session::read(&folder.join("session"), &|key| messages.has(key), modalities)?;
    write(&out, "steps.bin", &steps)?;
    write(&out, "claims.bin", &content::claims::read(&folder)?)?;
    write(&out, "screening.bin", &screening)?;
    // Apart from the rest, so that nothing else in the guide can keep them from a person.
    write(&out, "emergency_numbers.bin", &std::mem::take(&mut guide.numbers))?;
    write(&out, "guide.bin", &guide)
}

/// Packs `content`, and reads it back: a shape that packing loses something of must not get as far as a person.
fn write<T: Serialize + DeserializeOwned>(out: &Path, name: &str, content: &T) -> Result<(), String> {
    let packed = postcard::to_stdvec(content).map_err(|error| error.to_string())?;
    let read: T =
        postcard::from_bytes(&packed).map_err(|error| format!("{name} can't be read back: {error}"))?;
    if postcard::to_stdvec(&read).map_err(|error| error.to_string())? != packed {
        return Err(format!("{name} doesn't read back as it was written"));
    }
    fs::write(out.join(name), packed).map_err(|error| error.to_string())
}

fn write_json(out: &Path, name: &str, content: &impl Serialize) -> Result<(), String> {
    let json = serde_json::to_vec(content).map_err(|error| error.to_string())?;
    fs::write(out.join(name), json).map_err(|error| error.to_string())
}
