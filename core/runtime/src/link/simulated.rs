//! A device in software at the other end of the link port. It gets the same bytes as a real one.

use std::collections::VecDeque;

use nape_logic::device::link::{
    Characteristic, DisconnectReason, LinkEvent, LinkFailure, LinkRequest, RequestKind,
};
use nape_logic::modality::Modality;
use nape_logic::time::Elapsed;
use nape_logic::units::Force;
use nape_simulator as simulator;
use nape_simulator::{Device, DeviceInformation, Fault, Features, Kind, Options, RadioEvent, RadioRequest};

use super::Link;

/// The names of the faults that a script may inject.
pub fn fault_names() -> &'static [&'static str] {
    &Fault::NAMES
}

/// See the module.
pub struct SimulatedLink {
    device: Device,
    /// What the radio on our side answers by itself.
    own_answers: VecDeque<(Elapsed, LinkEvent)>,
    /// A connection was asked for and did not come about yet.
    connect_asked: bool,
    /// It was broken off: what still comes of it is of no interest.
    broken_off: bool,
    /// How strongly the simulated person was asked to pull last.
    guided: Force,
}

impl SimulatedLink {
    /// A home unit for neck and lower back that is switched on at `now`.
    pub fn home_unit(seed: u64, now: Elapsed) -> Self {
        // It takes whatever the wire can say, so that a simulated session runs the plan's own number.
        let features =
            Features { regions: Features::CERVICAL | Features::LUMBAR, force_step: 1, ..Features::default() };
        Self::switched_on(seed, features, "Simulated home unit", now)
    }

    /// A gauge, and a person who pulls on it as guided; `None` for what is never guided.
    pub fn gauge(seed: u64, modality: Modality, now: Elapsed) -> Option<Self> {
        let features = Features {
            kind: Kind::Gauge,
            modality: profile_number(modality)?,
            regions: Features::CERVICAL | Features::LUMBAR,
            flags: 0,
            ..Features::default()
        };
        Some(Self::switched_on(seed, features, "Simulated gauge", now))
    }

    /// Whatever unit these options say: with records, badly paired, lying about its limits.
    pub fn of(options: Options) -> Self {
        Self {
            device: Device::new(options),
            own_answers: VecDeque::new(),
            connect_asked: false,
            broken_off: false,
            guided: Force::ZERO,
        }
    }

    fn switched_on(seed: u64, features: Features, name: &str, now: Elapsed) -> Self {
        // A record is named by its number and the serial number: units of two seeds are two units.
        let information = DeviceInformation { serial: format!("SIM-{seed:X}"), ..Default::default() };
        Self::of(Options {
            seed,
            features,
            name: name.to_owned(),
            information,
            started_at: now.0,
            ..Options::default()
        })
    }

    fn not_there(&mut self, request: RequestKind, now: Elapsed) {
        let reason = LinkFailure::NotFound;
        self.own_answers.push_back((now, LinkEvent::Failed { request, reason }));
    }

    /// The unit itself, to look at what it really pulls and keeps.
    pub const fn device(&self) -> &Device {
        &self.device
    }
}

impl Link for SimulatedLink {
    fn request(&mut self, request: LinkRequest, now: Elapsed) {
        let request = match request {
            LinkRequest::Connect => {
                self.connect_asked = true;
                RadioRequest::Connect
            }
            LinkRequest::Disconnect => {
                if !self.device.is_connected() {
                    // Nobody waits for a connection any more; one that still comes about is ended, and nothing said of it.
                    self.broken_off = std::mem::take(&mut self.connect_asked);
                    let reason = DisconnectReason::Requested;
                    self.own_answers.push_back((now, LinkEvent::Disconnected { reason }));
                }
                RadioRequest::Disconnect
            }
            LinkRequest::Subscribe(characteristic) => match known(characteristic) {
                Some(known) => RadioRequest::Subscribe(known),
                None => return self.not_there(RequestKind::Subscribe(characteristic), now),
            },
            LinkRequest::Read(characteristic) => match known(characteristic) {
                Some(known) => RadioRequest::Read(known),
                None => return self.not_there(RequestKind::Read(characteristic), now),
            },
            LinkRequest::Write { characteristic, value, with_response } => match known(characteristic) {
                Some(known) => {
                    if !with_response && self.device.is_connected() {
                        self.own_answers.push_back((now, LinkEvent::Written(characteristic)));
                    }
                    RadioRequest::Write { characteristic: known, value, with_response }
                }
                None => return self.not_there(RequestKind::Write(characteristic), now),
            },
        };
        self.device.request(request, now.0);
    }

