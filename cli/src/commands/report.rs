//! `nape report`.

use std::collections::BTreeMap;
use std::path::Path;

use nape::api::{CalendarQuery, CalendarWritten, LeftOut, ReportForm, ReportPreview, ReportQuery};
use serde::Serialize;

use super::backup::refuse_key;
use super::progress::Bar;
use super::remind::as_often;
use crate::args::{CalendarOptions, DataOptions, PageOptions, ReportVerb};
use crate::failure::Failure;
use crate::shell::{Shell, utf8};
use crate::words::{instant, word};

pub(super) async fn run(shell: &Shell, verb: ReportVerb) -> Result<(), Failure> {
    match verb {
        ReportVerb::Ics(options) => calendar(shell, options).await,
        ReportVerb::Pdf(options) => {
            let form = ReportForm::Pdf { paper: options.paper };
            page(shell, &options, form).await
        }
        ReportVerb::Visit(options) => {
            let form = ReportForm::Visit { paper: options.paper };
            page(shell, &options, form).await
        }
        ReportVerb::Csv(options) => data(shell, &options, ReportForm::Csv).await,
        ReportVerb::Json(options) => data(shell, &options, ReportForm::Json).await,
    }
}

/// The document of every report but a calendar.
#[derive(Serialize)]
struct Report {
    file: String,
    /// How many things of each kind.
    told: BTreeMap<String, u64>,
}

/// What a report would say.
#[derive(Serialize)]
struct Preview {
    text: String,
    told: BTreeMap<String, u64>,
}

async fn page(shell: &Shell, options: &PageOptions, form: ReportForm) -> Result<(), Failure> {
    if let Some(out) = &options.out {
        return write(shell, out, form, options.query()).await;
    }
    let journal = shell.open().await?;
    let progress = Bar::shown("read", shell.interruption.clone());
    let ReportPreview { text, told } =
        journal.nape.preview_report(form, options.query(), Some(progress)).await?;
    let told = told.into_iter().collect();
    shell.output.document(&Preview { text, told }, |preview| preview.text.clone())
}

async fn data(shell: &Shell, options: &DataOptions, form: ReportForm) -> Result<(), Failure> {
    write(shell, &options.out, form, options.query()).await
}

async fn write(shell: &Shell, out: &Path, form: ReportForm, query: ReportQuery) -> Result<(), Failure> {
    let journal = shell.open().await?;
    refuse_key(shell, out)?;
    let progress = Bar::shown("written", shell.interruption.clone());
    let file = utf8(out.to_owned())?;
    let written = journal.nape.write_report(file, form, query, Some(progress)).await?;
    let told = written.told.into_iter().collect();
    shell.output.document(&Report { file: out.display().to_string(), told }, report)
}

fn report(Report { file, told }: &Report) -> String {
    let counts: Vec<String> =
        told.iter().filter(|(_, count)| **count > 0).map(|(kind, count)| format!("{count} {kind}")).collect();
    let what = if counts.is_empty() {
        "Nothing was told in these days:".to_owned()
    } else {
        counts.join(", ") + " in"
    };
    format!("{what} {file}: whoever has it can read it.\n")
}

#[derive(Serialize)]
struct Written {
    file: String,
    #[serde(flatten)]
    written: CalendarWritten,
}

async fn calendar(shell: &Shell, options: CalendarOptions) -> Result<(), Failure> {
    let CalendarOptions { from, to, out, show_subject } = options;
    let journal = shell.open().await?;
    refuse_key(shell, &out)?;
    let query = CalendarQuery { from, to, shows_subject: show_subject };
    let written = journal.nape.export_calendar(utf8(out.clone())?, query).await?;
    let document = Written { file: out.display().to_string(), written };
    shell.output.document(&document, |Written { file, written }| {
        let CalendarWritten { sessions, reminders, dropped } = written;
        let plural = |number: u32, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
        let (sessions, reminders) = (plural(*sessions, "session"), plural(*reminders, "event"));
        let left_out: String = dropped.iter().map(left_out).collect();
        format!(
            "{sessions} and {reminders} of reminders in {file}, as plain text: whoever has it can read it.\n{left_out}"
        )
    })
}

fn left_out(LeftOut { subject, reason, times, first, .. }: &LeftOut) -> String {
    let often = as_often(first.as_deref().map(instant), *times);
    format!("  left out, {}: {}{often}\n", word(subject), word(reason))
}
