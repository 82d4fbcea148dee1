//! The controller: what is sent to a device when, without touching a radio or a clock.
//!
//! | file | answers |
//! |---|---|
//! | `output` | which words go in and come out? |
//! | `requests` | which request is allowed now? |
//! | `prepare` | may this programme be sent to this device at all? |
//! | `commands` | which command is under way, which are queued, which ended nobody knows how? |
//! | `lane` | how does a command go from the queue to its outcome? |
//! | `wire` | may something be written now? |
//! | `release` | how does Stop pass everything, and when is it confirmed? |
//! | `connection` | how does a connection come about and end? |
//! | `reach` | which attempt to connect is followed by another one, and until when? |
//! | `reports` | what follows from what the device says? |
//! | `watch` | is that fresh, complete and within the limit? |
//!
//! A caller feeds [`Controller::request`], [`Controller::stop`], [`Controller::handle`],
//! [`Controller::journalled`] and [`Controller::handle_timeout`], and after each of them polls
//! [`Controller::poll_output`] until it is empty and sets one timer for [`Controller::poll_timeout`].

mod commands;
mod connection;
mod lane;
mod output;
mod prepare;
mod reach;
mod release;
mod reports;
mod requests;

#[cfg(test)]
mod tests;
mod watch;
mod wire;

use std::collections::VecDeque;
use std::num::NonZeroU32;

use commands::Commands;
use connection::Connection;
use reach::Reach;
use release::PendingRelease;
use watch::Watch;
use wire::{Sender, Wire};

use crate::device::command::Programme;
use crate::device::driver::Driver;
use crate::device::link::{Characteristic, LinkEvent, LinkFailure, LinkRequest, RequestKind};
use crate::device::status::{DeviceBoot, DeviceKind, DeviceState, Feature, Status};
use crate::time::Elapsed;
use crate::units::Force;

pub use output::{
    CommandRecord, DeviceRequest, FeatureLimit, NotReady, Output, RecordOrder, Refusal, ReleaseResult,
};

/// What the controller is told once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ControllerConfig {
    /// No force above this is ever encoded: the lowest limit of envelope and plan, whatever a programme says.
    pub force_limit: Force,
}

/// Where the session with the device stands, as far as the controller brought it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing is prepared.
    Idle,
    /// A programme is being stored.
    Preparing,
    /// The device is armed.
    Armed,
    /// Start is on its way.
    Starting,
    /// Start was applied.
    Started,
}

/// One device, from connecting to the last release.
#[derive(Debug)]
pub struct Controller {
    driver: Box<dyn Driver>,
    token: NonZeroU32,
    config: ControllerConfig,
    connection: Connection,
    /// Attempts to connect, until the device is ready or given up.
    reach: Option<Reach>,
    /// It was looked for after a link that broke under a pull; once is enough.
    looked_for: bool,
    stage: Stage,
    /// Whether the device obeys our token, as far as we know.
    in_control: bool,
    /// The programme prepared last; its limit is watched even after it ended.
    programme: Option<Programme>,
    /// The hold force that the device was last told.
    hold: Force,
    commands: Commands,
    wire: Wire,
    release: Option<PendingRelease>,
    disconnect_after_release: bool,
    /// A status showed the device at rest without force, and nothing was written since that may move it.
    at_rest: bool,
    feature: Option<Feature>,
    boot: Option<DeviceBoot>,
    last_status: Option<Status>,
    state: Option<DeviceState>,
    watch: Watch,
    /// Goes out before all else: Stop, and dropping the link.
    urgent: VecDeque<LinkRequest>,
    outputs: VecDeque<Output>,
    ignored_frames: u64,
}

impl Controller {
    /// A controller without a connection. `token` is drawn at random at the edge, a new one for each controller.
    pub fn new(driver: Box<dyn Driver>, token: NonZeroU32, config: ControllerConfig) -> Self {
        Self {
            driver,
            token,
            config,
            connection: Connection::Down,
            reach: None,
            looked_for: false,
            stage: Stage::Idle,
            in_control: false,
            programme: None,
            hold: Force::ZERO,
            commands: Commands::new(),
            wire: Wire::default(),
            release: None,
            disconnect_after_release: false,
            at_rest: false,
            feature: None,
            boot: None,
            last_status: None,
            state: None,
            watch: Watch::default(),
            urgent: VecDeque::new(),
            outputs: VecDeque::new(),
            ignored_frames: 0,
        }
    }

