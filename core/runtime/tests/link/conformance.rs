//! What every link must do. Each sentence takes a bench of its own.

use nape_logic::device::link::{
    Characteristic, DisconnectReason, LinkEvent, LinkFailure, LinkRequest, RequestKind,
};
use nape_logic::device::profile_v1::{CONTROL_POINT, FEATURE, STATUS, STOP, TELEMETRY};
use nape_logic::time::Millis;

use crate::bench::{Bench, NOWHERE, PATIENCE, REQUEST_CONTROL, Talk, answers, request_control, stop};

/// Makes a test of each sentence, with a fresh bench each: `sentences!(Bench::new(), [marks])`, and
/// `more_sentences!` beside it.
macro_rules! sentences {
    ($bench:expr, $marks:tt) => {
        crate::conformance::sentences! {
            $bench, $marks:
            a_connect_is_answered_once,
            each_request_is_answered_once_and_in_its_order,
            a_subscription_delivers_notifications_in_their_order,
            what_was_not_subscribed_to_is_not_delivered,
            a_request_that_the_device_refuses_fails_and_the_connection_stands,
            bytes_arrive_as_they_were_sent,
            nothing_comes_after_disconnected,
            nothing_of_one_connection_comes_in_the_next,
            a_lost_link_is_told_once_with_a_reason,
            a_second_connect_works_after_a_link_loss,
            a_device_that_is_not_there_is_a_failure_with_a_reason,
            a_request_without_a_connection_fails,
            a_dropped_link_disconnects,
        }
    };
    ($bench:expr, $marks:tt: $($sentence:ident,)+) => {
        $(crate::conformance::sentence!($bench, $marks, $sentence);)+
    };
}
/// The sentences that the simulated link does not pass yet; no other link is let off.
macro_rules! more_sentences {
    ($bench:expr, $marks:tt) => {
        crate::conformance::sentences! {
            $bench, $marks:
            a_read_of_what_is_not_there_fails_and_the_connection_stands,
            a_write_without_response_is_reported_once_the_radio_has_it,
            a_disconnect_without_a_connection_is_answered,
            a_connect_can_be_broken_off,
        }
    };
}
macro_rules! sentence {
    ($bench:expr, [$($marks:tt)*], $sentence:ident) => {
        #[test]
        $($marks)*
        fn $sentence() {
            crate::conformance::$sentence(&mut $bench);
        }
    };
}
pub(crate) use {more_sentences, sentence, sentences};

pub(crate) fn a_connect_is_answered_once(bench: &mut dyn Bench) {
    let mut talk = Talk::new(bench);
    talk.ask(LinkRequest::Connect);
    let connected = talk.hear("Connected", |event| matches!(event, LinkEvent::Connected { .. }));
    assert!(matches!(connected, LinkEvent::Connected { mtu: 23.. }), "{connected:?}");
    assert!(talk.bench.is_connected());
    assert_eq!(talk.listen(Millis::from_secs(1)), []);
}

pub(crate) fn each_request_is_answered_once_and_in_its_order(bench: &mut dyn Bench) {
    let mut talk = Talk::connected(bench);
    talk.listen(Millis(50));
    let before = talk.said().len();
    talk.ask(LinkRequest::Read(FEATURE));
    talk.ask(LinkRequest::Subscribe(CONTROL_POINT));
    talk.ask(request_control());
    talk.ask(LinkRequest::Read(STATUS));
    talk.hear("the last answer", |event| answers(event) == Some(RequestKind::Read(STATUS)));
    talk.listen(Millis::from_secs(1));
    let answered: Vec<RequestKind> = talk.said()[before..].iter().filter_map(answers).collect();
    let asked = [
        RequestKind::Read(FEATURE),
        RequestKind::Subscribe(CONTROL_POINT),
        RequestKind::Write(CONTROL_POINT),
        RequestKind::Read(STATUS),
    ];
    assert_eq!(answered, asked);
    assert!(!talk.said().iter().any(|event| matches!(event, LinkEvent::Failed { .. })), "{:?}", talk.said());
}

pub(crate) fn a_subscription_delivers_notifications_in_their_order(bench: &mut dyn Bench) {
    let mut talk = Talk::connected(bench);
    talk.must(LinkRequest::Subscribe(TELEMETRY), LinkEvent::Subscribed(TELEMETRY));
    let mut samples = Vec::new();
    while samples.len() < 3 {
        let value = notified(talk.hear("a sample", |event| is_of(event, TELEMETRY)));
        assert_eq!(value.len(), 16, "telemetry as the profile has it");
        samples.push(u16::from_le_bytes([value[0], value[1]]));
    }
    assert!(samples.windows(2).all(|two| two[1] == two[0].wrapping_add(1)), "{samples:?}");
}

