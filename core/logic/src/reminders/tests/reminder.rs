//! Reminders as they are written, kept and refused.

use proptest::prelude::*;

use super::super::{Manner, Reminder, Subject};
use super::properties::any_rule;
use crate::modality::Region;

fn read(document: &str) -> Result<Reminder, Vec<String>> {
    let fields =
        |problems: Vec<crate::document::FieldError>| problems.into_iter().map(|one| one.field).collect();
    Reminder::from_json(document.as_bytes()).map_err(fields)
}

#[test]
fn a_reminder_reads_as_it_is_written() {
    let text = r#"{"subject":"session","rule":{"kind":"weekly","time":"08:05","weekdays":["mon","thu"],"zone_policy":"floating"}}"#;
    let reminder = read(text).expect("reads");
    assert_eq!((reminder.subject, reminder.region), (Subject::Session, Region::Cervical));
    assert_eq!(reminder.to_json(), text);
}

#[test]
fn what_makes_no_sense_is_named_with_its_field() {
    let rule = r#""rule":{"kind":"daily","time":"08:00","zone_policy":"floating"}"#;
    let long = "x".repeat(81);
    for (head, fields) in [
        (r#""subject":"review","#.to_owned(), vec!["subject"]),
        (r#""subject":"custom","#.to_owned(), vec!["title"]),
        (r#""subject":"custom","title":" ","#.to_owned(), vec!["title"]),
        (format!(r#""subject":"medication","title":"{long}","#), vec!["title"]),
        (r#""subject":"session","title":"mine","#.to_owned(), vec!["title"]),
        (r#""subject":"stretching","#.to_owned(), vec!["subject"]),
        (r#""subject":"session","sound":1,"#.to_owned(), vec!["sound"]),
    ] {
        assert_eq!(
            read(&format!("{{{head}{rule}}}")),
            Err(fields.iter().map(ToString::to_string).collect()),
            "{head}"
        );
    }
    let wrong =
        r#"{"subject":"custom","rule":{"kind":"weekly","time":"25:00","weekdays":[],"zone_policy":"fixed"}}"#;
    let fields = ["title", "rule.zone", "rule.weekdays", "rule.time"].map(str::to_owned).to_vec();
    assert_eq!(read(wrong), Err(fields));
}

#[test]
fn a_locked_screen_says_nothing_unless_the_person_wants_it() {
    let manner: Manner = serde_json::from_str("{}").expect("reads");
    assert_eq!(manner, Manner::default());
    assert!(!manner.shows_subject);
    let text = r#"{"quiet":["22:00","07:00"],"shows_subject":true,"paused_until":"2026-04-01"}"#;
    let manner: Manner = serde_json::from_str(text).expect("reads");
    assert_eq!(serde_json::to_string(&manner).expect("JSON"), text);
    manner.check().expect("sensible");
    let all_day: Manner = serde_json::from_str(r#"{"quiet":["22:00","22:00"]}"#).expect("reads");
    assert_eq!(all_day.check().expect_err("refused").field, "quiet");
    assert!(serde_json::from_str::<Manner>(r#"{"quiet":["22:00","24:00"]}"#).is_err());
}

proptest! {
    #[test]
    fn every_reminder_reads_back(rule in any_rule(), in_quiet_hours: bool, which in 0..Subject::ALL.len()) {
        let subject = Subject::ALL[which];
        let title = subject.has_title().then(|| "Ibuprofen \u{e9}".to_owned());
        let reminder =
            Reminder { subject, region: Region::Lumbar, title, in_quiet_hours, paused_until: rule.start, rule };
        let read = Reminder::from_json(reminder.to_json().as_bytes());
        prop_assert_eq!(read.is_ok(), subject.is_chosen());
        if let Ok(read) = read {
            prop_assert_eq!(read, reminder);
        }
    }
}

#[test]
fn who_does_not_say_when_is_asked_in_the_evening_and_gets_breaks_at_the_desk() {
    for subject in Subject::ALL.iter().copied() {
        let Some(usual) = Reminder::usual(subject) else { continue };
        assert!(subject.is_chosen() && Reminder::from_json(usual.to_json().as_bytes()) == Ok(usual.clone()));
    }
    let written = |subject| Reminder::usual(subject).map(|usual| usual.to_json()).unwrap_or_default();
    assert!(written(Subject::SymptomCheck).contains(r#""time":"20:00""#));
    assert!(written(Subject::PostureBreak).contains(r#""every_minutes":60,"window":["09:00","17:00"]"#));
    assert_eq!(Reminder::usual(Subject::Medication), None, "only the person can say");
}