    /// Sets the limit above which no force is ever encoded, before anything was prepared; a later call can only lower it.
    pub fn limit_force(&mut self, limit: Force) {
        let known = self.programme.map(|_| self.config.force_limit);
        self.config.force_limit = known.map_or(limit, |known| known.min(limit));
    }

    /// Takes what the link reports.
    pub fn handle(&mut self, event: LinkEvent, now: Elapsed) {
        match event {
            LinkEvent::Connected { .. } => self.connected(now),
            LinkEvent::Subscribed(characteristic) => {
                self.step_done(&LinkRequest::Subscribe(characteristic), now);
            }
            LinkEvent::ReadDone { characteristic, value } => match self.received(characteristic, &value, now)
            {
                Ok(()) => self.step_done(&LinkRequest::Read(characteristic), now),
                Err(error) => self.misread(characteristic, error, now),
            },
            LinkEvent::Notified { characteristic, value } => {
                let _ = self.received(characteristic, &value, now);
            }
            LinkEvent::Written(characteristic) => {
                if !self.is_stop(characteristic) {
                    self.wire.done();
                }
            }
            LinkEvent::Failed { request, reason } => self.failed(request, reason, now),
            LinkEvent::Disconnected { reason } => self.lost(reason, now),
        }
        self.pump(now);
    }

    fn failed(&mut self, request: RequestKind, reason: LinkFailure, now: Elapsed) {
        match request {
            RequestKind::Write(characteristic) if self.is_stop(characteristic) => self.stop_write_failed(now),
            RequestKind::Write(_) => {
                if self.wire.done() == Some(Sender::Slot) {
                    self.write_was_not_answered(now);
                }
            }
            RequestKind::Connect | RequestKind::Subscribe(_) | RequestKind::Read(_) => {
                if matches!(self.connection, Connection::Connecting { .. } | Connection::SettingUp { .. }) {
                    self.give_up_connecting(NotReady::Link(reason), now);
                }
            }
            // The time given to it runs on, and nothing is written meanwhile: the dead man releases.
            RequestKind::Disconnect => {}
        }
    }

    /// Does what is due at `now`.
    pub fn handle_timeout(&mut self, now: Elapsed) {
        self.release_timeout(now);
        self.connection_timeout(now);
        self.reach_timeout(now);
        self.wire.timeout(now);
        self.slot_timeout(now);
        if self.force_may_be_on() {
            let stale = self.watch.newly_stale(now).map(|age| Output::Stale { age });
            let silent = self.watch.newly_silent(now).map(|age| Output::Silent { age });
            self.outputs.extend(stale.into_iter().chain(silent));
        }
        self.pump(now);
    }

    /// When [`Controller::handle_timeout`] is to be called next; nothing where nothing is waited for.
    pub fn poll_timeout(&self) -> Option<Elapsed> {
        let release = self.release.iter().flat_map(|pending| {
            let repeat = pending.repeat_at.into_iter();
            repeat.chain([pending.give_up_at])
        });
        let quiet = self.watch.quiet_at().filter(|_| self.force_may_be_on());
        release
            .chain(self.connection.deadline())
            .chain(self.reach_due())
            .chain(self.wire.deadline())
            .chain(self.commands.slot.as_ref().and_then(commands::Slot::deadline))
            .chain(quiet)
            .chain(self.query_due())
            .min()
    }

    /// The next thing to do or to make known, until there is none. Stop comes first, whatever waits.
    pub fn poll_output(&mut self) -> Option<Output> {
        if let Some(request) = self.urgent.pop_front() {
            return Some(Output::Link(request));
        }
        if let Some((sender, request)) = self.wire.take() {
            if sender == Sender::Slot {
                self.slot_is_handed_over();
            }
            return Some(Output::Link(request));
        }
        self.outputs.pop_front()
    }

    /// How many frames were ignored because they made no sense or came out of order.
    pub fn ignored_frames(&self) -> u64 {
        self.ignored_frames
    }

    fn is_stop(&self, asked: Characteristic) -> bool {
        matches!(self.driver.stop(), Some(LinkRequest::Write { characteristic, .. }) if characteristic == asked)
    }

    /// What only measures never knows: a person pulls on it.
    fn force_may_be_on(&self) -> bool {
        let measures_only = self.feature.as_ref().is_some_and(|feature| feature.kind == DeviceKind::Gauge);
        self.connection.is_up()
            && (measures_only
                || matches!(self.stage, Stage::Starting | Stage::Started)
                || self.state.is_some_and(DeviceState::is_active))
    }
}
