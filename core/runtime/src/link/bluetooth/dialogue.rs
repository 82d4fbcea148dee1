//! Pairing where the system asks the person itself (iOS, Android, macOS, Windows): it does so when the device refuses
//! something for want of an authenticated link.

use std::sync::Arc;
use std::time::Duration;

use btleplug::api::{Peripheral as _, WriteType};
use btleplug::platform::Peripheral;
use nape_logic::device::link::Characteristic;
use nape_logic::device::profile_v1::CONTROL_POINT;
use tokio::time::timeout;
use uuid::Uuid;

use super::connection::end;
use super::failure::{link_failure, pairing_failure};
use super::hub::Hub;
use super::pairing::Conversation;
use super::search::find;
use crate::link::{DeviceAddress, PairingFailure, PairingStep};

/// Setting it needs an authenticated link (profile section 9).
const CLOCK: Characteristic = Characteristic::new(0x4e61_0008_7065_4f3b_8a1c_5d2e_9b70_4c16);
/// How long a device that the platform does not know is listened for.
const FOUND_WITHIN: Duration = Duration::from_secs(10);
/// How long the person may look for the digits.
const PAIRED_WITHIN: Duration = Duration::from_secs(90);
/// A frame for the clock whose checksum is wrong: the device asks for an authenticated link first, and ignores it then
/// (profile sections 9 and 13).
const NO_TIME: [u8; 8] = [0; 8];

/// Pairs, and leaves no connection behind.
pub(super) async fn pair(hub: Arc<Hub>, address: DeviceAddress, mut conversation: Conversation) {
    conversation.tell(PairingStep::Connecting);
    let mut device = None;
    let outcome = tokio::select! {
        paired = timeout(PAIRED_WITHIN, paired(&hub, &address, &mut device)) => {
            paired.unwrap_or(Err(PairingFailure::TimedOut))
        }
        () = conversation.cancelled() => Err(PairingFailure::Cancelled),
    };
    if let Some(device) = device {
        end(&device).await;
    }
    conversation.end(outcome);
}

async fn paired(
    hub: &Hub,
    address: &DeviceAddress,
    slot: &mut Option<Peripheral>,
) -> Result<(), PairingFailure> {
    let device = find(hub, address, FOUND_WITHIN).await.map_err(pairing_failure)?;
    let device = &*slot.insert(device);
    let failed = |error: btleplug::Error| pairing_failure(link_failure(&error));
    device.connect().await.map_err(failed)?;
    device.discover_services().await.map_err(failed)?;
    let characteristics = device.characteristics();
    let named = |wanted: Characteristic| {
        characteristics.iter().find(|known| known.uuid == Uuid::from_u128(wanted.uuid()))
    };
    // A unit without a clock asks for no more than encryption before a session; the system pairs as well as it can.
    match (named(CLOCK), named(CONTROL_POINT)) {
        (Some(clock), _) => device.write(clock, &NO_TIME, WriteType::WithResponse).await.map_err(failed),
        (None, Some(control_point)) => device.subscribe(control_point).await.map_err(failed),
        (None, None) => Err(PairingFailure::NotFound),
    }
}
