//! A pull of 24 simulated hours in which the phone sleeps, the program is killed and the person pauses, again and
//! again: what does it drift by? Each moment that somebody was awake for is compared with the plan, whose moments
//! are worked out here by their own arithmetic. The benchmark prints what the test holds to zero.

use nape_logic::session::{Drive, Input, MomentKind, Phase, SegmentKind, Started};
use nape_logic::time::{Elapsed, Millis};

use super::bench::{Bench, started};

const DAY: u64 = 24 * 60 * MINUTE;
const MINUTE: u64 = 60_000;
/// The dose's hold and rest together.
const CYCLE: u64 = 80_000;
/// Spells awake and asleep, in turn. Their numbers have no common factor with a cycle or with one another, so that
/// sleeps begin and end all over the cycle.
const AWAKE: [u64; 5] = [47_017, 211_003, 3_001, 120_011, 331_027];
const ASLEEP: [u64; 4] = [17_011, 613, 97_003, 301_013];
/// Nobody sleeps through the end, so that it can be compared too.
const AWAKE_AT_THE_END: u64 = 15 * MINUTE;

/// What 24 hours came to.
#[derive(Debug, Default)]
pub(crate) struct Day {
    /// Moments told while the phone was awake.
    pub(crate) told: usize,
    /// Moments of the plan that came in a sleep.
    pub(crate) slept_through: usize,
    /// How often the app was suspended, or killed and taken up again.
    pub(crate) suspends: usize,
    /// How many of those were kills.
    pub(crate) kills: usize,
    /// How often the person paused.
    pub(crate) pauses: usize,
    /// The furthest that a moment, or the place shown on waking up, was from the plan.
    pub(crate) drift: Millis,
    /// How far the end cue was from the plan.
    pub(crate) end: Millis,
}

/// A moment with its offset from the start of the pull.
type At = (u64, MomentKind);

/// What the dose of [`started`] makes of a day: 16 s of ramp up and then 8, down in 4 s; a release of 8 s.
fn plan() -> Vec<At> {
    let release = DAY - 8_000;
    let cycle = |cycle: u64| {
        let start = cycle * CYCLE;
        let up = if cycle == 0 { 16_000 } else { 8_000 };
        [
            (start, MomentKind::Segment(SegmentKind::Ramp)),
            (start + up, MomentKind::Segment(SegmentKind::Hold)),
            (start + 60_000, MomentKind::Segment(SegmentKind::Ramp)),
            (start + 64_000, MomentKind::Segment(SegmentKind::Rest)),
        ]
    };
    let mut plan: Vec<At> = (0..=DAY / CYCLE).flat_map(cycle).filter(|(at, _)| *at < release).collect();
    plan.extend((1..DAY / MINUTE).map(|left| (DAY - left * MINUTE, MomentKind::MinutesLeft(left))));
    plan.push((release, MomentKind::Segment(SegmentKind::Release)));
    plan.push((DAY - 10_000, MomentKind::LastSeconds));
    plan.push((DAY, MomentKind::ReleaseNow));
    plan.sort_by_key(|(at, _)| *at);
    plan
}

/// The day under way.
struct Course {
    bench: Bench,
    began: Elapsed,
    paused: u64,
    told: Vec<At>,
    asleep: Vec<(u64, u64)>,
    day: Day,
}

impl Course {
    fn begin() -> Self {
        let mut dose = started(Drive::Person);
        dose.dose.duration = Millis(DAY);
        let mut bench = Bench::new(Started { get_in: Millis::ZERO, ..dose });
        bench.input(Input::SetupDone);
        let began = bench.now;
        let mut course = Self { bench, began, paused: 0, told: vec![], asleep: vec![], day: Day::default() };
        course.take_told();
        course
    }

    /// Time under the plan, by the clock alone.
    fn offset(&self) -> u64 {
        self.bench.now.since(self.began).get() - self.paused
    }

    fn take_told(&mut self) {
        let at = self.offset();
        self.told.extend(self.bench.moments.drain(..).map(|kind| (at, kind)));
    }

    /// Awake, from one timeout of the machine to the next.
    fn awake(&mut self, millis: u64) {
        let end = self.bench.now.plus(Millis(millis));
        while let Some(due) = self.bench.poll_timeout().filter(|due| *due <= end) {
            self.bench.pass(due.since(self.bench.now).get());
            self.take_told();
            if self.bench.phase() == Phase::Releasing {
                return;
            }
        }
        self.bench.pass(end.since(self.bench.now).get());
    }

    /// Suspended or killed, and back. What is said on waking up is late by nature; the place must be right.
    fn asleep(&mut self, millis: u64, killed: bool) {
        let from = self.offset();
        if killed {
            self.bench.kill(millis, false);
            self.day.kills += 1;
        } else {
            self.bench.input(Input::AppSuspended);
            self.bench.now = self.bench.now.plus(Millis(millis));
            self.bench.input(Input::AppResumed);
        }
        self.bench.moments.clear();
        self.day.suspends += 1;
        self.asleep.push((from, self.offset()));
        self.compare_place();
    }

    fn pause(&mut self, millis: u64) {
        self.bench.input(Input::Pause);
        self.bench.pass(millis);
        self.bench.input(Input::Resume);
        self.bench.moments.clear();
        self.paused += millis;
        self.day.pauses += 1;
        self.compare_place();
    }

    fn compare_place(&mut self) {
        let place = self.bench.state().position(self.bench.now).get();
        self.day.drift = self.day.drift.max(Millis(place.abs_diff(self.offset())));
    }

    /// Every moment of the plan that nobody slept through against the nearest one of its kind that was told.
    fn compare(mut self) -> Day {
        for (at, kind) in plan() {
            if self.asleep.iter().any(|(from, until)| (from + 1..=*until).contains(&at)) {
                self.day.slept_through += 1;
                continue;
            }
            let told = self.told.iter().filter(|(_, told)| *told == kind).map(|(told, _)| told.abs_diff(at));
            let far = Millis(told.min().unwrap_or(u64::MAX));
            self.day.drift = self.day.drift.max(far);
            if kind == MomentKind::ReleaseNow {
                self.day.end = far;
            }
        }
        self.day.told = self.told.len();
        self.day
    }
}

/// Runs the 24 hours.
pub(crate) fn a_day() -> Day {
    let mut course = Course::begin();
    for (spell, awake) in AWAKE.into_iter().cycle().enumerate() {
        if course.offset() + AWAKE_AT_THE_END > DAY {
            break;
        }
        course.awake(awake);
        course.asleep(ASLEEP[spell % ASLEEP.len()], spell % 7 == 6);
        if spell % 5 == 4 {
            course.pause(20_011);
        }
    }
    course.awake(DAY);
    course.compare()
}

#[test]
fn twenty_four_hours_with_sleeps_kills_and_pauses_drift_by_nothing() {
    let day = a_day();
    assert_eq!((day.drift, day.end), (Millis::ZERO, Millis::ZERO), "{day:?}");
    assert_eq!(day.told + day.slept_through, plan().len(), "none is told twice, none is left out: {day:?}");
    assert!(day.suspends > 300 && day.kills > 40 && day.pauses > 60, "{day:?}");
    assert!(day.told > 2_000 && day.slept_through > 1_000, "both happen: {day:?}");
}