pub(crate) fn what_was_not_subscribed_to_is_not_delivered(bench: &mut dyn Bench) {
    let mut talk = Talk::connected(bench);
    talk.must(LinkRequest::Subscribe(STATUS), LinkEvent::Subscribed(STATUS));
    talk.ask(LinkRequest::Read(FEATURE));
    talk.hear("the read", |event| answers(event) == Some(RequestKind::Read(FEATURE)));
    let said = talk.listen(Millis::from_secs(2));
    assert!(said.iter().all(|event| is_of(event, STATUS)), "{said:?}");
}

pub(crate) fn a_read_of_what_is_not_there_fails_and_the_connection_stands(bench: &mut dyn Bench) {
    let mut talk = Talk::connected(bench);
    for (request, kind) in [
        (LinkRequest::Read(NOWHERE), RequestKind::Read(NOWHERE)),
        (LinkRequest::Subscribe(NOWHERE), RequestKind::Subscribe(NOWHERE)),
    ] {
        talk.must(request, LinkEvent::Failed { request: kind, reason: LinkFailure::NotFound });
    }
    talk.ask(LinkRequest::Read(FEATURE));
    let read = talk.hear("the read", |event| answers(event) == Some(RequestKind::Read(FEATURE)));
    assert!(matches!(read, LinkEvent::ReadDone { .. }), "{read:?}");
}

pub(crate) fn a_request_that_the_device_refuses_fails_and_the_connection_stands(bench: &mut dyn Bench) {
    let mut talk = Talk::connected(bench);
    // Nothing is read from where commands are written.
    talk.ask(LinkRequest::Read(CONTROL_POINT));
    let failed = talk.hear("the failure", |event| answers(event) == Some(RequestKind::Read(CONTROL_POINT)));
    let refused =
        LinkEvent::Failed { request: RequestKind::Read(CONTROL_POINT), reason: LinkFailure::Rejected };
    assert_eq!(failed, refused);
    assert!(talk.bench.is_connected());
}

pub(crate) fn bytes_arrive_as_they_were_sent(bench: &mut dyn Bench) {
    let mut talk = Talk::connected(bench);
    talk.must(LinkRequest::Subscribe(CONTROL_POINT), LinkEvent::Subscribed(CONTROL_POINT));
    talk.ask(request_control());
    let response = notified(talk.hear("the response", |event| is_of(event, CONTROL_POINT)));
    // Opcode, sequence, applied: the device got the frame whole, for its checksum held.
    assert_eq!(response.get(..5), Some(&[0xf0, REQUEST_CONTROL[0], 0x01, 0x00, 0x01][..]));
    talk.ask(LinkRequest::Read(FEATURE));
    let LinkEvent::ReadDone { value, .. } =
        talk.hear("the read", |event| answers(event) == Some(RequestKind::Read(FEATURE)))
    else {
        panic!("it can be read");
    };
    assert_eq!((value.len(), value[0]), (20, 1), "a frame of the profile, version 1");
}

pub(crate) fn a_write_without_response_is_reported_once_the_radio_has_it(bench: &mut dyn Bench) {
    let mut talk = Talk::connected(bench);
    talk.must(stop(), LinkEvent::Written(STOP));
    let said = talk.listen(Millis::from_secs(1));
    assert_eq!(said.iter().filter(|event| answers(event).is_some()).count(), 0, "{said:?}");
}

pub(crate) fn nothing_comes_after_disconnected(bench: &mut dyn Bench) {
    let mut talk = Talk::connected(bench);
    for characteristic in [STATUS, TELEMETRY] {
        talk.must(LinkRequest::Subscribe(characteristic), LinkEvent::Subscribed(characteristic));
    }
    // Answers that are still on their way end with the connection too.
    talk.ask(LinkRequest::Read(FEATURE));
    talk.ask(LinkRequest::Disconnect);
    let ended = talk.hear("Disconnected", |event| matches!(event, LinkEvent::Disconnected { .. }));
    assert_eq!(ended, LinkEvent::Disconnected { reason: DisconnectReason::Requested });
    assert!(!talk.bench.is_connected());
    assert_eq!(talk.listen(Millis::from_secs(3)), []);
}

