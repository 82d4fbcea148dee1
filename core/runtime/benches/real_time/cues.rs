//! How late does a cue reach the caller, while a thread a core does nothing but keep it busy?
//!
//! Several people have a session each, so that a minute has many cues. A cue's moment is the start of its session as
//! the journal has it and the offset of the compiled timeline. The peer waits for the same offsets with the timer
//! that the engine uses, and does nothing else.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use nape::api::{DeviceChoice, EventBody, Plan, SegmentKind, compile_timeline, plan_from_json};
use nape::store::{FactFilter, Journal, Key};
use tokio::task::JoinSet;

use super::figures::{Figures, load};
use super::person::KEY;
use super::ready::{Clock, Ready};

const PEOPLE: usize = 12;
/// Between two starts, so that the cues of two sessions rarely fall together.
const APART: Duration = Duration::from_millis(217);
const LIMIT: Duration = Duration::from_millis(10);

/// Four cues every three seconds, for more than a minute.
const PLAN: &str = r#"{"modality":"home_unit","region":"cervical","provider":{"name":"A provider","date":"2026-02-16"},
    "pattern":"intermittent","force":{"value":10,"unit":"N"},"rest_force":{"value":5,"unit":"N"},
    "duration_ms":75000,"hold_ms":2000,"rest_ms":1000,"ramp_up_ms":1000,"ramp_down_ms":1000,"angle_deg":15,
    "position":"supine","body_weight":{"value":72,"unit":"kg"},"per_day":1}"#;

fn plan() -> Plan {
    plan_from_json(PLAN.as_bytes().to_vec()).expect("a plan")
}

/// A cue's offset on the timeline and its key.
type Cue = (Duration, &'static str);

/// All cues of the plan in their order: segments, whole minutes left, the last ten seconds, the end.
fn schedule() -> Vec<Cue> {
    let timeline = compile_timeline(plan(), "2026-03-10T09:00:00+01:00".to_owned()).expect("accepted");
    let cue = |at_ms, key| (Duration::from_millis(at_ms), key);
    let mut cues: Vec<Cue> =
        timeline.segments.iter().map(|segment| cue(segment.start_ms, segment_key(segment.kind))).collect();
    cues.push(cue(timeline.total_ms - 60_000, "session-moment-minutes-left"));
    cues.push(cue(timeline.total_ms - 10_000, "session-moment-last-seconds"));
    cues.push(cue(timeline.total_ms, END));
    cues.sort_by_key(|(at, _)| *at);
    cues
}

const END: &str = "session-moment-release-now";

const fn segment_key(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Setup => "session-moment-setup-by-hand",
        SegmentKind::Ramp => "session-moment-ramp-by-hand",
        SegmentKind::Hold => "session-moment-hold-by-hand",
        SegmentKind::Rest => "session-moment-rest-by-hand",
        SegmentKind::Release => "session-moment-release-by-hand",
    }
}

/// The cues of one session: each with how late it came.
async fn a_session(mut ready: Ready, session: String, clock: Clock, cues: Vec<Cue>) -> Vec<(Cue, Duration)> {
    let is = |event: &EventBody, wanted| matches!(event, EventBody::Moment { key, .. } if key == wanted);
    let events = ready.until(|event| is(event, END)).await;
    ready.nape.released().await.expect("takes it");
    ready.until(|event| matches!(event, EventBody::Finished { .. })).await;
    ready.nape.close().await.expect("closes");
    let began = clock.0 + began(&ready, &session);
    let told = events.iter().filter_map(|(arrived, event)| match event {
        EventBody::Moment { key, .. } if key.starts_with("session-moment-") => Some((*arrived, key.as_str())),
        _ => None,
    });
    let told: Vec<(Instant, &str)> = told.collect();
    let keys = |(_, key): &(_, &'static str)| *key;
    assert!(told.iter().map(|(_, key)| *key).eq(cues.iter().map(keys)), "every cue of the plan in its order");
    let late = |(cue, (arrived, _)): (Cue, &(Instant, &str))| (cue, arrived.duration_since(began + cue.0));
    cues.into_iter().zip(&told).map(late).collect()
}

/// When the pull began, on the clock that was lent to the engine.
fn began(ready: &Ready, session: &str) -> Duration {
    let journal = Journal::open(ready.folder.path(), Key::from_bytes(KEY)).expect("opens");
    let session = Some(session.parse().expect("an id"));
    let filter = FactFilter { session, kinds: &["session"], ..FactFilter::default() };
    let facts = journal.reader().expect("a reader").facts(filter).expect("facts");
    let start = facts
        .iter()
        .find(|fact| fact.payload.as_ref().is_some_and(|payload| payload.0.contains("\"load_started\"")));
    Duration::from_millis(start.expect("it began").heading.elapsed.expect("stamped").0)
}

/// The same offsets with nothing around the timer.
async fn a_timer(cues: Vec<Cue>) -> Vec<Duration> {
    let began = Instant::now();
    let mut late = Vec::with_capacity(cues.len());
    for (at, _) in cues {
        tokio::time::sleep_until((began + at).into()).await;
        late.push(began.elapsed().saturating_sub(at));
    }
    late
}

/// A thread for each core, until told to stop.
fn keep_busy(stop: &Arc<AtomicBool>) -> usize {
    let cores = thread::available_parallelism().map_or(2, usize::from);
    for _ in 0..cores {
        let stop = Arc::clone(stop);
        thread::spawn(move || {
            let mut number = 1_u64;
            while !stop.load(Ordering::Relaxed) {
                for _ in 0..10_000 {
                    number = black_box(number.wrapping_mul(6_364_136_223_846_793_005).rotate_left(7));
                }
            }
        });
    }
    cores
}

async fn measure() -> (Vec<(Cue, Duration)>, Vec<Duration>) {
    let clock = Clock(Instant::now());
    let mut ready = Vec::new();
    for _ in 0..PEOPLE {
        ready.push(Ready::new(plan(), DeviceChoice::None, clock).await);
    }
    let cues = schedule();
    let (mut sessions, mut timers) = (JoinSet::new(), JoinSet::new());
    let stop = Arc::new(AtomicBool::new(false));
    let cores = keep_busy(&stop);
    println!("cues: {PEOPLE} sessions of {} cues, {cores} cores kept busy", cues.len());
    for person in ready {
        let session = person.start(DeviceChoice::None).await;
        sessions.spawn(a_session(person, session, clock, cues.clone()));
        timers.spawn(a_timer(cues.clone()));
        tokio::time::sleep(APART).await;
    }
    let late = sessions.join_all().await.into_iter().flatten().collect();
    let peers = timers.join_all().await.into_iter().flatten().collect();
    stop.store(true, Ordering::Relaxed);
    (late, peers)
}

pub(crate) fn run() {
    println!("load averages before: {}", load());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let (late, peers) = runtime.block_on(measure());
    let (all, peer) = (Figures::of(late.iter().map(|(_, late)| *late)), Figures::of(peers));
    let (p99, peer_p99) = (all.percentile(99), peer.percentile(99));
    println!("session, lateness of a cue at the caller (limit p99 {} ms): {all}", LIMIT.as_millis());
    println!("  peer: a bare timer at the same moments: {peer}");
    println!(
        "  of them the end cues: {}",
        Figures::of(late.iter().filter(|((_, key), _)| *key == END).map(|(_, late)| *late))
    );
    println!(
        "  {} the limit; the p99 is {:.1} times the timer's",
        if p99 < LIMIT { "within" } else { "OVER" },
        p99.as_secs_f64() / peer_p99.as_secs_f64().max(1e-9)
    );
    println!("load averages after: {}", load());
}
