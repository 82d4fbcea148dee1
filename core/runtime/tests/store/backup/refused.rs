//! Files that are not restored, and leave everything as it was.

use std::fs;
use std::io::Write;

use super::*;
use age::secrecy::SecretString;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use nape::store::Key;
use nape::store::backup::{BackupError, try_out};
use nape_logic::id::BootId;
use sha2::{Digest, Sha256};
use tempfile::{TempDir, tempdir};

/// A small journal, its backup, and the file's bytes.
fn backed_up() -> (TempDir, Keys, Vec<u8>) {
    let (here, keys) = (tempdir().expect("a folder"), Keys::draw());
    commit(here.path(), &whole(1));
    let outside = tempdir().expect("a folder");
    let file = outside.path().join("backup.age");
    back_up(here.path(), &keys, &file);
    let bytes = fs::read(&file).expect("readable");
    commit(here.path(), &whole(2));
    (here, keys, bytes)
}

/// Restoring these bytes fails here and in an empty folder, and changes neither.
fn refused(here: &TempDir, keys: &Keys, bytes: &[u8], what: &str) -> StoreError {
    let outside = tempdir().expect("a folder");
    let file = outside.path().join("backup.age");
    fs::write(&file, bytes).expect("written");
    let before = bytes_of(here.path());
    let error = bring(here.path(), keys, &file, 1).expect_err(what);
    assert!(before == bytes_of(here.path()), "{what}: a file changed");
    let nowhere = outside.path().join("phone");
    assert_eq!(bring(&nowhere, keys, &file, 1), Err(error.clone()), "{what}");
    assert!(!nowhere.exists(), "{what}: something was made");
    error
}

fn is_about_the_file(error: &StoreError) -> bool {
    use BackupError::{Altered, Damaged, NotABackup, WrongSecret};
    matches!(error, StoreError::Backup(Altered { .. } | Damaged | NotABackup | WrongSecret))
}

#[test]
fn a_backup_cut_anywhere_changes_nothing() {
    let (here, keys, bytes) = backed_up();
    for length in 0..bytes.len() {
        let error = refused(&here, &keys, &bytes[..length], &format!("cut at {length}"));
        assert!(is_about_the_file(&error), "{length}: {error}");
    }
}

#[test]
fn a_backup_changed_anywhere_changes_nothing() {
    let (here, keys, bytes) = backed_up();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        let error = refused(&here, &keys, &changed, &format!("changed at {at}"));
        assert!(is_about_the_file(&error), "{at}: {error}");
    }
    let mut longer = bytes.clone();
    longer.push(b'\n');
    assert!(is_about_the_file(&refused(&here, &keys, &longer, "longer")));
}

#[test]
fn another_recovery_key_and_a_passphrase_do_not_open_it() {
    let (here, keys, bytes) = backed_up();
    let wrong = StoreError::Backup(BackupError::WrongSecret);
    assert_eq!(refused(&here, &Keys::draw(), &bytes, "another key"), wrong);
    let passphrase = Keys { secret: Secret::read("a guess").expect("a passphrase"), ..keys };
    assert_eq!(refused(&here, &passphrase, &bytes, "a passphrase"), wrong);
}

#[test]
fn a_wrong_passphrase_is_said_to_be_wrong() {
    let (here, keys, _) = backed_up();
    let file = here.path().join("backup.age");
    let lock = Lock::passphrase("right", 2).expect("not empty");
    journal(here.path()).reader().expect("a reader").back_up(&file, &lock, minute(9), &()).expect("made");
    let bytes = fs::read(&file).expect("readable");
    let wrong = Keys { secret: Secret::read("wrong").expect("a passphrase"), ..keys };
    assert_eq!(refused(&here, &wrong, &bytes, "wrong"), StoreError::Backup(BackupError::WrongSecret));
}

#[test]
fn a_passphrase_that_asks_for_more_work_than_a_phone_can_do_is_not_tried() {
    let text = b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\
        0123456789abcdef0123456789abcdef";
    let (here, keys, _) = backed_up();
    let keys = Keys { secret: Secret::read("any").expect("a passphrase"), ..keys };
    let error = refused(&here, &keys, text, "endless work");
    assert_eq!(error, StoreError::Backup(BackupError::TooMuchWork));
}

/// A file of these lines, closed as a backup is.
fn closed(lines: &str) -> (Keys, Vec<u8>) {
    let passphrase = SecretString::from("open".to_owned());
    let mut recipient = age::scrypt::Recipient::new(passphrase);
    recipient.set_work_factor(2);
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let mut file = Vec::new();
    let encryptor = age::Encryptor::with_recipients(recipients).expect("one recipient");
    let mut out = encryptor.wrap_output(&mut file).expect("written");
    out.write_all(lines.as_bytes()).expect("written");
    out.finish().expect("written");
    (Keys { secret: Secret::read("open").expect("a passphrase"), ..Keys::draw() }, file)
}

