//! A start that waits for its device: what the device can do belongs to the gate (P2, E26), so it is asked what it is
//! before the session begins. Nothing is written and nothing is prepared on it meanwhile.

use nape_logic::device::controller::NotReady;
use nape_logic::device::status::Feature;
use nape_logic::document::FieldError;
use nape_logic::id::SessionId;
use nape_logic::plan::DeviceLimits;
use nape_logic::session::DeviceEvent;
use nape_logic::text::Message;
use nape_logic::time::{Elapsed, Now};

use super::command::Reply;
use super::device_side::{DeviceSide, News};
use super::error::EngineError;
use super::start::StartRequest;
use super::task::Task;

/// See the module.
pub(super) struct Connecting {
    start: StartRequest,
    reply: Reply<SessionId>,
    device: DeviceSide,
}

impl Connecting {
    pub(super) fn poll_timeout(&self) -> Option<Elapsed> {
        self.device.poll_timeout()
    }
}

impl Task {
    /// Starts what may start at once, and connects first where a device pulls.
    pub(super) fn start(&mut self, start: StartRequest, reply: Reply<SessionId>, now: &Now) {
        if let Err(error) = self.may_have(&start.device) {
            return reply.done(Err(error));
        }
        self.drop_sync(now);
        if !start.device.pulls() || start.request.rehearsal {
            return self.begin(start, None, reply, now);
        }
        // A device can only take away: what is refused without it is refused before anybody waits for it.
        match self.may_begin(&start, None, now) {
            Ok(started) if started.dose.load.force().is_none() => {
                return reply.done(Err(not_a_force(&start)));
            }
            Ok(_) => {}
            Err(error) => return reply.done(Err(error)),
        }
        if start.pace > 1.0 {
            self.clock.pace(start.pace);
        }
        // As the paced clock stands: the device begins with it, so that the same seed gives the same session.
        let now = self.clock.now();
        let link = match self.session_link(&start.device, &now) {
            Ok(link) => link,
            Err(error) => {
                self.clock.keep_real_pace();
                return reply.done(Err(error));
            }
        };
        let token = super::sessions::token();
        let device = DeviceSide::actuator(link, start.modality, start.region, token, now.elapsed);
        self.connecting = Some(Connecting { start, reply, device });
    }

    /// Begins the session once its device has said what it is.
    pub(super) fn turn_connecting(&mut self, now: &Now) {
        let Some(connecting) = &mut self.connecting else { return };
        let news = connecting.device.advance(now.elapsed);
        if let Some(why) = news.iter().find_map(trouble) {
            return self.stop_connecting(EngineError::Device(why), now);
        }
        if let Some(connecting) = self.connecting.take_if(|connecting| connecting.device.feature().is_some())
        {
            let Connecting { start, reply, device } = connecting;
            self.begin(start, Some(device), reply, now);
        }
    }

    /// Gives up a start that waits for its device: nothing has pulled.
    pub(super) fn stop_connecting(&mut self, error: EngineError, now: &Now) {
        let Some(mut connecting) = self.connecting.take() else { return };
        connecting.device.disconnect(now.elapsed);
        self.clock.keep_real_pace();
        connecting.reply.done(Err(error));
    }
}

/// What a device says of itself, as a plan is checked against it.
pub(super) fn device_limits(feature: &Feature) -> DeviceLimits {
    DeviceLimits {
        modality: feature.modality,
        regions: feature.regions.iter().copied().collect(),
        force_min: feature.least_force,
        force_max: feature.greatest_force,
        force_step: feature.force_step,
        duration_max: feature.longest_programme,
        ramp_max: feature.greatest_ramp_per_second,
        intermittent: feature.intermittent,
        levels: feature.levels.unwrap_or(0),
    }
}

fn trouble(news: &News) -> Option<Message> {
    let key = match news {
        News::NotReady(NotReady::Version { .. }) => "session-device-other-version",
        News::NotReady(NotReady::Unintelligible) => "session-device-unintelligible",
        News::NotReady(NotReady::Link(_) | NotReady::TimedOut) | News::Event(DeviceEvent::LinkLost) => {
            "session-device-not-reached"
        }
        _ => return None,
    };
    Some(Message::new(key))
}

fn not_a_force(start: &StartRequest) -> EngineError {
    let message = format!("the simulated {} takes forces only", start.modality);
    FieldError::new("device", message, "a plan with a force").into()
}
