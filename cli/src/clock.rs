//! What time a command takes it to be. A running session's own clock is the core's and is never set.

use chrono::{DateTime, FixedOffset, Local, SecondsFormat, TimeDelta};
use chrono_tz::Tz;
use rustix::time::{ClockId, Timespec, clock_gettime};

/// The present as RFC 3339 in the asked zone; in the machine's where none was asked for.
pub(crate) fn now(given: Option<DateTime<FixedOffset>>, zone: Option<Tz>) -> String {
    let now = given.unwrap_or_else(|| Local::now().fixed_offset());
    match zone {
        Some(zone) => rfc3339(&now.with_timezone(&zone).fixed_offset()),
        None => rfc3339(&now),
    }
}

/// An instant as the core reads it.
pub(crate) fn rfc3339(instant: &DateTime<FixedOffset>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Millis, false)
}

/// The present of a command that goes on: the machine's, or one that began when it was said to and counts suspend.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Running {
    began: Option<(DateTime<FixedOffset>, Timespec)>,
}

impl Running {
    /// Begins at `given`, where that is said.
    pub(crate) fn from(given: Option<DateTime<FixedOffset>>) -> Self {
        Self { began: given.map(|given| (given, clock_gettime(ClockId::Boottime))) }
    }

    /// The present.
    pub(crate) fn now(&self) -> DateTime<FixedOffset> {
        let Some((given, since)) = self.began else { return Local::now().fixed_offset() };
        let nanoseconds = |at: Timespec| TimeDelta::seconds(at.tv_sec) + TimeDelta::nanoseconds(at.tv_nsec);
        given + (nanoseconds(clock_gettime(ClockId::Boottime)) - nanoseconds(since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_goes_on_begins_when_it_was_said_to_and_goes_forward() {
        let given = DateTime::parse_from_rfc3339("2026-07-01T06:30:00Z").expect("an instant");
        let running = Running::from(Some(given));
        let (one, other) = (running.now(), running.now());
        assert!(given <= one && one <= other && other - given < TimeDelta::minutes(5));
    }

    #[test]
    fn a_given_instant_is_told_in_the_asked_zone() {
        let given = DateTime::parse_from_rfc3339("2026-07-01T06:30:00Z").ok();
        assert_eq!(now(given, Some(Tz::Europe__Paris)), "2026-07-01T08:30:00.000+02:00");
        assert_eq!(now(given, None), "2026-07-01T06:30:00.000+00:00");
    }
}
