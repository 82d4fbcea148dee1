//! Properties over any calls: no panic, the same bytes at any speed, limits that hold.

use nape_simulator::frames::crc32;
use nape_simulator::{
    Characteristic, Device, Fault, Features, Options, RadioEvent, RadioRequest, State, plausible_records,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::bench::{
    ADJUST, ARM, Bench, CLEAR_FAULT, FORCES, HEARTBEAT, PAUSE, Programme, REQUEST_CONTROL, RESUME, START,
    TIMES, TOKEN, frame, report_content,
};

/// What a caller may hand in.
#[derive(Debug, Clone)]
enum Call {
    Request(RadioRequest),
    Fault(Fault),
}

fn write(characteristic: Characteristic, value: Vec<u8>) -> Call {
    Call::Request(RadioRequest::Write { characteristic, value, with_response: true })
}

fn any_characteristic() -> impl Strategy<Value = Characteristic> {
    prop::sample::select(Characteristic::ALL.to_vec())
}

/// Requests that mostly mean something, and bytes that mean nothing.
fn any_call() -> impl Strategy<Value = Call> {
    let opcode =
        prop::sample::select(vec![REQUEST_CONTROL, CLEAR_FAULT, PAUSE, RESUME, START, HEARTBEAT, ADJUST]);
    let sound = (opcode, 1..200_u16, 0..900_u16).prop_map(|(opcode, sequence, force)| {
        let parameters = if opcode == ADJUST { force.to_le_bytes().to_vec() } else { vec![] };
        write(Characteristic::ControlPoint, frame(opcode, sequence, TOKEN, &parameters))
    });
    let bytes = (any_characteristic(), prop::collection::vec(any::<u8>(), 0..40), any::<bool>());
    let noise = bytes.prop_map(|(characteristic, value, with_response)| {
        Call::Request(RadioRequest::Write { characteristic, value, with_response })
    });
    let sealed = (any::<u8>(), any::<u16>(), any::<u32>(), prop::collection::vec(any::<u8>(), 0..12))
        .prop_map(|(opcode, sequence, token, parameters)| {
            write(Characteristic::ControlPoint, frame(opcode, sequence, token, &parameters))
        });
    let records = prop::sample::select(vec![
        vec![0x01, 0x01],
        vec![0x03, 0x00],
        vec![0x04, 0x01],
        report_content(1, 0),
        report_content(2, 77),
        report_content(3, 4_000),
    ]);
    let fault = prop::sample::select(Fault::NAMES.to_vec()).prop_filter_map("named", Fault::from_name);
    prop_oneof![
        4 => sound,
        2 => noise,
        1 => sealed,
        2 => records.prop_map(|request| write(Characteristic::RecordAccess, request)),
        1 => fault.prop_map(Call::Fault),
        1 => any_characteristic().prop_map(|characteristic| Call::Request(RadioRequest::Read(characteristic))),
        1 => any_characteristic().prop_map(|characteristic| Call::Request(RadioRequest::Subscribe(characteristic))),
        1 => Just(Call::Request(RadioRequest::Connect)),
        1 => Just(write(Characteristic::Stop, vec![])),
    ]
}

/// Calls at times from 0, at most three seconds apart.
fn any_story() -> impl Strategy<Value = Vec<(u64, Call)>> {
    prop::collection::vec((0..3_000_u64, any_call()), 0..40).prop_map(|calls| {
        let mut at = 0;
        let timed = calls.into_iter().map(|(wait, call)| {
            at += wait;
            (at, call)
        });
        timed.collect()
    })
}

/// What the unit runs by itself needs no link, and so no central either.
const fn starts_by_itself(call: &Call) -> bool {
    matches!(call, Call::Fault(Fault::StartButton))
}

/// A connection, a programme that starts at once, heartbeats for ten seconds, and a report once the dead man has
/// released.
fn opening() -> Vec<(u64, Call)> {
    let programme = Programme { ramp_up: 200, total: 30, hold_time: 5, rest_time: 5, ..Programme::default() };
    let subscribed = [
        Characteristic::ControlPoint,
        Characteristic::Status,
        Characteristic::Telemetry,
        Characteristic::SessionRecord,
        Characteristic::RecordAccess,
    ];
    let mut calls = vec![(0, Call::Request(RadioRequest::Connect))];
    calls
        .extend(subscribed.map(|characteristic| (0, Call::Request(RadioRequest::Subscribe(characteristic)))));
    let requests = [
        (REQUEST_CONTROL, vec![]),
        (FORCES, programme.forces()),
        (TIMES, programme.times()),
        (ARM, programme.hash()),
        (START, vec![]),
    ];
    for (sequence, (opcode, parameters)) in (1..).zip(requests) {
        calls.push((0, write(Characteristic::ControlPoint, frame(opcode, sequence, TOKEN, &parameters))));
    }
    for second in 1..10 {
        calls.push((second * 1_000, write(Characteristic::ControlPoint, frame(HEARTBEAT, 0, TOKEN, &[]))));
    }
    calls.push((20_000, write(Characteristic::RecordAccess, report_content(1, 0))));
    calls
}

fn with_opening(story: Vec<(u64, Call)>) -> Vec<(u64, Call)> {
    let mut calls = opening();
    calls.extend(story);
    calls.sort_by_key(|(at, _)| *at);
    calls
}

/// How the caller moves time between its calls.
#[derive(Debug, Clone, Copy)]
enum Pace {
    Leap,
    Steps(u64),
    Wakes,
}

struct Played {
    events: Vec<RadioEvent>,
    /// When the caller had each event in its hands.
    times: Vec<u64>,
    device: Device,
}

impl Played {
    fn collect(&mut self, now: u64) {
        self.device.advance(now);
        while let Some(event) = self.device.poll() {
            self.events.push(event);
            self.times.push(now);
        }
    }
}

/// A unit with a start button and three records of five minutes.
fn unit(seed: u64) -> Options {
    let features = Features::default().with(Features::START_BUTTON);
    Options { seed, features, records: plausible_records(seed, 3, 300), ..Options::default() }
}

/// Plays the story and ten seconds more.
fn play(story: &[(u64, Call)], seed: u64, pace: Pace) -> Played {
    let device = Device::new(unit(seed));
    let mut played = Played { events: Vec::new(), times: Vec::new(), device };
    let end = story.last().map_or(0, |(at, _)| *at) + 10_000;
    let mut now = 0;
    for (at, call) in story {
        move_to(&mut played, &mut now, *at, pace);
        match call.clone() {
            Call::Request(request) => played.device.request(request, now),
            Call::Fault(fault) => played.device.fault(fault, now),
        }
    }
    move_to(&mut played, &mut now, end, pace);
    played.collect(end);
    played
}

/// Number and content of every record that the unit keeps.
fn kept(device: &Device) -> Vec<(u32, Vec<u8>)> {
    let numbers = device.record_numbers().into_iter();
    numbers.map(|number| (number, device.record_content(number).expect("kept").to_vec())).collect()
}

fn move_to(played: &mut Played, now: &mut u64, until: u64, pace: Pace) {
    while *now < until {
        let next = match pace {
            Pace::Leap => until,
            Pace::Steps(step) => *now + step,
            Pace::Wakes => played.device.next_wake().unwrap_or(until).max(*now + 1),
        };
        *now = next.min(until);
        if !matches!(pace, Pace::Leap) {
            played.collect(*now);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn a_leap_gives_the_same_events_as_many_small_steps(
        story in any_story(), seed: u64, step in 1..40_u64,
    ) {
        let story = with_opening(story);
        let leap = play(&story, seed, Pace::Leap);
        let walk = play(&story, seed, Pace::Steps(step));
        prop_assert_eq!(leap.events, walk.events);
        prop_assert_eq!(leap.device.peak_force_decinewtons(), walk.device.peak_force_decinewtons());
        prop_assert_eq!(kept(&leap.device), kept(&walk.device));
    }

    #[test]
    fn going_from_wake_to_wake_hears_everything_the_moment_it_arrives(story in any_story(), seed: u64) {
        let story = with_opening(story);
        let wakes = play(&story, seed, Pace::Wakes);
        let milliseconds = play(&story, seed, Pace::Steps(1));
        prop_assert_eq!(wakes.events, milliseconds.events);
        prop_assert_eq!(wakes.times, milliseconds.times);
    }

    #[test]
    fn every_start_leaves_one_sound_record_and_none_of_the_old_ones_goes_unasked(
        story in any_story(), seed: u64,
    ) {
        let sound = |call: &Call| !matches!(call, Call::Fault(Fault::RecordCorrupt));
        let story: Vec<_> = story.into_iter().filter(|(_, call)| sound(call)).collect();
        let mut device = play(&with_opening(story), seed, Pace::Leap).device;
        // Longer than the unit's own programme.
        device.advance(3_600_000);
        let kept = kept(&device);
        prop_assert!(kept.len() > 3);
        for (place, (number, content)) in kept.iter().enumerate() {
            prop_assert_eq!(usize::try_from(*number).unwrap(), place + 1);
            let (body, digest) = content.split_last_chunk::<4>().unwrap();
            prop_assert_eq!(crc32(body), u32::from_le_bytes(*digest));
            let of = |at: usize| usize::from(u16::from_le_bytes([content[at], content[at + 1]]));
            prop_assert_eq!(content.len(), 60 + 7 * of(52) + 2 * of(54));
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_events(story in any_story(), seed: u64) {
        let story = with_opening(story);
        prop_assert_eq!(play(&story, seed, Pace::Leap).events, play(&story, seed, Pace::Leap).events);
    }

    #[test]
    fn no_calls_pull_above_the_limit_unless_the_actuator_itself_is_broken(story in any_story(), seed: u64) {
        let sound = |call: &Call| !matches!(call, Call::Fault(Fault::OverForce));
        let story: Vec<_> = story.into_iter().filter(|(_, call)| sound(call)).collect();
        let device = play(&with_opening(story), seed, Pace::Leap).device;
        prop_assert!(device.peak_force_decinewtons() <= 890);
    }

    #[test]
    fn without_heartbeats_no_story_ends_with_force_on_the_cable(story in any_story(), seed: u64) {
        let story: Vec<_> = story.into_iter().filter(|(_, call)| !starts_by_itself(call)).collect();
        let story = with_opening(story);
        let end = story.last().map_or(0, |(at, _)| *at) + 10_000;
        let mut device = play(&story, seed, Pace::Leap).device;
        device.advance(end + 30_000);
        prop_assert_eq!(device.true_force_decinewtons(), 0);
    }

    #[test]
    fn a_stop_after_any_story_releases(story in any_story(), seed: u64) {
        let heard = |call: &Call| !matches!(call, Call::Fault(Fault::Silent)) && !starts_by_itself(call);
        let story: Vec<_> = story.into_iter().filter(|(_, call)| heard(call)).collect();
        let mut story = with_opening(story);
        let end = story.last().map_or(0, |(at, _)| *at) + 1;
        story.push((end, write(Characteristic::Stop, vec![0xFF])));
        let device = play(&story, seed, Pace::Leap).device;
        prop_assert_eq!(device.true_force_decinewtons(), 0);
        prop_assert!(!matches!(device.state(), State::Running | State::Paused | State::Releasing));
    }
}

#[test]
fn the_opening_really_pulls_and_reports() {
    let played = play(&opening(), 1, Pace::Leap);
    assert_eq!(played.device.peak_force_decinewtons(), 890);
    let fragments = played.events.iter().filter(|event| {
        matches!(event, RadioEvent::Notified { characteristic: Characteristic::SessionRecord, .. })
    });
    assert!(fragments.count() > 50);
}

#[test]
fn another_seed_gives_another_noise() {
    assert_ne!(play(&opening(), 1, Pace::Leap).events, play(&opening(), 2, Pace::Leap).events);
}

#[test]
fn a_clock_that_starts_late_costs_nothing_and_changes_nothing_on_the_cable() {
    let at = 1_700_000_000_003;
    let mut bench = Bench::in_control(Options { started_at: at, ..Options::default() });
    bench.start(&Programme::default());
    bench.wait(30_000);
    assert_eq!(bench.force(), 890);
    let mut idle = Device::new(Options::default());
    idle.advance(u64::MAX);
    assert_eq!(idle.next_wake(), None);
}
