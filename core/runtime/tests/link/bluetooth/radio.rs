//! What a radio offers besides links: is Bluetooth there, and who is?

use std::sync::Arc;
use std::time::Duration;

use nape::link::{Availability, BluetoothRadio, Found, Radio as _, RadioError, Scan};
use nape_logic::device::profile_v1::TRACTION_SERVICE;

use super::stand_in::{Pairs, StandIn, order};
use crate::bench::{Bench as _, Talk};

fn next(bench: &mut StandIn, scan: &mut dyn Scan) -> Found {
    scan.attach(Arc::clone(&bench.wake));
    bench.until_some("something is found", Duration::from_secs(8), |_| scan.poll())
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_scan_tells_a_device_once_and_again_where_it_changed() {
    let mut bench = StandIn::new(Pairs::Not);
    let mut scan = bench.radio.scan(&[TRACTION_SERVICE]).expect("Bluetooth is there");
    let found = next(&mut bench, scan.as_mut());
    assert_eq!((found.address, found.offers_traction, found.paired), (bench.address, true, Some(false)));
    assert_eq!(found.name.as_deref(), Some("Nape test unit"));
    assert_eq!(found.signal_dbm, Some(-50));
    bench.sleep(Duration::from_secs(1));
    assert_eq!(scan.poll(), None, "nothing about it changed");

    order("strength -70");
    assert_eq!(next(&mut bench, scan.as_mut()).signal_dbm, Some(-70));
    order("strength -50");
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_name_that_steers_a_terminal_is_shown_without_that() {
    let mut bench = StandIn::new(Pairs::Not);
    order(r"name Neck\x1b[31mTrac\x07");
    let mut scan = bench.radio.scan(&[TRACTION_SERVICE]).expect("Bluetooth is there");
    assert_eq!(next(&mut bench, scan.as_mut()).name.as_deref(), Some("Neck[31mTrac"));
    order("name Nape test unit");
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_scan_for_a_service_leaves_other_devices_out() {
    let mut bench = StandIn::new(Pairs::Not);
    let other = "C4:4E:61:00:00:0A";
    order(&format!("add-device {other} other"));
    let mut traction = bench.radio.scan(&[TRACTION_SERVICE]).expect("Bluetooth is there");
    // Beside it one for everything, which makes the platform hear the other device too.
    let mut all = bench.radio.scan(&[]).expect("two at once");
    let mut heard = Vec::new();
    while heard.len() < 2 {
        heard.push(next(&mut bench, all.as_mut()));
    }
    let stranger = heard.iter().find(|found| found.address.to_string() == other).expect("it is heard");
    assert!(!stranger.offers_traction);
    let mut found = vec![next(&mut bench, traction.as_mut())];
    bench.sleep(Duration::from_secs(1));
    found.extend(std::iter::from_fn(|| traction.poll()));
    assert!(found.iter().all(|found| found.address == bench.address), "{found:?}");
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_scan_ends_with_bluetooth_and_says_so() {
    let mut bench = StandIn::new(Pairs::Not);
    let scan = bench.radio.scan(&[]).expect("Bluetooth is there");
    assert_eq!(scan.trouble(), None);
    order("adapter off");
    bench.until("the scan ended", |_| scan.trouble() == Some(RadioError::Unavailable(Availability::Off)));
    // A search that could not begin any more is told before the adapter's own word that it is off.
    bench.until("Bluetooth is off", |bench| bench.radio.availability() == Availability::Off);
    let again = bench.radio.scan(&[]).err();
    assert_eq!(again, Some(RadioError::Unavailable(Availability::Off)));
    order("adapter on");
    bench.until("Bluetooth is back", |bench| bench.radio.availability() == Availability::Ready);
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_scan_never_switches_bluetooth_on() {
    let mut bench = StandIn::new(Pairs::Not);
    order("adapter off");
    // One that does not know yet how Bluetooth stands.
    let radio = BluetoothRadio::start().expect("a thread");
    let scan = radio.scan(&[]).expect("not known yet");
    bench.until("the scan ended", |_| scan.trouble().is_some());
    assert_eq!(radio.availability(), Availability::Off);
    order("adapter on");
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn an_adapter_that_is_pulled_out_and_put_in_is_noticed_both_times() {
    let mut bench = StandIn::new(Pairs::Not);
    order("adapter gone");
    bench.until("the adapter is gone", |bench| bench.radio.availability() == Availability::Unsupported);
    order("adapter back");
    bench.until("the adapter is back", |bench| bench.radio.availability() == Availability::Ready);
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn what_is_forgotten_is_found_again_as_a_stranger() {
    let mut bench = StandIn::new(Pairs::Before);
    let scan_for = |bench: &mut StandIn| {
        let mut scan = bench.radio.scan(&[TRACTION_SERVICE]).expect("Bluetooth is there");
        next(bench, scan.as_mut()).paired
    };
    assert_eq!(scan_for(&mut bench), Some(true));
    assert_eq!(bench.radio.forget(&bench.address), Ok(()));
    assert_eq!(bench.radio.forget(&bench.address), Ok(()), "forgotten already");
    assert_eq!(scan_for(&mut bench), Some(false));
}

#[test]
#[ignore = "needs tests/bluez/with_stand_in.sh"]
fn a_radio_that_ends_waits_for_the_links_that_were_dropped() {
    let mut bench = StandIn::new(Pairs::Before);
    drop(Talk::connected(&mut bench));
    let radio = std::mem::replace(&mut bench.radio, BluetoothRadio::start().expect("a thread"));
    assert!(radio.finish(Duration::from_secs(5)), "it ended");
    assert!(!bench.is_connected());
}
