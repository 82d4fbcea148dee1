//! `nape report`.

use nape::api::{CalendarQuery, CalendarWritten, LeftOut};
use serde::Serialize;

use super::backup::refuse_key;
use super::remind::as_often;
use crate::args::{CalendarOptions, ReportVerb};
use crate::failure::Failure;
use crate::shell::{Shell, utf8};
use crate::words::{instant, word};

pub(super) async fn run(shell: &Shell, verb: ReportVerb) -> Result<(), Failure> {
    match verb {
        ReportVerb::Ics(options) => calendar(shell, options).await,
    }
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
