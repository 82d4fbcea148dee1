//! Looking for devices and pairing with them, beside the task: nothing of it touches a session or the journal.

use std::sync::Arc;
use std::time::Duration;

use nape_logic::device::profile_v1::TRACTION_SERVICE;
use tokio::sync::Notify;

use super::device_error;
use super::linking::trouble;
use crate::engine::error::EngineError;
use crate::engine::handle::Engine;
use crate::link::{Availability, DeviceAddress, Found, PairingFailure, PairingStep, PasskeySource};

/// Who answers while a device is being paired, where the system has no dialogue of its own for it. Each call may wait for the
/// person.
pub trait PairingAnswers: Send + Sync {
    /// The six digits that the device shows or that are printed on it; none to give up.
    fn passkey(&self) -> Option<u32>;

    /// Whether the device shows this number too.
    fn shows(&self, number: u32) -> bool;
}

/// How long the platform is given to say whether there is Bluetooth at all (own decision `[D]`).
const AVAILABILITY_DEADLINE: Duration = Duration::from_secs(5);

impl Engine {
    /// Whether Bluetooth can be used.
    pub async fn bluetooth(&self) -> Result<Availability, EngineError> {
        let radio = self.radio.get()?;
        let news = Arc::new(Notify::new());
        radio.attach(Arc::clone(&news));
        self.on_runtime(async move {
            let known = async {
                while radio.availability() == Availability::Unknown {
                    news.notified().await;
                }
            };
            let _ = tokio::time::timeout(AVAILABILITY_DEADLINE, known).await;
            Ok(radio.availability())
        })
        .await
    }

    /// Looks for traction devices for so long; each that was heard once, the nearest first. `told` hears of each at once.
    pub async fn find_devices(
        &self,
        how_long: Duration,
        told: impl Fn(&Found) + Send + 'static,
    ) -> Result<Vec<Found>, EngineError> {
        match self.bluetooth().await? {
            Availability::Ready => {}
            other => return Err(trouble(&crate::link::RadioError::Unavailable(other))),
        }
        let mut scan = self.radio.get()?.scan(&[TRACTION_SERVICE]).map_err(|error| trouble(&error))?;
        let news = Arc::new(Notify::new());
        scan.attach(Arc::clone(&news));
        self.on_runtime(async move {
            let mut found: Vec<Found> = Vec::new();
            let ends = tokio::time::sleep(how_long);
            tokio::pin!(ends);
            loop {
                while let Some(one) = scan.poll() {
                    let known = found.iter_mut().find(|known| known.address == one.address);
                    if let Some(known) = known {
                        *known = one;
                    } else {
                        told(&one);
                        found.push(one);
                    }
                }
                if let Some(error) = scan.trouble() {
                    return Err(trouble(&error));
                }
                tokio::select! {
                    () = news.notified() => {}
                    () = &mut ends => break,
                }
            }
            found.sort_by_key(|one| std::cmp::Reverse(one.signal_dbm));
            Ok(found)
        })
        .await
    }

    /// Pairs with a device in reach; where it is paired already nothing happens. `passkey` is what is printed on the device
    /// or came by its code; else `answers` is asked.
    pub async fn pair_device(
        &self,
        address: &DeviceAddress,
        passkey: Option<u32>,
        answers: Arc<dyn PairingAnswers>,
    ) -> Result<(), EngineError> {
        let source = passkey.map_or(PasskeySource::Person, PasskeySource::Known);
        let mut pairing = self.radio.get()?.pair(address, source);
        let news = Arc::new(Notify::new());
        pairing.attach(Arc::clone(&news));
        self.on_runtime(async move {
            loop {
                while let Some(step) = pairing.poll() {
                    match step {
                        PairingStep::Connecting => {}
                        PairingStep::PasskeyWanted => {
                            let answers = Arc::clone(&answers);
                            match tokio::task::spawn_blocking(move || answers.passkey()).await {
                                Ok(Some(passkey)) => pairing.passkey(passkey),
                                _ => pairing.cancel(),
                            }
                        }
                        PairingStep::ConfirmNumber(number) => {
                            let answers = Arc::clone(&answers);
                            let same = tokio::task::spawn_blocking(move || answers.shows(number)).await;
                            pairing.confirm(same.unwrap_or(false));
                        }
                        PairingStep::Done => return Ok(()),
                        PairingStep::Failed(failure) => return Err(device_error(failed(failure))),
                    }
                }
                news.notified().await;
            }
        })
        .await
    }

    /// Runs what waits for the radio on the engine's own runtime, whatever the caller's is.
    pub(super) async fn on_runtime<T: Send + 'static>(
        &self,
        what: impl Future<Output = Result<T, EngineError>> + Send + 'static,
    ) -> Result<T, EngineError> {
        self.runtime.spawn(what).await.map_err(|_| EngineError::Closed)?
    }
}

const fn failed(failure: PairingFailure) -> &'static str {
    match failure {
        PairingFailure::NotFound => "traction-device-not-reached",
        PairingFailure::WrongPasskey => "traction-device-pairing-wrong-passkey",
        PairingFailure::Refused => "traction-device-pairing-refused",
        PairingFailure::TimedOut => "traction-device-pairing-timed-out",
        PairingFailure::Cancelled => "traction-device-pairing-cancelled",
        PairingFailure::NotPermitted => "traction-device-bluetooth-not-permitted",
        PairingFailure::AdapterOff => "traction-device-bluetooth-off",
        PairingFailure::Other => "traction-device-pairing-failed",
    }
}
