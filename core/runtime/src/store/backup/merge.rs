//! What each thing of a backup does to the journal, by the rules of `nape_logic::journal::merge`.

use std::collections::BTreeMap;

use nape_logic::id::{OriginId, RecordId};
use nape_logic::journal::chain::{ChainHash, Head, Link};
use nape_logic::journal::merge::{self, Class, Counts, FactHere, Page, Version};
use rusqlite::{Connection, OptionalExtension, params};

use super::error::BackupError;
use super::lines::{Line, OriginLine, PageLine, VersionLine};
use crate::store::error::StoreError;
use crate::store::rows::{self, RECORD_COLUMNS};
use crate::store::writer;

/// Facts and telemetry are counted under these; records under their own kinds.
const FACT: &str = "fact";
const TELEMETRY: &str = "telemetry";

/// So many conflicts are named one by one; all are counted.
const NAMED_CONFLICTS: usize = 100;

/// What a restore came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// Every incoming fact, record and page of telemetry, each in one class.
    pub total: Counts,
    /// The same by kind: the kinds of records, `fact` and `telemetry`.
    pub kinds: BTreeMap<String, Counts>,
    /// The first hundred that both sides had changed.
    pub conflicts: Vec<Conflict>,
}

/// Something that both sides had changed since the version they have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The kind of record, `fact` or `telemetry`.
    pub kind: String,
    /// The record's id; of a fact `origin/sequence`, of a page `session/number`.
    pub id: String,
}

/// Takes one line after the other into the database of one transaction.
pub(super) struct Merging<'c> {
    connection: &'c Connection,
    /// A trial only counts.
    writes: bool,
    merged: Merged,
    /// The versions of one record, until the next thing begins.
    record: Option<(String, RecordId, Vec<Version>)>,
}

impl<'c> Merging<'c> {
    pub(super) fn new(connection: &'c Connection, writes: bool) -> Self {
        Self { connection, writes, merged: Merged::default(), record: None }
    }

    pub(super) fn take(&mut self, line: Line) -> Result<(), StoreError> {
        match line {
            Line::Version(line) => self.version(line),
            line => {
                self.end_record()?;
                match line {
                    Line::Origin(line) => self.origin(&line),
                    Line::Fact(line) => self.fact(&line.link().ok_or(BackupError::Damaged)?),
                    Line::Page(line) => self.page(line),
                    Line::Version(_) | Line::End(_) => Ok(()),
                }
            }
        }
    }

    pub(super) fn finish(mut self) -> Result<Merged, StoreError> {
        self.end_record()?;
        Ok(self.merged)
    }

    fn count(&mut self, kind: &str, class: Class, id: impl FnOnce() -> String) {
        self.merged.total.count(class);
        self.merged.kinds.entry(kind.to_owned()).or_default().count(class);
        if class == Class::Conflict && self.merged.conflicts.len() < NAMED_CONFLICTS {
            self.merged.conflicts.push(Conflict { kind: kind.to_owned(), id: id() });
        }
    }

    fn origin(&self, line: &OriginLine) -> Result<(), StoreError> {
        let here = self
            .connection
            .prepare_cached("SELECT last_sequence, last_hash FROM origin WHERE id = ?1")?
            .query_row(params![line.id.0.as_bytes()], |row| {
                Ok(Head { sequence: rows::unsigned(row, 0)?, hash: ChainHash(row.get(1)?) })
            })
            .optional()?;
        if !self.writes {
            return Ok(());
        }
        let end = merge::head(here.unwrap_or(Head::EMPTY), line.head());
        self.connection
            .prepare_cached(
                "INSERT INTO origin (id, last_sequence, last_hash) VALUES (?1, ?2, ?3)
                 ON CONFLICT (id) DO UPDATE SET last_sequence = ?2, last_hash = ?3",
            )?
            .execute(params![
                line.id.0.as_bytes(),
                writer::signed(end.sequence, "last_sequence")?,
                end.hash.0
            ])?;
        Ok(())
    }

    fn fact(&mut self, link: &Link) -> Result<(), StoreError> {
        let class = merge::fact(self.fact_here(link)?, link.content.is_none());
        if self.writes {
            match class {
                Class::Added | Class::Conflict => {
                    self.name_origin(link.origin)?;
                    writer::insert_link(self.connection, link)?;
                }
                Class::Updated => {
                    self.connection
                        .prepare_cached(
                            "UPDATE fact SET payload = NULL, salt = NULL
                             WHERE origin = ?1 AND sequence = ?2 AND hash = ?3",
                        )?
                        .execute(params![
                            link.origin.0.as_bytes(),
                            writer::signed(link.sequence, "sequence")?,
                            link.hash.0
                        ])?;
                }
                Class::Unchanged => {}
            }
        }
        self.count(FACT, class, || format!("{}/{}", link.origin, link.sequence));
        Ok(())
    }

