//! Stop passes everything and is confirmed only by what the device shows.

use super::bench::{Bench, START, commands_written, is_stop, newtons, outcomes, releases, written};
use crate::device::command::{Command, Outcome, ResultCode, Verdict};
use crate::device::controller::{DeviceRequest, Output, Refusal, ReleaseResult};
use crate::device::link::{DisconnectReason, LinkEvent, LinkFailure, LinkRequest, RequestKind};
use crate::device::profile_v1::{CONTROL_POINT, STOP};
use crate::device::status::{DeviceBoot, DeviceState};

fn is_disconnect(output: &Output) -> bool {
    matches!(output, Output::Link(LinkRequest::Disconnect))
}

#[test]
fn stop_is_the_first_output_and_drops_a_thousand_queued_commands() {
    let mut bench = Bench::running();
    for force in 0..1000 {
        let request = if force % 2 == 0 { DeviceRequest::Adjust(newtons(80)) } else { DeviceRequest::Pause };
        bench.controller.request(request, bench.now);
    }
    let outputs = bench.stop();
    assert!(is_stop(&outputs[0]));
    assert_eq!(written(&outputs), []);
    assert_eq!(written(&bench.wait(10_000)), []);
}

#[test]
fn stop_before_the_journal_has_start_means_start_is_never_written() {
    let mut bench = Bench::armed();
    bench.request(DeviceRequest::Start);
    let outputs = bench.stop();
    assert!(is_stop(&outputs[0]));
    assert!(outputs.iter().any(|output| matches!(output, Output::Cancelled { command: Command::Start, .. })));
    assert_eq!(written(&bench.journal()), []);
    bench.notify(DeviceState::Idle, 0);
    assert_eq!(commands_written(&bench.wait(20_000)), []);
}

#[test]
fn stop_takes_back_a_start_that_was_journalled_but_not_yet_polled() {
    let mut bench = Bench::armed();
    let outputs = bench.request(DeviceRequest::Start);
    let Some(Output::Journal(record)) = outputs.last() else {
        panic!("no record");
    };
    bench.controller.journalled(record.sequence, bench.now);
    let outputs = bench.stop();
    assert!(is_stop(&outputs[0]));
    assert_eq!(written(&outputs), []);
}

#[test]
fn a_start_that_was_written_before_stop_is_never_written_again() {
    let mut bench = Bench::armed();
    bench.request(DeviceRequest::Start);
    assert_eq!(bench.journal().len(), 1);
    bench.stop();
    let outputs = bench.wait(1_500);
    assert_eq!(outcomes(&outputs), [(Command::Start, Outcome::Uncertain)]);
    assert_eq!(written(&bench.wait(20_000)), []);
}

#[test]
fn a_stop_is_accepted_in_every_state() {
    let connecting = {
        let mut bench = Bench::new();
        bench.controller.connect(bench.now);
        bench
    };
    for mut bench in [connecting, Bench::ready(), Bench::armed(), Bench::running()] {
        bench.stop();
        bench.event(LinkEvent::Connected { mtu: 23 });
        assert!(bench.seen.iter().any(is_stop));
        assert!(!bench.seen.iter().any(|output| matches!(output, Output::Refused { .. })));
    }
}

#[test]
fn a_stop_without_a_connection_is_unconfirmed_unless_the_device_was_seen_at_rest() {
    let mut bench = Bench::new();
    assert_eq!(releases(&bench.stop()), [ReleaseResult::Unconfirmed]);
    let mut bench = Bench::running();
    bench.event(LinkEvent::Disconnected { reason: DisconnectReason::NotPermitted });
    assert_eq!(releases(&bench.stop()), [ReleaseResult::Unconfirmed]);
    let mut bench = Bench::ready();
    bench.event(LinkEvent::Disconnected { reason: DisconnectReason::LinkLost });
    assert_eq!(releases(&bench.stop()), [ReleaseResult::Confirmed]);
}

#[test]
fn a_stop_is_confirmed_by_a_status_at_rest_without_force() {
    let mut bench = Bench::running();
    bench.stop();
    assert_eq!(releases(&bench.notify(DeviceState::Releasing, 60)), []);
    assert_eq!(releases(&bench.notify(DeviceState::Idle, 3)), []);
    assert_eq!(releases(&bench.notify(DeviceState::Idle, 2)), [ReleaseResult::Confirmed]);
    assert!(!bench.wait(60_000).iter().any(is_disconnect));
}

#[test]
fn an_old_status_at_rest_does_not_confirm_a_stop() {
    let mut bench = Bench::armed();
    let before_arming = bench.status.last_applied.expect("armed").get() - 1;
    bench.request(DeviceRequest::Start);
    bench.journal();
    bench.stop();
    bench.status.last_applied = Some(crate::device::command::Sequence::new(before_arming));
    assert_eq!(releases(&bench.notify(DeviceState::Idle, 0)), []);
}

