//! Pairing by BlueZ's agent, and bonds that are lost.

use std::sync::Arc;

use nape::link::{PairingFailure, PairingStep, PasskeySource, Radio as _};
use nape_logic::device::link::{LinkEvent, LinkFailure, LinkRequest, RequestKind};
use nape_logic::device::profile_v1::TELEMETRY;

use super::stand_in::{Pairs, StandIn, control, order, passkey};
use crate::bench::{Bench as _, Talk, answers};

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn the_person_is_asked_for_the_passkey_and_the_link_is_authenticated_then() {
    let mut bench = StandIn::new(Pairs::Not);
    let mut pairing = bench.radio.pair(&bench.address, PasskeySource::Person);
    assert_eq!(bench.step(pairing.as_mut()), PairingStep::Connecting);
    assert_eq!(bench.step(pairing.as_mut()), PairingStep::PasskeyWanted);
    pairing.passkey(passkey());
    assert_eq!(bench.step(pairing.as_mut()), PairingStep::Done);
    assert!(!bench.is_connected(), "what was not connected before is not left so");
    let _talk = Talk::connected(&mut bench);
    assert_eq!(control("secured?"), "authenticated");
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_wrong_passkey_is_told_as_one_and_can_be_tried_again() {
    let mut bench = StandIn::new(Pairs::Not);
    let wrong = bench.radio.pair(&bench.address, PasskeySource::Known(1));
    assert_eq!(bench.last_step(wrong), PairingStep::Failed(PairingFailure::WrongPasskey));
    let no_passkey = bench.radio.pair(&bench.address, PasskeySource::Known(1_000_000));
    assert_eq!(bench.last_step(no_passkey), PairingStep::Failed(PairingFailure::WrongPasskey));
    let right = bench.radio.pair(&bench.address, PasskeySource::Known(passkey()));
    assert_eq!(bench.last_step(right), PairingStep::Done);
    let again = bench.radio.pair(&bench.address, PasskeySource::Person);
    assert_eq!(bench.last_step(again), PairingStep::Done, "paired already");
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_pairing_can_be_given_up_by_word_and_by_dropping_it() {
    let mut bench = StandIn::new(Pairs::Not);
    let mut pairing = bench.radio.pair(&bench.address, PasskeySource::Person);
    assert_eq!(bench.step(pairing.as_mut()), PairingStep::Connecting);
    assert_eq!(bench.step(pairing.as_mut()), PairingStep::PasskeyWanted);
    pairing.cancel();
    assert_eq!(bench.step(pairing.as_mut()), PairingStep::Failed(PairingFailure::Cancelled));

    let mut dropped = bench.radio.pair(&bench.address, PasskeySource::Person);
    assert_eq!(bench.step(dropped.as_mut()), PairingStep::Connecting);
    assert_eq!(bench.step(dropped.as_mut()), PairingStep::PasskeyWanted);
    drop(dropped);
    bench.until("nobody is connected", |bench| !bench.is_connected());
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn what_a_pairing_meets_on_the_way_is_its_failure() {
    let mut bench = StandIn::new(Pairs::Not);
    for (fault, failure) in [
        ("AuthenticationTimeout:Authentication_Timeout", PairingFailure::TimedOut),
        ("AuthenticationRejected:Authentication_Rejected", PairingFailure::Refused),
        ("ConnectionAttemptFailed:Page_Timeout", PairingFailure::NotFound),
        ("NotReady:Resource_Not_Ready", PairingFailure::AdapterOff),
    ] {
        order(&format!("fault pair fail {fault} times 1"));
        let pairing = bench.radio.pair(&bench.address, PasskeySource::Known(passkey()));
        assert_eq!(bench.last_step(pairing), PairingStep::Failed(failure), "{fault}");
    }
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_device_that_is_not_there_is_not_paired_with() {
    let mut bench = StandIn::new(Pairs::Not);
    order("advertise off");
    let pairing = bench.radio.pair(&bench.address, PasskeySource::Person);
    assert_eq!(bench.last_step(pairing), PairingStep::Failed(PairingFailure::NotFound));
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_request_over_a_link_that_is_paired_too_little_says_so() {
    let mut bench = StandIn::new(Pairs::Not);
    let mut talk = Talk::connected(&mut bench);
    let request = RequestKind::Subscribe(TELEMETRY);
    let reason = LinkFailure::NotAuthenticated;
    talk.must(LinkRequest::Subscribe(TELEMETRY), LinkEvent::Failed { request, reason });
    assert!(talk.bench.is_connected());
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_bond_that_the_unit_lost_is_made_anew_once_it_is_forgotten() {
    let mut bench = StandIn::new(Pairs::Before);
    order("forget-bond");
    let mut talk = Talk::new(&mut bench);
    talk.ask(LinkRequest::Connect);
    let failed = talk.hear("a failure", |event| answers(event) == Some(RequestKind::Connect));
    assert!(matches!(failed, LinkEvent::Failed { .. }), "{failed:?}");
    // Which failure is for BlueZ to say: 5.82 gives the same one as for a device that went away.
    drop(talk);
    assert_eq!(bench.radio.forget(&bench.address), Ok(()));
    let mut pairing = bench.radio.pair(&bench.address, PasskeySource::Known(passkey()));
    pairing.attach(Arc::clone(&bench.wake));
    assert_eq!(bench.last_step(pairing), PairingStep::Done);
    let _talk = Talk::connected(&mut bench);
}
