//! What went wrong, in the words of every link.
//!
//! btleplug hands through what the platform said. BlueZ says it as the name and the message of a D-Bus error, which are
//! public only in the error's debug text; the messages are those of its `src/error.c` and `src/gatt-client.c`.

use btleplug::Error;
use nape_logic::device::link::{DisconnectReason, LinkFailure};

use crate::link::{Availability, PairingFailure, RadioError};

/// What stands in a platform's error, and what it means. The first that is found counts.
const MEANINGS: &[(&str, Meaning)] = &[
    ("key-missing", Meaning::BondLost),
    ("KeyMissing", Meaning::BondLost),
    ("AccessDenied", Meaning::NotPermitted),
    ("not-powered", Meaning::AdapterOff),
    ("org.bluez.Error.NotReady", Meaning::AdapterOff),
    ("ServiceUnknown", Meaning::AdapterOff),
    ("NameHasNoOwner", Meaning::AdapterOff),
    ("Not paired", Meaning::NotAuthenticated),
    ("org.bluez.Error.NotAuthorized", Meaning::NotAuthenticated),
    ("org.bluez.Error.Authentication", Meaning::NotAuthenticated),
    ("ATT error: 0x05", Meaning::NotAuthenticated),
    ("ATT error: 0x08", Meaning::NotAuthenticated),
    ("ATT error: 0x0c", Meaning::NotAuthenticated),
    ("ATT error: 0x0f", Meaning::NotAuthenticated),
    ("ATT error: 0x01", Meaning::NotFound),
    ("ATT error: 0x0a", Meaning::NotFound),
    // What BlueZ makes of a link that broke under a request.
    ("ATT error: 0x0e", Meaning::Other),
    ("ATT error: 0x", Meaning::Rejected),
    ("org.bluez.Error.NotPermitted", Meaning::Rejected),
    ("org.bluez.Error.NotSupported", Meaning::Rejected),
    ("org.bluez.Error.InvalidArguments", Meaning::Rejected),
    ("org.bluez.Error.InvalidValueLength", Meaning::Rejected),
    ("UnknownObject", Meaning::NotFound),
    ("UnknownMethod", Meaning::NotFound),
    ("org.bluez.Error.DoesNotExist", Meaning::NotFound),
    ("ServiceDiscoveryTimedOut", Meaning::TimedOut),
    ("connection-timeout", Meaning::TimedOut),
    ("connection-abort-by-local", Meaning::TimedOut),
    ("NoReply", Meaning::TimedOut),
    ("Error.Timeout", Meaning::TimedOut),
    ("Timed out", Meaning::TimedOut),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    NotFound,
    TimedOut,
    NotPermitted,
    AdapterOff,
    NotAuthenticated,
    BondLost,
    Rejected,
    Other,
}

fn meaning(error: &Error) -> Meaning {
    match error {
        Error::PermissionDenied => Meaning::NotPermitted,
        Error::DeviceNotFound | Error::NoSuchCharacteristic => Meaning::NotFound,
        Error::NoAdapterAvailable => Meaning::AdapterOff,
        Error::TimedOut(_) => Meaning::TimedOut,
        Error::NotSupported(_) => Meaning::Rejected,
        other => in_words(&format!("{other:?}")),
    }
}

fn in_words(text: &str) -> Meaning {
    let found = MEANINGS.iter().find(|(words, _)| text.contains(words));
    found.map_or(Meaning::Other, |(_, meaning)| *meaning)
}

/// Why a request failed.
pub(super) fn link_failure(error: &Error) -> LinkFailure {
    match meaning(error) {
        Meaning::NotFound => LinkFailure::NotFound,
        Meaning::TimedOut => LinkFailure::TimedOut,
        Meaning::NotPermitted => LinkFailure::NotPermitted,
        Meaning::AdapterOff => LinkFailure::AdapterOff,
        Meaning::NotAuthenticated | Meaning::BondLost => LinkFailure::NotAuthenticated,
        Meaning::Rejected => LinkFailure::Rejected,
        Meaning::Other => LinkFailure::Other,
    }
}

/// Whether the device no longer has the bond that this machine has.
pub(super) fn is_bond_lost(error: &Error) -> bool {
    meaning(error) == Meaning::BondLost
}

/// What the radio's standing is after this error.
pub(super) fn availability(error: &Error) -> Availability {
    match meaning(error) {
        Meaning::NotPermitted => Availability::NotPermitted,
        _ => Availability::Unsupported,
    }
}

/// Why the radio did not do something.
pub(super) fn radio_error(error: &Error) -> RadioError {
    not_done(meaning(error))
}

/// The same of what BlueZ itself was asked.
#[cfg(target_os = "linux")]
pub(super) fn of_bluez(error: &zbus::Error) -> RadioError {
    not_done(in_words(&format!("{error:?}")))
}