fn opened(keys: &Keys, bytes: &[u8]) -> String {
    let age = age::Decryptor::new(bytes).expect("an age file");
    let Secret::Key(identity) = &keys.secret else { unreachable!("drawn as a recovery key") };
    let identity: &dyn age::Identity = &**identity;
    std::io::read_to_string(age.decrypt(std::iter::once(identity)).expect("opens")).expect("text")
}

#[test]
fn a_newer_format_is_named() {
    let (here, ..) = backed_up();
    let (keys, bytes) = closed("{\"nape_backup\":7,\"all\":\"else may differ\"}\n");
    let newer = BackupError::NewerFormat { found: 7, known: 1 };
    assert_eq!(refused(&here, &keys, &bytes, "newer"), StoreError::Backup(newer));
}

#[test]
fn lines_that_are_not_what_the_last_one_says_are_refused() {
    let (here, keys, bytes) = backed_up();
    let text = opened(&keys, &bytes);
    let lines: Vec<&str> = text.lines().collect();
    let without = |at: usize| {
        let kept = lines.iter().enumerate().filter(|(index, _)| *index != at);
        kept.map(|(_, line)| [line, "\n"].concat()).collect::<String>()
    };
    let mut broken: Vec<String> = (0..lines.len()).map(without).collect();
    broken.push(text.replace("\"number\\\":1", "\"number\\\":3"));
    broken.push(format!("{text}{{}}\n"));
    broken.push(text.trim_end().to_owned());
    for text in broken {
        let (keys, bytes) = closed(&text);
        let error = refused(&here, &keys, &bytes, "broken lines");
        assert!(is_about_the_file(&error), "{error}");
    }
    let (keys, bytes) = closed(&text);
    let file = here.path().join("again.age");
    fs::write(&file, bytes).expect("written");
    bring(here.path(), &keys, &file, 1).expect("what was only closed anew is whole");
}

