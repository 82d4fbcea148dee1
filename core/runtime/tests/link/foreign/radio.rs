//! What the radio makes of what a lent stack hears, and of how it pairs and forgets.

use std::time::Duration;

use nape::link::{
    AddressForm, Availability, DeviceAddress, Found, Heard, Pairing, PairingFailure, PairingStep,
    PasskeySource, Radio as _, RadioError,
};
use nape_logic::device::profile_v1::TRACTION_SERVICE;

use super::shell::{Call, Mood, Rig, device};

fn heard() -> Heard {
    Heard {
        address: device().to_string(),
        name: Some("Neck\u{1b}[31mTrac\u{202e}".to_owned()),
        signal_dbm: Some(-60),
        services: vec![TRACTION_SERVICE],
        paired: None,
    }
}

fn step(pairing: &mut dyn Pairing) -> PairingStep {
    for _ in 0..1_000 {
        if let Some(step) = pairing.poll() {
            return step;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("the pairing does not go on");
}

#[test]
fn a_device_is_found_once_with_a_name_fit_to_be_shown() {
    let rig = Rig::new();
    let mut scan = rig.radio.scan(&[TRACTION_SERVICE]).expect("Bluetooth is on");
    let Call::Look(number, services) = rig.called() else { panic!("it is looked for") };
    assert_eq!(services, [TRACTION_SERVICE]);
    rig.events.found(number, &heard());
    rig.events.found(number, &Heard { signal_dbm: Some(-62), ..heard() });
    let found = Found {
        address: device(),
        name: Some("Neck[31mTrac".to_owned()),
        signal_dbm: Some(-60),
        offers_traction: true,
        paired: None,
    };
    assert_eq!((scan.poll(), scan.poll()), (Some(found), None));
    drop(scan);
    assert_eq!(rig.called(), Call::StopLooking(number));
}

#[test]
fn what_is_no_device_of_this_platform_or_was_not_looked_for_is_not_found() {
    let rig = Rig::new();
    let mut scan = rig.radio.scan(&[TRACTION_SERVICE]).expect("Bluetooth is on");
    let Call::Look(number, _) = rig.called() else { panic!("it is looked for") };
    for address in ["", "C4:11", "c4-11-22-33-44-55", "\u{0}"] {
        rig.events.found(number, &Heard { address: address.to_owned(), ..heard() });
    }
    rig.events.found(number, &Heard { services: vec![1], ..heard() });
    rig.events.found(number + 1, &heard());
    assert_eq!(scan.poll(), None);
    rig.events.found(number, &Heard { signal_dbm: Some(127), ..heard() });
    assert_eq!(scan.poll().expect("it is found").signal_dbm, None, "127 says that nothing is known");
}

#[test]
fn a_search_that_can_not_be_made_says_so() {
    let rig = Rig::new();
    rig.feels(Mood::Throws);
    let scan = rig.radio.scan(&[]).expect("Bluetooth is on");
    rig.called();
    let troubled = (0..1_000).any(|_| {
        std::thread::sleep(Duration::from_millis(1));
        scan.trouble().is_some()
    });
    assert!(troubled);
    rig.events.availability(Availability::NotPermitted);
    let refused = rig.radio.scan(&[]).err();
    assert_eq!(refused, Some(RadioError::Unavailable(Availability::NotPermitted)));
}

#[test]
fn an_address_of_another_platform_leads_nowhere() {
    let rig = Rig::new();
    let other = match AddressForm::OF_THIS_PLATFORM {
        AddressForm::Mac => DeviceAddress::uuid(1),
        AddressForm::Uuid => DeviceAddress::mac([1; 6]),
    };
    assert_eq!(rig.radio.link(&other).err(), Some(RadioError::ForeignAddress));
}

#[test]
fn a_pairing_asks_is_answered_and_ends_once() {
    let rig = Rig::new();
    let mut pairing = rig.radio.pair(&device(), PasskeySource::Person);
    let Call::Pair(number, None) = rig.called() else { panic!("it is asked for") };
    pairing.passkey(1);
    rig.events.pairing(number, PairingStep::PasskeyWanted);
    assert_eq!(step(pairing.as_mut()), PairingStep::PasskeyWanted);
    pairing.passkey(123_456);
    pairing.passkey(2);
    assert_eq!(rig.called(), Call::Passkey(number, 123_456), "only what was asked for, once");
    rig.events.pairing(number, PairingStep::ConfirmNumber(7));
    assert_eq!(step(pairing.as_mut()), PairingStep::ConfirmNumber(7));
    pairing.confirm(true);
    assert_eq!(rig.called(), Call::Number(number, true));
    rig.events.pairing(number, PairingStep::Done);
    rig.events.pairing(number, PairingStep::Failed(PairingFailure::Other));
    assert_eq!((pairing.poll(), pairing.poll()), (Some(PairingStep::Done), None));
    drop(pairing);
    rig.is_not_called();
}

#[test]
fn a_passkey_of_more_than_six_digits_is_a_wrong_one() {
    let rig = Rig::new();
    let mut pairing = rig.radio.pair(&device(), PasskeySource::Person);
    let Call::Pair(number, None) = rig.called() else { panic!("it is asked for") };
    rig.events.pairing(number, PairingStep::PasskeyWanted);
    step(pairing.as_mut());
    pairing.passkey(1_000_000);
    assert_eq!(step(pairing.as_mut()), PairingStep::Failed(PairingFailure::WrongPasskey));
    assert_eq!(rig.called(), Call::CancelPairing(number));
}

#[test]
fn a_pairing_that_goes_on_for_ever_ends_and_is_called_off() {
    let rig = Rig::with_patience(Duration::from_millis(50));
    let mut pairing = rig.radio.pair(&device(), PasskeySource::Known(1));
    let Call::Pair(number, Some(1)) = rig.called() else { panic!("it is asked for") };
    assert_eq!(step(pairing.as_mut()), PairingStep::Failed(PairingFailure::TimedOut));
    assert_eq!(rig.called(), Call::CancelPairing(number));
    rig.events.pairing(number, PairingStep::Done);
    assert_eq!(pairing.poll(), None);
}

#[test]
fn a_pairing_that_is_dropped_is_called_off() {
    let rig = Rig::new();
    let pairing = rig.radio.pair(&device(), PasskeySource::Person);
    let Call::Pair(number, None) = rig.called() else { panic!("it is asked for") };
    drop(pairing);
    assert_eq!(rig.called(), Call::CancelPairing(number));
}

#[test]
fn a_bond_is_forgotten_or_the_stack_says_why_not() {
    let rig = Rig::new();
    let forget = |outcome: Result<(), RadioError>| {
        std::thread::scope(|scope| {
            let radio = &rig.radio;
            let forgotten = scope.spawn(move || radio.forget(&device()));
            let Call::Forget(number) = rig.called() else { panic!("it is asked for") };
            rig.events.forgotten(number, outcome);
            forgotten.join().expect("it came back")
        })
    };
    assert_eq!(forget(Ok(())), Ok(()));
    assert_eq!(forget(Err(RadioError::ForgetInSettings)), Err(RadioError::ForgetInSettings));
    rig.feels(Mood::Throws);
    assert!(matches!(rig.radio.forget(&device()), Err(RadioError::Other(_))));
}
