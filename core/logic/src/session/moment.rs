//! The moments worth telling a person, and how: words, a spoken form, a touch, and how far they may
//! interrupt. The core names moments; the shell animates between them.

use super::fact::Drive;
use super::output::{End, Reason};
use super::state::State;
use super::steps::Step;
use super::timeline::{Segment, SegmentKind, Timeline};
use super::timing;
use crate::text::Message;
use crate::time::Millis;

/// What the moment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentKind {
    /// A segment began.
    Segment(SegmentKind),
    /// So many whole minutes are left.
    MinutesLeft(u64),
    /// The last ten seconds began.
    LastSeconds,
    /// A passive pull must come off now; comes again until acknowledged.
    ReleaseNow,
    /// The same, where the end was slept through: the pull should have been off for so long.
    ReleaseOverdue {
        /// How long.
        late: Millis,
    },
    /// One step of taking a passive pull off; they follow the end cue.
    ReleaseStep,
    /// The time of a session with a device is up, told by a phone that can't ask the device.
    CheckRelease,
    /// The pull was taken off for a moment.
    Paused,
    /// The pull goes on.
    Resumed,
    /// The pull was lowered.
    EasedOff,
    /// A gauge measures more than the limit: ease off by hand.
    OverLimit,
    /// A gauge measures no more than the limit again.
    WithinLimit,
    /// The gauge can't be heard: nobody measures.
    GaugeSilent,
    /// The gauge can be heard again.
    GaugeHeard,
    /// Nothing is heard from the device that pulls: be ready to let go by hand.
    DeviceSilent,
    /// That device is heard again.
    DeviceHeard,
    /// The session stops before its time.
    Stopping(Reason),
    /// The device did not confirm its release: let go by hand.
    LetGoByHand,
    /// The session is over.
    Done(End),
    /// The session is over and nobody said that the pull is off.
    DoneUnreleased,
    /// A rehearsal is over; whether Stop was pressed in it, which is what it is for.
    Rehearsed {
        /// Stop was pressed.
        with_stop: bool,
    },
}

impl MomentKind {
    /// Whether it tells a person to let go or to let down, or that the pull is going: such a moment waits for nothing,
    /// like the release itself (E1). None of them says that all is well.
    pub const fn lets_go(self) -> bool {
        matches!(
            self,
            Self::Stopping(_)
                | Self::ReleaseNow
                | Self::ReleaseOverdue { .. }
                | Self::ReleaseStep
                | Self::CheckRelease
                | Self::DeviceSilent
                | Self::LetGoByHand
                | Self::OverLimit
                | Self::Paused
                | Self::EasedOff
        )
    }
}

/// A touch that goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Haptic {
    /// None.
    None,
    /// One short touch.
    Tap,
    /// Two.
    DoubleTap,
    /// Long, meant to wake.
    Alarm,
}

/// How far a moment may interrupt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// On the screen only.
    Quiet,
    /// May be spoken.
    Spoken,
    /// Must be noticed, through silent modes where the system allows it.
    Insists,
}

/// A moment as told.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// What it is.
    pub kind: MomentKind,
    /// The words on the screen.
    pub text: Message,
    /// The words to speak: short, without numbers that can't be heard in time.
    pub spoken: Message,
    /// The touch.
    pub haptic: Haptic,
    /// How far it may interrupt.
    pub urgency: Urgency,
}

/// What a moment's words have to know of the session.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice {
    /// The person puts the pull on and takes it off: the words tell them to, and never that it happens.
    by_hand: bool,
    /// The session was stopped before its time.
    stopped: bool,
    /// The person eased off: the plan's own pull is no longer what is asked for.
    eased: bool,
}

impl Voice {
    pub(super) fn of(state: &State) -> Self {
        Self {
            by_hand: state.started.drive == Drive::Person,
            stopped: state.ending.is_some_and(|ending| ending.reason.is_some()),
            eased: state.eased,
        }
    }

    /// What ends the key of this session's words for a moment.
    fn ending(self, kind: MomentKind) -> &'static str {
        match kind {
            MomentKind::ReleaseNow if self.stopped => "-stopped",
            MomentKind::Segment(SegmentKind::Ramp | SegmentKind::Hold) | MomentKind::Resumed
                if self.by_hand && self.eased =>
            {
                "-eased-by-hand"
            }
            MomentKind::Segment(_)
            | MomentKind::Paused
            | MomentKind::Resumed
            | MomentKind::EasedOff
            | MomentKind::Stopping(
                Reason::Person
                | Reason::Signal
                | Reason::Symptom
                | Reason::PauseTimeout
                | Reason::Killed
                | Reason::Storage,
            ) if self.by_hand => "-by-hand",
            _ => "",
        }
    }
}

/// A moment's place on the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Planned {
    pub(super) at: Millis,
    pub(super) kind: MomentKind,
    pub(super) cycle: Option<u32>,
}

