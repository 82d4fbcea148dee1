//! The local notifications that end a session where the app sleeps: what the machine would say, as a list that the
//! shell hands to the system. They lie outside quiet hours, pause and capacity (P25).
//!
//! A passive pull ends only if the person hears that it should, so its end and the repeats of it are always in the
//! list. A device ends by itself; one alarm asks the person to look.

use super::fact::Drive;
use super::moment::{Moment, MomentKind, Voice};
use super::output::Reason;
use super::state::{Phase, State};
use super::timeline::SegmentKind;
use super::timing;
use crate::time::{Elapsed, Millis};

/// The most alarms at a time: iOS keeps 64, and reminders need some of them (own decision `[D]`).
const MOST_ALARMS: usize = 30;
/// Repeats of the end cue that always have their place: the first two minutes of it (F10, own decision `[D]`).
const LEAST_REPEATS: usize = 8;

/// One notification.
#[derive(Debug, Clone, PartialEq)]
pub struct Alarm {
    /// Stays the same while the session goes on as it was, so that a shell replaces and never doubles it.
    pub id: String,
    /// When, on the clock that counts suspend.
    pub at: Elapsed,
    /// What it says, and how far it interrupts.
    pub moment: Moment,
    /// Whether it asks to end the pull; false for a cue on the way.
    pub ends: bool,
}

/// The notifications of the session as it stands at `now`, in the order of time, at most 30. Empty
/// before the person is ready, once the end cue was heard, and when the session is over.
pub fn alarms(state: &State, now: Elapsed) -> Vec<Alarm> {
    if state.started.rehearsal {
        return Vec::new();
    }
    match (state.phase, state.started.drive) {
        (Phase::Setup | Phase::Ended, _) | (Phase::Releasing, Drive::Device) => Vec::new(),
        (Phase::Ready | Phase::Running, Drive::Device) => vec![device_end(state, now)],
        (Phase::Ready | Phase::Running, Drive::Person) => passive(state, now),
        (Phase::Paused, _) => vec![pause_end(state, now)],
        (Phase::Releasing, Drive::Person) if state.acknowledged || !state.pulled() => Vec::new(),
        (Phase::Releasing, Drive::Person) => repeats(state, now),
    }
}

/// The cues on the way, nearest first, then the end with its repeats.
fn passive(state: &State, now: Elapsed) -> Vec<Alarm> {
    let total = state.timeline.total();
    let end = at_position(state, now, total);
    let mut alarms = cues(state, now);
    alarms.truncate(MOST_ALARMS - 1 - LEAST_REPEATS);
    let moment = told(MomentKind::ReleaseNow, state);
    alarms.push(Alarm { id: "end".to_owned(), at: end, moment, ends: true });
    let room = MOST_ALARMS - alarms.len();
    alarms.extend(repeats_after(end, state).take(room));
    alarms
}

/// Each hold, rest and release that is still to come.
fn cues(state: &State, now: Elapsed) -> Vec<Alarm> {
    let position = state.position(now);
    let told = |kind| {
        matches!(kind, SegmentKind::Setup | SegmentKind::Hold | SegmentKind::Rest | SegmentKind::Release)
    };
    state
        .timeline
        .segments()
        .iter()
        .filter(|segment| told(segment.kind) && segment.start > position)
        .map(|segment| Alarm {
            id: format!("at-{}", segment.start.get()),
            at: at_position(state, now, segment.start),
            moment: Moment::tell(MomentKind::Segment(segment.kind), segment.cycle, Voice::of(state)),
            ends: false,
        })
        .collect()
}

/// What is left of an end cue that goes on.
fn repeats(state: &State, now: Elapsed) -> Vec<Alarm> {
    let began = state.when_waited(Millis::ZERO);
    repeats_after(began, state).filter(|alarm| alarm.at > now).collect()
}

fn repeats_after(end: Elapsed, state: &State) -> impl Iterator<Item = Alarm> {
    let every = timing::INSIST_EVERY.get();
    let count = timing::RELEASE_CONFIRMATION_LIMIT.get() / every;
    (1..=count).map(move |repeat| Alarm {
        id: format!("end-{repeat}"),
        at: end.plus(Millis(every * repeat)),
        moment: told(MomentKind::ReleaseNow, state),
        ends: true,
    })
}

/// A device ends by itself; the person looks whether it did.
fn device_end(state: &State, now: Elapsed) -> Alarm {
    let at = at_position(state, now, state.timeline.total()).plus(timing::RELEASE_WATCH);
    Alarm { id: "end".to_owned(), at, moment: told(MomentKind::CheckRelease, state), ends: true }
}

fn pause_end(state: &State, now: Elapsed) -> Alarm {
    let at = state.when_waited(timing::PAUSE_LIMIT).max(now);
    let moment = told(MomentKind::Stopping(Reason::PauseTimeout), state);
    Alarm { id: "pause".to_owned(), at, moment, ends: true }
}

/// When the session will have come to `position`, if nothing happens.
fn at_position(state: &State, now: Elapsed, position: Millis) -> Elapsed {
    now.plus(position.minus(state.position(now)))
}

