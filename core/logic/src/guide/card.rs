//! A card as it is shown: its words as messages, its sources with credit, and what it stands on.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::validate::EDUCATION_ONLY;
use super::words::{PartKind, Rank, SourceKind, Tag, Topic};
use super::written;
use crate::modality::{Modality, Region};
use crate::place::Placed;
use crate::text::Message;

/// A card of the guide.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Small letters, digits and underscores; stays the same for good.
    pub id: SmolStr,
    /// What it is about.
    pub topic: Topic,
    /// The ways of traction it is for; never empty. A card with steps is never for those that are education
    /// only.
    pub modalities: Vec<Modality>,
    /// The parts of the spine it is for; never empty.
    pub regions: Vec<Region>,
    /// False where it is for education only (X11, X12): no steps, and nothing that times or counts.
    pub guided: bool,
    /// Whether an integrator added it (P38).
    pub added: bool,
    /// What it stands on (X14): its best article, or what it has instead.
    pub rank: Rank,
    /// The sources it was drawn from.
    pub sources: Vec<Source>,
    /// The day on which it was last read against its sources (O04).
    pub reviewed: NaiveDate,
    /// In reading order; never empty.
    pub parts: Vec<Part>,
    /// More words to find it by, in small letters.
    pub synonyms: Vec<SmolStr>,
    given: Given,
}

/// The words that an integrator gave, by the keys that built-in ones would have; none for a built-in card.
pub(super) type Given = Option<Arc<BTreeMap<String, String>>>;

/// One part of a card.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its id within the card.
    pub id: SmolStr,
    /// What it is.
    pub kind: PartKind,
    /// The facts or sources that it rests on; never empty.
    pub sources: Vec<SmolStr>,
    card: SmolStr,
    given: Given,
}

/// Where something was learnt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: SmolStr,
    /// What it is.
    pub kind: SourceKind,
    /// Who wrote or reviewed it (O05).
    pub credit: SmolStr,
    /// A year or a day; absent where the source names none.
    pub dated: Option<SmolStr>,
    /// Whether it is old enough to say so (O06).
    pub ageing: bool,
    /// Whether its text was read for Nape.
    pub tag: Tag,
}

impl Card {
    /// Makes a card of checked content; an added one is `given` its words.
    pub(super) fn new(card: &written::Card, sources: &[Placed<written::Source>], given: &Given) -> Self {
        let drawn_from: Vec<&written::Source> =
            card.drawn_from.iter().filter_map(|id| find(sources, id)).collect();
        Self {
            id: card.id.clone(),
            topic: card.topic,
            modalities: modalities(card),
            regions: or_all(&card.regions, Region::ALL),
            guided: !card.modalities.iter().any(|modality| EDUCATION_ONLY.contains(modality)),
            added: given.is_some(),
            rank: rank(&drawn_from),
            sources: drawn_from.into_iter().map(Source::new).collect(),
            reviewed: card.reviewed,
            parts: card.part.iter().map(|part| Part::new(card, part, given)).collect(),
            synonyms: card.synonyms.clone(),
            given: given.clone(),
        }
    }

    /// What it is called.
    pub fn title(&self, region: Region) -> Message {
        words(&self.given, written::title_key(&self.id), region)
    }

    /// What it says, in one sentence.
    pub fn summary(&self, region: Region) -> Message {
        words(&self.given, written::summary_key(&self.id), region)
    }

    /// What is to be said beside it: that it is for education only, that it is not Nape's own.
    pub fn notices(&self) -> Vec<Message> {
        let education = (!self.guided).then(|| Message::new("guide-notice-education"));
        let added = self.added.then(|| Message::new("guide-notice-added"));
        education.into_iter().chain(added).collect()
    }

    /// `asked` where the card is for it, else the first region that it is for.
    pub fn region(&self, asked: Region) -> Region {
        if self.regions.contains(&asked) { asked } else { self.regions.first().copied().unwrap_or(asked) }
    }
}

impl Part {
    fn new(card: &written::Card, part: &written::Part, given: &Given) -> Self {
        Self {
            id: part.id.clone(),
            kind: part.kind,
            sources: part.sources.clone(),
            card: card.id.clone(),
            given: given.clone(),
        }
    }