pub(crate) fn nothing_of_one_connection_comes_in_the_next(bench: &mut dyn Bench) {
    let mut talk = Talk::connected(bench);
    talk.must(LinkRequest::Subscribe(TELEMETRY), LinkEvent::Subscribed(TELEMETRY));
    talk.hear("a sample", |event| is_of(event, TELEMETRY));
    talk.bench.lose(talk.link.as_mut());
    talk.hear("Disconnected", |event| matches!(event, LinkEvent::Disconnected { .. }));
    talk.ask(LinkRequest::Connect);
    let said = talk.hear_all("Connected", |event| matches!(event, LinkEvent::Connected { .. }));
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(talk.listen(Millis::from_secs(2)), [], "nobody subscribed in this connection");
}

pub(crate) fn a_lost_link_is_told_once_with_a_reason(bench: &mut dyn Bench) {
    let mut talk = Talk::connected(bench);
    talk.bench.lose(talk.link.as_mut());
    let ended = talk.hear("Disconnected", |event| matches!(event, LinkEvent::Disconnected { .. }));
    let LinkEvent::Disconnected { reason } = ended else { panic!("{ended:?}") };
    assert!(
        matches!(reason, DisconnectReason::LinkLost | DisconnectReason::Unknown),
        "not at anybody's wish: {reason:?}"
    );
    assert_eq!(talk.listen(Millis::from_secs(2)), []);
}

pub(crate) fn a_second_connect_works_after_a_link_loss(bench: &mut dyn Bench) {
    let mut talk = Talk::connected(bench);
    talk.bench.lose(talk.link.as_mut());
    talk.hear("Disconnected", |event| matches!(event, LinkEvent::Disconnected { .. }));
    talk.ask(LinkRequest::Connect);
    talk.hear("Connected", |event| matches!(event, LinkEvent::Connected { .. }));
    talk.must(LinkRequest::Subscribe(TELEMETRY), LinkEvent::Subscribed(TELEMETRY));
    talk.hear("a sample", |event| is_of(event, TELEMETRY));
}

pub(crate) fn a_device_that_is_not_there_is_a_failure_with_a_reason(bench: &mut dyn Bench) {
    let mut talk = Talk::with_nobody(bench);
    talk.ask(LinkRequest::Connect);
    let until = talk.bench.now().plus(PATIENCE);
    let failed = talk.hear("a failure", |event| answers(event) == Some(RequestKind::Connect));
    assert!(talk.bench.now() <= until);
    let LinkEvent::Failed { reason, .. } = failed else { panic!("{failed:?}") };
    assert!(matches!(reason, LinkFailure::NotFound | LinkFailure::TimedOut), "{reason:?}");
}

pub(crate) fn a_request_without_a_connection_fails(bench: &mut dyn Bench) {
    let mut talk = Talk::new(bench);
    talk.ask(LinkRequest::Read(FEATURE));
    let failed = talk.hear("a failure", |event| answers(event) == Some(RequestKind::Read(FEATURE)));
    assert!(matches!(failed, LinkEvent::Failed { .. }), "{failed:?}");
}

pub(crate) fn a_disconnect_without_a_connection_is_answered(bench: &mut dyn Bench) {
    let mut talk = Talk::new(bench);
    talk.ask(LinkRequest::Disconnect);
    talk.hear("Disconnected", |event| matches!(event, LinkEvent::Disconnected { .. }));
    assert_eq!(talk.listen(Millis::from_secs(1)), []);
}

pub(crate) fn a_connect_can_be_broken_off(bench: &mut dyn Bench) {
    let mut talk = Talk::with_nobody(bench);
    talk.ask(LinkRequest::Connect);
    talk.ask(LinkRequest::Disconnect);
    talk.hear("Disconnected", |event| matches!(event, LinkEvent::Disconnected { .. }));
    assert_eq!(talk.listen(Millis::from_secs(3)), []);
}

pub(crate) fn a_dropped_link_disconnects(bench: &mut dyn Bench) {
    let talk = Talk::connected(bench);
    let Talk { bench, link, .. } = talk;
    assert!(bench.is_connected());
    drop(link);
    let mut other = bench.link_to_nobody();
    let until = bench.now().plus(Millis::from_secs(5));
    while bench.is_connected() {
        assert!(bench.now() < until, "still connected");
        let soon = bench.now().plus(Millis(20));
        bench.wait(other.as_mut(), soon);
    }
}

fn is_of(event: &LinkEvent, characteristic: Characteristic) -> bool {
    matches!(event, LinkEvent::Notified { characteristic: of, .. } if *of == characteristic)
}

fn notified(event: LinkEvent) -> Vec<u8> {
    match event {
        LinkEvent::Notified { value, .. } => value,
        other => panic!("{other:?}"),
    }
}
