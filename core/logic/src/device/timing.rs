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

/// From the request to connect to the connection, with every attempt that fails on the way (own decision `[D]`).
pub const CONNECT_DEADLINE: Millis = Millis(20_000);
/// From an attempt that failed to the next; the pause doubles each time (own decision `[D]`).
pub const REACH_PAUSE: Millis = Millis(500);
/// No pause between two attempts is longer (own decision `[D]`).
pub const REACH_PAUSE_LONGEST: Millis = Millis(4_000);
/// After a link that broke under a pull the device is looked for so long, to be stopped and to hear that it let go: less
/// than a session waits for a release (own decision `[D]`).
pub const REACH_AGAIN_FOR: Millis = Millis(15_000);
/// For each subscription and first read; pairing may ask the person something meanwhile (own decision `[D]`).
pub const SETUP_STEP_DEADLINE: Millis = Millis(10_000);
/// How often a first read that makes no sense is read again (own decision `[D]`).
pub const REREADS: u8 = 2;
/// From the request to disconnect until the link is taken for gone (own decision `[D]`).
pub const DISCONNECT_DEADLINE: Millis = Millis(5_000);

/// Without a frame or an answer for so long, a record's report is asked for again: four times what the profile allows
/// in its section 8 (own decision `[D]`).
pub const RECORD_FRAME_DEADLINE: Millis = Millis(2_000);
/// How often in a row a request about records may come to nothing before the fetching ends (own decision `[D]`).
pub const RECORD_TRIES: u8 = 5;
/// So many bytes of a record are stored for good at a time, so that a cut costs little (own decision `[D]`).
pub const RECORD_PART: usize = 2_048;
/// No record is longer than a programme of 65,535 s with all its events (profile section 12).
pub const RECORD_LONGEST: u32 = 600_000;
/// A device's clock that differs by more is set anew (own decision `[D]`).
pub const CLOCK_TOLERANCE: Millis = Millis(2_000);
