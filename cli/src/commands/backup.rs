//! `nape journal backup` and `nape journal restore`.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use nape::api::{
    Backup, BackupMade, BackupSchedule, BackupStatus, Nape, NapeError, RecoveryKey, RestoreConflict,
    RestoreCounts, Restored,
};
use serde::Serialize;

use super::progress::Bar;
use crate::args::{BackupOptions, RestoreOptions};
use crate::failure::Failure;
use crate::interruption::Interruption;
use crate::key::Key;
use crate::output::{self, Output};
use crate::shell::{Shell, utf8};

/// Where scripts put the passphrase, or the recovery key.
const PASSPHRASE: &str = "NAPE_PASSPHRASE";

pub(super) async fn back_up(shell: &Shell, options: &BackupOptions) -> Result<(), Failure> {
    if options.status {
        let status = shell.open().await?.nape.backup_status().await?;
        return shell.output.document(&status, status_text);
    }
    if options.new_recovery_key {
        let key = shell.open().await?.nape.make_recovery_key().await?;
        return shell.output.document(&key, key_text);
    }
    if options.never {
        return schedule(shell, None).await;
    }
    if let (Some(every_days), Some(folder)) = (options.every, &options.file) {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.clone());
        return schedule(shell, Some(BackupSchedule { folder: utf8(folder)?, every_days })).await;
    }
    let Some(file) = &options.file else {
        return Err(Failure::bad_input("FILE", "missing", "the file to write"));
    };
    let file = if file.is_dir() { file.join(name_at(&shell.now(), "age")) } else { file.clone() };
    let passphrase = if options.recovery_key { None } else { Some(secret(shell.output, true)?) };
    let journal = shell.open().await?;
    refuse_key(shell, &file)?;
    let progress = Bar::shown("written", shell.interruption.clone());
    let made = journal.nape.back_up(utf8(file.clone())?, passphrase, Some(progress)).await?;
    let document = Written { file: file.display().to_string(), made };
    shell.output.document(&document, |written| {
        format!("{} holds the whole journal, {} kB.", written.file, written.made.bytes.div_ceil(1000))
    })
}

/// Sets when backups are made by themselves, and says how things stand now. The first one may be due at once.
async fn schedule(shell: &Shell, schedule: Option<BackupSchedule>) -> Result<(), Failure> {
    let journal = shell.open().await?;
    journal.nape.set_backup_schedule(schedule).await?;
    shell.output.document(&journal.nape.backup_status().await?, status_text)
}

/// Writes the backup that is due where one was asked for. What goes wrong is said and ends nothing: the command before it
/// is done.
pub(crate) async fn if_due(nape: &Nape, interruption: Interruption) {
    if interruption.check().is_err() {
        return;
    }
    match nape.back_up_if_due(Some(Bar::shown("backed up", interruption))).await {
        Ok(Some(made)) => output::note(&format!("A backup was due; it is in {}.", made.file)),
        // A command that closed its journal itself has nothing left to look at; the next one does.
        Ok(None) | Err(NapeError::Closed) => {}
        Err(error) => output::note(&format!("A backup is due and could not be written: {error}")),
    }
}

/// Refuses to write where the journal's key lies, or its next one.
pub(super) fn refuse_key(shell: &Shell, file: &Path) -> Result<(), Failure> {
    if !shell.key()?.is_at(file) {
        return Ok(());
    }
    Err(Failure::bad_input("file", "this is where a key is kept", "a file that is not the journal's"))
}

pub(super) async fn restore(shell: &Shell, options: &RestoreOptions) -> Result<(), Failure> {
    let secret = secret(shell.output, false)?;
    let backup = Backup::open(utf8(options.file.clone())?, secret).await?;
    let folder = shell.folder()?;
    shell.finish_erasure().await?;
    let progress = Bar::shown("read", shell.interruption.clone());
    let (restored, trial) = if options.trial {
        // Where there is no journal yet no key is needed, and none is made.
        let there_is_none = !folder.join("journal.db").exists() && !folder.join("journal.json").exists();
        let key = if there_is_none { vec![0; 32] } else { own_key(shell, &folder)?.bytes() };
        (backup.try_out(utf8(folder)?, key, Some(progress)).await?, true)
    } else {
        let key = match &shell.options.key_file {
            Some(file) => Key::from_file(file)?,
            None => Key::of_restored(&folder, &backup.info()?.journal)?,
        };
        (backup.restore(utf8(folder)?, key.bytes(), Some(progress)).await?, false)
    };
    shell.output.document(&Document::from(restored), |document| restored_text(document, trial))
}

