//! Backups and restores in the terminal.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::schema::assert_fits;
use crate::support::{Home, Ran, example};

/// With the passphrase in the environment.
fn with_passphrase(mut command: Command, passphrase: &str) -> Ran {
    Ran::of(&command.env("NAPE_PASSPHRASE", passphrase).output().expect("the program runs"))
}

/// A home with a journal, and its backup.
fn backed_up() -> (Home, String) {
    let home = Home::screened();
    let file = home.path("backup.age");
    let ran = with_passphrase(home.command(&["journal", "backup", &file, "--json"]), "a long walk").expect(0);
    assert_fits("backup-made", &ran.document());
    (home, file)
}

#[test]
fn a_backup_restored_in_another_home_is_the_same_journal_and_a_second_time_nothing_new() {
    let (home, file) = backed_up();
    let other = Home::new();
    let restore = || {
        let command = other.command(&["journal", "restore", &file, "--json"]);
        with_passphrase(command, "a long walk").expect(0).document()
    };
    let first = restore();
    assert_fits("restored", &first);
    let total = &first["total"];
    assert!(total["added"].as_u64() > Some(3));
    assert_eq!(
        (&total["updated"], &total["unchanged"], &total["conflicts"]),
        (&0.into(), &0.into(), &0.into())
    );
    let second = restore();
    assert_eq!(second["total"]["unchanged"], total["added"]);
    assert_eq!(second["total"]["added"], 0);
    let plan = ["plan", "show", "--modality", "home_unit"];
    assert_eq!(other.json(&plan), home.json(&plan));
    assert_eq!(other.json(&["journal", "verify"])["intact"], true);
}

#[test]
fn edits_on_both_sides_are_a_conflict_of_which_both_stay() {
    let (home, file) = backed_up();
    let other = Home::new();
    with_passphrase(other.command(&["journal", "restore", &file]), "a long walk").expect(0);
    for side in [&home, &other] {
        side.run(&["profile", "set", "--file", &example("profile.json")]).expect(0);
    }
    home.run(&["plan", "set", &home.path("plan.json")]).expect(0);
    with_passphrase(home.command(&["journal", "backup", &file]), "a long walk").expect(0);
    let ran =
        with_passphrase(other.command(&["journal", "restore", &file, "--json"]), "a long walk").expect(0);
    let document = ran.document();
    assert_eq!(document["kinds"]["profile"]["conflicts"], 1);
    assert_eq!(document["kinds"]["plan"]["updated"], 1);
    assert_eq!(document["conflicts"][0]["kind"], "profile");
}

/// E21: a fork is a state that journals may be in, and verify says so instead of calling it damage.
#[test]
fn a_folder_that_was_copied_and_went_on_twice_is_merged_and_told_as_a_fork() {
    let home = Home::screened();
    let copy = Home::new();
    for name in ["journal/journal.db", "journal/journal.json", "key"] {
        let to = copy.path(name);
        fs::create_dir_all(std::path::Path::new(&to).parent().expect("a folder")).expect("made");
        fs::copy(home.path(name), to).expect("copied");
    }
    for side in [&home, &copy] {
        side.run(&["course", "start", "--reason", "stiff in the morning"]).expect(0);
    }
    let file = copy.path("backup.age");
    with_passphrase(copy.command(&["journal", "backup", &file]), "a long walk").expect(0);
    let restore = home.command(&["journal", "restore", &file, "--json"]);
    let restored = with_passphrase(restore, "a long walk").expect(0).document();
    assert!(restored["total"]["conflicts"].as_u64() > Some(0), "{restored}");
    let check = home.json(&["journal", "verify"]);
    assert_fits("journal-check", &check);
    assert_eq!((&check["intact"], &check["forks"]), (&true.into(), &1.into()), "{check}");
    assert!(home.run(&["journal", "verify"]).expect(0).out.contains("both sides are kept"));
}

#[test]
fn a_wrong_passphrase_and_a_broken_file_change_nothing() {
    let (home, file) = backed_up();
    let before = fs::read(home.journal().join("journal.db")).expect("there");
    let wrong = with_passphrase(home.command(&["journal", "restore", &file, "--json"]), "a guess").expect(2);
    assert_eq!(wrong.error()["field"], "passphrase");
    let bytes = fs::read(&file).expect("there");
    for broken in [&bytes[..bytes.len() - 1], &bytes[..10], b"", &[&bytes[..], b"\n"].concat()] {
        fs::write(&file, broken).expect("written");
        let ran =
            with_passphrase(home.command(&["journal", "restore", &file, "--json"]), "a long walk").expect(5);
        assert_eq!(ran.error()["kind"], "backup");
        assert_fits("error", &ran.document());
    }
    assert!(before == fs::read(home.journal().join("journal.db")).expect("there"));
}

#[test]
fn without_a_passphrase_and_a_person_to_ask_nothing_is_written() {
    let home = Home::new();
    let file = home.path("backup.age");
    let ran = home.run(&["journal", "backup", &file, "--json"]).expect(2);
    assert_eq!(ran.error()["field"], "NAPE_PASSPHRASE");
    assert!(fs::metadata(&file).is_err());
}

