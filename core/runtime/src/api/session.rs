//! Sessions as a screen needs them: what to start, what happens, what happened.

use std::collections::HashMap;

use nape_logic::document::scale;
use serde::{Deserialize, Serialize};

use super::event::DeviceState;
use super::logged::LoggedSession;
use super::plan::Timeline;
use super::routine::RoutineView;
use super::words::{End, Haptic, Modality, Phase, Reason, Region, Release, SegmentKind, Urgency};

/// What to start.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct StartSession {
    /// The way of traction; its plan in force is run.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// What pulls.
    pub device: DeviceChoice,
    /// A rehearsal without any force (P19).
    pub rehearsal: bool,
    /// What the person has confirmed.
    pub confirmed: Confirmed,
    /// A countdown before the pull, 0 or 10,000 to 120,000 ms; 0 where the person starts it by a key.
    pub get_in_ms: u64,
    /// How fast time goes; 1 is real, more only without a real device.
    pub pace: f64,
    /// Inputs at given times, for tests and demonstrations; faults only with a simulated device.
    pub script: Vec<ScriptLine>,
    /// What the shell knows of whether the end can be heard. What it reports outweighs `confirmed.audible`.
    #[uniffi(default = None)]
    pub alarm: Option<AlarmSignals>,
}

/// How the phone stands, for the alarm at the end of a session (P20). What the shell can't tell stays out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, uniffi::Record)]
pub struct AlarmSignals {
    /// The volume of alarms, 0 to 100; from 40 on they are heard.
    #[uniffi(default = None)]
    pub volume_percent: Option<u8>,
    /// Silent mode is on, and alarms of this app do not pass it.
    #[uniffi(default = None)]
    pub silent_mode: Option<bool>,
    /// A focus or do-not-disturb mode is on, and alarms of this app do not pass it.
    #[uniffi(default = None)]
    pub focus: Option<bool>,
    /// The person lets this app notify.
    #[uniffi(default = None)]
    pub notifications: Option<bool>,
    /// The battery, 0 to 100; 15 are needed without a charger.
    #[uniffi(default = None)]
    pub battery_percent: Option<u8>,
    /// It is being charged.
    #[uniffi(default = None)]
    pub charging: Option<bool>,
}

/// What pulls.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum DeviceChoice {
    /// The person, guided by cues.
    None,
    /// A device in software, behind the same link port and frames as a real one.
    Simulated {
        /// The seed of its noise and radio.
        seed: u64,
    },
    /// The person, guided by cues, with a force gauge in software on the pull and a person in software who pulls.
    SimulatedGauge {
        /// The seed of its noise and radio.
        seed: u64,
    },
    /// A device in reach.
    At {
        /// Its address.
        address: String,
    },
}

/// What the person has confirmed before the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, uniffi::Record)]
pub struct Confirmed {
    /// The set-up was checked (release within reach, door shut, someone knows).
    pub setup: bool,
    /// The person is in place, so that the pull may come at once; otherwise the session waits for
    /// `setup_done()`.
    pub in_place: bool,
    /// The person's own yes to a lowered dose or a rehearsal.
    pub presence: bool,
    /// The end can be heard.
    pub audible: bool,
}

/// An input at a given time.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ScriptLine {
    /// Session time since Start, pauses included.
    pub at_ms: u64,
    /// What happens then.
    pub act: ScriptAct,
}

/// What a script can do.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ScriptAct {
    /// `setup_done()`
    SetupDone,
    /// `pause()`
    Pause,
    /// `resume()`
    Resume,
    /// `ease_off()`
    EaseOff,
    /// `stop()`
    Stop {
        /// Why.
        why: Option<String>,
    },
    /// `symptom()`
    Symptom {
        /// Its id.
        id: String,
    },
    /// `released()`
    Released,
    /// `acknowledge()`
    Acknowledge,
    /// A fault of the simulated device.
    Fault {
        /// Its name.
        name: String,
    },
}

/// The present, for a screen that opens now.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct Snapshot {
    /// The number of the last event that it includes: go on with `events(after: seq)`.
    pub seq: u64,
    /// Whose journal it is (P3).
    pub person: Option<String>,
    /// The running session, or the one that just ended.
    pub session: Option<SessionView>,
    /// The running routine, or the one that just ended.
    #[uniffi(default = None)]
    pub routine: Option<RoutineView>,
}

