//! `nape demo`: one guided session of an example course on a simulated device, from the questions to a
//! one-page summary. It keeps a journal of its own; each run goes on with the next day of the course.
//!
//! | file | answers |
//! |---|---|
//! | `course` | which days does the example course have, and where are their files? |
//! | `day` | what is done on a day, in order? |
//! | `summary` | what stands on the page at the end? |

mod course;
mod day;
mod summary;

use std::path::{Path, PathBuf};

use nape::api::{Nape, OpenConfig, SessionDetail, SessionSummary};

use crate::args::DemoOptions;
use crate::commands::session;
use crate::failure::Failure;
use crate::home;
use crate::key::Key;
use crate::output;
use crate::shell::{Shell, utf8};
use crate::status::Status;
use course::{Course, Day};

/// The demonstration's key lies beside its journal: nothing in it is anybody's.
const KEY: &str = "demonstration.key";

pub(super) async fn run(shell: &Shell, options: &DemoOptions) -> Result<Status, Failure> {
    let course = Course::read(&course::examples(options.examples.as_deref())?)?;
    let folder = folder(shell)?;
    say(
        shell,
        &format!(
            "NAPE DEMONSTRATION\nAn invented person and a simulated device: nothing pulls, nothing here is about you.\n\
             Its journal: {}",
            folder.display()
        ),
    )?;
    // The day is known only once the journal was read, and a journal's time is set when it is opened.
    let nape = open(shell, &folder, course.first()?).await?;
    let past = guided_sessions(&nape).await?;
    nape.close().await?;
    let number = past.len();
    let Some(day) = course.days.get(number) else {
        return over(shell, &folder, &past);
    };
    let nape = open(shell, &folder, day).await?;
    let result = whole_day(shell, options, &nape, &course, number).await;
    nape.close().await?;
    result
}

async fn whole_day(
    shell: &Shell,
    options: &DemoOptions,
    nape: &Nape,
    course: &Course,
    number: usize,
) -> Result<Status, Failure> {
    let Some(day) = course.days.get(number) else {
        return Err(Failure::internal("the course has no such day"));
    };
    let done = day::run(shell, options.speed, nape, course, day, number).await?;
    let detail = nape.session(done.ending.session.clone()).await?;
    let units = shell.units_of(nape).await?;
    if shell.output.is_json() {
        session::show(shell.output, &detail, units)?;
    } else {
        let past = every_detail(nape).await?;
        output::text(&summary::text(course, number, &done, &detail, &past, units))?;
    }
    Ok(done.ending.status())
}

/// The folder of the demonstration's own journal; a person's journal is never touched.
fn folder(shell: &Shell) -> Result<PathBuf, Failure> {
    let folder = match &shell.options.home {
        Some(folder) => folder.clone(),
        None => home::demonstration_folder()?,
    };
    let holds_a_journal = folder.join("journal.db").exists() || folder.join("journal.json").exists();
    if holds_a_journal && !folder.join(KEY).exists() {
        return Err(Failure::bad_input(
            "--home",
            "the journal there was not made for demonstration",
            "a folder of its own, or none for the usual one",
        ));
    }
    Ok(folder)
}

async fn open(shell: &Shell, folder: &Path, day: &Day) -> Result<std::sync::Arc<Nape>, Failure> {
    let config = OpenConfig {
        folder: utf8(folder.to_owned())?,
        key: Key::from_file_or_new(&folder.join(KEY))?.bytes(),
        demonstration: true,
        now: Some(day.morning.clone()),
        zone: Some(day.zone.clone()),
        additions: None,
    };
    Ok(shell.open_with(config, None).await?.nape)
}

/// The sessions so far without rehearsals, oldest first.
async fn guided_sessions(nape: &Nape) -> Result<Vec<SessionSummary>, Failure> {
    let mut sessions = nape.sessions(1000).await?;
    sessions.retain(|session| !session.rehearsal);
    sessions.reverse();
    Ok(sessions)
}

async fn every_detail(nape: &Nape) -> Result<Vec<SessionDetail>, Failure> {
    let mut details = Vec::new();
    for session in guided_sessions(nape).await? {
        details.push(nape.session(session.id).await?);
    }
    Ok(details)
}

fn over(shell: &Shell, folder: &Path, past: &[SessionSummary]) -> Result<Status, Failure> {
    #[derive(serde::Serialize)]
    struct Sessions<'a> {
        sessions: &'a [SessionSummary],
    }
    shell.output.document(&Sessions { sessions: past }, |_| {
        let lines: String =
            past.iter().map(|one| session::summary_line(one, shell.units()) + "\n").collect();
        format!(
            "\nThe example course is over; these were its sessions:\n{lines}\nTo start again, remove {} and run \
             the demonstration once more.",
            folder.display()
        )
    })?;
    Ok(Status::Done)
}

/// A line for people; with JSON nothing but the document is told.
fn say(shell: &Shell, text: &str) -> Result<(), Failure> {
    if shell.output.is_json() { Ok(()) } else { output::text(text) }
}
