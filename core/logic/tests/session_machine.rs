//! The session machine on a fake clock: what it tells the device, what it writes down, and how it ends.

#![allow(clippy::expect_used, reason = "helpers of tests")]

use nape_logic::modality::{Modality, Region};
use nape_logic::plan::{Dose, Load, Pattern};
use nape_logic::session::{
    DeviceEvent, DeviceRequest, Drive, End, Fact, Finished, Input, Machine, MomentKind, Output, Phase,
    Reason, Release, Started, State, StopCause, SymptomAction,
};
use nape_logic::time::{Elapsed, Millis};
use nape_logic::units::Force;
use proptest::prelude::*;

const TOP: Force = Force::from_millinewtons(80_000);

fn started(drive: Drive) -> Started {
    Started {
        modality: Modality::HomeUnit,
        region: Region::Cervical,
        dose: Dose {
            modality: Modality::HomeUnit,
            region: Region::Cervical,
            pattern: Pattern::Intermittent,
            load: Load::Force(TOP),
            rest_force: Force::from_millinewtons(40_000),
            duration: Millis::from_mins(4),
            hold: Millis::from_secs(60),
            rest: Millis::from_secs(20),
            ramp_up: Millis::from_secs(16),
            ramp_down: Millis::from_secs(8),
            angle_deg: Some(15.0),
            sets: None,
        },
        limited_by: vec![],
        get_in: Millis::ZERO,
        drive,
        rehearsal: false,
        simulated: false,
    }
}

/// A machine with its clock, and all that came out of it.
struct Bench {
    machine: Machine,
    now: Elapsed,
    facts: Vec<(Fact, Elapsed)>,
    requests: Vec<DeviceRequest>,
    moments: Vec<MomentKind>,
    finished: Option<Finished>,
    /// In the order they came out, to see what goes first.
    order: Vec<&'static str>,
}

impl Bench {
    fn new(started: Started) -> Self {
        let now = Elapsed(1_000_000);
        let machine = Machine::start(started, now).expect("starts");
        let mut bench = Self {
            machine,
            now,
            facts: vec![],
            requests: vec![],
            moments: vec![],
            finished: None,
            order: vec![],
        };
        bench.drain();
        bench
    }

    fn running_with_device() -> Self {
        let mut bench = Self::new(started(Drive::Device));
        bench.input(Input::Device(DeviceEvent::Armed));
        bench.input(Input::SetupDone);
        bench.input(Input::Device(DeviceEvent::Started));
        assert_eq!(bench.phase(), Phase::Running);
        bench
    }

    fn running_by_hand() -> Self {
        let mut bench = Self::new(started(Drive::Person));
        bench.input(Input::SetupDone);
        assert_eq!(bench.phase(), Phase::Running);
        bench
    }

    fn drain(&mut self) {
        while let Some(output) = self.machine.poll_output() {
            match output {
                Output::Fact(fact) => {
                    self.order.push("fact");
                    self.facts.push((fact, self.now));
                }
                Output::Device(request) => {
                    self.order.push("device");
                    self.requests.push(request);
                }
                Output::Moment(moment) => self.moments.push(moment.kind),
                Output::Finished(finished) => {
                    assert!(self.finished.is_none(), "a session ends once");
                    self.finished = Some(finished);
                }
            }
        }
    }

    fn input(&mut self, input: Input) {
        self.order.clear();
        self.machine.handle(input, self.now);
        self.drain();
    }

    /// Lets time pass the way an engine does: from one timeout to the next.
    fn pass(&mut self, millis: u64) {
        let end = self.now.plus(Millis(millis));
        while let Some(due) = self.machine.poll_timeout().filter(|due| *due <= end) {
            self.now = due.max(self.now);
            self.machine.handle_timeout(self.now);
            self.drain();
        }
        self.now = end;
    }

    /// Lets the phone sleep: the clock leaps and only then the machine is called.
    fn sleep(&mut self, millis: u64) {
        self.now = self.now.plus(Millis(millis));
        self.machine.handle_timeout(self.now);
        self.drain();
    }

    fn phase(&self) -> Phase {
        self.machine.state().phase
    }
}

#[test]
fn a_session_with_a_device_prepares_starts_runs_and_ends_confirmed() {
    let mut bench = Bench::running_with_device();
    bench.pass(240_000);
    assert_eq!(bench.phase(), Phase::Releasing);
    bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
    assert_eq!(bench.requests, [DeviceRequest::Prepare, DeviceRequest::Start, DeviceRequest::Release]);
    let expected = Finished { end: End::Completed, reason: None, release: Release::Confirmed, eased: false };
    assert_eq!(bench.finished, Some(expected));
}

