//! From connect to ready, and what ends it.

use super::bench::{Bench, feature, refusal};
use crate::device::controller::{DeviceRequest, FeatureLimit, NotReady, Output, Refusal};
use crate::device::link::{LinkEvent, LinkFailure, LinkRequest, RequestKind};
use crate::device::profile_v1::{CONTROL_POINT, FEATURE, STATUS, TELEMETRY};
use crate::device::status::{DeviceKind, DeviceState, Fault};
use crate::modality::Region;
use crate::time::Millis;

fn requests(outputs: &[Output]) -> Vec<LinkRequest> {
    let requests = outputs.iter().filter_map(|output| match output {
        Output::Link(request) => Some(request.clone()),
        _ => None,
    });
    requests.collect()
}

#[test]
fn everything_is_subscribed_then_read_one_after_the_other_then_it_is_ready() {
    let bench = Bench::ready();
    assert_eq!(
        requests(&bench.seen),
        [
            LinkRequest::Connect,
            LinkRequest::Subscribe(CONTROL_POINT),
            LinkRequest::Subscribe(STATUS),
            LinkRequest::Subscribe(TELEMETRY),
            LinkRequest::Read(FEATURE),
            LinkRequest::Read(STATUS),
        ]
    );
    assert_eq!(bench.seen.last(), Some(&Output::Ready(feature())));
}

#[test]
fn a_device_that_does_not_answer_is_given_up_and_dropped() {
    let mut bench = Bench::new();
    bench.controller.connect(bench.now);
    let outputs = bench.wait(60_000);
    assert!(outputs.contains(&Output::NotReady(NotReady::TimedOut)));
    assert!(outputs.contains(&Output::Link(LinkRequest::Disconnect)));
}

#[test]
fn a_link_that_cannot_connect_says_why() {
    let mut bench = Bench::new();
    bench.controller.connect(bench.now);
    let outputs =
        bench.event(LinkEvent::Failed { request: RequestKind::Connect, reason: LinkFailure::AdapterOff });
    assert!(outputs.contains(&Output::NotReady(NotReady::Link(LinkFailure::AdapterOff))));
}

#[test]
fn a_feature_that_makes_no_sense_is_read_again_and_then_given_up() {
    let mut bench = Bench::new();
    bench.controller.connect(bench.now);
    bench.event(LinkEvent::Connected { mtu: 23 });
    for characteristic in [CONTROL_POINT, STATUS, TELEMETRY] {
        bench.event(LinkEvent::Subscribed(characteristic));
    }
    let garbage = LinkEvent::ReadDone { characteristic: FEATURE, value: vec![1, 2, 3] };
    for _ in 0..2 {
        assert_eq!(requests(&bench.event(garbage.clone())), [LinkRequest::Read(FEATURE)]);
    }
    assert!(bench.event(garbage).contains(&Output::NotReady(NotReady::Unintelligible)));
}

#[test]
fn a_programme_that_the_device_cannot_run_is_refused_before_anything_is_sent() {
    let programme = super::bench::PROGRAMME;
    let mut cases = Vec::new();
    let mut limited = |change: fn(&mut crate::device::status::Feature), limit| {
        let mut device = feature();
        change(&mut device);
        cases.push((device, Refusal::Feature(limit)));
    };
    limited(
        |device| device.greatest_force = super::bench::newtons(88),
        FeatureLimit::GreatestForce(super::bench::newtons(88)),
    );
    limited(
        |device| device.least_force = super::bench::newtons(81),
        FeatureLimit::LeastForce(super::bench::newtons(81)),
    );
    limited(
        |device| device.greatest_ramp_per_second = super::bench::newtons(4),
        FeatureLimit::GreatestRamp(super::bench::newtons(4)),
    );
    limited(
        |device| device.longest_programme = Millis::from_secs(899),
        FeatureLimit::LongestProgramme(Millis::from_secs(899)),
    );
    limited(|device| device.regions = [Region::Lumbar].into(), FeatureLimit::Region(Region::Cervical));
    limited(|device| device.intermittent = false, FeatureLimit::Intermittent);
    limited(|device| device.levels = Some(5), FeatureLimit::LevelsOnly);
    let mut gauge = feature();
    gauge.kind = DeviceKind::Gauge;
    cases.push((gauge, Refusal::NoActuator));
    for (device, expected) in cases {
        let mut bench = Bench::new();
        bench.connect_with(&device);
        let outputs = bench.request(DeviceRequest::Prepare(programme));
        assert_eq!(refusal(&outputs), Some(expected));
        assert_eq!(outputs.len(), 1);
    }
}

#[test]
fn a_programme_above_the_controllers_own_limit_is_refused_before_anything_is_sent() {
    let mut bench = Bench::ready();
    let mut programme = super::bench::PROGRAMME;
    programme.forces.limit = super::bench::newtons(101);
    let outputs = bench.request(DeviceRequest::Prepare(programme));
    assert!(matches!(refusal(&outputs), Some(Refusal::Encode(_))));
    assert_eq!(outputs.len(), 1);
}

#[test]
fn a_device_in_fault_is_not_prepared_but_its_fault_can_be_cleared() {
    let mut bench = Bench::ready();
    bench.status.faults = [Fault::Slip].into_iter().collect();
    bench.notify(DeviceState::Fault, 0);
    let outputs = bench.request(DeviceRequest::Prepare(super::bench::PROGRAMME));
    assert_eq!(refusal(&outputs), Some(Refusal::Fault(bench.status.faults)));
    bench.request(DeviceRequest::ClearFault);
    bench.answer(crate::device::command::Verdict::Applied);
    assert_eq!(bench.last_written().0, 0x02);
}
