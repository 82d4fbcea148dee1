//! Entries of the journal.

use nape_logic::document::{self, FieldError};
use nape_logic::journal::entry as core;

use super::{date, id, instant, told_symptoms};
use crate::api::entry::{EntriesWritten, Entry, EntryPage, EntryQuery, EntryRevision, KeptEntry, NewEntry};
use crate::api::exchange::ExportQuery;
use crate::engine::{self, Bound};

pub(in crate::api) fn core_entry(entry: Entry) -> Result<core::Entry, FieldError> {
    let amount = |value: f64| {
        core::Amount::from_told(value)
            .ok_or_else(|| FieldError::new("value", "not an exact number", core::Amount::ALLOWED))
    };
    Ok(core::Entry {
        kind: entry.kind.into(),
        at: instant("at", &entry.at)?,
        value: entry.value.map(amount).transpose()?,
        unit: entry.unit,
        site: entry.site.map(Into::into),
        side: entry.side.map(Into::into),
        quality: entry.quality.map(Into::into),
        context: entry.context.into_iter().map(Into::into).collect(),
        name: entry.name,
        note: entry.note.as_deref().map(core::with_plain_line_ends),
    })
}

/// The entries in their order; a field that is wrong is named behind the number of its entry where there are several.
pub(in crate::api) fn core_entries(entries: Vec<NewEntry>) -> Result<Vec<core::NewEntry>, FieldError> {
    let several = entries.len() > 1;
    let core = |(index, new): (usize, NewEntry)| {
        let entry = new
            .id
            .map(|text| id("id", &text))
            .transpose()
            .and_then(|id| core_entry(new.entry).map(|entry| core::NewEntry { id, entry }));
        let behind_its_number =
            |error: FieldError| FieldError { field: format!("entries[{index}].{}", error.field), ..error };
        if several { entry.map_err(behind_its_number) } else { entry }
    };
    entries.into_iter().enumerate().map(core).collect()
}

pub(in crate::api) fn document_entry(document: &[u8]) -> Result<NewEntry, FieldError> {
    document::from_json_up_to(core::LARGEST_DOCUMENT, document).map(door_new)
}

/// One entry, however many lines it has, or one on each line.
pub(in crate::api) fn document_entries(document: &[u8]) -> Result<Vec<NewEntry>, FieldError> {
    if let Ok(one) = document_entry(document) {
        return Ok(vec![one]);
    }
    let lines: Vec<(usize, &[u8])> = document
        .split(|byte| *byte == b'\n')
        .enumerate()
        .filter(|(_, line)| !line.trim_ascii().is_empty())
        .collect();
    if lines.len() < 2 || is_one_document(document) {
        // Its own error says more than that of a line.
        return document_entry(document).map(|one| vec![one]);
    }
    lines.into_iter().map(|(number, line)| entry_on(number + 1, line)).collect()
}

/// Whether it is one JSON value over several lines, so that its lines are none.
fn is_one_document(document: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(document).is_ok()
}

fn entry_on(line: usize, text: &[u8]) -> Result<NewEntry, FieldError> {
    document_entry(text)
        .map_err(|error| FieldError { field: format!("line {line}: {}", error.field), ..error })
}

fn door_new(new: core::NewEntry) -> NewEntry {
    NewEntry { id: new.id.map(|id| id.to_string()), entry: new.entry.into() }
}

impl From<core::Entry> for Entry {
    fn from(entry: core::Entry) -> Self {
        Self {
            kind: entry.kind.into(),
            at: entry.at.to_rfc3339(),
            value: entry.value.map(core::Amount::number),
            unit: entry.unit,
            site: entry.site.map(Into::into),
            side: entry.side.map(Into::into),
            quality: entry.quality.map(Into::into),
            context: entry.context.into_iter().map(Into::into).collect(),
            name: entry.name,
            note: entry.note,
        }
    }
}

pub(in crate::api) fn entries_written(written: engine::Written) -> EntriesWritten {
    EntriesWritten {
        ids: written.ids.iter().map(ToString::to_string).collect(),
        told: written.told.into_iter().map(told_symptoms).collect(),
    }
}

pub(in crate::api) fn kept_entry(kept: engine::KeptEntry) -> KeptEntry {
    KeptEntry { id: kept.id.to_string(), entry: kept.entry.into(), revision: kept.revision }
}

pub(in crate::api) fn entry_revision(revision: engine::EntryRevision) -> EntryRevision {
    EntryRevision {
        revision: revision.revision,
        written: revision.written.to_rfc3339(),
        deleted: revision.deleted,
        redacted: revision.entry.is_none(),
        entry: revision.entry.map(Into::into),
    }
}

pub(in crate::api) fn entry_page(page: engine::EntryPage) -> EntryPage {
    EntryPage { entries: page.entries.into_iter().map(kept_entry).collect(), next: page.next }
}

pub(in crate::api) fn core_entry_query(query: EntryQuery) -> Result<engine::EntryQuery, FieldError> {
    let EntryQuery { from, to, kind, after, limit } = query;
    let bound = |field: &'static str, text: Option<String>| text.map(|text| bound(field, &text)).transpose();
    Ok(engine::EntryQuery {
        from: bound("from", from)?,
        to: bound("to", to)?,
        kind: kind.map(Into::into),
        after,
        limit,
    })
}

pub(in crate::api) fn core_export_query(query: ExportQuery) -> Result<engine::ExportQuery, FieldError> {
    let ExportQuery { from, to, kind } = query;
    let bound = |field: &'static str, text: Option<String>| text.map(|text| bound(field, &text)).transpose();
    Ok(engine::ExportQuery { from: bound("from", from)?, to: bound("to", to)?, kind: kind.map(Into::into) })
}

fn bound(field: &str, text: &str) -> Result<Bound, FieldError> {
    if let Ok(date) = date(field, text) {
        return Ok(Bound::Date(date));
    }
    let allowed = "an instant (RFC 3339 with an offset) or a date (YYYY-MM-DD)";
    instant(field, text)
        .map(Bound::Instant)
        .map_err(|_| FieldError::new(field, "neither an instant nor a date", allowed))
}
