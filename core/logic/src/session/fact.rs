//! What happened in a session, as the journal keeps it. A fact is never changed and never taken back.

use serde::{Deserialize, Serialize};

use super::away::Away;
use super::gauge::Gauge;
use super::input::SymptomAction;
use super::output::{Finished, Reason, Release};
use crate::modality::{Modality, Region};
use crate::plan::Dose;
use crate::time::Millis;
use crate::units::Force;

/// One thing that happened. The JSON form is the journal's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// The session was started; no force yet.
    Started(Box<Started>),
    /// The person was in place and ready.
    SetupDone,
    /// The pull began: the device applied Start, or a passive pull's time came.
    LoadStarted,
    /// The pull was taken off for a moment.
    Paused,
    /// The pull went on.
    Resumed,
    /// The person eased off.
    EasedOff {
        /// The highest pull before, where known.
        from: Option<Force>,
        /// The highest pull from then on, where known.
        to: Option<Force>,
    },
    /// The person felt something.
    Symptom {
        /// Screening's id of it.
        symptom: String,
        /// What it did.
        action: SymptomAction,
    },
    /// A gauge goes with the pull by hand.
    GaugeUsed(Gauge),
    /// The gauge measured more than the limit, and the person was told.
    OverLimit {
        /// What was measured.
        measured: Force,
        /// The limit.
        limit: Force,
    },
    /// The gauge measured no more than the limit again.
    WithinLimit,
    /// The gauge was not heard any more.
    GaugeSilent,
    /// The gauge was heard again.
    GaugeHeard,
    /// The release began.
    ReleaseBegan {
        /// Why, where it came before its time.
        reason: Option<Reason>,
        /// Whether a sign of an emergency was the cause.
        emergency: bool,
    },
    /// The person acknowledged the end cue.
    Acknowledged,
    /// It became known how the release went.
    ReleaseSettled {
        /// How.
        release: Release,
        /// Time since the release was due.
        late: Millis,
    },
    /// The session is over. Nothing follows, except that the person lets go after all.
    Finished(Finished),
    /// The program had ended in the middle and found the session open again.
    FoundOpen(Away),
    /// After an end at which nobody knew it: the person says that the pull is off.
    ReleasedAfter,
}

/// All that a session needs to be understood without anything else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Started {
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// What was to be run, after every limit.
    pub dose: Dose,
    /// The ids of the limits that lowered it.
    pub limited_by: Vec<String>,
    /// The get-in countdown before the pull.
    pub get_in: Millis,
    /// What pulls.
    pub drive: Drive,
    /// A rehearsal: no force at all (P19).
    pub rehearsal: bool,
    /// Not a real pull: a simulated device or a demonstration (E9).
    pub simulated: bool,
}

/// What pulls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drive {
    /// A device that Nape commands.
    Device,
    /// The person, guided by cues.
    Person,
}
