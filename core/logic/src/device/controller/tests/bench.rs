//! A controller on a bench: a clock moved by hand, and a device that answers what it is told to answer.

use std::num::NonZeroU32;

use crate::device::command::{
    Command, CommandKind, Outcome, Programme, ProgrammeForces, ProgrammeTimes, Sequence, Verdict,
};
use crate::device::controller::{
    Controller, ControllerConfig, DeviceRequest, Output, Refusal, ReleaseResult,
};
use crate::device::driver::Response;
use crate::device::link::{Characteristic, LinkEvent, LinkRequest};
use crate::device::profile_v1::{CONTROL_POINT, FEATURE, ProfileV1, STATUS, STOP, TELEMETRY, device_frames};
use crate::device::status::{
    DeviceBoot, DeviceKind, DevicePhase, DeviceState, Faults, Feature, Sample, Status,
};
use crate::modality::{Modality, Region};
use crate::time::{Elapsed, Millis};
use crate::units::Force;

pub(super) const START: u8 = 0x06;
pub(super) const HEARTBEAT: u8 = 0x0A;

pub(super) const fn newtons(newtons: u32) -> Force {
    Force::from_millinewtons(newtons * 1000)
}

pub(super) const PROGRAMME: Programme = Programme {
    forces: ProgrammeForces {
        hold: newtons(80),
        rest: newtons(40),
        ramp_up_per_second: newtons(5),
        ramp_down_per_second: newtons(5),
        limit: newtons(89),
    },
    times: ProgrammeTimes {
        total: Millis::from_secs(900),
        hold: Millis::from_secs(60),
        rest: Millis::from_secs(20),
        region: Region::Cervical,
        angle_degrees: 15,
    },
};

pub(super) fn feature() -> Feature {
    Feature {
        version: (1, 0),
        kind: DeviceKind::Actuator,
        modality: Modality::HomeUnit,
        regions: [Region::Cervical].into(),
        intermittent: true,
        hand_switch: true,
        start_button: false,
        levels: None,
        records: None,
        least_force: newtons(10),
        greatest_force: newtons(222),
        force_step: newtons(1),
        greatest_ramp_per_second: newtons(20),
        longest_programme: Millis::from_secs(1800),
    }
}

pub(super) struct Bench {
    pub(super) controller: Controller,
    pub(super) now: Elapsed,
    pub(super) status: Status,
    sample_number: u16,
    /// Everything that came out, in order.
    pub(super) seen: Vec<Output>,
}

impl Bench {
    /// Nothing connected.
    pub(super) fn new() -> Self {
        let config = ControllerConfig { force_limit: newtons(100) };
        Self {
            controller: Controller::new(Box::new(ProfileV1), NonZeroU32::MIN, config),
            now: Elapsed(1_000_000),
            status: Status {
                state: DeviceState::Idle,
                phase: DevicePhase::None,
                faults: Faults::NONE,
                battery_percent: 80,
                boot: DeviceBoot(7),
                last_applied: None,
                last_verdict: None,
                hand_switch_pressed: false,
                simulated: true,
                start_button_pressed: false,
                memory_full: false,
                measured: Force::ZERO,
                target: Force::ZERO,
                programme_clock: Millis::ZERO,
                number: 65_530,
            },
            sample_number: 65_530,
            seen: Vec::new(),
        }
    }

    /// Connected and ready.
    pub(super) fn ready() -> Self {
        let mut bench = Self::new();
        bench.connect_with(&feature());
        bench
    }

    /// Armed with [`PROGRAMME`].
    pub(super) fn armed() -> Self {
        let mut bench = Self::ready();
        bench.request(DeviceRequest::Prepare(PROGRAMME));
        for _ in 0..4 {
            bench.answer(Verdict::Applied);
        }
        bench.status.state = DeviceState::Armed;
        bench.notify_status();
        bench
    }

    /// Started, and 80 N measured.
    pub(super) fn running() -> Self {
        let mut bench = Self::armed();
        bench.request(DeviceRequest::Start);
        bench.journal();
        bench.answer(Verdict::Applied);
        bench.notify(DeviceState::Running, 80);
        // The first report of a running device was answered by a heartbeat.
        bench.event(LinkEvent::Written(CONTROL_POINT));
        bench
    }

    pub(super) fn connect_with(&mut self, feature: &Feature) {
        self.controller.connect(self.now);
        self.event(LinkEvent::Connected { mtu: 23 });
        for characteristic in [CONTROL_POINT, STATUS, TELEMETRY] {
            self.event(LinkEvent::Subscribed(characteristic));
        }
        self.event(LinkEvent::ReadDone { characteristic: FEATURE, value: device_frames::feature(feature) });
        self.event(LinkEvent::ReadDone {
            characteristic: STATUS,
            value: device_frames::status(&self.status),
        });
    }

    /// Everything that comes out now.
    pub(super) fn drain(&mut self) -> Vec<Output> {
        let outputs: Vec<_> = std::iter::from_fn(|| self.controller.poll_output()).collect();
        self.seen.extend(outputs.iter().cloned());
        outputs
    }

    pub(super) fn event(&mut self, event: LinkEvent) -> Vec<Output> {
        self.controller.handle(event, self.now);
        self.drain()
    }

    pub(super) fn request(&mut self, request: DeviceRequest) -> Vec<Output> {
        self.controller.request(request, self.now);
        self.drain()
    }

