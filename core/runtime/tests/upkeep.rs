//! A journal that nobody has open gets another key, or is erased, through the door.
#![expect(clippy::expect_used, reason = "a test that can't go on should say where")]

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use nape::api::{
    KeyPort, Nape, NapeError, OpenConfig, PresencePort, PresenceReason, change_key, erase_journal,
    finish_erasure,
};

const OLD: [u8; 32] = [0x5a; 32];
const NEW: [u8; 32] = [0x5b; 32];

async fn open(folder: &Path, key: [u8; 32]) -> Result<Arc<Nape>, NapeError> {
    let config = OpenConfig {
        folder: text(folder),
        key: key.to_vec(),
        demonstration: false,
        now: None,
        zone: None,
        additions: None,
    };
    Nape::open(config, None, None, None, None).await
}

fn text(folder: &Path) -> String {
    folder.to_str().expect("plain").to_owned()
}

/// A folder with a closed journal.
async fn written() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    close(open(folder.path(), OLD).await.expect("opens")).await;
    folder
}

async fn close(nape: Arc<Nape>) {
    nape.close().await.expect("closes");
}

/// Remembers whose keys were destroyed.
#[derive(Default)]
struct Keeper(Mutex<Vec<Option<String>>>);

impl KeyPort for Keeper {
    fn forget(&self, journal: Option<String>) -> Result<(), NapeError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(journal);
        Ok(())
    }
}

/// Says yes to the first so many questions.
struct Yes {
    times: usize,
    asked: Mutex<Vec<PresenceReason>>,
}

impl Yes {
    fn times(times: usize) -> Arc<Self> {
        Arc::new(Self { times, asked: Mutex::default() })
    }

    fn asked(&self) -> Vec<PresenceReason> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl PresencePort for Yes {
    fn confirm(&self, reason: PresenceReason, words: String) -> Result<bool, NapeError> {
        assert!(words.contains("rase"), "the words say what is confirmed: {words}");
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.push(reason);
        Ok(asked.len() <= self.times)
    }
}

async fn erase(folder: &Path, yes: &Arc<Yes>) -> (Result<(), NapeError>, Vec<Option<String>>) {
    let keeper = Arc::new(Keeper::default());
    let (keys, presence): (Arc<dyn KeyPort>, Arc<dyn PresencePort>) = (keeper.clone(), yes.clone());
    let result = erase_journal(text(folder), Some(OLD.to_vec()), keys, Some(presence)).await;
    let forgotten = keeper.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    (result, forgotten)
}

fn files(folder: &Path) -> usize {
    std::fs::read_dir(folder).expect("the folder").count()
}

#[tokio::test]
async fn a_changed_key_opens_the_journal_and_the_old_one_does_not() {
    let folder = written().await;
    change_key(text(folder.path()), OLD.to_vec(), NEW.to_vec()).await.expect("changed");
    assert_eq!(open(folder.path(), OLD).await.err(), Some(NapeError::WrongKey));
    close(open(folder.path(), NEW).await.expect("opens")).await;
    change_key(text(folder.path()), OLD.to_vec(), NEW.to_vec()).await.expect("found done");
}

#[tokio::test]
async fn neither_is_done_to_a_journal_that_is_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let nape = open(folder.path(), OLD).await.expect("opens");
    let refused = change_key(text(folder.path()), OLD.to_vec(), NEW.to_vec()).await;
    assert!(matches!(refused, Err(NapeError::Storage { .. })), "{refused:?}");
    let (refused, forgotten) = erase(folder.path(), &Yes::times(2)).await;
    assert!(matches!(refused, Err(NapeError::Storage { .. })), "{refused:?}");
    assert_eq!(forgotten, []);
    assert!(nape.check_journal().await.expect("still open").intact);
    close(nape).await;
}

#[tokio::test]
async fn everything_is_erased_after_the_second_yes_and_its_key_is_destroyed() {
    let folder = written().await;
    for times in [0, 1] {
        let yes = Yes::times(times);
        let (refused, forgotten) = erase(folder.path(), &yes).await;
        let Err(NapeError::Refused { rules, .. }) = refused else { panic!("{refused:?}") };
        assert_eq!((rules, forgotten), (vec!["gate.presence".to_owned()], vec![]));
        assert_eq!(yes.asked().len(), times + 1);
    }
    let yes = Yes::times(2);
    let (erased, forgotten) = erase(folder.path(), &yes).await;
    erased.expect("erased");
    assert_eq!(yes.asked(), [PresenceReason::Erasure, PresenceReason::ErasureAgain]);
    assert!(matches!(forgotten.as_slice(), [Some(_)]), "{forgotten:?}");
    assert_eq!(files(folder.path()), 0);
    let (again, _) = erase(folder.path(), &yes).await;
    assert!(matches!(again, Err(NapeError::NotFound { .. })), "{again:?}");
}

#[tokio::test]
async fn nobody_who_can_be_asked_means_nothing_is_erased() {
    let folder = written().await;
    let keys: Arc<dyn KeyPort> = Arc::new(Keeper::default());
    let refused = erase_journal(text(folder.path()), None, keys, None).await;
    assert!(matches!(refused, Err(NapeError::Refused { .. })), "{refused:?}");
    close(open(folder.path(), OLD).await.expect("still there")).await;
}

#[tokio::test]
async fn an_erasure_that_was_cut_short_is_finished_without_a_question() {
    let folder = written().await;
    let keeper = Arc::new(Keeper::default());
    let keys = || -> Arc<dyn KeyPort> { keeper.clone() };
    assert_eq!(finish_erasure(text(folder.path()), keys()).await, Ok(false));
    std::fs::write(folder.path().join("journal.erasing"), "").expect("written");
    assert_eq!(open(folder.path(), NEW).await.err(), Some(NapeError::ErasureBegun), "its key is still there");
    assert_eq!(finish_erasure(text(folder.path()), keys()).await, Ok(true));
    assert_eq!(files(folder.path()), 0);
    assert_eq!(keeper.0.lock().unwrap_or_else(PoisonError::into_inner).len(), 1);
}

/// E22: what is wrong is told apart, and the way back is named.
#[tokio::test]
async fn a_wrong_key_a_damage_and_a_missing_database_are_told_apart_with_the_way_back() {
    let wrong = open(written().await.path(), NEW).await.err().expect("refused");
    assert_eq!(wrong, NapeError::WrongKey);
    let spoilt = written().await;
    let database = spoilt.path().join("journal.db");
    let mut bytes = std::fs::read(&database).expect("there");
    bytes[100] ^= 1;
    std::fs::write(&database, bytes).expect("written");
    let damaged = open(spoilt.path(), OLD).await.err().expect("refused");
    let missing = written().await;
    std::fs::remove_file(missing.path().join("journal.db")).expect("there");
    let missing = open(missing.path(), OLD).await.err().expect("refused");
    let detail = |error: &NapeError| match error {
        NapeError::Damaged { detail } => detail.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!([detail(&damaged), detail(&missing)], ["journal.db cannot be read", "journal.db is missing"]);
    for error in [wrong, damaged, missing] {
        assert!(error.to_string().contains("restoring a backup is the way back"), "{error}");
    }
}
