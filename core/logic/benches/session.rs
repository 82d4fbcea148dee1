//! How long the pure part of a session takes: compiling a plan, one input, folding a session's facts.
//!
//! Each has its peer in the same run, which does what a program that decides nothing could not save: it reads the same
//! plan's JSON, writes the same input's facts as JSON for the journal, reads the same facts' JSON back.
//! It prints too by what a pull of 24 simulated hours drifts; a test of the machine holds that to zero.

#![allow(clippy::expect_used, clippy::panic, reason = "it fails loudly")]
#![allow(clippy::print_stdout, missing_docs, reason = "what it measures is for people to read")]

#[allow(dead_code, reason = "the tests use all of it")]
#[path = "../tests/session_machine/bench.rs"]
mod bench;
#[path = "../tests/session_machine/drift.rs"]
mod drift;

use std::hint::black_box;

use chrono::NaiveDate;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use nape_logic::plan::{CheckContext, CourseLimits, Plan, check};
use nape_logic::session::{
    DeviceEvent, Drive, Fact, Input, Machine, Output, Release, Started, State, StopCause, SymptomAction,
    Timeline,
};
use nape_logic::time::{Elapsed, Millis};

use bench::{Bench, started};

const PLAN: &str = include_str!("../../../cli/examples/plans/home-unit-intermittent.json");
const TWENTY_MINUTES: Millis = Millis::from_mins(20);

fn plan() -> Plan {
    let plan: Plan = serde_json::from_str(PLAN).expect("a plan");
    Plan { duration_ms: TWENTY_MINUTES, ..plan }
}

/// From the plan as entered, through every limit, to the segments.
fn compiled(plan: &Plan, context: &CheckContext) -> Option<Timeline> {
    let dose = check(plan, context).effective?.dose;
    Timeline::compile(&dose, Millis::ZERO).ok()
}

fn compile(criterion: &mut Criterion) {
    let plan = plan();
    let json = serde_json::to_vec(&plan).expect("JSON");
    let context = CheckContext {
        today: NaiveDate::from_ymd_opt(2026, 3, 10).expect("a day"),
        device: None,
        profile_weight: None,
        first_dose: false,
        course: CourseLimits::default(),
    };
    let timeline = compiled(&plan, &context).expect("accepted");
    println!("compile: {} segments, {} bytes of JSON", timeline.segments().len(), json.len());
    let mut group = criterion.benchmark_group("session, compile");
    group.bench_function("a plan of 20 minutes into its timeline (limit 20 us)", |bencher| {
        bencher.iter(|| compiled(black_box(&plan), &context));
    });
    group.bench_function("peer: read the JSON of the same plan", |bencher| {
        bencher.iter(|| serde_json::from_slice::<Plan>(black_box(&json)));
    });
    group.finish();
}

fn twenty_minutes(drive: Drive) -> Started {
    let started = started(drive);
    Started { dose: nape_logic::plan::Dose { duration: TWENTY_MINUTES, ..started.dose }, ..started }
}

/// A machine that pulls by hand or by a device for five minutes now, and the instant.
fn running(drive: Drive) -> (Machine, Elapsed) {
    let start = Elapsed(1_000_000);
    let mut machine = Machine::start(twenty_minutes(drive), start).expect("starts");
    for input in [Input::Device(DeviceEvent::Armed), Input::SetupDone, Input::Device(DeviceEvent::Started)] {
        machine.handle(input, start);
    }
    let now = start.plus(Millis::from_mins(5));
    machine.handle_timeout(now);
    while machine.poll_output().is_some() {}
    (machine, now)
}

/// Hands the input over and takes out all that comes of it.
fn handle(machine: &mut Machine, input: Input, now: Elapsed) -> usize {
    machine.handle(input, now);
    std::iter::from_fn(|| machine.poll_output()).map(black_box).count()
}

fn facts_of(drive: Drive, input: Input) -> Vec<Fact> {
    let (mut machine, now) = running(drive);
    machine.handle(input, now);
    std::iter::from_fn(|| machine.poll_output())
        .filter_map(|output| if let Output::Fact(fact) = output { Some(fact) } else { None })
        .collect()
}

fn one_input(criterion: &mut Criterion) {
    let stop = Input::Stop(StopCause::Person);
    let inputs = [
        ("pause", Drive::Device, Input::Pause),
        ("ease off", Drive::Device, Input::EaseOff),
        ("a fault of the device", Drive::Device, Input::Device(DeviceEvent::Fault)),
        ("stop by hand, which makes the most", Drive::Person, stop),
    ];
    let mut group = criterion.benchmark_group("session, one input");
    for (name, drive, input) in inputs {
        let facts = facts_of(drive, input.clone());
        group.bench_function(format!("{name} (limit 2 us)"), |bencher| {
            bencher.iter_batched_ref(
                || (running(drive), input.clone()),
                |((machine, now), input)| handle(machine, black_box(input.clone()), *now),
                BatchSize::SmallInput,
            );
        });
        group.bench_function(format!("peer: write its facts as JSON, {name}"), |bencher| {
            bencher.iter(|| black_box(&facts).iter().map(serde_json::to_string).all(|json| json.is_ok()));
        });
    }
    group.finish();
}

/// A session that ran its 20 minutes, with three pauses, two eases and a symptom worth a note.
fn a_session() -> Vec<(Fact, Elapsed)> {
    let mut bench = Bench::new(twenty_minutes(Drive::Device));
    for input in [Input::Device(DeviceEvent::Armed), Input::SetupDone, Input::Device(DeviceEvent::Started)] {
        bench.input(input);
    }
    for minutes in [3, 4, 5] {
        bench.pass(minutes * 60_000);
        bench.input(Input::Pause);
        bench.pass(25_000);
        bench.input(Input::Resume);
        bench.input(Input::Device(DeviceEvent::Resumed));
        if minutes > 3 {
            bench.input(Input::EaseOff);
        }
    }
    let symptom = "dizziness_brief".to_owned();
    bench.input(Input::Symptom { symptom, action: SymptomAction::Note });
    bench.pass(8 * 60_000);
    bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
    assert!(bench.finished.is_some(), "it ran to its end");
    bench.facts
}

fn fold(criterion: &mut Criterion) {
    let facts = a_session();
    let json: Vec<String> =
        facts.iter().map(|(fact, _)| serde_json::to_string(fact).expect("JSON")).collect();
    println!("fold: {} facts, {} bytes of JSON", facts.len(), json.iter().map(String::len).sum::<usize>());
    let mut group = criterion.benchmark_group("session, fold");
    group.bench_function("the facts of 20 minutes into a state (limit 1 ms)", |bencher| {
        bencher.iter(|| State::fold(black_box(&facts).iter().map(|(fact, at)| (fact, *at))));
    });
    group.bench_function("peer: read the JSON of the same facts", |bencher| {
        bencher.iter(|| {
            black_box(&json).iter().map(|json| serde_json::from_str::<Fact>(json)).all(|fact| fact.is_ok())
        });
    });
    group.finish();
}

fn drift(_: &mut Criterion) {
    let day = drift::a_day();
    println!(
        "session, drift over 24 simulated hours (limit 0 ms): {} ms, the end cue {} ms; {} suspends, {} of them kills, \
         {} pauses; {} moments told on time, {} slept through",
        day.drift.get(),
        day.end.get(),
        day.suspends,
        day.kills,
        day.pauses,
        day.told,
        day.slept_through,
    );
}

criterion_group!(benches, drift, compile, one_input, fold);
criterion_main!(benches);
