//! A civil clock: what it reads at an instant, and the first instant at which it reads a time or has jumped past it.

use chrono::{DateTime, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A zone's offsets over a span: from each instant (milliseconds since 1970) on, so many seconds east of Greenwich. In
/// order; the first one holds before its instant too. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ZoneOffsets(pub Vec<(i64, i32)>);

/// A clock that shows one offset after the other: of one zone, or of a phone that changes zones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// From each instant on, so many milliseconds east of Greenwich; the first from the beginning of time.
    offsets: Vec<(i64, i64)>,
}

impl Clock {
    /// The clock of one zone.
    pub fn of(zone: &ZoneOffsets) -> Self {
        Self::changing([(i64::MIN, zone)])
    }

    /// The clock that shows each of these zones from its instant on; the first from the beginning of time.
    pub fn changing<'z>(zones: impl IntoIterator<Item = (i64, &'z ZoneOffsets)>) -> Self {
        let zones: Vec<(i64, &ZoneOffsets)> = zones.into_iter().collect();
        let mut offsets = Vec::new();
        for (place, (from, zone)) in zones.iter().enumerate() {
            let until = zones.get(place + 1).map_or(i64::MAX, |(next, _)| *next);
            for (index, (since, seconds)) in zone.0.iter().enumerate() {
                let since = if index == 0 { *from } else { *since };
                let over = zone.0.get(index + 1).is_some_and(|(next, _)| next <= from);
                if since < until && !over {
                    offsets.push((since.max(*from), i64::from(*seconds) * 1000));
                }
            }
        }
        Self { offsets }
    }

    /// What it reads at an instant; `None` far outside the calendar.
    pub fn reads(&self, unix_ms: i64) -> Option<NaiveDateTime> {
        let index = self.offsets.partition_point(|(from, _)| *from <= unix_ms);
        let (_, offset) = self.offsets.get(index.saturating_sub(1))?;
        Some(DateTime::from_timestamp_millis(unix_ms.checked_add(*offset)?)?.naive_utc())
    }

    /// The offset that it shows at an instant, in seconds east of Greenwich.
    pub fn offset_at(&self, unix_ms: i64) -> i32 {
        let index = self.offsets.partition_point(|(from, _)| *from <= unix_ms);
        let offset = self.offsets.get(index.saturating_sub(1)).map_or(0, |(_, offset)| offset / 1000);
        i32::try_from(offset).unwrap_or(0)
    }

    /// The first instant at which it reads `label` or has jumped past it: of a gap the first valid instant after it, of a
    /// fold the first occurrence.
    pub fn first_at(&self, label: NaiveDateTime) -> Option<i64> {
        let label = label.and_utc().timestamp_millis();
        self.offsets.iter().enumerate().find_map(|(index, (from, offset))| {
            let until = self.offsets.get(index + 1).map_or(i64::MAX, |(next, _)| *next);
            let at = label.saturating_sub(*offset).max(*from);
            (at < until).then_some(at)
        })
    }
}
