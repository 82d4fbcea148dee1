//! A device that is looked at outside a session is nobody else's meanwhile: a second link would end the first.

use std::sync::{Arc, Weak};

use nape_logic::time::{Elapsed, Timestamp};
use tokio::sync::Notify;

use super::linking::trouble;
use super::{DeviceCall, Unit, device_error};
use crate::engine::clock::{Clocks as _, SystemClocks};
use crate::engine::command::Command;
use crate::engine::error::EngineError;
use crate::engine::handle::Engine;
use crate::engine::start::Device;
use crate::engine::task::Task;
use crate::link::{Link, SimulatedLink};
use crate::store::StoreError;

/// As long as it is there, no session begins with a device in reach and no records are fetched.
#[derive(Debug)]
pub(in crate::engine) struct Hold(#[expect(dead_code, reason = "what counts is that it is there")] Arc<()>);

/// The task's end of a [`Hold`].
#[derive(Debug, Default)]
pub(in crate::engine) struct Held(Weak<()>);

impl Task {
    pub(super) fn hold_device(&mut self) -> Result<Hold, EngineError> {
        if self.session.is_some() || self.connecting.is_some() {
            return Err(StoreError::SessionRunning.into());
        }
        if self.syncing.is_some() {
            return Err(device_error("traction-device-syncs-already"));
        }
        self.device_is_free()?;
        let hold = Arc::new(());
        self.held = Held(Arc::downgrade(&hold));
        Ok(Hold(hold))
    }

    fn device_is_free(&self) -> Result<(), EngineError> {
        match self.held.0.strong_count() {
            0 => Ok(()),
            _ => Err(device_error("traction-device-looked-at")),
        }
    }

    /// Whether a session may have this device now.
    pub(in crate::engine) fn may_have(&self, device: &Device) -> Result<(), EngineError> {
        if matches!(device, Device::At(_)) { self.device_is_free() } else { Ok(()) }
    }

    /// Whether records may be fetched from it now.
    pub(super) fn may_fetch_from(&self, unit: &Unit) -> Result<(), EngineError> {
        if matches!(unit, Unit::At(_)) { self.device_is_free() } else { Ok(()) }
    }
}

impl Engine {
    pub(super) async fn hold(&self) -> Result<Hold, EngineError> {
        self.ask(|reply| Command::Device(DeviceCall::Hold(reply))).await
    }

    /// A link to a device that is held, and what it wakes by.
    pub(super) fn own_link(
        &self,
        unit: &Unit,
        now: Elapsed,
    ) -> Result<(Box<dyn Link>, Arc<Notify>), EngineError> {
        let mut link: Box<dyn Link> = match unit {
            Unit::Simulated { seed } => Box::new(SimulatedLink::home_unit(*seed, now)),
            Unit::At(address) => self.radio.get()?.link(address).map_err(|error| trouble(&error))?,
        };
        let news = Arc::new(Notify::new());
        link.attach(Arc::clone(&news));
        Ok((link, news))
    }
}

/// The machine's own clocks, for what is beside the session.
pub(super) fn clocks() -> Result<(Elapsed, Timestamp), EngineError> {
    let elapsed = Elapsed(SystemClocks.elapsed_millis()?);
    let wall = Timestamp::from_unix_millis(SystemClocks.wall_unix_millis()?, 0);
    Ok((elapsed, wall.ok_or_else(|| EngineError::Port("the wall clock shows no date".to_owned()))?))
}
