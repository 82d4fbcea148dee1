//! What the link makes of a stack that answers twice, late, wrongly or never, and what it never lets one hold up.

use nape::link::{Availability, Radio as _, Ticket};
use nape_logic::device::link::{DisconnectReason, LinkEvent, LinkFailure, LinkRequest, RequestKind};
use nape_logic::device::profile_v1::{FEATURE, STATUS, STOP, TELEMETRY};

use super::shell::{Call, Mood, Rig};
use crate::bench::stop;

const READ_TIMED_OUT: LinkEvent =
    LinkEvent::Failed { request: RequestKind::Read(FEATURE), reason: LinkFailure::TimedOut };

fn read(value: u8) -> LinkEvent {
    LinkEvent::ReadDone { characteristic: FEATURE, value: vec![value] }
}

fn ended(reason: DisconnectReason) -> LinkEvent {
    LinkEvent::Disconnected { reason }
}

fn stop_written(call: &Call) -> Option<Ticket> {
    match call {
        Call::Write(ticket, write) if write.characteristic == STOP && !write.with_response => Some(*ticket),
        _ => None,
    }
}

#[test]
fn an_answer_that_is_given_twice_counts_once() {
    let (mut rig, _) = Rig::connected();
    let first = rig.reads(FEATURE);
    rig.events.done(first, vec![1]);
    rig.events.done(first, vec![2]);
    assert_eq!(rig.said(), [read(1)]);
    let second = rig.reads(FEATURE);
    rig.events.done(first, vec![3]);
    assert_eq!(rig.said(), []);
    rig.events.done(second, vec![4]);
    assert_eq!(rig.said(), [read(4)]);
}

#[test]
fn a_request_that_is_never_answered_fails_in_time_and_the_connection_stands() {
    let (mut rig, _) = Rig::connected();
    rig.reads(FEATURE);
    let due = rig.link.poll_timeout().expect("a deadline");
    assert_eq!(due.0 - rig.now.0, 9_000);
    rig.later(8_999);
    assert_eq!(rig.said(), []);
    rig.later(1);
    assert_eq!(rig.said(), [READ_TIMED_OUT]);
    let next = rig.reads(FEATURE);
    rig.events.done(next, vec![1]);
    assert_eq!(rig.said(), [read(1)]);
}

#[test]
fn an_answer_that_comes_too_late_is_not_that_of_the_next_request() {
    let (mut rig, _) = Rig::connected();
    let late = rig.reads(FEATURE);
    rig.later(9_000);
    assert_eq!(rig.said(), [READ_TIMED_OUT]);
    let next = rig.reads(FEATURE);
    rig.events.done(late, vec![1]);
    rig.events.failed(late, LinkFailure::Rejected);
    assert_eq!(rig.said(), []);
    rig.events.done(next, vec![2]);
    assert_eq!(rig.said(), [read(2)]);
}

#[test]
fn an_answer_for_another_connection_counts_for_nothing() {
    let (mut rig, old) = Rig::connected();
    rig.events.disconnected(old, DisconnectReason::LinkLost);
    assert_eq!(rig.said(), [ended(DisconnectReason::LinkLost)]);
    let new = rig.connect();
    let Ticket { request, .. } = rig.reads(FEATURE);
    for connection in [old, new + 1, u64::MAX] {
        rig.events.done(Ticket { connection, request }, vec![1]);
        rig.events.connected(connection, 100);
        rig.events.connect_failed(connection, LinkFailure::Other);
        rig.events.disconnected(connection, DisconnectReason::ByDevice);
    }
    assert_eq!(rig.said(), []);
    rig.events.done(Ticket { connection: new, request }, vec![2]);
    assert_eq!(rig.said(), [read(2)]);
}

#[test]
fn a_connection_that_never_comes_about_fails_in_time_and_is_called_off() {
    let mut rig = Rig::new();
    rig.ask(LinkRequest::Connect);
    rig.ask(LinkRequest::Read(FEATURE));
    let Call::Connect(connection) = rig.called() else { panic!("a connection is asked for") };
    rig.later(18_000);
    let failed = |request, reason| LinkEvent::Failed { request, reason };
    assert_eq!(
        rig.said(),
        [
            failed(RequestKind::Connect, LinkFailure::TimedOut),
            failed(RequestKind::Read(FEATURE), LinkFailure::Other),
        ]
    );
    assert_eq!(rig.called(), Call::Disconnect(connection));
    rig.events.connected(connection, 185);
    assert_eq!(rig.said(), []);
}

#[test]
fn a_connection_that_comes_about_after_it_was_broken_off_is_ended_again() {
    let mut rig = Rig::new();
    rig.ask(LinkRequest::Connect);
    let Call::Connect(connection) = rig.called() else { panic!("a connection is asked for") };
    rig.ask(LinkRequest::Disconnect);
    assert_eq!(rig.called(), Call::Disconnect(connection));
    rig.events.connected(connection, 185);
    assert_eq!(rig.said(), []);
    assert_eq!(rig.called(), Call::Disconnect(connection));
    rig.events.disconnected(connection, DisconnectReason::LinkLost);
    assert_eq!(rig.said(), [ended(DisconnectReason::Requested)]);
}

