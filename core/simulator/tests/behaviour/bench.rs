//! A bare central on a bench: it writes what it is told and decodes only what tests look at.

use nape_simulator::frames::{crc32, opened, sealed};
use nape_simulator::{Characteristic, Device, Fault, Options, RadioEvent, RadioRequest, Refusal, State};

pub(crate) const TOKEN: u32 = 0x0102_0304;

pub(crate) const REQUEST_CONTROL: u8 = 0x01;
pub(crate) const CLEAR_FAULT: u8 = 0x02;
pub(crate) const FORCES: u8 = 0x03;
pub(crate) const TIMES: u8 = 0x04;
pub(crate) const ARM: u8 = 0x05;
pub(crate) const START: u8 = 0x06;
pub(crate) const PAUSE: u8 = 0x07;
pub(crate) const RESUME: u8 = 0x08;
pub(crate) const ADJUST: u8 = 0x09;
pub(crate) const HEARTBEAT: u8 = 0x0A;
pub(crate) const QUERY: u8 = 0x0B;

/// A programme in the profile's units; by default the one of the worked frames with short times: 89.0 N and
/// 44.5 N, ramps 5.0 N/s, limit 89.0 N, 200 s of 60 s hold and 20 s rest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Programme {
    pub(crate) hold: u16,
    pub(crate) rest: u16,
    pub(crate) ramp_up: u16,
    pub(crate) ramp_down: u16,
    pub(crate) limit: u16,
    pub(crate) total: u16,
    pub(crate) hold_time: u16,
    pub(crate) rest_time: u16,
    pub(crate) region: u8,
}

impl Default for Programme {
    fn default() -> Self {
        Self {
            hold: 890,
            rest: 445,
            ramp_up: 50,
            ramp_down: 50,
            limit: 890,
            total: 200,
            hold_time: 60,
            rest_time: 20,
            region: 0,
        }
    }
}

impl Programme {
    pub(crate) fn forces(&self) -> Vec<u8> {
        [self.hold, self.rest, self.ramp_up, self.ramp_down, self.limit]
            .into_iter()
            .flat_map(u16::to_le_bytes)
            .collect()
    }

    pub(crate) fn times(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> =
            [self.total, self.hold_time, self.rest_time].into_iter().flat_map(u16::to_le_bytes).collect();
        bytes.extend([self.region, 15]);
        bytes
    }

    pub(crate) fn hash(&self) -> Vec<u8> {
        crc32(&[self.forces(), self.times()].concat()).to_le_bytes().to_vec()
    }
}

pub(crate) fn frame(opcode: u8, sequence: u16, token: u32, parameters: &[u8]) -> Vec<u8> {
    let mut body = vec![opcode];
    body.extend(sequence.to_le_bytes());
    body.extend(token.to_le_bytes());
    body.extend(parameters);
    sealed(body)
}

/// Opcode, sequence, result, state and detail of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Response {
    pub(crate) opcode: u8,
    pub(crate) sequence: u16,
    pub(crate) result: u8,
    pub(crate) state: u8,
    pub(crate) detail: u16,
}

pub(crate) struct Bench {
    pub(crate) device: Device,
    pub(crate) now: u64,
    pub(crate) sequence: u16,
    pub(crate) events: Vec<(u64, RadioEvent)>,
    heartbeat_at: Option<u64>,
}

impl Bench {
    /// A connected central with every subscription and control of the unit.
    pub(crate) fn in_control(options: Options) -> Self {
        let mut bench = Self::connected(options);
        assert_eq!(bench.send(REQUEST_CONTROL, &[]).result, 1);
        bench
    }

    pub(crate) fn connected(options: Options) -> Self {
        let mut bench = Self::apart(options);
        bench.connect();
        bench
    }

    pub(crate) fn apart(options: Options) -> Self {
        let now = options.started_at;
        Self { device: Device::new(options), now, sequence: 0, events: Vec::new(), heartbeat_at: None }
    }

    pub(crate) fn connect(&mut self) {
        self.device.request(RadioRequest::Connect, self.now);
        for characteristic in
            [Characteristic::ControlPoint, Characteristic::Status, Characteristic::Telemetry]
        {
            self.device.request(RadioRequest::Subscribe(characteristic), self.now);
        }
        self.wait(100);
    }

