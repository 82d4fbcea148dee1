//! Nothing that a person wrote is in a log or an error, whatever is done with it. A program of its own, because it hears
//! everything that the process says.

#![allow(clippy::expect_used, reason = "a test that can't go on should say where")]

mod person;

use std::fmt::{Debug, Display, Write};
use std::sync::{Mutex, PoisonError};

use nape::api::{
    Backup, CheckInAnswer, CheckInAnswers, EntryKind, EntryQuery, EventBody, Examination, Nape, NapeError,
    Profile, Region, answers_from_json, check_in_from_json, entries_from_json, entry_from_json,
    logged_session_from_json, plan_from_json, symptoms_from_json,
};
use person::{KEY, NOW, Person};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// What stands in every free text here.
const MARKER: &str = "MARKEROFAPERSON";

/// All that was said, at every level.
static LOG: Mutex<String> = Mutex::new(String::new());

fn log() -> std::sync::MutexGuard<'static, String> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Hears everything.
struct Listener;

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Fields);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Fields);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Fields);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Writes each field down.
struct Fields;

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        writeln!(log(), "{field}: {value:?}").expect("a text");
    }
}

/// An error, in every way in which it can be shown, is heard like the log.
#[track_caller]
fn refused<T: Debug, E: Debug + Display>(result: Result<T, E>) {
    let error = result.expect_err("must be refused");
    writeln!(log(), "{error} {error:?}").expect("a text");
}

/// As [`refused`], where either answer will do.
fn answered(result: &Result<(), NapeError>) {
    writeln!(log(), "{result:?}").expect("a text");
}

fn marked(json: &str) -> Vec<u8> {
    json.replace("MARKER", MARKER).into_bytes()
}

async fn profile_and_course(nape: &Nape) {
    let profile = Profile {
        name: Some(MARKER.to_owned()),
        birth_year: None,
        weight: None,
        units: None,
        country: None,
        check_in: None,
    };
    nape.set_profile(profile.clone()).await.expect("keeps");
    refused(nape.set_profile(Profile { name: Some(MARKER.repeat(400)), ..profile }).await);
    nape.start_course(Region::Cervical, Some(MARKER.to_owned()), Some(MARKER.to_owned()))
        .await
        .expect("begins");
}

