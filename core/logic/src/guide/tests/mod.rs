//! | file | behaviour |
//! |---|---|
//! | `content` | the built-in content, and how a damaged one is reported |
//! | `cards` | what a card shows, and what it stands on |
//! | `search` | what is found, and in which order |
//! | `emergency` | whom to call |
//! | `additions` | what an integrator may add |

mod additions;
mod cards;
mod content;
mod emergency;
mod search;

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
    table["synonyms"] = json!(["zygotic decompression", "upside-down therapy"]);
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

/// The built-in guide with the samples.
fn guide() -> Guide {
    built_in().with(&read(&samples())).expect("they are accepted")
}
