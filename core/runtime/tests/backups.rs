//! Backups and restores through the door (P3, E7, E21, E23).

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

mod person;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use nape::api::{
    Answer, AnswerSheet, Backup, BackupSchedule, Examination, NapeError, Outcome, ProgressPort, Restored,
    entry_from_json, logged_session_from_json,
};
use person::{KEY, NOW, Person};
use tempfile::TempDir;

const LATER: &str = "2026-03-11T09:00:00+01:00";

/// A person whose journal has a recovery key, that key, and a folder for files.
struct Kept {
    person: Person,
    secret: String,
    files: TempDir,
}

impl Kept {
    async fn new() -> Self {
        let person = Person::ready().await;
        let secret = person.nape.make_recovery_key().await.expect("draws").key;
        Self { person, secret, files: tempfile::tempdir().expect("a folder") }
    }

    fn file(&self, name: &str) -> String {
        path(&self.files.path().join(name))
    }

    async fn back_up(&self, name: &str) -> String {
        let file = self.file(name);
        self.person.nape.back_up(file.clone(), None, None).await.expect("backs up");
        file
    }

    /// Restores into the person's own journal, which is closed and opened again for it.
    async fn restore(self, file: &str, now: &str) -> (Self, Restored) {
        self.person.nape.close().await.expect("closes");
        let restored = bring(&self.secret, file, self.person.folder()).await.expect("restores");
        (Self { person: self.person.reopen_at(now).await, ..self }, restored)
    }

    async fn locks(&self) -> usize {
        self.person.nape.locks().await.expect("reads").len()
    }
}

