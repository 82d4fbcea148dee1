//! Entries as plain text: out of the journal and into it. The files are described in `docs/journal-format.md`.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use nape_logic::document::FieldError;
use nape_logic::journal::exchange::foreign::{Becomes, Columns, Mapping};
use nape_logic::journal::exchange::{Incoming, Measure};
use serde::{Deserialize, Serialize};

use super::backup::{Watched, aside};
use super::convert;
use super::door::Nape;
use super::error::NapeError;
use super::ports::ProgressPort;
use super::screening::SymptomOutcome;
use super::words::EntryKind;
use crate::engine;

/// As what entries leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A file of JSON Lines: an entry a line, in the shape in which one is added.
    Jsonl,
    /// A folder of tables (CSV), one for each kind.
    Csv,
}

/// Which entries leave; both ends of the span belong to it.
#[derive(Debug, Clone, PartialEq, Eq, Default, uniffi::Record)]
pub struct ExportQuery {
    /// Not before this: an instant (RFC 3339), or a date (`YYYY-MM-DD`) on the entries' own clocks.
    #[uniffi(default = None)]
    pub from: Option<String>,
    /// Not after this, likewise.
    #[uniffi(default = None)]
    pub to: Option<String>,
    /// Only of this kind.
    #[uniffi(default = None)]
    pub kind: Option<EntryKind>,
}

/// What an export came to.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Exported {
    /// All entries in it.
    pub entries: u64,
    /// The same by kind, by its word.
    pub kinds: HashMap<String, u64>,
}

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportFormat {
    /// JSON Lines, as an export writes them.
    Jsonl,
    /// A table (CSV) as an export writes it, or a folder of them.
    Csv,
    /// A table of another program; needs a mapping.
    Table,
}

/// Which column of another program's table holds what, by the names in its first row.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ImportColumns {
    /// The date, perhaps with its time.
    pub date: String,
    /// The time, where it has a column of its own. What has none is told of noon.
    #[uniffi(default = None)]
    pub time: Option<String>,
    /// The measure's name; none where each measure has a column of its own.
    #[uniffi(default = None)]
    pub measure: Option<String>,
    /// How much; none where each measure has a column of its own.
    #[uniffi(default = None)]
    pub value: Option<String>,
    /// The person's own words.
    #[uniffi(default = None)]
    pub note: Option<String>,
    /// Where it is felt, by the words of an entry.
    #[uniffi(default = None)]
    pub site: Option<String>,
    /// On which side, by the words of an entry.
    #[uniffi(default = None)]
    pub side: Option<String>,
}

/// What a measure of another program becomes.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ImportMeasure {
    /// Its name there: what stands in the column of measures, or the name of its own column.
    pub measure: String,
    /// The kind of its entries; none leaves it out.
    #[uniffi(default = None)]
    pub kind: Option<EntryKind>,
    /// The name of the medicine, the activity or the movement, or the id of the symptom. Where the kind needs a name and
    /// there is none, the measure's.
    #[uniffi(default = None)]
    pub name: Option<String>,
}

/// What a person says about another program's table.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ImportMapping {
    /// Which column holds what.
    pub columns: ImportColumns,
    /// What each measure becomes. In a table with a column of measures every one of them has to be mapped.
    pub measures: Vec<ImportMeasure>,
    /// How dates are written, as `strftime` says it, such as `%d/%m/%Y`. Without it RFC 3339, or `YYYY-MM-DD` with
    /// ` HH:MM` or ` HH:MM:SS` behind it or not.
    #[uniffi(default = None)]
    pub date_format: Option<String>,
}

/// What another program calls a measure, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct MeasureFound {
    /// Its name there.
    pub measure: String,
    /// How many rows or cells tell of it.
    pub rows: u64,
    /// What it becomes; nothing where it is left out, or where nobody has said what it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<EntryKind>,
    /// Whether it is left out.
    pub skipped: bool,
}

/// What came of an import, or would.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Imported {
    /// Whether it only looked.
    pub dry_run: bool,
    /// Rows in the files.
    pub rows: u64,
    /// Entries that were not here.
    pub added: u64,
    /// Entries that are here with the same content.
    pub unchanged: u64,
    /// Entries that were deleted or erased here, and stay so.
    pub deleted_here: u64,
    /// Rows of measures that nobody has mapped; an import that is no dry run refuses them.
    pub unmapped: u64,
    /// All entries by kind, by its word.
    pub kinds: HashMap<String, u64>,
    /// The measures of another program's table, by name.
    pub measures: Vec<MeasureFound>,
    /// What screening says of the symptoms among those that were added, one for each part of the spine: it may lock (P6).
    pub told: Vec<SymptomOutcome>,
}

/// Entries in files, read and not yet in any journal: what a dry run showed is what an import keeps.
#[derive(uniffi::Object)]
pub struct EntriesFile {
    incoming: Arc<Incoming>,
}

