//! Which attempt to connect is followed by another one, and what is done with a device that was lost under a pull.

use super::bench::{Bench, feature, releases};
use crate::device::controller::{DeviceRequest, NotReady, Output, ReleaseResult};
use crate::device::link::{DisconnectReason, LinkEvent, LinkFailure, LinkRequest, RequestKind};
use crate::device::profile_v1::{CONTROL_POINT, FEATURE, STATUS, STOP, TELEMETRY, device_frames};
use crate::device::status::{DeviceBoot, DeviceState, Fault};
use crate::time::Elapsed;

const LOST: LinkEvent = LinkEvent::Disconnected { reason: DisconnectReason::LinkLost };

fn failed(reason: LinkFailure) -> LinkEvent {
    LinkEvent::Failed { request: RequestKind::Connect, reason }
}

fn is_stop(output: &Output) -> bool {
    matches!(output, Output::Link(LinkRequest::Write { characteristic: STOP, .. }))
}

fn connects(outputs: &[Output]) -> usize {
    outputs.iter().filter(|output| **output == Output::Link(LinkRequest::Connect)).count()
}

impl Bench {
    /// Fails the attempt that is under way, as a link does that never came about.
    fn fail(&mut self, reason: LinkFailure) -> Vec<Output> {
        let mut outputs = self.event(failed(reason));
        outputs.extend(self.event(LinkEvent::Disconnected { reason: DisconnectReason::Requested }));
        outputs
    }

    /// Lets time pass until the next attempt; says how long that was.
    fn wait_for_attempt(&mut self, at_most: u64) -> Option<u64> {
        let from = self.now;
        for _ in 0..at_most {
            if connects(&self.wait(1)) > 0 {
                return Some(self.now.since(from).get());
            }
        }
        None
    }

    fn set_up_again(&mut self) -> Vec<Output> {
        let mut outputs = self.event(LinkEvent::Connected { mtu: 23 });
        for characteristic in [CONTROL_POINT, STATUS, TELEMETRY] {
            outputs.extend(self.event(LinkEvent::Subscribed(characteristic)));
        }
        let value = device_frames::feature(&feature());
        outputs.extend(self.event(LinkEvent::ReadDone { characteristic: FEATURE, value }));
        let value = device_frames::status(&self.status);
        outputs.extend(self.event(LinkEvent::ReadDone { characteristic: STATUS, value }));
        outputs
    }
}

#[test]
fn a_device_that_is_lost_under_a_pull_is_looked_for_and_the_first_thing_it_gets_is_stop() {
    let mut bench = Bench::running();
    assert_eq!(bench.event(LOST).last(), Some(&Output::Lost(DisconnectReason::LinkLost)));
    assert!(bench.stop().is_empty(), "it is not given up yet");
    assert_eq!(bench.wait_for_attempt(1_000), Some(500));
    let outputs = bench.event(LinkEvent::Connected { mtu: 23 });
    assert!(is_stop(&outputs[0]), "{outputs:?}");
}

#[test]
fn a_device_that_is_back_and_at_rest_has_let_go() {
    let mut bench = Bench::running();
    bench.event(LOST);
    bench.stop();
    bench.wait_for_attempt(1_000);
    bench.status.state = DeviceState::Fault;
    bench.status.faults = [Fault::HeartbeatLost].into_iter().collect();
    bench.status.measured = super::bench::newtons(0);
    let outputs = bench.set_up_again();
    assert_eq!(releases(&outputs), [ReleaseResult::Confirmed]);
    assert!(!outputs.iter().any(|output| matches!(output, Output::Ready(_))), "nothing goes on with it");
    assert!(bench.wait(60_000).iter().all(|output| connects(std::slice::from_ref(output)) == 0));
}

#[test]
fn a_device_that_restarted_meanwhile_has_let_go_too() {
    let mut bench = Bench::running();
    bench.event(LOST);
    bench.stop();
    bench.wait_for_attempt(1_000);
    bench.status.boot = DeviceBoot(8);
    bench.status.state = DeviceState::Idle;
    bench.status.last_applied = None;
    bench.status.measured = super::bench::newtons(0);
    assert_eq!(releases(&bench.set_up_again()), [ReleaseResult::Confirmed]);
}

#[test]
fn a_device_that_pulls_still_is_stopped_and_waited_for() {
    let mut bench = Bench::running();
    bench.event(LOST);
    bench.stop();
    bench.wait_for_attempt(1_000);
    assert!(releases(&bench.set_up_again()).is_empty());
    assert!(releases(&bench.notify(DeviceState::Releasing, 40)).is_empty());
    assert_eq!(releases(&bench.notify(DeviceState::Idle, 0)), [ReleaseResult::Confirmed]);
}

#[test]
fn a_stop_that_was_on_its_way_when_the_link_broke_is_written_again() {
    let mut bench = Bench::running();
    bench.stop();
    assert!(releases(&bench.event(LOST)).is_empty());
    bench.wait_for_attempt(1_000);
    assert!(is_stop(&bench.event(LinkEvent::Connected { mtu: 23 })[0]));
}

