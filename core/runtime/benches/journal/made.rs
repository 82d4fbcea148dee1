//! Entries and facts, the same for the journal and for its peers.

use std::path::Path;
use std::time::{Duration, Instant};

use nape::store::{ENTRY, Journal, Key, NewFact, NewJournal, NewRecord};
use nape_logic::id::{BootId, JournalId, OriginId, RecordId};
use nape_logic::journal::chain::{Content, Head, Heading};
use nape_logic::journal::entry::{Amount, Entry};
use nape_logic::time::{Elapsed, Millis, Timestamp};
use nape_peers::journal::{EntryRow, FactRow};
use nape_peers::raw::Connection;
use uuid::Uuid;

pub(crate) const NOW: &str = "2026-03-10T21:00:00+01:00";
const KEY: [u8; 32] = [7; 32];
const NEW: NewJournal =
    NewJournal { journal: JournalId(Uuid::from_u128(0x0a)), origin: OriginId(Uuid::from_u128(0x0b)) };
const WORDS: [&str; 12] = [
    "after", "water", "slept", "badly", "pillow", "drive", "garden", "walk", "shoulder", "evening", "warm",
    "quiet",
];
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

pub(crate) fn key() -> Key {
    Key::from_bytes(KEY)
}

pub(crate) fn key_bytes() -> Vec<u8> {
    KEY.to_vec()
}

/// As many a journal as there are folders, all of the same names: what is written to them is the same, byte by byte.
pub(crate) fn journal(folder: &Path) -> Journal {
    Journal::open_or_create(folder, key(), NEW).expect("opens")
}

/// The journal of a folder, past all of Nape.
pub(crate) fn raw(folder: &Path) -> Connection {
    Connection::open(&folder.join("journal.db"), key().to_hex().as_str())
}

fn minute(number: u32) -> Timestamp {
    Timestamp::parse("2016-03-10T08:00:00+01:00").expect("an instant").plus(Millis::from_mins(number.into()))
}

/// An entry of pain with a note of eight words; ids rise with time, as those do that are drawn.
pub(crate) fn entry(number: u32) -> NewRecord {
    let at = minute(number * 20);
    let words: Vec<&str> =
        (0..8).map(|place| WORDS[(number as usize * 7 + place * 5) % WORDS.len()]).collect();
    let payload = format!(
        r#"{{"kind":"pain","at":"{}","value":{},"site":"neck","side":"left","quality":"dull","context":["desk"],"note":"{}"}}"#,
        at.to_rfc3339(),
        number % 11,
        words.join(" ")
    );
    // As it is stored, whatever the order of the fields above.
    let entry: Entry = serde_json::from_str(&payload).expect("an entry");
    let payload = serde_json::to_string(&entry).expect("JSON").as_str().into();
    let id = RecordId(Uuid::from_u128(u128::from(number) << 64));
    NewRecord { kind: ENTRY.to_owned(), id, at, written: at, deleted: false, payload }
}

/// The same as a row.
pub(crate) fn entry_row(record: &NewRecord) -> EntryRow {
    let entry: Entry = serde_json::from_str(&record.payload.0).expect("an entry");
    let (at, offset) = (record.at.unix_millis(), record.at.offset_seconds());
    EntryRow {
        id: record.id.0.into_bytes(),
        origin: NEW.origin.0.into_bytes(),
        kind: entry.kind.word().to_owned(),
        at: (at, offset),
        day: (at + i64::from(offset) * 1000).div_euclid(DAY_MS),
        value: entry.value.map(Amount::thousandths),
        name: entry.name,
        note: entry.note,
        payload: record.payload.0.clone(),
    }
}

/// A fact as a session states many.
pub(crate) fn fact(number: u32) -> NewFact {
    let heading = Heading {
        kind: "session".to_owned(),
        at: minute(number),
        session: None,
        course: None,
        elapsed: Some(Elapsed(u64::from(number) * 1000)),
        boot: Some(BootId("a boot".to_owned())),
        simulated: false,
    };
    let payload = r#"{"segment":{"kind":"hold","cycle":3,"start_ms":240000,"end_ms":300000}}"#;
    NewFact { heading, content: Content { salt: [5; 16], payload: payload.into() } }
}

/// The same as a row, and where the chain ends with it.
pub(crate) fn fact_row(fact: &NewFact, after: Head) -> (FactRow, Head) {
    let NewFact { heading, content } = fact;
    let digest = content.digest();
    let head = after.followed_by(NEW.origin, heading, digest);
    let row = FactRow {
        origin: NEW.origin.0.into_bytes(),
        sequence: i64::try_from(head.sequence).expect("small"),
        kind: heading.kind.clone(),
        at: (heading.at.unix_millis(), heading.at.offset_seconds()),
        elapsed: heading.elapsed.map_or(0, |elapsed| i64::try_from(elapsed.0).expect("small")),
        boot: heading.boot.as_ref().map(|boot| boot.0.clone()).unwrap_or_default(),
        payload: content.payload.0.clone(),
        salt: content.salt,
        digest: digest.0,
        hash: head.hash.0,
    };
    (row, head)
}

pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let done = work();
    (began.elapsed(), done)
}
