//! The command line, one file per group.
//!
//! | file | verbs |
//! |---|---|
//! | `common` | the options in front of every group |
//! | `screen`, `lock`, `clearance`, `profile`, `plan`, `session`, `routine`, `remind`, `course`, `journal`, `report`, `guide`, `demo` | the groups |
//! | `check_in` | `checkin`, which `journal` has too |
//! | `exchange` | what `journal export` and `import` take |
//! | `presence` | the person's own yes, where nobody can be asked |
//! | `unbuilt` | what the contract names and this version lacks |

mod check_in;
mod clearance;
mod common;
mod course;
mod demo;
mod device;
mod exchange;
mod guide;
mod journal;
mod lock;
mod plan;
mod presence;
mod profile;
mod remind;
mod report;
mod routine;
mod screen;
mod session;
pub(crate) mod unbuilt;

use clap::{Parser, Subcommand};
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) use check_in::CheckInOptions;
pub(crate) use clearance::ClearanceVerb;
pub(crate) use common::Common;
pub(crate) use course::CourseVerb;
pub(crate) use demo::DemoOptions;
pub(crate) use device::{CheckOptions, DeviceVerb, StatusOptions, SyncOptions};
pub(crate) use exchange::{EntryImportOptions, ExportOptions};
pub(crate) use guide::GuideVerb;
pub(crate) use journal::{BackupOptions, JournalVerb, ListOptions, RestoreOptions, TrendOptions};
pub(crate) use lock::LockVerb;
pub(crate) use plan::{ImportOptions, PlanVerb, quantity};
pub(crate) use presence::{ErasureOption, ErasureYes, PresenceOption};
pub(crate) use profile::ProfileVerb;
pub(crate) use remind::{NewReminder, RemindVerb, ReminderSettings};
pub(crate) use report::{CalendarOptions, DataOptions, PageOptions, ReportVerb};
pub(crate) use routine::{RoutineRun, RoutineVerb};
pub(crate) use screen::ScreenVerb;
pub(crate) use session::{Confirmation, Device, RunOptions, SessionVerb};

/// Guided home neck traction in the terminal.
///
/// Nape times, logs and reminds of sessions that you and your provider chose. It never diagnoses, never
/// recommends traction and never raises force, time or frequency by itself.
#[derive(Debug, Parser)]
#[command(name = "nape", version, arg_required_else_help = true)]
pub(crate) struct CommandLine {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) group: Group,
}

/// The groups that exist.
#[derive(Debug, Subcommand)]
pub(crate) enum Group {
    /// Questions before a session, and what their answers mean.
    #[command(subcommand)]
    Screen(ScreenVerb),
    /// What has to be examined before the next session.
    #[command(subcommand)]
    Lock(LockVerb),
    /// What a provider allowed, as you enter it.
    #[command(subcommand)]
    Clearance(ClearanceVerb),
    /// Who the journal is about.
    #[command(subcommand)]
    Profile(ProfileVerb),
    /// What a session may do.
    #[command(subcommand)]
    Plan(PlanVerb),
    /// Sessions: run one, look at those before.
    #[command(subcommand)]
    Session(SessionVerb),
    /// Practices beside traction, guided by a simple timer.
    #[command(subcommand)]
    Routine(RoutineVerb),
    /// Your traction device, and what it wrote down.
    #[command(subcommand)]
    Device(DeviceVerb),
    /// When reminders ring.
    #[command(subcommand)]
    Remind(RemindVerb),
    /// All that is done for one complaint.
    #[command(subcommand)]
    Course(CourseVerb),
    /// What you write down, and the journal as a whole.
    #[command(subcommand)]
    Journal(JournalVerb),
    /// How today is, in a few seconds.
    Checkin(CheckInOptions),
    /// What leaves for a provider, or for another program of yours.
    #[command(subcommand)]
    Report(ReportVerb),
    /// Cards to read, and whom to call.
    #[command(subcommand)]
    Guide(GuideVerb),
    /// One guided session on a simulated device, from the questions to the summary.
    Demo(DemoOptions),
    /// Version, intended use, what is not clinically reviewed, licence.
    About,
}

/// Reads a word of the contract, such as a modality; the error lists the words.
fn word<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_value(Value::String(text.to_owned())).map_err(|error| {
        let text = error.to_string();
        let listed = text.split_once("expected ").map(|(_, words)| words.replace('`', ""));
        listed.map_or(text, |words| format!("expected {words}"))
    })
}
