//! Entries of the journal through the door: kept, changed, taken back, erased, found, and screened as they are told.

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

mod person;

use nape::api::{
    End, EntriesWritten, EntryKind, EntryPage, EntryQuery, EventBody, KeptEntry, NapeError, NewEntry,
    Outcome, SymptomAction, entries_from_json, entry_from_json,
};
use person::Person;

const TODAY: &str = "2026-03-10T08:00:00+01:00";

fn at(kind: &str, at: &str, more: &str) -> NewEntry {
    entry_from_json(format!(r#"{{"kind":"{kind}","at":"{at}"{more}}}"#).into_bytes()).expect("reads")
}

fn entry(kind: &str, more: &str) -> NewEntry {
    at(kind, TODAY, more)
}

async fn add(person: &Person, entries: Vec<NewEntry>) -> EntriesWritten {
    person.nape.add_entries(entries).await.expect("writes")
}

async fn all(person: &Person) -> Vec<KeptEntry> {
    let query = EntryQuery { limit: 1000, ..EntryQuery::default() };
    person.nape.entries(query).await.expect("lists").entries
}

/// Every field that is wrong.
fn fields_of<T: std::fmt::Debug>(refused: Result<T, NapeError>) -> Vec<String> {
    match refused {
        Err(NapeError::BadInput { field, also, .. }) => {
            [field].into_iter().chain(also.into_iter().map(|problem| problem.field)).collect()
        }
        other => panic!("must be bad input: {other:?}"),
    }
}

#[tokio::test]
async fn what_was_written_is_there_after_the_journal_was_closed_and_opened() {
    let person = Person::new().await;
    let note = r#","value":4,"site":"neck","side":"left","quality":"dull","context":["desk"],"note":"Grüße\nzweite Zeile""#;
    let written = add(&person, vec![entry("pain", note), entry("sleep", r#","value":7"#)]).await;
    assert_eq!((written.ids.len(), written.told.len()), (2, 0));
    let before = all(&person).await;
    let person = person.reopen_at("2026-03-11T09:00:00+01:00").await;
    assert_eq!(all(&person).await, before);
    let pain = before.iter().find(|kept| kept.id == written.ids[0]).expect("the first one");
    assert_eq!(pain.entry, entry("pain", note).entry);
}

#[tokio::test]
async fn of_several_entries_all_are_kept_or_none_and_each_problem_is_named() {
    let person = Person::new().await;
    let wrong = vec![
        entry("pain", r#","value":4"#),
        entry("pain", r#","value":11"#),
        entry("symptom", r#","name":"a broken heart""#),
        entry("note", ""),
    ];
    let fields = fields_of(person.nape.add_entries(wrong).await);
    assert_eq!(fields, ["entries[1].value", "entries[2].name", "entries[3].note"]);
    assert_eq!(fields_of(person.nape.add_entries(vec![entry("pain", "")]).await), ["value"]);
    assert_eq!(fields_of(person.nape.add_entries(vec![]).await), ["entries"]);
    assert!(all(&person).await.is_empty());
}

#[tokio::test]
async fn an_id_that_is_there_already_is_refused_and_nothing_is_written() {
    let person = Person::new().await;
    let id = r#","id":"01965f00-0000-7000-8000-000000000001""#;
    let named = |value: u8| entry("mood", &format!(r#","value":{value}{id}"#));
    assert_eq!(fields_of(person.nape.add_entries(vec![named(1), named(2)]).await), ["entries[1].id"]);
    add(&person, vec![named(1)]).await;
    let again = person.nape.add_entries(vec![entry("sleep", r#","value":5"#), named(2)]).await;
    assert_eq!(fields_of(again), ["entries[1].id"]);
    assert_eq!(fields_of(person.nape.add_entries(vec![named(2)]).await), ["id"], "there is but one");
    person.nape.delete_entry("01965f00-0000-7000-8000-000000000001".to_owned()).await.expect("deletes");
    assert_eq!(fields_of(person.nape.add_entries(vec![named(3)]).await), ["id"], "deleted, and still its id");
    assert!(all(&person).await.is_empty());
}

#[tokio::test]
async fn nothing_is_overwritten_and_a_deletion_stays_in_the_history() {
    let person = Person::new().await;
    let id = add(&person, vec![entry("pain", r#","value":4,"note":"first words""#)]).await.ids.remove(0);
    let edited = entry("pain", r#","value":3,"note":"second words""#).entry;
    person.nape.edit_entry(id.clone(), edited.clone()).await.expect("edits");
    assert_eq!(person.nape.entry(id.clone()).await.expect("is there").entry, edited);
    person.nape.delete_entry(id.clone()).await.expect("deletes");
    assert!(all(&person).await.is_empty());
    let history = person.nape.entry_history(id.clone()).await.expect("its history");
    let history: Vec<_> = history
        .into_iter()
        .map(|revision| (revision.revision, revision.deleted, revision.entry.expect("its words").note))
        .collect();
    let words = |text: &str| Some(text.to_owned());
    assert_eq!(
        history,
        [
            (1, false, words("first words")),
            (2, false, words("second words")),
            (3, true, words("second words"))
        ]
    );
    for gone in [
        person.nape.entry(id.clone()).await.map(drop),
        person.nape.delete_entry(id.clone()).await,
        person.nape.edit_entry(id, edited).await.map(drop),
    ] {
        assert!(matches!(gone, Err(NapeError::NotFound { .. })), "{gone:?}");
    }
}

#[tokio::test]
async fn an_edit_keeps_the_kind_and_is_checked_like_an_entry() {
    let person = Person::new().await;
    let id = add(&person, vec![entry("pain", r#","value":4"#)]).await.ids.remove(0);
    let edit = |edited: NewEntry| person.nape.edit_entry(id.clone(), edited.entry);
    assert_eq!(fields_of(edit(entry("sleep", r#","value":4"#)).await), ["kind"]);
    assert_eq!(fields_of(edit(entry("pain", r#","value":12"#)).await), ["value"]);
    assert_eq!(all(&person).await[0].revision, 1);
}

/// E21.
#[tokio::test]
async fn an_erased_entry_tells_nothing_any_more_and_the_journal_holds() {
    let person = Person::new().await;
    let told = entry("symptom", r#","name":"dizziness","note":"a marker in the note""#);
    let id = add(&person, vec![told, entry("sleep", r#","value":5"#)]).await.ids.remove(0);
    person.nape.erase_entry(id.clone()).await.expect("erases");
    assert_eq!(all(&person).await.len(), 1);
    assert!(person.nape.search_entries("marker".to_owned(), 10).await.expect("searches").is_empty());
    let history = person.nape.entry_history(id.clone()).await.expect("its history");
    assert!(history.iter().all(|revision| revision.redacted && revision.entry.is_none()), "{history:?}");
    let check = person.nape.check_journal().await.expect("checks");
    assert!(check.intact && check.redacted == 1, "{check:?}");
    // What it locked stays locked: it was told, and nobody has looked at it.
    assert_eq!(person.nape.locks().await.expect("locks").len(), 1);
    let unknown = person.nape.erase_entry("01965f00-0000-7000-8000-000000000009".to_owned()).await;
    assert!(matches!(unknown, Err(NapeError::NotFound { .. })));
}

#[tokio::test]
async fn pages_go_on_where_the_last_one_ended() {
    let person = Person::new().await;
    let minute = |minute: usize| at("mood", &format!("2026-03-09T10:{minute:02}:00+01:00"), r#","value":5"#);
    add(&person, (0..25).rev().map(minute).collect()).await;
    let (mut met, mut after) = (Vec::new(), None);
    loop {
        let query = EntryQuery { after, limit: 10, ..EntryQuery::default() };
        let EntryPage { entries, next } = person.nape.entries(query).await.expect("lists");
        met.push(entries.len());
        after = next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(met, [10, 10, 5]);
    let wrong = |query: EntryQuery| person.nape.entries(query);
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(fields_of(wrong(EntryQuery { limit: 1001, ..EntryQuery::default() }).await), ["limit"]);
    assert_eq!(fields_of(wrong(EntryQuery { limit: 0, ..EntryQuery::default() }).await), ["limit"]);
    let nowhere = EntryQuery { after: text("here"), limit: 1, ..EntryQuery::default() };
    assert_eq!(fields_of(wrong(nowhere).await), ["after"]);
    let never = EntryQuery { from: text("yesterday"), limit: 1, ..EntryQuery::default() };
    assert_eq!(fields_of(wrong(never).await), ["from"]);
}

#[tokio::test]
async fn a_date_means_the_day_on_the_entrys_own_clock() {
    let person = Person::new().await;
    let told = [
        at("mood", "2026-03-09T23:30:00-05:00", r#","value":1"#),
        at("mood", "2026-03-09T00:30:00+01:00", r#","value":2"#),
        at("mood", "2026-03-10T00:30:00+01:00", r#","value":3"#),
        at("sleep", "2026-03-09T12:00:00+01:00", r#","value":4"#),
    ];
    add(&person, told.to_vec()).await;
    let day = Some("2026-03-09".to_owned());
    let kind = Some(EntryKind::Mood);
    let query = EntryQuery { from: day.clone(), to: day, kind, limit: 10, after: None };
    let values = person.nape.entries(query).await.expect("lists").entries;
    let values: Vec<_> = values.into_iter().filter_map(|kept| kept.entry.value).collect();
    assert_eq!(values, [2.0, 1.0]);
}

#[test]
fn an_error_in_a_file_of_entries_names_its_line() {
    let refused = |text: &str| fields_of(entries_from_json(text.as_bytes().to_vec()));
    let good = r#"{"kind":"mood","at":"2026-03-10T08:00:00+01:00","value":5}"#;
    assert_eq!(entries_from_json(format!("{good}\n\n{good}\n").into_bytes()).expect("reads").len(), 2);
    assert_eq!(entries_from_json(good.replace(',', ",\n").into_bytes()).expect("reads").len(), 1);
    assert_eq!(refused(&format!("{good}\n\n{}", good.replace("mood", "moods"))), ["line 3: kind"]);
    assert_eq!(refused(&format!("{good}\n{}", good.replace("value", "worth"))), ["line 2: worth"]);
    assert_eq!(refused(&good.replace(",\"value\":5", ",\n\"site\":\"knee\"")), ["site"]);
    assert_eq!(refused(&format!("{good}\n{{")), ["line 2: ."]);
    assert_eq!(refused(""), ["."]);
}

/// What other systems type, and what is no entry.
#[tokio::test]
async fn a_note_keeps_its_lines_and_one_that_is_too_long_is_named_with_its_limit() {
    let person = Person::new().await;
    add(&person, vec![entry("note", r#","note":"one\r\ntwo""#)]).await;
    assert_eq!(all(&person).await[0].entry.note.as_deref(), Some("one\ntwo"));
    let long = entry("note", &format!(r#","note":"{}""#, "a".repeat(1024 * 1024)));
    match person.nape.add_entries(vec![long]).await {
        Err(NapeError::BadInput { field, allowed, .. }) => {
            assert_eq!((field.as_str(), allowed.as_deref()), ("note", Some("1 to 4000 characters")));
        }
        other => panic!("must be bad input: {other:?}"),
    }
    for document in ["[]", "3", "null", "\"note\""] {
        match entry_from_json(document.into()) {
            Err(NapeError::BadInput { field, allowed, .. }) => {
                assert_eq!((field.as_str(), allowed.as_deref()), (".", Some("an object")), "{document}");
            }
            other => panic!("must be bad input: {other:?}"),
        }
    }
}

/// P6: what is told in the journal passes through screening in the same step, and can lock.
#[tokio::test]
async fn p06_a_symptom_in_the_journal_locks() {
    let person = Person::ready().await;
    let written = add(&person, vec![entry("symptom", r#","name":"dizziness""#)]).await;
    assert_eq!(written.told[0].action, SymptomAction::StopAndSee);
    assert_eq!(person.nape.locks().await.expect("locks").len(), 1);
    let refused = person.start(1_000.0, vec![]).await;
    assert!(matches!(refused, Err(NapeError::Refused { rules, .. }) if rules[0] == "gate.lock"));
    // Told again on the same day: one lock is enough.
    add(&person, vec![entry("symptom", r#","name":"dizziness""#)]).await;
    assert_eq!(person.nape.locks().await.expect("locks").len(), 1);
    let person = person.reopen_at("2026-03-11T09:00:00+01:00").await;
    assert_eq!(person.nape.locks().await.expect("locks").len(), 1, "and tomorrow");
}

/// P6: tingling that rises tonight locks tomorrow; as it was before, it is only written down (X6).
#[tokio::test]
async fn p06_tingling_above_what_the_short_form_told_locks() {
    let person = Person::ready().await;
    assert_eq!(add(&person, vec![entry("tingling", r#","value":0"#)]).await.told, []);
    assert!(person.nape.locks().await.expect("locks").is_empty());
    let risen = add(&person, vec![entry("tingling", r#","value":3,"site":"hand""#)]).await;
    assert_eq!(risen.told[0].outcome, Outcome::NeedsProvider);
    assert_eq!(person.nape.locks().await.expect("locks").len(), 1);
}

/// P6, P9: an emergency sign in the journal ends the running session at once.
#[tokio::test]
async fn p06_a_sign_in_the_journal_ends_the_running_session() {
    let person = Person::ready().await;
    person.start(1.0, vec![]).await.expect("starts");
    person.wait_for(|event| matches!(event, EventBody::LoadStarted)).await;
    let written = add(&person, vec![entry("symptom", r#","name":"double_vision""#)]).await;
    assert_eq!(written.told[0].action, SymptomAction::Emergency);
    let events = person.wait_for_end().await;
    assert!(matches!(events.last(), Some(EventBody::Finished { end: End::Emergency, .. })));
}

/// E1: a journal that another program holds delays the entry, never the release.
#[tokio::test]
async fn e01_the_release_does_not_wait_for_the_entry() {
    let person = Person::ready().await;
    person.start(1.0, vec![]).await.expect("starts");
    person.wait_for(|event| matches!(event, EventBody::LoadStarted)).await;
    let lock = person.lock_the_journal();
    let telling = person.nape.add_entries(vec![entry("symptom", r#","name":"double_vision""#)]);
    tokio::join!(
        async {
            person.wait_until_device(nape::api::DeviceState::Idle).await;
            drop(lock);
        },
        async { drop(telling.await) }
    );
    let events = person.wait_for_end().await;
    assert!(matches!(events.last(), Some(EventBody::Finished { end: End::Emergency, .. })));
}

/// What was felt long ago is for the full form to ask about.
#[tokio::test]
async fn a_symptom_of_long_ago_is_written_down_and_locks_nothing() {
    let person = Person::ready().await;
    let told = [
        at("symptom", "2026-02-01T08:00:00+01:00", r#","name":"dizziness""#),
        at("tingling", "2026-02-01T08:00:00+01:00", r#","value":9"#),
    ];
    assert_eq!(add(&person, told.to_vec()).await.told, []);
    assert!(person.nape.locks().await.expect("locks").is_empty());
}

/// A day is the one that the clock showed that told of it, for entries and sessions alike.
#[tokio::test]
async fn a_day_has_its_entries_and_its_sessions() {
    let person = Person::ready().await;
    let (session, _) = person.run(vec![]).await;
    let told = entries_from_json(
        br#"{"kind":"sleep","at":"2026-03-10T23:30:00-05:00","value":6}
{"kind":"pain","at":"2026-03-10T00:10:00+01:00","value":4}
{"kind":"mood","at":"2026-03-09T23:50:00+01:00","value":4}"#
            .to_vec(),
    );
    person.nape.add_entries(told.expect("reads")).await.expect("writes");
    let today = person.nape.day(None).await.expect("a day");
    assert_eq!(today.date, "2026-03-10");
    let kinds: Vec<_> = today.entries.iter().map(|kept| kept.entry.kind).collect();
    assert_eq!(kinds, [EntryKind::Pain, EntryKind::Sleep]);
    let real: Vec<_> = today.sessions.iter().filter(|session| !session.rehearsal).collect();
    assert_eq!((real.len(), &real[0].id), (1, &session));
    let before = person.nape.day(Some("2026-03-09".to_owned())).await.expect("a day");
    assert_eq!((before.entries.len(), before.sessions.len()), (1, 0));
}

/// P27: symptoms by screening's ids, tension, and of pain how it feels and beside what it came.
#[tokio::test]
async fn p27_pain_has_a_quality_and_tags_and_symptoms_and_tension_are_kinds_of_their_own() {
    let person = Person::ready().await;
    let mut written = vec![entry("tension", r#","value":4,"site":"shoulder","side":"both""#)];
    for quality in ["dull", "tight", "sharp", "shooting", "burning"] {
        let more = format!(
            r#","value":3,"site":"neck","quality":"{quality}","context":["desk","phone","couch","lifting","sport","stress"]"#
        );
        written.push(entry("pain", &more));
    }
    written.push(entry("symptom", r#","name":"mild_soreness","note":"after gardening""#));
    add(&person, written).await;
    let kept = all(&person).await;
    assert_eq!(kept.len(), 7);
    let pains: Vec<_> = kept.iter().filter(|kept| kept.entry.kind == EntryKind::Pain).collect();
    assert!(pains.iter().all(|pain| pain.entry.quality.is_some() && pain.entry.context.len() == 6));

    for (kind, more, field) in [
        ("symptom", r#","name":"gremlins""#, "name"),
        ("symptom", "", "name"),
        ("stiffness", r#","value":3,"quality":"dull""#, "quality"),
        ("tension", r#","value":11"#, "value"),
    ] {
        let refused = person.nape.add_entries(vec![entry(kind, more)]).await;
        assert_eq!(fields_of(refused), [field], "{kind}{more}");
    }
    assert!(
        entry_from_json(
            br#"{"kind":"pain","at":"2026-03-10T08:00:00+01:00","value":3,"quality":"odd"}"#.to_vec()
        )
        .is_err()
    );
}

/// P6: what was told and examined is not told again by a remark, and is by another symptom or another strength.
#[tokio::test]
async fn p06_a_remark_beside_a_symptom_is_no_new_one() {
    let person = Person::ready().await;
    let written = add(&person, vec![entry("symptom", r#","name":"dizziness""#)]).await;
    let (id, locks) = (written.ids[0].clone(), async || person.nape.locks().await.expect("reads").len());
    assert_eq!(locks().await, 1);
    let edit = async |more: &str| {
        person.nape.edit_entry(id.clone(), entry("symptom", more).entry).await.expect("edits")
    };
    assert_eq!(edit(r#","name":"dizziness","note":"on getting up""#).await.told, []);
    assert_eq!(locks().await, 1);
    assert_eq!(edit(r#","name":"double_vision""#).await.told.len(), 1);
    assert_eq!(locks().await, 2);
}
