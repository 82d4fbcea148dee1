//! From an address to the device that the platform knows by it.

use std::time::Duration;

use btleplug::api::{Central as _, Peripheral as _};
use btleplug::platform::{Adapter, Peripheral};
use nape_logic::device::link::LinkFailure;
use tokio::time::timeout;

use super::failure;
use super::hub::{Heard, Hub};
use crate::link::{AddressForm, DeviceAddress};

/// The device of this address: at once where the platform knows it, or else as soon as it is heard.
///
/// iOS and Android could hand over a device of which only the identifier is known, without hearing it first
/// (`retrieve_peripherals`, `add_peripheral`); to hear it costs a second there and shows that it is in reach.
pub(super) async fn find(
    hub: &Hub,
    address: &DeviceAddress,
    within: Duration,
) -> Result<Peripheral, LinkFailure> {
    let adapter = hub.adapter().await.map_err(failure::unavailable)?;
    let mut heard = hub.listen();
    if let Some(known) = known(&adapter, address).await? {
        return Ok(known);
    }
    let _looking = hub.discovery.look_for([]);
    let found = async {
        while let Some(heard) = heard.recv().await {
            match heard {
                Heard::Device(id) => {
                    if let Ok(device) = adapter.peripheral(&id).await
                        && address_of(&device).as_ref() == Some(address)
                    {
                        return Ok(device);
                    }
                }
                Heard::AdapterOff => return Err(LinkFailure::AdapterOff),
                Heard::NoSearch(_) => return Err(LinkFailure::Other),
                Heard::Disconnected(_) | Heard::Reason(..) => {}
            }
        }
        Err(LinkFailure::Other)
    };
    timeout(within, found).await.unwrap_or(Err(LinkFailure::NotFound))
}

/// The device of this address, where the platform knows it without looking for it.
pub(super) async fn known(
    adapter: &Adapter,
    address: &DeviceAddress,
) -> Result<Option<Peripheral>, LinkFailure> {
    let all = adapter.peripherals().await.map_err(|error| failure::link_failure(&error))?;
    Ok(all.into_iter().find(|device| address_of(device).as_ref() == Some(address)))
}

/// A device's address in the platform's form.
pub(super) fn address_of(device: &Peripheral) -> Option<DeviceAddress> {
    match AddressForm::OF_THIS_PLATFORM {
        AddressForm::Mac => Some(DeviceAddress::mac(device.address().into_inner())),
        // Apple's systems hide the address; the identifier is all there is.
        AddressForm::Uuid => DeviceAddress::parse(AddressForm::Uuid, &device.id().to_string()).ok(),
    }
}

/// Whether this machine has a bond with the device, where the platform says so.
#[cfg(target_os = "linux")]
pub(super) async fn is_paired(hub: &Hub, device: &Peripheral) -> Option<bool> {
    hub.bluez.is_paired(&super::bluez::path_of(&device.id())).await
}

/// Only BlueZ says so.
#[cfg(not(target_os = "linux"))]
pub(super) async fn is_paired(_: &Hub, _: &Peripheral) -> Option<bool> {
    None
}
