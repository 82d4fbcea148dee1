//! The simulated unit at the other end: link requests in, link events out, on a clock that only the benchmark moves.

use std::num::NonZeroU32;

use nape_logic::device::command::{Programme, ProgrammeForces, ProgrammeTimes};
use nape_logic::device::controller::{Controller, ControllerConfig, DeviceRequest, Output};
use nape_logic::device::link::{Characteristic, DisconnectReason, LinkEvent, LinkRequest};
use nape_logic::device::profile_v1::ProfileV1;
use nape_logic::modality::Region;
use nape_logic::time::{Elapsed, Millis};
use nape_logic::units::Force;
use nape_simulator::{Device, Options, RadioEvent, RadioRequest};

pub(crate) const FORCE: Force = Force::from_millinewtons(80_000);

const PROGRAMME: Programme = Programme {
    forces: ProgrammeForces {
        hold: FORCE,
        rest: Force::ZERO,
        ramp_up_per_second: Force::from_millinewtons(5_000),
        ramp_down_per_second: Force::from_millinewtons(5_000),
        limit: FORCE,
    },
    times: ProgrammeTimes {
        total: Millis::from_secs(900),
        hold: Millis::from_secs(60),
        rest: Millis::from_secs(20),
        region: Region::Cervical,
        angle_degrees: 15,
    },
};

/// A unit and its radio.
pub(crate) struct Air(pub(crate) Device);

impl Air {
    pub(crate) fn request(&mut self, request: LinkRequest, now: Elapsed) {
        let request = match request {
            LinkRequest::Connect => RadioRequest::Connect,
            LinkRequest::Disconnect => RadioRequest::Disconnect,
            LinkRequest::Subscribe(characteristic) => RadioRequest::Subscribe(theirs(characteristic)),
            LinkRequest::Read(characteristic) => RadioRequest::Read(theirs(characteristic)),
            LinkRequest::Write { characteristic, value, with_response } => {
                RadioRequest::Write { characteristic: theirs(characteristic), value, with_response }
            }
        };
        self.0.request(request, now.0);
    }

    pub(crate) fn poll(&mut self, now: Elapsed) -> Option<LinkEvent> {
        self.0.advance(now.0);
        Some(match self.0.poll()? {
            RadioEvent::Connected { mtu } => LinkEvent::Connected { mtu },
            RadioEvent::Subscribed(characteristic) => LinkEvent::Subscribed(ours(characteristic)),
            RadioEvent::ReadDone { characteristic, value } => {
                LinkEvent::ReadDone { characteristic: ours(characteristic), value }
            }
            RadioEvent::Written { characteristic } => LinkEvent::Written(ours(characteristic)),
            RadioEvent::Notified { characteristic, value } => {
                LinkEvent::Notified { characteristic: ours(characteristic), value }
            }
            RadioEvent::Disconnected { .. } => {
                LinkEvent::Disconnected { reason: DisconnectReason::Requested }
            }
            refused => panic!("a sound unit refuses nothing: {refused:?}"),
        })
    }
}

fn theirs(characteristic: Characteristic) -> nape_simulator::Characteristic {
    nape_simulator::Characteristic::from_uuid(&characteristic.to_string()).expect("of the profile")
}

fn ours(characteristic: nape_simulator::Characteristic) -> Characteristic {
    let digits = characteristic.uuid().replace('-', "");
    Characteristic::new(u128::from_str_radix(&digits, 16).expect("a UUID"))
}

/// A controller and a unit that pulls as it was told to.
pub(crate) struct Session {
    pub(crate) controller: Controller,
    air: Air,
    pub(crate) now: Elapsed,
    started: bool,
}

impl Session {
    /// Connected, prepared and started, by all that is sent for it.
    pub(crate) fn running() -> Self {
        let config = ControllerConfig { force_limit: FORCE };
        let mut session = Self {
            controller: Controller::new(Box::new(ProfileV1), NonZeroU32::MIN, config),
            air: Air(Device::new(Options::default())),
            now: Elapsed(0),
            started: false,
        };
        session.controller.connect(session.now);
        session.go_on_for(1_000);
        session.controller.request(DeviceRequest::Prepare(PROGRAMME), session.now);
        session.go_on_for(1_000);
        session.controller.request(DeviceRequest::Start, session.now);
        session.go_on_for(1_000);
        assert!(session.started, "the unit was started");
        session
    }

    fn go_on_for(&mut self, millis: u64) {
        let end = self.now.plus(Millis(millis));
        while self.now < end {
            self.now = self.now.plus(Millis(10));
            while let Some(event) = self.air.poll(self.now) {
                self.controller.handle(event, self.now);
            }
            self.controller.handle_timeout(self.now);
            while let Some(output) = self.controller.poll_output() {
                match output {
                    Output::Link(request) => self.air.request(request, self.now),
                    Output::Journal(record) => self.controller.journalled(record.sequence, self.now),
                    Output::Status(status) => self.started |= status.state.is_active(),
                    _ => {}
                }
            }
        }
    }
}
