//! Imports inside the two crates of the core run one way. The lists here are the whole truth about it.

use std::path::{Path, PathBuf};

use nape_structure::edges::{Rules, Source, problems, read_sources};

const LOGIC: Rules<'_> = Rules {
    own_name: "nape_logic",
    parts: &["screening", "plan", "session", "device", "journal", "guide", "reminders", "routine"],
    edges: &[("session", "plan"), ("reminders", "plan")],
    shared: &["units", "time", "id", "modality", "text", "document", "place", "packed", "citation"],
};

const RUNTIME: Rules<'_> = Rules {
    own_name: "nape",
    parts: &["api", "engine", "store", "link", "report", "conformance"],
    edges: &[
        ("api", "engine"),
        ("conformance", "link"),
        ("engine", "conformance"),
        ("engine", "store"),
        ("engine", "link"),
        ("engine", "report"),
        ("report", "store"),
    ],
    shared: &[],
};

fn sources(of: &str) -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../core").join(of).join("src");
    read_sources(&src).unwrap_or_default()
}

fn planted(path: &str, text: &str) -> Vec<Source> {
    vec![Source { path: PathBuf::from(path), text: text.to_owned() }]
}

#[test]
fn the_parts_of_the_logic_import_only_what_is_listed() {
    let sources = sources("logic");
    assert!(!sources.is_empty(), "the sources were found");
    assert_eq!(problems(&LOGIC, &sources), Vec::<String>::new());
}

#[test]
fn the_parts_of_the_runtime_import_only_what_is_listed() {
    let sources = sources("runtime");
    assert!(!sources.is_empty(), "the sources were found");
    assert_eq!(problems(&RUNTIME, &sources), Vec::<String>::new());
}

#[test]
fn a_listed_edge_is_accepted_and_its_reverse_refused() {
    let allowed = planted("session/machine.rs", "use crate::plan::Dose;");
    assert!(problems(&LOGIC, &allowed).is_empty());
    let reversed = planted("plan/dose.rs", "\nuse crate::session::Machine;");
    assert_eq!(problems(&LOGIC, &reversed), ["plan/dose.rs:2: `plan` imports `session`"]);
}

#[test]
fn an_edge_is_found_in_code_in_tests_and_by_way_of_super() {
    for text in [
        "fn f() { crate::journal::x(); }",
        "#[cfg(test)]\nmod tests { use crate::journal::X; }",
        "use super::super::journal;",
        "use crate::{units::Force, journal::X};",
        "use nape_logic::journal::X;",
    ] {
        assert_eq!(problems(&LOGIC, &planted("device/codec.rs", text)).len(), 1, "{text}");
    }
}

#[test]
fn an_edge_named_in_a_comment_or_a_string_is_none() {
    let text = "//! See [`crate::journal`].\nconst X: &str = \"crate::journal\";";
    assert!(problems(&LOGIC, &planted("device/codec.rs", text)).is_empty());
}

#[test]
fn a_shared_file_imports_no_part() {
    assert!(problems(&LOGIC, &planted("text.rs", "use crate::units::Force;")).is_empty());
    assert_eq!(
        problems(&LOGIC, &planted("text.rs", "use crate::plan::Dose;")),
        ["text.rs:1: `text` imports `plan`"]
    );
}

#[test]
fn a_part_is_not_reached_past_its_neighbour_or_through_the_root() {
    assert_eq!(problems(&RUNTIME, &planted("api/mod.rs", "use crate::store::Journal;")).len(), 1);
    assert_eq!(problems(&RUNTIME, &planted("api/mod.rs", "use crate::Journal;")).len(), 1);
    assert_eq!(problems(&RUNTIME, &planted("store/mod.rs", "use super::*;")).len(), 1);
    assert_eq!(problems(&RUNTIME, &planted("link/mod.rs", "#[path = \"../store/x.rs\"]\nmod x;")).len(), 1);
}

#[test]
fn a_new_part_must_be_listed_first() {
    assert_eq!(problems(&LOGIC, &planted("helpers/mod.rs", "")).len(), 1);
}
