//! What a device wrote down comes into the journal once, and belongs to whose session it was (P3).

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

mod person;

use nape::api::{
    DeviceChoice, NapeError, RecordClaim, RecordSource, ReminderSubject, ScriptAct, ScriptLine, SyncReport,
};
use person::Person;

const UNIT: RecordSource = RecordSource::Simulated { seed: 1 };

async fn sync(person: &Person, claims: &[(u32, bool)]) -> SyncReport {
    let claims = claims.iter().map(|&(number, mine)| RecordClaim { number, mine }).collect();
    person.nape.sync_device(UNIT, claims).await.expect("syncs")
}

fn counts(report: &SyncReport) -> [u32; 4] {
    [report.records_new, report.records_known, report.deleted_on_device, report.not_ours]
}

/// P3: a phone acknowledges and deletes only its own; the others wait as "Was this you?".
#[tokio::test]
async fn p03_only_the_own_record_comes_and_goes_and_the_others_wait() {
    let person = Person::ready().await;
    person.run(vec![]).await;
    let report = sync(&person, &[]).await;
    assert_eq!(counts(&report), [1, 0, 1, 2]);
    let sessions = person.nape.sessions(10).await.expect("lists");
    let session = sessions.iter().find(|session| !session.rehearsal).expect("the one that ran");
    assert_eq!(report.new[0].session.as_ref(), Some(&session.id));
    let waiting: Vec<_> = report.waiting.iter().map(|one| (one.number, one.at_unit, one.disowned)).collect();
    assert_eq!(waiting, [(1, true, false), (2, false, false)], "the unit's button, and another phone");
    assert_eq!(counts(&sync(&person, &[]).await), [0, 0, 0, 2], "once is enough");
}

/// P3, P14: what was begun at the device counts once the person says that it was them.
#[tokio::test]
async fn p14_what_the_person_says_was_theirs_becomes_a_session_and_counts() {
    let person = Person::demonstrating().await;
    let before = person.nape.sessions(10).await.expect("lists").len();
    let report = sync(&person, &[(1, true), (2, false)]).await;
    assert_eq!(counts(&report), [1, 0, 1, 1]);
    assert!(report.waiting[0].disowned, "and is not asked about again");
    let sessions = person.nape.sessions(10).await.expect("lists");
    assert_eq!(sessions.len(), before + 1);
    let claimed =
        sessions.iter().find(|session| Some(&session.id) == report.new[0].session.as_ref()).expect("there");
    assert_eq!(claimed.duration_ms, 300_000);
    let person = person.reopen_at("2026-03-10T09:20:00+01:00").await;
    assert_eq!(counts(&sync(&person, &[]).await), [0, 0, 0, 1], "kept over a restart, and still disowned");
}

/// Issue 8: a unit that may have a record of a session is reminded of the day after, until it was looked through.
#[tokio::test]
async fn a_record_that_was_not_fetched_is_reminded_of_the_day_after() {
    let person = Person::demonstrating().await;
    person.run(vec![]).await;
    let due = async |person: &Person| {
        let planned = person.nape.reminder_schedule(3, 30).await.expect("plans");
        let is_of_sync = |subject| subject == Some(ReminderSubject::DeviceSync);
        let of_sync = planned.notifications.into_iter().filter(|one| is_of_sync(one.subject));
        of_sync.map(|one| one.at).collect::<Vec<_>>()
    };
    assert_eq!(due(&person).await, ["2026-03-11T10:00:00+01:00"]);
    sync(&person, &[]).await;
    assert_eq!(due(&person).await, [] as [&str; 0]);
}

#[tokio::test]
async fn records_wait_while_a_session_runs_and_a_session_does_not_wait_for_records() {
    let person = Person::ready().await;
    let stop = ScriptLine { at_ms: 600_000, act: ScriptAct::Stop { why: None } };
    person.nape.start_session(person.request(1.0, vec![stop])).await.expect("starts");
    let refused = person.nape.sync_device(UNIT, Vec::new()).await;
    assert!(matches!(refused, Err(NapeError::SessionRunning)), "{refused:?}");
    person.nape.stop(None).await.expect("stops");
}

#[tokio::test]
async fn an_address_of_another_form_is_bad_input_with_its_field() {
    let person = Person::ready().await;
    let there = RecordSource::At { address: "nowhere".to_owned() };
    let Err(NapeError::BadInput { field, .. }) = person.nape.sync_device(there, Vec::new()).await else {
        panic!("refused");
    };
    assert_eq!(field, "address");
    let mut start = person.request(1.0, vec![]);
    start.device = DeviceChoice::At { address: String::new() };
    let Err(NapeError::BadInput { field, .. }) = person.nape.start_session(start).await else {
        panic!("refused")
    };
    assert_eq!(field, "device");
}
