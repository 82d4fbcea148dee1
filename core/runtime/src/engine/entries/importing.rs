//! Entries come in from files: read within bounds, checked and looked up beside the task, and kept in one step by it.
//!
//! The task only screens what was told and hands over what is ready: a Stop never waits for a large file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use nape_logic::document::FieldError;
use nape_logic::id::RecordId;
use nape_logic::journal::entry::{Entry, Kind};
use nape_logic::journal::exchange::foreign::{self, Mapping};
use nape_logic::journal::exchange::{Incoming, Offsets, Problems, Row, read_lines, read_table};
use nape_logic::screening::SymptomOutcome;
use nape_logic::time::{Now, Timestamp};

use super::EntryCall;
use super::writing::{Ready, answer, record, told_in};
use crate::engine::backups::WhileOpen;
use crate::engine::command::{Command, Reply, Told};
use crate::engine::commits::Pass;
use crate::engine::error::{EngineError, nothing_wrong};
use crate::engine::handle::Engine;
use crate::engine::task::Task;
use crate::store::backup::{Steps, Watch};
use crate::store::exchange;
use crate::store::{Condition, ENTRY, NewRecord, Reader, StoreError, StoredRecord};

/// How a file is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportFormat {
    /// JSON Lines.
    Lines,
    /// A table of ours, or a folder of them.
    Tables,
    /// A table of another program.
    Foreign(Box<Mapping>),
}

/// Reads a file, or a folder of tables; `None` guesses the format. Blocks on the disk.
pub fn read_incoming(path: &Path, format: Option<ImportFormat>) -> Result<Incoming, EngineError> {
    if let Some(ImportFormat::Foreign(mapping)) = &format {
        // What a person said is looked at before what a file says.
        let problems = mapping.problems();
        if !problems.is_empty() {
            return Err(EngineError::BadDocument(problems));
        }
    }
    let files = exchange::read(path)?;
    let format = format.unwrap_or_else(|| guessed(path, &files));
    if exchange::is_folder(path) && format != ImportFormat::Tables {
        return Err(FieldError::new("file", "is a folder", "a file, or csv as the format").into());
    }
    let mut incoming = Incoming::default();
    for exchange::File { name, kind, bytes } in files {
        match &format {
            ImportFormat::Lines => read_lines(&bytes, name.as_ref(), &mut incoming)?,
            ImportFormat::Tables => read_table(&bytes, name.as_ref(), kind, &mut incoming)?,
            ImportFormat::Foreign(mapping) => {
                foreign::read(&bytes, mapping, &mut incoming).map_err(EngineError::BadDocument)?;
            }
        }
    }
    Ok(incoming)
}

/// By the name, else by the first character.
fn guessed(path: &Path, files: &[exchange::File]) -> ImportFormat {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        _ if exchange::is_folder(path) => ImportFormat::Tables,
        Some("jsonl" | "ndjson" | "json") => ImportFormat::Lines,
        Some("csv" | "tsv") => ImportFormat::Tables,
        _ => {
            let starts = |file: &exchange::File| {
                let text = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes);
                text.trim_ascii_start().first().is_none_or(|byte| *byte == b'{')
            };
            if files.iter().all(starts) { ImportFormat::Lines } else { ImportFormat::Tables }
        }
    }
}

/// What came of an import, or would.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imported {
    /// Entries that were not here.
    pub added: u64,
    /// Entries that are here with the same content.
    pub unchanged: u64,
    /// Entries that were deleted or erased here, and stay so.
    pub deleted_here: u64,
    /// All of these by kind.
    pub kinds: BTreeMap<Kind, u64>,
    /// What screening says of what was told in those that were added, for each part of the spine.
    pub told: Vec<Told<SymptomOutcome>>,
}

/// What the task is asked beforehand.
pub(in crate::engine) struct ImportNeeds {
    now: Timestamp,
    symptoms: BTreeSet<String>,
}

/// Entries that are checked and not here, for the task.
pub(in crate::engine) struct ReadyImport {
    records: Vec<NewRecord>,
    /// They are still not here.
    conditions: Vec<Condition>,
    /// Those that screening may look at.
    told: Ready,
    dry_run: bool,
}

/// What an entry of a file is to this journal.
enum Here {
    Absent,
    Same,
    /// Deleted or erased.
    Gone,
    Other,
}

