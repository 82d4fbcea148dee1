//! What is kept of telemetry: a sample a second and one at each change of state or target, gaps as gaps (E8).

use nape_logic::device::status::DeviceState;
use nape_logic::device::timing::STALE_AFTER;
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
    last_heard: Option<Measurement>,
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
        let missing = std::mem::take(&mut self.missing) > 0;
        self.gap_until(measurement.at, missing);
        self.last_heard = Some(measurement);
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

    /// Keeps the time since the last sample as a gap, where samples are `missing` or there was silence while there was, or
    /// could be, a pull.
    fn gap_until(&mut self, now: Elapsed, missing: bool) {
        let Some(heard) = self.last_heard else { return };
        let pulled = heard.state.is_active() || heard.target > Force::ZERO;
        if missing || pulled && now.since(heard.at) >= STALE_AFTER {
            let since = |at: Elapsed| at.since(self.started);
            self.items.push(TelemetryItem::Gap(Gap { from: since(heard.at), to: since(now) }));
        }
    }

    fn is_worth_keeping(&self, new: &Measurement) -> bool {
        let Some(kept) = self.last_kept else { return true };
        let settled = |force: Force| force == Force::ZERO;
        new.state != kept.state
            || settled(new.target) != settled(kept.target)
            || new.at.since(kept.at) >= EVERY
    }

    /// The page so far, where it is old enough or `all` is wanted: nothing comes after that, be it that much is missing.
    pub(super) fn take_page(&mut self, now: Elapsed, all: bool) -> Option<NewPage> {
        if all {
            self.gap_until(now, false);
            self.last_heard = None;
        }
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
