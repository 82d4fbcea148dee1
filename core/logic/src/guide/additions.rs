//! What an integrator adds at `open`: cards of their own, never one in the place of a built-in card (P38).

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use thiserror::Error;

use super::card::Card;
use super::validate::validate;
use super::words::{PartKind, SourceKind, Tag, Topic};
use super::written::{self, Written};
use super::{Guide, OnceLock};
use crate::document::FieldError;
use crate::modality::{Modality, Region};
use crate::place::Placed;
use crate::text::claims::refuse_banned;
use crate::text::has_message;

/// Where added items stand, for an error's sake.
const ADDITIONS: &str = "additions";

/// Cards as an integrator writes them, with their words; read them with
/// [`from_json`](crate::document::from_json).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Additions {
    /// Sources of their own.
    #[serde(default)]
    pub sources: Vec<AddedSource>,
    /// The cards.
    pub cards: Vec<AddedCard>,
}

/// A source that cards are drawn from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedSource {
    /// Small letters, digits and underscores; none of the built-in ones.
    pub id: String,
    /// What it is; `article` is kept for the built-in, ranked ones.
    pub kind: SourceKind,
    /// Who wrote or reviewed it.
    pub credit: String,
    /// A year or a day; absent where the source names none.
    pub dated: Option<String>,
    /// Whether it is old enough to say so.
    #[serde(default)]
    pub ageing: bool,
    /// Whether its text was read.
    pub tag: Tag,
}

/// A card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedCard {
    /// Small letters, digits and underscores; none of the built-in ones.
    pub id: String,
    /// What it is about.
    pub topic: Topic,
    /// The ways of traction it is for; all where empty.
    #[serde(default)]
    pub modalities: Vec<Modality>,
    /// The parts of the spine it is for; both where empty.
    #[serde(default)]
    pub regions: Vec<Region>,
    /// Ids of sources, built-in or added; at least one.
    pub drawn_from: Vec<String>,
    /// The day on which it was last read against its sources.
    pub reviewed: NaiveDate,
    /// What it is called.
    pub title: String,
    /// What it says, in one sentence.
    pub summary: String,
    /// In reading order; at least one.
    pub parts: Vec<AddedPart>,
    /// More words to find it by, in small letters.
    #[serde(default)]
    pub synonyms: Vec<String>,
}

/// One part of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedPart {
    /// Small letters, digits and underscores.
    pub id: String,
    /// What it is.
    pub kind: PartKind,
    /// Facts or sources that it rests on; at least one.
    pub sources: Vec<String>,
    /// The text.
    pub text: String,
    /// The second text that its kind has, and no other: a step's check, a myth's truth, the clinic side, a
    /// term's meaning.
    pub second: Option<String>,
}

/// Why additions were not taken; none of them is in the guide then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AdditionError {
    /// It would stand in the place of something built in.
    #[error("{field}: additions can't replace what is built in")]
    Replaces {
        /// What it would replace, such as `card hammock_what`.
        field: String,
    },
    /// It does not hang together.
    #[error(transparent)]
    BadInput(#[from] FieldError),
}

/// The guide with `additions` behind its own cards.
pub(super) fn add(guide: &Guide, additions: &Additions) -> Result<Guide, AdditionError> {
    replaces_nothing(guide, additions)?;
    let mut words = BTreeMap::new();
    let mut written = guide.written.clone();
    for (index, source) in additions.sources.iter().enumerate() {
        written.sources.push(Placed::numbered(index, written_source(index, source)?, ADDITIONS));
    }
    let mut added = Vec::new();
    for (index, card) in additions.cards.iter().enumerate() {
        added.push(Placed::numbered(index, written_card(index, card, &mut words)?, ADDITIONS));
    }
    written.cards.extend(added.iter().cloned());
    hangs_together(&written, guide, &words)?;
    let given = Some(Arc::new(words));
    let mut cards = guide.cards.clone();
    cards.extend(added.iter().map(|placed| Card::new(&placed.item, &written.sources, &given)));
    Ok(Guide { written, cards, index: OnceLock::new() })
}

