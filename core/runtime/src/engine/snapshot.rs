//! The present, for a screen that opens now.

use nape_logic::id::SessionId;
use nape_logic::modality::{Modality, Region};
use nape_logic::session::{Drive, Finished, Phase, Segment, State};
use nape_logic::time::{Elapsed, Millis};
use nape_logic::units::Force;

use super::device_side::DeviceSide;
use super::event::DeviceStanding;
use super::routine::RoutineView;

/// The present.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Snapshot {
    /// The number of the last event that it includes.
    pub number: u64,
    /// Whose journal it is.
    pub person: Option<String>,
    /// The running session, or the one that just ended.
    pub session: Option<View>,
    /// The running routine, or the one that just ended.
    pub routine: Option<RoutineView>,
}

/// A session at one instant.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Which one.
    pub id: SessionId,
    /// How it is done.
    pub modality: Modality,
    /// Where.
    pub region: Region,
    /// Where it stands.
    pub phase: Phase,
    /// The segment of the timeline.
    pub segment: Option<Segment>,
    /// Cycles in all.
    pub cycles: u32,
    /// Position on the timeline.
    pub position: Millis,
    /// Whether the position runs on.
    pub moving: bool,
    /// The length of the timeline.
    pub total: Millis,
    /// Wanted pull.
    pub target: Option<Force>,
    /// Measured pull and its age.
    pub measured: Option<(Force, Millis)>,
    /// The device.
    pub device: DeviceStanding,
    /// Whether the person eased off.
    pub eased: bool,
    /// Not a real pull.
    pub simulated: bool,
    /// A rehearsal without force.
    pub rehearsal: bool,
    /// Whether the person must confirm that a passive pull is off.
    pub release_asked: bool,
    /// The end, once there.
    pub finished: Option<Finished>,
}

impl View {
    pub(super) fn of(id: SessionId, state: &State, device: Option<&DeviceSide>, now: Elapsed) -> Self {
        let started = &state.started;
        Self {
            id,
            modality: started.modality,
            region: started.region,
            phase: state.phase,
            segment: state.place(now).map(|place| place.segment),
            cycles: state.timeline.cycles(),
            position: state.position(now),
            moving: state.moves(now),
            total: state.timeline.total(),
            target: state.target(now),
            measured: device
                .and_then(DeviceSide::last_measurement)
                .map(|measurement| (measurement.measured, now.since(measurement.at))),
            device: device.map_or(DeviceStanding::None, DeviceSide::standing),
            eased: state.eased,
            simulated: started.simulated,
            rehearsal: started.rehearsal,
            release_asked: state.phase == Phase::Releasing
                && started.drive == Drive::Person
                && state.pulled(),
            finished: state.finished,
        }
    }
}
