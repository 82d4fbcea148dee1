//! May this programme be sent to this device at all? Answered before anything is sent.

use super::{Controller, FeatureLimit, Refusal};
use crate::device::command::{Command, Programme, Sequence};
use crate::device::driver::EncodeError;
use crate::device::status::{DeviceKind, DeviceState, Feature};
use crate::time::Millis;

/// The commands that store and arm a programme.
pub(super) const fn programming(programme: Programme) -> [Command; 3] {
    [
        Command::ProgrammeForces(programme.forces),
        Command::ProgrammeTimes(programme.times),
        Command::Arm(programme),
    ]
}

/// The first limit of the device that the programme passes.
pub(super) fn passed_limit(feature: &Feature, programme: &Programme) -> Option<FeatureLimit> {
    let Programme { forces, times } = programme;
    let greatest_asked = forces.hold.max(forces.rest).max(forces.limit);
    let fastest_asked = forces.ramp_up_per_second.max(forces.ramp_down_per_second);
    let intermittent = times.rest > Millis::ZERO;
    [
        (!feature.regions.contains(&times.region), FeatureLimit::Region(times.region)),
        (feature.levels.is_some(), FeatureLimit::LevelsOnly),
        (intermittent && !feature.intermittent, FeatureLimit::Intermittent),
        (greatest_asked > feature.greatest_force, FeatureLimit::GreatestForce(feature.greatest_force)),
        (forces.hold < feature.least_force, FeatureLimit::LeastForce(feature.least_force)),
        (
            fastest_asked > feature.greatest_ramp_per_second,
            FeatureLimit::GreatestRamp(feature.greatest_ramp_per_second),
        ),
        (times.total > feature.longest_programme, FeatureLimit::LongestProgramme(feature.longest_programme)),
    ]
    .into_iter()
    .find_map(|(passed, limit)| passed.then_some(limit))
}

impl Controller {
    /// Whether the programme may be sent; nothing has been yet.
    pub(super) fn may_prepare(&self, programme: &Programme) -> Result<(), Refusal> {
        let feature = self.feature.as_ref().ok_or(Refusal::NotReady)?;
        if feature.kind != DeviceKind::Actuator {
            return Err(Refusal::NoActuator);
        }
        if let Some(status) = self.last_status {
            if status.state == DeviceState::Fault {
                return Err(Refusal::Fault(status.faults));
            }
            if status.state.is_active() {
                return Err(Refusal::Busy);
            }
        }
        if let Some(limit) = passed_limit(feature, programme) {
            return Err(Refusal::Feature(limit));
        }
        self.can_all_be_said(programme).map_err(Refusal::Encode)
    }

    /// Whether the driver can say all of it under the limit that this controller was given.
    fn can_all_be_said(&self, programme: &Programme) -> Result<(), EncodeError> {
        for command in programming(*programme) {
            self.driver.encode(&command, Sequence::FIRST, self.token, self.config.force_limit)?;
        }
        Ok(())
    }
}
