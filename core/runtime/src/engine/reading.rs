//! Reading beside the task, which has a connection of its own and waits for none of these: short looks share one, what
//! takes long has one for itself. All of them end when the journal is closed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use nape_logic::journal::chain::Summary;

use super::error::EngineError;
use super::folding;
use super::handle::Engine;
use crate::store::{Damage, Journal, Reader, StoreError};

/// How long a close waits for what still reads: it ends at its next step, unless a port of the shell holds it up.
const UNTIL_ALL_LET_GO: Duration = Duration::from_secs(2);
const BETWEEN_LOOKS: Duration = Duration::from_millis(2);

/// What is read by. The task keeps it: nobody holds a journal that is closed, whoever still holds the handle.
pub(super) struct Reads {
    journal: Arc<Journal>,
    shared: Mutex<Reader>,
    closing: AtomicBool,
}

impl Reads {
    pub(super) fn new(journal: Arc<Journal>, shared: Reader) -> Arc<Self> {
        Arc::new(Self { journal, shared: Mutex::new(shared), closing: AtomicBool::new(false) })
    }

    /// From now on what takes long ends at its next step.
    pub(super) fn end(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_ended(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }

    /// What is read.
    pub(super) fn journal(&self) -> &Journal {
        &self.journal
    }

    /// A connection for one piece of long work.
    pub(super) fn own_reader(&self) -> Result<Reader, StoreError> {
        self.journal.reader()
    }

    /// Waits until nobody reads any more.
    pub(super) async fn all_let_go(self: Arc<Self>) {
        self.end();
        let reads = Arc::downgrade(&self);
        drop(self);
        let waited = async {
            while reads.strong_count() > 0 {
                tokio::time::sleep(BETWEEN_LOOKS).await;
            }
        };
        // Whoever is held up longer holds up no close.
        let _ = tokio::time::timeout(UNTIL_ALL_LET_GO, waited).await;
    }
}

impl Engine {
    pub(super) fn reads(&self) -> Result<Arc<Reads>, EngineError> {
        self.reads.upgrade().filter(|reads| !reads.is_ended()).ok_or(EngineError::Closed)
    }

    /// Does what may wait for a shell's port, on a thread that may.
    pub async fn where_waiting_is_allowed<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, EngineError> {
        self.runtime.spawn_blocking(work).await.map_err(|_| EngineError::Closed)
    }

    /// Reads the journal where blocking is allowed.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Reader) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let reads = self.reads()?;
        let reading = self
            .runtime
            .spawn_blocking(move || read(&reads.shared.lock().unwrap_or_else(PoisonError::into_inner)));
        Ok(reading.await.map_err(|_| EngineError::Closed)??)
    }

    /// As [`Engine::read`], for what takes long: it holds up no other reading, and ends with [`StoreError::Stopped`] when
    /// the journal is closed or nobody waits for it any more.
    async fn read_long<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Reader) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let reads = self.reads()?;
        let waited_for = Arc::new(());
        let waits = Arc::downgrade(&waited_for);
        let reading = self.runtime.spawn_blocking(move || {
            let mut reader = reads.own_reader()?;
            let all = Arc::clone(&reads);
            reader.end_when(move || all.is_ended() || waits.strong_count() == 0)?;
            read(&reader)
        });
        let read = reading.await.map_err(|_| EngineError::Closed)?;
        drop(waited_for);
        Ok(read?)
    }

    /// Checks the whole journal. What follows from its records and facts and does not agree with them is made anew for the
    /// next opening, where no session runs, and said all the same.
    pub async fn verify(&self) -> Result<Summary, EngineError> {
        let verdict = self
            .read_long(|reader| {
                let summary = reader.verify()?;
                folding::check(reader).map(|()| summary)
            })
            .await;
        if let Err(EngineError::Store(StoreError::Damaged { what: Damage::Projections })) = verdict {
            self.make_projections_anew().await?;
        }
        verdict
    }

    async fn make_projections_anew(&self) -> Result<(), EngineError> {
        let reads = self.reads()?;
        let making = self.runtime.spawn_blocking(move || {
            let journal = reads.journal();
            match journal.refuse_running() {
                // It writes, and waits for nobody.
                Err(StoreError::SessionRunning) => Ok(()),
                free => free.and_then(|()| journal.writer()?.rebuild_projections()),
            }
        });
        Ok(making.await.map_err(|_| EngineError::Closed)??)
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::sync::mpsc;

    use super::*;
    use crate::engine::clock::{SystemClocks, ZoneOffsets};
    use crate::engine::{Key, Settings};
    use nape_logic::session::StopCause;

    fn open(folder: &std::path::Path) -> Engine {
        let settings = Settings {
            folder: folder.to_owned(),
            key: Key::from_bytes([7; 32]),
            demonstration: false,
            clocks: Arc::new(SystemClocks),
            zone: ZoneOffsets(Vec::new()),
            start: None,
            presence: None,
            additions: None,
            radio: None,
        };
        Engine::open(settings).expect("opens")
    }

    /// Reads for ever, as a verify of an endless journal would, and says when it has begun.
    fn endless(begun: mpsc::Sender<()>) -> impl FnOnce(&Reader) -> Result<(), StoreError> + Send {
        move |reader| {
            begun.send(()).expect("the test waits");
            reader.read_for_ever()
        }
    }

    async fn at_once<T>(what: &str, call: impl Future<Output = Result<T, EngineError>>) -> T {
        let answer = tokio::time::timeout(Duration::from_secs(20), call).await;
        let answer = answer.unwrap_or_else(|_| panic!("{what} waits"));
        answer.unwrap_or_else(|error| panic!("{what}: {error}"))
    }

    /// E1: the task reads by itself.
    #[tokio::test]
    async fn a_verify_that_is_under_way_delays_neither_stop_nor_any_call_nor_close() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = open(folder.path());
        let (begun, has_begun) = mpsc::channel();
        let reading = engine.read_long(endless(begun));
        let others = async {
            tokio::task::spawn_blocking(move || has_begun.recv()).await.expect("runs").expect("it begins");
            at_once("stop", engine.stop(StopCause::Person, None)).await;
            at_once("backup_status", engine.backup_status()).await;
            at_once("entries", engine.entries(crate::engine::EntryQuery { limit: 1, ..Default::default() }))
                .await;
            at_once("recover", engine.recover()).await;
            at_once("close", engine.close()).await;
            // Nobody has the journal any more: its key may be changed.
            let (old, new) = (Key::from_bytes([7; 32]), Key::from_bytes([8; 32]));
            Journal::change_key(folder.path(), &old, &new).expect("let go of");
        };
        let (ended, ()) = tokio::join!(reading, others);
        assert_eq!(ended, Err(EngineError::Store(StoreError::Stopped)));
    }

    #[tokio::test]
    async fn a_verify_that_nobody_waits_for_any_more_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = open(folder.path());
        let (begun, has_begun) = mpsc::channel();
        let reading = engine.read_long(endless(begun));
        let begins = tokio::task::spawn_blocking(move || has_begun.recv());
        tokio::select! {
            ended = reading => panic!("it ended by itself: {ended:?}"),
            begun = begins => begun.expect("runs").expect("it begins"),
        }
        let reads = engine.reads.clone();
        let ends = async {
            // The task has the other one.
            while reads.strong_count() > 1 {
                tokio::time::sleep(BETWEEN_LOOKS).await;
            }
            Ok(())
        };
        at_once("the reading", ends).await;
        at_once("close", engine.close()).await;
    }
}
