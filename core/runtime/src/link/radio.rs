//! The radio port: what a platform's Bluetooth does besides one connection.
//!
//! As with a link, nothing here blocks or waits: what takes time is a thing that is polled, and that wakes whoever
//! polls it by the [`Notify`] that it was given. Dropping such a thing ends it.

use std::fmt;
use std::sync::Arc;

use thiserror::Error;
use tokio::sync::Notify;

use super::Link;
use super::address::DeviceAddress;

/// A platform's Bluetooth.
pub trait Radio: Send + Sync {
    /// Has `wake` told whenever the availability changes. A later call adds to an earlier one.
    fn attach(&self, wake: Arc<Notify>);

    /// Whether Bluetooth can be used, as it was heard last; [`Availability::Unknown`] until the platform has answered
    /// for the first time.
    fn availability(&self) -> Availability;

    /// Looks for devices that advertise at least one of these services (their 128-bit UUIDs), or for all where none is
    /// named. Several scans may run at once.
    fn scan(&self, services: &[u128]) -> Result<Box<dyn Scan>, RadioError>;

    /// A link to the device of this address. It connects when it is asked to, and once more after a loss.
    fn link(&self, address: &DeviceAddress) -> Result<Box<dyn Link>, RadioError>;

    /// Pairs with the device of this address, which must be in reach and may be connected. A device that is paired
    /// already is [`PairingStep::Done`] at once.
    fn pair(&self, address: &DeviceAddress, passkey: PasskeySource) -> Box<dyn Pairing>;

    /// Removes the bond with the device of this address. A device that the platform does not know is forgotten
    /// already. The one call that may take a moment, 3 s at most: never on the engine's task.
    fn forget(&self, address: &DeviceAddress) -> Result<(), RadioError>;
}

/// Whether Bluetooth can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Availability {
    /// It can.
    Ready,
    /// It is switched off.
    Off,
    /// The app may not use it.
    NotPermitted,
    /// There is none.
    Unsupported,
    /// It is starting again; what was connected is gone.
    Resetting,
    /// The platform has not said yet.
    Unknown,
}

/// Why the radio did not do something.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RadioError {
    /// Bluetooth can't be used.
    #[error("Bluetooth is {}", words(*.0))]
    Unavailable(Availability),
    /// This platform leaves it to its own settings.
    #[error("not supported here: forget the device in the system's settings")]
    ForgetInSettings,
    /// The address has the form of another platform.
    #[error("the address is not one of this platform")]
    ForeignAddress,
    /// The platform did not answer in time.
    #[error("the system's Bluetooth did not answer")]
    TimedOut,
    /// Anything else, in the platform's words, which name no person and no device.
    #[error("the system's Bluetooth failed: {0}")]
    Other(String),
}

const fn words(availability: Availability) -> &'static str {
    match availability {
        Availability::Ready => "on",
        Availability::Off => "off",
        Availability::NotPermitted => "not permitted",
        Availability::Unsupported => "not there",
        Availability::Resetting => "starting again",
        Availability::Unknown => "not known yet",
    }
}

/// A search that is under way until it is dropped.
pub trait Scan: Send {
    /// Gives the search its way to tell that it found something, or that it ended by itself.
    fn attach(&mut self, wake: Arc<Notify>);

    /// The next device: each once, and again where something about it changed ([`Found::differs_from`]).
    fn poll(&mut self) -> Option<Found>;

    /// Why nothing more will be found, where the search ended by itself.
    fn trouble(&self) -> Option<RadioError>;
}

/// A device that was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its address.
    pub address: DeviceAddress,
    /// What it calls itself, fit to be shown; see [`shown_name`].
    pub name: Option<String>,
    /// How strongly it is heard, in dBm, where that is known now.
    pub signal_dbm: Option<i16>,
    /// It advertises the traction service.
    pub offers_traction: bool,
    /// Whether this machine has a bond with it, where the platform says so.
    pub paired: Option<bool>,
}

/// Signals this close together are the same, in dBm: people move, and radio with them.
const SIGNAL_STEP: u16 = 5;

impl Found {
    /// Whether this is worth telling after `told` was: something else than a flickering signal changed.
    pub fn differs_from(&self, told: &Self) -> bool {
        let signal = match (self.signal_dbm, told.signal_dbm) {
            (Some(now), Some(then)) => now.abs_diff(then) >= SIGNAL_STEP,
            (now, then) => now.is_some() != then.is_some(),
        };
        signal || Self { signal_dbm: told.signal_dbm, ..self.clone() } != *told
    }
}

/// The longest name that is shown, in characters.
const LONGEST_NAME: usize = 64;

