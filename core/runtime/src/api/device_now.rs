//! A device at this moment, and whether it keeps to the profile. Records and calls.

use std::sync::Arc;

use nape_logic::device::controller::ReleaseResult;
use nape_logic::device::status;
use serde::Serialize;

use super::device::{RecordSource, unit};
use super::door::Nape;
use super::error::NapeError;
use super::ports::ProgressPort;
use super::words::{Modality, Region};
use crate::engine::{self, CheckOutcome, ConformanceReport, Extent};

/// A device at one moment.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct DeviceNow {
    /// The version of the profile that it speaks.
    pub profile: String,
    /// It only measures.
    pub gauge: bool,
    /// The way of traction that it is for.
    pub modality: Modality,
    /// The parts of the spine.
    pub regions: Vec<Region>,
    /// The least force that it can hold.
    pub least_mn: u32,
    /// The greatest.
    pub greatest_mn: u32,
    /// Its longest programme.
    pub longest_ms: u64,
    /// How it is.
    pub state: UnitState,
    /// What is wrong with it.
    pub faults: Vec<UnitFault>,
    /// Its battery, 0 to 100.
    pub battery_percent: u8,
    /// The force that it measures.
    pub measured_mn: u32,
    /// The force that it aims at.
    pub target_mn: u32,
    /// The hand switch is pressed.
    pub hand_switch_pressed: bool,
    /// Its own start button is pressed.
    pub start_button_pressed: bool,
    /// It has no room for another record.
    pub memory_full: bool,
    /// Nothing real is there.
    pub simulated: bool,
    /// Where it was told to let go: whether it said that it did. False means: let go by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub released: Option<bool>,
}

/// The state of a unit, in the profile's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitState {
    /// Nothing stored, no force.
    Idle,
    /// A programme is stored.
    Programmed,
    /// Ready to start.
    Armed,
    /// It pulls, or runs its programme.
    Running,
    /// The programme stands, no force.
    Paused,
    /// It lets go.
    Releasing,
    /// A fault is there; it holds no force.
    Fault,
}

/// A fault of a unit, in the profile's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitFault {
    /// More force than the limit allows.
    OverForce,
    /// Far less force than asked for.
    Slip,
    /// The phone fell silent.
    HeartbeatLost,
    /// The battery is nearly empty.
    Battery,
    /// The force sensor.
    Sensor,
    /// The actuator.
    Actuator,
    /// The hand switch was pressed.
    HandSwitch,
    /// Anything inside it.
    Internal,
}

/// What was found of a device, held against the profile.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct DeviceCheck {
    /// Who made it, as it says.
    pub maker: String,
    /// Which model it is.
    pub model: String,
    /// Its own number.
    pub serial: String,
    /// The version of its firmware.
    pub firmware: String,
    /// It was to pull, too.
    pub moving: bool,
    /// It keeps to everything: nothing failed, and nothing was left out.
    pub conforms: bool,
    /// Whether it said at the end that it was at rest without force: false means let go by hand, none that it never was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_at_rest: Option<bool>,
    /// How many requirements it keeps to.
    pub passed: u32,
    /// How many it does not keep to.
    pub failed: u32,
    /// How many a device of its kind has no use for.
    pub not_applicable: u32,
    /// How many were not asked for.
    pub not_run: u32,
    /// Each of them, in the order in which they were asked for.
    pub requirements: Vec<CheckedRequirement>,
}

/// One requirement of the profile.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct CheckedRequirement {
    /// Its name, which stays the same.
    pub id: String,
    /// The section of `docs/device-profile.md` that it comes from.
    pub section: u8,
    /// What is required, in English like the profile.
    pub requires: String,
    /// What came of it.
    pub outcome: RequirementOutcome,
    /// What was found where it failed; why where it was not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// What came of one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RequirementOutcome {
    /// The device keeps to it.
    Passed,
    /// It does not.
    Failed,
    /// A device of its kind has no use for it.
    NotApplicable,
    /// It was not asked for.
    NotRun,
}

#[uniffi::export]
impl Nape {
    /// How a device is now. With `release` it is then told to let go, whatever it does: after the app was killed in a session
    /// this says whether the pull is off. Refused while a session runs, whose device it may be.
    pub async fn device_now(&self, source: RecordSource, release: bool) -> Result<DeviceNow, NapeError> {
        Ok(self.engine.device_now(unit(source)?, release).await?.into())
    }

