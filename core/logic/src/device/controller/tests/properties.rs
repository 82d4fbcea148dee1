//! What holds whatever happens in whatever order.

use proptest::prelude::*;

use super::bench::{Bench, PROGRAMME, feature, is_stop, newtons, written};
use crate::device::command::{ResultCode, Sequence, Verdict};
use crate::device::controller::{DeviceRequest, Output};
use crate::device::link::{DisconnectReason, LinkEvent, LinkRequest};
use crate::device::profile_v1::{CONTROL_POINT, STATUS, device_frames};
use crate::device::status::{DeviceBoot, DeviceState};
use crate::time::Millis;

/// One thing that happens.
#[derive(Debug, Clone)]
enum Happening {
    Request(DeviceRequest),
    Stop,
    /// The journal has what was put to it last.
    Journalled,
    Written,
    /// The device answers the last write.
    Answered(Verdict),
    Status {
        state: DeviceState,
        newtons: u32,
        applied: u16,
        boot: u16,
    },
    Garbage(Vec<u8>),
    Lost,
    Connect,
    Wait(u64),
    /// All outputs are taken; until then they wait.
    Polled,
}

fn happening() -> impl Strategy<Value = Happening> {
    let request = prop_oneof![
        4 => Just(DeviceRequest::Prepare(PROGRAMME)),
        4 => Just(DeviceRequest::Start),
        1 => Just(DeviceRequest::Pause),
        1 => Just(DeviceRequest::Resume),
        2 => (20_u32..100).prop_map(|force| DeviceRequest::Adjust(newtons(force))),
        1 => Just(DeviceRequest::ClearFault),
    ];
    let state = prop_oneof![
        Just(DeviceState::Idle),
        Just(DeviceState::Armed),
        Just(DeviceState::Running),
        Just(DeviceState::Paused),
        Just(DeviceState::Releasing),
        Just(DeviceState::Fault),
    ];
    prop_oneof![
        8 => request.prop_map(Happening::Request),
        2 => Just(Happening::Stop),
        4 => Just(Happening::Journalled),
        4 => Just(Happening::Written),
        16 => Just(Happening::Answered(Verdict::Applied)),
        1 => Just(Happening::Answered(Verdict::Refused(ResultCode::WrongState))),
        1 => Just(Happening::Answered(Verdict::Refused(ResultCode::WrongToken))),
        4 => (state, 0_u32..100, 0_u16..12, prop_oneof![19 => Just(7_u16), 1 => Just(8)])
            .prop_map(|(state, newtons, applied, boot)| Happening::Status { state, newtons, applied, boot }),
        1 => proptest::collection::vec(any::<u8>(), 0..30).prop_map(Happening::Garbage),
        1 => Just(Happening::Lost),
        2 => Just(Happening::Connect),
        3 => (1_u64..2_500).prop_map(Happening::Wait),
        12 => Just(Happening::Polled),
    ]
}

/// What was seen from outside, and what must never be.
#[derive(Default)]
struct Observer {
    /// A Stop was asked for, and no programme was armed since.
    stopped: bool,
    /// The command written and neither answered nor timed out, with its time.
    in_flight: Option<((u8, u16), u64)>,
    journalled: Vec<u16>,
    journal_first: Vec<u16>,
}

impl Observer {
    /// Everything that came out since the last look.
    fn see_all(&mut self, bench: &mut Bench) -> Result<(), TestCaseError> {
        for output in std::mem::take(&mut bench.seen) {
            self.see(&output, bench.now.0)?;
        }
        Ok(())
    }

