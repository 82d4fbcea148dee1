//! How is a device now? Read first; then, where that is wanted, told to let go (E2: after a kill the state comes first, and
//! nothing but a Stop is ever sent).

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use nape_logic::device::controller::{Controller, ControllerConfig, NotReady, Output, ReleaseResult};
use nape_logic::device::link::LinkFailure;
use nape_logic::device::profile_v1::ProfileV1;
use nape_logic::device::status::{Feature, Status};
use nape_logic::time::{Elapsed, Millis};
use nape_logic::units::Force;

use super::holding::clocks;
use super::{Unit, device_error};
use crate::engine::error::EngineError;
use crate::engine::handle::Engine;
use crate::link::Link;

/// A device at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceNow {
    /// What it is.
    pub feature: Feature,
    /// How it is; after the release, where one was asked for.
    pub status: Status,
    /// How the release ended that was asked for.
    pub release: Option<ReleaseResult>,
    /// Nothing real is at the other end, by the device's word or the link's.
    pub simulated: bool,
}

impl Engine {
    /// How a device is now; with `release` it is told to let go once that is known, whatever it does.
    pub async fn device_now(&self, unit: Unit, release: bool) -> Result<DeviceNow, EngineError> {
        let hold = self.hold().await?;
        let (from, _) = clocks()?;
        let (link, news) = self.own_link(&unit, from)?;
        self.on_runtime(async move {
            let began = Instant::now();
            let passed = || Millis(u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX));
            let mut visit = Visit::new(link, release, from);
            while visit.end.is_none() {
                let pause = visit.turn(from.plus(passed()));
                let _ = tokio::time::timeout(pause, news.notified()).await;
            }
            drop(hold);
            visit.told()
        })
        .await
    }
}

/// The controller of a device that nothing is asked of but to let go.
struct Visit {
    link: Box<dyn Link>,
    controller: Controller,
    release: bool,
    stopped: bool,
    feature: Option<Feature>,
    status: Option<Status>,
    released: Option<ReleaseResult>,
    /// There is nothing more to wait for.
    end: Option<Result<(), EngineError>>,
}

/// Control is never asked for: by this token nothing is ever begun.
const NOBODY: NonZeroU32 = NonZeroU32::MAX;
/// A link that does not say when it wants to be polled is looked at this often (own decision `[D]`).
const LOOK_AGAIN: Duration = Duration::from_millis(500);

impl Visit {
    fn new(link: Box<dyn Link>, release: bool, now: Elapsed) -> Self {
        let config = ControllerConfig { force_limit: Force::ZERO };
        let mut controller = Controller::new(Box::new(ProfileV1), NOBODY, config);
        controller.connect(now);
        Self {
            link,
            controller,
            release,
            stopped: false,
            feature: None,
            status: None,
            released: None,
            end: None,
        }
    }

    /// Does all that is to be done at `now`; says how long nothing more is.
    fn turn(&mut self, now: Elapsed) -> Duration {
        self.pass_on(now);
        while let Some(event) = self.link.poll(now) {
            self.controller.handle(event, now);
            self.pass_on(now);
        }
        self.controller.handle_timeout(now);
        self.pass_on(now);
        if self.end.is_none() && self.feature.is_some() && self.status.is_some() {
            self.go_on(now);
        }
        let due = self.link.poll_timeout().into_iter().chain(self.controller.poll_timeout()).min();
        let pause = due.map(|due| Duration::from_millis(due.since(now).max(Millis(1)).get()));
        pause.map_or(LOOK_AGAIN, |pause| pause.min(LOOK_AGAIN))
    }

    /// It is known how the device is: it is told to let go, or left as it is.
    fn go_on(&mut self, now: Elapsed) {
        if self.release && !self.stopped {
            self.stopped = true;
            self.controller.stop(now);
            self.pass_on(now);
        } else if !self.stopped || self.released.is_some() {
            // The link goes with the visit, and whatever the unit runs by itself goes on.
            self.end = Some(Ok(()));
        }
    }

    fn pass_on(&mut self, now: Elapsed) {
        while let Some(output) = self.controller.poll_output() {
            match output {
                Output::Link(request) => self.link.request(request, now),
                Output::Ready(feature) => self.feature = Some(feature),
                Output::Status(status) => self.status = Some(status),
                Output::Release(result) => self.released = Some(result),
                Output::NotReady(reason) => self.end = Some(Err(trouble(reason))),
                _ => {}
            }
        }
    }

    fn told(self) -> Result<DeviceNow, EngineError> {
        if let Some(Err(error)) = self.end {
            return Err(error);
        }
        let (Some(feature), Some(status)) = (self.feature, self.status) else {
            return Err(trouble(NotReady::TimedOut));
        };
        let simulated = status.simulated || self.link.is_simulated();
        Ok(DeviceNow { feature, status, release: self.released, simulated })
    }
}

fn trouble(reason: NotReady) -> EngineError {
    device_error(match reason {
        NotReady::Link(LinkFailure::AdapterOff) => "traction-device-bluetooth-off",
        NotReady::Link(LinkFailure::NotPermitted) => "traction-device-bluetooth-not-permitted",
        NotReady::Link(LinkFailure::NotAuthenticated) => "traction-device-not-paired",
        NotReady::Version { .. } | NotReady::Unintelligible => "traction-device-unintelligible",
        NotReady::Link(_) | NotReady::TimedOut => "traction-device-not-reached",
    })
}
