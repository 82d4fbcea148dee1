//! A year, hour by hour: a phone that travels, is switched off, forbids notifications for a while, and a person who opens the
//! app now and then and puts alerts off. Each reminder that should ring rings once, and nothing else does.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveTime;
use proptest::prelude::*;
use uuid::Uuid;

use super::super::{
    Changes, KeptReminder, Reminder, Situation, Snoozed, State, Subject, ZoneChange, ZoneOffsets, changes,
    schedule,
};
use crate::id::RecordId;
use crate::time::Timestamp;

const HOUR: i64 = 3_600_000;
/// 2026-01-01T00:00:00Z.
const BEGIN: i64 = 1_767_225_600_000;
const HOURS: i64 = 365 * 24;
const CAPACITY: u32 = 30;

/// What happens in an hour, beside what rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Happens {
    /// The person opens the app.
    Opened,
    /// The phone is somewhere else, and tells the app.
    Travelled(usize),
    /// The phone is off for so many hours, forgets what it held, and tells the app that it has started.
    Off(i64),
    /// Notifications are forbidden for so many hours; the app is told of both.
    Forbidden(i64),
    /// The person puts off whatever rings in this hour.
    PutsOff,
}

const ZONES: [&str; 3] = ["Lisbon", "New York", "Apia"];

/// Offsets of the year, with the changes of the clocks of each.
fn zones() -> BTreeMap<String, ZoneOffsets> {
    let at = |text: &str| Timestamp::parse(text).expect("an instant").unix_millis();
    let of = |offsets: Vec<(i64, i32)>| ZoneOffsets(offsets);
    BTreeMap::from([
        (
            "Lisbon".to_owned(),
            of(vec![(0, 0), (at("2026-03-29T01:00:00Z"), 3600), (at("2026-10-25T01:00:00Z"), 0)]),
        ),
        (
            "New York".to_owned(),
            of(vec![
                (0, -18_000),
                (at("2026-03-08T07:00:00Z"), -14_400),
                (at("2026-11-01T06:00:00Z"), -18_000),
            ]),
        ),
        ("Apia".to_owned(), of(vec![(0, 46_800)])),
    ])
}

