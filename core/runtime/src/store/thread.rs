//! A writer on a thread of its own, so that nobody who decides ever waits for the disk.

use std::sync::mpsc;
use std::thread::{Builder, JoinHandle};

use tokio::sync::oneshot;

use super::error::StoreError;
use super::rows::{Batch, Committed};
use super::writer::Writer;

/// What a submitted batch comes to.
pub type Outcome = Result<Committed, StoreError>;

struct Job {
    batch: Batch,
    reply: oneshot::Sender<Outcome>,
}

/// Commits batches one after the other, in the order in which they were submitted.
///
/// Dropping it commits what was submitted before, then joins the thread.
#[derive(Debug)]
pub struct WriterThread {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl WriterThread {
    /// Moves the writer to its thread.
    pub fn start(writer: Writer) -> Result<Self, StoreError> {
        let (jobs, queue) = mpsc::channel();
        let thread = Builder::new()
            .name("nape-journal".to_owned())
            .spawn(move || work(writer, &queue))
            .map_err(StoreError::io("start the journal's thread"))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Queues the batch and returns at once; the receiver gets the outcome once the disk has it.
    ///
    /// A receiver that is dropped cancels only the wait, never the batch. A batch that fails holds up none
    /// of those behind it: who needs an order of effects waits for the outcome. The queue has no bound,
    /// because a session writes about one batch a second and a refusal would lose facts.
    pub fn submit(&self, batch: Batch) -> oneshot::Receiver<Outcome> {
        let (reply, outcome) = oneshot::channel();
        let refused = match &self.jobs {
            Some(jobs) => jobs.send(Job { batch, reply }).err().map(|unsent| unsent.0.reply),
            None => Some(reply),
        };
        if let Some(reply) = refused {
            // The receiver is still in our hands, so this cannot fail.
            let _ = reply.send(Err(StoreError::Closed));
        }
        outcome
    }
}

impl Drop for WriterThread {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing left to flush.
            let _ = thread.join();
        }
    }
}

fn work(mut writer: Writer, queue: &mpsc::Receiver<Job>) {
    while let Ok(Job { batch, reply }) = queue.recv() {
        // Nobody waiting any more is no reason not to commit.
        let _ = reply.send(writer.commit(&batch));
    }
}
