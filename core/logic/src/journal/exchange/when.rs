//! Which instant does a civil time mean? An offset belongs to it, which the zone's rules say.

use chrono::format::{Item, Parsed, StrftimeItems, parse};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::document::FieldError;
use crate::time::Timestamp;

/// A day that was told without a time is told of its noon.
const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};

/// A moment as a file says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// With its offset.
    Instant(Timestamp),
    /// On a clock that the file doesn't name.
    Civil(NaiveDateTime),
}

/// The offsets of a zone: from each instant (milliseconds since 1970) on, so many seconds east of Greenwich. In order;
/// the first one holds before its instant too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offsets(Vec<(i64, i32)>);

impl Offsets {
    /// One offset at all times.
    pub fn fixed(seconds: i32) -> Self {
        Self::new([(0, seconds)])
    }

    /// In the order of their instants. An offset of seconds, as clocks had before there were zones, is taken as whole
    /// minutes: RFC 3339 knows no others.
    pub fn new(offsets: impl IntoIterator<Item = (i64, i32)>) -> Self {
        Self(offsets.into_iter().map(|(from, seconds)| (from, seconds.div_euclid(60) * 60)).collect())
    }

    /// The instant at which a clock of this zone showed `civil`: the first one where it did twice, and where it leapt
    /// over it the one that a clock which did not leap would have shown.
    pub fn instant(&self, civil: NaiveDateTime) -> Option<Timestamp> {
        let shown = civil.and_utc().timestamp_millis();
        let at = |seconds: i32| shown - i64::from(seconds) * 1000;
        let mut before = self.0.first().map_or(0, |(_, seconds)| *seconds);
        let mut seconds = before;
        for &(from, after) in self.0.iter().skip(1) {
            if at(before) < from {
                break;
            }
            seconds = after;
            if at(after) < from {
                // Leapt over: the clock before it goes on to the instant, the clock after it shows it.
                return Timestamp::from_unix_millis(at(before), after);
            }
            before = after;
        }
        Timestamp::from_unix_millis(at(seconds), seconds)
    }
}

/// How dates and times are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DateFormat(Option<String>);

const DATES: &str =
    "YYYY-MM-DD, with a time behind it or not; for other dates name their format, such as %d/%m/%Y";
const TIMES: &str = "HH:MM or HH:MM:SS";

impl DateFormat {
    /// By chrono's `strftime`; without one RFC 3339, or `YYYY-MM-DD`, also with ` HH:MM` or ` HH:MM:SS`.
    pub(super) fn new(format: Option<&str>) -> Result<Self, FieldError> {
        let unknown = |format: &str| StrftimeItems::new(format).any(|item| item == Item::Error);
        if format.is_some_and(|format| format.trim().is_empty() || unknown(format)) {
            let allowed = "a format of dates, such as %d/%m/%Y or %Y-%m-%d %H:%M";
            return Err(FieldError::new("date_format", "not a format of dates", allowed));
        }
        Ok(Self(format.map(str::to_owned)))
    }

    /// The moment that a date and, in a cell of its own, a time say.
    pub(super) fn read(&self, date: &str, time: Option<&str>) -> Result<When, FieldError> {
        let (date, time) = (date.trim(), time.map(str::trim).filter(|time| !time.is_empty()));
        let read = match &self.0 {
            Some(format) => by_format(date, format),
            None => iso(date),
        };
        let wrong = || FieldError::new("date", "not a date", self.0.as_deref().unwrap_or(DATES));
        let time = time.map(clock_time).transpose()?;
        match (read.ok_or_else(wrong)?, time) {
            (Read::Instant(at), None) => Ok(When::Instant(at)),
            (Read::Civil(date, shown), None) => Ok(When::Civil(date.and_time(shown.unwrap_or(NOON)))),
            (Read::Civil(date, None), Some(time)) => Ok(When::Civil(date.and_time(time))),
            (_, Some(_)) => {
                Err(FieldError::new("time", "the date has a time already", "a date without a time beside it"))
            }
        }
    }
}

enum Read {
    Instant(Timestamp),
    Civil(NaiveDate, Option<NaiveTime>),
}

fn iso(text: &str) -> Option<Read> {
    if let Ok(at) = Timestamp::parse(text) {
        return Some(Read::Instant(at));
    }
    let Some((date, time)) = text.split_once([' ', 'T']) else {
        return Some(Read::Civil(iso_date(text)?, None));
    };
    Some(Read::Civil(iso_date(date)?, Some(clock_time(time.trim()).ok()?)))
}

/// Four digits, two and two: chrono alone would take `2026-3-1` and years with a sign.
fn iso_date(text: &str) -> Option<NaiveDate> {
    let shape = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    shape.then(|| text.parse().ok()).flatten()
}

fn by_format(text: &str, format: &str) -> Option<Read> {
    let mut parsed = Parsed::new();
    parse(&mut parsed, text, StrftimeItems::new(format)).ok()?;
    if let Ok(at) = parsed.to_datetime() {
        return Timestamp::from_unix_millis(at.timestamp_millis(), at.offset().local_minus_utc())
            .map(Read::Instant);
    }
    Some(Read::Civil(parsed.to_naive_date().ok()?, parsed.to_naive_time().ok()))
}

