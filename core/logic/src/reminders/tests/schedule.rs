//! Which alerts a system holds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;
use uuid::Uuid;

use super::super::{
    Changes, Closed, Due, DueAt, KeptReminder, MOST_POSTURE_BREAKS, Reminder, Schedule, SessionLimits,
    Situation, Snoozed, State, Subject, Why, ZoneOffsets, changes, schedule,
};
use super::properties::{any_rule, any_state, zones};
use crate::id::RecordId;
use crate::modality::Region;
use crate::plan::Caps;
use crate::time::{Millis, Timestamp};

const NOW: &str = "2026-03-10T07:00:00+01:00";

pub(super) fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("an instant")
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(super) fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}

pub(super) fn kept(number: u128, subject: Subject, rule: &str) -> KeptReminder {
    let title = if subject.has_title() { r#","title":"mine""# } else { "" };
    let text = format!(r#"{{"subject":"{subject}"{title},"rule":{{{rule},"zone_policy":"floating"}}}}"#);
    let reminder = Reminder::from_json(text.as_bytes()).expect("reads");
    KeptReminder { id: RecordId(Uuid::from_u128(number)), reminder }
}

pub(super) fn daily(number: u128, subject: Subject, time: &str) -> KeptReminder {
    kept(number, subject, &format!(r#""kind":"daily","time":"{time}""#))
}

pub(super) fn breaks() -> KeptReminder {
    kept(90, Subject::PostureBreak, r#""kind":"interval","every_minutes":45,"window":["09:00","17:00"]"#)
}

pub(super) fn situation(reminders: Vec<KeptReminder>) -> Situation {
    let state = State {
        now: at(NOW),
        device_zone: "Here".to_owned(),
        zone_changes: Vec::new(),
        quiet: None,
        paused_until: None,
        done_dates: Vec::new(),
        horizon_days: 3,
        capacity: 30,
    };
    Situation {
        state,
        reminders,
        done_today: BTreeMap::new(),
        due: Vec::new(),
        snoozed: Vec::new(),
        settled: BTreeSet::new(),
        sessions: BTreeMap::from([(Region::Cervical, limits(1, None))]),
        closed: BTreeSet::new(),
    }
}

fn limits(per_day: u8, gap: Option<u64>) -> SessionLimits {
    let caps = Caps { per_day, per_week: None, gap: gap.map(Millis::from_mins) };
    SessionLimits { closed_before: Closed::Open, caps, sessions: Vec::new() }
}

pub(super) fn here() -> BTreeMap<String, ZoneOffsets> {
    BTreeMap::from([("Here".to_owned(), ZoneOffsets(vec![(0, 3600)]))])
}

fn times(schedule: &Schedule) -> Vec<String> {
    schedule.alerts.iter().map(|alert| alert.at.to_rfc3339()[5..16].to_owned()).collect()
}

fn ids(schedule: &Schedule) -> BTreeSet<String> {
    schedule.alerts.iter().map(|alert| alert.id.clone()).collect()
}

fn whys(schedule: &Schedule) -> Vec<Why> {
    schedule.withheld.iter().map(|one| one.why).collect()
}

#[test]
fn a_daily_reminder_rings_on_each_day_under_ids_that_stay_the_same() {
    let mut situation = situation(vec![daily(1, Subject::Session, "08:00")]);
    let first = schedule(&situation, &here());
    assert_eq!(times(&first), ["03-10T08:00", "03-11T08:00", "03-12T08:00"]);
    situation.state.now = at("2026-03-10T23:00:00+01:00");
    let later = schedule(&situation, &here());
    assert_eq!(later.alerts[..2], first.alerts[1..]);
    let in_english = |ids: BTreeSet<String>| ids.into_iter().map(|id| (id, "en")).collect();
    let changed = changes(&in_english(ids(&first)), &in_english(ids(&later)));
    assert_eq!(changed.cancel, BTreeSet::from([first.alerts[0].id.clone()]));
    assert_eq!(changed.add, BTreeSet::from([later.alerts[2].id.clone()]));
}

/// P11: after an injury nobody is invited to what moves the neck.
#[test]
fn what_is_closed_rings_no_more_put_off_or_not() {
    let mut situation = situation(vec![breaks(), daily(1, Subject::Breathing, "08:00")]);
    situation.state.horizon_days = 1;
    let id = format!("{}/{}", situation.reminders[0].id, at(NOW).unix_millis());
    let until = at("2026-03-10T08:30:00+01:00");
    situation.snoozed = vec![Snoozed { alert: id, subject: Subject::PostureBreak, until }];
    situation.closed = BTreeSet::from([Subject::PostureBreak]);
    let planned = schedule(&situation, &here());
    assert_eq!(times(&planned), ["03-10T08:00"]);
    assert_eq!(whys(&planned), [Why::Closed; 12], "eleven of the day, and the one that was put off");
}

#[test]
fn a_session_that_was_done_silences_one_reminder_of_its_day() {
    let mut situation =
        situation(vec![daily(1, Subject::Session, "08:00"), daily(2, Subject::Session, "20:00")]);
    situation.state.now = at("2026-03-10T09:00:00+01:00");
    situation.state.horizon_days = 1;
    let mut twice = limits(2, None);
    let done = |text: &str| (at(text), at(text).plus(Millis::from_mins(10)));
    twice.sessions.push(done("2026-03-10T08:20:00+01:00"));
    situation.sessions.insert(Region::Cervical, twice.clone());
    assert_eq!(times(&schedule(&situation, &here())), ["03-10T20:00", "03-11T08:00"]);
    twice.sessions.push(done("2026-03-10T08:50:00+01:00"));
    situation.sessions.insert(Region::Cervical, twice);
    let silent = schedule(&situation, &here());
    assert_eq!((times(&silent), whys(&silent)), (vec!["03-11T08:00".to_owned()], vec![Why::Done]));
}

/// E03, P14: nobody is invited to what the gate refuses.
#[test]
fn sessions_are_reminded_of_within_their_caps_and_not_while_they_are_closed() {
    let three = ["08:00", "12:00", "20:00"].into_iter().zip(1_u128..);
    let mut situation = situation(three.map(|(at, number)| daily(number, Subject::Session, at)).collect());
    situation.reminders.push(daily(9, Subject::SymptomCheck, "21:00"));
    situation.state.horizon_days = 1;
    let with = |limits: SessionLimits, situation: &Situation| {
        let mut situation = situation.clone();
        situation.sessions.insert(Region::Cervical, limits);
        let schedule = schedule(&situation, &here());
        (times(&schedule), whys(&schedule))
    };
    let of = |times: &[&str]| times.iter().map(|time| format!("03-10T{time}")).collect::<Vec<_>>();
    assert_eq!(with(limits(1, None), &situation), (of(&["08:00", "21:00"]), vec![Why::OverCap; 2]));
    assert_eq!(with(limits(2, None), &situation), (of(&["08:00", "12:00", "21:00"]), vec![Why::OverCap]));
    assert_eq!(
        with(limits(3, Some(360)), &situation),
        (of(&["08:00", "20:00", "21:00"]), vec![Why::OverCap])
    );
    let closed = SessionLimits { closed_before: Closed::UntilResolved, ..limits(3, None) };
    assert_eq!(with(closed, &situation), (of(&["21:00"]), vec![Why::Closed; 3]));
    let held = SessionLimits { closed_before: Closed::Before(day("2026-03-11")), ..limits(3, None) };
    assert_eq!(with(held, &situation).1, vec![Why::Closed; 3]);
    let yesterday = (at("2026-03-10T03:00:00+01:00"), at("2026-03-10T03:10:00+01:00"));
    let mut weekly = limits(3, None);
    weekly.caps.per_week = Some(2);
    weekly.sessions = vec![yesterday];
    assert_eq!(with(weekly, &situation), (of(&["12:00", "21:00"]), vec![Why::Done, Why::OverCap]));
}

/// P31: each kind keeps room for its next occurrence, and posture breaks take a few places only.
#[test]
fn p31_each_kind_keeps_room_for_its_next_and_posture_breaks_take_eight_places() {
    let mut situation = situation(vec![breaks(), daily(1, Subject::Session, "18:00")]);
    situation.reminders.push(kept(2, Subject::Custom, r#""kind":"once","date":"2026-03-12","time":"12:00""#));
    let wide = schedule(&situation, &here());
    let count = |schedule: &Schedule, subject| {
        schedule.alerts.iter().filter(|alert| alert.subject == subject).count()
    };
    assert_eq!(count(&wide, Subject::PostureBreak), MOST_POSTURE_BREAKS);
    assert_eq!((count(&wide, Subject::Session), count(&wide, Subject::Custom)), (3, 1));
    assert!(wide.refresh.is_some(), "more follows");
    situation.state.capacity = 5;
    let narrow = schedule(&situation, &here());
    assert_eq!(narrow.alerts.len(), 4, "the refresh takes a place");
    for subject in [Subject::PostureBreak, Subject::Session, Subject::Custom] {
        assert!(count(&narrow, subject) >= 1, "{subject}: {:?}", times(&narrow));
    }
    let refresh = narrow.refresh.expect("more follows").unix_millis();
    let lost = narrow.withheld.iter().filter(|one| one.why == Why::Capacity);
    assert!(
        lost.filter_map(|one| one.at).all(|at| at.unix_millis() >= refresh),
        "made anew before anything is lost"
    );
    situation.state.capacity = 0;
    let none = schedule(&situation, &here());
    assert_eq!((none.alerts.len(), none.refresh), (0, None));
}

#[test]
fn what_follows_from_the_journal_waits_for_the_end_of_quiet_hours_and_a_follow_up_rings_in_a_pause() {
    let mut situation = situation(Vec::new());
    situation.state.quiet = Some((time("22:00"), time("07:30")));
    situation.due = vec![
        Due {
            subject: Subject::NextDayCheck,
            key: "next_day_check/1".to_owned(),
            at: DueAt::Instant(at("2026-03-11T02:00:00+01:00")),
        },
        Due {
            subject: Subject::Review,
            key: "review/day_10".to_owned(),
            at: DueAt::Reads(day("2026-03-11").and_time(time("10:00"))),
        },
    ];
    assert_eq!(times(&schedule(&situation, &here())), ["03-11T07:30", "03-11T10:00"]);
    situation.state.paused_until = Some(day("2026-03-20"));
    let paused = schedule(&situation, &here());
    assert_eq!((times(&paused), whys(&paused)), (vec!["03-11T07:30".to_owned()], vec![Why::Paused]));
}

#[test]
fn one_reminder_may_ring_in_quiet_hours_and_one_may_be_paused_alone() {
    let mut situation =
        situation(vec![daily(1, Subject::Medication, "23:00"), daily(2, Subject::Custom, "23:00")]);
    situation.state.horizon_days = 2;
    situation.state.quiet = Some((time("22:00"), time("07:00")));
    situation.reminders[0].reminder.in_quiet_hours = true;
    let quiet = schedule(&situation, &here());
    assert_eq!((times(&quiet).len(), whys(&quiet)), (2, vec![Why::Quiet; 2]));
    situation.reminders[0].reminder.paused_until = Some(day("2026-03-11"));
    let paused = schedule(&situation, &here());
    assert_eq!(times(&paused), ["03-11T23:00"]);
    assert_eq!(whys(&paused), [Why::Paused, Why::Quiet, Why::Quiet]);
}

#[test]
fn what_was_put_off_rings_then_and_what_is_settled_rings_no_more() {
    let mut situation = situation(vec![daily(1, Subject::SymptomCheck, "08:00")]);
    situation.state.horizon_days = 1;
    let id = schedule(&situation, &here()).alerts[0].id.clone();
    situation.settled.insert(id.clone());
    assert_eq!(times(&schedule(&situation, &here())), [] as [String; 0]);
    let until = at("2026-03-10T08:40:00+01:00");
    situation.snoozed.push(Snoozed { alert: id.clone(), subject: Subject::SymptomCheck, until });
    let snoozed = schedule(&situation, &here());
    assert_eq!(times(&snoozed), ["03-10T08:40"]);
    assert!(snoozed.alerts[0].id.starts_with(&id) && snoozed.alerts[0].id != id);
    assert_eq!(snoozed.alerts[0].reminder, situation.reminders[0].id.to_string());
}

fn any_situation() -> impl Strategy<Value = Situation> {
    let reminder = (any_rule(), 0..Subject::ALL.len(), any::<bool>());
    let held_to = (0_u8..3, prop::option::of(0_u64..600), prop::collection::vec(-3000_i64..0, 0..4), 0_u8..3);
    (any_state(), prop::collection::vec(reminder, 0..6), held_to, prop::collection::vec(0_i64..6000, 0..3))
        .prop_map(|(state, reminders, (per_day, gap, begun, closed), due)| {
            let reminders = (1_u128..).zip(reminders).map(|(number, (rule, subject, in_quiet_hours))| {
                let reminder = Reminder { in_quiet_hours, ..Reminder::plain(Subject::ALL[subject], rule) };
                KeptReminder { id: RecordId(Uuid::from_u128(number)), reminder }
            });
            let moved = |minutes: i64| {
                let at = state.now.unix_millis() + minutes * 60_000;
                Timestamp::from_unix_millis(at, 3600).expect("an instant")
            };
            let sessions = begun.into_iter().map(|minutes| (moved(minutes), moved(minutes + 10))).collect();
            let closed_before = match closed {
                0 => Closed::UntilResolved,
                1 => Closed::Before(state.now.date()),
                _ => Closed::Open,
            };
            let limits = SessionLimits { closed_before, sessions, ..limits(per_day, gap) };
            let due = due.into_iter().enumerate().map(|(number, minutes)| Due {
                subject: Subject::NextDayCheck,
                key: format!("next_day_check/{number}"),
                at: DueAt::Instant(moved(minutes)),
            });
            let due = due.collect();
            Situation {
                reminders: reminders.collect(),
                done_today: BTreeMap::new(),
                due,
                snoozed: Vec::new(),
                settled: BTreeSet::new(),
                sessions: BTreeMap::from([(Region::Cervical, limits)]),
                closed: BTreeSet::new(),
                state,
            }
        })
}

proptest! {
    #[test]
    fn a_schedule_fits_and_applied_twice_changes_nothing(
        situation in any_situation(),
        held in prop::collection::btree_map("[a-c]/[0-9]", 0_u8..2, 0..4),
        words in 0_u8..2,
    ) {
        let planned = schedule(&situation, &zones());
        prop_assert_eq!(&schedule(&situation, &zones()), &planned);
        let places = planned.alerts.len() + usize::from(planned.refresh.is_some());
        prop_assert!(places <= situation.state.capacity as usize, "{places}");
        prop_assert_eq!(ids(&planned).len(), planned.alerts.len(), "an id each");
        let wanted: BTreeMap<String, u8> = ids(&planned).into_iter().map(|id| (id, words)).collect();
        // Some of what is held already, with words of now or of before.
        let kept = wanted.keys().step_by(2).zip([0, 1].into_iter().cycle()).map(|(id, words)| (id.clone(), words));
        let mut held: BTreeMap<String, u8> = held.into_iter().chain(kept).collect();
        let Changes { cancel, add, renew } = changes(&held, &wanted);
        held.retain(|id, _| !cancel.contains(id));
        prop_assert!(add.iter().all(|id| !held.contains_key(id)));
        prop_assert!(renew.iter().all(|id| held.get(id).is_some_and(|known| *known != words)));
        held.extend(add.into_iter().chain(renew).map(|id| (id, words)));
        prop_assert_eq!(&held, &wanted);
        prop_assert_eq!(changes(&held, &wanted), Changes::default());
    }

    #[test]
    fn a_later_look_agrees_where_both_look_and_nothing_changed(situation in any_situation(), hours in 0_i64..60) {
        // A session that was reminded of and not done frees its place; a rule without a start counts from the day of the look.
        let mut first = situation;
        first.state.capacity = 100_000;
        first.reminders.retain(|kept| !matches!(kept.reminder.subject, Subject::Session | Subject::PostureBreak));
        first.done_today.clear();
        for kept in &mut first.reminders {
            let rule = &mut kept.reminder.rule;
            rule.count = rule.count.filter(|_| rule.start.is_some());
        }
        let mut second = first.clone();
        let now = first.state.now.unix_millis() + hours * 3_600_000;
        second.state.now = Timestamp::from_unix_millis(now, 3600).expect("an instant");
        let both = now..first.state.horizon();
        let within = |situation: &Situation| -> Vec<(String, i64)> {
            let alerts = schedule(situation, &zones()).alerts.into_iter();
            let alerts = alerts.filter(|alert| alert.subject != Subject::Session && both.contains(&alert.at.unix_millis()));
            alerts.map(|alert| (alert.id, alert.at.unix_millis())).collect()
        };
        prop_assert_eq!(within(&first), within(&second));
    }

    #[test]
    fn no_session_is_reminded_of_while_closed_or_beyond_its_caps(situation in any_situation()) {
        let limits = &situation.sessions[&Region::Cervical];
        let planned = schedule(&situation, &zones());
        let session = planned.alerts.iter().filter(|alert| alert.subject == Subject::Session);
        // The gap counts from a session's end, a day's cap where it began: one over midnight belongs to the day before.
        let mut all = limits.sessions.clone();
        for alert in session {
            prop_assert!(limits.closed_before != Closed::UntilResolved);
            if let Some(gap) = limits.caps.gap {
                prop_assert!(all.iter().all(|(_, ended)| alert.at.since(*ended) >= gap || ended.unix_millis() > alert.at.unix_millis()));
            }
            all.push((alert.at, alert.at));
            let of_day = all.iter().filter(|(began, _)| began.date() == alert.at.date()).count();
            prop_assert!(of_day <= usize::from(limits.caps.per_day));
        }
    }

    #[test]
    fn nothing_rings_in_quiet_hours_but_what_may(situation in any_situation()) {
        let may: Vec<String> = situation.reminders.iter()
            .filter(|kept| kept.reminder.in_quiet_hours).map(|kept| kept.id.to_string()).collect();
        for alert in schedule(&situation, &zones()).alerts {
            if let (Some((from, until)), false) = (situation.state.quiet, may.contains(&alert.reminder)) {
                let offset = chrono::TimeDelta::milliseconds(i64::from(alert.at.offset_seconds()) * 1000);
                let reads = chrono::DateTime::from_timestamp_millis(alert.at.unix_millis()).expect("a date") + offset;
                let time = reads.time();
                let quiet = if from <= until { (from..until).contains(&time) } else { time >= from || time < until };
                prop_assert!(!quiet, "{alert:?}");
            }
        }
    }

    /// P31.
    #[test]
    fn each_subject_that_has_an_alert_keeps_one_while_there_is_room(situation in any_situation(), room in 1_u32..12) {
        let mut wide = situation.clone();
        wide.state.capacity = 10_000;
        let all = schedule(&wide, &zones());
        let mut narrow = situation;
        narrow.state.capacity = room;
        let some = schedule(&narrow, &zones());
        let subjects = |schedule: &Schedule| schedule.alerts.iter().map(|alert| alert.subject).collect::<BTreeSet<_>>();
        let (all, kept) = (subjects(&all), subjects(&some));
        if all.len() < room as usize {
            prop_assert_eq!(&kept, &all);
        } else {
            let room = some.alerts.len();
            prop_assert_eq!(kept.into_iter().collect::<Vec<_>>(), all.into_iter().take(room).collect::<Vec<_>>());
        }
        prop_assert!(some.alerts.iter().filter(|alert| alert.subject == Subject::PostureBreak).count() <= MOST_POSTURE_BREAKS);
    }
}
