//! Every number of seconds that the machine uses. All are our own decisions [D] and stand on the list that a
//! clinician signs off, except where a source is named.

use crate::time::Millis;

/// A pause longer than this releases and ends the session.
pub const PAUSE_LIMIT: Millis = Millis::from_mins(2);

/// How long a passive pull's end goes on asking for the person's confirmation; later is not a clean session
/// (product rule P21), and without it the release is unknown.
pub const RELEASE_CONFIRMATION_LIMIT: Millis = Millis::from_mins(5);

/// The end cue comes again this often until it is acknowledged: people fall asleep under traction (F10).
pub const INSIST_EVERY: Millis = Millis::from_secs(15);

/// The device must be connected, armed and started within this time after the person is ready.
pub const DEVICE_START_LIMIT: Millis = Millis::from_secs(30);

/// A release that the device neither confirms nor fails within this time is unconfirmed.
pub const RELEASE_WATCH: Millis = Millis::from_secs(20);

/// The last seconds of a session are announced this long before its end.
pub const LAST_SECONDS: Millis = Millis::from_secs(10);

/// A rehearsal without load lasts at most this long.
pub const REHEARSAL: Millis = Millis::from_secs(60);

/// Least and greatest get-in countdown (product rule P20).
pub const GET_IN_RANGE: (Millis, Millis) = (Millis::from_secs(10), Millis::from_secs(120));

/// One press of ease off lowers the pull by this share of the session's dose, in percent.
pub const EASE_OFF_PERCENT: u8 = 10;

/// A device that comes to rest this long before the end of the timeline, or later, has simply finished: the two
/// clocks differ a little.
pub const END_SLACK: Millis = Millis::from_secs(5);
