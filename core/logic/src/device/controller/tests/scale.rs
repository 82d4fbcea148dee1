//! Another protocol through the same port (P39): a scale of the Bluetooth SIG's service, which only measures, numbers
//! nothing, has no status and no Stop.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use super::bench::{PROGRAMME, newtons, refusal, releases};
use crate::device::controller::{
    Controller, ControllerConfig, DeviceRequest, NotReady, Output, Refusal, ReleaseResult,
};
use crate::device::driver::EncodeError;
use crate::device::link::{DisconnectReason, LinkEvent, LinkRequest};
use crate::device::scale::{Scale, WEIGHT_MEASUREMENT, WEIGHT_SCALE_FEATURE};
use crate::device::status::DeviceKind;
use crate::modality::{Modality, Region};
use crate::time::{Elapsed, Millis};
use crate::units::Force;

/// In steps of 0.1 kg, without a clock.
const FEATURE: [u8; 4] = [3 << 3, 0, 0, 0];
const FIVE_KILOGRAMS: [u8; 3] = [0x00, 0xE8, 0x03];

struct Pull {
    controller: Controller,
    now: Elapsed,
}

impl Pull {
    fn new() -> Self {
        let scale = Scale::for_pull(Modality::OverDoorPulley, BTreeSet::from([Region::Cervical]));
        let config = ControllerConfig { force_limit: newtons(60) };
        let controller = Controller::new(Box::new(scale), NonZeroU32::MIN, config);
        Self { controller, now: Elapsed(1_000_000) }
    }

    /// Connected, and it said what it is.
    fn ready() -> Self {
        let mut pull = Self::new();
        pull.connect();
        pull
    }

    fn connect(&mut self) -> Vec<Output> {
        self.controller.connect(self.now);
        let mut outputs = self.event(LinkEvent::Connected { mtu: 23 });
        outputs.extend(self.event(LinkEvent::Subscribed(WEIGHT_MEASUREMENT)));
        let value = FEATURE.to_vec();
        outputs.extend(self.event(LinkEvent::ReadDone { characteristic: WEIGHT_SCALE_FEATURE, value }));
        outputs
    }

    fn event(&mut self, event: LinkEvent) -> Vec<Output> {
        self.controller.handle(event, self.now);
        self.drain()
    }

    fn indicate(&mut self, value: &[u8]) -> Vec<Output> {
        self.event(LinkEvent::Notified { characteristic: WEIGHT_MEASUREMENT, value: value.to_vec() })
    }

    fn request(&mut self, request: DeviceRequest) -> Vec<Output> {
        self.controller.request(request, self.now);
        self.drain()
    }

    fn drain(&mut self) -> Vec<Output> {
        std::iter::from_fn(|| self.controller.poll_output()).collect()
    }

    /// Lets time pass, with every timer on the way.
    fn wait(&mut self, millis: u64) -> Vec<Output> {
        let end = self.now.plus(Millis(millis));
        let mut outputs = Vec::new();
        while let Some(due) = self.controller.poll_timeout().filter(|due| *due <= end) {
            self.now = self.now.max(due);
            self.controller.handle_timeout(self.now);
            outputs.extend(self.drain());
        }
        self.now = end;
        outputs
    }
}

fn measured(outputs: &[Output]) -> Vec<Force> {
    let samples = outputs.iter().filter_map(|output| match output {
        Output::Sample(sample) => Some(sample.measured),
        _ => None,
    });
    samples.collect()
}

fn writes(outputs: &[Output]) -> usize {
    outputs.iter().filter(|output| matches!(output, Output::Link(LinkRequest::Write { .. }))).count()
}

#[test]
fn a_scale_is_subscribed_to_then_asked_what_it_is_and_is_ready_as_the_gauge_of_its_pull() {
    let mut pull = Pull::new();
    let outputs = pull.connect();
    assert_eq!(
        outputs[..3],
        [
            Output::Link(LinkRequest::Connect),
            Output::Link(LinkRequest::Subscribe(WEIGHT_MEASUREMENT)),
            Output::Link(LinkRequest::Read(WEIGHT_SCALE_FEATURE)),
        ]
    );
    let [Output::Ready(feature)] = &outputs[3..] else { panic!("not ready: {outputs:?}") };
    assert_eq!((feature.kind, feature.modality), (DeviceKind::Gauge, Modality::OverDoorPulley));
}

#[test]
fn a_scale_that_never_says_what_it_is_is_not_driven() {
    let mut pull = Pull::new();
    pull.controller.connect(pull.now);
    pull.event(LinkEvent::Connected { mtu: 23 });
    pull.event(LinkEvent::Subscribed(WEIGHT_MEASUREMENT));
    let nothing = LinkEvent::ReadDone { characteristic: WEIGHT_SCALE_FEATURE, value: Vec::new() };
    pull.event(nothing.clone());
    pull.event(nothing.clone());
    assert!(pull.event(nothing).contains(&Output::NotReady(NotReady::Unintelligible)));
}

#[test]
fn every_weight_is_a_sample_and_equal_ones_are_neither_a_gap_nor_one_twice() {
    let mut pull = Pull::ready();
    for _ in 0..3 {
        let outputs = pull.indicate(&FIVE_KILOGRAMS);
        assert_eq!(measured(&outputs), [Force::from_decinewtons(490)]);
        assert_eq!(outputs.len(), 1);
    }
    assert_eq!(pull.controller.ignored_frames(), 0);
}

