//! What time a command takes it to be. A running session's own clock is the core's and is never set.

use chrono::{DateTime, FixedOffset, Local, SecondsFormat};
use chrono_tz::Tz;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_instant_is_told_in_the_asked_zone() {
        let given = DateTime::parse_from_rfc3339("2026-07-01T06:30:00Z").ok();
        assert_eq!(now(given, Some(Tz::Europe__Paris)), "2026-07-01T08:30:00.000+02:00");
        assert_eq!(now(given, None), "2026-07-01T06:30:00.000+00:00");
    }
}