fn reminders() -> Vec<KeptReminder> {
    let of = |number: u128, subject: &str, title: &str, rule: &str| {
        let text = format!(r#"{{"subject":"{subject}"{title},"rule":{{{rule}}}}}"#);
        let reminder = Reminder::from_json(text.as_bytes()).expect("reads");
        KeptReminder { id: RecordId(Uuid::from_u128(number)), reminder }
    };
    let title = r#","title":"mine""#;
    vec![
        of(1, "symptom_check", "", r#""kind":"daily","time":"20:00","zone_policy":"floating""#),
        of(2, "medication", title, r#""kind":"daily","time":"01:30","zone_policy":"fixed","zone":"Lisbon""#),
        of(
            3,
            "custom",
            title,
            r#""kind":"weekly","time":"02:30","weekdays":["sun","wed"],"zone_policy":"floating""#,
        ),
        of(
            4,
            "breathing",
            "",
            r#""kind":"interval","every_minutes":240,"window":["06:00","23:30"],"zone_policy":"floating""#,
        ),
    ]
}

/// The phone: what it holds, where it has been, and what it showed.
struct Phone {
    held: BTreeMap<String, Timestamp>,
    /// The zones of its clock, each since when.
    been: Vec<(i64, usize)>,
    refresh: Option<i64>,
    snoozed: Vec<Snoozed>,
    settled: BTreeSet<String>,
    off_until: i64,
    forbidden_until: i64,
    rang: Vec<(String, i64)>,
}

impl Phone {
    fn situation(&self, now: i64, capacity: u32, horizon_days: u32) -> Situation {
        let shown = Timestamp::from_unix_millis(now, 0).expect("an instant");
        let change = |&(at, zone): &(i64, usize)| ZoneChange {
            at: Timestamp::from_unix_millis(at, 0).expect("an instant"),
            zone: ZONES[zone].to_owned(),
        };
        let state = State {
            now: shown,
            device_zone: ZONES[self.been[0].1].to_owned(),
            zone_changes: self.been[1..].iter().map(change).collect(),
            quiet: NaiveTime::from_hms_opt(23, 0, 0).zip(NaiveTime::from_hms_opt(1, 0, 0)),
            paused_until: None,
            done_dates: Vec::new(),
            horizon_days,
            capacity,
        };
        Situation {
            state,
            reminders: reminders(),
            done_today: BTreeMap::new(),
            due: Vec::new(),
            snoozed: self.snoozed.clone(),
            settled: self.settled.clone(),
            sessions: BTreeMap::new(),
            closed: BTreeSet::new(),
        }
    }

    /// The app plans anew and tells the phone what changed.
    fn sync(&mut self, now: i64, zones: &BTreeMap<String, ZoneOffsets>) {
        let capacity = if now < self.forbidden_until { 0 } else { CAPACITY };
        let planned = schedule(&self.situation(now, capacity, 28), zones);
        assert!(planned.alerts.len() <= CAPACITY as usize);
        let held = self.held.iter().map(|(id, at)| (id.clone(), at.unix_millis())).collect();
        let wanted = planned.alerts.iter();
        let wanted = wanted.map(|alert| (alert.id.clone(), alert.at.unix_millis())).collect();
        let Changes { cancel, add, renew } = changes(&held, &wanted);
        assert_eq!(renew, BTreeSet::new(), "an id stands for one instant");
        self.held.retain(|id, _| !cancel.contains(id));
        let new = planned.alerts.iter().filter(|alert| add.contains(&alert.id));
        self.held.extend(new.map(|alert| (alert.id.clone(), alert.at)));
        self.refresh = planned.refresh.map(Timestamp::unix_millis);
    }

    /// What rings up to `until`; what is put off rings half an hour later.
    fn ring(&mut self, until: i64, puts_off: bool, zones: &BTreeMap<String, ZoneOffsets>) {
        while let Some(at) = self.held.values().min_by_key(|at| at.unix_millis()).copied() {
            if at.unix_millis() >= until {
                break;
            }
            // What rings at one instant rings together.
            let now: Vec<String> = self
                .held
                .iter()
                .filter(|(_, when)| when.unix_millis() == at.unix_millis())
                .map(|(id, _)| id.clone())
                .collect();
            for id in &now {
                self.held.remove(id);
                self.rang.push((id.clone(), at.unix_millis()));
            }
            let later = Timestamp::from_unix_millis(at.unix_millis() + HOUR / 2, 0).expect("an instant");
            for id in now.into_iter().filter(|id| puts_off && !id.contains('+')) {
                self.snoozed.push(Snoozed { alert: id.clone(), subject: Subject::Custom, until: later });
                self.settled.insert(id);
                self.sync(at.unix_millis() + 1, zones);
            }
        }
        // The marker asks the person to open the app, and they do.
        if self.refresh.is_some_and(|refresh| refresh < until) {
            self.sync(until, zones);
        }
    }
}

fn happens() -> impl Strategy<Value = BTreeMap<i64, Happens>> {
    let what = prop_oneof![
        6 => Just(Happens::Opened),
        3 => (0..ZONES.len()).prop_map(Happens::Travelled),
        2 => (1_i64..40).prop_map(Happens::Off),
        1 => (1_i64..200).prop_map(Happens::Forbidden),
        4 => Just(Happens::PutsOff),
    ];
    prop::collection::btree_map(1..HOURS, what, 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn each_reminder_of_a_year_rings_once_and_nothing_else_does(happens in happens()) {
        let zones = zones();
        let mut phone = Phone {
            held: BTreeMap::new(),
            been: vec![(i64::MIN, 0)],
            refresh: None,
            snoozed: Vec::new(),
            settled: BTreeSet::new(),
            off_until: 0,
            forbidden_until: 0,
            rang: Vec::new(),
        };
        let mut silent: Vec<(i64, i64)> = Vec::new();
        let mut put_off: Vec<(i64, i64)> = Vec::new();
        phone.sync(BEGIN, &zones);
        for hour in 0..HOURS {
            let (now, next) = (BEGIN + hour * HOUR, BEGIN + (hour + 1) * HOUR);
            if now < phone.off_until {
                continue;
            }
            if phone.off_until == now || phone.forbidden_until == now {
                phone.sync(now, &zones);
            }
            match happens.get(&hour) {
                Some(Happens::Opened) => phone.sync(now, &zones),
                Some(Happens::Travelled(zone)) if phone.been.last().is_some_and(|(_, last)| last != zone) => {
                    phone.been.push((now, *zone));
                    phone.sync(now, &zones);
                }
                Some(Happens::Off(hours)) => {
                    phone.held.clear();
                    phone.refresh = None;
                    phone.off_until = now + hours * HOUR;
                    silent.push((now, phone.off_until));
                    continue;
                }
                Some(Happens::Forbidden(hours)) if now >= phone.forbidden_until => {
                    phone.forbidden_until = now + hours * HOUR;
                    silent.push((now, phone.forbidden_until));
                    phone.sync(now, &zones);
                }
                Some(Happens::PutsOff) => put_off.push((now, next)),
                _ => {}
            }
            let puts_off = happens.get(&hour) == Some(&Happens::PutsOff);
            phone.ring(next, puts_off, &zones);
        }

        // With all of the year known beforehand, and room for all.
        let end = BEGIN + HOURS * HOUR;
        let mut rang = std::mem::take(&mut phone.rang);
        let all = Phone { snoozed: Vec::new(), settled: BTreeSet::new(), ..phone };
        let foreseen = schedule(&all.situation(BEGIN, u32::MAX, 366), &zones);
        let is_silent = |at: i64| silent.iter().any(|(from, until)| (*from..*until).contains(&at));
        let mut expected: Vec<(String, i64)> = foreseen
            .alerts
            .into_iter()
            .map(|alert| (alert.id, alert.at.unix_millis()))
            .filter(|(_, at)| *at < end && !is_silent(*at))
            .collect();
        let again: Vec<(String, i64)> = expected
            .iter()
            .filter(|(_, at)| put_off.iter().any(|(from, until)| (*from..*until).contains(at)))
            .map(|(id, at)| (format!("{id}+{}", at + HOUR / 2), at + HOUR / 2))
            .filter(|(_, at)| *at < end && !is_silent(*at))
            .collect();
        expected.extend(again);
        expected.sort_by_key(|(id, at)| (*at, id.clone()));
        rang.sort_by_key(|(id, at)| (*at, id.clone()));
        prop_assert!(rang.len() > 1500, "{}", rang.len());
        let (found, known): (BTreeSet<_>, BTreeSet<_>) = (rang.iter().collect(), expected.iter().collect());
        let lost: Vec<_> = known.difference(&found).collect();
        let extra: Vec<_> = found.difference(&known).collect();
        prop_assert!(lost.is_empty() && extra.is_empty(), "lost: {lost:?}, extra: {extra:?}");
        prop_assert_eq!(rang, expected, "each once");
    }
}
