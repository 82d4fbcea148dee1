//! What a programme leaves behind.

use nape_simulator::frames::{crc32, sealed};
use nape_simulator::{Characteristic, Fault, Features, Options, RadioRequest, State, plausible_records};

use crate::bench::{ADJUST, Bench, PAUSE, Programme, RESUME, START, TOKEN};

/// A record's content, taken apart by the offsets of the text.
struct Read {
    bytes: Vec<u8>,
}

impl Read {
    fn number(&self, at: usize, length: usize) -> u64 {
        self.bytes[at..at + length].iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
    }

    fn events(&self) -> Vec<(u64, u64, u64)> {
        let of = |index| 56 + 7 * usize::try_from(index).unwrap();
        (0..self.number(52, 2))
            .map(|index| {
                (self.number(of(index), 4), self.number(of(index) + 4, 1), self.number(of(index) + 5, 2))
            })
            .collect()
    }

    /// The events without their times.
    fn happened(&self) -> Vec<(u64, u64)> {
        self.events().into_iter().map(|(_, kind, value)| (kind, value)).collect()
    }

    fn samples(&self) -> Vec<u64> {
        let begin = 56 + 7 * usize::try_from(self.number(52, 2)).unwrap();
        let count = usize::try_from(self.number(54, 2)).unwrap();
        (0..count).map(|index| self.number(begin + 2 * index, 2)).collect()
    }

    fn cause(&self) -> u64 {
        self.number(30, 1)
    }

    fn faults(&self) -> u64 {
        self.number(31, 1)
    }

    fn duration(&self) -> u64 {
        self.number(26, 4)
    }
}

/// The record with the highest number, as it lies in the memory, with its length and digest checked.
fn last_record(bench: &Bench) -> Read {
    let number = *bench.device.record_numbers().last().expect("a record");
    let bytes = bench.device.record_content(number).unwrap().to_vec();
    let (body, digest) = bytes.split_last_chunk::<4>().unwrap();
    assert_eq!(crc32(body), u32::from_le_bytes(*digest), "digest");
    let read = Read { bytes };
    let length = 60 + 7 * read.number(52, 2) + 2 * read.number(54, 2);
    assert_eq!(usize::try_from(length).unwrap(), read.bytes.len());
    assert_eq!((read.number(0, 1), read.number(4, 4)), (1, u64::from(number)), "version and number");
    read
}

fn short() -> Programme {
    Programme { total: 30, hold_time: 10, rest_time: 5, ramp_up: 200, ramp_down: 200, ..Programme::default() }
}

fn run_whole(bench: &mut Bench) {
    bench.start(&short());
    bench.wait_until(40_000, |device| device.state() == State::Idle);
    bench.keep_alive(false);
}

#[test]
fn a_programme_that_ran_to_its_end_leaves_a_record_of_all_that_was_asked_and_measured() {
    let mut bench = Bench::in_control(Options { boot_id: 9, bond_number: 5, ..Options::default() });
    let unix: u64 = 1_774_681_200_000;
    bench.write(Characteristic::Clock, sealed(unix.to_le_bytes()[..6].to_vec()));
    run_whole(&mut bench);
    let record = last_record(&bench);
    assert_eq!(record.number(1, 1), 0b11, "simulated, clock set");
    assert_eq!((record.number(2, 2), record.number(8, 2), record.number(10, 4)), (9, 5, u64::from(TOKEN)));
    assert!((100..1_000).contains(&record.number(14, 6)), "began soon after the start");
    assert!((1..1_000).contains(&(record.number(20, 6) - unix)), "and soon after the clock was set");
    assert!((29_900..=30_100).contains(&record.duration()), "{}", record.duration());
    assert_eq!((record.cause(), record.faults()), (0, 0));
    assert!((890..=893).contains(&record.number(32, 2)), "greatest force");
    assert_eq!(record.bytes[34..52], [short().forces(), short().times()].concat());
    let samples = record.samples();
    assert_eq!(samples.len(), usize::try_from(record.duration().div_ceil(1_000)).unwrap());
    assert_eq!(samples[0], 0);
    assert!((887..=893).contains(&samples[8]) && (442..=448).contains(&samples[13]), "{samples:?}");
    let cycle = [(2, 1), (2, 2), (2, 3), (2, 4)];
    let expected = [&[(1, 3)], &cycle[..], &cycle[..3], &[(2, 5), (1, 0), (2, 0)]].concat();
    assert_eq!(record.happened(), expected);
}

