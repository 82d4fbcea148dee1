//! What does a person need to know, and where is it written?
//!
//! The guide is cards: short texts in the product's own words, each with the facts that it rests on, the
//! sources that it was drawn from, how strong they are, and the day of its last review. All of it is data under
//! `content/guide/`; the words lie in `content/messages/<language>/guide-*.ftl`.
//!
//! | file | question it answers |
//! |---|---|
//! | `card` | what is on a card, and what does it stand on? |
//! | `search/` | which cards speak of this? |
//! | `emergency` | whom to call, and what comes first? |
//! | `reason` | why does a person start a course? |
//! | `additions` | what may an integrator add, and what not? |
//! | `words` | the words that content is written in |
//! | `written` | the shapes that content is written in |
//! | `content` | the content as the build packed it |
//! | `validate` | does the content hang together, and is what it cites there? |
//!
//! Nothing here recommends anything, and nothing guides what is for education only (X11, X12): a card about
//! neck cracking or a roller under the neck has no steps.

mod additions;
mod card;
mod content;
mod emergency;
mod reason;
mod search;
mod validate;
mod words;
mod written;

#[cfg(test)]
mod tests;

use std::sync::{LazyLock, OnceLock};

use thiserror::Error;

use crate::modality::Region;
use crate::place::Placed;
use search::Index;

pub use crate::place::ContentError;
pub use additions::{AddedCard, AddedPart, AddedSource, AdditionError, Additions};
pub use card::{Card, Part, Source};
pub use emergency::{Country, EmergencyCard, Number, UnknownCountry, emergency_card};
pub use reason::Reason;
pub use search::{FoundIn, Hit};
pub use words::{PartKind, Rank, SourceKind, Tag, Topic};

/// Why there is no guide.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GuideError {
    /// The built-in content is damaged; the build keeps that from happening.
    #[error(transparent)]
    Content(#[from] ContentError),
}

/// Everything that can be read: cards, and the reasons for a course.
#[derive(Debug, Clone)]
pub struct Guide {
    written: written::Written,
    cards: Vec<Card>,
    /// Made when somebody searches for the first time.
    index: OnceLock<Index>,
}

static BUILT_IN: LazyLock<Result<Guide, ContentError>> = LazyLock::new(Guide::load);

impl Guide {
    /// The built-in guide.
    pub fn built_in() -> Result<&'static Self, GuideError> {
        BUILT_IN.as_ref().map_err(|error| error.clone().into())
    }

    /// Reads the built-in guide once more; [`built_in`](Self::built_in) keeps what it read.
    pub fn load() -> Result<Self, ContentError> {
        content::built_in().map(Self::from_written)
    }

    /// Makes the guide of checked content whose words are built in.
    fn from_written(written: written::Written) -> Self {
        let card = |placed: &Placed<written::Card>| Card::new(&placed.item, &written.sources, &None);
        let mut cards: Vec<Card> = written.cards.iter().map(card).collect();
        cards.sort_by_key(|card| card.topic);
        Self { written, cards, index: OnceLock::new() }
    }

    /// Every card: topic by topic, within one in the order of the content; added ones last.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The card with this id.
    pub fn card(&self, id: &str) -> Option<&Card> {
        self.cards.iter().find(|card| card.id == id)
    }

    /// The cards that speak of `text`, the best first, at most `limit`. Any text will do; one without a word
    /// in it finds nothing.
    pub fn search(&self, text: &str, limit: usize) -> Vec<Hit> {
        let index = self.index.get_or_init(|| Index::new(&self.cards));
        index.search(text, &self.cards, limit)
    }

    /// The reasons that a person may give for a course of this region (P1), in the order of the content.
    pub fn reasons(&self, region: Region) -> Vec<Reason> {
        reason::reasons(&self.written.reasons, region)
    }

    /// This guide with an integrator's cards behind its own (P38). They are held to the same checks; one that
    /// would replace a built-in card is refused, and then nothing is added.
    pub fn with(&self, additions: &Additions) -> Result<Self, AdditionError> {
        additions::add(self, additions)
    }
}
