//! What a link does where a platform is slow, silent or fails: with faults that are ordered.

use std::time::{Duration, Instant};

use nape_logic::device::link::{DisconnectReason, LinkEvent, LinkFailure, LinkRequest, RequestKind};
use nape_logic::device::profile_v1::{CONTROL_POINT, FEATURE, STATUS, STOP, TELEMETRY};
use nape_logic::time::Millis;

use super::stand_in::{Pairs, StandIn, control, order};
use crate::bench::{Bench as _, Talk, answers, request_control, stop};

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_stop_is_written_while_a_confirmed_write_is_under_way() {
    let mut bench = StandIn::new(Pairs::Before);
    let mut talk = Talk::connected(&mut bench);
    talk.must(LinkRequest::Subscribe(CONTROL_POINT), LinkEvent::Subscribed(CONTROL_POINT));
    order("fault write never of control-point");
    talk.ask(request_control());
    talk.ask(LinkRequest::Read(FEATURE));
    let asked = Instant::now();
    talk.must(stop(), LinkEvent::Written(STOP));
    assert!(asked.elapsed() < Duration::from_millis(500), "{:?}", asked.elapsed());
    let before = talk.said().iter().any(|event| answers(event) == Some(RequestKind::Write(CONTROL_POINT)));
    assert!(!before, "the write before it was never answered");
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_request_that_is_never_answered_fails_in_time_and_the_next_is_carried_out() {
    let mut bench = StandIn::new(Pairs::Before);
    let mut talk = Talk::connected(&mut bench);
    order("fault read never of status");
    let asked = Instant::now();
    talk.ask(LinkRequest::Read(STATUS));
    talk.ask(LinkRequest::Read(FEATURE));
    let failed = talk.hear("a failure", |event| answers(event) == Some(RequestKind::Read(STATUS)));
    let reason = LinkFailure::TimedOut;
    assert_eq!(failed, LinkEvent::Failed { request: RequestKind::Read(STATUS), reason });
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
    let read = talk.hear("the next", |event| answers(event) == Some(RequestKind::Read(FEATURE)));
    assert!(matches!(read, LinkEvent::ReadDone { .. }), "{read:?}");
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_stop_goes_out_before_the_disconnect_that_follows_it() {
    let mut bench = StandIn::new(Pairs::Before);
    let mut talk = Talk::connected(&mut bench);
    order("fault write delay 200 of stop");
    talk.ask(stop());
    talk.ask(LinkRequest::Disconnect);
    let said = talk.hear_all("Disconnected", |event| matches!(event, LinkEvent::Disconnected { .. }));
    let ended = LinkEvent::Disconnected { reason: DisconnectReason::Requested };
    assert_eq!(said, [LinkEvent::Written(STOP), ended]);
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_disconnect_waits_for_nothing_that_the_device_owes() {
    let mut bench = StandIn::new(Pairs::Before);
    let mut talk = Talk::connected(&mut bench);
    order("fault write never of control-point");
    talk.ask(request_control());
    let asked = Instant::now();
    talk.ask(LinkRequest::Disconnect);
    let said = talk.hear_all("Disconnected", |event| matches!(event, LinkEvent::Disconnected { .. }));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(asked.elapsed() < Duration::from_secs(4), "{:?}", asked.elapsed());
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_device_that_is_known_and_silent_is_given_up_and_does_not_connect_later() {
    let mut bench = StandIn::new(Pairs::Before);
    order("advertise off");
    let mut talk = Talk::new(&mut bench);
    let asked = Instant::now();
    talk.ask(LinkRequest::Connect);
    let failed = talk.hear("a failure", |event| answers(event) == Some(RequestKind::Connect));
    let reason = LinkFailure::TimedOut;
    assert_eq!(failed, LinkEvent::Failed { request: RequestKind::Connect, reason });
    assert!(asked.elapsed() < Duration::from_secs(20), "{:?}", asked.elapsed());
    talk.listen(Millis(300));
    order("advertise on");
    assert_eq!(talk.listen(Millis::from_secs(2)), []);
    assert!(!talk.bench.is_connected());
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn switching_bluetooth_off_ends_the_connection_for_that_reason() {
    let mut bench = StandIn::new(Pairs::Before);
    let mut talk = Talk::connected(&mut bench);
    order("adapter off");
    let ended = talk.hear("Disconnected", |event| matches!(event, LinkEvent::Disconnected { .. }));
    let reason = DisconnectReason::AdapterOff;
    assert_eq!(ended, LinkEvent::Disconnected { reason });
    talk.ask(LinkRequest::Connect);
    let failed = talk.hear("a failure", |event| answers(event) == Some(RequestKind::Connect));
    let reason = LinkFailure::AdapterOff;
    assert_eq!(failed, LinkEvent::Failed { request: RequestKind::Connect, reason });
    order("adapter on");
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_link_that_is_lost_under_a_request_answers_it_once() {
    let mut bench = StandIn::new(Pairs::Before);
    let mut talk = Talk::connected(&mut bench);
    order("fault read drop of status");
    talk.ask(LinkRequest::Read(STATUS));
    let said = talk.hear_all("Disconnected", |event| matches!(event, LinkEvent::Disconnected { .. }));
    // Failed by BlueZ before the end is told, or ended by it.
    assert!(said.iter().filter_map(answers).count() <= 1, "{said:?}");
    assert_eq!(talk.listen(Millis::from_secs(1)), []);
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn notifications_come_whole_and_none_is_lost_in_a_burst() {
    let mut bench = StandIn::new(Pairs::Before);
    let mut talk = Talk::connected(&mut bench);
    talk.must(LinkRequest::Subscribe(TELEMETRY), LinkEvent::Subscribed(TELEMETRY));
    // As long as the largest MTU carries, told apart by their first byte, with a length that the unit's own lack.
    for number in 0..200_u8 {
        let frame = format!("{number:02x}{}", "a5".repeat(243));
        assert_eq!(control(&format!("say telemetry {frame}")), "ok");
    }
    let mut heard = Vec::new();
    while heard.len() < 200 {
        let event = talk.hear("a notification", |event| matches!(event, LinkEvent::Notified { .. }));
        if let LinkEvent::Notified { value, .. } = event
            && value.len() == 244
        {
            assert!(value[1..].iter().all(|byte| *byte == 0xa5));
            heard.push(value[0]);
        }
    }
    assert_eq!(heard, (0..200).collect::<Vec<u8>>());
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_link_that_is_dropped_while_it_connects_leaves_no_connection() {
    let mut bench = StandIn::new(Pairs::Before);
    order("fault connect delay 500");
    let mut talk = Talk::new(&mut bench);
    talk.ask(LinkRequest::Connect);
    talk.listen(Millis(200));
    let asked = Instant::now();
    drop(talk);
    assert!(asked.elapsed() < Duration::from_millis(50), "a drop waits for nothing");
    bench.sleep(Duration::from_secs(2));
    assert!(!bench.is_connected());
}