#[test]
fn a_stop_is_told_before_what_follows_from_it() {
    let mut bench = Bench::in_state(State::Running);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait_until(15_000, |device| device.state() == State::Idle);
    let record = last_record(&bench);
    assert_eq!(record.cause(), 1);
    let happened = record.happened();
    let stop = happened.iter().position(|event| *event == (7, 1)).unwrap();
    assert_eq!(happened[stop..], [(7, 1), (1, 5), (2, 5), (1, 0), (2, 0)]);
}

#[test]
fn a_fault_is_the_cause_and_its_bits_stand_in_the_record() {
    let mut bench = Bench::in_state(State::Running);
    bench.fault(Fault::HandSwitch);
    bench.wait_until(15_000, |device| device.state() == State::Fault);
    let record = last_record(&bench);
    assert_eq!((record.cause(), record.faults()), (2, 1 << 6));
    let happened = record.happened();
    let pressed = happened.iter().position(|event| *event == (4, 1)).unwrap();
    assert_eq!(happened[pressed..], [(4, 1), (3, 1 << 6), (1, 5), (2, 5), (1, 6), (2, 0)]);
}

#[test]
fn a_stop_while_a_fault_already_releases_changes_no_cause() {
    let mut bench = Bench::in_state(State::Running);
    bench.fault(Fault::HandSwitch);
    bench.wait(50);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait_until(15_000, |device| device.state() == State::Fault);
    let record = last_record(&bench);
    assert_eq!(record.cause(), 2);
    assert!(record.happened().contains(&(7, 1)));
}

#[test]
fn a_restart_closes_the_record_with_what_was_measured_until_then() {
    let mut bench = Bench::in_state(State::Running);
    bench.keep_alive(false);
    bench.fault(Fault::Reboot);
    bench.wait(20);
    let record = last_record(&bench);
    assert_eq!((record.cause(), record.faults()), (3, 0));
    assert!((20_000..21_000).contains(&record.duration()));
    assert_eq!(record.samples().len(), 21);
    assert_eq!(record.number(2, 2), 1, "the boot in which it began");
}

#[test]
fn adjustments_pauses_and_resumes_are_events() {
    let mut bench = Bench::in_state(State::Running);
    assert_eq!(bench.send(ADJUST, &300_u16.to_le_bytes()).result, 1);
    assert_eq!(bench.send(PAUSE, &[]).result, 1);
    bench.wait(10_000);
    assert_eq!(bench.send(RESUME, &[]).result, 1);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait_until(15_000, |device| device.state() == State::Idle);
    let happened = last_record(&bench).happened();
    let states: Vec<u64> = happened.iter().filter(|(kind, _)| *kind == 1).map(|(_, state)| *state).collect();
    assert_eq!(states, [3, 4, 3, 5, 0]);
    assert!(happened.contains(&(6, 300)));
    assert_eq!(last_record(&bench).bytes[34..44], Programme::default().forces(), "as given, not as adjusted");
}

#[test]
fn numbers_go_on_over_restarts_and_are_never_used_twice() {
    let mut bench = Bench::in_control(Options::default());
    run_whole(&mut bench);
    bench.subscribe_to_records();
    let digest = last_record(&bench).bytes.last_chunk().map(|digest| u32::from_le_bytes(*digest)).unwrap();
    assert_eq!(bench.ask(&crate::bench::delete(1, digest)), [6, 0, 2, 1]);
    bench.fault(Fault::Reboot);
    bench.wait(3_000);
    bench.connect();
    assert_eq!(bench.send(crate::bench::REQUEST_CONTROL, &[]).result, 1);
    run_whole(&mut bench);
    assert_eq!(bench.device.record_numbers(), [2]);
}