/// A device's name as it may be shown: what it sent, without the characters that control a terminal or turn the
/// direction of text, and not longer than a line. `None` where nothing is left.
pub fn shown_name(sent: &str) -> Option<String> {
    let kept = sent.chars().filter(|c| !c.is_control() && !steers_text(*c)).take(LONGEST_NAME);
    let name = kept.collect::<String>().trim().to_owned();
    (!name.is_empty()).then_some(name)
}

/// Invisible characters that make a text read as another one: directions, joiners, separators of lines, tags.
const fn steers_text(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Where the passkey of a pairing comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PasskeySource {
    /// The person reads it off the device when it is asked for.
    Person,
    /// It is known already, from a code on the device: 0 to 999,999.
    Known(u32),
}

impl fmt::Debug for PasskeySource {
    /// Without the passkey: whoever has it can pair with the device.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PasskeySource::Person => "Person",
            PasskeySource::Known(_) => "Known",
        })
    }
}

/// The largest passkey: six digits.
pub const GREATEST_PASSKEY: u32 = 999_999;

/// A pairing that is under way; dropping it cancels it where it has not ended.
pub trait Pairing: Send {
    /// Gives the pairing its way to tell that it went on.
    fn attach(&mut self, wake: Arc<Notify>);

    /// The next step; none follows [`PairingStep::Done`] or [`PairingStep::Failed`].
    fn poll(&mut self) -> Option<PairingStep>;

    /// Answers [`PairingStep::PasskeyWanted`], once; at any other time it does nothing. A number that has more than six
    /// digits is a wrong passkey.
    fn passkey(&mut self, passkey: u32);

    /// Answers [`PairingStep::ConfirmNumber`]: whether the device shows the same number.
    fn confirm(&mut self, same: bool);

    /// Gives up. It ends as [`PairingFailure::Cancelled`], unless it had ended already.
    fn cancel(&mut self);
}

/// How far a pairing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairingStep {
    /// The device is being connected. Where the system has a dialogue of its own, that asks for what is needed, and no
    /// other step comes before the end.
    Connecting,
    /// The six digits on the device are wanted.
    PasskeyWanted,
    /// The device shows a number too: is it this one, of six digits?
    ConfirmNumber(u32),
    /// There is a bond.
    Done,
    /// There is none.
    Failed(PairingFailure),
}

/// Why a pairing failed, the same words for every platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PairingFailure {
    /// No device of this address answers.
    NotFound,
    /// The passkey or the number was not the device's.
    WrongPasskey,
    /// The device, or the person at the system's dialogue, refused.
    Refused,
    /// It took too long.
    TimedOut,
    /// [`Pairing::cancel`] was called.
    Cancelled,
    /// The app may not use Bluetooth.
    NotPermitted,
    /// Bluetooth is off or starting again.
    AdapterOff,
    /// Anything else.
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_without_what_steers_a_terminal_or_a_text() {
        assert_eq!(shown_name("Neck\u{1b}[31mTrac\r\n"), Some("Neck[31mTrac".to_owned()));
        assert_eq!(shown_name("\u{202e}carT\u{200b}"), Some("carT".to_owned()));
        assert_eq!(shown_name("Tração 7"), Some("Tração 7".to_owned()));
    }

    #[test]
    fn a_name_of_nothing_to_see_is_none() {
        assert_eq!(shown_name("\u{0}\u{7} \u{feff}"), None);
    }

    #[test]
    fn a_name_is_never_longer_than_a_line() {
        let name = shown_name(&"ä".repeat(248)).expect("there is one");
        assert_eq!(name.chars().count(), LONGEST_NAME);
    }

    #[test]
    fn a_device_is_told_again_where_it_changed_and_not_where_its_signal_flickers() {
        let told = Found {
            address: DeviceAddress::mac([1; 6]),
            name: None,
            signal_dbm: Some(-60),
            offers_traction: true,
            paired: Some(false),
        };
        let with_signal = |signal_dbm| Found { signal_dbm, ..told.clone() };
        assert!(!with_signal(Some(-64)).differs_from(&told));
        assert!(with_signal(Some(-65)).differs_from(&told));
        assert!(with_signal(None).differs_from(&told));
        assert!(Found { paired: Some(true), ..told.clone() }.differs_from(&told));
        assert!(Found { name: Some("NeckTrac".to_owned()), ..told.clone() }.differs_from(&told));
    }

    #[test]
    fn a_known_passkey_is_in_no_log() {
        assert_eq!(format!("{:?}", PasskeySource::Known(123_456)), "Known");
    }

    #[test]
    fn the_port_can_be_chosen_at_run_time() {
        fn taken(_: Option<&dyn Radio>, _: Option<&dyn Scan>, _: Option<&dyn Pairing>) {}
        taken(None, None, None);
    }
}
