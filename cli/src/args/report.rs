//! `nape report`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What leaves for a provider, or for another program of yours.
#[derive(Debug, Subcommand)]
pub(crate) enum ReportVerb {
    /// A calendar: the sessions that were done, and the reminders that are to come.
    Ics(CalendarOptions),
}

/// `report ics`.
#[derive(Debug, Args)]
pub(crate) struct CalendarOptions {
    /// The first day.
    #[arg(long, value_name = "DATE")]
    pub(crate) from: String,
    /// The last day, at most two years from today.
    #[arg(long, value_name = "DATE")]
    pub(crate) to: String,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Say in it what each reminder and each session is about.
    #[arg(long)]
    pub(crate) show_subject: bool,
}
