//! Which cards speak of this? Words are found whatever their case, accents and endings, with a slip of the
//! finger, and, for the last word, while it is still being typed.
//!
//! | file | idea |
//! |---|---|
//! | `fold` | a text as plain words, and a word without its ending |
//! | `index` | which word stands where, and the ranking |
//! | `near` | which known words are meant by a typed one |

mod fold;
mod index;
mod near;

use smol_str::SmolStr;

use crate::text::Message;

pub(super) use index::Index;

/// A card that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The card's id.
    pub card: SmolStr,
    /// What it is called, for the first region that it is for.
    pub title: Message,
    /// Where what was looked for weighs most.
    pub where_found: FoundIn,
}

/// A place in a card, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundIn {
    /// The title.
    Title,
    /// Another word for it.
    Synonym,
    /// The summary.
    Summary,
    /// A part.
    Body,
}

impl FoundIn {
    const fn weight(self) -> u32 {
        match self {
            Self::Title => 8,
            Self::Synonym => 6,
            Self::Summary => 3,
            Self::Body => 1,
        }
    }
}
