//! Zone rules from an embedded table, lent to the core as data.

use chrono::{DateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use nape::api::{NapeError, ZonePort, ZoneTransition};

/// No zone changes its offset twice within this time.
const STEP_MS: i64 = 6 * 60 * 60 * 1000;
/// The longest span that is looked through, a little over ten years.
const LONGEST_MS: i64 = 3_700 * 24 * 60 * 60 * 1000;

/// The zone table of this program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ZoneTable;

/// The machine's own zone, where it names one that the table has.
pub(crate) fn machines() -> Option<String> {
    let name = iana_time_zone::get_timezone().ok()?;
    name.parse::<Tz>().ok().map(|zone| zone.name().to_owned())
}

impl ZonePort for ZoneTable {
    fn transitions(
        &self,
        zone: String,
        from_unix_ms: i64,
        until_unix_ms: i64,
    ) -> Result<Vec<ZoneTransition>, NapeError> {
        let zone: Tz = zone
            .parse()
            .map_err(|_| bad_input("zone", "no such zone", "an IANA name, such as Europe/London"))?;
        if until_unix_ms.saturating_sub(from_unix_ms) > LONGEST_MS {
            return Err(bad_input("until_unix_ms", "too far away", "at most ten years after from_unix_ms"));
        }
        let mut found =
            vec![ZoneTransition { at_unix_ms: from_unix_ms, offset_s: offset_at(zone, from_unix_ms)? }];
        let mut at = from_unix_ms;
        while at < until_unix_ms {
            let next = at.saturating_add(STEP_MS).min(until_unix_ms);
            if let Some(change) = change_between(zone, at, next)? {
                found.push(change);
            }
            at = next;
        }
        Ok(found)
    }
}

/// The change of offset after `from` and at the latest at `until`, to the second.
fn change_between(zone: Tz, from: i64, until: i64) -> Result<Option<ZoneTransition>, NapeError> {
    let before = offset_at(zone, from)?;
    let after = offset_at(zone, until)?;
    if before == after {
        return Ok(None);
    }
    let (mut unchanged, mut changed) = (from, until);
    while changed - unchanged > 1 {
        let middle = unchanged + (changed - unchanged) / 2;
        if offset_at(zone, middle)? == before {
            unchanged = middle;
        } else {
            changed = middle;
        }
    }
    Ok(Some(ZoneTransition { at_unix_ms: changed, offset_s: after }))
}

fn offset_at(zone: Tz, unix_ms: i64) -> Result<i32, NapeError> {
    let instant = DateTime::<Utc>::from_timestamp_millis(unix_ms)
        .ok_or_else(|| bad_input("from_unix_ms", "no such instant", "milliseconds since 1970"))?;
    Ok(zone.offset_from_utc_datetime(&instant.naive_utc()).fix().local_minus_utc())
}

fn bad_input(field: &str, detail: &str, allowed: &str) -> NapeError {
    NapeError::BadInput {
        field: field.to_owned(),
        detail: detail.to_owned(),
        allowed: Some(allowed.to_owned()),
        also: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unix_ms(text: &str) -> i64 {
        DateTime::parse_from_rfc3339(text).expect("valid").timestamp_millis()
    }

    #[test]
    fn a_year_in_london_has_its_two_changes_to_the_instant() {
        let year = ZoneTable
            .transitions(
                "Europe/London".to_owned(),
                unix_ms("2026-01-01T00:00:00Z"),
                unix_ms("2027-01-01T00:00:00Z"),
            )
            .expect("known");
        let expected =
            [("2026-01-01T00:00:00Z", 0), ("2026-03-29T01:00:00Z", 3600), ("2026-10-25T01:00:00Z", 0)]
                .map(|(at, offset_s)| ZoneTransition { at_unix_ms: unix_ms(at), offset_s });
        assert_eq!(year, expected);
    }

    #[test]
    fn a_zone_without_changes_has_only_its_offset() {
        let found = ZoneTable.transitions("Asia/Kolkata".to_owned(), 0, 86_400_000).expect("known");
        assert_eq!(found, [ZoneTransition { at_unix_ms: 0, offset_s: 19_800 }]);
    }

    #[test]
    fn an_unknown_zone_is_bad_input() {
        let error = ZoneTable.transitions("Mars/Olympus".to_owned(), 0, 1).expect_err("unknown");
        assert!(matches!(error, NapeError::BadInput { .. }));
    }
}