#[uniffi::export]
impl EntriesFile {
    /// Reads a file, or every table of a folder: at most 64 MiB and 100,000 rows. Without `format` it is guessed by the
    /// file's name, then by its first character; a mapping makes it a table of another program. A `BadInput` says what
    /// is wrong with the file as a whole; what is wrong with its rows is told by a dry run, or by the import.
    #[uniffi::constructor(default(format = None, mapping = None))]
    pub async fn open(
        file: String,
        format: Option<ImportFormat>,
        mapping: Option<ImportMapping>,
    ) -> Result<Arc<Self>, NapeError> {
        let format = core_format(format, mapping)?;
        let incoming = aside(move || engine::read_incoming(Path::new(&file), format)).await?;
        Ok(Arc::new(Self { incoming: Arc::new(incoming) }))
    }

    /// What another program calls its measures, mapped or not, by name; empty for a file of our own.
    pub fn measures(&self) -> Result<Vec<MeasureFound>, NapeError> {
        Ok(self.incoming.measures().iter().map(found).collect())
    }
}

#[uniffi::export]
impl Nape {
    /// Writes the entries of this moment as plain text that nothing protects any more, while everything else goes on:
    /// to a file, or with `Csv` to a folder. It is replaced once the new one is whole and on the disk; a folder that
    /// holds anything but tables of an export is `BadInput`.
    #[uniffi::method(default(progress = None))]
    pub async fn export_entries(
        &self,
        file: String,
        format: ExportFormat,
        query: ExportQuery,
        progress: Option<Arc<dyn ProgressPort>>,
    ) -> Result<Exported, NapeError> {
        let format = match format {
            ExportFormat::Jsonl => engine::ExportFormat::Lines,
            ExportFormat::Csv => engine::ExportFormat::Tables,
        };
        let query = convert::core_export_query(query)?;
        let done =
            self.engine.export_entries(file.into(), format, query, Arc::new(Watched(progress))).await?;
        Ok(Exported { entries: done.entries, kinds: by_word(done.kinds) })
    }

    /// Keeps what was read of files: all of it or nothing, on the disk when it returns. A `BadInput` names each row that
    /// is wrong by its line, field and what is allowed there: the first hundred, and how many more there are. Symptoms
    /// among those that are added are screened in the same step and may lock (P6). Civil times are those of the journal's
    /// zone. `SessionRunning` while a session runs. With `dry_run` it checks all and keeps nothing.
    #[uniffi::method(default(dry_run = false, progress = None))]
    pub async fn import_entries(
        &self,
        file: Arc<EntriesFile>,
        dry_run: bool,
        progress: Option<Arc<dyn ProgressPort>>,
    ) -> Result<Imported, NapeError> {
        let incoming = Arc::clone(&file.incoming);
        let zone = self.zone.offsets_for(&incoming)?;
        let watch = Arc::new(Watched(progress));
        let done = self.engine.import_entries(Arc::clone(&incoming), zone, dry_run, watch).await?;
        Ok(Imported {
            dry_run,
            rows: count(incoming.row_count()),
            added: done.added,
            unchanged: done.unchanged,
            deleted_here: done.deleted_here,
            unmapped: count(incoming.unmapped_count()),
            kinds: by_word(done.kinds),
            measures: incoming.measures().iter().map(found).collect(),
            told: done.told.into_iter().map(convert::told_symptoms).collect(),
        })
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn by_word(kinds: impl IntoIterator<Item = (nape_logic::journal::entry::Kind, u64)>) -> HashMap<String, u64> {
    kinds.into_iter().map(|(kind, count)| (kind.to_string(), count)).collect()
}

fn found(measure: &Measure) -> MeasureFound {
    let Measure { name, rows, kind, skipped } = measure.clone();
    MeasureFound { measure: name, rows, kind: kind.map(Into::into), skipped }
}

fn core_format(
    format: Option<ImportFormat>,
    mapping: Option<ImportMapping>,
) -> Result<Option<engine::ImportFormat>, FieldError> {
    match (format, mapping) {
        (None | Some(ImportFormat::Table), Some(mapping)) => {
            Ok(Some(engine::ImportFormat::Foreign(Box::new(core_mapping(mapping)))))
        }
        (Some(ImportFormat::Table), None) => {
            Err(FieldError::new("columns", "missing", "which column of the table holds what"))
        }
        (Some(_), Some(_)) => {
            Err(FieldError::new("columns", "not for this format", "a mapping for a table of another program"))
        }
        (Some(ImportFormat::Jsonl), None) => Ok(Some(engine::ImportFormat::Lines)),
        (Some(ImportFormat::Csv), None) => Ok(Some(engine::ImportFormat::Tables)),
        (None, None) => Ok(None),
    }
}

fn core_mapping(mapping: ImportMapping) -> Mapping {
    let ImportColumns { date, time, measure, value, note, site, side } = mapping.columns;
    let becomes = |ImportMeasure { measure, kind, name }: ImportMeasure| {
        let becomes = match kind {
            Some(kind) => Becomes::Entries { kind: kind.into(), name },
            None => Becomes::Skipped,
        };
        (measure, becomes)
    };
    Mapping {
        columns: Columns { date, time, measure, value, note, site, side },
        measures: mapping.measures.into_iter().map(becomes).collect(),
        date_format: mapping.date_format,
    }
}
