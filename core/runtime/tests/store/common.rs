//! What these tests share: fixed names, and batches with a number in them.

use std::collections::BTreeMap;
use std::path::Path;

use nape::store::{Batch, Journal, Key, NewFact, NewJournal, NewRecord, Reader, telemetry};
use nape_logic::id::{BootId, CourseId, JournalId, OriginId, RecordId, SessionId};
use nape_logic::journal::chain::{Content, Heading};
use nape_logic::time::{Elapsed, Millis, Timestamp};
use nape_logic::units::Force;
use uuid::Uuid;

pub(crate) const NEW: NewJournal =
    NewJournal { journal: JournalId(Uuid::from_u128(0x0a)), origin: OriginId(Uuid::from_u128(0x0b)) };

pub(crate) fn key() -> Key {
    Key::from_bytes([0x5a; 32])
}

pub(crate) fn wrong_key() -> Key {
    Key::from_bytes([0x5b; 32])
}

/// The journal in `folder`, made there at the first call.
pub(crate) fn journal(folder: &Path) -> Journal {
    Journal::open_or_create(folder, key(), NEW).expect("the journal opens")
}

pub(crate) fn session(number: u64) -> SessionId {
    SessionId(Uuid::from_u128(0x1000 + u128::from(number)))
}

pub(crate) fn record_id(number: u64) -> RecordId {
    RecordId(Uuid::from_u128(0x2000 + u128::from(number)))
}

pub(crate) fn minute(number: u64) -> Timestamp {
    Timestamp::parse("2026-03-01T08:00:00+01:00").expect("valid").plus(Millis::from_mins(number))
}

pub(crate) fn fact(kind: &str, number: u64) -> NewFact {
    let mut salt = [0; 16];
    salt[..8].copy_from_slice(&number.to_be_bytes());
    NewFact {
        heading: Heading {
            kind: kind.to_owned(),
            at: minute(number),
            session: None,
            course: Some(CourseId(Uuid::from_u128(0x3000))),
            elapsed: Some(Elapsed(number * 1000)),
            boot: Some(BootId("a boot".to_owned())),
            simulated: false,
        },
        content: Content { salt, payload: format!("{{\"number\":{number}}}").as_str().into() },
    }
}

pub(crate) fn fact_in(session: SessionId, kind: &str, number: u64) -> NewFact {
    let mut fact = fact(kind, number);
    fact.heading.session = Some(session);
    fact
}

pub(crate) fn record(id: u64, number: u64) -> NewRecord {
    NewRecord {
        kind: "entry".to_owned(),
        id: record_id(id),
        at: minute(id),
        written: minute(number),
        deleted: false,
        payload: format!("{{\"number\":{number}}}").as_str().into(),
    }
}

/// An entry of the journal, a minute after the others for each number.
pub(crate) fn entry(id: u64, kind: &str, value: u8, note: &str) -> NewRecord {
    let at = minute(id).to_rfc3339();
    let payload = format!(r#"{{"kind":"{kind}","at":"{at}","value":{value},"note":"{note}"}}"#);
    NewRecord { payload: payload.as_str().into(), ..record(id, id) }
}

pub(crate) fn items(number: u64) -> Vec<telemetry::TelemetryItem> {
    let at = Millis(number * 1000);
    let force = Force::from_millinewtons(1000);
    let sample = telemetry::TelemetrySample { at, measured: force, target: force, phase: 1, flags: 0 };
    vec![telemetry::TelemetryItem::Sample(sample)]
}

pub(crate) fn facts(facts: impl IntoIterator<Item = NewFact>) -> Batch {
    Batch { facts: facts.into_iter().collect(), ..Batch::default() }
}

/// Two facts, one record and one page, all of one number: what must be there together or not at all.
pub(crate) fn whole(number: u64) -> Batch {
    let page = u32::try_from(number).expect("small");
    Batch {
        facts: vec![fact_in(session(0), "first", number), fact_in(session(0), "second", number)],
        records: vec![record(number, number)],
        telemetry: vec![telemetry::pack(session(0), page, &items(number))],
        ..Batch::default()
    }
}

/// How many of [`whole`]'s batches the journal holds; panics where one is there in part.
pub(crate) fn count_whole(reader: &Reader) -> u64 {
    let count = |kind| reader.facts_of_kinds(&[kind], None, u32::MAX).expect("facts").len();
    let first = count("first");
    assert_eq!(first, count("second"), "the second fact of each batch");
    assert_eq!(first, reader.records("entry").expect("records").len(), "the record of each batch");
    assert_eq!(first, reader.telemetry(session(0)).expect("pages").len(), "the page of each batch");
    first as u64
}

/// Every file of a folder with its bytes.
pub(crate) fn bytes_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(folder).expect("the folder");
    files
        .map(|file| file.expect("a file"))
        .map(|file| {
            (
                file.file_name().into_string().expect("a plain name"),
                std::fs::read(file.path()).expect("readable"),
            )
        })
        .collect()
}

/// A connection of the test's own, past every guard of the store.
pub(crate) fn raw(folder: &Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(folder.join("journal.db")).expect("the database");
    let statement = format!("PRAGMA key = \"x'{}'\"", key().to_hex().as_str());
    connection.execute_batch(&statement).expect("keyed");
    connection
}