/// All moments of a timeline in order: segments, whole minutes left, the last seconds.
pub(super) fn plan(timeline: &Timeline) -> Vec<Planned> {
    let total = timeline.total();
    let segment = |s: &Segment| Planned { at: s.start, kind: MomentKind::Segment(s.kind), cycle: s.cycle };
    let mut planned: Vec<Planned> = timeline.segments().iter().map(segment).collect();
    let load = total.minus(timeline.load_starts());
    let minutes = 1..=load.minus(Millis(1)).get() / Millis::from_mins(1).get();
    planned.extend(minutes.map(|left| Planned {
        at: total.minus(Millis::from_mins(left)),
        kind: MomentKind::MinutesLeft(left),
        cycle: None,
    }));
    if load > timing::LAST_SECONDS {
        planned.push(Planned {
            at: total.minus(timing::LAST_SECONDS),
            kind: MomentKind::LastSeconds,
            cycle: None,
        });
    }
    planned.sort_by_key(|moment| moment.at);
    planned
}

impl Moment {
    /// Puts a moment into words, a touch and an urgency.
    pub(super) fn tell(kind: MomentKind, cycle: Option<u32>, voice: Voice) -> Self {
        let (key, haptic, urgency) = manner(kind);
        let mut text = Message::new(format!("session-moment-{key}{}", voice.ending(kind)));
        if let Some(cycle) = cycle {
            text = text.number("round", f64::from(cycle));
        }
        let minutes = match kind {
            MomentKind::MinutesLeft(minutes) => Some(minutes),
            MomentKind::ReleaseOverdue { late } => Some(late.get() / Millis::from_mins(1).get()),
            _ => None,
        };
        if let Some(minutes) = minutes {
            text = text.number("minutes", f64::from(u32::try_from(minutes).unwrap_or(u32::MAX)));
        }
        let spoken = Message { key: format!("{}-spoken", text.key).into(), args: text.args.clone() };
        Self { kind, text, spoken, haptic, urgency }
    }

    /// One step of taking a pull off, read and spoken in the same words.
    pub(super) fn step(step: Step) -> Self {
        let (_, haptic, urgency) = manner(MomentKind::ReleaseStep);
        Self { kind: MomentKind::ReleaseStep, spoken: step.text.clone(), text: step.text, haptic, urgency }
    }
}

