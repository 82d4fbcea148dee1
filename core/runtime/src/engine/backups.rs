//! Backups: made while the journal is open, and what is known of the last one (E23).

use std::path::PathBuf;
use std::sync::{Arc, Weak};

use nape_logic::document::FieldError;
use nape_logic::time::{Now, Timestamp};
use serde::{Deserialize, Serialize};

use super::command::{Command, Reply};
use super::commits::{Effect, Pass};
use super::error::EngineError;
use super::handle::Engine;
use super::reading::Reads;
use super::task::Task;
use crate::store::StoreError;
use crate::store::backup::{BackupMade, Lock, RecoveryKey, WORK_FACTOR, Watch};
use crate::store::fact::{About, BackupUnder, Fact, MadeBackup};

/// The record that holds the public half of the recovery key; also its name.
const RECOVERY_KEY: &str = "recovery_key";

/// What stands in it.
#[derive(Serialize, Deserialize)]
struct KeptKey {
    recipient: String,
}

/// The record that holds the schedule; also its name.
const SCHEDULE: &str = "backup_schedule";

/// How far apart scheduled backups may be (own decision `[D]`).
const EVERY_DAYS: std::ops::RangeInclusive<u32> = 1..=90;

/// Backups that nobody has to remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupSchedule {
    /// The folder that they are written to; a file each, named by its time.
    pub folder: PathBuf,
    /// One is due this many days after the last one.
    pub every_days: u32,
}

/// What is known of backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupStatus {
    /// When the last one was made, on whichever phone, as far as this journal knows.
    pub last: Option<Timestamp>,
    /// How long ago that is, in whole days.
    pub days: Option<u32>,
    /// Whether there is a recovery key, so that backups need nobody's passphrase.
    pub recovery_key: bool,
    /// The schedule, where one is set.
    pub schedule: Option<BackupSchedule>,
    /// A scheduled one is due, and nothing runs that it would stand beside.
    pub due: bool,
}

/// Calls about backups.
pub(super) enum BackupCall {
    /// What a backup of this moment needs: its time and the public half of the recovery key.
    Prepare(Reply<(Timestamp, Option<String>)>),
    /// One was made.
    Made(BackupUnder, Reply<()>),
    KeepKey(String, Reply<()>),
    KeepSchedule(Option<BackupSchedule>, Reply<()>),
    Status(Reply<BackupStatus>),
}

/// What a backup is closed with.
#[derive(Debug)]
pub enum CloseWith {
    /// What the person types.
    Passphrase(zeroize::Zeroizing<String>),
    /// The public half of the recovery key that the journal keeps.
    RecoveryKey,
}

impl Engine {
    /// Writes a backup while everything else goes on; a fact says that it was made.
    pub async fn back_up(
        &self,
        file: PathBuf,
        with: CloseWith,
        watch: Arc<dyn Watch + Send>,
    ) -> Result<BackupMade, EngineError> {
        let (now, recipient) = self.ask(|reply| Command::Backup(BackupCall::Prepare(reply))).await?;
        let (lock, under) = match with {
            CloseWith::Passphrase(passphrase) => {
                (Lock::passphrase(&passphrase, WORK_FACTOR), BackupUnder::Passphrase)
            }
            CloseWith::RecoveryKey => {
                let recipient =
                    recipient.ok_or(EngineError::NotFound { what: "recovery key for this journal yet" })?;
                (Lock::recipient(&recipient), BackupUnder::RecoveryKey)
            }
        };
        let lock = lock.map_err(StoreError::from)?;
        let (watch, reads) = (WhileOpen::of(self, watch), self.reads()?);
        let writing =
            self.runtime.spawn_blocking(move || reads.own_reader()?.back_up(&file, &lock, now, &watch));
        let made = writing.await.map_err(|_| EngineError::Closed)??;
        self.ask(|reply| Command::Backup(BackupCall::Made(under, reply))).await?;
        Ok(made)
    }

    /// Draws a recovery key and keeps its public half; backups under an earlier one still open with that.
    pub async fn make_recovery_key(&self) -> Result<RecoveryKey, EngineError> {
        let key = RecoveryKey::draw();
        let recipient = key.recipient.clone();
        self.ask(|reply| Command::Backup(BackupCall::KeepKey(recipient, reply))).await?;
        Ok(key)
    }

    /// Sets when backups are made, or that none are by themselves.
    pub async fn set_backup_schedule(&self, schedule: Option<BackupSchedule>) -> Result<(), EngineError> {
        if let Some(schedule) = &schedule {
            check_schedule(schedule)?;
        }
        self.ask(|reply| Command::Backup(BackupCall::KeepSchedule(schedule, reply))).await
    }

