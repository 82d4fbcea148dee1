//! A zone's offsets as a time zone of the file (`VTIMEZONE`): each change by itself, for as long as events last.

use nape_logic::reminders::{Clock, ZoneOffsets};

use super::lines::Lines;
use super::{civil, utc};

/// Before everything that a file holds: the first offset is in force from here on.
const BEFORE: &str = "19700101T000000";

pub(super) fn add(lines: &mut Lines, name: &str, offsets: &ZoneOffsets) {
    let Some((_, first)) = offsets.0.first() else { return };
    lines.add("BEGIN", "VTIMEZONE");
    lines.add("TZID", name);
    observance(lines, "STANDARD", BEFORE, *first, *first);
    for pair in offsets.0.windows(2) {
        let [(since, before), (at, after)] = *pair else { continue };
        // When the clock that is about to change would read it.
        let reads = Clock::of(&ZoneOffsets(vec![(since, before)])).reads(at);
        let kind = if after > before { "DAYLIGHT" } else { "STANDARD" };
        observance(lines, kind, &reads.map_or_else(|| utc(at), civil), before, after);
    }
    lines.add("END", "VTIMEZONE");
}

fn observance(lines: &mut Lines, kind: &str, since: &str, before: i32, after: i32) {
    lines.add("BEGIN", kind);
    lines.add("DTSTART", since);
    lines.add("TZOFFSETFROM", &offset(before));
    lines.add("TZOFFSETTO", &offset(after));
    lines.add("END", kind);
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let behind = if seconds == 0 { String::new() } else { format!("{seconds:02}") };
    format!("{sign}{hours:02}{minutes:02}{behind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_written_with_their_sign_and_seconds_where_there_are_any() {
        let written = [0, 3600, -12_600, 20_700, 37_800, -2_670].map(offset);
        assert_eq!(written, ["+0000", "+0100", "-0330", "+0545", "+1030", "-004430"]);
    }

    #[test]
    fn each_change_begins_where_the_clock_before_it_reads_it() {
        // Berlin in 2026: forward on 29 March at 01:00 UTC, back on 25 October at 01:00 UTC.
        let berlin = ZoneOffsets(vec![(0, 3600), (1_774_746_000_000, 7200), (1_792_890_000_000, 3600)]);
        let mut lines = Lines::default();
        add(&mut lines, "Europe/Berlin", &berlin);
        let text = lines.into_text();
        let begins: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("DTSTART:")).collect();
        assert_eq!(begins, [BEFORE, "20260329T020000", "20261025T030000"]);
        assert_eq!(text.matches("BEGIN:DAYLIGHT").count(), 1);
    }
}
