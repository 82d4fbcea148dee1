//! What goes into the journal and what comes out of it, and how rows become these.

use nape_logic::id::{BootId, CourseId, OriginId, RecordId, SessionId};
use nape_logic::journal::chain::{ChainHash, Content, ContentDigest, Heading, Link, Payload};
use nape_logic::journal::merge::Version;
use nape_logic::time::{Elapsed, Millis, Timestamp};
use rusqlite::Row;
use uuid::Uuid;

use super::folded::Folded;
use super::parts::RecordPart;
use super::redact::Redaction;

/// A place in the order of arrival, over all origins; grows by every row and is never used again.
/// Facts and record versions count apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub i64);

/// A fact to append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFact {
    /// What it says of itself.
    pub heading: Heading,
    /// Its payload, JSON that the caller has checked, and sixteen fresh random bytes.
    pub content: Content,
}

/// A further revision of a record, or its first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRecord {
    /// What kind of record: a plan, a clearance, an entry.
    pub kind: String,
    /// Which one.
    pub id: RecordId,
    /// The moment that it tells of.
    pub at: Timestamp,
    /// The moment at which it was written down.
    pub written: Timestamp,
    /// Whether this revision deletes the record.
    pub deleted: bool,
    /// JSON that the caller has checked.
    pub payload: Payload,
}

/// A page of telemetry to append; `telemetry::pack` makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPage {
    /// The session that it belongs to.
    pub session: SessionId,
    /// Its number within the session.
    pub page: u32,
    /// The earliest moment in it, since the session's start.
    pub from: Millis,
    /// The latest moment in it.
    pub to: Millis,
    /// How many samples it holds.
    pub samples: u32,
    /// The packed samples.
    pub body: Vec<u8>,
}

/// What becomes durable together, or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batch {
    /// Facts in the order in which they happened.
    pub facts: Vec<NewFact>,
    /// Revisions in the order in which they were written.
    pub records: Vec<NewRecord>,
    /// Pages of telemetry.
    pub telemetry: Vec<NewPage>,
    /// What was fetched of devices' records; an empty content takes one away.
    pub parts: Vec<RecordPart>,
    /// Records to take the contents out of.
    pub redactions: Vec<Redaction>,
    /// What was made of the facts before this batch.
    pub folded: Option<Folded>,
    /// What must hold, else nothing of the batch is kept and [`StoreError::Changed`](super::StoreError::Changed) says which does not.
    pub conditions: Vec<Condition>,
}

/// The number of a record's latest revision as somebody has seen it; 0 where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What kind of record.
    pub kind: String,
    /// Which one.
    pub id: RecordId,
    /// Its latest revision.
    pub revision: u32,
}

/// Where the parts of a batch stand, in the batch's order. Whoever holds this may rely on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Committed {
    /// One per fact.
    pub facts: Vec<Position>,
    /// One per record.
    pub records: Vec<Revision>,
}

/// Where a record's new revision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    /// Its place in the order of arrival.
    pub position: Position,
    /// Its number among the revisions of its record, from 1.
    pub number: u32,
}

/// A fact as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFact {
    /// Its place in the order of arrival.
    pub position: Position,
    /// The installation that stated it.
    pub origin: OriginId,
    /// Its number among that installation's facts, from 1.
    pub sequence: u64,
    /// What it says of itself.
    pub heading: Heading,
    /// Its payload; `None` once erased.
    pub payload: Option<Payload>,
}

/// A revision of a record as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRecord {
    /// Its place in the order of arrival.
    pub position: Position,
    /// What kind of record.
    pub kind: String,
    /// Which one.
    pub id: RecordId,
    /// Its number among the revisions, from 1.
    pub revision: u32,
    /// The installation that wrote it.
    pub origin: OriginId,
    /// The moment that it tells of.
    pub at: Timestamp,
    /// The moment at which it was written down.
    pub written: Timestamp,
    /// Whether this revision deletes the record.
    pub deleted: bool,
    /// Its payload; `None` once erased.
    pub payload: Option<Payload>,
}

/// A page of telemetry as kept.
pub type StoredPage = NewPage;

/// One session, as the facts that carry its id show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionSummary {
    /// Which one.
    pub session: SessionId,
    /// Its course, as its first fact says.
    pub course: Option<CourseId>,
    /// The time of its first fact.
    pub started: Timestamp,
    /// Where its first fact stands.
    pub first: Position,
    /// Where its last fact stands.
    pub last: Position,
    /// Whether it was simulated, as its first fact says.
    pub simulated: bool,
}