    /// Writes the backup that is due; nothing where none is.
    pub async fn back_up_if_due(
        &self,
        watch: Arc<dyn Watch + Send>,
    ) -> Result<Option<(PathBuf, BackupMade)>, EngineError> {
        let status = self.backup_status().await?;
        let Some(schedule) = status.schedule.filter(|_| status.due) else { return Ok(None) };
        check_schedule(&schedule)?;
        let (now, _) = self.ask(|reply| Command::Backup(BackupCall::Prepare(reply))).await?;
        let file = schedule.folder.join(file_name(now));
        let made = self.back_up(file.clone(), CloseWith::RecoveryKey, watch).await?;
        Ok(Some((file, made)))
    }

    /// What is known of backups.
    pub async fn backup_status(&self) -> Result<BackupStatus, EngineError> {
        self.ask(|reply| Command::Backup(BackupCall::Status(reply))).await
    }
}

/// A folder may go, so it is looked at when it is set and again when it is written to.
fn check_schedule(schedule: &BackupSchedule) -> Result<(), FieldError> {
    if !EVERY_DAYS.contains(&schedule.every_days) {
        let allowed = format!("{} to {}", EVERY_DAYS.start(), EVERY_DAYS.end());
        return Err(FieldError::new("every_days", "out of range", allowed));
    }
    if !(schedule.folder.is_absolute() && schedule.folder.is_dir()) {
        return Err(FieldError::new("folder", "is not there", "a folder that exists, by its whole path"));
    }
    Ok(())
}

/// `nape-2026-03-02T073000.age`, so that the files of a folder sort by their age.
fn file_name(now: Timestamp) -> String {
    let time: String = now.to_rfc3339().chars().take(19).filter(|c| *c != ':').collect();
    format!("nape-{time}.age")
}

/// Ends the work when the engine closes: a close waits for nothing that can be done again.
pub(super) struct WhileOpen {
    reads: Weak<Reads>,
    watch: Arc<dyn Watch + Send>,
}

impl WhileOpen {
    pub(super) fn of(engine: &Engine, watch: Arc<dyn Watch + Send>) -> Self {
        Self { reads: engine.reads.clone(), watch }
    }
}

impl Watch for WhileOpen {
    fn goes_on(&self, done: u64, total: u64) -> bool {
        self.reads.upgrade().is_some_and(|reads| !reads.is_ended()) && self.watch.goes_on(done, total)
    }
}

impl Task {
    pub(super) fn backup_call(&mut self, call: BackupCall, now: &Now) {
        match call {
            BackupCall::Prepare(reply) => reply.done(self.kept_key().map(|kept| (now.wall, kept))),
            BackupCall::Made(under, reply) => {
                let mut pass = Pass::default();
                pass.fact(About::default(), Fact::BackupMade(MadeBackup { under }));
                pass.effects.push(reply.when_durable(()));
                self.carry_out(pass, now);
            }
            BackupCall::KeepKey(recipient, reply) => {
                // A text in a record of one field has a JSON form.
                let payload = serde_json::to_string(&KeptKey { recipient }).unwrap_or_default();
                let then: Effect = reply.when_durable(());
                self.keep_record(RECOVERY_KEY, RECOVERY_KEY, payload, then, now);
            }
            BackupCall::KeepSchedule(schedule, reply) => {
                if let Err(error) = self.may_schedule(schedule.as_ref()) {
                    return reply.done(Err(error));
                }
                let payload = serde_json::to_string(&schedule).unwrap_or_default();
                let then: Effect = reply.when_durable(());
                self.keep_record(SCHEDULE, SCHEDULE, payload, then, now);
            }
            BackupCall::Status(reply) => reply.done(self.backup_status(now.wall)),
        }
    }

    fn backup_status(&self, now: Timestamp) -> Result<BackupStatus, EngineError> {
        let last = self.ledger.last_backup();
        let days = last.map(|last| {
            let passed = now.unix_millis().saturating_sub(last.unix_millis()).max(0) / DAY_MS;
            u32::try_from(passed).unwrap_or(u32::MAX)
        });
        let recovery_key = self.kept_key()?.is_some();
        let schedule = self.kept::<Option<BackupSchedule>>(SCHEDULE)?.flatten();
        let idle = self.session.is_none() && self.connecting.is_none() && self.routine.is_none();
        let is_due = |schedule: &BackupSchedule| days.is_none_or(|days| days >= schedule.every_days);
        let due = idle && recovery_key && schedule.as_ref().is_some_and(is_due);
        Ok(BackupStatus { last, days, recovery_key, schedule, due })
    }

    /// Nobody is there to type a passphrase when a scheduled one is made.
    fn may_schedule(&self, schedule: Option<&BackupSchedule>) -> Result<(), EngineError> {
        match (schedule, self.kept_key()?) {
            (Some(_), None) => Err(EngineError::NotFound { what: "recovery key for this journal yet" }),
            _ => Ok(()),
        }
    }

    fn kept_key(&self) -> Result<Option<String>, EngineError> {
        Ok(self.kept::<KeptKey>(RECOVERY_KEY)?.map(|kept| kept.recipient))
    }
}

const DAY_MS: i64 = 24 * 3_600_000;