    /// Holds a device against the profile, requirement by requirement, for those who make one. With `moving` it pulls several
    /// times by its least force: **nobody may be in it**. Takes half a minute, or one and a half where it pulls; `progress`
    /// hears of each requirement and ends it with false. What it was asked for as a session's record is deleted again.
    pub async fn check_device(
        &self,
        source: RecordSource,
        moving: bool,
        progress: Option<Arc<dyn ProgressPort>>,
    ) -> Result<DeviceCheck, NapeError> {
        let extent = if moving { Extent::Moving } else { Extent::AtRest };
        let told = move |number: u32, count: u32| {
            let port = progress.as_ref();
            port.is_none_or(|port| port.progress(number.into(), count.into()).unwrap_or(false))
        };
        Ok(self.engine.examine_device(unit(source)?, extent, told).await?.into())
    }
}

impl From<engine::DeviceNow> for DeviceNow {
    fn from(now: engine::DeviceNow) -> Self {
        let engine::DeviceNow { feature, status, release, simulated } = now;
        let (major, minor) = feature.version;
        Self {
            profile: format!("{major}.{minor}"),
            gauge: feature.kind == status::DeviceKind::Gauge,
            modality: feature.modality.into(),
            regions: feature.regions.iter().copied().map(Region::from).collect(),
            least_mn: feature.least_force.millinewtons(),
            greatest_mn: feature.greatest_force.millinewtons(),
            longest_ms: feature.longest_programme.get(),
            state: status.state.into(),
            faults: status.faults.iter().map(UnitFault::from).collect(),
            battery_percent: status.battery_percent,
            measured_mn: status.measured.millinewtons(),
            target_mn: status.target.millinewtons(),
            hand_switch_pressed: status.hand_switch_pressed,
            start_button_pressed: status.start_button_pressed,
            memory_full: status.memory_full,
            simulated,
            released: release.map(|result| result == ReleaseResult::Confirmed),
        }
    }
}

impl From<status::DeviceState> for UnitState {
    fn from(state: status::DeviceState) -> Self {
        use status::DeviceState;
        match state {
            DeviceState::Idle => Self::Idle,
            DeviceState::Programmed => Self::Programmed,
            DeviceState::Armed => Self::Armed,
            DeviceState::Running => Self::Running,
            DeviceState::Paused => Self::Paused,
            DeviceState::Releasing => Self::Releasing,
            DeviceState::Fault => Self::Fault,
        }
    }
}

impl From<status::Fault> for UnitFault {
    fn from(fault: status::Fault) -> Self {
        use status::Fault;
        match fault {
            Fault::OverForce => Self::OverForce,
            Fault::Slip => Self::Slip,
            Fault::HeartbeatLost => Self::HeartbeatLost,
            Fault::Battery => Self::Battery,
            Fault::Sensor => Self::Sensor,
            Fault::Actuator => Self::Actuator,
            Fault::HandSwitch => Self::HandSwitch,
            Fault::Internal => Self::Internal,
        }
    }
}

impl From<ConformanceReport> for DeviceCheck {
    fn from(report: ConformanceReport) -> Self {
        let conforms = report.conforms();
        let requirements: Vec<CheckedRequirement> = report
            .checked
            .into_iter()
            .map(|one| {
                let (outcome, detail) = match one.outcome {
                    CheckOutcome::Passed => (RequirementOutcome::Passed, None),
                    CheckOutcome::Failed(found) => (RequirementOutcome::Failed, Some(found)),
                    CheckOutcome::NotApplicable(why) => (RequirementOutcome::NotApplicable, Some(why)),
                    CheckOutcome::NotRun(why) => (RequirementOutcome::NotRun, Some(why)),
                };
                let (id, requires) = (one.id.to_owned(), one.requires.to_owned());
                CheckedRequirement { id, section: one.section, requires, outcome, detail }
            })
            .collect();
        let count = |outcome| {
            let these = requirements.iter().filter(|one| one.outcome == outcome).count();
            u32::try_from(these).unwrap_or(u32::MAX)
        };
        Self {
            maker: report.unit.maker,
            model: report.unit.model,
            serial: report.unit.serial,
            firmware: report.unit.firmware,
            left_at_rest: report.left_at_rest,
            moving: report.extent == Extent::Moving,
            conforms,
            passed: count(RequirementOutcome::Passed),
            failed: count(RequirementOutcome::Failed),
            not_applicable: count(RequirementOutcome::NotApplicable),
            not_run: count(RequirementOutcome::NotRun),
            requirements,
        }
    }
}