    /// The text; of a myth the saying, of a comparison the home side, of a term the word.
    pub fn text(&self, region: Region) -> Message {
        words(&self.given, written::text_key(&self.card, &self.id), region)
    }

    /// The second text that its kind has: a step's check, a myth's truth, the clinic side, a term's meaning.
    pub fn second(&self, region: Region) -> Option<Message> {
        let key = written::second_key(&self.card, &self.id, self.kind)?;
        Some(words(&self.given, key, region))
    }
}

impl Source {
    fn new(source: &written::Source) -> Self {
        Self {
            id: source.id.clone(),
            kind: source.kind,
            credit: source.credit.clone(),
            dated: source.dated.clone(),
            ageing: source.ageing,
            tag: source.tag,
        }
    }

    /// Where it is ageing, what to say of that.
    pub fn ageing_message(&self) -> Option<Message> {
        let dated = self.dated.clone().filter(|_| self.ageing)?;
        Some(Message::new("guide-source-ageing").text("dated", dated))
    }

    /// Its date.
    pub fn dated_message(&self) -> Message {
        match &self.dated {
            Some(dated) => Message::new("guide-source-dated").text("dated", dated.clone()),
            None => Message::new("guide-source-undated"),
        }
    }

    /// Whether its text was read.
    pub fn tag_message(&self) -> Message {
        Message::new(match self.tag {
            Tag::R => "guide-source-read",
            Tag::M => "guide-source-not-read",
        })
    }
}

impl Topic {
    /// Its name.
    pub fn message(self) -> Message {
        frame("topic", self.word())
    }
}

impl PartKind {
    /// What stands before the text of such a part, where something does.
    pub fn message(self) -> Option<Message> {
        (self != Self::Text).then(|| frame("kind", self.word()))
    }

    /// What stands before the second text of such a part, where there is one.
    pub fn second_message(self) -> Option<Message> {
        self.second_key().map(|end| frame("kind", &format!("{}-{end}", self.word())))
    }
}

impl SourceKind {
    /// Its name.
    pub fn message(self) -> Message {
        frame("source-kind", self.word())
    }
}

impl Rank {
    /// What it means for the reader.
    pub fn message(self) -> Message {
        frame("rank", self.word())
    }
}

fn frame(kind: &str, word: &str) -> Message {
    Message::new(format!("guide-{kind}-{}", word.replace('_', "-")))
}

/// The words under `key`: those that were given, else the built-in ones.
fn words(given: &Given, key: String, region: Region) -> Message {
    match given.as_deref().and_then(|given| given.get(&key)) {
        Some(words) => for_region(&Message::as_given(words), region),
        None => for_region(&Message::new(key), region),
    }
}

pub(super) fn for_region(message: &Message, region: Region) -> Message {
    message.clone().text("region", region.word())
}

fn find<'a>(sources: &'a [Placed<written::Source>], id: &str) -> Option<&'a written::Source> {
    sources.iter().map(|placed| &placed.item).find(|source| source.id == id)
}

pub(super) fn or_all<T: Copy>(listed: &[T], all: &[T]) -> Vec<T> {
    if listed.is_empty() { all.to_vec() } else { listed.to_vec() }
}

/// The ways of traction that a card is for. One that names none is for all; where it has steps, not for those
/// that are education only.
fn modalities(card: &written::Card) -> Vec<Modality> {
    let has_steps = card.part.iter().any(|part| part.kind == PartKind::Step);
    let mut modalities = or_all(&card.modalities, Modality::ALL);
    modalities.retain(|modality| !(has_steps && EDUCATION_ONLY.contains(modality)));
    modalities
}

/// The best article decides (X14). Without one it is literature where there is any, else a note.
fn rank(sources: &[&written::Source]) -> Rank {
    match sources.iter().filter_map(|source| source.rank).min() {
        Some(1) => Rank::ClinicPage,
        Some(2) => Rank::ReviewedArticle,
        Some(3) => Rank::WebArticle,
        Some(_) => Rank::PersonalAccount,
        None if sources.iter().all(|source| source.kind == SourceKind::Note) => Rank::Note,
        None => Rank::Literature,
    }
}
