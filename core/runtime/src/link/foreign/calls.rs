//! The threads on which a lent stack is called. One that blocks, throws or panics there costs its own request and nothing else:
//! the engine never waits for it, and a Stop never waits behind a read that hangs.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};

use super::port::{CallFailed, NativeBluetooth};
use crate::link::RadioError;

type Port = Arc<dyn NativeBluetooth>;
type Job = Box<dyn FnOnce(&Port) + Send>;

/// See the module. The threads end with the last one that holds this.
pub(super) struct Calls {
    ordinary: Sender<Job>,
    urgent: Sender<Job>,
    last_number: AtomicU64,
}

/// Which call waits for which: those of one way are made one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Everything that may wait.
    Ordinary,
    /// Beginning and ending a connection, and writes without response.
    Urgent,
}

impl Calls {
    /// Starts the threads with `begin`, which comes before every other call on either of them.
    pub(super) fn start(
        port: &Port,
        begin: impl FnOnce(&Port) -> Result<(), CallFailed> + Send + 'static,
        failed: impl FnOnce() + Send + 'static,
    ) -> Result<Arc<Self>, RadioError> {
        let ordinary = thread("nape-lent-bluetooth", Arc::clone(port))?;
        let urgent = thread("nape-lent-stop", Arc::clone(port))?;
        let calls = Arc::new(Self { ordinary, urgent, last_number: AtomicU64::new(0) });
        let (open, opened) = channel::<()>();
        calls.make(
            Way::Urgent,
            move |port| {
                let _open = open;
                begin(port)
            },
            failed,
        );
        calls.make(
            Way::Ordinary,
            move |_| {
                // An error: the other end is dropped, so that it has.
                let _ = opened.recv();
                Ok(())
            },
            || {},
        );
        Ok(calls)
    }

    /// A number that nothing else has, from 1.
    pub(super) fn number(&self) -> u64 {
        self.last_number.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Makes a call, soon; `failed` hears where it was not taken.
    pub(super) fn make(
        &self,
        way: Way,
        call: impl FnOnce(&Port) -> Result<(), CallFailed> + Send + 'static,
        failed: impl FnOnce() + Send + 'static,
    ) {
        let job: Job = Box::new(move |port| {
            let taken = catch_unwind(AssertUnwindSafe(|| call(port))).unwrap_or(Err(CallFailed));
            if taken.is_err() {
                tracing::debug!("a lent Bluetooth stack did not take a call");
                failed();
            }
        });
        let thread = if way == Way::Urgent { &self.urgent } else { &self.ordinary };
        // It listens for as long as this is there.
        let _ = thread.send(job);
    }
}

fn thread(name: &str, port: Port) -> Result<Sender<Job>, RadioError> {
    let (jobs, asked) = channel::<Job>();
    let work = move || {
        for job in asked {
            job(&port);
        }
    };
    let started = std::thread::Builder::new().name(name.to_owned()).spawn(work);
    started.map_err(|_| RadioError::Other("no thread".to_owned()))?;
    Ok(jobs)
}
