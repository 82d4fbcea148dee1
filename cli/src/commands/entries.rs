//! `nape journal add|edit|delete|erase|history|list|search`.

use std::path::Path;

use nape::api::{
    self, EntriesWritten, Entry, EntryPage, EntryQuery, EntryRevision, KeptEntry, NapeError, SymptomOutcome,
};
use serde::Serialize;

use super::screen;
use crate::args::ListOptions;
use crate::failure::Failure;
use crate::input;
use crate::shell::Shell;
use crate::words::{instant, word};

/// `{"edited":ID,"told":[...]}`
#[derive(Serialize)]
struct Edited {
    edited: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    told: Vec<SymptomOutcome>,
}

/// `{"deleted":ID}`
#[derive(Serialize)]
struct Deleted {
    deleted: String,
}

/// `{"erased":ID}`
#[derive(Serialize)]
struct Erased {
    erased: String,
}

/// `{"id":ID,"revisions":[...]}`
#[derive(Serialize)]
struct History {
    id: String,
    revisions: Vec<EntryRevision>,
}

/// `{"entries":[...]}`
#[derive(Serialize)]
struct Found {
    entries: Vec<KeptEntry>,
}

pub(super) async fn add(shell: &Shell, file: &Path) -> Result<(), Failure> {
    // Read first: a bad file must not even make a journal.
    let bytes = input::bytes(file)?;
    let entries = api::entries_from_json(bytes.clone())?;
    let journal = shell.open().await?;
    let written = journal.nape.add_entries(entries).await.map_err(|error| by_line(error, &bytes))?;
    shell.output.document(&written, written_text)
}

pub(super) async fn edit(shell: &Shell, id: String, file: &Path) -> Result<(), Failure> {
    let new = api::entry_from_json(input::bytes(file)?)?;
    if new.id.is_some_and(|named| !named.eq_ignore_ascii_case(&id)) {
        return Err(Failure::bad_input("id", "not the id of the entry that is edited", "that id, or none"));
    }
    let journal = shell.open().await?;
    let told = journal.nape.edit_entry(id.clone(), new.entry).await?.told;
    shell.output.document(&Edited { edited: id, told }, |edited| {
        format!("Written anew.\n{}", told_text(&edited.told))
    })
}

pub(super) async fn delete(shell: &Shell, id: String) -> Result<(), Failure> {
    let journal = shell.open().await?;
    journal.nape.delete_entry(id.clone()).await?;
    shell.output.document(&Deleted { deleted: id }, |deleted| {
        format!("Taken back. `nape journal history {}` still shows it.", deleted.deleted)
    })
}

pub(super) async fn erase(shell: &Shell, id: String) -> Result<(), Failure> {
    let journal = shell.open().await?;
    journal.nape.erase_entry(id.clone()).await?;
    shell.output.document(&Erased { erased: id }, |_| {
        "Erased for good, with its history. What was copied into a backup before is still there.".to_owned()
    })
}

pub(super) async fn history(shell: &Shell, id: String) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let revisions = journal.nape.entry_history(id.clone()).await?;
    shell.output.document(&History { id, revisions }, |history| {
        history.revisions.iter().map(|revision| format!("{}\n", revision_line(revision))).collect()
    })
}

pub(super) async fn list(shell: &Shell, options: ListOptions) -> Result<(), Failure> {
    let ListOptions { from, to, kind, limit, after } = options;
    let journal = shell.open().await?;
    let page = journal.nape.entries(EntryQuery { from, to, kind, after, limit }).await?;
    shell.output.document(&page, page_text)
}

pub(super) async fn search(shell: &Shell, text: String, limit: u32) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let entries = journal.nape.search_entries(text, limit).await?;
    shell.output.document(&Found { entries }, |found| lines(&found.entries))
}

/// Names a field by the line of its entry where the core names it by the entry's number.
fn by_line(error: NapeError, bytes: &[u8]) -> Failure {
    let written = |(_, line): &(usize, &[u8])| !line.trim_ascii().is_empty();
    let lines: Vec<usize> = bytes
        .split(|byte| *byte == b'\n')
        .enumerate()
        .filter(written)
        .map(|(number, _)| number + 1)
        .collect();
    let named = |field: &str| {
        let (index, rest) = field.strip_prefix("entries[")?.split_once("].")?;
        Some(format!("line {}: {rest}", lines.get(index.parse::<usize>().ok()?)?))
    };
    let renamed = |field: String| named(&field).unwrap_or(field);
    match error {
        NapeError::BadInput { field, detail, allowed, mut also } => {
            for problem in &mut also {
                problem.field = renamed(std::mem::take(&mut problem.field));
            }
            NapeError::BadInput { field: renamed(field), detail, allowed, also }.into()
        }
        other => other.into(),
    }
}

fn written_text(written: &EntriesWritten) -> String {
    let what = match written.ids.as_slice() {
        [id] => format!("Written: {id}\n"),
        ids => format!("{} entries written.\n", ids.len()),
    };
    what + &told_text(&written.told)
}

pub(super) fn told_text(told: &[SymptomOutcome]) -> String {
    told.iter().map(screen::symptom_text).collect()
}

fn page_text(page: &EntryPage) -> String {
    let more = page.next.as_ref().map(|next| format!("\nMore: --after {next}\n")).unwrap_or_default();
    lines(&page.entries) + &more
}

fn lines(entries: &[KeptEntry]) -> String {
    if entries.is_empty() {
        return "No entry.".to_owned();
    }
    entries.iter().map(|kept| format!("{}  {}\n", kept.id, line(&kept.entry))).collect()
}

fn revision_line(revision: &EntryRevision) -> String {
    let what = match &revision.entry {
        _ if revision.deleted => "taken back".to_owned(),
        Some(entry) => line(entry),
        None => "erased".to_owned(),
    };
    format!("{}. written {}: {what}", revision.revision, instant(&revision.written))
}

/// An entry in one line: `2026-03-10 09:00  pain 4, neck left, sharp, beside desk: "turned too fast"`.
pub(super) fn line(entry: &Entry) -> String {
    let mut text = format!("{}  {}", instant(&entry.at), word(&entry.kind));
    if let Some(name) = &entry.name {
        text += &format!(" {}", name.replace('_', " "));
    }
    if let Some(value) = entry.value {
        text += &format!(" {value}");
    }
    if let Some(unit) = &entry.unit {
        text += &format!(" {unit}");
    }
    let place: Vec<String> = entry.site.iter().map(word).chain(entry.side.iter().map(word)).collect();
    if !place.is_empty() {
        text += &format!(", {}", place.join(" "));
    }
    if let Some(quality) = entry.quality {
        text += &format!(", {}", word(&quality));
    }
    if !entry.context.is_empty() {
        let beside: Vec<String> = entry.context.iter().map(word).collect();
        text += &format!(", beside {}", beside.join(", "));
    }
    if let Some(note) = &entry.note {
        text += &format!(": \"{}\"", note.replace(['\n', '\t'], " "));
    }
    text
}
