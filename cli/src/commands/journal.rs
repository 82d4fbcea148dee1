//! `nape journal`. What is done with entries stands in `entries`.

use nape::api::{
    Generate, JournalCheck, NapeError, SessionSummary, change_key, erase_journal, generate_journal,
};
use serde::Serialize;

use super::{check_in, entries, session, trend};
use crate::args::{ErasureYes, JournalVerb};
use crate::failure::Failure;
use crate::output;
use crate::presence::TypedErasure;
use crate::shell::{Shell, settle, utf8};
use crate::words::instant;

/// `{"key_file":PATH}`
#[derive(Serialize)]
struct Rekeyed {
    key_file: String,
}

/// `{"erased":true}`
#[derive(Serialize)]
struct Erased {
    erased: bool,
}

pub(super) async fn run(shell: &Shell, verb: JournalVerb) -> Result<(), Failure> {
    match verb {
        JournalVerb::Add { file } => entries::add(shell, &file).await,
        JournalVerb::Checkin(options) => check_in::run(shell, options).await,
        JournalVerb::Edit { id, file } => entries::edit(shell, id, &file).await,
        JournalVerb::Delete { id } => entries::delete(shell, id).await,
        JournalVerb::Erase { id: Some(id), .. } => entries::erase(shell, id).await,
        JournalVerb::Erase { id: None, yes, .. } => erase(shell, yes.confirm).await,
        JournalVerb::History { id } => entries::history(shell, id).await,
        JournalVerb::List(options) => entries::list(shell, options).await,
        JournalVerb::Day { date } => day(shell, date).await,
        JournalVerb::Search { text, limit } => entries::search(shell, text, limit).await,
        JournalVerb::Verify => verify(shell).await,
        JournalVerb::Rekey => rekey(shell).await,
        JournalVerb::Generate { seed, years } => {
            shell.finish_erasure().await?;
            generate(shell, seed, years)
        }
        JournalVerb::Backup(_)
        | JournalVerb::Restore(_)
        | JournalVerb::Export(_)
        | JournalVerb::Import(_) => {
            Err(Failure::internal("what reads or writes a large file is not a short command"))
        }
        JournalVerb::Trend(options) => trend::trend(shell, options).await,
        JournalVerb::Benchmarks { region } => trend::benchmarks(shell, region).await,
    }
}

async fn day(shell: &Shell, date: Option<String>) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let units = shell.units_of(&journal.nape).await?;
    let day = journal.nape.day(date).await?;
    shell.output.document(&day, |day| {
        let entries = day.entries.iter().map(|kept| (instant(&kept.entry.at), entries::line(&kept.entry)));
        let summary = |one: &SessionSummary| (instant(&one.started), session::summary_line(one, units));
        let mut lines: Vec<(String, String)> = entries.chain(day.sessions.iter().map(summary)).collect();
        lines.sort();
        let lines: String = lines.into_iter().map(|(_, line)| format!("{line}\n")).collect();
        if lines.is_empty() { format!("Nothing on {}.\n", day.date) } else { lines }
    })
}

async fn verify(shell: &Shell) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let check = journal.nape.check_journal().await?;
    if !check.intact {
        let detail = check.problem.unwrap_or_else(|| "its chain of facts does not hold".to_owned());
        return Err(NapeError::Damaged { detail }.into());
    }
    shell.output.document(&check, text)
}

fn text(check: &JournalCheck) -> String {
    let mut text = format!("The journal is whole: {} facts, each in its place.", check.facts);
    if check.redacted > 0 {
        text += &format!(" {} were erased on purpose.", check.redacted);
    }
    if check.forks > 0 {
        text += &format!(
            " A copy of it went on separately at {} place(s), and both sides are kept.",
            check.forks
        );
    }
    text
}

/// The new key is in a file before it is the journal's, and takes the old one's place after.
async fn rekey(shell: &Shell) -> Result<(), Failure> {
    // Opened once, so that what an earlier kill left is settled first.
    drop(shell.open().await?);
    shell.leave().await?;
    let key = shell.key()?;
    let next = key.make_next()?;
    change_key(utf8(shell.folder()?)?, key.bytes(), next.bytes()).await?;
    let file = key.give_way_to(&next)?;
    let rekeyed = Rekeyed { key_file: file.display().to_string() };
    shell.output.document(&rekeyed, |rekeyed| {
        format!(
            "The journal has a new key; it is in {}. The old one opens nothing any more: renew your copy.",
            rekeyed.key_file
        )
    })
}

async fn erase(shell: &Shell, told: Vec<ErasureYes>) -> Result<(), Failure> {
    if !shell.finish_erasure().await? {
        let presence = TypedErasure::asking(shell.output, told);
        let key = readable_key(shell).await?;
        erase_journal(utf8(shell.folder()?)?, key, shell.key_files()?, Some(presence)).await?;
    }
    shell.output.document(&Erased { erased: true }, |_| {
        "Everything is erased: the journal's files and its key. Backups that you made are where you put them."
            .to_owned()
    })
}

/// The key, where it opens the journal; a journal that nobody can read can be erased too.
async fn readable_key(shell: &Shell) -> Result<Option<Vec<u8>>, Failure> {
    let folder = shell.folder()?;
    if !folder.join("journal.db").exists() {
        // Opening would make one.
        return Ok(None);
    }
    let opened = shell.open().await.map(drop);
    shell.leave().await?;
    match opened {
        Ok(()) => Ok(Some(shell.key()?.bytes())),
        Err(Failure::Core(NapeError::WrongKey | NapeError::Damaged { .. })) => Ok(None),
        Err(Failure::Core(NapeError::BadInput { field, .. }))
            if field == "--key-file" && shell.options.key_file.is_none() =>
        {
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}

fn generate(shell: &Shell, seed: u64, years: u32) -> Result<(), Failure> {
    let (folder, key) = (shell.folder()?, shell.key()?);
    let what = Generate { folder: utf8(folder.clone())?, key: key.bytes(), seed, years, until: shell.now() };
    let mut told = 0;
    let made = generate_journal(what, |done, all| {
        let tenths = done * 10 / all;
        if tenths > told {
            told = tenths;
            output::note(&format!("{done} of {all} days"));
        }
    })?;
    settle(&key, &folder)?;
    shell.output.document(&made, |made| {
        format!(
            "{} days, {} entries, {} sessions (simulated), {} samples. It is marked as made for demonstration.",
            made.days, made.entries, made.sessions, made.samples
        )
    })
}
