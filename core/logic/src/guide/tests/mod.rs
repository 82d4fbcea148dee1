//! | file | behaviour |
//! |---|---|
//! | `content` | the built-in content |
//! | `cards` | what a card shows, and what it stands on |
//! | `search` | what is found, and in which order |
//! | `emergency` | whom to call |
//! | `additions` | what an integrator may add |

mod additions;
mod cards;
mod content;
mod emergency;
mod search;

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::{Additions, Guide};
use crate::document::from_json;

fn built_in() -> &'static Guide {
    Guide::built_in().expect("a guide")
}

fn read(additions: &Value) -> Additions {
    from_json(additions.to_string().as_bytes()).expect("additions")
}

fn card(id: &str, title: &str, summary: &str, text: &str) -> Value {
    json!({
        "id": id, "topic": "modality", "drawn_from": ["000"], "reviewed": "2026-11-21",
        "title": title, "summary": summary,
        "parts": [{"id": "a", "kind": "text", "sources": ["D07"], "text": text}],
    })
}

/// Four cards beside the built-in ones.
fn samples() -> Value {
    let mut hammock = card(
        "sample_hammock",
        "The cradle at the doorknob",
        "A sling that holds your head.",
        "It hangs from a doorknob, and your head rests in it while you lie down.",
    );
    hammock["modalities"] = json!(["neck_hammock"]);
    hammock["synonyms"] = json!(["quibbling sling"]);
    let mut table = card(
        "sample_table",
        "Zanzibar tables, up or down",
        "You lie on a table that pulls in turns.",
        "A kind of vexatious decompression.",
    );
    table["modalities"] = json!(["traction_table"]);
    table["synonyms"] = json!(["zygotic decompression", "wobble-down therapy"]);
    let mut steps = card("sample_steps", "Getting in, step by step", "How you start.", "Read this first.");
    steps["topic"] = json!("how_to");
    steps["parts"] = json!([
        {"id": "door", "kind": "step", "sources": ["F05"], "text": "Shut the door.", "second": "It is latched."},
        {"id": "lie", "kind": "step", "sources": ["F02"], "text": "Lie down.", "second": "Nothing pinches."},
    ]);
    let mut cracking =
        card("sample_cracking", "Xylophonic joints", "What the sound is.", "Nobody quite knows.");
    cracking["modalities"] = json!(["neck_cracking"]);
    json!({ "cards": [hammock, table, steps, cracking] })
}

/// A guide as if the content had these sources and cards.
fn guide_of(sources: &[Value], cards: &[Value]) -> Guide {
    let written = json!({"sources": sources, "cards": cards, "reasons": [], "numbers": []});
    Guide::from_written(serde_json::from_value(written).expect("content"))
}

/// A source of each kind that matters for what a card stands on.
fn sources() -> Vec<Value> {
    let source = |id: &str, kind: &str, rank: Option<u8>, credit: &str, dated: Option<&str>| {
        json!({
            "id": id, "kind": kind, "rank": rank, "credit": credit, "dated": dated, "tag": "R",
            "ageing": dated == Some("2019"),
        })
    };
    vec![
        source("000", "article", Some(1), "a clinic", Some("2022-05-19")),
        source("001", "article", Some(4), "somebody", Some("2025")),
        source("003", "article", Some(2), "a site with a reviewer", Some("2019")),
        source("004", "article", Some(3), "a site", None),
        source("trial2014", "trial", None, "a university", Some("2014")),
        source("own", "note", None, "Nape", Some("2026")),
    ]
}

/// A card as the content has it.
fn written_card(id: &str, drawn_from: &[&str]) -> Value {
    json!({
        "id": id, "topic": "dose", "drawn_from": drawn_from, "reviewed": "2026-11-21",
        "part": [{"id": "b", "kind": "text", "sources": ["E01"]}],
    })
}

/// The built-in guide with the samples.
fn guide() -> &'static Guide {
    static GUIDE: LazyLock<Guide> =
        LazyLock::new(|| built_in().with(&read(&samples())).expect("they are accepted"));
    &GUIDE
}
