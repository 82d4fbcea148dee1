//! A journal with much in it: what was folded before opens as what all of its facts come to.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use std::path::Path;
use std::sync::Arc;

use nape::api::{
    EntryQuery, Generate, Modality, Nape, NapeError, OpenConfig, Region, generate_journal,
    logged_session_from_json,
};

const NOW: &str = "2026-03-10T21:00:00+01:00";
const KEY: [u8; 32] = [7; 32];

fn asked(folder: &Path, seed: u64) -> Generate {
    Generate {
        folder: folder.to_string_lossy().into_owned(),
        key: KEY.to_vec(),
        seed,
        years: 1,
        until: NOW.to_owned(),
    }
}

fn made(folder: &Path, seed: u64) {
    let made = generate_journal(asked(folder, seed), |_, _| {}).expect("generates");
    assert_eq!((made.days, made.entries, made.sessions), (365, 365 * 11, 365 * 2));
}

async fn open(folder: &Path) -> Arc<Nape> {
    open_for(folder, true).await.expect("opens")
}

async fn open_for(folder: &Path, demonstration: bool) -> Result<Arc<Nape>, NapeError> {
    let config = OpenConfig {
        folder: folder.to_string_lossy().into_owned(),
        key: KEY.to_vec(),
        demonstration,
        now: Some(NOW.to_owned()),
        zone: None,
        additions: None,
    };
    Nape::open(config, None, None, None, None).await
}

fn raw(folder: &Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(folder.join("journal.db")).expect("opens");
    let digits = "07".repeat(32);
    connection.execute_batch(&format!("PRAGMA key = \"x'{digits}'\"")).expect("keyed");
    connection
}

/// The last fact that is folded, and the last one of all.
fn folded(folder: &Path) -> (Option<i64>, i64) {
    let connection = raw(folder);
    let number = |sql| connection.query_row(sql, [], |row| row.get::<_, Option<i64>>(0)).expect("a number");
    (number("SELECT max(position) FROM folded"), number("SELECT max(position) FROM fact").unwrap_or_default())
}

/// Everything that screens read of what was folded.
async fn seen(nape: &Nape) -> String {
    let (modality, region) = (Modality::OverDoorPulley, Region::Cervical);
    format!(
        "{:?} {:?} {:?} {:?} {:?}",
        nape.sessions(1000).await.expect("sessions"),
        nape.course(region).await.expect("a course"),
        nape.progress(modality, region).await.expect("progress"),
        nape.screening_status(modality, region).await.expect("a status"),
        nape.locks().await.expect("locks"),
    )
}

#[tokio::test]
async fn what_was_folded_opens_as_what_all_facts_come_to() {
    let folder = tempfile::tempdir().expect("a folder");
    made(folder.path(), 3);
    assert_eq!(folded(folder.path()).0, None, "nobody has opened it yet");
    let nape = open(folder.path()).await;
    let from_facts = seen(&nape).await;
    nape.close().await.expect("closes");
    let (kept, last) = folded(folder.path());
    assert_eq!(kept, Some(last), "the first opening kept it");

    let nape = open(folder.path()).await;
    assert_eq!(seen(&nape).await, from_facts);
    let told = r#"{"modality":"manual","started":"2026-03-10T20:00:00+01:00","duration_ms":600000}"#;
    let told = logged_session_from_json(told.into(), NOW.to_owned()).expect("reads");
    nape.log_session(told).await.expect("records");
    let with_one_more = seen(&nape).await;
    nape.close().await.expect("closes");
    assert_ne!(with_one_more, from_facts);

    let nape = open(folder.path()).await;
    assert_eq!(seen(&nape).await, with_one_more, "kept, and one fact since");
    nape.close().await.expect("closes");
    raw(folder.path()).execute("DELETE FROM folded", []).expect("forgets");
    let nape = open(folder.path()).await;
    assert_eq!(seen(&nape).await, with_one_more, "all facts");
    nape.close().await.expect("closes");
}

#[tokio::test]
async fn what_another_program_folded_is_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    made(folder.path(), 4);
    let nape = open(folder.path()).await;
    let from_facts = seen(&nape).await;
    nape.close().await.expect("closes");
    let other = "UPDATE folded SET program = zeroblob(32), body = x'00'";
    assert_eq!(raw(folder.path()).execute(other, []).expect("another program"), 1);
    let nape = open(folder.path()).await;
    assert_eq!(seen(&nape).await, from_facts);
    nape.close().await.expect("closes");
}

#[tokio::test]
async fn the_same_seed_gives_the_same_journal() {
    let mut pages = Vec::new();
    for seed in [5, 5, 6] {
        let folder = tempfile::tempdir().expect("a folder");
        made(folder.path(), seed);
        let nape = open(folder.path()).await;
        let query = EntryQuery { limit: 1000, ..EntryQuery::default() };
        pages.push(format!("{:?}", nape.entries(query).await.expect("lists")));
        assert!(nape.check_journal().await.expect("checks").intact);
        nape.close().await.expect("closes");
    }
    assert!(pages[0] == pages[1] && pages[1] != pages[2]);
}

/// The files of a person's journal are worth more than what stands in one of them.
#[tokio::test]
async fn nothing_is_generated_where_there_is_a_journal_or_what_is_left_of_one() {
    for left in [&["journal.db"][..], &["journal.json"], &["journal.db", "journal.json"]] {
        let folder = tempfile::tempdir().expect("a folder");
        let nape = open_for(folder.path(), false).await.expect("opens");
        nape.close().await.expect("closes");
        for name in ["journal.db", "journal.json"] {
            if !left.contains(&name) {
                std::fs::remove_file(folder.path().join(name)).expect("there");
            }
        }
        let refused = generate_journal(asked(folder.path(), 1), |_, _| panic!("it began"));
        assert!(
            matches!(&refused, Err(NapeError::BadInput { field, .. }) if field == "home"),
            "{left:?}: {refused:?}"
        );
    }
}
