//! What a calendar of another program holds.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;

use super::super::{
    Calendar, CalendarEvent, Clock, Closed, Due, DueAt, EventClock, KeptReminder, Reminder, Situation, State,
    Subject, ZoneOffsets, calendar, schedule,
};
use super::properties::{any_rule, any_state, zones};
use super::schedule::{at, breaks, daily, day, here, kept, situation};
use crate::id::RecordId;

fn days(from: &str, to: &str) -> RangeInclusive<NaiveDate> {
    day(from)..=day(to)
}

/// Three weeks from the tenth of March.
fn weeks(reminders: Vec<KeptReminder>) -> Situation {
    let mut situation = situation(reminders);
    situation.state.horizon_days = 30;
    situation
}

fn made(situation: &Situation) -> Calendar {
    calendar(situation, &days("2026-03-01", "2026-03-31"), &here())
}

fn readings(times: &[NaiveDateTime]) -> Vec<String> {
    times.iter().map(|time| time.format("%m-%dT%H:%M").to_string()).collect()
}

/// What another program makes of an event: every time that it names, less those that are left out.
fn expanded(event: &CalendarEvent) -> Vec<NaiveDateTime> {
    let Some(repeats) = &event.repeats else { return vec![event.first] };
    let days = event.first.date().iter_days().take_while(|day| *day <= repeats.until.date());
    let named = days.filter(|day| {
        repeats.weekdays.is_empty() || repeats.weekdays.contains(&chrono::Datelike::weekday(day))
    });
    let times = named.map(|day| day.and_time(event.first.time()));
    times.filter(|time| !repeats.except.contains(time)).collect()
}

#[test]
fn a_daily_reminder_is_one_event_that_repeats_and_ends_with_the_days_that_were_asked_for() {
    let Calendar { events, withheld } = made(&weeks(vec![daily(1, Subject::SymptomCheck, "20:00")]));
    assert_eq!(withheld, []);
    let [event] = &events[..] else { panic!("{events:?}") };
    assert_eq!(event.name, "00000000-0000-0000-0000-000000000001/2000");
    assert_eq!(event.clock, EventClock::Floating);
    let repeats = event.repeats.as_ref().expect("repeats");
    assert_eq!(readings(&[event.first, repeats.until]), ["03-10T20:00", "03-31T20:00"]);
    assert_eq!((repeats.except.len(), repeats.weekdays.len()), (0, 0));
}

#[test]
fn an_interval_is_an_event_for_each_of_its_times() {
    let events = made(&weeks(vec![breaks()])).events;
    let first: Vec<NaiveDateTime> = events.iter().map(|event| event.first).collect();
    assert_eq!(readings(&first)[..3], ["03-10T09:00", "03-10T09:45", "03-10T10:30"]);
    assert_eq!(events.len(), 11);
    let names: BTreeSet<&str> = events.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names.len(), 11, "each under a name of its own");
}

/// What a gap moves is left out of the event that repeats and stands alone, at what the clock reads then: another program
/// would show it later than it rings (E28).
#[test]
fn e28_a_time_that_a_clock_skips_is_left_out_and_stands_alone() {
    let rule = r#""kind":"daily","time":"02:30""#;
    let mut night = weeks(vec![kept(1, Subject::Custom, rule)]);
    // On 29 March at 02:00 the clock goes forward to 03:00.
    let zone = ZoneOffsets(vec![(0, 3600), (at("2026-03-29T01:00:00Z").unix_millis(), 7200)]);
    night.state.now = at("2026-03-27T12:00:00+01:00");
    let zones = BTreeMap::from([("Here".to_owned(), zone)]);
    let events = calendar(&night, &days("2026-03-27", "2026-03-31"), &zones).events;
    let all: Vec<Vec<String>> = events.iter().map(|event| readings(&expanded(event))).collect();
    assert_eq!(all, [vec!["03-28T02:30", "03-30T02:30", "03-31T02:30"], vec!["03-29T03:00"]]);
}

