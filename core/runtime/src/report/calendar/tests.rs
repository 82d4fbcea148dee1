//! A file of iCalendar, whole.

use chrono::NaiveDateTime;
use nape_logic::reminders::Subject;

use super::*;

fn civil_time(text: &str) -> NaiveDateTime {
    text.parse().expect("a time")
}

fn entry(name: &str, clock: EventClock, first: &str, repeats: Option<Repeats>) -> CalendarEntry {
    let event = CalendarEvent {
        name: name.to_owned(),
        reminder: name.to_owned(),
        subject: Subject::Session,
        clock,
        first: civil_time(first),
        repeats,
    };
    CalendarEntry { event, lasted: None, rings: true, title: "Session".to_owned(), body: "Yours.".to_owned() }
}

fn file(entries: Vec<CalendarEntry>) -> CalendarFile {
    CalendarFile {
        written: Timestamp::parse("2026-03-10T09:00:00+01:00").expect("an instant"),
        sequence: 7,
        language: "en".to_owned(),
        // Berlin in 2026: forward on 29 March at 01:00 UTC.
        zones: BTreeMap::from([(
            "Europe/Berlin".to_owned(),
            ZoneOffsets(vec![(0, 3600), (1_774_746_000_000, 7200)]),
        )]),
        entries,
    }
}

#[test]
fn an_event_of_a_zone_brings_its_zone_and_ends_at_an_instant() {
    let repeats = Repeats {
        weekdays: vec![Weekday::Mon, Weekday::Thu],
        until: civil_time("2026-03-30T08:00:00"),
        except: vec![civil_time("2026-03-16T08:00:00"), civil_time("2026-03-26T08:00:00")],
    };
    let zone = EventClock::Zone("Europe/Berlin".to_owned());
    let text = file(vec![entry("one/0800", zone, "2026-03-12T08:00:00", Some(repeats))]).to_text();
    let expected = format!(
        "BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Nape//Nape {}//EN
CALSCALE:GREGORIAN
NAME:Nape
X-WR-CALNAME:Nape
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20260329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:one/0800@nape
DTSTAMP:20260310T080000Z
SEQUENCE:7
DTSTART;TZID=Europe/Berlin:20260312T080000
RRULE:FREQ=WEEKLY;UNTIL=20260330T060000Z;BYDAY=MO,TH
EXDATE;TZID=Europe/Berlin:20260316T080000,20260326T080000
SUMMARY;LANGUAGE=en:Session
DESCRIPTION;LANGUAGE=en:Yours.
CLASS:PRIVATE
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Session
TRIGGER:PT0S
END:VALARM
END:VEVENT
END:VCALENDAR
",
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(text, expected.replace('\n', "\r\n"));
}

#[test]
fn a_floating_event_names_no_zone_and_one_that_was_rings_no_more() {
    let repeats =
        Some(Repeats { weekdays: Vec::new(), until: civil_time("2026-03-12T08:00:00"), except: Vec::new() });
    let floating = entry("one/0800", EventClock::Floating, "2026-03-10T08:00:00", repeats);
    let mut done = entry("session/1", EventClock::Utc, "2026-03-09T07:00:00", None);
    (done.lasted, done.rings) = (Some(Millis::from_mins(12)), false);
    let text = file(vec![done, floating]).to_text();
    assert!(!text.contains("TZID"), "{text}");
    assert!(text.contains("DTSTART:20260309T070000Z\r\nDURATION:PT720S\r\n"), "{text}");
    assert!(text.contains("DTSTART:20260310T080000\r\nRRULE:FREQ=DAILY;UNTIL=20260312T080000\r\n"), "{text}");
    assert_eq!(text.matches("BEGIN:VALARM").count(), 1);
}
