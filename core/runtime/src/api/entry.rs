//! Entries of the journal, as screens and files have them.

use nape_logic::journal::entry::Amount;
use serde::{Serialize, Serializer};

use super::convert;
use super::error::NapeError;
use super::screening::SymptomOutcome;
use super::words::{BodySide, BodySite, EntryContext, EntryKind, PainQuality};

/// One thing that a person writes down. Which of the fields a kind has is decided by the core.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct Entry {
    /// What kind of thing it tells.
    pub kind: EntryKind,
    /// The moment that it tells of (RFC 3339), from 1900 to a day ahead of now.
    pub at: String,
    /// How much: a whole number in the kind's range; for a medicine any with at most three decimals.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "number")]
    #[uniffi(default = None)]
    pub value: Option<f64>,
    /// Of what, where the kind has a unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub unit: Option<String>,
    /// Where it is felt.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub site: Option<BodySite>,
    /// On which side.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub side: Option<BodySide>,
    /// How pain feels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub quality: Option<PainQuality>,
    /// Beside what it came; each at most once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub context: Vec<EntryContext>,
    /// The name of a medicine, an activity or a movement, or the id of a symptom; at most 80 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// The person's own words, at most 4,000 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub note: Option<String>,
}

/// As the core writes it: a whole number without a point.
#[expect(clippy::ref_option, reason = "serde asks for a reference")]
fn number<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    value.and_then(Amount::from_number).serialize(serializer)
}

/// An entry to write.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct NewEntry {
    /// Its id (a UUID), where it has one already; one is drawn where it has none.
    #[uniffi(default = None)]
    pub id: Option<String>,
    /// What it tells.
    pub entry: Entry,
}

/// What was written, and what it comes to.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct EntriesWritten {
    /// The ids, in the order of the entries.
    #[serde(rename = "added")]
    pub ids: Vec<String>,
    /// What screening says of the symptoms among them, one for each part of the spine: it may lock (P6).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<SymptomOutcome>,
}

/// An entry as it is now.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct KeptEntry {
    /// Its id.
    pub id: String,
    /// What it tells.
    #[serde(flatten)]
    pub entry: Entry,
    /// Its number among its revisions, from 1.
    pub revision: u32,
}

/// One revision of an entry.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct EntryRevision {
    /// Its number, from 1; two phones may have written the same one.
    pub revision: u32,
    /// When it was written down (RFC 3339).
    pub written: String,
    /// Whether it takes the entry back.
    pub deleted: bool,
    /// Whether what it told was erased for good.
    pub redacted: bool,
    /// What it tells; none once erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<Entry>,
}

/// Which entries to read; both ends of the span belong to it.
#[derive(Debug, Clone, PartialEq, Eq, Default, uniffi::Record)]
pub struct EntryQuery {
    /// Not before this: an instant (RFC 3339), or a date (`YYYY-MM-DD`) on the entries' own clocks.
    #[uniffi(default = None)]
    pub from: Option<String>,
    /// Not after this, likewise.
    #[uniffi(default = None)]
    pub to: Option<String>,
    /// Only of this kind.
    #[uniffi(default = None)]
    pub kind: Option<EntryKind>,
    /// `next` of the page before.
    #[uniffi(default = None)]
    pub after: Option<String>,
    /// At most so many, 1 to 1,000.
    #[uniffi(default = 100)]
    pub limit: u32,
}

/// Entries ascending by their moment, then by id.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct EntryPage {
    /// In their order; deleted ones are left out.
    pub entries: Vec<KeptEntry>,
    /// What to ask with for the next page; none at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Reads an entry (JSON, at most 64 KiB), strictly. What is wrong with its numbers is found when it is written.
#[uniffi::export]
pub fn entry_from_json(document: Vec<u8>) -> Result<NewEntry, NapeError> {
    Ok(convert::document_entry(&document)?)
}

/// Reads entries (JSON: one entry, or one on each line), strictly; an error names its line.
#[uniffi::export]
pub fn entries_from_json(document: Vec<u8>) -> Result<Vec<NewEntry>, NapeError> {
    Ok(convert::document_entries(&document)?)
}
