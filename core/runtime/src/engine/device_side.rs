//! The device of a running session, or the gauge on a pull by hand: link and controller, and the words between them
//! and the session.

use std::num::NonZeroU32;

use nape_logic::device::command::{
    Command, CommandKind, Outcome, Programme, ProgrammeForces, ProgrammeTimes, Sequence,
};
use nape_logic::device::controller::{
    self, CommandRecord, Controller, ControllerConfig, RecordOrder, ReleaseResult,
};
use nape_logic::device::profile_v1::ProfileV1;
use nape_logic::device::status::{DeviceKind, DeviceState, Fault, Feature, Status};
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::Dose;
use nape_logic::session::{DeviceEvent, DeviceRequest, Release};
use nape_logic::time::{Elapsed, Millis};
use nape_logic::units::Force;

use super::event::DeviceStanding;
use crate::link::Link;

/// What the device measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measurement {
    pub(super) at: Elapsed,
    pub(super) measured: Force,
    pub(super) target: Force,
    pub(super) state: DeviceState,
}

/// What comes of driving the device.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum News {
    /// For the session's machine.
    Event(DeviceEvent),
    /// For the screen.
    Standing(DeviceStanding),
    /// A command to be journalled; `true` where it waits for that.
    Issued(CommandRecord, bool),
    /// How a command went.
    Settled(Sequence, Outcome),
    /// A measurement.
    Measured(Measurement),
    /// So many samples never came.
    Missing(u16),
    /// Nothing was heard for so long.
    Stale(Millis),
}

/// A gauge that was lost is looked for this often.
const LOOK_AGAIN: Millis = Millis::from_secs(5);

/// What the device is there for.
enum Role {
    /// To pull by this programme.
    Pull(Programme),
    /// To measure a pull by hand.
    Measure {
        /// It is a gauge for this pull.
        fits: bool,
        /// Its force sensor reports no fault.
        sensor_works: bool,
        /// When a lost one is looked for again.
        look_again: Option<Elapsed>,
    },
}

/// See the module.
pub(super) struct DeviceSide {
    link: Box<dyn Link>,
    controller: Controller,
    modality: Modality,
    region: Region,
    role: Role,
    standing: DeviceStanding,
    /// Preparation waits for the connection.
    prepare: bool,
    /// A fault has been told; it is told once.
    fault_told: bool,
    last: Option<Measurement>,
}

impl DeviceSide {
    /// `None` where the dose is not a force, which this protocol version can't be told.
    pub(super) fn new(link: Box<dyn Link>, dose: &Dose, token: NonZeroU32) -> Option<Self> {
        let programme = programme(dose)?;
        Some(Self::connecting(link, dose, token, programme.forces.limit, Role::Pull(programme)))
    }

    /// A gauge on a pull by hand, which connects at once. No force is ever encoded for it, whatever it turns out to
    /// be.
    pub(super) fn gauge(link: Box<dyn Link>, dose: &Dose, token: NonZeroU32, now: Elapsed) -> Self {
        let role = Role::Measure { fits: false, sensor_works: true, look_again: None };
        let mut side = Self::connecting(link, dose, token, Force::ZERO, role);
        side.controller.connect(now);
        let _ = side.drain(now);
        side
    }

    fn connecting(
        link: Box<dyn Link>,
        dose: &Dose,
        token: NonZeroU32,
        force_limit: Force,
        role: Role,
    ) -> Self {
        Self {
            link,
            controller: Controller::new(Box::new(ProfileV1), token, ControllerConfig { force_limit }),
            modality: dose.modality,
            region: dose.region,
            role,
            standing: DeviceStanding::Connecting,
            prepare: false,
            fault_told: false,
            last: None,
        }
    }

    /// Asks the device for something; a release is on the link when this returns.
    pub(super) fn request(&mut self, request: DeviceRequest, now: Elapsed) -> Vec<News> {
        use controller::DeviceRequest as Wire;
        match request {
            DeviceRequest::Prepare => {
                self.prepare = true;
                self.controller.connect(now);
            }
            DeviceRequest::Start => self.controller.request(Wire::Start, now),
            DeviceRequest::Pause => self.controller.request(Wire::Pause, now),
            DeviceRequest::Resume => self.controller.request(Wire::Resume, now),
            DeviceRequest::Lower(force) => self.controller.request(Wire::Adjust(force), now),
            DeviceRequest::Release => {
                self.prepare = false;
                self.controller.stop(now);
            }
        }
        self.drain(now)
    }

    /// The command is in the journal.
    pub(super) fn journalled(&mut self, sequence: Sequence, now: Elapsed) -> Vec<News> {
        self.controller.journalled(sequence, now);
        self.drain(now)
    }

