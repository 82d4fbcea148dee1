//! What the unit says of itself beside its own service.

use nape_simulator::{Characteristic, DeviceInformation, Fault, Options, Refusal};

use crate::bench::Bench;

#[test]
fn the_four_texts_are_read_as_they_are() {
    let information = DeviceInformation {
        manufacturer: "Maker".to_owned(),
        model: "T-1".to_owned(),
        serial: "0042".to_owned(),
        firmware: "2.3".to_owned(),
    };
    let mut bench = Bench::connected(Options { information, ..Options::default() });
    for (characteristic, text) in [
        (Characteristic::ManufacturerName, "Maker"),
        (Characteristic::ModelNumber, "T-1"),
        (Characteristic::SerialNumber, "0042"),
        (Characteristic::FirmwareRevision, "2.3"),
    ] {
        assert_eq!(bench.read(characteristic), Ok(text.as_bytes().to_vec()));
    }
}

#[test]
fn the_texts_of_the_default_unit_keep_to_the_profile() {
    let DeviceInformation { manufacturer, model, serial, firmware } = DeviceInformation::default();
    assert!(!serial.is_empty());
    for text in [manufacturer, model, serial, firmware] {
        assert!(text.len() <= 32 && text.bytes().all(|byte| byte.is_ascii_graphic()), "{text}");
    }
}

#[test]
fn the_battery_is_read_in_percent() {
    let mut bench = Bench::connected(Options { battery_percent: 55, ..Options::default() });
    assert_eq!(bench.read(Characteristic::BatteryLevel), Ok(vec![55]));
    bench.fault(Fault::LowBattery);
    bench.wait(20);
    assert_eq!(bench.read(Characteristic::BatteryLevel), Ok(vec![4]));
}

#[test]
fn what_only_speaks_or_listens_cannot_be_read() {
    let mut bench = Bench::connected(Options::default());
    for characteristic in [
        Characteristic::ControlPoint,
        Characteristic::Stop,
        Characteristic::Telemetry,
        Characteristic::SessionRecord,
        Characteristic::RecordAccess,
    ] {
        assert_eq!(bench.read(characteristic), Err(Refusal::NotPermitted));
    }
}