    /// Runs the unit for some milliseconds; heartbeats go out once a second where they were switched on.
    pub(crate) fn wait(&mut self, milliseconds: u64) {
        let until = self.now + milliseconds;
        while self.now < until {
            self.now = (self.now + 10).min(until);
            if self.heartbeat_at.is_some_and(|at| self.now >= at) {
                self.write(Characteristic::ControlPoint, frame(HEARTBEAT, 0, TOKEN, &[]));
                self.heartbeat_at = Some(self.now + 1000);
            }
            self.device.advance(self.now);
            while let Some(event) = self.device.poll() {
                self.events.push((self.now, event));
            }
        }
    }

    /// Waits until `is_so`, at most so many milliseconds; says how long it took.
    pub(crate) fn wait_until(&mut self, most: u64, is_so: impl Fn(&Device) -> bool) -> u64 {
        let begin = self.now;
        while !is_so(&self.device) {
            assert!(self.now < begin + most, "not in {most} ms: {:?}", self.device.state());
            self.wait(10);
        }
        self.now - begin
    }

    pub(crate) fn keep_alive(&mut self, is_on: bool) {
        self.heartbeat_at = is_on.then_some(self.now);
    }

    pub(crate) fn write(&mut self, characteristic: Characteristic, value: Vec<u8>) {
        let request = RadioRequest::Write { characteristic, value, with_response: true };
        self.device.request(request, self.now);
    }

    /// What a read gives within a tenth of a second.
    pub(crate) fn read(&mut self, of: Characteristic) -> Result<Vec<u8>, Refusal> {
        let before = self.events.len();
        self.device.request(RadioRequest::Read(of), self.now);
        self.wait(100);
        let answer = self.events[before..].iter().find_map(|(_, event)| match event {
            RadioEvent::ReadDone { characteristic, value } if *characteristic == of => {
                Some(Ok(value.clone()))
            }
            RadioEvent::ReadFailed { characteristic, reason } if *characteristic == of => Some(Err(*reason)),
            _ => None,
        });
        answer.expect("an answer")
    }

    /// Subscribes to what a request for records needs.
    pub(crate) fn subscribe_to_records(&mut self) {
        for characteristic in [Characteristic::SessionRecord, Characteristic::RecordAccess] {
            self.device.request(RadioRequest::Subscribe(characteristic), self.now);
        }
        self.wait(100);
    }

    /// Writes to the Record Access Control Point and waits for its indication, at most a minute.
    pub(crate) fn ask(&mut self, request: &[u8]) -> Vec<u8> {
        let before = self.notified(Characteristic::RecordAccess).len();
        self.write(Characteristic::RecordAccess, request.to_vec());
        let answer = (0..6_000).find_map(|_| {
            self.wait(10);
            self.notified(Characteristic::RecordAccess).get(before).map(|answer| answer.to_vec())
        });
        answer.expect("an answer")
    }

    /// The content of a record from `offset` on, out of its fragments.
    pub(crate) fn content(&mut self, number: u32, offset: u32) -> Vec<u8> {
        let before = self.notified(Characteristic::SessionRecord).len();
        assert_eq!(self.ask(&report_content(number, offset)), [6, 0, 1, 1]);
        let mut content = Vec::new();
        for fragment in self.notified(Characteristic::SessionRecord).split_off(before) {
            let body = opened(fragment).expect("a right CRC");
            assert_eq!(body[..3], [2, number.to_le_bytes()[0], number.to_le_bytes()[1]]);
            let at = u32::from_le_bytes([body[3], body[4], body[5], body[6]]);
            assert_eq!(usize::try_from(at - offset).unwrap(), content.len(), "in order, without a gap");
            content.extend(&body[7..]);
        }
        content
    }

    /// Why the last write was refused, if one was.
    pub(crate) fn refusal(&self) -> Option<Refusal> {
        self.events.iter().rev().find_map(|(_, event)| match event {
            RadioEvent::WriteFailed { reason, .. } => Some(*reason),
            _ => None,
        })
    }

    pub(crate) fn fault(&mut self, fault: Fault) {
        self.device.fault(fault, self.now);
    }

