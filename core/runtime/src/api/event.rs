//! What happens, as numbered events: one stream for every reader.

use serde::Serialize;

use super::routine::{Routine, RoutineEnd};
use super::session::AwayClock;
use super::words::{End, Haptic, Modality, Reason, Region, Release, SegmentKind, SymptomAction, Urgency};

/// One thing that happened, in the order of `seq`.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct Event {
    /// One more with each event; starts at 1 with `open`.
    pub seq: u64,
    /// Session time since Start, pauses included.
    pub elapsed_ms: u64,
    /// What happened.
    #[serde(flatten)]
    pub body: EventBody,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum EventBody {
    /// A session was started; no force yet.
    Started {
        /// The session's id.
        session: String,
        /// The way of traction.
        modality: Modality,
        /// The part of the spine.
        region: Region,
        /// The pull of a hold, where known.
        force_mn: Option<u32>,
        /// The ids of the limits that lowered the dose.
        limited_by: Vec<String>,
        /// A rehearsal without force.
        rehearsal: bool,
        /// Not a real pull.
        simulated: bool,
    },
    /// How long the session will take, pauses aside.
    Planned {
        /// The length of its timeline.
        total_ms: u64,
    },
    /// The person heard the end cue.
    Acknowledged,
    /// News of the device's connection and programme.
    Device {
        /// Where it stands.
        state: DeviceState,
    },
    /// The person is in place.
    SetupDone,
    /// The pull begins.
    LoadStarted,
    /// A segment began.
    Segment {
        /// What happens.
        kind: SegmentKind,
        /// Which cycle.
        cycle: Option<u32>,
        /// Pull at its start.
        from_mn: Option<u32>,
        /// Pull at its end.
        to_mn: Option<u32>,
        /// Offset of its end on the timeline.
        end_ms: u64,
    },
    /// A moment worth telling the person.
    Moment {
        /// The message's key.
        key: String,
        /// Words for the screen.
        text: String,
        /// Words to speak.
        spoken: String,
        /// A touch.
        haptic: Haptic,
        /// How far it may interrupt.
        urgency: Urgency,
    },
    /// A summary of what the device measures.
    Telemetry {
        /// Position on the timeline.
        position_ms: u64,
        /// Measured pull.
        measured_mn: u32,
        /// Wanted pull.
        target_mn: u32,
    },
    /// Nothing was heard from the device for so long; what is shown is old.
    Stale {
        /// The age of the last measurement.
        age_ms: u64,
    },
    /// The pull is off for a moment.
    Paused,
    /// The pull goes on.
    Resumed,
    /// The pull was lowered by a step.
    EasedOff {
        /// The highest pull before.
        from_mn: Option<u32>,
        /// The highest pull from now on.
        to_mn: Option<u32>,
    },
    /// A symptom was told.
    Symptom {
        /// Its id.
        symptom: String,
        /// What it did.
        action: SymptomAction,
    },
    /// A force gauge goes with the pull by hand.
    GaugeUsed {
        /// No more than this may be measured; none where the gauge is not watched.
        limit_mn: Option<u32>,
    },
    /// The gauge measured more than the limit.
    OverLimit {
        /// What was measured.
        measured_mn: u32,
        /// The limit.
        limit_mn: u32,
    },
    /// The gauge measured no more than the limit again.
    WithinLimit,
    /// The gauge can't be heard: nobody measures.
    GaugeSilent,
    /// The gauge can be heard again.
    GaugeHeard,
    /// The release began.
    Releasing {
        /// Why, where it came before its time.
        reason: Option<Reason>,
    },
    /// It is known how the release went.
    Released {
        /// How.
        release: Release,
        /// Time since it was due.
        late_ms: u64,
    },
    /// The program had ended in the middle and found the session open again.
    FoundOpen {
        /// How long it was without the program.
        away_ms: u64,
        /// What told the time.
        by: AwayClock,
    },
    /// After an end at which nobody knew it: the person says that the pull is off.
    ReleasedAfter,
    /// The journal can't be written; the session lets go.
    JournalFailed,
    /// How far the records of a device are fetched.
    Syncing {
        /// Bytes that came.
        done_bytes: u64,
        /// Of so many.
        total_bytes: u64,
    },
    /// The session is over.
    Finished {
        /// How it ended.
        end: End,
        /// Why it ended before its time.
        reason: Option<Reason>,
        /// Whether the pull is off.
        release: Release,
        /// Whether the person eased off.
        eased: bool,
        /// The session's id.
        session: String,
    },
    /// A routine began; from here `elapsed_ms` counts from its start.
    RoutineStarted {
        /// Which run.
        run: String,
        /// The routine.
        routine: Routine,
    },
    /// What a person is told in a routine.
    RoutineCue {
        /// `step set other_side rest breathe_in breathe_out last_seconds paused resumed completed stopped
        /// interrupted`
        cue: String,
        /// The step that it belongs to, from 0.
        step: Option<u32>,
        /// Words for the screen and the ear.
        text: String,
        /// How long, or how many times, where a part begins.
        amount: Option<String>,
        /// Whether the routine waits now until the person is done.
        waits: bool,
    },
    /// The person was done with a set.
    RoutineSetDone {
        /// Its part of the course, from 0.
        part: u32,
    },
    /// A step was done to its end.
    RoutineStepDone {
        /// Which, from 0.
        step: u32,
    },
    /// A rest was cut short.
    RoutineRestSkipped {
        /// Its part of the course, from 0.
        part: u32,
    },
    /// A step was left out, or what was left of it.
    RoutineStepSkipped {
        /// Which, from 0.
        step: u32,
    },
    /// The routine holds on.
    RoutinePaused,
    /// It goes on.
    RoutineResumed,
    /// It is over.
    RoutineFinished {
        /// Which run.
        run: String,
        /// How it ended.
        end: RoutineEnd,
        /// Steps that were done to their end.
        done: u32,
        /// Steps that were left out.
        skipped: u32,
    },
}

/// Where the device stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceState {
    /// There is none.
    None,
    /// Connecting.
    Connecting,
    /// Connected and read.
    Connected,
    /// Programmed and armed.
    Armed,
    /// It pulls or runs its programme.
    Running,
    /// It lets go.
    Releasing,
    /// It rests, with no force.
    Idle,
    /// It reports a fault.
    Fault,
    /// It can't be reached.
    Lost,
}

/// Events in order.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct EventPage {
    /// The events after the asked number.
    pub events: Vec<Event>,
    /// Ask with this number next.
    pub next: u64,
    /// Telemetry summaries that were dropped because the reader was slow. Nothing else is ever dropped within
    /// a session.
    pub dropped: u64,
    /// The reader was so slow that it must take a `snapshot()` first.
    pub snapshot_needed: bool,
    /// No more events will come: closed.
    pub closed: bool,
}
