//! How long a search takes: each must stay far below a millisecond, since it runs while a person types.

// A benchmark has no documentation of its own, and says so by panicking where it can't go on.
#![allow(missing_docs, clippy::expect_used)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use nape_logic::document::from_json;
use nape_logic::guide::{Additions, Guide};
use serde_json::{Value, json};

/// More cards than the guide will have, so that the figure holds for years.
const CARDS: usize = 200;

/// Queries: one word, several, misspelt, and the longest that the door takes.
fn queries() -> Vec<(&'static str, String)> {
    let longest = "decmpressoin hamock puley theraphy ".repeat(6);
    vec![
        ("one word", "hammock".to_owned()),
        ("a synonym", "spinal traction".to_owned()),
        ("a question", "how long should I use the pulley over the door".to_owned()),
        ("misspelt", "decompresion theraphy".to_owned()),
        ("longest", longest.chars().take(200).collect()),
    ]
}

/// A guide of the usual size, whose words differ from card to card as real ones do.
fn guide() -> Guide {
    let words =
        ["hammock", "pulley", "traction", "door", "minutes", "decompression", "therapy", "neck", "rest"];
    let word = |card: usize, at: usize| {
        format!("{}{}", words[(card * 7 + at) % words.len()], (card * 31 + at * 17) % 60)
    };
    let text = |card: usize| (0..120).map(|at| word(card, at)).collect::<Vec<_>>().join(" ");
    let card = |card: usize| -> Value {
        json!({
            "id": format!("card_{card}"), "topic": "how_to", "drawn_from": ["000"], "reviewed": "2026-01-01",
            "title": format!("{} and {}", words[card % words.len()], words[(card / 3) % words.len()]),
            "summary": "What it is.", "synonyms": ["spinal traction"],
            "parts": [{"id": "a", "kind": "text", "sources": ["D07"], "text": text(card)}],
        })
    };
    let additions = json!({ "cards": (0..CARDS).map(card).collect::<Vec<_>>() }).to_string();
    let additions: Additions = from_json(additions.as_bytes()).expect("additions");
    Guide::built_in().expect("a guide").with(&additions).expect("a larger guide")
}

fn search(criterion: &mut Criterion) {
    let guide = guide();
    guide.search("the index is made by the first search", 1);
    for (name, query) in queries() {
        criterion.bench_function(&format!("guide search, {name}"), |bencher| {
            bencher.iter(|| black_box(guide.search(black_box(&query), 20)));
        });
    }
    criterion.bench_function("guide index", |bencher| {
        bencher.iter_batched(
            || guide.with(&Additions::default()).expect("a guide"),
            |guide| guide.search("hammock", 20),
            criterion::BatchSize::SmallInput,
        );
    });
}

criterion_group!(benches, search);
criterion_main!(benches);
