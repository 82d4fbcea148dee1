//! The object that BlueZ calls for a pairing (`org.bluez.Agent1`): its questions go out to the pairing, what the profile
//! has no use for is refused.

#![expect(
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "the methods are as BlueZ calls them"
)]

use tokio::sync::{mpsc, oneshot};
use zbus::interface;
use zbus::zvariant::OwnedObjectPath;

/// What BlueZ asks, with the way back.
pub(super) enum Question {
    Passkey(oneshot::Sender<Option<u32>>),
    Confirm(u32, oneshot::Sender<bool>),
}

/// What BlueZ calls. Each question comes in here and goes out to the pairing.
pub(super) struct Agent {
    ask: mpsc::UnboundedSender<Question>,
}

impl Agent {
    pub(super) fn new(ask: mpsc::UnboundedSender<Question>) -> Self {
        Self { ask }
    }
}

/// The two ways in which an agent says no.
#[derive(Debug, zbus::DBusError)]
#[zbus(prefix = "org.bluez.Error")]
pub(super) enum No {
    #[zbus(error)]
    ZBus(zbus::Error),
    Rejected(String),
    Canceled(String),
}

impl No {
    fn rejected() -> Self {
        Self::Rejected("not offered".to_owned())
    }

    fn canceled() -> Self {
        Self::Canceled("given up".to_owned())
    }
}

#[interface(name = "org.bluez.Agent1")]
impl Agent {
    fn release(&self) {}

    fn cancel(&self) {}

    async fn request_passkey(&self, _device: OwnedObjectPath) -> Result<u32, No> {
        let (back, answer) = oneshot::channel();
        self.ask.send(Question::Passkey(back)).map_err(|_| No::canceled())?;
        answer.await.ok().flatten().ok_or_else(No::canceled)
    }

    async fn request_confirmation(&self, _device: OwnedObjectPath, passkey: u32) -> Result<(), No> {
        let (back, answer) = oneshot::channel();
        self.ask.send(Question::Confirm(passkey, back)).map_err(|_| No::canceled())?;
        if answer.await.unwrap_or(false) { Ok(()) } else { Err(No::rejected()) }
    }

    /// For pairings older than those that the profile asks for.
    fn request_pin_code(&self, _device: OwnedObjectPath) -> Result<String, No> {
        Err(No::rejected())
    }

    fn display_pin_code(&self, _device: OwnedObjectPath, _code: String) -> Result<(), No> {
        Err(No::rejected())
    }

    /// A device that wants a number typed into it is none of the profile's.
    fn display_passkey(&self, _device: OwnedObjectPath, _passkey: u32, _entered: u16) {}

    /// A pairing without proof of who is at the other end.
    fn request_authorization(&self, _device: OwnedObjectPath) -> Result<(), No> {
        Err(No::rejected())
    }

    fn authorize_service(&self, _device: OwnedObjectPath, _service: String) -> Result<(), No> {
        Err(No::rejected())
    }
}
