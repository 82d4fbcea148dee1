//! Two clocks that must never be mixed: elapsed time, which counts suspend and only goes forward, and wall
//! time, which people read and may change.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::id::BootId;

mod millis;
mod written;

pub use millis::Millis;

/// A reading of the clock that counts suspend, in milliseconds since its own start (usually the boot).
///
/// Two readings compare only within one [`BootId`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Elapsed(pub u64);

impl Elapsed {
    /// The reading `after` later.
    #[must_use]
    pub const fn plus(self, after: Millis) -> Self {
        Self(self.0.saturating_add(after.0))
    }

    /// The time since `earlier`; zero where the clock went backwards, which only a faulty port does.
    pub const fn since(self, earlier: Self) -> Millis {
        Millis(self.0.saturating_sub(earlier.0))
    }
}

/// An instant of wall time with the offset that its clock showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(DateTime<FixedOffset>);

impl Timestamp {
    /// From milliseconds since 1970 and an offset in seconds east of Greenwich; `None` out of range.
    pub fn from_unix_millis(millis: i64, offset_seconds: i32) -> Option<Self> {
        let offset = FixedOffset::east_opt(offset_seconds)?;
        Some(Self(DateTime::from_timestamp_millis(millis)?.with_timezone(&offset)))
    }

    /// From an RFC 3339 text, to the millisecond.
    pub fn parse(text: &str) -> Result<Self, chrono::ParseError> {
        let parsed = DateTime::parse_from_rfc3339(text)?;
        Ok(Self::from_unix_millis(parsed.timestamp_millis(), parsed.offset().local_minus_utc())
            .unwrap_or(Self(parsed)))
    }

    /// Milliseconds since 1970.
    pub fn unix_millis(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// Seconds east of Greenwich.
    pub fn offset_seconds(self) -> i32 {
        self.0.offset().local_minus_utc()
    }

    /// What a clock in Greenwich showed.
    pub fn in_greenwich(self) -> chrono::NaiveDateTime {
        self.0.naive_utc()
    }

    /// The civil date that the clock showed.
    pub fn date(self) -> chrono::NaiveDate {
        self.0.date_naive()
    }

    /// RFC 3339 with milliseconds where there are any.
    pub fn to_rfc3339(self) -> String {
        self.0.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false)
    }

    /// The same offset, `millis` later.
    #[must_use]
    pub fn plus(self, millis: Millis) -> Self {
        let later = i64::try_from(millis.get()).ok().and_then(chrono::Duration::try_milliseconds);
        Self(later.and_then(|later| self.0.checked_add_signed(later)).unwrap_or(self.0))
    }

    /// Time since `earlier`; zero where `earlier` is later.
    pub fn since(self, earlier: Self) -> Millis {
        Millis(u64::try_from(self.unix_millis() - earlier.unix_millis()).unwrap_or(0))
    }
}

/// All that a decision may know of the present moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Now {
    /// What the wall clock shows.
    pub wall: Timestamp,
    /// The clock that counts suspend.
    pub elapsed: Elapsed,
    /// Which boot `elapsed` belongs to.
    pub boot: BootId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_keeps_the_offset_it_was_written_with() {
        let at = Timestamp::parse("2026-03-29T01:59:59.250+01:00").expect("valid");
        assert_eq!(at.to_rfc3339(), "2026-03-29T01:59:59.250+01:00");
        assert_eq!(at.offset_seconds(), 3600);
    }

    #[test]
    fn time_since_a_later_reading_is_zero() {
        assert_eq!(Elapsed(5).since(Elapsed(9)), Millis::ZERO);
    }
}
