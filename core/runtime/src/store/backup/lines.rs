//! The lines of a backup: a header, one line per thing, an end with a digest over all before it.
//!
//! JSON Lines, ended by a line feed each. Bytes are standard base64 with padding, ids are hyphenated, times are
//! milliseconds since 1970 beside the offset of the clock in seconds. Payloads are texts, because their digests
//! are over their bytes; one that was erased is absent, with its salt.

use nape_logic::id::{BootId, CourseId, JournalId, OriginId, RecordId, SessionId};
use nape_logic::journal::chain::{ChainHash, Content, ContentDigest, Head, Heading, Link, Payload};
use nape_logic::journal::merge::{Page, Version};
use nape_logic::time::{Elapsed, Timestamp};
use serde::{Deserialize, Serialize};

/// The newest layout of these lines.
pub(super) const FORMAT: u32 = 1;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The layout of the file.
    #[serde(rename = "nape_backup")]
    pub format: u32,
    /// Which journal.
    pub journal: JournalId,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// What it holds.
    pub counts: Tally,
}

/// The one field that every format has.
#[derive(Deserialize)]
pub(super) struct FormatOnly {
    #[serde(rename = "nape_backup")]
    pub(super) format: u32,
}

/// How many lines of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Installations with a chain of facts.
    pub origins: u64,
    /// Facts.
    pub facts: u64,
    /// Versions of records.
    pub versions: u64,
    /// Pages of telemetry.
    pub pages: u64,
}

impl Tally {
    /// All together, however large a file says they are.
    pub const fn sum(&self) -> u64 {
        self.origins.saturating_add(self.facts).saturating_add(self.versions).saturating_add(self.pages)
    }
}

/// Every line but the first.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Line {
    Origin(OriginLine),
    Fact(Box<FactLine>),
    Version(VersionLine),
    Page(PageLine),
    End(End),
}

/// The last line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct End {
    pub(super) counts: Tally,
    /// SHA-256 over every byte before this line.
    #[serde(with = "bytes")]
    pub(super) sha256: [u8; 32],
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OriginLine {
    pub(super) id: OriginId,
    last_sequence: u64,
    #[serde(with = "bytes")]
    last_hash: [u8; 32],
}

impl OriginLine {
    pub(super) const fn new(id: OriginId, head: Head) -> Self {
        Self { id, last_sequence: head.sequence, last_hash: head.hash.0 }
    }

    pub(super) const fn head(&self) -> Head {
        Head { sequence: self.last_sequence, hash: ChainHash(self.last_hash) }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FactLine {
    origin: OriginId,
    sequence: u64,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    session: Option<SessionId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    course: Option<CourseId>,
    at_ms: i64,
    offset_s: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    elapsed_ms: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    boot: Option<String>,
    simulated: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content: Option<ContentLine>,
    #[serde(with = "bytes")]
    digest: [u8; 32],
    #[serde(with = "bytes")]
    hash: [u8; 32],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContentLine {
    payload: String,
    #[serde(with = "bytes")]
    salt: [u8; 16],
}

impl std::fmt::Debug for ContentLine {
    /// Payloads are health data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ContentLine(hidden)")
    }
}

impl From<Link> for FactLine {
    fn from(link: Link) -> Self {
        let Heading { kind, at, session, course, elapsed, boot, simulated } = link.heading;
        Self {
            origin: link.origin,
            sequence: link.sequence,
            kind,
            session,
            course,
            at_ms: at.unix_millis(),
            offset_s: at.offset_seconds(),
            elapsed_ms: elapsed.map(|elapsed| elapsed.0),
            boot: boot.map(|boot| boot.0),
            simulated,
            content: link.content.map(|Content { salt, payload }| ContentLine { payload: payload.0, salt }),
            digest: link.digest.0,
            hash: link.hash.0,
        }
    }
}

impl FactLine {
    /// `None` where a time is out of range.
    pub(super) fn link(&self) -> Option<Link> {
        let heading = Heading {
            kind: self.kind.clone(),
            at: Timestamp::from_unix_millis(self.at_ms, self.offset_s)?,
            session: self.session,
            course: self.course,
            elapsed: self.elapsed_ms.map(Elapsed),
            boot: self.boot.clone().map(BootId),
            simulated: self.simulated,
        };
        let content =
            |line: &ContentLine| Content { salt: line.salt, payload: Payload(line.payload.clone()) };
        Some(Link {
            origin: self.origin,
            sequence: self.sequence,
            heading,
            content: self.content.as_ref().map(content),
            digest: ContentDigest(self.digest),
            hash: ChainHash(self.hash),
        })
    }
}

/// One version; those of one record follow each other.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VersionLine {
    pub(super) kind: String,
    pub(super) id: RecordId,
    revision: u32,
    origin: OriginId,
    at_ms: i64,
    at_offset_s: i32,
    written_ms: i64,
    written_offset_s: i32,
    deleted: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payload: Option<String>,
}

impl std::fmt::Debug for VersionLine {
    /// Payloads are health data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VersionLine").field("id", &self.id).finish_non_exhaustive()
    }
}

impl VersionLine {
    pub(super) fn new(kind: String, id: RecordId, version: Version) -> Self {
        let Version { revision, origin, at, written, deleted, payload } = version;
        Self {
            kind,
            id,
            revision,
            origin,
            at_ms: at.unix_millis(),
            at_offset_s: at.offset_seconds(),
            written_ms: written.unix_millis(),
            written_offset_s: written.offset_seconds(),
            deleted,
            payload: payload.map(|payload| payload.0),
        }
    }

    /// `None` where a time is out of range.
    pub(super) fn version(&self) -> Option<Version> {
        Some(Version {
            revision: self.revision,
            origin: self.origin,
            at: Timestamp::from_unix_millis(self.at_ms, self.at_offset_s)?,
            written: Timestamp::from_unix_millis(self.written_ms, self.written_offset_s)?,
            deleted: self.deleted,
            payload: self.payload.clone().map(Payload),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageLine {
    pub(super) session: SessionId,
    pub(super) page: u32,
    from_ms: u64,
    to_ms: u64,
    samples: u32,
    #[serde(with = "bytes")]
    body: Vec<u8>,
}

impl std::fmt::Debug for PageLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PageLine").field("session", &self.session).finish_non_exhaustive()
    }
}

impl PageLine {
    pub(super) fn new(session: SessionId, page: u32, content: Page) -> Self {
        let Page { samples, body, to_ms, from_ms } = content;
        Self { session, page, from_ms, to_ms, samples, body }
    }

    pub(super) fn content(&self) -> Page {
        let Self { samples, body, to_ms, from_ms, .. } = self;
        Page { samples: *samples, body: body.clone(), to_ms: *to_ms, from_ms: *from_ms }
    }
}

/// Bytes as base64.
mod bytes {
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(bytes: &impl AsRef<[u8]>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&BASE64_STANDARD.encode(bytes.as_ref()))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>, T: TryFrom<Vec<u8>>>(
        from: D,
    ) -> Result<T, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        let bytes = BASE64_STANDARD.decode(text.as_bytes()).map_err(|_| D::Error::custom("not base64"))?;
        T::try_from(bytes).map_err(|_| D::Error::custom("of another length"))
    }
}