fn path(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

async fn bring(secret: &str, file: &str, folder: &Path) -> Result<Restored, NapeError> {
    let backup = Backup::open(file.to_owned(), secret.to_owned()).await?;
    backup.restore(path(folder), KEY.to_vec(), None).await
}

fn with_a_sign(form: &str) -> AnswerSheet {
    let mut sheet = Person::sheet(form);
    let chosen = vec!["double_vision".to_owned()];
    sheet.answers.insert("emergency_signs".to_owned(), Answer::Choices { chosen });
    sheet
}

fn examined(day: &str) -> Examination {
    Examination {
        examined: day.to_owned(),
        by: "Dana Whitfield, PT".to_owned(),
        advice: "Rest for a week.".to_owned(),
    }
}

fn field_of<T: std::fmt::Debug>(refused: Result<T, NapeError>) -> String {
    match refused {
        Err(NapeError::BadInput { field, .. }) => field,
        other => panic!("must be bad input: {other:?}"),
    }
}

/// E7: an older backup takes no lock away, and a form that it brings back denies no later sign.
#[tokio::test]
async fn e07_an_older_backup_never_unlocks() {
    let kept = Kept::new().await;
    let older = kept.back_up("older.age").await;
    let told = kept.person.nape.record_screening(with_a_sign("short")).await.expect("records");
    assert_eq!(told.outcome, Outcome::Emergency);
    let (kept, _) = kept.restore(&older, NOW).await;
    let lock = kept.person.nape.locks().await.expect("reads").remove(0);
    match kept.person.nape.resolve_lock(lock.id, examined("2026-03-10")).await {
        Err(NapeError::Refused { rules, .. }) => assert_eq!(rules[0], "lock.present_sign"),
        other => panic!("the sign is still present: {other:?}"),
    }
}

/// E7: a lock comes with the backup to a phone that never heard of it.
#[tokio::test]
async fn e07_a_lock_of_another_phone_locks_here() {
    let kept = Kept::new().await;
    let phone = tempfile::tempdir().expect("a folder");
    bring(&kept.secret, &kept.back_up("common.age").await, phone.path()).await.expect("restores");
    kept.person.nape.record_screening(with_a_sign("short")).await.expect("records");
    let newer = kept.back_up("newer.age").await;
    let other = Kept { person: Person::moved_to(phone).await, ..kept };
    assert_eq!(other.locks().await, 0);
    let (other, restored) = other.restore(&newer, LATER).await;
    assert_eq!(other.locks().await, 1);
    assert!(restored.total.added > 0);
}

/// E7: a full form that arrives later but was answered earlier takes no sign back: the order of statement counts,
/// not that of arrival.
#[tokio::test]
async fn e07_an_older_form_of_another_phone_denies_no_later_sign() {
    let kept = Kept::new().await;
    let phone = tempfile::tempdir().expect("a folder");
    bring(&kept.secret, &kept.back_up("common.age").await, phone.path()).await.expect("restores");
    kept.person.nape.record_screening(Person::sheet("full")).await.expect("records");
    let older = kept.back_up("older.age").await;

    let other = Kept { person: Person::moved_to(phone).await.reopen_at(LATER).await, ..kept };
    other.person.nape.record_screening(with_a_sign("short")).await.expect("records");
    let (other, restored) = other.restore(&older, LATER).await;
    assert!(restored.kinds["fact"].added > 0, "{restored:?}");
    let lock = other.person.nape.locks().await.expect("reads").remove(0);
    let refused = other.person.nape.resolve_lock(lock.id, examined("2026-03-11")).await;
    assert!(
        matches!(&refused, Err(NapeError::Refused { rules, .. }) if rules[0] == "lock.present_sign"),
        "{refused:?}"
    );
}

/// E7: what was resolved since doesn't lock again.
#[tokio::test]
async fn e07_a_lock_that_was_resolved_does_not_come_back_from_a_backup() {
    let kept = Kept::new().await;
    kept.person.nape.record_screening(with_a_sign("short")).await.expect("records");
    let locked = kept.back_up("locked.age").await;
    kept.person.nape.record_screening(Person::sheet("full")).await.expect("records");
    let lock = kept.person.nape.locks().await.expect("reads").remove(0);
    kept.person.nape.resolve_lock(lock.id, examined("2026-03-10")).await.expect("resolves");
    let (kept, restored) = kept.restore(&locked, NOW).await;
    assert_eq!(kept.locks().await, 0);
    assert_eq!((restored.total.added, restored.total.conflicts), (0, 0));
}

/// E7: what another phone had locked before somebody looked at the same part of the spine doesn't lock again; what it
/// locks later, or on the day of the examination, does.
#[tokio::test]
async fn e07_a_symptom_restored_after_a_newer_examination_does_not_lock_again() {
    let told_at = |at: &str| {
        let json = format!(r#"{{"kind":"symptom","name":"dizziness","at":"{at}"}}"#);
        entry_from_json(json.into_bytes()).expect("reads")
    };
    let kept = Kept::new().await;
    let phone = tempfile::tempdir().expect("a folder");
    bring(&kept.secret, &kept.back_up("common.age").await, phone.path()).await.expect("restores");
    let other = Person::moved_to(phone).await;
    other.nape.add_entries(vec![told_at(NOW)]).await.expect("locks there");
    let older = kept.file("older.age");
    other.nape.back_up(older.clone(), None, None).await.expect("backs up");

    // Here the same is told a day later, and looked at on that day or on the next.
    for (examined_on, locks) in [("2026-03-11", 0), ("2026-03-12", 0), ("2026-03-10", 1)] {
        let told = if locks == 0 { LATER } else { NOW };
        let here = tempfile::tempdir().expect("a folder");
        bring(&kept.secret, &kept.file("common.age"), here.path()).await.expect("restores");
        let here = Person::moved_to(here).await.reopen_at(told).await;
        here.nape.add_entries(vec![told_at(told)]).await.expect("locks");
        let here = here.reopen_at("2026-03-12T09:00:00+01:00").await;
        let lock = here.nape.locks().await.expect("reads").remove(0);
        here.nape.resolve_lock(lock.id, examined(examined_on)).await.expect("resolves");
        here.nape.close().await.expect("closes");
        bring(&kept.secret, &older, here.folder()).await.expect("restores");
        let here = here.reopen_at("2026-03-12T10:00:00+01:00").await;
        assert_eq!(here.nape.locks().await.expect("reads").len(), locks, "looked at on {examined_on}");
        let restored = here.nape.search_entries("dizziness".to_owned(), 9).await.expect("searches");
        assert_eq!(restored.len(), 2, "both are in the journal");
        here.nape.add_entries(vec![told_at("2026-03-12T09:59:00+01:00")]).await.expect("locks");
        assert_eq!(here.nape.locks().await.expect("reads").len(), locks + 1, "what is told now locks now");
    }
}

/// E21: one phone erases an entry, the other one has edited it meanwhile, which is screened and told anew.
#[tokio::test]
async fn e21_an_erased_entry_is_gone_on_both_phones_with_what_either_told_of_it() {
    const LATER_STILL: &str = "2026-03-11T10:00:00+01:00";
    let symptom = |value: u8| {
        let json = r#"{"kind":"symptom","name":"dizziness","at":"2026-03-10T08:00:00+01:00","value":"#;
        entry_from_json(format!("{json}{value}}}").into_bytes()).expect("reads")
    };
    let kept = Kept::new().await;
    let written = kept.person.nape.add_entries(vec![symptom(3)]).await.expect("writes");
    let id = written.ids[0].clone();
    let phone = tempfile::tempdir().expect("a folder");
    bring(&kept.secret, &kept.back_up("common.age").await, phone.path()).await.expect("restores");
    let secret = kept.secret.clone();
    let other =
        Kept { person: Person::moved_to(phone).await, secret, files: tempfile::tempdir().expect("a folder") };
    other.person.nape.edit_entry(id.clone(), symptom(5).entry).await.expect("edits");
    kept.person.nape.erase_entry(id).await.expect("erases");
    let (erased, edited) = (kept.back_up("erased.age").await, other.back_up("edited.age").await);
    let (kept, _) = kept.restore(&edited, LATER).await;
    let (other, _) = other.restore(&erased, LATER_STILL).await;
    for phone in [&kept, &other] {
        assert!(phone.person.nape.check_journal().await.expect("checks").intact);
        let telling = "SELECT count(*), count(payload) FROM fact WHERE kind = 'symptoms_told'";
        let counted: (u32, u32) = phone
            .person
            .lock_the_journal()
            .query_row(telling, [], |row| Ok((row.get(0)?, row.get(1)?)))
            .expect("counted");
        assert_eq!(counted, (2, 0), "told twice, and both erased");
    }
}

/// P3: another person's journal stays another one.
#[tokio::test]
async fn p03_a_backup_of_another_persons_journal_is_refused() {
    let (one, other) = (Kept::new().await, Person::ready().await);
    let file = one.back_up("one.age").await;
    other.nape.close().await.expect("closes");
    assert_eq!(field_of(bring(&one.secret, &file, other.folder()).await), "file");
}

#[tokio::test]
async fn a_session_told_on_another_phone_is_there_after_a_restore_and_the_chains_hold() {
    let kept = Kept::new().await;
    let told = r#"{"modality":"manual","started":"2026-03-10T07:00:00+01:00","duration_ms":600000}"#;
    let told = logged_session_from_json(told.into(), NOW.to_owned()).expect("reads");
    kept.person.nape.log_session(told).await.expect("records");
    let file = kept.back_up("all.age").await;
    let phone = tempfile::tempdir().expect("a folder");
    bring(&kept.secret, &file, phone.path()).await.expect("restores");
    let sessions = kept.person.nape.sessions(9).await.expect("reads");
    let moved = Person::moved_to(phone).await;
    assert_eq!(moved.nape.sessions(9).await.expect("reads"), sessions);
    moved.nape.record_screening(Person::sheet("short")).await.expect("goes on");
    assert!(moved.nape.check_journal().await.expect("reads").intact);
}

/// E23: the age of the last backup is visible, and a trial shows that it would do.
#[tokio::test]
async fn e23_the_last_backup_has_an_age_and_can_be_tried() {
    let kept = Kept::new().await;
    let status = kept.person.nape.backup_status().await.expect("reads");
    assert_eq!((status.last, status.recovery_key), (None, true));
    let file = kept.back_up("first.age").await;
    let kept = Kept { person: kept.person.reopen_at("2026-03-17T10:00:00+01:00").await, ..kept };
    let status = kept.person.nape.backup_status().await.expect("reads");
    assert_eq!(status.days, Some(7));
    assert!(status.last.is_some_and(|last| last.starts_with("2026-03-10T09:")));
    let backup = Backup::open(file, kept.secret.clone()).await.expect("opens");
    let tried = backup.try_out(path(kept.person.folder()), KEY.to_vec(), None).await.expect("is whole");
    assert_eq!((tried.total.added, tried.total.updated, tried.total.conflicts), (0, 0, 0));
    assert!(tried.total.unchanged > 0);
}

/// E23: once set, backups come by themselves, each when it is due.
#[tokio::test]
async fn e23_a_scheduled_backup_is_written_when_it_is_due_and_needs_nobody() {
    let kept = Kept::new().await;
    let folder = path(kept.files.path());
    let schedule = |every_days| Some(BackupSchedule { folder: folder.clone(), every_days });
    kept.person.nape.set_backup_schedule(schedule(7)).await.expect("sets");
    let status = kept.person.nape.backup_status().await.expect("reads");
    assert_eq!((status.schedule, status.due), (schedule(7), true), "there is none yet");
    let first = kept.person.nape.back_up_if_due(None).await.expect("backs up").expect("was due");
    assert!(first.file.contains("/nape-2026-03-10T09"), "{}", first.file);
    assert_eq!(kept.person.nape.back_up_if_due(None).await.expect("looks"), None, "and is not due twice");

    let person = kept.person.reopen_at("2026-03-16T09:00:00+01:00").await;
    assert_eq!(person.nape.back_up_if_due(None).await.expect("looks"), None, "six days are not seven");
    let person = person.reopen_at("2026-03-17T09:30:00+01:00").await;
    let second = person.nape.back_up_if_due(None).await.expect("backs up").expect("is due again");
    let backup = Backup::open(second.file, kept.secret.clone()).await.expect("opens");
    assert!(backup.info().expect("says").made_at.starts_with("2026-03-17T09:30"));
    assert!(Path::new(&first.file).exists(), "the one before it stays");

    person.nape.set_backup_schedule(None).await.expect("switches it off");
    let person = person.reopen_at("2026-05-17T09:30:00+02:00").await;
    let status = person.nape.backup_status().await.expect("reads");
    assert_eq!((status.schedule, status.due), (None, false));
}

#[tokio::test]
async fn a_schedule_that_can_not_be_kept_is_refused_with_its_field() {
    let kept = Kept::new().await;
    let schedule = |folder: &str, every_days| Some(BackupSchedule { folder: folder.to_owned(), every_days });
    let folder = path(kept.files.path());
    let set = |schedule| kept.person.nape.set_backup_schedule(schedule);
    assert_eq!(field_of(set(schedule(&folder, 0)).await), "every_days");
    assert_eq!(field_of(set(schedule(&folder, 91)).await), "every_days");
    assert_eq!(field_of(set(schedule(&kept.file("gone"), 7)).await), "folder");
    assert_eq!(field_of(set(schedule("backups", 7)).await), "folder");
    let without_key = Person::new().await.nape.set_backup_schedule(schedule(&folder, 7)).await;
    assert!(matches!(without_key, Err(NapeError::NotFound { .. })), "{without_key:?}");
}

#[tokio::test]
async fn no_scheduled_backup_is_made_beside_a_running_session_and_a_folder_that_went_is_said() {
    let kept = Kept::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let schedule = BackupSchedule { folder: path(folder.path()), every_days: 1 };
    kept.person.nape.set_backup_schedule(Some(schedule)).await.expect("sets");
    kept.person.start(1.0, vec![]).await.expect("starts");
    assert_eq!(kept.person.nape.back_up_if_due(None).await.expect("looks"), None);
    kept.person.nape.stop(None).await.expect("stops");
    kept.person.wait_for_end().await;
    folder.close().expect("removed");
    assert_eq!(field_of(kept.person.nape.back_up_if_due(None).await), "folder");
    assert!(kept.person.nape.backup_status().await.expect("reads").due, "and it stays due");
}

#[tokio::test]
async fn without_a_recovery_key_a_backup_needs_a_passphrase() {
    let person = Person::new().await;
    let files = tempfile::tempdir().expect("a folder");
    let file = path(&files.path().join("a.age"));
    let refused = person.nape.back_up(file.clone(), None, None).await;
    assert!(matches!(refused, Err(NapeError::NotFound { .. })), "{refused:?}");
    assert_eq!(field_of(person.nape.back_up(file.clone(), Some(String::new()), None).await), "passphrase");
    assert!(!Path::new(&file).exists());
    person.nape.back_up(file.clone(), Some("a long walk".to_owned()), None).await.expect("backs up");
    let wrong = Backup::open(file.clone(), "a short walk".to_owned()).await;
    assert_eq!(field_of(wrong.map(|_| ())), "passphrase");
    let backup = Backup::open(file, "a long walk".to_owned()).await.expect("opens");
    assert!(backup.info().expect("says").made_at.starts_with("2026-03-10T09:"));
}

#[tokio::test]
async fn a_backup_over_a_file_of_the_journal_is_refused_and_the_journal_is_as_it_was() {
    let kept = Kept::new().await;
    for name in ["journal.db", "journal.json", "session.lock"] {
        let target = path(&kept.person.folder().join(name));
        assert_eq!(field_of(kept.person.nape.back_up(target, None, None).await), "file", "{name}");
    }
    assert!(kept.person.nape.check_journal().await.expect("checks").intact);
    let kept = Kept { person: kept.person.reopen_at(LATER).await, ..kept };
    assert!(kept.person.nape.backup_status().await.expect("reads").recovery_key);
}

#[tokio::test]
async fn nothing_is_restored_into_a_journal_that_is_open() {
    let kept = Kept::new().await;
    let file = kept.back_up("a.age").await;
    let refused = bring(&kept.secret, &file, kept.person.folder()).await;
    assert!(matches!(refused, Err(NapeError::Storage { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_file_that_is_no_backup_is_said_to_be_none() {
    let kept = Kept::new().await;
    let file = kept.file("notes.txt");
    std::fs::write(&file, "not a backup").expect("written");
    let refused = Backup::open(file, kept.secret.clone()).await.map(|_| ());
    assert!(matches!(refused, Err(NapeError::Backup { .. })), "{refused:?}");
}

/// Counts words, and says stop at the first.
#[derive(Default)]
struct Impatient(AtomicU64);

impl ProgressPort for Impatient {
    fn progress(&self, done: u64, total: u64) -> Result<bool, NapeError> {
        assert!(done <= total);
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(false)
    }
}

#[tokio::test]
async fn a_shell_is_told_how_far_it_is_and_may_end_it() {
    let kept = Kept::new().await;
    let (file, port) = (kept.file("a.age"), Arc::new(Impatient::default()));
    let progress: Arc<dyn ProgressPort> = Arc::clone(&port) as _;
    let ended = kept.person.nape.back_up(file.clone(), None, Some(progress)).await;
    assert_eq!(ended, Err(NapeError::Closed));
    assert_eq!(port.0.load(Ordering::SeqCst), 1);
    assert!(!Path::new(&file).exists());
    assert_eq!(kept.person.nape.backup_status().await.expect("reads").last, None);
}