fn own_key(shell: &Shell, folder: &Path) -> Result<Key, Failure> {
    match &shell.options.key_file {
        Some(file) => Key::from_file(file),
        None => Key::of_journal(folder),
    }
}

/// `nape-2026-03-02T073000.age`, so that the files of a folder sort by their age.
pub(super) fn name_at(now: &str, ending: &str) -> PathBuf {
    let time: String = now.chars().take(19).filter(|c| *c != ':').collect();
    format!("nape-{time}.{ending}").into()
}

/// From the environment, or typed without being shown; twice where it closes a file.
fn secret(output: Output, twice: bool) -> Result<String, Failure> {
    let missing = |detail: &str| {
        Failure::bad_input(PASSPHRASE, detail, "the passphrase of the backup, or its recovery key")
    };
    if let Some(given) = std::env::var_os(PASSPHRASE) {
        return given.into_string().map_err(|_| missing("not valid Unicode"));
    }
    if !output.can_ask() {
        return Err(missing("not set, and nobody can be asked"));
    }
    let first = typed("Passphrase of the backup:")?;
    if twice && typed("The same once more:")? != first {
        return Err(missing("not the same twice"));
    }
    Ok(first)
}

fn typed(question: &str) -> Result<String, Failure> {
    output::ask(question);
    console::Term::stderr().read_secure_line().map_err(|error| match error.kind() {
        ErrorKind::Interrupted => Failure::Interrupted,
        _ => Failure::bad_input(PASSPHRASE, "can't be read from this terminal", "a passphrase"),
    })
}

/// The document of `journal backup`.
#[derive(Serialize)]
struct Written {
    file: String,
    #[serde(flatten)]
    made: BackupMade,
}

/// The document of `journal restore`.
#[derive(Serialize)]
struct Document {
    total: RestoreCounts,
    kinds: BTreeMap<String, RestoreCounts>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflicts: Vec<RestoreConflict>,
}

impl From<Restored> for Document {
    fn from(restored: Restored) -> Self {
        let Restored { total, kinds, conflicts } = restored;
        Self { total, kinds: kinds.into_iter().collect(), conflicts }
    }
}

fn restored_text(document: &Document, trial: bool) -> String {
    let RestoreCounts { added, updated, unchanged, conflicts } = document.total;
    let start = if trial { "The backup is whole. A restore would say: " } else { "Restored: " };
    let mut text = format!("{start}{added} added, {updated} updated, {unchanged} unchanged.");
    if conflicts > 0 {
        text += &format!(" {conflicts} were changed on both sides; both versions are kept:");
    }
    for RestoreConflict { kind, id } in &document.conflicts {
        text += &format!("\n  {kind} {id}");
    }
    text
}

fn status_text(status: &BackupStatus) -> String {
    let age = match (&status.last, status.days) {
        (Some(last), Some(0)) => format!("The last backup is less than a day old, {last}."),
        (Some(last), Some(1)) => format!("The last backup is a day old, {last}."),
        (Some(last), Some(days)) => format!("The last backup is {days} days old, {last}."),
        _ => "There is no backup yet.".to_owned(),
    };
    let key = if status.recovery_key {
        " A recovery key closes backups without a passphrase."
    } else {
        " There is no recovery key: every backup needs its passphrase."
    };
    let scheduled = match &status.schedule {
        Some(BackupSchedule { folder, every_days: 1 }) => format!(" One is written to {folder} every day."),
        Some(BackupSchedule { folder, every_days }) => {
            format!(" One is written to {folder} every {every_days} days.")
        }
        None => " None is written by itself.".to_owned(),
    };
    age + key + &scheduled
}

fn key_text(key: &RecoveryKey) -> String {
    format!(
        "{}\n\nThis is the recovery key. Write it down and keep it apart from this machine: it is never shown again, \
         and without it nobody can open the backups that it closes.",
        key.key
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_in_a_folder_is_named_by_its_time() {
        assert_eq!(
            name_at("2026-03-02T07:30:00.000-05:00", "age"),
            PathBuf::from("nape-2026-03-02T073000.age")
        );
    }
}
