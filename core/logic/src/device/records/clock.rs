//! The device's clock beside the phone's, and the instant of a record by both.

use std::num::NonZeroU16;

use serde::{Deserialize, Serialize};

use crate::device::records::record::SessionRecord;
use crate::device::status::DeviceBoot;
use crate::time::{Millis, Timestamp};

/// What a device says of its clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceClock {
    /// Which run of the device this is.
    pub boot: DeviceBoot,
    /// Since its start.
    pub uptime: Millis,
    /// Milliseconds since 1970, where somebody set it.
    pub unix_millis: Option<u64>,
    /// The bond of whoever asked.
    pub bond: Option<NonZeroU16>,
    /// Whether it goes on over a restart.
    pub keeps_time: bool,
}

/// A device's clock and the phone's at the same moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockReading {
    /// The device's.
    pub device: DeviceClock,
    /// The phone's.
    pub phone: Timestamp,
}

/// By what an instant is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatedBy {
    /// The count since the device's start, which still runs: as exact as the phone's own clock.
    Count,
    /// The device's clock, as somebody set it.
    Clock,
}

impl ClockReading {
    /// How far the phone's clock is before the device's, in milliseconds; nothing where the device's was never set.
    pub fn offset_millis(&self) -> Option<i64> {
        let device = i64::try_from(self.device.unix_millis?).ok()?;
        self.phone.unix_millis().checked_sub(device)
    }

    /// When a record began; nothing where neither the count nor a clock says so, or both would put it into the future.
    pub fn began(&self, record: &SessionRecord) -> Option<(Timestamp, DatedBy)> {
        let counted = || {
            let ago = self.device.uptime.get().checked_sub(record.started_uptime.get())?;
            let at = self.phone.unix_millis().checked_sub(i64::try_from(ago).ok()?)?;
            (record.boot == self.device.boot).then_some((at, DatedBy::Count))
        };
        let read = || Some((i64::try_from(record.started_unix_millis?).ok()?, DatedBy::Clock));
        let (at, by) = counted().or_else(read)?;
        let began = Timestamp::from_unix_millis(at, self.phone.offset_seconds())?;
        (at <= self.phone.unix_millis()).then_some((began, by))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::records::sync::tests::record;

    fn reading(boot: u16, uptime: u64, unix: Option<u64>) -> ClockReading {
        let phone = Timestamp::parse("2026-03-28T09:00:00+02:00").expect("an instant");
        let device = DeviceClock {
            boot: DeviceBoot(boot),
            uptime: Millis(uptime),
            unix_millis: unix,
            bond: None,
            keeps_time: false,
        };
        ClockReading { device, phone }
    }

    fn began(
        boot: u16,
        started_uptime: u64,
        unix: Option<u64>,
        reading: &ClockReading,
    ) -> Option<(String, DatedBy)> {
        let record = SessionRecord {
            boot: DeviceBoot(boot),
            started_uptime: Millis(started_uptime),
            started_unix_millis: unix,
            ..record(1, Some(5), 3)
        };
        reading.began(&record).map(|(at, by)| (at.to_rfc3339(), by))
    }

    #[test]
    fn a_record_of_this_run_is_dated_by_the_count_whatever_the_device_clock_says() {
        let reading = reading(7, 3_600_000, Some(1));
        let wrong_clock = began(7, 0, Some(99), &reading).expect("known");
        assert_eq!(wrong_clock, ("2026-03-28T08:00:00+02:00".to_owned(), DatedBy::Count));
    }

    #[test]
    fn a_record_of_an_earlier_run_is_dated_by_the_clock_that_was_set_then() {
        let at = Timestamp::parse("2026-03-27T07:00:00+02:00").expect("an instant").unix_millis();
        let known = began(6, 1_000, u64::try_from(at).ok(), &reading(7, 5_000, None)).expect("known");
        assert_eq!(known, ("2026-03-27T07:00:00+02:00".to_owned(), DatedBy::Clock));
    }

    #[test]
    fn a_record_without_count_and_clock_or_from_the_future_has_no_instant() {
        assert_eq!(began(6, 1_000, None, &reading(7, 5_000, None)), None);
        let later = Timestamp::parse("2026-03-28T09:00:01+02:00").expect("an instant").unix_millis();
        assert_eq!(began(6, 0, u64::try_from(later).ok(), &reading(7, 5_000, None)), None);
        assert_eq!(began(7, 6_000, None, &reading(7, 5_000, None)), None, "a count that runs backwards");
    }

    #[test]
    fn the_offset_is_the_phone_before_the_device() {
        let phone = u64::try_from(reading(1, 0, None).phone.unix_millis()).expect("after 1970");
        assert_eq!(reading(1, 0, Some(phone - 1_500)).offset_millis(), Some(1_500));
        assert_eq!(reading(1, 0, None).offset_millis(), None);
    }
}
