//! A pairing by a lent stack, or by the system behind it: steps come out, answers go in, and it ends in time.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use tokio::sync::Notify;

use super::NativeEvents;
use super::calls::{Calls, Way};
use crate::link::outbox::Outbox;
use crate::link::{
    Availability, DeviceAddress, GREATEST_PASSKEY, Pairing, PairingFailure, PairingStep, PasskeySource,
};

/// How long the person may look for the digits.
pub(super) const PAIRED_WITHIN: Duration = Duration::from_secs(90);

/// The caller's end; dropping it cancels.
pub(super) struct ForeignPairing {
    number: u64,
    calls: Arc<Calls>,
    events: Arc<NativeEvents>,
    steps: Arc<Outbox<PairingStep>>,
    /// The number that is asked for was not given yet.
    asked: Option<PairingStep>,
    ended: bool,
    /// The clock runs for as long as this is held.
    _running: Sender<()>,
}

impl ForeignPairing {
    pub(super) fn begin(
        calls: &Arc<Calls>,
        events: &Arc<NativeEvents>,
        address: &DeviceAddress,
        passkey: PasskeySource,
        patience: Duration,
    ) -> Self {
        let (number, steps) = (calls.number(), Outbox::new());
        events.pair(number, Arc::clone(&steps));
        if let Some(failure) = unavailable(events.standing()) {
            events.pairing(number, PairingStep::Failed(failure));
        }
        let passkey = match passkey {
            PasskeySource::Person => None,
            PasskeySource::Known(passkey) => Some(passkey),
        };
        let (address, failed) = (*address, Arc::clone(events));
        let still = Arc::clone(events);
        calls.make(
            Way::Ordinary,
            // Not where it was given up, or failed, before its turn came.
            move |port| if still.is_pairing(number) { port.pair(number, &address, passkey) } else { Ok(()) },
            move || failed.pairing(number, PairingStep::Failed(PairingFailure::Other)),
        );
        let (running, stopped) = channel::<()>();
        let late = Arc::clone(events);
        // A pairing has no clock of the engine's: it may be polled long after.
        let clock = std::thread::Builder::new().name("nape-lent-pairing".to_owned()).spawn(move || {
            if stopped.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                late.pairing(number, PairingStep::Failed(PairingFailure::TimedOut));
            }
        });
        if clock.is_err() {
            events.pairing(number, PairingStep::Failed(PairingFailure::Other));
        }
        Self {
            number,
            calls: Arc::clone(calls),
            events: Arc::clone(events),
            steps,
            asked: None,
            ended: false,
            _running: running,
        }
    }

    fn give_up(&self) {
        let number = self.number;
        self.calls.make(Way::Urgent, move |port| port.cancel_pairing(number), || {});
    }
}

impl Pairing for ForeignPairing {
    fn attach(&mut self, wake: Arc<Notify>) {
        self.steps.attach(wake);
    }

    fn poll(&mut self) -> Option<PairingStep> {
        let step = self.steps.pop()?;
        match step {
            PairingStep::Connecting => {}
            PairingStep::ConfirmNumber(number) if number > GREATEST_PASSKEY => {
                self.give_up();
                self.events.pairing(self.number, PairingStep::Failed(PairingFailure::Other));
                return self.poll();
            }
            PairingStep::PasskeyWanted | PairingStep::ConfirmNumber(_) => self.asked = Some(step),
            PairingStep::Failed(PairingFailure::TimedOut) => {
                self.ended = true;
                self.give_up();
            }
            PairingStep::Done | PairingStep::Failed(_) => self.ended = true,
        }
        Some(step)
    }

    fn passkey(&mut self, passkey: u32) {
        if self.asked.take_if(|asked| *asked == PairingStep::PasskeyWanted).is_none() {
            return;
        }
        let number = self.number;
        if passkey > GREATEST_PASSKEY {
            self.give_up();
            self.events.pairing(number, PairingStep::Failed(PairingFailure::WrongPasskey));
            return;
        }
        let failed = Arc::clone(&self.events);
        self.calls.make(
            Way::Ordinary,
            move |port| port.answer_passkey(number, passkey),
            move || failed.pairing(number, PairingStep::Failed(PairingFailure::Other)),
        );
    }

    fn confirm(&mut self, same: bool) {
        if self.asked.take_if(|asked| matches!(asked, PairingStep::ConfirmNumber(_))).is_none() {
            return;
        }
        let (number, failed) = (self.number, Arc::clone(&self.events));
        self.calls.make(
            Way::Ordinary,
            move |port| port.answer_number(number, same),
            move || failed.pairing(number, PairingStep::Failed(PairingFailure::Other)),
        );
    }

    fn cancel(&mut self) {
        if self.events.is_pairing(self.number) {
            self.give_up();
            self.events.pairing(self.number, PairingStep::Failed(PairingFailure::Cancelled));
        }
    }
}

impl Drop for ForeignPairing {
    fn drop(&mut self) {
        if !self.ended {
            self.cancel();
        }
    }
}

/// Why nobody can pair while Bluetooth stands so.
const fn unavailable(availability: Availability) -> Option<PairingFailure> {
    match availability {
        Availability::NotPermitted => Some(PairingFailure::NotPermitted),
        Availability::Off | Availability::Resetting | Availability::Unsupported => {
            Some(PairingFailure::AdapterOff)
        }
        Availability::Ready | Availability::Unknown => None,
    }
}