#[test]
fn what_would_be_refused_or_is_quiet_is_left_out_and_said() {
    let mut situation =
        weeks(vec![daily(1, Subject::Session, "08:00"), daily(2, Subject::SymptomCheck, "23:00")]);
    situation.state.quiet = Some((super::schedule::time("22:00"), super::schedule::time("07:00")));
    let open = made(&situation);
    assert_eq!(open.events.len(), 1, "the session, and nothing in the night");
    assert_eq!(open.withheld.len(), 22);
    for limits in situation.sessions.values_mut() {
        limits.closed_before = Closed::Before(day("2026-03-25"));
    }
    let held = made(&situation).events;
    assert_eq!(readings(&expanded(&held[0]))[0], "03-25T08:00");
    for limits in situation.sessions.values_mut() {
        limits.closed_before = Closed::UntilResolved;
    }
    assert_eq!(made(&situation).events, []);
}

#[test]
fn what_follows_from_the_journal_stands_alone() {
    let mut situation = weeks(Vec::new());
    let due = |key: &str, at| Due { subject: Subject::Review, key: key.to_owned(), at };
    situation.due = vec![
        due("review/week_4/x", DueAt::Reads(day("2026-03-20").and_hms_opt(10, 0, 0).expect("a time"))),
        due("review/later", DueAt::Instant(at("2026-04-20T10:00:00+02:00"))),
    ];
    let events = made(&situation).events;
    assert_eq!(events.iter().map(|event| event.reminder.as_str()).collect::<Vec<_>>(), ["review/week_4/x"]);
    assert_eq!(events[0].repeats, None);
}

/// Of two times that read the same, another program means the first.
#[test]
fn an_instant_that_a_clock_reads_for_the_second_time_is_told_by_greenwichs() {
    let mut situation = weeks(Vec::new());
    let back = at("2026-03-20T01:00:00Z").unix_millis();
    let zones = BTreeMap::from([("Here".to_owned(), ZoneOffsets(vec![(0, 7200), (back, 3600)]))]);
    let second = at("2026-03-20T01:30:00Z");
    situation.due =
        vec![Due { subject: Subject::Review, key: "review/x".to_owned(), at: DueAt::Instant(second) }];
    let events = calendar(&situation, &days("2026-03-10", "2026-03-31"), &zones).events;
    assert_eq!(
        (events[0].clock.clone(), readings(&[events[0].first])[0].as_str()),
        (EventClock::Utc, "03-20T01:30")
    );
}

fn any_situation() -> impl Strategy<Value = Situation> {
    let subject = prop::sample::select(vec![Subject::SymptomCheck, Subject::Breathing, Subject::Session]);
    let reminders = prop::collection::vec((any_rule(), subject), 1..5);
    (reminders, any_state()).prop_map(|(reminders, state)| {
        let reminders = (1_u128..).zip(reminders).map(|(number, (rule, subject))| KeptReminder {
            id: RecordId(uuid::Uuid::from_u128(number)),
            reminder: Reminder::plain(subject, rule),
        });
        let mut made = situation(reminders.collect());
        made.state = State { done_dates: Vec::new(), capacity: 100_000, ..state };
        made
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn another_program_comes_to_the_same_instants_as_the_schedule(situation in any_situation()) {
        let zones = zones();
        let all = days("2026-01-01", "2026-12-31");
        let events = calendar(&situation, &all, &zones).events;
        let mut shown = vec![(i64::MIN, &zones[&situation.state.device_zone])];
        let changes = situation.state.zone_changes.iter();
        shown.extend(changes.map(|change| (change.at.unix_millis(), &zones[&change.zone])));
        let phone = Clock::changing(shown);
        let mut instants: Vec<(i64, String)> = Vec::new();
        for event in &events {
            let clock = match &event.clock {
                EventClock::Floating => phone.clone(),
                EventClock::Zone(zone) => Clock::of(&zones[zone]),
                EventClock::Utc => Clock::of(&ZoneOffsets(vec![(0, 0)])),
            };
            for time in expanded(event) {
                let at = clock.first_at(time).expect("comes");
                prop_assert_eq!(clock.reads(at), Some(time), "never in a gap");
                instants.push((at, event.reminder.clone()));
            }
        }
        instants.sort();
        let rings = schedule(&situation, &zones);
        // All have room but posture breaks, of which there are none here.
        let mut wanted: Vec<(i64, String)> =
            rings.alerts.iter().map(|alert| (alert.at.unix_millis(), alert.reminder.clone())).collect();
        wanted.sort();
        prop_assert_eq!(instants, wanted);
        let mut names: Vec<&str> = events.iter().map(|event| event.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        prop_assert_eq!(names.len(), events.len(), "each under a name of its own");
    }
}
