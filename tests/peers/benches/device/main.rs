//! How fast what a device sends is read, how soon a Stop leaves a controller that has a thousand requests waiting, and how
//! much of the link the fetching of records uses.
//!
//! | file | answers |
//! |---|---|
//! | `air` | who is at the other end, and what does it say? |
//! | `fetching` | how long do 50 records of 20 minutes take, beside what the link carries at most? |
//!
//! The peers in the same run: the checksum alone, by the `crc` crate; a queue that Stop waits in like all others; and the
//! link's own limit. The fetching runs on the simulator's clock, so it says the same on any machine.

#![allow(clippy::expect_used, reason = "it fails loudly")]
#![allow(clippy::print_stdout, missing_docs, reason = "what it measures is for people to read")]

mod air;
mod fetching;

use std::collections::VecDeque;
use std::hint::black_box;
use std::time::{Duration, Instant};

use air::{FORCE, Session};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nape_logic::device::controller::{DeviceRequest, Output};
use nape_logic::device::driver::{Driver, Report};
use nape_logic::device::link::LinkRequest;
use nape_logic::device::profile_v1::{CONTROL_POINT, ProfileV1, STOP, TELEMETRY};

const FRAMES: u16 = 1_000;
const WAITING: u32 = 1_000;
/// So many Stops, each after a session of its own.
const STOPS: usize = 1_000;

/// The worked frame of the profile, numbered and sealed anew.
fn telemetry() -> Vec<[u8; 16]> {
    let sealed = |number: u16| {
        let mut content = vec![0, 0, 0x48, 0xEE, 0, 0, 0x77, 3, 0x7A, 3, 3, 2, 1, 2];
        content[..2].copy_from_slice(&number.to_le_bytes());
        nape_simulator::frames::sealed(content).try_into().expect("16 bytes")
    };
    (0..FRAMES).map(sealed).collect()
}

fn reading(bench: &mut Criterion) {
    let frames = telemetry();
    let checksum = crc::Crc::<u16>::new(&crc::CRC_16_IBM_3740);
    let ours = |frame: &[u8; 16]| match ProfileV1.decode(TELEMETRY, black_box(frame)) {
        Ok(Report::Sample(sample)) => sample.measured.millinewtons(),
        other => panic!("no sample: {other:?}"),
    };
    let peer = |frame: &[u8; 16]| {
        let copied = *black_box(frame);
        let content = &copied[..14];
        assert!(checksum.checksum(content).to_le_bytes() == copied[14..], "whole");
        copied
    };
    let mut group = bench.benchmark_group("telemetry");
    group.throughput(Throughput::Elements(FRAMES.into()));
    group.bench_function("1,000 frames read (limit 1 ms)", |bencher| {
        bencher.iter(|| frames.iter().map(ours).map(u64::from).sum::<u64>());
    });
    group.bench_function("peer: copied, and their checksum by the crc crate", |bencher| {
        bencher.iter(|| frames.iter().map(peer).map(|copied| u64::from(copied[6])).sum::<u64>());
    });
    group.finish();
}

/// From the call to the request at the link, with a thousand requests waiting.
fn stop_once() -> Duration {
    let mut session = Session::running();
    for _ in 0..WAITING {
        session.controller.request(DeviceRequest::Adjust(FORCE), session.now);
    }
    let now = session.now;
    let began = Instant::now();
    session.controller.stop(now);
    let first = session.controller.poll_output();
    let took = began.elapsed();
    let is_stop = matches!(first, Some(Output::Link(LinkRequest::Write { characteristic: STOP, .. })));
    assert!(is_stop, "Stop is the next output");
    took
}

/// The same in a queue where everything waits for its turn.
fn stop_in_a_queue() -> Duration {
    let write = |characteristic, length| LinkRequest::Write {
        characteristic,
        value: vec![1; length],
        with_response: true,
    };
    let mut queue: VecDeque<LinkRequest> = (0..WAITING).map(|_| write(CONTROL_POINT, 11)).collect();
    let began = Instant::now();
    queue.push_back(write(STOP, 1));
    while let Some(LinkRequest::Write { characteristic, value, .. }) = queue.pop_front() {
        black_box(value);
        if characteristic == STOP {
            break;
        }
    }
    began.elapsed()
}

fn stopping(_: &mut Criterion) {
    let percentiles = |one: fn() -> Duration| {
        let mut all: Vec<Duration> = (0..STOPS).map(|_| one()).collect();
        all.sort_unstable();
        (all[STOPS / 2], all[STOPS * 99 / 100], all[STOPS - 1])
    };
    let (median, p99, most) = percentiles(stop_once);
    let (_, queued, _) = percentiles(stop_in_a_queue);
    println!(
        "Stop past {WAITING} waiting requests (limit p99 1 ms): median {median:?}, p99 {p99:?}, most {most:?}; peer, a plain \
         queue taken to its end: p99 {queued:?}; ratio {:.2}",
        p99.as_secs_f64() / queued.as_secs_f64()
    );
}

fn records(_: &mut Criterion) {
    fetching::report();
}

criterion_group!(benches, reading, stopping, records);
criterion_main!(benches);
