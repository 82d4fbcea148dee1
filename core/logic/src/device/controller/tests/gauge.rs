//! Another protocol through the same port (P39): a scale that only measures, and has no Stop.

use std::num::NonZeroU32;

use super::bench::{newtons, refusal, releases};
use crate::device::command::{Command, Sequence};
use crate::device::controller::{
    Controller, ControllerConfig, DeviceRequest, Output, Refusal, ReleaseResult,
};
use crate::device::driver::{Driver, EncodeError, FrameError, Report};
use crate::device::link::{Characteristic, LinkEvent, LinkRequest};
use crate::device::status::{DeviceKind, DevicePhase, DeviceState, Feature, Sample};
use crate::time::{Elapsed, Millis};
use crate::units::Force;

const WHAT: Characteristic = Characteristic::new(1);
const WEIGHT: Characteristic = Characteristic::new(2);

#[derive(Debug)]
struct Scale;

impl Driver for Scale {
    fn subscriptions(&self) -> Vec<Characteristic> {
        vec![WEIGHT]
    }

    fn first_reads(&self) -> Vec<Characteristic> {
        vec![WHAT]
    }

    fn encode(&self, _: &Command, _: Sequence, _: NonZeroU32, _: Force) -> Result<LinkRequest, EncodeError> {
        Err(EncodeError::NotSupported)
    }

    fn stop(&self) -> Option<LinkRequest> {
        None
    }

    fn decode(&self, characteristic: Characteristic, bytes: &[u8]) -> Result<Report, FrameError> {
        match (characteristic, bytes) {
            (WHAT, _) => Ok(Report::Feature(Feature { kind: DeviceKind::Gauge, ..super::bench::feature() })),
            (WEIGHT, [number, weight]) => Ok(Report::Sample(Sample {
                number: u16::from(*number),
                device_time: Millis::ZERO,
                measured: newtons(u32::from(*weight)),
                target: Force::ZERO,
                state: DeviceState::Idle,
                phase: DevicePhase::None,
                cycle: 0,
                hand_switch_pressed: false,
                simulated: false,
            })),
            _ => Err(FrameError::UnknownCharacteristic),
        }
    }
}

fn connected() -> Controller {
    let config = ControllerConfig { force_limit: newtons(100) };
    let mut controller = Controller::new(Box::new(Scale), NonZeroU32::MIN, config);
    controller.connect(Elapsed(0));
    controller.handle(LinkEvent::Connected { mtu: 23 }, Elapsed(0));
    controller.handle(LinkEvent::Subscribed(WEIGHT), Elapsed(0));
    let what = LinkEvent::ReadDone { characteristic: WHAT, value: Vec::new() };
    controller.handle(what, Elapsed(0));
    controller
}

fn drain(controller: &mut Controller) -> Vec<Output> {
    std::iter::from_fn(|| controller.poll_output()).collect()
}

#[test]
fn a_gauge_gives_samples_and_takes_no_programme() {
    let mut controller = connected();
    let weight = LinkEvent::Notified { characteristic: WEIGHT, value: vec![1, 50] };
    controller.handle(weight, Elapsed(0));
    controller.request(DeviceRequest::Prepare(super::bench::PROGRAMME), Elapsed(0));
    let outputs = drain(&mut controller);
    assert!(outputs.iter().any(|output| matches!(output, Output::Ready(_))));
    assert!(outputs.iter().any(|output| matches!(output, Output::Sample(_))));
    assert_eq!(refusal(&outputs), Some(Refusal::NoActuator));
}

#[test]
fn a_stop_on_a_gauge_says_at_once_that_nothing_released() {
    let mut controller = connected();
    drain(&mut controller);
    controller.stop(Elapsed(0));
    let outputs = drain(&mut controller);
    assert_eq!(releases(&outputs), [ReleaseResult::Unconfirmed]);
    assert_eq!(outputs.len(), 1);
}

#[test]
fn a_gauge_that_is_not_heard_any_more_is_said_to_be_stale() {
    let mut controller = connected();
    let weight = LinkEvent::Notified { characteristic: WEIGHT, value: vec![1, 50] };
    controller.handle(weight, Elapsed(0));
    drain(&mut controller);
    let due = controller.poll_timeout().expect("waits for the next one");
    controller.handle_timeout(due);
    assert_eq!(drain(&mut controller), [Output::Stale { age: Millis(2_000) }]);
}
