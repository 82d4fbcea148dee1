//! The device of a running session, or the gauge on a pull by hand: link and controller, and the words between them
//! and the session.

use std::num::NonZeroU32;

use nape_logic::device::command::{
    Command, CommandKind, Outcome, Programme, ProgrammeForces, ProgrammeTimes, ResultCode, Sequence,
};
use nape_logic::device::controller::{
    self, CommandRecord, Controller, ControllerConfig, NotReady, RecordOrder, ReleaseResult,
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
use crate::store::fact::DeviceLinked;

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
    /// No connection came about.
    NotReady(NotReady),
}

/// A gauge that was lost is looked for this often.
const LOOK_AGAIN: Millis = Millis::from_secs(5);

/// What the device is there for.
enum Role {
    /// To pull, by this programme once it is known what the device can do.
    Pull(Option<Programme>),
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
    token: NonZeroU32,
    modality: Modality,
    region: Region,
    role: Role,
    standing: DeviceStanding,
    /// What the connected device said that it is.
    feature: Option<Feature>,
    /// It was said that nothing is heard from it.
    silence_told: bool,
    /// A fault has been told; it is told once.
    fault_told: bool,
    last: Option<Measurement>,
    /// What it said last of its battery, in percent.
    battery: Option<u8>,
    /// It says of itself that nothing real pulls, or the link does.
    simulated: bool,
}

impl DeviceSide {
    /// A device that is to pull, which connects at once. No force is ever encoded for it before its programme is
    /// known.
    pub(super) fn actuator(
        link: Box<dyn Link>,
        modality: Modality,
        region: Region,
        token: NonZeroU32,
        now: Elapsed,
    ) -> Self {
        Self::connecting(link, modality, region, token, Role::Pull(None), now)
    }

    /// Sets what the device will run; `false` where the dose is not a force, which this protocol version can't be told.
    pub(super) fn set_programme(&mut self, dose: &Dose) -> bool {
        let programme = programme(dose);
        self.controller.limit_force(programme.map_or(Force::ZERO, |programme| programme.forces.limit));
        self.role = Role::Pull(programme);
        programme.is_some()
    }

    /// By which token a device that pulls may write down this session; none where it pulls nothing.
    pub(super) fn linked(&self) -> Option<DeviceLinked> {
        let keeps_records = self.feature.as_ref().is_some_and(|feature| feature.records.is_some());
        matches!(self.role, Role::Pull(_)).then_some(DeviceLinked { token: self.token, keeps_records })
    }

    /// Whether nothing real pulls, by its own word or the link's (E9).
    pub(super) fn is_simulated(&self) -> bool {
        self.simulated
    }

    /// What the device said that it is, once it is connected.
    pub(super) fn feature(&self) -> Option<&Feature> {
        self.feature.as_ref()
    }

    /// What it said last of its battery, in percent.
    pub(super) fn battery(&self) -> Option<u8> {
        self.battery
    }

    /// A gauge on a pull by hand, which connects at once. No force is ever encoded for it, whatever it turns out to
    /// be.
    pub(super) fn gauge(link: Box<dyn Link>, dose: &Dose, token: NonZeroU32, now: Elapsed) -> Self {
        let role = Role::Measure { fits: false, sensor_works: true, look_again: None };
        Self::connecting(link, dose.modality, dose.region, token, role, now)
    }

    fn connecting(
        link: Box<dyn Link>,
        modality: Modality,
        region: Region,
        token: NonZeroU32,
        role: Role,
        now: Elapsed,
    ) -> Self {
        let config = ControllerConfig { force_limit: Force::ZERO };
        let simulated = link.is_simulated();
        let mut side = Self {
            link,
            controller: Controller::new(Box::new(ProfileV1), token, config),
            token,
            modality,
            region,
            role,
            standing: DeviceStanding::Connecting,
            feature: None,
            silence_told: false,
            fault_told: false,
            last: None,
            battery: None,
            simulated,
        };
        side.controller.connect(now);
        let _ = side.drain(now);
        side
    }

