//! What became of alerts, week by week.

use super::super::counts::monday_of;
use super::super::{AlertWord, WeekCounts, weekly};
use super::schedule::{at, day};

fn alert(reminder: &str, when: &str) -> String {
    format!("{reminder}/{}", at(when).unix_millis())
}

#[test]
fn weeks_are_counted_from_monday_to_sunday_and_an_alert_once() {
    let sunday = alert("a", "2026-03-08T23:30:00+01:00");
    let monday = alert("a", "2026-03-09T00:30:00+01:00");
    let put_off = format!("{monday}+{}", at("2026-03-09T00:45:00+01:00").unix_millis());
    let seen = alert("b", "2026-03-10T08:00:00+01:00");
    let passed = alert("b", "2026-03-11T08:00:00+01:00");
    let late = alert("b", "2026-03-12T08:00:00+01:00");
    let held = alert("b", "2026-03-13T08:00:00+01:00");
    let now = at("2026-03-14T12:00:00+01:00");
    let told = [
        (&sunday, AlertWord::Shown),
        (&monday, AlertWord::Shown),
        (&monday, AlertWord::Snoozed),
        (&put_off, AlertWord::Shown),
        (&put_off, AlertWord::Acted),
        (&seen, AlertWord::Acknowledged),
        (&passed, AlertWord::Missed),
        (&late, AlertWord::Missed),
        (&late, AlertWord::Acted),
        (&held, AlertWord::Issued),
        (&held, AlertWord::Retracted),
    ];
    let told = told.iter().map(|(id, word)| (id.as_str(), *word, now));
    let sessions = ["2026-03-01", "2026-03-08", "2026-03-09", "2026-03-14"].map(day);
    let counted = weekly(2, day("2026-03-14"), told, sessions);
    let week = |monday: &str, sessions, shown, acted, snoozed, missed| WeekCounts {
        monday: day(monday),
        sessions,
        shown,
        acted,
        snoozed,
        missed,
    };
    assert_eq!(counted, [week("2026-03-02", 1, 1, 0, 0, 0), week("2026-03-09", 2, 3, 2, 1, 1)]);
}

#[test]
fn a_week_begins_on_monday_wherever_the_year_ends() {
    let mondays = ["2026-12-31", "2027-01-03", "2027-01-04"].map(|text| monday_of(day(text)).to_string());
    assert_eq!(mondays, ["2026-12-28", "2026-12-28", "2027-01-04"]);
}