#[test]
fn a_backup_takes_the_place_of_no_file_that_opens_the_journal() {
    let (home, _) = backed_up();
    std::os::unix::fs::symlink(home.path("key"), home.path("link")).expect("linked");
    for target in ["journal/journal.db", "journal/journal.json", "key", "key.next", "journal/../key", "link"]
    {
        let command = home.command(&["journal", "backup", &home.path(target), "--json"]);
        let ran = with_passphrase(command, "a long walk").expect(2);
        assert_eq!(ran.error()["field"], "file", "{target}");
    }
    assert!(!std::path::Path::new(&home.path("key.next")).exists());
    assert_eq!(home.json(&["journal", "verify"])["intact"], true);
    // Where nobody named a file the keys lie in a folder of their own.
    let nape = |arguments: &[&str]| with_passphrase(home.bare_command(arguments), "a long walk");
    nape(&["course", "start"]).expect(0);
    let keys = home.path(".config/nape/keys");
    let key = fs::read_dir(&keys).expect("a folder").next().expect("a key").expect("a key").path();
    let ran = nape(&["journal", "backup", key.to_str().expect("plain"), "--json"]).expect(2);
    assert_eq!(ran.error()["field"], "file");
    nape(&["journal", "verify"]).expect(0);
}

/// E23: a timer of the system needs no passphrase.
#[test]
fn a_recovery_key_closes_backups_in_a_folder_and_opens_them() {
    let home = Home::screened();
    let key = home.json(&["journal", "backup", "--new-recovery-key"]);
    assert_fits("recovery-key", &key);
    let folder = home.path("backups");
    fs::create_dir(&folder).expect("made");
    let made = home.json(&["journal", "backup", "--recovery-key", &folder]);
    let file = made["file"].as_str().expect("a file");
    assert!(file.ends_with("nape-2026-03-02T073000.age"), "{file}");
    let status = home.json(&["journal", "backup", "--status"]);
    assert_fits("backup-status", &status);
    assert_eq!(status["days"], 0);
    let command = home.command(&["journal", "restore", file, "--trial"]);
    with_passphrase(command, key["key"].as_str().expect("a key")).expect(0);
}

/// E23: nobody has to remember them.
#[test]
fn a_scheduled_backup_is_written_by_whichever_command_ends_when_it_is_due() {
    let home = Home::screened();
    let folder = home.path("backups");
    home.run(&["journal", "backup", "--every", "7", &folder, "--json"]).expect(2);
    fs::create_dir(&folder).expect("made");
    let no_key = home.run(&["journal", "backup", "--every", "7", &folder, "--json"]).expect(2);
    assert_eq!(no_key.error()["kind"], "not_found", "a recovery key is needed first");
    home.json(&["journal", "backup", "--new-recovery-key"]);

    let files = || {
        let files = fs::read_dir(&folder).expect("a folder");
        let mut names: Vec<String> =
            files.map(|file| file.expect("a file").file_name().into_string().expect("plain")).collect();
        names.sort();
        names
    };
    let set = home.run(&["journal", "backup", "--every", "7", &folder, "--json"]).expect(0);
    assert_fits("backup-status", &set.document());
    assert_eq!(set.document()["schedule"]["every_days"], 7);
    assert!(files().len() == 1 && files()[0].starts_with("nape-2026-03-02T07"), "at once: {:?}", files());
    assert!(set.err.contains("A backup was due"), "{}", set.err);

    let at = |now: &str| home.run_at(now, &["session", "list", "--json"]).expect(0);
    assert!(!at("2026-03-08T07:30:00-05:00").err.contains("backup"), "not yet");
    assert!(at("2026-03-09T08:31:00-04:00").err.contains("A backup was due"));
    assert_eq!(files().len(), 2);

    fs::remove_dir_all(&folder).expect("removed");
    let without = at("2026-03-20T07:30:00-04:00");
    assert!(without.err.contains("could not be written"), "{}", without.err);
    let never = home.json(&["journal", "backup", "--never"]);
    assert_eq!((&never["schedule"], &never["due"]), (&Value::Null, &Value::Bool(false)));
    assert!(!at("2026-04-20T07:30:00-04:00").err.contains("backup"));
}

/// Two homes of one journal on one machine have a key each: what is done to the one locks nobody out of the other.
#[test]
fn a_second_home_of_a_journal_has_a_key_of_its_own() {
    let home = Home::new();
    let (one, two, three) = (home.path("one"), home.path("two"), home.path("three"));
    let file = home.path("backup.age");
    let nape = |arguments: &[&str], folder: &str| {
        let command = home.bare_command(&[arguments, &["--home", folder]].concat());
        with_passphrase(command, "a long walk")
    };
    nape(&["course", "start"], &one).expect(0);
    nape(&["journal", "backup", &file], &one).expect(0);
    nape(&["journal", "restore", &file], &two).expect(0);
    // One that holds nothing yet becomes the backup's journal, and keeps its key.
    nape(&["journal", "verify"], &three).expect(0);
    nape(&["journal", "restore", &file], &three).expect(0);
    let each_opens = || {
        for folder in [&one, &two, &three] {
            nape(&["journal", "verify"], folder).expect(0);
        }
    };
    each_opens();
    nape(&["journal", "rekey"], &two).expect(0);
    nape(&["journal", "rekey"], &one).expect(0);
    each_opens();
    nape(&["journal", "erase", "--all", "--confirm", "erase,erase-all"], &two).expect(0);
    for folder in [&one, &three] {
        nape(&["journal", "verify"], folder).expect(0);
    }
}
