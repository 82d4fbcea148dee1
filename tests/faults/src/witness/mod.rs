//! What must hold in every run, seen from outside: by what the controller hands to the link and says, and by what the
//! unit's physics really pull. It asks neither side what it believes.
//!
//! | file | answers |
//! |---|---|
//! | `rule` | which rules are there? |
//! | `commands` | may this command be written now, with this number? |
//! | `stops` | was Stop delivered, answered, and is the force gone? |
//! | `reports` | is a heartbeat the answer to a report, and is silence announced? |
//! | `forces` | does the cable pull more than it may? |
//! | `refusals` | did a command that the unit refused change the unit? |

mod commands;
mod forces;
mod refusals;
mod reports;
mod rule;
mod stops;

use nape_logic::device::controller::{DeviceRequest, Output};
use nape_logic::device::driver::{Driver, Report, Response};
use nape_logic::device::link::{LinkEvent, LinkRequest};
use nape_logic::device::profile_v1::{CONTROL_POINT, ProfileV1, STOP};
use nape_logic::time::Elapsed;
use nape_simulator::Device;

use commands::CommandRules;
use forces::ForceRules;
use refusals::RefusalRules;
use reports::ReportRules;
pub use rule::{Broken, Rule};
use stops::StopRules;

/// Where the connection stands, as the link was asked and told the controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkState {
    Down,
    Connecting,
    Up,
    Closing,
}

/// A write to the Control Point, as far as the rules need to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ControlWrite {
    pub(crate) opcode: u8,
    pub(crate) sequence: u16,
    pub(crate) frame: Vec<u8>,
}

pub(crate) const CLEAR_FAULT: u8 = 0x02;
pub(crate) const START: u8 = 0x06;
pub(crate) const RESUME: u8 = 0x08;
pub(crate) const ADJUST: u8 = 0x09;
pub(crate) const HEARTBEAT: u8 = 0x0A;
pub(crate) const QUERY: u8 = 0x0B;

impl ControlWrite {
    pub(crate) fn of(output: &Output) -> Option<Self> {
        match output {
            Output::Link(request) => Self::of_request(request),
            _ => None,
        }
    }

    pub(crate) fn of_request(request: &LinkRequest) -> Option<Self> {
        let LinkRequest::Write { characteristic: CONTROL_POINT, value, .. } = request else {
            return None;
        };
        let [opcode, low, high, ..] = value.as_slice() else {
            return None;
        };
        let sequence = u16::from_le_bytes([*low, *high]);
        Some(Self { opcode: *opcode, sequence, frame: value.clone() })
    }

    pub(crate) const fn moves_force(&self) -> bool {
        matches!(self.opcode, START | RESUME | ADJUST)
    }
}

/// Whether this hands a Stop to the link.
pub(crate) const fn is_stop(output: &Output) -> bool {
    matches!(output, Output::Link(LinkRequest::Write { characteristic: STOP, .. }))
}

/// The unit's answer to a command, where this is one and is whole.
pub(crate) fn answer(event: &LinkEvent) -> Option<Response> {
    let LinkEvent::Notified { characteristic: CONTROL_POINT, value } = event else {
        return None;
    };
    match ProfileV1.decode(CONTROL_POINT, value) {
        Ok(Report::Response(response)) => Some(response),
        _ => None,
    }
}

/// What led to some outputs.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cause<'a> {
    /// The person's Stop.
    Stop,
    /// Any other request.
    Request(DeviceRequest),
    /// Something came from the link.
    Event(&'a LinkEvent),
    /// The journal answered, time passed, or a connection was asked for.
    Other,
}

/// All rules, and what broke them.
#[derive(Debug)]
pub struct Witness {
    link: LinkState,
    commands: CommandRules,
    stops: StopRules,
    reports: ReportRules,
    forces: ForceRules,
    refusals: RefusalRules,
    broken: Vec<Broken>,
}

impl Default for Witness {
    fn default() -> Self {
        Self {
            link: LinkState::Down,
            commands: CommandRules::default(),
            stops: StopRules::default(),
            reports: ReportRules::default(),
            forces: ForceRules::default(),
            refusals: RefusalRules::default(),
            broken: Vec::new(),
        }
    }
}

impl Witness {
    /// What was broken so far, in its order.
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }

    /// Whether a connection is there.
    pub fn is_connected(&self) -> bool {
        self.link == LinkState::Up
    }

    /// Whether nothing is there that could connect or end.
    pub fn is_down(&self) -> bool {
        self.link == LinkState::Down
    }

    /// Whether the end of a command is unknown.
    pub fn is_uncertain(&self) -> bool {
        self.commands.is_uncertain()
    }

    /// Whether a Stop waits for its end.
    pub fn is_releasing(&self) -> bool {
        self.stops.is_pending()
    }

    /// The journal has the command of this number.
    pub(crate) fn journalled(&mut self, sequence: u16) {
        self.commands.journalled(sequence);
    }

    /// A fault is injected.
    pub(crate) fn injected(&mut self, fault: &str, now: Elapsed) {
        self.refusals.disturbed();
        self.forces.injected(fault);
        self.stops.injected(fault, now);
    }

    /// A request is handed to the link, whose unit is as it was before it.
    pub(crate) fn handed_over(&mut self, request: &LinkRequest, device: &Device) {
        self.refusals.handed_over(request, device);
    }

    /// One call of the controller came to these outputs.
    pub(crate) fn see(&mut self, cause: Cause<'_>, outputs: &[Output], device: &Device, now: Elapsed) {
        let broken = &mut self.broken;
        let was = self.link;
        if matches!(cause, Cause::Event(LinkEvent::Connected { .. })) && was == LinkState::Connecting {
            self.link = LinkState::Up;
        } else if matches!(cause, Cause::Event(LinkEvent::Disconnected { .. })) {
            self.link = LinkState::Down;
        }
        let during = self.link;
        self.link = outputs.iter().fold(self.link, |link, output| match output {
            Output::Link(LinkRequest::Connect) => LinkState::Connecting,
            Output::Link(LinkRequest::Disconnect) => LinkState::Closing,
            Output::Lost(_) => LinkState::Down,
            _ => link,
        });
        self.stops.see(cause, outputs, (during, self.link), device, now, broken);
        self.commands.see(cause, outputs, now, broken);
        self.reports.see(outputs, self.stops.is_pending(), self.link, now, broken);
        if let Cause::Event(event) = cause {
            self.refusals.see(event, device, now, broken);
        }
    }

    /// Time passed; nothing else did.
    pub(crate) fn tick(&mut self, device: &Device, now: Elapsed) {
        self.forces.tick(device, now, &mut self.broken);
        self.stops.tick(device, self.link, now, &mut self.broken);
        self.reports.tick(self.link, now, &mut self.broken);
    }
}