    /// Sends a request with the next sequence number and returns its response.
    pub(crate) fn send(&mut self, opcode: u8, parameters: &[u8]) -> Response {
        self.sequence += 1;
        self.send_frame(frame(opcode, self.sequence, TOKEN, parameters)).expect("a response")
    }

    /// Sends a frame as it is; the response that came within half a second, if any.
    pub(crate) fn send_frame(&mut self, frame: Vec<u8>) -> Option<Response> {
        let before = self.responses().len();
        self.write(Characteristic::ControlPoint, frame);
        for _ in 0..50 {
            self.wait(10);
            if let Some(response) = self.responses().get(before) {
                return Some(*response);
            }
        }
        None
    }

    pub(crate) fn program(&mut self, programme: &Programme) {
        assert_eq!(self.send(FORCES, &programme.forces()).result, 1);
        assert_eq!(self.send(TIMES, &programme.times()).result, 1);
    }

    pub(crate) fn arm(&mut self, programme: &Programme) {
        self.program(programme);
        assert_eq!(self.send(ARM, &programme.hash()).result, 1);
    }

    /// Starts the programme and keeps its dead man from acting.
    pub(crate) fn start(&mut self, programme: &Programme) {
        self.arm(programme);
        assert_eq!(self.send(START, &[]).result, 1);
        self.keep_alive(true);
    }

    /// Brings a fresh unit into `state`, the running ones with force on the cable.
    pub(crate) fn in_state(state: State) -> Self {
        let mut bench = Self::in_control(Options::default());
        let programme = Programme::default();
        match state {
            State::Idle => {}
            State::Programmed => bench.program(&programme),
            State::Armed => bench.arm(&programme),
            State::Running | State::Paused | State::Releasing | State::Fault => {
                bench.start(&programme);
                bench.wait(20_000);
            }
        }
        match state {
            State::Paused => assert_eq!(bench.send(PAUSE, &[]).result, 1),
            State::Releasing => bench.write(Characteristic::Stop, vec![]),
            State::Fault => bench.fault(Fault::Slip),
            _ => {}
        }
        bench.wait_until(30_000, |device| device.state() == state);
        bench
    }

    pub(crate) fn notified(&self, of: Characteristic) -> Vec<&[u8]> {
        self.events
            .iter()
            .filter_map(|(_, event)| match event {
                RadioEvent::Notified { characteristic, value } if *characteristic == of => {
                    Some(value.as_slice())
                }
                _ => None,
            })
            .collect()
    }

    pub(crate) fn responses(&self) -> Vec<Response> {
        let frames = self.notified(Characteristic::ControlPoint);
        frames.into_iter().filter_map(response).collect()
    }

    pub(crate) fn last_status(&self) -> &[u8] {
        self.notified(Characteristic::Status).last().expect("a status")
    }

    pub(crate) fn force(&self) -> u32 {
        self.device.true_force_decinewtons()
    }
}

/// The status numbers that arrived, of frames whose CRC is right.
pub(crate) fn status_numbers(bench: &Bench) -> Vec<u16> {
    let frames = bench.notified(Characteristic::Status).into_iter();
    frames.filter_map(opened).map(|body| u16::from_le_bytes([body[16], body[17]])).collect()
}

/// Report Content of a record from this byte on.
pub(crate) fn report_content(number: u32, offset: u32) -> Vec<u8> {
    [&[0x01, 0xE1, 0x02][..], &number.to_le_bytes(), &offset.to_le_bytes()].concat()
}

/// Delete of a record with this digest.
pub(crate) fn delete(number: u32, digest: u32) -> Vec<u8> {
    [&[0x02, 0xE1, 0x03][..], &number.to_le_bytes(), &digest.to_le_bytes()].concat()
}

fn response(frame: &[u8]) -> Option<Response> {
    let [0xF0, opcode, s0, s1, result, state, d0, d1] = *opened(frame)? else {
        return None;
    };
    Some(Response {
        opcode,
        sequence: u16::from_le_bytes([s0, s1]),
        result,
        state,
        detail: u16::from_le_bytes([d0, d1]),
    })
}

pub(crate) const ALL_STATES: [State; 7] = [
    State::Idle,
    State::Programmed,
    State::Armed,
    State::Running,
    State::Paused,
    State::Releasing,
    State::Fault,
];