fn replaces_nothing(guide: &Guide, additions: &Additions) -> Result<(), AdditionError> {
    let built_in = |id: &str| guide.written.sources.iter().any(|placed| placed.item.id == id);
    let source = additions.sources.iter().find(|source| built_in(&source.id));
    let source = source.map(|source| format!("source {}", source.id));
    let card = additions.cards.iter().find(|card| guide.card(&card.id).is_some());
    let card = card.map(|card| format!("card {}", card.id));
    match source.or(card) {
        Some(field) => Err(AdditionError::Replaces { field }),
        None => Ok(()),
    }
}

fn written_source(index: usize, source: &AddedSource) -> Result<written::Source, FieldError> {
    if source.kind == SourceKind::Article {
        let allowed = "trial, review, guideline, manual or note";
        let field = format!("sources[{index}].kind");
        return Err(FieldError::new(field, "only the built-in articles are ranked", allowed));
    }
    Ok(written::Source {
        id: source.id.as_str().into(),
        kind: source.kind,
        rank: None,
        credit: source.credit.as_str().into(),
        dated: source.dated.as_deref().map(Into::into),
        ageing: source.ageing,
        tag: source.tag,
    })
}

/// The card as content has it; its words go into `words`.
fn written_card(
    index: usize,
    card: &AddedCard,
    words: &mut BTreeMap<String, String>,
) -> Result<written::Card, FieldError> {
    let written = written::Card {
        id: card.id.as_str().into(),
        topic: card.topic,
        modalities: card.modalities.clone(),
        regions: card.regions.clone(),
        drawn_from: shared(&card.drawn_from),
        reviewed: card.reviewed,
        part: card.parts.iter().map(written_part).collect(),
        synonyms: shared(&card.synonyms),
    };
    let field = |name: &str| format!("cards[{index}].{name}");
    words.insert(written::title_key(&written.id), spoken(field("title"), &card.title)?);
    words.insert(written::summary_key(&written.id), spoken(field("summary"), &card.summary)?);
    for (at, (part, added)) in written.part.iter().zip(&card.parts).enumerate() {
        let field = |name: &str| format!("cards[{index}].parts[{at}].{name}");
        words.insert(written::text_key(&written.id, &part.id), spoken(field("text"), &added.text)?);
        match (written::second_key(&written.id, &part.id, part.kind), &added.second) {
            (Some(key), Some(text)) => {
                words.insert(key, spoken(field("second"), text)?);
            }
            (None, None) => {}
            (Some(_), None) => {
                return Err(FieldError::new(field("second"), "missing", "the second text that its kind has"));
            }
            (None, Some(_)) => {
                return Err(FieldError::new(field("second"), "unknown field", "no second text of this kind"));
            }
        }
    }
    Ok(written)
}

fn written_part(part: &AddedPart) -> written::Part {
    written::Part { id: part.id.as_str().into(), kind: part.kind, sources: shared(&part.sources) }
}

fn shared(ids: &[String]) -> Vec<SmolStr> {
    ids.iter().map(Into::into).collect()
}

/// A text that may be shown. Every added text passes here, and none may claim what the product never claims.
fn spoken(field: String, text: &str) -> Result<String, FieldError> {
    if text.trim().is_empty() {
        return Err(FieldError::new(field, "empty", "words"));
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(FieldError::new(field, "a control character", "words"));
    }
    refuse_banned(field, text)?;
    Ok(text.to_owned())
}

/// Holds all cards together to the checks of the built-in ones.
fn hangs_together(
    written: &Written,
    guide: &Guide,
    words: &BTreeMap<String, String>,
) -> Result<(), FieldError> {
    // The words of cards that were added before are in no file; their cards have been checked.
    let earlier: Vec<String> = guide
        .written
        .cards
        .iter()
        .filter(|placed| guide.card(&placed.item.id).is_some_and(|card| card.added))
        .flat_map(|placed| placed.item.keys())
        .collect();
    let has_words =
        |key: &str| has_message(key) || words.contains_key(key) || earlier.iter().any(|one| one == key);
    Ok(validate(written, &has_words)?)
}
