//! The shapes in which the guide is written: in TOML under `content/guide/`, packed by the build.
//!
//! The build script reads content with these same types.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::words::{PartKind, SourceKind, Tag, Topic};
use crate::modality::{Modality, Region};
use crate::place::Placed;

/// All that the guide is made of, each item with its place.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Written {
    pub(crate) sources: Vec<Placed<Source>>,
    pub(crate) cards: Vec<Placed<Card>>,
    pub(crate) reasons: Vec<Placed<Reason>>,
    pub(crate) numbers: Vec<Placed<NumberRow>>,
}

/// Where something was learnt.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub(crate) id: SmolStr,
    pub(crate) kind: SourceKind,
    /// The article's place in X14, 1 to 4; no other kind has one.
    #[serde(default)]
    pub(crate) rank: Option<u8>,
    /// Who wrote or reviewed it.
    pub(crate) credit: SmolStr,
    /// A year or a day; absent where the source names none.
    #[serde(default)]
    pub(crate) dated: Option<SmolStr>,
    /// Whether it is old enough to say so (O06).
    #[serde(default)]
    pub(crate) ageing: bool,
    pub(crate) tag: Tag,
}

/// A card. Its words lie under message keys made of its id.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Card {
    pub(crate) id: SmolStr,
    pub(crate) topic: Topic,
    /// Empty means all.
    #[serde(default)]
    pub(crate) modalities: Vec<Modality>,
    /// Empty means both.
    #[serde(default)]
    pub(crate) regions: Vec<Region>,
    /// Ids of sources.
    pub(crate) drawn_from: Vec<SmolStr>,
    /// The day on which it was last read against its sources (O04).
    pub(crate) reviewed: NaiveDate,
    /// In reading order.
    pub(crate) part: Vec<Part>,
    /// More words to find it by.
    #[serde(default)]
    pub(crate) synonyms: Vec<SmolStr>,
}

/// One part of a card.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    pub(crate) id: SmolStr,
    pub(crate) kind: PartKind,
    /// Ids of facts, or of sources.
    pub(crate) sources: Vec<SmolStr>,
}

/// A person's own reason for a course (P1).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reason {
    pub(crate) id: String,
    pub(crate) sources: Vec<SmolStr>,
    /// Empty means both.
    #[serde(default)]
    pub(crate) regions: Vec<Region>,
}

/// Whom to call in some countries.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberRow {
    /// ISO 3166 codes of two capital letters.
    pub(crate) countries: Vec<String>,
    /// One or two numbers, the first to try first.
    pub(crate) call: Vec<String>,
    pub(crate) tag: Tag,
}

impl Card {
    /// The key of each of its words.
    pub(crate) fn keys(&self) -> Vec<String> {
        let mut keys = vec![title_key(&self.id), summary_key(&self.id)];
        for part in &self.part {
            keys.push(text_key(&self.id, &part.id));
            keys.extend(second_key(&self.id, &part.id, part.kind));
        }
        keys
    }
}

impl Reason {
    pub(crate) fn key(&self) -> String {
        key(&["reason", &self.id])
    }
}

/// The key of a card's title.
pub(crate) fn title_key(card: &str) -> String {
    key(&[card, "title"])
}

/// The key of a card's summary.
pub(crate) fn summary_key(card: &str) -> String {
    key(&[card, "summary"])
}

/// The key of a part's text.
pub(crate) fn text_key(card: &str, part: &str) -> String {
    key(&[card, part])
}

/// The key of a part's second text, where its kind has one.
pub(crate) fn second_key(card: &str, part: &str, kind: PartKind) -> Option<String> {
    kind.second_key().map(|end| key(&[card, part, end]))
}

/// `guide-some-card-some-part` for the ids of a card and a part. Made in one piece: a search over all
/// cards makes hundreds.
fn key(ids: &[&str]) -> String {
    const USUAL_LENGTH: usize = 64;
    let mut key = String::with_capacity(USUAL_LENGTH);
    key.push_str("guide");
    for id in ids {
        key.push('-');
        key.extend(id.chars().map(|letter| if letter == '_' { '-' } else { letter }));
    }
    key
}