#[test]
fn an_end_that_is_never_confirmed_is_one_all_the_same() {
    let (mut rig, connection) = Rig::connected();
    rig.ask(LinkRequest::Disconnect);
    assert_eq!(rig.called(), Call::Disconnect(connection));
    rig.later(4_000);
    assert_eq!(rig.said(), [ended(DisconnectReason::Requested)]);
    rig.events.disconnected(connection, DisconnectReason::ByDevice);
    assert_eq!(rig.said(), []);
}

#[test]
fn an_end_that_nobody_asked_for_is_not_said_to_be_wanted() {
    let (mut rig, connection) = Rig::connected();
    rig.events.disconnected(connection, DisconnectReason::Requested);
    rig.events.disconnected(connection, DisconnectReason::ByDevice);
    assert_eq!(rig.said(), [ended(DisconnectReason::Unknown)]);
}

#[test]
fn a_notification_comes_only_of_what_was_subscribed_to_in_this_connection() {
    let (mut rig, first) = Rig::connected();
    rig.events.notified(first, TELEMETRY, vec![1]);
    assert_eq!(rig.said(), [], "not asked for yet");
    rig.ask(LinkRequest::Subscribe(TELEMETRY));
    let Call::Subscribe(ticket, _) = rig.called() else { panic!("a subscription is asked for") };
    rig.events.done(ticket, Vec::new());
    rig.events.notified(first, TELEMETRY, vec![2]);
    rig.events.notified(first, STATUS, vec![3]);
    let told = |value| LinkEvent::Notified { characteristic: TELEMETRY, value: vec![value] };
    assert_eq!(rig.said(), [LinkEvent::Subscribed(TELEMETRY), told(2)]);
    rig.events.disconnected(first, DisconnectReason::LinkLost);
    assert_eq!(rig.said().len(), 1);
    let second = rig.connect();
    rig.events.notified(second, TELEMETRY, vec![4]);
    rig.events.notified(first, TELEMETRY, vec![5]);
    assert_eq!(rig.said(), [], "nobody subscribed in this connection");
}

#[test]
fn a_subscription_that_failed_delivers_nothing() {
    let (mut rig, connection) = Rig::connected();
    rig.ask(LinkRequest::Subscribe(TELEMETRY));
    let Call::Subscribe(ticket, _) = rig.called() else { panic!("a subscription is asked for") };
    rig.events.failed(ticket, LinkFailure::NotAuthenticated);
    rig.events.notified(connection, TELEMETRY, vec![1]);
    let request = RequestKind::Subscribe(TELEMETRY);
    assert_eq!(rig.said(), [LinkEvent::Failed { request, reason: LinkFailure::NotAuthenticated }]);
}

#[test]
fn a_stack_that_throws_or_panics_costs_one_request() {
    let (mut rig, _) = Rig::connected();
    for mood in [Mood::Throws, Mood::Panics] {
        rig.feels(mood);
        for request in [LinkRequest::Read(FEATURE), stop()] {
            rig.ask(request);
            let said = rig.says();
            assert!(matches!(said, LinkEvent::Failed { reason: LinkFailure::Other, .. }), "{said:?}");
            rig.called();
        }
    }
    rig.feels(Mood::Takes);
    let ticket = rig.reads(FEATURE);
    rig.events.done(ticket, vec![1]);
    assert_eq!(rig.said(), [read(1)]);
}

#[test]
fn a_stack_that_takes_no_connection_is_a_failure() {
    let mut rig = Rig::new();
    rig.feels(Mood::Throws);
    rig.ask(LinkRequest::Connect);
    let failed = LinkEvent::Failed { request: RequestKind::Connect, reason: LinkFailure::Other };
    assert_eq!(rig.says(), failed);
}

#[test]
fn a_stack_may_answer_from_within_the_call() {
    let mut rig = Rig::new();
    rig.feels(Mood::AnswersWithin);
    rig.ask(LinkRequest::Connect);
    rig.ask(LinkRequest::Subscribe(STATUS));
    rig.ask(LinkRequest::Read(FEATURE));
    let said = [rig.says(), rig.says(), rig.says()];
    assert_eq!(said, [LinkEvent::Connected { mtu: 185 }, LinkEvent::Subscribed(STATUS), read(1)]);
}

#[test]
fn an_mtu_that_no_link_has_is_the_least_one() {
    let mut rig = Rig::new();
    rig.ask(LinkRequest::Connect);
    let Call::Connect(connection) = rig.called() else { panic!("a connection is asked for") };
    rig.events.connected(connection, 0);
    rig.events.connected(connection, 512);
    assert_eq!(rig.said(), [LinkEvent::Connected { mtu: 23 }]);
}