#[test]
fn the_device_is_started_only_when_it_is_armed_and_the_person_is_ready() {
    let mut bench = Bench::new(started(Drive::Device));
    bench.input(Input::SetupDone);
    assert_eq!(bench.requests, [DeviceRequest::Prepare]);
    bench.input(Input::Device(DeviceEvent::Armed));
    assert_eq!(bench.requests, [DeviceRequest::Prepare, DeviceRequest::Start]);
    assert_eq!(bench.phase(), Phase::Ready, "no force is assumed before the device says so");
}

#[test]
fn a_device_that_never_starts_is_given_up() {
    let mut bench = Bench::new(started(Drive::Device));
    bench.input(Input::Device(DeviceEvent::Armed));
    bench.input(Input::SetupDone);
    bench.pass(30_000);
    assert_eq!(bench.phase(), Phase::Releasing, "it may have begun to pull");
    bench.pass(20_000);
    assert_eq!(bench.finished.map(|f| (f.end, f.reason)), Some((End::Uncertain, Some(Reason::DeviceFault))));
}

#[test]
fn a_session_that_ends_before_anything_was_started_has_nothing_to_confirm() {
    let mut bench = Bench::new(started(Drive::Device));
    bench.input(Input::SetupDone);
    bench.pass(30_000);
    assert_eq!(bench.finished.map(|f| (f.end, f.release)), Some((End::Stopped, Release::ByPerson)));
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release), "the device is told all the same");
}

#[test]
fn the_countdown_runs_before_the_pull() {
    let mut bench = Bench::new(Started { get_in: Millis::from_secs(10), ..started(Drive::Device) });
    bench.input(Input::Device(DeviceEvent::Armed));
    bench.input(Input::SetupDone);
    bench.pass(9_999);
    assert_eq!(bench.requests, [DeviceRequest::Prepare]);
    bench.pass(1);
    assert_eq!(bench.requests, [DeviceRequest::Prepare, DeviceRequest::Start]);
}

#[test]
fn a_stop_goes_to_the_device_before_anything_is_written_down() {
    let mut bench = Bench::running_with_device();
    bench.pass(30_000);
    bench.input(Input::Stop(StopCause::Person));
    assert_eq!(bench.order.first(), Some(&"device"));
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release));
    bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
    assert_eq!(bench.finished.map(|f| (f.end, f.reason)), Some((End::Stopped, Some(Reason::Person))));
}

#[test]
fn a_stop_is_accepted_in_every_state_and_always_reaches_the_device() {
    let reach: [fn() -> Bench; 5] = [
        || Bench::new(started(Drive::Device)),
        || {
            let mut bench = Bench::new(started(Drive::Device));
            bench.input(Input::SetupDone);
            bench
        },
        Bench::running_with_device,
        || {
            let mut bench = Bench::running_with_device();
            bench.input(Input::Pause);
            bench
        },
        || {
            let mut bench = Bench::running_with_device();
            bench.input(Input::Stop(StopCause::Person));
            bench
        },
    ];
    for reach in reach {
        let mut bench = reach();
        let before = bench.requests.len();
        bench.input(Input::Stop(StopCause::Person));
        assert_eq!(bench.requests[before..], [DeviceRequest::Release], "in {:?}", bench.phase());
        assert!(matches!(bench.phase(), Phase::Releasing | Phase::Ended));
    }
}

#[test]
fn after_the_end_a_stop_is_accepted_and_changes_nothing() {
    let mut bench = Bench::running_with_device();
    bench.input(Input::Stop(StopCause::Person));
    bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
    let facts = bench.facts.len();
    bench.input(Input::Stop(StopCause::Person));
    assert_eq!(bench.facts.len(), facts);
}

#[test]
fn a_release_that_nobody_confirms_ends_uncertain_and_says_let_go_by_hand() {
    let mut bench = Bench::running_with_device();
    bench.input(Input::Stop(StopCause::Person));
    bench.pass(20_000);
    assert!(bench.moments.contains(&MomentKind::LetGoByHand));
    assert_eq!(bench.finished.map(|f| (f.end, f.release)), Some((End::Uncertain, Release::Unconfirmed)));
}

