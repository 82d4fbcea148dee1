//! The clock (section 13).

use nape_logic::device::profile_v1::{CLOCK, sealed};
use nape_logic::time::{Elapsed, Millis};

use super::{Check, Needs};
use crate::conformance::hearing::hex;
use crate::conformance::talk::{Broken, Kept, Talk, found, must};

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "clock.runs",
        section: 13,
        requires: "Clock tells the boot id of Status and the milliseconds since the unit's start, which run like ours.",
        needs: Needs::Records,
        run: runs,
    },
    Check {
        id: "clock.set",
        section: 13,
        requires: "A clock that was set shows what it was set to and runs on.",
        needs: Needs::Records,
        run: set,
    },
    Check {
        id: "clock.broken_frames",
        section: 13,
        requires: "A write with a wrong checksum leaves the clock as it was.",
        needs: Needs::Records,
        run: broken_frames,
    },
];

struct Reading {
    at: Elapsed,
    boot: u16,
    uptime: u64,
    unix: u64,
}

fn read(talk: &mut Talk<'_>) -> Result<Reading, Broken> {
    let bytes = talk.read(CLOCK)?;
    if bytes.len() != 20 || sealed(bytes[..18].to_vec()) != bytes {
        return found(format!("Clock is {}", hex(&bytes)));
    }
    let six = |at: usize| bytes[at..at + 6].iter().rev().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let boot = u16::from_le_bytes([bytes[0], bytes[1]]);
    Ok(Reading { at: talk.now(), boot, uptime: six(2), unix: six(8) })
}

fn setting(unix: u64) -> Vec<u8> {
    sealed(unix.to_le_bytes()[..6].to_vec())
}

fn runs(talk: &mut Talk<'_>) -> Kept {
    let first = read(talk)?;
    let boot = talk.status()?.boot.0;
    must(first.boot == boot, || format!("boot {} in Clock, {boot} in Status", first.boot))?;
    talk.listen(Millis(2_000))?;
    let second = read(talk)?;
    let theirs = second.uptime.saturating_sub(first.uptime);
    let ours = second.at.since(first.at).get();
    must(theirs.abs_diff(ours) <= 500, || format!("{theirs} ms by its clock, {ours} ms by ours"))
}

fn set(talk: &mut Talk<'_>) -> Kept {
    let wanted = u64::try_from(talk.wall().unix_millis()).unwrap_or(1);
    must(talk.write(CLOCK, setting(wanted))?, || "the clock could not be set".to_owned())?;
    let set_at = talk.now();
    talk.listen(Millis(1_000))?;
    let shown = read(talk)?;
    let due = wanted + shown.at.since(set_at).get();
    must(shown.unix.abs_diff(due) <= 1_000, || format!("it shows {} and should show {due}", shown.unix))
}

fn broken_frames(talk: &mut Talk<'_>) -> Kept {
    let before = read(talk)?;
    let mut broken = setting(1_000_000_000_000);
    if let Some(last) = broken.last_mut() {
        *last ^= 0x10;
    }
    // Whether such a write is confirmed is the stack's affair.
    talk.write(CLOCK, broken)?;
    let after = read(talk)?;
    let due = if before.unix == 0 { 0 } else { before.unix + after.at.since(before.at).get() };
    must(after.unix.abs_diff(due) <= 1_000, || format!("it shows {} and should show {due}", after.unix))
}
