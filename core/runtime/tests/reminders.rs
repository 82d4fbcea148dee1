//! Reminders through the door: kept, planned from what the journal says, given to a system (P25, P31, P32).

#![allow(clippy::expect_used, clippy::panic, reason = "a test that can't be set up has failed")]

mod person;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use nape::api::{
    AlertWord, DeviceChoice, EntryKind, EntryQuery, ExactAlarms, Examination, HeldAlert, NapeError,
    NotificationCapabilities, NotificationPort, Reminder, ReminderAlert, ReminderManner, ReminderSchedule,
    ReminderSubject, ScriptAct, ScriptLine, WithheldReason, entry_from_json, reminder_from_json,
};
use person::Person;

const PULLEY: &str = "over-door-first-week";

/// A system that holds what it is told to, of so many places.
struct System {
    allowed: bool,
    capacity: u32,
    held: Mutex<BTreeMap<String, ReminderAlert>>,
}

impl System {
    fn new(capacity: u32) -> Arc<Self> {
        Arc::new(Self { allowed: true, capacity, held: Mutex::default() })
    }

    fn held(&self) -> Vec<ReminderAlert> {
        self.held.lock().expect("free").values().cloned().collect()
    }
}

impl NotificationPort for System {
    fn capabilities(&self) -> Result<NotificationCapabilities, NapeError> {
        let (allowed, capacity) = (self.allowed, self.capacity);
        Ok(NotificationCapabilities { allowed, capacity, exact: ExactAlarms::Exact })
    }

    fn held(&self) -> Result<Vec<HeldAlert>, NapeError> {
        let shown = |alert| {
            let ReminderAlert { id, title, body, .. } = alert;
            HeldAlert { id, title, body }
        };
        Ok(self.held().into_iter().map(shown).collect())
    }

    fn cancel(&self, ids: Vec<String>) -> Result<(), NapeError> {
        self.held.lock().expect("free").retain(|id, _| !ids.contains(id));
        Ok(())
    }

    fn schedule(&self, alerts: Vec<ReminderAlert>) -> Result<(), NapeError> {
        let mut held = self.held.lock().expect("free");
        for alert in alerts {
            let before = held.insert(alert.id.clone(), alert.clone());
            assert!(before.is_none_or(|before| before.title != alert.title), "held already");
        }
        assert!(held.len() <= self.capacity as usize, "{}", held.len());
        Ok(())
    }
}

fn daily(subject: &str, time: &str) -> Reminder {
    let json = format!(
        r#"{{"subject":"{subject}","rule":{{"kind":"daily","time":"{time}","zone_policy":"floating"}}}}"#
    );
    reminder_from_json(json.into_bytes()).expect("reads")
}