#[test]
fn a_lost_link_releases_and_names_its_reason() {
    let mut bench = Bench::running_with_device();
    bench.input(Input::Device(DeviceEvent::LinkLost));
    bench.input(Input::Device(DeviceEvent::Release(Release::Unconfirmed)));
    assert_eq!(bench.finished.map(|f| (f.end, f.reason)), Some((End::Uncertain, Some(Reason::LinkLost))));
}

#[test]
fn each_trouble_of_the_device_ends_the_session_with_its_reason() {
    let cases = [
        (DeviceEvent::Fault, Reason::DeviceFault),
        (DeviceEvent::OverLimit, Reason::DeviceFault),
        (DeviceEvent::Lost, Reason::DeviceFault),
        (DeviceEvent::Refused, Reason::DeviceFault),
        (DeviceEvent::AtRest, Reason::DeviceFault),
        (DeviceEvent::HandSwitch, Reason::HandSwitch),
        (DeviceEvent::LowBattery, Reason::LowBattery),
    ];
    for (event, reason) in cases {
        let mut bench = Bench::running_with_device();
        bench.input(Input::Device(event));
        assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release), "{event:?}");
        bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
        assert_eq!(bench.finished.map(|f| (f.end, f.reason)), Some((End::Stopped, Some(reason))));
    }
}

#[test]
fn a_start_that_is_applied_after_a_stop_is_released_again() {
    let mut bench = Bench::new(started(Drive::Device));
    bench.input(Input::Device(DeviceEvent::Armed));
    bench.input(Input::SetupDone);
    bench.input(Input::Stop(StopCause::Person));
    bench.input(Input::Device(DeviceEvent::Started));
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release));
    assert_eq!(bench.phase(), Phase::Releasing);
}

#[test]
fn a_device_that_pulls_unasked_is_released_and_the_session_ends() {
    let mut bench = Bench::new(started(Drive::Device));
    bench.input(Input::Device(DeviceEvent::Started));
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release));
    assert_eq!(bench.finished.map(|f| (f.end, f.reason)), Some((End::Stopped, Some(Reason::DeviceFault))));
}

#[test]
fn a_pause_takes_the_pull_off_and_its_time_does_not_count() {
    let mut bench = Bench::running_with_device();
    bench.pass(30_000);
    bench.input(Input::Pause);
    assert_eq!(bench.machine.state().target(bench.now), Some(Force::ZERO));
    bench.pass(60_000);
    assert_eq!(bench.machine.state().position(bench.now), Millis::from_secs(30));
    bench.input(Input::Resume);
    assert_eq!(bench.phase(), Phase::Paused, "until the device has applied it");
    bench.input(Input::Device(DeviceEvent::Resumed));
    bench.pass(210_000);
    assert_eq!(bench.phase(), Phase::Releasing);
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Release));
}

#[test]
fn a_pause_that_nobody_ends_releases_after_two_minutes() {
    let mut bench = Bench::running_with_device();
    bench.input(Input::Pause);
    bench.pass(119_999);
    assert_eq!(bench.phase(), Phase::Paused);
    bench.pass(1);
    bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
    assert_eq!(bench.finished.map(|f| (f.end, f.reason)), Some((End::Stopped, Some(Reason::PauseTimeout))));
}

#[test]
fn easing_off_lowers_by_a_tenth_goes_on_and_is_remembered_at_the_end() {
    let mut bench = Bench::running_with_device();
    bench.pass(30_000);
    bench.input(Input::EaseOff);
    assert_eq!(bench.order.first(), Some(&"device"), "lowering waits for no journal");
    assert_eq!(bench.requests.last(), Some(&DeviceRequest::Lower(Force::from_millinewtons(72_000))));
    assert_eq!(bench.machine.state().target(bench.now), Some(Force::from_millinewtons(72_000)));
    bench.pass(210_000);
    bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
    assert_eq!(bench.finished.map(|f| (f.end, f.eased)), Some((End::Completed, true)));
}

#[test]
fn easing_off_to_nothing_is_a_stop() {
    let mut bench = Bench::running_with_device();
    for _ in 0..10 {
        bench.input(Input::EaseOff);
    }
    assert_eq!(bench.phase(), Phase::Releasing);
}