#[test]
fn pauses_between_attempts_double_up_to_four_seconds_and_after_fifteen_it_is_given_up() {
    let mut bench = Bench::running();
    bench.event(LOST);
    bench.stop();
    let mut pauses = Vec::new();
    while let Some(pause) = bench.wait_for_attempt(5_000) {
        pauses.push(pause);
        bench.fail(LinkFailure::NotFound);
    }
    assert_eq!(pauses, [500, 1_000, 2_000, 4_000, 4_000]);
    assert_eq!(releases(&bench.seen), [ReleaseResult::Unconfirmed]);
    assert_eq!(bench.seen.iter().filter(|output| matches!(output, Output::NotReady(_))).count(), 0);
}

#[test]
fn an_attempt_that_nobody_answers_does_not_put_off_the_end_nor_does_stopping_again() {
    let mut bench = Bench::running();
    bench.event(LOST);
    let lost_at = bench.now;
    bench.stop();
    let mut given_up = None;
    for _ in 0..200 {
        bench.stop();
        if releases(&bench.wait(100)) == [ReleaseResult::Unconfirmed] {
            given_up = Some(bench.now.since(lost_at).get());
            break;
        }
    }
    assert_eq!(given_up, Some(15_000));
    bench.event(LinkEvent::Disconnected { reason: DisconnectReason::Requested });
    assert_eq!(bench.controller.poll_timeout(), None, "nothing more is tried");
}

#[test]
fn a_link_that_somebody_ended_for_good_is_not_looked_for() {
    for reason in [
        DisconnectReason::AdapterOff,
        DisconnectReason::NotPermitted,
        DisconnectReason::BondLost,
        DisconnectReason::Requested,
    ] {
        let mut bench = Bench::running();
        bench.event(LinkEvent::Disconnected { reason });
        assert_eq!(releases(&bench.stop()), [ReleaseResult::Unconfirmed], "{reason:?}");
        assert_eq!(connects(&bench.wait(60_000)), 0, "{reason:?}");
    }
}

#[test]
fn a_device_that_held_no_force_is_not_looked_for() {
    for mut bench in [Bench::ready(), Bench::armed()] {
        bench.event(LOST);
        assert_eq!(connects(&bench.wait(60_000)), 0);
    }
}

#[test]
fn a_device_is_looked_for_once_for_each_pull() {
    let mut bench = Bench::running();
    bench.event(LOST);
    bench.stop();
    bench.wait_for_attempt(1_000);
    bench.set_up_again();
    assert_eq!(releases(&bench.event(LOST)), [ReleaseResult::Unconfirmed]);
    assert_eq!(connects(&bench.wait(60_000)), 0);
}

#[test]
fn disconnecting_ends_the_looking() {
    let mut bench = Bench::running();
    bench.event(LOST);
    bench.stop();
    let outputs = bench.request(DeviceRequest::Disconnect);
    assert_eq!(releases(&outputs), [ReleaseResult::Unconfirmed]);
    assert_eq!(connects(&bench.wait(60_000)), 0);
}

#[test]
fn a_first_attempt_that_fails_for_a_reason_that_may_pass_is_made_again() {
    let mut bench = Bench::new();
    bench.controller.connect(bench.now);
    bench.drain();
    for pause in [500, 1_000] {
        assert!(bench.fail(LinkFailure::Other).iter().all(|output| matches!(output, Output::Link(_))));
        assert_eq!(bench.wait_for_attempt(5_000), Some(pause));
    }
    assert_eq!(bench.set_up_again().last(), Some(&Output::Ready(feature())));
}

#[test]
fn a_link_that_breaks_while_it_is_set_up_is_connected_again() {
    let mut bench = Bench::new();
    bench.controller.connect(bench.now);
    bench.event(LinkEvent::Connected { mtu: 23 });
    assert!(bench.event(LOST).is_empty());
    assert_eq!(bench.wait_for_attempt(5_000), Some(500));
    assert_eq!(bench.set_up_again().last(), Some(&Output::Ready(feature())));
}

#[test]
fn first_attempts_end_after_twenty_seconds_with_the_last_reason() {
    let mut bench = Bench::new();
    bench.controller.connect(bench.now);
    bench.drain();
    bench.fail(LinkFailure::Rejected);
    while bench.wait_for_attempt(5_000).is_some() {
        bench.fail(LinkFailure::Rejected);
    }
    let told: Vec<&Output> = bench.seen.iter().filter(|output| !matches!(output, Output::Link(_))).collect();
    let reason = NotReady::Link(LinkFailure::Rejected);
    assert_eq!(told, [&Output::NotReady(reason), &Output::Lost(DisconnectReason::Requested)]);
    assert!(bench.now <= Elapsed(1_000_000 + 25_000), "{:?}", bench.now);
}

#[test]
fn a_reason_that_does_not_pass_ends_the_first_attempt() {
    for reason in [
        LinkFailure::NotFound,
        LinkFailure::NotPermitted,
        LinkFailure::AdapterOff,
        LinkFailure::NotAuthenticated,
    ] {
        let mut bench = Bench::new();
        bench.controller.connect(bench.now);
        let outputs = bench.fail(reason);
        assert!(outputs.contains(&Output::NotReady(NotReady::Link(reason))));
        assert_eq!(connects(&bench.wait(60_000)), 0);
    }
}
