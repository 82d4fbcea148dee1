//! The thread on which all Bluetooth runs: btleplug's streams may only be dropped inside a runtime, and a drop of ours
//! must never block.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::runtime::{Builder, Handle};
use tokio::sync::mpsc;

use super::hub::Hub;

/// The thread runs for as long as somebody holds one of these.
#[derive(Clone)]
pub(super) struct Alive(#[expect(dead_code, reason = "held, never sent")] mpsc::Sender<()>);

/// See the module.
pub(super) struct Thread {
    handle: Handle,
    alive: Alive,
    /// Closed when the thread ends.
    ended: Mutex<Receiver<()>>,
}

impl Thread {
    /// Starts the thread, which keeps the hub listening.
    pub(super) fn start(hub: Arc<Hub>) -> std::io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (alive, mut held) = mpsc::channel(1);
        let (ending, ended) = channel();
        std::thread::Builder::new().name("nape-bluetooth".to_owned()).spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    () = hub.keep() => {}
                    _ = held.recv() => {}
                }
            });
            drop(runtime);
            drop::<std::sync::mpsc::Sender<()>>(ending);
        })?;
        Ok(Self { handle, alive: Alive(alive), ended: Mutex::new(ended) })
    }

    pub(super) fn handle(&self) -> &Handle {
        &self.handle
    }

    pub(super) fn alive(&self) -> Alive {
        self.alive.clone()
    }

    /// Waits until all that was begun has ended; `false` where that takes longer than `patience`.
    pub(super) fn finish(self, patience: Duration) -> bool {
        let Self { handle: _, alive, ended } = self;
        drop(alive);
        let ended = ended.into_inner().unwrap_or_else(PoisonError::into_inner);
        ended.recv_timeout(patience) == Err(RecvTimeoutError::Disconnected)
    }
}
