//! A pairing as the caller sees it: steps come out, answers go in.

use std::sync::Arc;

use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::link::outbox::Outbox;
use crate::link::{Pairing, PairingFailure, PairingStep};

/// What the person answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// The passkey.
    Passkey(u32),
    /// Whether the numbers are the same.
    Confirm(bool),
    /// Give up.
    Cancel,
}

/// The caller's end; dropping it cancels.
pub(super) struct BluetoothPairing {
    steps: Arc<Outbox<PairingStep>>,
    answers: UnboundedSender<Answer>,
}

/// The end on the Bluetooth thread.
pub(super) struct Conversation {
    steps: Arc<Outbox<PairingStep>>,
    answers: UnboundedReceiver<Answer>,
}

impl BluetoothPairing {
    pub(super) fn new() -> (Self, Conversation) {
        let (answers, given) = unbounded_channel();
        let steps = Outbox::new();
        (Self { steps: Arc::clone(&steps), answers }, Conversation { steps, answers: given })
    }
}

impl Pairing for BluetoothPairing {
    fn attach(&mut self, wake: Arc<Notify>) {
        self.steps.attach(wake);
    }

    fn poll(&mut self) -> Option<PairingStep> {
        self.steps.pop()
    }

    fn passkey(&mut self, passkey: u32) {
        let _ = self.answers.send(Answer::Passkey(passkey));
    }

    fn confirm(&mut self, same: bool) {
        let _ = self.answers.send(Answer::Confirm(same));
    }

    fn cancel(&mut self) {
        let _ = self.answers.send(Answer::Cancel);
    }
}

impl Conversation {
    pub(super) fn tell(&self, step: PairingStep) {
        self.steps.push(step);
    }

    /// How it ended.
    pub(super) fn end(self, outcome: Result<(), PairingFailure>) {
        self.tell(match outcome {
            Ok(()) => PairingStep::Done,
            Err(failure) => PairingStep::Failed(failure),
        });
    }

    /// The next answer; a pairing that was dropped is cancelled.
    pub(super) async fn answer(&mut self) -> Answer {
        self.answers.recv().await.unwrap_or(Answer::Cancel)
    }

    /// Comes back once it is cancelled. Other answers mean nothing meanwhile.
    pub(super) async fn cancelled(&mut self) {
        while self.answer().await != Answer::Cancel {}
    }
}
