//! Backups and restores: records and calls. The file is described in `docs/journal-format.md`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use nape_logic::journal::merge::{self, Counts};
use serde::Serialize;
use tokio::sync::oneshot;
use uuid::Uuid;

use super::door::Nape;
use super::error::NapeError;
use super::ports::ProgressPort;
use crate::engine::backup::{self, BackupFile, Merged, Secret, Watch};
use crate::engine::{self, CloseWith, Key, StoreError};

/// A backup that was written.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct BackupMade {
    /// The length of the file.
    pub bytes: u64,
    /// Facts in it.
    pub facts: u64,
    /// Versions of records in it.
    pub versions: u64,
    /// Pages of telemetry in it.
    pub pages: u64,
}

/// What is known of backups.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct BackupStatus {
    /// When the last one was made (RFC 3339), on whichever phone, as far as this journal knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// How long ago that is, in whole days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Whether there is a recovery key, so that backups need nobody's passphrase.
    pub recovery_key: bool,
    /// Backups that nobody has to remember, where they were asked for.
    #[uniffi(default = None)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<BackupSchedule>,
    /// A scheduled one is due: `back_up_if_due` writes it.
    #[uniffi(default = false)]
    pub due: bool,
}

/// When backups are made by themselves (E23).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct BackupSchedule {
    /// The folder that they are written to, by its whole path; a file each, named by its time. None is ever removed.
    pub folder: String,
    /// One is due this many days after the last one, 1 to 90.
    pub every_days: u32,
}

/// A scheduled backup that was written.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ScheduledBackup {
    /// The file.
    pub file: String,
    /// What is in it.
    #[serde(flatten)]
    pub made: BackupMade,
}

/// A key for backups: show it once, keep it nowhere.
#[derive(Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct RecoveryKey {
    /// `AGE-SECRET-KEY-1…`, to be written down: it opens the backups that are made from now on without a passphrase.
    pub key: String,
    /// Its public half, `age1…`, which the journal keeps and which opens nothing.
    pub recipient: String,
}

impl std::fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RecoveryKey").field("recipient", &self.recipient).finish_non_exhaustive()
    }
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct BackupInfo {
    /// Which journal it is of.
    pub journal: String,
    /// When it was made (RFC 3339).
    pub made_at: String,
    /// Facts in it.
    pub facts: u64,
    /// Versions of records in it.
    pub versions: u64,
    /// Pages of telemetry in it.
    pub pages: u64,
}

/// What a restore came to: every fact, record and page of telemetry of the backup in exactly one class.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Restored {
    /// All together.
    pub total: RestoreCounts,
    /// By kind: the kinds of records, `fact` and `telemetry`.
    pub kinds: HashMap<String, RestoreCounts>,
    /// The first hundred that both sides had changed; both versions are kept.
    pub conflicts: Vec<RestoreConflict>,
}

/// How many fell into each class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct RestoreCounts {
    /// Were not here.
    pub added: u64,
    /// Were here, and the backup knew more.
    pub updated: u64,
    /// Were here already.
    pub unchanged: u64,
    /// Both sides had changed them since the version that they have in common.
    pub conflicts: u64,
}

/// Something that both sides had changed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct RestoreConflict {
    /// The kind of record, `fact` or `telemetry`.
    pub kind: String,
    /// Its id.
    pub id: String,
}

impl From<backup::BackupMade> for BackupMade {
    fn from(made: backup::BackupMade) -> Self {
        let backup::Tally { facts, versions, pages, .. } = made.counts;
        Self { bytes: made.bytes, facts, versions, pages }
    }
}

impl From<Counts> for RestoreCounts {
    fn from(Counts { added, updated, unchanged, conflicts }: Counts) -> Self {
        Self { added, updated, unchanged, conflicts }
    }
}

impl From<Merged> for Restored {
    fn from(merged: Merged) -> Self {
        let conflict = |conflict: backup::Conflict| RestoreConflict { kind: conflict.kind, id: conflict.id };
        Self {
            total: merged.total.into(),
            kinds: merged.kinds.into_iter().map(|(kind, counts)| (kind, counts.into())).collect(),
            conflicts: merged.conflicts.into_iter().map(conflict).collect(),
        }
    }
}

#[uniffi::export]
impl Nape {
    /// Writes a backup of this moment to `file`, while everything else goes on. With `passphrase` it takes about a
    /// second more; without one the recovery key's public half closes it, `NotFound` where there is none yet. The
    /// file is replaced once the new one is whole and on the disk.
    #[uniffi::method(default(passphrase = None, progress = None))]
    pub async fn back_up(
        &self,
        file: String,
        passphrase: Option<String>,
        progress: Option<Arc<dyn ProgressPort>>,
    ) -> Result<BackupMade, NapeError> {
        let with = passphrase.map_or(CloseWith::RecoveryKey, |text| CloseWith::Passphrase(text.into()));
        Ok(self.engine.back_up(file.into(), with, Arc::new(Watched(progress))).await?.into())
    }

    /// Sets when backups are made by themselves, closed with the recovery key; none switches that off. `NotFound` where
    /// there is no recovery key, `BadInput` for a folder that is not there.
    #[uniffi::method(default(schedule = None))]
    pub async fn set_backup_schedule(&self, schedule: Option<BackupSchedule>) -> Result<(), NapeError> {
        let schedule = schedule.map(|BackupSchedule { folder, every_days }| engine::BackupSchedule {
            folder: folder.into(),
            every_days,
        });
        Ok(self.engine.set_backup_schedule(schedule).await?)
    }

