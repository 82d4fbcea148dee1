//! Backups: made while the journal is open, and what is known of the last one (E23).

use std::path::PathBuf;
use std::sync::{Arc, Weak};

use nape_logic::time::{Now, Timestamp};
use serde::{Deserialize, Serialize};

use super::command::{Command, Reply};
use super::commits::{Effect, Pass};
use super::error::EngineError;
use super::handle::Engine;
use super::reading::Reads;
use super::task::{Task, record_id};
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

/// What is known of backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupStatus {
    /// When the last one was made, on whichever phone, as far as this journal knows.
    pub last: Option<Timestamp>,
    /// How long ago that is, in whole days.
    pub days: Option<u32>,
    /// Whether there is a recovery key, so that backups need nobody's passphrase.
    pub recovery_key: bool,
}

/// Calls about backups.
pub(super) enum BackupCall {
    /// What a backup of this moment needs: its time and the public half of the recovery key.
    Prepare(Reply<(Timestamp, Option<String>)>),
    /// One was made.
    Made(BackupUnder, Reply<()>),
    KeepKey(String, Reply<()>),
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

    /// What is known of backups.
    pub async fn backup_status(&self) -> Result<BackupStatus, EngineError> {
        self.ask(|reply| Command::Backup(BackupCall::Status(reply))).await
    }
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
            BackupCall::Status(reply) => reply.done(self.backup_status(now.wall)),
        }
    }

    fn backup_status(&self, now: Timestamp) -> Result<BackupStatus, EngineError> {
        let last = self.ledger.last_backup();
        let days = last.map(|last| {
            let passed = now.unix_millis().saturating_sub(last.unix_millis()).max(0) / DAY_MS;
            u32::try_from(passed).unwrap_or(u32::MAX)
        });
        Ok(BackupStatus { last, days, recovery_key: self.kept_key()?.is_some() })
    }

    fn kept_key(&self) -> Result<Option<String>, EngineError> {
        let id = record_id(self.journal.id(), RECOVERY_KEY);
        let record = self.reader.latest_record(RECOVERY_KEY, id)?;
        let payload = record.filter(|record| !record.deleted).and_then(|record| record.payload);
        Ok(payload
            .and_then(|payload| serde_json::from_str::<KeptKey>(&payload.0).ok())
            .map(|kept| kept.recipient))
    }
}

const DAY_MS: i64 = 24 * 3_600_000;