#[test]
fn more_than_the_limit_and_its_margin_is_told_once() {
    let mut pull = Pull::ready();
    // 7 kg are 68.6 N, above 60 N and 5 N.
    let over = pull.indicate(&[0x00, 0x78, 0x05]);
    let expected = Output::OverLimit { measured: Force::from_decinewtons(686), limit: newtons(60) };
    assert!(over.contains(&expected));
    assert!(!pull.indicate(&[0x00, 0x78, 0x05]).contains(&expected));
}

#[test]
fn silence_is_said_from_the_last_weight_on_and_a_weight_ends_it() {
    let mut pull = Pull::ready();
    pull.wait(1_500);
    pull.indicate(&FIVE_KILOGRAMS);
    assert_eq!(pull.wait(1_999), []);
    let quiet = [Output::Stale { age: Millis(2_000) }, Output::Silent { age: Millis(4_000) }];
    assert_eq!(pull.wait(60_000), quiet);
    pull.indicate(&FIVE_KILOGRAMS);
    assert_eq!(pull.wait(2_000), quiet[..1]);
}

#[test]
fn a_scale_that_is_silent_from_the_start_is_said_to_be() {
    let mut pull = Pull::ready();
    let quiet = [Output::Stale { age: Millis(2_000) }, Output::Silent { age: Millis(4_000) }];
    assert_eq!(pull.wait(60_000), quiet);
}

#[test]
fn what_is_no_weight_of_now_keeps_nothing_fresh() {
    let mut pull = Pull::ready();
    pull.indicate(&FIVE_KILOGRAMS);
    pull.wait(1_500);
    let unsuccessful = [0x00, 0xFF, 0xFF];
    let remembered = [0x02, 0xE8, 0x03, 0xE9, 0x07, 12, 31, 23, 59, 58];
    assert_eq!(pull.indicate(&unsuccessful), []);
    assert_eq!(pull.indicate(&remembered), []);
    assert_eq!(pull.wait(500), [Output::Stale { age: Millis(2_000) }]);
    assert_eq!(pull.controller.ignored_frames(), 2);
}

#[test]
fn a_lost_scale_is_told_and_no_longer_waited_for_and_can_come_back() {
    let mut pull = Pull::ready();
    pull.indicate(&FIVE_KILOGRAMS);
    let lost = LinkEvent::Disconnected { reason: DisconnectReason::LinkLost };
    assert_eq!(pull.event(lost), [Output::Lost(DisconnectReason::LinkLost)]);
    assert_eq!(pull.wait(60_000), []);
    assert!(matches!(pull.connect().last(), Some(Output::Ready(_))));
    assert_eq!(measured(&pull.indicate(&FIVE_KILOGRAMS)).len(), 1);
}

#[test]
fn everything_that_would_move_it_is_refused_before_anything_is_sent() {
    let refused = [
        (DeviceRequest::Prepare(PROGRAMME), Refusal::NoActuator),
        (DeviceRequest::ClearFault, Refusal::Encode(EncodeError::NotSupported)),
        (DeviceRequest::Start, Refusal::NotArmed),
        (DeviceRequest::Pause, Refusal::NotStarted),
        (DeviceRequest::Resume, Refusal::NotStarted),
        (DeviceRequest::Adjust(newtons(10)), Refusal::NotStarted),
    ];
    let mut pull = Pull::ready();
    for (request, reason) in refused {
        let outputs = pull.request(request);
        assert_eq!(refusal(&outputs), Some(reason), "{request:?}");
        assert_eq!(outputs.len(), 1, "{outputs:?}");
    }
}

#[test]
fn a_stop_writes_nothing_and_says_at_once_that_nothing_released() {
    for weight in [FIVE_KILOGRAMS, [0, 0, 0]] {
        let mut pull = Pull::ready();
        pull.indicate(&weight);
        let outputs = pull.request(DeviceRequest::Release);
        assert_eq!(outputs, [Output::Release(ReleaseResult::Unconfirmed)]);
        // It goes on being watched: the person lets go, and that is seen.
        assert_eq!(measured(&pull.indicate(&[0, 0, 0])), [Force::ZERO]);
    }
}

#[test]
fn a_stop_while_it_is_being_connected_ends_with_the_connection_that_could_not_carry_it() {
    let mut pull = Pull::new();
    pull.controller.connect(pull.now);
    assert_eq!(releases(&pull.request(DeviceRequest::Release)), []);
    let outputs = pull.event(LinkEvent::Connected { mtu: 23 });
    assert_eq!(releases(&outputs), [ReleaseResult::Unconfirmed]);
    assert_eq!(writes(&outputs), 0);
    assert!(!pull.wait(5_000).contains(&Output::Link(LinkRequest::Disconnect)));
}

#[test]
fn it_is_let_go_of_without_a_stop() {
    let mut pull = Pull::ready();
    pull.indicate(&FIVE_KILOGRAMS);
    assert_eq!(pull.request(DeviceRequest::Disconnect), [Output::Link(LinkRequest::Disconnect)]);
}
