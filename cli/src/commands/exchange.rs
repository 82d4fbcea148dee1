//! `nape journal export` and `nape journal import`.

use std::collections::BTreeMap;

use nape::api::{EntriesFile, ExportFormat, Exported, Imported, MeasureFound, SymptomOutcome};
use serde::Serialize;

use super::backup::{name_at, refuse_key};
use super::entries::told_text;
use super::progress::Bar;
use crate::args::{EntryImportOptions, ExportOptions};
use crate::failure::Failure;
use crate::shell::{Shell, utf8};
use crate::words::word;

/// `{"file":PATH,"entries":N,"kinds":{KIND:N}}`
#[derive(Serialize)]
struct Written {
    file: String,
    entries: u64,
    kinds: BTreeMap<String, u64>,
}

/// The document of `journal import`.
#[derive(Serialize)]
struct Taken {
    dry_run: bool,
    rows: u64,
    added: u64,
    unchanged: u64,
    deleted_here: u64,
    kinds: BTreeMap<String, u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    measures: Vec<MeasureFound>,
    #[serde(skip_serializing_if = "is_none")]
    unmapped: u64,
    told: Vec<SymptomOutcome>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_none(count: &u64) -> bool {
    *count == 0
}

pub(super) async fn export(shell: &Shell, options: &ExportOptions) -> Result<(), Failure> {
    let named = options.format == ExportFormat::Jsonl && options.file.is_dir();
    let file = if named { options.file.join(name_at(&shell.now(), "jsonl")) } else { options.file.clone() };
    let journal = shell.open().await?;
    refuse_key(shell, &file)?;
    let progress = Bar::shown("written", shell.interruption.clone());
    let Exported { entries, kinds } = journal
        .nape
        .export_entries(utf8(file.clone())?, options.format, options.query(), Some(progress))
        .await?;
    let kinds = kinds.into_iter().collect();
    shell.output.document(&Written { file: file.display().to_string(), entries, kinds }, |written| {
        let what =
            if written.entries == 1 { "1 entry".to_owned() } else { format!("{} entries", written.entries) };
        format!(
            "{what} in {}, as plain text: whoever has it can read it.\n{}",
            written.file,
            counts(&written.kinds)
        )
    })
}

pub(super) async fn import(shell: &Shell, options: &EntryImportOptions) -> Result<(), Failure> {
    let mapping = options
        .mapping()
        .map_err(|detail| Failure::bad_input("--columns", detail, "each of the words once"))?;
    // Read first: a bad file must not even make a journal.
    let file = EntriesFile::open(utf8(options.file.clone())?, options.format, mapping).await?;
    let journal = shell.open().await?;
    let progress = Bar::shown("checked", shell.interruption.clone());
    let done = journal.nape.import_entries(file, options.dry_run, Some(progress)).await?;
    let Imported { dry_run, rows, added, unchanged, deleted_here, unmapped, kinds, measures, told } = done;
    let kinds = kinds.into_iter().collect();
    let taken = Taken { dry_run, rows, added, unchanged, deleted_here, kinds, measures, unmapped, told };
    shell.output.document(&taken, taken_text)
}

fn taken_text(taken: &Taken) -> String {
    let Taken { added, unchanged, deleted_here, .. } = taken;
    let start = if taken.dry_run { "Nothing was written. An import would say: " } else { "Taken in: " };
    let mut text = format!("{start}{added} added, {unchanged} unchanged");
    if *deleted_here > 0 {
        text += &format!(", {deleted_here} deleted or erased here, which stay so");
    }
    text += &format!(".\n{}", counts(&taken.kinds));
    for MeasureFound { measure, rows, kind, skipped } in &taken.measures {
        let becomes = match kind {
            Some(kind) => word(kind),
            None if *skipped => "left out".to_owned(),
            None => "not mapped".to_owned(),
        };
        text += &format!("\"{measure}\" ({rows}): {becomes}\n");
    }
    if taken.unmapped > 0 {
        text += &format!(
            "{} rows are of measures that are not mapped; an import refuses them: say --measure NAME=KIND, or \
             NAME=skip.\n",
            taken.unmapped
        );
    }
    text + &told_text(&taken.told)
}

/// `pain: 3, sleep: 2`.
fn counts(kinds: &BTreeMap<String, u64>) -> String {
    let each: Vec<String> =
        kinds.iter().map(|(kind, count)| format!("{}: {count}", kind.replace('_', " "))).collect();
    if each.is_empty() { String::new() } else { each.join(", ") + "\n" }
}
