//! Sessions and reminders as a file of iCalendar (RFC 5545), for whatever calendar a person uses.
//!
//! | file | idea |
//! |---|---|
//! | here | which properties an event has |
//! | `zone` | a zone's offsets as a time zone of the file, so that no reader needs a table of its own |
//! | `lines` | content lines: escaped, folded, ended |

mod lines;
#[cfg(test)]
mod tests;
mod zone;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDateTime, Weekday};
use nape_logic::reminders::{CalendarEvent, Clock, EventClock, Repeats, ZoneOffsets};
use nape_logic::time::{Millis, Timestamp};

use lines::Lines;

/// A file of events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// When it is written.
    pub written: Timestamp,
    /// Which version of its events it holds: a later one has a higher number.
    pub sequence: u64,
    /// The language of its words, as a BCP 47 tag.
    pub language: String,
    /// The offsets of every zone that an event names.
    pub zones: BTreeMap<String, ZoneOffsets>,
    /// The events.
    pub entries: Vec<CalendarEntry>,
}

/// An event and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// When.
    pub event: CalendarEvent,
    /// How long it took; without it an instant.
    pub lasted: Option<Millis>,
    /// Whether the calendar rings.
    pub rings: bool,
    /// Its title.
    pub title: String,
    /// What else is said of it.
    pub body: String,
}

impl CalendarFile {
    /// The text of the file. A zone whose offsets are missing is read as Greenwich's.
    pub fn to_text(&self) -> String {
        let mut lines = Lines::default();
        lines.add("BEGIN", "VCALENDAR");
        lines.add("VERSION", "2.0");
        lines.add("PRODID", &format!("-//Nape//Nape {}//EN", env!("CARGO_PKG_VERSION")));
        lines.add("CALSCALE", "GREGORIAN");
        lines.text("NAME", "Nape");
        lines.text("X-WR-CALNAME", "Nape");
        let zones: BTreeSet<&str> = self.entries.iter().filter_map(|entry| zone_of(&entry.event)).collect();
        for (name, offsets) in zones.into_iter().filter_map(|zone| self.zones.get_key_value(zone)) {
            zone::add(&mut lines, name, offsets);
        }
        for entry in &self.entries {
            self.add(&mut lines, entry);
        }
        lines.add("END", "VCALENDAR");
        lines.into_text()
    }

    fn add(&self, lines: &mut Lines, entry: &CalendarEntry) {
        let CalendarEntry { event, lasted, rings, title, body } = entry;
        lines.add("BEGIN", "VEVENT");
        lines.text("UID", &format!("{}@nape", event.name));
        lines.add("DTSTAMP", &(civil(self.written.in_greenwich()) + "Z"));
        lines.add("SEQUENCE", &self.sequence.to_string());
        self.at(lines, "DTSTART", event, &[event.first]);
        if let Some(lasted) = lasted {
            lines.add("DURATION", &format!("PT{}S", lasted.secs_floor()));
        }
        if let Some(repeats) = &event.repeats {
            lines.add("RRULE", &self.rule(event, repeats));
            if !repeats.except.is_empty() {
                self.at(lines, "EXDATE", event, &repeats.except);
            }
        }
        lines.text(&format!("SUMMARY;LANGUAGE={}", self.language), title);
        lines.text(&format!("DESCRIPTION;LANGUAGE={}", self.language), body);
        // Nobody who shares the calendar is told more than that the time is taken, and it is not.
        lines.add("CLASS", "PRIVATE");
        lines.add("TRANSP", "TRANSPARENT");
        if *rings {
            lines.add("BEGIN", "VALARM");
            lines.add("ACTION", "DISPLAY");
            lines.text("DESCRIPTION", title);
            lines.add("TRIGGER", "PT0S");
            lines.add("END", "VALARM");
        }
        lines.add("END", "VEVENT");
    }

    /// Times on the event's own clock.
    fn at(&self, lines: &mut Lines, property: &str, event: &CalendarEvent, times: &[NaiveDateTime]) {
        let (property, end) = match &event.clock {
            EventClock::Zone(zone) if self.zones.contains_key(zone) => {
                (format!("{property};TZID={zone}"), "")
            }
            EventClock::Floating => (property.to_owned(), ""),
            EventClock::Zone(_) | EventClock::Utc => (property.to_owned(), "Z"),
        };
        let times: Vec<String> = times.iter().map(|time| civil(*time) + end).collect();
        lines.add(&property, &times.join(","));
    }

    fn rule(&self, event: &CalendarEvent, Repeats { weekdays, until, .. }: &Repeats) -> String {
        // The end of times that a zone reads is an instant.
        let until = match &event.clock {
            EventClock::Zone(zone) => {
                let at = self.zones.get(zone).and_then(|offsets| Clock::of(offsets).first_at(*until));
                at.map_or_else(|| civil(*until) + "Z", utc)
            }
            EventClock::Floating => civil(*until),
            EventClock::Utc => civil(*until) + "Z",
        };
        if weekdays.is_empty() {
            return format!("FREQ=DAILY;UNTIL={until}");
        }
        let days: Vec<&str> = weekdays.iter().map(|day| two_letters(*day)).collect();
        format!("FREQ=WEEKLY;UNTIL={until};BYDAY={}", days.join(","))
    }
}

fn zone_of(event: &CalendarEvent) -> Option<&str> {
    match &event.clock {
        EventClock::Zone(zone) => Some(zone),
        EventClock::Floating | EventClock::Utc => None,
    }
}

fn civil(time: NaiveDateTime) -> String {
    time.format("%Y%m%dT%H%M%S").to_string()
}

fn utc(unix_ms: i64) -> String {
    let at = chrono::DateTime::from_timestamp_millis(unix_ms).unwrap_or_default();
    civil(at.naive_utc()) + "Z"
}

const fn two_letters(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}