#[test]
fn a_stop_that_nothing_confirms_is_repeated_once_and_then_the_link_is_dropped() {
    let mut bench = Bench::running();
    bench.stop();
    assert!(!bench.wait(1_999).iter().any(is_stop));
    assert!(bench.wait(1).iter().any(is_stop));
    assert_eq!(releases(&bench.wait(1_999)), []);
    let outputs = bench.wait(1);
    assert!(is_disconnect(&outputs[0]));
    assert_eq!(releases(&outputs), [ReleaseResult::Unconfirmed]);
}

#[test]
fn stopping_again_and_again_does_not_put_off_the_end() {
    let mut bench = Bench::running();
    for _ in 0..40 {
        bench.stop();
        bench.wait(100);
    }
    assert_eq!(releases(&bench.seen), [ReleaseResult::Unconfirmed]);
}

#[test]
fn a_force_seen_falling_is_waited_for_as_long_as_its_ramp_takes() {
    let mut bench = Bench::running();
    bench.stop();
    bench.notify(DeviceState::Releasing, 80);
    bench.wait(200);
    bench.notify(DeviceState::Releasing, 76);
    // 80 N at 20 N/s and a second more.
    assert_eq!(releases(&bench.wait(4_799)), []);
    assert_eq!(releases(&bench.wait(1)), [ReleaseResult::Unconfirmed]);
}

#[test]
fn a_force_that_does_not_fall_is_not_waited_for() {
    let mut bench = Bench::running();
    bench.stop();
    bench.notify(DeviceState::Releasing, 80);
    bench.wait(200);
    bench.notify(DeviceState::Releasing, 80);
    assert_eq!(releases(&bench.wait(3_800)), [ReleaseResult::Unconfirmed]);
}

#[test]
fn no_heartbeat_is_written_while_a_stop_is_not_finished() {
    let mut bench = Bench::running();
    bench.stop();
    for _ in 0..3 {
        bench.wait(1_000);
        assert_eq!(written(&bench.notify(DeviceState::Running, 80)), []);
    }
}

#[test]
fn a_stop_that_the_link_could_not_write_is_written_again_at_once() {
    let mut bench = Bench::running();
    bench.stop();
    bench.event(LinkEvent::Failed { request: RequestKind::Write(STOP), reason: LinkFailure::Other });
    assert!(bench.wait(250).iter().any(is_stop));
}

#[test]
fn a_link_that_ends_for_good_during_a_stop_leaves_it_unconfirmed() {
    let mut bench = Bench::running();
    bench.stop();
    let outputs = bench.event(LinkEvent::Disconnected { reason: DisconnectReason::AdapterOff });
    assert_eq!(releases(&outputs), [ReleaseResult::Unconfirmed]);
    assert_eq!(outputs.last(), Some(&Output::Lost(DisconnectReason::AdapterOff)));
}

#[test]
fn an_uncertain_command_never_blocks_stop() {
    let mut bench = Bench::armed();
    bench.request(DeviceRequest::Start);
    bench.journal();
    bench.wait(2_500);
    assert!(is_stop(&bench.stop()[0]));
}

#[test]
fn after_a_stop_a_new_programme_must_be_prepared() {
    let mut bench = Bench::running();
    bench.stop();
    let refused = bench.request(DeviceRequest::Prepare(super::bench::PROGRAMME));
    assert_eq!(super::bench::refusal(&refused), Some(Refusal::Releasing));
    bench.notify(DeviceState::Idle, 0);
    assert_eq!(super::bench::refusal(&bench.request(DeviceRequest::Start)), Some(Refusal::NotArmed));
    let outputs = bench.request(DeviceRequest::Prepare(super::bench::PROGRAMME));
    // Control is still ours: asking again with the same token would be stale.
    assert_eq!(commands_written(&outputs)[0].0, 0x03);
}

#[test]
fn disconnecting_while_force_is_on_releases_first() {
    let mut bench = Bench::running();
    let outputs = bench.request(DeviceRequest::Disconnect);
    assert!(is_stop(&outputs[0]) && !outputs.iter().any(is_disconnect));
    assert!(bench.notify(DeviceState::Idle, 0).iter().any(is_disconnect));
}

#[test]
fn a_restart_of_the_device_confirms_a_stop_once_it_shows_no_force() {
    let mut bench = Bench::running();
    bench.stop();
    bench.status.boot = DeviceBoot(8);
    bench.status.last_applied = None;
    let outputs = bench.notify(DeviceState::Idle, 0);
    assert!(outputs.contains(&Output::Rebooted));
    assert_eq!(releases(&outputs), [ReleaseResult::Confirmed]);
}

#[test]
fn a_late_answer_to_start_after_stop_starts_nothing() {
    let mut bench = Bench::armed();
    bench.request(DeviceRequest::Start);
    bench.journal();
    bench.stop();
    bench.event(LinkEvent::Written(CONTROL_POINT));
    let (opcode, sequence) = bench.last_written();
    assert_eq!(opcode, START);
    bench.respond(opcode, sequence, Verdict::Refused(ResultCode::WrongState));
    bench.notify(DeviceState::Idle, 0);
    assert_eq!(super::bench::refusal(&bench.request(DeviceRequest::Start)), Some(Refusal::NotArmed));
}