/// A session at one instant. Between events the shell counts on by itself from `position_ms` while `moving`.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct SessionView {
    /// Its id.
    pub id: String,
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// Where it stands.
    pub phase: Phase,
    /// What happens in the timeline now.
    pub segment: Option<SegmentKind>,
    /// Which cycle, from 1.
    pub cycle: Option<u32>,
    /// How many cycles in all.
    pub cycles: u32,
    /// Position on the timeline.
    pub position_ms: u64,
    /// Whether the position runs on.
    pub moving: bool,
    /// The length of the timeline.
    pub total_ms: u64,
    /// Where the present segment ends.
    pub segment_end_ms: u64,
    /// Wanted pull now.
    pub target_mn: Option<u32>,
    /// Measured pull, where a device measures it and it is fresh.
    pub measured_mn: Option<u32>,
    /// The age of the last measurement.
    pub measured_age_ms: Option<u64>,
    /// The device.
    pub device: DeviceState,
    /// Whether the person eased off.
    pub eased: bool,
    /// Not a real pull.
    pub simulated: bool,
    /// A rehearsal without force.
    pub rehearsal: bool,
    /// Whether the person must confirm that a passive pull is off.
    pub release_asked: bool,
    /// The end, once there.
    pub end: Option<End>,
    /// Why it ended before its time.
    pub reason: Option<Reason>,
    /// Whether the pull is off, once known.
    pub release: Option<Release>,
}

/// What `recover()` found after a kill.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct Recovery {
    /// Sessions that were closed as interrupted; each one's pull has to be checked by hand.
    pub interrupted: Vec<String>,
    /// A passive session whose pull is assumed to be on and whose time runs on: it is running again.
    pub resumed: Option<String>,
    /// How long that session was without the program, from its last fact.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub away_ms: Option<u64>,
    /// What told that time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub away_by: Option<AwayClock>,
    /// What to tell the person, where anything was found.
    pub advice: Option<String>,
    /// What to tell the person where the clock was turned back (E7).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub clock: Option<String>,
}

/// What told how long a session was without its program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AwayClock {
    /// The clock that counts suspend.
    Elapsed,
    /// The wall clock, after a reboot.
    Wall,
    /// Neither; the pull is taken as past its end.
    Unknown,
}

/// A local notification that the shell hands to the system, so that the session ends where the app sleeps. It lies
/// outside quiet hours, pause and capacity (P25).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct Alarm {
    /// Stays the same while the session goes on as it was: one with the same id replaces the one before.
    pub id: String,
    /// When, on the clock that counts suspend, in milliseconds.
    pub at_elapsed_ms: u64,
    /// The same from now.
    pub in_ms: u64,
    /// The message's key.
    pub key: String,
    /// Words for the screen.
    pub text: String,
    /// Words to speak.
    pub spoken: String,
    /// A touch.
    pub haptic: Haptic,
    /// How far it may interrupt.
    pub urgency: Urgency,
    /// Whether it asks to end the pull; false for a cue on the way.
    pub ends: bool,
}

/// One thing to do before, out of or after a pull.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct SessionStep {
    /// Its id.
    pub id: String,
    /// In words, to read and to hear.
    pub text: String,
    /// How long, where it lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<u64>,
    /// What it rests on.
    pub sources: Vec<String>,
}

/// One line of a list of sessions.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct SessionSummary {
    /// Its id.
    pub id: String,
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// When it was started (RFC 3339).
    pub started: String,
    /// When it ended (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
    /// How it ended; none while it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    /// Why it ended before its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Whether the pull is off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<Release>,
    /// Whether the person eased off.
    pub eased: bool,
    /// The pull of a hold, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force_mn: Option<u32>,
    /// How long it was to last.
    pub duration_ms: u64,
    /// A rehearsal without force.
    pub rehearsal: bool,
    /// Not a real pull.
    pub simulated: bool,
    /// Told afterwards, not guided (P24).
    #[uniffi(default = false)]
    pub logged: bool,
}