    fn poll(&mut self, now: Elapsed) -> Option<LinkEvent> {
        if self.own_answers.front().is_some_and(|(at, _)| *at <= now) {
            return self.own_answers.pop_front().map(|(_, answer)| answer);
        }
        self.device.advance(now.0);
        while let Some(said) = self.device.poll() {
            let ends = matches!(said, RadioEvent::ConnectFailed | RadioEvent::Disconnected { .. });
            let answers_connect = matches!(said, RadioEvent::Connected { .. } | RadioEvent::ConnectFailed);
            self.connect_asked &= !answers_connect;
            if self.broken_off {
                self.broken_off = !ends;
                continue;
            }
            return Some(event(said));
        }
        None
    }

    fn poll_timeout(&self) -> Option<Elapsed> {
        let own = self.own_answers.front().map(|(at, _)| *at);
        own.into_iter().chain(self.device.next_wake().map(Elapsed)).min()
    }

    fn guide(&mut self, target: Force, now: Elapsed) {
        if target != self.guided {
            self.guided = target;
            self.device.pull_by_hand(target.decinewtons_floor(), now.0);
        }
    }

    fn inject(&mut self, fault: &str, now: Elapsed) -> bool {
        let Some(fault) = Fault::from_name(fault) else {
            return false;
        };
        self.device.fault(fault, now.0);
        true
    }

    fn is_simulated(&self) -> bool {
        true
    }
}

/// The profile's number of a way of traction (section 2).
const fn profile_number(modality: Modality) -> Option<u8> {
    Some(match modality {
        Modality::HomeUnit => 1,
        Modality::TractionTable => 2,
        Modality::OverDoorPulley => 3,
        Modality::NeckHammock => 4,
        Modality::HangingBar => 5,
        Modality::InversionTable => 6,
        _ => return None,
    })
}

/// The simulator's name of a characteristic.
fn known(characteristic: Characteristic) -> Option<simulator::Characteristic> {
    simulator::Characteristic::from_uuid(&characteristic.to_string())
}

fn named(characteristic: simulator::Characteristic) -> Characteristic {
    let uuid = uuid::Uuid::parse_str(characteristic.uuid()).unwrap_or_default();
    Characteristic::new(uuid.as_u128())
}

fn event(event: RadioEvent) -> LinkEvent {
    let failed = |request, reason| LinkEvent::Failed { request, reason: failure(reason) };
    match event {
        RadioEvent::Connected { mtu } => LinkEvent::Connected { mtu },
        RadioEvent::ConnectFailed => {
            LinkEvent::Failed { request: RequestKind::Connect, reason: LinkFailure::TimedOut }
        }
        RadioEvent::Subscribed(characteristic) => LinkEvent::Subscribed(named(characteristic)),
        RadioEvent::SubscribeFailed { characteristic, reason } => {
            failed(RequestKind::Subscribe(named(characteristic)), reason)
        }
        RadioEvent::ReadDone { characteristic, value } => {
            LinkEvent::ReadDone { characteristic: named(characteristic), value }
        }
        RadioEvent::ReadFailed { characteristic, reason } => {
            failed(RequestKind::Read(named(characteristic)), reason)
        }
        RadioEvent::Written { characteristic } => LinkEvent::Written(named(characteristic)),
        RadioEvent::WriteFailed { characteristic, reason } => {
            failed(RequestKind::Write(named(characteristic)), reason)
        }
        RadioEvent::Notified { characteristic, value } => {
            LinkEvent::Notified { characteristic: named(characteristic), value }
        }
        RadioEvent::Disconnected { reason } => LinkEvent::Disconnected {
            reason: match reason {
                simulator::DisconnectReason::Requested => DisconnectReason::Requested,
                simulator::DisconnectReason::LinkLost => DisconnectReason::LinkLost,
                simulator::DisconnectReason::BondLost => DisconnectReason::BondLost,
            },
        },
    }
}

fn failure(reason: simulator::Refusal) -> LinkFailure {
    match reason {
        simulator::Refusal::NotConnected => LinkFailure::Other,
        simulator::Refusal::NotFound => LinkFailure::NotFound,
        simulator::Refusal::NotPermitted
        | simulator::Refusal::TooLong
        | simulator::Refusal::NotSubscribed => LinkFailure::Rejected,
        simulator::Refusal::NotAuthenticated => LinkFailure::NotAuthenticated,
    }
}
