//! One snapshot of a journal becomes one file.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use nape_logic::id::{JournalId, OriginId, RecordId, SessionId};
use nape_logic::journal::chain::{ChainHash, Head};
use nape_logic::journal::merge::Page;
use nape_logic::time::Timestamp;
use rusqlite::{Connection, Row};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::lines::{End, FORMAT, FactLine, Header, Line, OriginLine, PageLine, Tally, VersionLine};
use super::secret::Lock;
use super::{Steps, Watch};
use crate::store::erase;
use crate::store::error::{Damage, StoreError};
use crate::store::files::Aside;
use crate::store::reader::Reader;
use crate::store::rows::{self, FACT_COLUMNS, PAGE_COLUMNS, RECORD_COLUMNS};

/// What a backup came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupMade {
    /// The length of the file.
    pub bytes: u64,
    /// What is in it.
    pub counts: Tally,
}

impl Reader {
    /// Writes all that the journal holds at this moment to `file`, while others go on writing to the journal.
    ///
    /// The file is there whole and durable when this returns, closed to other users; a file of that name is
    /// replaced then and not before. On an error, and where `watch` ends it, nothing is left behind; what a kill left
    /// goes with the next backup to that file. [`StoreError::OwnFile`] where it would replace the journal itself.
    pub fn back_up(
        &self,
        file: &Path,
        lock: &Lock,
        made_at: Timestamp,
        watch: &dyn Watch,
    ) -> Result<BackupMade, StoreError> {
        let doing = StoreError::io("write the backup");
        let file = std::path::absolute(file).map_err(&doing)?;
        if erase::is_of_the_journal(&self.folder, &file).map_err(&doing)? {
            return Err(StoreError::OwnFile);
        }
        let aside = Aside::beside(&file).map_err(&doing)?;
        let made = write(&self.connection, aside.file(), lock, made_at, watch)?;
        aside.take_its_place(&file).map_err(&doing)?;
        Ok(made)
    }
}

fn write(
    connection: &Connection,
    file: &File,
    lock: &Lock,
    made_at: Timestamp,
    watch: &dyn Watch,
) -> Result<BackupMade, StoreError> {
    let doing = StoreError::io("write the backup");
    let encrypted = lock.encryptor()?.wrap_output(BufWriter::new(file)).map_err(&doing)?;
    let mut lines = Lines { out: Digesting { out: encrypted, digest: Sha256::new() } };
    // One transaction is one snapshot: what is written meanwhile is not in it.
    let snapshot = connection.unchecked_transaction()?;
    let counts = write_lines(&snapshot, &mut lines, made_at, watch)?;
    drop(snapshot);
    lines
        .out
        .out
        .finish()
        .and_then(|buffered| buffered.into_inner().map_err(io::IntoInnerError::into_error))
        .map_err(&doing)?;
    Ok(BackupMade { bytes: file.metadata().map_err(&doing)?.len(), counts })
}

fn write_lines<W: Write>(
    snapshot: &Connection,
    lines: &mut Lines<W>,
    made_at: Timestamp,
    watch: &dyn Watch,
) -> Result<Tally, StoreError> {
    let counts = count(snapshot)?;
    let id: [u8; 16] = snapshot.query_row("SELECT id FROM journal", [], |row| row.get(0))?;
    let journal = JournalId(uuid::Uuid::from_bytes(id));
    lines.add(&Header { format: FORMAT, journal, made_at: made_at.to_rfc3339(), counts })?;
    let mut steps = Steps::new(watch, counts.sum());
    for (statement, line) in statements() {
        let mut statement = snapshot.prepare(&statement)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            lines.add(&line(row)?)?;
            steps.one_more()?;
        }
    }
    let sha256 = lines.out.digest.clone().finalize().into();
    lines.add(&Line::End(End { counts, sha256 }))?;
    Ok(counts)
}

type LineOf = fn(&Row<'_>) -> rusqlite::Result<Line>;

/// What is written, in its order. Facts in the order of their arrival; the versions of a record together.
fn statements() -> [(String, LineOf); 4] {
    [
        (format!("SELECT id, last_sequence, last_hash FROM origin {WITH_A_CHAIN} ORDER BY id"), origin),
        (format!("SELECT {FACT_COLUMNS} FROM fact ORDER BY position"), fact),
        (
            format!(
                "SELECT {RECORD_COLUMNS} FROM record_version ORDER BY kind, id, revision, written_ms, origin"
            ),
            version,
        ),
        (format!("SELECT {PAGE_COLUMNS} FROM telemetry_page ORDER BY session, page"), page),
    ]
}

/// An origin that has stated nothing says nothing.
const WITH_A_CHAIN: &str = "WHERE last_sequence > 0";

fn count(snapshot: &Connection) -> Result<Tally, StoreError> {
    let statement = format!(
        "SELECT (SELECT count(*) FROM origin {WITH_A_CHAIN}), (SELECT count(*) FROM fact),
                (SELECT count(*) FROM record_version), (SELECT count(*) FROM telemetry_page)"
    );
    let tally = |row: &Row<'_>| {
        Ok(Tally {
            origins: rows::unsigned(row, 0)?,
            facts: rows::unsigned(row, 1)?,
            versions: rows::unsigned(row, 2)?,
            pages: rows::unsigned(row, 3)?,
        })
    };
    Ok(snapshot.query_row(&statement, [], tally)?)
}

fn origin(row: &Row<'_>) -> rusqlite::Result<Line> {
    let head = Head { sequence: rows::unsigned(row, 1)?, hash: ChainHash(row.get(2)?) };
    Ok(Line::Origin(OriginLine::new(OriginId(rows::id(row, 0)?), head)))
}

fn fact(row: &Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line::Fact(Box::new(FactLine::from(rows::link(row)?))))
}

fn version(row: &Row<'_>) -> rusqlite::Result<Line> {
    let (kind, id) = (row.get(1)?, RecordId(rows::id(row, 2)?));
    Ok(Line::Version(VersionLine::new(kind, id, rows::version(row)?)))
}

fn page(row: &Row<'_>) -> rusqlite::Result<Line> {
    let stored = rows::stored_page(row)?;
    let (session, number): (SessionId, u32) = (stored.session, stored.page);
    let content = Page {
        samples: stored.samples,
        body: stored.body,
        to_ms: stored.to.get(),
        from_ms: stored.from.get(),
    };
    Ok(Line::Page(PageLine::new(session, number, content)))
}

struct Lines<W> {
    out: Digesting<W>,
}

impl<W: Write> Lines<W> {
    fn add(&mut self, line: &impl Serialize) -> Result<(), StoreError> {
        let mut text = serde_json::to_vec(line).map_err(|_| StoreError::damaged(Damage::Contents))?;
        text.push(b'\n');
        self.out.write_all(&text).map_err(StoreError::io("write the backup"))
    }
}

/// A writer that keeps the digest of what went through.
struct Digesting<W> {
    out: W,
    digest: Sha256,
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.digest.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