    fn fact_here(&self, link: &Link) -> Result<FactHere, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT hash = ?3, payload IS NULL FROM fact WHERE origin = ?1 AND sequence = ?2",
        )?;
        let sequence = writer::signed(link.sequence, "sequence")?;
        let mut rows = statement.query(params![link.origin.0.as_bytes(), sequence, link.hash.0])?;
        let mut here = FactHere::Absent;
        while let Some(row) = rows.next()? {
            if row.get(0)? {
                return Ok(FactHere::Present { erased: row.get(1)? });
            }
            here = FactHere::Forked;
        }
        Ok(here)
    }

    fn version(&mut self, line: VersionLine) -> Result<(), StoreError> {
        if self.record.as_ref().is_some_and(|(kind, id, _)| (kind, id) != (&line.kind, &line.id)) {
            self.end_record()?;
        }
        let (kind, id) = (line.kind.clone(), line.id);
        let version = line.version().ok_or(BackupError::Damaged)?;
        self.record.get_or_insert_with(|| (kind, id, Vec::new())).2.push(version);
        Ok(())
    }

    fn end_record(&mut self) -> Result<(), StoreError> {
        let Some((kind, id, theirs)) = self.record.take() else {
            return Ok(());
        };
        let ours = self.versions_here(&kind, id)?;
        let merged = merge::record(&ours, &theirs);
        if self.writes {
            for version in merged.versions.iter().filter(|version| !ours.contains(version)) {
                self.name_origin(version.origin)?;
                self.keep_version(&kind, id, version)?;
            }
        }
        self.count(&kind, merged.class, || id.to_string());
        Ok(())
    }

    fn versions_here(&self, kind: &str, id: RecordId) -> Result<Vec<Version>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {RECORD_COLUMNS} FROM record_version WHERE kind = ?1 AND id = ?2"
        ))?;
        let versions = statement.query_map(params![kind, id.0.as_bytes()], rows::version)?;
        Ok(versions.collect::<Result<_, _>>()?)
    }

    fn keep_version(&self, kind: &str, id: RecordId, version: &Version) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO record_version (kind, id, revision, origin, at_ms, at_offset_s, written_ms,
                     written_offset_s, deleted, payload)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                 ON CONFLICT (kind, id, revision, origin) DO UPDATE SET at_ms = ?5, at_offset_s = ?6,
                     written_ms = ?7, written_offset_s = ?8, deleted = ?9, payload = ?10",
            )?
            .execute(params![
                kind,
                id.0.as_bytes(),
                version.revision,
                version.origin.0.as_bytes(),
                version.at.unix_millis(),
                version.at.offset_seconds(),
                version.written.unix_millis(),
                version.written.offset_seconds(),
                version.deleted,
                version.payload.as_ref().map(|payload| &payload.0),
            ])?;
        Ok(())
    }

    /// Whoever wrote something has a row, with a chain or without one yet.
    fn name_origin(&self, origin: OriginId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO origin (id, last_sequence, last_hash) VALUES (?1, 0, ?2)")?
            .execute(params![origin.0.as_bytes(), Head::EMPTY.hash.0])?;
        Ok(())
    }

    fn page(&mut self, line: PageLine) -> Result<(), StoreError> {
        let (session, number) = (line.session, line.page);
        let theirs = line.content();
        let ours = self
            .connection
            .prepare_cached(
                "SELECT samples, body, to_ms, from_ms FROM telemetry_page WHERE session = ?1 AND page = ?2",
            )?
            .query_row(params![session.0.as_bytes(), number], |row| {
                let (samples, body) = (row.get(0)?, row.get(1)?);
                Ok(Page { samples, body, to_ms: rows::unsigned(row, 2)?, from_ms: rows::unsigned(row, 3)? })
            })
            .optional()?;
        let (class, takes_its_place) = merge::page(ours.as_ref(), &theirs);
        if self.writes && takes_its_place {
            self.connection
                .prepare_cached(
                    "INSERT INTO telemetry_page (session, page, from_ms, to_ms, samples, body)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                     ON CONFLICT (session, page) DO UPDATE SET from_ms = ?3, to_ms = ?4, samples = ?5, body = ?6",
                )?
                .execute(params![
                    session.0.as_bytes(),
                    number,
                    writer::signed(theirs.from_ms, "from_ms")?,
                    writer::signed(theirs.to_ms, "to_ms")?,
                    theirs.samples,
                    theirs.body,
                ])?;
        }
        self.count(TELEMETRY, class, || format!("{session}/{number}"));
        Ok(())
    }
}