/// All that is known of a session.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct SessionDetail {
    /// The list's line.
    #[serde(flatten)]
    pub summary: SessionSummary,
    /// What happened, in order.
    pub facts: Vec<FactLine>,
    /// The compiled plan; empty of a session that was told afterwards.
    pub timeline: Timeline,
    /// What was measured.
    pub telemetry: TelemetrySummary,
    /// What was told of it, where it was not guided (P24).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub told: Option<LoggedSession>,
    /// How it stood before it, as the short form told (P5).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub before: Option<Before>,
    /// When the person said after the end that the pull is off, where that was not known (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub released_after: Option<String>,
    /// What comes after it, in order: a cool-down only where nothing was felt (P22).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub next_steps: Vec<SessionStep>,
    /// The check after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<AfterCheck>,
    /// The check a day later.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub next_day: Option<NextDayCheck>,
    /// Says that no clinician has reviewed the limits and rules (P12).
    #[uniffi(default = "")]
    pub not_clinically_reviewed: String,
}

/// How it stood before a session, each 0 to 10, where it was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct Before {
    /// Pain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pain: Option<u8>,
    /// Symptoms in the arm, or for the lower back in the leg.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limb: Option<u8>,
    /// Tingling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tingling: Option<u8>,
}

/// One thing that happened in a session.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct FactLine {
    /// When (RFC 3339).
    pub at: String,
    /// Session time since Start.
    pub elapsed_ms: u64,
    /// The fact's word.
    pub fact: String,
    /// The fact as the journal keeps it, as JSON.
    pub payload: String,
}

/// What was measured in a session.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct TelemetrySummary {
    /// Stored samples.
    pub samples: u64,
    /// Stretches without any.
    pub gaps: Vec<TelemetryGap>,
    /// How often samples were lost on the way.
    pub dropped: u64,
    /// The highest pull measured.
    pub max_mn: u32,
    /// The mean pull measured during holds.
    pub hold_mean_mn: u32,
    /// Samples for a chart, at most 240, in order.
    pub points: Vec<TelemetryPoint>,
}

/// A stretch without samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct TelemetryGap {
    /// Its start in session time.
    pub from_ms: u64,
    /// Its end in session time.
    pub to_ms: u64,
}

/// A sample for a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct TelemetryPoint {
    /// Session time.
    pub at_ms: u64,
    /// Measured pull.
    pub measured_mn: u32,
    /// Wanted pull.
    pub target_mn: u32,
}

/// The three questions after a session (P23).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterCheck {
    /// Better, same or worse.
    pub feeling: Feeling,
    /// Pain now, 0 to 10.
    #[serde(default, deserialize_with = "scale")]
    pub pain: Option<u8>,
    /// Any symptom, by its id.
    #[serde(default)]
    pub symptoms: Vec<String>,
    /// How strong a symptom is, 0 to 10, by its id. One without a number counts as risen.
    #[serde(default, skip_serializing_if = "HashMap::is_empty")]
    #[uniffi(default)]
    pub values: HashMap<String, u8>,
}

/// What is told a day after a session (P6).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextDayCheck {
    /// Pain now, 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "scale")]
    pub pain: Option<u8>,
    /// Any symptom, by its id.
    #[serde(default)]
    pub symptoms: Vec<String>,
    /// How strong a symptom is, 0 to 10, by its id. One without a number counts as risen.
    #[serde(default, skip_serializing_if = "HashMap::is_empty")]
    #[uniffi(default)]
    pub values: HashMap<String, u8>,
}

/// How it feels after a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feeling {
    /// Better than before.
    Better,
    /// As before.
    Same,
    /// Worse than before.
    Worse,
}

/// What speaks against a start now, in the order of the checks.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct Readiness {
    /// Whether nothing does.
    pub ready: bool,
    /// Each rule that does.
    pub refusals: Vec<GateRefusal>,
    /// What would be run.
    pub dose: Option<super::plan::EffectiveDose>,
    /// Whether this is the first dose (P13).
    pub first_dose: bool,
}

/// A rule that speaks against a start.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct GateRefusal {
    /// Its id.
    pub rule: String,
    /// In words.
    pub text: String,
}
