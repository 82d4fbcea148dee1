//! What is kept of telemetry: a sample a second and one at each change of state or target, gaps as gaps (E8).

use nape_logic::device::status::DeviceState;
use nape_logic::id::SessionId;
use nape_logic::time::{Elapsed, Millis};
use nape_logic::units::Force;

use super::device_side::Measurement;
use crate::store::NewPage;
use crate::store::telemetry::{self, Gap, TelemetryItem, TelemetrySample};

const EVERY: Millis = Millis::from_secs(1);
/// A page goes to the journal at least this often, so that a kill loses little; oftener, and ten years of pages outgrow
/// what they hold.
pub(super) const PAGE: Millis = Millis::from_secs(60);

/// See the module.
#[derive(Debug)]
pub(super) struct Recorder {
    session: SessionId,
    started: Elapsed,
    items: Vec<TelemetryItem>,
    page: u32,
    page_began: Elapsed,
    last_kept: Option<Measurement>,
    last_heard: Option<Elapsed>,
    missing: u16,
}

impl Recorder {
    pub(super) fn new(session: SessionId, started: Elapsed) -> Self {
        let (items, page, page_began) = (Vec::new(), 0, started);
        Self { session, started, items, page, page_began, last_kept: None, last_heard: None, missing: 0 }
    }

    /// Samples that never came; the next one says where the gap ends.
    pub(super) fn missing(&mut self, count: u16) {
        self.missing = self.missing.saturating_add(count);
    }

    pub(super) fn measured(&mut self, measurement: Measurement) {
        let at = measurement.at.since(self.started);
        if std::mem::take(&mut self.missing) > 0
            && let Some(heard) = self.last_heard
        {
            let gap = Gap { from: heard.since(self.started), to: at };
            self.items.push(TelemetryItem::Gap(gap));
        }
        self.last_heard = Some(measurement.at);
        if self.is_worth_keeping(&measurement) {
            self.last_kept = Some(measurement);
            self.items.push(TelemetryItem::Sample(TelemetrySample {
                at,
                measured: measurement.measured,
                target: measurement.target,
                phase: state_number(measurement.state),
                flags: 0,
            }));
        }
    }

    fn is_worth_keeping(&self, new: &Measurement) -> bool {
        let Some(kept) = self.last_kept else { return true };
        let settled = |force: Force| force == Force::ZERO;
        new.state != kept.state
            || settled(new.target) != settled(kept.target)
            || new.at.since(kept.at) >= EVERY
    }

    /// The page so far, where it is old enough or `all` is wanted.
    pub(super) fn take_page(&mut self, now: Elapsed, all: bool) -> Option<NewPage> {
        if self.items.is_empty() || (!all && now.since(self.page_began) < PAGE) {
            return None;
        }
        let page = telemetry::pack(self.session, self.page, &std::mem::take(&mut self.items));
        self.page += 1;
        self.page_began = now;
        Some(page)
    }
}

/// The number under which a device's state stands in a page.
const fn state_number(state: DeviceState) -> u8 {
    match state {
        DeviceState::Idle => 0,
        DeviceState::Programmed => 1,
        DeviceState::Armed => 2,
        DeviceState::Running => 3,
        DeviceState::Paused => 4,
        DeviceState::Releasing => 5,
        DeviceState::Fault => 6,
    }
}