    /// Asks the device for something; a release is on the link when this returns.
    pub(super) fn request(&mut self, request: DeviceRequest, now: Elapsed) -> Vec<News> {
        use controller::DeviceRequest as Wire;
        match request {
            DeviceRequest::Prepare => match self.role {
                Role::Pull(Some(programme)) => self.controller.request(Wire::Prepare(programme), now),
                Role::Pull(None) | Role::Measure { .. } => {}
            },
            DeviceRequest::Start => self.controller.request(Wire::Start, now),
            DeviceRequest::Pause => self.controller.request(Wire::Pause, now),
            DeviceRequest::Resume => self.controller.request(Wire::Resume, now),
            DeviceRequest::Lower(force) => self.controller.request(Wire::Adjust(force), now),
            DeviceRequest::Release => self.controller.stop(now),
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
        // What a lost link leaves unanswered was not refused.
        if news.contains(&News::Event(DeviceEvent::LinkLost)) {
            news.retain(|news| *news != News::Event(DeviceEvent::Refused));
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
            Output::Refused { .. } => news.push(News::Event(DeviceEvent::Refused)),
            Output::NotReady(reason) => news.push(News::NotReady(reason)),
            Output::Ready(feature) => self.ready(feature, news),
            Output::Status(status) => self.status(&status, now, news),
            Output::Sample(sample) => {
                let (measured, target, state) = (sample.measured, sample.target, sample.state);
                self.measured(Measurement { at: now, measured, target, state }, news);
            }
            Output::Stale { age } => {
                self.silence_told = true;
                news.extend([News::Stale(age), News::Event(DeviceEvent::Silent)]);
            }
            Output::Silent { .. } => news.push(News::Event(DeviceEvent::LinkLost)),
            Output::Gap { missing } => news.push(News::Missing(missing)),
            Output::OffTarget { .. } => news.push(News::Event(DeviceEvent::Fault)),
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

    /// What pulls is checked against the plan before the session begins; a gauge for another way of traction is not
    /// believed (P2).
    fn ready(&mut self, feature: Feature, news: &mut Vec<News>) {
        if let Role::Measure { fits, .. } = &mut self.role {
            let is_gauge = feature.kind == DeviceKind::Gauge;
            *fits = feature.modality == self.modality && is_gauge && feature.regions.contains(&self.region);
        }
        self.feature = Some(feature);
        self.stand(DeviceStanding::Connected, news);
    }

    /// What a command's end means to the session.
    fn meaning(command: &Command, outcome: Outcome) -> Option<DeviceEvent> {
        match (command.kind(), outcome) {
            (CommandKind::Arm, Outcome::Applied) => Some(DeviceEvent::Armed),
            (CommandKind::Start, Outcome::Applied) => Some(DeviceEvent::Started),
            (CommandKind::Resume, Outcome::Applied) => Some(DeviceEvent::Resumed),
            (_, Outcome::Applied) | (CommandKind::Heartbeat | CommandKind::Query, _) => None,
            (_, Outcome::Refused(ResultCode::Interlock)) => Some(DeviceEvent::HandSwitch),
            (_, Outcome::Refused(ResultCode::LowBattery)) => Some(DeviceEvent::LowBattery),
            // The pull was to go down or off and it did not: let go.
            (_, Outcome::Refused(_)) => Some(DeviceEvent::Refused),
            // Nobody answered, and nobody knows whether it did.
            (_, Outcome::Uncertain) => Some(DeviceEvent::LinkLost),
        }
    }

    fn status(&mut self, status: &Status, now: Elapsed, news: &mut Vec<News>) {
        let Status { measured, target, state, faults, .. } = *status;
        self.battery = Some(status.battery_percent);
        self.simulated |= status.simulated;
        if let Role::Measure { sensor_works, .. } = &mut self.role {
            *sensor_works = !faults.contains(Fault::Sensor);
        }
        self.measured(Measurement { at: now, measured, target, state }, news);
        let was = self.standing;
        let fault = (!faults.is_empty()).then_some(DeviceStanding::Fault);
        self.stand(fault.unwrap_or_else(|| self.standing_at(state)), news);
        if status.hand_switch_pressed && faults.is_empty() && state != DeviceState::Idle {
            // Pressed before the pull there is no fault yet, and still the person's no.
            if !std::mem::replace(&mut self.fault_told, true) {
                news.push(News::Event(DeviceEvent::HandSwitch));
            }
        } else if faults.is_empty() {
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
        if std::mem::take(&mut self.silence_told) {
            news.push(News::Event(DeviceEvent::Heard));
        }
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
