//! One thing that a person writes down: a number on a scale, a count, a symptom, a note.
//!
//! | file | answers |
//! |---|---|
//! | here | which fields has an entry? |
//! | [`kind`] | which kinds are there, and what does each one take? |
//! | [`body`] | where is it felt, how does it feel, and beside what? |
//! | [`amount`] | how is a number kept exactly? |
//! | [`check`] | what is wrong with an entry? |

pub mod amount;
pub mod body;
pub mod check;
pub mod kind;

use serde::{Deserialize, Serialize};

pub use amount::Amount;
pub use body::{Context, Quality, Side, Site};
pub use check::problems;
pub use kind::{Kind, Scale};

use crate::id::RecordId;
use crate::time::Timestamp;

/// An entry as it is written and kept. Read it with [`from_small_json`](crate::document::from_small_json); nothing in
/// it is trusted before [`problems`] has seen it.
///
/// There are no attachments, and no questionnaire's items: a score from a clinic is typed in (section 6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What kind of thing it tells.
    pub kind: Kind,
    /// The moment that it tells of, with the offset that the clock showed.
    pub at: Timestamp,
    /// How much, where the kind has a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Amount>,
    /// Of what, where the kind has a unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where it is felt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Site>,
    /// On which side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// How pain feels (P27).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
    /// Beside what it came (P27); each at most once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<Context>,
    /// The name of a medicine, an activity, a movement, or the id of a symptom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The person's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Entry {
    /// An entry of a kind and a moment that says nothing yet.
    pub const fn blank(kind: Kind, at: Timestamp) -> Self {
        Self {
            kind,
            at,
            value: None,
            unit: None,
            site: None,
            side: None,
            quality: None,
            context: Vec::new(),
            name: None,
            note: None,
        }
    }
}

/// An entry as it comes in, with the id that it shall have; one is drawn where it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Its id, where the person or another program gave it one.
    pub id: Option<RecordId>,
    /// What it tells.
    pub entry: Entry,
}

/// The largest document of one entry that is read, in bytes `[D]`: what its longest text may be is said of that text.
pub const LARGEST_DOCUMENT: usize = 2 * 1024 * 1024;

/// A text of several lines with one sign at the end of each, whichever system it was typed on.
pub fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// As in a file: the id beside the fields of the entry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    id: Option<RecordId>,
    kind: Kind,
    at: Timestamp,
    value: Option<Amount>,
    unit: Option<String>,
    site: Option<Site>,
    side: Option<Side>,
    quality: Option<Quality>,
    #[serde(default)]
    context: Vec<Context>,
    name: Option<String>,
    note: Option<String>,
}

impl<'de> Deserialize<'de> for NewEntry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Document { id, kind, at, value, unit, site, side, quality, context, name, note } =
            Document::deserialize(deserializer)?;
        let entry = Entry { kind, at, value, unit, site, side, quality, context, name, note };
        Ok(Self { id, entry })
    }
}
