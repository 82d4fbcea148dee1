//! Content that is broken by hand fails the build, with file, line and field.
//!
//! | file | breaks |
//! |---|---|
//! | `envelope` | the limits of plans |
//! | `guide` | cards, sources, reasons, emergency numbers |
//! | `messages` | messages, and the packs they lie in |
//! | `routine` | practices and routines |
//! | `screening` | questions, rules, symptoms |
//! | `session` | the steps around a pull, and the claims |

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what went wrong by failing")]
#![allow(
    clippy::disallowed_methods,
    reason = "it reads the content as the build does, and writes broken files for it"
)]

#[path = "../../build/content/mod.rs"]
#[allow(dead_code, reason = "the build uses the rest")]
mod content;

mod envelope;
mod guide;
mod messages;
mod routine;
mod screening;
mod session;

use std::fs;
use std::path::{Path, PathBuf};

use content::messages::Messages;
use content::screening::written::ModalityRow;
// The shared shapes know these by their places in the crate.
use content::{citation, modality, place, time, units};
use tempfile::TempDir;

/// A folder of the content.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(name)
}

fn english() -> Messages {
    content::messages::read(&folder("messages/en")).expect("messages")
}

/// What screening knows of each way of traction.
fn modalities() -> Vec<ModalityRow> {
    let messages = english();
    let written = content::screening::read(&folder("screening"), &|key| messages.has(key));
    written.expect("screening").manifest.modality
}

/// The files of a folder of the content, `change` done to the one that is called `name`.
fn changed(of: &str, name: &str, change: impl Fn(&str) -> String) -> TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    let files = fs::read_dir(folder(of)).expect("files").map(|entry| entry.expect("a file").path());
    for file in files.filter(|file| file.is_file()) {
        let own_name = file.file_name().expect("a name");
        let text = fs::read_to_string(&file).expect("text");
        let text = if own_name == name { change(&text) } else { text };
        fs::write(copy.path().join(own_name), text).expect("written");
    }
    assert!(copy.path().join(name).exists(), "{name} is not in {of}");
    copy
}

/// The text with its first `from` replaced by `to`; there is one.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not there");
    text.replacen(from, to, 1)
}

/// The file of a folder, the line, and what the build says is wrong there.
fn placed(error: &str, of: &str) -> (String, usize, String) {
    let place =
        error.strip_prefix(&format!("core/logic/content/{of}")).and_then(|rest| rest.split_once(": "));
    let (place, what) = place.unwrap_or_else(|| panic!("no place: {error}"));
    let (file, line) = place.split_once(':').unwrap_or_else(|| panic!("no line: {error}"));
    let line = line.parse().unwrap_or_else(|_| panic!("no number: {error}"));
    (file.trim_start_matches('/').to_owned(), line, what.to_owned())
}