    fn see(&mut self, output: &Output, now: u64) -> Result<(), TestCaseError> {
        match output {
            Output::Journal(record) => {
                use crate::device::controller::RecordOrder;
                if record.order == RecordOrder::JournalFirst {
                    self.journal_first.push(record.sequence.get());
                }
            }
            Output::Link(LinkRequest::Connect | LinkRequest::Disconnect)
            | Output::Lost(_)
            | Output::Rebooted => self.in_flight = None,
            _ => {}
        }
        for (opcode, sequence) in written(std::slice::from_ref(output)) {
            if opcode == 0x0A {
                continue;
            }
            if let Some((_, since)) = self.in_flight {
                prop_assert!(now >= since + 1_000, "two commands under way");
            }
            self.in_flight = Some(((opcode, sequence), now));
            if opcode == 0x05 {
                self.stopped = false;
            }
            if matches!(opcode, 0x06 | 0x08 | 0x09) {
                prop_assert!(!self.stopped, "force moved after Stop without a new programme");
                if opcode != 0x09 || self.journal_first.contains(&sequence) {
                    prop_assert!(self.journalled.contains(&sequence), "written before the journal had it");
                }
            }
        }
        Ok(())
    }
}

fn play(happenings: Vec<Happening>, begin: Bench) -> Result<(), TestCaseError> {
    let mut bench = begin;
    let mut observer = Observer::default();
    bench.seen.clear();
    for happening in happenings {
        let now = bench.now;
        match happening {
            Happening::Request(request) => bench.controller.request(request, now),
            Happening::Stop => {
                bench.controller.stop(now);
                observer.stopped = true;
            }
            Happening::Journalled => {
                if let Some(last) = observer.journal_first.last() {
                    observer.journalled.push(*last);
                    bench.controller.journalled(Sequence::new(*last), now);
                }
            }
            Happening::Written => bench.controller.handle(LinkEvent::Written(CONTROL_POINT), now),
            Happening::Answered(verdict) => {
                if let Some(((opcode, sequence), _)) = observer.in_flight.take() {
                    bench.respond(opcode, sequence, verdict);
                }
            }
            Happening::Status { state, newtons: force, applied, boot } => {
                // A device that has started anew knows of no command; the next one may be written before that is told.
                if bench.status.boot != DeviceBoot(boot) {
                    observer.in_flight = None;
                }
                bench.status.state = state;
                bench.status.measured = newtons(force);
                bench.status.last_applied = Some(Sequence::new(applied));
                bench.status.boot = DeviceBoot(boot);
                bench.status.number = bench.status.number.wrapping_add(1);
                let value = device_frames::status(&bench.status);
                bench.controller.handle(LinkEvent::Notified { characteristic: STATUS, value }, now);
            }
            Happening::Garbage(value) => {
                bench.controller.handle(LinkEvent::Notified { characteristic: STATUS, value }, now);
            }
            Happening::Lost => {
                bench.controller.handle(LinkEvent::Disconnected { reason: DisconnectReason::LinkLost }, now);
            }
            Happening::Connect => bench.connect_with(&feature()),
            Happening::Wait(millis) => {
                bench.drain();
                observer.see_all(&mut bench)?;
                bench.now = now.plus(Millis(millis));
                bench.controller.handle_timeout(bench.now);
                bench.drain();
            }
            Happening::Polled => {
                bench.drain();
            }
        }
        observer.see_all(&mut bench)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_force_waits_for_the_journal_one_command_is_under_way_and_stop_is_for_good(
        happenings in proptest::collection::vec(happening(), 1..80),
        begin in prop_oneof![Just(0), Just(1), Just(2)],
    ) {
        play(happenings, match begin {
            0 => Bench::ready(),
            1 => Bench::armed(),
            _ => Bench::running(),
        })?;
    }

    #[test]
    fn whatever_happened_before_stop_is_the_next_output_while_a_connection_is_there(
        requests in proptest::collection::vec(happening(), 0..40),
    ) {
        let mut bench = Bench::running();
        for happening in requests {
            let now = bench.now;
            match happening {
                Happening::Request(request) => bench.controller.request(request, now),
                Happening::Written => bench.controller.handle(LinkEvent::Written(CONTROL_POINT), now),
                Happening::Polled => { bench.drain(); }
                _ => {}
            }
        }
        let outputs = bench.stop();
        prop_assert!(is_stop(&outputs[0]));
        prop_assert!(written(&outputs).is_empty());
    }
}