/// The lines of a backup that somebody changed on purpose, with a digest and counts that fit them.
fn resealed(lines: &[String]) -> (Keys, Vec<u8>) {
    let count = |kind: &str| lines.iter().filter(|line| line.starts_with(&format!("{{\"{kind}\":"))).count();
    let counts = format!(
        r#"{{"origins":{},"facts":{},"versions":{},"pages":{}}}"#,
        count("origin"),
        count("fact"),
        count("version"),
        count("page")
    );
    let (before, _) = lines[0].split_once(r#","counts":"#).expect("a header");
    let header = format!("{before},\"counts\":{counts}}}");
    let text =
        std::iter::once(&header).chain(&lines[1..lines.len() - 1]).cloned().collect::<Vec<_>>().join("\n");
    let text = text + "\n";
    let digest = BASE64_STANDARD.encode(Sha256::digest(&text));
    closed(&format!("{text}{{\"end\":{{\"counts\":{counts},\"sha256\":\"{digest}\"}}}}\n"))
}

/// A journal with a lock that was looked at nowhere, an entry and telemetry, and the lines of its backup.
fn locked() -> (TempDir, Vec<String>) {
    let (here, keys) = (tempdir().expect("a folder"), Keys::draw());
    let mut lock = fact("lock_set", 1);
    lock.content.payload = r#"{"lock":"00000000-0000-0000-0000-000000000001","rules":["dizziness"]}"#.into();
    let records = vec![entry(10, "pain", 4, "stiff in the morning")];
    let facts = [fact("before", 0), lock, fact("after", 2)];
    commit(here.path(), &Batch { records, telemetry: whole(3).telemetry, ..super::facts(facts) });
    let outside = tempdir().expect("a folder");
    let file = outside.path().join("backup.age");
    back_up(here.path(), &keys, &file);
    let text = opened(&keys, &fs::read(&file).expect("readable"));
    (here, text.lines().map(str::to_owned).collect())
}

/// E7, E21: age says who may read a file, not who made it. What was changed by hand is refused whole, its digest and all
/// else that can be computed anew being right.
#[test]
fn a_backup_changed_on_purpose_and_closed_anew_changes_nothing() {
    let (here, lines) = locked();
    let change = |at: usize, from: &str, to: &str| {
        let mut changed = lines.clone();
        changed[at] = changed[at].replacen(from, to, 1);
        assert_ne!(changed[at], lines[at], "{from} stands in {}", lines[at]);
        changed
    };
    let redacted = |at: usize| {
        let (before, after) = lines[at].split_once(r#""content":"#).expect("a fact");
        let (_, after) = after.split_once("},").expect("more fields");
        let mut changed = lines.clone();
        changed[at] = format!("{before}{after}");
        changed
    };
    let without = |at: usize| {
        let mut changed = lines.clone();
        changed.remove(at);
        changed
    };
    let mut swapped = lines.clone();
    swapped.swap(2, 3);
    let mut twice = lines.clone();
    twice.insert(3, lines[2].clone());
    // 0 header, 1 origin, 2-4 facts, 5 the entry, 6 telemetry, 7 the end.
    let cases = [
        ("a lock without its words", redacted(3)),
        ("a lock without its facts", without(3)),
        ("a chain without its end", without(4)),
        ("an origin without its end", without(1)),
        ("facts out of their order", swapped),
        ("a fact that stands there twice", twice),
        ("another rule", change(3, "dizziness", "doorbells")),
        ("another kind", change(3, "lock_set", "lock_let")),
        ("another time", change(4, "\"at_ms\":1", "\"at_ms\":2")),
        ("an end that is not there", change(1, "\"last_sequence\":3", "\"last_sequence\":2")),
        ("a number past its scale", change(5, r#"\"value\":4"#, r#"\"value\":11"#)),
        ("a number below its scale", change(5, r#"\"value\":4"#, r#"\"value\":-1"#)),
        ("half a number", change(5, r#"\"value\":4"#, r#"\"value\":3.5"#)),
        ("no JSON", change(5, r#"\"value\":4"#, r#"\"value\":"#)),
        ("another moment", change(5, "\"at_ms\":1", "\"at_ms\":2")),
        ("signs that turn the text around", change(5, "stiff", "\u{202e}stiff")),
        ("telemetry of another length", change(6, "\"samples\":1", "\"samples\":2")),
        ("telemetry that ends before it begins", change(6, "\"to_ms\":3000", "\"to_ms\":2000")),
    ];
    for (what, lines) in cases {
        let (keys, bytes) = resealed(&lines);
        let error = refused(&here, &keys, &bytes, what);
        assert!(matches!(error, StoreError::Backup(BackupError::Altered { .. })), "{what}: {error}");
        let file = here.path().join("tried.age");
        fs::write(&file, &bytes).expect("written");
        let mut backup = BackupFile::open(&file, &keys.secret).expect("opens");
        assert_eq!(try_out(here.path(), &key(), &mut backup, &()), Err(error), "{what}: a trial says so too");
        fs::remove_file(file).expect("there");
    }
    let (keys, bytes) = resealed(&lines);
    let file = here.path().join("again.age");
    fs::write(&file, bytes).expect("written");
    bring(here.path(), &keys, &file, 1).expect("what was only closed anew is whole");
}

/// A fact that can't be read may be one that locks: it is not passed over.
#[test]
fn a_fact_that_only_a_newer_program_can_read_is_refused() {
    let (here, keys) = (tempdir().expect("a folder"), Keys::draw());
    let file = here.path().join("backup.age");
    let mut lock = fact("lock_set", 1);
    lock.content.payload = r#"{"lock":"00000000-0000-0000-0000-000000000001","verdict":"worse"}"#.into();
    commit(here.path(), &facts([fact("of_a_newer_program", 0)]));
    back_up(here.path(), &keys, &file);
    bring(here.path(), &keys, &file, 1).expect("what this program never heard of is kept as it is");
    commit(here.path(), &facts([lock]));
    back_up(here.path(), &keys, &file);
    let refusal = Err(StoreError::Backup(BackupError::NewerFact { line: 5 }));
    assert_eq!(bring(here.path(), &keys, &file, 2), refusal);
}

/// P3: one journal per person.
#[test]
fn a_backup_of_another_journal_is_refused() {
    let (_, keys, bytes) = backed_up();
    let other = tempdir().expect("a folder");
    let file = other.path().join("backup.age");
    fs::write(&file, bytes).expect("written");
    another(other.path(), 0xff);
    commit(other.path(), &whole(5));
    let before = contents(other.path());
    let refusal = Err(StoreError::Backup(BackupError::OtherJournal));
    assert_eq!(bring(other.path(), &keys, &file, 1), refusal);
    let mut backup = BackupFile::open(&file, &keys.secret).expect("opens");
    assert_eq!(try_out(other.path(), &key(), &mut backup, &()), refusal);
    assert_eq!(contents(other.path()), before);
}

#[test]
fn nothing_is_restored_while_the_journal_is_open_or_a_session_runs() {
    let (here, keys, bytes) = backed_up();
    let open = journal(here.path());
    assert_eq!(refused_in_place(&here, &keys, &bytes), StoreError::Busy);
    let lease = open.lease(&BootId("a boot".to_owned())).expect("free");
    assert_eq!(refused_in_place(&here, &keys, &bytes), StoreError::SessionRunning);
    drop((open, lease));
    let file = here.path().join("backup.age");
    bring(here.path(), &keys, &file, 1).expect("nobody is in the way");
}

fn refused_in_place(here: &TempDir, keys: &Keys, bytes: &[u8]) -> StoreError {
    let file = here.path().join("backup.age");
    fs::write(&file, bytes).expect("written");
    let before = contents(here.path());
    let error = bring(here.path(), keys, &file, 1).expect_err("in use");
    assert_eq!(contents(here.path()), before);
    error
}

#[test]
fn a_wrong_key_of_the_journal_restores_nothing() {
    let (here, keys, bytes) = backed_up();
    let file = here.path().join("backup.age");
    fs::write(&file, bytes).expect("written");
    let before = contents(here.path());
    let mut backup = BackupFile::open(&file, &keys.secret).expect("opens");
    let wrong: Key = wrong_key();
    let refusal = restore(here.path(), &wrong, &mut backup, origin(1), &());
    assert_eq!(refusal, Err(StoreError::WrongKey));
    assert_eq!(contents(here.path()), before);
}