    /// Writes the backup that is due, and does nothing where none is or a session runs. Call it when the app comes up,
    /// when it goes, and from the system's background work: nobody has to remember it then.
    #[uniffi::method(default(progress = None))]
    pub async fn back_up_if_due(
        &self,
        progress: Option<Arc<dyn ProgressPort>>,
    ) -> Result<Option<ScheduledBackup>, NapeError> {
        let made = self.engine.back_up_if_due(Arc::new(Watched(progress))).await?;
        Ok(made.map(|(file, made)| ScheduledBackup { file: file.display().to_string(), made: made.into() }))
    }

    /// Draws a recovery key: from now on `back_up` needs no passphrase. It is never shown again; a second call draws
    /// another one, and the backups before it still open with the first.
    pub async fn make_recovery_key(&self) -> Result<RecoveryKey, NapeError> {
        let key = self.engine.make_recovery_key().await?;
        Ok(RecoveryKey { key: key.key.to_string(), recipient: key.recipient })
    }

    /// How old the last backup is, and whether further ones need a passphrase.
    pub async fn backup_status(&self) -> Result<BackupStatus, NapeError> {
        let engine::BackupStatus { last, days, recovery_key, schedule, due } =
            self.engine.backup_status().await?;
        let last = last.map(nape_logic::time::Timestamp::to_rfc3339);
        let schedule = schedule.map(|schedule| BackupSchedule {
            folder: schedule.folder.display().to_string(),
            every_days: schedule.every_days,
        });
        Ok(BackupStatus { last, days, recovery_key, schedule, due })
    }
}

/// A backup file that its passphrase or recovery key opens. The journal that it goes into must be closed.
#[derive(uniffi::Object)]
pub struct Backup {
    file: Arc<Mutex<BackupFile>>,
}

#[uniffi::export]
impl Backup {
    /// Opens a file by its passphrase or its recovery key (`AGE-SECRET-KEY-1…`). A passphrase takes about a second.
    #[uniffi::constructor]
    pub async fn open(file: String, secret: String) -> Result<Arc<Self>, NapeError> {
        let secret = zeroize::Zeroizing::new(secret);
        let opened = aside(move || {
            let secret = Secret::read(&secret).map_err(StoreError::from)?;
            BackupFile::open(Path::new(&file), &secret)
        });
        Ok(Arc::new(Self { file: Arc::new(Mutex::new(opened.await?)) }))
    }

    /// What it says of itself; the rest is checked by a trial and by a restore.
    pub fn info(&self) -> Result<BackupInfo, NapeError> {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let header = file.header();
        let backup::Tally { facts, versions, pages, .. } = header.counts;
        let (journal, made_at) = (header.journal.to_string(), header.made_at.clone());
        Ok(BackupInfo { journal, made_at, facts, versions, pages })
    }

    /// Reads and checks all of it and merges it into the closed journal in `folder`, or makes the journal there: all
    /// of it, or nothing. `key` opens the journal or becomes its key. A journal of another id must hold nothing yet
    /// (P3). The journal writes under a new origin afterwards (E21).
    #[uniffi::method(default(progress = None))]
    pub async fn restore(
        &self,
        folder: String,
        key: Vec<u8>,
        progress: Option<Arc<dyn ProgressPort>>,
    ) -> Result<Restored, NapeError> {
        let (file, key) = (Arc::clone(&self.file), raw_key(&key)?);
        let merged = aside(move || {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            let origin = nape_logic::id::OriginId(Uuid::now_v7());
            backup::restore(&PathBuf::from(folder), &key, &mut file, origin, &Watched(progress))
        });
        Ok(merged.await?.into())
    }

    /// As `restore`, but only says what would come of it (E23): reads and checks all, changes nothing anywhere.
    #[uniffi::method(default(progress = None))]
    pub async fn try_out(
        &self,
        folder: String,
        key: Vec<u8>,
        progress: Option<Arc<dyn ProgressPort>>,
    ) -> Result<Restored, NapeError> {
        let (file, key) = (Arc::clone(&self.file), raw_key(&key)?);
        let merged = aside(move || {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            backup::try_out(&PathBuf::from(folder), &key, &mut file, &Watched(progress))
        });
        Ok(merged.await?.into())
    }
}

/// What a merge of one thing comes to (JSON: `{"record":{"ours":[...],"theirs":[...]}}`, or a `fact`, a `page`, a `head`) as
/// JSON, without a journal: by these rules a restore merges. For checks and not for screens.
#[uniffi::export]
pub fn check_merge(document: Vec<u8>) -> Result<String, NapeError> {
    Ok(merge::check(&document)?)
}

fn raw_key(bytes: &[u8]) -> Result<Key, NapeError> {
    <[u8; 32]>::try_from(bytes).map(Key::from_bytes).map_err(|_| StoreError::KeyFormat.into())
}

/// Does long work on a thread of its own: whoever calls may be drawing.
pub(super) async fn aside<T: Send + 'static, E: Into<NapeError> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, NapeError> {
    let (tell, answer) = oneshot::channel();
    std::thread::Builder::new()
        .name("nape-backup".to_owned())
        // Whoever stopped waiting for the answer gets none; the work is done all the same.
        .spawn(move || drop(tell.send(work())))
        .map_err(|_| NapeError::Internal { detail: "no thread".to_owned() })?;
    let done = answer.await.map_err(|_| NapeError::Internal { detail: "the work failed".to_owned() })?;
    done.map_err(Into::into)
}

/// The shell's progress bar, or none. One that fails ends the work.
pub(super) struct Watched(pub(super) Option<Arc<dyn ProgressPort>>);

impl Watch for Watched {
    fn goes_on(&self, done: u64, total: u64) -> bool {
        self.0.as_ref().is_none_or(|port| port.progress(done, total).unwrap_or(false))
    }
}