#[test]
fn a_flood_from_several_threads_loses_nothing() {
    const THREADS: u8 = 4;
    const EACH: u16 = 20_000;
    let (mut rig, connection) = Rig::connected();
    rig.ask(LinkRequest::Subscribe(TELEMETRY));
    let Call::Subscribe(ticket, _) = rig.called() else { panic!("a subscription is asked for") };
    rig.events.done(ticket, Vec::new());
    rig.said();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let events = &rig.events;
            scope.spawn(move || {
                for number in 0..EACH {
                    let [low, high] = number.to_le_bytes();
                    events.notified(connection, TELEMETRY, vec![thread, low, high]);
                }
            });
        }
    });
    let mut next = [0_u16; THREADS as usize];
    for event in rig.said() {
        let LinkEvent::Notified { value, .. } = event else { panic!("{event:?}") };
        let expected = &mut next[usize::from(value[0])];
        assert_eq!(u16::from_le_bytes([value[1], value[2]]), *expected, "in each thread's order");
        *expected += 1;
    }
    assert_eq!(next, [EACH; THREADS as usize]);
}

#[test]
fn one_request_is_asked_after_the_other() {
    let (mut rig, _) = Rig::connected();
    let first = rig.reads(FEATURE);
    rig.ask(LinkRequest::Read(STATUS));
    rig.is_not_called();
    rig.events.done(first, vec![1]);
    assert_eq!(rig.said(), [read(1)]);
    assert!(matches!(rig.called(), Call::Read(ticket, STATUS) if ticket != first));
}

#[test]
fn a_stop_waits_neither_for_an_answer_nor_for_a_call_that_hangs() {
    let (mut rig, connection) = Rig::connected();
    rig.feels(Mood::HangsInReads);
    rig.reads(FEATURE);
    rig.ask(stop());
    let ticket = stop_written(&rig.called()).expect("Stop is written");
    rig.events.done(ticket, Vec::new());
    assert_eq!(rig.said(), [LinkEvent::Written(STOP)]);
    rig.ask(LinkRequest::Disconnect);
    assert_eq!(rig.called(), Call::Disconnect(connection));
}

#[test]
fn a_stop_that_the_radio_does_not_take_fails_after_a_second() {
    let (mut rig, _) = Rig::connected();
    rig.ask(stop());
    rig.later(1_000);
    let request = RequestKind::Write(STOP);
    assert_eq!(rig.said(), [LinkEvent::Failed { request, reason: LinkFailure::TimedOut }]);
}

#[test]
fn a_stop_goes_before_the_end_which_waits_for_it_only_so_long() {
    let (mut rig, connection) = Rig::connected();
    rig.ask(stop());
    let ticket = stop_written(&rig.called()).expect("Stop is written");
    rig.ask(LinkRequest::Disconnect);
    rig.is_not_called();
    rig.events.done(ticket, Vec::new());
    assert_eq!(rig.said(), [LinkEvent::Written(STOP)]);
    assert_eq!(rig.called(), Call::Disconnect(connection));

    let (mut rig, connection) = Rig::connected();
    rig.ask(stop());
    rig.called();
    rig.ask(LinkRequest::Disconnect);
    rig.later(500);
    assert_eq!(rig.said(), []);
    assert_eq!(rig.called(), Call::Disconnect(connection));
}

#[test]
fn a_link_that_is_dropped_disconnects_after_its_last_stop() {
    let (mut rig, connection) = Rig::connected();
    rig.ask(stop());
    let ticket = stop_written(&rig.called()).expect("Stop is written");
    let other = rig.radio.link(&super::shell::device()).expect("an address of this platform");
    drop(std::mem::replace(&mut rig.link, other));
    rig.is_not_called();
    rig.events.done(ticket, Vec::new());
    assert_eq!(rig.called(), Call::Disconnect(connection));
}

#[test]
fn what_is_asked_after_the_end_was_asked_for_belongs_to_the_next_connection() {
    let (mut rig, first) = Rig::connected();
    rig.ask(LinkRequest::Disconnect);
    rig.ask(LinkRequest::Connect);
    assert_eq!(rig.called(), Call::Disconnect(first));
    rig.is_not_called();
    rig.events.disconnected(first, DisconnectReason::Requested);
    assert_eq!(rig.said(), [ended(DisconnectReason::Requested)]);
    assert!(matches!(rig.called(), Call::Connect(second) if second != first));
}

#[test]
fn bluetooth_that_goes_off_ends_the_connection_though_the_stack_does_not_say_so() {
    let (mut rig, _) = Rig::connected();
    rig.reads(FEATURE);
    rig.events.availability(Availability::Off);
    assert_eq!(rig.said(), [ended(DisconnectReason::AdapterOff)]);
    rig.ask(LinkRequest::Connect);
    let failed = LinkEvent::Failed { request: RequestKind::Connect, reason: LinkFailure::AdapterOff };
    assert_eq!(rig.said(), [failed]);
}

#[test]
fn whoever_polls_is_woken_by_what_the_stack_tells() {
    let (mut rig, _) = Rig::connected();
    let wake = std::sync::Arc::new(tokio::sync::Notify::new());
    rig.link.attach(std::sync::Arc::clone(&wake));
    let ticket = rig.reads(FEATURE);
    rig.events.done(ticket, vec![1]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let woken = async { tokio::time::timeout(std::time::Duration::from_secs(5), wake.notified()).await };
    assert!(runtime.block_on(woken).is_ok());
}
