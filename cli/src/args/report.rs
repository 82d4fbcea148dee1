//! `nape report`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use nape::api::{ReportPaper, ReportPerson, ReportQuery};

use super::word;

/// What leaves for a provider, or for another program of yours.
#[derive(Debug, Subcommand)]
pub(crate) enum ReportVerb {
    /// A few pages for the provider, as a PDF.
    Pdf(PageOptions),
    /// One page to take along to a visit: what was told, what to ask, a blank plan to fill in.
    Visit(PageOptions),
    /// A calendar: the sessions that were done, and the reminders that are to come.
    Ics(CalendarOptions),
    /// Tables for whoever wants to compute: a folder with one for each kind of thing and of entry.
    Csv(DataOptions),
    /// One JSON document with everything.
    Json(DataOptions),
}

/// Which days, and what you say of yourself.
#[derive(Debug, Args)]
pub(crate) struct About {
    /// The first day.
    #[arg(long, value_name = "DATE")]
    from: String,
    /// The last day, that one included.
    #[arg(long, value_name = "DATE")]
    to: String,
    /// Your name; without it a number stands for you.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// When you were born.
    #[arg(long, value_name = "DATE")]
    born: Option<String>,
    /// Your number in the provider's records.
    #[arg(long, value_name = "NUMBER")]
    record_number: Option<String>,
}

impl About {
    fn query(&self, notes: bool) -> ReportQuery {
        let (name, born, record_number) = (self.name.clone(), self.born.clone(), self.record_number.clone());
        let person = Some(ReportPerson { name, born, record_number });
        ReportQuery { from: self.from.clone(), to: self.to.clone(), notes, person }
    }
}

/// `report pdf`, `report visit`.
#[derive(Debug, Args)]
pub(crate) struct PageOptions {
    #[command(flatten)]
    about: About,
    /// The file to write; a visit's page is plain text where its name ends in .txt.
    #[arg(long, value_name = "FILE", required_unless_present = "preview")]
    pub(crate) out: Option<PathBuf>,
    /// What it is printed on: a4 or letter.
    #[arg(long, value_name = "PAPER", value_parser = word::<ReportPaper>, default_value = "a4")]
    pub(crate) paper: ReportPaper,
    /// Let the notes of your journal go with it.
    #[arg(long)]
    notes: bool,
    /// Show what it would say, and write nothing.
    #[arg(long, conflicts_with = "out")]
    pub(crate) preview: bool,
}

impl PageOptions {
    pub(crate) fn query(&self) -> ReportQuery {
        self.about.query(self.notes)
    }
}

/// `report csv`, `report json`.
#[derive(Debug, Args)]
pub(crate) struct DataOptions {
    #[command(flatten)]
    about: About,
    /// The file to write; of tables the folder.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Leave out what you wrote in your own words.
    #[arg(long)]
    without_notes: bool,
}

impl DataOptions {
    pub(crate) fn query(&self) -> ReportQuery {
        self.about.query(!self.without_notes)
    }
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