    /// Takes in what has come by `now`.
    pub(super) fn advance(&mut self, now: Elapsed) -> Vec<News> {
        let mut news = Vec::new();
        while let Some(event) = self.link.poll(now) {
            self.controller.handle(event, now);
            news.extend(self.drain(now));
        }
        if let Role::Measure { look_again, .. } = &mut self.role
            && look_again.take_if(|at| *at <= now).is_some()
        {
            self.controller.connect(now);
            news.extend(self.drain(now));
        }
        if self.controller.poll_timeout().is_some_and(|due| due <= now) {
            self.controller.handle_timeout(now);
            news.extend(self.drain(now));
        }
        news
    }

    pub(super) fn poll_timeout(&self) -> Option<Elapsed> {
        let look_again = if let Role::Measure { look_again, .. } = self.role { look_again } else { None };
        let controller = self.controller.poll_timeout();
        self.link.poll_timeout().into_iter().chain(controller).chain(look_again).min()
    }

    /// How strongly the person is asked to pull now: one who is simulated does.
    pub(super) fn guide(&mut self, target: Force, now: Elapsed) {
        if matches!(self.role, Role::Measure { .. }) {
            self.link.guide(target, now);
        }
    }

    pub(super) fn inject(&mut self, fault: &str, now: Elapsed) -> bool {
        self.link.inject(fault, now)
    }

    /// Ends the connection; what comes of it is of no interest to a session that is over.
    pub(super) fn disconnect(&mut self, now: Elapsed) {
        self.controller.request(controller::DeviceRequest::Disconnect, now);
        let _ = self.drain(now);
    }

    pub(super) fn standing(&self) -> DeviceStanding {
        self.standing
    }

    pub(super) fn last_measurement(&self) -> Option<Measurement> {
        self.last
    }

    fn drain(&mut self, now: Elapsed) -> Vec<News> {
        let mut news = Vec::new();
        while let Some(output) = self.controller.poll_output() {
            self.output(output, now, &mut news);
        }
        news
    }

    fn output(&mut self, output: controller::Output, now: Elapsed, news: &mut Vec<News>) {
        use controller::Output;
        match output {
            Output::Link(request) => self.link.request(request, now),
            Output::Journal(record) => {
                news.push(News::Issued(record, record.order == RecordOrder::JournalFirst));
            }
            Output::CommandDone { sequence, command, outcome } => {
                news.push(News::Settled(sequence, outcome));
                news.extend(Self::meaning(&command, outcome).map(News::Event));
            }
            Output::Refused { .. } | Output::NotReady(_) => news.push(News::Event(DeviceEvent::Refused)),
            Output::Ready(feature) => self.ready(&feature, now, news),
            Output::Status(status) => self.status(&status, now, news),
            Output::Sample(sample) => {
                let (measured, target, state) = (sample.measured, sample.target, sample.state);
                self.measured(Measurement { at: now, measured, target, state }, news);
            }
            Output::Stale { age } => news.push(News::Stale(age)),
            Output::Gap { missing } => news.push(News::Missing(missing)),
            Output::OverLimit { .. } => news.push(News::Event(DeviceEvent::OverLimit)),
            Output::Release(result) => {
                let release = match result {
                    ReleaseResult::Confirmed => Release::Confirmed,
                    ReleaseResult::Unconfirmed => Release::Unconfirmed,
                };
                news.push(News::Event(DeviceEvent::Release(release)));
            }
            Output::Rebooted => news.push(News::Event(DeviceEvent::Lost)),
            Output::Lost(_) => {
                if let Role::Measure { look_again, .. } = &mut self.role {
                    *look_again = Some(now.plus(LOOK_AGAIN));
                }
                self.stand(DeviceStanding::Lost, news);
                news.push(News::Event(DeviceEvent::LinkLost));
            }
            Output::Cancelled { .. } => {}
        }
    }

    /// A device for another way of traction is never programmed, and a gauge for another is not believed (P2); of what
    /// pulls the controller checks the region.
    fn ready(&mut self, feature: &Feature, now: Elapsed, news: &mut Vec<News>) {
        let is_for_this = feature.modality == self.modality;
        match &mut self.role {
            Role::Pull(_) if !is_for_this => news.push(News::Event(DeviceEvent::Refused)),
            Role::Pull(programme) => {
                let programme = *programme;
                self.stand(DeviceStanding::Connected, news);
                if std::mem::take(&mut self.prepare) {
                    self.controller.request(controller::DeviceRequest::Prepare(programme), now);
                }
            }
            Role::Measure { fits, .. } => {
                let is_gauge = feature.kind == DeviceKind::Gauge;
                *fits = is_for_this && is_gauge && feature.regions.contains(&self.region);
                self.stand(DeviceStanding::Connected, news);
            }
        }
    }

