//! How the device says how it is (sections 5 and 6), at rest.

use nape_logic::time::Millis;

use super::{Check, Needs};
use crate::conformance::talk::{Kept, Talk, found, must};

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "status.once_a_second",
        section: 5,
        requires: "Status comes at least once a second while it is subscribed to.",
        needs: Needs::Nothing,
        run: once_a_second,
    },
    Check {
        id: "status.numbered",
        section: 5,
        requires: "Each Status has the next number, and a read repeats the latest.",
        needs: Needs::Nothing,
        run: numbered,
    },
    Check {
        id: "telemetry.once_a_second",
        section: 6,
        requires: "Telemetry comes once a second at rest, each sample with the next number, by the unit's own clock.",
        needs: Needs::Nothing,
        run: telemetry,
    },
];

const LISTENED: Millis = Millis::from_secs(6);
/// A second, and what a radio that is busy may add (own decision `[D]`).
const LONGEST_PAUSE: Millis = Millis(1_600);

fn once_a_second(talk: &mut Talk<'_>) -> Kept {
    let from = talk.hearing.statuses.len();
    talk.listen(LISTENED)?;
    let times: Vec<_> = talk.hearing.statuses[from..].iter().map(|(at, _)| *at).collect();
    must(times.len() >= 5, || format!("{} in {} s", times.len(), LISTENED.secs_floor()))?;
    let longest = times.windows(2).map(|pair| pair[1].since(pair[0])).max().unwrap_or_default();
    must(longest <= LONGEST_PAUSE, || format!("{} ms from one to the next", longest.get()))
}

fn numbered(talk: &mut Talk<'_>) -> Kept {
    talk.listen(Millis(2_500))?;
    for pair in talk.hearing.statuses.windows(2) {
        let (before, after) = (&pair[0].1, &pair[1].1);
        // Another boot counts from anew, and a connection that broke leaves a gap.
        let follows = after.number.wrapping_sub(before.number);
        must(after.boot != before.boot || (1..=0x7FFF).contains(&follows), || {
            format!("number {} after {}", after.number, before.number)
        })?;
    }
    let heard = talk.hearing.statuses.last().map(|(_, status)| status.number);
    let read = talk.status()?.number;
    let newest = talk.hearing.statuses.last().map(|(_, status)| status.number);
    must([heard, newest].contains(&Some(read)), || format!("read number {read}, notified {newest:?}"))
}

fn telemetry(talk: &mut Talk<'_>) -> Kept {
    let from = talk.hearing.samples.len();
    talk.listen(LISTENED)?;
    let samples = &talk.hearing.samples[from..];
    must((5..=8).contains(&samples.len()), || format!("{} in {} s", samples.len(), LISTENED.secs_floor()))?;
    let [(first_at, first), .., (last_at, last)] = samples else { return found("too few") };
    for pair in samples.windows(2) {
        let numbers = (pair[0].1.number, pair[1].1.number);
        let follows = matches!(numbers, (Some(before), Some(after)) if after == before.wrapping_add(1));
        must(follows, || format!("number {:?} after {:?}", numbers.1, numbers.0))?;
    }
    let theirs = last.device_time.unwrap_or_default().minus(first.device_time.unwrap_or_default());
    let ours = last_at.since(*first_at);
    must(theirs.get().abs_diff(ours.get()) <= 500, || {
        format!("{} ms by its clock, {} ms by ours", theirs.get(), ours.get())
    })
}
