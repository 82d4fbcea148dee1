//! What BlueZ offers and btleplug does not, over a D-Bus connection of its own: why a connection ended, whether a
//! device is paired, forgetting it, a search that switches nothing on.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use btleplug::api::{Central as _, Peripheral as _};
use btleplug::platform::{Adapter, PeripheralId};
use futures_util::StreamExt as _;
use futures_util::stream::{BoxStream, select_all};
use tokio::sync::{Notify, OnceCell};
use tokio::time::sleep;
use uuid::Uuid;
use zbus::connection::{Builder, Connection};
use zbus::zvariant::{OwnedObjectPath, Value};
use zbus::{AuthMechanism, MatchRule, Message, MessageStream, Proxy};

use super::failure::disconnect_reason;
use super::hub::{Heard, Hub};
use super::search::known;
use crate::link::{DeviceAddress, RadioError};

const SERVICE: &str = "org.bluez";
/// How long forgetting a device may take: BlueZ ends its connection first.
pub(super) const FORGOTTEN_WITHIN: Duration = Duration::from_secs(3);
/// How long after a D-Bus connection that failed another one is tried.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// See the module.
#[derive(Default)]
pub(super) struct Bluez {
    connection: OnceCell<Connection>,
    changed: Notify,
    /// The path of the adapter that searches for us.
    searching: Mutex<Option<String>>,
}

impl Bluez {
    /// BlueZ or an adapter came or went.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Whether there is a bond with the device at this path.
    pub(super) async fn is_paired(&self, device: &str) -> Option<bool> {
        self.property(device, "Paired").await
    }

    /// Whether the device at this path is connected.
    pub(super) async fn is_connected(&self, device: &str) -> Option<bool> {
        self.property(device, "Connected").await
    }

    /// Searches for devices with one of these services; for any where none is named. btleplug's own search switches an adapter
    /// on that the person has just switched off; this one is refused then.
    pub(super) async fn start_search(
        &self,
        adapter: &str,
        services: impl ExactSizeIterator<Item = Uuid>,
    ) -> zbus::Result<()> {
        let mut filter =
            HashMap::from([("Transport", Value::from("auto")), ("DuplicateData", Value::from(true))]);
        if services.len() > 0 {
            let services: Vec<String> = services.map(|service| service.to_string()).collect();
            filter.insert("UUIDs", Value::from(services));
        }
        let adapter = self.adapter(adapter).await?;
        adapter.call::<_, _, ()>("SetDiscoveryFilter", &(filter,)).await?;
        adapter.call::<_, _, ()>("StartDiscovery", &()).await?;
        *self.searching() = Some(adapter.path().to_string());
        Ok(())
    }

    /// Ends the search, in one call: whoever wanted it may be about to go.
    pub(super) async fn stop_search(&self) -> zbus::Result<()> {
        let Some(adapter) = self.searching().take() else { return Ok(()) };
        let connection = self.connection().await?;
        connection
            .call_method(Some(SERVICE), adapter, Some("org.bluez.Adapter1"), "StopDiscovery", &())
            .await?;
        Ok(())
    }

    fn searching(&self) -> MutexGuard<'_, Option<String>> {
        self.searching.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes the bond with the device at this path, and all that is known of it.
    async fn remove(&self, device: &str) -> zbus::Result<()> {
        let path = OwnedObjectPath::try_from(device).map_err(zbus::Error::from)?;
        let adapter = device.rsplit_once('/').map_or("", |(adapter, _)| adapter);
        self.adapter(adapter).await?.call("RemoveDevice", &(path,)).await
    }