    /// What a command's end means to the session.
    fn meaning(command: &Command, outcome: Outcome) -> Option<DeviceEvent> {
        match (command.kind(), outcome) {
            (CommandKind::Arm, Outcome::Applied) => Some(DeviceEvent::Armed),
            (CommandKind::Start, Outcome::Applied) => Some(DeviceEvent::Started),
            (CommandKind::Resume, Outcome::Applied) => Some(DeviceEvent::Resumed),
            (_, Outcome::Applied) | (CommandKind::Heartbeat | CommandKind::Query, _) => None,
            // The pull was to go down or off and nobody knows that it did: let go.
            (_, Outcome::Refused(_) | Outcome::Uncertain) => Some(DeviceEvent::Refused),
        }
    }

    fn status(&mut self, status: &Status, now: Elapsed, news: &mut Vec<News>) {
        let Status { measured, target, state, faults, .. } = *status;
        if let Role::Measure { sensor_works, .. } = &mut self.role {
            *sensor_works = !faults.contains(Fault::Sensor);
        }
        self.measured(Measurement { at: now, measured, target, state }, news);
        let was = self.standing;
        let fault = (!faults.is_empty()).then_some(DeviceStanding::Fault);
        self.stand(fault.unwrap_or_else(|| self.standing_at(state)), news);
        if faults.is_empty() {
            self.fault_told = false;
            let ran = matches!(was, DeviceStanding::Running);
            if ran && state == DeviceState::Idle {
                news.push(News::Event(DeviceEvent::AtRest));
            }
        } else if !std::mem::replace(&mut self.fault_told, true) {
            news.push(News::Event(if faults.contains(Fault::HandSwitch) {
                DeviceEvent::HandSwitch
            } else if faults.contains(Fault::Battery) {
                DeviceEvent::LowBattery
            } else {
                DeviceEvent::Fault
            }));
        }
    }

    fn measured(&mut self, measurement: Measurement, news: &mut Vec<News>) {
        // What is not to be believed is no measurement: the session hears nothing, and says so.
        if let Role::Measure { fits, sensor_works, .. } = self.role
            && !(fits && sensor_works)
        {
            return;
        }
        self.last = Some(measurement);
        news.push(News::Measured(measurement));
    }

    /// A gauge is idle whatever pulls on it, and must not be shown as a device that let go.
    const fn standing_at(&self, state: DeviceState) -> DeviceStanding {
        match self.role {
            Role::Measure { .. } => DeviceStanding::Connected,
            Role::Pull(_) => standing(state),
        }
    }

    fn stand(&mut self, standing: DeviceStanding, news: &mut Vec<News>) {
        if self.standing != standing {
            self.standing = standing;
            news.push(News::Standing(standing));
        }
    }
}

const fn standing(state: DeviceState) -> DeviceStanding {
    match state {
        DeviceState::Idle => DeviceStanding::Idle,
        DeviceState::Programmed => DeviceStanding::Connected,
        DeviceState::Armed => DeviceStanding::Armed,
        DeviceState::Running | DeviceState::Paused => DeviceStanding::Running,
        DeviceState::Releasing => DeviceStanding::Releasing,
        DeviceState::Fault => DeviceStanding::Fault,
    }
}

/// The dose as the device runs it by itself. `None` where the dose is not a known force.
fn programme(dose: &Dose) -> Option<Programme> {
    let hold = dose.load.force()?;
    // Rounded up to what the wire can say, so that a ramp ends inside the hold or rest it is part of; the plan's
    // fastest rate is itself a multiple of that, and the controller checks the device's own.
    let per_second = |ramp: Millis| {
        let rate = (u64::from(hold.millinewtons()) * 1000).div_ceil(ramp.get().max(1)).next_multiple_of(100);
        Force::from_millinewtons(u32::try_from(rate).unwrap_or(u32::MAX))
    };
    Some(Programme {
        forces: ProgrammeForces {
            hold,
            rest: dose.rest_force,
            ramp_up_per_second: per_second(dose.ramp_up),
            ramp_down_per_second: per_second(dose.ramp_down),
            limit: hold,
        },
        times: ProgrammeTimes {
            total: dose.duration,
            hold: dose.hold,
            rest: dose.rest,
            region: dose.region,
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the plan allows 0 to 90 degrees"
            )]
            angle_degrees: dose.angle_deg.unwrap_or(0.0).clamp(0.0, 90.0) as u8,
        },
    })
}
