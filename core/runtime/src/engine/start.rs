//! What a session is started with.

use crate::link::DeviceAddress;
use nape_logic::modality::{Modality, Region};
use nape_logic::session::gate::Request;
use nape_logic::time::Millis;

/// What to start.
#[derive(Debug, Clone, PartialEq)]
pub struct StartRequest {
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// What pulls.
    pub device: Device,
    /// What was asked for and confirmed.
    pub request: Request,
    /// Whether the person is in place already.
    pub in_place: bool,
    /// The get-in countdown.
    pub get_in: Millis,
    /// How fast time goes.
    pub pace: f64,
    /// Inputs at given times, in order.
    pub script: Vec<ScriptLine>,
}

/// What pulls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Device {
    /// The person.
    None,
    /// A device in software.
    Simulated {
        /// The seed of its noise and radio.
        seed: u64,
    },
    /// The person, with a force gauge in software on it.
    SimulatedGauge {
        /// The seed of its noise and radio.
        seed: u64,
    },
    /// A device that the radio knows.
    At(DeviceAddress),
}

impl Device {
    /// Whether anything of it is in software, so that the session is a simulated one (E9).
    pub(super) const fn is_simulated(&self) -> bool {
        matches!(self, Self::Simulated { .. } | Self::SimulatedGauge { .. })
    }

    /// Whether it pulls by itself; a gauge only measures what the person pulls.
    pub(super) const fn pulls(&self) -> bool {
        matches!(self, Self::Simulated { .. } | Self::At(_))
    }
}

/// An input at a given time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptLine {
    /// Session time since Start, pauses included.
    pub at: Millis,
    /// What happens then.
    pub act: Act,
}

/// What the person, or a script in their place, does in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// In place and ready.
    SetupDone,
    /// Take the pull off for a moment.
    Pause,
    /// Go on.
    Resume,
    /// One step lower.
    EaseOff,
    /// Stop.
    Stop {
        /// Why, in the person's words.
        why: Option<String>,
    },
    /// Something was felt.
    Symptom {
        /// Screening's id of it.
        id: String,
    },
    /// A passive pull is off.
    Released,
    /// The end cue was heard.
    Acknowledge,
    /// The app goes to sleep.
    AppSuspended,
    /// The app is awake again.
    AppResumed,
    /// A fault of the simulated device.
    Fault {
        /// Its name.
        name: String,
    },
}
