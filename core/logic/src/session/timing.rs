//! Every number that the machine uses. Each names its source at the end; what carries `[D]` is our own decision
//! and stands on the list in docs/evidence.md that a clinician signs.

use crate::time::Millis;
use crate::units::Force;

/// A pause longer than this releases and ends the session (own decision `[D]`).
pub const PAUSE_LIMIT: Millis = Millis::from_mins(2);

/// How long a passive pull's end goes on asking for the person's confirmation; later is not a clean session,
/// and without it the release is unknown (P21 `[D]`).
pub const RELEASE_CONFIRMATION_LIMIT: Millis = Millis::from_mins(5);

/// The end cue comes again this often until it is acknowledged: people fall asleep under traction
/// (F10, own decision `[D]`).
pub const INSIST_EVERY: Millis = Millis::from_secs(15);

/// The device must be connected, armed and started within this time after the person is ready
/// (own decision `[D]`).
pub const DEVICE_START_LIMIT: Millis = Millis::from_secs(30);

/// A release that the device neither confirms nor fails within this time is unconfirmed (own decision `[D]`).
pub const RELEASE_WATCH: Millis = Millis::from_secs(20);

/// The last seconds of a session are announced this long before its end (own decision `[D]`).
pub const LAST_SECONDS: Millis = Millis::from_secs(10);

/// A rehearsal without load lasts at most this long (P19, own decision `[D]`).
pub const REHEARSAL: Millis = Millis::from_secs(60);

/// Least and greatest get-in countdown (P20, own decision `[D]`).
pub const GET_IN_RANGE: (Millis, Millis) = (Millis::from_secs(10), Millis::from_secs(120));

/// One press of ease off lowers the pull by this share of the session's dose, in percent
/// (C15, E10, own decision `[D]`).
pub const EASE_OFF_PERCENT: u8 = 10;

/// A device that comes to rest this long before the end of the timeline, or later, has simply finished: the two
/// clocks differ a little (own decision `[D]`).
pub const END_SLACK: Millis = Millis::from_secs(5);

/// A gauge on a pull by hand measures too much above the limit by more than this: the margin that devices give
/// themselves for noise and jerks (profile section 7, own decision `[D]`).
pub const GAUGE_TOLERANCE: Force = Force::from_millinewtons(5_000);

/// Told to ease off by hand, the person has so long before the session ends (own decision `[D]`).
pub const OVER_LIMIT_ENDS: Millis = Millis::from_secs(10);

/// At this share of the limit, in percent, a session ends without waiting: a fifth too much (own decision `[D]`).
pub const FAR_OVER_LIMIT_PERCENT: u8 = 120;

/// A gauge that was not heard for so long measures nothing any more; it speaks once a second
/// (profile section 6, own decision `[D]`).
pub const GAUGE_SILENT: Millis = Millis::from_secs(5);