#[test]
fn each_symptom_does_what_screening_says() {
    let symptom = |action| Input::Symptom { symptom: "headache".to_owned(), action };
    let cases = [
        (SymptomAction::Emergency, Some(End::Emergency)),
        (SymptomAction::StopAndSee, Some(End::Stopped)),
        (SymptomAction::EndAndLower, Some(End::Stopped)),
        (SymptomAction::Lower, None),
        (SymptomAction::Note, None),
    ];
    for (action, end) in cases {
        let mut bench = Bench::running_with_device();
        bench.input(symptom(action));
        if end.is_some() {
            assert_eq!(bench.order.first(), Some(&"device"), "{action:?} releases first");
            bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
        }
        assert_eq!(bench.finished.map(|f| f.end), end, "{action:?}");
    }
}

#[test]
fn an_emergency_told_while_releasing_makes_the_end_an_emergency() {
    let mut bench = Bench::running_with_device();
    bench.input(Input::Stop(StopCause::Person));
    bench.input(Input::Symptom { symptom: "double_vision".to_owned(), action: SymptomAction::Emergency });
    bench.input(Input::Device(DeviceEvent::Release(Release::Confirmed)));
    assert_eq!(bench.finished.map(|f| f.end), Some(End::Emergency));
}

#[test]
fn a_passive_pull_insists_until_the_person_confirms_that_it_is_off() {
    let mut bench = Bench::running_by_hand();
    bench.pass(240_000);
    let calls = |bench: &Bench| bench.moments.iter().filter(|m| **m == MomentKind::ReleaseNow).count();
    assert_eq!(calls(&bench), 1);
    bench.pass(45_000);
    assert_eq!(calls(&bench), 4);
    bench.input(Input::Released);
    assert_eq!(bench.finished.map(|f| (f.end, f.release)), Some((End::Completed, Release::ByPerson)));
    assert!(
        bench.facts.iter().any(|(fact, _)| matches!(fact, Fact::ReleaseSettled { late: Millis(45_000), .. }))
    );
}

#[test]
fn a_passive_pull_that_nobody_confirms_is_unknown() {
    let mut bench = Bench::running_by_hand();
    bench.pass(240_000 + 300_000);
    assert_eq!(bench.finished.map(|f| f.release), Some(Release::Unknown));
}

#[test]
fn a_program_that_must_end_tells_the_person_and_does_not_wait_for_an_answer() {
    let mut bench = Bench::running_by_hand();
    bench.pass(30_000);
    bench.input(Input::Stop(StopCause::Signal));
    assert!(bench.moments.contains(&MomentKind::ReleaseNow));
    assert_eq!(bench.finished.map(|f| (f.end, f.release)), Some((End::Interrupted, Release::Unknown)));
}

#[test]
fn an_acknowledged_end_cue_is_quiet_but_still_waits_for_the_release() {
    let mut bench = Bench::running_by_hand();
    bench.pass(240_000);
    bench.input(Input::Acknowledge);
    let before = bench.moments.len();
    bench.pass(60_000);
    assert_eq!(bench.moments.len(), before);
    assert_eq!(bench.phase(), Phase::Releasing);
}

#[test]
fn a_phone_that_slept_past_the_end_cues_at_once() {
    let mut bench = Bench::running_by_hand();
    bench.pass(30_000);
    bench.moments.clear();
    bench.sleep(600_000);
    assert!(bench.moments.contains(&MomentKind::ReleaseNow));
    let minutes = bench.moments.iter().filter(|m| matches!(m, MomentKind::MinutesLeft(_))).count();
    assert_eq!(minutes, 0, "what was slept through is not told any more");
}

#[test]
fn a_rehearsal_asks_nothing_of_the_device_and_is_complete_with_stop() {
    let mut bench = Bench::new(Started { rehearsal: true, ..started(Drive::Device) });
    bench.input(Input::SetupDone);
    bench.pass(5_000);
    bench.input(Input::Stop(StopCause::Person));
    assert_eq!(bench.requests, []);
    assert_eq!(bench.finished.map(|f| f.end), Some(End::Completed));
    assert_eq!(bench.moments.last(), Some(&MomentKind::Rehearsed { with_stop: true }), "no word of a pull");
}

#[test]
fn a_rehearsal_without_stop_is_not_complete() {
    let mut bench = Bench::new(Started { rehearsal: true, ..started(Drive::Device) });
    bench.input(Input::SetupDone);
    bench.pass(60_000);
    assert_eq!(bench.finished.map(|f| f.end), Some(End::Stopped));
}