/// A plan, a session, and one that was done before.
async fn sessions(person: &Person) {
    let nape = &person.nape;
    refused(plan_from_json(marked(r#"{"modality":"MARKER"}"#)));
    let session = person.start(1.0, vec![]).await.expect("starts");
    person.wait_for(|event| matches!(event, EventBody::LoadStarted)).await;
    nape.stop(Some(MARKER.to_owned())).await.expect("stops");
    person.wait_for_end().await;
    // Told already: whatever it answers.
    answered(&nape.explain_stop(session, MARKER.to_owned()).await);
    let told = r#"{"modality":"manual","started":"2026-03-10T07:00:00+01:00","duration_ms":600000,"provider":"MARKER"}"#;
    let logged = logged_session_from_json(marked(told), NOW.to_owned()).expect("reads");
    nape.log_session(logged).await.expect("keeps");
    let long = told.replace("MARKER", &MARKER.repeat(20));
    refused(logged_session_from_json(long.into_bytes(), NOW.to_owned()));
}

/// Kept, found, changed, erased, refused.
async fn entries(nape: &Nape) {
    let note = r#"{"kind":"medication","at":"2026-03-10T08:00:00+01:00","name":"MARKER","note":"MARKER"}"#;
    let entry = entry_from_json(marked(note)).expect("reads");
    let id = nape.add_entries(vec![entry.clone()]).await.expect("keeps").ids.remove(0);
    nape.edit_entry(id.clone(), entry.entry.clone()).await.expect("edits");
    assert_eq!(nape.search_entries(MARKER.to_owned(), 9).await.expect("searches").len(), 1);
    nape.delete_entry(id.clone()).await.expect("deletes");
    nape.erase_entry(id).await.expect("erases");
    let symptom = r#"{"kind":"symptom","at":"2026-03-10T08:00:00+01:00","name":"dizziness","note":"MARKER"}"#;
    nape.add_entries(vec![entry_from_json(marked(symptom)).expect("reads")]).await.expect("keeps");
    for spoilt in [
        symptom.replace("dizziness", "MARKER"),
        symptom.replace("\"note\":\"MARKER\"", "\"note\":\"MARKER\\u0007\""),
        symptom.replace("\"note\":\"MARKER\"", &format!("\"note\":\"{}\"", MARKER.repeat(400))),
    ] {
        refused(nape.add_entries(vec![entry_from_json(marked(&spoilt)).expect("reads")]).await);
    }
    for spoilt in [
        symptom.replace("\"symptom\"", "\"MARKER\""),
        symptom.replace("2026-03-10T08:00:00+01:00", "MARKER"),
        symptom.replace("\"name\"", "\"site\":\"MARKER\",\"name\""),
        symptom.replace("\"name\"", "\"id\":\"MARKER\",\"name\""),
        symptom.replace("\"name\"", "\"value\":\"MARKER\",\"name\""),
        symptom.replace("\"name\":\"dizziness\"", "\"name\":{\"a\":\"MARKER\"}"),
        symptom.replace('}', ",\"MARKER"),
        "\"MARKER\"".to_owned(),
        "[\"MARKER\"]".to_owned(),
        "MARKER".to_owned(),
    ] {
        refused(entry_from_json(marked(&spoilt)));
        refused(entries_from_json(marked(&format!("{symptom}\n{spoilt}\n"))));
    }
    refused(
        nape.entries(EntryQuery { after: Some(MARKER.to_owned()), limit: 1, ..EntryQuery::default() }).await,
    );
    refused(nape.entry(MARKER.to_owned()).await);
    let answers = CheckInAnswers {
        answers: vec![CheckInAnswer { kind: EntryKind::Pain, value: 3 }],
        note: Some(MARKER.to_owned()),
    };
    nape.record_check_in(answers.clone()).await.expect("keeps");
    refused(nape.record_check_in(CheckInAnswers { note: Some(MARKER.repeat(400)), ..answers }).await);
    refused(check_in_from_json(marked(r#"{"answers":{"pain":"MARKER"}}"#)));
}

/// Forms, symptoms, and what they locked.
async fn screening(nape: &Nape) {
    refused(answers_from_json(marked(r#"{"form":"MARKER"}"#)));
    let sheet = r#"{"form":"short","modality":"home_unit","answers":{"pain_now":"MARKER"}}"#;
    refused(nape.record_screening(answers_from_json(marked(sheet)).expect("reads")).await);
    refused(symptoms_from_json(marked(r#"{"symptoms":"MARKER"}"#)));
    let examination =
        Examination { examined: NOW[..10].to_owned(), by: MARKER.to_owned(), advice: MARKER.to_owned() };
    for lock in nape.locks().await.expect("reads") {
        // Of a sign that is still there it is refused.
        answered(&nape.resolve_lock(lock.id, examination.clone()).await);
    }
    refused(nape.resolve_lock(MARKER.to_owned(), examination).await);
}

/// A backup that the words close, a secret that does not open it, and one that does.
async fn backups(nape: &Nape) {
    let files = tempfile::tempdir().expect("a folder");
    let file = files.path().join("a.age").to_string_lossy().into_owned();
    nape.back_up(file.clone(), Some(MARKER.to_owned()), None).await.expect("backs up");
    refused(
        nape.back_up(files.path().join(MARKER).join("a.age").to_string_lossy().into_owned(), None, None)
            .await,
    );
    refused(Backup::open(file.clone(), format!("{MARKER} and more")).await.map(|_| ()));
    refused(
        Backup::open(files.path().join(MARKER).to_string_lossy().into_owned(), MARKER.to_owned())
            .await
            .map(|_| ()),
    );
    let backup = Backup::open(file, MARKER.to_owned()).await.expect("opens");
    let phone = files.path().join("phone").to_string_lossy().into_owned();
    backup.restore(phone, KEY.to_vec(), None).await.expect("restores");
}

#[tokio::test]
async fn nothing_that_a_person_wrote_is_in_a_log_or_an_error() {
    tracing::subscriber::set_global_default(Listener).expect("the only one");
    let person = Person::ready().await;
    let nape = &person.nape;
    profile_and_course(nape).await;
    sessions(&person).await;
    entries(nape).await;
    screening(nape).await;
    backups(nape).await;

    // A journal that can't be written is said to be, and that is heard.
    let lock = person.lock_the_journal();
    let note = entry_from_json(marked(r#"{"kind":"note","at":"2026-03-10T08:00:00+01:00","note":"MARKER"}"#));
    let result = nape.add_entries(vec![note.expect("reads")]).await;
    assert!(matches!(result, Err(NapeError::Storage { .. })), "{result:?}");
    refused(result);
    drop(lock);
    nape.close().await.expect("closes");

    let heard = log().clone();
    assert!(heard.contains("the journal can't be written"), "the log is heard: {heard}");
    let line = heard.lines().find(|line| line.contains("MARKER"));
    assert_eq!(line, None);
}
