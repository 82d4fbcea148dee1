//! How long is waited for each thing. Each names its source at the end: the device profile, or our own decision
//! `[D]`, which stands on the list in docs/evidence.md that clinicians and device makers sign.

use crate::time::Millis;
use crate::units::Force;

/// From the write of a command to its answer: twice the 0.5 s that the profile gives the device in its
/// section 8 (own decision `[D]`).
pub const RESPONSE_DEADLINE: Millis = Millis(1_000);
/// How often an unanswered command is written again, with its own sequence (own decision `[D]`).
pub const RETRIES: u8 = 1;
/// From the wish to move force to its place in the journal; a Start must not fire long after it was asked for
/// (own decision `[D]`).
pub const JOURNAL_DEADLINE: Millis = Millis(5_000);
/// Least time between two queries for uncertain commands (own decision `[D]`).
pub const QUERY_INTERVAL: Millis = Millis(2_000);

/// From Stop to its repetition where no status has confirmed it: ten times what the profile allows in its
/// section 8 (own decision `[D]`).
pub const STOP_REPEAT: Millis = Millis(2_000);
/// From a Stop that the link could not write to its next try (own decision `[D]`).
pub const STOP_REWRITE: Millis = Millis(250);
/// From Stop to dropping the link, so that the dead man releases (own decision `[D]`).
pub const STOP_GIVE_UP: Millis = Millis(4_000);
/// Given on top of the time that the ramp to zero needs, where the force is seen falling (own decision `[D]`).
pub const RELEASE_MARGIN: Millis = Millis(1_000);
/// A release is never waited for longer than this, whatever ramp the device claims (own decision `[D]`).
pub const RELEASE_LONGEST: Millis = Millis(16_000);
/// At most this much measured force counts as none: the weight of a strap and the sensor's noise
/// (own decision `[D]`).
pub const NO_FORCE: Force = Force::from_millinewtons(2_000);

/// Least time between heartbeats; the device's dead man acts after 3.0 s (profile section 7).
pub const HEARTBEAT_INTERVAL: Millis = Millis(1_000);
/// Without a report for so long, what is shown is no longer live (own decision `[D]`).
pub const STALE_AFTER: Millis = Millis(2_000);
/// Without a report for so long the session is over: the device's dead man acts after 3.0 s (own decision `[D]`).
pub const SILENT_AFTER: Millis = Millis(4_000);
/// Measured force above the limit by more than this is an alarm: the profile's own margin (profile section 7).
pub const OVER_LIMIT_MARGIN: Force = Force::from_millinewtons(5_000);

/// Measured force that differs by more than this from what the device aims at is not the programme's: twice what a ramp
/// of the profile lags (own decision `[D]`).
pub const OFF_TARGET_MARGIN: Force = Force::from_millinewtons(10_000);
/// For so long, and the device is taken for faulty (own decision `[D]`).
pub const OFF_TARGET_AFTER: Millis = Millis(10_000);

/// From the request to connect to the connection (own decision `[D]`).
pub const CONNECT_DEADLINE: Millis = Millis(20_000);
/// For each subscription and first read; pairing may ask the person something meanwhile (own decision `[D]`).
pub const SETUP_STEP_DEADLINE: Millis = Millis(10_000);
/// How often a first read that makes no sense is read again (own decision `[D]`).
pub const REREADS: u8 = 2;
/// From the request to disconnect until the link is taken for gone (own decision `[D]`).
pub const DISCONNECT_DEADLINE: Millis = Millis(5_000);