/// The columns that [`stored_fact`] and [`link`] read, in their order.
pub(super) const FACT_COLUMNS: &str = "position, origin, sequence, kind, session, course, at_ms, offset_s, \
     elapsed_ms, boot, simulated, payload, salt, digest, hash";

/// The columns that [`stored_record`] reads, in their order.
pub(super) const RECORD_COLUMNS: &str = "position, kind, id, revision, origin, at_ms, at_offset_s, written_ms, \
     written_offset_s, deleted, payload";

/// Holds of a revision, called `this`, that no later one of its record is known.
pub(super) const IS_LATEST: &str = "NOT EXISTS (
     SELECT 1 FROM record_version AS other
     WHERE other.kind = this.kind AND other.id = this.id
       AND (other.revision, other.written_ms, other.origin) > (this.revision, this.written_ms, this.origin))";

/// The columns that [`stored_page`] reads, in their order.
pub(super) const PAGE_COLUMNS: &str = "session, page, from_ms, to_ms, samples, body";

pub(super) fn stored_fact(row: &Row<'_>) -> rusqlite::Result<StoredFact> {
    Ok(StoredFact {
        position: Position(row.get(0)?),
        origin: OriginId(id(row, 1)?),
        sequence: unsigned(row, 2)?,
        heading: heading(row)?,
        payload: row.get::<_, Option<String>>(11)?.map(Payload),
    })
}

pub(super) fn link(row: &Row<'_>) -> rusqlite::Result<Link> {
    let payload: Option<String> = row.get(11)?;
    let salt: Option<[u8; 16]> = row.get(12)?;
    Ok(Link {
        origin: OriginId(id(row, 1)?),
        sequence: unsigned(row, 2)?,
        heading: heading(row)?,
        content: salt.zip(payload).map(|(salt, payload)| Content { salt, payload: Payload(payload) }),
        digest: ContentDigest(row.get(13)?),
        hash: ChainHash(row.get(14)?),
    })
}

fn heading(row: &Row<'_>) -> rusqlite::Result<Heading> {
    Ok(Heading {
        kind: row.get(3)?,
        session: optional_id(row, 4)?.map(SessionId),
        course: optional_id(row, 5)?.map(CourseId),
        at: timestamp(row, 6)?,
        elapsed: row.get::<_, Option<i64>>(8)?.map(i64::unsigned_abs).map(Elapsed),
        boot: row.get::<_, Option<String>>(9)?.map(BootId),
        simulated: row.get(10)?,
    })
}

pub(super) fn stored_record(row: &Row<'_>) -> rusqlite::Result<StoredRecord> {
    Ok(StoredRecord {
        position: Position(row.get(0)?),
        kind: row.get(1)?,
        id: RecordId(id(row, 2)?),
        revision: row.get(3)?,
        origin: OriginId(id(row, 4)?),
        at: timestamp(row, 5)?,
        written: timestamp(row, 7)?,
        deleted: row.get(9)?,
        payload: row.get::<_, Option<String>>(10)?.map(Payload),
    })
}

/// The same columns as [`stored_record`], without the record's name and place.
pub(super) fn version(row: &Row<'_>) -> rusqlite::Result<Version> {
    let StoredRecord { revision, origin, at, written, deleted, payload, .. } = stored_record(row)?;
    Ok(Version { revision, origin, at, written, deleted, payload })
}

pub(super) fn stored_page(row: &Row<'_>) -> rusqlite::Result<StoredPage> {
    Ok(StoredPage {
        session: SessionId(id(row, 0)?),
        page: row.get(1)?,
        from: Millis(unsigned(row, 2)?),
        to: Millis(unsigned(row, 3)?),
        samples: row.get(4)?,
        body: row.get(5)?,
    })
}

/// Columns: session, course, at and its offset of the first fact, simulated, first, last position.
pub(super) fn session_summary(row: &Row<'_>) -> rusqlite::Result<SessionSummary> {
    Ok(SessionSummary {
        session: SessionId(id(row, 0)?),
        course: optional_id(row, 1)?.map(CourseId),
        started: timestamp(row, 2)?,
        simulated: row.get(4)?,
        first: Position(row.get(5)?),
        last: Position(row.get(6)?),
    })
}

/// The 16 bytes of a UUID.
pub(super) fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<Uuid> {
    row.get(column).map(Uuid::from_bytes)
}

fn optional_id(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Uuid>> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(Uuid::from_bytes))
}

/// Milliseconds in one column and the offset in the next.
fn timestamp(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    let millis = row.get(column)?;
    let offset = row.get(column + 1)?;
    Timestamp::from_unix_millis(millis, offset)
        .ok_or(rusqlite::Error::IntegralValueOutOfRange(column, millis))
}

/// A number that the schema keeps at zero or above.
pub(super) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, value))
}