fn clock_time(text: &str) -> Result<NaiveTime, FieldError> {
    ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(text, format).ok())
        .ok_or_else(|| FieldError::new("time", "not a time", TIMES))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn civil(text: &str) -> NaiveDateTime {
        text.parse().expect("a civil time")
    }

    /// London in 2026, as its rules say.
    fn london() -> Offsets {
        let at = |text: &str| Timestamp::parse(text).expect("an instant").unix_millis();
        Offsets::new([
            (at("2026-01-01T00:00:00Z"), 0),
            (at("2026-03-29T01:00:00Z"), 3600),
            (at("2026-10-25T01:00:00Z"), 0),
        ])
    }

    #[test]
    fn a_civil_time_has_the_offset_that_its_zone_had_then() {
        for (shown, instant) in [
            ("2025-06-01T12:00:00", "2025-06-01T12:00:00+00:00"),
            ("2026-02-01T12:00:00", "2026-02-01T12:00:00+00:00"),
            ("2026-03-29T00:59:00", "2026-03-29T00:59:00+00:00"),
            ("2026-03-29T02:00:00", "2026-03-29T02:00:00+01:00"),
            ("2026-07-01T12:00:00", "2026-07-01T12:00:00+01:00"),
            ("2026-12-01T12:00:00", "2026-12-01T12:00:00+00:00"),
        ] {
            assert_eq!(london().instant(civil(shown)).expect("in range").to_rfc3339(), instant, "{shown}");
        }
    }

    #[test]
    fn a_time_that_the_clock_leapt_over_is_shown_as_it_would_have_gone_on() {
        let at = london().instant(civil("2026-03-29T01:30:00")).expect("in range");
        assert_eq!(at.to_rfc3339(), "2026-03-29T02:30:00+01:00");
    }

    #[test]
    fn of_a_time_that_the_clock_showed_twice_the_first_one_is_meant() {
        let at = london().instant(civil("2026-10-25T01:30:00")).expect("in range");
        assert_eq!(at.to_rfc3339(), "2026-10-25T01:30:00+01:00");
        let after = london().instant(civil("2026-10-25T02:00:00")).expect("in range");
        assert_eq!(after.to_rfc3339(), "2026-10-25T02:00:00+00:00");
    }

    #[test]
    fn an_offset_of_seconds_reads_back_from_its_text() {
        let paris = Offsets::fixed(561);
        let at = paris.instant(civil("1900-06-01T12:00:00")).expect("in range");
        assert_eq!(Timestamp::parse(&at.to_rfc3339()).expect("an instant").unix_millis(), at.unix_millis());
    }

    #[test]
    fn dates_are_read_with_and_without_a_time_and_by_a_format() {
        let read = |date: &str, time: Option<&str>, format: Option<&str>| {
            DateFormat::new(format).expect("a format").read(date, time).expect("a moment")
        };
        let at = When::Instant(Timestamp::parse("2026-03-02T07:30:00-05:00").expect("an instant"));
        assert_eq!(read("2026-03-02T07:30:00-05:00", None, None), at);
        assert_eq!(read("02/03/2026 07:30 -0500", None, Some("%d/%m/%Y %H:%M %z")), at);
        let noon = When::Civil(civil("2026-03-02T12:00:00"));
        assert_eq!(read(" 2026-03-02 ", None, None), noon);
        assert_eq!(read("02.03.26", Some(" "), Some("%d.%m.%y")), noon);
        let morning = When::Civil(civil("2026-03-02T07:30:00"));
        assert_eq!(read("2026-03-02 07:30", None, None), morning);
        assert_eq!(read("2026-03-02T07:30:00", None, None), morning);
        assert_eq!(read("3/2/2026", Some("7:30 AM"), Some("%m/%d/%Y")), morning);
        assert_eq!(read("Mon 2 March 2026 07:30", None, Some("%a %e %B %Y %H:%M")), morning);
    }

    #[test]
    fn what_is_no_date_is_named_with_its_field() {
        let refused = |date: &str, time: Option<&str>, format: Option<&str>| {
            DateFormat::new(format).expect("a format").read(date, time).expect_err("refused").field
        };
        for date in
            ["", "yesterday", "2026-02-30", "02/03/2026", "2026-3-2", "2026-03-02 25:00", "+2026-03-02"]
        {
            assert_eq!(refused(date, None, None), "date", "{date}");
        }
        assert_eq!(refused("31/02/2026", None, Some("%d/%m/%Y")), "date");
        assert_eq!(refused("02/03/2026 and more", None, Some("%d/%m/%Y")), "date");
        assert_eq!(refused("2026-03-02", Some("half past"), None), "time");
        assert_eq!(refused("2026-03-02 07:30", Some("07:30"), None), "time");
        for format in ["", "%Q", "%d/%"] {
            assert_eq!(DateFormat::new(Some(format)).expect_err("refused").field, "date_format", "{format}");
        }
    }
}