    /// The adapter at this path.
    async fn adapter<'a>(&self, path: &'a str) -> zbus::Result<Proxy<'a>> {
        Proxy::new(self.connection().await?, SERVICE, path, "org.bluez.Adapter1").await
    }

    /// Tells why connections end, and that BlueZ came or went, for as long as it is polled.
    pub(super) async fn keep_hearing(&self, hub: &Hub) {
        loop {
            if let Ok(mut signals) = self.signals().await {
                while let Some(message) = signals.next().await {
                    self.hear(&message, hub);
                }
            }
            sleep(TRY_AGAIN).await;
        }
    }

    fn hear(&self, message: &Message, hub: &Hub) {
        let header = message.header();
        match header.member().map(zbus::names::MemberName::as_str) {
            Some("Disconnected") => {
                let address = header.path().and_then(|path| address_in(path.as_str()));
                if let (Some(address), Ok((reason, _))) =
                    (address, message.body().deserialize::<(String, String)>())
                {
                    hub.tell(&Heard::Reason(address, disconnect_reason(&reason)));
                }
            }
            Some("InterfacesAdded" | "InterfacesRemoved") => {
                // Devices come and go too; an adapter's path ends in its own name.
                let path = header.path().map(|_| message.body());
                let object = path.and_then(|body| body.deserialize_unchecked::<OwnedObjectPath>().ok());
                if object.is_none_or(|object| is_adapter(object.as_str())) {
                    self.changed.notify_one();
                }
            }
            _ => self.changed.notify_one(),
        }
    }

    async fn signals(&self) -> zbus::Result<BoxStream<'static, Message>> {
        let connection = self.connection().await?;
        let rule = || MatchRule::builder().msg_type(zbus::message::Type::Signal);
        let objects = "org.freedesktop.DBus.ObjectManager";
        let rules = [
            rule().sender(SERVICE)?.interface("org.bluez.Device1")?.member("Disconnected")?.build(),
            rule().sender(SERVICE)?.interface(objects)?.member("InterfacesAdded")?.build(),
            rule().sender(SERVICE)?.interface(objects)?.member("InterfacesRemoved")?.build(),
            rule().sender("org.freedesktop.DBus")?.member("NameOwnerChanged")?.arg(0, SERVICE)?.build(),
        ];
        let mut streams = Vec::new();
        for rule in rules {
            let stream = MessageStream::for_match_rule(rule, connection, None).await?;
            streams.push(stream.filter_map(async |message| message.ok()).boxed());
        }
        Ok(select_all(streams).boxed())
    }

    async fn property(&self, device: &str, name: &str) -> Option<bool> {
        let connection = self.connection().await.ok()?;
        let proxy = Proxy::new(connection, SERVICE, device.to_owned(), "org.bluez.Device1").await.ok()?;
        proxy.get_property(name).await.ok()
    }

    async fn connection(&self) -> zbus::Result<&Connection> {
        self.connection.get_or_try_init(connect).await
    }
}

/// Removes the bond with a device; one that BlueZ does not know is forgotten already.
pub(super) async fn forget(hub: &Hub, address: &DeviceAddress) -> Result<(), RadioError> {
    let adapter = hub.adapter().await.map_err(RadioError::Unavailable)?;
    let failed = |failure| RadioError::Other(format!("{failure:?}"));
    let Some(device) = known(&adapter, address).await.map_err(failed)? else { return Ok(()) };
    match hub.bluez.remove(&path_of(&device.id())).await {
        Ok(()) => Ok(()),
        Err(zbus::Error::MethodError(name, ..)) if name.ends_with(".DoesNotExist") => Ok(()),
        Err(zbus::Error::MethodError(name, ..)) => Err(RadioError::Other(name.to_string())),
        Err(_) => Err(RadioError::Other("D-Bus".to_owned())),
    }
}

/// A connection to the system's bus. Where the bus does not know who we are it may still let us in without a name, as
/// libdbus tries too: a bus that is reached over a socket of the network.
pub(super) async fn connect() -> zbus::Result<Connection> {
    match Builder::system()?.build().await {
        Ok(connection) => Ok(connection),
        Err(_) => Builder::system()?.auth_mechanism(AuthMechanism::Anonymous).build().await,
    }
}

/// A device as BlueZ offers it.
pub(super) async fn device<'a>(connection: &Connection, path: &'a str) -> zbus::Result<Proxy<'a>> {
    Proxy::new(connection, SERVICE, path, "org.bluez.Device1").await
}

/// Where agents are registered.
pub(super) async fn agents(connection: &Connection) -> zbus::Result<Proxy<'static>> {
    Proxy::new(connection, SERVICE, "/org/bluez", "org.bluez.AgentManager1").await
}

/// The path of an adapter, which btleplug shows as `hci0 (usb:v1D6Bp0246d0552)`.
pub(super) async fn path_of_adapter(adapter: &Adapter) -> Result<String, btleplug::Error> {
    let shown = adapter.adapter_info().await?;
    Ok(format!("/org/bluez/{}", shown.split(' ').next().unwrap_or_default()))
}

/// The path of a device, whose id btleplug shows as `hci0/dev_C4_11_22_33_44_55`.
pub(super) fn path_of(id: &PeripheralId) -> String {
    format!("/org/bluez/{id}")
}

fn address_in(path: &str) -> Option<DeviceAddress> {
    let name = path.rsplit('/').next()?.strip_prefix("dev_")?;
    name.replace('_', ":").parse().ok()
}

/// `/org/bluez/hci0`, and nothing below it.
fn is_adapter(path: &str) -> bool {
    path.strip_prefix("/org/bluez/").is_some_and(|name| !name.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_its_device() {
        let address = address_in("/org/bluez/hci0/dev_C4_11_22_33_44_55");
        assert_eq!(address, Some(DeviceAddress::mac([0xc4, 0x11, 0x22, 0x33, 0x44, 0x55])));
        assert_eq!(address_in("/org/bluez/hci0"), None);
    }

    #[test]
    fn an_adapter_is_told_from_what_it_found() {
        assert!(is_adapter("/org/bluez/hci0"));
        assert!(!is_adapter("/org/bluez/hci0/dev_C4_11_22_33_44_55"));
    }
}