fn breaks() -> Reminder {
    let rule =
        r#"{"kind":"interval","every_minutes":30,"window":["09:00","18:00"],"zone_policy":"floating"}"#;
    reminder_from_json(format!(r#"{{"subject":"posture_break","rule":{rule}}}"#).into_bytes()).expect("reads")
}

async fn planned(person: &Person, days: u32) -> ReminderSchedule {
    person.nape.reminder_schedule(days, 30).await.expect("plans")
}

fn times(schedule: &ReminderSchedule, subject: ReminderSubject) -> Vec<&str> {
    let of = schedule.notifications.iter().filter(|alert| alert.subject == Some(subject));
    of.map(|alert| alert.at.as_str()).collect()
}

fn reasons(schedule: &ReminderSchedule, subject: ReminderSubject) -> Vec<WithheldReason> {
    schedule.dropped.iter().filter(|one| one.subject == subject).map(|one| one.reason).collect()
}

#[tokio::test]
async fn reminders_are_kept_and_a_system_is_told_only_what_changes() {
    let person = Person::new().await;
    let added = person.nape.add_reminder(daily("symptom_check", "20:00")).await.expect("keeps");
    let id = added.id;
    assert_eq!(added.silent, None);
    let system = System::new(64);
    let first = person.nape.sync_reminders(system.clone()).await.expect("syncs");
    assert_eq!((first.added, first.cancelled, first.rings_exactly), (29, 0, true), "28 days and the marker");
    let again = person.nape.sync_reminders(system.clone()).await.expect("syncs");
    assert_eq!((again.added, again.cancelled), (0, 0));
    let person = person.reopen_at("2026-03-11T09:00:00+01:00").await;
    assert_eq!(person.nape.reminders().await.expect("reads")[0].id, id);
    let later = person.nape.sync_reminders(system.clone()).await.expect("syncs");
    assert_eq!((later.added, later.cancelled), (2, 2), "a day further, and the marker with it");
    person.nape.pause_reminders(Some(id.clone()), "2026-03-20".to_owned()).await.expect("pauses");
    let paused = person.nape.sync_reminders(system.clone()).await.expect("syncs");
    assert_eq!(reasons(&paused.schedule, ReminderSubject::SymptomCheck), [WithheldReason::Paused; 9]);
    person.nape.resume_reminders(Some(id.clone())).await.expect("resumes");
    let resumed = person.nape.sync_reminders(system.clone()).await.expect("syncs");
    assert_eq!(resumed.added, 9, "what was taken back rings again");
    person.nape.remove_reminder(id.clone()).await.expect("removes");
    person.nape.sync_reminders(system.clone()).await.expect("syncs");
    assert_eq!(system.held(), []);
    match person.nape.remove_reminder(id).await {
        Err(NapeError::NotFound { .. }) => {}
        other => panic!("it is gone: {other:?}"),
    }
    assert!(person.nape.check_journal().await.expect("checks").intact);
}

/// What a system holds is what it shows: other words, as a locked screen may show them, reach what it holds already.
#[tokio::test]
async fn what_a_system_holds_gets_other_words_when_a_locked_screen_may_show_less() {
    let person = Person::new().await;
    let title = r#"{"subject":"medication","title":"amitriptyline","rule":{"kind":"daily","time":"21:00","zone_policy":"floating"}}"#;
    person.nape.add_reminder(reminder_from_json(title.into()).expect("reads")).await.expect("keeps");
    let shown = |shows_subject| ReminderManner { quiet: Vec::new(), shows_subject, paused_until: None };
    person.nape.set_reminder_manner(shown(true)).await.expect("sets");
    let system = System::new(64);
    person.nape.sync_reminders(system.clone()).await.expect("syncs");
    assert!(system.held().iter().any(|alert| alert.title == "amitriptyline"));
    person.nape.set_reminder_manner(shown(false)).await.expect("sets");
    let renewed = person.nape.sync_reminders(system.clone()).await.expect("syncs");
    assert_eq!((renewed.added, renewed.cancelled, renewed.renewed), (0, 0, 28));
    assert!(system.held().iter().all(|alert| alert.title == "Nape"), "{:?}", system.held());
    let again = person.nape.sync_reminders(system.clone()).await.expect("syncs");
    assert_eq!(again.renewed, 0);
}

/// P31: each kind keeps room for its next occurrence; posture breaks take at most eight of the places.
#[tokio::test]
async fn p31_each_kind_keeps_room_and_posture_breaks_take_eight_places() {
    let person = Person::new().await;
    for reminder in [breaks(), daily("symptom_check", "20:00"), daily("breathing", "21:00")] {
        person.nape.add_reminder(reminder).await.expect("keeps");
    }
    let system = System::new(6);
    let synced = person.nape.sync_reminders(system.clone()).await.expect("syncs").schedule;
    assert_eq!(system.held().len(), 6);
    for subject in [ReminderSubject::PostureBreak, ReminderSubject::SymptomCheck, ReminderSubject::Breathing]
    {
        assert!(!times(&synced, subject).is_empty(), "{subject:?}");
    }
    assert_eq!(synced.notifications.iter().filter(|alert| alert.subject.is_none()).count(), 1, "plan again");
    assert_eq!(times(&planned(&person, 3).await, ReminderSubject::PostureBreak).len(), 8);
}

/// P32: discreet by default; a number is told from the notification itself; what became of an alert outlasts a restart.
#[tokio::test]
async fn p32_a_locked_screen_says_nothing_and_an_alert_can_be_answered_and_put_off() {
    let person = Person::new().await;
    let title = r#"{"subject":"medication","title":"amitriptyline","rule":{"kind":"daily","time":"21:00","zone_policy":"floating"}}"#;
    for reminder in [reminder_from_json(title.into()).expect("reads"), daily("symptom_check", "20:00")] {
        person.nape.add_reminder(reminder).await.expect("keeps");
    }
    let discreet = planned(&person, 1).await;
    assert!(discreet.notifications.iter().all(|alert| alert.title == "Nape"), "{discreet:?}");
    assert!(!format!("{:?}", discreet.notifications).contains("amitriptyline"));
    let shown = ReminderManner { quiet: Vec::new(), shows_subject: true, paused_until: None };
    person.nape.set_reminder_manner(shown).await.expect("sets");
    let open = planned(&person, 1).await;
    assert_eq!(open.notifications[1].title, "amitriptyline");

    let check = open.notifications[0].id.clone();
    person.nape.tell_of_alert(check.clone(), AlertWord::Snoozed, Some(45)).await.expect("puts off");
    let person = person.reopen_at("2026-03-10T09:10:00+01:00").await;
    let snoozed = planned(&person, 1).await;
    let again = times(&snoozed, ReminderSubject::SymptomCheck);
    assert!(again.len() == 1 && again[0].starts_with("2026-03-10T09:45:00"), "{again:?}");
    let written = person.nape.answer_alert(snoozed.notifications[0].id.clone(), 4).await.expect("writes");
    assert_eq!(written.ids.len(), 1);
    let query = EntryQuery { from: None, to: None, kind: Some(EntryKind::Pain), after: None, limit: 9 };
    assert_eq!(person.nape.entries(query).await.expect("reads").entries[0].entry.value, Some(4.0));
    let person = person.reopen_at("2026-03-10T09:20:00+01:00").await;
    assert_eq!(times(&planned(&person, 1).await, ReminderSubject::SymptomCheck), [] as [&str; 0]);
    assert!(person.nape.answer_alert(check, 11).await.is_err(), "a number of the scale");
    for (alert, minutes) in [("nobody/1", Some(5)), ("review/x/abc", Some(5)), ("next_day_check/x/1", None)] {
        let refused = person.nape.tell_of_alert(alert.to_owned(), AlertWord::Snoozed, minutes).await;
        assert!(refused.is_err(), "{alert}");
    }
}

/// Outcomes are counted week by week, without a score.
#[tokio::test]
async fn what_became_of_alerts_is_counted_by_week() {
    let person = Person::new().await;
    person.nape.add_reminder(daily("symptom_check", "20:00")).await.expect("keeps");
    let (alerts, marker): (Vec<_>, Vec<_>) =
        planned(&person, 7).await.notifications.into_iter().partition(|alert| alert.subject.is_some());
    let of_no_reminder = person.nape.tell_of_alert(marker[0].id.clone(), AlertWord::Shown, None).await;
    of_no_reminder.expect("nothing is kept of the marker");
    let tell = async |number: usize, what, minutes| {
        person.nape.tell_of_alert(alerts[number].id.clone(), what, minutes).await.expect("tells");
    };
    tell(0, AlertWord::Shown, None).await;
    tell(0, AlertWord::Acted, None).await;
    tell(1, AlertWord::Snoozed, Some(15)).await;
    tell(2, AlertWord::Missed, None).await;
    // Tuesday is today; the last one is of next week.
    tell(6, AlertWord::Shown, None).await;
    let person = person.reopen_at("2026-03-17T09:00:00+01:00").await;
    let weeks = person.nape.week_counts(2).await.expect("counts");
    let counts: Vec<_> = weeks
        .iter()
        .map(|week| (week.monday.as_str(), week.shown, week.acted, week.snoozed, week.missed))
        .collect();
    assert_eq!(counts, [("2026-03-09", 2, 1, 1, 1), ("2026-03-16", 1, 0, 0, 0)]);
    assert!(person.nape.week_counts(54).await.is_err());
}

/// P25: the alarms that end a session lie outside quiet hours, pause and capacity; reminders leave them their places.
#[tokio::test]
async fn p25_end_alarms_come_before_every_reminder_and_know_no_pause() {
    let person = Person::at_the_pulley(PULLEY, DeviceChoice::None).await;
    person.nape.add_reminder(breaks()).await.expect("keeps");
    let quiet = ["00:00", "23:59"].map(str::to_owned).to_vec();
    let manner = ReminderManner { quiet, shows_subject: false, paused_until: Some("2026-12-31".to_owned()) };
    person.nape.set_reminder_manner(manner).await.expect("sets");
    let request = person.request(1.0, vec![ScriptLine { at_ms: 0, act: ScriptAct::SetupDone }]);
    person.nape.start_session(request).await.expect("starts");
    let alarms = person.nape.session_alarms().await.expect("reads");
    assert!(!alarms.is_empty(), "the end is rung");
    person
        .nape
        .set_reminder_manner(ReminderManner { quiet: Vec::new(), shows_subject: false, paused_until: None })
        .await
        .expect("sets");
    let places = u32::try_from(alarms.len()).expect("few") + 3;
    let system = System::new(places);
    person.nape.sync_reminders(system.clone()).await.expect("syncs");
    assert_eq!(system.held().len(), 3, "the alarms keep theirs");
    let none = System::new(u32::try_from(alarms.len()).expect("few"));
    person.nape.sync_reminders(none.clone()).await.expect("syncs");
    assert_eq!(none.held(), []);
    assert_eq!(person.nape.session_alarms().await.expect("reads").len(), alarms.len());
    person.nape.stop(None).await.expect("stops");
}

/// After a lock reminders of sessions rest until it is resolved; other reminders go on.
#[tokio::test]
async fn no_session_is_reminded_of_while_a_lock_is_open() {
    let person = Person::ready().await;
    person.nape.add_reminder(daily("session", "18:00")).await.expect("keeps");
    person.nape.add_reminder(daily("symptom_check", "20:00")).await.expect("keeps");
    for quiet in [daily("breathing", "21:00"), daily("posture_break", "15:00")] {
        person.nape.add_reminder(quiet).await.expect("keeps");
    }
    assert_eq!(times(&planned(&person, 2).await, ReminderSubject::Session).len(), 2);
    assert_eq!(times(&planned(&person, 2).await, ReminderSubject::PostureBreak).len(), 2);
    let told = r#"{"kind":"symptom","name":"dizziness","at":"2026-03-10T08:30:00+01:00"}"#;
    person.nape.add_entries(vec![entry_from_json(told.into()).expect("reads")]).await.expect("locks");
    let locked = planned(&person, 2).await;
    assert_eq!(reasons(&locked, ReminderSubject::Session), [WithheldReason::Closed; 2]);
    assert_eq!(reasons(&locked, ReminderSubject::PostureBreak), [WithheldReason::Closed; 2], "P11");
    assert_eq!(times(&locked, ReminderSubject::Breathing).len(), 2, "it moves nothing");
    assert_eq!(
        times(&locked, ReminderSubject::SymptomCheck),
        ["2026-03-11T20:00:00+01:00"],
        "told today already"
    );
    let lock = person.nape.locks().await.expect("reads").remove(0);
    let examination = Examination {
        examined: "2026-03-10".to_owned(),
        by: "Dana Whitfield, PT".to_owned(),
        advice: "Go on.".to_owned(),
    };
    person.nape.resolve_lock(lock.id, examination).await.expect("resolves");
    let resolved = planned(&person, 2).await;
    assert_eq!(times(&resolved, ReminderSubject::Session).len(), 2);
    assert_eq!(times(&resolved, ReminderSubject::PostureBreak).len(), 2);
}

/// The day after a session is asked for by itself, in a pause too, and not once it was told.
#[tokio::test]
async fn a_session_is_followed_up_a_day_later_and_silences_the_reminder_of_its_day() {
    let person = Person::demonstrating().await;
    person.nape.add_reminder(daily("session", "18:00")).await.expect("keeps");
    person.nape.pause_reminders(None, "2026-03-11".to_owned()).await.expect("pauses");
    let (_, _) = person.run(vec![]).await;
    person.nape.resume_reminders(None).await.expect("resumes");
    let after = planned(&person, 2).await;
    assert_eq!(reasons(&after, ReminderSubject::Session), [WithheldReason::Done], "{after:?}");
    let follow_up = times(&after, ReminderSubject::NextDayCheck);
    assert_eq!(follow_up.len(), 1);
    assert!(follow_up[0].starts_with("2026-03-11T09"), "{follow_up:?}");
    person.nape.pause_reminders(None, "2026-04-01".to_owned()).await.expect("pauses");
    assert_eq!(times(&planned(&person, 2).await, ReminderSubject::NextDayCheck).len(), 1);
    let reviews = times(&planned(&person, 14).await, ReminderSubject::Review).len();
    assert_eq!(reviews, 0, "paused");
    person.nape.resume_reminders(None).await.expect("resumes");
    let ahead = planned(&person, 40).await;
    assert_eq!(
        times(&ahead, ReminderSubject::Review),
        ["2026-03-20T10:00:00+01:00", "2026-04-07T10:00:00+01:00"]
    );
    assert_eq!(times(&ahead, ReminderSubject::Rescreening).len(), 2, "14 idle days, 30 days");
}

/// Adding what can never ring says so, and why.
#[tokio::test]
async fn a_reminder_that_would_not_ring_is_kept_and_that_is_said() {
    let person = Person::new().await;
    let quiet = ["22:00", "07:00"].map(str::to_owned).to_vec();
    let manner = ReminderManner { quiet, shows_subject: false, paused_until: None };
    person.nape.set_reminder_manner(manner).await.expect("sets");
    let once = r#"{"kind":"once","date":"2026-03-09","time":"20:00","zone_policy":"floating"}"#;
    let past = format!(r#"{{"subject":"breathing","rule":{once}}}"#);
    let added = async |reminder| person.nape.add_reminder(reminder).await.expect("keeps").silent;
    assert_eq!(
        added(reminder_from_json(past.into_bytes()).expect("reads")).await,
        Some(WithheldReason::Never)
    );
    assert_eq!(added(daily("symptom_check", "23:00")).await, Some(WithheldReason::Quiet));
    let through = Reminder { in_quiet_hours: true, ..daily("symptom_check", "23:00") };
    assert_eq!(added(through).await, None);
    let later = r#"{"kind":"once","date":"2028-03-09","time":"20:00","zone_policy":"floating"}"#;
    let later = format!(r#"{{"subject":"breathing","rule":{later}}}"#);
    assert_eq!(added(reminder_from_json(later.into_bytes()).expect("reads")).await, None, "in two years");
    assert_eq!(person.nape.reminders().await.expect("reads").len(), 4);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_its_field_and_nothing_is_kept() {
    let person = Person::new().await;
    let field = |refused: Result<(), NapeError>| match refused {
        Err(NapeError::BadInput { field, .. }) => field,
        other => panic!("no field is named: {other:?}"),
    };
    let mut wrong = daily("session", "08:00");
    wrong.rule.time = Some("25:00".to_owned());
    assert_eq!(field(person.nape.add_reminder(wrong).await.map(drop)), "rule.time");
    let mut elsewhere = daily("session", "08:00");
    (elsewhere.rule.zone_policy, elsewhere.rule.zone) =
        ("fixed".to_owned(), Some("Europe/Lisbon".to_owned()));
    assert_eq!(field(person.nape.add_reminder(elsewhere).await.map(drop)), "zone", "nobody lent zone rules");
    let all_day = ["07:00", "07:00"].map(str::to_owned).to_vec();
    let manner = ReminderManner { quiet: all_day, shows_subject: false, paused_until: None };
    assert_eq!(field(person.nape.set_reminder_manner(manner).await), "quiet");
    assert_eq!(field(person.nape.reminder_schedule(0, 30).await.map(drop)), "days");
    assert_eq!(field(person.nape.pause_reminders(None, "soon".to_owned()).await), "until");
    assert_eq!(person.nape.reminders().await.expect("reads"), []);
}

/// A unit whose battery was low when it was last used is charged overnight.
#[tokio::test]
async fn a_low_battery_is_reminded_of_in_the_evening_and_outlasts_a_restart() {
    let person = Person::demonstrating().await;
    assert_eq!(times(&planned(&person, 1).await, ReminderSubject::DeviceBattery), [] as [&str; 0]);
    let low = ScriptLine { at_ms: 30_000, act: ScriptAct::Fault { name: "low_battery".to_owned() } };
    person.run(vec![low]).await;
    let evening = ["2026-03-10T20:00:00+01:00"];
    assert_eq!(times(&planned(&person, 1).await, ReminderSubject::DeviceBattery), evening);
    let person = person.reopen_at("2026-03-10T09:20:00+01:00").await;
    assert_eq!(times(&planned(&person, 1).await, ReminderSubject::DeviceBattery), evening, "kept");
}
