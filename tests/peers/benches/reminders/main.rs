//! How long it takes to plan reminders four weeks ahead: 20 rules in less than a millisecond. The peers in the same run: 50 times
//! as many rules; and on the rules that all of them can say the rrule crate, and Python's dateutil where it is installed. What a
//! plan asks of memory is printed beside.

#![allow(clippy::expect_used, reason = "it fails loudly")]
#![allow(clippy::print_stdout, missing_docs, reason = "what it measures is for people to read")]

use std::collections::BTreeMap;
use std::hint::black_box;

use chrono::{DateTime, Offset, TimeZone, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use nape_logic::reminders::{Check, Planned, Rule, State, ZoneOffsets, plan, read};
use nape_peers::dateutil::Dateutil;
use peak_alloc::PeakAlloc;
use rrule::RRuleSet;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const ZONE: &str = "Europe/Berlin";
/// The clock goes forward in the third week.
const START: &str = "2026-03-09T00:00:00+01:00";
const AS_READ: &str = "20260309T000000";
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The rule of this number: daily, or weekly on three days.
fn time_of(number: usize) -> (String, Option<[&'static str; 3]>) {
    // Not in the hour that the clock skips: there the peers ring later than we do.
    let time = format!("{:02}:{:02}", 3 + number % 21, number * 7 % 60);
    let days = (number % 2 == 1).then(|| [number, number + 2, number + 4].map(|day| DAYS[day % 7]));
    (time, days)
}

fn ours(number: usize) -> String {
    let (time, days) = time_of(number);
    let kind = days.map_or_else(
        || r#""kind":"daily""#.to_owned(),
        |days| format!(r#""kind":"weekly","weekdays":{days:?}"#),
    );
    format!(r#"{{{kind},"time":"{time}","zone_policy":"floating"}}"#)
}

fn as_rfc(number: usize) -> String {
    let (time, days) = time_of(number);
    let (hour, minute) = time.split_once(':').expect("a time");
    let often = days.map_or_else(
        || "FREQ=DAILY".to_owned(),
        |days| format!("FREQ=WEEKLY;BYDAY={}", days.map(|day| day[..2].to_uppercase()).join(",")),
    );
    let number = |text: &str| text.parse::<u32>().expect("a number");
    format!("{often};BYHOUR={};BYMINUTE={};BYSECOND=0", number(hour), number(minute))
}

/// Breaks at the desk, a zone of its own, an end and a count: what the peers say otherwise or not at all.
fn of_every_kind(number: usize) -> String {
    match number % 4 {
        0 => r#"{"kind":"interval","every_minutes":45,"window":["09:00","17:00"],"zone_policy":"floating"}"#
            .to_owned(),
        1 => ours(number).replace(r#""floating""#, r#""fixed","zone":"Europe/Berlin""#),
        2 => ours(number).replace('}', r#","start":"2026-01-01","count":200}"#),
        _ => ours(number),
    }
}

fn read_all(rules: impl Iterator<Item = String>) -> (Vec<Rule>, State) {
    let rules: Vec<String> = rules.collect();
    let state = format!(
        r#"{{"now":"{START}","device_zone":"{ZONE}","quiet":["22:00","07:00"],"horizon_days":28,"capacity":30}}"#
    );
    let document = format!(r#"{{"rules":[{}],"state":{state}}}"#, rules.join(","));
    let Check { rules, state } = read(document.as_bytes()).expect("reads");
    (rules, state)
}

/// The zone's offsets as a phone lends them.
fn zones() -> BTreeMap<String, ZoneOffsets> {
    let zone: chrono_tz::Tz = ZONE.parse().expect("a zone");
    let offset = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc();
    let start = DateTime::parse_from_rfc3339(START).expect("an instant").to_utc() - chrono::Days::new(10);
    let hours = (0..24 * 60).map(|hour| start + chrono::Duration::hours(hour));
    let mut offsets: Vec<(i64, i32)> = hours.map(|at| (at.timestamp_millis(), offset(at))).collect();
    offsets.dedup_by_key(|(_, offset)| *offset);
    BTreeMap::from([(ZONE.to_owned(), ZoneOffsets(offsets))])
}

fn memory_of(what: &str, work: impl FnOnce() -> Planned) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let planned = work();
    let (peak, kept) = (MEMORY.peak_usage() - before, MEMORY.current_usage() - before);
    println!(
        "{what}: {} ring, {} do not; {} kB at most, {} kB kept",
        planned.notifications.len(),
        planned.dropped.len(),
        peak / 1024,
        kept / 1024
    );
}

fn every_kind(bench: &mut Criterion) {
    let zones = zones();
    let mut group = bench.benchmark_group("reminders of every kind");
    let twenty = read_all((0..20).map(of_every_kind));
    let thousand = read_all((0..1_000).map(of_every_kind));
    memory_of("20 rules, 4 weeks", || plan(&twenty.0, &twenty.1, &zones));
    memory_of("1,000 rules, 4 weeks", || plan(&thousand.0, &thousand.1, &zones));
    group.bench_function("4 weeks of 20 rules (limit 1 ms)", |bencher| {
        bencher.iter(|| plan(black_box(&twenty.0), &twenty.1, &zones));
    });
    group.bench_function("peer: 1,000 of them, linear at 0.02", |bencher| {
        bencher.iter(|| plan(black_box(&thousand.0), &thousand.1, &zones));
    });
    group.finish();
}

fn beside_others(bench: &mut Criterion) {
    let zones = zones();
    let (rules, mut state) = read_all((0..20).map(ours));
    // All that the peers come to, and as far.
    (state.quiet, state.capacity) = (None, 10_000);
    let end = DateTime::from_timestamp_millis(state.horizon()).expect("an instant");
    let planned = || plan(black_box(&rules), &state, &zones);
    let sets: Vec<RRuleSet> = (0..20)
        .map(|number| format!("DTSTART;TZID={ZONE}:{AS_READ}\nRRULE:{}", as_rfc(number)))
        .map(|text| text.parse().expect("a rule"))
        .collect();
    let instants = || {
        let of = |set: &RRuleSet| {
            let end = end.with_timezone(&rrule::Tz::UTC);
            black_box(set.clone()).before(end).all(10_000).dates.into_iter().map(|at| at.timestamp_millis())
        };
        let mut all: Vec<i64> = sets.iter().flat_map(of).filter(|at| *at < state.horizon()).collect();
        all.sort_unstable();
        all
    };
    let mine: Vec<i64> = planned().notifications.iter().map(|one| one.at.unix_millis()).collect();
    assert!(mine == instants(), "the same work");
    println!("20 daily and weekly rules, 4 weeks: {} instants, the same by the rrule crate", mine.len());
    for peer in ["the rrule crate", "Python's dateutil"] {
        let mut group = bench.benchmark_group(format!("reminders beside {peer}"));
        group.bench_function("4 weeks of 20 rules (limit 1 ms)", |bencher| bencher.iter(planned));
        if peer == "the rrule crate" {
            group.bench_function(format!("peer: {peer}"), |bencher| bencher.iter(instants));
        } else {
            let rules: Vec<String> = (0..20).map(as_rfc).collect();
            match Dateutil::start(&rules.join("\n"), ZONE, AS_READ) {
                Some(mut dateutil) => {
                    group.bench_function(format!("peer: {peer}"), |bencher| {
                        bencher.iter_custom(|times| dateutil.instants(times).expect("Python goes on"));
                    });
                }
                None => println!("no Python with dateutil here: that peer is left out"),
            }
        }
        group.finish();
    }
}

criterion_group!(benches, every_kind, beside_others);
criterion_main!(benches);
