//! The Traction service and its characteristics (section 1).

use crate::device::link::Characteristic;

/// The UUID of the Traction service, which a scan filters for.
pub const TRACTION_SERVICE: u128 = 0x4e61_0001_7065_4f3b_8a1c_5d2e_9b70_4c16;

/// What the device is.
pub const FEATURE: Characteristic = named(2);
/// Commands and their answers.
pub const CONTROL_POINT: Characteristic = named(3);
/// The release; any write is one.
pub const STOP: Characteristic = named(4);
/// How the device is.
pub const STATUS: Characteristic = named(5);
/// What it measures.
pub const TELEMETRY: Characteristic = named(6);

/// What it wrote down of its programmes.
pub const SESSION_RECORD: Characteristic = named(7);
/// Its clock.
pub const CLOCK: Characteristic = named(8);
/// How records are asked for.
pub const RECORD_ACCESS: Characteristic = Characteristic::assigned(0x2A52);

/// Who made it.
pub const MAKER_NAME: Characteristic = Characteristic::assigned(0x2A29);
/// Which model it is.
pub const MODEL_NUMBER: Characteristic = Characteristic::assigned(0x2A24);
/// Its own number for life.
pub const SERIAL_NUMBER: Characteristic = Characteristic::assigned(0x2A25);
/// The version of its firmware.
pub const FIRMWARE_REVISION: Characteristic = Characteristic::assigned(0x2A26);

/// The service's UUID with another number in its first group.
const fn named(number: u128) -> Characteristic {
    Characteristic::new(TRACTION_SERVICE - (1 << 96) + (number << 96))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_characteristics_are_those_of_the_profile() {
        let profile = include_str!("../../../../../docs/device-profile.md");
        assert!(profile.contains(&Characteristic::new(TRACTION_SERVICE).to_string()));
        for (name, characteristic) in [
            ("Feature", FEATURE),
            ("Control Point", CONTROL_POINT),
            ("Stop", STOP),
            ("Status", STATUS),
            ("Telemetry", TELEMETRY),
            ("Session Record", SESSION_RECORD),
            ("Clock", CLOCK),
        ] {
            let first_group = &characteristic.to_string()[..8];
            assert!(profile.contains(&format!("| {name} | `{first_group}` |")), "{name}");
        }
        let names = [MAKER_NAME, MODEL_NUMBER, SERIAL_NUMBER, FIRMWARE_REVISION, RECORD_ACCESS];
        for (number, characteristic) in ["2A29", "2A24", "2A25", "2A26", "2A52"].into_iter().zip(names) {
            assert!(profile.contains(number), "{number}");
            let uuid = format!("0000{}-0000-1000-8000-00805f9b34fb", number.to_lowercase());
            assert_eq!(characteristic.to_string(), uuid);
        }
    }
}
