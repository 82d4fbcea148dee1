//! Killed after each single fact of a whole session. The journal of each kill is made from the finished one, fact by
//! fact, so that no boundary is missed and none depends on timing.

use std::path::Path;

use nape::api::{End, EventBody, Release};
use nape::store::{Batch, Journal, Key, NewFact, NewJournal};
use nape_logic::id::{JournalId, OriginId};
use nape_logic::journal::chain::Content;
use nape_logic::time::{Elapsed, Millis};
use uuid::Uuid;

use super::person::KEY;
use super::phone::Phone;

/// What is to become of a session whose journal ends here. Plain rules over the facts' names.
#[derive(Debug, PartialEq)]
enum Expected {
    Nothing,
    Interrupted,
    GoesOn,
}

fn expected(facts: &[String], device: bool) -> Expected {
    let has = |name: &str| facts.iter().any(|fact| fact.contains(&format!("\"fact\":\"{name}\"")));
    if !has("started") || has("finished") {
        Expected::Nothing
    } else if device || !has("setup_done") {
        Expected::Interrupted
    } else {
        Expected::GoesOn
    }
}

/// The facts of the last session of a journal, and all before it.
fn facts_of(folder: &Path) -> (Vec<NewFact>, usize) {
    let journal = Journal::open(folder, Key::from_bytes(KEY)).expect("opens");
    let reader = journal.reader().expect("a reader");
    let stored =
        reader.facts(nape::store::FactFilter { limit: u32::MAX, ..Default::default() }).expect("facts");
    let session = stored.iter().rev().find_map(|fact| fact.heading.session).expect("a session");
    let first = stored.iter().position(|fact| fact.heading.session == Some(session)).expect("its start");
    let facts = stored.into_iter().map(|fact| NewFact {
        heading: fact.heading,
        content: Content { salt: [1; 16], payload: fact.payload.expect("not erased") },
    });
    (facts.collect(), first)
}

async fn kill_after_every_fact(phone: Phone, device: bool) {
    phone.nape.close().await.expect("closes");
    let (facts, first) = facts_of(phone.folder.path());
    assert!(facts.len() > first + 6, "a whole session");
    for kept in first + 1..=facts.len() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &facts[..kept]);
        let payloads: Vec<String> =
            facts[first..kept].iter().map(|fact| fact.content.payload.0.clone()).collect();
        let last = facts[kept - 1].heading.elapsed.expect("stamped");
        check(&phone, folder, last, &expected(&payloads, device)).await;
    }
}

async fn check(phone: &Phone, folder: tempfile::TempDir, last: Elapsed, expected: &Expected) {
    let mut again = phone.restarted_on(folder, last.plus(Millis(10_000))).await;
    let found = again.nape.recover().await.expect("recovers");
    let became = match (&found.interrupted[..], &found.resumed) {
        ([], None) => Expected::Nothing,
        ([_], None) => Expected::Interrupted,
        ([], Some(_)) => Expected::GoesOn,
        _ => panic!("{found:?}"),
    };
    assert_eq!(&became, expected, "after the fact at {last:?}");
    if let Some(id) = found.resumed {
        again.nape.stop(None).await.expect("stops");
        again.nape.released().await.expect("takes it");
        again.until(|event| matches!(event, EventBody::Finished { .. })).await;
        assert!(again.nape.session(id).await.expect("in the journal").summary.end.is_some());
    } else if let Some(id) = found.interrupted.first() {
        let closed = again.nape.session(id.clone()).await.expect("in the journal");
        let stopped = closed.facts.iter().any(|fact| fact.payload.contains(r#""reason":"person""#));
        let end = if stopped { End::Stopped } else { End::Interrupted };
        assert_eq!(closed.summary.end, Some(end));
        let before_kill = closed.facts.iter().take_while(|fact| !fact.payload.contains("found_open"));
        let measured = before_kill.filter(|fact| fact.payload.contains("release_settled")).count() > 0;
        assert_eq!(closed.summary.release == Some(Release::Confirmed), measured, "only what was measured");
        assert!(again.nape.snapshot().expect("a snapshot").session.is_none(), "nothing runs, nothing pulls");
    }
    assert_eq!(
        again.nape.recover().await.expect("recovers").interrupted,
        Vec::<String>::new(),
        "once is enough"
    );
    assert!(again.nape.check_journal().await.expect("checks").intact);
}

fn write(folder: &Path, facts: &[NewFact]) {
    let new = NewJournal { journal: JournalId(Uuid::from_u128(1)), origin: OriginId(Uuid::from_u128(2)) };
    let journal = Journal::open_or_create(folder, Key::from_bytes(KEY), new).expect("makes one");
    let batch = Batch { facts: facts.to_vec(), ..Batch::default() };
    journal.writer().expect("a writer").commit(&batch).expect("commits");
}

#[tokio::test]
async fn a_passive_session_killed_after_any_fact_goes_on_or_was_never_begun() {
    let mut phone = Phone::pulling().await;
    phone.awake_after(30_000).await;
    phone.nape.ease_off().await.expect("eases off");
    phone.nape.pause().await.expect("pauses");
    phone.awake_after(20_000).await;
    phone.nape.resume().await.expect("resumes");
    phone.awake_after(900_000).await;
    phone.nape.acknowledge().await.expect("heard");
    phone.let_go().await;
    kill_after_every_fact(phone, false).await;
}

#[tokio::test]
async fn a_session_with_a_device_killed_after_any_fact_is_closed_and_nothing_pulls() {
    let mut phone = Phone::pulled().await;
    phone.nape.ease_off().await.expect("eases off");
    phone.nape.stop(None).await.expect("stops");
    phone.until(|event| matches!(event, EventBody::Finished { .. })).await;
    kill_after_every_fact(phone, true).await;
}