fn manner(kind: MomentKind) -> (&'static str, Haptic, Urgency) {
    use MomentKind as Kind;
    match kind {
        Kind::Segment(SegmentKind::Setup) => ("setup", Haptic::Tap, Urgency::Spoken),
        Kind::Segment(SegmentKind::Ramp) => ("ramp", Haptic::None, Urgency::Quiet),
        Kind::Segment(SegmentKind::Hold) => ("hold", Haptic::Tap, Urgency::Spoken),
        Kind::Segment(SegmentKind::Rest) => ("rest", Haptic::DoubleTap, Urgency::Spoken),
        Kind::Segment(SegmentKind::Release) => ("release", Haptic::DoubleTap, Urgency::Spoken),
        Kind::MinutesLeft(_) => ("minutes-left", Haptic::None, Urgency::Spoken),
        Kind::LastSeconds => ("last-seconds", Haptic::Tap, Urgency::Spoken),
        Kind::ReleaseNow => ("release-now", Haptic::Alarm, Urgency::Insists),
        Kind::ReleaseOverdue { .. } => ("release-overdue", Haptic::Alarm, Urgency::Insists),
        Kind::ReleaseStep => ("release-step", Haptic::None, Urgency::Spoken),
        Kind::CheckRelease => ("check-release", Haptic::Alarm, Urgency::Insists),
        Kind::Paused => ("paused", Haptic::Tap, Urgency::Spoken),
        Kind::Resumed => ("resumed", Haptic::Tap, Urgency::Spoken),
        Kind::EasedOff => ("eased-off", Haptic::Tap, Urgency::Spoken),
        Kind::OverLimit => ("over-limit", Haptic::Alarm, Urgency::Insists),
        Kind::WithinLimit => ("within-limit", Haptic::Tap, Urgency::Spoken),
        Kind::GaugeSilent => ("gauge-silent", Haptic::Alarm, Urgency::Insists),
        Kind::GaugeHeard => ("gauge-heard", Haptic::Tap, Urgency::Spoken),
        Kind::DeviceSilent => ("device-silent", Haptic::Alarm, Urgency::Insists),
        Kind::DeviceHeard => ("device-heard", Haptic::Tap, Urgency::Spoken),
        Kind::Stopping(Reason::Person | Reason::Signal) => ("stopping", Haptic::DoubleTap, Urgency::Spoken),
        Kind::Stopping(Reason::Symptom) => ("stopping-symptom", Haptic::DoubleTap, Urgency::Insists),
        Kind::Stopping(Reason::DeviceFault) => ("stopping-device-fault", Haptic::Alarm, Urgency::Insists),
        Kind::Stopping(Reason::LinkLost) => ("stopping-link-lost", Haptic::Alarm, Urgency::Insists),
        Kind::Stopping(Reason::LowBattery) => ("stopping-low-battery", Haptic::Alarm, Urgency::Insists),
        Kind::Stopping(Reason::HandSwitch) => ("stopping-hand-switch", Haptic::DoubleTap, Urgency::Insists),
        Kind::Stopping(Reason::PauseTimeout) => ("stopping-pause", Haptic::Alarm, Urgency::Insists),
        Kind::Stopping(Reason::OverLimit) => ("stopping-over-limit", Haptic::Alarm, Urgency::Insists),
        Kind::Stopping(Reason::Killed | Reason::Storage) => {
            ("stopping-storage", Haptic::Alarm, Urgency::Insists)
        }
        Kind::LetGoByHand => ("let-go-by-hand", Haptic::Alarm, Urgency::Insists),
        Kind::Rehearsed { with_stop: true } => ("rehearsed", Haptic::DoubleTap, Urgency::Spoken),
        Kind::Rehearsed { with_stop: false } => {
            ("rehearsed-without-stop", Haptic::DoubleTap, Urgency::Spoken)
        }
        Kind::DoneUnreleased => ("done-unreleased", Haptic::Alarm, Urgency::Insists),
        Kind::Done(End::Completed) => ("done", Haptic::DoubleTap, Urgency::Insists),
        Kind::Done(End::Stopped) => ("done-stopped", Haptic::DoubleTap, Urgency::Spoken),
        Kind::Done(End::Emergency) => ("done-emergency", Haptic::Alarm, Urgency::Insists),
        Kind::Done(End::Interrupted) => ("done-interrupted", Haptic::DoubleTap, Urgency::Insists),
        Kind::Done(End::Uncertain) => ("done-uncertain", Haptic::Alarm, Urgency::Insists),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn every_moment_has_words_for_the_screen_and_for_the_ear() {
        let segments = [
            SegmentKind::Setup,
            SegmentKind::Ramp,
            SegmentKind::Hold,
            SegmentKind::Rest,
            SegmentKind::Release,
        ];
        let reasons = [
            Reason::Person,
            Reason::Symptom,
            Reason::DeviceFault,
            Reason::LinkLost,
            Reason::LowBattery,
            Reason::HandSwitch,
            Reason::PauseTimeout,
            Reason::Signal,
            Reason::Killed,
            Reason::Storage,
            Reason::OverLimit,
        ];
        let ends = [End::Completed, End::Stopped, End::Emergency, End::Interrupted, End::Uncertain];
        let rest = [
            MomentKind::MinutesLeft(3),
            MomentKind::LastSeconds,
            MomentKind::ReleaseNow,
            MomentKind::ReleaseOverdue { late: Millis::from_mins(2) },
            MomentKind::CheckRelease,
            MomentKind::DoneUnreleased,
            MomentKind::Paused,
            MomentKind::Resumed,
            MomentKind::EasedOff,
            MomentKind::OverLimit,
            MomentKind::WithinLimit,
            MomentKind::GaugeSilent,
            MomentKind::GaugeHeard,
            MomentKind::DeviceSilent,
            MomentKind::DeviceHeard,
            MomentKind::LetGoByHand,
            MomentKind::Rehearsed { with_stop: true },
            MomentKind::Rehearsed { with_stop: false },
        ];
        let all = segments
            .map(MomentKind::Segment)
            .into_iter()
            .chain(reasons.map(MomentKind::Stopping))
            .chain(ends.map(MomentKind::Done))
            .chain(rest);
        for kind in all {
            for (by_hand, stopped, eased) in
                [(false, false, false), (false, true, true), (true, false, false), (true, true, true)]
            {
                let moment = Moment::tell(kind, Some(2), Voice { by_hand, stopped, eased });
                for message in [&moment.text, &moment.spoken] {
                    assert!(text::has_message(&message.key), "{} has no words", message.key);
                }
            }
        }
    }

    /// Whoever believes that something takes the pull off stays in it.
    #[test]
    fn where_the_person_is_the_release_no_moment_says_that_the_pull_moves_by_itself() {
        let kinds = [
            MomentKind::Segment(SegmentKind::Setup),
            MomentKind::Segment(SegmentKind::Ramp),
            MomentKind::Segment(SegmentKind::Hold),
            MomentKind::Segment(SegmentKind::Rest),
            MomentKind::Segment(SegmentKind::Release),
            MomentKind::Paused,
            MomentKind::Resumed,
            MomentKind::EasedOff,
            MomentKind::Stopping(Reason::Person),
            MomentKind::Stopping(Reason::Signal),
            MomentKind::Stopping(Reason::Symptom),
            MomentKind::Stopping(Reason::PauseTimeout),
            MomentKind::Stopping(Reason::OverLimit),
            MomentKind::Stopping(Reason::Storage),
            MomentKind::ReleaseNow,
        ];
        for kind in kinds {
            let moment = Moment::tell(kind, Some(2), Voice { by_hand: true, stopped: true, eased: true });
            let words = text::render(&moment.text);
            for claim in
                ["coming off", "pull goes", "pull comes", "pull starts", "pull is changing", "by itself"]
            {
                assert!(!words.contains(claim), "{words}");
            }
        }
    }
}