impl Engine {
    /// Keeps what was read of files: all of it or nothing, in one step. `zone` says what civil times mean. A dry run
    /// checks all of it and keeps nothing; to it a measure that nobody mapped is no problem.
    pub async fn import_entries(
        &self,
        incoming: Arc<Incoming>,
        zone: Offsets,
        dry_run: bool,
        watch: Arc<dyn Watch + Send>,
    ) -> Result<Imported, EngineError> {
        let opened = || self.reads();
        // Answered once what is in the line is done: a session of ours that has ended has ended for good.
        let needs = self.ask(|reply| Command::Entry(EntryCall::BeforeImport(reply))).await?;
        opened()?.journal().refuse_running()?;
        let (own, watched) = (opened()?, WhileOpen::of(self, Arc::clone(&watch)));
        let checking = self.runtime.spawn_blocking(move || {
            let reader = own.own_reader()?;
            Checking { reader: &reader, incoming: &incoming, needs: &needs, watch: &watched, dry_run }
                .run(&zone)
        });
        let (ready, mut imported) = checking.await.map_err(|_| EngineError::Closed)??;
        // From here on a session of another program would wait too long for the journal.
        opened()?.journal().refuse_running()?;
        imported.told = self.ask(|reply| Command::Entry(EntryCall::Import(Box::new(ready), reply))).await?;
        // It is done, whatever the watcher says now.
        let steps = imported.added + imported.unchanged + imported.deleted_here + 1;
        watch.goes_on(steps, steps);
        Ok(imported)
    }
}

/// Everything that is done before the task is asked.
struct Checking<'a> {
    reader: &'a Reader,
    incoming: &'a Incoming,
    needs: &'a ImportNeeds,
    watch: &'a WhileOpen,
    dry_run: bool,
}

impl Checking<'_> {
    fn run(&self, zone: &Offsets) -> Result<(ReadyImport, Imported), EngineError> {
        let mut problems = self.incoming.problems(!self.dry_run);
        let mut later = Problems::default();
        let rows = self.incoming.entries(zone, &mut later);
        problems.and(&std::mem::take(&mut later));
        let mut imported = Imported::default();
        let mut ready = ReadyImport {
            records: Vec::new(),
            conditions: Vec::new(),
            told: Ready::new(),
            dry_run: self.dry_run,
        };
        let all = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        // The last step is that of the disk.
        let mut steps = Steps::new(self.watch, all.saturating_add(1));
        for row in rows {
            let symptom = |id: &str| self.needs.symptoms.contains(id);
            self.incoming.check(&row, self.needs.now, symptom, &mut later);
            *imported.kinds.entry(row.entry.kind).or_default() += 1;
            match self.here(row.id, &row.entry)? {
                Here::Absent => {
                    imported.added += 1;
                    self.add(row, &mut ready);
                }
                Here::Same => imported.unchanged += 1,
                Here::Gone => imported.deleted_here += 1,
                Here::Other => {
                    let allowed = "an id that no entry has, or none, or the entry as it is here";
                    let error =
                        FieldError::new("id", "an entry has this id and tells something else", allowed);
                    later.add(&row.place, error);
                }
            }
            steps.one_more()?;
        }
        problems.and(&later);
        nothing_wrong(problems.told())?;
        // Asked once more, however few there were: from here on nothing ends it.
        if !self.watch.goes_on(all, all.saturating_add(1)) {
            return Err(StoreError::Stopped.into());
        }
        Ok((ready, imported))
    }

    fn here(&self, id: RecordId, entry: &Entry) -> Result<Here, StoreError> {
        let Some(StoredRecord { deleted, payload, .. }) = self.reader.latest_record(ENTRY, id)? else {
            return Ok(Here::Absent);
        };
        let Some(payload) = payload.filter(|_| !deleted) else { return Ok(Here::Gone) };
        // As text, because two moments with different offsets are equal otherwise.
        let text = |entry: &Entry| serde_json::to_string(entry).unwrap_or_default();
        let same = serde_json::from_str(&payload.0).is_ok_and(|kept: Entry| text(&kept) == text(entry));
        Ok(if same { Here::Same } else { Here::Other })
    }

    fn add(&self, row: Row, ready: &mut ReadyImport) {
        let Row { id, entry, .. } = row;
        ready.conditions.push(Condition { kind: ENTRY.to_owned(), id, revision: 0 });
        ready.records.push(record(id, &entry, false, self.needs.now));
        if told_in(&entry) {
            ready.told.push((id, entry));
        }
    }
}

impl Task {
    pub(super) fn before_import(&self, reply: Reply<ImportNeeds>, now: &Now) {
        reply.done(Ok(ImportNeeds { now: now.wall, symptoms: self.knowledge.symptoms() }));
    }

    pub(super) fn import(&mut self, ready: ReadyImport, reply: Reply<Vec<Told<SymptomOutcome>>>, now: &Now) {
        if self.session.is_some() {
            return reply.done(Err(StoreError::SessionRunning.into()));
        }
        let ReadyImport { records, conditions, told, dry_run } = ready;
        let mut pass = Pass { records, conditions, ..Pass::default() };
        match self.screened_into(&mut pass, &told, now) {
            Err(error) => reply.done(Err(error)),
            Ok(told) if dry_run || pass.records.is_empty() => reply.done(Ok(told)),
            Ok(told) => {
                pass.effects.push(answer(reply, told, |_| changed()));
                self.carry_out(pass, now);
            }
        }
    }
}

fn changed() -> FieldError {
    FieldError::new("file", "the journal was changed meanwhile", "the same import once more")
}