#[test]
fn a_full_memory_lets_programmes_run_and_keeps_what_it_has() {
    let features = Features { records: 2, ..Features::default() };
    let records = plausible_records(1, 1, 60);
    let mut bench = Bench::in_control(Options { features, records, ..Options::default() });
    bench.wait(1_000);
    assert_eq!(bench.last_status()[9], 0b10, "there is room");
    run_whole(&mut bench);
    bench.wait(1_000);
    assert_eq!((bench.last_status()[9], bench.device.record_numbers()), (0b1010, vec![1, 2]));
    run_whole(&mut bench);
    assert_eq!(bench.device.record_numbers(), [1, 2]);
    assert_eq!(bench.device.peak_force_decinewtons(), 890);
}

#[test]
fn a_programme_that_was_never_started_leaves_nothing() {
    let mut bench = Bench::in_state(State::Armed);
    bench.write(Characteristic::Stop, vec![]);
    bench.wait(100);
    assert_eq!(bench.send(START, &[]).result, 5);
    assert_eq!(bench.device.record_numbers(), [] as [u32; 0]);
}

#[test]
fn two_hundred_events_have_room_and_the_rest_is_counted() {
    let mut bench = Bench::in_state(State::Running);
    for _ in 0..250 {
        assert_eq!(bench.send(ADJUST, &890_u16.to_le_bytes()).result, 1);
    }
    bench.write(Characteristic::Stop, vec![]);
    bench.wait_until(15_000, |device| device.state() == State::Idle);
    let happened = last_record(&bench).happened();
    assert_eq!(happened.len(), 201);
    // Running, ramp up, hold, the adjustments, the Stop, releasing, release, idle, none.
    assert_eq!(happened[200], (8, 3 + 250 + 5 - 200));
}

#[test]
fn a_lost_link_ends_the_programme_and_not_its_record() {
    let mut bench = Bench::in_state(State::Running);
    bench.keep_alive(false);
    bench.device.request(RadioRequest::Disconnect, bench.now);
    bench.wait(15_000);
    let record = last_record(&bench);
    assert_eq!((record.cause(), record.faults()), (2, 1 << 2));
}

#[test]
fn a_switch_that_is_pressed_and_let_go_in_one_step_is_two_events() {
    let mut bench = Bench::in_state(State::Running);
    bench.fault(Fault::HandSwitch);
    bench.fault(Fault::HandSwitchRelease);
    bench.wait_until(15_000, |device| device.state() == State::Fault);
    let happened = last_record(&bench).happened();
    let switch: Vec<u64> = happened.iter().filter(|(kind, _)| *kind == 4).map(|(_, value)| *value).collect();
    assert_eq!(switch, [1, 0]);
}

#[test]
fn a_second_without_a_sample_and_one_of_the_greatest_force_are_told_apart() {
    let mut record = plausible_records(1, 1, 60).remove(0);
    record.samples = vec![Some(u16::MAX), None];
    let content = record.content();
    assert_eq!(content[content.len() - 8..content.len() - 4], [0xFE, 0xFF, 0xFF, 0xFF]);
}

#[test]
fn records_of_an_earlier_life_are_chosen_by_the_seed_and_some_began_at_the_unit() {
    let records = plausible_records(4, 30, 600);
    assert_eq!(records, plausible_records(4, 30, 600));
    assert_ne!(records, plausible_records(5, 30, 600));
    for record in &records {
        assert_eq!((record.duration, record.samples.len()), (600_000, 600));
        assert_eq!(record.token == 0, record.bond_number == 0);
        assert!(record.samples.iter().flatten().all(|force| *force <= record.greatest_force));
    }
    let of_a_central = records.iter().filter(|record| record.token != 0).count();
    let undated = records.iter().filter(|record| record.began_unix == 0).count();
    assert_eq!((of_a_central, undated), (20, 6));
}
