//! `nape journal`. What is done with entries stands in `entries`.

use nape::api::{Generate, JournalCheck, NapeError, generate_journal};

use super::entries;
use crate::args::JournalVerb;
use crate::failure::Failure;
use crate::output;
use crate::shell::{Shell, utf8};

pub(super) async fn run(shell: &Shell, verb: JournalVerb) -> Result<(), Failure> {
    match verb {
        JournalVerb::Add { file } => entries::add(shell, &file).await,
        JournalVerb::Edit { id, file } => entries::edit(shell, id, &file).await,
        JournalVerb::Delete { id } => entries::delete(shell, id).await,
        JournalVerb::Erase { id } => entries::erase(shell, id).await,
        JournalVerb::History { id } => entries::history(shell, id).await,
        JournalVerb::List(options) => entries::list(shell, options).await,
        JournalVerb::Search { text, limit } => entries::search(shell, text, limit).await,
        JournalVerb::Verify => verify(shell).await,
        JournalVerb::Generate { seed, years } => generate(shell, seed, years),
    }
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
    text
}

fn generate(shell: &Shell, seed: u64, years: u32) -> Result<(), Failure> {
    let (folder, key) = shell.place()?;
    let what = Generate { folder: utf8(folder.clone())?, key: key.bytes(), seed, years, until: shell.now() };
    let mut told = 0;
    let made = generate_journal(what, |done, all| {
        let tenths = done * 10 / all;
        if tenths > told {
            told = tenths;
            output::note(&format!("{done} of {all} days"));
        }
    })?;
    shell.settle(&key, &folder)?;
    shell.output.document(&made, |made| {
        format!(
            "{} days, {} entries, {} sessions (simulated), {} samples. It is marked as made for demonstration.",
            made.days, made.entries, made.sessions, made.samples
        )
    })
}
