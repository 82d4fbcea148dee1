//! The person's presence: face, finger, PIN, or a typed confirmation, asked of the shell (P40).
//!
//! Asked before a clearance is entered, a lock is resolved, a plan asks for more than the one in force, or everything
//! is erased. Without a shell that can ask, the answer is no.

use std::sync::Arc;

use nape_logic::text::Message;
use tokio::sync::oneshot;

use super::command::{Command, Reply};
use super::error::EngineError;
use super::handle::Engine;

/// Why the person's presence is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PresenceReason {
    /// A provider's clearance is entered.
    Clearance,
    /// A lock is resolved.
    LockResolved,
    /// A plan asks for more than the one in force.
    PlanRaised,
    /// Everything is to be erased.
    Erasure,
    /// Everything is to be erased: the second question.
    ErasureAgain,
}

/// Who asks the person. It may take as long as a person does.
pub trait Presence: Send + Sync {
    /// Whether the person is there and says yes to `words`.
    fn confirm(&self, reason: PresenceReason, words: Message) -> Result<bool, EngineError>;
}

/// What a call answers that may need the person's presence first.
#[derive(Debug)]
pub(super) enum Step<T> {
    /// Nothing is done yet: ask this, and call again.
    Confirm(PresenceReason, Message),
    /// Done.
    Done(T),
}

impl Engine {
    /// Does what `command` makes, after the person has said yes where that is asked for.
    pub(super) async fn with_presence<T: Send + 'static>(
        &self,
        command: impl Fn(bool, Reply<Step<T>>) -> Command,
    ) -> Result<T, EngineError> {
        match self.ask(|reply| command(false, reply)).await? {
            Step::Done(done) => return Ok(done),
            Step::Confirm(reason, words) => self.confirm(reason, words).await?,
        }
        match self.ask(|reply| command(true, reply)).await? {
            Step::Done(done) => Ok(done),
            Step::Confirm(..) => Err(EngineError::Internal("a confirmed call asks again")),
        }
    }

    /// Asks on a thread of its own: a person takes their time, and the engine's thread has a Stop to hear.
    async fn confirm(&self, reason: PresenceReason, words: Message) -> Result<(), EngineError> {
        let Some(presence) = &self.presence else {
            return Err(refused());
        };
        let presence = Arc::clone(presence);
        let (tell, answer) = oneshot::channel();
        let asking = std::thread::Builder::new().name("nape-presence".to_owned());
        asking
            // Whoever stopped waiting for the answer gets none.
            .spawn(move || drop(tell.send(presence.confirm(reason, words))))
            .map_err(|_| EngineError::Internal("no thread"))?;
        let confirmed =
            answer.await.map_err(|_| EngineError::Port("the question for presence failed".to_owned()))??;
        if confirmed { Ok(()) } else { Err(refused()) }
    }
}

pub(super) fn refused() -> EngineError {
    EngineError::Refused {
        rules: vec!["gate.presence".to_owned()],
        reasons: vec![Message::new("presence-missing")],
    }
}
