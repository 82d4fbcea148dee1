//! Fifty records of twenty minutes over a link as phones have it, on the simulator's clock.

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::time::Instant;

use nape_logic::device::profile_v1::ProfileV1;
use nape_logic::device::records::sync::{Known, Output, RecordSync, SyncEnd};
use nape_logic::time::{Elapsed, Millis, Timestamp};
use nape_simulator::{Device, Options, plausible_records};

use crate::air::Air;

const RECORDS: u32 = 50;
const SECONDS: u16 = 20 * 60;
const OURS: NonZeroU32 = NonZeroU32::MIN;
/// Of a record's content in one notification at the least MTU (profile section 12).
const FRAGMENT: u64 = 11;

/// What was fetched, and when.
#[derive(Default)]
struct Fetched {
    records: u32,
    bytes: u64,
    end: Option<SyncEnd>,
}

pub(crate) fn report() {
    let mut records = plausible_records(1, RECORDS, SECONDS);
    for record in &mut records {
        record.token = OURS.get();
    }
    let options = Options { records, ..Options::default() };
    let limit = u64::from(options.frames_per_interval) * FRAGMENT * 1_000 / options.connection_interval;
    let (interval, frames) = (options.connection_interval, options.frames_per_interval);
    let began = Instant::now();
    let (fetched, took) = fetch(options);
    let processor = began.elapsed();
    assert!(fetched.end == Some(SyncEnd::Done) && fetched.records == RECORDS, "all of them");
    let rate = fetched.bytes * 1_000 / took.get();
    println!(
        "{RECORDS} records of {} minutes, {} bytes: {:.1} s of the simulator's clock, {rate} bytes a second; peer, the link's own \
         limit of {frames} notifications in {interval} ms: {limit} bytes a second; ratio {:.2}; both ends took {processor:?} here",
        SECONDS / 60,
        fetched.bytes,
        f64::from(u32::try_from(took.get()).expect("minutes")) / 1_000.0,
        f64::from(u32::try_from(rate).expect("slow")) / f64::from(u32::try_from(limit).expect("slow")),
    );
}

/// All of it, from the request to connect until the connection is gone.
fn fetch(options: Options) -> (Fetched, Millis) {
    let mut air = Air(Device::new(options));
    let mut sync = RecordSync::new(Box::new(ProfileV1));
    let mut fetched = Fetched::default();
    let mut now = Elapsed(0);
    sync.connect(now);
    while fetched.end.is_none() {
        while let Some(output) = sync.poll_output() {
            match output {
                Output::Link(request) => air.request(request, now),
                Output::Identified(_) => {
                    let phone = Timestamp::parse("2026-03-28T09:00:00+02:00").expect("an instant");
                    sync.begin(Known { tokens: BTreeSet::from([OURS]), ..Known::default() }, phone, now);
                }
                Output::Keep { content, record } => {
                    fetched.records += 1;
                    fetched.bytes += content.len() as u64;
                    sync.kept(record.number, now);
                }
                Output::Finished(end) => fetched.end = Some(end),
                _ => {}
            }
        }
        if let Some(event) = air.poll(now) {
            sync.handle(event, now);
        } else {
            now = now.plus(Millis(1));
            sync.handle_timeout(now);
        }
    }
    (fetched, now.since(Elapsed(0)))
}