    pub(super) fn stop(&mut self) -> Vec<Output> {
        self.controller.stop(self.now);
        self.drain()
    }

    /// The journal has the last command that was put to it.
    pub(super) fn journal(&mut self) -> Vec<Output> {
        let record = self.seen.iter().rev().find_map(|output| match output {
            Output::Journal(record) => Some(record.sequence),
            _ => None,
        });
        self.controller.journalled(record.expect("a record"), self.now);
        self.drain()
    }

    /// Lets time pass, with every timer on the way.
    pub(super) fn wait(&mut self, millis: u64) -> Vec<Output> {
        let end = self.now.plus(Millis(millis));
        let mut outputs = Vec::new();
        while let Some(due) = self.controller.poll_timeout().filter(|due| *due <= end) {
            self.now = self.now.max(due);
            self.controller.handle_timeout(self.now);
            outputs.extend(self.drain());
            let next = self.controller.poll_timeout();
            assert!(next.is_none_or(|next| next > due), "a timer that never runs out");
        }
        self.now = end;
        outputs
    }

    /// The last command written, as (opcode, sequence).
    pub(super) fn last_written(&self) -> (u8, u16) {
        *commands_written(&self.seen).last().expect("a command was written")
    }

    /// The device confirms and answers the last command written.
    pub(super) fn answer(&mut self, verdict: Verdict) -> Vec<Output> {
        let (opcode, sequence) = self.last_written();
        self.event(LinkEvent::Written(CONTROL_POINT));
        if verdict == Verdict::Applied {
            self.status.last_applied = Some(Sequence::new(sequence));
        }
        self.respond(opcode, sequence, verdict)
    }

    pub(super) fn respond(&mut self, opcode: u8, sequence: u16, verdict: Verdict) -> Vec<Output> {
        let response = Response {
            command: kind(opcode),
            sequence: Sequence::new(sequence),
            verdict,
            state: DeviceState::Idle,
            limit_passed: None,
        };
        self.notified(CONTROL_POINT, device_frames::response(&response))
    }

    pub(super) fn notified(&mut self, characteristic: Characteristic, value: Vec<u8>) -> Vec<Output> {
        self.event(LinkEvent::Notified { characteristic, value })
    }

    /// The device notifies its status, with the next number.
    pub(super) fn notify_status(&mut self) -> Vec<Output> {
        self.status.number = self.status.number.wrapping_add(1);
        self.notified(STATUS, device_frames::status(&self.status))
    }

    /// The device notifies this state and so many newtons.
    pub(super) fn notify(&mut self, state: DeviceState, measured: u32) -> Vec<Output> {
        self.status.state = state;
        self.status.measured = newtons(measured);
        self.notify_status()
    }

    /// The device notifies a sample, `skipped` numbers after the last.
    pub(super) fn sample(&mut self, measured: u32, skipped: u16) -> Vec<Output> {
        self.sample_number = self.sample_number.wrapping_add(1 + skipped);
        let sample = Sample {
            number: Some(self.sample_number),
            device_time: Some(Millis(self.now.0)),
            measured: newtons(measured),
            target: newtons(80),
            state: self.status.state,
            phase: DevicePhase::Hold,
            cycle: 1,
            hand_switch_pressed: false,
            simulated: true,
        };
        self.notified(TELEMETRY, device_frames::telemetry(&sample))
    }
}

fn kind(opcode: u8) -> CommandKind {
    match opcode {
        0x01 => CommandKind::RequestControl,
        0x02 => CommandKind::ClearFault,
        0x03 => CommandKind::ProgrammeForces,
        0x04 => CommandKind::ProgrammeTimes,
        0x05 => CommandKind::Arm,
        0x06 => CommandKind::Start,
        0x07 => CommandKind::Pause,
        0x08 => CommandKind::Resume,
        0x09 => CommandKind::Adjust,
        _ => CommandKind::Query,
    }
}

/// Every write to the control point, as (opcode, sequence).
pub(super) fn written(outputs: &[Output]) -> Vec<(u8, u16)> {
    outputs
        .iter()
        .filter_map(|output| match output {
            Output::Link(LinkRequest::Write { characteristic: CONTROL_POINT, value, .. }) => {
                Some((value[0], u16::from_le_bytes([value[1], value[2]])))
            }
            _ => None,
        })
        .collect()
}

/// The same without heartbeats.
pub(super) fn commands_written(outputs: &[Output]) -> Vec<(u8, u16)> {
    let mut all = written(outputs);
    all.retain(|(opcode, _)| *opcode != HEARTBEAT);
    all
}

pub(super) fn is_stop(output: &Output) -> bool {
    matches!(output, Output::Link(LinkRequest::Write { characteristic: STOP, .. }))
}

pub(super) fn outcomes(outputs: &[Output]) -> Vec<(Command, Outcome)> {
    outputs
        .iter()
        .filter_map(|output| match output {
            Output::CommandDone { command, outcome, .. } => Some((*command, *outcome)),
            _ => None,
        })
        .collect()
}

pub(super) fn releases(outputs: &[Output]) -> Vec<ReleaseResult> {
    outputs
        .iter()
        .filter_map(|output| match output {
            Output::Release(result) => Some(*result),
            _ => None,
        })
        .collect()
}

pub(super) fn refusal(outputs: &[Output]) -> Option<Refusal> {
    outputs.iter().find_map(|output| match output {
        Output::Refused { reason, .. } => Some(*reason),
        _ => None,
    })
}
