//! What each verb does: one module per group.
//!
//! | file | group |
//! |---|---|
//! | `screen`, `lock`, `clearance`, `profile`, `plan`, `course`, `journal`, `remind`, `report`, `guide`, `about` | the groups of their names |
//! | `entries` | what `journal` does with entries |
//! | `backup` | `journal backup`, `restore` |
//! | `device_check` | `device status`, `device check` |
//! | `check_in` | `checkin` |
//! | `exchange` | `journal export`, `import` |
//! | `progress` | how far one of these is |
//! | `fill` | `screen fill` |
//! | `session` | `session timeline`, `list`, `show`, `after`, `followup` |
//! | `trend` | `journal trend`, `journal benchmarks` |
//! | `routine` | `routine`; the running routine itself is in `live/` |
//! | `watch` | `remind watch` |
//! | `run` | `session run`; the running session itself is in `live/` |
//! | `demo/` | `demo` |

mod about;
mod backup;
mod check_in;
mod clearance;
mod course;
mod demo;
mod device;
mod device_check;
mod entries;
mod exchange;
mod fill;
mod guide;
mod journal;
mod lock;
mod plan;
mod profile;
mod progress;
mod remind;
mod report;
mod routine;
mod run;
mod screen;
mod session;
mod trend;
mod watch;

pub(crate) use backup::if_due;

use crate::args::{DeviceVerb, Group, JournalVerb, RoutineVerb, SessionVerb};
use crate::failure::Failure;
use crate::shell::Shell;
use crate::status::Status;

/// Does what the command line asks for, and closes what it opened.
pub(crate) async fn run(shell: &Shell, group: Group) -> Result<Status, Failure> {
    // The first of these hear signals themselves, because they let go, or put back, first.
    let (result, closed) = match group {
        Group::Session(SessionVerb::Run(options)) => (run::run(shell, &options).await, shell.close().await),
        Group::Routine(RoutineVerb::Run(options)) => {
            (routine::run(shell, &options).await, shell.close().await)
        }
        Group::Device(DeviceVerb::Status(options)) => {
            let mut interruption = shell.interruption.clone();
            let result = tokio::select! {
                done = device_check::status(shell, &options) => done,
                () = interruption.comes() => Err(Failure::Interrupted),
            };
            (result, shell.leave().await)
        }
        Group::Device(DeviceVerb::Check(options)) => {
            (device_check::check(shell, &options).await, shell.leave().await)
        }
        Group::Demo(options) => (demo::run(shell, &options).await, shell.close().await),
        Group::Journal(JournalVerb::Backup(options)) => {
            (backup::back_up(shell, &options).await.map(|()| Status::Done), shell.leave().await)
        }
        Group::Journal(JournalVerb::Restore(options)) => {
            (backup::restore(shell, &options).await.map(|()| Status::Done), shell.leave().await)
        }
        Group::Journal(JournalVerb::Export(options)) => {
            (exchange::export(shell, &options).await.map(|()| Status::Done), shell.leave().await)
        }
        Group::Journal(JournalVerb::Import(options)) => {
            (exchange::import(shell, &options).await.map(|()| Status::Done), shell.leave().await)
        }
        other => {
            let mut interruption = shell.interruption.clone();
            let result = tokio::select! {
                done = short(shell, other) => done.map(|()| Status::Done),
                () = interruption.comes() => Err(Failure::Interrupted),
            };
            (result, shell.leave().await)
        }
    };
    let status = result?;
    closed?;
    Ok(status)
}

async fn short(shell: &Shell, group: Group) -> Result<(), Failure> {
    match group {
        Group::Screen(verb) => screen::run(shell, verb).await,
        Group::Lock(verb) => lock::run(shell, verb).await,
        Group::Clearance(verb) => clearance::run(shell, verb).await,
        Group::Profile(verb) => profile::run(shell, verb).await,
        Group::Plan(verb) => plan::run(shell, verb).await,
        Group::Session(verb) => session::run(shell, verb).await,
        Group::Routine(verb) => routine::short(shell, verb).await,
        Group::Device(verb) => device::run(shell, verb).await,
        Group::Remind(verb) => remind::run(shell, verb).await,
        Group::Report(verb) => report::run(shell, verb).await,
        Group::Course(verb) => course::run(shell, verb).await,
        Group::Journal(verb) => journal::run(shell, verb).await,
        Group::Checkin(options) => check_in::run(shell, options).await,
        Group::Guide(verb) => guide::run(shell, verb),
        Group::About => about::run(shell),
        Group::Demo(_) => Err(Failure::internal("the demonstration is not a short command")),
    }
}
