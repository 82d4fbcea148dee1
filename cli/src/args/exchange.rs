//! `nape journal export` and `nape journal import`.

use std::path::PathBuf;

use clap::Args;
use nape::api::{
    EntryKind, ExportFormat, ExportQuery, ImportColumns, ImportFormat, ImportMapping, ImportMeasure,
};

use super::word;

/// `journal export`.
#[derive(Debug, Args)]
pub(crate) struct ExportOptions {
    /// The file to write, or the folder for the tables of `--format csv`; in a folder lines get a file named by the
    /// time.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// As lines of JSON (jsonl), or as a table for each kind (csv).
    #[arg(long, value_name = "FORMAT", value_parser = word::<ExportFormat>, default_value = "jsonl")]
    pub(crate) format: ExportFormat,
    /// Not before this: a date, or an instant (RFC 3339).
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Not after this, likewise.
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Only of this kind.
    #[arg(long, value_parser = word::<EntryKind>)]
    kind: Option<EntryKind>,
}

impl ExportOptions {
    /// Which entries.
    pub(crate) fn query(&self) -> ExportQuery {
        ExportQuery { from: self.from.clone(), to: self.to.clone(), kind: self.kind }
    }
}

/// `journal import`.
#[derive(Debug, Args)]
pub(crate) struct EntryImportOptions {
    /// The file, or a folder of tables that an export wrote.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What it is: jsonl, csv, or the table of another program; guessed where it is not said.
    #[arg(long, value_name = "FORMAT", value_parser = word::<ImportFormat>)]
    pub(crate) format: Option<ImportFormat>,
    /// Read and check all of it, say what would come of it, and write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Of another program's table: which column holds what, such as `date=Day,measure=What,value=How much`; also time,
    /// note, site, side. Without measure and value each measure has a column of its own.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', value_parser = column)]
    columns: Vec<(Column, String)>,
    /// Of another program's table: what a measure becomes, such as `Neck pain=pain`, `Ibu=medication:ibuprofen`, or
    /// `Steps=skip` to leave it out.
    #[arg(long, value_name = "NAME=KIND", value_parser = measure)]
    measure: Vec<ImportMeasure>,
    /// Of another program's table: how dates are written, such as `%d/%m/%Y`.
    #[arg(long, value_name = "FORMAT")]
    date_format: Option<String>,
}

impl EntryImportOptions {
    /// What is said of another program's table; nothing where nothing is.
    pub(crate) fn mapping(&self) -> Result<Option<ImportMapping>, &'static str> {
        if self.columns.is_empty() && self.measure.is_empty() && self.date_format.is_none() {
            return Ok(None);
        }
        let of = |wanted: Column| {
            let mut named = self.columns.iter().filter(|(column, _)| *column == wanted).map(|(_, name)| name);
            match (named.next(), named.next()) {
                (name, None) => Ok(name.cloned()),
                (_, Some(_)) => Err("a word stands there twice"),
            }
        };
        let columns = ImportColumns {
            // The core says that it is missing.
            date: of(Column::Date)?.unwrap_or_default(),
            time: of(Column::Time)?,
            measure: of(Column::Measure)?,
            value: of(Column::Value)?,
            note: of(Column::Note)?,
            site: of(Column::Site)?,
            side: of(Column::Side)?,
        };
        let (measures, date_format) = (self.measure.clone(), self.date_format.clone());
        Ok(Some(ImportMapping { columns, measures, date_format }))
    }
}

/// What a column of another program's table may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Column {
    Date,
    Time,
    Measure,
    Value,
    Note,
    Site,
    Side,
}

fn column(text: &str) -> Result<(Column, String), String> {
    let (what, name) = text.split_once('=').ok_or("expected such as date=NAME")?;
    Ok((word(what.trim())?, name.trim().to_owned()))
}

fn measure(text: &str) -> Result<ImportMeasure, String> {
    let (measure, becomes) = text.rsplit_once('=').ok_or("expected such as NAME=pain or NAME=skip")?;
    let measure = measure.trim().to_owned();
    let (kind, name) = match becomes.trim().split_once(':') {
        Some((kind, name)) => (kind.trim(), Some(name.trim().to_owned())),
        None => (becomes.trim(), None),
    };
    let kind = if kind == "skip" { None } else { Some(word::<EntryKind>(kind)?) };
    Ok(ImportMeasure { measure, kind, name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_becomes_a_kind_a_kind_with_a_name_or_nothing() {
        let read = |text: &str| {
            measure(text)
                .map(|ImportMeasure { measure, kind, name }| (measure, kind, name.unwrap_or_default()))
        };
        assert_eq!(
            read("Neck pain=pain"),
            Ok(("Neck pain".to_owned(), Some(EntryKind::Pain), String::new()))
        );
        assert_eq!(read("a=b=skip"), Ok(("a=b".to_owned(), None, String::new())));
        let medicine = Ok(("Ibu".to_owned(), Some(EntryKind::Medication), "ibuprofen".to_owned()));
        assert_eq!(read("Ibu = medication:ibuprofen"), medicine);
        assert!(read("pain").is_err() && read("Neck pain=joy").is_err());
    }

    #[test]
    fn a_column_is_one_of_the_known_words() {
        assert_eq!(column("date=The day"), Ok((Column::Date, "The day".to_owned())));
        assert!(column("day=Day").is_err_and(|error| error.contains("measure")));
        assert!(column("date").is_err());
    }
}