fn not_done(meaning: Meaning) -> RadioError {
    match meaning {
        Meaning::NotPermitted => RadioError::Unavailable(Availability::NotPermitted),
        Meaning::AdapterOff => RadioError::Unavailable(Availability::Off),
        Meaning::TimedOut => RadioError::TimedOut,
        _ => RadioError::Other(format!("{meaning:?}")),
    }
}

/// Why nothing can be asked of the device while Bluetooth stands so.
pub(super) fn unavailable(availability: Availability) -> LinkFailure {
    match availability {
        Availability::NotPermitted => LinkFailure::NotPermitted,
        Availability::Off | Availability::Resetting | Availability::Unsupported => LinkFailure::AdapterOff,
        Availability::Ready | Availability::Unknown => LinkFailure::TimedOut,
    }
}

/// Why a pairing failed, where a request to the device failed on the way.
pub(super) const fn pairing_failure(failure: LinkFailure) -> PairingFailure {
    match failure {
        LinkFailure::NotFound => PairingFailure::NotFound,
        LinkFailure::TimedOut => PairingFailure::TimedOut,
        LinkFailure::NotPermitted => PairingFailure::NotPermitted,
        LinkFailure::AdapterOff => PairingFailure::AdapterOff,
        LinkFailure::NotAuthenticated | LinkFailure::Rejected => PairingFailure::Refused,
        LinkFailure::Other => PairingFailure::Other,
    }
}

/// Why a connection ended, by the word of BlueZ's `Disconnected` signal (since 5.81).
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only BlueZ has the signal"))]
pub(super) fn disconnect_reason(word: &str) -> DisconnectReason {
    match word.rsplit('.').next().unwrap_or_default() {
        "Timeout" => DisconnectReason::LinkLost,
        "Remote" => DisconnectReason::ByDevice,
        "Authentication" => DisconnectReason::BondLost,
        "Suspend" => DisconnectReason::AdapterOff,
        // Not at our request: that never asks for a reason.
        _ => DisconnectReason::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    fn from_bluez(name: &str, message: &str) -> Error {
        Error::Other(Box::new(dbus::Error::new_custom(name, message)))
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_bluez_says_is_said_in_the_words_of_every_link() {
        for (name, message, failure) in [
            ("org.bluez.Error.NotPermitted", "Not paired", LinkFailure::NotAuthenticated),
            ("org.bluez.Error.NotPermitted", "Write not permitted", LinkFailure::Rejected),
            ("org.bluez.Error.Failed", "Operation failed with ATT error: 0x80", LinkFailure::Rejected),
            (
                "org.bluez.Error.Failed",
                "Operation failed with ATT error: 0x05",
                LinkFailure::NotAuthenticated,
            ),
            ("org.bluez.Error.Failed", "Operation failed with ATT error: 0x0e", LinkFailure::Other),
            ("org.bluez.Error.Failed", "Not connected", LinkFailure::Other),
            ("org.bluez.Error.NotReady", "Resource Not Ready", LinkFailure::AdapterOff),
            ("org.bluez.Error.Failed", "le-connection-abort-by-local", LinkFailure::TimedOut),
            ("org.freedesktop.DBus.Error.UnknownObject", "Unknown object", LinkFailure::NotFound),
            ("org.freedesktop.DBus.Error.AccessDenied", "Rejected send", LinkFailure::NotPermitted),
            ("org.freedesktop.DBus.Error.ServiceUnknown", "not provided", LinkFailure::AdapterOff),
            ("org.bluez.Error.InvalidArguments", "Invalid Length", LinkFailure::Rejected),
        ] {
            assert_eq!(link_failure(&from_bluez(name, message)), failure, "{name}: {message}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_bond_that_only_this_side_has_is_told_from_other_failures() {
        assert!(is_bond_lost(&from_bluez("org.bluez.Error.Failed", "le-connection-key-missing")));
        assert!(!is_bond_lost(&from_bluez("org.bluez.Error.Failed", "le-connection-abort-by-remote")));
    }

    #[test]
    fn a_connection_ends_for_the_reason_that_bluez_gives() {
        for (word, reason) in [
            ("org.bluez.Reason.Timeout", DisconnectReason::LinkLost),
            ("org.bluez.Reason.Remote", DisconnectReason::ByDevice),
            ("org.bluez.Reason.Authentication", DisconnectReason::BondLost),
            ("org.bluez.Reason.Suspend", DisconnectReason::AdapterOff),
            ("org.bluez.Reason.Local", DisconnectReason::Unknown),
            ("", DisconnectReason::Unknown),
        ] {
            assert_eq!(disconnect_reason(word), reason, "{word}");
        }
    }

    #[test]
    fn what_went_wrong_is_told_without_the_platforms_words() {
        let error = Error::RuntimeError("C4:11:22:33:44:55 went away".to_owned());
        assert_eq!(radio_error(&error), RadioError::Other("Other".to_owned()));
    }
}
