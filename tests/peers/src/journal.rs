//! The journal's own statements, as a C program would run them on the journal's own tables: each prepared once, what is
//! bound made ready before.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::raw::{Connection, Statement, Value};

/// A fact with all that stands in its row.
#[derive(Debug, Clone)]
pub struct FactRow {
    /// Who states it.
    pub origin: [u8; 16],
    /// Its number in the chain.
    pub sequence: i64,
    /// What kind of fact.
    pub kind: String,
    /// When.
    pub at: (i64, i32),
    /// Since the boot.
    pub elapsed: i64,
    /// Which boot.
    pub boot: String,
    /// JSON.
    pub payload: String,
    /// Beside the payload.
    pub salt: [u8; 16],
    /// Over both.
    pub digest: [u8; 32],
    /// Over the chain.
    pub hash: [u8; 32],
}

/// An entry's first revision with all that follows from it.
#[derive(Debug, Clone)]
pub struct EntryRow {
    /// Its id.
    pub id: [u8; 16],
    /// Who writes it.
    pub origin: [u8; 16],
    /// What kind of entry.
    pub kind: String,
    /// When.
    pub at: (i64, i32),
    /// On which civil day.
    pub day: i64,
    /// Its number, in thousandths.
    pub value: Option<i64>,
    /// Its name.
    pub name: Option<String>,
    /// Its words.
    pub note: Option<String>,
    /// JSON.
    pub payload: String,
}

/// The statements of a commit.
#[derive(Debug)]
pub struct RawJournal<'c> {
    connection: &'c Connection,
    begin: Statement<'c>,
    own: Statement<'c>,
    fact: Statement<'c>,
    chain: Statement<'c>,
    version: Statement<'c>,
    unlearn: Statement<'c>,
    forget: Statement<'c>,
    latest: Statement<'c>,
    entry: Statement<'c>,
    learn: Statement<'c>,
    commit: Statement<'c>,
}

impl<'c> RawJournal<'c> {
    /// On an open journal.
    pub fn new(connection: &'c Connection) -> Self {
        let statement = |text| connection.prepare(text);
        Self {
            connection,
            begin: statement("BEGIN IMMEDIATE"),
            own: statement(OWN),
            fact: statement(FACT),
            chain: statement("UPDATE origin SET last_sequence = ?2, last_hash = ?3 WHERE id = ?1"),
            version: statement(VERSION),
            unlearn: statement(UNLEARN),
            forget: statement(FORGET),
            latest: statement(LATEST),
            entry: statement(ENTRY),
            learn: statement(LEARN),
            commit: statement("COMMIT"),
        }
    }

    /// Everything in one transaction, on the disk when it returns.
    pub fn commit(&mut self, facts: &[FactRow], entries: &[EntryRow]) {
        self.begin.run(&[]);
        self.own.run(&[]);
        for fact in facts {
            self.add_fact(fact);
        }
        if let Some(last) = facts.last() {
            let (end, hash) = (Value::Integer(last.sequence), Value::Blob(&last.hash));
            self.chain.run(&[Value::Blob(&last.origin), end, hash]);
        }
        for entry in entries {
            self.add_entry(entry);
        }
        self.commit.run(&[]);
    }

    fn add_fact(&mut self, fact: &FactRow) {
        self.fact.run(&[
            Value::Blob(&fact.origin),
            Value::Integer(fact.sequence),
            Value::Text(&fact.kind),
            Value::Null,
            Value::Null,
            Value::Integer(fact.at.0),
            Value::Integer(fact.at.1.into()),
            Value::Integer(fact.elapsed),
            Value::Text(&fact.boot),
            Value::Integer(0),
            Value::Text(&fact.payload),
            Value::Blob(&fact.salt),
            Value::Blob(&fact.digest),
            Value::Blob(&fact.hash),
        ]);
    }

    fn add_entry(&mut self, entry: &EntryRow) {
        let id = Value::Blob(&entry.id);
        let (at, offset) = (Value::Integer(entry.at.0), Value::Integer(entry.at.1.into()));
        self.version.run(&[
            Value::Text("entry"),
            id,
            Value::Blob(&entry.origin),
            at,
            offset,
            at,
            offset,
            Value::Integer(0),
            Value::Text(&entry.payload),
        ]);
        self.unlearn.run(&[id]);
        self.forget.run(&[id]);
        self.latest.run(&[id]);
        let position = Value::Integer(self.connection.last_row());
        let (name, note) = (Value::text(entry.name.as_deref()), Value::text(entry.note.as_deref()));
        let (kind, day) = (Value::Text(&entry.kind), Value::Integer(entry.day));
        self.entry.run(&[position, id, kind, at, day, Value::integer(entry.value), name, note]);
        self.learn.run(&[position, name, note]);
    }
}

/// Those of an entry, in their order, for another language.
pub(crate) const OF_AN_ENTRY: [&str; 7] = [VERSION, OWN, UNLEARN, FORGET, LATEST, ENTRY, LEARN];

const LEARN: &str = "INSERT INTO entry_text (rowid, name, note) VALUES (?1, ?2, ?3)";
const OWN: &str =
    "SELECT origin.id, last_sequence, last_hash FROM journal JOIN origin ON origin.id = journal.origin";
const FACT: &str =
    "INSERT INTO fact (origin, sequence, kind, session, course, at_ms, offset_s, elapsed_ms, boot,
    simulated, payload, salt, digest, hash)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
const VERSION: &str =
    "INSERT INTO record_version (kind, id, revision, origin, at_ms, at_offset_s, written_ms,
    written_offset_s, deleted, payload)
    VALUES (?1, ?2, (SELECT coalesce(max(revision), 0) + 1 FROM record_version WHERE kind = ?1 AND id = ?2),
    ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING revision";
const UNLEARN: &str = "INSERT INTO entry_text (entry_text, rowid, name, note)
    SELECT 'delete', position, name, note FROM entry WHERE position IN (
    SELECT position FROM record_version WHERE kind = 'entry' AND id = ?1)";
const FORGET: &str = "DELETE FROM entry WHERE position IN (
    SELECT position FROM record_version WHERE kind = 'entry' AND id = ?1)";
const LATEST: &str = "SELECT position, payload FROM (
    SELECT position, payload, deleted FROM record_version WHERE kind = 'entry' AND id = ?1
    ORDER BY revision DESC, written_ms DESC, origin DESC LIMIT 1)
    WHERE deleted = 0 AND payload IS NOT NULL";
const ENTRY: &str = "INSERT INTO entry (position, id, kind, at_ms, day, value, name, note)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

/// A digest of what stands in the tables that a commit writes to, and how many pages the file has.
pub fn contents(connection: &Connection) -> (u64, i64) {
    let mut hasher = DefaultHasher::new();
    for table in ["origin", "fact", "record_version", "entry", "entry_text"] {
        connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).each(&[], |row| {
            (0..row.columns()).for_each(|column| row.bytes(column).hash(&mut hasher));
        });
    }
    (hasher.finish(), connection.number("PRAGMA page_count"))
}