#[test]
fn a_killed_session_with_a_device_is_closed_as_interrupted() {
    let mut bench = Bench::running_with_device();
    bench.pass(30_000);
    let state = State::fold(bench.facts.iter().map(|(fact, at)| (fact, *at))).expect("folds");
    let facts = Machine::close_interrupted(&state, bench.now.plus(Millis::from_secs(10)));
    let Some(Fact::Finished(finished)) = facts.last() else { panic!("the last fact is the end") };
    assert_eq!((finished.end, finished.reason), (End::Interrupted, Some(Reason::Killed)));
    assert_eq!(finished.release, Release::Unknown);
}

#[test]
fn a_killed_passive_session_runs_on_and_cues_its_end() {
    let mut bench = Bench::running_by_hand();
    bench.pass(30_000);
    let state = State::fold(bench.facts.iter().map(|(fact, at)| (fact, *at))).expect("folds");
    bench.machine = Machine::recover(state, bench.now.plus(Millis::from_secs(10)));
    bench.now = bench.now.plus(Millis::from_secs(10));
    bench.moments.clear();
    bench.pass(200_000);
    assert!(bench.moments.contains(&MomentKind::ReleaseNow));
    assert_eq!(bench.phase(), Phase::Releasing);
}

#[derive(Debug, Clone)]
enum Step {
    Input(Input),
    Pass(u64),
    Sleep(u64),
}

fn any_step() -> impl Strategy<Value = Step> {
    let device = prop_oneof![
        Just(DeviceEvent::Armed),
        Just(DeviceEvent::Started),
        Just(DeviceEvent::Resumed),
        Just(DeviceEvent::Refused),
        Just(DeviceEvent::OverLimit),
        Just(DeviceEvent::Fault),
        Just(DeviceEvent::HandSwitch),
        Just(DeviceEvent::LowBattery),
        Just(DeviceEvent::Lost),
        Just(DeviceEvent::AtRest),
        Just(DeviceEvent::LinkLost),
        Just(DeviceEvent::Release(Release::Confirmed)),
        Just(DeviceEvent::Release(Release::Unconfirmed)),
    ];
    let action = prop_oneof![
        Just(SymptomAction::Emergency),
        Just(SymptomAction::StopAndSee),
        Just(SymptomAction::EndAndLower),
        Just(SymptomAction::Lower),
        Just(SymptomAction::Note),
    ];
    let input = prop_oneof![
        4 => Just(Input::SetupDone),
        2 => Just(Input::Pause),
        2 => Just(Input::Resume),
        2 => Just(Input::EaseOff),
        1 => Just(Input::Stop(StopCause::Person)),
        1 => action.prop_map(|action| Input::Symptom { symptom: "pain".to_owned(), action }),
        1 => Just(Input::Released),
        1 => Just(Input::Acknowledge),
        6 => device.prop_map(Input::Device),
    ];
    prop_oneof![
        5 => input.prop_map(Step::Input),
        4 => (0_u64..90_000).prop_map(Step::Pass),
        1 => (0_u64..400_000).prop_map(Step::Sleep),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_replay_equals_live_the_pull_stays_in_its_limit_and_a_stop_ends_it(
        passive in any::<bool>(),
        steps in prop::collection::vec(any_step(), 0..40),
    ) {
        let mut bench = Bench::new(started(if passive { Drive::Person } else { Drive::Device }));
        let mut cap = TOP;
        for step in steps {
            match step {
                Step::Input(input) => bench.input(input),
                Step::Pass(millis) => bench.pass(millis),
                Step::Sleep(millis) => bench.sleep(millis),
            }
            let state = bench.machine.state();
            let folded = State::fold(bench.facts.iter().map(|(fact, at)| (fact, *at))).expect("folds");
            prop_assert_eq!(&folded, state);
            let now_cap = state.cap.unwrap_or(TOP);
            prop_assert!(now_cap <= cap, "nothing raises the cap");
            cap = now_cap;
            prop_assert!(state.target(bench.now).unwrap_or_default() <= cap);
            let releasing = matches!(state.phase, Phase::Releasing | Phase::Ended);
            let pulls_after_release = bench.requests.iter().skip_while(|r| **r != DeviceRequest::Release).any(|r| r.may_pull());
            prop_assert!(!pulls_after_release || !releasing, "nothing pulls after a release");
        }
        bench.input(Input::Stop(StopCause::Person));
        bench.pass(400_000);
        prop_assert!(bench.finished.is_some(), "a stopped session ends");
        let ends = bench.facts.iter().filter(|(fact, _)| matches!(fact, Fact::Finished(_))).count();
        prop_assert_eq!(ends, 1);
        prop_assert!(matches!(bench.facts.last(), Some((Fact::Finished(_), _))));
    }
}