fn told(kind: MomentKind, state: &State) -> Moment {
    Moment::tell(kind, None, Voice::of(state))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modality::{Modality, Region};
    use crate::plan::{Dose, Load, Pattern};
    use crate::session::moment::Urgency;
    use crate::session::{Fact, Input, Machine, Started};
    use crate::units::Force;

    fn started(drive: Drive, minutes: u64) -> Started {
        Started {
            modality: Modality::OverDoorPulley,
            region: Region::Cervical,
            dose: Dose {
                modality: Modality::OverDoorPulley,
                region: Region::Cervical,
                pattern: Pattern::Intermittent,
                load: Load::Force(Force::from_millinewtons(60_000)),
                rest_force: Force::ZERO,
                duration: Millis::from_mins(minutes),
                hold: Millis::from_secs(40),
                rest: Millis::from_secs(20),
                ramp_up: Millis::ZERO,
                ramp_down: Millis::ZERO,
                angle_deg: None,
                sets: None,
            },
            limited_by: vec![],
            get_in: Millis::from_secs(10),
            drive,
            rehearsal: false,
            simulated: false,
        }
    }

    const READY: Elapsed = Elapsed(1_000);

    fn ready(drive: Drive, minutes: u64) -> Machine {
        let mut machine = Machine::start(started(drive, minutes), Elapsed(0)).expect("starts");
        machine.handle(Input::SetupDone, READY);
        machine
    }

    fn ids(state: &State, now: Elapsed) -> Vec<String> {
        alarms(state, now).into_iter().map(|alarm| alarm.id).collect()
    }

    #[test]
    fn a_passive_pull_has_its_cues_its_end_and_the_end_again_and_again() {
        let machine = ready(Drive::Person, 2);
        let alarms = alarms(machine.state(), READY);
        let seconds: Vec<u64> =
            alarms.iter().take(4).map(|alarm| alarm.at.since(READY).secs_floor()).collect();
        assert_eq!(seconds, [10, 50, 70, 110], "pull, rest, pull, rest");
        let end = alarms.iter().find(|alarm| alarm.id == "end").expect("an end");
        assert_eq!(end.at, READY.plus(Millis::from_secs(130)));
        assert!(
            alarms.iter().filter(|alarm| alarm.ends).all(|alarm| alarm.moment.urgency == Urgency::Insists)
        );
        assert_eq!(
            alarms.iter().filter(|alarm| alarm.ends).count(),
            21,
            "the end and five minutes of repeats"
        );
        assert!(alarms.is_sorted_by_key(|alarm| alarm.at));
    }

    #[test]
    fn however_many_rounds_there_are_the_end_and_its_repeats_have_their_place() {
        let machine = ready(Drive::Person, 60);
        let alarms = alarms(machine.state(), READY);
        assert_eq!(alarms.len(), MOST_ALARMS);
        assert_eq!(alarms.iter().filter(|alarm| alarm.ends).count(), 1 + LEAST_REPEATS);
        let first = alarms.first().map(|alarm| alarm.at.since(READY).secs_floor());
        assert_eq!(first, Some(10), "nearest first");
    }

    #[test]
    fn a_device_ends_by_itself_and_one_alarm_asks_to_look() {
        let machine = ready(Drive::Device, 2);
        assert_eq!(ids(machine.state(), READY), ["end"]);
    }

    #[test]
    fn a_pause_has_one_alarm_for_its_own_end() {
        let mut machine = ready(Drive::Person, 2);
        machine.handle_timeout(READY.plus(Millis::from_secs(10)));
        let now = READY.plus(Millis::from_secs(30));
        machine.handle(Input::Pause, now);
        let [alarm] = &alarms(machine.state(), now)[..] else { panic!("one alarm") };
        assert_eq!((alarm.id.as_str(), alarm.at), ("pause", now.plus(timing::PAUSE_LIMIT)));
    }

    #[test]
    fn going_on_after_a_pause_moves_the_end_by_the_pause() {
        let mut machine = ready(Drive::Person, 2);
        machine.handle_timeout(READY.plus(Millis::from_secs(10)));
        machine.handle(Input::Pause, READY.plus(Millis::from_secs(30)));
        let now = READY.plus(Millis::from_secs(75));
        machine.handle(Input::Resume, now);
        let end = alarms(machine.state(), now).into_iter().find(|alarm| alarm.id == "end").expect("an end");
        assert_eq!(end.at, READY.plus(Millis::from_secs(130 + 45)));
    }

    #[test]
    fn before_the_person_is_ready_and_once_the_cue_was_heard_there_is_none() {
        let mut machine = Machine::start(started(Drive::Person, 2), Elapsed(0)).expect("starts");
        assert!(alarms(machine.state(), Elapsed(0)).is_empty());
        machine.handle(Input::SetupDone, READY);
        let end = READY.plus(Millis::from_secs(130));
        machine.handle_timeout(end);
        assert_eq!(ids(machine.state(), end).first().map(String::as_str), Some("end-1"));
        machine.handle(Input::Acknowledge, end);
        assert!(alarms(machine.state(), end).is_empty());
    }

    #[test]
    fn a_rehearsal_has_none() {
        let started = Started { rehearsal: true, ..started(Drive::Person, 2) };
        let mut state = State::begin(&started, READY).expect("begins");
        state.apply(&Fact::SetupDone, READY);
        assert!(alarms(&state, READY).is_empty());
    }
}
