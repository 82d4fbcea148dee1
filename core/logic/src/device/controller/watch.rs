//! Is what the device says fresh, complete and within the limit?

use crate::device::timing;
use crate::time::{Elapsed, Millis};
use crate::units::Force;

/// What is remembered of the reports so far.
#[derive(Debug, Default)]
pub(super) struct Watch {
    last_report: Option<Elapsed>,
    said_stale: bool,
    said_silent: bool,
    last_sample: Option<u16>,
    last_status: Option<u16>,
    last_heartbeat: Option<Elapsed>,
    said_over_limit: bool,
    /// Since when the pull is not what the device aims at.
    off_target_since: Option<Elapsed>,
}

/// What a number says of the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The next, with so many missing between.
    Newer { missing: u16 },
    /// The same once more.
    Same,
    /// Out of order.
    Older,
}

/// Compares two wrapping numbers, the shorter way round.
pub(super) const fn order(last: u16, number: u16) -> Order {
    match number.wrapping_sub(last) {
        0 => Order::Same,
        ahead @ 1..=0x7FFF => Order::Newer { missing: ahead - 1 },
        _ => Order::Older,
    }
}

impl Watch {
    /// Reports are due from now on, and a silence is one even where none ever came.
    pub(super) fn begin(&mut self, now: Elapsed) {
        self.last_report.get_or_insert(now);
    }

    /// A report came.
    pub(super) fn heard(&mut self, now: Elapsed) {
        self.last_report = Some(now);
        self.said_stale = false;
        self.said_silent = false;
    }

    /// How the sample of this number follows the last; the first follows well, and so does one without a number.
    pub(super) fn sample(&mut self, number: Option<u16>) -> Order {
        let Some(number) = number else {
            return Order::Newer { missing: 0 };
        };
        let order = self.last_sample.map_or(Order::Newer { missing: 0 }, |last| order(last, number));
        if matches!(order, Order::Newer { .. }) {
            self.last_sample = Some(number);
        }
        order
    }

    /// How the status of this number follows the last.
    pub(super) fn status(&mut self, number: u16) -> Order {
        let order = self.last_status.map_or(Order::Newer { missing: 0 }, |last| order(last, number));
        if order != Order::Older {
            self.last_status = Some(number);
        }
        order
    }

    /// Samples and statuses count from anew: the device restarted.
    pub(super) fn forget_numbers(&mut self) {
        self.last_sample = None;
        self.last_status = None;
    }

    /// Everything begins anew: the connection ended.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Whether this force is newly above the limit and its margin.
    pub(super) fn is_newly_over(&mut self, measured: Force, limit: Force) -> bool {
        let allowed = limit.millinewtons().saturating_add(timing::OVER_LIMIT_MARGIN.millinewtons());
        let over = measured.millinewtons() > allowed;
        let newly = over && !self.said_over_limit;
        self.said_over_limit = over;
        newly
    }

    /// Whether the pull has newly been far from what the device aims at for too long. Within a ramp it may lag.
    pub(super) fn is_newly_off_target(&mut self, measured: Force, target: Force, now: Elapsed) -> bool {
        let off = measured.millinewtons().abs_diff(target.millinewtons());
        if off <= timing::OFF_TARGET_MARGIN.millinewtons() {
            self.off_target_since = None;
            return false;
        }
        let since = *self.off_target_since.get_or_insert(now);
        let newly = now.since(since) >= timing::OFF_TARGET_AFTER;
        if newly {
            // Said once; the session ends by it.
            self.off_target_since = Some(Elapsed(u64::MAX));
        }
        newly
    }

    /// Whether a heartbeat may be written.
    pub(super) fn heartbeat_is_due(&self, now: Elapsed) -> bool {
        self.last_heartbeat.is_none_or(|last| now.since(last) >= timing::HEARTBEAT_INTERVAL)
    }

    pub(super) fn heartbeat_written(&mut self, now: Elapsed) {
        self.last_heartbeat = Some(now);
    }

    /// When the silence grows long enough to be said, or to be the end; nothing once both were said.
    pub(super) fn quiet_at(&self) -> Option<Elapsed> {
        let after = match (self.said_stale, self.said_silent) {
            (false, _) => timing::STALE_AFTER,
            (true, false) => timing::SILENT_AFTER,
            (true, true) => return None,
        };
        Some(self.last_report?.plus(after))
    }

    /// The age of the last report, the first time that it is stale.
    pub(super) fn newly_stale(&mut self, now: Elapsed) -> Option<Millis> {
        let age = now.since(self.last_report?);
        (age >= timing::STALE_AFTER && !std::mem::replace(&mut self.said_stale, true)).then_some(age)
    }

    /// The age of the last report, the first time that its device is given up as silent.
    pub(super) fn newly_silent(&mut self, now: Elapsed) -> Option<Millis> {
        let age = now.since(self.last_report?);
        (age >= timing::SILENT_AFTER && !std::mem::replace(&mut self.said_silent, true)).then_some(age)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_the_shorter_way_round() {
        assert_eq!(order(65_535, 0), Order::Newer { missing: 0 });
        assert_eq!(order(65_534, 2), Order::Newer { missing: 3 });
        assert_eq!(order(0, 65_535), Order::Older);
        assert_eq!(order(9, 9), Order::Same);
    }

    #[test]
    fn force_above_the_limit_is_said_once_until_it_is_back_below() {
        let mut watch = Watch::default();
        let limit = Force::from_millinewtons(89_000);
        let mut over = |millinewtons| watch.is_newly_over(Force::from_millinewtons(millinewtons), limit);
        assert!(!over(94_000));
        assert!(over(94_100));
        assert!(!over(95_000));
        assert!(!over(90_000));
        assert!(over(94_100));
    }
}
